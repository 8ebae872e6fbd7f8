/* The sets of events on the map: the one that the page ships, which stays, and those that the reader opened, each loaded
 * when it comes.
 */

import { element, node } from "../dom.js";
import { SetLayer } from "./set_layer.js";
import { say } from "../words.js";

/**
 * @import {Chosen, SetFilter, View} from "../types"
 * @import {CardMessage, EventOfSet, LayerSetMessage} from "../protocol"
 * @import {DotPainter} from "../painters/dots.js"
 * @import {Legend} from "./legend.js"
 * @typedef {object} Options
 * @property {string} assets address of our files; "" in the single file, where no others are opened
 * @property {() => Legend | null} legend
 * @property {(id: string) => void} ready hears that the events of an opened set are here
 * @property {() => View} view
 * @property {(chosen: Chosen) => void} tell
 * @property {(set: string, shown: number) => void} drawn
 * @typedef {{layer: SetLayer, id: string, days?: string, filter?: SetFilter}} SetOnMap
 * @typedef {SetOnMap & {layer: SetLayer<DotPainter>, box: HTMLElement, set: LayerSetMessage}} OpenSet
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
    /** @type {SetOnMap[]} sets that come with the page and stay */
    this.shipped = [];
    /** @type {Map<string, OpenSet>} */
    this.open = new Map();
    /** @type {LayerSetMessage[]} */
    this.wanted = [];
    /** @type {EventOfSet | null} */
    this.selected = null;
    /** @type {Promise<typeof DotPainter> | null} */
    this.loading = null;
    // A reader who opens a file need not wait for them then. In the single file there are none, and no files to open.
    if (options.assets) window.setTimeout(() => this.dotPainter().catch(() => { this.loading = null; }), IDLE);
    /** The set that lies above the others. */
    this.active = "";
  }

  /* What paints many events, with its style: fetched once, when it is first needed. */
  dotPainter() {
    if (this.loading) return this.loading;
    document.head.append(element("link", { rel: "stylesheet", href: `${this.options.assets}painters/dots.css` }));
    this.loading = import("../painters/dots.js").then((module) => module.DotPainter);
    return this.loading;
  }

  /** Every set on the map. */
  get all() {
    return [...this.shipped, ...this.open.values()];
  }

  /** @param {string} id */
  of(id) {
    return this.all.find((entry) => entry.id === id)?.layer;
  }

  /**
   * @param {LayerSetMessage[]} sets
   * @param {string} active the id of the set that lies above the others
   */
  async show(sets, active) {
    this.wanted = sets;
    this.active = active;
    this.stack();
    const addresses = new Map(sets.map(({ id, core }) => [id, core]));
    for (const [id, { layer, box, set }] of this.open) {
      if (addresses.get(id) === set.core) continue;
      layer.remove();
      box.remove();
      this.open.delete(id);
    }
    if (!sets.length) return;
    const Painter = await this.dotPainter();
    for (const set of sets) if (!this.open.has(set.id) && this.wanted.some(({ id }) => id === set.id)) this.add(set, Painter);
    this.stack();
  }

  /* The active set lies above the others, in the legend too. */
  stack() {
    for (const { id, layer } of this.all) layer.painter.putInFront(id === this.active);
    const legend = this.options.legend();
    for (const { id, box } of this.open.values()) legend?.add(box, id === this.active);
  }

  /**
   * @param {LayerSetMessage} set
   * @param {typeof DotPainter} Painter
   */
  add(set, Painter) {
    const box = node("div", "legend-set"), { id } = set;
    /** @type {SetLayer<DotPainter>} */
    const layer = new SetLayer(this.map, {
      name: set.name, core: set.core, rest: set.rest,
      onSelect: (event) => this.choose({ set: id, event }),
      onCount: (n) => this.options.drawn(id, n),
      onReady: () => { this.follow(); this.draw(set, layer, box); this.options.ready(id); this.options.drawn(id, layer.drawn); },
      describe: async (event) => {
        const card = await cardAt(set.event, event);
        return { ...card, lines: [...card.lines, say("From {set}", { set: set.name })] };
      },
    }, (of) => new Painter(of, { colourBy: set.colourBy }));
    this.open.set(id, { id, layer, box, set });
    this.select(this.selected);
    this.follow();
  }

  /* The view has changed. */
  follow() {
    const { days = null, filters = {} } = this.options.view();
    for (const entry of this.all) {
      const { id, layer } = entry, filter = filters[id];
      if (entry.days !== String(days)) {
        entry.days = String(days);
        layer.setDays(days?.[0] ?? null, days?.[1] ?? null);
      }
      // The days move with the hand; the rest is compared first, and read only when it has changed.
      if (entry.filter !== filter) {
        entry.filter = filter;
        layer.setFilter(filter ?? {});
        const open = this.open.get(id);
        if (open) this.recolour(open);
      }
    }
    // Few marks follow the hand at once.
    for (const { layer } of this.shipped) layer.flush();
  }

  /** @param {OpenSet} entry */
  recolour({ filter, layer, box, set }) {
    const { painter } = layer, colourBy = filter?.colourBy || set.colourBy;
    if (colourBy !== painter.colourBy) painter.setColourBy(colourBy, null);
    if (layer.events) this.draw(set, layer, box);
  }

  /* Draw the legends anew in the colours of the new theme. */
  redraw() { for (const { layer, box, set } of this.open.values()) if (layer.events) this.draw(set, layer, box); }

  /**
   * Select an event of one set, or none at all.
   *
   * @param {EventOfSet | null} chosen
   */
  select(chosen) {
    this.selected = chosen;
    for (const { id, layer } of this.all) layer.select(chosen?.set === id ? chosen.event : null);
  }

  /**
   * The reader chose an event on the map: whatever else was selected is not any more.
   *
   * @param {EventOfSet} chosen
   */
  choose(chosen) {
    this.select(chosen);
    this.options.tell(chosen);
  }

  /**
   * @param {LayerSetMessage} set
   * @param {SetLayer<DotPainter>} layer
   * @param {HTMLElement} box
   */
  draw({ name }, { container, painter }, box) {
    const theme = container.dataset.theme === "dark" ? "dark" : "light";
    const lines = painter.colours.palette.map((entry, n) => {
      const line = node("div", "legend-line"), sign = node("i", "legend-dot");
      sign.style.background = entry[theme] || painter.colours.hex[n];
      line.append(sign, node("span", "", entry.label));
      return line;
    });
    box.replaceChildren(node("h3", "", name), ...lines, painter.key.box);
  }
}

/**
 * What the card says of an event.
 *
 * @param {string} address with "{id}" in it
 * @param {string} event
 * @returns {Promise<CardMessage>}
 */
export async function cardAt(address, event) {
  const answer = await fetch(address.replace("{id}", () => encodeURIComponent(event)));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
