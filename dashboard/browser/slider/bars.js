/* Events over time as bars by class, one on the other. Numbers in, outlines out. */

import { BESIDE_CLASSES, CLASS_COLOURS } from "../class_colours.js";
import { say } from "../words.js";

/**
 * @import {Theme} from "../types"
 * @import {HistogramMessage, StackMessage, Timeline as TimelineMessage} from "../protocol"
 * @import {Axis} from "./axis.js"
 * @import {DayEvent} from "./day_events.js"
 * @typedef {{label: string, colour: string | null}} BarClass
 * @typedef {{width: number, stacked: number[][], classes: BarClass[]}} Bars numbers of events by class and bar; a bar is `width` days
 */

// Pixels: the widest bar of one day; the lowest that is seen.
const MOST_WIDE = 22, LOWEST = 1.5;

/**
 * How many events are in each bar.
 *
 * @param {Bars} bars
 */
export function totals({ stacked }) {
  return stacked[0].map((_, bar) => stacked.reduce((sum, of) => sum + of[bar], 0));
}

/**
 * One path for each class that occurs: the outline of all bars up to that class.
 *
 * @param {Bars} bars
 * @param {Axis} axis
 * @param {number} tall pixels
 * @returns {{path: string, colour: string | null}[]}
 */
export function outlines(bars, axis, tall) {
  const { width, stacked, classes } = bars, total = totals(bars), most = Math.max(1, ...total);
  const slot = width * axis.step, broad = width > 1 ? slot : Math.min(MOST_WIDE, slot > 4 ? slot * 0.7 : slot), gap = broad < slot;
  const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const upTo = total.map(() => 0), end = axis.x(axis.last) + axis.step / 2;
  /** @type {{path: string, colour: string | null}[]} */
  const paths = [];
  stacked.forEach((of, k) => {
    if (!of.some(Boolean)) return;
    let outline = "", open = false;
    for (let bar = 0; bar < upTo.length; bar++) {
      upTo[bar] += of[bar];
      const middle = axis.x(axis.first + bar * width) + ((width - 1) * axis.step) / 2;
      const left = round(middle - broad / 2), right = round(Math.min(middle + broad / 2, end));
      if (!upTo[bar]) {
        if (open) outline += `V${tall}Z`;
        open = false;
        continue;
      }
      // Whatever is there is seen.
      const top = round(tall - Math.max((upTo[bar] / total[bar]) * LOWEST, ((tall - 2) * upTo[bar]) / most));
      outline += open ? `V${top}H${right}` : `M${left} ${tall}V${top}H${right}`;
      open = !gap;
      if (gap) outline += `V${tall}Z`;
    }
    paths.push({ path: open ? `${outline}V${tall}Z` : outline, colour: classes[k].colour });
  });
  return paths;
}

/**
 * The bars of an answer.
 *
 * @param {HistogramMessage & {stack?: StackMessage}} counted
 * @param {Theme} theme
 * @returns {Bars}
 */
export function barsOf({ width, counts, stack }, theme) {
  if (!stack) return { width, stacked: [counts], classes: [{ label: "", colour: null }] };
  const named = stack.classes.map(([, label], k) => ({ label: String(label), colour: CLASS_COLOURS[theme][k] }));
  const rest = [{ label: say("Other"), colour: BESIDE_CLASSES[theme].other }, { label: say("Not stated"), colour: BESIDE_CLASSES[theme].none }];
  return { width, stacked: stack.counts, classes: [...named, ...rest] };
}

/**
 * Events too many for marks, as bars.
 *
 * @param {readonly DayEvent[]} events those that pass the filter
 * @param {TimelineMessage} timeline
 * @param {Axis} axis
 * @param {number} most how many bars there are at most
 * @param {Theme} theme
 * @returns {Bars}
 */
export function barsOfEvents(events, { names, colours }, { first, days }, most, theme) {
  const keys = Object.keys(names), width = Math.ceil(days / most);
  const stacked = keys.map(() => /** @type {number[]} */ (new Array(Math.ceil(days / width)).fill(0)));
  for (const event of events) {
    const to = Math.floor((event.days[1] - first) / width), bars = stacked[keys.indexOf(event.colour)];
    for (let bar = Math.floor((event.days[0] - first) / width); bar <= to; bar++) bars[bar]++;
  }
  return { width, stacked, classes: keys.map((key) => ({ label: names[key], colour: colours[theme][key] })) };
}
