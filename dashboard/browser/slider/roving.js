/* One stop for the Tab key in a row of buttons; the arrow keys go through it. */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** @param {HTMLElement | SVGElement} box */
export function rove(box) {
  const items = () => [.../** @type {NodeListOf<HTMLElement | SVGElement>} */ (box.querySelectorAll("[tabindex]"))];
  const stopAt = (/** @type {EventTarget | null} */ stop) => {
    for (const item of items()) item.setAttribute("tabindex", item === stop ? "0" : "-1");
  };
  box.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const all = items(), at = all.indexOf(/** @type {HTMLElement | SVGElement} */ (event.target)), step = STEPS[event.key];
    if (at < 0) return;
    const next = step ? all[at + step] : event.key === "Home" ? all[0] : event.key === "End" ? all[all.length - 1] : undefined;
    if (step || next) event.preventDefault();
    if (!next) return;
    stopAt(next);
    next.focus();
  });
  box.addEventListener("focusin", (event) => stopAt(event.target));
}
