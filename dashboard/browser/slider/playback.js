/* Playing: the choice moves on by itself, window by window. Which windows fits the span (play_windows.js), until the
 * reader chooses others. "Up to a day" fills up by them; a range that was chosen keeps its number of days. */

import { chosenDays, lastDayOf } from "./days_on_axis.js";
import { fittingUnit, windowOf } from "./play_windows.js";

/**
 * @import {DaysChoice} from "../protocol"
 * @import {AxisDays} from "./days_on_axis.js"
 * @import {PlayUnit} from "./play_windows.js"
 */

// Milliseconds a step, by speed.
/** @type {Record<string, number>} */
const SPEEDS = { "1×": 1000, "2×": 500, "4×": 250 };

export class Playback {
  /**
   * @param {(choice: DaysChoice) => void} show
   * @param {() => void} arrived the end of the axis is shown
   */
  constructor(show, arrived) {
    this.show = show;
    this.arrived = arrived;
    this.speed = "1×";
    this.timer = 0;
    /** @type {PlayUnit | null} what the reader chose; null is what fits */
    this.chosen = null;
  }

  get playing() { return this.timer !== 0; }

  /** @param {AxisDays} axis */
  unit(axis) { return this.chosen ?? fittingUnit(axis); }

  /**
   * Play on from a choice; from the beginning where it is at the end.
   *
   * @param {DaysChoice} choice
   * @param {AxisDays} axis
   */
  start(choice, axis) {
    const { mode } = choice, base = axis.first, end = lastDayOf(axis), unit = this.unit(axis), days = chosenDays(choice, axis);
    let at = !days || days[1] >= end ? base - 1 : days[1];
    const own = mode === "range" && days && !isWindow(days, unit, axis) ? days[1] - days[0] : null;
    const tick = () => {
      const next = windowOf(at + 1, unit), begin = Math.max(base, next[0]);
      at = Math.min(end, next[1]);
      if (mode === "until") this.show({ mode, first: null, last: at });
      else if (own !== null) this.show({ mode, first: Math.max(base, at - own), last: at });
      else this.show({ mode: unit === "day" ? mode : "range", first: begin, last: at });
      if (at >= end) this.arrived();
    };
    this.timer = window.setInterval(tick, SPEEDS[this.speed]);
    tick();
  }

  /** Says whether it was playing. */
  halt() {
    const { playing } = this;
    window.clearInterval(this.timer);
    this.timer = 0;
    return playing;
  }

  changeSpeed() {
    const speeds = Object.keys(SPEEDS);
    this.speed = speeds[(speeds.indexOf(this.speed) + 1) % speeds.length];
  }
}

/**
 * Whether days are one window of a unit, as far as the axis reaches.
 *
 * @param {readonly [number, number]} days
 * @param {PlayUnit} unit
 * @param {AxisDays} axis
 */
function isWindow([first, last], unit, axis) {
  const [begin, end] = windowOf(first, unit);
  return first === Math.max(axis.first, begin) && last === Math.min(lastDayOf(axis), end);
}
