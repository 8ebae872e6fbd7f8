/* What the columns say of events in words, before their cards are here. */

import { dateInWords } from "../days.js";

/** @import {ColumnEvents} from "../layer/column_events.js" */

const PLACES = ["", ", placed to an area only", ", place known vaguely"];

/** @param {number} count */
export const many = (count) => `${count.toLocaleString("en-GB")} event${count === 1 ? "" : "s"}`;

/**
 * The days from the first possible one of one event to the last of another.
 *
 * @param {ColumnEvents} events
 * @param {number} i
 * @param {number} j
 */
export function period(events, i, j) {
  const { firstDay, columns: { start, span } } = events;
  const first = dateInWords(firstDay + start[i]), last = dateInWords(firstDay + start[j] + span[j]);
  return first === last ? first : `${first} – ${last}`;
}

/**
 * An event's class and its days.
 *
 * @param {ColumnEvents} events
 * @param {string | null} facet
 * @param {number} i
 */
export function summary(events, facet, i) {
  return [events.label(facet, i), period(events, i, i)].filter(Boolean).join(", ");
}

/**
 * The name of a mark that stands for these events, for screen readers; where one of them is selected it comes first.
 *
 * @param {ColumnEvents} events
 * @param {string | null} facet
 * @param {number[]} rows
 * @param {string | null} selected
 */
export function nameOfMark(events, facet, rows, selected) {
  const { precision } = events.columns;
  if (rows.length === 1) return `${summary(events, facet, rows[0])}${PLACES[Math.min(2, precision[rows[0]])]}`;
  const loose = rows.filter((i) => precision[i] > 0).length, at = rows.indexOf(events.indexOf(selected));
  const step = at < 0 ? "" : `${at + 1} of ${rows.length}: ${summary(events, facet, rows[at])}; `;
  return `${step}${many(rows.length)} here, ${period(events, rows[0], rows[rows.length - 1])}${loose ? `, ${loose} placed to an area or vaguer` : ""}`;
}
