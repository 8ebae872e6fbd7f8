/* Buttons inside HTML of ours that open something: <button data-open="ev-…">. Streamlit's own widgets cannot stand in a
 * table cell. One listener for the part of the page that holds this component; Python is told the id. */

import { landOn } from "./landing.js";

/**
 * @import {Component, End} from "./types"
 * @import {OpenLinksData} from "./protocol"
 */

/**
 * @param {Component<OpenLinksData>} component
 * @returns {End}
 */
export default function openLinks({ data, setTriggerValue }) {
  /** @param {MouseEvent} event */
  const pressed = (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const way = target.closest('a[href^="#"]'), place = way && document.getElementById(decodeURIComponent(way.getAttribute("href")?.slice(1) ?? ""));
    // After the browser has jumped there by itself.
    if (place && way.closest(`.${CSS.escape(data.scope)}`)) window.setTimeout(() => landOn(place));
    const button = target.closest("[data-open]");
    if (button instanceof HTMLElement && button.closest(`.${CSS.escape(data.scope)}`)) setTriggerValue("opened", button.dataset.open);
  };
  document.addEventListener("click", pressed);
  return () => document.removeEventListener("click", pressed);
}
