/* The event layer: fetches the events and the base map once, draws what it is told to show.
 *
 * Which events are drawn is the view's word: the day slider and the filters publish it in the page that holds the map
 * (window.reportedView, see slider/day_slider.js), and the layer follows at once. Python's view counts until they have.
 *
 * For tests and programs that drive the page: window.drawnEvents holds the ids that are drawn now.
 * The only markup set as markup is the SVG of the marks, which is built from our own constants on the server.
 */

import { node } from "../dom.js";
import { passes } from "../filter.js";
import { BaseMap } from "./base_map.js";
import { DataSets } from "./data_sets.js";
import { card, tooltip } from "./event_card.js";
import { Legend } from "./legend.js";
import { placement } from "./placement.js";

/**
 * @import {Chosen, Point, Theme} from "../types"
 * @import {BaseMapFile, EventMessage, EventsFile, LayerCommand, MapClick, PlaceMessage} from "../protocol"
 * @import {PlaceGroup, Spot} from "./placement.js"
 * @typedef {object} Options
 * @property {string | EventsFile} events address of the events, or the events themselves, as in the single file
 * @property {string | BaseMapFile} base the same of the base map
 * @property {string} font address of the page's own font, or ""
 * @property {string} set the id in the view of the set that the page ships
 * @property {string} assets address of our files, or ""
 * @property {Window} page the window in which the page's controls are
 * @property {(click: MapClick) => void} choose hears what the reader chose
 * @typedef {PlaceGroup & {place: PlaceMessage, name: string}} Group a place with its events
 * @typedef {import("geojson").GeoJsonObject & {type: string, coordinates: number[] & number[][] & number[][][] & number[][][][]}} Shape
 */

// SMALL is the size of a mark below the zoom FAR.
const MARK = 32, LABEL = 15, SMALL = 16, FAR = 4.5;
// The widest name of a place (event_layer.css), in pixels.
const LONGEST = 210;
// Widths of the map in pixels: below NARROW it is a phone's.
const NARROW = 560;
// How much of a phone's screen the open event's sheet covers (page.css).
const SHEET = 0.46;

/** @param {string} name */
function shortName(name) {
  return name.length > 24 ? name.replace(/ \(.*/, "") : name;
}

export class EventLayer {
  /**
   * @param {L.Map} map
   * @param {Options} options
   */
  constructor(map, options) {
    this.map = map;
    this.options = options;
    this.page = options.page;
    /** @type {Map<string, L.Marker>} */
    this.marks = new Map();
    /** @type {LayerCommand | null} */
    this.command = null;
    this.turn = 0;
    /** @type {string | null} the id of the selected event */
    this.selected = null;
    /** @type {string | null} the id of the event whose card is open */
    this.opened = null;
    /** @type {readonly string[]} the events of the passage that is being read */
    this.lit = [];
    /** @type {EventsFile | null} */
    this.data = null;
    /** @type {Map<string, EventMessage>} */
    this.events = new Map();
    /** @type {Set<string> | null} the ids that are drawn */
    this.shown = null;
    /** @type {Map<string, Group>} */
    this.groups = new Map();
    /** @type {Map<string, Spot>} */
    this.spots = new Map();
    /** @type {Map<string, Point>} */
    this.labelSpots = new Map();
    /** @type {BaseMap | null} */
    this.base = null;
    /** @type {Legend | null} */
    this.legend = null;
    /** @type {Theme | null} */
    this.theme = null;
    /** @type {number | null} the turn of the place where the address wanted the map */
    this.wentTo = null;
    this.size = MARK;
    this.pen = node("canvas").getContext("2d");
    this.moving = 0;
    this.notice = node("div", "map-notice");
    this.notice.setAttribute("role", "status");
    this.notice.hidden = true;
    // A security operation is no attack: its marks are a layer of their own.
    this.attacks = L.layerGroup();
    this.operations = L.layerGroup();
    this.areas = L.layerGroup();
    /** @type {WeakMap<L.Layer, string>} the place of a drawn shape */
    this.placeOf = new WeakMap();
    this.leaders = L.layerGroup();
    this.labels = L.layerGroup();
    window.drawnEvents = [];
    // Below the label every other pane: land, areas, lines, leaders; Leaflet's own marker pane is above.
    ["land", "areas", "lines"].forEach((name, i) => { map.createPane(name).style.zIndex = String(210 + 20 * i); });
    this.container = map.getContainer();
    this.container.classList.add("event-map");
    this.container.append(this.notice);
    // Leaflet focuses the map on mouse down. Where the map is only partly in view the browser then scrolls the page
    // under the pointer, and the click is lost.
    this.container.focus = (options) => HTMLElement.prototype.focus.call(this.container, { ...options, preventScroll: true });
    this.container.setAttribute("role", "region");
    this.container.setAttribute("aria-label", "Map of reported events");
    L.control.zoom({ position: "topright" }).addTo(map);
    this.addHome();
    // One finger scrolls the page past the map; two fingers move and zoom the map.
    if (L.Browser.mobile) map.dragging.disable();
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.opened) return;
      const id = this.opened;
      map.closePopup();
      this.focusMark(id);
    });
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
    map.on("zoomend resize", () => this.place());
    map.on("popupclose", () => this.highlight());
    this.sets = new DataSets(map, {
      assets: options.assets, legend: () => this.legend?.body ?? null, view: () => this.page.reportedView,
      tell: (chosen) => this.send(chosen), drawn: (set, shown) => this.tellDrawn(set, shown),
    });
    const follow = () => { this.sets.follow(); if (this.data && this.command) this.filter(); };
    this.page.addEventListener("view", follow);
    // Reading on in an article lights the events of the passage (article_reader.js).
    const light = (/** @type {CustomEvent<{events: string[]}>} */ event) => this.light(event.detail.events);
    this.page.addEventListener("passage-read", light);
    // The page outlives the map's frame: what listens there has to go with the frame.
    window.addEventListener("pagehide", () => { this.page.removeEventListener("view", follow); this.page.removeEventListener("passage-read", light); });
    this.load();
    if (options.font) document.head.append(node("style", "", `@font-face{font-family:"Source Sans";src:url(${options.font});font-weight:200 900}`));
  }

  addHome() {
    const control = new L.Control({ position: "topright" });
    control.onAdd = () => {
      const box = node("div", "leaflet-bar"), button = node("a", "home", "⤢");
      button.href = "#";
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", "Back to the first view");
      button.title = "Back to the first view";
      L.DomEvent.on(button, "click", (event) => { L.DomEvent.stop(event); this.map.closePopup(); this.fit(); });
      box.append(button);
      return box;
    };
    control.addTo(this.map);
  }

  /** @param {string} id */
  focusMark(id) {
    this.marks.get(id)?.getElement()?.focus({ preventScroll: true });
  }

  async load() {
    // Both are asked for at once; the marks do not wait for the land under them.
    const { options } = this, events = given(options.events), base = given(options.base);
    try {
      const data = await events;
      this.data = data;
      this.events = new Map(data.events.map((event) => [event.id, event]));
      this.makeMarks(data);
      this.legend = new Legend(this.map, data);
      // First the view, then what stands in it: the card of an open event moves the map until it can be read.
      if (this.command) this.goTo(this.command.at);
      if (this.wentTo === null) this.fit();
      if (this.command) this.draw(data, this.command);
      // The page's font may come after the first names: then they are of another width.
      document.fonts.ready.then(() => this.place());
      // The first view is not the reader's.
      window.setTimeout(() => this.map.on("moveend", () => this.tellPlace()), 500);
      this.base = new BaseMap(this.map, await base);
      if (this.command) this.base.show(this.command.tiles);
    } catch (error) {
      this.say("The map's data could not be loaded. Reload the page.");
      console.error(error);
    }
  }

  /* ---- what Python says ------------------------------------------------------------------------------- */

  /** @param {LayerCommand} command */
  show(command) {
    this.command = command;
    if (this.data) this.draw(this.data, command);
  }

  /**
   * @param {EventsFile} data
   * @param {LayerCommand} command
   */
  draw(data, { selected, turn, theme, tiles, sets, opened, at }) {
    this.sets.show(sets).then(() => this.sets.select(opened?.set ?? null, opened?.event ?? null)).catch((error) => {
      this.say("An opened file could not be loaded. Reload the page.");
      console.error(error);
    });
    if (this.base) this.base.show(tiles);
    const wanted = theme === "dark" ? "dark" : "light";
    if (wanted !== this.theme) this.paint(data, wanted);
    // The layer knows first what a click on the map selected: Python sent this command before it heard of the click. So
    // Python's selection counts only where the reader selected outside the map, and on a new map.
    this.goTo(at);
    const elsewhere = Boolean(turn) && turn !== this.turn;  // changed, not larger: clocks are set back
    if (elsewhere || !this.shown) this.selected = selected;
    this.filter();
    if (elsewhere) {
      this.turn = turn;
      if (selected) this.reveal();
      if (selected && this.shown?.has(selected)) this.open(selected); else this.map.closePopup();
    }
  }

  /**
   * The address wants the map there. From then on the address follows the map (without a run of the page).
   *
   * @param {LayerCommand["at"]} at
   */
  goTo(at) {
    if (!at || at[3] === this.wentTo) return;
    this.wentTo = at[3];
    this.map.setView([at[0], at[1]], at[2], { animate: false });
  }

  tellPlace() {
    window.clearTimeout(this.moving);
    this.moving = window.setTimeout(() => {
      const { lat, lng } = this.map.getCenter(), place = `${lat.toFixed(3)},${lng.toFixed(3)},${this.map.getZoom()}`;
      const address = new URL(this.page.location.href);
      address.searchParams.set("at", place);
      this.page.history.replaceState(this.page.history.state, "", address.toString().replaceAll("%2C", ","));
    }, 250);
  }

  /* ---- which events are drawn --------------------------------------------------------------------------- */

  /**
   * What is to be drawn: by the page's controls, until they have spoken by Python.
   *
   * @param {LayerCommand} command
   */
  viewNow({ view }) {
    const { days = view.days, words = "", filters } = this.page.reportedView ?? {};
    return { days, words, choices: filters?.[this.options.set]?.choices ?? view.choices };
  }

  filter() {
    if (!this.data || !this.command) return;
    const { data: { events }, command: { coded, sets } } = this, view = this.viewNow(this.command), before = this.shown;
    const drawn = coded ? events.filter((event) => passes(event, view)).map((event) => event.id) : [];
    const chosen = Object.values(view.choices).some((values) => values.length);
    this.say(drawn.length || !coded || sets.length || !events.length ? "" : nothingFits(view.words, chosen));
    if (before && drawn.length === before.size && drawn.every((id) => before.has(id))) { this.highlight(); this.publishDrawn(); return; }
    const shown = new Set(drawn);
    this.shown = shown;
    for (const event of events) {
      const layer = event.operation ? this.operations : this.attacks, mark = this.marks.get(event.id);
      if (mark && shown.has(event.id)) layer.addLayer(mark); else if (mark) layer.removeLayer(mark);
    }
    this.drawAreas();
    this.drawLabels();
    this.drawLeaders();
    this.highlight();
    if (this.opened && !shown.has(this.opened)) this.map.closePopup();
    this.publishDrawn();
  }

  publishDrawn() {
    const drawn = [...this.shown ?? []];
    window.drawnEvents = drawn;
    this.tellDrawn(this.options.set, drawn.length);
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

  /** @param {Chosen} chosen */
  send(chosen) {
    // A growing number makes the second click on the same mark a new message.
    this.options.choose({ ...chosen, seq: Date.now() });
  }

  /* ---- theme ------------------------------------------------------------------------------------------ */

  /**
   * @param {EventsFile} data
   * @param {Theme} theme
   */
  paint(data, theme) {
    this.theme = theme;
    this.container.dataset.theme = theme;
    document.documentElement.style.colorScheme = theme;
    for (const [key, colour] of Object.entries(data.colours[theme])) {
      this.container.style.setProperty(`--${key}`, colour);
    }
    this.sets.redraw();
  }

  /* ---- events ------------------------------------------------------------------------------------------ */

  /** @param {EventsFile} data */
  makeMarks(data) {
    for (const event of data.events) {
      const element = node("span", "mark");
      element.dataset.event = event.id;
      element.innerHTML = event.svg;  // our own SVG, no text from the data
      const icon = L.divIcon({ className: "mark-box", html: element, iconSize: [MARK, MARK] });
      const { at } = data.places[event.place];
      const mark = L.marker(at, { icon, keyboard: true, riseOnHover: true, title: "", alt: "" });
      mark.on("add", () => {
        const box = mark.getElement();
        box?.setAttribute("role", "button");
        box?.setAttribute("aria-label", `${event.title}, ${event.when}, ${event.status}`);
        box?.removeAttribute("title");
        this.position(event.id);
      });
      mark.bindTooltip(() => tooltip(event), { direction: "top", offset: [0, -14], className: "event-tip" });
      mark.on("click", () => this.choose(event.id));
      mark.on("keypress", (e) => { if (e.originalEvent.key === "Enter" || e.originalEvent.key === " ") this.choose(event.id); });
      this.marks.set(event.id, mark);
    }
    for (const group of [this.attacks, this.operations, this.areas, this.leaders, this.labels]) group.addTo(this.map);
    this.place();
  }

  /* An open legend covers the left edge of the map: this many pixels of it. */
  legendWidth() {
    return this.legend?.box.open && this.map.getSize().x >= NARROW ? 224 : 12;
  }

  /** @param {string} id */
  choose(id) {
    this.selected = id;
    this.open(id);
    this.send({ event: id });
  }

  fit() {
    // A view set while Leaflet zooms is undone when the zoom ends.
    if (this.map._animatingZoom) { this.map.once("zoomend", () => this.fit()); return; }
    const bounds = L.latLngBounds([]);
    for (const { place } of this.command?.coded === false ? [] : this.groups.values()) {
      bounds.extend(place.at);
      const shape = shapeOf(place);
      if (shape && place.level !== "border") bounds.extend(L.geoJSON(shape).getBounds());
    }
    const opened = this.sets.bounds;
    if (opened) bounds.extend(opened);
    const left = this.legendWidth() + 30;
    if (bounds.isValid()) this.map.fitBounds(bounds, { paddingTopLeft: [left, 16], paddingBottomRight: [16, 30], animate: false, maxZoom: 7 });
  }

  /* Place all marks and names anew for this zoom. All events count, shown or not, so that no mark moves when a filter
   * changes. */
  place() {
    if (!this.data) return;
    // From far away there is room for neither names nor marks beside each other: small marks at their own places.
    const far = this.map.getZoom() < FAR;
    this.size = far ? SMALL : this.map.getSize().x < NARROW ? 27 : MARK;
    this.container.style.setProperty("--mark-size", `${this.size}px`);
    this.container.classList.toggle("far", far);
    this.groups = this.grouped(this.data);
    const { spots, labels } = far ? this.unplaced() : placement([...this.groups.values()], this.size);
    this.spots = spots;
    this.labelSpots = labels;
    for (const id of this.marks.keys()) this.position(id);
    this.drawLabels();
    this.drawLeaders();
  }

  /* Every mark at its place's own point, and no names. */
  unplaced() {
    /** @type {Map<string, Spot>} */
    const spots = new Map();
    for (const { ids, anchor } of this.groups.values()) for (const id of ids) spots.set(id, { ...anchor });
    return { spots, labels: new Map() };
  }

  /**
   * The places with events, their shapes in pixels at this zoom.
   *
   * @param {EventsFile} data
   */
  grouped(data) {
    const zoom = this.map.getZoom();
    /** @type {Map<string, Group>} */
    const groups = new Map();
    const project = (/** @type {number[]} */ [lon, lat]) => this.map.project([lat, lon], zoom);
    for (const event of data.events) {
      const known = groups.get(event.place);
      if (known) { known.ids.push(event.id); continue; }
      const place = data.places[event.place], name = shortName(place.name), { rings, lines } = partsOf(shapeOf(place));
      groups.set(event.place, {
        key: event.place, place, name, level: place.level, ids: [event.id], anchor: this.map.project(place.at, zoom),
        rings: rings.map((ring) => ring.map(project)), line: lines.flatMap((line) => line.map(project)),
        label: { w: Math.min(LONGEST, this.widthOf(name)) + 6, h: LABEL },
      });
    }
    return groups;
  }

  /**
   * How wide the name of a place is, in pixels.
   *
   * @param {string} name
   */
  widthOf(name) {
    if (!this.pen) return LONGEST;
    this.pen.font = `600 12px ${getComputedStyle(this.container).fontFamily}`;
    return this.pen.measureText(name).width;
  }

  /**
   * Where a mark stands relative to its place's point, in pixels at this zoom.
   *
   * @param {string} id
   */
  offset(id) {
    const spot = this.spots.get(id), group = this.groups.get(this.events.get(id)?.place ?? "");
    return spot && group ? [spot.x - group.anchor.x, spot.y - group.anchor.y] : [0, 0];
  }

  /** @param {string} id */
  position(id) {
    const element = this.marks.get(id)?.getElement();
    if (!element) return;
    const [x, y] = this.offset(id), size = this.size;
    Object.assign(element.style, { width: `${size}px`, height: `${size}px`, marginLeft: `${x - size / 2}px`, marginTop: `${y - size / 2}px` });
  }

  /** @param {Group} group */
  shownAt({ ids }) {
    return ids.filter((id) => this.shown?.has(id));
  }

  drawAreas() {
    this.areas.clearLayers();
    for (const [placeId, group] of this.groups) {
      const { place } = group, ids = this.shownAt(group), geometry = shapeOf(place);
      if (!geometry || !ids.length) continue;
      const events = ids.flatMap((id) => this.events.get(id) ?? []), colours = new Set(events.map(({ colour }) => colour));
      const colour = colours.size > 1 ? "both" : events[0].colour;
      const line = place.level === "border", confirmed = events.some((event) => event.confirmed);
      // A reported line lies as a band under the dashed line of the base map, so that the two differ.
      for (const part of line ? ["band", "dashes"] : ["fill"]) {
        const shape = L.geoJSON(geometry, {
          pane: line ? "lines" : "areas",
          style: { className: `area level-${place.level} ${part}${confirmed ? "" : " unconfirmed"}`, fill: !line },
        });
        shape.eachLayer((layer) => layer.on("add", () => elementOf(layer)?.style.setProperty("--c", `var(--${colour})`)));
        // A click on the area steps through its events.
        shape.on("click", () => this.choose(ids[(ids.indexOf(this.selected ?? "") + 1) % ids.length]));
        this.placeOf.set(shape, placeId);
        this.areas.addLayer(shape);
      }
    }
  }

  drawLabels() {
    this.labels.clearLayers();
    for (const [placeId, { x, y }] of this.labelSpots) {
      const group = this.groups.get(placeId);
      if (!group || !this.shownAt(group).length) continue;
      const { place, anchor, name } = group;
      const icon = L.divIcon({ className: "place-label-box", html: node("span", "place-label", name), iconSize: [0, 0],
        iconAnchor: [anchor.x - x, anchor.y - y] });
      this.labels.addLayer(L.marker(place.at, { icon, interactive: false, keyboard: false, zIndexOffset: -500 }));
    }
  }

  /* A thin line from a mark that had to step aside to its town or area. */
  drawLeaders() {
    this.leaders.clearLayers();
    const zoom = this.map.getZoom();
    for (const group of this.groups.values()) {
      const { place, rings, line } = group, town = !rings.length && !line.length;
      for (const id of this.shownAt(group)) {
        const spot = this.spots.get(id), [dx, dy] = this.offset(id);
        const leads = spot?.outside || (town && Math.hypot(dx, dy) > 4);
        if (!spot || !leads) continue;
        const end = this.map.unproject([spot.x, spot.y], zoom);
        this.leaders.addLayer(L.polyline([place.at, end], { pane: "lines", className: "leader", interactive: false }));
        // A dot is a site: only a town has one. A leader to an area just ends in it.
        if (town) this.leaders.addLayer(L.circleMarker(place.at, { pane: "lines", radius: 2.5, className: "anchor", interactive: false }));
      }
    }
  }

  /**
   * Light these events and let the others step back; none lit is all as they were.
   *
   * @param {readonly string[]} ids
   */
  light(ids) {
    this.lit = ids;
    this.highlight();
  }

  highlight() {
    const open = this.selected, lit = new Set(this.lit.filter((id) => this.marks.has(id)));
    this.container.classList.toggle("reading", lit.size > 0);
    for (const [id, mark] of this.marks) {
      const element = mark.getElement();
      if (!element) continue;
      element.classList.toggle("selected", id === open);
      element.classList.toggle("lit", lit.has(id));
      element.setAttribute("aria-pressed", id === open ? "true" : "false");
      mark.setZIndexOffset(id === open ? 1000 : 0);
    }
    const place = open === null ? undefined : this.events.get(open)?.place;
    const litPlaces = new Set([...lit].map((id) => this.events.get(id)?.place));
    this.areas.eachLayer((shape) => {
      const own = this.placeOf.get(shape);
      if (!(shape instanceof L.LayerGroup)) return;
      shape.eachLayer((layer) => {
        const { classList } = elementOf(layer) ?? {};
        classList?.toggle("selected", own === place);
        classList?.toggle("lit", litPlaces.has(own));
      });
    });
  }

  /* ---- the open event ----------------------------------------------------------------------------------- */

  /** @param {string} id */
  open(id) {
    const event = this.events.get(id), group = this.groups.get(event?.place ?? "");
    if (!event || !group) return;
    const [x, y] = this.offset(id), { at } = group.place;
    this.map.closePopup();
    if (this.map.getSize().x < NARROW) { this.clearSheet(at, y); this.highlight(); return; }
    this.opened = id;
    const popup = L.popup({ offset: [x, y - this.size / 2 + 4], maxWidth: 310, minWidth: 270,
      maxHeight: Math.max(180, this.map.getSize().y * 0.55), autoPanPaddingTopLeft: [this.legendWidth(), 12], autoPanPaddingBottomRight: [52, 12], className: "event-popup" })
      .setLatLng(at).setContent(card(event, () => this.reveal()));
    popup.on("remove", () => { if (this.opened === id) this.opened = null; });
    popup.openOn(this.map);
    this.highlight();
  }

  /**
   * On a phone the event opens as a sheet over the lower part of the screen (page.css), not as a popup: bring the map
   * to the top and the mark, `y` pixels below its place's point, above the sheet.
   *
   * @param {[number, number]} at
   * @param {number} y
   */
  clearSheet(at, y) {
    const frame = window.frameElement;
    // Beside an article the reader stays where he reads.
    if (frame?.closest(".st-key-board")) frame.scrollIntoView({ block: "start", behavior: "instant" });
    const top = frame ? frame.getBoundingClientRect().top : 0;
    const free = Math.min(this.map.getSize().y, this.page.innerHeight * (1 - SHEET) - top), now = this.map.latLngToContainerPoint(at).y + y;
    const wanted = Math.max(this.size, Math.min(now, free - 2 * this.size));
    if (Math.abs(now - wanted) > 1) this.map.panBy([0, now - wanted], { animate: false });
  }

  /** @param {string} text */
  say(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
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

/**
 * @param {PlaceMessage} place
 * @returns {Shape | null}
 */
function shapeOf({ shape }) {
  return /** @type {Shape | null} */ (/** @type {unknown} */ (shape));
}

/**
 * The rings or the lines of a shape, in degrees.
 *
 * @param {Shape | null} shape
 * @returns {{rings: number[][][], lines: number[][][]}}
 */
function partsOf(shape) {
  if (shape?.type === "Polygon") return { rings: shape.coordinates, lines: [] };
  if (shape?.type === "MultiPolygon") return { rings: /** @type {number[][][][]} */ (shape.coordinates).flat(), lines: [] };
  if (shape?.type === "LineString") return { rings: [], lines: [shape.coordinates] };
  return { rings: [], lines: shape?.type === "MultiLineString" ? shape.coordinates : [] };
}

/**
 * The element of a drawn path.
 *
 * @param {L.Layer} layer
 */
function elementOf(layer) {
  const element = layer instanceof L.Path ? layer.getElement() : undefined;
  return element instanceof SVGElement ? element : undefined;
}

/**
 * @param {string} days in words, "" for all
 * @param {boolean} filtered
 */
function nothingFits(days, filtered) {
  if (days && filtered) return `No mapped event on ${days} fits all the filters chosen.`;
  if (days) return `No mapped event on ${days}.`;
  return filtered ? "No mapped event fits all the filters chosen." : "No mapped event.";
}
