/* Gives the focus to the form that the review shows now, once for each turn: the one before it was accepted or rejected. */

import { onceDrawn } from "../part_of_page.js";

/**
 * @import {Component} from "../types"
 * @import {ReviewFocusData} from "../protocol"
 */

/** @param {Component<ReviewFocusData>} component */
export default function reviewFocus({ parentElement, data }) {
  const row = () => /** @type {HTMLElement | null} */ (document.querySelector(`.st-key-review-${data.draft} button`));
  onceDrawn(parentElement, data.turn, row, (button) => button.focus({ preventScroll: true }));
}
