/* Reading an EVC1 file, and the events as columns. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { NONE, OTHER } from "../../dashboard/browser/class_colours.js";
import { touches } from "../../dashboard/browser/filter.js";
import { ColumnEvents } from "../../dashboard/browser/layer/column_events.js";
import { readColumns } from "../../dashboard/browser/layer/packed_columns.js";

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
