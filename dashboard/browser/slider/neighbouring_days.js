/* The nearest days with an event before and after the days shown. Marks and bars of one day each tell them; where there are
 * neither, only the server knows, and it is asked. */

import { lastDayOf } from "./days_on_axis.js";

/**
 * @import {SetFilter} from "../types"
 * @import {DaySliderData, DaysChoice, NeighboursAnswer} from "../protocol"
 * @import {Timeline} from "./timeline.js"
 * @typedef {{choice: DaysChoice, data: DaySliderData, filter: SetFilter | undefined}} Standing what the slider shows
 * @typedef {{at: number, filter: SetFilter | undefined, neighbours: NeighboursAnswer["neighbours"]}} Around
 */

export class NeighbouringDays {
  /**
   * @param {Timeline} timeline
   * @param {() => Standing} now
   */
  constructor(timeline, now) {
    this.timeline = timeline;
    this.now = now;
    /** @type {Around | null} what the server said of the days beside a day */
    this.around = null;
  }

  /** Other events: what the server said is of the old ones. */
  forget() { this.around = null; }

  /** The day from which the nearest ones are looked for: the last day shown. */
  get standing() {
    const { choice: { mode, first, last }, data } = this.now();
    return mode !== "one" ? last ?? lastDayOf(data) : first ?? data.first - 1;
  }

  /**
   * The nearest day with an event before (-1) or after (1) the last day shown; null if there is none, undefined if only
   * the server knows.
   *
   * @param {number} step
   */
  day(step) {
    const { data, filter } = this.now(), at = this.standing, { counted } = this.timeline, base = data.first;
    if (data.timeline) return this.timeline.marks.neighbour(at, step);
    if (!counted || (at < base && step < 0)) return null;
    const { around } = this;
    if (counted.width > 1) return around?.at === at && around.filter === filter ? around.neighbours[step < 0 ? 0 : 1] : undefined;
    for (let i = at - base + step; i >= 0 && i < counted.counts.length; i += step) if (counted.counts[i]) return base + i;
    return null;
  }

  /** Ask the server for both neighbours of the day where the slider stands, if nobody else knows them. */
  async ask() {
    const { data: { answers }, filter } = this.now(), at = this.standing;
    if (this.day(1) !== undefined || !answers) return;
    const { choices = {}, ranges = {}, text = "" } = filter ?? {};
    try {
      const answer = await fetch(answers, { method: "POST", body: JSON.stringify({ choices, ranges, text, neighbours: at }) });
      if (answer.ok) this.around = { at, filter, neighbours: (await answer.json()).neighbours };
    } catch (error) {
      console.error(error);
    }
  }
}
