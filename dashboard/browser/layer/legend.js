/* The legend over the map's left edge. */

import { node } from "../dom.js";
import { say } from "../words.js";

/** @import {Ground} from "../protocol" */

// Width of the map in pixels from which the legend opens by itself.
const ROOMY = 700;

export class Legend {
  /**
   * @param {L.Map} map
   * @param {Ground} file
   */
  constructor(map, file) {
    this.box = node("details", "legend");
    this.box.open = map.getSize().x >= ROOMY;
    this.body = node("div", "legend-body");
    // A low map makes the legend scroll: by keys too.
    this.body.tabIndex = 0;
    this.body.setAttribute("role", "group");
    this.body.setAttribute("aria-label", say("Legend"));
    for (const [title, entries] of file.legend) {
      this.body.append(node("h3", "", title), ...entries.map(([svg, text]) => signLine(svg, text)));
    }
    for (const text of file.lines) {
      const line = node("div", "legend-line");
      line.append(node("span", "legend-sign legend-border"), node("span", "", text));
      this.body.append(line);
    }
    this.box.append(node("summary", "", say("Legend")), this.body);
    L.DomEvent.disableClickPropagation(this.box);
    L.DomEvent.disableScrollPropagation(this.box);
    // A map without a mark has nothing to explain.
    if (!this.body.childElementCount) return;
    const control = new L.Control({ position: "topleft" });
    control.onAdd = () => this.box;
    control.addTo(map);
  }
}

/**
 * @param {string} svg our own, no text from the data
 * @param {string} text
 */
function signLine(svg, text) {
  const line = node("div", "legend-line"), sign = node("span", "legend-sign");
  sign.innerHTML = svg;
  line.append(sign, node("span", "", text));
  return line;
}
