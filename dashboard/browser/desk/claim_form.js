/* The form of a claim: a figure or an outcome that somebody gives. */

import { button, element, node } from "../dom.js";
import { overlap } from "./article_text.js";
import { chipOf, choiceOf, fieldOf, followSame, pressed, sameAs, sameNote, showOwn, textOf, titleOf, WordsButton } from "./controls.js";
import { claimsOfWords, toldOfSameWords, waitsNote } from "./coded_before.js";
import { WhoField } from "./who_field.js";
import { figure, say } from "../words.js";

/**
 * @import {CodedOnFile, FigureOffer} from "../protocol"
 * @import {Span} from "./article_text.js"
 * @import {FormParts} from "./event_form.js"
 */


const DAMAGE = "damage";

/**
 * The figure that is proposed for words that were chosen.
 *
 * @param {readonly FigureOffer[]} figures
 * @param {Span | null} span
 */
function offerAt(figures, span) {
  return figures.find(({ words }) => span && overlap([words[0], words[1]], span));
}

export class ClaimForm {
  /** @param {FormParts} parts */
  constructor({ line, sentence, choices, nearby, coded, own, waiting, toReview, forms, tie }) {
    const form = forms?.[0];
    this.parts = { line, coded, own };
    /** What was proposed for whose people, as long as nobody chose otherwise. */
    this.proposed = { side: "", category: "" };
    /** @type {FigureOffer | undefined} the figure that is proposed and chosen */
    this.offer = undefined;
    const [only] = sentence.figures;
    this.figure = new WordsButton(line, say("The words of the figure"), form ? form.figure : only ? [only.words[0], only.words[1]] : null, (span) => {
      this.bounds(sentence.figures, span);
      this.proposePeople(offerAt(sentence.figures, span));
    });
    this.metric = choiceOf(say("What is counted"), choices.metrics, form?.metric ?? only?.metric ?? "", say("What is counted?"));
    this.reading = node("span", "quiet why");
    this.sameWords = element("p", { class: "warned", role: "status" });
    const chips = element("div", { class: "chips" });
    for (const offer of sentence.figures) {
      chips.append(this.figure.chip(offer.words, offer.why, () => {
        this.metric.value = offer.metric;
        this.fit();
        this.bounds(sentence.figures, this.figure.span);
        this.proposePeople(offer);
        this.claimants.tellRoles();
      }));
    }
    const parties = choices.sides.filter(({ value }) => value !== "outlet" && value !== "third_party");
    this.side = choiceOf(say("Whose people are counted"), parties, form?.side ?? "", say("The text does not say"));
    this.category = textOf(say("Who is counted, in the words of the text"), form?.category ?? "", say("soldiers, children …"));
    this.sideWhy = node("span", "quiet why");
    this.sideField = fieldOf("side", say("Whose people"), this.side, this.category, this.sideWhy);
    this.metric.addEventListener("change", () => this.fit());
    this.claimants = new WhoField({ name: "claimants", label: say("Who says so"), choices, line, offers: sentence.actors.filter((actor) => actor.role === "claimant"), actors: form?.claimants ?? [], outlet: true,
      relation: { given: form?.roles ?? [], ofSide: (side) => choices.role_of[this.metric.value]?.[side]?.[this.side.value] ?? "" }, changed: () => this.followSpeaker() });
    for (const list of [this.metric, this.side]) list.addEventListener("change", () => this.claimants.tellRoles());
    this.support = choiceOf(say("How well it is supported"), choices.support, form?.verification ?? "", say("As follows from who says so"));
    this.events = element("div", { class: "tied" });
    /** @type {{chip: HTMLElement, id: string}[]} */
    this.nearChips = [];
    this.ties = element("div", { class: "ties" });
    /** @type {WordsButton[]} */
    this.tieWords = [];
    this.chosen = new Set(/** @type {string[]} */ (form?.events ?? []));
    const near = element("div", { class: "chips" });
    for (const event of choices.events) {
      const box = element("input", { type: "checkbox", checked: this.chosen.has(event.id), value: event.id });
      box.addEventListener("change", () => this.tieTo(event.id, box.checked));
      this.events.append(element("label", {}, box, titleOf(event)));
      const tied = nearby.find(({ id }) => id === event.id);
      if (!tied) continue;
      const chip = chipOf(say("{event}: “{words}”", { event: titleOf(event), words: line.text.cut(tied.words) }),
        say("coded of this sentence or of the one before"), () => { box.checked = !box.checked; this.tieTo(event.id, box.checked, tied.words); });
      this.nearChips.push({ chip, id: event.id });
      near.append(chip);
    }
    this.pressNear();
    for (const span of form?.ties ?? []) this.addTie(span);
    const more = button("chip", say("Words that tie it …"), () => this.addTie(null));
    this.note = textOf(say("Note"), form?.note ?? "");
    this.same = sameAs(choices.claims, form, say("A new claim"));
    const sameWhy = sameNote();
    this.box = element("div", { class: "fields" },
      fieldOf("same_as", say("Same as"), this.same, waitsNote(waiting, "claim"), sameWhy),
      fieldOf("figure", say("Figure"), chips, this.figure.button, this.reading, this.sameWords),
      fieldOf("metric", say("What is counted"), this.metric),
      this.sideField,
      this.claimants.box,
      fieldOf("events", say("Tied to"), near, choices.events.length ? this.events : node("span", "quiet", say("No event is coded yet.")), waitsNote(waiting, "event", toReview), this.ties, more,
        node("span", "quiet", say("Only where its own words name the place, the day or the act."))),
      element("details", { class: "more" }, node("summary", "", say("Support, note")),
        fieldOf("verification", say("Support"), this.support), fieldOf("note", say("Note"), this.note)));
    this.hearTied = followSame(this.same, sameWhy, tie, (values) => { showOwn(this.box, values); this.tellSameWords(); });
    this.bounds(sentence.figures, this.figure.span);
    if (!form && only) this.proposePeople(only);
    this.fit();
  }

  /**
   * Whose people a figure counts and who they are, as its words say it; what the coder chose stays.
   *
   * @param {FigureOffer | undefined} offer
   */
  proposePeople(offer) {
    this.offer = offer;
    if (!offer) return;
    const words = offer.counted ? this.parts.line.text.cut([offer.counted[0], offer.counted[1]]) : "";
    const [speaker] = this.claimants.sides();
    const side = offer.own ? (speaker ?? "") : offer.side;
    if (this.side.value === this.proposed.side) {
      this.side.value = side;
      if (this.side.value !== side) this.side.value = "";
    }
    if (this.category.value === this.proposed.category) this.category.value = words;
    this.proposed = { side: this.side.value, category: words };
    this.sideWhy.textContent = !words ? "" : offer.own ? say("“{words}”: those of whoever says so.", { words }) : say("As the words say: “{words}”.", { words });
  }

  /** The people that are counted may be those of whoever says so. */
  followSpeaker() {
    if (!this.claimants || !this.offer?.own) return;
    this.proposePeople(this.offer);
    this.claimants.tellRoles();
  }

  /** People are counted, or things: drones that were brought down, damage. */
  fit() {
    const things = this.metric.value === DAMAGE, title = this.sideField.querySelector(":scope > .field-label");
    if (title) title.textContent = things ? say("Whose loss") : say("Whose people");
    this.category.placeholder = things ? say("drones, buildings …") : say("soldiers, children …");
  }

  /**
   * @param {readonly FigureOffer[]} figures
   * @param {Span | null} span
   */
  bounds(figures, span) {
    const offer = offerAt(figures, span);
    this.reading.textContent = offer ? say("Read as {number}: {why}.", { number: bounds(offer.n_min, offer.n_max), why: offer.why }) : "";
    this.tellSameWords();
  }

  /** Warn of a claim of the same words, unless the form is tied to it. */
  tellSameWords() {
    const { coded, own } = this.parts, claims = this.same.value ? [] : claimsOfWords(coded, this.figure.span, own);
    this.sameWords.textContent = toldOfSameWords(claims);
    this.sameWords.hidden = !claims.length;
  }

  /**
   * Tie it to an event or untie it; its words, where they are known, tie it.
   *
   * @param {string} id
   * @param {boolean} tied
   * @param {Span | null} [span]
   */
  tieTo(id, tied, span = null) {
    if (tied) this.chosen.add(id);
    else this.chosen.delete(id);
    this.pressNear();
    const there = this.tieWords.some((words) => words.span && span && words.span[0] === span[0] && words.span[1] === span[1]);
    if (tied && span && !there) this.addTie(span);
  }

  pressNear() {
    for (const { chip, id } of this.nearChips) pressed(chip, this.chosen.has(id));
  }

  /** @param {Span | null} span */
  addTie(span) {
    const words = new WordsButton(this.parts.line, say("The words that tie it to the events"), span);
    this.tieWords.push(words);
    this.ties.append(words.button);
    if (!span) words.button.click();
  }

  collect() {
    return [{
      figure: this.figure.span,
      metric: this.metric.value,
      side: this.side.value,
      category: this.category.value,
      claimants: this.claimants.collect(),
      roles: this.claimants.roles(),
      same_as: this.same.value,
      events: [...this.chosen],
      ties: this.tieWords.flatMap((words) => (words.span ? [words.span] : [])),
      verification: this.support.value,
      note: this.note.value,
    }];
  }
}

/**
 * @param {number | null} low
 * @param {number | null} high
 */
function bounds(low, high) {
  if (low === null) return high === null ? say("no number") : say("up to {most}", { most: high });
  if (high === null) return say("{least} or more", { least: low });
  return low === high ? figure(low) : say("{least} to {most}", { least: low, most: high });
}
