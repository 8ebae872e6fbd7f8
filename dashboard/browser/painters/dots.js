/* Any number of events on the map: cells by size from afar, dots nearer, rings where few are in view. */

import { NONE } from "../class_colours.js";
import { crsOf, node, paneOf } from "../dom.js";
import { viewOf } from "./canvas_view.js";
import { CirclePainter } from "./circles.js";
import { DotColours } from "./dot_colours.js";
import { DotKey } from "./dot_key.js";
import { DotPointer } from "./dot_pointer.js";
import { nameOfMark, shownAs } from "./event_words.js";
import { RingMarks } from "./ring_marks.js";
import { say } from "../words.js";

/**
 * @import {CanvasView, PaintMode} from "../types"
 * @import {ColumnEvents} from "../layer/column_events.js"
 * @import {SetLayer} from "../layer/set_layer.js"
 * @import {GivenColour} from "./dot_colours.js"
 * @typedef {(x: number, y: number) => L.Point} Project a place of the world → pixels of the map's layer
 */

// ---- when what is shown
const MARKS = 150;        // up to so many events in the window: a mark each
const MARKS_LEAVE = 190;  // marks stay until there are more than this, so that they do not flicker while a day is dragged
const DOTS_ZOOM = 7.5;    // from this zoom on: dots
const DOTS_ALWAYS = 3000; // a data set up to this size: dots at every zoom
const DOTS_MOST = 12000;  // so many dots would be a carpet: cells again
// ---- how
const CELL = 16, DOT = 3; // side of the squares whose events are one circle, in pixels at whole zooms

// The panes of the set in front and of those behind it, with their heights: all above the areas of places.
const PANES = { "columns-behind": 262, "columns-marks-behind": 264, columns: 300, "columns-marks": 320 };

export class DotPainter {
  /**
   * @param {SetLayer} layer
   * @param {{colourBy?: string | null, colours?: GivenColour[] | null}} [colouring] by which facet, and its colours
   */
  constructor(layer, { colourBy, colours } = {}) {
    this.layer = layer;
    this.map = layer.map;
    this.container = layer.container;
    this.name = layer.options.name;
    this.colours = new DotColours(colourBy, colours);
    this.circles = new CirclePainter();
    /** @type {{mode: PaintMode, count: number}} */
    this.state = { mode: "cells", count: 0 };
    /** @type {CanvasView | null} */
    this.view = null;
    /** The event that has the ring. */
    this.ringed = 0;
    this.stale = false;

    this.canvas = node("canvas", "columns-canvas leaflet-zoom-animated");
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", say("{set}: being loaded", { set: this.name }));
    this.context = this.canvas.getContext("2d", { willReadFrequently: true });
    this.ring = node("div", "columns-ring leaflet-zoom-animated");
    this.ring.hidden = true;
    for (const [name, height] of Object.entries(PANES)) paneOf(this.map, name).style.zIndex = String(height);
    this.marks = new RingMarks(paneOf(this.map, "columns-marks"));
    this.putInFront(true);
    /** An element for a legend: what sizes and edges mean. */
    this.key = new DotKey();
    this.pointer = new DotPointer(this);

    /** @type {L.LeafletEventHandlerFnMap} */
    this.heard = {
      moveend: () => this.renew(), resize: () => this.renew(), move: () => this.follow(),
      zoomanim: (event) => this.scaleTo(event.center, event.zoom), zoom: () => this.scaleTo(this.map.getCenter(), this.map.getZoom()),
    };
    this.map.on(this.heard);
    this.watcher = new MutationObserver(() => this.recolour());
    this.watcher.observe(this.container, { attributes: true, attributeFilter: ["data-theme"] });
  }

  /** @param {boolean} front */
  putInFront(front) {
    const behind = front ? "" : "-behind", below = paneOf(this.map, `columns${behind}`), above = paneOf(this.map, `columns-marks${behind}`);
    if (this.canvas.parentElement === below) return;
    below.append(this.canvas);
    above.append(this.marks.box, this.ring);
  }

  remove() {
    this.map.off(this.heard);
    this.watcher.disconnect();
    for (const part of [this.canvas, this.ring, this.marks, this.pointer]) part.remove();
  }

  fail() { this.canvas.setAttribute("aria-label", say("{set}: could not be loaded", { set: this.name })); }

  /** @param {ColumnEvents} events */
  prepare(events) {
    this.colours.classify(events);
    this.recolour();
  }

  /* ---- colours ----------------------------------------------------------------------------------------- */

  get colourBy() { return this.colours.colourBy; }

  /**
   * @param {string | null} facet
   * @param {GivenColour[] | null} [palette]
   */
  setColourBy(facet, palette = null) {
    this.colours.colourBy = facet;
    this.colours.given = palette;
    if (this.layer.events) this.prepare(this.layer.events);
  }

  recolour() {
    this.colours.paint(this.container.dataset.theme === "dark" ? "dark" : "light");
    this.layer.soon();
  }

  /* ---- the view ---------------------------------------------------------------------------------------- */

  /* Paint for the map's view as it is now. */
  renew() {
    if (this.takeView()) this.layer.redraw();
  }

  /** What is painted: the map's view, where the window has left what was painted before. */
  look() {
    if (this.stale || !this.view) this.takeView();
    return this.view;
  }

  /* The map's view as it is now. Returns false where there is none. */
  takeView() {
    const size = this.map.getSize();
    if (!this.layer.events || !this.map._loaded || this.map._animatingZoom || !size.x || !size.y) return false;
    const { view, corner } = viewOf(this.map);
    this.view = view;
    this.stale = false;
    this.circles.resize(view);
    const { width, height } = this.circles.image, { canvas } = this;
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      Object.assign(canvas.style, { width: `${view.width}px`, height: `${view.height}px` });
    }
    L.DomUtil.setTransform(canvas, corner, 1);
    return true;
  }

  /* While the map is dragged: paint anew when the window leaves what is painted. */
  follow() {
    const { view } = this;
    if (!view || this.map._animatingZoom || this.map.getZoom() !== view.zoom) return;
    const { x, y } = this.cornerOf(view);
    if (Math.abs(x + view.padX) > view.padX - 1 || Math.abs(y + view.padY) > view.padY - 1) { this.stale = true; this.layer.soon(); }
  }

  /**
   * The canvas's corner in pixels of the window.
   *
   * @param {CanvasView} view
   */
  cornerOf({ left, top, scale }) {
    const origin = this.map.getPixelOrigin();
    return this.map.layerPointToContainerPoint([left * scale - origin.x, top * scale - origin.y]);
  }

  /**
   * While the map zooms: only scale what is painted.
   *
   * @param {L.LatLng} center
   * @param {number} zoom
   */
  scaleTo(center, zoom) {
    const { view } = this;
    if (!view) return;
    const scale = crsOf(this.map).scale(zoom), origin = this.map._getNewPixelOrigin(center, zoom);
    /** @type {Project} */
    const at = (u, v) => L.point(u * scale - origin.x, v * scale - origin.y);
    L.DomUtil.setTransform(this.canvas, at(view.left, view.top), scale / view.scale);
    this.put(at);
  }

  /** @param {Project} at */
  put(at) {
    const { events } = this.layer;
    if (!events) return;
    const { x, y } = events.columns;
    this.marks.place(({ rows: [i] }) => at(x[i], y[i]));
    if (!this.ring.hidden) L.DomUtil.setPosition(this.ring, at(x[this.ringed], y[this.ringed]));
  }

  /* ---- painting ---------------------------------------------------------------------------------------- */

  /** What is painted, and how many of it. */
  get painted() { this.layer.flush(); return this.state; }

  paint() {
    const { layer: { events }, circles, view, context, colours: { style, palette } } = this;
    if (!events || !view || !context || !style) return;
    circles.take(events);
    const mode = this.modeNow(events, view);
    if (mode === "marks") {
      circles.bins = 0;
      this.showMarks(events, view);
    } else if (this.marks.stacks.length) this.marks.show([]);
    circles.paint(context, style);
    this.state = { mode, count: mode === "marks" ? this.marks.stacks.length : circles.bins };
    this.tellNumber(events, mode);
    this.key.show(mode, view.zoom, circles.largest, palette.length > 0);
    this.highlight();
  }

  /**
   * Which of the three it is to be; cells and dots are made at the same time.
   *
   * @param {ColumnEvents} events
   * @param {CanvasView} view
   * @returns {PaintMode}
   */
  modeNow(events, view) {
    const { circles, colours: { classes } } = this;
    if (circles.inView <= (this.state.mode === "marks" ? MARKS_LEAVE : MARKS) && circles.count <= 4 * MARKS_LEAVE) return "marks";
    if (events.n <= DOTS_ALWAYS || view.zoom >= DOTS_ZOOM) {
      circles.bin(events, classes, view, DOT, true);
      if (circles.bins <= DOTS_MOST) return "dots";
    }
    circles.bin(events, classes, view, CELL, false);
    return "cells";
  }

  /**
   * @param {ColumnEvents} events
   * @param {PaintMode} mode
   */
  tellNumber({ shown }, mode) {
    this.canvas.setAttribute("aria-label", shownAs(mode, this.name, shown));
    this.marks.box.setAttribute("aria-label", say("{set}: marks", { set: this.name }));
  }

  /**
   * @param {ColumnEvents} events
   * @param {CanvasView} view
   */
  showMarks(events, view) {
    const { x, y, precision } = events.columns, { circles: { list, count }, colours: { classes, hex } } = this;
    /** @type {Map<string, number[]>} */
    const stacks = new Map();
    for (let k = 0; k < count; k++) {
      const i = list[k], key = `${x[i]} ${y[i]}`, stack = stacks.get(key);
      if (stack) stack.push(i); else stacks.set(key, [i]);
    }
    this.marks.show([...stacks.values()].map((rows) => {
      const kind = classes[rows[0]], one = rows.every((i) => classes[i] === kind);
      const precisions = rows.map((i) => Math.min(2, precision[i]));
      return { rows, precision: Math.min(...precisions), mixed: Math.max(...precisions), colour: hex[one ? kind : NONE], label: this.labelOf(events, rows) };
    }));
    const { scale } = view, origin = this.map.getPixelOrigin();
    if (!this.map._animatingZoom) this.put((u, v) => L.point(u * scale - origin.x, v * scale - origin.y));
  }

  /**
   * @param {ColumnEvents} events
   * @param {number[]} rows
   */
  labelOf(events, rows) {
    return nameOfMark(events, this.colourBy, rows, this.layer.selected);
  }

  /* The selected event: its mark, or a ring on the canvas. */
  highlight() {
    const { layer: { events, selected }, view, circles: { list, count } } = this;
    if (!events || !view) return;
    const i = events.indexOf(selected);
    let shown = false;
    if (i >= 0) for (let k = 0; k < count && !shown; k++) shown = list[k] === i;
    for (const { rows } of this.marks.stacks) if (rows.length > 1) this.marks.relabel(rows, this.labelOf(events, rows));
    this.marks.select(shown ? i : -1);
    this.ring.hidden = !shown || this.state.mode === "marks";
    if (this.ring.hidden) return;
    this.ringed = i;
    this.ring.className = `columns-ring leaflet-zoom-animated precision-${Math.min(2, events.columns.precision[i])}`;
    const { scale } = view, origin = this.map.getPixelOrigin(), { x, y } = events.columns;
    if (!this.map._animatingZoom) L.DomUtil.setPosition(this.ring, L.point(x[i] * scale - origin.x, y[i] * scale - origin.y));
  }
}
