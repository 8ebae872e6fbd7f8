/* One facet of the filters: a chip for each value with how many events it would leave. Where the values are too many to
 * list, the most frequent ones stand there, those that are chosen, and a field to find others. */

import { button, node } from "../dom.js";
import { figure, say } from "../words.js";
import { TYPING, filterRow } from "./filter_row.js";

/**
 * @import {Value} from "../types"
 * @import {CountsAnswer, FacetControl, NamesAnswer} from "../protocol"
 */

export class FacetChips {
  /**
   * @param {FacetControl} control
   * @param {(value: Value) => void} toggle
   * @param {(text: string) => Promise<NamesAnswer["found"]>} find the values whose names hold a text
   */
  constructor(control, toggle, find) {
    this.control = control;
    this.toggle = toggle;
    /** @type {Map<Value, HTMLButtonElement>} */
    this.chips = new Map();
    /** @type {Map<Value, string>} */
    this.labels = new Map();
    this.row = filterRow(control.name, control.title);
    this.box = node("div", "chips");
    control.values.forEach((value, n) => { this.chip(value, control.labels[n]); });
    this.row.append(this.box);
    if (control.many) this.row.append(this.finder(find));
  }

  /**
   * The chip of a value; made when it is first needed.
   *
   * @param {Value} value
   * @param {string} label
   */
  chip(value, label) {
    const known = this.chips.get(value);
    if (known) return known;
    const chip = button("chip", undefined, () => this.toggle(value));
    chip.append(node("span", "", label), node("span", "count", ""));
    chip.setAttribute("aria-pressed", "false");
    this.chips.set(value, chip);
    this.labels.set(value, label);
    this.box.append(chip);
    return chip;
  }

  /** @param {(text: string) => Promise<NamesAnswer["found"]>} find */
  finder(find) {
    const input = node("input", "find"), list = node("div", "chips found"), { title } = this.control;
    Object.assign(input, { type: "search", placeholder: say("Find another …"), autocomplete: "off", spellcheck: false });
    input.setAttribute("aria-label", say("Find in {title}", { title }));
    let wait = 0, asked = 0;
    const choose = (/** @type {Value} */ value) => { input.value = ""; list.replaceChildren(); this.toggle(value); };
    input.addEventListener("input", () => {
      window.clearTimeout(wait);
      wait = window.setTimeout(async () => {
        const text = input.value.trim(), turn = ++asked;
        if (!text) { list.replaceChildren(); return; }
        const names = await find(text);
        if (turn !== asked) return;
        list.replaceChildren(...(names.length ? names.map((name) => this.offered(name, choose)) : [node("p", "note", say("No such name."))]));
      }, TYPING);
    });
    const box = node("div");
    box.append(input, list);
    return box;
  }

  /**
   * @param {NamesAnswer["found"][number]} name
   * @param {(value: Value) => void} choose
   */
  offered([value, label, n], choose) {
    this.labels.set(value, label);
    const chip = button("chip", undefined, () => choose(value));
    chip.append(node("span", "", label), node("span", "count", ` · ${figure(n)}`));
    return chip;
  }

  /**
   * Show what is chosen; a chosen value gets a chip where it has none.
   *
   * @param {readonly Value[]} chosen
   */
  show(chosen) {
    for (const value of chosen) this.chip(value, this.labels.get(value) ?? String(value));
    this.press(chosen);
  }

  /** @param {readonly Value[]} chosen */
  press(chosen) {
    for (const [value, chip] of this.chips) chip.setAttribute("aria-pressed", String(chosen.includes(value)));
  }

  /**
   * Show the counts of an answer.
   *
   * @param {Pick<CountsAnswer, "counts" | "blank" | "top">} answer
   * @param {readonly Value[]} chosen
   */
  count(answer, chosen) {
    const numbers = this.control.many ? this.frequent(answer.top[this.control.name] ?? [], chosen) : numbersOf(this.control, answer);
    for (const [value, chip] of this.chips) {
      const count = numbers.get(value), line = chip.lastElementChild;
      if (line) line.textContent = count === undefined ? "" : ` · ${figure(count)}`;
      chip.classList.toggle("none", count === 0);
    }
    this.press(chosen);
  }

  /**
   * The most frequent values of a facet that has too many to list, after those that are chosen.
   *
   * @param {[string | number, string, number][]} listed
   * @param {readonly Value[]} chosen
   * @returns {Map<Value, number>} how many events each has
   */
  frequent(listed, chosen) {
    /** @type {Map<Value, number>} */
    const numbers = new Map(listed.map(([value, , n]) => [value, n]));
    const frequent = listed.map(([value, label]) => this.chip(value, label));
    for (const [value, chip] of this.chips) {
      if (numbers.has(value) || chosen.includes(value)) continue;
      chip.remove();
      this.chips.delete(value);
    }
    this.box.append(...frequent);
    return numbers;
  }
}

/**
 * How many events each value of a facet would leave; nothing where the answer does not say.
 *
 * @param {FacetControl} control
 * @param {Pick<CountsAnswer, "counts" | "blank">} answer
 */
function numbersOf({ name, values }, { counts, blank }) {
  /** @type {Map<Value, number>} */
  const numbers = new Map();
  /** @type {readonly Value[]} */ (values).forEach((value, n) => {
    const count = value === null ? blank[name] : counts[name]?.[n];
    if (count !== undefined) numbers.set(value, count);
  });
  return numbers;
}
