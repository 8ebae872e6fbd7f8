/* A shape by hand: what its corners become as GeoJSON, and when its edges cross. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { crossesItself, drawnOf, geometryOf, wholeCorners } from "../../dashboard/browser/desk/drawn_shape.js";

/** @import {Corner, Drawn} from "../../dashboard/browser/desk/drawn_shape.js" */

const SQUARE = /** @type {[number, number][]} */ ([[15, 2], [15, 3], [16, 3], [16, 2]]);

test("latitude comes first in a corner, longitude in GeoJSON", () => {
  assert.deepEqual(geometryOf({ kind: "point", corners: [[15, 2]], closed: false }), { type: "Point", coordinates: [2, 15] });
  assert.deepEqual(geometryOf({ kind: "line", corners: [[15, 2], [16, 3]], closed: false }), { type: "LineString", coordinates: [[2, 15], [3, 16]] });
});

test("an area that is closed ends where it begins; one that is not does not", () => {
  const closed = geometryOf({ kind: "area", corners: SQUARE, closed: true });
  assert.deepEqual(closed?.coordinates[0].at(-1), closed?.coordinates[0][0]);
  assert.equal(geometryOf({ kind: "area", corners: SQUARE, closed: false })?.coordinates[0].length, 4);
});

test("nothing drawn is no shape", () => {
  assert.equal(geometryOf({ kind: "line", corners: [], closed: false }), null);
});

test("what is drawn comes back from its GeoJSON as it was, half typed corners too", () => {
  const corner = fc.tuple(fc.option(fc.integer({ min: -90, max: 90 })), fc.option(fc.integer({ min: -180, max: 180 })));
  fc.assert(fc.property(fc.uniqueArray(corner, { minLength: 1, selector: String }), fc.constantFrom("line", "area"), (corners, kind) => {
    /** @type {Drawn} */
    const drawn = { kind: /** @type {"line" | "area"} */ (kind), corners: /** @type {Corner[]} */ (corners), closed: false };
    const geometry = geometryOf(drawn);
    assert.deepEqual(geometry && drawnOf(geometry), drawn);
  }));
  const closed = geometryOf({ kind: "area", corners: SQUARE, closed: true });
  assert.deepEqual(closed && drawnOf(closed), { kind: "area", corners: SQUARE, closed: true });
});

test("a corner that is half typed is left out of the map", () => {
  assert.deepEqual(wholeCorners([[15, 2], [null, 3], [16, null]]), [[15, 2]]);
});

test("a square crosses nothing, a bow tie does", () => {
  assert.equal(crossesItself(SQUARE, true), false);
  assert.equal(crossesItself([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]], true), true);
});

test("closing can cross where the corners alone do not", () => {
  const hook = /** @type {[number, number][]} */ ([[0, 0], [0, 4], [4, 4], [4, 2], [-2, 2]]);
  assert.equal(crossesItself(hook.slice(0, 4), false), false);
  assert.equal(crossesItself(hook, false), true);
  const open = /** @type {[number, number][]} */ ([[0, 0], [4, 0], [4, 4], [2, -1], [2, 8]]);
  assert.equal(crossesItself(open.slice(0, 3), true), false);
  assert.equal(crossesItself(open, true), true);
});

test("edges that touch, lead back, or have no length are as bad as those that cross", () => {
  assert.equal(crossesItself([[0, 0], [0, 4], [4, 4], [0, 2]], false), true);
  assert.equal(crossesItself([[0, 0], [0, 4], [0, 2]], false), true);
  assert.equal(crossesItself([[0, 0], [0, 0], [1, 1]], false), true);
  assert.equal(crossesItself([[0, 0], [0, 4], [0, 8]], false), false);
  assert.equal(crossesItself([[0, 0], [0, 4], [0, 8]], true), true);
});

test("a convex area never crosses itself, in whichever direction it is drawn", () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 359 }), { minLength: 3, maxLength: 12 }), (angles) => {
    const ring = /** @type {[number, number][]} */ (angles.sort((a, b) => a - b).map((angle) => [Math.cos(angle * Math.PI / 180), Math.sin(angle * Math.PI / 180)]));
    assert.equal(crossesItself(ring, true), false);
    assert.equal(crossesItself([...ring].reverse(), true), false);
  }));
});
