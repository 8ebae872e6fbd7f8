import assert from "node:assert/strict";
import test from "node:test";
import { contextDays } from "../../dashboard/browser/desk/context_days.js";

/** @typedef {import("../../dashboard/browser/protocol").SentenceOffer} SentenceOffer */

/** Sentences in order: the day each states ("" for none), "!" for the day of what is said. */
const article = (/** @type {string[]} */ ...days) => days.map((day, number) => /** @type {SentenceOffer} */ ({
  start: number * 100, end: number * 100 + 90, text: "", score: 1, reports: true, kinds: [], why: "", places: [], figures: [], actors: [], said: [],
  days: day ? [{ words: [0, 1], first: day.replace("!", ""), last: day.replace("!", ""), precision: 1, time_of_day: "unknown", stated: true, calendar: "", why: day.endsWith("!") ? "the day of what is said" : "a day" }] : [],
}));
const offered = (/** @type {SentenceOffer[]} */ sentences, /** @type {number} */ at, reported = "2026-02-27") =>
  contextDays(sentences, sentences[at], reported).map(({ first, last }) => [first, last]);

test("without a day word: the day of the report, and from the last dated act to it", () => {
  assert.deepEqual(offered(article("2026-02-24", "2026-02-26", ""), 2), [["2026-02-27", "2026-02-27"], ["2026-02-26", "2026-02-27"]]);
});

test("a sentence that says a day is offered none of the context", () => {
  assert.deepEqual(offered(article("2026-02-24", "2026-02-26"), 1), []);
});

test("the day on which somebody spoke is no day of an act, before it or in it", () => {
  assert.deepEqual(offered(article("2026-02-26!", "2026-02-27!"), 1), [["2026-02-27", "2026-02-27"]]);
});

test("what follows is not looked at, and without a day of the report nothing is offered", () => {
  assert.deepEqual(offered(article("", "2026-02-24"), 0), [["2026-02-27", "2026-02-27"]]);
  assert.deepEqual(offered(article(""), 0, ""), []);
});
