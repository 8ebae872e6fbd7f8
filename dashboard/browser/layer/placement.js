/* Where marks and names stand on the map, in pixels at one zoom. Knows no map and no page: numbers in, numbers out.
 *
 * placement(groups, size) → {spots: Map(id → {x, y, outside}), labels: Map(key → {x, y})}
 * groups: [{key, level, ids, anchor: {x, y}, rings: [[{x, y}]], line: [{x, y}], label: {w, h}}]
 *
 * A town's mark stands on its point. A mark of an area stands inside the area, a mark of a line on the line, as near to
 * the label point as the others leave room. Only where an area is too small for its marks does one stand outside, and
 * then `outside` says so.
 */
const GAP = 3;
// How near two marks may come inside one small area, as a share of their size.
const TOUCH = 0.84;
// Steps around a point, nearest first, in pixels.
const NEAR = [];
for (let x = -220; x <= 220; x += 5) for (let y = -220; y <= 220; y += 5) NEAR.push([x, y]);
NEAR.sort((a, b) => a[0] * a[0] + a[1] * a[1] - b[0] * b[0] - b[1] * b[1]);

/* Whether a point lies in rings of pixels, by the even-odd rule. */
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

/* Points along a line of pixels, at most 6 apart, those next to the anchor first. */
function along(line, anchor) {
  const points = [];
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1], b = line[i], steps = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 6));
    for (let k = 0; k < steps; k++) points.push({ x: a.x + ((b.x - a.x) * k) / steps, y: a.y + ((b.y - a.y) * k) / steps });
  }
  const far = (p) => (p.x - anchor.x) ** 2 + (p.y - anchor.y) ** 2;
  return points.sort((a, b) => far(a) - far(b));
}

// The places with the least room choose first.
const RANK = { city: 0, district: 1, province: 1, border: 2, region: 3, country: 4 };

/* The area of the box around rings, in square pixels. */
function spread(rings) {
  const xs = rings.flat().map((p) => p.x), ys = rings.flat().map((p) => p.y);
  return xs.length ? (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys)) : 0;
}

function spot({ anchor, rings, line, ids }, i, size, free) {
  if (line.length) return line.find((p) => free(p.x, p.y, size + 2)) || line[0];
  if (!rings.length) return { x: anchor.x + (i - (ids.length - 1) / 2) * (size + GAP), y: anchor.y };
  let roomy = null;
  for (const [dx, dy] of NEAR) {
    const x = anchor.x + dx, y = anchor.y + dy;
    if (!free(x, y, size * TOUCH) || !inside(rings, x, y)) continue;
    if (free(x, y, size + 2)) return { x, y };
    roomy = roomy || { x, y };
  }
  if (roomy) return roomy;  // the signs stay readable where only the rims touch
  for (const [dx, dy] of NEAR) {
    if (free(anchor.x + dx, anchor.y + dy, size + 2)) return { x: anchor.x + dx, y: anchor.y + dy, outside: true };
  }
  return { x: anchor.x, y: anchor.y };
}

/* A name stands below, above or beside the marks of its place, where it covers no mark and no other name. */
function names(groups, spots, size) {
  const r = size / 2, boxes = [], labels = new Map(), all = [...spots.values()];
  for (const group of groups) {
    const own = group.ids.map((id) => spots.get(id)), { w, h } = group.label;
    const xs = own.map((p) => p.x), ys = own.map((p) => p.y);
    const left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys);
    const x = (left + right) / 2, y = (top + bottom) / 2, below = bottom + r + h / 2 + 1, above = top - r - h / 2 - 3;
    const options = [[x, below], [x, above], [x + w / 3, below], [x - w / 3, below], [x + w / 3, above], [x - w / 3, above],
      [right + r + w / 2 + 3, y], [left - r - w / 2 - 3, y]];
    const found = options.find(([cx, cy]) =>
      all.every((p) => Math.abs(p.x - cx) > w / 2 + r - 4 || Math.abs(p.y - cy) > h / 2 + r - 3) &&
      boxes.every((b) => Math.abs(b.x - cx) > (b.w + w) / 2 || Math.abs(b.y - cy) > (b.h + h) / 2));
    if (!found) continue;  // no room at this zoom: the mark's own card and its name for screen readers have it
    boxes.push({ x: found[0], y: found[1], w, h });
    labels.set(group.key, { x: found[0], y: found[1] });
  }
  return labels;
}

export function placement(groups, size) {
  const room = (group) => RANK[group.level] * 1e9 + spread(group.rings);
  const sorted = [...groups].sort((a, b) => room(a) - room(b)).map((group) => ({ ...group, line: along(group.line, group.anchor) }));
  const spots = new Map(), taken = [];
  const free = (x, y, gap) => taken.every((t) => Math.hypot(t.x - x, t.y - y) >= gap);
  for (const group of sorted) {
    group.ids.forEach((id, i) => {
      const found = spot(group, i, size, free);
      spots.set(id, found);
      taken.push(found);
    });
  }
  return { spots, labels: names(sorted, spots, size) };
}
