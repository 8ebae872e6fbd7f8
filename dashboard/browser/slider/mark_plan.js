/* Where the marks of few events stand over the slider, in rows and columns. Numbers in, numbers out. */

/**
 * @import {DayEvent} from "./day_events.js"
 * @import {Axis} from "./axis.js"
 * @typedef {{event: DayEvent, row: number}} LongEvent an event on one of several days, in its row
 * @typedef {{day: number, events: DayEvent[], base: number}} DayStack the events of a day, from the row `base` up
 * @typedef {{pitch: number, high: number, columns: number, stacks: DayStack[], long: LongEvent[]}} MarkPlan
 * @typedef {{event: DayEvent, at: number, row: number, wide: number}} MarkSpot
 */

// A mark's side with its gap, in pixels: the largest at which all stacks fit.
const PITCHES = [13, 12, 11, 10, 9, 8, 7, 6];
// The gap between two marks.
const GAP = 1.5;

/**
 * The plan at the largest pitch at which all stacks fit; null if they do not. Intervals lie at the bottom, each in the
 * lowest row that is free; the events of a day stand on them, in as many columns as needed.
 *
 * @param {readonly DayEvent[]} events
 * @param {readonly string[]} order of colours, in which they are stacked
 * @param {number} step pixels of a day
 * @param {number} tall pixels
 * @returns {MarkPlan | null}
 */
export function planMarks(events, order, step, tall) {
  const sorted = [...events].sort((a, b) => order.indexOf(a.colour) - order.indexOf(b.colour) || (a.time === "night" ? 0 : 1) - (b.time === "night" ? 0 : 1));
  const { long, rows } = inRows(sorted.filter(({ days }) => days[1] > days[0]));
  /** @type {Map<number, DayEvent[]>} */
  const byDay = new Map();
  for (const event of sorted) if (event.days[0] === event.days[1]) byDay.set(event.days[0], [...(byDay.get(event.days[0]) ?? []), event]);
  const base = (/** @type {number} */ day) =>
    1 + Math.max(-1, ...long.filter(({ event: { days } }) => days[0] <= day && days[1] >= day).map(({ row }) => row));
  const stacks = [...byDay].map(([day, of]) => ({ day, events: of, base: base(day) }));
  for (const pitch of PITCHES) {
    const high = Math.floor(tall / pitch);
    if (rows > high || stacks.some((stack) => stack.base >= high)) continue;
    const columns = Math.max(1, ...stacks.map((stack) => Math.ceil(stack.events.length / (high - stack.base))));
    if (columns * pitch <= step * 0.86) return { pitch, high, columns, stacks, long };
  }
  return null;
}

/**
 * Each interval in the lowest row that is free.
 *
 * @param {DayEvent[]} events
 */
function inRows(events) {
  /** @type {number[]} the last day that is taken in each row */
  const ends = [];
  const long = [...events].sort((a, b) => a.days[0] - b.days[0]).map((event) => {
    const free = ends.findIndex((end) => end < event.days[0]), row = free < 0 ? ends.length : free;
    ends[row] = event.days[1];
    return { event, row };
  });
  return { long, rows: ends.length };
}

/**
 * Each mark's middle along the axis, its row from the bottom, and its width.
 *
 * @param {MarkPlan} plan
 * @param {Axis} axis
 * @returns {MarkSpot[]}
 */
export function spotsOf({ pitch, high, columns, stacks, long }, axis) {
  const spots = long.map(({ event, row }) => {
    const from = axis.x(event.days[0]) - (columns * pitch) / 2, to = axis.x(event.days[1]) + (columns * pitch) / 2;
    return { event, at: (from + to) / 2, row, wide: to - from - GAP };
  });
  for (const { day, events, base } of stacks) {
    const beside = Math.ceil(events.length / (high - base));
    spots.push(...events.map((event, i) => ({
      event, at: axis.x(day) + ((i % beside) - (beside - 1) / 2) * pitch, row: base + Math.floor(i / beside), wide: pitch - GAP,
    })));
  }
  return spots;
}
