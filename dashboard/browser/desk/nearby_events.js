/* The events to which a claim is most likely tied: those of its own sentence and of the one before, with the words that tie it.
 *
 * The words are known by their offsets, never by what they say: "Paktia" may stand for Thursday's event and again for Friday's.
 */

import { overlap } from "./article_text.js";

/**
 * @import {CodedLists, DeskData, SentenceOffer} from "../protocol"
 * @import {Span} from "./article_text.js"
 * @typedef {{id: string, words: Span}} NearbyEvent `words` name the event's place there
 */

/**
 * The accepted events of a sentence, then those of the one before it. One whose place no words name there is left out: what
 * ties the claim to it is for the coder to find.
 *
 * @param {Pick<DeskData, "sentences" | "coded"> & {choices: Pick<CodedLists, "events">}} data
 * @param {SentenceOffer} own
 * @returns {NearbyEvent[]}
 */
export function nearbyEvents({ sentences, coded, choices }, own) {
  const number = sentences.findIndex(({ start }) => start === own.start);
  const near = [sentences[number], ...(number > 0 ? [sentences[number - 1]] : [])];
  const accepted = coded.filter(({ sort, state }) => sort === "event" && state === "accepted");
  const ids = near.flatMap((sentence) => accepted.filter((passage) => overlap([passage.start, passage.end], [sentence.start, sentence.end])).map(({ id }) => id));
  return [...new Set(ids)].flatMap((id) => {
    const named = accepted.filter((passage) => passage.id === id).flatMap(({ anchors }) => anchors);
    const place = choices.events.find((event) => event.id === id)?.place ?? "";
    const [here, before] = near.map((sentence) => wordsIn(sentence, named));
    const words = here ?? offeredAs(own, place) ?? before;
    return words ? [{ id, words }] : [];
  });
}

/**
 * The first of these words that stand in a sentence.
 *
 * @param {Pick<SentenceOffer, "start" | "end">} sentence
 * @param {readonly (readonly number[])[]} words
 * @returns {Span | null}
 */
function wordsIn({ start, end }, words) {
  const inside = words.find(([first, last]) => start <= first && last <= end);
  return inside ? [inside[0], inside[1]] : null;
}

/**
 * The words of a sentence that are read as this place; null where it has none, or several.
 *
 * @param {Pick<SentenceOffer, "places">} sentence
 * @param {string} place
 * @returns {Span | null}
 */
function offeredAs({ places }, place) {
  const read = place ? places.filter(({ candidates }) => candidates[0]?.id === place) : [];
  return read.length === 1 ? [read[0].words[0], read[0].words[1]] : null;
}
