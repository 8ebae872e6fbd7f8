/* Every sentence that the page's scripts show: whole, with named values, through one function, so that it can be
 * translated. The same as dashboard/words/sentences.py; one table of cases holds both together
 * (tests/browser_units/sentence_cases.json).
 *
 * A sentence is a literal, never glued from pieces: say() for one, sayCount() where a number decides its form,
 * sayNodes() where a value is an element. A catalogue of languages would be looked up here. Values are text as it is, or
 * whole numbers, which are grouped: 1,234. Days come as text from days.js.
 */

/** @import {CountForms, CountValues, SentenceValues} from "./types" */

/**
 * A whole number as a reader sees it: 1234 is "1,234".
 *
 * @param {number} number
 */
export function figure(number) {
  if (!Number.isInteger(number)) throw new TypeError(`${number} is no whole number`);
  return number.toLocaleString("en");
}

/**
 * A sentence with its values: say("{shown} of {total} events", { shown: 3, total: 1200 }) is "3 of 1,200 events".
 *
 * @template {string} S
 * @param {S} sentence
 * @param {SentenceValues<S>} values
 * @returns {string}
 */
export function say(sentence, ...values) {
  return filled(sentence, values[0] ?? {}).map(inWords).join("");
}

/**
 * The form of a sentence that fits a number, each form whole: { one: "{number} event", other: "{number} events" }.
 *
 * `{number}` may stand in a form; every other value stands in both.
 *
 * @template {string} One
 * @template {string} Other
 * @param {number} number
 * @param {{one: One, other: Other}} forms
 * @param {CountValues<One | Other>} values
 * @returns {string}
 */
export function sayCount(number, { one, other }, ...values) {
  const given = { ...values[0], number };
  for (const form of [one, other]) filled(form, given, "number");
  return filled(number === 1 ? one : other, given, "number").map(inWords).join("");
}

/**
 * A sentence in which elements may stand, as its parts in order.
 *
 * @template {string} S
 * @param {S} sentence
 * @param {SentenceValues<S, Node>} values
 * @returns {(string | Node)[]}
 */
export function sayNodes(sentence, ...values) {
  return filled(sentence, values[0] ?? {}).map((part) => part instanceof Node ? part : inWords(part)).filter((part) => part !== "");
}

/**
 * All of several names: "A", "A and B", "A, B and C"; nothing of none.
 *
 * @param {readonly string[]} names
 */
export function sayList(names) {
  if (names.length < 2) return names.join("");
  return say("{first} and {last}", { first: names.slice(0, -1).join(", "), last: names[names.length - 1] });
}

/**
 * A sentence's texts, with the value at the place of each name. Throws a TypeError where names and values do not match.
 *
 * @template Value
 * @param {string} sentence
 * @param {Readonly<Record<string, Value>>} values
 * @param {string} [optional] a value that need not stand in it
 * @returns {(string | Value)[]}
 */
function filled(sentence, values, optional) {
  // Texts and names in turn: split() puts what the pattern holds between the texts.
  const parts = sentence.split(/\{(\w+)\}/), names = new Set(parts.filter((_, at) => at % 2));
  const given = Object.keys(values).filter((name) => name !== optional || names.has(name));
  const wrong = [...given.filter((name) => !names.has(name)), ...[...names].filter((name) => !Object.hasOwn(values, name))];
  if (wrong.length) throw new TypeError(`"${sentence}": its names and the values differ in ${wrong.sort().join(", ")}`);
  if (parts.some((part, at) => at % 2 === 0 && /[{}]/.test(part))) throw new TypeError(`"${sentence}": a brace holds no plain name of a value`);
  return parts.map((part, at) => (at % 2 ? values[part] : part));
}

/** @param {unknown} value */
function inWords(value) {
  if (typeof value === "number") return figure(value);
  if (typeof value !== "string") throw new TypeError(`${value} is no text and no whole number`);
  return value;
}
