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
// Marks of one town beside each other.
const ROW = 12;
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
  const taken = new TakenRoom(size + 2);
  /** @type {Free} */
  const free = (x, y, gap) => taken.isFree(x, y, gap);
  for (const group of sorted) {
    const room = new RoomOf(group, size, free);
    group.ids.forEach((id, i) => {
      const spot = room.spotFor(i);
      spots.set(id, spot);
      taken.add(spot);
    });
  }
  return { spots, labels: nameSpots(sorted, spots, size) };
}

/* The spots that are taken, in squares as wide as the widest gap: only the nine around a point are looked at. */
class TakenRoom {
  /** @param {number} width the widest gap that is asked for */
  constructor(width) {
    this.width = width;
    /** @type {Map<number, Spot[]>} by the number of the square: to write thousands of names takes longer than to look there */
    this.squares = new Map();
  }

  /** @param {Spot} spot */
  add(spot) {
    const key = squareOf(Math.floor(spot.x / this.width), Math.floor(spot.y / this.width)), there = this.squares.get(key);
    if (there) there.push(spot); else this.squares.set(key, [spot]);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} gap at most the width
   */
  isFree(x, y, gap) {
    const column = Math.floor(x / this.width), row = Math.floor(y / this.width);
    for (let i = column - 1; i <= column + 1; i++) {
      for (let j = row - 1; j <= row + 1; j++) {
        for (const mark of this.squares.get(squareOf(i, j)) ?? []) if (Math.hypot(mark.x - x, mark.y - y) < gap) return false;
      }
    }
    return true;
  }
}

/**
 * A number for each square: no map of pixels has 2^26 of them in a row.
 *
 * @param {number} column
 * @param {number} row
 */
function squareOf(column, row) {
  return column * 2 ** 26 + row;
}

/* The room of one place. Room only becomes less: what was looked at for one of its events is not looked at for the next,
 * so that a place of a thousand events takes hardly longer than one of ten. */
class RoomOf {
  /**
   * @param {PlaceGroup} group
   * @param {number} size
   * @param {Free} free
   */
  constructor({ anchor, rings, line, ids }, size, free) {
    this.anchor = anchor;
    this.line = line;
    this.count = ids.length;
    this.size = size;
    const within = (/** @type {Point} */ { x, y }) => inside(rings, x, y);
    const near = NEAR.map(([dx, dy]) => ({ x: anchor.x + dx, y: anchor.y + dy }));
    const apart = (/** @type {Point} */ { x, y }) => free(x, y, size + 2);
    /** @type {Search[]} one after the other: where there is no room left, the next */
    this.searches = line.length ? [searchOf(line, apart)] : !rings.length ? [] : [
      searchOf(near, (spot) => apart(spot) && within(spot)),
      // The signs stay readable where only the rims touch.
      searchOf(near, (spot) => free(spot.x, spot.y, size * TOUCH) && within(spot)),
      searchOf(near, apart, { outside: true }),
    ];
  }

  /**
   * @param {number} i which of its events
   * @returns {Spot}
   */
  spotFor(i) {
    const { anchor, line, searches, size, count } = this;
    if (!searches.length) return inRows(anchor, i, count, size);
    for (const search of searches) {
      const spot = search();
      if (spot) return spot;
    }
    return line[0] ?? { x: anchor.x, y: anchor.y };
  }
}

/**
 * The first point that fits, each time it is asked; those before it are not tried again.
 *
 * @typedef {() => Spot | null} Search
 * @param {readonly Point[]} points
 * @param {(point: Point) => boolean} fits
 * @param {{outside?: boolean}} [more]
 * @returns {Search}
 */
function searchOf(points, fits, more = {}) {
  let at = 0;
  return () => {
    while (at < points.length && !fits(points[at])) at++;
    return at < points.length ? { ...points[at], ...more } : null;
  };
}

/**
 * The marks of a town, beside each other; of more than fill a row in several.
 *
 * @param {Point} anchor
 * @param {number} i
 * @param {number} count
 * @param {number} size
 * @returns {Spot}
 */
function inRows(anchor, i, count, size) {
  const columns = Math.min(count, Math.max(ROW, Math.ceil(Math.sqrt(count)))), rows = Math.ceil(count / columns);
  const row = Math.floor(i / columns), inRow = row < rows - 1 ? columns : count - row * columns;
  const x = anchor.x + ((i % columns) - (inRow - 1) / 2) * (size + GAP);
  return { x, y: anchor.y + (row - (rows - 1) / 2) * (size + GAP) };
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
