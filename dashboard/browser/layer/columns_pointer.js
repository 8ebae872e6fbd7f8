/* What the pointer, a click and the keys do on the columns layer, and the short card that they show.
 *
 *   over a cell: how many events, of which days, of which classes; a click zooms in on it
 *   over an event: its card, at once from the columns, then with the text that ``describe`` gives; a click selects it
 *   several events within NEAR pixels or in one mark: each click, or Enter on the mark, selects the next: "2 of 5 here"
 */

import { KINDS, NONE, OTHER } from "../class_colours.js";
import { crsOf, node } from "../dom.js";

/**
 * @import {CardContent, CardText, Point, Stack, UnderPointer} from "../types"
 * @import {ColumnsLayer} from "./columns_layer.js"
 */

const NEAR = 8;           // events so near to a click are stepped through, in pixels
const STILL = 4;          // a click this near to the one before is at the same spot
const ASK_AFTER = 90;     // milliseconds of rest on an event before its text is asked for
const KEEP = 200;         // texts kept
const LINES = 6;          // of a card that splits a number by class
const CLOSER = 3;         // a click on a cell zooms in by so much at most
// What lies above the circles. Shapes lie below: the canvas takes the pointer from them where a circle is under it.
const ABOVE = ".leaflet-control, .leaflet-popup, .leaflet-marker-icon", BELOW = "path.leaflet-interactive";
const LOOSE = ["", "Placed to an area only", "Place known vaguely"];

/** @param {number} number */
const figure = (number) => number.toLocaleString("en-GB");

/**
 * @param {number} k
 * @param {number[]} rows
 */
const place = (k, rows) => rows.length > 1 ? `${figure(k + 1)} of ${figure(rows.length)} here` : "";

class ColumnCard {
  /** @param {HTMLElement} container */
  constructor(container) {
    this.container = container;
    this.box = node("div", "columns-card");
    this.box.hidden = true;
    this.voice = node("div", "columns-voice");
    this.voice.setAttribute("role", "status");
    container.append(this.box, this.voice);
  }

  /**
   * Show a content at a point of the container.
   *
   * @param {CardContent} content
   * @param {Point} at
   */
  show({ head, title, lines = [], parts = [] }, { x, y }) {
    const inside = [];
    if (head) inside.push(node("div", "head", head));
    if (title) inside.push(node("strong", "", title));
    for (const line of lines) inside.push(node("div", "line", line));
    if (parts.length) {
      const list = node("div", "parts");
      for (const [colour, label, number] of parts) {
        const sign = node("i");
        sign.style.background = colour;
        list.append(sign, node("span", "", label), node("b", "", number));
      }
      inside.push(list);
    }
    this.box.replaceChildren(...inside);
    this.box.hidden = false;
    const { clientWidth: width, clientHeight: height } = this.container, { offsetWidth: w, offsetHeight: h } = this.box;
    const left = x + 16 + w <= width - 6 ? x + 16 : x - 16 - w, above = y - h - 12;
    this.box.style.left = `${Math.max(6, Math.min(left, width - w - 6))}px`;
    this.box.style.top = `${above >= 6 ? above : Math.min(y + 18, Math.max(6, height - h - 6))}px`;
  }

  get shown() { return !this.box.hidden; }

  hide() { this.box.hidden = true; }

  /** @param {string} text */
  say(text) { this.voice.textContent = text; }

  remove() { this.box.remove(); this.voice.remove(); }
}

export class ColumnPointer {
  /** @param {ColumnsLayer} layer */
  constructor(layer) {
    this.layer = layer;
    this.map = layer.map;
    this.container = layer.container;
    this.card = new ColumnCard(layer.container);
    /** @type {Map<string, CardText>} */
    this.texts = new Map();
    /** @type {L.LeafletMouseEvent | null} the pointer where it is over the map */
    this.pointer = null;
    /** @type {string | null} which event the card tells, and how many there are */
    this.told = null;
    /** @type {L.Point | null} where the last click was */
    this.spot = null;
    this.frame = this.asking = 0;
    /** @type {L.LeafletEventHandlerFnMap} */
    this.heard = {
      mousemove: (event) => this.hover(event), mouseout: () => this.leave(), click: (event) => this.click(event),
      zoomstart: () => this.leave(), dragstart: () => this.leave(),
    };
    this.map.on(this.heard);
    const { box } = layer.marks;
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("focusin", (event) => this.focus(event));
    box.addEventListener("focusout", () => this.leave());
    this.escape = (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") this.leave(); };
    document.addEventListener("keydown", this.escape);
  }

  remove() {
    this.leave();
    this.map.off(this.heard);
    document.removeEventListener("keydown", this.escape);
    cancelAnimationFrame(this.frame);
    window.clearTimeout(this.asking);
    this.card.remove();
  }

  leave() {
    this.pointer = this.told = null;
    this.take(false);
    this.card.hide();
  }

  /** @param {boolean} over */
  take(over) {
    this.container.classList.toggle("columns-over", over);
    this.layer.canvas.style.pointerEvents = over ? "auto" : "none";
  }

  /* ---- what lies there --------------------------------------------------------------------------------- */

  /**
   * A circle, or the events of a mark or within a few pixels; null for nothing of ours.
   *
   * @param {L.Point} at
   * @param {EventTarget | null} target
   * @returns {UnderPointer | null}
   */
  under(at, target) {
    const { layer, map } = this, { painter, events, view } = layer;
    if (!view || !events || map._animatingZoom || !(target instanceof Element) || target.closest(ABOVE)) return null;
    layer.flush();
    const element = target.closest(".columns-mark");
    if (element) {
      const stack = layer.marks.of(element);
      return stack ? { stack, rows: this.withNear(stack.rows), nearest: stack.rows[0] } : null;
    }
    const { mode } = layer.state, { x, y } = at.subtract(layer.cornerOf(view));
    if (mode === "marks") return null;
    const circle = painter.hit(x, y);
    if (mode === "cells") return circle ? { cell: circle } : null;
    // To the middle of the dot, where that is large, else a few pixels around.
    const reach = circle ? Math.max(NEAR, Math.hypot(painter.x[circle] - x, painter.y[circle] - y) + 2) : NEAR;
    const rows = painter.around(events, view, x, y, reach);
    return rows.length ? { rows, nearest: painter.nearest } : null;
  }

  /* ---- pointing ---------------------------------------------------------------------------------------- */

  /** @param {L.LeafletMouseEvent} event */
  hover(event) {
    this.pointer = event;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.pointer && !(this.map.dragging?.moving?.())) this.point(this.pointer);
    });
  }

  /** @param {{containerPoint: L.Point, originalEvent: {target: EventTarget | null}}} event */
  point({ containerPoint, originalEvent: { target } }) {
    const under = this.under(containerPoint, target);
    this.take(Boolean(under));
    if (!under) { this.card.hide(); this.told = null; return; }
    if ("rows" in under) this.describe(under, containerPoint);
    else { this.told = null; this.card.show(this.cellCard(under.cell), containerPoint); }
  }

  /** @param {FocusEvent} event */
  focus({ target }) {
    const stack = target instanceof Element ? this.layer.marks.of(target) : undefined;
    if (!stack || !(target instanceof Element) || !target.matches(":focus-visible")) return;
    this.pointer = null;
    this.describe({ stack, rows: stack.rows, nearest: stack.rows[0] }, this.pointOf(target));
  }

  /* ---- choosing ---------------------------------------------------------------------------------------- */

  /** @param {L.LeafletMouseEvent & {originalEvent: {columnsTaken?: boolean}}} event */
  click({ containerPoint, originalEvent }) {
    const { layer } = this, { target } = originalEvent;
    // Of several layers on one map the first that has something there takes the click.
    if (!layer.events || originalEvent.columnsTaken || !(target instanceof Element) || target.closest(BELOW)) return;
    // The next click at the same spot goes on among the same events, though the hand has moved by a pixel or two.
    const spot = this.spot && containerPoint.distanceTo(this.spot) <= STILL ? this.spot : containerPoint;
    this.spot = spot;
    const under = this.under(spot, target);
    if (!under) { this.leave(); return; }
    originalEvent.columnsTaken = true;
    if ("rows" in under) this.step(under.rows, under.nearest, containerPoint);
    else this.enter(under.cell);
  }

  /**
   * The events of a mark and those of marks that lie over it, by day.
   *
   * @param {number[]} rows
   */
  withNear(rows) {
    const { events, painter, view } = this.layer;
    if (!events || !view) return rows;
    const { x, y } = events.columns, [i] = rows;
    const near = painter.around(events, view, (x[i] - view.left) * view.scale, (y[i] - view.top) * view.scale, NEAR);
    return [...new Set([...rows, ...near])].sort((a, b) => a - b);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { target } = event;
    if ((event.key !== "Enter" && event.key !== " ") || !(target instanceof Element)) return;
    const stack = this.layer.marks.of(target);
    if (!stack) return;
    event.preventDefault();
    event.stopPropagation();
    this.pointer = null;
    this.step(stack.rows, stack.rows[0], this.pointOf(target));
  }

  /**
   * Select the one after the selected one among these events, or `begin` where none of them is selected.
   *
   * @param {number[]} rows
   * @param {number} begin
   * @param {L.Point} at
   */
  step(rows, begin, at) {
    const { layer } = this, { events } = layer;
    if (!events) return;
    const chosen = rows.indexOf(events.indexOf(layer.selected));
    const k = chosen < 0 ? rows.indexOf(begin) : (chosen + 1) % rows.length, i = rows[k];
    const head = place(k, rows);
    layer.select(events.idOf(i));
    this.tell(i, head, at);
    this.card.say([head, layer.summary(i)].filter(Boolean).join(": "));
    if (layer.options.onSelect) layer.options.onSelect(events.idOf(i));
  }

  /**
   * Zoom in on a cell.
   *
   * @param {number} cell
   */
  enter(cell) {
    const { map, layer: { view, painter } } = this, crs = crsOf(map);
    if (!view) return;
    const middle = crs.pointToLatLng(L.point(view.left * view.scale + painter.x[cell], view.top * view.scale + painter.y[cell]), view.zoom);
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.leave();
    map.setView(middle, Math.min(view.zoom + CLOSER, map.getMaxZoom()), { animate: !calm });
  }

  /* ---- cards ------------------------------------------------------------------------------------------- */

  /** @param {number} cell */
  cellCard(cell) {
    const { painter } = this.layer, counts = Array.from(painter.kinds.subarray(cell * KINDS, (cell + 1) * KINDS));
    return this.several(painter.number[cell], counts, painter.soft[cell], painter.first[cell], painter.last[cell]);
  }

  /**
   * Show the card of the selected event where it is among them; else of all of a mark, or of the nearest of those around.
   *
   * @param {{rows: number[], nearest: number, stack?: Stack}} under
   * @param {L.Point} at
   */
  describe({ rows, nearest, stack }, at) {
    const { events, classes, selected } = this.layer;
    if (!events) return;
    const chosen = rows.indexOf(events.indexOf(selected));
    if (chosen >= 0) this.tell(rows[chosen], place(chosen, rows), at);
    else if (!stack || stack.rows.length === 1) this.tell(nearest, rows.length > 1 ? `One of ${figure(rows.length)} here` : "", at);
    else {
      const counts = /** @type {number[]} */ (new Array(KINDS).fill(0)), own = stack.rows;
      for (const i of own) counts[classes[i]]++;
      const soft = own.filter((i) => events.columns.precision[i] > 0).length;
      // A text that is still on its way is of another event.
      window.clearTimeout(this.asking);
      this.told = null;
      this.card.show(this.several(own.length, counts, soft, own[0], own[own.length - 1]), at);
    }
  }

  /**
   * A card for several events: how many, of which days, of which classes, the largest first.
   *
   * @param {number} number
   * @param {number[]} counts by class
   * @param {number} soft how many are placed to an area or vaguer
   * @param {number} first
   * @param {number} last
   * @returns {CardContent}
   */
  several(number, counts, soft, first, last) {
    const { layer } = this, names = layer.palette.map(({ label }) => label);
    names[OTHER] = "Other";
    names[NONE] = "Not stated";
    const filled = !layer.palette.length ? [] : counts.map((count, k) => [count, k]).filter(([count]) => count).sort((a, b) => b[0] - a[0]);
    const shown = filled.length > LINES ? filled.slice(0, LINES - 1) : filled, more = filled.slice(shown.length);
    /** @type {[string, string, string][]} */
    const parts = shown.map(([count, k]) => [layer.hex[k], names[k], figure(count)]);
    if (more.length) parts.push(["transparent", `${more.length} more`, figure(more.reduce((sum, [count]) => sum + count, 0))]);
    const lines = soft ? [`${figure(soft)} placed to an area or vaguer`] : [];
    return { head: layer.period(first, last), title: `${figure(number)} event${number === 1 ? "" : "s"}`, lines, parts };
  }

  /**
   * Show an event's card: at once what the columns say, then its text.
   *
   * @param {number} i
   * @param {string} head
   * @param {L.Point} at
   */
  tell(i, head, at) {
    const { layer } = this;
    if (!layer.events) return;
    const { precision } = layer.events.columns, key = layer.events.idOf(i), known = this.texts.get(key);
    const full = (/** @type {CardText} */ { title, lines }) => ({ head, title: String(title ?? ""), lines: (lines || []).map(String) });
    const basic = { head, title: layer.summary(i), lines: [LOOSE[Math.min(2, precision[i])]].filter(Boolean) };
    this.card.show(known ? full(known) : basic, at);
    if (this.told === `${key} ${head}`) return;
    this.told = `${key} ${head}`;
    window.clearTimeout(this.asking);
    if (!known && layer.options.describe) this.asking = window.setTimeout(() => this.ask(key, full, at), ASK_AFTER);
  }

  /**
   * @param {string} id
   * @param {(text: CardText) => CardContent} full
   * @param {L.Point} at
   */
  async ask(id, full, at) {
    const { told } = this;
    try {
      const text = await this.layer.options.describe?.(id);
      if (!text || this.layer.gone) return;
      this.texts.set(id, text);
      const [oldest] = this.texts.keys();
      if (this.texts.size > KEEP) this.texts.delete(oldest);
      if (this.told === told && this.card.shown) this.card.show(full(text), this.pointer ? this.pointer.containerPoint : at);
    } catch (error) {
      console.warn(error);  // the card keeps what the columns say
    }
  }

  /** @param {Element} element */
  pointOf(element) {
    const own = element.getBoundingClientRect(), all = this.container.getBoundingClientRect();
    return L.point(own.left + own.width / 2 - all.left, own.top + own.height / 2 - all.top);
  }
}
