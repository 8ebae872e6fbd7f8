/* The form of a statement: what somebody said besides an act or a figure.
 *
 * What the sentence says of it stands there already: the kind that its verb and its words speak for, what was said in the
 * report's own words, and the day of the saying. Who speaks is offered and never chosen.
 */

import { element, node } from "../dom.js";
import { chipOf, choiceOf, fieldOf, followSame, sameAs, sameNote, showOwn, textOf, WordsButton } from "./controls.js";
import { waitsNote } from "./coded_before.js";
import { dayOfSaying, placesOf } from "./offered_days.js";
import { WhoField } from "./who_field.js";
import { say } from "../words.js";

/**
 * @import {SaidOffer} from "../protocol"
 * @import {FormParts} from "./event_form.js"
 */

export class StatementForm {
  /** @param {FormParts} parts */
  constructor({ line, sentence, choices, waiting, forms, tie }) {
    const form = forms?.[0];
    const declared = (/** @type {readonly string[]} */ kinds) => kinds.filter((kind) => choices.statements.some(({ value }) => value === kind));
    // Of several sayings, the first that is of a kind of its own: what is said of figures alone is a claim.
    const offered = sentence.said.find(({ kinds }) => declared(kinds).length) ?? sentence.said[0];
    const kinds = declared(offered?.kinds ?? []);
    this.kind = choiceOf(say("Kind of statement"), [...choices.statements].sort((one, other) => rank(kinds, one.value) - rank(kinds, other.value)), form?.kind ?? kinds[0] ?? "", say("Which kind?"));
    this.kindWhy = node("span", "quiet why");
    this.speaker = new WhoField({ name: "speaker", label: say("Who speaks"), choices, line, offers: sentence.actors.filter((actor) => actor.role === "claimant"), actors: form?.speaker ? [form.speaker] : [], one: true, outlet: true });
    this.summary = element("textarea", { "aria-label": say("What was said, in a sentence"), rows: "3", placeholder: say("States nothing as fact that is somebody's word") });
    this.summary.value = form?.summary ?? offered?.summary ?? "";
    const sayings = element("div", { class: "chips" });
    if (sentence.said.length > 1) for (const said of sentence.said) sayings.append(chipOf(said.summary, said.why, () => this.take(said, declared(said.kinds)[0])));
    const day = dayOfSaying(sentence);
    this.day = new WordsButton(line, say("The words for the day on which it was said"), form ? form.day : day && [day.words[0], day.words[1]]);
    this.place = new WordsButton(line, say("The words for a place"), form?.place ?? null);
    this.note = textOf(say("Note"), form?.note ?? "");
    this.same = sameAs(choices.said, form, say("A new statement"));
    const sameWhy = sameNote();
    this.box = element("div", { class: "fields" },
      fieldOf("same_as", say("Same as"), this.same, waitsNote(waiting, "statement"), sameWhy),
      fieldOf("kind", say("Kind of statement"), this.kind, this.kindWhy), this.speaker.box,
      fieldOf("summary", say("What was said"), sayings, this.summary),
      fieldOf("day", say("On which day"), wordChips(this.day, sentence.days.filter(({ stated }) => stated)), this.day.button),
      fieldOf("place_text", say("Place named"), wordChips(this.place, placesOf(sentence).map(({ words, candidates }) => ({ words, why: candidates[0].why }))), this.place.button),
      fieldOf("note", say("Note"), this.note));
    this.hearTied = followSame(this.same, sameWhy, tie, (own) => showOwn(this.box, own));
    if (offered && !form) this.tellKind(offered);
  }

  /**
   * Take what another speaker of the sentence says.
   *
   * @param {SaidOffer} said
   * @param {string | undefined} kind
   */
  take(said, kind) {
    this.summary.value = said.summary;
    this.kind.value = kind ?? "";
    this.tellKind(said);
    this.summary.focus();
  }

  /** @param {SaidOffer} said */
  tellKind(said) {
    this.kindWhy.textContent = said.why ? say("Read as: {why}.", { why: said.why }) : "";
  }

  collect() {
    return [{
      kind: this.kind.value,
      speaker: this.speaker.collect()[0] ?? null,
      same_as: this.same.value,
      summary: this.summary.value,
      day: this.day.span,
      place: this.place.span,
      note: this.note.value,
    }];
  }
}

/**
 * Where a kind stands in the list: those that the words speak for first, the others as they are declared.
 *
 * @param {readonly string[]} kinds
 * @param {string} kind
 */
function rank(kinds, kind) {
  const at = kinds.indexOf(kind);
  return at < 0 ? kinds.length : at;
}

/**
 * A chip for each words that a field may rest on.
 *
 * @param {WordsButton} field
 * @param {readonly {words: readonly number[], why: string}[]} offers
 */
function wordChips(field, offers) {
  return element("div", { class: "chips" }, ...offers.map(({ words, why }) => field.chip(words, why)));
}
