/* Finds a part of the page that is drawn after whoever looks for it, and does something with it once for each turn. */

// Milliseconds between two looks for the part, and how many looks.
const AGAIN = 80, LOOKS = 25;

/** @type {WeakMap<Node, number>} */
const turns = new WeakMap();

/**
 * Calls `use` with the part once for each turn, as soon as the part is drawn; never, where it is not drawn soon.
 *
 * @template {Element} Part
 * @param {Node} component whose turn it is
 * @param {number} turn
 * @param {() => Part | null} find
 * @param {(part: Part) => void} use
 */
export function onceDrawn(component, turn, find, use) {
  if (turns.get(component) === turn) return;
  turns.set(component, turn);
  look(find, use, LOOKS);
}

/**
 * @template {Element} Part
 * @param {() => Part | null} find
 * @param {(part: Part) => void} use
 * @param {number} times
 */
function look(find, use, times) {
  const part = find();
  if (part) use(part);
  else if (times) window.setTimeout(() => look(find, use, times - 1), AGAIN);
}
