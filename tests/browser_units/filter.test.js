/* The filter rule: the table of cases that Python runs too, then any events and any filter. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import fc from "fast-check";
import { markPassing, touches } from "../../dashboard/browser/filter.js";
import { bitmapOf, columnsOf } from "./packed.js";
import { holdsAny, liesWithin, passes } from "./plain_rule.js";

/**
 * @import {FilterParts} from "../../dashboard/browser/types"
 * @import {FacetForm} from "./packed.js"
 * @import {PlainEvent} from "./plain_rule.js"
 * @typedef {PlainEvent & {id: string}} NamedEvent
 * @typedef {{facets: Record<string, FacetForm>, events: NamedEvent[], cases: {name: string, filter: FilterParts, passes: string[]}[]}} Table
 */

/** @type {Table} */
const table = JSON.parse(readFileSync(new URL("filter_cases.json", import.meta.url), "utf-8"));

/**
 * Which events pass, by the form for columns: the server answers for the lists, the days are looked at one by one.
 *
 * @param {readonly PlainEvent[]} events
 * @param {Record<string, FacetForm>} forms
 * @param {FilterParts} filter
 * @param {boolean} floats the numbers as floats
 */
function passingColumns(events, forms, filter, floats) {
  const lists = Object.entries(filter.choices ?? {}).filter(([name]) => Object.hasOwn(forms, name) && forms[name].places === "list");
  const rows = bitmapOf(events.map((event) => lists.every(([name, chosen]) => holdsAny(event.facets[name], chosen))));
  const into = new Uint8Array(events.length);
  markPassing(columnsOf(events, forms, ["deaths", "change"], floats), { ...filter, rows: lists.length ? rows : null }, into);
  return events.map(({ days }, i) => into[i] === 1 && touches(days, filter.days ?? null));
}

describe("the table of cases", () => {
  for (const { name, filter, passes: wanted } of table.cases) {
    test(`${name}, events by themselves`, () => {
      assert.deepEqual(table.events.filter((event) => passes(event, filter)).map(({ id }) => id), wanted);
    });
    for (const floats of [false, true]) {
      test(`${name}, columns with ${floats ? "floats" : "whole numbers"}`, () => {
        const passed = passingColumns(table.events, table.facets, filter, floats);
        assert.deepEqual(table.events.filter((_, i) => passed[i]).map(({ id }) => id), wanted);
      });
    }
  }
});

test("an empty choice leaves a facet out", () => {
  const filter = { choices: { kind: [], actor: ["army"] } };
  const passed = passingColumns(table.events, table.facets, filter, false);
  assert.deepEqual(table.events.filter((_, i) => passed[i]).map(({ id }) => id), ["one day", "next day"]);
});

test("a set of rows that is too short is refused", () => {
  assert.throws(() => markPassing({ columns: {}, facets: {} }, { rows: new Uint8Array(1) }, new Uint8Array(9)), /8 places for 9 events/);
});

/* ---- any events, any filter ------------------------------------------------------------------------------------ */

/** @type {Record<string, FacetForm>} */
const FORMS = {
  kind: { values: ["a", "b", "c"], places: 1 },
  actor: { values: ["a", "b", "c", "d"], places: 2 },
  precision: { values: [1, 2, 3], places: 1 },
  source: { values: ["x", "y"], places: "list" },
};
const NUMBER = fc.option(fc.integer({ min: -9, max: 9 }));
const DAYS = fc.tuple(fc.integer({ min: -5, max: 20 }), fc.nat(8)).map(([first, more]) => /** @type {const} */ ([first, first + more]));
const EVENT = fc.record({
  days: DAYS,
  facets: fc.record(Object.fromEntries(Object.entries(FORMS).map(([name, { values, places }]) =>
    [name, fc.uniqueArray(fc.constantFrom(...values), { maxLength: places === "list" ? values.length : places })]))),
  numbers: fc.record({ deaths: NUMBER, change: NUMBER }),
});
/** A value of a facet, null, or one that it has not. */
const CHOICE = (/** @type {string} */ name) => fc.array(fc.constantFrom(...FORMS[name].values, null, "not there"), { maxLength: 4 });
const FILTER = fc.record({
  days: fc.option(DAYS),
  choices: fc.record({ kind: CHOICE("kind"), actor: CHOICE("actor"), precision: CHOICE("precision"), source: CHOICE("source"),
    weather: fc.constant(["rain"]) }, { requiredKeys: [] }),
  ranges: fc.record({ deaths: fc.tuple(NUMBER, NUMBER), change: fc.tuple(NUMBER, NUMBER), injured: fc.tuple(NUMBER, NUMBER) }, { requiredKeys: [] }),
});

test("the rule for columns agrees with the plain one on any events and any filter", () => {
  fc.assert(fc.property(fc.array(EVENT, { maxLength: 20 }), FILTER, fc.boolean(), (events, filter, floats) => {
    assert.deepEqual(passingColumns(events, FORMS, filter, floats), events.map((event) => passes(event, filter)));
  }), { numRuns: 500 });
});

test("a part more never brings an event back, and each part alone lets through what all do", () => {
  fc.assert(fc.property(EVENT, FILTER, (event, filter) => {
    const { days, choices, ranges } = filter;
    const parts = [{ days }, ...Object.entries(choices).map(([name, chosen]) => ({ choices: { [name]: chosen ?? [] } })),
      ...Object.entries(ranges).map(([name, range]) => ({ ranges: { [name]: range ?? /** @type {const} */ ([null, null]) } }))];
    assert.equal(passes(event, filter), parts.every((part) => passes(event, part)));
  }), { numRuns: 500 });
});

test("one value more in a choice takes no event away", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom("a", "b")), fc.array(fc.constantFrom("a", "b", null), { minLength: 1 }), (values, chosen) => {
    if (holdsAny(values, chosen)) assert.ok(holdsAny(values, [...chosen, "c"]));
    assert.equal(holdsAny(values, chosen), chosen.some((value) => holdsAny(values, [value])));
  }));
});

test("a known number lies in exactly one of two ranges that meet, one that is not known in none", () => {
  fc.assert(fc.property(NUMBER, fc.integer({ min: -9, max: 9 }), (number, at) => {
    const below = liesWithin(number, [null, at - 1]), above = liesWithin(number, [at, null]);
    assert.equal(+below + +above, number === null ? 0 : 1);
    assert.ok(liesWithin(number, [null, null]));
  }));
});

test("two spans of days touch if and only if they have a day in common", () => {
  fc.assert(fc.property(DAYS, DAYS, (a, b) => {
    const days = Array.from({ length: a[1] - a[0] + 1 }, (_, n) => a[0] + n);
    assert.equal(touches(a, b), days.some((day) => day >= b[0] && day <= b[1]));
    assert.ok(touches(a, null));
  }));
});
