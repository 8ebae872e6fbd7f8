/* What a form is told of what is coded before it: a claim of the same words, and what waits and cannot be chosen yet. */

import { button, element } from "../dom.js";
import { overlap } from "./article_text.js";
import { STATES } from "./passage_states.js";
import { say, sayCount } from "../words.js";

/**
 * @import {CodedPassage, WaitingForm} from "../protocol"
 * @import {Span} from "./article_text.js"
 */

// So many that wait are named.
const NAMED = 5;

/**
 * The claims whose figure stands in these words, each once.
 *
 * @param {readonly CodedPassage[]} coded
 * @param {Span | null} figure
 * @param {readonly string[]} own the ids under which the form itself is kept or accepted
 * @returns {CodedPassage[]}
 */
export function claimsOfWords(coded, figure, own) {
  if (!figure) return [];
  const same = coded.filter(({ sort, id, anchors }) => sort === "claim" && !own.includes(id) && anchors.some(([start, end]) => overlap([start, end], figure)));
  return same.filter(({ id, state }, number) => same.findIndex((other) => other.id === id && other.state === state) === number);
}

/**
 * A warning that can be overruled; empty where the words are coded nowhere else.
 *
 * @param {readonly CodedPassage[]} claims
 */
export function toldOfSameWords(claims) {
  if (!claims.length) return "";
  const named = claims.map(({ title, state }) => say("{claim} ({state})", { claim: title, state: STATES[state] })).join("; ");
  return say("These words are coded already: {claims}. If it is the same claim, tie it to that one, or throw this form away. If it is another, go on.", { claims: named });
}

/**
 * Says that what waits can be chosen once it is accepted; nothing where nothing of the sort waits.
 *
 * @param {readonly WaitingForm[]} waiting
 * @param {string} sort
 * @param {(() => void) | null} [toReview] the way there, where Tab may stop at it
 */
export function waitsNote(waiting, sort, toReview = null) {
  const forms = waiting.filter((form) => form.sort === sort);
  if (!forms.length) return "";
  const named = forms.slice(0, NAMED).map(({ title }) => title).join("; ");
  const count = sayCount(forms.length, {
    one: "{number} waits for review and can be chosen here once it is accepted:",
    other: "{number} wait for review and can be chosen here once they are accepted:",
  });
  const shown = forms.length > NAMED ? say("{count} {forms} …", { count, forms: named }) : say("{count} {forms}.", { count, forms: named });
  const note = element("p", { class: "quiet waits" }, shown);
  if (toReview) {
    const go = button("chip", say("To the review"), toReview);
    go.title = say("What is typed here is kept and offered again at this sentence");
    note.append(" ", go);
  }
  return note;
}
