/* What a filter leaves of a few events, counted in the page: the same answer as the server's. */

import { markPassing, touches } from "./filter.js";

/**
 * @import {FilterParts} from "./types"
 * @import {CountsAnswer, FacetControl} from "./protocol"
 * @import {ColumnEvents} from "./layer/column_events.js"
 */

/**
 * @param {ColumnEvents} events
 * @param {readonly Pick<FacetControl, "name" | "values">[]} facets
 * @param {FilterParts} filter
 * @returns {CountsAnswer}
 */
export function countEvents(events, facets, { days = null, choices = {}, ranges = {} }) {
  /** @type {Record<string, number[]>} */
  const counts = {};
  /** @type {Record<string, number>} */
  const blank = {};
  const passing = new Uint8Array(events.n);
  const rows = () => [...passing.keys()].filter((row) => passing[row] && touches(events.daysOf(row), days));
  for (const { name, values } of facets) {
    markPassing(events, { choices: { ...choices, [name]: [] }, ranges }, passing);
    const valuesOf = rows().map((row) => events.valuesOf(name, row));
    counts[name] = values.map((value) => valuesOf.filter((own) => own.includes(value)).length);
    blank[name] = valuesOf.filter((own) => !own.length).length;
  }
  markPassing(events, { choices, ranges }, passing);
  return { shown: rows().length, counts, blank, top: {}, days: countDays(events, passing), rows: null, list: [] };
}

/**
 * How many of the events that pass every filter but the days may have happened on each day.
 *
 * @param {ColumnEvents} events
 * @param {Uint8Array} passing
 */
function countDays(events, passing) {
  if (!events.n) return { first: 0, width: 1, counts: [] };
  const spans = Array.from(passing, (_, row) => events.daysOf(row));
  const first = Math.min(...spans.map(([start]) => start)), last = Math.max(...spans.map(([, end]) => end));
  const counts = /** @type {number[]} */ (new Array(last - first + 1).fill(0));
  spans.forEach(([start, end], row) => { if (passing[row]) for (let day = start; day <= end; day++) counts[day - first] += 1; });
  return { first, width: 1, counts };
}
