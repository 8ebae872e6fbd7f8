/* One place-day of a sentence: when and where. A sentence that tells of several has one of these for each. */

import { element } from "../dom.js";
import { chipOf, choiceOf, fieldOf, WordsButton } from "./controls.js";
import { inBothCalendars } from "./calendars.js";
import { PlaceField } from "./place_field.js";
import { say } from "../words.js";

/**
 * @import {DayOffer, DeskChoices, SentenceOffer} from "../protocol"
 * @import {Span} from "./article_text.js"
 * @import {Place} from "./place_field.js"
 * @import {WordLine} from "./word_line.js"
 * @typedef {{words: Span | null, first: string, last: string, time_of_day: string}} ChosenDays
 */

export class PlaceDay {
  /**
   * @param {object} what
   * @param {WordLine} what.line
   * @param {string} what.address where places are looked up
   * @param {DeskChoices} what.choices
   * @param {SentenceOffer} what.sentence
   * @param {ChosenDays | null} what.days
   * @param {Place | null} what.place
   * @param {(field: PlaceField) => void} what.show draws the places on the form's map
   */
  constructor({ line, address, choices, sentence, days, place, show }) {
    this.line = line;
    this.words = new WordsButton(line, say("When: the words for the day"), days ? days.words : null, (span) => this.newWords(span));
    this.first = element("input", { type: "date", "aria-label": say("First day"), value: days?.first ?? "" });
    this.last = element("input", { type: "date", "aria-label": say("Last day"), value: days?.last ?? "" });
    this.time = choiceOf(say("Time of day"), choices.times, days?.time_of_day ?? "unknown");
    this.why = element("span", { class: "quiet why" });
    this.offers = sentence.days;
    const chips = element("div", { class: "chips" });
    for (const offer of sentence.days) {
      chips.append(chipOf(line.text.cut([offer.words[0], offer.words[1]]), offer.why, () => this.take(offer)));
    }
    this.calendars = element("span", { class: "quiet why calendars" });
    for (const input of [this.first, this.last]) input.addEventListener("change", () => this.tellCalendars());
    this.first.addEventListener("change", () => { if (!this.last.value || this.last.value < this.first.value) this.last.value = this.first.value; });
    const row = element("div", { class: "day-row" }, this.first, say("to"), this.last, this.time);
    const when = fieldOf("days", say("When"), chips, this.words.button, row, this.calendars, this.why);
    this.place = new PlaceField({ line, address, own: choices.places, offers: sentence.places, place, show });
    this.box = element("div", { class: "place-day" }, when, this.place.box);
    this.tellCalendars();
    const given = days?.words && this.offerOf(days.words);
    if (given) this.tell(given);
  }

  /** @param {Span} span */
  offerOf(span) {
    return this.offers.find(({ words }) => words[0] === span[0] && words[1] === span[1]);
  }

  /** @param {DayOffer} offer */
  take(offer) {
    // Words that count from another day prove none: the days stand, and no words with them.
    this.words.set(offer.stated ? [offer.words[0], offer.words[1]] : null);
    this.first.value = offer.first;
    this.last.value = offer.last;
    this.time.value = offer.stated ? offer.time_of_day : "unknown";
    this.tell(offer);
  }

  /** Where the sentence is dated in an Islamic calendar, the chosen days in all three: a slip is then seen. */
  tellCalendars() {
    if (!this.offers.some(({ calendar }) => calendar)) return;
    const days = [...new Set([this.first.value, this.last.value])].map(inBothCalendars).filter(Boolean);
    this.calendars.textContent = days.join("; ");
  }

  /** @param {DayOffer} offer */
  tell(offer) {
    this.tellCalendars();
    this.why.textContent = offer.stated
      ? say("Read as: {why}.", { why: offer.why })
      : say("Read as: {why}. The words count from another day, so the day is kept as one of the context.", { why: offer.why });
  }

  /** @param {Span | null} span */
  newWords(span) {
    const offer = span && this.offers.find(({ words }) => words[0] < span[1] && span[0] < words[1]);
    if (offer?.stated) { this.first.value = offer.first; this.last.value = offer.last; this.time.value = offer.time_of_day; this.tell(offer); }
    if (!span) this.why.textContent = say("Without words the day is one of the context, and the time of day stays unknown.");
  }

  collect() {
    const stated = this.words.span !== null;
    return {
      days: { words: this.words.span, first: this.first.value, last: this.last.value || this.first.value, time_of_day: stated ? this.time.value : "unknown" },
      place: this.place.collect(),
    };
  }
}
