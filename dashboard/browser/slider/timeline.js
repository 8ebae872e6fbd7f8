/* The picture over the day slider: what was reported for each day, as marks or as bars, and a lane of statements.
 *
 * Given timeline (dashboard/map/day_marks.py), each event is a mark on its day, stacked by attacker; an event on one of
 * several days is a bar across them; below it stand the statements. What the filters hide is faint, what the days hide is
 * pale. Without, there are bars: events in each of so many days, by class.
 *
 *   {version, colours: {light: {key: hex}, dark}, names: {key: label} in the order of stacking,
 *    events: [{id, days: [start, end], colour: key, attacker, time: "night"|"day"|"unknown", title, when,
 *    facets: {facet: [value]}}], statements: [{id, day, title}], undated: [{id, title} of a statement without a day]};
 *    the same `version` means the same timeline
 */

import { BESIDE_CLASSES, CLASS_COLOURS } from "../class_colours.js";
import { calendarOf, dayInWords, dayOf, monthInWords, spanInWords, weekdayInWords } from "../days.js";
import { drawing, node } from "../dom.js";
import { passes } from "../filter.js";

// Up to so many days one after the last is shown where a statement was made on it.
const FEW_DAYS = 16, MOST_AFTER = 2;
// Pixels: the widest bar; the height of the timeline, and of its part for marks; how wide a track has room for
// more bars, and for the key in full.
const MOST_WIDE = 22, TALL = 66, MARKS = 52, ROOMY = 600, SHORT = 700;
// How many bars there are at most, on a wide track and on a narrow one.
const BARS = { wide: 240, narrow: 120 };
// A mark's side with its gap, in pixels: the largest at which all stacks fit. A statement's: for a pointer, for a finger.
const PITCHES = [13, 12, 11, 10, 9, 8, 7, 6], SAID = 14, SAID_TOUCH = 26;
// The moon of a night mark around (0, 0); half a mark's side is 1.
const MOON = "M-.04-.7A.7.7 0 1 0 .7 .04.55.55 0 1 1-.04-.7Z";
// How an attacker's mark is cut, so that it does not rest on its colour: around (0, 0), half a side is 1.
const CUTS = {
  "party-2": "M-1 1 1-1", "party-3": "M-1-1 1 1", "party-4": "M-1 0H1", "party-5": "M-1-1 1 1M-1 1 1-1", "party-6": "M-1 0H1M0-1V1",
  both: "M0-1V1", other: "M-.45 0H-.44M.45 0H.46", none: "M-.01 0H.01",
};

/* A mark around (x, y), `wide` by `tall` pixels. Night: a dark disc with a moon. Day: a disc. Not stated: a square. */
function markOf({ colour, time }, x, y, wide, tall = wide) {
  const half = tall / 2, box = drawing("g", { class: `mark ${time}${wide > tall ? " interval" : ""}`, style: `--c:var(--c-${colour});--n:var(--n-${colour})`, transform: `translate(${x} ${y})` });
  if (wide > tall || time !== "night" && time !== "day") box.append(drawing("rect", { class: "body", x: -wide / 2 + 0.75, y: -half + 0.75, width: wide - 1.5, height: tall - 1.5, rx: 1.5 }));
  else box.append(drawing("circle", { class: "body", r: half - 0.75 }));
  if (time === "night") box.append(drawing("path", { class: "moon", d: MOON, transform: `scale(${half})` }));
  // A bar is one event: no cut divides it. A disc ends before its corners.
  const through = wide > tall && colour === "both", far = half * (time === "night" ? 0.7 : 1);
  if (CUTS[colour]) box.append(drawing("path", { class: `cut ${colour}`, d: through ? "M-1 0H1" : CUTS[colour], transform: `scale(${through ? wide / 2 : far} ${far})` }));
  return box;
}

/* Names longer than there is room for lose what stands in brackets. */
function shortName(name) {
  return name.length > 20 ? name.replace(/ \(.*/, "") : name;
}

function many(n) {
  return `${n.toLocaleString("en")} event${n === 1 ? "" : "s"}`;
}

/* Whether the reader points with a finger. */
function touched() {
  return window.matchMedia("(pointer: coarse)").matches;
}

/* How wide a text is in an element's font, in pixels. */
function widthOf(text, element) {
  const context = document.createElement("canvas").getContext("2d"), { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return context.measureText(text).width;
}

/* One stop for the Tab key in a row of buttons; the arrow keys go through it. */
function rove(box) {
  const items = () => [...box.querySelectorAll("[tabindex]")];
  box.addEventListener("keydown", (event) => {
    const all = items(), at = all.indexOf(event.target), step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = at < 0 ? null : step ? all[at + step] : event.key === "Home" ? all[0] : event.key === "End" ? all[all.length - 1] : null;
    if (step || next) event.preventDefault();
    if (next) { for (const one of all) one.setAttribute("tabindex", one === next ? 0 : -1); next.focus(); }
  });
  box.addEventListener("focusin", (event) => { for (const one of items()) one.setAttribute("tabindex", one === event.target ? 0 : -1); });
}

/* The picture over the rail: marks or bars, statements, the names of the days; and where a day stands, in pixels.
 *
 * .set(data)  another axis or timeline      .histogram(days|null)  the detail of "view-answer"
 * .draw()  anew, for this width and mode     .tint(days, filter)    what is faint and what is pale
 */
export class Timeline {
  constructor(track, key, { read, choose }) {
    Object.assign(this, { track, key, read, choose });
    this.band = node("div", "band");
    this.clip = drawing("rect", { y: 0, height: TALL });
    this.quiet = drawing("g", { class: "quiet" });
    this.lit = drawing("g", { class: "lit", "clip-path": "url(#chosen-days)" });
    this.units = drawing("g", { class: "units" });
    this.svg = drawing("svg", {}, drawing("clipPath", { id: "chosen-days" }, this.clip), this.quiet, this.lit, this.units);
    this.lane = node("div", "lane");
    this.lane.setAttribute("role", "group");
    this.lane.setAttribute("aria-label", "Statements by day");
    this.scale = node("div", "scale");
    this.scale.setAttribute("aria-hidden", "true");
    this.tip = node("div", "tip");
    this.tip.setAttribute("aria-hidden", "true");
    this.list = node("div", "list");
    this.list.setAttribute("popover", "auto");
    track.append(this.band, this.svg, this.lane, this.scale, this.tip, this.list);
    this.pointed();
    rove(this.svg);
    rove(this.lane);
  }

  set(data) {
    const { first, days, timeline } = data, last = first + days - 1;
    this.data = data;
    this.last = last;
    this.marks = [];
    this.bars = null;
    this.counted = null;
    this.filter = undefined;
    this.form = this.theme = null;
    const said = timeline ? timeline.statements : [];
    this.undated = timeline ? timeline.undated : [];
    this.after = days > FEW_DAYS ? 0 : Math.max(0, Math.min(MOST_AFTER, Math.max(last, ...said.map(({ day }) => day)) - last));
    this.svg.style.height = `${timeline ? MARKS : TALL}px`;
    this.lane.hidden = !said.length && !this.undated.length;
  }

  /* ---- where a day stands ---------------------------------------------------------------------------------- */

  measure(mode) {
    const { days } = this.data, slots = days + 1 + this.after;
    this.wide = this.track.clientWidth || 800;
    this.radius = Number.parseFloat(getComputedStyle(this.track).getPropertyValue("--r")) || 10;
    // A slot each for "All", for every day, and for days after the last that have a statement.
    this.track.parentElement.classList.toggle("narrow", this.wide < ROOMY);
    this.pad = Math.max(this.radius, this.wide / slots / 2);
    this.step = slots > 1 ? (this.wide - 2 * this.pad) / (slots - 1) : 0;
    const from = mode === "one" ? this.pad : this.x(this.data.first);
    this.rail = { left: from, width: this.x(this.last) - from };
  }

  x(day) { return this.pad + (day - this.data.first + 1) * this.step; }

  /* The day at a place of the window, null for all days; on the axis. */
  dayAt(clientX) {
    const at = Math.round((clientX - this.track.getBoundingClientRect().left - this.pad) / (this.step || 1));
    return at < 1 ? null : this.data.first + Math.min(at, this.data.days) - 1;
  }

  get bins() { return this.wide < ROOMY ? BARS.narrow : BARS.wide; }

  /* ---- what is drawn --------------------------------------------------------------------------------------- */

  draw(mode, theme) {
    if (theme !== this.theme) this.paint(theme);
    this.measure(mode);
    this.drawScale(mode);
    // Marks and bars stand where they stood in another mode; who has the focus keeps it.
    const form = [this.wide, theme, touched()].join(" ");
    if (form === this.form) return;
    this.form = form;
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${this.wide} ${this.tall}`, width: this.wide })) this.svg.setAttribute(name, value);
    this.hideTip();
    const plan = this.data.timeline ? this.plan() : null;
    if (plan) this.drawUnits(plan); else { this.units.replaceChildren(); this.marks = []; }
    this.drawBars();
    this.drawStatements();
    this.drawKey();
  }

  get tall() { return this.data.timeline ? MARKS : TALL; }

  /* The theme's colours as properties, for marks and key. */
  paint(theme) {
    this.theme = theme;
    this.track.parentElement.classList.toggle("dark", theme === "dark");
    const { colours } = this.data.timeline || {};
    for (const key of Object.keys(colours ? colours.light : {})) {
      this.track.parentElement.style.setProperty(`--c-${key}`, colours[theme][key]);
      this.track.parentElement.style.setProperty(`--n-${key}`, colours.dark[key]);
    }
  }

  /* Where the events' marks stand, at the largest pitch at which all stacks fit; null if they do not. Intervals lie at
   * the bottom, each in the lowest row that is free; the events of a day stand on them, in as many columns as needed. */
  plan() {
    const { events, names } = this.data.timeline, order = Object.keys(names);
    const sorted = [...events].sort((a, b) => order.indexOf(a.colour) - order.indexOf(b.colour) || (a.time === "night" ? 0 : 1) - (b.time === "night" ? 0 : 1));
    const long = sorted.filter(({ days }) => days[1] > days[0]).sort((a, b) => a.days[0] - b.days[0]), rows = [];
    for (const event of long) {
      let row = rows.findIndex((end) => end < event.days[0]);
      if (row < 0) row = rows.length;
      rows[row] = event.days[1];
      event.row = row;
    }
    const byDay = new Map();
    for (const event of sorted) if (event.days[0] === event.days[1]) byDay.set(event.days[0], [...(byDay.get(event.days[0]) || []), event]);
    const base = (day) => 1 + Math.max(-1, ...long.filter(({ days }) => days[0] <= day && days[1] >= day).map(({ row }) => row));
    const stacks = [...byDay].map(([day, of]) => ({ day, of, base: base(day) }));
    for (const pitch of PITCHES) {
      const high = Math.floor(MARKS / pitch);
      if (rows.length > high || stacks.some((stack) => stack.base >= high)) continue;
      const columns = Math.max(1, ...stacks.map((stack) => Math.ceil(stack.of.length / (high - stack.base))));
      if (columns * pitch <= this.step * 0.86) return { pitch, high, columns, stacks, long };
    }
    return null;
  }

  drawUnits({ pitch, high, columns, stacks, long }) {
    const y = (row) => MARKS - pitch * (row + 0.5), put = (event, x, row, wide) => this.marks.push({ event, at: x, top: y(row) - pitch / 2, element: markOf(event, x, y(row), wide, pitch - 1.5) });
    this.marks = [];
    for (const event of long) {
      const from = this.x(event.days[0]) - (columns * pitch) / 2, to = this.x(event.days[1]) + (columns * pitch) / 2;
      put(event, (from + to) / 2, event.row, to - from - 1.5);
    }
    for (const { day, of, base } of stacks) {
      const beside = Math.ceil(of.length / (high - base));
      of.forEach((event, i) => put(event, this.x(day) + ((i % beside) - (beside - 1) / 2) * pitch, base + Math.floor(i / beside), pitch - 1.5));
    }
    this.marks.sort((a, b) => a.event.days[0] - b.event.days[0] || b.top - a.top || a.at - b.at);
    this.marks.forEach((mark, n) => {
      const { element, event } = mark;
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", n ? -1 : 0);
      element.setAttribute("aria-label", `${event.title}, ${event.when}, attacker: ${event.attacker}`);
      element.dataset.event = event.id;
    });
    this.units.replaceChildren(...this.marks.map(({ element }) => element));
  }

  /* ---- bars ------------------------------------------------------------------------------------------------ */

  histogram(days) {
    const { first } = this.data;
    this.counted = days && days.first === first && days.counts.length === Math.ceil(this.data.days / days.width) ? days : null;
    if (this.counted) { this.drawBars(); this.drawKey(); }
  }

  /* Events too many for marks, as bars: of those that pass the filter. */
  ownBars() {
    const { events, names, colours } = this.data.timeline, { first, days } = this.data, keys = Object.keys(names);
    const width = Math.ceil(days / this.bins), size = Math.ceil(days / width), stacked = keys.map(() => new Array(size).fill(0));
    for (const event of events) {
      if (!passes(event, this.filter ?? {})) continue;
      const to = Math.floor((event.days[1] - first) / width);
      for (let bin = Math.floor((event.days[0] - first) / width); bin <= to; bin++) stacked[keys.indexOf(event.colour)][bin]++;
    }
    return { width, stacked, classes: keys.map((key) => ({ label: names[key], colour: colours[this.theme][key] })) };
  }

  givenBars() {
    const { width, counts, stack } = this.counted;
    if (!stack) return { width, stacked: [counts], classes: [{ label: "", colour: null }] };
    const named = stack.classes.map(([, label], k) => ({ label: String(label), colour: CLASS_COLOURS[this.theme][k] }));
    const rest = [{ label: "Other", colour: BESIDE_CLASSES[this.theme].other }, { label: "Not stated", colour: BESIDE_CLASSES[this.theme].none }];
    return { width, stacked: stack.counts, classes: [...named, ...rest] };
  }

  /* One path for each class: the outline of all bars up to that class, the largest first. */
  drawBars() {
    const own = this.data.timeline && !this.marks.length && this.data.timeline.events.length;
    this.bars = own ? this.ownBars() : this.data.timeline || !this.counted ? null : this.givenBars();
    const label = this.marks.length ? "Events by day" : "Events over time";
    this.svg.setAttribute("role", this.marks.length ? "group" : "img");
    this.svg.setAttribute("aria-label", label);
    if (!this.bars) { this.quiet.replaceChildren(); this.lit.replaceChildren(); return; }
    const { width, stacked, classes } = this.bars, { first } = this.data, size = stacked[0].length, { tall } = this;
    const total = stacked[0].map((_, bin) => stacked.reduce((sum, of) => sum + of[bin], 0)), most = Math.max(1, ...total);
    Object.assign(this.bars, { total, most: Math.max(0, ...total) });
    const slot = width * this.step, broad = width > 1 ? slot : Math.min(MOST_WIDE, slot > 4 ? slot * 0.7 : slot), gap = broad < slot;
    const round = (value) => Math.round(value * 10) / 10, upTo = new Array(size).fill(0), paths = [];
    stacked.forEach((of, k) => {
      if (!of.some(Boolean)) return;
      let outline = "", open = false;
      for (let bin = 0; bin < size; bin++) {
        upTo[bin] += of[bin];
        const middle = this.x(first + bin * width) + ((width - 1) * this.step) / 2, left = round(middle - broad / 2), right = round(Math.min(middle + broad / 2, this.x(this.last) + this.step / 2));
        if (!upTo[bin]) { if (open) outline += `V${tall}Z`; open = false; continue; }
        // Whatever is there is seen: no bar is lower than a pixel and a half.
        const top = round(tall - Math.max((upTo[bin] / total[bin]) * 1.5, ((tall - 2) * upTo[bin]) / most));
        outline += open ? `V${top}H${right}` : `M${left} ${tall}V${top}H${right}`;
        open = true;
        if (gap) { outline += `V${tall}Z`; open = false; }
      }
      paths.push([open ? `${outline}V${tall}Z` : outline, classes[k].colour]);
    });
    const make = () => paths.map(([d, colour]) => drawing("path", { d, style: colour ? `fill:${colour}` : null })).reverse();
    this.quiet.replaceChildren(...make());
    this.lit.replaceChildren(...make());
  }

  /* ---- statements ------------------------------------------------------------------------------------------ */

  /* A diamond each where there is room for it, else one with the number of those that stand there. */
  drawStatements() {
    const said = this.data.timeline ? this.data.timeline.statements : [], { first } = this.data, end = this.last + this.after;
    const side = touched() ? SAID_TOUCH : SAID, groups = [];
    for (const one of [...said].sort((a, b) => a.day - b.day)) {
      const at = this.x(Math.max(first, Math.min(end, one.day))), last = groups[groups.length - 1];
      if (last && at - last.at < 1) last.of.push(one); else groups.push({ at, of: [one] });
    }
    const spread = [];
    for (const { at, of } of groups) {
      const apart = of.length * side <= Math.max(side, this.step * 0.94), last = spread[spread.length - 1];
      if (apart && of.length > 1) of.forEach((one, n) => spread.push({ at: at + (n - (of.length - 1) / 2) * side, of: [one], wide: side }));
      else if (last && at - last.at < (last.wide + side) / 2) last.of.push(...of);
      else spread.push({ at, of: [...of], wide: of.length > 1 ? side + 8 : side });
    }
    // At the left end, under "All"; where a diamond stands there already, the key says how many there are.
    this.roomForUndated = Boolean(this.undated.length) && (!spread.length || spread[0].at - spread[0].wide / 2 > 40);
    if (this.roomForUndated) spread.unshift({ at: 0, of: this.undated, wide: side, beside: this.step > 64 ? "without a day" : "" });
    this.said = spread.map(({ at, of, beside }, n) => {
      const undated = of === this.undated, button = node("button", undated ? "said undated" : "said"), count = `${of.length} ${of.length === 1 ? "statement" : "statements"}`;
      const name = undated ? `${count} without a day` : of.length > 1 ? `${of.length} statements: ${spanInWords(of[0].day, of[of.length - 1].day)}` : `Statement, ${dayInWords(of[0].day)}: ${of[0].title}`;
      button.type = "button";
      button.append(drawing("svg", { viewBox: "-6 -6 12 12", "aria-hidden": "true" }, drawing("path", { d: "M0-4.6 4.6 0 0 4.6-4.6 0Z" })));
      if (of.length > 1 || undated) button.append(node("span", "", `${of.length}${beside ? ` ${beside}` : ""}`));
      if (of.length > 1 || undated) button.setAttribute("aria-haspopup", "dialog");
      button.setAttribute("aria-label", name);
      button.tabIndex = n ? -1 : 0;
      Object.assign(button.style, { left: `${at}px`, minWidth: `${side}px` });
      button.addEventListener("click", () => (of.length > 1 || undated ? this.openList(button, of) : this.read(of[0].id)));
      return { element: button, of, at, name };
    });
    this.lane.replaceChildren(...this.said.map(({ element }) => element));
  }

  /* Several statements at one place: their list, to choose from. */
  openList(button, of) {
    const close = () => this.list.matches(":popover-open") && this.list.hidePopover();
    const items = of.map((one) => {
      const item = node("button", "");
      item.type = "button";
      item.append(node("small", "", one.day === undefined ? "No day stated" : dayInWords(one.day)), node("span", "", one.title));
      item.addEventListener("click", () => { close(); this.read(one.id); });
      return item;
    });
    this.list.setAttribute("role", "dialog");
    this.list.setAttribute("aria-label", `${of.length} statements`);
    this.list.replaceChildren(...items);
    this.list.showPopover();
    const { left, top, bottom, width } = button.getBoundingClientRect(), wide = this.list.offsetWidth, below = window.innerHeight - bottom - 16, above = top - 16;
    Object.assign(this.list.style, { left: `${Math.max(8, Math.min(window.innerWidth - wide - 8, left + width / 2 - wide / 2))}px`, maxHeight: `${Math.max(above, below)}px` });
    Object.assign(this.list.style, above >= Math.min(this.list.offsetHeight, below) ? { bottom: `${window.innerHeight - top + 6}px`, top: "auto" } : { top: `${bottom + 6}px`, bottom: "auto" });
    items[0].focus();
  }

  /* ---- names of days, and the key --------------------------------------------------------------------------- */

  /* Each day on a short axis; every few days, months, years or decades on a longer one. */
  drawScale(mode) {
    const { first, days } = this.data, marks = [], narrow = this.wide < ROOMY, end = this.last + this.after;
    const put = (day, text) => marks.push([this.x(day), text, day > this.last]);
    if (days * this.step < 40 && days > 1) return this.scale.replaceChildren();
    if (this.step >= 37) {
      // In a wide font the weekdays of neighbours would touch.
      const weekday = widthOf("Wed 28", this.scale) < this.step - 3;
      for (let day = first; day <= end; day++) put(day, `${weekday ? `${weekdayInWords(calendarOf(day).weekday)} ` : ""}${calendarOf(day).date}`);
      if (mode === "one") marks.push([this.pad, "All"]);
    } else if (days <= 120) {
      const every = [1, 2, 4, 7, 14, 28].find((step) => step * this.step >= (narrow ? 48 : 56)) || 56;
      for (let day = first; day <= this.last; day += every) put(day, `${calendarOf(day).date} ${monthInWords(calendarOf(day).month)}`);
    } else {
      const months = Math.max(1, days / 30.44 / Math.max(2, Math.floor(this.wide / (narrow ? 62 : 90))));
      const every = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((step) => step >= months) || 2400, start = calendarOf(first);
      for (let m = Math.ceil((start.year * 12 + start.month + (start.date > 1 ? 1 : 0)) / every) * every; ; m += every) {
        const day = dayOf(Math.floor(m / 12), m % 12, 1);
        if (day > this.last) break;
        put(day, every % 12 ? `${monthInWords(m % 12)} ${Math.floor(m / 12)}` : `${Math.floor(m / 12)}`);
      }
    }
    return this.scale.replaceChildren(...marks.map(([at, text, off]) => {
      const mark = node("span", off ? "off" : "", text);
      // No name leaves the page: one at the edge stands a little inside.
      const half = text.length * 3.2;
      mark.style.left = `${Math.max(half - 4, Math.min(this.wide - half + 4, at))}px`;
      return mark;
    }));
  }

  /* What colours and forms mean, as far as they occur. */
  drawKey() {
    const { timeline } = this.data, entry = (sign, text) => { const box = node("span", "entry"); box.append(sign, node("span", "", text)); return box; };
    const sign = (event, wide = 11) => drawing("svg", { width: wide, height: 11, viewBox: `${-wide / 2} -5.5 ${wide} 11`, "aria-hidden": "true" }, markOf(event, 0, 0, wide, wide > 11 ? 8 : 11));
    const swatch = (colour) => { const box = node("i"); if (colour) box.style.background = colour; return box; };
    const parts = [];
    if (timeline) {
      const { events, names, statements, undated } = timeline, plain = this.marks.length > 0, short = this.wide < SHORT;
      parts.push(...Object.entries(names).map(([key, label]) => entry(sign({ colour: key, time: "unknown" }), key === "both" && short ? "Both sides" : shortName(label))));
      if (plain && events.some(({ time }) => time === "night")) parts.push(entry(sign({ colour: "none", time: "night" }), short ? "Night" : "Night, as stated"));
      if (plain && events.some(({ time }) => time === "day")) parts.push(entry(sign({ colour: "none", time: "day" }), "Day"));
      if (plain && events.some(({ days }) => days[1] > days[0])) parts.push(entry(sign({ colour: "none", time: "unknown" }, 22), short ? "Several days" : "Within several days"));
      if (statements.length || undated.length) parts.push(entry(drawing("svg", { class: "diamond", width: 11, height: 11, viewBox: "-6 -6 12 12", "aria-hidden": "true" }, drawing("path", { d: "M0-4.6 4.6 0 0 4.6-4.6 0Z" })), undated.length && (short || !this.roomForUndated) ? `Statement; ${undated.length} without a day` : "Statement"));
    } else if (this.bars) {
      const { width, classes, stacked, most } = this.bars;
      parts.push(node("span", "entry", width === 1 ? `Events by day, at most ${most.toLocaleString("en")}` : `Events in ${width} days, at most ${most.toLocaleString("en")}`));
      if (classes.length > 1) classes.forEach(({ label, colour }, k) => { if (stacked[k].some(Boolean)) parts.push(entry(swatch(colour), shortName(label))); });
    }
    this.key.replaceChildren(...parts);
  }

  /* ---- faint, pale, chosen ---------------------------------------------------------------------------------- */

  tint(days, filter) {
    if (filter !== this.filter) {
      this.filter = filter;
      if (this.data.timeline && !this.marks.length) this.drawBars();
    }
    const off = ([start, end]) => Boolean(days) && (start > days[1] || end < days[0]);
    for (const { event, element } of this.marks) {
      const faint = !passes(event, filter ?? {});
      element.classList.toggle("faint", faint);
      element.classList.toggle("pale", !faint && off(event.days));
    }
    for (const { of, element } of this.said) if (of !== this.undated) element.classList.toggle("pale", off([of[0].day, of[of.length - 1].day]));
    const from = days ? this.x(days[0]) - this.step / 2 : 0, wide = days ? (days[1] - days[0] + 1) * this.step : this.wide;
    this.clip.setAttribute("x", from);
    this.clip.setAttribute("width", wide);
    // A day of a long axis is thinner than a line.
    const thick = Math.max(2, wide);
    Object.assign(this.band.style, { left: `${from - (thick - wide) / 2}px`, width: `${thick}px`, display: days ? "" : "none" });
    this.band.classList.toggle("thin", thick < 8);
  }

  /* ---- names under the pointer ------------------------------------------------------------------------------ */

  pointed() {
    const markAt = (target) => this.marks.find(({ element }) => element === target.closest(".mark"));
    const name = ({ event, at, top }) => this.showTip(at, top, [event.title, `${event.when} · ${event.attacker}`]);
    this.svg.addEventListener("pointermove", (event) => {
      if (event.buttons) { this.hideTip(); return; }
      const mark = markAt(event.target);
      if (mark) name(mark); else this.nameBar(event.clientX);
    });
    this.svg.addEventListener("pointerleave", () => this.hideTip());
    this.svg.addEventListener("focusin", (event) => { const mark = markAt(event.target); if (mark && event.target.matches(":focus-visible")) name(mark); });
    this.svg.addEventListener("focusout", () => this.hideTip());
    // A pointer chooses days; the focus stays where it is.
    this.svg.addEventListener("mousedown", (event) => event.preventDefault());
    this.svg.addEventListener("keydown", (event) => {
      const mark = markAt(event.target);
      if (mark && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); this.choose(mark.event.days); }
      if (event.key === "Escape") this.hideTip();
    });
    const saidAt = (target) => this.said.find(({ element }) => element === target.closest(".said"));
    const tell = (event) => { const one = saidAt(event.target); if (one) this.showTip(one.at, MARKS, one.of.length > 1 || one.of === this.undated ? [one.name] : [one.of[0].title, `Statement, ${dayInWords(one.of[0].day)}`]); };
    this.lane.addEventListener("pointerover", tell);
    this.lane.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) tell(event); });
    for (const name of ["pointerleave", "focusout", "click"]) this.lane.addEventListener(name, () => this.hideTip());
  }

  nameBar(clientX) {
    const day = this.bars && this.dayAt(clientX);
    if (!this.bars || day === null) { this.hideTip(); return; }
    const { width, stacked, classes, total } = this.bars, { first } = this.data, bin = Math.floor((day - first) / width);
    const from = first + bin * width, to = Math.min(this.last, from + width - 1);
    const of = classes.map(({ label }, k) => [label, stacked[k][bin]]).filter(([label, n]) => label && n);
    this.showTip(this.x(from) + ((to - from) * this.step) / 2, 4, [`${many(total[bin])} · ${spanInWords(from, to)}`, of.map(([label, n]) => `${label} ${n.toLocaleString("en")}`).join(" · ")]);
  }

  showTip(at, top, [first, second]) {
    this.tip.replaceChildren(node("strong", "", first), ...(second ? [node("span", "", second)] : []));
    this.tip.classList.add("on");
    const half = this.tip.offsetWidth / 2;
    Object.assign(this.tip.style, { left: `${Math.max(half, Math.min(this.wide - half, at))}px`, top: `${top - 6}px` });
  }

  hideTip() { this.tip.classList.remove("on"); }
}
