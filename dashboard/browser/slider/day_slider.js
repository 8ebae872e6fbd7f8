/* The day slider: one day, a range of days, or everything up to a day, under a timeline of what was reported for each.
 *
 * It lives in the page, so the map follows the hand: each step is published as the view's days (see "The view" below),
 * and Python hears once, when the hand lets go.
 *
 * data: {set, first, days, value: {mode, first, last}, turn, mapped, rest, others: [{set, name}], timeline, answers}
 *   first    the first day of the axis, in days since 1970-01-01; `days` how many the axis has
 *   value    what Python wants to be shown; it counts where `turn` is another than before or the axis is another, else the reader's own
 *            choice stays (kept in the view, so that a slider that is drawn anew stands where it stood)
 *   set      the data set whose days these are; `others` are on the map too
 *   mapped   how many events of the set have a place; `rest` what is said after that number
 *   timeline the events themselves where they are few, else null: see timeline.js
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
 *   "view-answer"  detail {set, days: {first, width, counts, stack: {classes: [[value, label]], counts: [[n]]}}}: events of
 *                  the set in each bar of `width` days under all filters but the days; stack: by class, then others, then none
 *   "view-drawn"   detail {set, shown}: how many events the map draws of a set
 *   "view-reset"   everything is to be shown
 *
 * The picture over the rail is timeline.js.
 */

import { calendarOf, dayInWords, dayOf, spanInWords } from "../days.js";
import { drawing, node } from "../dom.js";
import { passes } from "../filter.js";
import { Timeline } from "./timeline.js";

const MODES = { one: "One day", range: "Range", until: "Up to a day" };
// Milliseconds after which a hand is at rest.
const REST = 120;
// Milliseconds a step while playing, by speed.
const SPEEDS = { "1×": 1000, "2×": 500, "4×": 250 };

function iconButton(className, name, path) {
  const button = node("button", `icon ${className}`);
  button.type = "button";
  button.title = name;
  button.setAttribute("aria-label", name);
  button.append(drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing("path", { d: path })));
  return button;
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
    hear("view-answer", ({ detail: { set, days } }) => { if (this.data && set === this.data.set) this.counted(days); });
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
    this.box.remove();
  }

  /* What Python says. Its value counts only where it is newer than what the reader did here. */
  update(data) {
    const version = ({ timeline }) => (timeline ? timeline.version : "");
    const axis = !this.data || ["set", "first", "days"].some((name) => this.data[name] !== data[name]) || version(this.data) !== version(data);
    this.data = data;
    if (axis) { this.timeline.set(data); this.around = null; }
    // Python has checked its value against this axis; another axis takes it whatever the turn is.
    if ((data.turn && data.turn !== this.turn) || axis) {
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
      const one = mode === "one" ? 1 : 0, day = this.data.first + this.stopOf(n) - one;
      const { year, month, date } = calendarOf(day), last = calendarOf(dayOf(year, month + page + 1, 0)).date;
      const to = dayOf(year, month + page, Math.min(date, last));
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
      const on = timeline.events.filter((event) => passes(event, this.filter ?? {}) && (step > 0 ? event.days[1] > at : event.days[0] < at));
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
      thumb.setAttribute("aria-valuetext", mode === "one" && !at ? "All days" : dayInWords(mode === "one" ? base + at - 1 : base + at));
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

export default function daySlider({ parentElement, data, setStateValue }) {
  const slider = (parentElement.daySlider = parentElement.daySlider || new DaySlider(parentElement, setStateValue));
  slider.update(data);
  return () => { slider.end(); delete parentElement.daySlider; };
}
