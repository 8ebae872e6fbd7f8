import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { choiceAt, choiceOf, chosenDays, slid, stopAMonthAway, stopOf, stopsOf } from "../../dashboard/browser/slider/days_on_axis.js";
import { dayOf } from "../../dashboard/browser/days.js";

/** @typedef {import("../../dashboard/browser/protocol").DaysChoice} DaysChoice */

const AXIS = { first: 100, days: 10 };
const MODES = /** @type {const} */ (["one", "range", "until"]);

test("all days are no choice", () => {
  for (const mode of MODES) assert.equal(chosenDays({ mode, first: null, last: null }, AXIS), null);
  assert.equal(chosenDays({ mode: "range", first: 100, last: 109 }, AXIS), null);
  assert.deepEqual(chosenDays({ mode: "until", first: null, last: 104 }, AXIS), [100, 104]);
  assert.deepEqual(chosenDays({ mode: "one", first: 103, last: 103 }, AXIS), [103, 103]);
});

test("thumbs stand where the choice is, and a choice is where they stand", () => {
  const axes = fc.record({ first: fc.integer({ min: -1000, max: 1000 }), days: fc.integer({ min: 1, max: 500 }) });
  fc.assert(fc.property(axes, fc.constantFrom(...MODES), fc.nat(), fc.nat(), (axis, mode, one, other) => {
    const stops = [one, other].map((at) => at % stopsOf(mode, axis)).sort((a, b) => a - b);
    const choice = choiceAt(mode, axis, stops);
    if (mode !== "until") assert.equal(stopOf(choice, axis, 0), stops[0]);
    if (mode !== "one") assert.equal(stopOf(choice, axis, 1), stops[1]);
    const days = chosenDays(choice, axis);
    assert.deepEqual(chosenDays(choiceOf(mode, days), axis), days);
  }));
});

test("days slide as far as the axis reaches and keep their number", () => {
  assert.deepEqual(slid([102, 104], 3, AXIS), [105, 107]);
  assert.deepEqual(slid([102, 104], 30, AXIS), [107, 109]);
  assert.deepEqual(slid([102, 104], -30, AXIS), [100, 102]);
});

test("a page is a month on a long axis, and ends with the month", () => {
  const year = { first: dayOf(2026, 0, 1), days: 365 };
  const at = (/** @type {DaysChoice} */ choice, /** @type {number} */ page) => stopAMonthAway(choice, year, 1, page);
  assert.equal(at({ mode: "until", first: null, last: dayOf(2026, 0, 31) }, 1), dayOf(2026, 1, 28) - year.first);
  assert.equal(at({ mode: "until", first: null, last: dayOf(2026, 0, 5) }, -1), 0);
  assert.equal(stopAMonthAway({ mode: "one", first: null, last: null }, year, 0, 1), 31);
  assert.equal(stopAMonthAway({ mode: "one", first: null, last: null }, AXIS, 0, 1), null);
});
