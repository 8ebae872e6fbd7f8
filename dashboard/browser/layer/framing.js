/* Which part of the world the map shows: all of the active set, the events that pass, or one event. */

import { calm } from "../dom.js";

/**
 * @typedef {object} Framed what the map is moved to
 * @property {L.LatLngBounds | null} bounds null without any event
 * @property {(box: L.LatLngBounds) => boolean} within whether one of its events lies there
 */

// Pixels left free around what is shown; at the right edge there are buttons, at the lower one the scale and the note.
const EDGE = 24, BUTTONS = 56, NOTE = 36;
// How near the map goes to one place, and how far out it stays when it flies to an event.
const CLOSEST = 10, EVENT = 6;
// Seconds of a flight.
const FLIGHT = 0.4;

export class Framing {
  /**
   * @param {L.Map} map
   * @param {() => HTMLElement | null} legend the open legend, which covers a part of the map; null where it is folded
   */
  constructor(map, legend) {
    this.map = map;
    this.legend = legend;
    /** @type {{zoom: number, centre: L.LatLng} | null} where the map was put to show all */
    this.home = null;
  }

  /** Whether the reader has left the map where it was put to show all. */
  get unmoved() { return this.home !== null && this.isAt(this.home); }

  /** @param {{zoom: number, centre: L.LatLng}} view */
  isAt({ zoom, centre }) {
    const { map } = this;
    return zoom === map.getZoom() && map.project(centre, zoom).distanceTo(map.project(map.getCenter(), zoom)) < 2;
  }

  /**
   * Bring all of it into view, as near as it fits, and where no event lies under the legend.
   *
   * @param {Framed} framed
   * @param {{closest?: number, fly?: boolean}} [how] the highest zoom, and whether the map flies there
   */
  show({ bounds, within }, { closest = CLOSEST, fly = false } = {}) {
    // A view set while Leaflet zooms is undone when the zoom ends.
    if (this.map._animatingZoom) { this.map.once("zoomend", () => this.show({ bounds, within }, { closest, fly })); return; }
    if (!bounds) return;
    const views = this.corners().map((corner) => this.viewOf(bounds, corner, closest));
    const free = views.filter((view, k) => k > 0 || !this.underLegend(view, within));
    const nearest = (free.length ? free : views).reduce((best, view) => (view.zoom > best.zoom ? view : best));
    this.go(nearest.centre, nearest.zoom, fly);
  }

  /* What is left free at the upper left corner: nothing, the width of the legend, or its height. */
  corners() {
    const legend = this.legend(), size = this.map.getSize();
    const plain = L.point(EDGE, EDGE);
    if (!legend) return [plain];
    const { left, top } = this.map.getContainer().getBoundingClientRect(), box = legend.getBoundingClientRect();
    const [wide, high] = [box.right - left + EDGE, box.bottom - top + EDGE];
    return [plain, ...(wide < size.x / 2 ? [L.point(wide, EDGE)] : []), ...(high < size.y / 2 ? [L.point(EDGE, high)] : [])];
  }

  /**
   * @param {L.LatLngBounds} bounds
   * @param {L.Point} corner
   * @param {number} closest
   */
  viewOf(bounds, corner, closest) {
    const { map } = this, end = L.point(BUTTONS, NOTE);
    const zoom = Math.min(closest, map.getBoundsZoom(bounds, false, corner.add(end)));
    const [northWest, southEast] = [map.project(bounds.getNorthWest(), zoom), map.project(bounds.getSouthEast(), zoom)];
    const middle = northWest.add(southEast).divideBy(2).add(end.subtract(corner).divideBy(2));
    return { zoom, centre: map.unproject(middle, zoom) };
  }

  /**
   * Whether the legend would cover an event in a view of the map.
   *
   * @param {{zoom: number, centre: L.LatLng}} view
   * @param {Framed["within"]} within
   */
  underLegend({ zoom, centre }, within) {
    const { map } = this, legend = this.legend();
    if (!legend) return false;
    const frame = map.getContainer().getBoundingClientRect(), box = legend.getBoundingClientRect();
    const origin = map.project(centre, zoom).subtract(map.getSize().divideBy(2)).subtract([frame.left, frame.top]);
    const at = (/** @type {number} */ x, /** @type {number} */ y) => map.unproject(origin.add([x, y]), zoom);
    return within(L.latLngBounds(at(box.left, box.top), at(box.right, box.bottom)));
  }

  /**
   * Bring an event into view: nearer, where the map is far away; not at all, where it stands well in view.
   *
   * @param {L.LatLng} at
   * @param {number} free how many pixels of the map are in view, from its upper edge
   */
  flyTo(at, free) {
    const { map } = this, { x, y } = map.latLngToContainerPoint(at), size = map.getSize(), zoom = map.getZoom();
    const legend = this.legend(), hidden = legend !== null && x < legend.offsetWidth + EDGE && y < legend.offsetHeight + EDGE;
    const inside = x > EDGE && y > EDGE && x < size.x - BUTTONS && y < free - NOTE && !hidden;
    if (inside && zoom >= EVENT - 1) return;
    const nearer = Math.max(zoom, EVENT);
    this.go(map.unproject(map.project(at, nearer).add([0, (size.y - free) / 2]), nearer), nearer, true);
  }

  /**
   * @param {L.LatLng} centre
   * @param {number} zoom
   * @param {boolean} fly
   */
  go(centre, zoom, fly) {
    this.map.stop();
    if (this.isAt({ zoom, centre })) return;
    if (fly && !calm()) this.map.flyTo(centre, zoom, { duration: FLIGHT });
    else this.map.setView(centre, zoom, { animate: false });
  }
}
