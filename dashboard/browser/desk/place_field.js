/* Where: the words that name the place, and which place they mean: offered, looked up as you type, or a point by hand. */

import { element, node } from "../dom.js";
import { chipOf, fieldOf, textOf, WordsButton } from "./controls.js";
import { say } from "../words.js";

/**
 * @import {PlaceAnswer, PlaceOffer, PlaceWordsOffer} from "../protocol"
 * @import {Span} from "./article_text.js"
 * @import {WordLine} from "./word_line.js"
 * @typedef {{words: Span, id?: string, name?: string, near?: boolean, drawn?: object}} Place
 */

// Milliseconds without a key before a place is looked up.
const PAUSE = 180;
const DRAWN_AS = {
  city: say("a point: the town"),
  district: say("a point: the district"),
  province: say("an area: its outline"),
  region: say("an area: approximate"),
  border: say("a line: the border"),
  country: say("not on the map: a country alone has no mark"),
};

let fields = 0;

export class PlaceField {
  /**
   * @param {object} what
   * @param {WordLine} what.line
   * @param {string} what.address where places are looked up
   * @param {readonly PlaceWordsOffer[]} what.offers
   * @param {Place | null} what.place
   */
  constructor({ line, address, offers, place }) {
    this.line = line;
    this.address = address;
    fields += 1;
    this.name = `desk-place-${fields}`;
    /** @type {PlaceOffer | null} */
    this.chosen = null;
    /** @type {number | undefined} */
    this.waiting = undefined;
    this.asked = 0;
    /** The place of a form that was typed before, until another is chosen: the dossier may know what no gazetteer does. */
    this.kept = place?.id ?? "";
    this.words = new WordsButton(line, say("Where: the words that name the place"), place ? place.words : null, (span) => this.newWords(span));
    this.search = textOf(say("Look for a place"), "", say("Look for another place"));
    this.search.addEventListener("input", () => this.type());
    this.list = element("div", { class: "places", role: "radiogroup", "aria-label": say("Which place is meant") });
    this.near = element("input", { type: "checkbox", checked: place?.near ?? false });
    this.drawn = element("span", { class: "drawn-as" });
    const chips = element("div", { class: "chips" });
    for (const offer of offers) {
      const text = line.text.cut([offer.words[0], offer.words[1]]);
      if (offer.not_a_place) {
        const left = node("span", "left-out", text);
        left.title = say("Not a place of the act: {reason}", { reason: offer.not_a_place });
        chips.append(left);
        continue;
      }
      chips.append(chipOf(text, offer.candidates[0]?.why ?? say("no place of that name is known"), () => this.take(offer)));
    }
    chips.append(
      chipOf(say("No place named"), say("the event stands in the list, and on the map nowhere"), () => this.clear()),
      chipOf(say("A point by hand …"), say("where no gazetteer knows the place"), () => this.byHand()),
    );
    this.hand = element("div", { class: "by-hand" });
    this.hand.hidden = true;
    this.handName = textOf(say("Name of the place"), "", say("Name of the place"));
    this.latitude = element("input", { type: "number", step: "any", min: "-90", max: "90", "aria-label": say("Latitude in degrees"), placeholder: say("Latitude") });
    this.longitude = element("input", { type: "number", step: "any", min: "-180", max: "180", "aria-label": say("Longitude in degrees"), placeholder: say("Longitude") });
    this.hand.append(this.handName, this.latitude, this.longitude);
    const near = element("label", { class: "near" }, this.near, say("near it, not in it"));
    this.box = fieldOf("place", say("Where"), chips, this.words.button, this.list, this.search, this.hand, near, this.drawn);
    this.begin(place, offers);
  }

  /**
   * @param {Place | null} place
   * @param {readonly PlaceWordsOffer[]} offers
   */
  begin(place, offers) {
    if (!place) { this.paint([]); return; }
    const offer = offers.find(({ words }) => words[0] < place.words[1] && place.words[0] < words[1]);
    const known = offer?.candidates ?? [];
    const chosen = known.find((candidate) => candidate.id === place.id);
    if (chosen || !place.id) this.paint(known, chosen ?? null);
    else void this.look(place.id, true);
    if (place.drawn && "coordinates" in place.drawn && Array.isArray(place.drawn.coordinates)) {
      this.byHand();
      this.handName.value = place.name ?? "";
      [this.longitude.value, this.latitude.value] = place.drawn.coordinates.map(String);
    }
  }

  /** @param {PlaceWordsOffer} offer */
  take(offer) {
    this.words.set([offer.words[0], offer.words[1]]);
    this.hand.hidden = true;
    this.paint(offer.candidates, offer.candidates.find(({ id }) => id) ?? null);
  }

  clear() {
    this.kept = "";
    this.words.set(null);
    this.hand.hidden = true;
    this.paint([]);
  }

  byHand() {
    this.kept = "";
    this.hand.hidden = false;
    this.paint([]);
    if (!this.words.span) this.words.button.click();
    else if (!this.handName.value) this.handName.value = this.line.text.cut(this.words.span);
  }

  /** @param {Span | null} span */
  newWords(span) {
    if (!span) { this.paint([]); return; }
    const words = this.line.text.cut(span);
    if (!this.hand.hidden) this.handName.value ||= words;
    else void this.look(words);
  }

  type() {
    window.clearTimeout(this.waiting);
    const typed = this.search.value.trim();
    if (typed.length < 2) return;
    this.waiting = window.setTimeout(() => void this.look(typed), PAUSE);
  }

  /**
   * @param {string} typed
   * @param {boolean} [id] whether it is the id of a place
   */
  async look(typed, id = false) {
    this.asked += 1;
    const { asked } = this;
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams({ [id ? "id" : "q"]: typed })}`);
      if (!answer.ok || asked !== this.asked) return;
      /** @type {PlaceAnswer} */
      const { places } = await answer.json();
      this.paint(places, id ? (places[0] ?? null) : null);
      if (!places.length) this.drawn.textContent = say("No place of that name is known. A point by hand is possible.");
    } catch {
      this.drawn.textContent = say("The places could not be looked up. Try again.");
    }
  }

  /**
   * @param {readonly PlaceOffer[]} places
   * @param {PlaceOffer | null} [chosen]
   */
  paint(places, chosen = null) {
    this.chosen = null;
    this.drawn.textContent = "";
    this.list.replaceChildren(...places.map((place) => {
      const radio = element("input", { type: "radio", name: this.name, checked: place === chosen });
      radio.addEventListener("change", () => this.choose(place));
      const where = [place.admin1, place.country.replace(";", " / ")].filter(Boolean).join(", ");
      const level = place.population
        ? say("{level} · {where} · {people} people", { level: place.level, where, people: place.population })
        : say("{level} · {where}", { level: place.level, where });
      return element("label", { class: "candidate", title: place.why }, radio,
        node("strong", "", place.name), node("span", "quiet", level));
    }));
    if (chosen) this.choose(chosen);
  }

  /** @param {PlaceOffer} place */
  choose(place) {
    this.chosen = place;
    this.kept = "";
    this.hand.hidden = true;
    const known = /** @type {Record<string, string>} */ (DRAWN_AS)[place.level] ?? place.level;
    this.drawn.textContent = say("Drawn as {form}, at {latitude}, {longitude}. Why: {why}.", {
      form: known, latitude: place.latitude.toFixed(2), longitude: place.longitude.toFixed(2), why: place.why,
    });
  }

  /** @returns {object | null} */
  collect() {
    if (!this.words.span) return null;
    const place = { words: this.words.span, near: this.near.checked };
    if (!this.hand.hidden) {
      const point = { type: "Point", coordinates: [Number(this.longitude.value), Number(this.latitude.value)] };
      return { ...place, name: this.handName.value.trim(), drawn: this.longitude.value && this.latitude.value ? point : null };
    }
    return { ...place, id: this.chosen?.id ?? this.kept };
  }
}
