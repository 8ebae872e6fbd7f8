/* What the short card says of several events: how many, of which days, of which classes. */

import { KINDS, NONE, OTHER } from "../class_colours.js";
import { many, period } from "./event_words.js";
import { figure, say } from "../words.js";

/**
 * @import {CardContent} from "../types"
 * @import {DotColours} from "./dot_colours.js"
 * @import {DotPainter} from "./dots.js"
 * @typedef {object} Several some events
 * @property {number} number
 * @property {number[]} counts by class
 * @property {number} soft how many are placed to an area or vaguer
 * @property {number} first
 * @property {number} last
 */

// Lines of a card that splits a number by class.
const LINES = 6;

/**
 * @param {DotPainter} dots
 * @param {number} cell
 * @returns {CardContent}
 */
export function cardOfCell(dots, cell) {
  const { circles } = dots, counts = Array.from(circles.kinds.subarray(cell * KINDS, (cell + 1) * KINDS));
  return cardOfSeveral(dots, { number: circles.number[cell], counts, soft: circles.soft[cell], first: circles.first[cell], last: circles.last[cell] });
}

/**
 * @param {DotPainter} dots
 * @param {Several} several
 * @returns {CardContent}
 */
export function cardOfSeveral({ layer: { events }, colours }, { number, counts, soft, first, last }) {
  const lines = soft ? [say("{number} placed to an area or vaguer", { number: soft })] : [];
  return { head: events ? period(events, first, last) : "", title: many(number), lines, parts: split(counts, colours) };
}

/**
 * How many events are of which class, the largest first; nothing where they have no classes.
 *
 * @param {number[]} counts by class
 * @param {DotColours} colours
 * @returns {[colour: string, name: string, number: string][]}
 */
function split(counts, { palette, hex }) {
  if (!palette.length) return [];
  const names = palette.map(({ label }) => label);
  names[OTHER] = say("Other");
  names[NONE] = say("Not stated");
  const filled = counts.map((count, k) => [count, k]).filter(([count]) => count).sort((a, b) => b[0] - a[0]);
  const shown = filled.length > LINES ? filled.slice(0, LINES - 1) : filled, more = filled.slice(shown.length);
  /** @type {[string, string, string][]} */
  const parts = shown.map(([count, k]) => [hex[k], names[k], figure(count)]);
  if (more.length) parts.push(["transparent", say("{number} more", { number: more.length }), figure(more.reduce((sum, [count]) => sum + count, 0))]);
  return parts;
}
