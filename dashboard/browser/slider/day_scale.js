/* The names of days under the timeline. */

import { node } from "../dom.js";

/**
 * @import {Axis, Mode} from "./axis.js"
 */

// Half of a letter, and how far a name at the edge may stand over, in pixels.
const HALF_LETTER = 3.2, OVER = 4;

export class DayScale {
  constructor() {
    this.element = node("div", "scale");
    this.element.setAttribute("aria-hidden", "true");
  }

  /**
   * @param {Axis} axis
   * @param {Mode} mode
   * @param {boolean} narrow
   */
  draw(axis, mode, narrow) {
    const names = axis.names(mode, narrow, widthOf("Wed 28", this.element));
    this.element.replaceChildren(...names.map(({ at, text, off }) => {
      const mark = node("span", off ? "off" : "", text);
      // No name leaves the page: one at the edge stands a little inside.
      const half = text.length * HALF_LETTER;
      mark.style.left = `${Math.max(half - OVER, Math.min(axis.wide - half + OVER, at))}px`;
      return mark;
    }));
  }
}

/**
 * How wide a text is in an element's font, in pixels.
 *
 * @param {string} text
 * @param {Element} element
 */
function widthOf(text, element) {
  const context = node("canvas").getContext("2d"), { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  if (!context) return Number.POSITIVE_INFINITY;
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return context.measureText(text).width;
}
