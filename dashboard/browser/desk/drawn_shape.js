/* A shape that is drawn by hand: its corners, whether its edges cross, and the GeoJSON that it is.
 *
 * A corner is latitude and longitude in degrees (WGS 84), null where it is not typed yet. GeoJSON has longitude first.
 * Edges are straight in degrees, as the map and the gate draw them (dashboard/coding/drawn_shape.py).
 */

/**
 * @typedef {readonly [number | null, number | null]} Corner
 * @typedef {"point" | "line" | "area"} ShapeKind
 * @typedef {{kind: ShapeKind, corners: readonly Corner[], closed: boolean}} Drawn
 * @typedef {{type: string, coordinates: any}} Geometry
 */

/** How many corners a shape of each kind has at least. @type {Record<ShapeKind, number>} */
export const FEWEST = { point: 1, line: 2, area: 3 };

/**
 * The GeoJSON of what is drawn, also where it is not whole yet; null where there is no corner.
 *
 * @param {Drawn} drawn
 * @returns {Geometry | null}
 */
export function geometryOf({ kind, corners, closed }) {
  const positions = corners.map(([latitude, longitude]) => [longitude, latitude]);
  if (!positions.length) return null;
  if (kind === "point") return { type: "Point", coordinates: positions[0] };
  if (kind === "line") return { type: "LineString", coordinates: positions };
  return { type: "Polygon", coordinates: [closed ? [...positions, positions[0]] : positions] };
}

/**
 * What was drawn, from its GeoJSON.
 *
 * @param {Geometry} geometry
 * @returns {Drawn}
 */
export function drawnOf({ type, coordinates }) {
  /** @type {[number | null, number | null][]} */
  const positions = type === "Point" ? [coordinates] : type === "LineString" ? coordinates : coordinates[0];
  /** @type {Corner[]} */
  const corners = positions.map(([longitude, latitude]) => [latitude, longitude]);
  const last = corners[corners.length - 1];
  const closed = type === "Polygon" && corners.length > 1 && last[0] === corners[0][0] && last[1] === corners[0][1];
  return { kind: type === "Point" ? "point" : type === "LineString" ? "line" : "area", corners: closed ? corners.slice(0, -1) : corners, closed };
}

/**
 * The corners that are typed to their end.
 *
 * @param {readonly Corner[]} corners
 * @returns {[number, number][]}
 */
export function wholeCorners(corners) {
  return corners.flatMap(([latitude, longitude]) => (latitude === null || longitude === null ? [] : [[latitude, longitude]]));
}

/**
 * Whether two edges of what is drawn cross or touch each other, but for neighbours in the corner that they share.
 *
 * @param {readonly (readonly [number, number])[]} corners
 * @param {boolean} closed whether an edge leads from the last corner to the first
 */
export function crossesItself(corners, closed) {
  const edges = corners.slice(1).map((corner, at) => /** @type {const} */ ([corners[at], corner]));
  if (closed && corners.length > 2) edges.push([corners[corners.length - 1], corners[0]]);
  return edges.some(([from, to], at) => edges.slice(at + 1).some(([otherFrom, otherTo], behind) => {
    const next = behind === 0, last = closed && at === 0 && at + 1 + behind === edges.length - 1;
    if (next && last) return false;
    if (next) return turnsBack(from, to, otherTo);
    if (last) return turnsBack(otherFrom, from, to);
    return meet(from, to, otherFrom, otherTo);
  })) || edges.some(([from, to]) => same(from, to));
}

/**
 * @param {readonly [number, number]} one
 * @param {readonly [number, number]} other
 */
const same = (one, other) => one[0] === other[0] && one[1] === other[1];

/**
 * On which side of a line a point lies: above 0, below 0, or 0 on it.
 *
 * @param {readonly [number, number]} from
 * @param {readonly [number, number]} to
 * @param {readonly [number, number]} point
 */
const side = (from, to, point) => Math.sign((to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]));

/**
 * Whether the way from a corner over the next one leads back over itself.
 *
 * @param {readonly [number, number]} from
 * @param {readonly [number, number]} corner
 * @param {readonly [number, number]} to
 */
function turnsBack(from, corner, to) {
  return side(from, corner, to) === 0 && (corner[0] - from[0]) * (to[0] - corner[0]) + (corner[1] - from[1]) * (to[1] - corner[1]) <= 0;
}

/**
 * Whether two edges share a point.
 *
 * @param {readonly [number, number]} a
 * @param {readonly [number, number]} b
 * @param {readonly [number, number]} c
 * @param {readonly [number, number]} d
 */
function meet(a, b, c, d) {
  const abc = side(a, b, c), abd = side(a, b, d), cda = side(c, d, a), cdb = side(c, d, b);
  if (abc !== abd && cda !== cdb && abc * abd <= 0 && cda * cdb <= 0 && !(abc === 0 && abd === 0)) return true;
  return (abc === 0 && between(a, b, c)) || (abd === 0 && between(a, b, d)) || (cda === 0 && between(c, d, a)) || (cdb === 0 && between(c, d, b));
}

/**
 * Whether a point on the line of an edge lies on the edge.
 *
 * @param {readonly [number, number]} from
 * @param {readonly [number, number]} to
 * @param {readonly [number, number]} point
 */
function between(from, to, point) {
  return [0, 1].every((axis) => Math.min(from[axis], to[axis]) <= point[axis] && point[axis] <= Math.max(from[axis], to[axis]));
}
