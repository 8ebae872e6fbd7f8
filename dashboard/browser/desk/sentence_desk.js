/* The desk: an article on one side, and on the other the form in which a sentence of it is coded.
 *
 * Told to Python: "coded" (forms that are done), "left_out" (a sentence that holds nothing to code, with the reason).
 * A form that is not done yet stays as typed while the page draws the desk anew.
 */

import { button, element, node } from "../dom.js";
import { Mounts } from "../mounting.js";
import { ArticleText } from "./article_text.js";
import { ArticleView, STATES } from "./article_view.js";
import { choiceOf, tellFaults } from "./controls.js";
import { EventForm } from "./event_form.js";
import { ClaimForm, StatementForm } from "./said_forms.js";
import { WordLine } from "./word_line.js";
import { say } from "../words.js";

/**
 * @import {Component, End} from "../types"
 * @import {DeskData, FormSent, SentenceOffer} from "../protocol"
 * @typedef {"event" | "claim" | "statement"} Sort
 * @typedef {{box: HTMLElement, collect: () => Record<string, unknown>[], end?: () => void}} Form
 */

const FORMS = { event: EventForm, claim: ClaimForm, statement: StatementForm };
const NAMES = { event: say("Act"), claim: say("Claim with a figure"), statement: say("Statement") };
const KEYS = [
  [say("↓ ↑ or j k"), say("next and previous sentence")],
  ["n", say("next sentence that seems to report an act")],
  ["e", say("code an act")],
  ["c", say("code a claim with a figure")],
  ["s", say("code a statement")],
  ["x", say("leave the sentence out, with a reason")],
  [say("Tab"), say("through the fields of the form")],
  [say("Ctrl Enter"), say("done: to the review")],
  [say("Esc"), say("back to the article")],
  ["?", say("these keys")],
];

// Milliseconds within which a form is not sent again.
const TWICE = 4000;
// The last form that Python asked to open: it is opened once, also where the desk was taken away and drawn anew.
let opened = -1;
// Where the reader stood in each article, by its name here: the desk may be taken away and drawn anew.
/** @type {Map<string, number>} */
const stood = new Map();

/** @type {Mounts<Desk>} */
const mounts = new Mounts();

/**
 * @param {Component<DeskData>} component
 * @returns {End}
 */
export default function sentenceDesk(component) {
  return mounts.mount(component.parentElement, () => new Desk(component), (desk) => desk.update(component));
}

class Desk {
  /** @param {Component<DeskData>} component */
  constructor({ parentElement, data, setTriggerValue }) {
    this.data = data;
    this.send = setTriggerValue;
    this.text = new ArticleText("");
    this.source = "";
    this.drawn = "";
    this.sent = 0;
    this.draft = "";
    /** @type {Sort} */
    this.sort = "event";
    /** @type {Form | null} */
    this.form = null;
    /** @type {SentenceOffer | null} */
    this.sentence = null;
    this.view = new ArticleView((sentence) => this.take(sentence));
    this.side = element("aside", { class: "side", "aria-label": say("Coding") });
    this.rest = element("ul", { class: "form-faults", tabindex: "-1" });
    this.keys = element("dialog", { class: "keys" }, node("h3", "", say("Keys")),
      element("dl", {}, ...KEYS.flatMap(([key, meaning]) => [node("dt", "", key), node("dd", "", meaning)])));
    const close = button("secondary", say("Close"), () => this.keys.close());
    this.keys.append(close);
    this.section = element("section", { class: "desk" }, this.view.box, this.side, this.keys);
    this.section.addEventListener("keydown", (event) => this.key(event));
    parentElement.append(this.section);
    this.invite();
  }

  end() {
    this.form?.end?.();
    this.section.remove();
  }

  /** @param {Component<DeskData>} component */
  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    this.data = data;
    if (data.source !== this.source) {
      this.source = data.source;
      this.text = new ArticleText(data.text);
      this.view.at = stood.get(data.source) ?? 0;
      this.drawn = "";
      this.close(false);
    }
    const drawn = JSON.stringify([data.sentences, data.coded]);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.view.draw(data, this.text);
      const current = this.current();
      if (current && this.sentence && !this.form) this.take(current);
    }
    if (data.open && data.open.turn !== opened) {
      opened = data.open.turn;
      const at = Number(Array.isArray(data.open.form.quotes) ? data.open.form.quotes[0]?.[0] : 0);
      const sentence = data.sentences.find(({ start, end }) => start <= at && at < end) ?? data.sentences[0];
      if (sentence) this.begin(data.open.sort, sentence, data.open.form, data.open.draft);
    }
    const { answer } = data;
    if (answer && answer.n === this.sent && this.form) {
      this.sent = 0;
      this.draft = answer.draft;
      if (answer.faults.length) tellFaults(this.side, answer.faults, this.rest);
      else this.finished();
    }
  }

  invite() {
    const lead = node("p", "lead", say("Choose a sentence, then what it is:"));
    this.side.replaceChildren(lead, this.sorts(null));
  }

  /**
   * The buttons that begin a form.
   *
   * @param {SentenceOffer | null} sentence
   */
  sorts(sentence) {
    const bar = element("div", { class: "sorts" });
    for (const [sort, name] of Object.entries(NAMES)) {
      const made = button("sort", name, () => this.begin(/** @type {Sort} */ (sort), this.sentence ?? this.current(), null));
      made.append(node("kbd", "", sort[0]));
      made.disabled = sentence === null && !this.data.sentences.length;
      bar.append(made);
    }
    const reason = choiceOf(say("Leave it out because"), this.data.choices.reasons, "", say("Leave it out because …"));
    reason.className = "leave-out";
    reason.addEventListener("change", () => { if (reason.value) this.leaveOut(reason.value); });
    const help = button("chip", "?", () => this.keys.showModal());
    help.setAttribute("aria-label", say("Keys"));
    bar.append(reason, help);
    return bar;
  }

  current() {
    return this.data.sentences[this.view.at] ?? null;
  }

  /** @param {SentenceOffer} sentence */
  take(sentence) {
    stood.set(this.source, this.view.at);
    if (this.form && this.sentence !== sentence) return;
    this.sentence = sentence;
    if (this.form) return;
    const own = this.data.coded.filter(({ start, end }) => start < sentence.end && sentence.start < end);
    const list = element("ul", { class: "coded" }, ...own.map(({ title, state }) => element("li", {}, node("span", `state ${state}`, STATES[state]), " ", title)));
    this.side.replaceChildren(element("blockquote", { dir: "auto" }, sentence.text), node("p", "quiet", sentence.why), list, this.sorts(sentence));
  }

  /**
   * Open a form for a sentence.
   *
   * @param {Sort} sort
   * @param {SentenceOffer | null} sentence
   * @param {Record<string, any> | null} form as it was typed before
   * @param {string} [draft] which the form replaces
   */
  begin(sort, sentence, form, draft = "") {
    if (!sentence) return;
    this.sentence = sentence;
    this.sort = sort;
    this.draft = draft;
    const number = this.data.sentences.findIndex(({ start }) => start === sentence.start);
    this.view.go(number, false);
    const around = this.data.sentences.slice(Math.max(0, number - 1), number + 2);
    const line = new WordLine(this.text, around.map(({ start, end }) => [start, end]), [sentence.start, sentence.end]);
    const { choices, places, map } = this.data;
    this.form?.end?.();
    this.form = new FORMS[sort]({ line, sentence, choices, address: places, map, form });
    const head = element("div", { class: "form-head" }, node("h3", "", NAMES[sort]), button("chip", say("Cancel"), () => this.close(true)));
    const done = button("primary", say("Done: to the review"), () => this.done());
    done.append(node("kbd", "", say("Ctrl ⏎")));
    this.side.replaceChildren(head, line.box, this.form.box, this.rest, element("div", { class: "form-foot" }, done));
    this.rest.replaceChildren();
    line.box.querySelector(".token:not(.around)")?.scrollIntoView({ block: "nearest" });
    const first = this.form.box.querySelector("select, input, button");
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  }

  done() {
    // Once for each form: a key that is held, or a second click, sends nothing twice.
    if (!this.form || !this.sentence || Date.now() - this.sent < TWICE) return;
    const { start, end } = this.sentence;
    this.sent = Date.now();
    /** @type {FormSent} */
    const sent = {
      n: this.sent,
      draft: this.draft,
      sort: this.sort,
      forms: this.form.collect().map((form) => ({ ...form, source: this.source, quotes: [[start, end]] })),
    };
    this.send("coded", sent);
  }

  finished() {
    this.close(true);
    this.side.prepend(node("p", "told", say("It waits for review.")));
  }

  /** @param {boolean} focus */
  close(focus) {
    this.form?.end?.();
    this.form = null;
    this.draft = "";
    this.sent = 0;
    this.invite();
    const sentence = this.current();
    this.sentence = sentence;
    if (sentence) this.take(sentence);
    if (focus) this.view.go(this.view.at, true);
  }

  /** @param {string} reason */
  leaveOut(reason) {
    const sentence = this.sentence ?? this.current();
    if (sentence) this.send("left_out", { n: Date.now(), start: sentence.start, end: sentence.end, reason });
  }

  /** @param {number} step */
  move(step) {
    this.view.go(Math.max(0, Math.min(this.view.rows.length - 1, this.view.at + step)), true);
    const sentence = this.current();
    if (sentence) this.take(sentence);
  }

  nextReporting() {
    const next = this.data.sentences.findIndex((sentence, number) => number > this.view.at && sentence.reports);
    if (next >= 0) this.move(next - this.view.at);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const [target] = event.composedPath();
    const typing = target instanceof HTMLSelectElement || target instanceof HTMLInputElement;
    const inForm = typing || (event.composedPath().includes(this.side) && this.form !== null);
    if (event.repeat && (event.key === "Enter" || event.key === "Escape")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.form) this.done();
    else if (event.key === "Escape" && this.form && !this.keys.open) this.close(true);
    else if (inForm || event.ctrlKey || event.metaKey || event.altKey || this.keys.open) return;
    else if (event.key === "ArrowDown" || event.key === "j") this.move(1);
    else if (event.key === "ArrowUp" || event.key === "k") this.move(-1);
    else if (event.key === "n") this.nextReporting();
    else if (this.form) return;
    else if (event.key === "e") this.begin("event", this.current(), null);
    else if (event.key === "c") this.begin("claim", this.current(), null);
    else if (event.key === "s") this.begin("statement", this.current(), null);
    else if (event.key === "x") this.focusReasons();
    else if (event.key === "?") this.keys.showModal();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  focusReasons() {
    const list = this.side.querySelector(".leave-out");
    if (list instanceof HTMLElement) list.focus();
  }
}
