/* The base map: our own shapes, or online tiles in their place while the reader has those turned on.
 *
 * new BaseMap(map, {land, provinces, border}): each a GeoJSON FeatureCollection; a missing one is left out.
 * base.show(tiles): tiles = {url, attribution}, or null for our own shapes.
 *
 * A name is drawn at the zooms that the data gives it (from, to), and only where no name before it in order stands.
 * The order is rank, then the zoom from which a name is drawn, which is the lower the larger the country is. A name that
 * the legend, a button or the note would cut steps aside, if it need not go far.
 */
const NOTE = "Boundaries imply no position on any territory. Map data: Natural Earth, GeoNames.";
// Milliseconds after which the page is at rest.
const IDLE = 1500;
// Below this zoom names are set smaller (event_layer.css). GAP: pixels between two names, across and down.
const WIDE = 4.5, GAP = [10, 5];

/* Whether two boxes [left, top, right, bottom] share a place. */
function cut(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/* A box that none of others cuts: itself, or moved the shortest way, by at most half its width; else null. */
function aside(box, others) {
  const [left, top, right, bottom] = box, far = (right - left) / 2;
  const blocking = others.find((other) => cut(box, other));
  if (!blocking) return box;
  const ways = [[blocking[2] - left, 0], [blocking[0] - right, 0], [0, blocking[3] - top], [0, blocking[1] - bottom]]
    .filter(([x, y]) => Math.abs(x + y) <= far).sort((a, b) => Math.abs(a[0] + a[1]) - Math.abs(b[0] + b[1]));
  const moved = ways.map(([x, y]) => [left + x, top + y, right + x, bottom + y]);
  return moved.find((to) => !others.some((other) => cut(to, other))) || null;
}

export class BaseMap {
  constructor(map, { land, provinces, border }) {
    this.map = map;
    this.names = [];
    map.createPane("names").style.zIndex = 215;  // above the land, below what events draw
    const layers = { land: [], boundary: [], label: [] };
    for (const feature of land ? land.features : []) (layers[feature.properties.layer] || []).push(feature);
    const [plain, disputed] = [false, true].map((is) => layers.boundary.filter(({ properties }) => Boolean(properties.disputed) === is));
    for (const feature of layers.land) this.draw(feature, "land", "land");
    // Disputed lines below the provinces: those that a province's own dashes follow are dashed once.
    for (const feature of disputed) this.draw(feature, "boundary disputed", "land");
    for (const feature of provinces ? provinces.features : []) {
      this.draw(feature, feature.properties.disputed ? "province disputed" : "province", "land");
    }
    for (const feature of plain) this.draw(feature, "boundary", "land");
    if (border) this.draw(border, "border-line", "lines");
    this.nameAll(layers.label);
    this.note = document.createElement("div");
    this.note.className = "map-note";
    this.note.textContent = NOTE;
    const control = L.control({ position: "bottomleft" });
    control.onAdd = () => this.note;
    control.addTo(map);
  }

  draw(shape, className, pane) {
    const style = { pane, interactive: false, className, fill: /^(land|province)/.test(className) };
    L.geoJSON(shape, { style, interactive: false }).addTo(this.map);
  }

  nameAll(features) {
    this.names = features.map((feature) => this.label(feature))
      .sort((a, b) => a.rank - b.rank || a.from - b.from || (a.text.textContent < b.text.textContent ? -1 : 1));
    this.place();
    this.map.on("moveend resize", () => this.place());
    // Whoever opens or folds the legend gives or takes room.
    this.map.getContainer().addEventListener("toggle", () => this.place(), true);
    // The page's font may come after the first names: their boxes are then others.
    document.fonts.ready.then(() => {
      this.sizes = {};
      this.place();
      // Whoever opens a file sees the world next: then the names of a wide view need not be measured first.
      window.setTimeout(() => { for (const wide of [true, false]) this.measured(wide); }, IDLE);
    });
  }

  label(feature) {
    const { name, rank, kind, from = 0, to = Infinity } = feature.properties, [lon, lat] = feature.geometry.coordinates;
    const text = document.createElement("span");
    text.className = `base-label rank-${Number(rank) || 3}${kind === "sea" ? " sea" : ""}`;
    text.textContent = name;
    const icon = L.divIcon({ className: "base-label-box", html: text, iconSize: [0, 0] });
    const at = L.latLng(lat, lon);
    return { text, at, rank: Number(rank) || 3, from, to, mark: L.marker(at, { icon, pane: "names", interactive: false, keyboard: false }) };
  }

  /* Draw the names of this zoom. */
  place() {
    const zoom = this.map.getZoom(), wide = zoom < WIDE, taken = [];
    this.map.getPane("names").classList.toggle("wide", wide);
    const sizes = this.measured(wide), controls = this.controls(zoom);
    this.names.forEach(({ at, from, to, mark }, i) => {
      const box = from <= zoom && zoom <= to ? aside(this.box(at, sizes[i], zoom), controls) : null;
      const free = box && !taken.some((other) => cut(box, other));
      if (free) {
        taken.push(box);
        mark.setLatLng(this.map.unproject([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], zoom));
      }
      if (free !== this.map.hasLayer(mark)) free ? mark.addTo(this.map) : mark.remove();
    });
  }

  box(at, [width, height], zoom) {
    const { x, y } = this.map.project(at, zoom), w = (width + GAP[0]) / 2, h = (height + GAP[1]) / 2;
    return [x - w, y - h, x + w, y + h];
  }

  /* What stands over the map, as boxes like those of the names. */
  controls(zoom) {
    const container = this.map.getContainer(), frame = container.getBoundingClientRect();
    const origin = this.map.project(this.map.containerPointToLatLng([0, 0]), zoom);
    return [...container.querySelectorAll(".leaflet-control")].map((control) => {
      const { left, top, right, bottom } = control.getBoundingClientRect(), x = origin.x - frame.left, y = origin.y - frame.top;
      return [left + x, top + y, right + x, bottom + y];
    });
  }

  /* [width, height] in pixels of every name, as it is set on a wide view or near; both are measured once. */
  measured(wide) {
    this.sizes = this.sizes || {};
    if (!this.sizes[wide]) {
      const box = document.createElement("div");
      box.style.visibility = "hidden";
      const copies = this.names.map(({ text }) => text.cloneNode(true));
      box.append(...copies);
      this.map.getPane("names").append(box);
      this.sizes[wide] = copies.map((copy) => [copy.offsetWidth, copy.offsetHeight]);
      box.remove();
    }
    return this.sizes[wide];
  }

  show(tiles) {
    const address = tiles ? tiles.url : "";
    if (address === (this.address || "")) return;
    this.address = address;
    if (this.tiles) this.tiles.remove();
    this.tiles = tiles ? L.tileLayer(tiles.url, { maxZoom: 18 }).addTo(this.map) : null;
    for (const pane of ["land", "names"]) this.map.getPane(pane).hidden = Boolean(tiles);
    this.note.textContent = tiles ? `Boundaries of the online map are not ours. ${tiles.attribution}` : NOTE;
  }
}
