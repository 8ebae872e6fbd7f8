/* Which place words mean: places that are offered or looked up as you type, those of the dossier's own first. */

import { element, node } from "../dom.js";
import { textOf } from "./controls.js";
import { say } from "../words.js";

/**
 * @import {OwnPlace, PlaceAnswer, PlaceMessage, PlaceOffer, ShapeAnswer} from "../protocol"
 */

// Milliseconds without a key before a place is looked up.
const PAUSE = 180;
let searches = 0;

/** @param {string} text */
const plain = (text) => text.normalize("NFKC").toLocaleLowerCase().replace(/^the /, "").trim();

export class PlaceSearch {
  /**
   * @param {string} address where places are looked up
   * @param {readonly OwnPlace[]} own places that only the dossier knows
   * @param {(place: PlaceOffer | null) => void} chosen
   */
  constructor(address, own, chosen) {
    this.address = address;
    this.own = own;
    this.chosen = chosen;
    searches += 1;
    this.name = `desk-place-${searches}`;
    /** @type {number | undefined} */
    this.waiting = undefined;
    this.asked = 0;
    this.input = textOf(say("Look for a place"), "", say("Look for another place"));
    this.input.addEventListener("input", () => this.type());
    this.list = element("div", { class: "places", role: "radiogroup", "aria-label": say("Which place is meant") });
    this.status = element("span", { class: "quiet search-status", role: "status" });
  }

  type() {
    window.clearTimeout(this.waiting);
    const typed = this.input.value.trim();
    if (typed.length < 2) return;
    this.waiting = window.setTimeout(() => void this.look(typed), PAUSE);
  }

  /**
   * The places of the dossier's own that have this name, or one that begins so.
   *
   * @param {string} typed
   */
  ownNamed(typed) {
    const wanted = plain(typed);
    return this.own.filter(({ names }) => names.some((name) => plain(name).startsWith(wanted)));
  }

  /**
   * List what is found under a name.
   *
   * @param {string} typed
   */
  async look(typed) {
    const own = this.ownNamed(typed), answer = await this.ask({ q: typed });
    if (!answer) return;
    const places = [...own, .../** @type {PlaceAnswer} */ (answer).places];
    this.paint(places);
    if (!places.length) this.status.textContent = say("No place of that name is known. It can be drawn by hand.");
  }

  /**
   * Choose the place of an id.
   *
   * @param {string} id
   */
  async choose(id) {
    const own = this.own.find((place) => place.id === id);
    if (own) { this.paint([own], own); return; }
    const answer = await this.ask({ id });
    const [place] = answer ? /** @type {PlaceAnswer} */ (answer).places : [];
    if (place) this.paint([place], place);
  }

  /**
   * A place as the map draws it; null where nobody knows its shape.
   *
   * @param {PlaceOffer} place
   * @returns {Promise<PlaceMessage | null>}
   */
  async onMap(place) {
    const { id, name, level, latitude, longitude } = place, own = this.own.find((other) => other.id === id);
    /** @type {PlaceMessage} */
    const point = { id, name, level, at: [latitude, longitude], shape: own?.shape ?? null };
    if (own || level === "city" || !id) return point;
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams({ shape: id })}`);
      return answer.ok ? /** @type {ShapeAnswer} */ (await answer.json()).place : null;
    } catch {
      return null;
    }
  }

  /**
   * Ask the server; null where another question was asked meanwhile, or no answer came.
   *
   * @param {Record<string, string>} question
   * @returns {Promise<object | null>}
   */
  async ask(question) {
    this.asked += 1;
    const { asked } = this;
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams(question)}`);
      if (asked !== this.asked) return null;
      if (answer.ok) return await answer.json();
    } catch {
      // What is typed stays, and can be looked up again.
    }
    this.status.textContent = say("The places could not be looked up. Try again.");
    return null;
  }

  /**
   * List places; one of them may be chosen.
   *
   * @param {readonly PlaceOffer[]} places
   * @param {PlaceOffer | null} [chosen]
   */
  paint(places, chosen = null) {
    this.status.textContent = "";
    this.list.replaceChildren(...places.map((place) => {
      const radio = element("input", { type: "radio", name: this.name, checked: place === chosen });
      radio.addEventListener("change", () => this.chosen(place));
      const where = [place.admin1, place.country].filter(Boolean).join(", ");
      const level = place.population
        ? say("{level} · {where} · {people} people", { level: place.level, where, people: place.population })
        : say("{level} · {where}", { level: place.level, where });
      return element("label", { class: "candidate", title: place.why }, radio, node("strong", "", place.name), node("span", "quiet", level));
    }));
    this.chosen(chosen);
  }
}
