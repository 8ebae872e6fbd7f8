/* The day slider: one day, a range of days, or everything up to a day, with all days' events as its track.
 *
 * It lives in the page, so the map follows the hand: each step is published as the view's days (see "The view" below),
 * and Python hears once, when the hand lets go.
 *
 * data: {set, first, days, value: {mode, first, last}, turn, mapped, rest, others: [{set, name}]}
 *   first   the first day of the axis, in days since 1970-01-01; `days` how many the axis has
 *   value   what Python wants to be shown; it counts where `turn` has grown, else the reader's own choice stays
 *   set     the data set whose days these are; `others` are on the map too
 *   mapped  how many events of the set have a place; `rest` what is said after that number
 *
 * The view: window.reportedView = {days: [first, last] | null, words, filters: {set: {choices, ranges, text, rows}},
 * active: names of what the filters narrow}. Whoever changes a part of it dispatches "view" on the window; a change of
 * the days that is committed (not one of a drag) dispatches "view-commit" too.
 */

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const FULL_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MONTHS = FULL_MONTHS.map((month) => month.slice(0, 3));
const MODES = { one: "One day", range: "Range", until: "Up to a day" };
// Milliseconds after which a hand is at rest.
const REST = 120;
// Milliseconds a step while playing, by speed.
const SPEEDS = { "1×": 1000, "2×": 500, "4×": 250 };
// Up to so many stops the scale names its days.
const MOST_NAMED = 16;
// The widest bar, in pixels.
const MOST_WIDE = 22;

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

const PREVIOUS = "M15.4 5.4 14 4 6 12l8 8 1.4-1.4L8.8 12z", NEXT = "M8.6 5.4 10 4l8 8-8 8-1.4-1.4 6.6-6.6z";
const PLAY = "M7 4.5v15l12-7.5z", STOP = "M6 6h12v12H6z";

class DaySlider {
  constructor(root, tell) {
    this.tell = tell;
    this.turn = -1;
    this.counts = null;
    this.speed = "1×";
    this.box = node("div", "days");
    root.append(this.box);
    this.build();
    this.ended = new AbortController();
    const hear = (name, act) => window.addEventListener(name, act, { signal: this.ended.signal });
    this.drawn = new Map();
    hear("view-answer", (event) => { this.counts = event.detail.days.counts; this.drawBars(); this.drawSteps(); });
    hear("view-drawn", (event) => { this.drawn.set(event.detail.set, event.detail.shown); this.drawLine(); });
    hear("view-reset", () => this.commit({ mode: this.value.mode, first: null, last: null }));
    hear("view", () => this.drawLine());
    new ResizeObserver(() => { this.drawScale(); this.drawBars(); }).observe(this.track);
  }

  end() {
    this.halt();
    window.clearTimeout(this.resting);
    this.ended.abort();
  }

  /* What Python says. Its value counts only where it is newer than what the reader did here. */
  update(data) {
    const axis = !this.data || ["set", "first", "days"].some((name) => this.data[name] !== data[name]);
    this.data = data;
    if (axis) this.counts = null;
    // Python has checked its value against this axis; another axis takes it whatever the turn is.
    if (data.turn > this.turn || axis) {
      this.halt();
      this.turn = data.turn;
      this.value = { ...data.value };
      this.draw();
      this.publish(true);
    }
    this.drawLine();
  }

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

    this.track = node("div", "track");
    this.bars = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.bars.setAttribute("preserveAspectRatio", "none");
    this.bars.setAttribute("aria-hidden", "true");
    for (const name of ["quiet", "lit"]) {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("class", name);
      this.bars.append(path);
    }
    this.rail = node("div", "rail");
    this.fill = node("div", "fill");
    this.rail.append(this.fill);
    this.thumbs = [0, 1].map((n) => {
      const input = node("input");
      Object.assign(input, { type: "range", step: 1, min: 0 });
      input.addEventListener("input", () => this.moved(n));
      input.addEventListener("change", () => this.commit(this.value));
      return input;
    });
    this.scale = node("div", "scale");
    this.scale.setAttribute("aria-hidden", "true");
    this.track.append(this.bars, this.rail, ...this.thumbs, this.scale);
    this.brushing();

    const foot = node("div", "foot");
    this.line = node("p", "shown");
    this.line.setAttribute("role", "status");
    this.everything = node("button", "everything", "Show everything");
    this.everything.type = "button";
    this.everything.addEventListener("click", () => window.dispatchEvent(new CustomEvent("view-reset")));
    foot.append(this.line, this.everything);
    this.box.append(top, this.track, foot);
  }

  /* ---- what is chosen ------------------------------------------------------------------------------------- */

  /* The chosen days as [first, last] since 1970, or null for all days. */
  get days() {
    const { mode, first, last } = this.value, end = this.data.first + this.data.days - 1;
    if (mode === "one") return first === null ? null : [first, first];
    const span = [mode === "until" || first === null ? this.data.first : first, last === null ? end : last];
    return span[0] === this.data.first && span[1] === end ? null : span;
  }

  /* Where thumb n stands, counted in stops from the left. In "One day" the first stop is all days. */
  stopOf(n) {
    const { mode, first, last } = this.value, base = this.data.first;
    if (mode === "one") return first === null ? 0 : first - base + 1;
    if (mode === "range" && n === 0) return first === null ? 0 : first - base;
    return last === null ? this.data.days - 1 : last - base;
  }

  get stops() { return this.data.days + (this.value.mode === "one" ? 1 : 0); }

  moved(n) {
    const base = this.data.first, at = this.thumbs.map((thumb) => Number(thumb.value)), { mode } = this.value;
    this.halt();
    if (mode === "one") this.value = { mode, first: at[0] ? base + at[0] - 1 : null, last: at[0] ? base + at[0] - 1 : null };
    else if (mode === "until") this.value = { mode, first: null, last: base + at[1] };
    else {
      // A thumb stops at the other one.
      if (n === 0) at[0] = Math.min(at[0], at[1]); else at[1] = Math.max(at[0], at[1]);
      this.value = { mode, first: base + at[0], last: base + at[1] };
    }
    this.drawThumbs();
    this.publish(false);
  }

  commit(value) {
    this.halt();
    this.value = { ...value };
    this.draw();
    this.publish(true);
    // A key that is held down asks for many days a second; Python hears where it came to rest.
    window.clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.tell(this.value), REST);
  }

  publish(committed) {
    const view = (window.reportedView = window.reportedView || {}), days = this.days;
    view.days = days;
    view.words = days ? spanInWords(...days) : "";
    window.dispatchEvent(new CustomEvent("view"));
    if (committed) window.dispatchEvent(new CustomEvent("view-commit"));
  }

  /* The nearest day with an event before (-1) or after (1) the last day shown; null if there is none. */
  neighbour(step) {
    const { mode, first, last } = this.value, counts = this.counts;
    if (!counts) return null;
    let at = mode === "one" ? first : last === null ? this.data.first + this.data.days - 1 : last;
    if (at === null) { if (step < 0) return null; at = this.data.first - 1; }
    for (let i = at - this.data.first + step; i >= 0 && i < counts.length; i += step) if (counts[i]) return this.data.first + i;
    return null;
  }

  /* The value with its last day moved to `day`. */
  movedTo(day) {
    const { mode, first } = this.value, base = this.data.first;
    if (mode === "one") return { mode, first: day, last: day };
    return { mode, first: mode === "until" ? null : Math.min(first === null ? base : first, day), last: day };
  }

  step(step) {
    const day = this.neighbour(step);
    if (day !== null) this.commit(this.movedTo(day));
  }

  /* ---- playing -------------------------------------------------------------------------------------------- */

  start() {
    const { mode } = this.value, base = this.data.first, end = base + this.data.days - 1;
    let at = mode === "one" ? this.value.first : this.value.last;
    if (at === null || at >= end) at = base - 1;
    // A long axis is played in about ninety steps, a short one day by day.
    const stride = Math.max(1, Math.round(this.data.days / 90));
    const width = mode === "range" && this.value.first !== null ? Math.max(0, this.value.last - this.value.first) : stride - 1;
    const tick = () => {
      at = Math.min(end, at + stride);
      if (mode === "range") this.value = { mode, first: Math.max(base, at - width), last: at };
      else this.value = { ...this.value, first: mode === "one" ? at : null, last: at };
      this.draw();
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

  /* ---- a brush over the bars ------------------------------------------------------------------------------ */

  brushing() {
    const stop = (event) => {
      const { left, width } = this.rail.getBoundingClientRect();
      return Math.round(Math.max(0, Math.min(1, (event.clientX - left) / width)) * (this.stops - 1));
    };
    const day = (at) => this.data.first + Math.max(0, this.value.mode === "one" ? at - 1 : at);
    let from = null;
    this.bars.addEventListener("pointerdown", (event) => { from = stop(event); this.bars.setPointerCapture(event.pointerId); this.brush(day, from, from); });
    this.bars.addEventListener("pointermove", (event) => { if (from !== null) this.brush(day, from, stop(event)); });
    const end = () => { if (from !== null) { from = null; this.commit(this.value); } };
    this.bars.addEventListener("pointerup", end);
    this.bars.addEventListener("pointercancel", end);
  }

  brush(day, from, to) {
    const { mode } = this.value;
    this.halt();
    if (mode === "one") this.value = to === 0 ? { mode, first: null, last: null } : { mode, first: day(to), last: day(to) };
    else if (mode === "until") this.value = { mode, first: null, last: day(to) };
    else this.value = { mode, first: day(Math.min(from, to)), last: day(Math.max(from, to)) };
    this.drawThumbs();
    this.publish(false);
  }

  /* ---- drawing -------------------------------------------------------------------------------------------- */

  draw() {
    for (const input of this.modes.querySelectorAll("input")) input.checked = input.value === this.value.mode;
    const names = { one: ["Day"], range: ["First day", "Last day"], until: ["", "Up to"] }[this.value.mode];
    this.thumbs.forEach((thumb, n) => {
      thumb.hidden = !names[n];
      thumb.max = this.stops - 1;
      thumb.setAttribute("aria-label", names[n] || "");
      // Before the first and after the last thumb the track belongs to that thumb alone.
      thumb.classList.toggle("alone", this.value.mode !== "range");
    });
    this.box.hidden = !this.data.days;
    this.drawScale();
    this.drawBars();
    this.drawThumbs();
    this.drawSteps();
  }

  drawThumbs() {
    const share = (stop) => (100 * stop) / Math.max(1, this.stops - 1);
    this.thumbs.forEach((thumb, n) => {
      const at = this.stopOf(n), base = this.data.first;
      thumb.value = at;
      const day = this.value.mode === "one" ? base + at - 1 : base + at;
      thumb.setAttribute("aria-valuetext", this.value.mode === "one" && !at ? "All days" : inWords(day));
    });
    const all = !this.days, last = this.stopOf(1), first = this.value.mode === "range" ? this.stopOf(0) : 0;
    const [from, to] = this.value.mode === "one" ? (all ? [0, 100] : [share(this.stopOf(0)), share(this.stopOf(0))]) : [share(first), share(last)];
    Object.assign(this.fill.style, { left: `${from}%`, width: `${to - from}%` });
    this.light();
    const words = this.days ? spanInWords(...this.days) : "All days";
    this.words.textContent = words;
    this.words.classList.toggle("all", !this.days);
  }

  /* The bars of the chosen days stand out. */
  light() {
    const half = 50 / Math.max(1, this.stops - 1), at = (day) => (100 * (day - this.data.first + (this.value.mode === "one" ? 1 : 0))) / Math.max(1, this.stops - 1);
    const days = this.days, lit = this.bars.lastChild;
    // The picture is as wide as the rail and half a stop more on each side.
    const whole = 100 + 2 * half, from = days ? at(days[0]) : 0, to = days ? at(days[1]) + 2 * half : whole;
    lit.style.clipPath = days ? `inset(0 ${Math.max(0, 100 - (100 * to) / whole)}% 0 ${(100 * from) / whole}%)` : "none";
  }

  drawBars() {
    if (!this.data || !this.value) return;
    const counts = this.counts || [], n = this.stops, shift = this.value.mode === "one" ? 1 : 0, size = this.data.days;
    // More days than this are drawn several to a bar, the highest of them.
    const each = Math.max(1, Math.ceil(size / 600)), bars = [];
    for (let i = 0; i < counts.length; i += each) {
      let most = 0;
      for (let k = i; k < Math.min(counts.length, i + each); k++) most = Math.max(most, counts[k]);
      bars.push(most);
    }
    // No bar is wider than MOST_WIDE pixels, and a bar of many days has no gap.
    const slot = (this.track.clientWidth || 800) / n, wide = each > 1 ? each : Math.min(MOST_WIDE / slot, slot > 4 ? 0.7 : 1);
    const top = Math.max(1, ...bars), unit = (value) => Math.round(value * 1000) / 1000;
    const path = bars.map((count, i) => {
      if (!count) return "";
      const x = shift + i * each + (each - wide) / 2, h = 2 + (30 * count) / top;
      return `M${unit(x)} 32V${unit(32 - h)}h${unit(wide)}V32z`;
    }).join("");
    const half = 50 / Math.max(1, n - 1);
    this.bars.setAttribute("viewBox", `0 0 ${n} 32`);
    Object.assign(this.bars.style, { width: `calc((100% - 2 * var(--r)) * ${1 + (2 * half) / 100})`, left: `calc(var(--r) - (100% - 2 * var(--r)) * ${half / 100})` });
    for (const one of this.bars.children) one.setAttribute("d", path);
    this.light();
  }

  /* Names under the stops: each day on a short axis; months, years or decades on a long one. */
  drawScale() {
    if (!this.data || !this.value) return;
    const { first, days } = this.data, one = this.value.mode === "one", n = this.stops, marks = [];
    const put = (day, text) => marks.push([100 * (day - first + (one ? 1 : 0)) / Math.max(1, n - 1), text]);
    if (one && n <= MOST_NAMED) marks.push([0, "All"]);
    if (n <= MOST_NAMED) for (let day = first; day < first + days; day++) put(day, inWords(day, false).split(" ").slice(0, 2).join(" "));
    else {
      const room = Math.max(2, Math.floor(this.track.clientWidth / 90)), months = Math.max(1, days / 30.44 / room);
      const every = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((step) => step >= months) || 2400;
      const start = new Date(first * 864e5);
      for (let m = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + (start.getUTCDate() > 1 ? 1 : 0)) / every) * every; ; m += every) {
        const day = Date.UTC(Math.floor(m / 12), m % 12, 1) / 864e5;
        if (day >= first + days) break;
        put(day, every % 12 ? `${MONTHS[m % 12]} ${Math.floor(m / 12)}` : `${Math.floor(m / 12)}`);
      }
    }
    this.scale.replaceChildren(...marks.map(([share, text]) => {
      const mark = node("span", "", text);
      mark.style.left = `${share}%`;
      return mark;
    }));
  }

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
    const view = window.reportedView || {};
    this.everything.disabled = !view.days && !(view.active || []).length;
  }
}

export default function ({ parentElement, data, setStateValue }) {
  const slider = (parentElement.daySlider = parentElement.daySlider || new DaySlider(parentElement, (value) => setStateValue("days", value)));
  slider.update(data);
  return () => { slider.end(); delete parentElement.daySlider; };
}
