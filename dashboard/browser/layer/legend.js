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
    /** @type {{title: HTMLElement, lines: {part: string, line: HTMLElement}[]}[]} */
    this.groups = [];
    this.ground.append(node("summary", "", say("Marks of the dossier")));
    for (const [title, entries] of file.legend) {
      const lines = entries.map(([svg, text, part]) => ({ part, line: signLine(svg, text) }));
      const group = { title: node("h3", "", title), lines };
      this.groups.push(group);
      this.ground.append(group.title, ...lines.map(({ line }) => line));
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
    this.map = map;
    this.control = new L.Control({ position: "topleft" });
    this.control.onAdd = () => this.box;
    this.show({ signs: true, alone: true });
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

  /**
   * Only what some mark on the map has is explained.
   *
   * @param {ReadonlySet<string>} drawn the parts of the marks that are drawn (Symbol.parts in dashboard/map/symbols.py)
   */
  explain(drawn) {
    for (const { title, lines } of this.groups) {
      for (const { part, line } of lines) line.hidden = !drawn.has(part);
      title.hidden = lines.every(({ line }) => line.hidden);
    }
  }

  renew() {
    const empty = this.ground.hidden && this.body.childElementCount === 1;
    if (empty) this.control.remove(); else if (!this.box.isConnected) this.control.addTo(this.map);
  }

  /**
   * A part of the legend of its own: that of an opened set.
   *
   * @param {HTMLElement} part
   * @param {boolean} first above all others
   */
  add(part, first) {
    if (first && this.body.firstElementChild !== part) this.body.prepend(part);
    if (part.parentElement !== this.body) this.body.append(part);
    this.renew();
  }

  /** The open legend, where there is one: it covers a part of the map. */
  get covering() { return this.box.open && this.box.isConnected ? this.box : null; }
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
