/* The key to the columns layer: what the sizes and edges of the circles mean now, or the rings of the marks.
 *
 * new ColumnKey()   .box, an element to put into a legend   .show(mode, zoom, largest, coloured)
 */

import { drawing, node } from "../dom.js";
import { radius } from "../painters/circles.js";

const STEPS = [1, 10, 100, 1000, 10000];
const SIGNS = {
  cells: [["share", "Core: the most frequent class; grey: the others"], ["haze", "No edge: most are placed to an area or vaguer"]],
  dots: [["share", "Core: the most frequent class; grey: the others"], ["haze", "No edge: placed to an area or vaguer"]],
  marks: [["town", "Closed ring: a town"], ["area", "Dashed: an area, exact site not stated"], ["vague", "Dotted: a region or vaguer"]],
};

export class ColumnKey {
  constructor() {
    this.box = document.createElement("div");
    this.box.className = "columns-key";
  }

  show(mode, zoom, largest, coloured) {
    const steps = STEPS.filter((step) => step === 1 || step <= largest);
    const state = [mode, mode === "marks" ? 0 : zoom, steps.length, coloured].join(" ");
    if (state === this.state) return;
    this.state = state;
    const lines = SIGNS[mode].filter(([sign]) => coloured || sign !== "share").map(([sign, text]) => this.line(sign, text));
    this.box.replaceChildren(...(mode === "marks" ? [] : [this.sizes(steps, zoom)]), ...lines);
  }

  /* Circles beside each other, each over its number. */
  sizes(steps, zoom) {
    const svg = drawing("svg", { role: "img", "aria-label": `Circles by number of events: ${steps.map((step) => step.toLocaleString("en-GB")).join(", ")}` });
    const radii = steps.map((step) => radius(step, zoom)), tall = 2 * radii[radii.length - 1] + 2;
    let x = 0;
    steps.forEach((step, k) => {
      const half = Math.max(radii[k] + 3, 4 + 3 * step.toLocaleString("en-GB").length);
      x += half;
      svg.append(drawing("circle", { cx: x, cy: tall - radii[k] - 1, r: radii[k] }), drawing("text", { x, y: tall + 11 }, step.toLocaleString("en-GB")));
      x += half;
    });
    const unit = drawing("text", { x: x + 2, y: tall + 11, class: "unit" }, "events");
    svg.append(unit);
    svg.setAttribute("width", x + 42);
    svg.setAttribute("height", tall + 14);
    return svg;
  }

  line(sign, text) {
    const line = document.createElement("div"), svg = drawing("svg", { class: `sign ${sign}`, viewBox: "-10 -10 20 20", width: 18, height: 18, "aria-hidden": "true" });
    const rings = { share: [9, 6], haze: [9, 6, 3.5], town: [7], area: [7], vague: [7] }[sign];
    rings.forEach((r, k) => svg.append(drawing("circle", { r, class: `part-${k}` })));
    if (sign === "town") svg.append(drawing("circle", { r: 2.4, class: "point" }));
    const words = document.createElement("span");
    words.textContent = text;
    line.append(svg, words);
    return line;
  }
}
