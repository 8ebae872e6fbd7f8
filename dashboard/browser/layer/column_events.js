/* Events as columns: which of them pass a filter, which touch some days, of which class they are.
 *
 * Nothing here makes an object per event: 1,000,000 of them are some arrays.
 */

import { CLASSES, NONE, OTHER } from "../class_colours.js";
import { markPassing } from "../filter.js";
import { refuse } from "./packed_columns.js";

/** @import {Bitmap, Box, CanvasView, Column, FacetColumns, FilterParts, PackedTable} from "../types" */

const NEEDED = ["x", "y", "start", "span", "row", "precision"];
/** Before every day. */
const LOWEST = -(2 ** 31);
/** A canvas that holds the whole world, and more. */
const EVERYWHERE = { left: -1, top: -1, scale: 1, width: 3, height: 3, padX: 0, padY: 0 };

export class ColumnEvents {
  /**
   * The events of a file, sorted by first day. Throws where a column is missing or the events are not sorted.
   *
   * @param {PackedTable} table
   */
  constructor(table) {
    for (const name of NEEDED) if (!Object.hasOwn(table.columns, name)) refuse(`column ${name} is missing`);
    const { n, columns } = table, { start, span } = columns;
    this.n = n;
    this.firstDay = table.firstDay;
    /** @type {Record<string, Column>} */
    this.columns = { ...columns };
    /** @type {Record<string, FacetColumns>} */
    this.facets = { ...table.facets };
    this.ids = table.ids;
    /** What the events of a set with signs of its own have: signs by the code of the column "symbol", words event by event. */
    this.symbols = table.symbols;
    this.words = table.words;
    this.end = new Int32Array(n);
    // The ends are not sorted, but the latest end of all events up to here never falls: so a binary search works on it.
    this.latest = new Int32Array(n);
    let latest = LOWEST;
    for (let i = 0; i < n; i++) {
      if (i && start[i] < start[i - 1]) refuse("the events are not sorted by day");
      const end = start[i] + span[i];
      this.end[i] = end;
      latest = Math.max(latest, end);
      this.latest[i] = latest;
    }
    // Which events pass everything but the days: 1 or 0, kept until the filter changes.
    this.passes = new Uint8Array(n).fill(1);
    /** How many events pass all of it, how many of these are listed, and how many of the listed ones are in the window. */
    this.shown = this.listed = this.inView = 0;
    /** The events that pass all of it, by day, those in the canvas where there is one: the first `listed`. */
    this.list = new Int32Array(n);
  }

  /**
   * Take in further columns of the same events.
   *
   * @param {PackedTable} table
   */
  add(table) {
    if (table.n !== this.n) refuse(`${table.n} events in the second file, ${this.n} in the first`);
    this.columns = { ...this.columns, ...table.columns };
    this.facets = { ...this.facets, ...table.facets };
  }

  /**
   * Renew which events pass. The server answers for facets that are not in the files, with `rows`.
   *
   * @param {FilterParts & {rows?: Bitmap | null}} filter
   */
  setFilter(filter) {
    markPassing(this, filter, this.passes);
  }

  /**
   * Renew which events pass on some days; null is all days. With a canvas only those in it are listed.
   *
   * @param {number | null} first
   * @param {number | null} last
   * @param {CanvasView | null} [view]
   */
  show(first, last, view = null) {
    const [from, to, firstDay] = this.range(first, last), { list, passes, end, columns: { x, y } } = this;
    const { left, top, scale, width, height, padX, padY } = view ?? EVERYWHERE;
    const right = left + width / scale, bottom = top + height / scale;
    const west = left + padX / scale, east = right - padX / scale, north = top + padY / scale, south = bottom - padY / scale;
    let shown = 0, listed = 0, inView = 0;
    for (let i = from; i < to; i++) {
      if (passes[i] === 0 || end[i] < firstDay) continue;
      shown++;
      const u = x[i], v = y[i];
      if (!(u >= left && u < right && v >= top && v < bottom)) continue;
      list[listed++] = i;
      if (u >= west && u < east && v >= north && v < south) inView++;
    }
    this.shown = shown;
    this.listed = listed;
    this.inView = inView;
  }

  /**
   * What events cover, as shares of the world: west, north, east, south; null without any. All of them, or those that
   * pass on some days.
   *
   * @param {readonly [first: number | null, last: number | null] | null} days null: all events, whatever passes
   * @returns {Box | null}
   */
  covered(days) {
    const [from, to, firstDay] = days ? this.range(...days) : [0, this.n, LOWEST], { passes, end, columns: { x, y } } = this;
    /** @type {Box} */
    const box = [1, 1, 0, 0];
    for (let i = from; i < to; i++) {
      if (days && (passes[i] === 0 || end[i] < firstDay)) continue;
      if (x[i] < box[0]) box[0] = x[i];
      if (y[i] < box[1]) box[1] = y[i];
      if (x[i] > box[2]) box[2] = x[i];
      if (y[i] > box[3]) box[3] = y[i];
    }
    return box[0] > box[2] ? null : box;
  }

  /**
   * Whether an event stands in a part of the world.
   *
   * @param {Box} box
   */
  anyIn([west, north, east, south]) {
    const { x, y } = this.columns;
    for (let i = 0; i < this.n; i++) if (x[i] >= west && x[i] <= east && y[i] >= north && y[i] <= south) return true;
    return false;
  }

  /* None passes, whatever the filter. */
  showNone() {
    this.shown = this.listed = this.inView = 0;
  }

  /**
   * The first and the last possible day of an event, since 1970-01-01.
   *
   * @param {number} i
   * @returns {[first: number, last: number]}
   */
  daysOf(i) {
    return [this.firstDay + this.columns.start[i], this.firstDay + this.end[i]];
  }

  /**
   * The part of the sorted events that can touch some days, by two binary searches: events outside from..to touch none
   * of them; inside, those with end >= firstDay do. Days since 1970-01-01; null is all.
   *
   * @param {number | null} first
   * @param {number | null} last
   * @returns {[from: number, to: number, firstDay: number]}
   */
  range(first, last) {
    if (first === null || last === null) return [0, this.n, LOWEST];
    const begin = first - this.firstDay, end = last - this.firstDay;
    return [lowerBound(this.latest, begin), lowerBound(this.columns.start, end + 1), begin];
  }

  /**
   * The values of a facet that most events have, as many as have a colour.
   *
   * @param {string | null} name
   */
  frequent(name) {
    const facet = this.facet(name);
    if (!facet) return [];
    const counts = new Uint32Array(facet.values.length), codes = this.columns[facet.columns[0]];
    for (let i = 0; i < this.n; i++) if (codes[i] >= 0 && codes[i] < counts.length) counts[codes[i]]++;
    return facet.values.map((_, code) => code).filter((code) => counts[code])
      .sort((a, b) => counts[b] - counts[a]).slice(0, CLASSES).map((code) => facet.values[code]);
  }

  /**
   * The class of each event, written into `into`: the place of its value in `values`, else OTHER; NONE where it has none.
   *
   * @param {string | null} name
   * @param {readonly (string | number)[]} values
   * @param {Uint8Array} into
   */
  classes(name, values, into) {
    const facet = this.facet(name);
    if (!facet) {
      into.fill(OTHER);
      return;
    }
    const classOf = new Uint8Array(facet.values.length).fill(OTHER), size = classOf.length;
    values.slice(0, CLASSES).forEach((value, k) => {
      const code = facet.values.indexOf(value);
      if (code >= 0) classOf[code] = k;
    });
    const columns = facet.columns.map((column) => this.columns[column]);
    for (let i = 0; i < this.n; i++) {
      let lowest = NONE;
      for (let k = 0; k < columns.length; k++) {
        const code = columns[k][i];
        if (code >= 0 && code < size && classOf[code] < lowest) lowest = classOf[code];
      }
      into[i] = lowest;
    }
  }

  /**
   * The label of an event's value in a facet; "" for none.
   *
   * @param {string | null} name
   * @param {number} i
   */
  label(name, i) {
    const facet = this.facet(name);
    if (!facet) return "";
    const labels = facet.labels ?? facet.values;
    return facet.columns.map((column) => this.columns[column][i]).filter((code) => code >= 0 && code < facet.values.length)
      .map((code) => String(labels[code])).join(", ");
  }

  /**
   * The values of an event in a facet.
   *
   * @param {string} name
   * @param {number} i
   * @returns {(string | number)[]}
   */
  valuesOf(name, i) {
    const facet = this.facet(name);
    return facet ? facet.columns.map((column) => this.columns[column][i]).filter((code) => code >= 0 && code < facet.values.length)
      .map((code) => facet.values[code]) : [];
  }

  /**
   * @param {string | null} name
   * @returns {FacetColumns | null}
   */
  facet(name) {
    return name !== null && Object.hasOwn(this.facets, name) ? this.facets[name] : null;
  }

  /**
   * The id of an event. Where the file lists none, the column "row" holds it as a number.
   *
   * @param {number} i
   */
  idOf(i) {
    return this.ids ? this.ids[i] : String(this.columns.row[i]);
  }

  /**
   * The place of an id among the events; -1 where it is not among them.
   *
   * @param {string | null} id
   */
  indexOf(id) {
    if (id === null) return -1;
    return this.ids ? this.ids.indexOf(id) : this.columns.row.indexOf(Number(id));
  }
}

/**
 * The first place where sorted values reach a wanted one.
 *
 * @param {ArrayLike<number>} values
 * @param {number} wanted
 */
function lowerBound(values, wanted) {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < wanted) low = middle + 1; else high = middle;
  }
  return low;
}
