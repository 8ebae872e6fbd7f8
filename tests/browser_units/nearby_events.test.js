import assert from "node:assert/strict";
import test from "node:test";
import { ArticleText } from "../../dashboard/browser/desk/article_text.js";
import { nearbyEvents } from "../../dashboard/browser/desk/nearby_events.js";

const TEXT = "\u{1F4F0} Drones hit Menaka. Shells hit Gao. It killed 3 in Gao.";
const points = Array.from(TEXT);
const spans = [[0, 20], [21, 36], [37, points.length]];
const text = new ArticleText(TEXT);

/** @param {string[]} passages as "sentence:id:place:state" */
function data(...passages) {
  const rows = passages.map((passage) => passage.split(":"));
  return /** @type {any} */ ({
    sentences: spans.map(([start, end]) => ({ start, end })),
    coded: rows.map(([number, id, , state]) => ({ start: spans[Number(number)][0], end: spans[Number(number)][1], sort: "event", state, title: "", id })),
    choices: { events: rows.map(([, id, place]) => ({ id, title: id, when: "", place })) },
  });
}

test("events of the own sentence and of the one before, with the words for their place", () => {
  const given = data("0:far:Menaka:accepted", "1:gao:Gao:accepted", "1:waits:Gao:waiting");
  const near = nearbyEvents(given, given.sentences[2], text);
  assert.deepEqual(near.map(({ id, words }) => [id, words && text.cut(words), (words?.[0] ?? 0) >= spans[2][0]]), [["gao", "Gao", true]]);
});

test("a place that only the sentence before names is tied by its words there", () => {
  const given = data("0:menaka:Menaka:accepted");
  const [near] = nearbyEvents(given, given.sentences[1], text);
  assert.equal(near.words && text.cut(near.words), "Menaka");
});

test("an event without a place has no words; the first sentence has none before it", () => {
  const given = data("0:nowhere::accepted");
  assert.deepEqual(nearbyEvents(given, given.sentences[0], text), [{ id: "nowhere", words: null }]);
});
