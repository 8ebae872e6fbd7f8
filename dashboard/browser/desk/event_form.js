/* The form of an act: its kind, one or several place-days, who acted, who was hit, whose word it is. */

import { button, element, node } from "../dom.js";
import { choiceOf, fieldOf, followSame, sameNote, showOwn, textOf, titleOf } from "./controls.js";
import { waitsNote } from "./coded_before.js";
import { dayOfPlace, placesOf } from "./offered_days.js";
import { PlaceDay } from "./place_day.js";
import { PlaceMap } from "./place_map.js";
import { WhoField } from "./who_field.js";
import { say } from "../words.js";

/**
 * @import {CodedPassage, PlaceMapSettings, SentenceOffer, WaitingForm} from "../protocol"
 * @import {Span} from "./article_text.js"
 * @import {WordLine} from "./word_line.js"
 * @import {Actor} from "./who_field.js"
 * @import {Place, PlaceField} from "./place_field.js"
 * @import {ContextDays} from "./context_days.js"
 * @import {NearbyEvent} from "./nearby_events.js"
 * @import {FormChoices} from "./new_actors.js"
 * @import {ChosenDays} from "./place_day.js"
 * @typedef {{line: WordLine, sentence: SentenceOffer, choices: FormChoices, address: string, map: PlaceMapSettings, context: readonly ContextDays[], nearby: readonly NearbyEvent[], coded: readonly CodedPassage[], own: readonly string[], waiting: readonly WaitingForm[], forms: readonly Record<string, any>[] | null, tie: (id: string) => void, toReview: () => void}} FormParts
 *   `own` are the ids under which the form itself is kept or accepted
 */

const TWO_SIDES = "ground_clash", NO_ATTACK = "security_operation";

export class EventForm {
  /** @param {FormParts} parts */
  constructor({ line, sentence, choices, address, map, context, waiting, forms, tie }) {
    const form = forms?.[0];
    this.parts = { line, sentence, choices, address, context };
    this.map = new PlaceMap(map);
    const offers = (/** @type {string} */ role) => sentence.actors.filter((actor) => actor.role === role);
    const all = sentence.actors;
    this.kind = choiceOf(say("Kind of act"), this.kinds(), form?.kind ?? sentence.kinds[0] ?? "", say("Which kind?"));
    const kindWhy = node("span", "quiet why", sentence.why);
    this.same = choiceOf(say("Same as an event that is coded already"), choices.events.map((event) => ({ value: event.id, label: titleOf(event) })), form?.same_as ?? "", say("A new event"));
    this.placeDays = element("div", { class: "place-days" });
    /** @type {PlaceDay[]} */
    this.all = [];
    if (forms) for (const { days, place } of forms) this.addPlaceDay(days, place);
    else {
      const [first] = placesOf(sentence);
      this.addPlaceDay(this.daysAt(first ?? null), first ? this.placeOf(first) : null);
    }
    this.split = button("secondary", say("Split: another place or day"), () => this.addNext());
    this.split.dataset.key = "d";
    this.claimants = new WhoField({ name: "claimants", label: say("Who says so"), choices, line, offers: offers("claimant"), actors: form?.claimants ?? [], outlet: true });
    this.attacker = new WhoField({ name: "attacker", label: say("Attacker"), choices, line, offers: all.filter((actor) => actor.role !== "target"), actors: form?.attacker ? [form.attacker] : [], one: true });
    this.target = new WhoField({ name: "target", label: say("Target"), choices, line, offers: [...offers("target"), ...offers("attacker"), ...offers("actor")], actors: form?.target ?? [], changed: () => this.fitTarget() });
    this.targetClaimant = new WhoField({ name: "target_claimant", label: say("Who says what the target was"), choices, line, offers: offers("claimant"), actors: form?.target_claimant ? [form.target_claimant] : [], one: true, outlet: true });
    this.targetClaimant.box.append(node("span", "quiet why", say("Left open, it is whoever speaks in the words for the target.")));
    this.actors = new WhoField({ name: "actors", label: say("Who took part"), choices, line, offers: all, actors: form?.actors ?? [] });
    this.title = textOf(say("Title"), form?.title ?? "", say("From kind and place if left empty"));
    this.support = choiceOf(say("How well it is supported"), choices.support, form?.verification ?? "", say("As follows from who says so"));
    this.scope = textOf(say("For which part that holds"), form?.status_scope ?? "", say("Only where it is not the whole"));
    this.note = textOf(say("Note"), form?.note ?? "");
    this.kind.addEventListener("change", () => this.fit());
    this.sameWhy = sameNote();
    this.box = element("div", { class: "fields" },
      fieldOf("kind", say("Kind of act"), this.kind, kindWhy),
      fieldOf("same_as", say("Same as"), this.same, waitsNote(waiting, "event"), this.sameWhy),
      this.placeDays, this.split,
      this.claimants.box, this.attacker.box, this.target.box, this.targetClaimant.box, this.actors.box,
      element("details", { class: "more" }, node("summary", "", say("Title, support, note")),
        fieldOf("title", say("Title"), this.title), fieldOf("verification", say("Support"), this.support), fieldOf("status_scope", say("Support holds for"), this.scope), fieldOf("note", say("Note"), this.note)));
    /** What the event has that the form is tied to, by field. @type {Readonly<Record<string, string>>} */
    this.tied = {};
    this.hearTied = followSame(this.same, this.sameWhy, tie, (own) => { this.tied = own; this.fit(); });
    this.fit();
  }

  /** The kinds, those of the sentence first. */
  kinds() {
    const { sentence, choices } = this.parts;
    const first = sentence.kinds.flatMap((kind) => choices.kinds.filter(({ value }) => value === kind));
    return [...first, ...choices.kinds.filter(({ value }) => !sentence.kinds.includes(value))];
  }

  /**
   * The day of an act at a place, as the words of the sentence say it.
   *
   * @param {SentenceOffer["places"][number] | null} place
   * @returns {ChosenDays | null}
   */
  daysAt(place) {
    const day = dayOfPlace(this.parts.sentence, place);
    return day && { words: [day.words[0], day.words[1]], first: day.first, last: day.last, time_of_day: day.time_of_day };
  }

  /** The next place of the sentence, on the day that its words say, else on that of the place-day before. */
  addNext() {
    const used = this.all.map((one) => one.place.words.span);
    const next = placesOf(this.parts.sentence).find(({ words }) => !used.some((span) => span && span[0] === words[0])) ?? null;
    const before = this.all[this.all.length - 1].collect().days;
    this.addPlaceDay((next && this.daysAt(next)) ?? before, next ? this.placeOf(next) : null);
    this.all[this.all.length - 1].place.words.button.focus();
  }

  /**
   * @param {SentenceOffer["places"][number]} offer
   * @returns {Place | null} the words, and the best of the places that can be drawn; none where nothing can
   */
  placeOf(offer) {
    const best = offer.candidates.find(({ id }) => id);
    return best ? { words: [offer.words[0], offer.words[1]], id: best.id } : null;
  }

  /**
   * @param {ChosenDays | null} days
   * @param {Place | null} place
   */
  addPlaceDay(days, place) {
    const { line, address, choices, sentence, context } = this.parts;
    const made = new PlaceDay({ line, address, choices, sentence, days, context, place, show: (field) => this.showMap(field) });
    this.all.push(made);
    if (this.all.length > 1) {
      const remove = button("remove", "×", () => {
        this.all = this.all.filter((one) => one !== made);
        this.showMap(this.all[0].place);
        made.box.remove();
        this.split.focus();
      });
      remove.setAttribute("aria-label", say("Leave this place-day out"));
      made.box.append(remove);
    }
    this.placeDays.append(made.box);
    if (this.box) showOwn(made.box, this.tied);
    made.place.placed();
  }

  /**
   * Draw the places of all place-days on the map, which stands in the field that was used last.
   *
   * @param {PlaceField} field
   */
  showMap(field) {
    const fields = this.all.map(({ place }) => place);
    // A field that is not in the form yet, or has nothing to show, does not take the map from another.
    if (!fields.includes(field) || (!field.chosen && !field.byHandNow && this.map.box.parentElement !== field.mapPlace)) return;
    if (this.map.box.parentElement !== field.mapPlace) field.mapPlace.append(this.map.box);
    this.map.box.hidden = !field.chosen && !field.byHandNow;
    const places = fields.flatMap((other) => other.onMap && other.ring ? [{ place: other.onMap, ring: other.ring, own: other === field }] : []);
    void this.map.show(places);
    void this.map.edit(field.pen);
  }

  /** The form is closed. */
  end() {
    void this.map.end();
  }

  /** Show the fields that the kind has. */
  fit() {
    const attack = this.kind.value !== TWO_SIDES && this.kind.value !== NO_ATTACK;
    this.attacker.box.hidden = !attack;
    this.actors.box.hidden = attack;
    this.actors.rename(this.kind.value === NO_ATTACK ? say("Who carried it out") : say("Who took part"));
    this.fitTarget();
    showOwn(this.box, this.tied);
  }

  /** Who says what the target was is asked where there is one. */
  fitTarget() {
    if (this.targetClaimant) this.targetClaimant.box.hidden = !this.target.rows.length;
  }

  /** One form for each place-day. @returns {Record<string, unknown>[]} */
  collect() {
    const attack = !this.attacker.box.hidden;
    const common = {
      kind: this.kind.value,
      same_as: this.same.value,
      claimants: this.claimants.collect(),
      attacker: attack ? (this.attacker.collect()[0] ?? null) : null,
      target: this.target.collect(),
      target_claimant: (!this.targetClaimant.box.hidden && this.targetClaimant.collect()[0]) || null,
      actors: attack ? [] : this.actors.collect(),
      title: this.title.value,
      verification: this.support.value,
      status_scope: this.scope.value,
      note: this.note.value,
    };
    return this.all.map((one) => ({ ...common, ...one.collect() }));
  }
}
