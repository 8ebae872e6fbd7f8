/* Days in the Islamic calendars: the browser's and the proposer's are the same. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { inBothCalendars } from "../../dashboard/browser/desk/calendars.js";

/** @type {{words: string, day: string, written: string}[]} */
const CASES = JSON.parse(readFileSync(new URL("calendar_cases.json", import.meta.url), "utf8"));

for (const { words, day, written } of CASES) {
  test(`${words} is ${day}, and is shown in its own calendar again`, () => {
    assert.ok(` ${inBothCalendars(day)} `.includes(` ${written} `), inBothCalendars(day));
  });
}

test("a day is shown in all three calendars", () => {
  assert.equal(inBothCalendars("2026-02-27"), "27 February 2026 = Hijri 10 Ramadan 1447 = Solar Hijri 8 Esfand 1404");
});

test("what is no day is shown in none", () => {
  for (const typed of ["", "2026", "2026-13-01", "soon"]) assert.equal(inBothCalendars(typed), "");
});
