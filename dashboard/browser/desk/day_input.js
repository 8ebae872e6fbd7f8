/* A day as it is typed: year, month and day in that order whatever the browser's language, with the fault said beside it.
 *
 * Eight digits are enough; the hyphens come when the field is left. What is no day stays as it was typed.
 */

import { element } from "../dom.js";
import { say } from "../words.js";

/**
 * What is typed as a day that exists, as 2026-02-27; null where it is none.
 *
 * @param {string} typed
 */
export function dayOf(typed) {
  const parts = /^\s*(\d{4})[-./ ]?(\d{1,2})[-./ ]?(\d{1,2})\s*$/.exec(typed);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map(Number), date = new Date(Date.UTC(year, month - 1, day));
  // Seven digits without signs between them leave open where the month ends.
  if (/^\s*\d{5,7}\s*$/.test(typed)) return null;
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

export class DayInput {
  /**
   * @param {string} label for those who do not see it
   * @param {string} day
   * @param {() => void} changed another day stands there
   */
  constructor(label, day, changed) {
    this.input = element("input", { type: "text", class: "day", "aria-label": label, value: day, placeholder: say("YYYY-MM-DD"), inputmode: "numeric", autocomplete: "off", maxlength: "12" });
    this.fault = element("span", { class: "day-fault", role: "alert" });
    this.input.addEventListener("input", () => { if (this.value === "" || dayOf(this.value)) this.tell(); });
    this.input.addEventListener("change", () => {
      this.value = dayOf(this.value) ?? this.value;
      changed();
    });
  }

  get value() {
    return this.input.value.trim();
  }

  set value(day) {
    this.input.value = day;
    this.tell();
  }

  /** Say what is wrong with what stands there. */
  tell() {
    const wrong = this.value !== "" && dayOf(this.value) === null;
    this.input.setAttribute("aria-invalid", String(wrong));
    this.fault.textContent = wrong ? say("“{typed}” is no day. Type it as 2026-02-27.", { typed: this.value }) : "";
  }
}
