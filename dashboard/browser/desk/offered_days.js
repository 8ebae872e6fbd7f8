/* Which of the days that a sentence names belongs to what: to the act, to one of its places, or to what is said. */

/**
 * @import {DayOffer, PlaceWordsOffer, SentenceOffer} from "../protocol"
 */

/**
 * Whether the words say when somebody spoke: "said on Friday".
 *
 * @param {Pick<DayOffer, "why">} day
 */
export const ofSpeech = (day) => day.why.includes("day of what is said");

/**
 * The day of an act at a place, where its words say it. Where a sentence names several, the one that follows the place in
 * its list ("A and B on Thursday, and C on Friday"); the one before it, where the days come first ("On Thursday A, on Friday B").
 *
 * @param {Pick<SentenceOffer, "days" | "places">} sentence
 * @param {Pick<PlaceWordsOffer, "words"> | null} place
 * @returns {DayOffer | null}
 */
export function dayOfPlace(sentence, place) {
  const stated = sentence.days.filter((day) => day.stated && !ofSpeech(day));
  if (stated.length < 2 || !place) return stated.length === 1 ? stated[0] : null;
  const [first] = placesOf(sentence);
  const daysLead = stated[0].words[0] < first.words[0];
  const before = stated.filter(({ words }) => words[1] <= place.words[0]), behind = stated.filter(({ words }) => words[0] >= place.words[1]);
  return (daysLead ? before[before.length - 1] : behind[0]) ?? null;
}

/**
 * The day on which something was said: the one that its words say; where the sentence reports no act, its only one.
 *
 * @param {Pick<SentenceOffer, "days" | "reports">} sentence
 * @returns {DayOffer | null}
 */
export function dayOfSaying(sentence) {
  const stated = sentence.days.filter((day) => day.stated), said = stated.filter(ofSpeech);
  const days = said.length || sentence.reports ? said : stated;
  return days.length === 1 ? days[0] : null;
}

/**
 * The places at which something may have happened, in their order. A country alone is not mapped, so it is left out where the
 * sentence names a narrower place: "Mali's Mopti region".
 *
 * @param {Pick<SentenceOffer, "places">} sentence
 */
export function placesOf(sentence) {
  const places = sentence.places.filter(({ candidates }) => candidates.length);
  const narrower = places.filter(({ candidates }) => candidates[0].level !== "country");
  return narrower.length ? narrower : places;
}
