import assert from "node:assert/strict";
import test from "node:test";
import { ArticleText } from "../../dashboard/browser/desk/article_text.js";
import { nearbyEvents } from "../../dashboard/browser/desk/nearby_events.js";

/**
 * A desk with an article, its sentences, and what is coded of them.
 *
 * @param {string[]} sentences
 * @param {{sentence: number, id: string, place?: string, named?: [number, number][], state?: string}[]} coded `named` are where the
 *   words for its place stand, from the start of the sentence; `place` is the id of its place
 * @param {{sentence: number, at: [number, number], place: string}[]} [offered] places that are read in a sentence
 */
function desk(sentences, coded, offered = []) {
  const text = new ArticleText(sentences.join(" "));
  const starts = sentences.map((_, number) => Array.from(sentences.slice(0, number).map((before) => `${before} `).join("")).length);
  const ends = sentences.map((sentence, number) => starts[number] + Array.from(sentence).length);
  const data = /** @type {any} */ ({
    sentences: sentences.map((_, number) => ({
      start: starts[number], end: ends[number],
      places: offered.filter(({ sentence }) => sentence === number).map(({ at, place }) => ({ words: at.map((one) => one + starts[number]), not_a_place: null, candidates: [{ id: place }] })),
    })),
    coded: coded.map(({ sentence, id, named = [], state = "accepted" }) => ({
      start: starts[sentence], end: ends[sentence], sort: "event", state, title: "", id, anchors: named.map((span) => span.map((one) => one + starts[sentence])),
    })),
    choices: { events: coded.map(({ id, place = "" }) => ({ id, title: id, when: "", place })) },
  });
  const near = (/** @type {number} */ number) => nearbyEvents(data, data.sentences[number]).map(({ id, words }) => [id, words.map((one) => one - starts[number]), text.cut(words)]);
  return { near, starts };
}

const NEWS = ["\u{1F4F0} Drones hit Menaka.", "Shells hit Gao.", "It killed 3 in Gao."];

test("events of the own sentence and of the one before, with the words for their place", () => {
  const { near } = desk(NEWS, [
    { sentence: 0, id: "far", place: "ml-menaka", named: [[13, 19]] },
    { sentence: 1, id: "gao", place: "ml-gao", named: [[11, 14]] },
    { sentence: 1, id: "waits", place: "ml-gao", named: [[11, 14]], state: "waiting" },
  ], [{ sentence: 2, at: [15, 18], place: "ml-gao" }]);
  assert.deepEqual(near(2), [["gao", [15, 18], "Gao"]]);
});

test("a place that only the sentence before names is tied by its words there", () => {
  const { near, starts } = desk(NEWS, [{ sentence: 0, id: "menaka", place: "ml-menaka", named: [[13, 19]] }]);
  assert.deepEqual(near(1), [["menaka", [13 - starts[1], 19 - starts[1]], "Menaka"]]);
});

test("an event whose place no words name is not offered; the first sentence has none before it", () => {
  const { near } = desk(NEWS, [{ sentence: 0, id: "nowhere" }, { sentence: 1, id: "gao", place: "ml-gao" }]);
  assert.deepEqual([near(0), near(1)], [[], []]);
});

test("two events at one place, named twice in a sentence, are each tied by their own words", () => {
  const { near, starts } = desk(["Strikes hit Paktia on Thursday, and Paktia on Friday.", "Civilians were hurt in Friday’s strikes."], [
    { sentence: 0, id: "thursday", place: "af-paktia", named: [[12, 18]] },
    { sentence: 0, id: "friday", place: "af-paktia", named: [[36, 42]] },
  ]);
  assert.deepEqual(near(1), [["thursday", [12 - starts[1], 18 - starts[1]], "Paktia"], ["friday", [36 - starts[1], 42 - starts[1]], "Paktia"]]);
});

test("an event of the own sentence too has the words of the sentence before, where only that names its place", () => {
  const { near, starts } = desk(NEWS, [
    { sentence: 2, id: "gao", place: "ml-gao" },
    { sentence: 1, id: "gao", place: "ml-gao", named: [[11, 14]] },
  ]);
  assert.deepEqual(near(2), [["gao", [11 + starts[1] - starts[2], 14 + starts[1] - starts[2]], "Gao"]]);
});

test("a place that the own sentence names twice ties by neither: the words of the event's own are taken", () => {
  const { near, starts } = desk(["Shells hit Gao.", "Gao fell, and Gao burned."], [{ sentence: 0, id: "gao", place: "ml-gao", named: [[11, 14]] }],
    [{ sentence: 1, at: [0, 3], place: "ml-gao" }, { sentence: 1, at: [14, 17], place: "ml-gao" }]);
  assert.deepEqual(near(1), [["gao", [11 - starts[1], 14 - starts[1]], "Gao"]]);
});
