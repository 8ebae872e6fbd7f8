/* The base map: our own shapes, or online tiles in their place while the reader has those turned on.
 *
 * A name is drawn at the zooms that the data gives it (from, to), and only where no name before it in order stands.
 * The order is rank, then the zoom from which a name is drawn, which is the lower the larger the country is. A name that
 * the legend, a button or the note would cut steps aside, if it need not go far.
 */
import { node, paneOf } from "../dom.js";
import { say } from "../words.js";

/**
 * @import {Box} from "../types"
 * @import {BaseMapFile, Feature, TilesMessage} from "../protocol"
 * @typedef {{text: HTMLElement, at: L.LatLng, rank: number, from: number, to: number, mark: L.Marker}} Name
 */

const NOTE = say("Boundaries imply no position on any territory. Map data: Natural Earth, GeoNames.");
// Milliseconds after which the page is at rest.
const IDLE = 1500;
// Below this zoom names are set smaller (event_layer.css). GAP: pixels between two names, across and down.
const WIDE = 4.5, GAP = [10, 5];

/**
 * Whether two boxes share a place.
 *
 * @param {Box} a
 * @param {Box} b
 */
function cut(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/**
 * A box that none of others cuts: itself, or moved the shortest way, by at most half its width; else null.
 *
 * @param {Box} box
 * @param {Box[]} others
 */
function aside(box, others) {
  const [left, top, right, bottom] = box, far = (right - left) / 2;
  const blocking = others.find((other) => cut(box, other));
  if (!blocking) return box;
  const ways = [[blocking[2] - left, 0], [blocking[0] - right, 0], [0, blocking[3] - top], [0, blocking[1] - bottom]]
    .filter(([x, y]) => Math.abs(x + y) <= far).sort((a, b) => Math.abs(a[0] + a[1]) - Math.abs(b[0] + b[1]));
  /** @type {Box[]} */
  const moved = ways.map(([x, y]) => [left + x, top + y, right + x, bottom + y]);
  return moved.find((to) => !others.some((other) => cut(to, other))) || null;
}

export class BaseMap {
  /**
   * Each file is a GeoJSON FeatureCollection; a missing one is left out.
   *
   * @param {L.Map} map
   * @param {BaseMapFile} file
   */
  constructor(map, { land, provinces, border }) {
    this.map = map;
    /** @type {Name[]} */
    this.names = [];
    /** @type {Map<boolean, [number, number][]>} the size of every name, on a wide view or near */
    this.sizes = new Map();
    this.address = "";
    /** @type {L.TileLayer | null} */
    this.tiles = null;
    map.createPane("tiles").style.zIndex = "212";  // above the land
    map.createPane("names").style.zIndex = "215";  // above the land, below what events draw
    const onLayer = (/** @type {string} */ name) => (land ? land.features : []).filter(({ properties }) => properties.layer === name);
    const boundaries = onLayer("boundary");
    const [plain, disputed] = [false, true].map((is) => boundaries.filter(({ properties }) => Boolean(properties.disputed) === is));
    for (const feature of onLayer("land")) this.draw(feature, "land", "land");
    // Disputed lines below the provinces: those that a province's own dashes follow are dashed once.
    for (const feature of disputed) this.draw(feature, "boundary disputed", "land");
    for (const feature of provinces ? provinces.features : []) {
      this.draw(feature, feature.properties.disputed ? "province disputed" : "province", "land");
    }
    for (const feature of plain) this.draw(feature, "boundary", "land");
    if (border) this.draw(border, "border-line", "lines");
    this.nameAll(onLayer("label"));
    this.note = node("div", "map-note", NOTE);
    const control = new L.Control({ position: "bottomleft" });
    control.onAdd = () => this.note;
    control.addTo(map);
  }

  /**
   * @param {Feature | import("../protocol").FeatureCollection} shape
   * @param {string} className
   * @param {string} pane
   */
  draw(shape, className, pane) {
    const style = { pane, interactive: false, className, fill: /^(land|province)/.test(className) };
    L.geoJSON(/** @type {import("geojson").GeoJsonObject} */ (/** @type {unknown} */ (shape)), { style, interactive: false }).addTo(this.map);
  }

  /** @param {Feature[]} features */
  nameAll(features) {
    this.names = features.map((feature) => this.label(feature))
      .sort((a, b) => a.rank - b.rank || a.from - b.from || ((a.text.textContent ?? "") < (b.text.textContent ?? "") ? -1 : 1));
    this.place();
    this.map.on("moveend resize", () => this.place());
    // Opening or folding the legend takes or gives room.
    this.map.getContainer().addEventListener("toggle", () => this.place(), true);
    // The page's font may come after the first names: their boxes then change.
    document.fonts.ready.then(() => {
      this.sizes.clear();
      this.place();
      // After a file is opened the map shows the world: then the names of a wide view need not be measured first.
      window.setTimeout(() => { for (const wide of [true, false]) this.measured(wide); }, IDLE);
    });
  }

  /**
   * @param {Feature} feature
   * @returns {Name}
   */
  label(feature) {
    const { name, rank, kind, from = 0, to = Number.POSITIVE_INFINITY } = feature.properties;
    const [lon, lat] = /** @type {[number, number]} */ (feature.geometry.coordinates);
    const text = node("span", `base-label rank-${Number(rank) || 3}${kind === "sea" ? " sea" : ""}`, String(name));
    const icon = L.divIcon({ className: "base-label-box", html: text, iconSize: [0, 0] });
    const at = L.latLng(lat, lon);
    return { text, at, rank: Number(rank) || 3, from: Number(from), to: Number(to), mark: L.marker(at, { icon, pane: "names", interactive: false, keyboard: false }) };
  }

  /* Draw the names of this zoom. */
  place() {
    // The page's font may come when the map of a form is gone.
    if (!this.map.getPane("mapPane")) return;
    const zoom = this.map.getZoom(), wide = zoom < WIDE;
    /** @type {Box[]} */
    const taken = [];
    paneOf(this.map, "names").classList.toggle("wide", wide);
    const sizes = this.measured(wide), controls = this.controls(zoom);
    this.names.forEach(({ at, from, to, mark }, i) => {
      const box = from <= zoom && zoom <= to ? aside(this.box(at, sizes[i], zoom), controls) : null;
      const free = box !== null && !taken.some((other) => cut(box, other));
      if (free) {
        taken.push(box);
        mark.setLatLng(this.map.unproject([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], zoom));
      }
      if (free && !this.map.hasLayer(mark)) mark.addTo(this.map);
      if (!free) mark.remove();
    });
  }

  /**
   * @param {L.LatLng} at
   * @param {[number, number]} size
   * @param {number} zoom
   * @returns {Box}
   */
  box(at, [width, height], zoom) {
    const { x, y } = this.map.project(at, zoom), w = (width + GAP[0]) / 2, h = (height + GAP[1]) / 2;
    return [x - w, y - h, x + w, y + h];
  }

  /**
   * What stands over the map, as boxes like those of the names.
   *
   * @param {number} zoom
   * @returns {Box[]}
   */
  controls(zoom) {
    const container = this.map.getContainer(), frame = container.getBoundingClientRect();
    const origin = this.map.project(this.map.containerPointToLatLng([0, 0]), zoom);
    return [...container.querySelectorAll(".leaflet-control")].map((control) => {
      const { left, top, right, bottom } = control.getBoundingClientRect(), x = origin.x - frame.left, y = origin.y - frame.top;
      return [left + x, top + y, right + x, bottom + y];
    });
  }

  /**
   * Width and height in pixels of every name, as it is set on a wide view or near; both are measured once.
   *
   * @param {boolean} wide
   * @returns {[number, number][]}
   */
  measured(wide) {
    const known = this.sizes.get(wide);
    if (known) return known;
    const box = node("div");
    box.style.visibility = "hidden";
    const copies = this.names.map(({ text }) => /** @type {HTMLElement} */ (text.cloneNode(true)));
    box.append(...copies);
    paneOf(this.map, "names").append(box);
    const sizes = copies.map((copy) => /** @type {[number, number]} */ ([copy.offsetWidth, copy.offsetHeight]));
    this.sizes.set(wide, sizes);
    box.remove();
    return sizes;
  }

  /**
   * Online tiles lie over our own shapes, which stay beneath: where no tile comes they are what is seen, and the note says so.
   *
   * @param {TilesMessage | null} tiles null is our own shapes
   */
  show(tiles) {
    const address = tiles ? tiles.url : "";
    if (address === this.address) return;
    this.address = address;
    if (this.tiles) this.tiles.remove();
    this.tiles = null;
    paneOf(this.map, "names").hidden = false;
    this.note.textContent = NOTE;
    if (!tiles) return;
    const online = L.tileLayer(tiles.url, { maxZoom: 18, pane: "tiles" });
    this.tiles = online;
    online.once("tileload", () => {
      if (this.tiles !== online) return;
      paneOf(this.map, "names").hidden = true;
      this.note.textContent = say("Boundaries of the online map are not ours. {attribution}", { attribution: tiles.attribution });
    });
    online.once("tileerror", () => {
      if (this.tiles === online && !paneOf(this.map, "names").hidden) this.note.textContent = `${say("The online map does not answer. This is our own.")} ${NOTE}`;
    });
    online.addTo(this.map);
  }
}
