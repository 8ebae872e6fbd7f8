/* Events as signs: the mark of each, placed so that none hides another, over the shapes and names of their places.
 *
 * The only markup set as markup is the SVG of the signs, which is built from our own constants on the server.
 */

import { calm, node, presses } from "../dom.js";
import { tooltip } from "../layer/event_card.js";
import { EventPopup } from "../layer/event_popup.js";
import { NARROW } from "../layer/open_sheet.js";
import { placement } from "../layer/placement.js";
import { PlaceShapes } from "./place_shapes.js";
import { SignCanvas } from "./sign_canvas.js";

/**
 * @import {Ground, MarkWords, PlaceMessage, SymbolMessage} from "../protocol"
 * @import {Point} from "../types"
 * @import {ColumnEvents} from "../layer/column_events.js"
 * @import {Host} from "../layer/event_popup.js"
 * @import {Framed} from "../layer/framing.js"
 * @import {Spot} from "../layer/placement.js"
 * @import {SetLayer} from "../layer/set_layer.js"
 * @typedef {object} SignedEvent
 * @property {string} id
 * @property {PlaceMessage} place
 * @property {SymbolMessage} symbol
 * @property {MarkWords} words
 * @property {L.Marker | null} mark made when it is first an element of the page
 */

// SMALL is the size of a mark below the zoom FAR, THIN on a phone's map.
const MARK = 32, THIN = 27, SMALL = 16, FAR = 4.5;
// A clump of small marks is opened at this zoom.
const OPENED = 6;
// So many events are elements of the page, each with its focus. Of more only those near the hand are: the selected one,
// the lit ones, the one that is pointed at; the others are drawn on a canvas (sign_canvas.js).
const ELEMENTS = 300;

export class SignPainter {
  /**
   * @param {SetLayer} layer
   * @param {Promise<Ground>} ground
   * @param {Host} host
   */
  constructor(layer, ground, host) {
    this.layer = layer;
    this.map = layer.map;
    this.container = layer.container;
    /** @type {Map<string, SignedEvent>} by id, in the order of their days */
    this.events = new Map();
    /** @type {PlaceMessage[]} */
    this.places = [];
    /** @type {Set<string> | null} the ids that are drawn */
    this.shown = null;
    /** @type {Map<string, Spot>} */
    this.spots = new Map();
    /** Those whose marks are elements. */
    this.elements = /** @type {Set<string>} */ (new Set());
    /** @type {string | null} the id of the event that is pointed at on the canvas */
    this.pointed = null;
    this.many = false;
    this.size = MARK;
    // A security operation is no attack: its marks are a layer of their own.
    this.attacks = L.layerGroup();
    this.operations = L.layerGroup();
    this.shapes = new PlaceShapes(this);
    this.canvas = new SignCanvas(this);
    this.popup = new EventPopup(this, host);
    this.placeAnew = () => this.place();
    this.map.on("zoomend resize", this.placeAnew);
    this.ready = ground.then(({ places }) => { this.places = [...places]; });
  }

  remove() {
    this.map.off("zoomend resize", this.placeAnew);
    for (const group of [this.attacks, this.operations]) group.remove();
    this.shapes.remove();
    this.canvas.remove();
  }

  /** @param {boolean} front */
  putInFront(front) {
    this.container.classList.toggle("signs-behind", !front);
  }

  /**
   * @param {boolean} passing
   * @returns {Framed}
   */
  framed(passing) {
    return this.shapes.framed(passing ? this.shown : null);
  }

  /** What the marks that are drawn are made of, for a legend. */
  get drawnParts() {
    const symbols = new Set([...this.shown ?? []].map((id) => this.events.get(id)?.symbol));
    return new Set([...symbols].flatMap((symbol) => symbol?.parts ?? []));
  }

  /** @param {ColumnEvents} events */
  prepare(events) {
    const { symbol, place } = events.columns, { symbols, words } = events;
    for (let i = 0; i < events.n; i++) {
      const id = events.idOf(i), sign = symbols[symbol[i]], at = this.places[place[i]];
      this.events.set(id, { id, place: at, symbol: sign, words: words[i], mark: null });
    }
    this.attacks.addTo(this.map);
    this.operations.addTo(this.map);
    this.shapes.prepare();
    this.place();
    // The page's font may come after the first names: then they are of another width.
    document.fonts.ready.then(() => { if (this.shapes.widthsChanged) this.place(); });
  }

  /** @param {SignedEvent} event */
  markOf({ id, symbol: { svg }, place: { at }, words }) {
    const element = node("span", "mark");
    element.dataset.event = id;
    element.innerHTML = svg;  // our own SVG, no text from the data
    const icon = L.divIcon({ className: "mark-box", html: element, iconSize: [MARK, MARK] });
    const mark = L.marker(at, { icon, keyboard: true, riseOnHover: true, title: "", alt: "" });
    mark.on("add", () => {
      const box = mark.getElement();
      box?.setAttribute("role", "button");
      box?.setAttribute("aria-label", `${words.title}, ${words.when}, ${words.status}`);
      box?.removeAttribute("title");
      this.position(id);
    });
    mark.bindTooltip(() => tooltip(words), { direction: "top", offset: [0, -14], className: "event-tip" });
    // Who points at a mark will read its card.
    mark.on("tooltipopen", () => this.layer.ask(id));
    mark.on("click", () => this.press(id));
    mark.on("keypress", ({ originalEvent }) => { if (presses(originalEvent)) this.choose(id); });
    return mark;
  }

  /* ---- where they stand --------------------------------------------------------------------------------- */

  /* Place all marks and names anew for this zoom. All events count, shown or not, so that no mark moves when a filter
   * changes. */
  place() {
    if (!this.layer.events) return;
    // From far away there is room for neither names nor marks beside each other: small marks at their own places.
    const far = this.map.getZoom() < FAR;
    this.size = far ? SMALL : this.map.getSize().x < NARROW ? THIN : MARK;
    this.container.style.setProperty("--mark-size", `${this.size}px`);
    this.container.classList.toggle("far", far);
    const groups = this.shapes.group(this.events.values());
    const { spots, labels } = far ? this.unplaced() : placement([...groups.values()], this.size);
    this.spots = spots;
    for (const id of this.elements) this.position(id);
    this.shapes.label(labels);
    if (this.shown) this.drawCanvas();
  }

  /* Every mark at its place's own point, and no names. */
  unplaced() {
    /** @type {Map<string, Spot>} */
    const spots = new Map();
    /** @type {Map<string, Point>} */
    const labels = new Map();
    for (const { ids, anchor } of this.shapes.groups.values()) for (const id of ids) spots.set(id, { ...anchor });
    return { spots, labels };
  }

  /**
   * Where a mark stands relative to its place's point, in pixels at this zoom.
   *
   * @param {string} id
   */
  offset(id) {
    const spot = this.spots.get(id), group = this.shapes.groups.get(this.events.get(id)?.place.id ?? "");
    return spot && group ? [spot.x - group.anchor.x, spot.y - group.anchor.y] : [0, 0];
  }

  /** @param {string} id */
  position(id) {
    const element = this.elementOf(id);
    if (!element) return;
    const [x, y] = this.offset(id), { size } = this;
    Object.assign(element.style, { width: `${size}px`, height: `${size}px`, marginLeft: `${x - size / 2}px`, marginTop: `${y - size / 2}px` });
  }

  /* ---- which are drawn ---------------------------------------------------------------------------------- */

  paint() {
    const drawn = this.layer.drawnIds, before = this.shown;
    if (!before || drawn.length !== before.size || !drawn.every((id) => before.has(id))) {
      const shown = new Set(drawn);
      this.shown = shown;
      this.many = shown.size > ELEMENTS;
      this.renewElements();
      this.drawCanvas();
      this.shapes.draw();
      this.popup.keepOnly(shown);
    }
    this.highlight();
  }

  /* Make those marks elements that are to be. */
  renewElements() {
    const { shown, many, elements, layer: { selected, lit } } = this;
    if (!shown) return;
    const near = new Set([...lit, this.pointed, selected].filter((id) => id !== null && shown.has(id)));
    const wanted = /** @type {Set<string>} */ (many ? near : shown);
    for (const id of elements) if (!wanted.has(id)) this.toElement(id, false);
    for (const id of wanted) if (!elements.has(id)) this.toElement(id, true);
    this.elements = new Set(wanted);
  }

  /**
   * @param {string} id
   * @param {boolean} wanted
   */
  toElement(id, wanted) {
    const event = this.events.get(id);
    if (!event) return;
    event.mark ??= this.markOf(event);
    const group = event.symbol.operation ? this.operations : this.attacks;
    if (wanted) group.addLayer(event.mark); else group.removeLayer(event.mark);
  }

  /* Where there are many, all of them are on the canvas, also under those that are elements. */
  drawCanvas() {
    this.canvas.show(!this.many ? [] : [...this.shown ?? []].flatMap((id) => {
      const sign = this.events.get(id), spot = this.spots.get(id);
      return sign && spot ? { sign, x: spot.x, y: spot.y, ...this.shapes.leaderTo(id) } : [];
    }));
  }

  /**
   * The hand is on the sign of an event on the canvas; null on none.
   *
   * @param {string | null} id
   */
  pointAt(id) {
    if (id === this.pointed) return;
    this.pointed = id;
    if (this.many) this.highlight();
  }

  highlight() {
    this.renewElements();
    const { selected } = this.layer, lit = new Set(this.layer.lit.filter((id) => this.events.has(id)));
    this.container.classList.toggle("reading", lit.size > 0);
    for (const id of this.elements) {
      const mark = this.events.get(id)?.mark, element = mark?.getElement();
      if (!mark || !element) continue;
      element.classList.toggle("selected", id === selected);
      element.classList.toggle("lit", lit.has(id));
      element.setAttribute("aria-pressed", id === selected ? "true" : "false");
      const above = id === selected ? 1000 : 0;
      if (mark.options.zIndexOffset !== above) mark.setZIndexOffset(above);
    }
    this.shapes.highlight(selected, lit);
  }

  /* ---- what the reader does ------------------------------------------------------------------------------ */

  /**
   * A mark was clicked. From far away marks lie upon each other: then the map goes nearer, until they stand apart.
   *
   * @param {string} id
   */
  press(id) {
    const spot = this.spots.get(id), far = this.container.classList.contains("far");
    const clump = far && spot ? [...this.shown ?? []].filter((other) => {
      const { x, y } = this.spots.get(other) ?? spot;
      return Math.hypot(x - spot.x, y - spot.y) < this.size;
    }) : [];
    const at = clump.length > 1 ? this.events.get(id)?.place.at : null;
    if (at) this.map.setView(at, OPENED, { animate: !calm() }); else this.choose(id);
  }

  /** @param {string} id */
  choose(id) {
    this.layer.choose(id);
    this.open(id);
  }

  /**
   * Open the card of an event that is drawn; else close the one that is open.
   *
   * @param {string | null} id
   */
  open(id) {
    const event = id !== null && this.shown?.has(id) ? this.events.get(id) : undefined;
    if (event) this.popup.open(event); else this.popup.close();
    this.highlight();
  }

  /** @param {string} id */
  elementOf(id) {
    return this.events.get(id)?.mark?.getElement();
  }

  /** @param {string} id */
  focus(id) {
    this.elementOf(id)?.focus({ preventScroll: true });
  }
}
