/* Reading an EVC1 file, and the events as columns. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { NONE, OTHER } from "../../dashboard/browser/class_colours.js";
import { touches } from "../../dashboard/browser/filter.js";
import { ColumnEvents } from "../../dashboard/browser/layer/column_events.js";
import { bytesOf, eventsAt, hold, tableAt } from "../../dashboard/browser/layer/columns_file.js";
import { readColumns } from "../../dashboard/browser/layer/packed_columns.js";
import { dayEvents } from "../../dashboard/browser/slider/day_events.js";

/** @typedef {Float32Array | Int32Array | Uint16Array | Uint8Array} Numbers */

const NAMES = new Map(/** @type {[Function, string][]} */ ([[Float32Array, "f32"], [Int32Array, "i32"], [Uint16Array, "u16"], [Uint8Array, "u8"]]));

/**
 * A file of these columns; `changed` are parts of the header in place of the right ones.
 *
 * @param {Record<string, Numbers>} columns
 * @param {Record<string, unknown>} [changed]
 */
function packed(columns, changed = {}) {
  const listed = [];
  /** @type {number[]} */
  const bytes = [];
  for (const [name, column] of Object.entries(columns)) {
    listed.push({ name, type: NAMES.get(column.constructor), offset: bytes.length, length: column.length });
    bytes.push(...new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
    while (bytes.length % 8) bytes.push(0);
  }
  const n = Object.values(columns)[0].length;
  const text = JSON.stringify({ n, first_day: 100, columns: listed, facets: {}, ...changed });
  const header = [...new TextEncoder().encode(text)];
  while (header.length % 8) header.push(32);
  const length = new Uint8Array(Uint32Array.of(header.length).buffer);
  return Uint8Array.from([...new TextEncoder().encode("EVC1"), ...length, ...header, ...bytes]).buffer;
}

/** @param {readonly (readonly [start: number, span: number])[]} days */
function eventsOf(days, more = {}, changed = {}) {
  const n = days.length;
  return new ColumnEvents(readColumns(packed({
    x: new Float32Array(n), y: new Float32Array(n), start: Int32Array.from(days, ([start]) => start), span: Uint16Array.from(days, ([, span]) => span),
    row: Int32Array.from(days, (_, i) => 10 * i), precision: new Uint8Array(n), ...more,
  }, changed)));
}

test("a file is read as it was packed, without a copy", () => {
  const file = packed({ a: Float32Array.of(0.5, 2), b: Uint8Array.of(1, 255), c: Int32Array.of(-7, 7), d: Uint16Array.of(9, 65535) });
  const { n, firstDay, columns, ids } = readColumns(file);
  assert.deepEqual([n, firstDay, ids], [2, 100, null]);
  assert.deepEqual(Object.entries(columns).map(([name, column]) => [name, ...column]), [["a", 0.5, 2], ["b", 1, 255], ["c", -7, 7], ["d", 9, 65535]]);
  assert.equal(columns.a.buffer, file);
});

describe("a broken file is refused", () => {
  const column = { a: Uint8Array.of(1) }, whole = packed(column);
  /** @type {Record<string, [ArrayBuffer, RegExp]>} */
  const files = {
    "nothing": [new ArrayBuffer(0), /only 0 bytes/],
    "another form": [new ArrayBuffer(32), /does not begin with EVC1/],
    "cut in the header": [whole.slice(0, 40), /ends within the header/],
    "cut in a column": [whole.slice(0, whole.byteLength - 8), /ends within column a/],
    "a column twice": [packed(column, { columns: [0, 1].map(() => ({ name: "a", type: "u8", offset: 0, length: 1 })) }), /column a is there twice/],
    "a type of the language": [packed(column, { columns: [{ name: "a", type: "constructor", offset: 0, length: 1 }] }), /unknown type constructor/],
    "another length": [packed(column, { n: 2 }), /1 values for 2 events/],
    "a facet without its column": [packed(column, { facets: { kind: { columns: ["b"], values: [], labels: [] } } }), /names the column b/],
    "words of other events": [packed(column, { words: [{ title: "x" }, { title: "y" }] }), /words for 2 events, not for 1/],
    "signs without their column": [packed(column, { symbols: [{ svg: "" }], words: [{ title: "x" }] }), /lack the column symbol/],
    "a sign that is not there": [packed({ symbol: Uint8Array.of(1), place: Uint8Array.of(0) }, { symbols: [{ svg: "" }], words: [{ title: "x" }] }), /no sign 1/],
    "signs that are no list": [packed(column, { symbols: { length: 1 } }), /no lists/],
    "ids of other events": [packed(column, { ids: ["x", "y"] }), /not 1 ids/],
  };
  for (const [name, [file, reason]] of Object.entries(files)) test(name, () => assert.throws(() => readColumns(file), reason));
});

test("events have to be sorted by their first day", () => {
  assert.throws(() => eventsOf([[2, 0], [1, 0]]), /not sorted by day/);
});

test("two searches find the events that touch some days, as the rule says", () => {
  const days = fc.array(fc.tuple(fc.nat(30), fc.nat(12)), { minLength: 1, maxLength: 30 }).map((all) => all.sort((a, b) => a[0] - b[0]));
  fc.assert(fc.property(days, fc.integer({ min: 90, max: 150 }), fc.nat(20), (all, first, more) => {
    const events = eventsOf(all), chosen = /** @type {const} */ ([first, first + more]), [from, to, firstDay] = events.range(...chosen);
    all.forEach(([start, span], i) => {
      const found = i >= from && i < to && events.end[i] >= firstDay;
      assert.equal(found, touches([100 + start, 100 + start + span], chosen));
    });
    assert.deepEqual(events.range(null, null).slice(0, 2), [0, all.length]);
  }));
});

test("classes are the places of values, else other, else none; the lowest of several", () => {
  const actors = { columns: ["actor.0", "actor.1"], values: ["a", "b", "c"], labels: ["A", "B", "C"] };
  const events = eventsOf([[0, 0], [1, 0], [2, 0], [3, 0]], { "actor.0": Uint8Array.of(0, 1, 2, 255), "actor.1": Uint8Array.of(255, 0, 255, 255) }, { facets: { actor: actors } });
  const classes = new Uint8Array(4);
  events.classes("actor", ["b", "a"], classes);
  assert.deepEqual([...classes], [1, 0, OTHER, NONE]);
  events.classes(null, [], classes);
  assert.deepEqual([...classes], [OTHER, OTHER, OTHER, OTHER]);
  assert.deepEqual(events.frequent("actor"), ["a", "b", "c"]);
  assert.deepEqual(events.frequent("toString"), []);
  assert.deepEqual([0, 1, 3].map((i) => events.label("actor", i)), ["A", "B, A", ""]);
});

test("an event is known by its id", () => {
  const numbered = eventsOf([[0, 0], [1, 0]]), named = eventsOf([[0, 0], [1, 0]], {}, { ids: ["x", "y"] });
  assert.deepEqual([numbered.idOf(1), numbered.indexOf("10"), numbered.indexOf("11"), numbered.indexOf(null)], ["10", 1, -1, -1]);
  assert.deepEqual([named.idOf(1), named.indexOf("y"), named.indexOf("10")], ["y", 1, -1]);
});

test("the events that pass are those of the filter on the days", () => {
  const kinds = { columns: ["kind"], values: ["a", "b"], labels: ["a", "b"] };
  const events = eventsOf([[0, 5], [1, 0], [2, 0]], { kind: Uint8Array.of(0, 1, 0) }, { facets: { kind: kinds } });
  const rows = () => [...events.list.subarray(0, events.listed)];
  const show = (/** @type {number | null} */ first, /** @type {number | null} */ last) => { events.show(first, last); return events.shown; };
  assert.deepEqual([show(null, null), rows()], [3, [0, 1, 2]]);
  assert.deepEqual([show(102, 103), rows()], [2, [0, 2]]);
  events.setFilter({ choices: { kind: ["b", null] } });
  assert.deepEqual([show(null, null), rows()], [1, [1]]);
  assert.deepEqual([show(102, 103), rows()], [0, []]);
  show(null, null);
  events.showNone();
  assert.deepEqual([events.shown, rows()], [0, []]);
});

test("of the events that pass those in the canvas are listed", () => {
  const events = eventsOf([[0, 0], [1, 0], [2, 0]], { x: Float32Array.of(0.1, 0.5, 0.95), y: Float32Array.of(0.5, 0.5, 0.5) });
  events.show(null, null, { left: 0, top: 0, scale: 100, zoom: 0, padX: 20, padY: 0, width: 90, height: 100, ratio: 1 });
  assert.deepEqual([events.shown, events.listed, events.inView, events.list[1]], [3, 2, 1, 1]);
});

test("an event has its days and its values", () => {
  const actors = { columns: ["actor.0", "actor.1"], values: ["a", "b"], labels: ["A", "B"] };
  const events = eventsOf([[0, 5], [1, 0]], { "actor.0": Uint8Array.of(1, 255), "actor.1": Uint8Array.of(0, 255) }, { facets: { actor: actors } });
  assert.deepEqual([events.daysOf(0), events.daysOf(1)], [[100, 105], [101, 101]]);
  assert.deepEqual([events.valuesOf("actor", 0), events.valuesOf("actor", 1), events.valuesOf("kind", 0)], [["b", "a"], [], []]);
});

test("a set with signs is read into marks over the slider", () => {
  const symbols = ["night", "day"].map((time) => ({ svg: "", colour: `of ${time}`, confirmed: true, time, operation: false }));
  const words = ["one", "two"].map((title) => ({ title, when: "then", status: "", tip: "", attacker: "them" }));
  const events = eventsOf([[0, 2], [1, 0]], { symbol: Uint16Array.of(1, 0), place: Uint16Array.of(0, 0) }, { symbols, words, ids: ["x", "y"] });
  assert.deepEqual(dayEvents(events), [
    { row: 0, id: "x", days: [100, 102], colour: "of day", time: "day", title: "one", when: "then", attacker: "them" },
    { row: 1, id: "y", days: [101, 101], colour: "of night", time: "night", title: "two", when: "then", attacker: "them" },
  ]);
  assert.deepEqual(dayEvents(eventsOf([[0, 0]])), []);
});

test("a file that the page was given is not fetched, and read once for all controls", async () => {
  const given = Buffer.from(packed({
    x: new Float32Array(1), y: new Float32Array(1), start: new Int32Array(1), span: new Uint16Array(1), row: Int32Array.of(7), precision: new Uint8Array(1),
  })).toString("base64");
  hold("given", bytesOf(given).buffer);
  assert.equal((await tableAt("given")).n, 1);
  assert.equal((await eventsAt("given")).idOf(0), "7");
  assert.equal(await eventsAt("given"), await eventsAt("given"));
  hold("broken", new ArrayBuffer(0));
  await assert.rejects(eventsAt("broken"), /only 0 bytes/);
  hold("broken", bytesOf(given).buffer);
  assert.equal((await eventsAt("broken")).n, 1);  // what failed is tried again
});
