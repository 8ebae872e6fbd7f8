/* The form that is open: the sentence in which words are chosen, its fields, and what becomes of what is typed.
 *
 * What is typed is kept by the browser at once, so that a key, a click elsewhere or a reload loses nothing.
 */

import { button, element, node } from "../dom.js";
import { contextDays } from "./context_days.js";
import { chipOf, fieldOf, tellFaults, WordsButton } from "./controls.js";
import { nearbyEvents } from "./nearby_events.js";
import { AGAINST, SORTS } from "./form_sorts.js";
import { withTyped } from "./new_actors.js";
import { editsOf } from "./unfinished_forms.js";
import { WordLine } from "./word_line.js";
import { say } from "../words.js";

/**
 * @import {CodedLists, DeskData, FormAnswer, FormSent, SentenceOffer} from "../protocol"
 * @import {ArticleText} from "./article_text.js"
 * @import {Unfinished, UnfinishedForms} from "./unfinished_forms.js"
 * @import {Form, FormSort} from "./form_sorts.js"
 * @typedef {{close: () => void, send: (sent: FormSent) => void, finished: (notes: readonly string[]) => void, anew: () => void, toReview: () => void, thrownAway: (draft: string) => void, tie: (id: string) => void}} Acts what the desk does
 */

// Milliseconds within which a form is not sent again, and after the last key before what is typed is kept.
const TWICE = 4000, PAUSE = 250;
// So many sentences before and after the own one can be reached for words.
const AROUND = 2;
const TYPED = ["input", "change", "click", "keyup", "pointerup"];

export class OpenForm {
  /**
   * @param {object} what
   * @param {DeskData} what.data
   * @param {CodedLists} what.lists
   * @param {ArticleText} what.text
   * @param {SentenceOffer} what.sentence
   * @param {FormSort} what.sort
   * @param {readonly Record<string, any>[] | null} what.forms as they were typed before, one for each place-day
   * @param {string} what.draft the draft that the form replaces
   * @param {boolean} what.left whether it was left unfinished before
   * @param {UnfinishedForms} what.unfinished
   * @param {Acts} what.acts
   */
  constructor({ data, lists, text, sentence, sort, forms, draft, left, unfinished, acts }) {
    this.sentence = sentence;
    this.sort = sort;
    this.source = data.source;
    this.draft = draft;
    this.left = left;
    this.unfinished = unfinished;
    this.acts = acts;
    this.sent = 0;
    const first = forms?.[0];
    /** What is accepted already and edited here: its id, the form as it was opened, and its own quotes. */
    this.edited = first?.edits ? { edits: first.edits, before: first.before, quotes: first.quotes } : null;
    /** @type {number | undefined} */
    this.waiting = undefined;
    const number = data.sentences.findIndex(({ start }) => start === sentence.start);
    const around = data.sentences.slice(Math.max(0, number - AROUND), number + AROUND + 1);
    this.line = new WordLine(text, around.map(({ start, end }) => [start, end]), [sentence.start, sentence.end]);
    /** @type {Form} */
    this.form = new SORTS[sort].make({ line: this.line, sentence, choices: withTyped({ ...data.choices, ...lists }, data.source, data.blind), address: data.places, map: data.map, context: contextDays(data.sentences, sentence, data.reported), nearby: nearbyEvents({ ...data, choices: lists }, sentence), coded: data.coded, own: [...draft.split(";"), editsOf(forms)], waiting: data.waiting, forms, tie: acts.tie, toReview: acts.toReview });
    const [quote] = forms?.[0]?.quotes ?? [];
    this.quote = new WordsButton(this.line, say("The quote: the words that it rests on"), quote ?? [sentence.start, sentence.end]);
    this.begun = this.typed();
    this.rest = element("ul", { class: "form-faults", tabindex: "-1" });
    this.box = element("div", { class: this.edited ? "open-form edited" : "open-form" }, this.head(), this.line.box, this.form.box, this.quoteField(), this.rest, this.foot());
    for (const event of TYPED) this.box.addEventListener(event, () => this.soon());
    this.leaving = () => this.keep();
    window.addEventListener("pagehide", this.leaving);
  }

  head() {
    const close = button("chip", say("Close"), () => this.acts.close());
    close.append(node("kbd", "", say("Esc")));
    close.title = say("What is typed is kept and offered again at this sentence");
    const away = button("chip", say("Throw away"), () => { this.throwAway(); this.acts.close(); });
    const head = element("div", { class: "form-head" }, node("h3", "", SORTS[this.sort].name), close, away);
    const parts = [head];
    if (this.edited) parts.push(element("p", { class: "told" }, say("It is accepted already. What you change goes to the review as a correction.")));
    if (this.left) parts.push(element("p", { class: "told left" }, say("As you left it."), " ", button("chip", say("Begin anew"), () => { this.throwAway(); this.acts.anew(); })));
    return element("div", {}, ...parts);
  }

  foot() {
    const done = button("primary", say("Done: to the review"), () => this.done());
    done.append(node("kbd", "", say("Ctrl ⏎")));
    return element("div", { class: "form-foot" }, done);
  }

  /** The quote is the sentence, unless a clause of it or more than it is drawn over. */
  quoteField() {
    const whole = chipOf(say("The whole sentence"), say("as it stands in the article"), () => this.quote.set([this.sentence.start, this.sentence.end]));
    const field = fieldOf("quotes", say("Quote"), this.quote.button, whole, node("span", "quiet", say("A clause of it, or more than one sentence, can be drawn over.")));
    field.hidden = AGAINST.includes(this.sort);
    return field;
  }

  /** The form for each place-day with its quote, and with what it edits. @returns {Record<string, unknown>[]} */
  collect() {
    const [, ...others] = this.edited?.quotes ?? [];
    const quotes = [this.quote.span ?? [this.sentence.start, this.sentence.end], ...others];
    return this.form.collect().map((form) => ({ ...form, ...this.edited, quotes }));
  }

  /** Show it: the sentence in view, the first field with the focus. */
  shown() {
    this.line.showOwn();
    const first = this.form.box.querySelector("select, input, textarea, button");
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  }

  typed() {
    return JSON.stringify(this.collect());
  }

  soon() {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.keep(), PAUSE);
  }

  /** Keep what is typed, where it is another than it was when the form was opened. Returns whether it is kept. */
  keep() {
    window.clearTimeout(this.waiting);
    if (this.ended || (!this.left && this.typed() === this.begun)) return false;
    this.left = true;
    this.unfinished.keep(this.asUnfinished());
    return true;
  }

  /** @returns {Unfinished} */
  asUnfinished() {
    const { sort, draft, sentence: { start, end, text } } = this;
    return { sort, start, end, text, draft, forms: this.collect(), at: Date.now() };
  }

  throwAway() {
    this.unfinished.discard(this.asUnfinished());
    this.acts.thrownAway(this.draft);
    this.ended = true;
  }

  done() {
    // Once for each form: a key that is held, or a second click, sends nothing twice.
    if (Date.now() - this.sent < TWICE) return;
    this.keep();
    this.sent = Date.now();
    this.acts.send({
      n: this.sent,
      draft: this.draft,
      sort: this.sort,
      forms: this.collect().map((form) => ({ ...form, source: this.source })),
    });
  }

  /**
   * What Python says of the form that was sent.
   *
   * @param {FormAnswer} answer
   */
  hear(answer) {
    if (answer.n !== this.sent) return;
    this.sent = 0;
    this.unfinished.discard(this.asUnfinished());
    this.draft = answer.draft;
    if (answer.faults.length) {
      this.left = true;
      this.keep();
      tellFaults(this.box, answer.faults, this.rest);
    } else {
      this.ended = true;
      this.acts.finished(answer.notes);
    }
  }

  /** It is closed: what is typed is kept. Returns whether there was something to keep. */
  end() {
    const kept = this.keep();
    this.ended = true;
    window.clearTimeout(this.waiting);
    window.removeEventListener("pagehide", this.leaving);
    this.form.end?.();
    return kept;
  }
}
