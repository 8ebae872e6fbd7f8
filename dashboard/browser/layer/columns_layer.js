/* Any number of events on the map: cells by size from afar, dots nearer, real marks where few are in view.
 *
 * Every change is painted in the next frame of the browser; reading `drawn` or `painted` paints at once.
 */

import { BESIDE_CLASSES, CLASSES, CLASS_COLOURS, NONE } from "../class_colours.js";
import { dateInWords } from "../days.js";
import { crsOf, node, paneOf } from "../dom.js";
import { CirclePainter } from "../painters/circles.js";
import { RingMarks } from "../painters/ring_marks.js";
import { ColumnEvents } from "./column_events.js";
import { ColumnKey } from "./columns_key.js";
import { ColumnPointer } from "./columns_pointer.js";
import { readColumns } from "./packed_columns.js";

/**
 * @import {CanvasView, CardText, CircleStyle, FilterParts, PaintMode, PaletteEntry, Rgb, SetFilter, Stack} from "../types"
 * @typedef {FilterParts & Partial<Pick<SetFilter, "rows">>} LayerFilter
 * @typedef {Omit<PaletteEntry, "label"> & {label?: string}} GivenColour
 * @typedef {object} Options
 * @property {string} name of the data set, for screen readers
 * @property {string} core address of the first EVC1 file
 * @property {string | null} [rest] address of one with further columns of the same events
 * @property {string | null} [colourBy] facet
 * @property {GivenColour[] | null} [colours] at most 7 values of that facet; without, its most frequent
 * @property {(id: string) => void} [onSelect]
 * @property {() => void} [onReady]
 * @property {(shown: number) => void} [onCount]
 * @property {(error: unknown) => void} [onError]
 * @property {(id: string) => Promise<CardText | null>} [describe]
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
const PAD = 0.2;          // the canvas reaches beyond the window by this share of it, so that moving shows no holes
const RATIO = 2;          // no finer than two device pixels per pixel

const GROUND = {
  light: { ...BESIDE_CLASSES.light, rest: "#7a828e", ground: "#fbfaf7", one: "#3f4a5c" },
  dark: { ...BESIDE_CLASSES.dark, rest: "#a2adbb", ground: "#161d27", one: "#c3cedd" },
};
const PLACES = ["", ", placed to an area only", ", place known vaguely"];

/**
 * @param {string} hex
 * @returns {Rgb}
 */
const rgb = (hex) => [Number.parseInt(hex.slice(1, 3), 16), Number.parseInt(hex.slice(3, 5), 16), Number.parseInt(hex.slice(5, 7), 16)];

/** @param {number} count */
const many = (count) => `${count.toLocaleString("en-GB")} event${count === 1 ? "" : "s"}`;

export class ColumnsLayer {
  /**
   * @param {L.Map} map
   * @param {Options} options
   */
  constructor(map, options) {
    this.map = map;
    this.options = options;
    this.container = map.getContainer();
    /** @type {[first: number | null, last: number | null]} */
    this.days = [null, null];
    /** @type {LayerFilter} */
    this.filter = {};
    this.colourBy = options.colourBy || null;
    this.colours = options.colours || null;
    /** @type {PaletteEntry[]} what the colours mean */
    this.palette = [];
    /** @type {string[]} the colours of the classes, with those of every other value and of none */
    this.hex = [];
    /** @type {CircleStyle | null} */
    this.style = null;
    /** @type {string | null} the id of the selected event */
    this.selected = null;
    this.painter = new CirclePainter();
    /** @type {{mode: PaintMode, count: number}} */
    this.state = { mode: "cells", count: 0 };
    /** @type {ColumnEvents | null} */
    this.events = null;
    /** The class of each event. */
    this.classes = new Uint8Array(0);
    /** @type {CanvasView | null} */
    this.view = null;
    /** The event that has the ring, the frame that will paint, and how many events were counted last. */
    this.ringed = this.frame = 0;
    this.counted = -1;
    this.partial = this.gone = this.dirty = this.stale = false;

    this.canvas = node("canvas", "columns-canvas leaflet-zoom-animated");
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", `${options.name}: being loaded`);
    this.context = this.canvas.getContext("2d", { willReadFrequently: true });
    this.ring = node("div", "columns-ring leaflet-zoom-animated");
    this.ring.hidden = true;
    const below = paneOf(map, "columns"), above = paneOf(map, "columns-marks");
    below.style.zIndex = "300";
    above.style.zIndex = "320";
    below.append(this.canvas);
    this.marks = new RingMarks(above);
    above.append(this.ring);
    /** An element for a legend: what sizes and edges mean. */
    this.key = new ColumnKey();
    this.pointer = new ColumnPointer(this);

    /** @type {L.LeafletEventHandlerFnMap} */
    this.heard = {
      moveend: () => this.renew(), resize: () => this.renew(), move: () => this.follow(),
      zoomanim: (event) => this.scaleTo(event.center, event.zoom), zoom: () => this.scaleTo(map.getCenter(), map.getZoom()),
    };
    map.on(this.heard);
    this.watcher = new MutationObserver(() => this.recolour());
    this.watcher.observe(this.container, { attributes: true, attributeFilter: ["data-theme"] });
    this.asked = new AbortController();
    this.ready = this.load();
  }

  /* ---- data -------------------------------------------------------------------------------------------- */

  async load() {
    const read = async (/** @type {string} */ address) => {
      const answer = await fetch(address, { signal: this.asked.signal });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return readColumns(await answer.arrayBuffer());
    };
    try {
      const { core, rest } = this.options;
      this.partial = Boolean(rest);
      const table = await read(core);
      if (this.gone) return;
      const events = new ColumnEvents(table);
      this.events = events;
      this.classes = new Uint8Array(table.n);
      this.renewClasses();
      this.renewFilter();
      // A listener may move the map or set a filter. Paints the result once.
      this.map.whenReady(() => {
        this.options.onReady?.();
        this.flush();
      });
      if (!rest) return;
      await new Promise((painted) => requestAnimationFrame(() => window.setTimeout(painted)));
      events.add(await read(rest));
      if (this.gone) return;
      this.partial = false;
      this.renewClasses();
      this.renewFilter();
      this.flush();
    } catch (error) {
      if (this.gone) return;
      this.canvas.setAttribute("aria-label", `${this.options.name}: could not be loaded`);
      console.error(error);
      this.options.onError?.(error);
    }
  }

  /* ---- what the page says ------------------------------------------------------------------------------ */

  /**
   * Days since 1970-01-01, or null for all.
   *
   * @param {number | null} first
   * @param {number | null} last
   */
  setDays(first, last) {
    this.days = [first, last];
    this.soon();
  }

  /** @param {LayerFilter} filter */
  setFilter(filter) {
    this.filter = filter;
    this.renewFilter();
  }

  /**
   * @param {string | null} facet
   * @param {GivenColour[] | null} [palette]
   */
  setColourBy(facet, palette = null) {
    this.colourBy = facet;
    this.colours = palette;
    this.renewClasses();
  }

  /** @param {import("../types").Theme} theme */
  setTheme(theme) {
    if (this.container.dataset.theme === theme) return;
    this.container.dataset.theme = theme;
    this.recolour();
  }

  /** @param {string | null} id */
  select(id) {
    this.selected = id;
    this.highlight();
  }

  /**
   * Where an event stands; null for one that has no place.
   *
   * @param {string | null} id
   */
  where(id) {
    if (!this.events) return null;
    const i = this.events.indexOf(id), { x, y } = this.events.columns;
    return i < 0 ? null : crsOf(this.map).pointToLatLng(L.point(x[i], y[i]).multiplyBy(256), 0);
  }

  /** How many events pass. */
  get drawn() { this.flush(); return this.events ? this.painter.drawn : 0; }

  /** What is painted, and how many of it. */
  get painted() { this.flush(); return this.state; }

  remove() {
    this.gone = true;
    this.asked.abort();
    this.map.off(this.heard);
    this.watcher.disconnect();
    cancelAnimationFrame(this.frame);
    for (const part of [this.canvas, this.ring, this.marks, this.pointer]) part.remove();
  }

  /* A filter that needs columns which are still on their way is taken up when they are here. */
  renewFilter() {
    if (!this.events) return;
    const named = [...Object.keys(this.filter.choices || {}), ...Object.keys(this.filter.ranges || {})];
    const { facets, columns } = this.events;
    if (this.partial && !named.every((name) => Object.hasOwn(facets, name) || Object.hasOwn(columns, name))) return;
    this.events.setFilter(this.filter);
    this.soon();
  }

  renewClasses() {
    if (!this.events) return;
    const { events, colourBy } = this, facet = events.facet(colourBy), labels = facet?.labels ?? facet?.values ?? [];
    const label = (/** @type {string | number} */ value) => String(labels[facet ? facet.values.indexOf(value) : -1] ?? value);
    /** @type {GivenColour[]} */
    const chosen = !facet ? [] : this.colours
      ?? events.frequent(colourBy).map((value, k) => ({ value, light: CLASS_COLOURS.light[k], dark: CLASS_COLOURS.dark[k] }));
    this.palette = chosen.slice(0, CLASSES).map((entry) => ({ ...entry, label: entry.label ?? label(entry.value) }));
    events.classes(colourBy, this.palette.map(({ value }) => value), this.classes);
    this.recolour();
  }

  recolour() {
    const theme = this.container.dataset.theme === "dark" ? "dark" : "light", ground = GROUND[theme];
    const colours = this.palette.map((entry, k) => entry[theme] || CLASS_COLOURS[theme][k]);
    while (colours.length < CLASSES) colours.push(ground.other);
    colours.push(this.palette.length ? ground.other : ground.one, ground.none);
    this.hex = colours;
    this.style = { classes: colours.map(rgb), rest: rgb(ground.rest), ground: rgb(ground.ground) };
    this.soon();
  }

  /* ---- the view ---------------------------------------------------------------------------------------- */

  /* Take the map's view as it is now, and paint for it. */
  renew() {
    if (!this.events || !this.map._loaded || this.map._animatingZoom) return;
    const size = this.map.getSize();
    if (!size.x || !size.y) return;
    const zoom = this.map.getZoom(), scale = crsOf(this.map).scale(zoom);
    const padX = Math.round(size.x * PAD), padY = Math.round(size.y * PAD);
    const corner = this.map.containerPointToLayerPoint([-padX, -padY]), origin = this.map.getPixelOrigin();
    const view = { left: (origin.x + corner.x) / scale, top: (origin.y + corner.y) / scale, scale, zoom, padX, padY,
      width: size.x + 2 * padX, height: size.y + 2 * padY, ratio: Math.min(RATIO, window.devicePixelRatio || 1) };
    this.view = view;
    this.painter.resize(view);
    const { width, height } = this.painter.image, { canvas } = this;
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      Object.assign(canvas.style, { width: `${view.width}px`, height: `${view.height}px` });
    }
    L.DomUtil.setTransform(canvas, corner, 1);
    this.paint();
  }

  /* While the map is dragged: paint anew when the window leaves what is painted. */
  follow() {
    const { view } = this;
    if (!view || this.map._animatingZoom || this.map.getZoom() !== view.zoom) return;
    const { x, y } = this.cornerOf(view);
    if (Math.abs(x + view.padX) > view.padX - 1 || Math.abs(y + view.padY) > view.padY - 1) { this.stale = true; this.soon(); }
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
    if (!this.events) return;
    const { x, y } = this.events.columns;
    this.marks.place(({ rows: [i] }) => at(x[i], y[i]));
    if (!this.ring.hidden) L.DomUtil.setPosition(this.ring, at(x[this.ringed], y[this.ringed]));
  }

  soon() {
    this.dirty = true;
    this.frame ||= requestAnimationFrame(() => this.flush());
  }

  /* Paint now what waits for the next frame. */
  flush() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!this.dirty || !this.events) return;
    if (this.stale || !this.view) this.renew(); else this.paint();
  }

  /* ---- painting ---------------------------------------------------------------------------------------- */

  paint() {
    const { events, painter, view, context, style } = this;
    this.dirty = this.stale = false;
    if (!events || !view || !context || !style) return;
    painter.collect(events, events.range(...this.days), view);
    const mode = this.modeNow(events, view);
    if (mode === "marks") {
      painter.bins = 0;
      this.showMarks(events, view);
    } else {
      if (this.marks.stacks.length) this.marks.show([]);
    }
    painter.paint(context, style);
    this.state = { mode, count: mode === "marks" ? this.marks.stacks.length : painter.bins };
    this.tellNumber(mode);
    this.key.show(mode, view.zoom, painter.largest, this.palette.length > 0);
    this.highlight();
    if (painter.drawn !== this.counted) this.options.onCount?.(painter.drawn);
    this.counted = painter.drawn;
  }

  /**
   * Which of the three it is to be; cells and dots are made at the same time.
   *
   * @param {ColumnEvents} events
   * @param {CanvasView} view
   * @returns {PaintMode}
   */
  modeNow(events, view) {
    const { painter } = this;
    if (painter.inView <= (this.state.mode === "marks" ? MARKS_LEAVE : MARKS) && painter.count <= 4 * MARKS_LEAVE) return "marks";
    if (events.n <= DOTS_ALWAYS || view.zoom >= DOTS_ZOOM) {
      painter.bin(events, this.classes, view, DOT, true);
      if (painter.bins <= DOTS_MOST) return "dots";
    }
    painter.bin(events, this.classes, view, CELL, false);
    return "cells";
  }

  /** @param {PaintMode} mode */
  tellNumber(mode) {
    const how = { cells: "as circles sized by number", dots: "as dots", marks: "as marks" }[mode];
    this.canvas.setAttribute("aria-label", `${this.options.name}: ${many(this.painter.drawn)} shown ${how}`);
    this.marks.box.setAttribute("aria-label", `${this.options.name}: marks`);
  }

  /**
   * @param {ColumnEvents} events
   * @param {CanvasView} view
   */
  showMarks(events, view) {
    const { x, y, precision } = events.columns, { list, count } = this.painter;
    /** @type {Map<string, number[]>} */
    const stacks = new Map();
    for (let k = 0; k < count; k++) {
      const i = list[k], key = `${x[i]} ${y[i]}`, stack = stacks.get(key);
      if (stack) stack.push(i); else stacks.set(key, [i]);
    }
    this.marks.show([...stacks.values()].map((rows) => {
      const kind = this.classes[rows[0]], one = rows.every((i) => this.classes[i] === kind);
      const precisions = rows.map((i) => Math.min(2, precision[i]));
      return { rows, precision: Math.min(...precisions), mixed: Math.max(...precisions), colour: this.hex[one ? kind : NONE], label: this.labelOf(rows) };
    }));
    const { scale } = view, origin = this.map.getPixelOrigin();
    if (!this.map._animatingZoom) this.put((u, v) => L.point(u * scale - origin.x, v * scale - origin.y));
  }

  /** @param {number[]} rows */
  labelOf(rows) {
    if (!this.events) return "";
    const { precision } = this.events.columns;
    if (rows.length === 1) return `${this.summary(rows[0])}${PLACES[Math.min(2, precision[rows[0]])]}`;
    const loose = rows.filter((i) => precision[i] > 0).length;
    const at = rows.indexOf(this.events.indexOf(this.selected));
    const step = at < 0 ? "" : `${at + 1} of ${rows.length}: ${this.summary(rows[at])}; `;
    return `${step}${many(rows.length)} here, ${this.period(rows[0], rows[rows.length - 1])}${loose ? `, ${loose} placed to an area or vaguer` : ""}`;
  }

  /**
   * The days from the first possible one of one event to the last of another, in words.
   *
   * @param {number} i
   * @param {number} j
   */
  period(i, j) {
    if (!this.events) return "";
    const { firstDay, columns: { start, span } } = this.events;
    const first = dateInWords(firstDay + start[i]), last = dateInWords(firstDay + start[j] + span[j]);
    return first === last ? first : `${first} – ${last}`;
  }

  /** @param {number} i */
  summary(i) {
    if (!this.events) return "";
    const label = this.events.label(this.colourBy, i);
    return [label, this.period(i, i)].filter(Boolean).join(", ");
  }

  /* The selected event: its mark, or a ring on the canvas. */
  highlight() {
    if (!this.events || !this.view) return;
    const i = this.events.indexOf(this.selected), { list, count } = this.painter;
    let shown = false;
    if (i >= 0) for (let k = 0; k < count && !shown; k++) shown = list[k] === i;
    for (const { rows } of this.marks.stacks) if (rows.length > 1) this.marks.relabel(rows, this.labelOf(rows));
    this.marks.select(shown ? i : -1);
    this.ring.hidden = !shown || this.state.mode === "marks";
    if (this.ring.hidden) return;
    this.ringed = i;
    this.ring.className = `columns-ring leaflet-zoom-animated precision-${Math.min(2, this.events.columns.precision[i])}`;
    const { scale } = this.view, origin = this.map.getPixelOrigin(), { x, y } = this.events.columns;
    if (!this.map._animatingZoom) L.DomUtil.setPosition(this.ring, L.point(x[i] * scale - origin.x, y[i] * scale - origin.y));
  }
}
