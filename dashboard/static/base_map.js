/* The base map: our own shapes, or online tiles in their place while the reader has those turned on.
 *
 * new BaseMap(map, {land, provinces, border}): each a GeoJSON FeatureCollection; a missing one is left out.
 * base.show(tiles): tiles = {url, attribution}, or null for our own shapes.
 *
 * A name is drawn at the zooms that the data gives it (from, to), and only where no name before it in order stands.
 * The order is rank, then the zoom from which a name is drawn, which is the lower the larger the country is.
 */
(function () {
  "use strict";

  const NOTE = "Boundaries imply no position on any territory. Map data: Natural Earth, GeoNames.";
  // Below this zoom names are set smaller (event_layer.css). GAP: pixels between two names, across and down.
  const WIDE = 4.5, GAP = [10, 5];

  class BaseMap {
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
      if (border) this.draw(border, "durand", "lines");
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
      this.map.on("zoomend", () => this.place());
      // The page's font may come after the first names: their boxes are then others.
      document.fonts.ready.then(() => { this.sizes = {}; this.place(); });
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
      const sizes = this.measured(wide);
      this.names.forEach(({ at, from, to, mark }, i) => {
        const box = from <= zoom && zoom <= to ? this.box(at, sizes[i], zoom) : null;
        const free = box && !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
        if (free) taken.push(box);
        if (free !== this.map.hasLayer(mark)) free ? mark.addTo(this.map) : mark.remove();
      });
    }

    box(at, [width, height], zoom) {
      const { x, y } = this.map.project(at, zoom), w = (width + GAP[0]) / 2, h = (height + GAP[1]) / 2;
      return [x - w, y - h, x + w, y + h];
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

  window.BaseMap = BaseMap;
})();
