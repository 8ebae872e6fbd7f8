/* The picture over the day slider: what was reported for each day, as marks or as bars, and a lane of statements.
 *
 * Where the events are few and given, each is a mark on its day, stacked by attacker; an event on one of several days is
 * a bar across them; below stand the statements. What the filters hide is faint, what the days hide is pale. Else there
 * are bars: events in each of so many days, by class.
 */

import { drawing, node } from "../dom.js";
import { say } from "../words.js";
import { Axis } from "./axis.js";
import { barsOf, barsOfEvents, outlines } from "./bars.js";
import { DayScale } from "./day_scale.js";
import { EventMarks } from "./event_marks.js";
import { planMarks } from "./mark_plan.js";
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
    this.marks = new EventMarks(MARKS);
    /** @type {Bars | null} */
    this.bars = null;
    /** @type {HistogramMessage | null} */
    this.counted = null;
    /** @type {Theme | null} */
    this.theme = null;
    this.form = "";
    this.band = node("div", "band");
    this.clip = drawing("rect", { y: 0, height: TALL });
    this.quiet = drawing("g", { class: "quiet" });
    this.lit = drawing("g", { class: "lit", "clip-path": "url(#chosen-days)" });
    this.svg = drawing("svg", {}, drawing("clipPath", { id: "chosen-days" }, this.clip), this.quiet, this.lit, this.marks.element);
    this.lane = new StatementLane(read);
    this.scale = new DayScale();
    this.tip = new NameTip(() => this.wide);
    track.append(this.band, this.svg, this.lane.element, this.scale.element, this.tip.element, this.lane.list);
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
    this.marks.clear();
    this.bars = this.counted = null;
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
    this.marks.take(columns);
    this.form = "";
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
    this.scale.draw(this.axis, mode, this.wide < ROOMY);
    // Marks and bars stand where they stood in another mode; who has the focus keeps it.
    const form = [this.wide, theme, touched()].join(" ");
    if (form === this.form) return;
    this.form = form;
    this.svg.setAttribute("viewBox", `0 0 ${this.wide} ${this.tall}`);
    this.svg.setAttribute("width", String(this.wide));
    this.tip.hide();
    this.marks.draw(timeline && planMarks(this.marks.events, Object.keys(timeline.names), this.step, MARKS), this.axis);
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

  drawBars() {
    const timeline = this.data?.timeline ?? null, theme = this.theme ?? "light";
    const { drawn, events, passing } = this.marks;
    if (!timeline) this.bars = this.counted && barsOf(this.counted, theme);
    else if (drawn.length || !events.length) this.bars = null;
    else this.bars = barsOfEvents(events.filter(({ row }) => passing[row]), timeline, this.axis, this.bins, theme);
    this.svg.setAttribute("role", drawn.length ? "group" : "img");
    this.svg.setAttribute("aria-label", drawn.length ? say("Events by day") : say("Events over time"));
    const paths = this.bars ? outlines(this.bars, this.axis, this.tall) : [];
    // The largest first.
    const outlined = () => paths.map(({ path, colour }) => drawing("path", { d: path, style: colour ? `fill:${colour}` : null })).reverse();
    this.quiet.replaceChildren(...outlined());
    this.lit.replaceChildren(...outlined());
  }

  /* ---- the key -------------------------------------------------------------------------------------------- */

  /* What colours and forms mean, as far as they occur. */
  drawKey() {
    const timeline = this.data?.timeline;
    this.key.replaceChildren(...(timeline ? keyOfMarks(timeline, this.marks.events, {
      plain: this.marks.drawn.length > 0, short: this.wide < SHORT, roomForUndated: this.lane.roomForUndated,
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
    if (filter !== this.marks.filter) {
      this.marks.pass(filter);
      if (this.data?.timeline && !this.marks.drawn.length) this.drawBars();
    }
    this.marks.tint(days);
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
