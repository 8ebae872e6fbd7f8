/* Where the diamonds of statements stand along the axis: one each where there is room, else one for several. */

/**
 * @import {TimelineStatement, UndatedStatement} from "../protocol"
 * @import {Axis} from "./axis.js"
 * @typedef {{at: number, statements: TimelineStatement[], wide: number}} StatementSpot
 */

// How much wider a diamond with a number is, in pixels.
const NUMBER = 8;

/**
 * @param {readonly TimelineStatement[]} statements
 * @param {Axis} axis
 * @param {number} side of a diamond, in pixels
 * @returns {StatementSpot[]}
 */
export function spotsOfStatements(statements, axis, side) {
  /** @type {{at: number, of: TimelineStatement[]}[]} */
  const groups = [];
  for (const statement of [...statements].sort((a, b) => a.day - b.day)) {
    const at = axis.x(Math.max(axis.first, Math.min(axis.end, statement.day))), last = groups.at(-1);
    if (last && at - last.at < 1) last.of.push(statement); else groups.push({ at, of: [statement] });
  }
  /** @type {StatementSpot[]} */
  const spots = [];
  for (const { at, of } of groups) {
    const apart = of.length * side <= Math.max(side, axis.step * 0.94), last = spots.at(-1);
    if (apart && of.length > 1) spots.push(...of.map((statement, n) => ({ at: at + (n - (of.length - 1) / 2) * side, statements: [statement], wide: side })));
    else if (last && at - last.at < (last.wide + side) / 2) last.statements.push(...of);
    else spots.push({ at, statements: [...of], wide: of.length > 1 ? side + NUMBER : side });
  }
  return spots;
}
