/* What the map says of itself where it shows nothing. */

import { node } from "../dom.js";
import { say } from "../words.js";

export const NOT_LOADED = say("The map's data could not be loaded. Reload the page.");

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
  if (days && filtered) return say("No mapped event on {days} fits all the filters chosen.", { days });
  if (days) return say("No mapped event on {days}.", { days });
  return filtered ? say("No mapped event fits all the filters chosen.") : say("No mapped event.");
}
