/* The forms for what goes against another: in what two articles differ, and what cannot both be true. */

import { element, node } from "../dom.js";
import { overlap } from "./article_text.js";
import { choiceOf, fieldOf, textOf, titleOf, WordsButton } from "./controls.js";
import { say } from "../words.js";

/**
 * @import {NamedChoice} from "../protocol"
 * @import {FormParts} from "./event_form.js"
 */

const AS_WORDED = "as worded", IF = "if";
// Characters of a quote that stand in a list.
const SHOWN = 90;

/** @param {string} text */
const shortened = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/**
 * Other choices in a list; what was chosen stays chosen where it is still there.
 *
 * @param {HTMLSelectElement} list
 * @param {readonly NamedChoice[]} choices
 * @param {string} [value]
 */
function refill(list, choices, value = list.value) {
  list.replaceChildren(...[...list.options].slice(0, 1), ...choices.map((choice) => element("option", { value: choice.value }, choice.label)));
  list.value = value;
  if (list.value !== value) list.value = "";
}

export class DiscrepancyForm {
  /** @param {FormParts} parts */
  constructor({ sentence, choices, forms }) {
    const form = forms?.[0];
    this.told = choices.told_twice;
    this.columns = choices.columns;
    this.sentence = sentence;
    this.subject = choiceOf(say("What it is about"), this.told.map(({ id, title }) => ({ value: id, label: title })), form?.subject ?? this.ofSentence(), say("What is it about?"));
    this.column = choiceOf(say("In what they differ"), [], "", say("In what?"));
    this.one = choiceOf(say("The quote of the other article"), [], "", say("Which quote?"));
    this.other = choiceOf(say("The quote of this article"), [], "", say("Which quote?"));
    this.summary = textOf(say("The difference in a sentence"), form?.summary ?? "", say("What each of them says, its words in quotation marks"));
    this.subject.addEventListener("change", () => this.fit());
    const none = node("p", "quiet", say("Nothing is coded yet that this article and another one tell of. Tie one to the other first, with “Same as”."));
    none.hidden = this.told.length > 0;
    this.box = element("div", { class: "fields" }, none,
      fieldOf("subject", say("About"), this.subject),
      fieldOf("column", say("They differ in"), this.column),
      fieldOf("quote_a", say("The other article"), this.one),
      fieldOf("quote_b", say("This article"), this.other),
      fieldOf("summary", say("The difference"), this.summary, node("span", "quiet", say("Both stand; nothing is averaged, and neither is called wrong. Words that judge stand in quotation marks only."))));
    this.fit(form);
  }

  /** What the sentence is evidence for, where that is one thing alone. */
  ofSentence() {
    const { start, end } = this.sentence;
    const own = this.told.filter(({ quotes }) => quotes.some(({ here, at }) => here && overlap([at[0], at[1]], [start, end])));
    return own.length === 1 ? own[0].id : "";
  }

  /** @param {Record<string, any>} [form] */
  fit(form) {
    const told = this.told.find(({ id }) => id === this.subject.value);
    const quotes = (/** @type {boolean} */ here) => (told?.quotes ?? []).filter((quote) => quote.here === here).map(({ id, source, text }) => ({ value: id, label: here ? shortened(text) : say("{source}: {quote}", { source, quote: shortened(text) }) }));
    refill(this.column, told ? this.columns[told.table] : [], form?.column);
    for (const [list, here, given] of /** @type {const} */ ([[this.one, false, form?.quote_a], [this.other, true, form?.quote_b]])) {
      const all = quotes(here);
      refill(list, all, given ?? (all.length === 1 ? all[0].value : list.value));
    }
  }

  collect() {
    return [{ subject: this.subject.value, column: this.column.value, quote_a: this.one.value, quote_b: this.other.value, summary: this.summary.value }];
  }
}

export class ContradictionForm {
  /** @param {FormParts} parts */
  constructor({ line, choices, forms }) {
    const form = forms?.[0], claims = choices.claims.map(({ id, title }) => ({ value: id, label: title }));
    this.claims = claims;
    const rest = [...choices.events.map((event) => ({ value: event.id, label: titleOf(event) })), ...choices.said.map(({ id, title }) => ({ value: id, label: title }))];
    this.subject = choiceOf(say("What is contradicted"), [...claims, ...rest], form?.subject ?? "", say("What is contradicted?"));
    this.other = choiceOf(say("By which claim"), [], "", say("By words of this sentence"));
    this.words = new WordsButton(line, say("The words that say otherwise"), form?.words ?? null);
    const reading = String(form?.reading ?? "");
    this.reading = choiceOf(say("On which reading"), [{ value: AS_WORDED, label: say("as worded") }, { value: IF, label: say("only if …") }], reading.startsWith(`${IF} `) ? IF : reading, say("On which reading?"));
    this.condition = textOf(say("Only if what is meant"), reading.startsWith(`${IF} `) ? reading.slice(IF.length + 1) : "", say("the night strikes are meant"));
    this.note = textOf(say("Note"), form?.note ?? "", say("What was judged, and why"));
    this.wordsField = fieldOf("words", say("Words that say otherwise"), this.words.button);
    this.readingField = fieldOf("reading", say("On which reading"), this.reading, this.condition);
    this.noteField = fieldOf("note", say("Note"), this.note);
    for (const list of [this.subject, this.other, this.reading]) list.addEventListener("change", () => this.fit());
    this.box = element("div", { class: "fields" },
      fieldOf("subject", say("Contradicted"), this.subject), fieldOf("other", say("By"), this.other),
      this.wordsField, this.readingField, this.noteField);
    this.fit(form?.other ?? "");
  }

  /**
   * Two claims have a reading and a note; what words of the sentence say against something has the words.
   *
   * @param {string} [other]
   */
  fit(other = this.other.value) {
    const claim = this.claims.some(({ value }) => value === this.subject.value);
    refill(this.other, claim ? this.claims.filter(({ value }) => value !== this.subject.value) : [], other);
    this.wordsField.hidden = this.other.value !== "";
    for (const field of [this.readingField, this.noteField]) field.hidden = this.other.value === "";
    this.condition.hidden = this.reading.value !== IF;
  }

  collect() {
    const reading = this.reading.value === IF ? `${IF} ${this.condition.value.trim()}`.trim() : this.reading.value;
    const other = this.other.value;
    return [{ subject: this.subject.value, other, words: other ? null : this.words.span, reading: other ? reading : "", note: other ? this.note.value : "" }];
  }
}
