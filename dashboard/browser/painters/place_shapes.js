/* The places of events that have signs: their areas and lines, their names, and leaders to marks that had to step aside. */

import { node } from "../dom.js";

/**
 * @import {PlaceMessage} from "../protocol"
 * @import {Point} from "../types"
 * @import {Framed} from "../layer/framing.js"
 * @import {PlaceGroup} from "../layer/placement.js"
 * @import {SignPainter, SignedEvent} from "./signs.js"
 * @typedef {PlaceGroup & {place: PlaceMessage, name: string}} Group a place with its events
 * @typedef {import("geojson").GeoJsonObject & {type: string, coordinates: number[] & number[][] & number[][][] & number[][][][]}} Shape
 */

// The height of a name, and the widest (event_layer.css), in pixels.
const LABEL = 15, LONGEST = 210;

/** @param {string} name */
function shortName(name) {
  return name.length > 24 ? name.replace(/ \(.*/, "") : name;
}

export class PlaceShapes {
  /** @param {SignPainter} signs */
  constructor(signs) {
    this.signs = signs;
    this.map = signs.map;
    /** @type {Map<string, Group>} by the id of the place */
    this.groups = new Map();
    /** @type {Map<string, Point>} */
    this.labelSpots = new Map();
    this.areas = L.layerGroup();
    this.leaders = L.layerGroup();
    this.labels = L.layerGroup();
    /** @type {WeakMap<L.Layer, string>} the place of a drawn shape */
    this.placeOf = new WeakMap();
    this.pen = node("canvas").getContext("2d");
  }

  prepare() {
    for (const group of [this.areas, this.leaders, this.labels]) group.addTo(this.map);
  }

  remove() {
    for (const group of [this.areas, this.leaders, this.labels]) group.remove();
  }

  /**
   * The places with events, their shapes in pixels at this zoom.
   *
   * @param {Iterable<SignedEvent>} events
   */
  group(events) {
    const zoom = this.map.getZoom();
    /** @type {Map<string, Group>} */
    const groups = new Map();
    const project = (/** @type {number[]} */ [lon, lat]) => this.map.project([lat, lon], zoom);
    for (const { id, place } of events) {
      const known = groups.get(place.id);
      if (known) { known.ids.push(id); continue; }
      const name = shortName(place.name), { rings, lines } = partsOf(shapeOf(place));
      groups.set(place.id, {
        key: place.id, place, name, level: place.level, ids: [id], anchor: this.map.project(place.at, zoom),
        rings: rings.map((ring) => ring.map(project)), line: lines.flatMap((line) => line.map(project)),
        label: { w: this.labelWidth(name), h: LABEL },
      });
    }
    this.groups = groups;
    return groups;
  }

  /** @param {string} name */
  labelWidth(name) {
    return Math.min(LONGEST, this.widthOf(name)) + 6;
  }

  /** Whether the names take other room than when they were placed: the font came since. */
  get widthsChanged() {
    return [...this.groups.values()].some(({ name, label }) => label.w !== this.labelWidth(name));
  }

  /**
   * How wide the name of a place is, in pixels.
   *
   * @param {string} name
   */
  widthOf(name) {
    if (!this.pen) return LONGEST;
    this.pen.font = `600 12px ${getComputedStyle(this.signs.container).fontFamily}`;
    return this.pen.measureText(name).width;
  }

  /**
   * What the places cover, lines between countries left out.
   *
   * @param {Set<string> | null} ids of the events whose places count; null: all
   * @returns {Framed}
   */
  framed(ids) {
    const groups = [...this.groups.values()].filter((group) => !ids || group.ids.some((id) => ids.has(id)));
    const parts = groups.map(({ place }) => {
      const shape = shapeOf(place), own = L.latLngBounds([place.at]);
      return shape && place.level !== "border" ? own.extend(L.geoJSON(shape).getBounds()) : own;
    });
    const bounds = L.latLngBounds([]);
    for (const part of parts) bounds.extend(part);
    return { bounds: bounds.isValid() ? bounds : null, within: (box) => parts.some((part) => part.intersects(box)) };
  }

  /* ---- what is drawn ------------------------------------------------------------------------------------- */

  /** @param {Group} group */
  shownAt({ ids }) {
    return ids.filter((id) => this.signs.shown?.has(id));
  }

  draw() {
    this.drawAreas();
    this.drawLabels();
    this.drawLeaders();
  }

  /**
   * The names stand there from now on.
   *
   * @param {Map<string, Point>} spots
   */
  label(spots) {
    this.labelSpots = spots;
    this.drawLabels();
    this.drawLeaders();
  }

  drawAreas() {
    this.areas.clearLayers();
    for (const [placeId, group] of this.groups) {
      const { place } = group, ids = this.shownAt(group);
      if (!ids.length) continue;
      const symbols = ids.flatMap((id) => this.signs.events.get(id)?.symbol ?? []), colours = new Set(symbols.map(({ colour }) => colour));
      const colour = colours.size > 1 ? "both" : symbols[0].colour;
      for (const shape of shapeLayers(place, colour, symbols.some(({ confirmed }) => confirmed))) {
        // A click on the area steps through its events; one on a sign of the canvas, which lies over it, is that sign's.
        shape.on("click", ({ containerPoint }) => {
          const next = ids[(ids.indexOf(this.signs.layer.selected ?? "") + 1) % ids.length];
          this.signs.choose(this.signs.canvas.at(containerPoint) ?? next);
        });
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
    if (this.signs.many) return;  // they are on the canvas, as the marks are
    const zoom = this.map.getZoom();
    for (const group of this.groups.values()) {
      const { place } = group;
      for (const id of this.shownAt(group)) {
        const spot = this.signs.spots.get(id), { leads, town } = this.leaderTo(id);
        if (!spot || !leads) continue;
        const end = this.map.unproject([spot.x, spot.y], zoom);
        this.leaders.addLayer(L.polyline([place.at, end], { pane: "lines", className: "leader", interactive: false }));
        // A dot is a site: only a town has one. A leader to an area just ends in it.
        if (town) this.leaders.addLayer(L.circleMarker(place.at, { pane: "lines", radius: 2.5, className: "anchor", interactive: false }));
      }
    }
  }

  /**
   * Whether a line leads from the place to the mark of an event, and whether the place is a town.
   *
   * @param {string} id
   */
  leaderTo(id) {
    const group = this.groups.get(this.signs.events.get(id)?.place.id ?? ""), [dx, dy] = this.signs.offset(id);
    const town = group !== undefined && !group.rings.length && !group.line.length;
    return { town, leads: Boolean(this.signs.spots.get(id)?.outside) || (town && Math.hypot(dx, dy) > 4) };
  }

  /**
   * @param {string | null} selected the id of an event
   * @param {Set<string>} lit ids of events
   */
  highlight(selected, lit) {
    const { events } = this.signs, place = selected === null ? undefined : events.get(selected)?.place.id;
    const litPlaces = new Set([...lit].map((id) => events.get(id)?.place.id));
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
}

/**
 * @param {PlaceMessage} place
 * @returns {Shape | null}
 */
function shapeOf({ shape }) {
  return /** @type {Shape | null} */ (/** @type {unknown} */ (shape));
}

/**
 * Whether a place is a line: a border, or one that was drawn by hand.
 *
 * @param {PlaceMessage} place
 */
export function linePlace(place) {
  return /LineString$/.test(shapeOf(place)?.type ?? "");
}

/**
 * What is drawn of a place that is an area or a line; nothing of a town.
 *
 * @param {PlaceMessage} place
 * @param {string} colour name of the colour, as the map's container has it
 * @param {boolean} confirmed whether both sides say that something happened there
 * @returns {L.GeoJSON[]}
 */
export function shapeLayers(place, colour, confirmed) {
  const geometry = shapeOf(place), line = linePlace(place);
  if (!geometry) return [];
  // A reported line lies as a band under the dashed line of the base map, so that the two differ.
  return (line ? ["band", "dashes"] : ["fill"]).map((part) => {
    const level = line ? "border" : place.level;
    const shape = L.geoJSON(geometry, {
      pane: line ? "lines" : "areas",
      style: { className: `area level-${level} ${part}${confirmed ? "" : " unconfirmed"}`, fill: !line },
    });
    shape.eachLayer((layer) => layer.on("add", () => elementOf(layer)?.style.setProperty("--c", `var(--${colour})`)));
    return shape;
  });
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
