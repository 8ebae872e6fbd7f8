/* The single HTML file (dashboard/export/html_export.py): starts the map and the controls, without a server.
 *
 * The data stand in the element #data: {centre: where the map begins, events, base: what the layer would fetch, days, filters: what Python would tell
 * the day slider and the filters, styles: the style sheets of these two}. The filters count the events themselves.
 *
 * The list of events is in the page already, each a <details> with the event's id; a mark opens its entry, on a narrow
 * screen as a sheet, and an entry opens its mark.
 */

import filterBar from "./filters.js";
import { EventLayer } from "./layer/event_layer.js";
import daySlider from "./slider/day_slider.js";

const CONTROLS = { day_slider: daySlider, filters: filterBar };

const NARROW = 760, PAPER = "print";

const told = JSON.parse(document.getElementById("data").textContent);
const { events } = told.events;
const byId = (id) => document.getElementById(id);
const entries = new Map([...document.querySelectorAll("details.event")].map((entry) => [entry.id, entry]));

/* ---- the map ----------------------------------------------------------------------------------------------- */

const map = L.map("map", { center: told.centre, zoom: 6, zoomControl: false, attributionControl: false, zoomSnap: 0.25 });
const dark = window.matchMedia("(prefers-color-scheme: dark)"), paper = window.matchMedia(PAPER);
const command = { selected: null, turn: 0, theme: "light", tiles: null, coded: true, sets: [], opened: null, view: { days: null, choices: {} } };
// In somebody's preview the file may stand in a frame: the view is this window's own.
const layer = (window.eventLayer = new EventLayer(map, { events: told.events, base: told.base, font: "", assets: "", page: window, choose }));
const say = (changed) => layer.show(Object.assign(command, changed));
const paint = () => say({ theme: dark.matches && !paper.matches && !printing ? "dark" : "light" });
let printing = null;
dark.addEventListener("change", paint);
paint();

/* ---- the open event ---------------------------------------------------------------------------------------- */

const narrow = () => window.innerWidth < NARROW, sheet = byId("sheet");
let opening = false;

function closeSheet() { sheet.hidden = true; sheet.replaceChildren(); }

function openSheet(entry) {
  const close = document.createElement("button"), title = document.createElement("h2"), body = entry.querySelector(".body").cloneNode(true);
  close.type = "button";
  close.setAttribute("aria-label", "Close");
  close.textContent = "×";
  close.addEventListener("click", () => { closeSheet(); layer.focusMark(entry.id); });
  title.textContent = entry.querySelector("strong").textContent;
  sheet.replaceChildren(close, title, body);
  sheet.hidden = false;
  sheet.scrollTop = 0;
}

/* Open an entry and close the others; without telling the map, which knows. `bring` it to the top of the list. */
function openEntry(id, bring) {
  opening = true;
  for (const [other, entry] of entries) { entry.open = other === id; entry.classList.toggle("selected", other === id); }
  window.setTimeout(() => { opening = false; if (bring) bringUp(entries.get(id)); });
}

/* On a wide screen the list scrolls by itself and the page stays where it is. */
function bringUp(entry) {
  const list = entry.closest(".side"), gap = entry.getBoundingClientRect().top - list.getBoundingClientRect().top;
  if (getComputedStyle(list).overflowY === "auto") list.scrollTop += gap - 8;
  else entry.scrollIntoView({ block: "start", behavior: "instant" });
}

function openStatement(id) {
  const one = byId(id);
  if (!one) return;
  one.querySelector("details").open = true;
  one.scrollIntoView({ block: "center", behavior: "instant" });
  one.querySelector("summary").focus({ preventScroll: true });
}

/* A mark was clicked: what the app would tell Python. */
function choose({ event: id }) {
  if (!entries.has(id)) return;
  command.selected = id;
  if (narrow()) { byId("map").scrollIntoView({ block: "start", behavior: "instant" }); openSheet(entries.get(id)); } else openEntry(id, true);
}

for (const [id, entry] of entries) {
  entry.addEventListener("toggle", () => {
    if (opening || printing || !entry.open || narrow() || !events.some((event) => event.id === id)) return;
    openEntry(id);
    say({ selected: id, turn: command.turn + 1 });
  });
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".card .more") && layer.opened) {
    const entry = entries.get(layer.opened);
    openEntry(entry.id, true);
    entry.querySelector("summary").focus({ preventScroll: true });
  }
  // A link to an event or a claim of this file.
  const link = event.target.closest('a[href^="#"]'), target = link && byId(decodeURIComponent(link.hash.slice(1)));
  if (target && target.matches("details")) { target.open = true; closeSheet(); }
}, true);
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !sheet.hidden) { closeSheet(); layer.focusMark(command.selected); } });

/* ---- the list follows the map ------------------------------------------------------------------------------ */

function follow() {
  const drawn = new Set(window.drawnEvents), { words, filters = {} } = window.reportedView || {};
  const { choices = {} } = filters[told.filters.set] || {};
  for (const { id } of events) entries.get(id).hidden = !drawn.has(id);
  if (!events.length) return;
  byId("count").textContent = drawn.size === events.length ? "" : `${drawn.size} of ${events.length} shown`;
  byId("none").hidden = drawn.size > 0;
  const chosen = told.filters.facets.filter(({ name }) => choices[name] && choices[name].length)
    .map(({ name, title, values, labels }) => `${title}: ${choices[name].map((value) => labels[values.indexOf(value)]).join(", ")}`);
  byId("view").textContent = `Shown: ${[words || "all days", ...chosen].join("; ")} – ${drawn.size} of ${events.length} mapped events${told.days.rest}.`;
  if (!sheet.hidden && !drawn.has(command.selected)) closeSheet();
}
window.addEventListener("view-drawn", follow);

/* ---- on paper ---------------------------------------------------------------------------------------------- */

// The map as it stood first: who has not moved it gets the same again on paper, and else what the screen shows.
let first = null;
map.whenReady(() => window.setTimeout(() => { first = { centre: map.getCenter(), zoom: map.getZoom() }; }));

// The map takes the size that standalone.css gives it on paper; every entry is open.
function toPaper() {
  if (printing) return;
  printing = { centre: map.getCenter(), zoom: map.getZoom(), open: [...document.querySelectorAll("details")].filter((one) => one.open) };
  const bounds = map.getBounds(), legend = document.querySelector("#map .legend");
  const unmoved = first && first.zoom === printing.zoom && map.project(first.centre).distanceTo(map.project(printing.centre)) < 2;
  if (legend) legend.open = false;  // it has its own place on paper
  document.documentElement.classList.add("printing");
  for (const one of document.querySelectorAll("main .event, .said details")) one.open = true;
  closeSheet();
  map.closePopup();
  map.invalidateSize({ animate: false, pan: false });
  if (unmoved) layer.fit(); else map.fitBounds(bounds, { animate: false });
  paint();
}

function toScreen() {
  if (!printing) return;
  const { centre, zoom, open } = printing;
  document.documentElement.classList.remove("printing");
  for (const one of document.querySelectorAll("main .event, .said details, #map .legend")) one.open = open.includes(one);
  map.invalidateSize({ animate: false, pan: false });
  map.setView(centre, zoom, { animate: false });
  window.setTimeout(() => { printing = null; paint(); });
}

window.addEventListener("beforeprint", toPaper);
window.addEventListener("afterprint", () => { if (!paper.matches) toScreen(); });
paper.addEventListener("change", () => (paper.matches ? toPaper() : toScreen()));

/* ---- the controls ------------------------------------------------------------------------------------------ */

function start(name, host, data, hear) {
  const part = CONTROLS[name], root = host.attachShadow({ mode: "open" }), style = document.createElement("style");
  style.textContent = told.styles[name] + (name === "filters" ? "h2 { display: none; }" : "");  // the summary says it
  root.append(style);
  part({ parentElement: root, data, setStateValue: hear });
}

start("day_slider", byId("days"), told.days, (what, said) => { if (what === "statement") openStatement(said.id); });
const box = byId("filters");
if (events.length) { box.append(document.createElement("div")); start("filters", box.lastChild, { ...told.filters, events }, () => {}); } else box.hidden = true;
if (paper.matches) toPaper();
