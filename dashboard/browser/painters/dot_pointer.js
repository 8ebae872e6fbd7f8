/* What the pointer, a click and the keys do on cells, dots and rings, and what the short card says.
 *
 *   over a cell: how many events, of which days, of which classes; a click zooms in on it
 *   over an event: its card, at once from the columns, then with the text that ``describe`` gives; a click selects it
 *   several events within NEAR pixels or in one mark: each click, or Enter on the mark, selects the next: "2 of 5 here"
 */

import { KINDS } from "../class_colours.js";
import { calm, crsOf, placeAt, presses } from "../dom.js";
import { cardOfCell, cardOfSeveral } from "./dot_cards.js";
import { underPointer } from "./dot_hits.js";
import { summary } from "./event_words.js";
import { PointerCard } from "./pointer_card.js";
import { say } from "../words.js";

/**
 * @import {CardContent, Point, Stack} from "../types"
 * @import {CardMessage} from "../protocol"
 * @import {DotPainter} from "./dots.js"
 * @typedef {Pick<CardMessage, "title" | "lines">} CardText the text of an event that its card shows
 */

const STILL = 4;          // a click this near to the one before is at the same spot
const ASK_AFTER = 90;     // milliseconds of rest on an event before its text is asked for
const CLOSER = 3;         // a click on a cell zooms in by so much at most
const FEW = 6;            // so many events are stepped through; more at several places are zoomed in on
const OPENED = 14;        // not nearer than that
// Shapes lie below: the canvas takes the pointer from them where a circle is under it.
const BELOW = "path.leaflet-interactive";
const LOOSE = ["", say("Placed to an area only"), say("Place known vaguely")];

/**
 * @param {number} k
 * @param {number[]} rows
 */
const place = (k, rows) => rows.length > 1 ? say("{at} of {number} here", { at: k + 1, number: rows.length }) : "";

export class DotPointer {
  /** @param {DotPainter} dots */
  constructor(dots) {
    this.dots = dots;
    this.layer = dots.layer;
    this.map = dots.map;
    this.container = dots.container;
    this.card = new PointerCard(dots.container);
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
    const { box } = dots.marks;
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
    this.dots.canvas.style.pointerEvents = over ? "auto" : "none";
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
    const under = underPointer(this.dots, containerPoint, target);
    this.take(Boolean(under));
    if (!under) { this.card.hide(); this.told = null; return; }
    if ("rows" in under) this.describe(under, containerPoint);
    else { this.told = null; this.card.show(cardOfCell(this.dots, under.cell), containerPoint); }
  }

  /** @param {FocusEvent} event */
  focus({ target }) {
    const stack = target instanceof Element ? this.dots.marks.of(target) : undefined;
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
    const under = underPointer(this.dots, spot, target);
    if (!under) { this.leave(); return; }
    originalEvent.columnsTaken = true;
    if (!("rows" in under)) this.enter(under.cell);
    else if (!this.openClump(under.rows)) this.step(under.rows, under.nearest, containerPoint);
  }

  /**
   * Many events at several places under the hand: zoom in on them, where that draws them apart. Returns whether it did.
   *
   * @param {number[]} rows
   */
  openClump(rows) {
    const { map, layer: { events, selected } } = this, zoom = map.getZoom();
    if (!events || rows.length <= FEW || rows.includes(events.indexOf(selected))) return false;
    const { x, y } = events.columns;
    const bounds = L.latLngBounds(rows.map((i) => placeAt(map, x[i], y[i])));
    const nearer = Math.min(zoom + CLOSER, map.getBoundsZoom(bounds.pad(0.2)), OPENED);
    if (nearer < zoom + 1 || bounds.getNorthWest().equals(bounds.getSouthEast())) return false;
    this.leave();
    map.setView(bounds.getCenter(), nearer, { animate: !calm() });
    return true;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { target } = event;
    if (!presses(event) || !(target instanceof Element)) return;
    const stack = this.dots.marks.of(target);
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
    this.card.say([head, summary(events, this.dots.colourBy, i)].filter(Boolean).join(": "));
    layer.choose(events.idOf(i));
  }

  /**
   * Zoom in on a cell.
   *
   * @param {number} cell
   */
  enter(cell) {
    const { map, dots: { view, circles } } = this, crs = crsOf(map);
    if (!view) return;
    const middle = crs.pointToLatLng(L.point(view.left * view.scale + circles.x[cell], view.top * view.scale + circles.y[cell]), view.zoom);
    this.leave();
    map.setView(middle, Math.min(view.zoom + CLOSER, map.getMaxZoom()), { animate: !calm() });
  }

  /* ---- cards ------------------------------------------------------------------------------------------- */

  /**
   * Show the card of the selected event where it is among them; else of all of a mark, or of the nearest of those around.
   *
   * @param {{rows: number[], nearest: number, stack?: Stack}} under
   * @param {L.Point} at
   */
  describe({ rows, nearest, stack }, at) {
    const { layer: { events, selected }, dots: { colours: { classes } } } = this;
    if (!events) return;
    const chosen = rows.indexOf(events.indexOf(selected));
    if (chosen >= 0) this.tell(rows[chosen], place(chosen, rows), at);
    else if (!stack || stack.rows.length === 1) this.tell(nearest, rows.length > 1 ? say("One of {number} here", { number: rows.length }) : "", at);
    else {
      const counts = /** @type {number[]} */ (new Array(KINDS).fill(0)), own = stack.rows;
      for (const i of own) counts[classes[i]]++;
      const soft = own.filter((i) => events.columns.precision[i] > 0).length;
      // A text that is still on its way is of another event.
      window.clearTimeout(this.asking);
      this.told = null;
      this.card.show(cardOfSeveral(this.dots, { number: own.length, counts, soft, first: own[0], last: own[own.length - 1] }), at);
    }
  }

  /**
   * Show an event's card: at once what the columns say, then its text.
   *
   * @param {number} i
   * @param {string} head
   * @param {L.Point} at
   */
  tell(i, head, at) {
    const { layer, layer: { events } } = this;
    if (!events) return;
    const { precision } = events.columns, key = events.idOf(i), known = layer.cards.get(key);
    const full = (/** @type {CardText} */ { title, lines }) => ({ head, title: String(title ?? ""), lines: (lines || []).map(String) });
    const basic = { head, title: summary(events, this.dots.colourBy, i), lines: [LOOSE[Math.min(2, precision[i])]].filter(Boolean) };
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
    const { told } = this, text = await this.layer.ask(id);
    // Without a text the card keeps what the columns say.
    if (text && this.told === told && this.card.shown) this.card.show(full(text), this.pointer ? this.pointer.containerPoint : at);
  }

  /** @param {Element} element */
  pointOf(element) {
    const own = element.getBoundingClientRect(), all = this.container.getBoundingClientRect();
    return L.point(own.left + own.width / 2 - all.left, own.top + own.height / 2 - all.top);
  }
}
