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
 *   "view-frame"   the map is to show what is left
 */

import { spanInWords } from "../days.js";
import { Mounts } from "../mounting.js";
import { eventsAt } from "../layer/columns_file.js";
import { countsOutdated, reportedView, viewChanged } from "../reported_view.js";
import { chosenDays, choiceOf } from "./days_on_axis.js";
import { brushDays, slideRange } from "./hands_on_track.js";
import { NeighbouringDays } from "./neighbouring_days.js";
import { Playback } from "./playback.js";
import { SliderBox } from "./slider_box.js";
import { Thumbs } from "./thumbs.js";
import { Timeline } from "./timeline.js";

/**
 * @import {Component, Days, End, Theme} from "../types"
 * @import {DaySliderData, DaysChoice, HistogramMessage, StatementOpened} from "../protocol"
 * @typedef {{(name: "days", value: DaysChoice): void, (name: "statement", value: StatementOpened): void}} Tell
 */

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
    this.resting = 0;
    this.playback = new Playback((choice) => this.played(choice), () => this.stop());
    /** @type {Map<string, number>} how many events the map draws of each set */
    this.drawn = new Map();
    this.ended = new AbortController();
    const { signal } = this.ended;

    this.box = new SliderBox({
      choose: (mode) => this.commit({ mode, first: null, last: null }),
      step: (step) => this.step(step),
      play: () => (this.playback.playing ? this.stop() : this.start()),
      changeSpeed: () => this.changeSpeed(),
      changeUnit: (unit) => { this.playback.chosen = unit; this.stop(); },
    });
    this.track = this.box.track;
    const now = () => ({ choice: this.value, axis: this.data });
    this.thumbs = new Thumbs(now, (choice) => this.moved(choice), (choice) => this.commit(choice ?? this.value), signal);
    root.append(this.box.element);
    this.timeline = new Timeline(this.track, this.box.key, {
      read: (id) => this.tell("statement", { id, at: Date.now() }),
      choose: (days) => this.commit(this.valueOf(days)),
    });
    this.neighbours = new NeighbouringDays(this.timeline, () => ({ choice: this.value, data: this.data, filter: this.filter }));
    this.track.append(this.box.rail, ...this.thumbs.inputs);
    const hand = { now, move: (/** @type {DaysChoice} */ choice) => this.moved(choice), commit: () => this.commit(this.value) };
    brushDays(this.timeline, hand);
    slideRange(this.box.grip, this.timeline, hand);

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
    this.dim("");
    this.box.element.remove();
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
    if (axis) { this.playback.chosen = null; this.timeline.set(data); this.neighbours.forget(); this.fetchEvents(data); }
    // Python has checked its value against this axis; another axis takes it whatever the turn is.
    if ((data.turn && data.turn !== this.turn) || axis) {
      this.halt();
      this.turn = data.turn;
      // Python says its value once for each moment; drawn anew within one, the slider stands where the reader left it.
      const moment = `${data.set} ${data.first} ${data.days} ${data.turn}`, { kept } = reportedView();
      this.value = { ...(kept?.moment === moment ? kept.value : data.value) };
      reportedView().kept = { moment, value: this.value };
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

  /** What is chosen in the filters of the set. */
  get filter() { return reportedView().filters?.[this.data.set]; }

  /* ---- what is chosen ------------------------------------------------------------------------------------- */

  /** The chosen days, or null for all days. */
  get days() { return chosenDays(this.value, this.data); }

  /**
   * These days as a value of the mode that is chosen; null = all days.
   *
   * @param {Days} days
   */
  valueOf(days) { return choiceOf(this.value.mode, days); }

  /**
   * A window is played. The counts and the list of the page follow; what only the server draws waits, and is dimmed.
   *
   * @param {DaysChoice} value
   */
  played(value) {
    const other = value.mode !== this.value.mode;
    this.value = value;
    this.dim("playing");
    if (other) this.draw(); else this.drawThumbs();
    this.publish(true);
  }

  /**
   * What does not follow the days at once is dimmed while they move.
   *
   * @param {"" | "playing" | "moving"} how
   */
  dim(how) {
    if (how) document.body.dataset.days = how; else delete document.body.dataset.days;
  }

  /**
   * A thumb was moved by the hand.
   *
   * @param {DaysChoice} choice
   */
  moved(choice) {
    this.halt();
    this.dim("moving");
    this.preview(choice);
  }

  /** @param {DaysChoice} value */
  commit(value) {
    this.halt();
    this.dim("");
    this.value = { ...value };
    const { kept } = reportedView();
    if (kept) kept.value = this.value;
    this.draw();
    this.publish(true);
    // A key that is held down asks for many days a second; Python hears where it came to rest.
    window.clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.tell("days", this.value), REST);
  }

  /** @param {boolean} committed */
  publish(committed) {
    const view = reportedView(), { days } = this;
    view.days = days;
    view.words = days ? spanInWords(...days) : "";
    view.bins = this.data.timeline ? undefined : this.timeline.bins;
    viewChanged(committed);
  }

  resized() {
    if (!this.axis || this.track.clientWidth === this.timeline.wide) return;
    this.draw();
    if (this.data.timeline || reportedView().bins === this.timeline.bins) return;
    reportedView().bins = this.timeline.bins;
    countsOutdated();
  }

  /* ---- days with an event ---------------------------------------------------------------------------------- */

  /** @param {HistogramMessage | null} days */
  counted(days) {
    this.timeline.histogram(this.data.timeline ? null : days);
    this.light();
    this.lookAround();
  }

  async lookAround() {
    await this.neighbours.ask();
    this.drawSteps();
  }

  /** @param {number} step */
  async step(step) {
    const { neighbours } = this, at = neighbours.standing;
    if (neighbours.day(step) === undefined) await this.lookAround();
    const day = neighbours.day(step), { mode, first } = this.value;
    if (day === null || day === undefined || at !== neighbours.standing) return;
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

  /**
   * Show a choice that is not the last one: the hand is still on it.
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
    this.box.drawModes(this.value.mode);
    this.box.element.hidden = !this.data.days;
    this.timeline.draw(this.value.mode, this.theme);
    const { rail, radius, wide } = this.timeline;
    this.box.layRail(rail, wide);
    this.thumbs.lay(rail, radius);
    this.drawThumbs();
    this.drawSteps();
  }

  drawThumbs() {
    this.thumbs.draw();
    this.box.drawRange(this.value, this.data);
    this.light();
  }

  /* What the filters hide is faint, what the days hide is pale. */
  light() { if (this.axis) this.timeline.tint(this.days, this.filter); }

  drawSteps() {
    if (!this.axis) return;
    this.box.drawUnit(this.data, this.playback.unit(this.data));
    this.box.drawSteps({ before: this.neighbours.day(-1) !== null, after: this.neighbours.day(1) !== null }, this.playback);
  }

  drawLine() {
    const view = reportedView();
    if (this.axis) this.box.drawLine(this.data, this.drawn, Boolean(view.days || (view.active || []).length));
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
