/* The events of a set with signs, as the marks over the slider need them. */

/**
 * @import {ColumnEvents} from "../layer/column_events.js"
 * @typedef {object} DayEvent an event on its days
 * @property {number} row its place among the events
 * @property {string} id
 * @property {[first: number, last: number]} days
 * @property {string} colour
 * @property {string} time night, day or unknown
 * @property {string} title
 * @property {string} when
 * @property {string} attacker
 */

/**
 * @param {ColumnEvents} events
 * @returns {DayEvent[]}
 */
export function dayEvents(events) {
  return events.words.map(({ title, when, attacker }, row) => {
    const { colour, time } = events.symbols[events.columns.symbol[row]];
    return { row, id: events.idOf(row), days: events.daysOf(row), colour, time, title, when, attacker };
  });
}
