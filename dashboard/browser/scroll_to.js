/* Brings one part of the page into view and gives it the focus, once for each turn. */

import { landOn } from "./landing.js";

/**
 * @import {Component} from "./types"
 * @import {ScrollToData} from "./protocol"
 */

// Milliseconds between two looks for a part that is drawn after this, and how many looks.
const AGAIN = 80, LOOKS = 25;

/** @type {WeakMap<Node, number>} */
const turns = new WeakMap();

/** @param {Component<ScrollToData>} component */
export default function scrollTo({ parentElement, data }) {
  if (turns.get(parentElement) === data.turn) return;
  turns.set(parentElement, data.turn);
  look(data.anchor, LOOKS);
}

/**
 * @param {string} anchor
 * @param {number} times
 */
function look(anchor, times) {
  const part = document.getElementById(anchor);
  if (!part) {
    if (times) window.setTimeout(() => look(anchor, times - 1), AGAIN);
    return;
  }
  landOn(part);
}
