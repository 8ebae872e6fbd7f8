/* Offsets of the desk are those of Python: code points, also where a letter takes two places in a string of the browser. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { ArticleText, overlap } from "../../dashboard/browser/desk/article_text.js";
import { marksOf } from "../../dashboard/browser/desk/article_view.js";

test("a passage is cut by code points", () => {
  const text = new ArticleText("𝒜 drone 🛩 hit Kharkív’s “port”.");
  assert.equal(text.cut([2, 7]), "drone");
  assert.equal(text.cut([8, 9]), "🛩");
  assert.equal(text.cut([14, 23]), "Kharkív’s");
});

test("words have the offsets at which they are cut again", () => {
  const text = new ArticleText("𝒜 drone 🛩 hit Kharkív’s “port”.");
  const words = text.words([0, text.points.length]).map((span) => text.cut(span));
  assert.deepEqual(words, ["𝒜", "drone", "🛩", "hit", "Kharkív’s", "“", "port", "”", "."]);
});

test("the words of any text are in order and lose nothing but blanks", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (written) => {
    const text = new ArticleText(written);
    const words = text.words([0, text.points.length]);
    let behind = 0;
    for (const [start, end] of words) {
      assert.ok(behind <= start && start < end && end <= text.points.length);
      behind = end;
    }
    assert.equal(words.map((span) => text.cut(span)).join(""), written.replace(/\s/gu, ""));
  }));
});

test("a right-to-left text counts like any other", () => {
  const text = new ArticleText("قصفت طائرة مدينة غزة ليلة الخميس");
  const [first] = text.words([0, text.points.length]);
  assert.deepEqual(first, [0, 4]);
  assert.equal(text.cut([5, 10]), "طائرة");
});

test("passages that touch do not overlap", () => {
  assert.equal(overlap([0, 3], [3, 5]), false);
  assert.equal(overlap([0, 4], [3, 5]), true);
});

test("of two marks that overlap the first sort counts, and marks are in order", () => {
  const words = (/** @type {number} */ start, /** @type {number} */ end) => /** @type {[number, number]} */ ([start, end]);
  const marks = marksOf({
    start: 0, end: 40, text: "", score: 1, reports: true, kinds: [], why: "",
    days: [{ words: words(10, 18), first: "", last: "", precision: 1, time_of_day: "unknown", stated: true, calendar: "", why: "a day" }],
    places: [{ words: words(0, 4), not_a_place: "dateline", candidates: [] }, { words: words(12, 16), not_a_place: null, candidates: [] }],
    figures: [],
    actors: [{ words: words(20, 26), text: "", role: "claimant", why: "before a verb" }], said: [],
  });
  assert.deepEqual(marks.map(({ span, sort }) => [...span, sort]), [[0, 4, "no-place"], [10, 18, "day"], [20, 26, "speaker"]]);
});
