/* Brings one part of the page into view and gives it the focus, once for each turn. */

import { landOn } from "./landing.js";
import { onceDrawn } from "./part_of_page.js";

/**
 * @import {Component} from "./types"
 * @import {ScrollToData} from "./protocol"
 */

/** @param {Component<ScrollToData>} component */
export default function scrollTo({ parentElement, data }) {
  onceDrawn(parentElement, data.turn, () => document.getElementById(data.anchor), landOn);
}
