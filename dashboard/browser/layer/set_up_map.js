/* What every map of ours has, whatever is drawn on it: panes, controls, keys, how it takes focus and touch. */

import { drawing, node } from "../dom.js";
import { say } from "../words.js";

/**
 * @param {L.Map} map
 * @param {{home: () => void, results: () => void, leave: () => void}} acts back to the first view; to what is shown; the
 *   Escape key was pressed
 */
export function setUpMap(map, { home, results, leave }) {
  addPanes(map);
  const container = map.getContainer();
  container.classList.add("event-map");
  // Leaflet focuses the map on mouse down. Where the map is only partly in view the browser then scrolls the page
  // under the pointer, and the click is lost.
  container.focus = (options) => HTMLElement.prototype.focus.call(container, { ...options, preventScroll: true });
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", say("Map of reported events"));
  L.control.zoom({ position: "topright" }).addTo(map);
  viewControl(map, home, results).addTo(map);
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

// Drawn in a square of 24: a house; a frame around a point; four corners that point outwards, and inwards.
const HOUSE = "M3 11.5 12 4l9 7.5M5.5 10v9.5h4.8v-5.6h3.4v5.6h4.8V10";
const RESULTS = "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6";
const WIDEN = "M9 4H4v5M15 4h5v5M20 15v5h-5M9 20H4v-5M4 4l6 6M20 4l-6 6M20 20l-6-6M4 20l6-6";
const NARROW_DOWN = "M10 5v5H5M14 5v5h5M19 14h-5v5M10 19v-5H5M4 4l6 6M20 4l-6 6M20 20l-6-6M4 20l6-6";

/**
 * Back to the first view, to the events shown, and the whole screen where the browser has one for a frame.
 *
 * @param {L.Map} map
 * @param {() => void} home
 * @param {() => void} results
 */
function viewControl(map, home, results) {
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => {
    const box = node("div", "leaflet-bar map-views");
    box.append(viewButton("home", say("Back to the first view"), HOUSE, home), viewButton("results", say("Zoom to the events shown"), RESULTS, results));
    if (document.fullscreenEnabled) box.append(fullScreenButton(map));
    return box;
  };
  return control;
}

/** @param {L.Map} map */
function fullScreenButton(map) {
  const opened = () => Boolean(document.fullscreenElement), root = document.documentElement;
  const turn = () => void (opened() ? document.exitFullscreen() : root.requestFullscreen()).catch(() => {});
  const button = viewButton("full-screen", say("Full screen"), WIDEN, turn);
  document.addEventListener("fullscreenchange", () => {
    dressButton(button, opened() ? say("Leave full screen") : say("Full screen"), opened() ? NARROW_DOWN : WIDEN);
    map.invalidateSize();
  });
  return button;
}

/**
 * @param {string} className
 * @param {string} words
 * @param {string} path
 * @param {() => void} act
 */
function viewButton(className, words, path, act) {
  const button = node("a", className);
  button.href = "#";
  button.setAttribute("role", "button");
  dressButton(button, words, path);
  L.DomEvent.on(button, "click", (event) => { L.DomEvent.stop(event); act(); });
  return button;
}

/**
 * @param {HTMLElement} button
 * @param {string} words
 * @param {string} path
 */
function dressButton(button, words, path) {
  button.setAttribute("aria-label", words);
  button.title = words;
  button.replaceChildren(drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing("path", { d: path })));
}
