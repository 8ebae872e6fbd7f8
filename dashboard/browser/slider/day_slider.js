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

import { spanInWords } from "../days.js";
import { button, node } from "../dom.js";
import { Mounts } from "../mounting.js";
import { eventsAt } from "../layer/columns_file.js";
import { figure, say, sayNodes } from "../words.js";
import { chosenDays, choiceOf, lastDayOf, slid, stopOf, stopsOf } from "./days_on_axis.js";
import { dragging } from "./dragging.js";
import { SIGNS, iconButton, nameButton } from "./icon_button.js";
import { Playback } from "./playback.js";
import { Thumbs } from "./thumbs.js";
import { Timeline } from "./timeline.js";

/**
 * @import {Component, Days, End, SetFilter, Theme, View} from "../types"
 * @import {DaySliderData, DaysChoice, HistogramMessage, NeighboursAnswer, StatementOpened} from "../protocol"
 * @typedef {{(name: "days", value: DaysChoice): void, (name: "statement", value: StatementOpened): void}} Tell
 * @typedef {{at: number, filter: SetFilter | undefined, neighbours: NeighboursAnswer["neighbours"]}} Around
 */

/** @type {Record<DaysChoice["mode"], string>} */
const MODES = { one: say("One day"), range: say("Range"), until: say("Up to a day") };
// Milliseconds after which a hand is at rest.
const REST = 120;

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
    this.resting = 0;
    this.playback = new Playback((choice) => this.preview(choice), () => this.stop());
    /** @type {Map<string, number>} how many events the map draws of each set */
    this.drawn = new Map();
    this.ended = new AbortController();
    const { signal } = this.ended;

    this.modes = node("div", "modes");
    this.modes.setAttribute("role", "radiogroup");
    this.modes.setAttribute("aria-label", say("Days"));
    this.modes.append(...Object.entries(MODES).map(([mode, name]) => this.modeChoice(/** @type {DaysChoice["mode"]} */ (mode), name)));
    this.previous = iconButton("previous", say("Previous day with an event"), SIGNS.previous, () => this.step(-1));
    this.next = iconButton("next", say("Next day with an event"), SIGNS.next, () => this.step(1));
    this.play = iconButton("play", say("Play"), SIGNS.play, () => (this.playback.playing ? this.stop() : this.start()));
    this.faster = button("speed", this.playback.speed, () => this.changeSpeed());
    this.words = node("output", "words");
    this.track = node("div", "track");
    this.rail = node("div", "rail");
    this.fill = node("div", "fill");
    this.grip = node("div", "grip");
    this.rail.append(this.fill, this.grip);
    this.thumbs = new Thumbs(() => ({ choice: this.value, axis: this.data }), (choice) => this.moved(choice), (choice) => this.commit(choice ?? this.value), signal);
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
    this.track.append(this.rail, ...this.thumbs.inputs);
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
    const form = JSON.stringify([data.set, data.first, data.days, data.timeline?.version ?? "", data.columns ?? ""]), axis = form !== this.axis;
    this.data = data;
    this.axis = form;
    if (axis) { this.timeline.set(data); this.around = null; this.fetchEvents(data); }
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

  /**
   * The marks are drawn when their events are here.
   *
   * @param {DaySliderData} data
   */
  async fetchEvents({ columns }) {
    if (!columns) return;
    const { axis } = this;
    try {
      const events = await eventsAt(columns);
      if (axis !== this.axis || this.ended.signal.aborted) return;
      this.timeline.take(events);
      this.draw();
      this.light();
    } catch (error) {
      console.error(error);
    }
  }

  /** @returns {Theme} */
  get theme() {
    const [r, g, b] = (getComputedStyle(this.timeline.tip.element).backgroundColor.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number);
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

  /* ---- what is chosen ------------------------------------------------------------------------------------- */

  get lastDay() { return lastDayOf(this.data); }

  /** The chosen days, or null for all days. */
  get days() { return chosenDays(this.value, this.data); }

  /**
   * These days as a value of the mode that is chosen; null = all days.
   *
   * @param {Days} days
   */
  valueOf(days) { return choiceOf(this.value.mode, days); }

  /**
   * A thumb was moved by the hand.
   *
   * @param {DaysChoice} choice
   */
  moved(choice) {
    this.halt();
    this.preview(choice);
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
    const at = this.standing, { counted } = this.timeline, base = this.data.first;
    if (this.data.timeline) return this.timeline.neighbour(at, step);
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
    this.playback.start(this.value, this.data);
    this.drawSteps();
  }

  halt() {
    if (!this.playback.halt()) return false;
    this.drawSteps();
    return true;
  }

  changeSpeed() {
    this.playback.changeSpeed();
    this.drawSteps();
    if (this.halt()) this.start();
  }

  stop() {
    if (this.halt()) this.commit(this.value);
  }

  /* ---- a brush over the timeline, a hand on the range ------------------------------------------------------- */

  brushing() {
    let from = 0;
    const brush = (/** @type {PointerEvent} */ event) => {
      const { mode } = this.value, to = this.timeline.dayAt(event.clientX) ?? (mode === "one" ? null : this.data.first);
      this.moved(this.valueOf(to === null ? null : mode === "range" ? [Math.min(from, to), Math.max(from, to)] : [to, to]));
    };
    const begin = (/** @type {PointerEvent} */ event) => { from = this.timeline.dayAt(event.clientX) ?? this.data.first; brush(event); return true; };
    dragging(this.timeline.svg, begin, brush, () => this.commit(this.value));
  }

  sliding() {
    let from = 0;
    /** @type {Days} */
    let held = null;
    dragging(this.grip, (event) => {
      from = event.clientX;
      held = this.days;
      return held !== null && this.value.mode === "range";
    }, (event) => {
      if (held) this.moved(this.valueOf(slid(held, Math.round((event.clientX - from) / (this.timeline.step || 1)), this.data)));
    }, () => this.commit(this.value));
  }

  /**
   * Show a choice that is not the last one: it is played, or the hand is still on it.
   *
   * @param {DaysChoice} value
   */
  preview(value) {
    this.value = value;
    this.drawThumbs();
    this.publish(false);
  }

  /* ---- drawing -------------------------------------------------------------------------------------------- */

  draw() {
    if (!this.axis) return;
    for (const input of this.modes.querySelectorAll("input")) input.checked = input.value === this.value.mode;
    this.box.hidden = !this.data.days;
    this.timeline.draw(this.value.mode, this.theme);
    const { rail, radius, wide } = this.timeline;
    Object.assign(this.rail.style, { left: `${rail.left}px`, right: `${wide - rail.left - rail.width}px` });
    this.thumbs.lay(rail, radius);
    this.drawThumbs();
    this.drawSteps();
  }

  drawThumbs() {
    const { mode } = this.value, stop = (/** @type {number} */ n) => stopOf(this.value, this.data, n);
    const share = (/** @type {number} */ at) => (100 * at) / Math.max(1, stopsOf(mode, this.data) - 1);
    this.thumbs.draw();
    const all = !this.days, first = mode === "range" ? stop(0) : 0;
    const [from, to] = mode === "one" ? (all ? [0, 100] : [share(stop(0)), share(stop(0))]) : [share(first), share(stop(1))];
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
    const { playing, speed } = this.playback;
    nameButton(this.play, playing ? say("Stop") : say("Play"), playing ? SIGNS.stop : SIGNS.play);
    this.faster.textContent = speed;
    this.faster.setAttribute("aria-label", say("Speed {speed}", { speed }));
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
