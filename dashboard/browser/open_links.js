/* Buttons inside HTML of ours that open something: <button data-open="ev-…">. Streamlit's own widgets cannot stand in a
 * table cell. One listener for the part of the page that holds this component; Python is told the id. */

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
    const button = event.target instanceof Element ? event.target.closest("[data-open]") : null;
    if (button instanceof HTMLElement && button.closest(`.${CSS.escape(data.scope)}`)) setTriggerValue("opened", button.dataset.open);
  };
  document.addEventListener("click", pressed);
  return () => document.removeEventListener("click", pressed);
}
