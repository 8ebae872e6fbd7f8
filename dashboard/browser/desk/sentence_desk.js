/* The desk: an article on one side, and on the other the form in which a sentence of it is coded.
 *
 * Told to Python: "coded" (forms that are done), "tied" (what a form is tied to is to be shown beside it), "edit" (what is
 * coded is to be opened again), "to_review" (what waits is to be reviewed), "left_out" (a sentence that holds nothing to
 * code, with the reason).
 * A form that is not done yet stays as typed while the page draws the desk anew, and afterwards (unfinished_forms.js).
 */

import { button, element, node } from "../dom.js";
import { Mounts } from "../mounting.js";
import { ArticleText } from "./article_text.js";
import { ArticleView } from "./article_view.js";
import { FetchedLists } from "./coded_lists.js";
import { AGAINST, sortOf } from "./form_sorts.js";
import { OpenForm } from "./open_form.js";
import { sideParts } from "./sentence_side.js";
import { UnfinishedForms, asOpened, editsOf } from "./unfinished_forms.js";
import { say } from "../words.js";

/**
 * @import {Component, End} from "../types"
 * @import {DeskData, FormOnDesk, SentenceOffer} from "../protocol"
 * @import {FormSort} from "./form_sorts.js"
 * @import {Unfinished} from "./unfinished_forms.js"
 */

const KEYS = [
  [say("↓ ↑ or j k"), say("next and previous sentence")],
  ["n", say("next sentence that seems to report an act")],
  ["e", say("code an act")],
  ["c", say("code a claim: how many, or that there were none")],
  ["s", say("code a statement")],
  ["d", say("note in what two articles differ")],
  ["o", say("note what cannot both be true")],
  ["x", say("leave the sentence out, with a reason")],
  [say("Tab"), say("through the fields of the form")],
  [say("Ctrl Enter"), say("done: to the review")],
  [say("Esc"), say("back to the article; what is typed is kept")],
  ["?", say("these keys")],
];

// The last form that Python asked to open: it is opened once, also where the desk was taken away and drawn anew.
let opened = -1;
// The last turn in which Python asked for the focus on the article.
let focused = 0;
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
    /** @type {OpenForm | null} */
    this.form = null;
    /** @type {SentenceOffer | null} */
    this.sentence = null;
    this.unfinished = new UnfinishedForms("");
    this.coded = new FetchedLists();
    this.view = new ArticleView((sentence) => this.take(sentence));
    this.side = element("aside", { class: "side", "aria-label": say("Coding") });
    this.keys = element("dialog", { class: "keys" }, node("h3", "", say("Keys")),
      element("dl", {}, ...KEYS.flatMap(([key, meaning]) => [node("dt", "", key), node("dd", "", meaning)])));
    this.keys.append(button("secondary", say("Close"), () => this.keys.close()));
    this.section = element("section", { class: "desk" }, this.view.box, this.side, this.keys);
    this.section.addEventListener("keydown", (event) => this.key(event));
    parentElement.append(this.section);
    this.drawSide(null);
  }

  end() {
    this.form?.end();
    this.section.remove();
  }

  /** @param {Component<DeskData>} component */
  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    this.data = data;
    this.coded.turnTo(data.lists);
    if (data.source !== this.source) {
      this.form?.end();
      this.form = null;
      this.sentence = null;
      this.source = data.source;
      this.text = new ArticleText(data.text);
      this.unfinished = new UnfinishedForms(data.source);
      this.view.at = stood.get(data.source) ?? 0;
      this.drawn = "";
      this.drawSide(null);
    }
    const { answer } = data;
    if (answer) this.form?.hear(answer);
    if (data.tied) this.form?.form.hearTied?.(data.tied);
    const waiting = new Set(data.coded.flatMap(({ state, id }) => (state === "waiting" || state === "begun" ? [id] : [])));
    this.unfinished.forgetSettled((draft) => this.form?.draft === draft || draft.split(";").every((one) => waiting.has(one)));
    this.drawArticle();
    if (data.open && data.open.turn !== opened) this.openAgain(data.open);
    else if (data.focus && data.focus !== focused && !this.form) this.view.go(this.view.at, true);
    focused = data.focus;
  }

  /** Draw the article anew where something in it has changed. */
  drawArticle() {
    const { data } = this, unfinished = this.unfinished.all();
    const drawn = JSON.stringify([data.sentences, data.coded, unfinished.map(({ sort, start }) => [sort, start])]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const root = this.section.getRootNode();
    const reading = (root instanceof ShadowRoot || root instanceof Document) && this.view.box.contains(root.activeElement);
    this.view.draw(data, this.text, unfinished);
    // Drawing takes the focus away with the old sentences: whoever stood on one stands there again.
    if (reading) this.view.go(this.view.at, true);
    if (!this.form) this.drawSide(this.sentence && this.current());
  }

  /** @param {SentenceOffer | null} sentence */
  drawSide(sentence) {
    this.sentence = sentence;
    this.side.replaceChildren(...sideParts(this.data, sentence, sentence ? this.unfinished.of(sentence) : this.unfinished.all(), {
      begin: (sort) => this.begin(sort, sentence ?? this.current()),
      goOn: (unfinished) => this.goOn(unfinished),
      throwAway: (unfinished) => { this.unfinished.discard(unfinished); this.thrownAway(unfinished.draft); this.drawArticle(); },
      leaveOut: (reason) => this.leaveOut(reason),
      edit: ({ state, id }) => this.send("edit", { n: Date.now(), state, id }),
      keys: () => this.keys.showModal(),
    }));
  }

  /** @param {string} draft under which Python keeps the form that is thrown away; empty where it was sent nowhere */
  thrownAway(draft) {
    if (draft) this.send("thrown_away", { n: Date.now(), draft });
  }

  /**
   * Python asks to open a form that waits.
   *
   * @param {FormOnDesk} open
   */
  openAgain(open) {
    opened = open.turn;
    const at = Number(Array.isArray(open.form.quotes) ? open.form.quotes[0]?.[0] : 0);
    const sentence = this.data.sentences.find(({ start, end }) => start <= at && at < end) ?? this.data.sentences[0];
    if (!sentence) return;
    this.begin(open.sort, sentence, [open.form], open.draft);
    this.view.rows[this.view.at]?.scrollIntoView({ block: "center" });
  }

  current() {
    return this.data.sentences[this.view.at] ?? null;
  }

  /** @param {SentenceOffer} sentence */
  take(sentence) {
    stood.set(this.source, this.view.at);
    if (!this.form) this.drawSide(sentence);
  }

  /** @param {Unfinished} unfinished */
  goOn(unfinished) {
    const sentence = this.data.sentences.find(({ start, text }) => start === unfinished.start && text === unfinished.text);
    if (sentence) this.begin(unfinished.sort, sentence, asOpened(unfinished.forms), unfinished.draft);
  }

  /**
   * Open a form for a sentence: as it was left unfinished, if it was.
   *
   * @param {FormSort} sort
   * @param {SentenceOffer | null} sentence
   * @param {readonly Record<string, any>[] | null} [forms] as they were typed before
   * @param {string} [draft] which the form replaces; without one, whichever was left
   */
  begin(sort, sentence, forms = null, draft = "") {
    if (!sentence) return;
    this.coded.turnTo(this.data.lists);
    const { lists, coming } = this.coded;
    if (!lists) {
      const { source } = this;
      void coming.then(() => {
        if (this.coded.failed) this.tellMissing();
        else if (this.source === source) this.begin(sort, sentence, forms, draft);
      });
      return;
    }
    this.form?.end();
    const left = this.unfinished.of(sentence).find((other) => other.sort === sort && (!draft || other.draft === draft) && editsOf(other.forms) === editsOf(forms));
    this.sentence = sentence;
    this.view.go(this.data.sentences.findIndex(({ start }) => start === sentence.start), false);
    stood.set(this.source, this.view.at);
    this.form = new OpenForm({
      data: this.data, lists, text: this.text, sentence, sort, forms: left?.forms ?? forms, draft: left?.draft ?? draft, left: left !== undefined, unfinished: this.unfinished,
      acts: {
        close: () => this.close(),
        send: (sent) => this.send("coded", sent),
        thrownAway: (thrown) => this.thrownAway(thrown),
        finished: (notes) => this.close(say("It waits for review."), notes, 1),
        tie: (id) => this.send("tied", { n: Date.now(), id }),
        toReview: () => { this.form?.keep(); this.send("to_review", { n: Date.now() }); },
        anew: () => this.begin(sort, sentence, forms, draft),
      },
    });
    this.side.replaceChildren(this.form.box);
    this.form.shown();
  }

  /** A form without what is coded would make double what only has to be tied: none is opened. */
  tellMissing() {
    this.side.querySelector(".missing")?.remove();
    this.side.prepend(element("p", { class: "told missing", role: "alert" }, say("What is coded already could not be fetched, so no form is opened. Try again.")));
  }

  /**
   * @param {string} [told]
   * @param {readonly string[]} [notes] what of the form is not kept as it was typed
   * @param {number} [step] to which sentence the reader goes on, counted from this one
   */
  close(told, notes = [], step = 0) {
    const kept = this.form?.end();
    this.form = null;
    this.view.go(Math.min(this.view.rows.length - 1, this.view.at + step), false);
    stood.set(this.source, this.view.at);
    this.drawArticle();
    this.drawSide(this.current());
    const said = told ?? (kept ? say("Kept as it is typed.") : "");
    if (notes.length) this.side.prepend(element("ul", { class: "told-notes" }, ...notes.map((note) => element("li", {}, note))));
    if (said) this.side.prepend(element("p", { class: "told", role: "status" }, said));
    this.view.go(this.view.at, true);
  }

  /** @param {string} reason */
  leaveOut(reason) {
    const sentence = this.sentence ?? this.current();
    if (!sentence) return;
    this.send("left_out", { n: Date.now(), start: sentence.start, end: sentence.end, reason });
    this.move(1);
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
    const [target] = event.composedPath(), sort = sortOf(event.key);
    const typing = target instanceof HTMLSelectElement || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    const inForm = typing || (event.composedPath().includes(this.side) && this.form !== null);
    if (event.repeat && (event.key === "Enter" || event.key === "Escape")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.form) this.form.done();
    else if (event.key === "Escape" && this.form && !this.keys.open) this.close();
    else if (inForm || event.ctrlKey || event.metaKey || event.altKey || this.keys.open) return;
    else if (event.key === "ArrowDown" || event.key === "j") this.move(1);
    else if (event.key === "ArrowUp" || event.key === "k") this.move(-1);
    else if (event.key === "n") this.nextReporting();
    else if (this.form) return;
    else if (sort && !(this.data.blind && AGAINST.includes(sort))) this.begin(sort, this.current());
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
