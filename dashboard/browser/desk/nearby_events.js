/* The events to which a claim is most likely tied: those of its own sentence and of the one before, with the words that tie it. */

import { overlap } from "./article_text.js";

/**
 * @import {DeskData, SentenceOffer} from "../protocol"
 * @import {ArticleText, Span} from "./article_text.js"
 * @typedef {{id: string, words: Span | null}} NearbyEvent `words` name the event's place there; null where they do not stand there
 */

/**
 * The accepted events of a sentence, then those of the one before it.
 *
 * @param {Pick<DeskData, "sentences" | "coded" | "choices">} data
 * @param {SentenceOffer} own
 * @param {ArticleText} text
 * @returns {NearbyEvent[]}
 */
export function nearbyEvents({ sentences, coded, choices }, own, text) {
  const number = sentences.findIndex(({ start }) => start === own.start);
  /** @type {Map<string, NearbyEvent>} */
  const events = new Map();
  for (const { start, end } of [sentences[number], sentences[number - 1]]) {
    const here = coded.filter((passage) => passage.sort === "event" && passage.state === "accepted" && overlap([passage.start, passage.end], [start, end]));
    for (const { id } of here) {
      const place = choices.events.find((event) => event.id === id)?.place ?? "";
      // Its place as its own sentence or the claim's names it.
      const words = wordsIn(text, [own.start, own.end], place) ?? wordsIn(text, [start, end], place);
      if (!events.has(id)) events.set(id, { id, words });
    }
    if (number < 1) break;
  }
  return [...events.values()];
}

/**
 * Where these words stand in a passage.
 *
 * @param {ArticleText} text
 * @param {Span} passage
 * @param {string} words
 * @returns {Span | null}
 */
function wordsIn(text, passage, words) {
  const cut = text.cut(passage), at = words ? cut.indexOf(words) : -1;
  if (at < 0) return null;
  const start = passage[0] + Array.from(cut.slice(0, at)).length;
  return [start, start + Array.from(words).length];
}
