/* Names what the pointer or the focus is on over the timeline, and chooses the days of a mark by its keys. */

import { spanInWords } from "../days.js";
import { presses } from "../dom.js";
import { figure, sayCount } from "../words.js";
import { totals } from "./bars.js";

/**
 * @import {DayMark} from "./event_marks.js"
 * @import {Timeline} from "./timeline.js"
 */

/**
 * @param {Timeline} timeline
 * @param {number} laneTop where the lane of statements begins, in pixels
 */
export function namePointedAt(timeline, laneTop) {
  const { svg, lane, tip } = timeline;
  const markAt = (/** @type {EventTarget | null} */ target) => {
    const element = target instanceof Element ? target.closest(".mark") : null;
    return timeline.marks.drawn.find((mark) => mark.element === element);
  };
  const focused = (/** @type {EventTarget | null} */ target) => target instanceof Element && target.matches(":focus-visible");
  const nameMark = (/** @type {DayMark} */ { event, at, top }) => tip.show(at, top, [event.title, `${event.when} · ${event.attacker}`]);
  svg.addEventListener("pointermove", (event) => {
    if (event.buttons) { tip.hide(); return; }
    const mark = markAt(event.target);
    if (mark) nameMark(mark); else nameBar(timeline, event.clientX);
  });
  svg.addEventListener("pointerleave", () => tip.hide());
  svg.addEventListener("focusin", ({ target }) => {
    const mark = markAt(target);
    if (mark && focused(target)) nameMark(mark);
  });
  svg.addEventListener("focusout", () => tip.hide());
  // A pointer chooses days; the focus stays where it is.
  svg.addEventListener("mousedown", (event) => event.preventDefault());
  svg.addEventListener("keydown", (event) => {
    const mark = markAt(event.target);
    if (mark && presses(event)) { event.preventDefault(); timeline.choose(mark.event.days); }
    if (event.key === "Escape") tip.hide();
  });
  const nameStatement = (/** @type {Event} */ { target }) => {
    const pointed = lane.at(target);
    if (pointed) tip.show(pointed.at, laneTop, pointed.tip);
  };
  lane.element.addEventListener("pointerover", nameStatement);
  lane.element.addEventListener("focusin", (event) => { if (focused(event.target)) nameStatement(event); });
  for (const name of ["pointerleave", "focusout", "click"]) lane.element.addEventListener(name, () => tip.hide());
}

/**
 * @param {Timeline} timeline
 * @param {number} clientX
 */
function nameBar(timeline, clientX) {
  const { bars, axis, tip } = timeline;
  const day = bars && timeline.dayAt(clientX);
  if (!bars || day === null) { tip.hide(); return; }
  const { width, stacked, classes } = bars, { first, last } = axis, bar = Math.floor((day - first) / width);
  const from = first + bar * width, to = Math.min(last, from + width - 1);
  const parts = classes.map(({ label }, k) => /** @type {const} */ ([label, stacked[k][bar]])).filter(([label, n]) => label && n);
  const number = sayCount(totals(bars)[bar], { one: "{number} event", other: "{number} events" });
  tip.show(axis.x(from) + ((to - from) * timeline.step) / 2, 4,
    [`${number} · ${spanInWords(from, to)}`, parts.map(([label, n]) => `${label} ${figure(n)}`).join(" · ")]);
}
