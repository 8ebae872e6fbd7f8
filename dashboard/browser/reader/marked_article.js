/* The text of an article with its passages marked, a note beside each: elements made of what Python sends. */

import { element } from "../dom.js";
import { say } from "../words.js";

/** @import {ArticleReaderData, ParagraphMessage, PassageMessage, SupportMessage} from "../protocol" */

// Which look a passage has when it supports several sorts of things: the first of these.
const LOOKS = ["events", "claims", "statements", "places", "sources"];

export class MarkedArticle {
  /** @param {ArticleReaderData} data */
  constructor(data) {
    this.data = data;
    /** @type {Map<number, PassageMessage>} */
    this.passages = new Map(data.passages.map((passage) => [passage.n, passage]));
    /** @type {Map<number, HTMLElement[]>} the marked words of each passage */
    this.runs = new Map();
    /** @type {Map<number, HTMLButtonElement>} */
    this.notes = new Map();
    this.paragraphs = data.paragraphs.map((paragraph) => this.paragraph(paragraph));
  }

  /** The numbers of the passages in the order of the text. */
  get numbers() { return [...this.runs.keys()].sort((a, b) => a - b); }

  /**
   * What these passages support, each thing once.
   *
   * @param {number[]} numbers
   * @returns {SupportMessage[]}
   */
  supports(numbers) {
    const supports = numbers.flatMap((n) => this.passages.get(n)?.supports ?? []);
    return [...new Map(supports.map((support) => [support.id, support])).values()];
  }

  /** What the lines under the text mean, and the words for it: no meaning hangs on a colour. */
  legend() {
    const shown = LOOKS.filter((look) => this.data.passages.some((passage) => look === lookOf([passage])));
    return element("ul", { class: "legend", "aria-label": say("Marks") }, ...shown.map((look) =>
      element("li", {}, element("span", { class: `run ${look}` }, this.data.kinds[look]))));
  }

  /** @param {ParagraphMessage} paragraph */
  paragraph({ pieces, ends }) {
    const text = element("p", { class: "text" });
    /** @type {HTMLElement | null} */
    let run = null;
    let before = "";
    /** @type {number[]} */
    const numbers = [];
    for (const [words, passages, roles, begins] of pieces) {
      const same = passages.join();
      if (!passages.length) run = null;
      else if (!run || same !== before) {
        run = element("span", {
          class: `run ${lookOf(passages.flatMap((n) => this.passages.get(n) ?? []))}${passages.length > 1 ? " several" : ""}`,
          "data-passages": same,
        });
        text.append(run);
        for (const n of passages) {
          if (!numbers.includes(n)) numbers.push(n);
          this.runs.set(n, [...(this.runs.get(n) ?? []), run]);
        }
      }
      before = same;
      (run ?? text).append(roles.length ? this.markedWords(words, roles, begins) : words);
    }
    // The number stands at the end of each passage: the note beside it has the same one.
    for (const n of numbers) {
      const last = this.runs.get(n)?.at(-1);
      if (last) last.dataset.number = last.dataset.number ? `${last.dataset.number} ${n}` : String(n);
    }
    text.append(element("span", { class: "line-ends", hidden: true }, ends));
    const notes = element("ul", { class: "notes", "aria-label": say("Evidence in this paragraph") }, ...numbers.map((n) => this.note(n)));
    return element("div", { class: "paragraph" }, text, ...(numbers.length ? [notes] : []));
  }

  /**
   * Words that a value rests on.
   *
   * @param {string} words
   * @param {string[]} roles
   * @param {string[]} begins the roles that begin here
   */
  markedWords(words, roles, begins) {
    const marked = element("span", { class: "words", title: roles.map((role) => this.data.roles[role]).join("; ") }, words);
    if (begins.length) marked.dataset.label = begins.map((role) => this.data.labels[role]).join(" · ");
    return marked;
  }

  /**
   * What a passage is evidence for, in a word or two; several things are counted.
   *
   * @param {number} n
   */
  note(n) {
    const supports = this.passages.get(n)?.supports ?? [];
    const kinds = LOOKS.filter((look) => supports.some((support) => support.table === look)).map((look) => {
      const count = supports.filter((support) => support.table === look).length;
      return element("span", { class: `kind ${look}` }, count > 1 ? say("{number} {kind}", { number: count, kind: this.data.many[look] }) : this.data.kinds[look]);
    });
    const title = supports.length === 1 ? [element("span", { class: "title" }, supports[0].title)] : [];
    const otherwise = supports.some((support) => support.contradicts || support.roles.some(([role]) => role === "contradicts"));
    const doubt = otherwise ? [element("span", { class: "doubt" }, say("says otherwise"))] : [];
    const button = element("button", { type: "button", class: "note", "data-note": String(n) },
      element("span", { class: "number" }, `${n}`), ...kinds, ...doubt, ...title);
    if (supports.length > 1) button.setAttribute("aria-haspopup", "true");
    this.notes.set(n, button);
    return element("li", {}, button);
  }

  /**
   * Show which passage is the current one.
   *
   * @param {number} n
   * @param {boolean} flash
   */
  mark(n, flash) {
    const runs = this.runs.get(n) ?? [];
    for (const run of [...this.runs.values()].flat()) run.classList.remove("current", "flash");
    for (const other of this.notes.values()) other.classList.remove("current");
    if (flash && runs.length) void runs[0].offsetWidth; // so that the same flash begins anew
    for (const run of runs) run.classList.add("current", ...(flash ? ["flash"] : []));
    this.notes.get(n)?.classList.add("current");
  }
}

/** @param {PassageMessage[]} passages */
function lookOf(passages) {
  const here = new Set(passages.flatMap((passage) => passage.supports.map((support) => support.table)));
  return LOOKS.find((look) => here.has(look)) || "sources";
}
