/* Events by themselves → the columns that the page would read, for the tests. */

import { UNKNOWN } from "../../dashboard/browser/filter.js";
import { ColumnEvents } from "../../dashboard/browser/layer/column_events.js";

/**
 * @import {EventColumns} from "../../dashboard/browser/types"
 * @import {PlainEvent} from "./plain_rule.js"
 */

/**
 * @typedef {{values: (string | number)[], places: number | "list"}} FacetForm values and how many of them an event may have
 */

/**
 * A facet of lists has no columns: only the server can answer for it. A number of null is UNKNOWN, or NaN among floats.
 *
 * @param {readonly PlainEvent[]} events
 * @param {Readonly<Record<string, FacetForm>>} forms
 * @param {readonly string[]} numbers
 * @param {boolean} [floats] the numbers as floats
 * @returns {EventColumns}
 */
export function columnsOf(events, forms, numbers, floats = false) {
  /** @type {Record<string, Float32Array | Int32Array | Uint8Array>} */
  const columns = {};
  /** @type {Record<string, {columns: string[], values: (string | number)[], labels: string[]}>} */
  const facets = {};
  for (const [name, { values, places }] of Object.entries(forms)) {
    if (places === "list") continue;
    const names = places === 1 ? [name] : Array.from({ length: places }, (_, place) => `${name}.${place}`);
    names.forEach((column, place) => {
      columns[column] = Uint8Array.from(events, ({ facets: own }) => place < own[name].length ? values.indexOf(own[name][place]) : 255);
    });
    facets[name] = { columns: names, values, labels: values.map(String) };
  }
  for (const name of numbers) {
    const known = events.map(({ numbers: own = {} }) => own[name] ?? null);
    columns[name] = floats ? Float32Array.from(known, (number) => number ?? Number.NaN) : Int32Array.from(known, (number) => number ?? UNKNOWN);
  }
  return { columns, facets };
}

/**
 * A bit for each event, the least significant first.
 *
 * @param {readonly boolean[]} passing
 */
export function bitmapOf(passing) {
  const bits = new Uint8Array(Math.ceil(passing.length / 8));
  passing.forEach((passed, i) => { if (passed) bits[i >> 3] |= 1 << (i & 7); });
  return bits;
}

/**
 * The same as the page's events, in order of their first days.
 *
 * @param {readonly PlainEvent[]} events
 * @param {Readonly<Record<string, FacetForm>>} forms
 */
export function eventsOf(events, forms) {
  const { columns, facets } = columnsOf(events, forms, []), n = events.length, firstDay = n ? events[0].days[0] : 0;
  return new ColumnEvents({
    n, firstDay, facets, ids: events.map((_, i) => `event ${i}`), symbols: [], words: [],
    columns: {
      ...columns, x: new Float32Array(n), y: new Float32Array(n), row: Int32Array.from(events.keys()), precision: new Uint8Array(n),
      start: Int32Array.from(events, ({ days }) => days[0] - firstDay), span: Uint16Array.from(events, ({ days }) => days[1] - days[0]),
    },
  });
}
