/* The words of an event that has a sign: its card, and what its mark says under the pointer. */

import { button, node } from "../dom.js";
import { say, sayCount } from "../words.js";

/** @import {CardMessage, MarkWords, QuoteMessage} from "../protocol" */

/** @param {MarkWords} event */
export function tooltip(event) {
  const box = node("div");
  box.append(node("strong", "", event.title), node("div", "", event.when), node("div", "", event.status));
  if (event.tip) box.append(node("div", "", event.tip));
  return box;
}

/**
 * The short card over the map: the title, the first quote right under it, when and how it stands. The rest is beside the
 * map, where `readOn` leads.
 *
 * @param {CardMessage} event
 * @param {() => void} readOn
 */
export function card(event, readOn) {
  const box = node("article", "card"), [first] = event.quotes;
  box.append(node("h2", "", event.title));
  if (first) box.append(quoted(first));
  box.append(node("p", "stands", `${event.when} · ${event.status}`));
  box.append(button("more", moreInWords(event.more), readOn));
  return box;
}

/** @param {QuoteMessage} quote */
function quoted({ pieces, source }) {
  const figure = node("figure"), words = node("blockquote");
  for (const [text, roles] of pieces) {
    words.append(roles.length ? node("mark", roles.map((role) => `role-${role}`).join(" "), text) : text);
  }
  figure.append(words, node("figcaption", "", source));
  return figure;
}

/** @param {number} more quotes that the card does not show */
function moreInWords(more) {
  if (more === 0) return say("Read on");
  return sayCount(more, { one: "Read on: {number} more quote", other: "Read on: {number} more quotes" });
}
