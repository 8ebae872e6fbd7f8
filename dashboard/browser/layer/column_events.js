/* Events as columns: which of them pass a filter, over typed arrays.
 *
 * new ColumnEvents(table)  the events, sorted by first day; add(table) takes in further columns of the same events
 *   .setFilter(filter)  which events pass everything but the days; kept until the filter changes
 *   .range(first, last) the part of the sorted events that can touch these days, by two binary searches
 *   .classes(facet, values)  a class for each event: the place of its value in ``values``, else other, else none
 *
 * Nothing here makes an object per event: 1,000,000 of them are some arrays.
 */

import { CLASSES, NONE, OTHER } from "../class_colours.js";
import { markPassing } from "../filter.js";
import { refuse } from "./packed_columns.js";

const NEEDED = ["x", "y", "start", "span", "row", "precision"];

export class ColumnEvents {
  constructor(table) {
    for (const name of NEEDED) if (!Object.hasOwn(table.columns, name)) refuse(`column ${name} is missing`);
    const { n, columns } = table, { start, span } = columns;
    this.n = n;
    this.firstDay = table.firstDay;
    this.columns = { ...columns };
    this.facets = { ...table.facets };
    this.ids = table.ids || null;
    this.end = new Int32Array(n);
    // The latest end up to here grows with the place, though the ends themselves do not: so it can be searched.
    this.latest = new Int32Array(n);
    let latest = -(2 ** 31);
    for (let i = 0; i < n; i++) {
      if (i && start[i] < start[i - 1]) refuse("the events are not sorted by day");
      const end = start[i] + span[i];
      this.end[i] = end;
      this.latest[i] = latest = end > latest ? end : latest;
    }
    this.passes = new Uint8Array(n).fill(1);
    this.filter = {};
  }

  /* Take in further columns of the same events. */
  add(table) {
    if (table.n !== this.n) refuse(`${table.n} events in the second file, ${this.n} in the first`);
    this.columns = { ...this.columns, ...table.columns };
    this.facets = { ...this.facets, ...table.facets };
  }

  /* Renew which events pass: {choices: {facet: [value]}, ranges: {column: [low|null, high|null]}, rows: bitmap|null}. */
  setFilter(filter) { markPassing(this, filter, this.passes); }

  /* [from, to, firstDay]: events outside from..to touch no day from ``first`` to ``last`` (days since 1970, or null);
   * inside, those with end >= firstDay do. */
  range(first, last) {
    if (first === null || last === null) return [0, this.n, -(2 ** 31)];
    const begin = first - this.firstDay, end = last - this.firstDay;
    return [lowerBound(this.latest, begin), lowerBound(this.columns.start, end + 1), begin];
  }

  /* The values of a facet that most events have, at most ``CLASSES``. */
  frequent(name) {
    const facet = this.facets[name];
    if (!facet) return [];
    const counts = new Uint32Array(facet.values.length), codes = this.columns[facet.columns[0]];
    for (let i = 0; i < this.n; i++) if (codes[i] >= 0 && codes[i] < counts.length) counts[codes[i]]++;
    return facet.values.map((value, code) => code).filter((code) => counts[code])
      .sort((a, b) => counts[b] - counts[a]).slice(0, CLASSES).map((code) => facet.values[code]);
  }

  /* The class of each event, written into ``into``: the place of its value in ``values``; OTHER; NONE where it has none. */
  classes(name, values, into) {
    const facet = this.facets[name];
    if (!facet) { into.fill(OTHER); return; }
    const table = new Uint8Array(facet.values.length).fill(OTHER);
    values.slice(0, CLASSES).forEach((value, k) => { const code = facet.values.indexOf(value); if (code >= 0) table[code] = k; });
    const columns = facet.columns.map((column) => this.columns[column]), size = table.length;
    for (let i = 0; i < this.n; i++) {
      let found = NONE;
      for (let k = 0; k < columns.length; k++) {
        const code = columns[k][i];
        if (code >= 0 && code < size && table[code] < found) found = table[code];
      }
      into[i] = found;
    }
  }

  /* The label of an event's value in a facet; "" for none. */
  label(name, i) {
    const facet = this.facets[name];
    if (!facet) return "";
    return facet.columns.map((column) => this.columns[column][i]).filter((code) => code >= 0 && code < facet.values.length)
      .map((code) => String((facet.labels || facet.values)[code])).join(", ");
  }

  /* The id of an event. Where the file lists none, the column "row" holds it as a number. */
  idOf(i) { return this.ids ? this.ids[i] : String(this.columns.row[i]); }

  /* The place of an id among the events; -1 where it is not among them. */
  indexOf(id) {
    if (id === null) return -1;
    return this.ids ? this.ids.indexOf(id) : this.columns.row.indexOf(Number(id));
  }
}

/* The first place where the sorted ``values`` reach ``wanted``. */
function lowerBound(values, wanted) {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < wanted) low = middle + 1; else high = middle;
  }
  return low;
}
