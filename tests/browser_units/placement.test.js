/* Where marks and names stand. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { placement } from "../../dashboard/browser/layer/placement.js";

/** @import {PlaceGroup} from "../../dashboard/browser/layer/placement.js" */

const SIZE = 32;

/**
 * @param {string} key
 * @param {number} n events
 * @param {Partial<PlaceGroup>} [more]
 * @returns {PlaceGroup}
 */
function place(key, n, more = {}) {
  const ids = Array.from({ length: n }, (_, i) => `${key} ${i}`);
  return { key, level: "city", ids, anchor: { x: 300, y: 300 }, rings: [], line: [], label: { w: 60, h: 15 }, ...more };
}

/** @param {number} x @param {number} y @param {number} w @param {number} h */
const box = (x, y, w, h) => [[{ x, y }, { x: x + w, y }, { x: x + w, y: y + h }, { x, y: y + h }, { x, y }]];

test("a town's marks stand in a row on its point", () => {
  const { spots } = placement([place("town", 1), place("other", 3, { anchor: { x: 0, y: 0 } })], SIZE);
  assert.deepEqual(spots.get("town 0"), { x: 300, y: 300 });
  assert.deepEqual(["other 0", "other 1", "other 2"].map((id) => spots.get(id)?.x), [-35, 0, 35]);
});

test("marks of an area stand inside it and keep apart", () => {
  const rings = box(200, 200, 200, 200), { spots } = placement([place("town", 2), place("area", 5, { level: "province", rings })], SIZE);
  const marks = [...spots.values()];
  assert.equal(marks.length, 7);
  for (const { x, y, outside } of marks) {
    assert.ok(!outside);
    assert.ok(x >= 200 && x <= 400 && y >= 200 && y <= 400);
  }
  for (const [i, a] of marks.entries()) for (const b of marks.slice(i + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) >= SIZE * 0.84);
});

test("a mark that finds no room in its area says that it stands outside", () => {
  const rings = box(295, 295, 10, 10), { spots } = placement([place("town", 1), place("area", 1, { level: "district", rings })], SIZE);
  assert.equal(spots.get("area 0")?.outside, true);
});

test("marks of a line stand on it", () => {
  const line = [{ x: 100, y: 300 }, { x: 500, y: 300 }], { spots } = placement([place("border", 3, { level: "border", line })], SIZE);
  for (const { x, y } of spots.values()) assert.ok(y === 300 && x >= 100 && x <= 500);
});

test("every event has one spot, and no name covers a mark or another name", () => {
  const anchor = fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 600 }) });
  const groups = fc.array(fc.tuple(anchor, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 6 })
    .map((all) => all.map(([at, n], k) => place(`p${k}`, n, { anchor: at })));
  fc.assert(fc.property(groups, (all) => {
    const { spots, labels } = placement(all, SIZE), names = [...labels.values()];
    assert.deepEqual([...spots.keys()].sort(), all.flatMap(({ ids }) => ids).sort());
    for (const name of names) {
      for (const mark of spots.values()) assert.ok(Math.abs(mark.x - name.x) > 30 + SIZE / 2 - 4 || Math.abs(mark.y - name.y) > 7.5 + SIZE / 2 - 3);
    }
    for (const [i, a] of names.entries()) for (const b of names.slice(i + 1)) assert.ok(Math.abs(a.x - b.x) > 60 || Math.abs(a.y - b.y) > 15);
  }), { numRuns: 40 });
});

test("thousands of events at a few places are placed at once, and the first ones as if they were alone", () => {
  const rings = [[{ x: 0, y: 0 }, { x: 300, y: 0 }, { x: 300, y: 300 }, { x: 0, y: 300 }]];
  const ids = (/** @type {string} */ name, /** @type {number} */ count) => Array.from({ length: count }, (_, i) => `${name}${i}`);
  const groups = (/** @type {number} */ count) => [
    { key: "area", level: "province", ids: ids("a", count), anchor: { x: 150, y: 150 }, rings, line: [], label: { w: 40, h: 12 } },
    { key: "line", level: "border", ids: ids("l", count), anchor: { x: 500, y: 0 }, rings: [], line: [{ x: 500, y: -200 }, { x: 500, y: 200 }], label: { w: 40, h: 12 } },
    { key: "town", level: "city", ids: ids("t", count), anchor: { x: 5000, y: 5000 }, rings: [], line: [], label: { w: 40, h: 12 } },
  ];
  const begun = performance.now();
  const { spots } = placement(groups(2000), 32);
  const taken = performance.now() - begun;
  assert.equal(spots.size, 6000);
  assert.ok(taken < 5000, `${taken} ms`);  // looked at one by one it takes minutes
  const { spots: few } = placement(groups(8), 32);
  for (const id of [...ids("a", 8), ...ids("l", 8)]) assert.deepEqual(spots.get(id), few.get(id));
  // A town's marks stand in rows, none on another.
  const town = new Set(ids("t", 2000).map((id) => JSON.stringify(spots.get(id))));
  assert.equal(town.size, 2000);
});
