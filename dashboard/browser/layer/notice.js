/* What the map says of itself where it shows nothing. */

import { node } from "../dom.js";

export const NOT_LOADED = "The map's data could not be loaded. Reload the page.";

export class Notice {
  /** @param {HTMLElement} container */
  constructor(container) {
    this.box = node("div", "map-notice");
    this.box.setAttribute("role", "status");
    this.box.hidden = true;
    container.append(this.box);
  }

  /** @param {string} text "" for nothing */
  say(text) {
    this.box.textContent = text;
    this.box.hidden = !text;
  }
}

/**
 * @param {string} days in words, "" for all
 * @param {boolean} filtered
 */
export function nothingFits(days, filtered) {
  if (days && filtered) return `No mapped event on ${days} fits all the filters chosen.`;
  if (days) return `No mapped event on ${days}.`;
  return filtered ? "No mapped event fits all the filters chosen." : "No mapped event.";
}
