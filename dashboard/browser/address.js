/* Tells Python that the reader went back or forward in the browser's history. Streamlit runs the page then, too, but what
 * it says of the address in any run may be older than what Python has written since. */

/** @import {Component, End} from "./types" */

/** @type {WeakMap<Node, () => void>} */
const listeners = new WeakMap();

/**
 * @param {Component<unknown>} component
 * @returns {End | undefined}
 */
export default function address({ parentElement, setTriggerValue }) {
  if (listeners.has(parentElement)) return undefined;
  const moved = () => setTriggerValue("moved", Date.now());
  listeners.set(parentElement, moved);
  window.addEventListener("popstate", moved);
  return () => { window.removeEventListener("popstate", moved); listeners.delete(parentElement); };
}
