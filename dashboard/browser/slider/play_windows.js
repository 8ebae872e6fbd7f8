/* The windows in which the days are played: a day, or a week, month, quarter or year of the calendar. Days are whole
 * numbers since 1970-01-01. */

import { calendarOf, dayOf } from "../days.js";
import { say } from "../words.js";

/**
 * @import {AxisDays} from "./days_on_axis.js"
 * @typedef {"day" | "week" | "month" | "quarter" | "year"} PlayUnit
 */

/** @type {Record<PlayUnit, string>} */
export const UNITS = { day: say("Day"), week: say("Week"), month: say("Month"), quarter: say("Quarter"), year: say("Year") };
/** @type {Record<PlayUnit, number>} days, about */
const LENGTH = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
// A span is played in at most so many windows, where the reader wants nothing else.
const MOST = 90;

/** @returns {PlayUnit[]} */
function units() {
  return /** @type {PlayUnit[]} */ (Object.keys(UNITS));
}

/**
 * The units of which an axis has more than one.
 *
 * @param {AxisDays} axis
 */
export function unitsOf({ days }) {
  return units().filter((unit) => unit === "day" || LENGTH[unit] < days);
}

/**
 * The shortest unit in which an axis is played through in not too many steps.
 *
 * @param {AxisDays} axis
 * @returns {PlayUnit}
 */
export function fittingUnit({ days }) {
  return units().find((unit) => days <= MOST * LENGTH[unit]) ?? "year";
}

/**
 * The window in which a day lies. A week begins on Monday.
 *
 * @param {number} day
 * @param {PlayUnit} unit
 * @returns {[first: number, last: number]}
 */
export function windowOf(day, unit) {
  const { year, month, weekday } = calendarOf(day);
  if (unit === "day") return [day, day];
  if (unit === "week") {
    const monday = day - ((weekday + 6) % 7);
    return [monday, monday + 6];
  }
  const months = { month: 1, quarter: 3, year: 12 }[unit], begin = month - (month % months);
  return [dayOf(year, begin, 1), dayOf(year, begin + months, 1) - 1];
}
