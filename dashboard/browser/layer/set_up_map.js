/* What every map of ours has, whatever is drawn on it: panes, controls, keys, how it takes focus and touch. */

import { node } from "../dom.js";
import { say } from "../words.js";

/**
 * @param {L.Map} map
 * @param {{home: () => void, leave: () => void}} acts back to the first view; the Escape key was pressed
 */
export function setUpMap(map, { home, leave }) {
  addPanes(map);
  const container = map.getContainer();
  container.classList.add("event-map");
  // Leaflet focuses the map on mouse down. Where the map is only partly in view the browser then scrolls the page
  // under the pointer, and the click is lost.
  container.focus = (options) => HTMLElement.prototype.focus.call(container, { ...options, preventScroll: true });
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", say("Map of reported events"));
  L.control.zoom({ position: "topright" }).addTo(map);
  homeControl(home).addTo(map);
  // One finger scrolls the page past the map; two fingers move and zoom the map.
  if (L.Browser.mobile) map.dragging.disable();
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") leave(); });
  L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
}

/**
 * The panes of a map, below the label every other pane: land, areas, lines, leaders; Leaflet's own marker pane is above.
 *
 * @param {L.Map} map
 */
export function addPanes(map) {
  ["land", "areas", "lines"].forEach((name, i) => { map.createPane(name).style.zIndex = String(210 + 20 * i); });
}

/** @param {() => void} home */
function homeControl(home) {
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => {
    const box = node("div", "leaflet-bar"), button = node("a", "home", "⤢");
    button.href = "#";
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", say("Back to the first view"));
    button.title = say("Back to the first view");
    L.DomEvent.on(button, "click", (event) => { L.DomEvent.stop(event); home(); });
    box.append(button);
    return box;
  };
  return control;
}
