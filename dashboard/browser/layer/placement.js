/* Where marks and names stand on the map, in pixels at one zoom. Knows no map and no page: numbers in, numbers out.
 *
 * A town's mark stands on its point. A mark of an area stands inside the area, a mark of a line on the line, as near to
 * the label point as the others leave room. Only where an area is too small for its marks does one stand outside, and
 * then `outside` says so.
 */

/**
 * @import {Point} from "../types"
 * @typedef {Point & {outside?: boolean}} Spot
 * @typedef {{w: number, h: number}} Size
 * @typedef {object} PlaceGroup the events of one place: rings and a line are its shape
 * @property {string} key
 * @property {string} level
 * @property {string[]} ids
 * @property {Point} anchor
 * @property {Point[][]} rings
 * @property {Point[]} line
 * @property {Size} label
 * @typedef {(x: number, y: number, gap: number) => boolean} Free whether no mark is nearer than a gap
 */

const GAP = 3;
// How near two marks may come inside one small area, as a share of their size.
const TOUCH = 0.84;
// Steps around a point, nearest first, in pixels.
/** @type {[number, number][]} */
const NEAR = [];
for (let x = -220; x <= 220; x += 5) for (let y = -220; y <= 220; y += 5) NEAR.push([x, y]);
NEAR.sort((a, b) => a[0] * a[0] + a[1] * a[1] - b[0] * b[0] - b[1] * b[1]);

// The places with the least room choose first.
/** @type {Record<string, number>} */
const RANK = { city: 0, district: 1, province: 1, border: 2, region: 3, country: 4 };

/**
 * A spot for the mark of every event, and for the name of each place that has room for it.
 *
 * @param {readonly PlaceGroup[]} groups
 * @param {number} size of a mark
 * @returns {{spots: Map<string, Spot>, labels: Map<string, Point>}}
 */
export function placement(groups, size) {
  const room = (/** @type {PlaceGroup} */ group) => RANK[group.level] * 1e9 + spread(group.rings);
  const sorted = [...groups].sort((a, b) => room(a) - room(b)).map((group) => ({ ...group, line: along(group.line, group.anchor) }));
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  /** @type {Spot[]} */
  const taken = [];
  /** @type {Free} */
  const free = (x, y, gap) => taken.every((mark) => Math.hypot(mark.x - x, mark.y - y) >= gap);
  for (const group of sorted) {
    group.ids.forEach((id, i) => {
      const spot = spotFor(group, i, size, free);
      spots.set(id, spot);
      taken.push(spot);
    });
  }
  return { spots, labels: nameSpots(sorted, spots, size) };
}

/**
 * @param {PlaceGroup} group
 * @param {number} i which of its events
 * @param {number} size
 * @param {Free} free
 * @returns {Spot}
 */
function spotFor({ anchor, rings, line, ids }, i, size, free) {
  if (line.length) return line.find((point) => free(point.x, point.y, size + 2)) || line[0];
  if (!rings.length) return { x: anchor.x + (i - (ids.length - 1) / 2) * (size + GAP), y: anchor.y };
  /** @type {Spot | null} */
  let touching = null;
  for (const [dx, dy] of NEAR) {
    const x = anchor.x + dx, y = anchor.y + dy;
    if (!free(x, y, size * TOUCH) || !inside(rings, x, y)) continue;
    if (free(x, y, size + 2)) return { x, y };
    touching ??= { x, y };
  }
  if (touching) return touching;  // the signs stay readable where only the rims touch
  for (const [dx, dy] of NEAR) {
    if (free(anchor.x + dx, anchor.y + dy, size + 2)) return { x: anchor.x + dx, y: anchor.y + dy, outside: true };
  }
  return { x: anchor.x, y: anchor.y };
}

/**
 * A name stands below, above or beside the marks of its place, where it covers no mark and no other name. Where there is
 * no room at this zoom, the mark's own card and its name for screen readers have it.
 *
 * @param {readonly PlaceGroup[]} groups
 * @param {Map<string, Spot>} spots
 * @param {number} size
 */
function nameSpots(groups, spots, size) {
  const r = size / 2, all = [...spots.values()];
  /** @type {(Point & Size)[]} */
  const boxes = [];
  /** @type {Map<string, Point>} */
  const labels = new Map();
  for (const group of groups) {
    const own = group.ids.flatMap((id) => spots.get(id) ?? []), { w, h } = group.label;
    const xs = own.map((spot) => spot.x), ys = own.map((spot) => spot.y);
    const left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys);
    const x = (left + right) / 2, y = (top + bottom) / 2, below = bottom + r + h / 2 + 1, above = top - r - h / 2 - 3;
    const options = [[x, below], [x, above], [x + w / 3, below], [x - w / 3, below], [x + w / 3, above], [x - w / 3, above],
      [right + r + w / 2 + 3, y], [left - r - w / 2 - 3, y]];
    const free = options.find(([cx, cy]) =>
      all.every((spot) => Math.abs(spot.x - cx) > w / 2 + r - 4 || Math.abs(spot.y - cy) > h / 2 + r - 3) &&
      boxes.every((box) => Math.abs(box.x - cx) > (box.w + w) / 2 || Math.abs(box.y - cy) > (box.h + h) / 2));
    if (!free) continue;
    boxes.push({ x: free[0], y: free[1], w, h });
    labels.set(group.key, { x: free[0], y: free[1] });
  }
  return labels;
}

/**
 * Whether a point lies in rings of pixels, by the even-odd rule.
 *
 * @param {readonly Point[][]} rings
 * @param {number} x
 * @param {number} y
 */
function inside(rings, x, y) {
  let odd = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i], b = ring[j];
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) odd = !odd;
    }
  }
  return odd;
}

/**
 * Points along a line of pixels, at most 6 apart, those next to the anchor first.
 *
 * @param {readonly Point[]} line
 * @param {Point} anchor
 */
function along(line, anchor) {
  /** @type {Point[]} */
  const points = [];
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1], b = line[i], steps = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 6));
    for (let k = 0; k < steps; k++) points.push({ x: a.x + ((b.x - a.x) * k) / steps, y: a.y + ((b.y - a.y) * k) / steps });
  }
  const far = (/** @type {Point} */ point) => (point.x - anchor.x) ** 2 + (point.y - anchor.y) ** 2;
  return points.sort((a, b) => far(a) - far(b));
}

/**
 * The area of the box around rings, in square pixels.
 *
 * @param {readonly Point[][]} rings
 */
function spread(rings) {
  const xs = rings.flat().map((point) => point.x), ys = rings.flat().map((point) => point.y);
  return xs.length ? (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys)) : 0;
}
