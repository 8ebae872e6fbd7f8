/* A day in the Islamic calendars, as the browser knows them: beside the Gregorian one where a text is written in them.
 *
 * Hijri goes by Umm al-Qura, Solar Hijri as in Iran, like the readings of the proposer (dashboard/propose/calendars.py);
 * tests/browser_units/calendar_cases.json holds both together.
 */

import { say } from "../words.js";

const UMM_AL_QURA = "en-u-ca-islamic-umalqura-nu-latn", PERSIAN = "en-u-ca-persian-nu-latn";

/**
 * Day, month by its name and year in a calendar.
 *
 * @param {Date} day
 * @param {string} calendar
 */
function written(day, calendar) {
  const parts = new Intl.DateTimeFormat(calendar, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).formatToParts(day);
  const part = (/** @type {string} */ type) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("day")} ${part("month")} ${part("year")}`;
}

/**
 * A day in both calendars, as a sentence; empty for what is no day.
 *
 * @param {string} day as 2026-02-27
 */
export function inBothCalendars(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(date.getTime())) return "";
  return say("{day} = Hijri {hijri} = Solar Hijri {solar}", { day: written(date, "en-u-ca-gregory"), hijri: written(date, UMM_AL_QURA), solar: written(date, PERSIAN) });
}
