/* Which days a choice means on an axis of days, and where its thumbs stand. Numbers in, numbers out; days are whole
 * numbers since 1970-01-01. */

import { calendarOf, dayOf } from "../days.js";

/**
 * @import {DayRange, Days} from "../types"
 * @import {DaysChoice} from "../protocol"
 * @typedef {{first: number, days: number}} AxisDays the first day of the axis, and how many it has
 */

// From so many days on a page is a month.
const LONG = 90;

/** @param {AxisDays} axis */
export function lastDayOf({ first, days }) {
  return first + days - 1;
}

/**
 * The chosen days, or null for all days.
 *
 * @param {DaysChoice} choice
 * @param {AxisDays} axis
 * @returns {[number, number] | null}
 */
export function chosenDays({ mode, first, last }, axis) {
  if (mode === "one") return first === null ? null : [first, first];
  /** @type {[number, number]} */
  const span = [mode === "until" || first === null ? axis.first : first, last === null ? lastDayOf(axis) : last];
  return span[0] === axis.first && span[1] === lastDayOf(axis) ? null : span;
}

/**
 * Days as a choice of a mode; null = all days.
 *
 * @param {DaysChoice["mode"]} mode
 * @param {Days} days
 * @returns {DaysChoice}
 */
export function choiceOf(mode, days) {
  if (!days) return { mode, first: null, last: null };
  return mode === "one" ? { mode, first: days[0], last: days[0] } : { mode, first: mode === "until" ? null : days[0], last: days[1] };
}

/**
 * Where thumb n stands, counted in stops from the left. In "One day" the first stop is all days.
 *
 * @param {DaysChoice} choice
 * @param {AxisDays} axis
 * @param {number} n 0 for the first, 1 for the last
 */
export function stopOf({ mode, first, last }, axis, n) {
  if (mode === "one") return first === null ? 0 : first - axis.first + 1;
  if (mode === "range" && n === 0) return first === null ? 0 : first - axis.first;
  return last === null ? axis.days - 1 : last - axis.first;
}

/**
 * How many stops a thumb has.
 *
 * @param {DaysChoice["mode"]} mode
 * @param {AxisDays} axis
 */
export function stopsOf(mode, axis) {
  return axis.days + (mode === "one" ? 1 : 0);
}

/**
 * The choice whose thumbs stand at these stops.
 *
 * @param {DaysChoice["mode"]} mode
 * @param {AxisDays} axis
 * @param {number[]} stops of the first and the last thumb
 * @returns {DaysChoice}
 */
export function choiceAt(mode, axis, [first, last]) {
  if (mode === "one") return { mode, first: first ? axis.first + first - 1 : null, last: first ? axis.first + first - 1 : null };
  return { mode, first: mode === "until" ? null : axis.first + first, last: axis.first + last };
}

/**
 * The stop a month away from thumb n; null where the axis is so short that a page is what the browser makes of it.
 *
 * @param {DaysChoice} choice
 * @param {AxisDays} axis
 * @param {number} n
 * @param {number} page 1 for the next month, -1 for the one before
 */
export function stopAMonthAway(choice, axis, n, page) {
  if (axis.days <= LONG) return null;
  const allDays = choice.mode === "one" ? 1 : 0, { year, month, date } = calendarOf(axis.first + stopOf(choice, axis, n) - allDays);
  const last = calendarOf(dayOf(year, month + page + 1, 0)).date, to = dayOf(year, month + page, Math.min(date, last));
  return Math.max(allDays, Math.min(stopsOf(choice.mode, axis) - 1, to - axis.first + allDays));
}

/**
 * Days moved by some, as far as the axis reaches, with their number kept.
 *
 * @param {DayRange} days
 * @param {number} by
 * @param {AxisDays} axis
 * @returns {[number, number]}
 */
export function slid([first, last], by, axis) {
  const far = Math.max(axis.first - first, Math.min(lastDayOf(axis) - last, by));
  return [first + far, last + far];
}
