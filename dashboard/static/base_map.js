/* The base map: our own shapes, or online tiles in their place while the reader has those turned on.
 *
 * new BaseMap(map, {land, provinces, border}): each a GeoJSON FeatureCollection; a missing one is left out.
 * base.show(tiles): tiles = {url, attribution}, or null for our own shapes.
 */
(function () {
  "use strict";

  const NOTE = "Boundaries imply no position on any territory. Map data: Natural Earth, GeoNames.";

  class BaseMap {
    constructor(map, { land, provinces, border }) {
      this.map = map;
      for (const feature of land ? land.features : []) {
        const { layer, disputed } = feature.properties;
        if (layer === "land") this.draw(feature, "land", "land");
        if (layer === "boundary") this.draw(feature, disputed ? "boundary disputed" : "boundary", "land");
        if (layer === "label") this.label(feature);
      }
      for (const feature of provinces ? provinces.features : []) {
        this.draw(feature, feature.properties.disputed ? "province disputed" : "province", "land");
      }
      if (border) this.draw(border, "durand", "lines");
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

    label(feature) {
      const [lon, lat] = feature.geometry.coordinates, { name, rank, kind } = feature.properties;
      const text = document.createElement("span");
      text.className = `base-label rank-${Number(rank) || 3}${kind === "sea" ? " sea" : ""}`;
      text.textContent = name;
      const icon = L.divIcon({ className: "base-label-box", html: text, iconSize: [0, 0] });
      L.marker([lat, lon], { icon, pane: "land", interactive: false, keyboard: false }).addTo(this.map);
    }

    show(tiles) {
      const address = tiles ? tiles.url : "";
      if (address === (this.address || "")) return;
      this.address = address;
      if (this.tiles) this.tiles.remove();
      this.tiles = tiles ? L.tileLayer(tiles.url, { maxZoom: 18 }).addTo(this.map) : null;
      this.map.getPane("land").hidden = Boolean(tiles);
      this.note.textContent = tiles ? `Boundaries of the online map are not ours. ${tiles.attribution}` : NOTE;
    }
  }

  window.BaseMap = BaseMap;
})();
