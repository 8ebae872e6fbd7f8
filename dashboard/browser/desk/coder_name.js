/* The name under which a person's work stands in the log: the browser keeps it, so that a reload asks nobody again.
 *
 * Told to Python: "kept", the name that this browser has, where nobody has typed one in this session.
 */

/**
 * @import {Component} from "../types"
 * @import {CoderNameData} from "../protocol"
 */

const KEY = "coder-name";

/** @type {WeakSet<Node>} */
const told = new WeakSet();

/** @param {Component<CoderNameData>} component */
export default function coderName({ parentElement, data, setTriggerValue }) {
  try {
    if (data.typed) {
      window.localStorage.setItem(KEY, data.name);
      return;
    }
    const kept = window.localStorage.getItem(KEY);
    const field = document.querySelector(".st-key-coder-name-field input");
    // Whoever types already is not written over.
    if (field instanceof HTMLInputElement && (field === document.activeElement || field.value)) return;
    if (kept && !told.has(parentElement)) {
      told.add(parentElement);
      setTriggerValue("kept", kept);
    }
  } catch {
    // The browser gives no storage: the name lasts as long as the session.
  }
}
