/* What a filter leaves of a few events, counted in the page: the same answer as the server's. */

import { keepDays, markPassing } from "./filter.js";

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
  for (const { name, values } of facets) {
    markPassing(events, { choices: { ...choices, [name]: [] }, ranges }, passing);
    keepDays(events, days, passing);
    const { byValue, none } = countValues(events, name, passing);
    counts[name] = values.map((value) => byValue.get(value) ?? 0);
    blank[name] = none;
  }
  markPassing(events, { choices, ranges }, passing);
  const perDay = countDays(events, passing);
  keepDays(events, days, passing);
  return { shown: passing.reduce((sum, one) => sum + one, 0), counts, blank, top: {}, days: perDay, rows: null, list: [] };
}

/**
 * How many of the events that are marked have each value of a facet, and how many have none.
 *
 * @param {ColumnEvents} events
 * @param {string} name
 * @param {Uint8Array} passing
 */
function countValues(events, name, passing) {
  const facet = events.facet(name), values = facet?.values ?? [], size = values.length;
  const columns = (facet?.columns ?? []).map((column) => events.columns[column]), byCode = new Uint32Array(size);
  let none = 0;
  for (let i = 0; i < passing.length; i++) {
    if (!passing[i]) continue;
    let any = false;
    for (let k = 0; k < columns.length; k++) {
      const code = columns[k][i];
      if (!(code >= 0 && code < size)) continue;
      any = true;
      // An event counts once for a value, in however many columns it stands.
      let again = false;
      for (let earlier = 0; earlier < k; earlier++) again ||= columns[earlier][i] === code;
      if (!again) byCode[code] += 1;
    }
    if (!any) none += 1;
  }
  return { byValue: new Map(values.map((value, code) => [value, byCode[code]])), none };
}

/**
 * How many of the events that pass every filter but the days may have happened on each day.
 *
 * @param {ColumnEvents} events
 * @param {Uint8Array} passing
 */
function countDays({ n, firstDay, columns: { start }, end, latest }, passing) {
  if (!n) return { first: 0, width: 1, counts: [] };
  // They are sorted by their first day.
  const begin = start[0], counts = /** @type {number[]} */ (new Array(latest[n - 1] - begin + 1).fill(0));
  for (let i = 0; i < n; i++) if (passing[i]) for (let day = start[i]; day <= end[i]; day++) counts[day - begin] += 1;
  return { first: firstDay + begin, width: 1, counts };
}
