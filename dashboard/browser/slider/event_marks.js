/* A mark for each event, where the events are few and given. What the filters hide is faint, what the days hide is pale. */

import { drawing } from "../dom.js";
import { markPassing, touches } from "../filter.js";
import { say } from "../words.js";
import { dayEvents } from "./day_events.js";
import { markOf } from "./day_mark.js";
import { spotsOf } from "./mark_plan.js";

/**
 * @import {Days, SetFilter} from "../types"
 * @import {ColumnEvents} from "../layer/column_events.js"
 * @import {Axis} from "./axis.js"
 * @import {DayEvent} from "./day_events.js"
 * @import {MarkPlan} from "./mark_plan.js"
 * @typedef {{event: DayEvent, at: number, top: number, element: SVGGElement}} DayMark
 */

export class EventMarks {
  /** @param {number} tall the pixels that they have */
  constructor(tall) {
    this.tall = tall;
    this.element = drawing("g", { class: "units" });
    /** @type {ColumnEvents | null} */
    this.columns = null;
    /** @type {DayEvent[]} */
    this.events = [];
    /** Which of them pass the filter: 1 or 0. */
    this.passing = new Uint8Array(0);
    /** @type {DayMark[]} */
    this.drawn = [];
    /** @type {SetFilter | undefined} */
    this.filter = undefined;
  }

  /** Other events are to come. */
  clear() {
    this.columns = null;
    this.events = [];
    this.passing = new Uint8Array(0);
    this.drawn = [];
    this.filter = undefined;
  }

  /** @param {ColumnEvents} columns */
  take(columns) {
    this.columns = columns;
    this.events = dayEvents(columns);
    this.passing = new Uint8Array(columns.n);
    this.pass(this.filter);
  }

  /**
   * Which events pass a filter from now on.
   *
   * @param {SetFilter | undefined} filter
   */
  pass(filter) {
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

  /**
   * @param {MarkPlan | null} plan null where there is no room for marks
   * @param {Axis} axis
   */
  draw(plan, axis) {
    this.drawn = plan ? spotsOf(plan, axis).map(({ event, at, row, wide }) => {
      const y = this.tall - plan.pitch * (row + 0.5);
      return { event, at, top: y - plan.pitch / 2, element: markOf(event, at, y, wide, plan.pitch - 1.5) };
    }) : [];
    this.drawn.sort((a, b) => a.event.days[0] - b.event.days[0] || b.top - a.top || a.at - b.at);
    this.drawn.forEach(({ element, event }, n) => {
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", n ? "-1" : "0");
      element.setAttribute("aria-label", say("{title}, {when}, attacker: {attacker}", { title: event.title, when: event.when, attacker: event.attacker }));
      element.dataset.event = event.id;
    });
    this.element.replaceChildren(...this.drawn.map(({ element }) => element));
  }

  /** @param {Days} days */
  tint(days) {
    for (const { event, element } of this.drawn) {
      const faint = !this.passing[event.row];
      element.classList.toggle("faint", faint);
      element.classList.toggle("pale", !faint && !touches(event.days, days));
    }
  }
}
