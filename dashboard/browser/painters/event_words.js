/* What the columns say of events in words, before their cards are here. */

import { dateInWords } from "../days.js";
import { say, sayCount } from "../words.js";

/**
 * @import {PaintMode} from "../types"
 * @import {ColumnEvents} from "../layer/column_events.js"
 */

/** @param {number} count */
export const many = (count) => sayCount(count, { one: "{number} event", other: "{number} events" });

/**
 * How many events of a set are shown, and as what.
 *
 * @param {PaintMode} mode
 * @param {string} set
 * @param {number} count
 */
export function shownAs(mode, set, count) {
  if (mode === "cells") {
    return sayCount(count, { one: "{set}: {number} event shown as circles sized by number", other: "{set}: {number} events shown as circles sized by number" }, { set });
  }
  return mode === "dots"
    ? sayCount(count, { one: "{set}: {number} event shown as dots", other: "{set}: {number} events shown as dots" }, { set })
    : sayCount(count, { one: "{set}: {number} event shown as marks", other: "{set}: {number} events shown as marks" }, { set });
}

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
  if (rows.length === 1) return placed(summary(events, facet, rows[0]), precision[rows[0]]);
  const loose = rows.filter((i) => precision[i] > 0).length, at = rows.indexOf(events.indexOf(selected));
  const given = { events: many(rows.length), days: period(events, rows[0], rows[rows.length - 1]) };
  const all = loose ? say("{events} here, {days}, {loose} placed to an area or vaguer", { ...given, loose }) : say("{events} here, {days}", given);
  return at < 0 ? all : say("{at} of {number}: {event}; {all}", { at: at + 1, number: rows.length, event: summary(events, facet, rows[at]), all });
}

/**
 * An event with how exactly its place is known, where that is no town.
 *
 * @param {string} event
 * @param {number} precision
 */
function placed(event, precision) {
  if (precision === 0) return event;
  return precision === 1 ? say("{event}, placed to an area only", { event }) : say("{event}, place known vaguely", { event });
}
