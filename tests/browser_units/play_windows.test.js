/* The windows in which days are played, and what playing shows of them. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { calendarOf, dayOf } from "../../dashboard/browser/days.js";
import { fittingUnit, unitsOf, windowOf } from "../../dashboard/browser/slider/play_windows.js";

/** @import {DaysChoice} from "../../dashboard/browser/protocol.js" */

const UNITS = /** @type {const} */ (["day", "week", "month", "quarter", "year"]);

describe("windows", () => {
  test("each fits the span", () => {
    const fits = [[8, "day"], [90, "day"], [91, "week"], [365, "week"], [1500, "month"], [4000, "quarter"], [12_400, "year"], [90_000, "year"]];
    for (const [days, unit] of fits) assert.equal(fittingUnit({ first: 0, days: Number(days) }), unit, String(days));
    assert.deepEqual(unitsOf({ first: 0, days: 5 }), ["day"]);
    assert.deepEqual(unitsOf({ first: 0, days: 100 }), ["day", "week", "month", "quarter"]);
  });

  test("they begin with their day and follow each other without a gap", () => {
    fc.assert(fc.property(fc.integer({ min: -100_000, max: 60_000 }), fc.constantFrom(...UNITS), (day, unit) => {
      const [first, last] = windowOf(day, unit);
      assert.ok(first <= day && day <= last);
      assert.deepEqual(windowOf(last, unit), [first, last]);
      assert.equal(windowOf(last + 1, unit)[0], last + 1);
      if (unit === "week") assert.equal(calendarOf(first).weekday, 1);
      if (unit !== "day" && unit !== "week") assert.equal(calendarOf(first).date, 1);
    }));
  });
});

describe("playing", async () => {
  /** @type {(() => void) | null} */
  let tick = null;
  Object.assign(globalThis, { window: { setInterval: (/** @type {() => void} */ act) => { tick = act; return 1; }, clearInterval: () => { tick = null; } } });
  const { Playback } = await import("../../dashboard/browser/slider/playback.js");
  const axis = { first: dayOf(1989, 0, 7), days: 12_400 }, end = axis.first + axis.days - 1;

  /** @param {DaysChoice} from @param {number} steps */
  function played(from, steps) {
    /** @type {DaysChoice[]} */
    const shown = [];
    const playback = new Playback((choice) => shown.push(choice), () => playback.halt());
    playback.start(from, axis);
    for (let step = 1; step < steps; step++) tick?.();
    return shown;
  }

  test("34 years are shown year by year, from the first to the last day", () => {
    const shown = played({ mode: "one", first: null, last: null }, 60);
    assert.equal(shown.length, 34);
    assert.deepEqual(shown[0], { mode: "range", first: axis.first, last: dayOf(1989, 11, 31) });
    assert.deepEqual(shown[1], { mode: "range", first: dayOf(1990, 0, 1), last: dayOf(1990, 11, 31) });
    assert.equal(shown[33].last, end);
  });

  test("up to a day fills up", () => {
    const shown = played({ mode: "until", first: null, last: null }, 3);
    assert.deepEqual(shown.map(({ mode, first, last }) => [mode, first, calendarOf(Number(last)).year]), [["until", null, 1989], ["until", null, 1990], ["until", null, 1991]]);
  });

  test("a range that was chosen keeps its days, a window goes on as a window", () => {
    const [first, last] = [dayOf(2000, 2, 5), dayOf(2000, 2, 14)];
    for (const choice of played({ mode: "range", first, last }, 3)) assert.equal(Number(choice.last) - Number(choice.first), 9);
    const [next] = played({ mode: "range", first: dayOf(2003, 0, 1), last: dayOf(2003, 11, 31) }, 1);
    assert.deepEqual(next, { mode: "range", first: dayOf(2004, 0, 1), last: dayOf(2004, 11, 31) });
  });
});
