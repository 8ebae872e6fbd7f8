/* The filter rule in plain words, for one event by itself: what the rule for columns is held against. */

/**
 * @import {DayRange, FilterParts, Range, Value} from "../../dashboard/browser/types"
 */

/**
 * @typedef {object} PlainEvent an event as far as a filter looks at it; a number of null is not known
 * @property {DayRange} days
 * @property {Readonly<Record<string, readonly (string | number)[]>>} facets
 * @property {Readonly<Record<string, number | null>>} [numbers]
 */

/**
 * Whether an event with these values passes a choice in their facet. Null among the chosen values means the events
 * without a value. No choice narrows nothing.
 *
 * @param {readonly (string | number)[]} values
 * @param {readonly Value[]} chosen
 */
export function holdsAny(values, chosen) {
  return !chosen.length || chosen.some((value) => (value === null ? !values.length : values.includes(value)));
}

/**
 * Whether a number lies in a range, both ends included; an end of null is open. A number that is not known lies in none.
 *
 * @param {number | null} number
 * @param {Range} range
 */
export function liesWithin(number, [low, high]) {
  if (low === null && high === null) return true;
  return number !== null && (low === null || number >= low) && (high === null || number <= high);
}

/**
 * Whether an event passes a filter. A facet or a number that the event does not have narrows nothing: it belongs to
 * other sets of events.
 *
 * @param {PlainEvent} event
 * @param {FilterParts} filter
 */
export function passes({ days, facets, numbers = {} }, { days: chosenDays = null, choices = {}, ranges = {} }) {
  if (chosenDays && (days[0] > chosenDays[1] || days[1] < chosenDays[0])) return false;
  for (const [name, chosen] of Object.entries(choices)) {
    if (Object.hasOwn(facets, name) && !holdsAny(facets[name], chosen)) return false;
  }
  for (const [name, range] of Object.entries(ranges)) {
    if (Object.hasOwn(numbers, name) && !liesWithin(numbers[name], range)) return false;
  }
  return true;
}
