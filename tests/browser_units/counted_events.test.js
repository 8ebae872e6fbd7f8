/* Counting a few events in the page. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { CLASSES, CLASS_COLOURS, KINDS, NONE, OTHER } from "../../dashboard/browser/class_colours.js";
import { countEvents } from "../../dashboard/browser/counted_events.js";

/** @import {EventToCount} from "../../dashboard/browser/protocol" */

/** @type {EventToCount[]} */
const EVENTS = [
  { days: [10, 10], facets: { kind: ["raid"], source: ["a", "b"] } },
  { days: [11, 13], facets: { kind: ["strike"], source: [] } },
  { days: [13, 13], facets: { kind: ["raid"], source: ["b"] } },
];
const FACETS = [{ name: "kind", values: ["raid", "strike", "flood"] }, { name: "source", values: ["a", "b"] }];

test("without a filter every event is counted, in each of its values and on each of its days", () => {
  const { shown, counts, blank, days } = countEvents(EVENTS, FACETS, {});
  assert.equal(shown, 3);
  assert.deepEqual(counts, { kind: [2, 1, 0], source: [1, 2] });
  assert.deepEqual(blank, { kind: 0, source: 1 });
  assert.deepEqual(days, { first: 10, width: 1, counts: [1, 1, 1, 2] });
});

test("a count is what its choice alone would leave in its facet; the bars keep every day", () => {
  const { shown, counts, blank, days } = countEvents(EVENTS, FACETS, { days: [13, 13], choices: { kind: ["raid"] } });
  assert.equal(shown, 1);
  assert.deepEqual(counts, { kind: [1, 1, 0], source: [0, 1] });
  assert.deepEqual(blank, { kind: 0, source: 0 });
  assert.deepEqual(days.counts, [1, 0, 0, 1]);
});

test("without events there is nothing", () => {
  assert.deepEqual(countEvents([], FACETS, {}).days, { first: 0, width: 1, counts: [] });
});

test("every class has a colour on either ground; other and none come after them", () => {
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    assert.equal(new Set(CLASS_COLOURS[theme]).size, CLASSES);
    for (const colour of CLASS_COLOURS[theme]) assert.match(colour, /^#[0-9a-f]{6}$/);
  }
  assert.deepEqual([OTHER, NONE, KINDS], [CLASSES, CLASSES + 1, CLASSES + 2]);
});
