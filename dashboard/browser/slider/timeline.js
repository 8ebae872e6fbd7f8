/* The picture over the day slider: what was reported for each day, as marks or as bars, and a lane of statements.
 *
 * Where the events are few and given, each is a mark on its day, stacked by attacker; an event on one of several days is
 * a bar across them; below stand the statements. What the filters hide is faint, what the days hide is pale. Else there
 * are bars: events in each of so many days, by class.
 */

import { BESIDE_CLASSES, CLASS_COLOURS } from "../class_colours.js";
import { spanInWords } from "../days.js";
import { drawing, node } from "../dom.js";
import { passes, touches } from "../filter.js";
import { figure, say, sayCount } from "../words.js";
import { Axis } from "./axis.js";
import { outlines, totals } from "./bars.js";
import { markOf } from "./day_mark.js";
import { planMarks, spotsOf } from "./mark_plan.js";
import { rove } from "./roving.js";
import { StatementLane, diamond, touched } from "./statement_lane.js";

/**
 * @import {Days, SetFilter, Theme} from "../types"
 * @import {DaySliderData, HistogramMessage, StackMessage, Timeline as TimelineMessage, TimelineEvent} from "../protocol"
 * @import {Mode} from "./axis.js"
 * @import {Bars} from "./bars.js"
 * @import {MarkPlan} from "./mark_plan.js"
 * @typedef {{event: TimelineEvent, at: number, top: number, element: SVGGElement}} DayMark
 */

// Up to so many days some after the last are shown where a statement was made on them, and how many.
const FEW_DAYS = 16, MOST_AFTER = 2;
// Pixels: the height of the timeline, and of its part for marks; how wide a track has room for more bars, and for the
// key in full.
const TALL = 66, MARKS = 52, ROOMY = 600, SHORT = 700;
// How many bars there are at most, on a wide track and on a narrow one.
const BARS = { wide: 240, narrow: 120 };
// A thumb's radius where the style says none, and a track's width before it is laid out.
const RADIUS = 10, WIDE = 800;

/**
 * Names longer than there is room for lose what stands in brackets.
 *
 * @param {string} name
 */
function shortName(name) {
  return name.length > 20 ? name.replace(/ \(.*/, "") : name;
}

/**
 * How wide a text is in an element's font, in pixels.
 *
 * @param {string} text
 * @param {Element} element
 */
function widthOf(text, element) {
  const context = node("canvas").getContext("2d"), { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  if (!context) return Number.POSITIVE_INFINITY;
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return context.measureText(text).width;
}

export class Timeline {
  /**
   * @param {HTMLElement} track
   * @param {HTMLElement} key
   * @param {{read: (statement: string) => void, choose: (days: Days) => void}} acts
   */
  constructor(track, key, { read, choose }) {
    this.track = track;
    this.key = key;
    this.choose = choose;
    /** @type {DaySliderData | null} */
    this.data = null;
    this.axis = new Axis({ first: 0, days: 0, after: 0, wide: WIDE, radius: RADIUS });
    this.after = 0;
    this.radius = RADIUS;
    this.rail = { left: 0, width: 0 };
    /** @type {DayMark[]} */
    this.marks = [];
    /** @type {Bars | null} */
    this.bars = null;
    /** @type {HistogramMessage | null} */
    this.counted = null;
    /** @type {SetFilter | undefined} */
    this.filter = undefined;
    /** @type {Theme | null} */
    this.theme = null;
    this.form = "";
    this.band = node("div", "band");
    this.clip = drawing("rect", { y: 0, height: TALL });
    this.quiet = drawing("g", { class: "quiet" });
    this.lit = drawing("g", { class: "lit", "clip-path": "url(#chosen-days)" });
    this.units = drawing("g", { class: "units" });
    this.svg = drawing("svg", {}, drawing("clipPath", { id: "chosen-days" }, this.clip), this.quiet, this.lit, this.units);
    this.lane = new StatementLane(read);
    this.scale = node("div", "scale");
    this.scale.setAttribute("aria-hidden", "true");
    this.tip = node("div", "tip");
    this.tip.setAttribute("aria-hidden", "true");
    track.append(this.band, this.svg, this.lane.element, this.scale, this.tip, this.lane.list);
    this.nameWhatIsPointedAt();
    rove(this.svg);
  }

  /**
   * Take another axis or other events.
   *
   * @param {DaySliderData} data
   */
  set(data) {
    const { first, days, timeline } = data, last = first + days - 1, statements = timeline?.statements ?? [];
    this.data = data;
    this.marks = [];
    this.bars = this.counted = null;
    this.filter = undefined;
    this.theme = null;
    this.form = "";
    this.after = days > FEW_DAYS ? 0 : Math.max(0, Math.min(MOST_AFTER, Math.max(last, ...statements.map(({ day }) => day)) - last));
    this.svg.style.height = `${this.tall}px`;
    this.lane.element.hidden = !statements.length && !timeline?.undated.length;
  }

  get tall() { return this.data?.timeline ? MARKS : TALL; }

  get wide() { return this.axis.wide; }

  get step() { return this.axis.step; }

  /** How many bars there is room for. */
  get bins() { return this.wide < ROOMY ? BARS.narrow : BARS.wide; }

  /**
   * The day of the axis at a place of the window, null for all days.
   *
   * @param {number} clientX
   */
  dayAt(clientX) {
    return this.axis.dayAt(clientX - this.track.getBoundingClientRect().left);
  }

  /* ---- what is drawn --------------------------------------------------------------------------------------- */

  /**
   * Draw anew, for this width and mode.
   *
   * @param {Mode} mode
   * @param {Theme} theme
   */
  draw(mode, theme) {
    if (!this.data) return;
    const { timeline } = this.data;
    if (theme !== this.theme) this.paint(timeline, theme);
    this.measure(this.data, mode);
    this.drawScale(mode);
    // Marks and bars stand where they stood in another mode; who has the focus keeps it.
    const form = [this.wide, theme, touched()].join(" ");
    if (form === this.form) return;
    this.form = form;
    this.svg.setAttribute("viewBox", `0 0 ${this.wide} ${this.tall}`);
    this.svg.setAttribute("width", String(this.wide));
    this.hideTip();
    this.drawMarks(timeline && planMarks(timeline.events, Object.keys(timeline.names), this.step, MARKS));
    this.drawBars();
    this.lane.draw(timeline, this.axis);
    this.drawKey();
  }

  /**
   * @param {DaySliderData} data
   * @param {Mode} mode
   */
  measure({ first, days }, mode) {
    const wide = this.track.clientWidth || WIDE;
    this.radius = Number.parseFloat(getComputedStyle(this.track).getPropertyValue("--r")) || RADIUS;
    this.axis = new Axis({ first, days, after: this.after, wide, radius: this.radius });
    this.track.parentElement?.classList.toggle("narrow", wide < ROOMY);
    const from = mode === "one" ? this.axis.pad : this.axis.x(first);
    this.rail = { left: from, width: this.axis.x(this.axis.last) - from };
  }

  /**
   * The theme's colours as properties, for marks and key.
   *
   * @param {TimelineMessage | null} timeline
   * @param {Theme} theme
   */
  paint(timeline, theme) {
    const box = this.track.parentElement;
    this.theme = theme;
    box?.classList.toggle("dark", theme === "dark");
    if (!timeline) return;
    for (const key of Object.keys(timeline.colours.light)) {
      box?.style.setProperty(`--c-${key}`, timeline.colours[theme][key]);
      box?.style.setProperty(`--n-${key}`, timeline.colours.dark[key]);
    }
  }

  /** @param {MarkPlan | null} plan */
  drawMarks(plan) {
    this.marks = plan ? spotsOf(plan, this.axis).map(({ event, at, row, wide }) => {
      const y = MARKS - plan.pitch * (row + 0.5);
      return { event, at, top: y - plan.pitch / 2, element: markOf(event, at, y, wide, plan.pitch - 1.5) };
    }) : [];
    this.marks.sort((a, b) => a.event.days[0] - b.event.days[0] || b.top - a.top || a.at - b.at);
    this.marks.forEach(({ element, event }, n) => {
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", n ? "-1" : "0");
      element.setAttribute("aria-label", say("{title}, {when}, attacker: {attacker}", { title: event.title, when: event.when, attacker: event.attacker }));
      element.dataset.event = event.id;
    });
    this.units.replaceChildren(...this.marks.map(({ element }) => element));
  }

  /* ---- bars ------------------------------------------------------------------------------------------------ */

  /**
   * Take the numbers of an answer; of another axis they are none.
   *
   * @param {HistogramMessage | null} days
   */
  histogram(days) {
    if (!this.data) return;
    const fits = days && days.first === this.data.first && days.counts.length === Math.ceil(this.data.days / days.width);
    this.counted = fits ? days : null;
    if (this.counted) { this.drawBars(); this.drawKey(); }
  }

  /**
   * Events too many for marks, as bars: of those that pass the filter.
   *
   * @param {TimelineMessage} timeline
   * @param {Theme} theme
   * @returns {Bars}
   */
  ownBars({ events, names, colours }, theme) {
    const { first, days } = this.axis, keys = Object.keys(names), width = Math.ceil(days / this.bins);
    const stacked = keys.map(() => /** @type {number[]} */ (new Array(Math.ceil(days / width)).fill(0)));
    for (const event of events) {
      if (!passes(event, this.filter ?? {})) continue;
      const to = Math.floor((event.days[1] - first) / width), bars = stacked[keys.indexOf(event.colour)];
      for (let bar = Math.floor((event.days[0] - first) / width); bar <= to; bar++) bars[bar]++;
    }
    return { width, stacked, classes: keys.map((key) => ({ label: names[key], colour: colours[theme][key] })) };
  }

  drawBars() {
    const timeline = this.data?.timeline ?? null, theme = this.theme ?? "light";
    if (timeline) this.bars = this.marks.length || !timeline.events.length ? null : this.ownBars(timeline, theme);
    else this.bars = this.counted && barsOf(this.counted, theme);
    this.svg.setAttribute("role", this.marks.length ? "group" : "img");
    this.svg.setAttribute("aria-label", this.marks.length ? say("Events by day") : say("Events over time"));
    const paths = this.bars ? outlines(this.bars, this.axis, this.tall) : [];
    // The largest first.
    const drawn = () => paths.map(({ path, colour }) => drawing("path", { d: path, style: colour ? `fill:${colour}` : null })).reverse();
    this.quiet.replaceChildren(...drawn());
    this.lit.replaceChildren(...drawn());
  }

  /* ---- names of days, and the key --------------------------------------------------------------------------- */

  /** @param {Mode} mode */
  drawScale(mode) {
    const names = this.axis.names(mode, this.wide < ROOMY, widthOf("Wed 28", this.scale));
    this.scale.replaceChildren(...names.map(({ at, text, off }) => {
      const mark = node("span", off ? "off" : "", text);
      // No name leaves the page: one at the edge stands a little inside.
      const half = text.length * 3.2;
      mark.style.left = `${Math.max(half - 4, Math.min(this.wide - half + 4, at))}px`;
      return mark;
    }));
  }

  /* What colours and forms mean, as far as they occur. */
  drawKey() {
    const timeline = this.data?.timeline;
    this.key.replaceChildren(...(timeline ? this.keyOfMarks(timeline) : this.bars ? keyOfBars(this.bars) : []));
  }

  /** @param {TimelineMessage} timeline */
  keyOfMarks({ events, names, statements, undated }) {
    const plain = this.marks.length > 0, short = this.wide < SHORT;
    const entries = Object.entries(names).map(([key, label]) => keyEntry(keySign(key, "unknown"), key === "both" && short ? say("Both sides") : shortName(label)));
    if (plain && events.some(({ time }) => time === "night")) entries.push(keyEntry(keySign("none", "night"), short ? say("Night") : say("Night, as stated")));
    if (plain && events.some(({ time }) => time === "day")) entries.push(keyEntry(keySign("none", "day"), say("Day")));
    if (plain && events.some(({ days }) => days[1] > days[0])) {
      entries.push(keyEntry(keySign("none", "unknown", 22), short ? say("Several days") : say("Within several days")));
    }
    if (statements.length || undated.length) {
      const hidden = undated.length && (short || !this.lane.roomForUndated);
      entries.push(keyEntry(diamond({ class: "diamond", width: 11, height: 11 }), hidden ? say("Statement; {number} without a day", { number: undated.length }) : say("Statement")));
    }
    return entries;
  }

  /* ---- faint, pale, chosen ---------------------------------------------------------------------------------- */

  /**
   * What is faint and what is pale.
   *
   * @param {Days} days
   * @param {SetFilter | undefined} filter
   */
  tint(days, filter) {
    if (filter !== this.filter) {
      this.filter = filter;
      if (this.data?.timeline && !this.marks.length) this.drawBars();
    }
    for (const { event, element } of this.marks) {
      const faint = !passes(event, filter ?? {});
      element.classList.toggle("faint", faint);
      element.classList.toggle("pale", !faint && !touches(event.days, days));
    }
    this.lane.tint(days);
    const from = days ? this.axis.x(days[0]) - this.step / 2 : 0, wide = days ? (days[1] - days[0] + 1) * this.step : this.wide;
    this.clip.setAttribute("x", String(from));
    this.clip.setAttribute("width", String(wide));
    // A day of a long axis is thinner than a line.
    const thick = Math.max(2, wide);
    Object.assign(this.band.style, { left: `${from - (thick - wide) / 2}px`, width: `${thick}px`, display: days ? "" : "none" });
    this.band.classList.toggle("thin", thick < 8);
  }

  /* ---- names under the pointer ------------------------------------------------------------------------------ */

  nameWhatIsPointedAt() {
    const { svg, lane } = this;
    const markAt = (/** @type {EventTarget | null} */ target) => {
      const element = target instanceof Element ? target.closest(".mark") : null;
      return this.marks.find((mark) => mark.element === element);
    };
    const focused = (/** @type {EventTarget | null} */ target) => target instanceof Element && target.matches(":focus-visible");
    const nameMark = (/** @type {DayMark} */ { event, at, top }) => this.showTip(at, top, [event.title, `${event.when} · ${event.attacker}`]);
    svg.addEventListener("pointermove", (event) => {
      if (event.buttons) { this.hideTip(); return; }
      const mark = markAt(event.target);
      if (mark) nameMark(mark); else this.nameBar(event.clientX);
    });
    svg.addEventListener("pointerleave", () => this.hideTip());
    svg.addEventListener("focusin", ({ target }) => {
      const mark = markAt(target);
      if (mark && focused(target)) nameMark(mark);
    });
    svg.addEventListener("focusout", () => this.hideTip());
    // A pointer chooses days; the focus stays where it is.
    svg.addEventListener("mousedown", (event) => event.preventDefault());
    svg.addEventListener("keydown", (event) => {
      const mark = markAt(event.target);
      if (mark && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); this.choose(mark.event.days); }
      if (event.key === "Escape") this.hideTip();
    });
    const nameStatement = (/** @type {Event} */ { target }) => {
      const pointed = lane.at(target);
      if (pointed) this.showTip(pointed.at, MARKS, pointed.tip);
    };
    lane.element.addEventListener("pointerover", nameStatement);
    lane.element.addEventListener("focusin", (event) => { if (focused(event.target)) nameStatement(event); });
    for (const name of ["pointerleave", "focusout", "click"]) lane.element.addEventListener(name, () => this.hideTip());
  }

  /** @param {number} clientX */
  nameBar(clientX) {
    const day = this.bars && this.dayAt(clientX);
    if (!this.bars || day === null) { this.hideTip(); return; }
    const { width, stacked, classes } = this.bars, { first, last } = this.axis, bar = Math.floor((day - first) / width);
    const from = first + bar * width, to = Math.min(last, from + width - 1);
    const parts = classes.map(({ label }, k) => /** @type {const} */ ([label, stacked[k][bar]])).filter(([label, n]) => label && n);
    const number = sayCount(totals(this.bars)[bar], { one: "{number} event", other: "{number} events" });
    this.showTip(this.axis.x(from) + ((to - from) * this.step) / 2, 4,
      [`${number} · ${spanInWords(from, to)}`, parts.map(([label, n]) => `${label} ${figure(n)}`).join(" · ")]);
  }

  /**
   * @param {number} at
   * @param {number} top
   * @param {[string, string] | [string]} lines
   */
  showTip(at, top, [first, second]) {
    this.tip.replaceChildren(node("strong", "", first), ...(second ? [node("span", "", second)] : []));
    this.tip.classList.add("on");
    const half = this.tip.offsetWidth / 2;
    Object.assign(this.tip.style, { left: `${Math.max(half, Math.min(this.wide - half, at))}px`, top: `${top - 6}px` });
  }

  hideTip() { this.tip.classList.remove("on"); }
}

/**
 * The bars of an answer.
 *
 * @param {HistogramMessage & {stack?: StackMessage}} counted
 * @param {Theme} theme
 * @returns {Bars}
 */
function barsOf({ width, counts, stack }, theme) {
  if (!stack) return { width, stacked: [counts], classes: [{ label: "", colour: null }] };
  const named = stack.classes.map(([, label], k) => ({ label: String(label), colour: CLASS_COLOURS[theme][k] }));
  const rest = [{ label: say("Other"), colour: BESIDE_CLASSES[theme].other }, { label: say("Not stated"), colour: BESIDE_CLASSES[theme].none }];
  return { width, stacked: stack.counts, classes: [...named, ...rest] };
}

/** @param {Bars} bars */
function keyOfBars(bars) {
  const { width, classes, stacked } = bars, most = Math.max(0, ...totals(bars));
  const entries = [node("span", "entry", sayCount(width, {
    one: "Events by day, at most {most}", other: "Events in {number} days, at most {most}",
  }, { most }))];
  if (classes.length > 1) classes.forEach(({ label, colour }, k) => { if (stacked[k].some(Boolean)) entries.push(keyEntry(swatch(colour), shortName(label))); });
  return entries;
}

/**
 * @param {Element} sign
 * @param {string} text
 */
function keyEntry(sign, text) {
  const entry = node("span", "entry");
  entry.append(sign, node("span", "", text));
  return entry;
}

/**
 * @param {string} colour
 * @param {string} time
 * @param {number} [wide]
 */
function keySign(colour, time, wide = 11) {
  const mark = markOf({ colour, time }, 0, 0, wide, wide > 11 ? 8 : 11);
  return drawing("svg", { width: wide, height: 11, viewBox: `${-wide / 2} -5.5 ${wide} 11`, "aria-hidden": "true" }, mark);
}

/** @param {string | null} colour */
function swatch(colour) {
  const sign = node("i");
  if (colour) sign.style.background = colour;
  return sign;
}
