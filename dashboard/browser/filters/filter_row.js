/* The rows of the filters that are one field: words to search for, a range of numbers, what colours the marks. */

import { node } from "../dom.js";
import { say } from "../words.js";

/**
 * @import {Range} from "../types"
 * @import {NumberControl} from "../protocol"
 */

/** Milliseconds: so long one may type. */
export const TYPING = 250;

/**
 * A row with its title, as a group.
 *
 * @param {string} name
 * @param {string} title
 */
export function filterRow(name, title) {
  const row = node("div", "facet");
  row.dataset.facet = name;
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", title);
  row.append(node("h3", "", title));
  return row;
}

/** A search in texts. */
export class WordSearch {
  /**
   * @param {string} title
   * @param {(text: string) => void} choose
   */
  constructor(title, choose) {
    this.row = filterRow("text", title);
    this.input = node("input", "find");
    Object.assign(this.input, { type: "search", placeholder: say("Words"), autocomplete: "off", maxLength: 200 });
    this.input.setAttribute("aria-label", title);
    let wait = 0;
    this.input.addEventListener("input", () => {
      window.clearTimeout(wait);
      wait = window.setTimeout(() => choose(this.input.value.trim()), 2 * TYPING);
    });
    this.row.append(this.input);
  }

  /** @param {string} text */
  show(text) {
    if (this.input.value.trim() !== text) this.input.value = text;
  }
}

/** Two fields for the ends of a range of numbers. */
export class NumberRange {
  /**
   * @param {NumberControl} control
   * @param {(range: Range) => void} choose
   */
  constructor({ name, title, low, high }, choose) {
    const box = node("div", "range");
    const ends = [{ label: say("{title} from", { title }), bound: low }, { label: say("{title} to", { title }), bound: high }];
    this.inputs = ends.map(({ label, bound }) => {
      const input = node("input");
      Object.assign(input, { type: "number", min: low, max: high, step: 1, placeholder: bound.toLocaleString("en") });
      input.setAttribute("aria-label", label);
      input.addEventListener("change", () => {
        const [from, to] = this.inputs.map((end) => (end.value === "" ? null : Number(end.value)));
        const wrong = from !== null && to !== null && from > to;
        box.classList.toggle("wrong", wrong);
        if (!wrong) choose([from, to]);
      });
      return input;
    });
    this.row = filterRow(name, title);
    box.append(this.inputs[0], node("span", "", say("to")), this.inputs[1]);
    this.row.append(box, node("p", "note", say("Events whose number is not known are outside every range.")));
  }

  /** @param {Range | undefined} range */
  show(range) {
    this.inputs.forEach((input, n) => { input.value = String(range?.[n] ?? ""); });
  }
}

/** The choice of what colours the marks. */
export class ColourChoice {
  /**
   * @param {[string, string][]} choices names and titles
   * @param {(name: string) => void} choose
   */
  constructor(choices, choose) {
    this.row = filterRow("colour", say("Colour by"));
    this.select = node("select");
    this.select.setAttribute("aria-label", say("Colour by"));
    for (const [name, title] of choices) {
      const option = node("option", "", title);
      option.value = name;
      this.select.append(option);
    }
    this.select.addEventListener("change", () => choose(this.select.value));
    this.row.append(this.select);
  }

  /** @param {string | null | undefined} name */
  show(name) {
    if (name) this.select.value = name;
  }
}
