/* The mark of one event over the slider. Night: a dark disc with a moon. Day: a disc. Not stated: a square. */

import { drawing } from "../dom.js";

// The moon of a night mark around (0, 0); half a mark's side is 1.
const MOON = "M-.04-.7A.7.7 0 1 0 .7 .04.55.55 0 1 1-.04-.7Z";
// How an attacker's mark is cut, so that it does not rest on its colour: around (0, 0), half a side is 1.
/** @type {Record<string, string>} */
const CUTS = {
  "party-2": "M-1 1 1-1", "party-3": "M-1-1 1 1", "party-4": "M-1 0H1", "party-5": "M-1-1 1 1M-1 1 1-1", "party-6": "M-1 0H1M0-1V1",
  both: "M0-1V1", other: "M-.45 0H-.44M.45 0H.46", none: "M-.01 0H.01",
};

/**
 * A mark around (x, y), `wide` by `tall` pixels; wider than tall it is an event on one of several days.
 *
 * @param {{colour: string, time: string}} event
 * @param {number} x
 * @param {number} y
 * @param {number} wide
 * @param {number} [tall]
 */
export function markOf({ colour, time }, x, y, wide, tall = wide) {
  const half = tall / 2, long = wide > tall;
  const mark = drawing("g", {
    class: `mark ${time}${long ? " interval" : ""}`, style: `--c:var(--c-${colour});--n:var(--n-${colour})`, transform: `translate(${x} ${y})`,
  });
  if (long || (time !== "night" && time !== "day")) {
    mark.append(drawing("rect", { class: "body", x: -wide / 2 + 0.75, y: -half + 0.75, width: wide - 1.5, height: tall - 1.5, rx: 1.5 }));
  } else mark.append(drawing("circle", { class: "body", r: half - 0.75 }));
  if (time === "night") mark.append(drawing("path", { class: "moon", d: MOON, transform: `scale(${half})` }));
  if (!CUTS[colour]) return mark;
  // A bar is one event: no cut divides it. A disc ends before its corners.
  const through = long && colour === "both", far = half * (time === "night" ? 0.7 : 1);
  const scale = `scale(${through ? wide / 2 : far} ${far})`;
  mark.append(drawing("path", { class: `cut ${colour}`, d: through ? "M-1 0H1" : CUTS[colour], transform: scale }));
  return mark;
}
