/* Which circle or which events lie under the pointer. */

/**
 * @import {UnderPointer} from "../types"
 * @import {DotPainter} from "./dots.js"
 */

const NEAR = 8;           // events so near to a click are stepped through, in pixels
// What lies above the circles.
const ABOVE = ".leaflet-control, .leaflet-popup, .leaflet-marker-icon";

/**
 * A circle, or the events of a mark or within a few pixels; null for nothing of ours.
 *
 * @param {DotPainter} dots
 * @param {L.Point} at
 * @param {EventTarget | null} target
 * @returns {UnderPointer | null}
 */
export function underPointer(dots, at, target) {
  const { layer, layer: { events }, map, circles, view } = dots;
  if (!view || !events || map._animatingZoom || !(target instanceof Element) || target.closest(ABOVE)) return null;
  layer.flush();
  const element = target.closest(".columns-mark");
  if (element) {
    const stack = dots.marks.of(element);
    return stack ? { stack, rows: withNear(dots, stack.rows), nearest: stack.rows[0] } : null;
  }
  const { mode } = dots.state, { x, y } = at.subtract(dots.cornerOf(view));
  if (mode === "marks") return null;
  const circle = circles.hit(x, y);
  if (mode === "cells") return circle ? { cell: circle } : null;
  // To the middle of the dot, where that is large, else a few pixels around.
  const reach = circle ? Math.max(NEAR, Math.hypot(circles.x[circle] - x, circles.y[circle] - y) + 2) : NEAR;
  const rows = circles.around(events, view, x, y, reach);
  return rows.length ? { rows, nearest: circles.nearest } : null;
}

/**
 * The events of a mark and those of marks that lie over it, by day.
 *
 * @param {DotPainter} dots
 * @param {number[]} rows
 */
function withNear({ layer: { events }, circles, view }, rows) {
  if (!events || !view) return rows;
  const { x, y } = events.columns, [i] = rows;
  const near = circles.around(events, view, (x[i] - view.left) * view.scale, (y[i] - view.top) * view.scale, NEAR);
  return [...new Set([...rows, ...near])].sort((a, b) => a - b);
}
