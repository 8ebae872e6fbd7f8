/* Few events as marks: elements of the page, which take focus and are read aloud.
 *
 * A town is a closed ring with its point, an area a dashed ring in a soft halo, a vaguer place a dotted ring in a wider
 * one: only a town has a point, for only there one is known. Events at the very same coordinates are one mark with a number.
 */

import { drawing, node } from "../dom.js";
import { say } from "../words.js";

/**
 * @import {Stack} from "../types"
 * @typedef {{halo: SVGElement, ground: SVGElement, ring: SVGElement, point: SVGElement, number: SVGElement}} Parts
 * @typedef {{element: HTMLElement, parts: Parts}} Mark
 */

// Across, in pixels: the button, the ring of one event, the ring of several; the halo by precision.
const BOX = 28, RING = 7, STACK = 10.5, HALO = [0, 15, 21];
// Elements kept for later.
const SPARE = 200;

/** @param {number} count */
function short(count) {
  return count < 1000 ? String(count) : say("{thousands}k", { thousands: (count / 1000).toFixed(count < 10000 ? 1 : 0) });
}

export class RingMarks {
  /** @param {HTMLElement} pane */
  constructor(pane) {
    this.box = node("div", "columns-marks");
    this.box.setAttribute("role", "group");
    pane.append(this.box);
    /** @type {Mark[]} */
    this.pool = [];
    /** @type {Stack[]} */
    this.stacks = [];
  }

  /** @returns {Mark} */
  make() {
    const element = node("div", "columns-mark leaflet-zoom-animated");
    const svg = drawing("svg", { viewBox: `${-BOX / 2} ${-BOX / 2} ${BOX} ${BOX}`, "aria-hidden": "true" });
    element.setAttribute("role", "button");
    element.tabIndex = 0;
    const parts = {
      halo: drawing("circle", { class: "halo" }), ground: drawing("circle", { class: "ground" }), ring: drawing("circle", { class: "ring" }),
      point: drawing("circle", { class: "point", r: 2.6 }), number: drawing("text", { class: "number", y: 3.6 }),
    };
    svg.append(...Object.values(parts));
    element.append(svg);
    return { element, parts };
  }

  /**
   * Elements are used again. Marks that stay keep theirs, and with it the focus; their order is that of the stacks.
   *
   * @param {Stack[]} stacks
   */
  show(stacks) {
    const before = new Map(this.stacks.map(({ rows }, k) => [rows[0], this.pool[k]]));
    const kept = stacks.map(({ rows: [i] }) => {
      const mark = before.get(i);
      before.delete(i);
      return mark;
    });
    const free = [...before.values(), ...this.pool.slice(this.stacks.length)];
    for (const { element } of before.values()) element.remove();
    const used = kept.map((mark) => mark || free.pop() || this.make());
    used.forEach((mark, k) => {
      dress(mark, stacks[k]);
      if (this.box.children[k] !== mark.element) this.box.insertBefore(mark.element, this.box.children[k] || null);
    });
    this.stacks = stacks;
    this.pool = [...used, ...free.slice(0, SPARE)];
  }

  /**
   * Put each mark where its stack is.
   *
   * @param {(stack: Stack) => L.Point} project
   */
  place(project) {
    this.stacks.forEach((stack, k) => { L.DomUtil.setPosition(this.pool[k].element, project(stack)); });
  }

  /**
   * @param {Element} element
   * @returns {Stack | undefined}
   */
  of(element) {
    return this.stacks[this.pool.findIndex((mark) => mark.element === element)];
  }

  /** @param {number} i the place of an event */
  elementOf(i) {
    const k = this.stacks.findIndex(({ rows }) => rows.includes(i));
    return k < 0 ? null : this.pool[k].element;
  }

  /**
   * @param {number[]} rows
   * @param {string} label
   */
  relabel(rows, label) {
    const element = this.elementOf(rows[0]);
    if (element && element.getAttribute("aria-label") !== label) element.setAttribute("aria-label", label);
  }

  /** @param {number} i the place of an event, or -1 for none */
  select(i) {
    const chosen = i < 0 ? null : this.elementOf(i);
    for (const { element } of this.pool) {
      element.classList.toggle("selected", element === chosen);
      element.setAttribute("aria-pressed", element === chosen ? "true" : "false");
    }
  }

  remove() {
    this.box.remove();
  }
}

/**
 * @param {Mark} mark
 * @param {Stack} stack
 */
function dress({ element, parts }, { rows, precision, mixed, colour, label }) {
  const several = rows.length > 1, r = String(several ? STACK : RING);
  element.className = `columns-mark leaflet-zoom-animated precision-${precision}${several ? " stack" : ""}`;
  element.style.setProperty("--c", colour);
  element.setAttribute("aria-label", label);
  parts.ground.setAttribute("r", r);
  parts.ring.setAttribute("r", r);
  parts.halo.setAttribute("r", String(HALO[mixed]));
  const number = several ? short(rows.length) : "";
  if (parts.number.textContent !== number) parts.number.textContent = number;
}
