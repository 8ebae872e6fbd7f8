/* What stands beside the article while no form is open: the sentence, what is coded of it, and what can be begun. */

import { button, element, node } from "../dom.js";
import { choiceOf } from "./controls.js";
import { AGAINST, SORTS } from "./form_sorts.js";
import { STATES } from "./passage_states.js";
import { say, sayCount } from "../words.js";

/**
 * @import {CodedPassage, DeskData, SentenceOffer} from "../protocol"
 * @import {FormSort} from "./form_sorts.js"
 * @import {Unfinished} from "./unfinished_forms.js"
 * @typedef {object} SideActs
 * @property {(sort: FormSort) => void} begin
 * @property {(unfinished: Unfinished) => void} goOn
 * @property {(unfinished: Unfinished) => void} throwAway
 * @property {(reason: string) => void} leaveOut
 * @property {(passage: CodedPassage) => void} edit
 * @property {() => void} keys shows the keys
 */

/**
 * The parts for a sentence; without one, what invites to choose one.
 *
 * @param {DeskData} data
 * @param {SentenceOffer | null} sentence
 * @param {readonly Unfinished[]} unfinished those of the sentence; without one, those of the article
 * @param {SideActs} acts
 * @returns {HTMLElement[]}
 */
export function sideParts(data, sentence, unfinished, acts) {
  const bar = begins(data, sentence, acts);
  if (!sentence) return [...(unfinished.length ? [leftOpen(unfinished, acts)] : []), node("p", "lead", say("Choose a sentence, then what it is:")), bar];
  // A form that was left is offered as it is in this page; what the review knows of it is not listed beside it.
  const here = new Set(unfinished.flatMap(({ draft }) => draft.split(";")));
  const own = data.coded.filter(({ start, end, state, id }) => start < sentence.end && sentence.start < end && (state !== "begun" || !here.has(id)));
  const once = own.filter(({ id, state }, number) => own.findIndex((other) => other.id === id && other.state === state) === number);
  const list = element("ul", { class: "coded" }, ...once.map((passage) => codedItem(passage, data.blind, acts)));
  return [element("blockquote", { dir: "auto" }, sentence.text), node("p", "quiet", sentence.why), ...unfinished.map((form) => offer(form, acts)), list, bar];
}

/**
 * What is coded of the sentence, with what opens it again.
 *
 * @param {CodedPassage} passage
 * @param {boolean} blind
 * @param {SideActs} acts
 */
function codedItem(passage, blind, acts) {
  const item = element("li", {}, node("span", `state ${passage.state}`, STATES[passage.state]), " ", passage.title);
  if (passage.state === "left_out" || blind) return item;
  const edit = button("chip", say("Edit"), () => acts.edit(passage));
  edit.setAttribute("aria-label", say("Edit: {title}", { title: passage.title }));
  item.append(" ", edit);
  return item;
}

/**
 * A form of this sentence that was left: to go on with, or to throw away.
 *
 * @param {Unfinished} unfinished
 * @param {SideActs} acts
 */
function offer(unfinished, acts) {
  return element("p", { class: "told left" }, say("{sort}, not finished.", { sort: SORTS[unfinished.sort].name }), " ",
    button("chip", say("Go on"), () => acts.goOn(unfinished)), " ", button("chip", say("Throw away"), () => acts.throwAway(unfinished)));
}

/**
 * @param {readonly Unfinished[]} unfinished
 * @param {SideActs} acts
 */
function leftOpen(unfinished, acts) {
  const said = sayCount(unfinished.length, { one: "{number} form is not finished.", other: "{number} forms are not finished." });
  return element("p", { class: "told left" }, said, " ", button("chip", say("Go on with the last"), () => acts.goOn(unfinished[0])));
}

/**
 * The buttons that begin a form, the reasons for leaving the sentence out, and the keys.
 *
 * @param {DeskData} data
 * @param {SentenceOffer | null} sentence
 * @param {SideActs} acts
 */
function begins(data, sentence, acts) {
  const bar = element("div", { class: "sorts" });
  for (const [sort, { name, key }] of Object.entries(SORTS)) {
    if (data.blind && AGAINST.includes(/** @type {FormSort} */ (sort))) continue;
    const made = button("sort", name, () => acts.begin(/** @type {FormSort} */ (sort)));
    made.append(node("kbd", "", key));
    made.disabled = sentence === null && !data.sentences.length;
    bar.append(made);
  }
  const reason = choiceOf(say("Leave it out because"), data.choices.reasons, "", say("Leave it out because …"));
  reason.className = "leave-out";
  reason.addEventListener("change", () => { if (reason.value) acts.leaveOut(reason.value); });
  const help = button("chip", "?", acts.keys);
  help.setAttribute("aria-label", say("Keys"));
  bar.append(reason, help);
  return bar;
}
