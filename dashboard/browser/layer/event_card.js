/* The words of an event that has a sign: its card, and what its mark says under the pointer. */

import { button, node } from "../dom.js";
import { say, sayCount } from "../words.js";

/** @import {CardMessage, MarkWords} from "../protocol" */

/** @param {MarkWords} event */
export function tooltip(event) {
  const box = node("div");
  box.append(node("strong", "", event.title), node("div", "", event.when), node("div", "", event.status));
  if (event.tip) box.append(node("div", "", event.tip));
  return box;
}

/**
 * @param {CardMessage} event
 * @param {() => void} readOn
 */
export function card(event, readOn) {
  const box = node("article", "card"), facts = node("dl"), status = node("dl");
  facts.append(...fact(say("When"), event.when), ...fact(say("Where"), event.where));
  box.append(node("h2", "", event.title), node("p", "according", say("According to {claimants}", { claimants: event.according })), facts);
  for (const quote of event.quotes) {
    const figure = node("figure"), words = node("blockquote");
    for (const [text, roles] of quote.pieces) {
      words.append(roles.length ? node("mark", roles.map((role) => `role-${role}`).join(" "), text) : text);
    }
    figure.append(words, node("figcaption", "", quote.source));
    box.append(figure);
  }
  const [term, words] = fact(say("Status"), event.status);
  if (event.scope) words.append(node("small", "", event.scope));
  status.append(term, words);
  box.append(status, button("more", moreInWords(event.more), readOn));
  return box;
}

/**
 * @param {string} term
 * @param {string} text
 */
function fact(term, text) {
  return [node("dt", "", term), node("dd", "", text)];
}

/** @param {number} more quotes that the card does not show */
function moreInWords(more) {
  if (more === 0) return say("Read on");
  return sayCount(more, { one: "Read on: {number} more quote", other: "Read on: {number} more quotes" });
}
