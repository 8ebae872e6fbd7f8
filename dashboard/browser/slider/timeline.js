/* The picture over the day slider: what was reported for each day, as marks or as bars, and a lane of statements.
 *
 * Where the events are few and given, each is a mark on its day, stacked by attacker; an event on one of several days is
 * a bar across them; below stand the statements. What the filters hide is faint, what the days hide is pale. Else there
 * are bars: events in each of so many days, by class.
 */

import { drawing, node } from "../dom.js";
import { markPassing, touches } from "../filter.js";
import { say } from "../words.js";
import { Axis } from "./axis.js";
import { barsOf, outlines } from "./bars.js";
import { dayEvents } from "./day_events.js";
import { markOf } from "./day_mark.js";
import { planMarks, spotsOf } from "./mark_plan.js";
import { rove } from "./roving.js";
import { NameTip } from "./name_tip.js";
import { StatementLane, touched } from "./statement_lane.js";
import { keyOfBars, keyOfMarks } from "./timeline_key.js";
import { namePointedAt } from "./timeline_pointer.js";

/**
 * @import {Days, SetFilter, Theme} from "../types"
 * @import {DaySliderData, HistogramMessage, Timeline as TimelineMessage} from "../protocol"
 * @import {ColumnEvents} from "../layer/column_events.js"
 * @import {Mode} from "./axis.js"
 * @import {Bars} from "./bars.js"
 * @import {DayEvent} from "./day_events.js"
 * @import {MarkPlan} from "./mark_plan.js"
 * @typedef {{event: DayEvent, at: number, top: number, element: SVGGElement}} DayMark
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
    /** @type {ColumnEvents | null} the events, where they are few */
    this.columns = null;
    /** @type {DayEvent[]} */
    this.events = [];
    /** Which of them pass the filter: 1 or 0. */
    this.passing = new Uint8Array(0);
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
    this.tip = new NameTip(() => this.wide);
    track.append(this.band, this.svg, this.lane.element, this.scale, this.tip.element, this.lane.list);
    namePointedAt(this, MARKS);
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
    this.columns = null;
    this.events = [];
    this.marks = [];
    this.bars = this.counted = null;
    this.filter = undefined;
    this.theme = null;
    this.form = "";
    this.after = days > FEW_DAYS ? 0 : Math.max(0, Math.min(MOST_AFTER, Math.max(last, ...statements.map(({ day }) => day)) - last));
    this.svg.style.height = `${this.tall}px`;
    this.lane.element.hidden = !statements.length && !timeline?.undated.length;
  }

  /**
   * The events of the axis are here.
   *
   * @param {ColumnEvents} columns
   */
  take(columns) {
    this.columns = columns;
    this.events = dayEvents(columns);
    this.passing = new Uint8Array(columns.n);
    this.mark(this.filter);
    this.form = "";
  }

  /**
   * Which events pass a filter from now on.
   *
   * @param {SetFilter | undefined} filter
   */
  mark(filter) {
    this.filter = filter;
    if (this.columns) markPassing(this.columns, filter ?? {}, this.passing);
  }

  /**
   * The nearest day with an event that passes before (-1) or after (1) a day; null if there is none.
   *
   * @param {number} at
   * @param {number} step
   */
  neighbour(at, step) {
    const on = this.events.filter(({ row, days }) => this.passing[row] && (step > 0 ? days[1] > at : days[0] < at));
    if (!on.length) return null;
    return step > 0 ? Math.min(...on.map(({ days }) => Math.max(days[0], at + 1))) : Math.max(...on.map(({ days }) => Math.min(days[1], at - 1)));
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
    this.tip.hide();
    this.drawMarks(timeline && planMarks(this.events, Object.keys(timeline.names), this.step, MARKS));
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
  ownBars({ names, colours }, theme) {
    const { first, days } = this.axis, keys = Object.keys(names), width = Math.ceil(days / this.bins);
    const stacked = keys.map(() => /** @type {number[]} */ (new Array(Math.ceil(days / width)).fill(0)));
    for (const event of this.events) {
      if (!this.passing[event.row]) continue;
      const to = Math.floor((event.days[1] - first) / width), bars = stacked[keys.indexOf(event.colour)];
      for (let bar = Math.floor((event.days[0] - first) / width); bar <= to; bar++) bars[bar]++;
    }
    return { width, stacked, classes: keys.map((key) => ({ label: names[key], colour: colours[theme][key] })) };
  }

  drawBars() {
    const timeline = this.data?.timeline ?? null, theme = this.theme ?? "light";
    if (timeline) this.bars = this.marks.length || !this.events.length ? null : this.ownBars(timeline, theme);
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
    this.key.replaceChildren(...(timeline ? keyOfMarks(timeline, this.events, {
      plain: this.marks.length > 0, short: this.wide < SHORT, roomForUndated: this.lane.roomForUndated,
    }) : this.bars ? keyOfBars(this.bars) : []));
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
      this.mark(filter);
      if (this.data?.timeline && !this.marks.length) this.drawBars();
    }
    for (const { event, element } of this.marks) {
      const faint = !this.passing[event.row];
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
}
