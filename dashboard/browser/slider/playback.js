/* Playing: the choice moves on by itself, day by day on a short axis, in about ninety steps on a long one. */

import { lastDayOf } from "./days_on_axis.js";

/**
 * @import {DaysChoice} from "../protocol"
 * @import {AxisDays} from "./days_on_axis.js"
 */

// Milliseconds a step, by speed.
/** @type {Record<string, number>} */
const SPEEDS = { "1×": 1000, "2×": 500, "4×": 250 };
const STEPS = 90;

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
  }

  get playing() { return this.timer !== 0; }

  /**
   * Play on from a choice; from the beginning where it is at the end.
   *
   * @param {DaysChoice} choice
   * @param {AxisDays} axis
   */
  start({ mode, first, last }, axis) {
    const base = axis.first, end = lastDayOf(axis), from = mode === "one" ? first : last;
    let at = from === null || from >= end ? base - 1 : from;
    const stride = Math.max(1, Math.round(axis.days / STEPS));
    const width = mode === "range" && first !== null ? Math.max(0, (last ?? first) - first) : stride - 1;
    const tick = () => {
      at = Math.min(end, at + stride);
      if (mode === "range") this.show({ mode, first: Math.max(base, at - width), last: at });
      else this.show({ mode, first: mode === "one" ? at : null, last: at });
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
