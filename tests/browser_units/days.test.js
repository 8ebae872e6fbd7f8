/* Days as numbers and in words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { calendarOf, dateInWords, dayInWords, dayOf, monthInWords, spanInWords, weekdayInWords } from "../../dashboard/browser/days.js";

const THURSDAY = dayOf(2026, 1, 26);

test("a day is a number since 1970 and has words", () => {
  assert.equal(dayOf(1970, 0, 1), 0);
  assert.equal(THURSDAY, 20510);
  assert.equal(dayInWords(THURSDAY), "Thu 26 Feb 2026");
  assert.equal(dayInWords(THURSDAY, false), "Thu 26 Feb");
  assert.equal(dateInWords(THURSDAY), "26 Feb 2026");
  assert.equal(dayInWords(-1), "Wed 31 Dec 1969");
  assert.equal(monthInWords(8), "Sep");
  assert.equal(weekdayInWords(0), "Sun");
});

/** @type {[string, number, number, string][]} */
const SPANS = [
  ["one day", THURSDAY, THURSDAY, "Thu 26 Feb 2026"],
  ["days of a month", THURSDAY, THURSDAY + 1, "Thu 26 – Fri 27 Feb 2026"],
  ["days of two months", THURSDAY, THURSDAY + 3, "Thu 26 Feb – Sun 1 Mar 2026"],
  ["days of two years", dayOf(2025, 11, 31), dayOf(2026, 0, 1), "Wed 31 Dec 2025 – Thu 1 Jan 2026"],
  ["a whole month", dayOf(2026, 1, 1), dayOf(2026, 1, 28), "February 2026"],
  ["a whole month of a leap year", dayOf(2024, 1, 1), dayOf(2024, 1, 29), "February 2024"],
  ["a month but for a day", dayOf(2026, 1, 1), dayOf(2026, 1, 27), "Sun 1 – Fri 27 Feb 2026"],
  ["two whole months", dayOf(2026, 0, 1), dayOf(2026, 1, 28), "Thu 1 Jan – Sat 28 Feb 2026"],
];
for (const [name, first, last, words] of SPANS) {
  test(`a span in words: ${name}`, () => assert.equal(spanInWords(first, last), words));
}

test("a day and its calendar lead to each other, from year 1 to 9999", () => {
  fc.assert(fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
    const { year, month, date, weekday } = calendarOf(day);
    assert.equal(dayOf(year, month, date), day);
    assert.equal(weekday, (((day + 4) % 7) + 7) % 7);
  }));
});

test("month 12 is the next January, date 0 the end of the month before", () => {
  assert.equal(dayOf(2025, 12, 1), dayOf(2026, 0, 1));
  assert.deepEqual(calendarOf(dayOf(2024, 2, 0)), { year: 2024, month: 1, date: 29, weekday: 4 });
});
