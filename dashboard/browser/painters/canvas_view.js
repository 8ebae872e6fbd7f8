/* Which part of the world a canvas over the map shows. */

import { crsOf } from "../dom.js";

/** @import {CanvasView} from "../types" */

const PAD = 0.2;  // the canvas reaches beyond the window by this share of it, so that moving shows no holes
const RATIO = 2;  // no finer than two device pixels per pixel

/**
 * The map's view as a canvas has it that reaches beyond the window, and the corner of it in the map's layer.
 *
 * @param {L.Map} map
 * @returns {{view: CanvasView, corner: L.Point}}
 */
export function viewOf(map) {
  const size = map.getSize(), zoom = map.getZoom(), scale = crsOf(map).scale(zoom);
  const padX = Math.round(size.x * PAD), padY = Math.round(size.y * PAD);
  const corner = map.containerPointToLayerPoint([-padX, -padY]), origin = map.getPixelOrigin();
  const view = { left: (origin.x + corner.x) / scale, top: (origin.y + corner.y) / scale, scale, zoom, padX, padY,
    width: size.x + 2 * padX, height: size.y + 2 * padY, ratio: Math.min(RATIO, window.devicePixelRatio || 1) };
  return { view, corner };
}
