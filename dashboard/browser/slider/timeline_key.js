/* The key over the timeline: what colours and forms mean, as far as they occur. */

import { drawing, node } from "../dom.js";
import { say, sayCount } from "../words.js";
import { totals } from "./bars.js";
import { markOf } from "./day_mark.js";
import { diamond } from "./statement_lane.js";

/**
 * @import {Timeline as TimelineMessage} from "../protocol"
 * @import {DayEvent} from "./day_events.js"
 * @import {Bars} from "./bars.js"
 */

/**
 * Names longer than there is room for lose what stands in brackets.
 *
 * @param {string} name
 */
function shortName(name) {
  return name.length > 20 ? name.replace(/ \(.*/, "") : name;
}

/**
 * @param {TimelineMessage} timeline
 * @param {readonly Pick<DayEvent, "days" | "time">[]} events
 * @param {{plain: boolean, short: boolean, roomForUndated: boolean}} drawn whether each event is a mark; whether the words
 *   have to be short; whether the statements without a day have a diamond of their own
 */
export function keyOfMarks({ names, statements, undated }, events, { plain, short, roomForUndated }) {
  const entries = Object.entries(names).map(([key, label]) => keyEntry(keySign(key, "unknown"), key === "both" && short ? say("Both sides") : shortName(label)));
  if (plain && events.some(({ time }) => time === "night")) entries.push(keyEntry(keySign("none", "night"), short ? say("Night") : say("Night, as stated")));
  if (plain && events.some(({ time }) => time === "day")) entries.push(keyEntry(keySign("none", "day"), say("Day")));
  if (plain && events.some(({ days }) => days[1] > days[0])) {
    entries.push(keyEntry(keySign("none", "unknown", 22), short ? say("Several days") : say("Within several days")));
  }
  if (statements.length || undated.length) {
    const hidden = undated.length && (short || !roomForUndated);
    entries.push(keyEntry(diamond({ class: "diamond", width: 11, height: 11 }), hidden ? say("Statement; {number} without a day", { number: undated.length }) : say("Statement")));
  }
  return entries;
}

/** @param {Bars} bars */
export function keyOfBars(bars) {
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
