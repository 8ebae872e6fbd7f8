/* What the columns layer shows as elements of the page: the marks of few events, and the card.
 *
 * new RingMarks(pane)
 *   .show(stacks)       stacks = [{rows: [place among the events], precision, mixed, colour, label}]; elements are used again
 *   .place(project)     put each at project(stack) → point
 * A town is a closed ring with its point, an area a dashed ring in a soft halo, a vaguer place a dotted ring in a wider
 * one: only a town has a point, for only there one is known. Events at the very same coordinates are one mark with a number.
 *
 * All text reaches the page as text nodes.
 */

import { drawing, node } from "../dom.js";

// Across, in pixels: the button, the ring of one event, the ring of several; the halo by precision.
const BOX = 28, RING = 7, STACK = 10.5, HALO = [0, 15, 21];
// Elements kept for later.
const SPARE = 200;

function short(count) { return count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 10000 ? 1 : 0)}k`; }

export class RingMarks {
  constructor(pane) {
    this.box = node("div", "columns-marks");
    this.box.setAttribute("role", "group");
    pane.append(this.box);
    this.pool = [];
    this.stacks = [];
  }

  make() {
    const element = node("div", "columns-mark leaflet-zoom-animated"), svg = drawing("svg");
    element.setAttribute("role", "button");
    element.tabIndex = 0;
    svg.setAttribute("viewBox", `${-BOX / 2} ${-BOX / 2} ${BOX} ${BOX}`);
    svg.setAttribute("aria-hidden", "true");
    const parts = { halo: drawing("circle", { class: "halo" }), ground: drawing("circle", { class: "ground" }), ring: drawing("circle", { class: "ring" }),
      point: drawing("circle", { class: "point" }), number: drawing("text", { class: "number" }) };
    parts.point.setAttribute("r", "2.6");
    parts.number.setAttribute("y", "3.6");
    svg.append(...Object.values(parts));
    element.append(svg);
    return { element, parts };
  }

  /* Marks that stay keep their element, and with it the focus; their order is that of the stacks. */
  show(stacks) {
    const before = new Map(this.stacks.map(({ rows }, k) => [rows[0], this.pool[k]]));
    const kept = stacks.map(({ rows: [i] }) => { const mark = before.get(i); before.delete(i); return mark; });
    const free = [...before.values(), ...this.pool.slice(this.stacks.length)];
    for (const { element } of before.values()) element.remove();
    const used = kept.map((mark) => mark || free.pop() || this.make());
    used.forEach((mark, k) => {
      this.dress(mark, stacks[k]);
      if (this.box.children[k] !== mark.element) this.box.insertBefore(mark.element, this.box.children[k] || null);
    });
    this.stacks = stacks;
    this.pool = [...used, ...free.slice(0, SPARE)];
  }

  dress({ element, parts }, { rows, precision, mixed, colour, label }) {
    const several = rows.length > 1, r = several ? STACK : RING;
    element.className = `columns-mark leaflet-zoom-animated precision-${precision}${several ? " stack" : ""}`;
    element.style.setProperty("--c", colour);
    element.setAttribute("aria-label", label);
    parts.ground.setAttribute("r", r);
    parts.ring.setAttribute("r", r);
    parts.halo.setAttribute("r", HALO[mixed]);
    const number = several ? short(rows.length) : "";
    if (parts.number.textContent !== number) parts.number.textContent = number;
  }

  place(project) {
    this.stacks.forEach((stack, k) => L.DomUtil.setPosition(this.pool[k].element, project(stack)));
  }

  of(element) { return this.stacks[this.pool.findIndex((mark) => mark.element === element)]; }

  elementOf(i) {
    const k = this.stacks.findIndex(({ rows }) => rows.includes(i));
    return k < 0 ? null : this.pool[k].element;
  }

  relabel(rows, label) {
    const element = this.elementOf(rows[0]);
    if (element && element.getAttribute("aria-label") !== label) element.setAttribute("aria-label", label);
  }

  select(i) {
    const chosen = i < 0 ? null : this.elementOf(i);
    for (const { element } of this.pool) {
      element.classList.toggle("selected", element === chosen);
      element.setAttribute("aria-pressed", element === chosen ? "true" : "false");
    }
  }

  remove() { this.box.remove(); }
}
