/* A hand that is pressed on an element and moved. */

/**
 * Follow a pointer that is pressed on an element, until it is let go.
 *
 * @param {HTMLElement | SVGElement} element
 * @param {(event: PointerEvent) => boolean} begin says whether there is something to drag
 * @param {(event: PointerEvent) => void} go
 * @param {() => void} letGo
 */
export function dragging(element, begin, go, letGo) {
  /** @type {number | null} */
  let held = null;
  const pointer = (/** @type {(event: PointerEvent) => void} */ act) => (/** @type {Event} */ event) => { if (event instanceof PointerEvent) act(event); };
  element.addEventListener("pointerdown", pointer((event) => {
    if (event.button || held !== null || !begin(event)) return;
    held = event.pointerId;
    element.setPointerCapture(held);
  }));
  element.addEventListener("pointermove", pointer((event) => { if (event.pointerId === held) go(event); }));
  const end = pointer((event) => { if (event.pointerId === held) { held = null; letGo(); } });
  for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, end);
}
