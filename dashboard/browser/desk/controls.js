/* Parts that the forms of the desk are made of: a field with its label, a choice, a button that chooses words. */

import { button, element, node } from "../dom.js";
import { say } from "../words.js";

/**
 * @import {CodedOnFile, FieldMessage, NamedChoice, TiedTo} from "../protocol"
 * @import {Span} from "./article_text.js"
 * @import {WordLine} from "./word_line.js"
 */

let made = 0;

/**
 * A field: its label, what stands in it, and where its fault is told.
 *
 * @param {string} name of the field, as Python names it in a fault
 * @param {string} label
 * @param {...(Node | string)} inside
 */
export function fieldOf(name, label, ...inside) {
  made += 1;
  const id = `desk-${made}`;
  const title = element("span", { class: "field-label", id }, label);
  const fault = element("p", { class: "field-fault", role: "alert" });
  return element("div", { class: "field", "data-field": name, role: "group", "aria-labelledby": id }, title, ...inside, fault);
}

/**
 * A choice of one of several values.
 *
 * @param {string} label for those who do not see it
 * @param {readonly NamedChoice[]} choices
 * @param {string} value
 * @param {string} [empty] what stands there while nothing is chosen
 */
export function choiceOf(label, choices, value, empty) {
  const list = element("select", { "aria-label": label });
  if (empty !== undefined) list.append(element("option", { value: "" }, empty));
  list.append(...choices.map((choice) => element("option", { value: choice.value }, choice.label)));
  list.value = value;
  if (list.value !== value) list.value = "";
  return list;
}

/**
 * A line of text.
 *
 * @param {string} label for those who do not see it
 * @param {string} value
 * @param {string} [hint]
 */
export const textOf = (label, value, hint = "") => element("input", { type: "text", "aria-label": label, value, placeholder: hint, autocomplete: "off" });

/**
 * A button that takes what is offered.
 *
 * @param {string} text
 * @param {string} why it is offered; shown on hover
 * @param {() => void} act
 */
export function chipOf(text, why, act) {
  const chip = button("chip", text, act);
  chip.title = why;
  return chip;
}

/**
 * Say of a chip whether what it offers is taken.
 *
 * @param {HTMLElement} chip
 * @param {boolean} taken
 */
export function pressed(chip, taken) {
  chip.setAttribute("aria-pressed", String(taken));
}

/** The words that a field rests on, with the button that chooses them in the line above the form. */
export class WordsButton {
  /**
   * @param {WordLine} line
   * @param {string} label
   * @param {Span | null} span
   * @param {(span: Span | null) => void} changed
   */
  constructor(line, label, span, changed = () => {}) {
    this.line = line;
    this.span = span;
    this.button = button("words-button", "", () => {
      line.choose({ label, chosen: this.span, back: this.button, done: (chosen) => { this.set(chosen); changed(chosen); } });
    });
    this.label = label;
    /** Chips that offer words, each pressed while these are chosen. @type {{chip: HTMLElement, offered: Span}[]} */
    this.chips = [];
    this.set(span);
  }

  /**
   * A chip that offers words for the field.
   *
   * @param {readonly number[]} words
   * @param {string} why
   * @param {() => void} [act] what happens besides; the words are taken in any case
   */
  chip(words, why, act = () => {}) {
    /** @type {Span} */
    const offered = [words[0], words[1]];
    const chip = chipOf(this.line.text.cut(offered), why, () => { this.set(offered); act(); });
    this.chips.push({ chip, offered });
    this.press();
    return chip;
  }

  press() {
    for (const { chip, offered } of this.chips) pressed(chip, this.span !== null && offered[0] === this.span[0] && offered[1] === this.span[1]);
  }

  /** @param {Span | null} span */
  set(span) {
    this.span = span;
    this.press();
    const words = span ? say("“{words}”", { words: this.line.text.cut(span) }) : say("Choose the words");
    this.button.replaceChildren(node("span", "", words));
    this.button.setAttribute("aria-label", span ? say("{field}: {words}", { field: this.label, words }) : say("{field}: no words yet", { field: this.label }));
    this.button.classList.toggle("empty", span === null);
  }
}

/**
 * What something that is coded is called where it is chosen: its title, and its day where the title does not say it.
 *
 * @param {Pick<CodedOnFile, "title" | "when">} coded
 */
export const titleOf = ({ title, when }) => when ? say("{event}, {when}", { event: title, when }) : title;

/**
 * The choice of what is coded already and is told here again.
 *
 * @param {readonly CodedOnFile[]} coded
 * @param {Record<string, any> | undefined} form
 * @param {string} fresh what it is if it is none of these
 */
export function sameAs(coded, form, fresh) {
  return choiceOf(say("Same as what is coded already"), coded.map((one) => ({ value: one.id, label: titleOf(one) })), form?.same_as ?? "", fresh);
}

/** What becomes of a form that tells again of what is coded. */
export const sameNote = () => node("p", "quiet why", say("It is coded once: who says so is added, and what it leaves open. Where both differ, the two stand as a discrepancy if they are of two articles; else what is coded stays. The review says which."));

/**
 * Ask what something has that a form is tied to, now and whenever another is chosen.
 *
 * @param {HTMLSelectElement} same the choice of what it is tied to
 * @param {HTMLElement} why
 * @param {(id: string) => void} ask
 * @param {(own: Readonly<Record<string, string>>) => void} show
 * @returns {(tied: TiedTo) => void} hears the answer
 */
export function followSame(same, why, ask, show) {
  const chosen = () => {
    why.hidden = !same.value;
    show({});
    if (same.value) ask(same.value);
  };
  same.addEventListener("change", chosen);
  why.hidden = !same.value;
  if (same.value) ask(same.value);
  return ({ id, own }) => { if (id === same.value) show(own); };
}

/**
 * Show beside each field of a form what it has that the form is tied to; nothing of what is open in it.
 *
 * @param {HTMLElement} form
 * @param {Readonly<Record<string, string>>} values
 */
export function showOwn(form, values) {
  for (const field of form.querySelectorAll(".field[data-field]")) {
    field.querySelector(":scope > .own-value")?.remove();
    const own = field instanceof HTMLElement ? values[field.dataset.field ?? ""] : undefined;
    if (own) field.querySelector(":scope > .field-label")?.after(node("p", "own-value", say("Coded already: {value}", { value: own })));
  }
}

/**
 * Tell each fault at its field; what belongs to no field stands at the end. The first one gets the focus.
 *
 * @param {HTMLElement} form
 * @param {readonly FieldMessage[]} faults
 * @param {HTMLElement} rest
 */
export function tellFaults(form, faults, rest) {
  for (const place of form.querySelectorAll(".field-fault")) place.textContent = "";
  rest.replaceChildren();
  for (const { form: number, field, message } of faults) {
    // A field that each place-day has for itself stands there as often; what all of them share stands once.
    const homes = form.querySelectorAll(`[data-field="${CSS.escape(field)}"] > .field-fault`), home = homes[number] ?? homes[0];
    // A field that the kind of act does not have tells nothing: its fault stands at the end.
    if (!home || home.closest("[hidden]")) rest.append(element("li", {}, message));
    else if (!home.textContent?.includes(message)) home.textContent = home.textContent ? `${home.textContent} ${message}` : message;
  }
  const first = form.querySelector(".field-fault:not(:empty)")?.closest(".field");
  const target = first?.querySelector("select, input, textarea, button") ?? (faults.length ? rest : null);
  if (target instanceof HTMLElement) target.focus();
}
