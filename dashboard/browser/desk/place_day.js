/* One place-day of a sentence: when and where. A sentence that tells of several has one of these for each. */

import { element } from "../dom.js";
import { overlap } from "./article_text.js";
import { chipOf, choiceOf, fieldOf, pressed, WordsButton } from "./controls.js";
import { inBothCalendars } from "./calendars.js";
import { DayInput, dayOf } from "./day_input.js";
import { ofSpeech } from "./offered_days.js";
import { PlaceField } from "./place_field.js";
import { say } from "../words.js";

/**
 * @import {DayOffer, DeskChoices, SentenceOffer} from "../protocol"
 * @import {Span} from "./article_text.js"
 * @import {ContextDays} from "./context_days.js"
 * @import {Place} from "./place_field.js"
 * @import {WordLine} from "./word_line.js"
 * @typedef {{words: Span | null, first: string, last: string, time_of_day: string, as_reported?: boolean}} ChosenDays
 */

export class PlaceDay {
  /**
   * @param {object} what
   * @param {WordLine} what.line
   * @param {string} what.address where places are looked up
   * @param {DeskChoices} what.choices
   * @param {SentenceOffer} what.sentence
   * @param {ChosenDays | null} what.days
   * @param {readonly ContextDays[]} what.context days for a sentence that says none
   * @param {Place | null} what.place
   * @param {(field: PlaceField) => void} what.show draws the places on the form's map
   */
  constructor({ line, address, choices, sentence, days, context, place, show }) {
    this.line = line;
    this.words = new WordsButton(line, say("When: the words for the day"), days ? days.words : null, (span) => this.newWords(span));
    this.first = new DayInput(say("First day"), days?.first ?? "", () => this.newFirst());
    this.last = new DayInput(say("Last day"), days?.last ?? "", () => this.newDays());
    this.time = choiceOf(say("Time of day"), choices.times, days?.time_of_day ?? "unknown");
    this.why = element("span", { class: "quiet why" });
    this.asReported = element("input", { type: "checkbox", checked: days?.as_reported ?? false });
    this.reportedBox = element("label", { class: "near" }, this.asReported, say("it is the day of the report: when it happened is not known"));
    this.offers = sentence.days;
    /** Chips that offer days, each pressed while these stand there. @type {{chip: HTMLElement, taken: () => boolean}[]} */
    this.chips = [];
    const chips = element("div", { class: "chips" }, ...sentence.days.map((offer) => this.dayChip(offer)), ...context.map((offer) => this.contextChip(offer)));
    this.calendars = element("span", { class: "quiet why calendars" });
    const row = element("div", { class: "day-row" }, this.first.input, say("to"), this.last.input, this.time, this.first.fault, this.last.fault);
    const when = fieldOf("days", say("When"), chips, this.words.button, row, this.reportedBox, this.calendars, this.why);
    this.place = new PlaceField({ line, address, own: choices.places, offers: sentence.places, place, show });
    this.box = element("div", { class: "place-day" }, when, this.place.box);
    this.newDays();
    const given = days?.words && this.offerOf(days.words);
    if (given) this.tell(given);
  }

  /** @param {DayOffer} offer */
  dayChip(offer) {
    const [start, end] = offer.words, chip = chipOf(this.line.text.cut([start, end]), offer.why, () => this.take(offer));
    this.chips.push({ chip, taken: () => (offer.stated ? this.words.span?.[0] === start && this.words.span[1] === end : this.stands(offer)) });
    return chip;
  }

  /** @param {ContextDays} offer */
  contextChip(offer) {
    const chip = chipOf(offer.text, offer.why, () => this.takeContext(offer));
    this.chips.push({ chip, taken: () => this.stands(offer) });
    return chip;
  }

  /**
   * Whether these days stand there, without words.
   *
   * @param {{first: string, last: string}} days
   */
  stands({ first, last }) {
    return this.words.span === null && this.first.value === first && this.last.value === last;
  }

  /** @param {ContextDays} offer */
  takeContext(offer) {
    this.words.set(null);
    this.first.value = offer.first;
    this.last.value = offer.last;
    this.time.value = "unknown";
    this.asReported.checked = false;
    this.newDays();
    this.why.textContent = say("{why}.", { why: offer.why });
  }

  /** Another first day: a last day that is open or earlier follows it. */
  newFirst() {
    const first = dayOf(this.first.value), last = dayOf(this.last.value);
    if (first && (!this.last.value || (last && last < first))) this.last.value = first;
    this.newDays();
  }

  newDays() {
    this.tellCalendars();
    // Only words tell the day of a report; without them the day is one of the context.
    this.reportedBox.hidden = this.words.span === null;
    for (const { chip, taken } of this.chips) pressed(chip, taken());
  }

  /** @param {Span} span */
  offerOf(span) {
    return this.offers.find(({ words }) => words[0] === span[0] && words[1] === span[1]);
  }

  /** @param {DayOffer} offer */
  take(offer) {
    // Words that count from another day prove none: the days stand, and no words with them.
    this.words.set(offer.stated ? [offer.words[0], offer.words[1]] : null);
    this.setDays(offer);
  }

  /** @param {DayOffer} offer */
  setDays(offer) {
    this.first.value = offer.first;
    this.last.value = offer.last;
    this.time.value = offer.stated ? offer.time_of_day : "unknown";
    this.asReported.checked = offer.stated && ofSpeech(offer);
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
    this.newDays();
    this.why.textContent = offer.stated
      ? say("Read as: {why}.", { why: offer.why })
      : say("Read as: {why}. The words count from another day, so the day is kept as one of the context.", { why: offer.why });
  }

  /** @param {Span | null} span */
  newWords(span) {
    const offer = span && this.offers.find(({ words }) => overlap([words[0], words[1]], span));
    if (offer?.stated) this.setDays(offer); else this.newDays();
    if (!span) this.why.textContent = say("Without words the day is one of the context, and the time of day stays unknown.");
  }

  collect() {
    const stated = this.words.span !== null;
    return {
      days: { words: this.words.span, first: this.first.value, last: this.last.value || this.first.value, time_of_day: stated ? this.time.value : "unknown", as_reported: stated && this.asReported.checked },
      place: this.place.collect(),
    };
  }
}
