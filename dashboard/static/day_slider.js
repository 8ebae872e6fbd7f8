/* The day slider: one day, a range of days, or everything up to a day, under a timeline of what was reported for each.
 *
 * It lives in the page, so the map follows the hand: each step is published as the view's days (see "The view" below),
 * and Python hears once, when the hand lets go.
 *
 * data: {set, first, days, value: {mode, first, last}, turn, mapped, rest, others: [{set, name}], timeline, answers}
 *   first    the first day of the axis, in days since 1970-01-01; `days` how many the axis has
 *   value    what Python wants to be shown; it counts where `turn` has grown or the axis is another, else the reader's own
 *            choice stays (kept in the view, so that a slider that is drawn anew stands where it stood)
 *   set      the data set whose days these are; `others` are on the map too
 *   mapped   how many events of the set have a place; `rest` what is said after that number
 *   timeline the events themselves where they are few, else null (dashboard/map/day_marks.py): {version,
 *            colours: {light: {key: hex}, dark}, names: {key: label} in the order of stacking,
 *            events: [{id, days: [start, end], colour: key, time: "night"|"day"|"unknown", title, when, facets: {facet: [value]}}],
 *            statements: [{id, day, title}]}; the same `version` means the same timeline
 *   answers  where a server tells the days beside a day: POST {choices, ranges, text, neighbours: day} →
 *            {neighbours: [day|null, day|null]}; asked only where a bar is wider than a day; may be missing
 *
 * setStateValue("days", {mode, first, last}) when the hand lets go; setStateValue("statement", {id, at}) when the
 * reader asks for a statement; `at` makes asking again a new message.
 *
 * The view: window.reportedView = {days: [first, last] | null, words, filters: {set: {choices, ranges, text, rows}},
 * active: names of what the filters narrow, bins: how many bars there is room for}. On the window:
 *   "view"         whoever changes a part of the view dispatches it
 *   "view-commit"  the days are committed (not one of a drag), or `bins` is another: whoever counts, counts anew
 *   "view-answer"  detail {days: {first, width, counts, stack: {classes: [[value, label]], counts: [[n]]}}}: events in each
 *                  bar of `width` days under all filters but the days; stack: the same by class, then others, then none
 *   "view-drawn"   detail {set, shown}: how many events the map draws of a set
 *   "view-reset"   everything is to be shown
 *
 * With a timeline each event is a mark on its day, stacked by attacker; an event on one of several days is a bar across
 * them; below it a lane of statements. What the filters hide is faint, what the days hide is pale. Else there are bars.
 */

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const FULL_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MONTHS = FULL_MONTHS.map((month) => month.slice(0, 3));
const MODES = { one: "One day", range: "Range", until: "Up to a day" };
// Milliseconds after which a hand is at rest.
const REST = 120;
// Milliseconds a step while playing, by speed.
const SPEEDS = { "1×": 1000, "2×": 500, "4×": 250 };
// Up to so many days one after the last is shown where a statement was made on it.
const FEW_DAYS = 16, MOST_AFTER = 2;
// Pixels: the widest bar; the height of the timeline, and of its part for marks; how wide a track has room for
// more bars, and for the key in full.
const MOST_WIDE = 22, TALL = 66, MARKS = 52, ROOMY = 600, SHORT = 700;
// How many bars there are at most, on a wide track and on a narrow one.
const BARS = { wide: 240, narrow: 120 };
// A mark's side with its gap, in pixels: the largest at which all stacks fit. A statement's: for a pointer, for a finger.
const PITCHES = [13, 12, 11, 10, 9, 8, 7, 6], SAID = 14, SAID_TOUCH = 26;
// Bars by class, as columns_layer.js colours them: classes, other values, none; and where there are no classes.
const CLASSES = {
  light: ["#0067a5", "#c04c00", "#00735a", "#8d4a86", "#8a6d00", "#3d8fc6", "#3a414d"],
  dark: ["#6cbcf0", "#f0a24a", "#4fc7a6", "#d79ad0", "#e6d455", "#a9c7ff", "#d5dbe4"],
};
const GROUND = { light: { other: "#6b7380", none: "#8b929d" }, dark: { other: "#98a2b0", none: "#76818f" } };
// The moon of a night mark around (0, 0); half a mark's side is 1.
const MOON = "M-.04-.7A.7.7 0 1 0 .7 .04.55.55 0 1 1-.04-.7Z";
// How an attacker's mark is cut, so that it does not rest on its colour: around (0, 0), half a side is 1.
const CUTS = { afghanistan: "M-1 1 1-1", both: "M0-1V1", other: "M-.45 0H-.44M.45 0H.46", none: "M-.01 0H.01" };

/* A day as a reader says it: "Thu 26 Feb 2026". English by ourselves: the browser's own follows its language. */
function inWords(day, year = true) {
  const at = new Date(day * 864e5);
  const words = `${WEEKDAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
  return year ? `${words} ${at.getUTCFullYear()}` : words;
}

function spanInWords(first, last) {
  if (first === last) return inWords(first);
  const next = new Date((last + 1) * 864e5), opening = new Date(first * 864e5);
  if (opening.getUTCDate() === 1 && next.getUTCDate() === 1 && last - first < 31) return `${FULL_MONTHS[opening.getUTCMonth()]} ${opening.getUTCFullYear()}`;
  const a = new Date(first * 864e5), b = new Date(last * 864e5);
  if (a.getUTCFullYear() !== b.getUTCFullYear()) return `${inWords(first)} – ${inWords(last)}`;
  if (a.getUTCMonth() !== b.getUTCMonth()) return `${inWords(first, false)} – ${inWords(last)}`;
  return `${WEEKDAYS[a.getUTCDay()]} ${a.getUTCDate()} – ${inWords(last)}`;
}

function node(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function drawn(tag, attributes = {}, ...inside) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/* A mark around (x, y), `wide` by `tall` pixels. Night: a dark disc with a moon. Day: a disc. Not stated: a square. */
function markOf({ colour, time }, x, y, wide, tall = wide) {
  const half = tall / 2, box = drawn("g", { class: `mark ${time}${wide > tall ? " interval" : ""}`, style: `--c:var(--c-${colour});--n:var(--n-${colour})`, transform: `translate(${x} ${y})` });
  if (wide > tall || time !== "night" && time !== "day") box.append(drawn("rect", { class: "body", x: -wide / 2 + 0.75, y: -half + 0.75, width: wide - 1.5, height: tall - 1.5, rx: 1.5 }));
  else box.append(drawn("circle", { class: "body", r: half - 0.75 }));
  if (time === "night") box.append(drawn("path", { class: "moon", d: MOON, transform: `scale(${half})` }));
  // A bar is one event: no cut divides it. A disc ends before its corners.
  const through = wide > tall && colour === "both", far = half * (time === "night" ? 0.7 : 1);
  if (CUTS[colour]) box.append(drawn("path", { class: `cut ${colour}`, d: through ? "M-1 0H1" : CUTS[colour], transform: `scale(${through ? wide / 2 : far} ${far})` }));
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

function iconButton(className, name, path) {
  const button = node("button", `icon ${className}`);
  button.type = "button";
  button.title = name;
  button.setAttribute("aria-label", name);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  svg.firstChild.setAttribute("d", path);
  button.append(svg);
  return button;
}

/* The picture over the rail: marks or bars, statements, the names of the days; and where a day stands, in pixels.
 *
 * .set(data)  another axis or timeline      .histogram(days|null)  the detail of "view-answer"
 * .draw()  anew, for this width and mode     .tint(days, filter)    what is faint and what is pale
 */
class Timeline {
  constructor(track, key, { read, choose }) {
    Object.assign(this, { track, key, read, choose });
    this.band = node("div", "band");
    this.clip = drawn("rect", { y: 0, height: TALL });
    this.quiet = drawn("g", { class: "quiet" });
    this.lit = drawn("g", { class: "lit", "clip-path": "url(#chosen-days)" });
    this.units = drawn("g", { class: "units" });
    this.svg = drawn("svg", {}, drawn("clipPath", { id: "chosen-days" }, this.clip), this.quiet, this.lit, this.units);
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
    this.after = days > FEW_DAYS ? 0 : Math.max(0, Math.min(MOST_AFTER, Math.max(last, ...said.map(({ day }) => day)) - last));
    this.svg.style.height = `${timeline ? MARKS : TALL}px`;
    this.lane.hidden = !said.length;
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
      element.setAttribute("aria-label", `${event.title}, ${event.when}, attacker: ${this.data.timeline.names[event.colour]}`);
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
      if (!passes(event, this.filter)) continue;
      const to = Math.floor((event.days[1] - first) / width);
      for (let bin = Math.floor((event.days[0] - first) / width); bin <= to; bin++) stacked[keys.indexOf(event.colour)][bin]++;
    }
    return { width, stacked, classes: keys.map((key) => ({ label: names[key], colour: colours[this.theme][key] })) };
  }

  givenBars() {
    const { width, counts, stack } = this.counted;
    if (!stack) return { width, stacked: [counts], classes: [{ label: "", colour: null }] };
    const named = stack.classes.map(([, label], k) => ({ label: String(label), colour: CLASSES[this.theme][k] }));
    const rest = [{ label: "Other", colour: GROUND[this.theme].other }, { label: "Not stated", colour: GROUND[this.theme].none }];
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
    const make = () => paths.map(([d, colour]) => drawn("path", { d, style: colour ? `fill:${colour}` : null })).reverse();
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
    this.said = spread.map(({ at, of }, n) => {
      const button = node("button", "said"), name = of.length > 1 ? `${of.length} statements: ${spanInWords(of[0].day, of[of.length - 1].day)}` : `Statement, ${inWords(of[0].day)}: ${of[0].title}`;
      button.type = "button";
      button.append(drawn("svg", { viewBox: "-6 -6 12 12", "aria-hidden": "true" }, drawn("path", { d: "M0-4.6 4.6 0 0 4.6-4.6 0Z" })));
      if (of.length > 1) button.append(node("span", "", String(of.length)));
      if (of.length > 1) button.setAttribute("aria-haspopup", "dialog");
      button.setAttribute("aria-label", name);
      button.tabIndex = n ? -1 : 0;
      Object.assign(button.style, { left: `${at}px`, minWidth: `${side}px` });
      button.addEventListener("click", () => (of.length > 1 ? this.openList(button, of) : this.read(of[0].id)));
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
      item.append(node("small", "", inWords(one.day)), node("span", "", one.title));
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
    const date = (day) => { const at = new Date(day * 864e5); return { d: at.getUTCDate(), m: MONTHS[at.getUTCMonth()], w: WEEKDAYS[at.getUTCDay()] }; };
    const put = (day, text) => marks.push([this.x(day), text, day > this.last]);
    if (days * this.step < 40 && days > 1) return this.scale.replaceChildren();
    if (this.step >= 37) {
      for (let day = first; day <= end; day++) put(day, `${date(day).w} ${date(day).d}`);
      if (mode === "one") marks.push([this.pad, "All"]);
    } else if (days <= 120) {
      const every = [1, 2, 4, 7, 14, 28].find((step) => step * this.step >= (narrow ? 48 : 56)) || 56;
      for (let day = first; day <= this.last; day += every) put(day, `${date(day).d} ${date(day).m}`);
    } else {
      const months = Math.max(1, days / 30.44 / Math.max(2, Math.floor(this.wide / (narrow ? 62 : 90))));
      const every = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((step) => step >= months) || 2400, start = new Date(first * 864e5);
      for (let m = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + (start.getUTCDate() > 1 ? 1 : 0)) / every) * every; ; m += every) {
        const day = Date.UTC(Math.floor(m / 12), m % 12, 1) / 864e5;
        if (day > this.last) break;
        put(day, every % 12 ? `${MONTHS[m % 12]} ${Math.floor(m / 12)}` : `${Math.floor(m / 12)}`);
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
    const sign = (event, wide = 11) => drawn("svg", { width: wide, height: 11, viewBox: `${-wide / 2} -5.5 ${wide} 11`, "aria-hidden": "true" }, markOf(event, 0, 0, wide, wide > 11 ? 8 : 11));
    const swatch = (colour) => { const box = node("i"); if (colour) box.style.background = colour; return box; };
    const parts = [];
    if (timeline) {
      const { events, names, statements } = timeline, plain = this.marks.length > 0, short = this.wide < SHORT;
      parts.push(...Object.entries(names).map(([key, label]) => entry(sign({ colour: key, time: "unknown" }), key === "none" && !short ? "No attacker stated" : key === "both" && short ? "Both sides" : shortName(label))));
      if (plain && events.some(({ time }) => time === "night")) parts.push(entry(sign({ colour: "none", time: "night" }), short ? "Night" : "Night, as stated"));
      if (plain && events.some(({ time }) => time === "day")) parts.push(entry(sign({ colour: "none", time: "day" }), "Day"));
      if (plain && events.some(({ days }) => days[1] > days[0])) parts.push(entry(sign({ colour: "none", time: "unknown" }, 22), short ? "Several days" : "One of several days"));
      if (statements.length) parts.push(entry(drawn("svg", { class: "diamond", width: 11, height: 11, viewBox: "-6 -6 12 12", "aria-hidden": "true" }, drawn("path", { d: "M0-4.6 4.6 0 0 4.6-4.6 0Z" })), "Statement"));
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
      const faint = !passes(event, filter);
      element.classList.toggle("faint", faint);
      element.classList.toggle("pale", !faint && off(event.days));
    }
    for (const { of, element } of this.said) element.classList.toggle("pale", off([of[0].day, of[of.length - 1].day]));
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
    const name = ({ event, at, top }) => this.showTip(at, top, [event.title, `${event.when} · ${this.data.timeline.names[event.colour]}`]);
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
    const tell = (event) => { const one = saidAt(event.target); if (one) this.showTip(one.at, MARKS, one.of.length > 1 ? [one.name] : [one.of[0].title, `Statement, ${inWords(one.of[0].day)}`]); };
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

/* Within a facet choices widen, across facets they narrow. */
function passes(event, filter) {
  return Object.entries((filter && filter.choices) || {}).every(([facet, chosen]) => !chosen.length || !(facet in event.facets)
    || chosen.some((value) => (value === null ? !event.facets[facet].length : event.facets[facet].includes(value))));
}

const PREVIOUS = "M15.4 5.4 14 4 6 12l8 8 1.4-1.4L8.8 12z", NEXT = "M8.6 5.4 10 4l8 8-8 8-1.4-1.4 6.6-6.6z";
const PLAY = "M7 4.5v15l12-7.5z", STOP = "M6 6h12v12H6z";

class DaySlider {
  constructor(root, tell) {
    this.tell = tell;
    this.turn = -1;
    this.around = null;
    this.speed = "1×";
    this.box = node("div", "days");
    root.append(this.box);
    this.build();
    this.ended = new AbortController();
    const { signal } = this.ended, hear = (name, act) => window.addEventListener(name, act, { signal });
    this.drawn = new Map();
    hear("view-answer", (event) => { this.counted(event.detail.days); });
    hear("view-drawn", (event) => { this.drawn.set(event.detail.set, event.detail.shown); this.drawLine(); });
    hear("view-reset", () => this.commit({ mode: this.value.mode, first: null, last: null }));
    hear("view", () => { this.light(); this.drawLine(); this.drawSteps(); });
    for (const query of ["(prefers-color-scheme: dark)", "print"]) window.matchMedia(query).addEventListener("change", () => this.draw(), { signal });
    this.watching = new ResizeObserver(() => this.resized());
    this.watching.observe(this.track);
  }

  end() {
    this.halt();
    window.clearTimeout(this.resting);
    this.watching.disconnect();
    this.ended.abort();
  }

  /* What Python says. Its value counts only where it is newer than what the reader did here. */
  update(data) {
    const version = ({ timeline }) => (timeline ? timeline.version : "");
    const axis = !this.data || ["set", "first", "days"].some((name) => this.data[name] !== data[name]) || version(this.data) !== version(data);
    this.data = data;
    if (axis) { this.timeline.set(data); this.around = null; }
    // Python has checked its value against this axis; another axis takes it whatever the turn is.
    if (data.turn > this.turn || axis) {
      this.halt();
      this.turn = data.turn;
      // Python says its value once for each moment; drawn anew within one, the slider stands where the reader left it.
      const moment = `${data.set} ${data.first} ${data.days} ${data.turn}`, { kept } = this.view;
      this.value = { ...(kept && kept.moment === moment ? kept.value : data.value) };
      this.view.kept = { moment, value: this.value };
      this.draw();
      this.publish(true);
    } else if (this.theme !== this.timeline.theme) this.draw();
    this.drawLine();
  }

  get theme() {
    const [r, g, b] = (getComputedStyle(this.timeline.tip).backgroundColor.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
    return r + g + b < 384 ? "dark" : "light";
  }

  get view() { return (window.reportedView = window.reportedView || {}); }

  /* What the filters leave of the set: {choices, ranges, text}. */
  get filter() { return (this.view.filters || {})[this.data.set]; }

  /* ---- the parts ----------------------------------------------------------------------------------------- */

  build() {
    const top = node("div", "top");
    this.modes = node("div", "modes");
    this.modes.setAttribute("role", "radiogroup");
    this.modes.setAttribute("aria-label", "Days");
    for (const [mode, name] of Object.entries(MODES)) {
      const label = node("label"), input = node("input");
      Object.assign(input, { type: "radio", name: "days-mode", value: mode });
      input.addEventListener("change", () => this.commit({ mode, first: null, last: null }));
      label.append(input, node("span", "", name));
      this.modes.append(label);
    }
    this.previous = iconButton("previous", "Previous day with an event", PREVIOUS);
    this.next = iconButton("next", "Next day with an event", NEXT);
    this.play = iconButton("play", "Play", PLAY);
    this.faster = node("button", "speed", this.speed);
    this.faster.type = "button";
    this.previous.addEventListener("click", () => this.step(-1));
    this.next.addEventListener("click", () => this.step(1));
    this.play.addEventListener("click", () => (this.playing ? this.stop() : this.start()));
    this.faster.addEventListener("click", () => {
      const speeds = Object.keys(SPEEDS);
      this.speed = speeds[(speeds.indexOf(this.speed) + 1) % speeds.length];
      this.drawSteps();
      if (this.playing) { this.halt(); this.start(); }
    });
    this.words = node("output", "words");
    const steps = node("div", "steps");
    steps.append(this.previous, this.play, this.next, this.faster, this.words);
    top.append(this.modes, steps);

    const key = node("div", "key");
    this.track = node("div", "track");
    this.rail = node("div", "rail");
    this.fill = node("div", "fill");
    this.grip = node("div", "grip");
    this.rail.append(this.fill, this.grip);
    this.thumbs = [0, 1].map((n) => {
      const input = node("input");
      Object.assign(input, { type: "range", step: 1, min: 0 });
      input.addEventListener("pointerdown", () => this.grasped(n));
      input.addEventListener("input", () => this.moved(n));
      input.addEventListener("change", () => this.commit(this.value));
      input.addEventListener("keydown", (event) => this.key(n, event));
      return input;
    });
    this.box.append(top, key, this.track);
    this.timeline = new Timeline(this.track, key, {
      read: (id) => this.tell("statement", { id, at: Date.now() }),
      choose: (days) => this.commit(this.valueOf(days)),
    });
    this.track.append(this.rail, ...this.thumbs);
    this.brushing();
    this.sliding();

    const foot = node("div", "foot");
    this.line = node("p", "shown");
    this.line.setAttribute("role", "status");
    this.everything = node("button", "everything", "Show everything");
    this.everything.type = "button";
    this.everything.addEventListener("click", () => window.dispatchEvent(new CustomEvent("view-reset")));
    foot.append(this.line, this.everything);
    this.box.append(foot);
  }

  /* ---- what is chosen ------------------------------------------------------------------------------------- */

  get lastDay() { return this.data.first + this.data.days - 1; }

  /* The chosen days as [first, last] since 1970, or null for all days. */
  get days() {
    const { mode, first, last } = this.value;
    if (mode === "one") return first === null ? null : [first, first];
    const span = [mode === "until" || first === null ? this.data.first : first, last === null ? this.lastDay : last];
    return span[0] === this.data.first && span[1] === this.lastDay ? null : span;
  }

  /* These days as a value of the mode that is chosen; null = all days. */
  valueOf(days) {
    const { mode } = this.value;
    if (!days) return { mode, first: null, last: null };
    return mode === "one" ? { mode, first: days[0], last: days[0] } : { mode, first: mode === "until" ? null : days[0], last: days[1] };
  }

  /* Where thumb n stands, counted in stops from the left. In "One day" the first stop is all days. */
  stopOf(n) {
    const { mode, first, last } = this.value, base = this.data.first;
    if (mode === "one") return first === null ? 0 : first - base + 1;
    if (mode === "range" && n === 0) return first === null ? 0 : first - base;
    return last === null ? this.data.days - 1 : last - base;
  }

  get stops() { return this.data.days + (this.value.mode === "one" ? 1 : 0); }

  /* Where both thumbs stand at one stop, the hand's direction says which of them it pulls. */
  grasped(n) {
    const at = [this.stopOf(0), this.stopOf(1)];
    this.together = this.value.mode === "range" && at[0] === at[1] ? at[0] : null;
    if (this.together === null) return;
    const letGo = () => {
      for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, letGo);
      if (this.together === null) return;
      const [first, last] = [this.stopOf(0), this.stopOf(1)], pulled = first < this.together ? 0 : last > this.together ? 1 : n;
      this.together = null;
      this.thumbs[pulled].focus({ preventScroll: true });
      this.commit(this.value);
    };
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, letGo, { signal: this.ended.signal });
  }

  moved(n) {
    const base = this.data.first, at = this.thumbs.map((thumb) => Number(thumb.value)), { mode } = this.value;
    this.halt();
    if (mode === "one") this.value = { mode, first: at[0] ? base + at[0] - 1 : null, last: at[0] ? base + at[0] - 1 : null };
    else if (mode === "until") this.value = { mode, first: null, last: base + at[1] };
    else {
      // A thumb stops at the other one.
      if (this.together !== null && this.together !== undefined) at.splice(0, 2, Math.min(at[n], this.together), Math.max(at[n], this.together));
      else if (n === 0) at[0] = Math.min(at[0], at[1]); else at[1] = Math.max(at[0], at[1]);
      this.value = { mode, first: base + at[0], last: base + at[1] };
    }
    this.drawThumbs();
    this.publish(false);
  }

  /* With Shift the arrow keys move a whole range; on a long axis a page is a month. */
  key(n, event) {
    const { mode } = this.value, arrow = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key], page = { PageUp: 1, PageDown: -1 }[event.key];
    if (mode === "range" && arrow && event.shiftKey) {
      event.preventDefault();
      this.commit(this.slid(this.days || [this.data.first, this.lastDay], arrow));
    } else if (page && this.data.days > 90) {
      event.preventDefault();
      const one = mode === "one" ? 1 : 0, day = this.data.first + this.stopOf(n) - one, at = new Date(day * 864e5);
      const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + page + 1, 0)).getUTCDate();
      const to = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + page, Math.min(at.getUTCDate(), last)) / 864e5;
      this.thumbs[n].value = Math.max(one, Math.min(this.stops - 1, to - this.data.first + one));
      this.moved(n);
      this.commit(this.value);
    }
  }

  /* These days moved by some, as far as the axis reaches, with their number kept. */
  slid([first, last], by) {
    const far = Math.max(this.data.first - first, Math.min(this.lastDay - last, by));
    return { mode: this.value.mode, first: first + far, last: last + far };
  }

  commit(value) {
    this.halt();
    this.value = { ...value };
    if (this.view.kept) this.view.kept.value = this.value;
    this.draw();
    this.publish(true);
    // A key that is held down asks for many days a second; Python hears where it came to rest.
    window.clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.tell("days", this.value), REST);
  }

  publish(committed) {
    const { view, days } = this;
    view.days = days;
    view.words = days ? spanInWords(...days) : "";
    view.bins = this.data.timeline ? undefined : this.timeline.bins;
    window.dispatchEvent(new CustomEvent("view"));
    if (committed) window.dispatchEvent(new CustomEvent("view-commit"));
  }

  resized() {
    if (!this.data || !this.value || this.track.clientWidth === this.timeline.wide) return;
    this.draw();
    if (this.data.timeline || this.view.bins === this.timeline.bins) return;
    this.view.bins = this.timeline.bins;
    window.dispatchEvent(new CustomEvent("view-commit"));
  }

  /* ---- days with an event ---------------------------------------------------------------------------------- */

  counted(days) {
    this.timeline.histogram(this.data.timeline ? null : days);
    this.light();
    this.lookAround();
  }

  /* The day from which the nearest ones are looked for: the last day shown. */
  get standing() {
    const { mode, first, last } = this.value;
    return mode !== "one" ? last ?? this.lastDay : first ?? this.data.first - 1;
  }

  /* The nearest day with an event before (-1) or after (1) the last day shown; null if there is none, undefined if
   * only the server knows. */
  neighbour(step) {
    const at = this.standing, { timeline } = this.data, { counted } = this.timeline, base = this.data.first;
    if (timeline) {
      const on = timeline.events.filter((event) => passes(event, this.filter) && (step > 0 ? event.days[1] > at : event.days[0] < at));
      if (!on.length) return null;
      return step > 0 ? Math.min(...on.map(({ days }) => Math.max(days[0], at + 1))) : Math.max(...on.map(({ days }) => Math.min(days[1], at - 1)));
    }
    if (!counted || (at < base && step < 0)) return null;
    if (counted.width > 1) return this.around && this.around.at === at && this.around.filter === this.filter ? this.around.found[step < 0 ? 0 : 1] : undefined;
    for (let i = at - base + step; i >= 0 && i < counted.counts.length; i += step) if (counted.counts[i]) return base + i;
    return null;
  }

  /* Ask the server for both neighbours of the day where the slider stands, if nobody else knows them. */
  async lookAround() {
    if (this.neighbour(1) === undefined && this.data.answers) {
      const at = this.standing, { filter } = this, { choices = {}, ranges = {}, text = "" } = filter || {};
      try {
        const answer = await fetch(this.data.answers, { method: "POST", body: JSON.stringify({ choices, ranges, text, neighbours: at }) });
        if (answer.ok) this.around = { at, filter, found: (await answer.json()).neighbours };
      } catch (error) {
        console.error(error);
      }
    }
    this.drawSteps();
  }

  async step(step) {
    const at = this.standing;
    if (this.neighbour(step) === undefined) await this.lookAround();
    const day = this.neighbour(step), { mode, first } = this.value;
    if (day === null || day === undefined || at !== this.standing) return;
    this.commit(this.valueOf([mode === "range" ? Math.min(first ?? this.data.first, day) : day, day]));
  }

  /* ---- playing -------------------------------------------------------------------------------------------- */

  start() {
    const { mode } = this.value, base = this.data.first, end = this.lastDay;
    let at = mode === "one" ? this.value.first : this.value.last;
    if (at === null || at >= end) at = base - 1;
    // A long axis is played in about ninety steps, a short one day by day.
    const stride = Math.max(1, Math.round(this.data.days / 90));
    const width = mode === "range" && this.value.first !== null ? Math.max(0, this.value.last - this.value.first) : stride - 1;
    const tick = () => {
      at = Math.min(end, at + stride);
      if (mode === "range") this.value = { mode, first: Math.max(base, at - width), last: at };
      else this.value = { ...this.value, first: mode === "one" ? at : null, last: at };
      this.drawThumbs();
      this.publish(false);
      if (at >= end) this.stop();
    };
    this.playing = window.setInterval(tick, SPEEDS[this.speed]);
    tick();
    this.drawSteps();
  }

  halt() {
    if (!this.playing) return false;
    window.clearInterval(this.playing);
    this.playing = null;
    this.drawSteps();
    return true;
  }

  stop() {
    if (this.halt()) this.commit(this.value);
  }

  /* ---- a brush over the timeline, a hand on the range ------------------------------------------------------- */

  /* Follow a pointer that is pressed on an element: begin(event), go(event), and the value counts when it ends. */
  dragging(element, begin, go) {
    let held = null;
    element.addEventListener("pointerdown", (event) => {
      if (event.button || held !== null || !begin(event)) return;
      held = event.pointerId;
      element.setPointerCapture(held);
    });
    element.addEventListener("pointermove", (event) => { if (event.pointerId === held) go(event); });
    for (const name of ["pointerup", "pointercancel"]) {
      element.addEventListener(name, (event) => { if (event.pointerId === held) { held = null; this.commit(this.value); } });
    }
  }

  brushing() {
    let from = null;
    const brush = (event) => {
      const { mode } = this.value, to = this.timeline.dayAt(event.clientX) ?? (mode === "one" ? null : this.data.first);
      this.preview(this.valueOf(to === null ? null : mode === "range" ? [Math.min(from, to), Math.max(from, to)] : [to, to]));
    };
    this.dragging(this.timeline.svg, (event) => { from = this.timeline.dayAt(event.clientX) ?? this.data.first; brush(event); return true; }, brush);
  }

  sliding() {
    let from = 0, held = null;
    this.dragging(this.grip, (event) => { from = event.clientX; held = this.days; return Boolean(held) && this.value.mode === "range"; },
      (event) => this.preview(this.slid(held, Math.round((event.clientX - from) / (this.timeline.step || 1)))));
  }

  /* The hand is still on it. */
  preview(value) {
    this.halt();
    this.value = value;
    this.drawThumbs();
    this.publish(false);
  }

  /* ---- drawing -------------------------------------------------------------------------------------------- */

  draw() {
    if (!this.data || !this.value) return;
    for (const input of this.modes.querySelectorAll("input")) input.checked = input.value === this.value.mode;
    const names = { one: ["Day"], range: ["First day", "Last day"], until: ["", "Up to"] }[this.value.mode];
    this.box.hidden = !this.data.days;
    this.timeline.draw(this.value.mode, this.theme);
    const { rail, radius, wide } = this.timeline;
    Object.assign(this.rail.style, { left: `${rail.left}px`, right: `${wide - rail.left - rail.width}px` });
    this.thumbs.forEach((thumb, n) => {
      thumb.hidden = !names[n];
      thumb.max = this.stops - 1;
      thumb.setAttribute("aria-label", names[n] || "");
      Object.assign(thumb.style, { left: `${rail.left - radius}px`, width: `${rail.width + 2 * radius}px` });
      // Before the first and after the last thumb the track belongs to that thumb alone.
      thumb.classList.toggle("alone", this.value.mode !== "range");
    });
    this.drawThumbs();
    this.drawSteps();
  }

  drawThumbs() {
    const share = (stop) => (100 * stop) / Math.max(1, this.stops - 1), { mode } = this.value;
    this.thumbs.forEach((thumb, n) => {
      const at = this.stopOf(n), base = this.data.first;
      thumb.value = at;
      thumb.setAttribute("aria-valuetext", mode === "one" && !at ? "All days" : inWords(mode === "one" ? base + at - 1 : base + at));
    });
    const all = !this.days, last = this.stopOf(1), first = mode === "range" ? this.stopOf(0) : 0;
    const [from, to] = mode === "one" ? (all ? [0, 100] : [share(this.stopOf(0)), share(this.stopOf(0))]) : [share(first), share(last)];
    for (const part of [this.fill, this.grip]) Object.assign(part.style, { left: `${from}%`, width: `${to - from}%` });
    this.grip.hidden = mode !== "range" || all;
    this.words.textContent = all ? "All days" : spanInWords(...this.days);
    this.words.classList.toggle("all", all);
    this.light();
  }

  /* What the filters hide is faint, what the days hide is pale. */
  light() { if (this.data && this.value) this.timeline.tint(this.days, this.filter); }

  drawSteps() {
    if (!this.value) return;
    this.previous.disabled = this.neighbour(-1) === null;
    this.next.disabled = this.neighbour(1) === null;
    const name = this.playing ? "Stop" : "Play";
    this.play.title = name;
    this.play.setAttribute("aria-label", name);
    this.play.querySelector("path").setAttribute("d", this.playing ? STOP : PLAY);
    this.faster.textContent = this.speed;
    this.faster.setAttribute("aria-label", `Speed ${this.speed}`);
  }

  drawLine() {
    if (!this.data || !this.value) return;
    const { set, mapped, rest, others } = this.data, shown = this.drawn.get(set) ?? mapped;
    const also = others.filter((one) => this.drawn.has(one.set)).map((one) => `${one.name}: ${this.drawn.get(one.set).toLocaleString("en")}`);
    this.line.replaceChildren(node("b", "", shown.toLocaleString("en")),
      ` of ${mapped.toLocaleString("en")} mapped events${rest}${also.length ? `. Also on the map: ${also.join(", ")}` : ""}`);
    const { view } = this;
    this.everything.disabled = !view.days && !(view.active || []).length;
  }
}

export default function ({ parentElement, data, setStateValue }) {
  const slider = (parentElement.daySlider = parentElement.daySlider || new DaySlider(parentElement, setStateValue));
  slider.update(data);
  return () => { slider.end(); delete parentElement.daySlider; };
}
