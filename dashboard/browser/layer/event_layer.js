/* The event layer: fetches the events and the base map once, draws what it is told to show.
 *
 * new EventLayer(map, {events: address, base: address, font: address of Streamlit's own font or "", assets: address of
 * our files or "", page: the window in which the page's controls are, choose: hears what the reader chose}); in place of
 * an address the data themselves may be given, as in the single file that dashboard/export/html_export.py writes.
 * layer.show({selected: id|null, turn: number, theme: "light"|"dark", tiles: {url}|null, view: {days, choices},
 *             coded: whether the coded events are drawn, sets: opened files (see data_sets.js), opened: {set, event}|null,
 *             at: [latitude, longitude, zoom, turn]|null})
 *
 * Which events are drawn is the view's word: the day slider and the filters publish it in the page that holds the map
 * (window.reportedView, see day_slider.js), and the layer follows at once. Python's `view` counts until they have.
 *
 * Where marks stand is placement.js, what lies under them base_map.js.
 *
 * For tests and for whoever drives the page: window.drawnEvents holds the ids that are drawn now.
 * All text from the data reaches the page as text nodes. The only markup set as markup is the SVG of the marks,
 * which is built from our own constants on the server.
 */

import { node } from "../dom.js";
import { passes } from "../filter.js";
import { BaseMap } from "./base_map.js";
import { DataSets } from "./data_sets.js";
import { placement } from "./placement.js";

// SMALL is the size of a mark below the zoom FAR.
const MARK = 32, LABEL = 15, SMALL = 16, FAR = 4.5;
// The widest name of a place (event_layer.css), in pixels.
const LONGEST = 210;
// Widths of the map in pixels: below NARROW it is a phone's, from ROOMY the legend opens by itself.
const NARROW = 560, ROOMY = 700;
// The coded events as a data set: its id in the view.
const CODED = "articles";
// How much of a phone's screen the open event's sheet covers (page.css).
const SHEET = 0.46;

function shortName(name) {
  return name.length > 24 ? name.replace(/ \(.*/, "") : name;
}

export class EventLayer {
  constructor(map, options) {
    this.map = map;
    this.options = options;
    this.marks = new Map();
    this.command = null;
    this.turn = 0;
    this.selected = null;
    window.drawnEvents = [];
    // Below the label every other pane: land, areas, lines, leaders; Leaflet's own marker pane is above.
    ["land", "areas", "lines"].forEach((name, i) => { map.createPane(name).style.zIndex = 210 + 20 * i; });
    this.container = map.getContainer();
    this.container.classList.add("event-map");
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
      if (event.key === "Escape" && this.opened) { const id = this.opened; map.closePopup(); this.focusMark(id); }
    });
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
    map.on("zoomend resize", () => this.place());
    map.on("popupclose", () => this.highlight());
    this.page = options.page;
    this.sets = new DataSets(map, {
      assets: options.assets, legend: () => this.legend.box.querySelector(".legend-body"), view: () => this.page.reportedView,
      tell: (chosen) => this.send(chosen), drawn: (set, shown) => this.tellDrawn(set, shown),
    });
    const follow = () => { this.sets.follow(); if (this.data && this.command) this.filter(); };
    this.page.addEventListener("view", follow);
    // Reading on in an article lights the events of the passage (article_reader.js).
    const light = (event) => this.light(event.detail.events);
    this.page.addEventListener("passage-read", light);
    // The page outlives the map's frame: what listens there has to go with the frame.
    window.addEventListener("pagehide", () => { this.page.removeEventListener("view", follow); this.page.removeEventListener("passage-read", light); });
    this.load();
    if (options.font) document.head.append(node("style", "", `@font-face{font-family:"Source Sans";src:url(${options.font});font-weight:200 900}`));
  }

  addHome() {
    const control = L.control({ position: "topright" });
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

  focusMark(id) {
    const element = this.marks.get(id) && this.marks.get(id).getElement();
    if (element) element.focus({ preventScroll: true });
  }

  async load() {
    const read = async (address) => {
      if (typeof address !== "string") return address;
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json();
    };
    // Both are asked for at once; the marks do not wait for the land under them.
    const events = read(this.options.events), base = read(this.options.base);
    try {
      this.data = await events;
      this.events = new Map(this.data.events.map((event) => [event.id, event]));
      this.makeMarks();
      this.drawLegend();
      // First the view, then what stands in it: the card of an open event moves the map until it can be read.
      if (this.command) this.goTo(this.command.at);
      if (!this.wentTo) this.fit();
      if (this.command) this.draw();
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

  show(command) {
    this.command = command;
    if (this.data) this.draw();
  }

  draw() {
    const { selected, turn, theme, tiles, sets = [], opened = null } = this.command;
    this.sets.show(sets).then(() => this.sets.select(opened && opened.set, opened && opened.event)).catch((error) => {
      this.say("An opened file could not be loaded. Reload the page.");
      console.error(error);
    });
    if (this.base) this.base.show(tiles);
    if (theme !== this.theme) this.paint(theme);
    // What a click on the map selected is known here first: the command of the run that it causes is older than the
    // click. So Python's word counts only where the reader selected elsewhere, and on a map that is new.
    this.goTo(this.command.at);
    const elsewhere = Boolean(turn) && turn !== this.turn;  // another, not a later one: clocks are set back
    if (elsewhere || !this.shown) this.selected = selected;
    this.filter();
    if (elsewhere) {
      this.turn = turn;
      if (selected) this.reveal();
      if (selected && this.shown.has(selected)) this.open(selected); else this.map.closePopup();
    }
  }

  /* The address wants the map there. From then on the address follows the map (without a run of the page). */
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

  get view() {
    const { days, words, filters } = this.page.reportedView || {};
    const chosen = filters && filters[CODED];
    return { days: days === undefined ? this.command.view.days : days, words, choices: chosen ? chosen.choices : this.command.view.choices };
  }

  filter() {
    const { view } = this, { words } = view, { coded = true, sets = [] } = this.command;
    const shown = coded ? this.data.events.filter((event) => passes(event, view)).map((event) => event.id) : [];
    const chosen = Object.values(view.choices).some((values) => values.length);
    this.say(shown.length || !coded || sets.length || !this.data.events.length ? "" : `No mapped event${words ? ` on ${words}` : ""}${chosen ? " fits all the filters chosen" : ""}.`);
    if (this.shown && shown.length === this.shown.size && shown.every((id) => this.shown.has(id))) { this.highlight(); this.told(); return; }
    this.shown = new Set(shown);
    for (const [id, mark] of this.marks) {
      const layer = this.events.get(id).operation ? this.operations : this.attacks;
      if (this.shown.has(id)) layer.addLayer(mark); else layer.removeLayer(mark);
    }
    this.drawAreas();
    this.drawLabels();
    this.drawLeaders();
    this.highlight();
    if (this.opened && !this.shown.has(this.opened)) this.map.closePopup();
    this.told();
  }

  told() {
    window.drawnEvents = [...this.shown];
    this.tellDrawn(CODED, this.shown.size);
  }

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

  tell(id) { this.send({ event: id }); }

  send(chosen) {
    // A growing number makes the second click on the same mark a new message.
    this.options.choose({ ...chosen, seq: Date.now() });
  }

  /* ---- theme and legend ------------------------------------------------------------------------------- */

  paint(theme) {
    this.theme = theme;
    this.container.dataset.theme = theme;
    document.documentElement.style.colorScheme = theme;
    for (const [key, colour] of Object.entries(this.data.colours[theme])) {
      this.container.style.setProperty(`--${key}`, colour);
    }
    this.sets.redraw();
  }

  drawLegend() {
    const box = node("details", "legend");
    box.open = this.map.getSize().x >= ROOMY;
    box.append(node("summary", "", "Legend"));
    const body = node("div", "legend-body");
    // A low map makes the legend scroll: by keys too.
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", "Legend");
    for (const [title, entries] of this.data.legend) {
      body.append(node("h3", "", title));
      for (const [svg, text] of entries) {
        const line = node("div", "legend-line");
        const sign = node("span", "legend-sign");
        sign.innerHTML = svg;  // our own SVG, no text from the data
        line.append(sign, node("span", "", text));
        body.append(line);
      }
    }
    for (const text of this.data.lines) {
      const line = node("div", "legend-line");
      line.append(node("span", "legend-sign legend-border"), node("span", "", text));
      body.append(line);
    }
    box.append(body);
    this.legend = L.control({ position: "topleft" });
    this.legend.box = box;
    this.legend.onAdd = () => { L.DomEvent.disableClickPropagation(box); L.DomEvent.disableScrollPropagation(box); return box; };
    this.legend.addTo(this.map);
  }

  /* ---- events ------------------------------------------------------------------------------------------ */

  makeMarks() {
    for (const event of this.data.events) {
      const element = node("span", "mark");
      element.dataset.event = event.id;
      element.innerHTML = event.svg;  // our own SVG, no text from the data
      const icon = L.divIcon({ className: "mark-box", html: element, iconSize: [MARK, MARK] });
      const at = this.data.places[event.place].at;
      const mark = L.marker(at, { icon, keyboard: true, riseOnHover: true, title: "", alt: "" });
      mark.on("add", () => {
        const box = mark.getElement();
        box.setAttribute("role", "button");
        box.setAttribute("aria-label", `${event.title}, ${event.when}, ${event.status}`);
        box.removeAttribute("title");
        this.position(event.id);
      });
      mark.bindTooltip(() => this.tooltip(event), { direction: "top", offset: [0, -14], className: "event-tip" });
      mark.on("click", () => this.choose(event.id));
      mark.on("keypress", (e) => { if (e.originalEvent.key === "Enter" || e.originalEvent.key === " ") this.choose(event.id); });
      this.marks.set(event.id, mark);
    }
    // A security operation is no attack: its marks are a layer of their own.
    this.attacks = L.layerGroup().addTo(this.map);
    this.operations = L.layerGroup().addTo(this.map);
    this.areas = L.layerGroup().addTo(this.map);
    this.leaders = L.layerGroup().addTo(this.map);
    this.labels = L.layerGroup().addTo(this.map);
    this.place();
  }

  /* An open legend covers the left edge of the map: this many pixels of it. */
  legendWidth() {
    return this.legend && this.legend.box.open && this.map.getSize().x >= NARROW ? 224 : 12;
  }

  choose(id) {
    this.selected = id;
    this.open(id);
    this.tell(id);
  }

  fit() {
    // A view set while Leaflet zooms is undone when the zoom ends.
    if (this.map._animatingZoom) { this.map.once("zoomend", () => this.fit()); return; }
    const bounds = L.latLngBounds([]);
    for (const event of this.command && this.command.coded === false ? [] : this.data.events) {
      const place = this.data.places[event.place];
      bounds.extend(place.at);
      if (place.shape && place.level !== "border") bounds.extend(L.geoJSON(place.shape).getBounds());
    }
    const opened = this.sets.bounds;
    if (opened) bounds.extend(opened);
    const left = this.legendWidth() + 30;
    if (bounds.isValid()) this.map.fitBounds(bounds, { paddingTopLeft: [left, 16], paddingBottomRight: [16, 30], animate: false });
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
    this.groups = this.grouped();
    const { spots, labels } = far ? this.unplaced() : placement([...this.groups.values()], this.size);
    this.spots = spots;
    this.labelSpots = labels;
    for (const id of this.marks.keys()) this.position(id);
    this.drawLabels();
    this.drawLeaders();
  }

  /* Every mark at its place's own point, and no names. */
  unplaced() {
    const spots = new Map();
    for (const { ids, anchor } of this.groups.values()) for (const id of ids) spots.set(id, { ...anchor });
    return { spots, labels: new Map() };
  }

  /* The places with events, their shapes in pixels at this zoom. */
  grouped() {
    const zoom = this.map.getZoom(), groups = new Map();
    const project = ([lon, lat]) => this.map.project([lat, lon], zoom);
    for (const event of this.data.events) {
      const place = this.data.places[event.place];
      if (!groups.has(event.place)) {
        const { type, coordinates } = place.shape || {};
        const rings = type === "Polygon" ? coordinates : type === "MultiPolygon" ? coordinates.flat() : [];
        const lines = type === "LineString" ? [coordinates] : type === "MultiLineString" ? coordinates : [];
        const name = shortName(place.name);
        groups.set(event.place, {
          key: event.place, place, name, level: place.level, ids: [], anchor: this.map.project(place.at, zoom),
          rings: rings.map((ring) => ring.map(project)), line: lines.flatMap((line) => line.map(project)),
          label: { w: Math.min(LONGEST, this.widthOf(name)) + 6, h: LABEL },
        });
      }
      groups.get(event.place).ids.push(event.id);
    }
    return groups;
  }

  /* How wide the name of a place is, in pixels. */
  widthOf(name) {
    this.pen = this.pen || document.createElement("canvas").getContext("2d");
    this.pen.font = `600 12px ${getComputedStyle(this.container).fontFamily}`;
    return this.pen.measureText(name).width;
  }

  /* Where a mark stands relative to its place's point, in pixels at this zoom. */
  offset(id) {
    const spot = this.spots.get(id), { anchor } = this.groups.get(this.events.get(id).place);
    return [spot.x - anchor.x, spot.y - anchor.y];
  }

  position(id) {
    const element = this.marks.get(id).getElement();
    if (!element || !this.spots) return;
    const [x, y] = this.offset(id), size = this.size;
    Object.assign(element.style, { width: `${size}px`, height: `${size}px`, marginLeft: `${x - size / 2}px`, marginTop: `${y - size / 2}px` });
  }

  shownAt(placeId) {
    return this.groups.get(placeId).ids.filter((id) => this.shown && this.shown.has(id));
  }

  drawAreas() {
    this.areas.clearLayers();
    for (const [placeId, { place }] of this.groups) {
      const ids = this.shownAt(placeId);
      if (!place.shape || !ids.length) continue;
      const first = this.events.get(ids[0]);
      const colours = new Set(ids.map((id) => this.events.get(id).colour));
      const line = place.level === "border";
      const confirmed = ids.some((id) => this.events.get(id).confirmed);
      // A reported line lies as a band under the dashed line of the base map, so that the two differ.
      for (const part of line ? ["band", "dashes"] : ["fill"]) {
        const shape = L.geoJSON(place.shape, {
          pane: line ? "lines" : "areas",
          style: { className: `area level-${place.level} ${part}${confirmed ? "" : " unconfirmed"}`, fill: !line },
        });
        shape.eachLayer((layer) => layer.on("add", () => {
          layer.getElement().style.setProperty("--c", `var(--${colours.size > 1 ? "both" : first.colour})`);
        }));
        // A click on the area steps through its events.
        shape.on("click", () => this.choose(ids[(ids.indexOf(this.selected) + 1) % ids.length]));
        shape.placeId = placeId;
        this.areas.addLayer(shape);
      }
    }
  }

  drawLabels() {
    if (!this.labels) return;
    this.labels.clearLayers();
    if (!this.labelSpots) return;
    for (const [placeId, { x, y }] of this.labelSpots) {
      if (!this.shownAt(placeId).length) continue;
      const { place, anchor, name } = this.groups.get(placeId);
      const icon = L.divIcon({ className: "place-label-box", html: node("span", "place-label", name), iconSize: [0, 0],
        iconAnchor: [anchor.x - x, anchor.y - y] });
      this.labels.addLayer(L.marker(place.at, { icon, interactive: false, keyboard: false, zIndexOffset: -500 }));
    }
  }

  /* A thin line from a mark that had to step aside to its town or area. */
  drawLeaders() {
    if (!this.leaders) return;
    this.leaders.clearLayers();
    if (!this.spots) return;
    const zoom = this.map.getZoom();
    for (const [placeId, { place, rings, line }] of this.groups) {
      const town = !rings.length && !line.length;
      for (const id of this.shownAt(placeId)) {
        const spot = this.spots.get(id), [dx, dy] = this.offset(id);
        if (!spot.outside && !(town && Math.hypot(dx, dy) > 4)) continue;
        const end = this.map.unproject([spot.x, spot.y], zoom);
        this.leaders.addLayer(L.polyline([place.at, end], { pane: "lines", className: "leader", interactive: false }));
        // A dot is a site: only a town has one. A leader to an area just ends in it.
        if (town) this.leaders.addLayer(L.circleMarker(place.at, { pane: "lines", radius: 2.5, className: "anchor", interactive: false }));
      }
    }
  }

  /* Light these events and let the others step back; none lit is all as they were. */
  light(ids) {
    this.lit = ids;
    this.highlight();
  }

  highlight() {
    if (!this.areas) return;  // the events are still on their way
    const open = this.selected, lit = new Set((this.lit || []).filter((id) => this.marks.has(id)));
    this.container.classList.toggle("reading", lit.size > 0);
    for (const [id, mark] of this.marks) {
      const element = mark.getElement();
      if (!element) continue;
      element.classList.toggle("selected", id === open);
      element.classList.toggle("lit", lit.has(id));
      element.setAttribute("aria-pressed", id === open ? "true" : "false");
      mark.setZIndexOffset(id === open ? 1000 : 0);
    }
    const place = open && this.events.has(open) ? this.events.get(open).place : null;
    this.areas.eachLayer((shape) => shape.eachLayer((layer) => {
      const element = layer.getElement();
      if (!element) return;
      element.classList.toggle("selected", shape.placeId === place);
      element.classList.toggle("lit", [...lit].some((id) => this.events.get(id).place === shape.placeId));
    }));
  }

  /* ---- cards ------------------------------------------------------------------------------------------- */

  tooltip(event) {
    const box = node("div");
    box.append(node("strong", "", event.title), node("div", "", event.when), node("div", "", event.status));
    if (event.tip) box.append(node("div", "", event.tip));
    return box;
  }

  card(event) {
    const box = node("article", "card");
    box.append(node("h2", "", event.title));
    box.append(node("p", "according", `According to ${event.according}`));
    const facts = node("dl");
    const fact = (list, term, text) => list.append(node("dt", "", term), node("dd", "", text));
    fact(facts, "When", event.when);
    fact(facts, "Where", event.where);
    box.append(facts);
    for (const quote of event.quotes) {
      const figure = node("figure"), words = node("blockquote");
      for (const [text, roles] of quote.pieces) {
        const piece = roles.length ? node("mark", roles.map((role) => `role-${role}`).join(" "), text) : text;
        words.append(piece);
      }
      figure.append(words, node("figcaption", "", quote.source));
      box.append(figure);
    }
    const status = node("dl");
    fact(status, "Status", event.status);
    if (event.scope) status.lastChild.append(node("small", "", event.scope));
    box.append(status);
    const more = node("button", "more", event.more === 0 ? "Read on" : event.more === 1 ? "Read on: 1 more quote" : `Read on: ${event.more} more quotes`);
    more.type = "button";
    more.addEventListener("click", () => this.reveal());
    box.append(more);
    return box;
  }

  open(id) {
    const event = this.events.get(id), [x, y] = this.offset(id);
    const at = this.data.places[event.place].at;
    this.map.closePopup();
    if (this.map.getSize().x < NARROW) { this.clearSheet(at, y); this.highlight(); return; }
    this.opened = id;
    this.popup = L.popup({ offset: [x, y - this.size / 2 + 4], maxWidth: 310, minWidth: 270,
      maxHeight: Math.max(180, this.map.getSize().y * 0.55), autoPanPaddingTopLeft: [this.legendWidth(), 12], autoPanPaddingBottomRight: [52, 12], className: "event-popup" })
      .setLatLng(at).setContent(this.card(event));
    this.popup.on("remove", () => { if (this.opened === id) this.opened = null; });
    this.popup.openOn(this.map);
    this.highlight();
  }

  /* On a phone the event opens as a sheet over the lower part of the screen (page.css), not as a popup: bring the map
   * to the top and the mark, `y` pixels below its place's point, above the sheet. */
  clearSheet(at, y) {
    const frame = window.frameElement;
    // Beside an article the reader stays where he reads.
    if (frame && frame.closest(".st-key-board")) frame.scrollIntoView({ block: "start", behavior: "instant" });
    const top = frame ? frame.getBoundingClientRect().top : 0;
    const free = Math.min(this.map.getSize().y, this.page.innerHeight * (1 - SHEET) - top), now = this.map.latLngToContainerPoint(at).y + y;
    const wanted = Math.max(this.size, Math.min(now, free - 2 * this.size));
    if (Math.abs(now - wanted) > 1) this.map.panBy([0, now - wanted], { animate: false });
  }

  say(text) {
    if (!this.notice) {
      this.notice = node("div", "map-notice");
      this.notice.setAttribute("role", "status");
      this.container.append(this.notice);
    }
    this.notice.textContent = text;
    this.notice.hidden = !text;
  }
}
