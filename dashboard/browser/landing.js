/* What a jump within the page does where it lands: the part is opened, in view, outlined, and has the focus. */

// Milliseconds for which the part shows that it is meant.
const SHOWN = 4000;

/** @param {HTMLElement} part */
export function landOn(part) {
  for (let box = part.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
  // Its own words are those that end it; what it covers stays folded.
  const [own] = [...part.children].filter((child) => child instanceof HTMLDetailsElement).slice(-1);
  if (own instanceof HTMLDetailsElement) own.open = true;
  part.scrollIntoView({ block: part.offsetHeight < 0.8 * window.innerHeight ? "center" : "start", behavior: "instant" });
  part.setAttribute("tabindex", "-1");
  part.focus({ preventScroll: true });
  part.classList.add("focused");
  window.setTimeout(() => part.classList.remove("focused"), SHOWN);
}
