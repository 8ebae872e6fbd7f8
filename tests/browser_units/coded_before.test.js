import assert from "node:assert/strict";
import test from "node:test";
import { claimsOfWords, toldOfSameWords } from "../../dashboard/browser/desk/coded_before.js";
import { titleOf } from "../../dashboard/browser/desk/controls.js";

/**
 * @param {string} id
 * @param {[number, number]} figure
 * @param {object} [other]
 */
const claim = (id, figure, other = {}) => /** @type {any} */ ({ sort: "claim", id, state: "accepted", title: `Claim ${id}`, start: 0, end: 90, anchors: [figure], ...other });

test("a claim whose figure stands in the same words is named, with what became of it", () => {
  const coded = [claim("cl-274", [40, 43]), claim("cl-55", [60, 62]), claim("7", [40, 50], { state: "waiting" }), claim("ev", [40, 43], { sort: "event" })];
  const claims = claimsOfWords(coded, [38, 43], []);
  assert.deepEqual(claims.map(({ id }) => id), ["cl-274", "7"]);
  assert.match(toldOfSameWords(claims), /^These words are coded already: Claim cl-274 \(on the map\); Claim 7 \(waits for review\)\./);
});

test("the form itself is no other claim, and without words there is none", () => {
  const coded = [claim("cl-274", [40, 43]), claim("7", [40, 43], { state: "begun" })];
  assert.deepEqual(claimsOfWords(coded, [40, 43], ["7", "cl-274"]), []);
  assert.deepEqual(claimsOfWords(coded, null, []), []);
  assert.equal(toldOfSameWords([]), "");
});

test("a claim that rests on two quotes is named once", () => {
  assert.equal(claimsOfWords([claim("cl", [40, 43]), claim("cl", [41, 43])], [40, 43], []).length, 1);
});

test("a title that says its day is not followed by it again", () => {
  assert.equal(titleOf({ title: "Shelling in Ansongo", when: "Fri 27 Nov 2026" }), "Shelling in Ansongo, Fri 27 Nov 2026");
  assert.equal(titleOf({ title: "Shelling in Ansongo, Fri 27 Nov 2026", when: "" }), "Shelling in Ansongo, Fri 27 Nov 2026");
});
