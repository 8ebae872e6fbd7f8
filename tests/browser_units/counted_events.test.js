/* Counting a few events in the page. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CLASSES, CLASS_COLOURS, KINDS, NONE, OTHER } from "../../dashboard/browser/class_colours.js";
import { countEvents } from "../../dashboard/browser/counted_events.js";
import { eventsOf } from "./packed.js";
import { passes } from "./plain_rule.js";

/**
 * @import {FacetForm} from "./packed.js"
 * @import {PlainEvent} from "./plain_rule.js"
 */

/** @type {PlainEvent[]} */
const PLAIN = [
  { days: [10, 10], facets: { kind: ["raid"], source: ["a", "b"] } },
  { days: [11, 13], facets: { kind: ["strike"], source: [] } },
  { days: [13, 13], facets: { kind: ["raid"], source: ["b"] } },
];
/** @type {Record<string, FacetForm>} */
const FORMS = { kind: { values: ["raid", "strike"], places: 1 }, source: { values: ["a", "b"], places: 2 } };
const EVENTS = eventsOf(PLAIN, FORMS);
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
  assert.deepEqual(countEvents(eventsOf([], FORMS), FACETS, {}).days, { first: 0, width: 1, counts: [] });
});

test("every count is that of the plain rule, whatever the events and the filter", () => {
  const choice = (/** @type {string} */ name) => fc.array(fc.constantFrom(...FORMS[name].values, null, "not there"), { maxLength: 3 });
  const event = fc.record({
    days: fc.tuple(fc.nat(9), fc.nat(4)).map(([first, more]) => /** @type {const} */ ([first, first + more])),
    facets: fc.record({ kind: fc.uniqueArray(fc.constantFrom(...FORMS.kind.values), { maxLength: 1 }), source: fc.uniqueArray(fc.constantFrom(...FORMS.source.values), { maxLength: 2 }) }),
  });
  const filter = fc.record({ days: fc.option(fc.constant(/** @type {const} */ ([3, 5]))), choices: fc.record({ kind: choice("kind"), source: choice("source") }, { requiredKeys: [] }) });
  fc.assert(fc.property(fc.array(event, { maxLength: 12 }), filter, (drawn, { days, choices }) => {
    const events = drawn.sort((a, b) => a.days[0] - b.days[0]), answer = countEvents(eventsOf(events, FORMS), FACETS, { days, choices });
    const left = (/** @type {Record<string, (string | number | null)[] | undefined>} */ wanted) =>
      events.filter((one) => passes(one, { days, choices: Object.fromEntries(Object.entries(wanted).map(([name, values]) => [name, values ?? []])) })).length;
    assert.equal(answer.shown, left(choices));
    for (const { name, values } of FACETS) {
      assert.deepEqual(answer.counts[name], values.map((value) => left({ ...choices, [name]: [value] })));
      assert.equal(answer.blank[name], left({ ...choices, [name]: [null] }));
    }
  }), { numRuns: 300 });
});

test("every class has a colour on either ground; other and none come after them", () => {
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    assert.equal(new Set(CLASS_COLOURS[theme]).size, CLASSES);
    for (const colour of CLASS_COLOURS[theme]) assert.match(colour, /^#[0-9a-f]{6}$/);
  }
  assert.deepEqual([OTHER, NONE, KINDS], [CLASSES, CLASSES + 1, CLASSES + 2]);
});
