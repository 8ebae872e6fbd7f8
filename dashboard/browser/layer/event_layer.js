/* The map in the page: the sets of events that are on it, the base map, the legend, and what Python and the page's controls
 * say to it.
 *
 * Which events are drawn is the view's word: the day slider and the filters publish it in the page that holds the map
 * (window.reportedView, see slider/day_slider.js), and the layer follows at once. Python's view counts until they have.
 *
 * For tests and programs that drive the page: window.drawnEvents holds the ids of the shipped events that are drawn now.
 */

import { node } from "../dom.js";
import { SignPainter } from "../painters/signs.js";
import { BaseMap } from "./base_map.js";
import { DataSets, cardAt } from "./data_sets.js";
import { Framing } from "./framing.js";
import { Legend } from "./legend.js";
import { NOT_LOADED, Notice, nothingFits } from "./notice.js";
import { NARROW, aboveSheet, clearSheet, underSheet } from "./open_sheet.js";
import { PlaceInAddress } from "./place_in_address.js";
import { SetLayer } from "./set_layer.js";
import { setUpMap } from "./set_up_map.js";
import { say } from "../words.js";

/**
 * @import {Chosen, Theme, View} from "../types"
 * @import {BaseMapFile, CardMessage, EventOfSet, Ground, LayerCommand, MapClick} from "../protocol"
 * @typedef {object} Options
 * @property {{id: string, core: string, ground: string | Ground, event: string}} shipped the set that the page ships: its
 *   id, and addresses of its events, of their ground (or this itself), and of a card
 * @property {(id: string) => Promise<CardMessage | null>} [describe] where cards are at hand: the card of an event
 * @property {string | BaseMapFile} base address of the base map, or the base map itself
 * @property {string} font address of the page's own font, or ""
 * @property {string} assets address of our files, or ""
 * @property {Window} page the window in which the page's controls are
 * @property {(click: MapClick) => void} choose hears what the reader chose
 */

// The nearest that the map goes to show a whole dossier, with the areas around its events.
const HOME = 7;
// Pixels across a mark of an opened set.
const DOT = 28;

export class EventLayer {
  /**
   * @param {L.Map} map
   * @param {Options} options
   */
  constructor(map, options) {
    this.map = map;
    this.options = options;
    this.page = options.page;
    /** @type {LayerCommand | null} */
    this.command = null;
    this.turn = 0;
    this.commanded = false;
    /** @type {BaseMap | null} */
    this.base = null;
    /** @type {Legend | null} */
    this.legend = null;
    /** @type {Ground | null} */
    this.ground = null;
    /** @type {Theme | null} */
    this.theme = null;
    this.place = new PlaceInAddress(map, options.page);
    this.framing = new Framing(map, () => this.legend?.covering ?? null);
    /** @type {string | null} the set to which the map still has to move, when its events are here */
    this.awaited = null;
    /** @type {number | undefined} the turn of the last command that said where the map is */
    this.heeded = undefined;
    this.container = map.getContainer();
    this.notice = new Notice(this.container);
    setUpMap(map, { home: () => this.goHome(), results: () => this.goToResults(), leave: () => this.closeCard() });
    if (options.font) document.head.append(node("style", "", `@font-face{font-family:"Source Sans";src:url(${options.font});font-weight:200 900}`));
    window.drawnEvents = [];

    this.sets = new DataSets(map, {
      assets: options.assets, legend: () => this.legend, view: () => this.view,
      // A growing number makes the second click on the same mark a new message.
      tell: (chosen) => { options.choose({ ...chosen, seq: Date.now() }); this.clearSheet(chosen); },
      drawn: (set, shown) => this.tellDrawn(set, shown),
      ready: (set) => this.arrive(set),
    });
    const ground = given(options.shipped.ground);
    ground.then((file) => { this.ground = file; }).catch(() => {});
    this.shipped = this.addShipped(ground);
    this.listen();
    this.addBase();
  }

  /** The painter of the shipped set. */
  get signs() { return this.shipped.painter; }

  /** The id of the event whose card is open. */
  get opened() { return this.signs.popup.opened; }

  /** @param {Promise<Ground>} ground */
  addShipped(ground) {
    const { shipped: { id, core, event }, describe } = this.options;
    /** @type {SetLayer<SignPainter>} */
    const layer = new SetLayer(this.map, {
      name: "", core,
      onSelect: (chosen) => this.sets.choose({ set: id, event: chosen }),
      onReady: () => this.begin(),
      onShown: () => this.tellShown(),
      onError: () => this.notice.say(NOT_LOADED),
      describe: describe ?? ((wanted) => cardAt(event, wanted)),
    }, (of) => new SignPainter(of, ground, { page: this.page, covered: () => this.legendWidth(), reveal: () => this.reveal() }));
    layer.hidden = true;  // until Python says what is drawn
    this.sets.shipped.push({ id, layer });
    return layer;
  }

  listen() {
    const follow = () => { if (this.command) this.sets.follow(); };
    // Reading on in an article lights the events of the passage (article_reader.js).
    const light = (/** @type {CustomEvent<{events: string[]}>} */ { detail }) => this.shipped.light(detail.events);
    // A map that becomes wider or narrower shows all again, where the reader has not moved it.
    this.map.on("resize", () => { if (this.framing.unmoved) this.fit(); });
    const results = () => this.goToResults();
    this.page.addEventListener("view", follow);
    this.page.addEventListener("view-frame", results);
    this.page.addEventListener("passage-read", light);
    // The page outlives the map's frame: what listens there has to go with the frame.
    window.addEventListener("pagehide", () => {
      this.page.removeEventListener("view", follow);
      this.page.removeEventListener("view-frame", results);
      this.page.removeEventListener("passage-read", light);
    });
  }

  /* The shipped events are here. First the view, then what stands in it: the card of an open event moves the map until
   * it can be read. */
  begin() {
    if (!this.ground) return;
    this.legend = new Legend(this.map, this.ground);
    if (this.command) this.place.goTo(this.command.at);
    if (!this.place.wanted) this.fit();
    if (this.command) this.draw(this.ground, this.command);
    this.place.follow();
  }

  /* The marks do not wait for the land under them. */
  async addBase() {
    const base = given(this.options.base);
    try {
      const [file] = await Promise.all([base, this.shipped.ready]);
      this.base = new BaseMap(this.map, file);
      if (this.command) this.base.show(this.command.tiles);
    } catch (error) {
      this.notice.say(NOT_LOADED);
      console.error(error);
    }
  }

  /* ---- what Python says ------------------------------------------------------------------------------- */

  /** @param {LayerCommand} command */
  show(command) {
    this.command = command;
    if (this.ground && this.legend) this.draw(this.ground, command);
  }

  /**
   * @param {Ground} ground
   * @param {LayerCommand} command
   */
  draw(ground, { turn, theme, tiles, sets, shipped, active, opened, at }) {
    // A set that becomes the active one is shown whole, when its events are here; a link says itself where the map is.
    if (active !== this.sets.active && (!at || at[3] === this.heeded)) this.awaited = active;
    this.heeded = at?.[3];
    this.sets.show(sets, active).catch((error) => {
      this.notice.say(say("An opened file could not be loaded. Reload the page."));
      console.error(error);
    });
    if (this.base) this.base.show(tiles);
    const wanted = theme === "dark" ? "dark" : "light";
    if (wanted !== this.theme) this.paint(ground, wanted);
    this.place.goTo(at);
    // The layer knows first what a click on the map selected: Python sent this command before it heard of the click. So
    // Python's selection counts only where the reader selected outside the map, and on a new map.
    const elsewhere = Boolean(turn) && turn !== this.turn;  // changed, not larger: clocks are set back
    if (elsewhere || !this.commanded) this.sets.select(opened);
    this.commanded = true;
    this.shipped.hide(!shipped);
    this.legend?.show({ signs: shipped, alone: active === this.options.shipped.id });
    this.sets.follow();
    if (this.awaited === this.options.shipped.id) this.arrive(this.awaited);
    if (!elsewhere) return;
    this.turn = turn;
    if (opened) { this.reveal(); if (opened.set !== this.options.shipped.id) this.goTo(opened); }
    this.signs.open(opened?.set === this.options.shipped.id ? opened.event : null);
  }

  /** What the page's controls say; until they have spoken, what Python says. */
  get view() {
    /** @type {View} */
    const reported = this.page.reportedView ?? {};
    if (!this.command) return reported;
    const { command: { view }, options: { shipped: { id } } } = this;
    const { days = view.days, filters = {} } = reported;
    return { ...reported, days, filters: { [id]: { ...view, rows: null }, ...filters } };
  }

  /**
   * @param {Ground} ground
   * @param {Theme} theme
   */
  paint(ground, theme) {
    this.theme = theme;
    this.container.dataset.theme = theme;
    document.documentElement.style.colorScheme = theme;
    for (const [key, colour] of Object.entries(ground.colours[theme])) {
      this.container.style.setProperty(`--${key}`, colour);
    }
    this.sets.redraw();
  }

  /* ---- what the page is told --------------------------------------------------------------------------- */

  /* The shipped events were drawn. */
  tellShown() {
    const { command, shipped: { events, hidden, drawnIds } } = this;
    if (!command || !events) return;
    const { words = "", filters = {} } = this.view, { choices = {} } = filters[this.options.shipped.id] ?? {};
    const chosen = Object.values(choices).some((values) => values.length);
    this.notice.say(drawnIds.length || hidden || command.sets.length || !events.n ? "" : nothingFits(words, chosen));
    window.drawnEvents = drawnIds;
    this.legend?.explain(this.signs.drawnParts);
    this.tellDrawn(this.options.shipped.id, drawnIds.length);
  }

  /**
   * @param {string} set
   * @param {number} shown
   */
  tellDrawn(set, shown) {
    this.page.dispatchEvent(new this.page.CustomEvent("view-drawn", { detail: { set, shown } }));
  }

  /* Bring the open event's panel, which stands beside or below the map, to its beginning and into view. */
  reveal() {
    window.setTimeout(() => {
      const panel = this.page.document.querySelector(".st-key-panel");
      if (!panel) return;
      panel.scrollTop = 0;
      const { top, bottom } = panel.getBoundingClientRect(), height = this.page.innerHeight;
      if (top < 0 || top > height - 160 || bottom < 120) panel.scrollIntoView({ block: "start" });
    }, 120);
  }

  /* ---- the view of the map ------------------------------------------------------------------------------ */

  /* An open legend covers the left edge of the map: this many pixels of it. */
  legendWidth() {
    return this.legend?.covering && this.map.getSize().x >= NARROW ? 224 : 12;
  }

  /** The set whose filters and list are shown; else what the page ships. */
  get front() { return this.sets.of(this.sets.active) ?? this.shipped; }

  goHome() {
    this.signs.popup.close();
    this.fit();
  }

  /* All of the active set. What the legend explains, and so how much it covers, depends on the zoom: the second look
   * is at the legend of the new one. */
  fit() {
    const framed = this.front.framed(false);
    for (let look = 0; look < 2; look++) this.framing.show(framed, this.front === this.shipped ? { closest: HOME } : {});
    this.framing.home = { zoom: this.map.getZoom(), centre: this.map.getCenter() };
  }

  /* What the filters and the days leave of the active set. */
  goToResults() {
    this.signs.popup.close();
    this.framing.show(this.front.framed(true), { fly: true });
  }

  /**
   * The events of a set are here.
   *
   * @param {string} set
   */
  arrive(set) {
    if (set !== this.awaited) return;
    this.awaited = null;
    this.fit();
  }

  /** @param {EventOfSet} opened an event that the reader opened outside the map */
  goTo({ set, event }) {
    const at = this.sets.of(set)?.where(event), { map, page } = this;
    if (at) this.framing.flyTo(at, underSheet(map, page) ? aboveSheet(map, page) : map.getSize().y);
  }

  /**
   * An event of an opened set was chosen on the map: its mark stays in sight above a sheet.
   *
   * @param {Chosen} chosen
   */
  clearSheet({ set, event }) {
    const at = set === this.options.shipped.id ? null : this.sets.of(set)?.where(event), { map, page } = this;
    if (at && underSheet(map, page)) clearSheet(map, page, at, 0, DOT);
  }

  /* The Escape key: who closes a card by it goes on from its mark. */
  closeCard() {
    const id = this.opened;
    if (!id) return;
    this.signs.popup.close();
    this.signs.focus(id);
  }
}

/**
 * What stands at an address, or what is given in its place.
 *
 * @template T
 * @param {string | T} address
 * @returns {Promise<T>}
 */
async function given(address) {
  if (typeof address !== "string") return address;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
