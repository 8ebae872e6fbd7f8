/* A hand on the track: a brush over the timeline chooses days, a hand on the range between the thumbs moves it. */

import { choiceOf, chosenDays, slid } from "./days_on_axis.js";
import { dragging } from "./dragging.js";

/**
 * @import {Days} from "../types"
 * @import {DaysChoice} from "../protocol"
 * @import {AxisDays} from "./days_on_axis.js"
 * @import {Timeline} from "./timeline.js"
 * @typedef {object} HandActs
 * @property {() => {choice: DaysChoice, axis: AxisDays}} now what the slider stands on
 * @property {(choice: DaysChoice) => void} move the hand is still on it
 * @property {() => void} commit the hand lets go
 */

/**
 * @param {Timeline} timeline
 * @param {HandActs} acts
 */
export function brushDays(timeline, { now, move, commit }) {
  let from = 0;
  const dayAt = (/** @type {PointerEvent} */ event) => timeline.dayAt(event.clientX);
  const brush = (/** @type {PointerEvent} */ event) => {
    const { choice: { mode }, axis } = now(), to = dayAt(event) ?? (mode === "one" ? null : axis.first);
    move(choiceOf(mode, to === null ? null : mode === "range" ? [Math.min(from, to), Math.max(from, to)] : [to, to]));
  };
  const begin = (/** @type {PointerEvent} */ event) => { from = dayAt(event) ?? now().axis.first; brush(event); return true; };
  dragging(timeline.svg, begin, brush, commit);
}

/**
 * @param {HTMLElement} grip the range between the thumbs
 * @param {Timeline} timeline
 * @param {HandActs} acts
 */
export function slideRange(grip, timeline, { now, move, commit }) {
  let from = 0;
  /** @type {Days} */
  let held = null;
  dragging(grip, (event) => {
    const { choice, axis } = now();
    from = event.clientX;
    held = chosenDays(choice, axis);
    return held !== null && choice.mode === "range";
  }, (event) => {
    const { choice: { mode }, axis } = now();
    if (held) move(choiceOf(mode, slid(held, Math.round((event.clientX - from) / (timeline.step || 1)), axis)));
  }, commit);
}
