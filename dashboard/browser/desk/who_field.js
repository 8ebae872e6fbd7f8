/* Who is meant: actors of the dossier or new ones, each with the words that name him in the sentence. */

import { button, element, node } from "../dom.js";
import { chipOf, choiceOf, fieldOf, pressed, textOf, WordsButton } from "./controls.js";
import { isNew, newActors, plainName as plain, withBareNames } from "./new_actors.js";
import { say } from "../words.js";

/**
 * @import {ActorOffer} from "../protocol"
 * @import {FormChoices, NewActor} from "./new_actors.js"
 * @import {Span} from "./article_text.js"
 * @import {WordLine} from "./word_line.js"
 * @typedef {{words: Span | null, id?: string, name?: string, side?: string}} Actor
 * @typedef {{given: readonly string[], ofSide: (side: string) => string}} Relation the roles as they were typed, and the one
 *   that follows from the side of a claimant, empty while that is open
 */

const NEW = "new", OUTLET = "outlet";

/** A field of actors. Those whom the sentence seems to name are offered; nobody is chosen before the reader does it. */
export class WhoField {
  /**
   * @param {object} what
   * @param {string} what.name of the field
   * @param {string} what.label
   * @param {FormChoices} what.choices
   * @param {WordLine} what.line
   * @param {readonly ActorOffer[]} what.offers
   * @param {readonly Actor[]} what.actors
   * @param {boolean} [what.one] whether only one fits
   * @param {boolean} [what.outlet] whether the outlet may be meant
   * @param {Relation | null} [what.relation] how they stand to what is counted
   * @param {() => void} [what.changed] somebody came or went
   */
  constructor({ name, label, choices, line, offers, actors, one = false, outlet = false, relation = null, changed = () => {} }) {
    this.changed = changed;
    this.relation = relation;
    this.choices = choices;
    this.line = line;
    this.label = label;
    this.one = one;
    /** @type {{chip: HTMLElement, actor: Actor}[]} */
    this.offered = [];
    /** @type {{row: HTMLElement, collect: () => Actor, role: HTMLSelectElement | null, side: () => string}[]} */
    this.rows = [];
    this.list = element("div", { class: "who-list" });
    this.twice = element("p", { class: "quiet twice", role: "status" });
    this.adding = element("div", { class: "chips" });
    for (const offer of offers) {
      const words = /** @type {Span} */ ([offer.words[0], offer.words[1]]);
      this.offer(offer.text, offer.why, { words });
    }
    if (outlet) {
      this.offer(say("The outlet itself"), say("in its own voice; no words name it"), { words: null, id: OUTLET });
    }
    this.adding.append(chipOf(say("Somebody else …"), say("choose the words that name him"), () => this.add({ words: null }, true)));
    this.box = fieldOf(name, label, this.list, this.adding, this.twice);
    for (const actor of actors) this.add(actor);
  }

  /**
   * A chip for somebody, pressed while he stands in the field.
   *
   * @param {string} text
   * @param {string} why
   * @param {Actor} actor
   */
  offer(text, why, actor) {
    const chip = chipOf(text, why, () => this.add(actor));
    this.offered.push({ chip, actor });
    this.adding.append(chip);
    pressed(chip, false);
  }

  /**
   * Whether somebody stands in the field already: by the same words, or as the outlet itself.
   *
   * @param {Actor} actor
   */
  stands({ words, id }) {
    return this.rows.some(({ collect }) => {
      const other = collect();
      return words ? other.words?.[0] === words[0] && other.words[1] === words[1] : id === OUTLET && other.id === OUTLET;
    });
  }

  /**
   * Call the field by another name.
   *
   * @param {string} label
   */
  rename(label) {
    this.label = label;
    const title = this.box.querySelector(":scope > .field-label");
    if (title) title.textContent = label;
  }

  press() {
    for (const { chip, actor } of this.offered) pressed(chip, this.stands(actor));
  }

  /** Say where the same one stands twice, each by other words. */
  tellTwice() {
    const ids = this.rows.map(({ collect }) => collect()).flatMap(({ id, name }) => (id || (name ? plain(name) : []) || []));
    this.twice.textContent = new Set(ids).size < ids.length ? say("The same one stands here twice. Leave one out.") : "";
  }

  /**
   * @param {Actor} actor
   * @param {boolean} [choosing] whether the words are asked for at once
   */
  add(actor, choosing = false) {
    this.twice.textContent = "";
    if (!this.one && this.stands(actor)) {
      this.twice.textContent = say("That one stands here already.");
      return;
    }
    if (this.one) for (const { row } of this.rows.splice(0)) row.remove();
    // An outlet of the dossier stays the one that it is, also where words name its reporters.
    const outlet = actor.id === OUTLET || (actor.side === OUTLET && (!actor.words || Boolean(actor.id)));
    const known = actor.id ?? (actor.words ? this.recognised(this.line.text.cut(actor.words)) : "");
    const who = choiceOf(say("{field}: who it is", { field: this.label }), this.options(), actor.name ? NEW : (known ?? ""), say("Who is it?"));
    const name = textOf(say("Name of the new one"), actor.name ?? "", say("Name"));
    const side = choiceOf(say("Side of the new one"), this.choices.sides, actor.side ?? "", say("Side?"));
    const fresh = element("span", { class: "new-actor" }, name, side);
    const words = new WordsButton(this.line, say("{field}: the words that name him", { field: this.label }), actor.words, (span) => {
      if (!span) return;
      const text = this.line.text.cut(span);
      if (!who.value) who.value = this.recognised(text) || "";
      if (!name.value) name.value = text;
      this.press();
      this.tellRoles();
      this.changed();
    });
    const show = () => {
      fresh.hidden = who.value !== NEW;
      if (who.value === NEW && !name.value && words.span) name.value = this.line.text.cut(words.span);
    };
    who.addEventListener("change", () => { show(); this.tellRoles(); this.changed(); });
    side.addEventListener("change", () => { this.tellRoles(); this.changed(); });
    /** @type {NewActor} */
    const own = { name: "", side: "" };
    for (const input of [who, name, side]) input.addEventListener("change", () => this.remember(own, who.value === NEW ? name.value.trim() : "", side.value));
    const remove = button("remove", "×", () => this.remove(row));
    remove.setAttribute("aria-label", say("{field}: leave out", { field: this.label }));
    const row = outlet
      ? element("div", { class: "who-row" }, node("span", "outlet", say("{outlet}, in its own voice", { outlet: this.nameOf(actor.id) ?? this.choices.outlet })), remove)
      : element("div", { class: "who-row" }, words.button, who, fresh, remove);
    show();
    const role = this.relation ? choiceOf(say("{field}: of whom it is said", { field: this.label }), this.choices.roles, this.relation.given[this.rows.length] ?? "", "") : null;
    if (role) row.append(element("label", { class: "role" }, say("Says it of"), role));
    this.list.append(row);
    this.rows.push({
      row, role,
      side: () => outlet ? OUTLET : who.value === NEW ? side.value : (this.known().find(({ id }) => id === who.value)?.side ?? ""),
      collect: () => {
        if (outlet) return { words: actor.words, id: actor.id || OUTLET };
        if (who.value === NEW) return { words: words.span, name: name.value.trim(), side: side.value };
        const fresh = isNew(who.value) && this.known().find(({ id }) => id === who.value);
        return fresh ? { words: words.span, name: fresh.name, side: fresh.side } : { words: words.span, id: who.value };
      },
    });
    this.tellRoles();
    this.press();
    who.addEventListener("change", () => this.tellTwice());
    this.changed();
    if (choosing) words.button.click();
    else if (!outlet) who.focus();
  }

  /** @param {HTMLElement} row */
  remove(row) {
    this.rows = this.rows.filter((other) => other.row !== row);
    row.remove();
    this.press();
    this.tellTwice();
    const next = this.adding.querySelector("button");
    if (next) next.focus();
    this.changed();
  }

  /** Say of each what follows from the sides, where no other role is chosen. */
  tellRoles() {
    for (const { role, side } of this.rows) {
      const follows = side() && this.relation?.ofSide(side()), [open] = role?.options ?? [];
      const known = this.choices.roles.find(({ value }) => value === follows);
      if (open) open.textContent = known ? say("{role} (follows from the sides)", { role: known.label }) : say("As follows from the sides");
    }
  }

  /** The sides of those who stand in the field, as far as they are known. */
  sides() {
    return this.rows.flatMap(({ side }) => side() || []);
  }

  /** The roles that were chosen, empty where what follows holds. */
  roles() {
    return this.rows.map(({ role }) => role?.value ?? "");
  }

  /** @param {string | undefined} id */
  nameOf(id) {
    return this.choices.actors.find((actor) => actor.id === id)?.name;
  }

  /** Those of the dossier, and those who will be of it. */
  known() {
    return [...this.choices.actors, ...newActors(this.choices)];
  }

  /**
   * Whoever is named as new is offered in the next field and form. What is typed over replaces what stood there.
   *
   * @param {NewActor} actor of this row
   * @param {string} name
   * @param {string} side
   */
  remember(actor, name, side) {
    const { typed } = this.choices, at = typed.indexOf(actor);
    Object.assign(actor, { name, side });
    const complete = name !== "" && side !== "" && side !== OUTLET;
    if (complete && at < 0) typed.push(actor);
    if (!complete && at >= 0) typed.splice(at, 1);
  }

  options() {
    const own = this.known().filter((actor) => actor.side !== OUTLET);
    return [...own.map(({ id, name }) => ({ value: id, label: name })), { value: NEW, label: say("Somebody new …") }];
  }

  /**
   * The actor who has these words as a name.
   *
   * @param {string} words
   */
  recognised(words) {
    const said = plain(words);
    return this.known().find((actor) => actor.side !== OUTLET && withBareNames(actor.names).some((name) => plain(name) === said))?.id;
  }

  /** @returns {Actor[]} */
  collect() {
    return this.rows.map(({ collect }) => collect());
  }
}
