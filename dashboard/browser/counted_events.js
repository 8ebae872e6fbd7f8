/* What a filter leaves of a few events, counted in the page: the same answer as the server's. */

import { holdsAny, passes } from "./filter.js";

/**
 * @import {FilterParts} from "./types"
 * @import {CountsAnswer, EventToCount, FacetControl} from "./protocol"
 */

/**
 * @param {readonly EventToCount[]} events
 * @param {readonly Pick<FacetControl, "name" | "values">[]} facets
 * @param {FilterParts} filter
 * @returns {CountsAnswer}
 */
export function countEvents(events, facets, { days = null, choices = {} }) {
  /** @type {Record<string, number[]>} */
  const counts = {};
  /** @type {Record<string, number>} */
  const blank = {};
  for (const { name, values } of facets) {
    const left = events.filter((event) => passes(event, { days, choices }, name));
    counts[name] = values.map((value) => left.filter((event) => holdsAny(event.facets[name], [value])).length);
    blank[name] = left.filter((event) => holdsAny(event.facets[name], [null])).length;
  }
  const shown = events.filter((event) => passes(event, { days, choices })).length;
  return { shown, counts, blank, top: {}, days: countDays(events, choices), rows: null, list: [] };
}

/**
 * How many events may have happened on each day, under every filter but the days.
 *
 * @param {readonly EventToCount[]} events
 * @param {FilterParts["choices"]} choices
 */
function countDays(events, choices) {
  if (!events.length) return { first: 0, width: 1, counts: [] };
  const first = Math.min(...events.map(({ days }) => days[0])), last = Math.max(...events.map(({ days }) => days[1]));
  const counts = /** @type {number[]} */ (new Array(last - first + 1).fill(0));
  for (const event of events) {
    if (passes(event, { choices })) for (let day = event.days[0]; day <= event.days[1]; day++) counts[day - first] += 1;
  }
  return { first, width: 1, counts };
}
