/* Days for an act whose sentence has no word for one: the day of the report, or from the last act that is dated to it. */

import { ofSpeech } from "./offered_days.js";
import { say } from "../words.js";

/**
 * @import {SentenceOffer} from "../protocol"
 * @typedef {{text: string, why: string, first: string, last: string}} ContextDays
 */

/**
 * What the context supports, the tightest first; nothing where the sentence itself says a day.
 *
 * @param {readonly SentenceOffer[]} sentences of the article
 * @param {Pick<SentenceOffer, "start">} own
 * @param {string} reported the day of the report
 * @returns {ContextDays[]}
 */
export function contextDays(sentences, own, reported) {
  const number = sentences.findIndex(({ start }) => start === own.start);
  const stated = (/** @type {SentenceOffer} */ one) => one.days.filter((day) => day.stated && !ofSpeech(day));
  if (!reported || number < 0 || stated(sentences[number]).length) return [];
  const offers = [{ text: say("The day of the report: {day}", { day: reported }), first: reported, last: reported, why: say("From the context: no act before it has a day, so that of the report") }];
  const dated = sentences.slice(0, number).filter(({ reports }) => reports).flatMap(stated).filter(({ first }) => first < reported);
  const before = dated[dated.length - 1];
  if (!before) return offers;
  offers[0].why = say("From the context: the report tells of it as of its own day");
  offers.push({ text: say("From {day} to the report", { day: before.first }), first: before.first, last: reported, why: say("From the context: between the last act that is dated, and the report") });
  return offers;
}
