/* The small map of a form: the places of its place-days as the map of events will draw them, or one that is being drawn.
 *
 * Leaflet, the base map and its style come when the first place is shown. One map serves a form: it stands in the field
 * that was used last.
 */

import { element, node } from "../dom.js";
import { BaseMap } from "../layer/base_map.js";
import { addPanes } from "../layer/set_up_map.js";
import { linePlace, shapeLayers } from "../painters/place_shapes.js";
import { wholeCorners } from "./drawn_shape.js";
import { say } from "../words.js";

/**
 * @import {PlaceMapSettings, PlaceMessage} from "../protocol"
 * @import {Corner, ShapeKind} from "./drawn_shape.js"
 * @typedef {{place: PlaceMessage, ring: string, own: boolean}} ShownPlace `own`: of the field in which the map stands
 * @typedef {{kind: ShapeKind, corners: readonly Corner[], closed: boolean, add: (latitude: number, longitude: number) => void, close: () => void}} Pen
 */

const STYLES = ["leaflet/leaflet.css", "layer/event_layer.css", "desk/place_map.css"];
// How near a town is shown, how far the map shows a country, and the size of a mark in pixels.
const TOWN_ZOOM = 7, WIDE_ZOOM = 4, MARK = 32;
// Pixels around the first corner in which a click closes an area.
const CLOSE_BY = 12;

export class PlaceMap {
  /** @param {PlaceMapSettings} settings */
  constructor(settings) {
    this.settings = settings;
    this.holder = element("div", { class: "place-map-ground" });
    this.note = element("p", { class: "quiet", role: "status" });
    this.box = element("div", { class: "place-map" });
    // A root of its own: what the style of the map says of marks is not meant for those of the article.
    this.root = this.box.attachShadow({ mode: "open" });
    this.root.append(...STYLES.map((path) => element("link", { rel: "stylesheet", href: settings.assets + path })), this.holder, this.note);
    /** @type {Promise<L.Map> | null} */
    this.made = null;
    /** @type {Pen | null} */
    this.pen = null;
    this.asked = 0;
    this.ended = false;
  }

  /** The map, made at the first call. */
  map() {
    this.made ??= this.make();
    return this.made;
  }

  async make() {
    const { assets, base, theme, colour, centre } = this.settings;
    const styles = [...this.root.querySelectorAll("link")].map((link) => link.sheet ? null : new Promise((done) => { link.onload = done; link.onerror = done; }));
    const [file] = await Promise.all([fetch(base).then((answer) => answer.json()), import(`${assets}leaflet/leaflet.js`), ...styles]);
    if (this.ended) throw new Error("the form was closed before its map was there");
    const map = L.map(this.holder, { zoomControl: false, attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false, maxZoom: 15, worldCopyJump: true });
    this.holder.classList.add("event-map");
    this.holder.dataset.theme = theme;
    this.holder.style.setProperty("--none", colour);
    this.holder.setAttribute("role", "application");
    this.holder.setAttribute("aria-label", say("Map of the place: arrow keys move it, + and − zoom"));
    addPanes(map);
    L.control.zoom({ position: "topright" }).addTo(map);
    if (L.Browser.mobile) map.dragging.disable();
    map.setView(centre, WIDE_ZOOM);
    this.drawn = L.layerGroup().addTo(map);
    this.sketch = L.layerGroup().addTo(map);
    map.on("click", (event) => this.click(map, event));
    new BaseMap(map, file);
    return map;
  }

  /**
   * Show places, and go to the one that is the field's own.
   *
   * @param {readonly ShownPlace[]} places
   */
  async show(places) {
    this.asked += 1;
    const { asked } = this;
    try {
      const map = await this.map();
      if (this.ended || asked !== this.asked) return;
      map.invalidateSize();
      this.drawn?.clearLayers();
      for (const shown of places) this.draw(shown);
      const own = places.find((shown) => shown.own);
      if (own) this.goTo(map, own.place);
    } catch (error) {
      if (this.ended) return;
      this.note.textContent = say("The map could not be drawn. The place is kept all the same.");
      console.error(error);
    }
  }

  /** @param {ShownPlace} shown */
  draw({ place, ring, own }) {
    for (const layer of shapeLayers(place, "none", own)) this.drawn?.addLayer(layer);
    // A mark stands for the event: on a line or an area it stands at the label point.
    const sign = node("span", "mark");
    sign.innerHTML = this.settings.signs[ring] ?? "";  // our own SVG, no text from the data
    const icon = L.divIcon({ className: `mark-box place-sign${own ? " own" : ""}`, html: sign, iconSize: [MARK, MARK] });
    this.drawn?.addLayer(L.marker(place.at, { icon, interactive: false, keyboard: false }));
    const name = L.divIcon({ className: "place-label-box", html: node("span", "place-label", place.name), iconSize: [0, 0], iconAnchor: [0, -24] });
    this.drawn?.addLayer(L.marker(place.at, { icon: name, interactive: false, keyboard: false }));
  }

  /**
   * @param {L.Map} map
   * @param {PlaceMessage} place
   */
  goTo(map, place) {
    const bounds = L.latLngBounds([place.at]);
    for (const layer of shapeLayers(place, "none", true)) bounds.extend(layer.getBounds());
    if (place.shape) map.fitBounds(bounds, { animate: false, padding: [14, 14], maxZoom: linePlace(place) ? 9 : 8 });
    else map.setView(place.at, TOWN_ZOOM, { animate: false });
  }

  /**
   * What is being drawn by hand; null when nothing is.
   *
   * @param {Pen | null} pen
   */
  async edit(pen) {
    this.pen = pen;
    try {
      const map = await this.map();
      if (this.ended || this.pen !== pen) return;
      map.invalidateSize();
      this.holder.classList.toggle("drawing", pen !== null);
      this.sketch?.clearLayers();
      if (pen) this.drawSketch(map, pen);
    } catch (error) {
      if (this.ended) return;
      this.note.textContent = say("The map could not be drawn. Type the corners.");
      console.error(error);
    }
  }

  /**
   * @param {L.Map} map
   * @param {Pen} pen
   */
  drawSketch(map, { kind, corners, closed }) {
    const whole = wholeCorners(corners), style = { className: `sketch ${kind}`, interactive: false, pane: "lines" };
    if (kind === "area" && closed) this.sketch?.addLayer(L.polygon(whole, style));
    else if (kind !== "point") this.sketch?.addLayer(L.polyline(whole, style));
    for (const [at, corner] of whole.entries()) {
      const first = at === 0 && kind === "area" && !closed;
      this.sketch?.addLayer(L.circleMarker(corner, { radius: first ? 7 : 4.5, className: first ? "corner first" : "corner", interactive: false, pane: "lines" }));
    }
    const last = whole[whole.length - 1];
    if (last && !map.getBounds().contains(last)) map.panTo(last, { animate: false });
  }

  /**
   * @param {L.Map} map
   * @param {L.LeafletMouseEvent} event
   */
  click(map, { latlng, containerPoint }) {
    const { pen } = this;
    if (!pen) return;
    const whole = wholeCorners(pen.corners);
    const onFirst = whole.length > 2 && map.latLngToContainerPoint(whole[0]).distanceTo(containerPoint) < CLOSE_BY;
    if (pen.kind === "area" && !pen.closed && onFirst) { pen.close(); return; }
    const { lat, lng } = latlng.wrap();
    pen.add(lat, lng);
  }

  /** The form is gone. */
  async end() {
    this.ended = true;
    const map = await this.made?.catch(() => null);
    map?.remove();
  }
}
