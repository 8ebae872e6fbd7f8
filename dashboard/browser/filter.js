/* The rule by which an event passes a filter: the same as in dashboard/model/filter.py, where it is written down. One
 * table of cases holds both together (tests/browser_units/filter_cases.json).
 *
 * Words are not in it: they are searched for by the server, which answers with a set of rows.
 */

/** @import {ColumnEvents} from "./layer/column_events.js" */
/** @import {Bitmap, Column, Days, DayRange, EventColumns, FacetColumns, FilterParts, Range, Value} from "./types" */

/** A whole number that is not known: the lowest of its type (dashboard/messages/packed_file.py). */
export const UNKNOWN = -(2 ** 31);

/**
 * Whether one of the possible days of an event is among the days of a filter; null is all days.
 *
 * @param {DayRange} possible first and last possible day
 * @param {Days} chosen
 */
export function touches(possible, chosen) {
  return !chosen || (possible[0] <= chosen[1] && possible[1] >= chosen[0]);
}

/**
 * Of the events that are marked, keep those that may have happened on these days; null is all days.
 *
 * @param {Pick<ColumnEvents, "n" | "firstDay" | "columns" | "end">} events
 * @param {Days} days
 * @param {Uint8Array} passing
 */
export function keepDays({ n, firstDay, columns: { start }, end }, days, passing) {
  if (!days) return;
  // Without a list for each event: every step of the slider comes here, with thousands of them.
  for (let i = 0; i < n; i++) if (firstDay + start[i] > days[1] || firstDay + end[i] < days[0]) passing[i] = 0;
}

/**
 * Mark which events pass the parts of a filter that are not days: 1 or 0 for each, written into `into`. A facet or a number
 * that the events do not have narrows nothing: it belongs to other sets of events.
 *
 * @param {EventColumns} events
 * @param {FilterParts & {rows?: Bitmap | null}} filter `rows`: a bit for each event that passes what only the server knows
 * @param {Uint8Array} into
 */
export function markPassing({ columns, facets }, { choices = {}, ranges = {}, rows = null }, into) {
  if (rows && rows.length * 8 < into.length) throw new Error(`The set of rows has ${rows.length * 8} places for ${into.length} events.`);
  if (rows) for (let i = 0; i < into.length; i++) into[i] = (rows[i >> 3] >> (i & 7)) & 1;
  else into.fill(1);
  for (const [name, chosen] of Object.entries(choices)) {
    const facet = Object.hasOwn(facets, name) ? facets[name] : null;
    if (facet && chosen.length) keepHolding(facet, facet.columns.map((column) => columns[column]), chosen, into);
  }
  for (const [name, range] of Object.entries(ranges)) {
    if (Object.hasOwn(columns, name)) keepWithin(columns[name], range, into);
  }
}

/**
 * Keep the events that have one of the chosen values. Null among them means the events without a value.
 *
 * Codes beyond the values mean none: 255, 65535 or -1. Several columns hold several values of one event, as two actors.
 *
 * @param {FacetColumns} facet
 * @param {ArrayLike<number>[]} columns
 * @param {readonly Value[]} chosen
 * @param {Uint8Array} into
 */
function keepHolding(facet, columns, chosen, into) {
  const size = facet.values.length, wanted = new Uint8Array(size), blank = +chosen.includes(null);
  for (const value of chosen) {
    const code = value === null ? -1 : facet.values.indexOf(value);
    if (code >= 0) wanted[code] = 1;
  }
  if (columns.length === 1) {
    const [codes] = columns;
    for (let i = 0; i < into.length; i++) {
      const code = codes[i];
      into[i] &= code >= 0 && code < size ? wanted[code] : blank;
    }
    return;
  }
  for (let i = 0; i < into.length; i++) {
    if (!into[i]) continue;
    let any = 0, empty = 1;
    for (let k = 0; k < columns.length; k++) {
      const code = columns[k][i];
      if (code >= 0 && code < size) { empty = 0; any |= wanted[code]; }
    }
    into[i] = any | (empty & blank);
  }
}

/**
 * Keep the events whose number lies in a range, both ends included; an end of null is open. A number that is not known,
 * NaN, or UNKNOWN among whole numbers, lies in no range.
 *
 * @param {Column} numbers
 * @param {Range} range
 * @param {Uint8Array} into
 */
function keepWithin(numbers, [low, high], into) {
  if (low === null && high === null) return;
  const lowest = numbers instanceof Float32Array ? Number.NEGATIVE_INFINITY : UNKNOWN + 1;
  const from = Math.max(lowest, low ?? lowest), to = high ?? Number.POSITIVE_INFINITY;
  // No comparison holds for NaN.
  for (let i = 0; i < into.length; i++) if (!(numbers[i] >= from && numbers[i] <= to)) into[i] = 0;
}
