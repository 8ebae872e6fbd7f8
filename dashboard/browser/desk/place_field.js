/* Where: the words that name the place, and which place they mean: offered, looked up as you type, or drawn by hand. */

import { element, node } from "../dom.js";
import { chipOf, fieldOf, pressed, WordsButton } from "./controls.js";
import { PlaceDrawing } from "./place_drawing.js";
import { PlaceSearch } from "./place_search.js";
import { say } from "../words.js";

/**
 * @import {OwnPlace, PlaceMessage, PlaceOffer, PlaceWordsOffer} from "../protocol"
 * @import {Span} from "./article_text.js"
 * @import {Geometry} from "./drawn_shape.js"
 * @import {Pen} from "./place_map.js"
 * @import {WordLine} from "./word_line.js"
 * @typedef {{words: Span | null, id?: string, name?: string, near?: boolean, drawn?: Geometry | null}} Place
 */

/** How a place of each level is drawn, and the ring of its mark, as the map of events has it (map/symbols.py). @type {Record<string, {form: string, ring: string}>} */
const DRAWN_AS = {
  city: { form: say("a point: the town"), ring: "town" },
  district: { form: say("a point: the district, its exact site not known"), ring: "area" },
  province: { form: say("an area: the outline of the province; the exact site is not known"), ring: "area" },
  region: { form: say("an area: approximate"), ring: "vague" },
  border: { form: say("a line: the border"), ring: "vague" },
  country: { form: say("nothing: a country alone has no mark on the map"), ring: "" },
};
const LINE_BY_HAND = say("a line by hand: approximate"), NEAR_IT = say("a point: near the town, not in it");

export class PlaceField {
  /**
   * @param {object} what
   * @param {WordLine} what.line
   * @param {string} what.address where places are looked up
   * @param {readonly OwnPlace[]} what.own places that only the dossier knows
   * @param {readonly PlaceWordsOffer[]} what.offers
   * @param {Place | null} what.place
   * @param {(field: PlaceField) => void} what.show draws the form's places on its map, which then stands in this field
   */
  constructor({ line, address, own, offers, place, show }) {
    this.line = line;
    this.show = show;
    /** @type {PlaceOffer | null} */
    this.chosen = null;
    /** The place that is chosen, as the map draws it. @type {PlaceMessage | null} */
    this.onMap = null;
    /** The place of a form that was typed before, until another is chosen. */
    this.kept = place?.id ?? "";
    this.words = new WordsButton(line, say("Where: the words that name the place"), place ? place.words : null, (span) => this.newWords(span));
    this.search = new PlaceSearch(address, own, (chosen) => this.choose(chosen));
    this.near = element("input", { type: "checkbox", checked: place?.near ?? false });
    this.near.addEventListener("change", () => this.tell());
    this.drawnAs = element("span", { class: "drawn-as" });
    this.drawing = new PlaceDrawing(() => this.show(this));
    this.drawing.box.hidden = true;
    this.mapPlace = element("div", { class: "map-place" });
    this.nearBox = element("label", { class: "near" }, this.near, say("near it, not in it"));
    this.box = fieldOf("place", say("Where"), this.chips(offers), this.words.button, this.search.list, this.search.input, this.search.status, this.mapPlace, this.drawing.box, this.nearBox, this.drawnAs);
    this.begin(place, offers);
    this.tell();
  }

  /** @param {readonly PlaceWordsOffer[]} offers */
  chips(offers) {
    const chips = element("div", { class: "chips" });
    for (const offer of offers) {
      const text = this.line.text.cut([offer.words[0], offer.words[1]]);
      if (offer.not_a_place) {
        const left = node("span", "left-out", text);
        left.title = say("Not a place of the act: {reason}", { reason: offer.not_a_place });
        chips.append(left);
        continue;
      }
      chips.append(this.words.chip(offer.words, offer.candidates[0]?.why ?? say("no place of that name is known"), () => this.take(offer)));
    }
    this.none = chipOf(say("No place named"), say("the event stands in the list, and on the map nowhere"), () => this.clear());
    chips.append(
      this.none,
      chipOf(say("Draw it by hand …"), say("where no gazetteer knows the place: a point, a line or an area"), () => this.byHand()),
    );
    return chips;
  }

  /**
   * @param {Place | null} place
   * @param {readonly PlaceWordsOffer[]} offers
   */
  begin(place, offers) {
    if (!place) return;
    const { words, id, name, drawn } = place;
    if (drawn || (name && !id)) {
      this.drawing.box.hidden = false;
      this.drawing.load(name ?? "", drawn ?? null);
      this.tell();
      return;
    }
    const offer = words && offers.find((other) => other.words[0] < words[1] && words[0] < other.words[1]);
    const known = offer?.candidates ?? [];
    const chosen = known.find((candidate) => candidate.id === id);
    if (chosen || !id) this.search.paint(known, chosen ?? null);
    else void this.search.choose(id);
  }

  /** Draw on the map what stands here, once the field is in the page. */
  placed() {
    if (this.chosen || this.byHandNow) this.show(this);
  }

  get byHandNow() {
    return !this.drawing.box.hidden;
  }

  /** @param {PlaceWordsOffer} offer */
  take(offer) {
    this.words.set([offer.words[0], offer.words[1]]);
    const own = this.search.ownNamed(this.line.text.cut(this.words.span ?? [0, 0])), places = [...own, ...offer.candidates];
    this.search.paint(places, places.find(({ id }) => id) ?? null);
  }

  clear() {
    this.kept = "";
    this.words.set(null);
    this.drawing.box.hidden = true;
    this.search.paint([]);
  }

  byHand() {
    this.kept = "";
    this.drawing.box.hidden = false;
    this.search.paint([]);
    if (this.words.span) this.drawing.name.value ||= this.line.text.cut(this.words.span);
    this.show(this);
    if (this.words.span) this.drawing.kind.focus();
    else this.words.button.click();
  }

  /** @param {Span | null} span */
  newWords(span) {
    this.tell();
    if (!span) { if (!this.byHandNow) this.search.paint([]); return; }
    const words = this.line.text.cut(span).replace(/\s+/g, " ");
    if (this.byHandNow) this.drawing.name.value ||= words;
    else void this.search.look(words);
  }

  /** @param {PlaceOffer | null} place */
  choose(place) {
    this.chosen = place;
    this.onMap = null;
    if (place) {
      this.kept = "";
      this.drawing.box.hidden = true;
      void this.fetchShape(place);
    }
    this.tell();
    this.show(this);
  }

  /** @param {PlaceOffer} place */
  async fetchShape(place) {
    const onMap = await this.search.onMap(place);
    if (this.chosen !== place) return;
    this.onMap = onMap;
    this.tell();
    this.show(this);
  }

  /** Say how the place that is chosen is drawn. */
  tell() {
    const { chosen: place } = this;
    if (this.none) pressed(this.none, !this.words.span && !place && !this.kept && !this.byHandNow);
    // What is drawn by hand, and what is no town, is never exact.
    this.nearBox.hidden = this.byHandNow || (place !== null && place.level !== "city");
    if (!place) { this.drawnAs.textContent = ""; return; }
    const line = /LineString$/.test(String(this.onMap?.shape?.type ?? "")) && place.level === "region";
    const form = line ? LINE_BY_HAND : place.level === "city" && this.near.checked ? NEAR_IT : (DRAWN_AS[place.level]?.form ?? place.level);
    this.drawnAs.textContent = say("Drawn as {form}. At {latitude}, {longitude}. Why: {why}.", {
      form, latitude: place.latitude.toFixed(2), longitude: place.longitude.toFixed(2), why: place.why,
    });
  }

  /** The ring of its mark; empty where nothing is drawn. */
  get ring() {
    return this.chosen ? (DRAWN_AS[this.chosen.level]?.ring ?? "vague") : "";
  }

  /** What draws by hand on the map; null where nothing is drawn. @returns {Pen | null} */
  get pen() {
    if (!this.byHandNow) return null;
    const { drawing } = this, { shapeKind: kind, corners, closed } = drawing;
    return { kind, corners, closed, add: (latitude, longitude) => drawing.add(latitude, longitude), close: () => drawing.closeArea() };
  }

  /** @returns {Place | null} */
  collect() {
    const place = { words: this.words.span, near: this.near.checked };
    if (this.byHandNow) return { ...place, name: this.drawing.name.value.trim(), drawn: this.drawing.geometry };
    const id = this.chosen?.id ?? this.kept;
    return this.words.span || id ? { ...place, id } : null;
  }
}
