/* The key to cells, dots and rings: what the sizes and edges of the circles mean now, or the rings of the marks. */

import { drawing, node } from "../dom.js";
import { radius } from "./circles.js";
import { figure, say } from "../words.js";

/** @import {PaintMode} from "../types" */

const STEPS = [1, 10, 100, 1000, 10000];
/** @type {Record<PaintMode, [sign: string, text: string][]>} */
const SIGNS = {
  cells: [["share", say("Core: the most frequent class; grey: the others")], ["haze", say("No edge: most are placed to an area or vaguer")]],
  dots: [["share", say("Core: the most frequent class; grey: the others")], ["haze", say("No edge: placed to an area or vaguer")]],
  marks: [["town", say("Closed ring: a town")], ["area", say("Dashed: an area, exact site not stated")], ["vague", say("Dotted: a region or vaguer")]],
};
/** @type {Record<string, number[]>} */
const RINGS = { share: [9, 6], haze: [9, 6, 3.5], town: [7], area: [7], vague: [7] };

export class DotKey {
  constructor() {
    this.state = "";
    /** An element to put into a legend. */
    this.box = node("div", "columns-key");
  }

  /**
   * @param {PaintMode} mode
   * @param {number} zoom
   * @param {number} largest number of events in a circle
   * @param {boolean} coloured
   */
  show(mode, zoom, largest, coloured) {
    const steps = STEPS.filter((step) => step === 1 || step <= largest);
    const state = [mode, mode === "marks" ? 0 : zoom, steps.length, coloured].join(" ");
    if (state === this.state) return;
    this.state = state;
    const lines = SIGNS[mode].filter(([sign]) => coloured || sign !== "share").map(([sign, text]) => signLine(sign, text));
    this.box.replaceChildren(...(mode === "marks" ? [] : [sizes(steps, zoom)]), ...lines);
  }
}

/**
 * Circles beside each other, each over its number.
 *
 * @param {number[]} steps
 * @param {number} zoom
 */
function sizes(steps, zoom) {
  const numbers = steps.map((step) => figure(step));
  const svg = drawing("svg", { role: "img", "aria-label": say("Circles by number of events: {numbers}", { numbers: numbers.join(", ") }) });
  const radii = steps.map((step) => radius(step, zoom)), tall = 2 * radii[radii.length - 1] + 2;
  let x = 0;
  numbers.forEach((number, k) => {
    const half = Math.max(radii[k] + 3, 4 + 3 * number.length);
    x += half;
    svg.append(drawing("circle", { cx: x, cy: tall - radii[k] - 1, r: radii[k] }), drawing("text", { x, y: tall + 11 }, number));
    x += half;
  });
  svg.append(drawing("text", { x: x + 2, y: tall + 11, class: "unit" }, say("events")));
  svg.setAttribute("width", String(x + 42));
  svg.setAttribute("height", String(tall + 14));
  return svg;
}

/**
 * @param {string} sign
 * @param {string} text
 */
function signLine(sign, text) {
  const line = node("div"), svg = drawing("svg", { class: `sign ${sign}`, viewBox: "-10 -10 20 20", width: 18, height: 18, "aria-hidden": "true" });
  svg.append(...RINGS[sign].map((r, k) => drawing("circle", { r, class: `part-${k}` })));
  if (sign === "town") svg.append(drawing("circle", { r: 2.4, class: "point" }));
  line.append(svg, node("span", "", text));
  return line;
}
