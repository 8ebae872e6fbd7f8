/* The axis of the day slider: where a day stands, in pixels, and the names of days under it. Numbers in, numbers out. */

import { calendarOf, dayOf, monthInWords, weekdayInWords } from "../days.js";
import { say } from "../words.js";

/**
 * @typedef {import("../protocol").DaysChoice["mode"]} Mode
 * @typedef {{at: number, text: string, off: boolean}} DayName `off`: it stands after the last day
 */

// Steps between two names: of days on an axis of months, of months on a longer one.
const EVERY_DAYS = [1, 2, 4, 7, 14, 28], EVERY_MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const MONTH = 30.44;

export class Axis {
  /**
   * A slot each for "All", for every day, and for some days after the last that have a statement.
   *
   * @param {object} form
   * @param {number} form.first day, since 1970-01-01
   * @param {number} form.days
   * @param {number} form.after days after the last
   * @param {number} form.wide pixels
   * @param {number} form.radius of a thumb, in pixels
   */
  constructor({ first, days, after, wide, radius }) {
    const slots = days + 1 + after;
    this.first = first;
    this.days = days;
    this.last = first + days - 1;
    this.end = this.last + after;
    this.wide = wide;
    this.pad = Math.max(radius, wide / slots / 2);
    this.step = slots > 1 ? (wide - 2 * this.pad) / (slots - 1) : 0;
  }

  /** @param {number} day */
  x(day) {
    return this.pad + (day - this.first + 1) * this.step;
  }

  /**
   * The day of the axis at a place, null for all days.
   *
   * @param {number} x
   */
  dayAt(x) {
    const at = Math.round((x - this.pad) / (this.step || 1));
    return at < 1 ? null : this.first + Math.min(at, this.days) - 1;
  }

  /**
   * Each day on a short axis; every few days, months, years or decades on a longer one.
   *
   * @param {Mode} mode
   * @param {boolean} narrow
   * @param {number} weekdayWidth how wide "Wed 28" is, in pixels: in a wide font the weekdays of neighbours would touch
   * @returns {DayName[]}
   */
  names(mode, narrow, weekdayWidth) {
    const { days, step } = this;
    if (days * step < 40 && days > 1) return [];
    if (step >= 37) return this.everyDay(mode, weekdayWidth < step - 3);
    return days <= 120 ? this.fewDays(narrow) : this.months(narrow);
  }

  /**
   * @param {number} day
   * @param {string} text
   * @returns {DayName}
   */
  name(day, text) {
    return { at: this.x(day), text, off: day > this.last };
  }

  /**
   * @param {Mode} mode
   * @param {boolean} withWeekday
   */
  everyDay(mode, withWeekday) {
    const names = [];
    for (let day = this.first; day <= this.end; day++) {
      const { weekday, date } = calendarOf(day);
      names.push(this.name(day, withWeekday ? `${weekdayInWords(weekday)} ${date}` : `${date}`));
    }
    if (mode === "one") names.push({ at: this.pad, text: say("All"), off: false });
    return names;
  }

  /** @param {boolean} narrow */
  fewDays(narrow) {
    const every = EVERY_DAYS.find((step) => step * this.step >= (narrow ? 48 : 56)) || 56, names = [];
    for (let day = this.first; day <= this.last; day += every) {
      const { date, month } = calendarOf(day);
      names.push(this.name(day, `${date} ${monthInWords(month)}`));
    }
    return names;
  }

  /** @param {boolean} narrow */
  months(narrow) {
    const months = Math.max(1, this.days / MONTH / Math.max(2, Math.floor(this.wide / (narrow ? 62 : 90))));
    const every = EVERY_MONTHS.find((step) => step >= months) || 2400, start = calendarOf(this.first), names = [];
    for (let m = Math.ceil((start.year * 12 + start.month + (start.date > 1 ? 1 : 0)) / every) * every; ; m += every) {
      const year = Math.floor(m / 12), month = m % 12, day = dayOf(year, month, 1);
      if (day > this.last) return names;
      names.push(this.name(day, every % 12 ? `${monthInWords(month)} ${year}` : `${year}`));
    }
  }
}
