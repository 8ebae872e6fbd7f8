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
    this.ground = node("details", "legend-ground");
    this.ground.append(node("summary", "", say("Marks of the dossier")));
    for (const [title, entries] of file.legend) {
      this.ground.append(node("h3", "", title), ...entries.map(([svg, text]) => signLine(svg, text)));
    }
    for (const text of file.lines) {
      const line = node("div", "legend-line");
      line.append(node("span", "legend-sign legend-border"), node("span", "", text));
      this.ground.append(line);
    }
    this.body.append(this.ground);
    this.box.append(node("summary", "", say("Legend")), this.body);
    L.DomEvent.disableClickPropagation(this.box);
    L.DomEvent.disableScrollPropagation(this.box);
    this.show({ signs: true, alone: true });
    const control = new L.Control({ position: "topleft" });
    control.onAdd = () => this.box;
    control.addTo(map);
  }

  /**
   * Explain what is drawn now; a map without a mark has nothing to explain.
   *
   * @param {{signs: boolean, alone: boolean}} drawn whether the signs of the shipped set are, and whether they are those
   *   that the reader filters: else their part is folded
   */
  show({ signs, alone }) {
    this.ground.hidden = !signs || this.ground.childElementCount === 1;
    if (alone !== this.ground.hasAttribute("data-alone")) this.ground.open = alone;
    this.ground.toggleAttribute("data-alone", alone);
    this.renew();
  }

  renew() { this.box.hidden = this.ground.hidden && this.body.childElementCount === 1; }

  /**
   * A part of the legend of its own: that of an opened set.
   *
   * @param {HTMLElement} part
   * @param {boolean} first above all others
   */
  add(part, first) {
    if (first && this.body.firstElementChild !== part) this.body.prepend(part);
    if (!part.isConnected) this.body.append(part);
    this.renew();
  }

  /** The open legend, where there is one: it covers a part of the map. */
  get covering() { return this.box.open && !this.box.hidden ? this.box : null; }
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
