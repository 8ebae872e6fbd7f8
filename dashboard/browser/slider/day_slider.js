/* The day slider: one day, a range of days, or everything up to a day, under a timeline of what was reported for each.
 *
 * It lives in the page, so the map follows the hand: each step is published as the view's days (see View in types.d.ts),
 * and Python hears once, when the hand lets go: state "days"; state "statement" when the reader asks for a statement.
 * What Python wants to be shown counts where its turn or the axis has changed; else the reader's own choice
 * stays. It is kept in the view, so that a slider that is drawn anew stands where it stood.
 *
 * On the window:
 *   "view"         a part of the view has changed; the control that changed it dispatches this
 *   "view-commit"  the days are committed (not one of a drag), or the number of bars has changed: then the counts are renewed
 *   "view-answer"  the counts of a set under all filters; its days under all but the days
 *   "view-drawn"   how many events the map draws of a set
 *   "view-reset"   everything is to be shown
 */

import { calendarOf, dayInWords, dayOf, spanInWords } from "../days.js";
import { button, drawing, node } from "../dom.js";
import { Mounts } from "../mounting.js";
import { passes } from "../filter.js";
import { figure, say, sayNodes } from "../words.js";
import { Timeline } from "./timeline.js";

/**
 * @import {Component, DayRange, Days, End, SetFilter, Theme, View} from "../types"
 * @import {DaySliderData, DaysChoice, HistogramMessage, NeighboursAnswer, StatementOpened} from "../protocol"
 * @typedef {{(name: "days", value: DaysChoice): void, (name: "statement", value: StatementOpened): void}} Tell
 * @typedef {{at: number, filter: SetFilter | undefined, neighbours: NeighboursAnswer["neighbours"]}} Around
 */

/** @type {Record<DaysChoice["mode"], string>} */
const MODES = { one: say("One day"), range: say("Range"), until: say("Up to a day") };
// Milliseconds after which a hand is at rest.
const REST = 120;
// Milliseconds a step while playing, by speed.
/** @type {Record<string, number>} */
const SPEEDS = { "1×": 1000, "2×": 500, "4×": 250 };

/**
 * @param {string} className
 * @param {string} name
 * @param {string} path
 * @param {() => void} act
 */
function iconButton(className, name, path, act) {
  const icon = button(`icon ${className}`, undefined, act);
  icon.append(drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing("path", { d: path })));
  nameButton(icon, name);
  return icon;
}

/**
 * @param {HTMLButtonElement} icon
 * @param {string} name
 */
function nameButton(icon, name) {
  icon.title = name;
  icon.setAttribute("aria-label", name);
}

/** @type {Record<string, number>} */
const ARROWS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
/** @type {Record<string, number>} */
const PAGES = { PageUp: 1, PageDown: -1 };
const PREVIOUS = "M15.4 5.4 14 4 6 12l8 8 1.4-1.4L8.8 12z", NEXT = "M8.6 5.4 10 4l8 8-8 8-1.4-1.4 6.6-6.6z";
const PLAY = "M7 4.5v15l12-7.5z", STOP = "M6 6h12v12H6z";

class DaySlider {
  /**
   * @param {Node & ParentNode} root
   * @param {DaySliderData} data
   * @param {Tell} tell
   */
  constructor(root, data, tell) {
    this.tell = tell;
    this.data = data;
    this.value = data.value;
    this.turn = -1;
    this.axis = "";
    /** @type {Around | null} what the server said of the days beside a day */
    this.around = null;
    this.speed = "1×";
    this.playing = this.resting = 0;
    /** @type {number | null} the stop at which both thumbs stood when the hand took one */
    this.together = null;
    /** @type {Map<string, number>} how many events the map draws of each set */
    this.drawn = new Map();
    this.ended = new AbortController();
    const { signal } = this.ended;

    this.modes = node("div", "modes");
    this.modes.setAttribute("role", "radiogroup");
    this.modes.setAttribute("aria-label", say("Days"));
    this.modes.append(...Object.entries(MODES).map(([mode, name]) => this.modeChoice(/** @type {DaysChoice["mode"]} */ (mode), name)));
    this.previous = iconButton("previous", say("Previous day with an event"), PREVIOUS, () => this.step(-1));
    this.next = iconButton("next", say("Next day with an event"), NEXT, () => this.step(1));
    this.play = iconButton("play", say("Play"), PLAY, () => (this.playing ? this.stop() : this.start()));
    this.faster = button("speed", this.speed, () => this.changeSpeed());
    this.words = node("output", "words");
    this.track = node("div", "track");
    this.rail = node("div", "rail");
    this.fill = node("div", "fill");
    this.grip = node("div", "grip");
    this.rail.append(this.fill, this.grip);
    this.thumbs = [this.thumb(0), this.thumb(1)];
    this.line = node("p", "shown");
    this.line.setAttribute("role", "status");
    this.everything = button("everything", say("Show everything"), () => window.dispatchEvent(new CustomEvent("view-reset")));
    const top = node("div", "top"), steps = node("div", "steps"), key = node("div", "key"), foot = node("div", "foot");
    steps.append(this.previous, this.play, this.next, this.faster, this.words);
    top.append(this.modes, steps);
    foot.append(this.line, this.everything);
    this.box = node("div", "days");
    this.box.append(top, key, this.track, foot);
    root.append(this.box);
    this.timeline = new Timeline(this.track, key, {
      read: (id) => this.tell("statement", { id, at: Date.now() }),
      choose: (days) => this.commit(this.valueOf(days)),
    });
    this.track.append(this.rail, ...this.thumbs);
    this.brushing();
    this.sliding();

    /** @type {<K extends keyof WindowEventMap>(name: K, act: (event: WindowEventMap[K]) => void) => void} */
    const hear = (name, act) => window.addEventListener(name, act, { signal });
    hear("view-answer", ({ detail: { set, days } }) => { if (set === this.data.set) this.counted(days); });
    hear("view-drawn", ({ detail: { set, shown } }) => { this.drawn.set(set, shown); this.drawLine(); });
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

  /**
   * What Python says. Its value counts only where it is newer than what the reader did here.
   *
   * @param {DaySliderData} data
   */
  update(data) {
    const form = JSON.stringify([data.set, data.first, data.days, data.timeline?.version ?? ""]), axis = form !== this.axis;
    this.data = data;
    this.axis = form;
    if (axis) { this.timeline.set(data); this.around = null; }
    // Python has checked its value against this axis; another axis takes it whatever the turn is.
    if ((data.turn && data.turn !== this.turn) || axis) {
      this.halt();
      this.turn = data.turn;
      // Python says its value once for each moment; drawn anew within one, the slider stands where the reader left it.
      const moment = `${data.set} ${data.first} ${data.days} ${data.turn}`, { kept } = this.view;
      this.value = { ...(kept?.moment === moment ? kept.value : data.value) };
      this.view.kept = { moment, value: this.value };
      this.draw();
      this.publish(true);
    } else if (this.theme !== this.timeline.theme) this.draw();
    this.drawLine();
  }

  /** @returns {Theme} */
  get theme() {
    const [r, g, b] = (getComputedStyle(this.timeline.tip).backgroundColor.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number);
    return r + g + b < 384 ? "dark" : "light";
  }

  /** @returns {View} */
  get view() {
    window.reportedView ??= {};
    return window.reportedView;
  }

  /** What is chosen in the filters of the set. */
  get filter() { return this.view.filters?.[this.data.set]; }

  /* ---- the parts ----------------------------------------------------------------------------------------- */

  /**
   * @param {DaysChoice["mode"]} mode
   * @param {string} name
   */
  modeChoice(mode, name) {
    const label = node("label"), input = node("input");
    Object.assign(input, { type: "radio", name: "days-mode", value: mode });
    input.addEventListener("change", () => this.commit({ mode, first: null, last: null }));
    label.append(input, node("span", "", name));
    return label;
  }

  /** @param {number} n 0 for the first, 1 for the last */
  thumb(n) {
    const input = node("input");
    Object.assign(input, { type: "range", step: 1, min: 0 });
    input.addEventListener("pointerdown", () => this.grasped(n));
    input.addEventListener("input", () => this.moved(n));
    input.addEventListener("change", () => this.commit(this.value));
    input.addEventListener("keydown", (event) => this.key(n, event));
    return input;
  }

  /* ---- what is chosen ------------------------------------------------------------------------------------- */

  get lastDay() { return this.data.first + this.data.days - 1; }

  /**
   * The chosen days, or null for all days.
   *
   * @returns {[number, number] | null}
   */
  get days() {
    const { mode, first, last } = this.value;
    if (mode === "one") return first === null ? null : [first, first];
    /** @type {[number, number]} */
    const span = [mode === "until" || first === null ? this.data.first : first, last === null ? this.lastDay : last];
    return span[0] === this.data.first && span[1] === this.lastDay ? null : span;
  }

  /**
   * These days as a value of the mode that is chosen; null = all days.
   *
   * @param {Days} days
   * @returns {DaysChoice}
   */
  valueOf(days) {
    const { mode } = this.value;
    if (!days) return { mode, first: null, last: null };
    return mode === "one" ? { mode, first: days[0], last: days[0] } : { mode, first: mode === "until" ? null : days[0], last: days[1] };
  }

  /**
   * Where thumb n stands, counted in stops from the left. In "One day" the first stop is all days.
   *
   * @param {number} n
   */
  stopOf(n) {
    const { mode, first, last } = this.value, base = this.data.first;
    if (mode === "one") return first === null ? 0 : first - base + 1;
    if (mode === "range" && n === 0) return first === null ? 0 : first - base;
    return last === null ? this.data.days - 1 : last - base;
  }

  get stops() { return this.data.days + (this.value.mode === "one" ? 1 : 0); }

  /**
   * Where both thumbs stand at one stop, the hand's direction says which of them it pulls.
   *
   * @param {number} n
   */
  grasped(n) {
    const at = [this.stopOf(0), this.stopOf(1)], both = this.value.mode === "range" && at[0] === at[1] ? at[0] : null;
    this.together = both;
    if (both === null) return;
    const letGo = () => {
      for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, letGo);
      if (this.together === null) return;
      const [first, last] = [this.stopOf(0), this.stopOf(1)], pulled = first < both ? 0 : last > both ? 1 : n;
      this.together = null;
      this.thumbs[pulled].focus({ preventScroll: true });
      this.commit(this.value);
    };
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, letGo, { signal: this.ended.signal });
  }

  /** @param {number} n */
  moved(n) {
    const base = this.data.first, at = this.thumbs.map((thumb) => Number(thumb.value)), { mode } = this.value;
    this.halt();
    if (mode === "one") this.value = { mode, first: at[0] ? base + at[0] - 1 : null, last: at[0] ? base + at[0] - 1 : null };
    else if (mode === "until") this.value = { mode, first: null, last: base + at[1] };
    else {
      // A thumb stops at the other one.
      if (this.together !== null) at.splice(0, 2, Math.min(at[n], this.together), Math.max(at[n], this.together));
      else if (n === 0) at[0] = Math.min(at[0], at[1]); else at[1] = Math.max(at[0], at[1]);
      this.value = { mode, first: base + at[0], last: base + at[1] };
    }
    this.drawThumbs();
    this.publish(false);
  }

  /**
   * With Shift the arrow keys move a whole range; on a long axis a page is a month.
   *
   * @param {number} n
   * @param {KeyboardEvent} event
   */
  key(n, event) {
    const { mode } = this.value, arrow = ARROWS[event.key], page = PAGES[event.key];
    if (mode === "range" && arrow && event.shiftKey) {
      event.preventDefault();
      this.commit(this.slid(this.days || [this.data.first, this.lastDay], arrow));
    } else if (page && this.data.days > 90) {
      event.preventDefault();
      const one = mode === "one" ? 1 : 0, day = this.data.first + this.stopOf(n) - one;
      const { year, month, date } = calendarOf(day), last = calendarOf(dayOf(year, month + page + 1, 0)).date;
      const to = dayOf(year, month + page, Math.min(date, last));
      this.thumbs[n].value = String(Math.max(one, Math.min(this.stops - 1, to - this.data.first + one)));
      this.moved(n);
      this.commit(this.value);
    }
  }

  /**
   * These days moved by some, as far as the axis reaches, with their number kept.
   *
   * @param {DayRange} days
   * @param {number} by
   * @returns {DaysChoice}
   */
  slid([first, last], by) {
    const far = Math.max(this.data.first - first, Math.min(this.lastDay - last, by));
    return { mode: this.value.mode, first: first + far, last: last + far };
  }

  /** @param {DaysChoice} value */
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

  /** @param {boolean} committed */
  publish(committed) {
    const { view, days } = this;
    view.days = days;
    view.words = days ? spanInWords(...days) : "";
    view.bins = this.data.timeline ? undefined : this.timeline.bins;
    window.dispatchEvent(new CustomEvent("view"));
    if (committed) window.dispatchEvent(new CustomEvent("view-commit"));
  }

  resized() {
    if (!this.axis || this.track.clientWidth === this.timeline.wide) return;
    this.draw();
    if (this.data.timeline || this.view.bins === this.timeline.bins) return;
    this.view.bins = this.timeline.bins;
    window.dispatchEvent(new CustomEvent("view-commit"));
  }

  /* ---- days with an event ---------------------------------------------------------------------------------- */

  /** @param {HistogramMessage | null} days */
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

  /**
   * The nearest day with an event before (-1) or after (1) the last day shown; null if there is none, undefined if only
   * the server knows.
   *
   * @param {number} step
   */
  neighbour(step) {
    const at = this.standing, { timeline } = this.data, { counted } = this.timeline, base = this.data.first;
    if (timeline) {
      const on = timeline.events.filter((event) => passes(event, this.filter ?? {}) && (step > 0 ? event.days[1] > at : event.days[0] < at));
      if (!on.length) return null;
      return step > 0 ? Math.min(...on.map(({ days }) => Math.max(days[0], at + 1))) : Math.max(...on.map(({ days }) => Math.min(days[1], at - 1)));
    }
    if (!counted || (at < base && step < 0)) return null;
    const { around } = this;
    if (counted.width > 1) return around?.at === at && around.filter === this.filter ? around.neighbours[step < 0 ? 0 : 1] : undefined;
    for (let i = at - base + step; i >= 0 && i < counted.counts.length; i += step) if (counted.counts[i]) return base + i;
    return null;
  }

  /* Ask the server for both neighbours of the day where the slider stands, if nobody else knows them. */
  async lookAround() {
    if (this.neighbour(1) === undefined && this.data.answers) {
      const at = this.standing, { filter } = this, { choices = {}, ranges = {}, text = "" } = filter ?? {};
      try {
        const answer = await fetch(this.data.answers, { method: "POST", body: JSON.stringify({ choices, ranges, text, neighbours: at }) });
        if (answer.ok) this.around = { at, filter, neighbours: (await answer.json()).neighbours };
      } catch (error) {
        console.error(error);
      }
    }
    this.drawSteps();
  }

  /** @param {number} step */
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
    const from = mode === "one" ? this.value.first : this.value.last;
    let at = from === null || from >= end ? base - 1 : from;
    // A long axis is played in about ninety steps, a short one day by day.
    const stride = Math.max(1, Math.round(this.data.days / 90));
    const { first, last } = this.value, width = mode === "range" && first !== null ? Math.max(0, (last ?? first) - first) : stride - 1;
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
    this.playing = 0;
    this.drawSteps();
    return true;
  }

  changeSpeed() {
    const speeds = Object.keys(SPEEDS);
    this.speed = speeds[(speeds.indexOf(this.speed) + 1) % speeds.length];
    this.drawSteps();
    if (this.playing) { this.halt(); this.start(); }
  }

  stop() {
    if (this.halt()) this.commit(this.value);
  }

  /* ---- a brush over the timeline, a hand on the range ------------------------------------------------------- */

  /**
   * Follow a pointer that is pressed on an element: the value counts when it ends.
   *
   * @param {HTMLElement | SVGElement} element
   * @param {(event: PointerEvent) => boolean} begin
   * @param {(event: PointerEvent) => void} go
   */
  dragging(element, begin, go) {
    /** @type {number | null} */
    let held = null;
    const pointer = (/** @type {(event: PointerEvent) => void} */ act) => (/** @type {Event} */ event) => { if (event instanceof PointerEvent) act(event); };
    element.addEventListener("pointerdown", pointer((event) => {
      if (event.button || held !== null || !begin(event)) return;
      held = event.pointerId;
      element.setPointerCapture(held);
    }));
    element.addEventListener("pointermove", pointer((event) => { if (event.pointerId === held) go(event); }));
    const letGo = pointer((event) => { if (event.pointerId === held) { held = null; this.commit(this.value); } });
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, letGo);
  }

  brushing() {
    let from = 0;
    const brush = (/** @type {PointerEvent} */ event) => {
      const { mode } = this.value, to = this.timeline.dayAt(event.clientX) ?? (mode === "one" ? null : this.data.first);
      this.preview(this.valueOf(to === null ? null : mode === "range" ? [Math.min(from, to), Math.max(from, to)] : [to, to]));
    };
    this.dragging(this.timeline.svg, (event) => { from = this.timeline.dayAt(event.clientX) ?? this.data.first; brush(event); return true; }, brush);
  }

  sliding() {
    let from = 0;
    /** @type {Days} */
    let held = null;
    this.dragging(this.grip, (event) => {
      from = event.clientX;
      held = this.days;
      return held !== null && this.value.mode === "range";
    }, (event) => {
      if (held) this.preview(this.slid(held, Math.round((event.clientX - from) / (this.timeline.step || 1))));
    });
  }

  /**
   * The hand is still on it.
   *
   * @param {DaysChoice} value
   */
  preview(value) {
    this.halt();
    this.value = value;
    this.drawThumbs();
    this.publish(false);
  }

  /* ---- drawing -------------------------------------------------------------------------------------------- */

  draw() {
    if (!this.axis) return;
    for (const input of this.modes.querySelectorAll("input")) input.checked = input.value === this.value.mode;
    const names = { one: [say("Day")], range: [say("First day"), say("Last day")], until: ["", say("Up to")] }[this.value.mode];
    this.box.hidden = !this.data.days;
    this.timeline.draw(this.value.mode, this.theme);
    const { rail, radius, wide } = this.timeline;
    Object.assign(this.rail.style, { left: `${rail.left}px`, right: `${wide - rail.left - rail.width}px` });
    this.thumbs.forEach((thumb, n) => {
      thumb.hidden = !names[n];
      thumb.max = String(this.stops - 1);
      thumb.setAttribute("aria-label", names[n] || "");
      Object.assign(thumb.style, { left: `${rail.left - radius}px`, width: `${rail.width + 2 * radius}px` });
      // Before the first and after the last thumb the track belongs to that thumb alone.
      thumb.classList.toggle("alone", this.value.mode !== "range");
    });
    this.drawThumbs();
    this.drawSteps();
  }

  drawThumbs() {
    const share = (/** @type {number} */ stop) => (100 * stop) / Math.max(1, this.stops - 1), { mode } = this.value;
    this.thumbs.forEach((thumb, n) => {
      const at = this.stopOf(n), base = this.data.first;
      thumb.value = String(at);
      thumb.setAttribute("aria-valuetext", mode === "one" && !at ? say("All days") : dayInWords(mode === "one" ? base + at - 1 : base + at));
    });
    const all = !this.days, last = this.stopOf(1), first = mode === "range" ? this.stopOf(0) : 0;
    const [from, to] = mode === "one" ? (all ? [0, 100] : [share(this.stopOf(0)), share(this.stopOf(0))]) : [share(first), share(last)];
    for (const part of [this.fill, this.grip]) Object.assign(part.style, { left: `${from}%`, width: `${to - from}%` });
    this.grip.hidden = mode !== "range" || all;
    this.words.textContent = this.days ? spanInWords(...this.days) : say("All days");
    this.words.classList.toggle("all", all);
    this.light();
  }

  /* What the filters hide is faint, what the days hide is pale. */
  light() { if (this.axis) this.timeline.tint(this.days, this.filter); }

  drawSteps() {
    if (!this.axis) return;
    this.previous.disabled = this.neighbour(-1) === null;
    this.next.disabled = this.neighbour(1) === null;
    nameButton(this.play, this.playing ? say("Stop") : say("Play"));
    this.play.querySelector("path")?.setAttribute("d", this.playing ? STOP : PLAY);
    this.faster.textContent = this.speed;
    this.faster.setAttribute("aria-label", say("Speed {speed}", { speed: this.speed }));
  }

  drawLine() {
    if (!this.axis) return;
    const { set, mapped, rest, others } = this.data, shown = this.drawn.get(set) ?? mapped;
    const also = others.flatMap((other) => {
      const drawn = this.drawn.get(other.set);
      return drawn === undefined ? [] : [say("{name}: {number}", { name: other.name, number: drawn })];
    });
    const sentences = [rest, also.length ? say("Also on the map: {sets}.", { sets: also.join(", ") }) : ""];
    this.line.replaceChildren(
      ...sayNodes("{shown} of {mapped} mapped events.", { shown: node("b", "", figure(shown)), mapped }),
      ...sentences.filter(Boolean).map((sentence) => ` ${sentence}`),
    );
    const { view } = this;
    this.everything.disabled = !view.days && !(view.active || []).length;
  }
}

/** @type {Mounts<DaySlider>} */
const mounts = new Mounts();

/**
 * @param {Component<DaySliderData>} component
 * @returns {End}
 */
export default function daySlider({ parentElement, data, setStateValue }) {
  return mounts.mount(
    parentElement,
    () => new DaySlider(parentElement, data, setStateValue),
    (control) => control.update(data),
  );
}
