/* Brings one part of the page into view and gives it the focus, once for each turn. data: {anchor: its id, turn} */
const seen = new WeakMap();

export default function scrollTo({ parentElement, data }) {
  if (seen.get(parentElement) === data.turn) return;
  seen.set(parentElement, data.turn);
  // The part may be drawn after this.
  const look = (times) => {
    const part = document.getElementById(data.anchor);
    if (!part) { if (times) window.setTimeout(() => look(times - 1), 80); return; }
    const box = part.closest("details");
    if (box) box.open = true;
    part.scrollIntoView({ block: "center", behavior: "instant" });
    part.setAttribute("tabindex", "-1");
    part.focus({ preventScroll: true });
    part.classList.add("focused");
    window.setTimeout(() => part.classList.remove("focused"), 4000);
  };
  look(25);
}
