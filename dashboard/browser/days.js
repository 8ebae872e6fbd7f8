/* Days as whole numbers since 1970-01-01, and as a reader says them: "Thu 26 Feb 2026".
 *
 * English by ourselves: the browser's own words follow its language.
 */

const MILLISECONDS_A_DAY = 86_400_000;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const FULL_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MONTHS = FULL_MONTHS.map((month) => month.slice(0, 3));

/**
 * The parts of a day in the Gregorian calendar; months and weekdays count from 0, a week begins on Sunday.
 *
 * @param {number} day
 */
export function calendarOf(day) {
  const at = new Date(day * MILLISECONDS_A_DAY);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate(), weekday: at.getUTCDay() };
}

/**
 * The day of a year, month (from 0; 12 is the next January) and date.
 *
 * @param {number} year
 * @param {number} month
 * @param {number} date
 */
export function dayOf(year, month, date) {
  // Not Date.UTC, which takes the years 0 to 99 for those of 1900.
  return new Date(0).setUTCFullYear(year, month, date) / MILLISECONDS_A_DAY;
}

/** @param {number} month from 0 */
export function monthInWords(month) {
  return MONTHS[month];
}

/** @param {number} weekday from 0, Sunday */
export function weekdayInWords(weekday) {
  return WEEKDAYS[weekday];
}

/**
 * "26 Feb 2026", without the weekday.
 *
 * @param {number} day
 */
export function dateInWords(day) {
  const { date, month, year } = calendarOf(day);
  return `${date} ${MONTHS[month]} ${year}`;
}

/**
 * "Thu 26 Feb 2026", or without the year.
 *
 * @param {number} day
 * @param {boolean} [withYear]
 */
export function dayInWords(day, withYear = true) {
  const { weekday, date, month, year } = calendarOf(day);
  const words = `${WEEKDAYS[weekday]} ${date} ${MONTHS[month]}`;
  return withYear ? `${words} ${year}` : words;
}

/**
 * Both ends of a span, without what they have in common; a whole month by its name.
 *
 * @param {number} first
 * @param {number} last
 */
export function spanInWords(first, last) {
  if (first === last) return dayInWords(first);
  const from = calendarOf(first), to = calendarOf(last);
  if (from.date === 1 && calendarOf(last + 1).date === 1 && last - first < 31) return `${FULL_MONTHS[from.month]} ${from.year}`;
  if (from.year !== to.year) return `${dayInWords(first)} – ${dayInWords(last)}`;
  if (from.month !== to.month) return `${dayInWords(first, false)} – ${dayInWords(last)}`;
  return `${WEEKDAYS[from.weekday]} ${from.date} – ${dayInWords(last)}`;
}
