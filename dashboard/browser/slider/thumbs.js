/* The two thumbs of the day slider: a range input each. In "One day" the first alone is seen, in "Up to a day" the last. */

import { dayInWords } from "../days.js";
import { node } from "../dom.js";
import { say } from "../words.js";
import { chosenDays, choiceAt, lastDayOf, slid, stopAMonthAway, stopOf, stopsOf } from "./days_on_axis.js";

/**
 * @import {DaysChoice} from "../protocol"
 * @import {AxisDays} from "./days_on_axis.js"
 */

/** @type {Record<string, number>} */
const ARROWS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
/** @type {Record<string, number>} */
const PAGES = { PageUp: 1, PageDown: -1 };

export class Thumbs {
  /**
   * @param {() => {choice: DaysChoice, axis: AxisDays}} now what they stand for
   * @param {(choice: DaysChoice) => void} move the hand is still on it
   * @param {(choice?: DaysChoice) => void} commit the hand lets go; without a choice it is the one of the last move
   * @param {AbortSignal} signal
   */
  constructor(now, move, commit, signal) {
    this.now = now;
    this.move = move;
    this.commit = commit;
    this.signal = signal;
    /** @type {number | null} the stop at which both thumbs stood when the hand took one */
    this.together = null;
    this.inputs = [this.input(0), this.input(1)];
  }

  /** @param {number} n 0 for the first, 1 for the last */
  input(n) {
    const input = node("input");
    Object.assign(input, { type: "range", step: 1, min: 0 });
    input.addEventListener("pointerdown", () => this.grasped(n));
    input.addEventListener("input", () => this.moved(n));
    input.addEventListener("change", () => this.commit());
    input.addEventListener("keydown", (event) => this.key(n, event));
    return input;
  }

  /** @param {number} n */
  stop(n) {
    const { choice, axis } = this.now();
    return stopOf(choice, axis, n);
  }

  /**
   * Where both thumbs stand at one stop, the hand's direction says which of them it pulls.
   *
   * @param {number} n
   */
  grasped(n) {
    const at = [this.stop(0), this.stop(1)], both = this.now().choice.mode === "range" && at[0] === at[1] ? at[0] : null;
    this.together = both;
    if (both === null) return;
    const letGo = () => {
      for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, letGo);
      if (this.together === null) return;
      const pulled = this.stop(0) < both ? 0 : this.stop(1) > both ? 1 : n;
      this.together = null;
      this.inputs[pulled].focus({ preventScroll: true });
      this.commit();
    };
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, letGo, { signal: this.signal });
  }

  /** @param {number} n */
  moved(n) {
    const { choice: { mode }, axis } = this.now(), at = this.inputs.map((thumb) => Number(thumb.value));
    if (mode === "range") {
      // A thumb stops at the other one.
      if (this.together !== null) at.splice(0, 2, Math.min(at[n], this.together), Math.max(at[n], this.together));
      else if (n === 0) at[0] = Math.min(at[0], at[1]); else at[1] = Math.max(at[0], at[1]);
    }
    this.move(choiceAt(mode, axis, at));
  }

  /**
   * With Shift the arrow keys move a whole range; on a long axis a page is a month.
   *
   * @param {number} n
   * @param {KeyboardEvent} event
   */
  key(n, event) {
    const { choice, axis } = this.now(), { mode } = choice, arrow = ARROWS[event.key], page = PAGES[event.key];
    if (mode === "range" && arrow && event.shiftKey) {
      event.preventDefault();
      const [first, last] = slid(chosenDays(choice, axis) ?? [axis.first, lastDayOf(axis)], arrow, axis);
      this.commit({ mode, first, last });
      return;
    }
    const stop = page ? stopAMonthAway(choice, axis, n, page) : null;
    if (stop === null) return;
    event.preventDefault();
    this.inputs[n].value = String(stop);
    this.moved(n);
    this.commit();
  }

  /**
   * Lay them over the rail, each with its name.
   *
   * @param {{left: number, width: number}} rail
   * @param {number} radius
   */
  lay(rail, radius) {
    const { choice: { mode }, axis } = this.now();
    const names = { one: [say("Day")], range: [say("First day"), say("Last day")], until: ["", say("Up to")] }[mode];
    this.inputs.forEach((thumb, n) => {
      thumb.hidden = !names[n];
      thumb.max = String(stopsOf(mode, axis) - 1);
      thumb.setAttribute("aria-label", names[n] || "");
      Object.assign(thumb.style, { left: `${rail.left - radius}px`, width: `${rail.width + 2 * radius}px` });
      // Before the first and after the last thumb the track belongs to that thumb alone.
      thumb.classList.toggle("alone", mode !== "range");
    });
  }

  /** Put them where the choice is. */
  draw() {
    const { choice: { mode }, axis } = this.now();
    this.inputs.forEach((thumb, n) => {
      const at = this.stop(n), day = axis.first + at - (mode === "one" ? 1 : 0);
      thumb.value = String(at);
      thumb.setAttribute("aria-valuetext", mode === "one" && !at ? say("All days") : dayInWords(day));
    });
  }
}
