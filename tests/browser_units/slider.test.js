/* The axis of the day slider, the marks and bars over it, the diamonds under it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { dayOf } from "../../dashboard/browser/days.js";
import { Axis } from "../../dashboard/browser/slider/axis.js";
import { outlines, totals } from "../../dashboard/browser/slider/bars.js";
import { planMarks, spotsOf } from "../../dashboard/browser/slider/mark_plan.js";
import { spotsOfStatements } from "../../dashboard/browser/slider/statement_spots.js";

/** @import {DayEvent} from "../../dashboard/browser/slider/day_events.js" */

const FIRST = dayOf(2026, 1, 20), ORDER = ["party-1", "party-2"], TALL = 52;

/** @param {number} days @param {number} wide */
function axisOf(days, wide = 1000, first = FIRST, after = 0) {
  return new Axis({ first, days, after, wide, radius: 10 });
}

/**
 * @param {number} start
 * @param {number} [end]
 * @param {Partial<DayEvent>} [more]
 * @returns {DayEvent}
 */
function event(start, end = start, more = {}) {
  return { row: 0, id: `${start}`, attacker: "", days: [FIRST + start, FIRST + end], colour: "party-1", time: "day", title: "", when: "", ...more };
}

describe("the axis", () => {
  test("a place and a day lead to each other; left of the first day are all days", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 300, max: 1500 }), fc.nat(399), (days, wide, at) => {
      const axis = axisOf(days, wide), day = FIRST + (at % days);
      assert.equal(axis.dayAt(axis.x(day)), day);
      assert.equal(axis.dayAt(axis.x(FIRST) - axis.step), null);
      assert.equal(axis.dayAt(wide * 2), axis.last);
      assert.ok(axis.x(axis.last) <= wide);
    }));
  });

  test("each day is named where there is room, with its weekday where that has room too", () => {
    const names = axisOf(3).names("one", false, 45);
    assert.deepEqual(names.map(({ text }) => text), ["Fri 20", "Sat 21", "Sun 22", "All"]);
    assert.deepEqual(axisOf(3).names("range", false, 10_000).map(({ text }) => text), ["20", "21", "22"]);
  });

  test("a day after the last is off", () => {
    assert.deepEqual(axisOf(3, 1000, FIRST, 1).names("range", false, 45).map(({ off }) => off), [false, false, false, true]);
  });

  test("some days, months, years, decades are named on ever longer axes", () => {
    const texts = (/** @type {number} */ days, first = FIRST) => axisOf(days, 1000, first).names("one", false, 45).map(({ text }) => text);
    assert.deepEqual(texts(60).slice(0, 3), ["20 Feb", "24 Feb", "28 Feb"]);
    assert.deepEqual(texts(300).slice(0, 2), ["Mar 2026", "Apr 2026"]);
    assert.deepEqual(texts(365 * 12).slice(0, 2), ["2028", "2030"]);
    assert.deepEqual(texts(365 * 200, dayOf(1820, 5, 1)).slice(0, 2), ["1840", "1860"]);
    assert.deepEqual(axisOf(30, 30).names("one", true, 45), []);
  });
});

describe("marks", () => {
  test("the events of a day stand on each other, night first, at the largest pitch", () => {
    const plan = planMarks([event(1, 1, { id: "day" }), event(1, 1, { id: "night", time: "night" }), event(1, 1, { id: "other", colour: "party-2" })], ORDER, 100, TALL);
    assert.ok(plan);
    assert.equal(plan.pitch, 13);
    const spots = spotsOf(plan, axisOf(5));
    assert.deepEqual(spots.map(({ event: { id }, row }) => [id, row]), [["night", 0], ["day", 1], ["other", 2]]);
    assert.deepEqual(new Set(spots.map(({ at }) => at)), new Set([axisOf(5).x(FIRST + 1)]));
  });

  test("intervals lie at the bottom, each in the lowest row that is free", () => {
    const plan = planMarks([event(0, 3, { id: "a" }), event(2, 5, { id: "b" }), event(4, 6, { id: "c" }), event(2, 2, { id: "on both" })], ORDER, 100, TALL);
    assert.ok(plan);
    assert.deepEqual(plan.long.map(({ event: { id }, row }) => [id, row]), [["a", 0], ["b", 1], ["c", 0]]);
    assert.deepEqual(plan.stacks.map(({ base }) => base), [2]);
  });

  test("more events than fit have no plan", () => {
    assert.equal(planMarks(Array.from({ length: 60 }, () => event(1)), ORDER, 12, TALL), null);
  });

  test("in a plan no two marks of a day cover each other, and all events have one", () => {
    fc.assert(fc.property(fc.array(fc.nat(8), { maxLength: 30 }), (days) => {
      const plan = planMarks(days.map((day) => event(day)), ORDER, 60, TALL);
      if (!plan) return;
      const spots = spotsOf(plan, axisOf(10));
      assert.equal(spots.length, days.length);
      assert.equal(new Set(spots.map(({ at, row }) => `${at} ${row}`)).size, days.length);
      for (const { row } of spots) assert.ok(row < plan.high);
    }));
  });
});

describe("bars", () => {
  const bars = { width: 1, stacked: [[1, 0, 2], [0, 0, 2], [0, 0, 0]], classes: ["a", "b", "c"].map((label) => ({ label, colour: label })) };

  test("a bar is the sum of its classes", () => assert.deepEqual(totals(bars), [1, 0, 4]));

  test("a class that does not occur has no outline; each stands on those before it", () => {
    const paths = outlines(bars, axisOf(3), 66);
    assert.deepEqual(paths.map(({ colour }) => colour), ["a", "b"]);
    assert.match(paths[1].path, /V2H/);  // the highest bar reaches to the top but for two pixels
    assert.equal(paths[0].path.match(/M/g)?.length, 2);
  });

  test("bars without a gap are one outline, and what is there is seen", () => {
    const [{ path }] = outlines({ width: 7, stacked: [[1, 1000, 0, 5]], classes: [{ label: "", colour: null }] }, axisOf(28), 66);
    assert.equal(path.match(/M/g)?.length, 2);
    assert.match(path, /V64.5H/);
  });
});

describe("statements", () => {
  const at = (/** @type {number[]} */ ...days) => days.map((day, n) => ({ id: `s${n}`, day: FIRST + day, title: "" }));

  test("where there is room each has its own diamond, beside each other on one day", () => {
    const spots = spotsOfStatements(at(1, 1, 4), axisOf(6), 14);
    assert.deepEqual(spots.map(({ statements }) => statements.length), [1, 1, 1]);
    assert.equal(spots[1].at - spots[0].at, 14);
  });

  test("where there is none they share one", () => {
    const spots = spotsOfStatements(at(1, 2, 200), axisOf(300, 600), 14);
    assert.deepEqual(spots.map(({ statements }) => statements.length), [2, 1]);
  });

  test("those before and after the axis stand at its ends; none is lost", () => {
    const axis = axisOf(5, 1000, FIRST, 2), spots = spotsOfStatements(at(-9, 30), axis, 14);
    assert.deepEqual(spots.map((spot) => spot.at), [axis.x(axis.first), axis.x(axis.end)]);
    fc.assert(fc.property(fc.array(fc.integer({ min: -20, max: 80 })), fc.integer({ min: 1, max: 60 }), (days, length) => {
      assert.equal(spotsOfStatements(at(...days), axisOf(length), 14).flatMap(({ statements }) => statements).length, days.length);
    }));
  });
});
