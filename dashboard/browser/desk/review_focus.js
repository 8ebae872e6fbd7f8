/* Gives the focus to the form that the review shows now, once for each turn: the one before it was accepted or rejected. */

/**
 * @import {Component} from "../types"
 * @import {ReviewFocusData} from "../protocol"
 */

// Milliseconds between two looks for a button that is drawn after this, and how many looks.
const AGAIN = 80, LOOKS = 25;

/** @type {WeakMap<Node, number>} */
const turns = new WeakMap();

/** @param {Component<ReviewFocusData>} component */
export default function reviewFocus({ parentElement, data }) {
  if (turns.get(parentElement) === data.turn) return;
  turns.set(parentElement, data.turn);
  look(data.draft, LOOKS);
}

/**
 * @param {number} draft
 * @param {number} times
 */
function look(draft, times) {
  const row = document.querySelector(`.st-key-review-${draft} button`);
  if (row instanceof HTMLElement) row.focus({ preventScroll: true });
  else if (times) window.setTimeout(() => look(draft, times - 1), AGAIN);
}
