/* The events of one set on the map: which of them pass, how many, which one is selected, what their cards say. A painter
 * draws them: signs where the set has signs of its own, else dots and rings.
 *
 * Every change is painted in the next frame of the browser; flush() paints at once.
 */

import { crsOf, placeAt } from "../dom.js";
import { ColumnEvents } from "./column_events.js";
import { tableAt } from "./columns_file.js";

/**
 * @import {CardMessage} from "../protocol"
 * @import {FilterParts, SetFilter, SetPainter} from "../types"
 * @import {Framed} from "./framing.js"
 * @typedef {FilterParts & Partial<Pick<SetFilter, "rows">>} LayerFilter
 * @typedef {object} Options
 * @property {string} name of the set, for screen readers
 * @property {string} core address of the first EVC1 file
 * @property {string | null} [rest] address of one with further columns of the same events
 * @property {(id: string) => void} [onSelect]
 * @property {() => void} [onReady]
 * @property {(shown: number) => void} [onCount] hears of another number of events
 * @property {() => void} [onShown] hears whenever the events were drawn anew
 * @property {(error: unknown) => void} [onError]
 * @property {(id: string) => Promise<CardMessage | null>} [describe]
 */

// Cards kept.
const KEEP = 200;

/** @template {SetPainter} [P=SetPainter] */
export class SetLayer {
  /**
   * @param {L.Map} map
   * @param {Options} options
   * @param {(layer: SetLayer<P>) => P} painterOf
   */
  constructor(map, options, painterOf) {
    this.map = map;
    this.options = options;
    this.container = map.getContainer();
    /** @type {[first: number | null, last: number | null]} */
    this.days = [null, null];
    /** @type {LayerFilter} */
    this.filter = {};
    /** @type {string | null} the id of the selected event */
    this.selected = null;
    /** @type {readonly string[]} the events of the passage that is being read */
    this.lit = [];
    /** Whether none of its events is drawn, whatever passes. */
    this.hidden = false;
    /** @type {ColumnEvents | null} */
    this.events = null;
    /** @type {Map<string, CardMessage>} */
    this.cards = new Map();
    /** @type {Map<string, Promise<CardMessage | null>>} */
    this.asking = new Map();
    this.frame = 0;
    this.counted = -1;
    this.partial = this.gone = this.dirty = false;
    this.asked = new AbortController();
    this.painter = painterOf(this);
    this.ready = this.load();
  }

  async load() {
    const { core, rest } = this.options, { signal } = this.asked;
    try {
      this.partial = Boolean(rest);
      const [table] = await Promise.all([tableAt(core, signal), this.painter.ready]);
      if (this.gone) return;
      const events = new ColumnEvents(table);
      this.events = events;
      this.painter.prepare(events);
      this.renewFilter();
      // A listener may move the map or set a filter. Paints the result once.
      this.map.whenReady(() => {
        this.options.onReady?.();
        this.flush();
      });
      if (!rest) return;
      await new Promise((painted) => requestAnimationFrame(() => window.setTimeout(painted)));
      events.add(await tableAt(rest, signal));
      if (this.gone) return;
      this.partial = false;
      this.painter.prepare(events);
      this.renewFilter();
      this.flush();
    } catch (error) {
      if (this.gone) return;
      this.painter.fail?.();
      console.error(error);
      this.options.onError?.(error);
    }
  }

  remove() {
    this.gone = true;
    this.asked.abort();
    cancelAnimationFrame(this.frame);
    this.painter.remove();
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

  /* A filter that needs columns which are still on their way is taken up when they are here. */
  renewFilter() {
    if (!this.events) return;
    const named = [...Object.keys(this.filter.choices || {}), ...Object.keys(this.filter.ranges || {})];
    const { facets, columns } = this.events;
    if (this.partial && !named.every((name) => Object.hasOwn(facets, name) || Object.hasOwn(columns, name))) return;
    this.events.setFilter(this.filter);
    this.soon();
  }

  /** @param {boolean} hidden */
  hide(hidden) {
    if (hidden === this.hidden) return;
    this.hidden = hidden;
    this.soon();
  }

  /** @param {string | null} id */
  select(id) {
    this.selected = id;
    this.painter.highlight();
  }

  /**
   * Light these events and let the others step back; none lit is all as they were.
   *
   * @param {readonly string[]} ids
   */
  light(ids) {
    this.lit = ids;
    this.painter.highlight();
  }

  /* ---- what the reader does ---------------------------------------------------------------------------- */

  /**
   * The reader chose an event on the map.
   *
   * @param {string} id
   */
  choose(id) {
    this.select(id);
    this.options.onSelect?.(id);
  }

  /**
   * The card of an event: null where it is not to be had. Asked for once.
   *
   * @param {string} id
   * @returns {Promise<CardMessage | null>}
   */
  ask(id) {
    const asked = this.asking.get(id) ?? this.fetchCard(id).finally(() => this.asking.delete(id));
    this.asking.set(id, asked);
    return asked;
  }

  /** @param {string} id */
  async fetchCard(id) {
    const known = this.cards.get(id);
    if (known) return known;
    try {
      const card = await this.options.describe?.(id) ?? null;
      if (!card || this.gone) return null;
      this.cards.set(id, card);
      const [oldest] = this.cards.keys();
      if (this.cards.size > KEEP) this.cards.delete(oldest);
      return card;
    } catch (error) {
      console.warn(error);  // what the columns say is shown in its place
      return null;
    }
  }

  /* ---- what is drawn ----------------------------------------------------------------------------------- */

  soon() {
    this.dirty = true;
    this.frame ||= requestAnimationFrame(() => this.flush());
  }

  /* Paint anew at once, as for another view of the map. */
  redraw() {
    this.dirty = true;
    this.flush();
  }

  /* Paint now what waits for the next frame. */
  flush() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!this.dirty || !this.events) return;
    this.dirty = false;
    const view = this.painter.look?.() ?? null;
    if (this.hidden) this.events.showNone(); else this.events.show(...this.days, view);
    const { shown } = this.events;
    this.painter.paint();
    if (shown !== this.counted) this.options.onCount?.(shown);
    this.counted = shown;
    this.options.onShown?.();
  }

  /** How many events pass. */
  get drawn() { this.flush(); return this.events ? this.events.shown : 0; }

  /** The ids of the events that pass, by day. */
  get drawnIds() {
    const { events } = this;
    return events ? Array.from(events.list.subarray(0, events.listed), (i) => events.idOf(i)) : [];
  }

  /**
   * What its events cover: all of them, or those that pass now.
   *
   * @param {boolean} passing
   * @returns {Framed}
   */
  framed(passing) {
    const { events, map, painter } = this, crs = crsOf(map);
    if (!events?.n) return { bounds: null, within: () => false };
    const own = painter.framed?.(passing);
    if (own) return own;
    const box = events.covered(passing ? this.days : null);
    const bounds = box && L.latLngBounds(placeAt(map, box[0], box[1]), placeAt(map, box[2], box[3]));
    return { bounds, within: (part) => {
      const [northWest, southEast] = [part.getNorthWest(), part.getSouthEast()].map((corner) => crs.latLngToPoint(corner, 0).divideBy(256));
      return events.anyIn([northWest.x, northWest.y, southEast.x, southEast.y]);
    } };
  }

  /**
   * Where an event stands; null for one that has no place.
   *
   * @param {string | null} id
   */
  where(id) {
    if (!this.events) return null;
    const i = this.events.indexOf(id), { x, y } = this.events.columns;
    return i < 0 ? null : placeAt(this.map, x[i], y[i]);
  }
}
