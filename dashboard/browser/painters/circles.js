/* Events as circles on a canvas, by our own pixels: some milliseconds for 350,000 of them.
 *
 * One language at every zoom: a circle stands for the events of a small square of the map and its area grows with the
 * root of their number, always by the same scale, so that a circle of one size means one number whatever is filtered.
 * Its core is the most frequent class, as large in the circle as that class's share; the rest of it is grey. A circle
 * whose events are mostly placed to an area or vaguer has no edge: it fades out.
 *
 * All buffers are kept and used again. Circles are numbered from 1.
 */

import { KINDS } from "../class_colours.js";

/**
 * @import {CanvasView, CircleStyle, Rgb} from "../types"
 * @import {ColumnEvents} from "../layer/column_events.js"
 */

// The radius of one event in CSS pixels, and how it grows: 10 ↔ ×1.8, 100 ↔ ×3.2, 1,000 ↔ ×5.6, 10,000 ↔ ×10.
const UNIT = 1.9, POWER = 0.25;
// All of it is smaller on the whole world, and grows from where dots lie far apart, by zoom: [from, to, times at the ends].
const WORLD = [3, 5, 0.78], NEARER = [7.5, 11, 2.1];
// Opacity of a circle's core and of what surrounds it, and the width of the ground-coloured line around it.
const CORE = 0.86, REST = 0.42, EDGE = 0.9, EDGE_ALPHA = 0.85;
// A circle without an edge reaches farther and is fainter: by precision 1 (area) and 2 (vague).
const SOFT = [{ more: 0, times: 1, alpha: 1 }, { more: 6, times: 1.4, alpha: 0.6 }, { more: 12, times: 1.6, alpha: 0.45 }];
// A circle may always leave the middle of its square by this share of its side, lest they stand in rank and file.
const SLACK = 0.16;
const BUCKETS = 160;

/**
 * The radius of a circle for so many events at a zoom, in CSS pixels.
 *
 * @param {number} count
 * @param {number} zoom
 */
export function radius(count, zoom) {
  const part = (/** @type {number[]} */ [from, to]) => Math.max(0, Math.min(1, (zoom - from) / (to - from)));
  return UNIT * count ** POWER * (WORLD[2] + (1 - WORLD[2]) * part(WORLD)) * (1 + (NEARER[2] - 1) * part(NEARER));
}

export class CirclePainter {
  constructor() {
    this.list = new Int32Array(0);
    this.grid = new Int32Array(0);
    this.order = new Int32Array(0);
    this.buckets = new Int32Array(2 * BUCKETS + 1);
    /** How many circles there are, and the number of events in the largest. */
    this.bins = this.largest = 0;
    /** How many of the events that pass are in the canvas (list), how many of these in the window. */
    this.count = this.inView = 0;
    this.allocations = 0;
    this.ratio = 1;
    /** The event nearest to the point that was last asked about; -1 for none. */
    this.nearest = -1;
    this.box = new Int32Array(4);
    /** @type {[number, number, number, number] | null} the pixels that were painted */
    this.touched = null;
    this.image = new ImageData(1, 1);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.size = 0;
    this.number = new Uint32Array(0);  // events in it
    this.soft = new Uint32Array(0);  // of them placed to an area or vaguer
    this.vague = new Uint32Array(0);  // of them vaguer than an area
    this.kinds = new Uint32Array(0);  // of them by class
    this.x = new Float64Array(0);  // first the sum of the events' x, then pixels on the canvas
    this.y = new Float64Array(0);
    this.key = new Int32Array(0);  // its place in the grid
    this.first = new Int32Array(0);  // its first and last event
    this.last = new Int32Array(0);
    this.radius = new Float32Array(0);  // CSS pixels
    this.top = new Uint8Array(0);  // its most frequent class
    this.blur = new Uint8Array(0);  // 0 with an edge, 1 and 2 ever softer
    this.room(1024);
  }

  /**
   * Room for so many circles.
   *
   * @param {number} bins
   */
  room(bins) {
    if (bins < this.size) return;
    const size = Math.max(bins + 1, 2 * this.size);
    this.size = size;
    this.number = larger(this.number, size);
    this.soft = larger(this.soft, size);
    this.vague = larger(this.vague, size);
    this.kinds = larger(this.kinds, size * KINDS);
    this.x = larger(this.x, size);
    this.y = larger(this.y, size);
    this.key = larger(this.key, size);
    this.first = larger(this.first, size);
    this.last = larger(this.last, size);
    this.radius = larger(this.radius, size);
    this.top = larger(this.top, size);
    this.blur = larger(this.blur, size);
    this.order = new Int32Array(size);
    this.allocations++;
  }

  /**
   * The canvas in CSS pixels, and device pixels per CSS pixel.
   *
   * @param {CanvasView} view
   */
  resize({ width, height, ratio }) {
    const w = Math.max(1, Math.round(width * ratio)), h = Math.max(1, Math.round(height * ratio));
    this.ratio = ratio;
    if (this.image.width === w && this.image.height === h) return;
    this.image = new ImageData(w, h);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.touched = null;
    this.allocations++;
  }

  /**
   * The events to paint are those that are listed now.
   *
   * @param {ColumnEvents} events
   */
  take({ list, listed, inView }) {
    this.list = list;
    this.count = listed;
    this.inView = inView;
  }

  /**
   * Circles from the events in the canvas.
   *
   * @param {ColumnEvents} events
   * @param {Uint8Array} classes of the events
   * @param {CanvasView} view
   * @param {number} size side of a square whose events are one circle, in pixels at whole zooms
   * @param {boolean} apart each precision by itself
   */
  bin(events, classes, view, size, apart) {
    for (let b = 1; b <= this.bins; b++) this.grid[this.key[b]] = 0;
    const { x, y, precision } = events.columns, { list, count } = this;
    const { left, top, scale, width, height, zoom } = view;
    // The grid is the world's, not the window's: circles keep still while the map is moved. At the next zoom each of its
    // squares is four.
    const squares = 256 * 2 ** Math.floor(zoom + 0.25) / size;
    const column0 = Math.floor(left * squares), row0 = Math.floor(top * squares);
    const columns = Math.ceil(width / scale * squares) + 2, rows = Math.ceil(height / scale * squares) + 2;
    const plane = columns * rows;
    if (this.grid.length < 3 * plane) { this.grid = new Int32Array(3 * plane); this.allocations++; }
    const { grid } = this;
    let bins = 0;
    for (let k = 0; k < count; k++) {
      const i = list[k], u = x[i], v = y[i], p = precision[i];
      let at = (Math.floor(v * squares) - row0) * columns + Math.floor(u * squares) - column0;
      if (apart) at += plane * Math.min(2, p);
      let b = grid[at];
      if (b === 0) {
        b = grid[at] = ++bins;
        if (b >= this.size) this.room(b);
        this.number[b] = this.soft[b] = this.vague[b] = this.x[b] = this.y[b] = 0;
        this.kinds.fill(0, b * KINDS, b * KINDS + KINDS);
        this.key[b] = at;
        this.first[b] = i;
      }
      this.number[b]++;
      if (p > 0) this.soft[b]++;
      if (p > 1) this.vague[b]++;
      this.kinds[b * KINDS + classes[i]]++;
      this.x[b] += u;
      this.y[b] += v;
      this.last[b] = i;
    }
    this.bins = bins;
    this.shape(view, squares, apart);
  }

  /**
   * Where each circle stands, how large it is, what it is filled with.
   *
   * @param {CanvasView} view
   * @param {number} squares of the grid along the world
   * @param {boolean} apart
   */
  shape({ left, top, scale, zoom }, squares, apart) {
    const side = scale / squares, { kinds } = this;
    for (let b = 1; b <= this.bins; b++) {
      const n = this.number[b], r = radius(n, zoom);
      let u = this.x[b] / n, v = this.y[b] / n;
      if (!apart) {
        // At the mean place of its events, but a large one near the middle of its square: so circles lie beside each other.
        const slack = Math.max(SLACK, 0.5 - r / side) / squares;
        const middleX = (Math.floor(u * squares) + 0.5) / squares, middleY = (Math.floor(v * squares) + 0.5) / squares;
        u = middleX + Math.max(-slack, Math.min(slack, u - middleX));
        v = middleY + Math.max(-slack, Math.min(slack, v - middleY));
      }
      this.x[b] = (u - left) * scale;
      this.y[b] = (v - top) * scale;
      const vague = 2 * this.vague[b] > n, blur = vague ? 2 : 2 * this.soft[b] > n ? 1 : 0;
      this.blur[b] = blur;
      this.radius[b] = blur ? r * SOFT[blur].times + SOFT[blur].more : r;
      let most = 0, chief = 0;
      for (let k = 0, at = b * KINDS; k < KINDS; k++, at++) if (kinds[at] > most) { most = kinds[at]; chief = k; }
      this.top[b] = chief;
    }
    this.sort();
  }

  /* Soft ones first, then large ones first, so that none hides a smaller one: a counting sort. */
  sort() {
    const { buckets, order, bins } = this;
    this.largest = 0;
    for (let b = 1; b <= bins; b++) if (this.number[b] > this.largest) this.largest = this.number[b];
    buckets.fill(0);
    const bucket = (/** @type {number} */ b) => (this.blur[b] ? 0 : BUCKETS) + BUCKETS - 1 - Math.min(BUCKETS - 1, (this.radius[b] * 4) | 0);
    for (let b = 1; b <= bins; b++) buckets[bucket(b) + 1]++;
    for (let k = 0; k < 2 * BUCKETS; k++) buckets[k + 1] += buckets[k];
    for (let b = 1; b <= bins; b++) order[buckets[bucket(b)]++] = b;
  }

  clear() {
    const { touched, image } = this;
    if (!touched) return;
    this.pixels.fill(0, touched[1] * image.width, Math.min(image.height, touched[3] + 1) * image.width);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {CircleStyle} style
   * @param {number} [bins]
   */
  paint(context, style, bins = this.bins) {
    const before = this.touched;
    this.clear();
    this.touched = null;
    const { ratio } = this;
    for (let k = 0; k < bins; k++) {
      const b = this.order[k], share = this.kinds[b * KINDS + this.top[b]] / this.number[b];
      const core = style.classes[this.top[b]];
      const x = this.x[b] * ratio, y = this.y[b] * ratio, r = this.radius[b] * ratio;
      if (this.blur[b]) this.haze(x, y, r, core, style.rest, share, SOFT[this.blur[b]].alpha);
      else this.disc(x, y, r, r * Math.sqrt(share), core, style.rest, style.ground);
    }
    this.put(context, before);
  }

  /**
   * Bring to the canvas what differs from before.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {[number, number, number, number] | null} before
   */
  put(context, before) {
    const box = [before, this.touched].filter((part) => part !== null);
    if (!box.length) return;
    const x0 = Math.min(...box.map((b) => b[0])), y0 = Math.min(...box.map((b) => b[1]));
    const x1 = Math.max(...box.map((b) => b[2])), y1 = Math.max(...box.map((b) => b[3]));
    context.putImageData(this.image, 0, 0, x0, y0, x1 - x0 + 1, y1 - y0 + 1);
  }

  /**
   * The pixels around a point, cut at the edge of the canvas; noted as touched. Returns false where none are left.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   */
  window(x, y, reach) {
    const { image, box } = this;
    box[0] = Math.max(0, Math.floor(x - reach));
    box[1] = Math.max(0, Math.floor(y - reach));
    box[2] = Math.min(image.width - 1, Math.ceil(x + reach));
    box[3] = Math.min(image.height - 1, Math.ceil(y + reach));
    if (box[0] > box[2] || box[1] > box[3]) return false;
    this.touched ??= [box[0], box[1], box[2], box[3]];
    const { touched } = this;
    if (box[0] < touched[0]) touched[0] = box[0];
    if (box[1] < touched[1]) touched[1] = box[1];
    if (box[2] > touched[2]) touched[2] = box[2];
    if (box[3] > touched[3]) touched[3] = box[3];
    return true;
  }

  /**
   * A circle with an edge: core, rest around it, and a line of ground around both. Device pixels.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} r
   * @param {number} inner radius of the core
   * @param {Rgb} core
   * @param {Rgb} rest
   * @param {Rgb} ground
   */
  disc(x, y, r, inner, core, rest, ground) {
    const edge = EDGE * this.ratio, reach = r + edge + 0.5;
    if (!this.window(x, y, reach)) return;
    const { box, pixels, image: { width } } = this;
    const full = inner > 0.5 ? (inner - 0.5) ** 2 : -1, far = reach * reach;
    for (let py = box[1]; py <= box[3]; py++) {
      const dy = py + 0.5 - y, dy2 = dy * dy;
      for (let px = box[0], at = py * width + px; px <= box[2]; px++, at++) {
        const dx = px + 0.5 - x, d2 = dx * dx + dy2;
        if (d2 >= far) continue;
        if (d2 < full) { over(pixels, at, core[0], core[1], core[2], CORE); continue; }
        const d = Math.sqrt(d2);
        const cover = d < r - 0.5 ? 1 : d > r + 0.5 ? 0 : r + 0.5 - d;
        const within = d < inner - 0.5 ? 1 : d > inner + 0.5 ? 0 : inner + 0.5 - d;
        const line = (d < r + edge - 0.5 ? 1 : r + edge + 0.5 - d) * (1 - cover) * EDGE_ALPHA;
        const a = cover * within * CORE, b = cover * (1 - within) * REST, sum = a + b + line;
        if (sum < 0.004) continue;
        over(pixels, at, (a * core[0] + b * rest[0] + line * ground[0]) / sum, (a * core[1] + b * rest[1] + line * ground[1]) / sum,
          (a * core[2] + b * rest[2] + line * ground[2]) / sum, sum);
      }
    }
  }

  /**
   * A circle without an edge: it fades from its middle to nothing.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} r
   * @param {Rgb} core
   * @param {Rgb} rest
   * @param {number} share of the core
   * @param {number} alpha
   */
  haze(x, y, r, core, rest, share, alpha) {
    if (!this.window(x, y, r)) return;
    const { box, pixels, image: { width } } = this, r2 = r * r;
    const red = rest[0] + (core[0] - rest[0]) * share, green = rest[1] + (core[1] - rest[1]) * share;
    const blue = rest[2] + (core[2] - rest[2]) * share;
    for (let py = box[1]; py <= box[3]; py++) {
      const dy = py + 0.5 - y, dy2 = dy * dy;
      for (let px = box[0], at = py * width + px; px <= box[2]; px++, at++) {
        const dx = px + 0.5 - x, left = 1 - (dx * dx + dy2) / r2;
        if (left > 0) over(pixels, at, red, green, blue, alpha * left * Math.sqrt(left));
      }
    }
  }

  /**
   * The circle at a point of the canvas: the one on top, or the nearest within three pixels; 0 for none.
   *
   * @param {number} x
   * @param {number} y
   */
  hit(x, y) {
    let circle = 0, best = 3;
    for (let k = 0; k < this.bins; k++) {
      const b = this.order[k], away = Math.hypot(this.x[b] - x, this.y[b] - y) - this.radius[b];
      if (away <= 0 || away < best) { circle = b; best = Math.max(0, away); }
    }
    return circle;
  }

  /**
   * Every event within `limit` pixels of a point, by day; the nearest of them is `this.nearest`.
   *
   * @param {ColumnEvents} events
   * @param {CanvasView} view
   * @param {number} x
   * @param {number} y
   * @param {number} limit
   */
  around(events, view, x, y, limit) {
    const { x: xs, y: ys } = events.columns, { list, count } = this, { left, top, scale } = view;
    /** @type {number[]} */
    const near = [];
    let best = limit * limit;
    this.nearest = -1;
    for (let k = 0; k < count; k++) {
      const i = list[k], dx = (xs[i] - left) * scale - x, dy = (ys[i] - top) * scale - y, d2 = dx * dx + dy * dy;
      if (d2 > limit * limit) continue;
      near.push(i);
      if (this.nearest < 0 || d2 < best) { best = d2; this.nearest = i; }
    }
    return near;
  }
}

/**
 * Lay a colour (0–255 each, alpha 0–1) over a pixel.
 *
 * @param {Uint32Array} pixels
 * @param {number} at
 * @param {number} r
 * @param {number} g
 * @param {number} b
 * @param {number} alpha
 */
function over(pixels, at, r, g, b, alpha) {
  const old = pixels[at];
  if (old === 0) {
    pixels[at] = ((alpha * 255 + 0.5) << 24) | (b << 16) | (g << 8) | r;
    return;
  }
  const below = (old >>> 24) / 255, sum = alpha + below * (1 - alpha), t = alpha / sum;
  const red = old & 255, green = (old >>> 8) & 255, blue = (old >>> 16) & 255;
  pixels[at] = ((sum * 255 + 0.5) << 24) | ((blue + (b - blue) * t) << 16) | ((green + (g - green) * t) << 8) | (red + (r - red) * t);
}

/**
 * A longer copy of an array.
 *
 * @template {Uint32Array | Float64Array | Int32Array | Float32Array | Uint8Array} Numbers
 * @param {Numbers} numbers
 * @param {number} length
 * @returns {Numbers}
 */
function larger(numbers, length) {
  const longer = new /** @type {new (length: number) => Numbers} */ (numbers.constructor)(length);
  longer.set(numbers);
  return longer;
}
