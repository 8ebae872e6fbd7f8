/* The data sets that are on the map beside the coded events: one columns layer each, loaded when the first is opened. */

import { crsOf, element, node } from "../dom.js";

/**
 * @import {Chosen, SetFilter, View} from "../types"
 * @import {CardMessage, LayerSetMessage} from "../protocol"
 * @import {ColumnsLayer} from "./columns_layer.js"
 * @typedef {object} Options
 * @property {string} assets address of our files; "" in the single file, where no others are opened
 * @property {() => HTMLElement | null} legend
 * @property {() => View | undefined} view
 * @property {(chosen: Chosen) => void} tell
 * @property {(set: string, shown: number) => void} drawn
 * @typedef {{layer: ColumnsLayer, box: HTMLElement, set: LayerSetMessage, days?: string, filter?: SetFilter}} OpenSet
 */

// Milliseconds after which the page, and all that was on it from the start, is at rest.
const IDLE = 1500;

export class DataSets {
  /**
   * @param {L.Map} map
   * @param {Options} options
   */
  constructor(map, options) {
    this.map = map;
    this.options = options;
    /** @type {Map<string, OpenSet>} */
    this.open = new Map();
    /** @type {LayerSetMessage[]} */
    this.wanted = [];
    /** @type {Promise<typeof ColumnsLayer> | null} */
    this.loading = null;
    // A reader who opens a file need not wait for them then. In the single file there are none, and no files to open.
    if (options.assets) window.setTimeout(() => this.columnsLayer().catch(() => { this.loading = null; }), IDLE);
    /** @type {Set<string>} */
    this.fitted = new Set();  // the reader was shown these whole; a set that is hidden and shown again moves no map
  }

  /* The layer for many events, with its style: fetched once, when it is first needed. */
  columnsLayer() {
    if (this.loading) return this.loading;
    document.head.append(element("link", { rel: "stylesheet", href: `${this.options.assets}layer/columns_layer.css` }));
    this.loading = import("./columns_layer.js").then((module) => module.ColumnsLayer);
    return this.loading;
  }

  /** @param {LayerSetMessage[]} sets */
  async show(sets) {
    this.wanted = sets;
    const addresses = new Map(sets.map(({ id, core }) => [id, core]));
    for (const [id, { layer, box, set }] of this.open) {
      if (addresses.get(id) === set.core) continue;
      layer.remove();
      box.remove();
      this.open.delete(id);
    }
    if (!sets.length) return;
    const Layer = await this.columnsLayer();
    for (const set of sets) if (!this.open.has(set.id) && this.wanted.some(({ id }) => id === set.id)) this.add(set, Layer);
  }

  /**
   * @param {LayerSetMessage} set
   * @param {typeof ColumnsLayer} Layer
   */
  add(set, Layer) {
    const box = node("div", "legend-set");
    const layer = new Layer(this.map, {
      name: set.name, core: set.core, rest: set.rest, colourBy: set.colourBy,
      onSelect: (event) => this.options.tell({ set: set.id, event }),
      onCount: (n) => this.options.drawn(set.id, n),
      onReady: () => { this.follow(); this.draw(set, layer, box); if (set.fit) this.fit(set.id, layer); this.options.drawn(set.id, layer.drawn); },
      describe: (event) => this.describe(set, event),
    });
    this.open.set(set.id, { layer, box, set });
    // With a file the legend is longer than the map: its end can be reached by keyboard.
    this.options.legend()?.prepend(box);
    this.follow();
  }

  /**
   * What the card says of an event, and which of the sets it is of.
   *
   * @param {LayerSetMessage} set
   * @param {string} event
   */
  async describe(set, event) {
    const answer = await fetch(set.event.replace("{id}", () => encodeURIComponent(event)));
    if (!answer.ok) throw new Error(`${set.event}: ${answer.status}`);
    /** @type {CardMessage} */
    const { title, lines } = await answer.json();
    return { title, lines: [...lines, `From ${set.name}`] };
  }

  /**
   * Bring a whole set into view, beside the legend where that is open and leaves room.
   *
   * @param {string} id
   * @param {ColumnsLayer} layer
   */
  fit(id, layer) {
    const bounds = this.boundsOf(layer);
    if (!bounds || this.fitted.has(id)) return;
    this.fitted.add(id);
    const legend = this.options.legend()?.closest("details"), width = this.map.getSize().x;
    const left = legend?.open && legend.offsetWidth < width / 2 ? legend.offsetWidth + 24 : 24;
    this.map.fitBounds(bounds, { paddingTopLeft: [left, 24], paddingBottomRight: [56, 24], animate: false, maxZoom: 9 });
  }

  /** @param {ColumnsLayer} layer */
  boundsOf({ events }) {
    if (!events?.n) return null;
    const { x, y } = events.columns, box = [1, 1, 0, 0];
    for (let i = 0; i < events.n; i++) {
      if (x[i] < box[0]) box[0] = x[i];
      if (y[i] < box[1]) box[1] = y[i];
      if (x[i] > box[2]) box[2] = x[i];
      if (y[i] > box[3]) box[3] = y[i];
    }
    const at = (/** @type {number} */ u, /** @type {number} */ v) => crsOf(this.map).pointToLatLng(L.point(256 * u, 256 * v), 0);
    return L.latLngBounds(at(box[0], box[1]), at(box[2], box[3]));
  }

  /** What the sets cover; null without events. */
  get bounds() {
    const all = [...this.open.values()].map(({ layer }) => this.boundsOf(layer)).filter((bounds) => bounds !== null);
    return all.length ? all.reduce((whole, bounds) => whole.extend(bounds)) : null;
  }

  /* The view has changed. */
  follow() {
    const { days = null, filters = {} } = this.options.view() ?? {};
    for (const [id, entry] of this.open) {
      const { layer } = entry, filter = filters[id];
      if (entry.days !== String(days)) {
        entry.days = String(days);
        layer.setDays(days?.[0] ?? null, days?.[1] ?? null);
      }
      // The days move with the hand; the rest is compared first, and read only when it has changed.
      if (entry.filter !== filter) {
        entry.filter = filter;
        layer.setFilter(filter ?? {});
        const colourBy = filter?.colourBy || entry.set.colourBy;
        if (colourBy !== layer.colourBy) layer.setColourBy(colourBy, null);
        if (layer.events) this.draw(entry.set, layer, entry.box);
      }
    }
  }

  /* Draw the legends anew in the colours of the new theme. */
  redraw() { for (const { layer, box, set } of this.open.values()) if (layer.events) this.draw(set, layer, box); }

  /**
   * Select an event of one set, or none at all.
   *
   * @param {string | null} set
   * @param {string | null} event
   */
  select(set, event) {
    for (const [id, { layer }] of this.open) layer.select(id === set ? event : null);
  }

  /**
   * @param {LayerSetMessage} set
   * @param {ColumnsLayer} layer
   * @param {HTMLElement} box
   */
  draw({ name }, layer, box) {
    const theme = layer.container.dataset.theme === "dark" ? "dark" : "light";
    const lines = layer.palette.map((entry, n) => {
      const line = node("div", "legend-line"), sign = node("i", "legend-dot");
      sign.style.background = entry[theme] || layer.hex[n];
      line.append(sign, node("span", "", entry.label));
      return line;
    });
    box.replaceChildren(node("h3", "", name), ...lines, layer.key.box);
  }
}
