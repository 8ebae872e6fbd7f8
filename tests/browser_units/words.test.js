import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { figure, say, sayCount, sayList, sayNodes } from "../../dashboard/browser/words.js";
import { said, unsaid } from "./shown_words.js";

/** @typedef {{say: [string, Record<string, any>, string | null][], count: [number, string, string, Record<string, any>, string | null][], list: [string[], string][], unsaid: string[], no_words: string[], no_literal: string[]}} Cases */
/** @type {Cases} */
const cases = JSON.parse(readFileSync(new URL("sentence_cases.json", import.meta.url), "utf8"));
const BROWSER = new URL("../../dashboard/browser/", import.meta.url);
const MODULES = readdirSync(BROWSER, { recursive: true, encoding: "utf8" }).filter((name) => /(?<!leaflet)\.js$/.test(name)).sort();
// Modules whose words are not sentences, each with the reason.
/** @type {Record<string, string>} */
const NO_SENTENCES = {
  "days.js": "days in words, of which it alone knows the form",
};

// The cases are not literals: their types say nothing of their names.
const anySay = /** @type {(...given: any[]) => string} */ (/** @type {unknown} */ (say));
const anySayCount = /** @type {(...given: any[]) => string} */ (/** @type {unknown} */ (sayCount));

test("a sentence has its values at their names", () => {
  for (const [sentence, values, words] of cases.say) {
    if (words === null) assert.throws(() => anySay(sentence, values), TypeError, sentence);
    else assert.equal(anySay(sentence, values), words);
  }
});

test("a number chooses the form", () => {
  for (const [number, one, other, values, words] of cases.count) {
    if (words === null) assert.throws(() => anySayCount(number, { one, other }, values), TypeError, one);
    else assert.equal(anySayCount(number, { one, other }, values), words);
  }
});

test("several names are listed", () => {
  for (const [names, words] of cases.list) assert.equal(sayList(names), words);
});

test("a whole number is grouped, and nothing else is a figure", () => {
  assert.equal(figure(1234567), "1,234,567");
  assert.throws(() => figure(0.5), TypeError);
});

test("elements stand between the texts of a sentence", () => {
  class Element {}
  Object.assign(globalThis, { Node: Element });
  const bold = /** @type {any} */ (new Element());
  assert.deepEqual(sayNodes("{shown} of {mapped} events", { shown: bold, mapped: 1200 }), [bold, " of ", "1,200", " events"]);
});

for (const name of MODULES) {
  const code = readFileSync(new URL(name, BROWSER), "utf8");
  test(`${name} shows no words but what it says`, () => {
    assert.deepEqual(said(code).wrong, [], "a sentence is a literal");
    if (Object.hasOwn(NO_SENTENCES, name)) assert.notDeepEqual(unsaid(code), [], "the exception is not needed");
    else assert.deepEqual(unsaid(code), []);
  });
}

for (const code of cases.unsaid) test(`unsaid: ${code}`, () => assert.notDeepEqual(unsaid(code), []));

for (const code of cases.no_words) test(`no unsaid words: ${code}`, () => assert.deepEqual(unsaid(code), []));

test("a sentence that is no literal is seen", () => {
  for (const code of cases.no_literal) assert.equal(said(code).wrong.length, 1, code);
  assert.deepEqual(said('say("a {b}", { b }); sayCount(n, { one: "1", other: "{number}" })'), { sentences: ["a {b}", "1", "{number}"], wrong: [] });
});
