/* The article on the desk, sentence by sentence: what seems to report an act stands out, and in it the words that say what. */

import { element, node } from "../dom.js";
import { overlap } from "./article_text.js";
import { SORTS } from "./form_sorts.js";
import { STATES } from "./passage_states.js";
import { say } from "../words.js";

/**
 * @import {DeskData, SentenceOffer} from "../protocol"
 * @import {ArticleText, Span} from "./article_text.js"
 * @import {Unfinished} from "./unfinished_forms.js"
 * @typedef {{span: Span, sort: string, why: string}} Mark
 */

const BADGES = { accepted: "✓", waiting: "…", begun: "✎", left_out: "–", unfinished: "✎" };

export class ArticleView {
  /** @param {(sentence: SentenceOffer) => void} choose */
  constructor(choose) {
    this.choose = choose;
    this.box = element("div", { class: "article", role: "list", "aria-label": say("The article, sentence by sentence") });
    /** @type {HTMLElement[]} */
    this.rows = [];
    this.at = 0;
  }

  /**
   * @param {DeskData} data
   * @param {ArticleText} text
   * @param {readonly Unfinished[]} unfinished
   */
  draw(data, text, unfinished) {
    this.box.replaceChildren();
    this.rows = [];
    let behind = 0;
    let paragraph = element("p", { dir: "auto" });
    for (const [number, sentence] of data.sentences.entries()) {
      const between = text.cut([behind, sentence.start]);
      if (between.includes("\n") && paragraph.childNodes.length) {
        this.box.append(paragraph);
        paragraph = element("p", { dir: "auto" });
      } else if (between) paragraph.append(" ");
      const coded = data.coded.filter((passage) => overlap([passage.start, passage.end], [sentence.start, sentence.end]));
      const kept = new Set(coded.map(({ id }) => id));
      const left = unfinished.filter((form) => form.start === sentence.start && form.text === sentence.text && !form.draft.split(";").some((draft) => kept.has(draft)));
      const row = this.sentence(sentence, number, [...coded, ...left.map(({ sort }) => ({ title: SORTS[sort].name, state: /** @type {const} */ ("unfinished") }))], text);
      this.rows.push(row);
      paragraph.append(row);
      behind = sentence.end;
    }
    this.box.append(paragraph);
    this.go(Math.min(this.at, this.rows.length - 1), false);
  }

  /**
   * @param {SentenceOffer} sentence
   * @param {number} number
   * @param {readonly {title: string, state: keyof typeof STATES}[]} coded
   * @param {ArticleText} text
   */
  sentence(sentence, number, coded, text) {
    const state = coded[0]?.state ?? "";
    const row = element("span", {
      class: `sentence ${sentence.reports ? "reports" : ""} ${state}`, tabindex: "-1", role: "listitem", "data-start": sentence.start,
    });
    row.title = sentence.reports ? say("Seems to report an act: {why}", { why: sentence.why }) : sentence.why;
    let at = sentence.start;
    for (const mark of marksOf(sentence)) {
      if (mark.span[0] < at) continue;
      row.append(text.cut([at, mark.span[0]]));
      const words = node("span", `mark ${mark.sort}`, text.cut(mark.span));
      words.title = mark.why;
      row.append(words);
      at = mark.span[1];
    }
    row.append(text.cut([at, sentence.end]));
    for (const passage of coded) {
      const badge = node("span", `badge ${passage.state}`, BADGES[passage.state]);
      badge.title = say("{title}: {state}", { title: passage.title, state: STATES[passage.state] });
      badge.setAttribute("role", "img");
      badge.setAttribute("aria-label", badge.title);
      row.append(badge);
    }
    row.addEventListener("click", () => { this.go(number, false); this.choose(sentence); });
    return row;
  }

  /**
   * Make a sentence the current one.
   *
   * @param {number} number
   * @param {boolean} focus
   */
  go(number, focus) {
    if (number < 0 || number >= this.rows.length) return;
    this.rows[this.at]?.classList.remove("current");
    if (this.rows[this.at]) this.rows[this.at].tabIndex = -1;
    this.at = number;
    const row = this.rows[number];
    row.classList.add("current");
    row.tabIndex = 0;
    if (focus) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
  }
}

/**
 * What stands out in a sentence, in its order; where two overlap, the first sort counts.
 *
 * @param {SentenceOffer} sentence
 * @returns {Mark[]}
 */
export function marksOf(sentence) {
  /** @type {Mark[]} */
  const marks = [
    ...sentence.days.map(({ words, why }) => mark(words, "day", say("day: {why}", { why }))),
    ...sentence.places.map(({ words, not_a_place: none, candidates }) =>
      mark(words, none ? "no-place" : "place", none ? say("no place of an act: {reason}", { reason: none }) : say("place: {why}", { why: candidates[0]?.why ?? say("not in the gazetteer") }))),
    ...sentence.figures.map(({ words, why }) => mark(words, "figure", say("figure: {why}", { why }))),
    ...sentence.actors.map(({ words, role, why }) => mark(words, role === "claimant" ? "speaker" : "actor", role === "claimant" ? say("speaker: {why}", { why }) : role === "attacker" ? say("attacker: {why}", { why }) : role === "actor" ? say("took part: {why}", { why }) : say("target: {why}", { why }))),
  ];
  /** @type {Mark[]} */
  const kept = [];
  for (const one of marks) if (!kept.some((other) => overlap(other.span, one.span))) kept.push(one);
  return kept.sort((one, other) => one.span[0] - other.span[0]);
}

/**
 * @param {readonly number[]} words
 * @param {string} sort
 * @param {string} why
 * @returns {Mark}
 */
const mark = (words, sort, why) => ({ span: [words[0], words[1]], sort, why });
