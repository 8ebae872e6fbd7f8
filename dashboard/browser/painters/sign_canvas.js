/* The signs of many events, on one canvas: thousands of elements would make every step of the slider wait.
 *
 * The signs are the same and stand where they would stand as elements. Those near the hand (signs.js) are elements over
 * the canvas; what a sign is tied to by a leader is drawn here too.
 */

import { crsOf, node, paneOf } from "../dom.js";
import { sayCount } from "../words.js";
import { viewOf } from "./canvas_view.js";

/**
 * @import {CanvasView} from "../types"
 * @import {SignPainter, SignedEvent} from "./signs.js"
 * @typedef {{sign: SignedEvent, x: number, y: number, leads: boolean, town: boolean}} DrawnSign in pixels of the world
 * @typedef {{images: Map<string, HTMLCanvasElement>, size: number, ratio: number}} Sprites by their SVG
 */

// Around a sign, in pixels: room for its shadow.
const ROOM = 4;

export class SignCanvas {
  /** @param {SignPainter} signs */
  constructor(signs) {
    this.signs = signs;
    this.map = signs.map;
    const pane = paneOf(this.map, "signs");
    pane.style.zIndex = "590";  // below the marks that are elements
    pane.style.pointerEvents = "none";
    this.canvas = node("canvas", "sign-canvas leaflet-zoom-animated");
    this.canvas.setAttribute("role", "img");
    this.canvas.hidden = true;
    this.context = this.canvas.getContext("2d");
    pane.append(this.canvas);
    /** @type {CanvasView | null} what is painted; null for nothing */
    this.view = null;
    /** @type {DrawnSign[]} */
    this.drawn = [];
    /** @type {Map<string, DrawnSign>} by its spot, the uppermost there */
    this.uppermost = new Map();
    /** @type {Sprites} */
    this.sprites = { images: new Map(), size: 0, ratio: 0 };
    this.turn = 0;
    /** @type {L.LeafletEventHandlerFnMap} */
    this.heard = {
      moveend: () => this.paint(), resize: () => this.paint(), move: () => this.follow(),
      zoomanim: (event) => this.scaleTo(event.center, event.zoom),
      mousemove: (event) => this.point(event), mouseout: () => signs.pointAt(null),
      click: (event) => this.click(event),
    };
    this.map.on(this.heard);
    // Leaders have the colours of the theme.
    this.watcher = new MutationObserver(() => this.paint());
    this.watcher.observe(signs.container, { attributes: true, attributeFilter: ["data-theme"] });
  }

  remove() {
    this.turn += 1;
    this.map.off(this.heard);
    this.watcher.disconnect();
    this.canvas.remove();
  }

  /**
   * Draw these from now on; none leaves no canvas.
   *
   * @param {DrawnSign[]} drawn
   */
  show(drawn) {
    this.drawn = drawn;
    // Where a place has no room for more they stand on each other.
    this.uppermost = new Map(drawn.map((one) => [`${one.x} ${one.y}`, one]));
    this.canvas.hidden = !drawn.length;
    this.canvas.setAttribute("aria-label", sayCount(drawn.length, {
      one: "{number} event, drawn as a picture. The list of events has it.",
      other: "{number} events, drawn as one picture. The list of events has each of them.",
    }));
    this.paint();
  }

  /* ---- painting ---------------------------------------------------------------------------------------- */

  paint() {
    if (!this.drawn.length || this.map._animatingZoom) return;
    const { view, corner } = viewOf(this.map), { size } = this.signs;
    const { sprites } = this;
    if (sprites.size !== size || sprites.ratio !== view.ratio || this.drawn.some(({ sign }) => !sprites.images.has(sign.symbol.svg))) {
      void this.load(size, view.ratio);
      return;
    }
    this.view = view;
    const width = Math.round(view.width * view.ratio), height = Math.round(view.height * view.ratio), { canvas, context } = this;
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      Object.assign(canvas.style, { width: `${view.width}px`, height: `${view.height}px` });
    }
    L.DomUtil.setTransform(canvas, corner, 1);
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(view.ratio, 0, 0, view.ratio, -view.left * view.scale * view.ratio, -view.top * view.scale * view.ratio);
    this.paintLeaders(context);
    const half = size / 2 + ROOM;
    for (const { sign, x, y } of this.uppermost.values()) {
      const image = sprites.images.get(sign.symbol.svg);
      if (image) context.drawImage(image, x - half, y - half, 2 * half, 2 * half);
    }
  }

  /**
   * As place_shapes.js draws them for elements.
   *
   * @param {CanvasRenderingContext2D} context
   */
  paintLeaders(context) {
    const style = getComputedStyle(this.signs.container), zoom = this.map.getZoom();
    /** @type {Map<string, L.Point>} */
    const towns = new Map();
    context.beginPath();
    for (const { sign: { place }, x, y, leads, town } of this.drawn) {
      if (!leads) continue;
      const at = this.map.project(place.at, zoom);
      context.moveTo(at.x, at.y);
      context.lineTo(x, y);
      if (town) towns.set(place.id, at);
    }
    Object.assign(context, { strokeStyle: style.getPropertyValue("--soft"), lineWidth: 1, globalAlpha: 0.9 });
    context.stroke();
    Object.assign(context, { fillStyle: style.getPropertyValue("--text"), strokeStyle: style.getPropertyValue("--halo"), globalAlpha: 1 });
    for (const { x, y } of towns.values()) {
      context.beginPath();
      context.arc(x, y, 2.5, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }

  /**
   * Make the pictures of all signs in this size, then paint.
   *
   * @param {number} size
   * @param {number} ratio
   */
  async load(size, ratio) {
    this.turn += 1;
    const { turn } = this, known = [...new Set([...this.signs.events.values()].map(({ symbol }) => symbol.svg))];
    const made = await Promise.all(known.map(async (svg) => /** @type {[string, HTMLCanvasElement]} */ ([svg, await picture(svg, size, ratio)])));
    if (turn !== this.turn) return;
    this.sprites = { images: new Map(made), size, ratio };
    this.paint();
  }

  /* While the map is dragged: paint anew when the window leaves what is painted. */
  follow() {
    const { view } = this;
    if (!view || !this.drawn.length || this.map._animatingZoom || this.map.getZoom() !== view.zoom) return;
    const origin = this.map.getPixelOrigin();
    const { x, y } = this.map.layerPointToContainerPoint([view.left * view.scale - origin.x, view.top * view.scale - origin.y]);
    if (Math.abs(x + view.padX) > view.padX - 1 || Math.abs(y + view.padY) > view.padY - 1) this.paint();
  }

  /**
   * While the map zooms: only scale what is painted.
   *
   * @param {L.LatLng} center
   * @param {number} zoom
   */
  scaleTo(center, zoom) {
    const { view } = this;
    if (!view) return;
    const scale = crsOf(this.map).scale(zoom), origin = this.map._getNewPixelOrigin(center, zoom);
    L.DomUtil.setTransform(this.canvas, L.point(view.left * scale - origin.x, view.top * scale - origin.y), scale / view.scale);
  }

  /* ---- the hand ---------------------------------------------------------------------------------------- */

  /**
   * The event whose sign is at a point of the window, the uppermost; null for none.
   *
   * @param {L.Point} point
   */
  at(point) {
    if (!this.drawn.length) return null;
    const { x, y } = this.map.containerPointToLayerPoint(point).add(this.map.getPixelOrigin()), reach = this.signs.size / 2;
    const under = this.drawn.findLast((drawn) => Math.hypot(drawn.x - x, drawn.y - y) <= reach);
    return under ? under.sign.id : null;
  }

  /** @param {L.LeafletMouseEvent} event */
  point({ containerPoint, originalEvent: { target } }) {
    if (this.drawn.length && !onElement(target)) this.signs.pointAt(this.at(containerPoint));
  }

  /**
   * A finger points at nothing before it taps.
   *
   * @param {L.LeafletMouseEvent} event
   */
  click({ containerPoint, originalEvent: { target } }) {
    const id = this.drawn.length && !onElement(target) && !(target instanceof Element && target.closest("path.leaflet-interactive")) ? this.at(containerPoint) : null;
    if (id !== null) this.signs.choose(id);
  }
}

/**
 * Whether something lies over the signs there: a mark that is an element, a card, a control.
 *
 * @param {EventTarget | null} target
 */
function onElement(target) {
  return target instanceof Element && target.closest(".leaflet-marker-icon, .leaflet-popup, .leaflet-control") !== null;
}

/**
 * A sign with its shadow as a picture.
 *
 * @param {string} svg
 * @param {number} size
 * @param {number} ratio
 */
async function picture(svg, size, ratio) {
  const image = new Image(), side = (size + 2 * ROOM) * ratio, canvas = node("canvas");
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  Object.assign(canvas, { width: side, height: side });
  const context = canvas.getContext("2d");
  if (context) {
    Object.assign(context, { shadowColor: "rgb(0 0 0 / .35)", shadowBlur: 3 * ratio, shadowOffsetY: ratio });
    context.drawImage(image, ROOM * ratio, ROOM * ratio, size * ratio, size * ratio);
  }
  return canvas;
}
