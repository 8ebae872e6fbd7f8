/* The single HTML file (dashboard/export/html_export.py): starts the map and the controls, without a server.
 *
 * The data stand in the element #data. The filters count the events themselves. The list of events is in the page already,
 * each a <details> with the event's id; a mark opens its entry, on a narrow screen as a sheet, and an entry opens its mark.
 */

import { button, node } from "./dom.js";
import filterBar from "./filter_bar.js";
import { bytesOf, hold } from "./layer/columns_file.js";
import { EventLayer } from "./layer/event_layer.js";
import { unpackedBaseMap } from "./layer/packed_lines.js";
import daySlider from "./slider/day_slider.js";
import { say } from "./words.js";

/**
 * @import {Component, Value} from "./types"
 * @import {LayerCommand, MapClick, StandaloneData} from "./protocol"
 * @typedef {{centre: L.LatLng, zoom: number, open: HTMLDetailsElement[]}} Screen what the reader saw before it was printed
 */

const NARROW = 760, PAPER = "print";

/** @type {StandaloneData} */
const content = JSON.parse(byId("data").textContent ?? "");
const { set } = content.days, { cards } = content, mapped = Object.keys(cards);
// The controls and the layer find the events by the name that stands for their address.
const EVENTS = content.days.columns ?? "";
hold(EVENTS, bytesOf(content.events).buffer);
const entries = new Map(detailsOf(document, "details.event").map((entry) => [entry.id, entry]));

/** @param {string} id of an element that the file has */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The file has no element ${id}.`);
  return element;
}

/**
 * @param {ParentNode} part
 * @param {string} selector
 * @returns {HTMLDetailsElement[]}
 */
function detailsOf(part, selector) {
  return [...part.querySelectorAll(selector)].filter((element) => element instanceof HTMLDetailsElement);
}

/* ---- the map ----------------------------------------------------------------------------------------------- */

const map = L.map("map", { center: content.centre, zoom: 6, zoomControl: false, attributionControl: false, zoomSnap: 0.25 });
const dark = window.matchMedia("(prefers-color-scheme: dark)"), paper = window.matchMedia(PAPER);
/** @type {LayerCommand} */
const command = {
  turn: 0, theme: "light", tiles: null, shipped: true, active: set, sets: [], opened: null, at: null,
  view: { days: null, choices: {}, ranges: {}, text: "" },
};
/** @type {Screen | null} */
let printing = null;
// In somebody's preview the file may stand in a frame: the view is this window's own.
const layer = new EventLayer(map, {
  shipped: { id: set, core: EVENTS, ground: content.ground, event: "" }, describe: async (id) => cards[id] ?? null,
  base: unpackedBaseMap(content.base), font: "", assets: "", page: window, choose,
});
window.eventLayer = layer;

/** @param {Partial<LayerCommand>} changed */
function tellLayer(changed) {
  layer.show(Object.assign(command, changed));
}

function paint() {
  tellLayer({ theme: dark.matches && !paper.matches && !printing ? "dark" : "light" });
}

dark.addEventListener("change", paint);
paint();

/* ---- the open event ---------------------------------------------------------------------------------------- */

const sheet = byId("sheet");
/** Whether an entry is being opened by us: the map knows. */
let opening = false;

function narrow() {
  return window.innerWidth < NARROW;
}

function closeSheet() {
  sheet.hidden = true;
  sheet.replaceChildren();
}

/** @param {HTMLDetailsElement} entry */
function openSheet(entry) {
  const close = button("", "×", () => { closeSheet(); layer.signs.focus(entry.id); }), body = entry.querySelector(".body");
  close.setAttribute("aria-label", say("Close"));
  sheet.replaceChildren(close, node("h2", "", entry.querySelector("strong")?.textContent ?? ""), ...(body ? [body.cloneNode(true)] : []));
  sheet.hidden = false;
  sheet.scrollTop = 0;
}

/**
 * Open an entry and close the others; without telling the map, which knows.
 *
 * @param {HTMLDetailsElement} entry
 * @param {boolean} bring whether it comes to the top of the list
 */
function openEntry(entry, bring) {
  opening = true;
  for (const other of entries.values()) {
    other.open = other === entry;
    other.classList.toggle("selected", other === entry);
  }
  window.setTimeout(() => {
    opening = false;
    if (bring) bringUp(entry);
  });
}

/**
 * On a wide screen the list scrolls by itself and the page stays where it is.
 *
 * @param {HTMLElement} entry
 */
function bringUp(entry) {
  const list = entry.closest(".side");
  if (list && getComputedStyle(list).overflowY === "auto") {
    list.scrollTop += entry.getBoundingClientRect().top - list.getBoundingClientRect().top - 8;
  } else entry.scrollIntoView({ block: "start", behavior: "instant" });
}

/** @param {string} id */
function openStatement(id) {
  const statement = document.getElementById(id), box = statement?.querySelector("details");
  if (!statement || !box) return;
  box.open = true;
  statement.scrollIntoView({ block: "center", behavior: "instant" });
  box.querySelector("summary")?.focus({ preventScroll: true });
}

/**
 * A mark was clicked: what the app would tell Python.
 *
 * @param {MapClick} click
 */
function choose({ event: id }) {
  const entry = entries.get(id);
  if (!entry) return;
  command.opened = { set, event: id };
  if (!narrow()) { openEntry(entry, true); return; }
  byId("map").scrollIntoView({ block: "start", behavior: "instant" });
  openSheet(entry);
}

for (const [id, entry] of entries) {
  entry.addEventListener("toggle", () => {
    if (opening || printing || !entry.open || narrow() || !Object.hasOwn(cards, id)) return;
    openEntry(entry, false);
    tellLayer({ opened: { set, event: id }, turn: command.turn + 1 });
  });
}

document.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  const entry = entries.get(layer.opened ?? "");
  if (entry && target.closest(".card .more")) {
    openEntry(entry, true);
    entry.querySelector("summary")?.focus({ preventScroll: true });
  }
  // A link to an event or a claim of this file.
  const link = target.closest('a[href^="#"]'), named = link instanceof HTMLAnchorElement && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) { named.open = true; closeSheet(); }
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || sheet.hidden) return;
  closeSheet();
  if (command.opened) layer.signs.focus(command.opened.event);
});

/* ---- the list follows the map ------------------------------------------------------------------------------ */

function follow() {
  const drawn = new Set(window.drawnEvents), { words, filters = {} } = window.reportedView ?? {};
  for (const id of mapped) {
    const entry = entries.get(id);
    if (entry) entry.hidden = !drawn.has(id);
  }
  if (!mapped.length) return;
  byId("count").textContent = drawn.size === mapped.length ? "" : say("{shown} of {number} shown", { shown: drawn.size, number: mapped.length });
  byId("none").hidden = drawn.size > 0;
  const { choices = {} } = filters[content.filters.set] ?? {};
  const chosen = content.filters.facets.filter(({ name }) => choices[name]?.length)
    .map(({ name, title, values, labels }) => say("{filter}: {values}", {
      filter: title, values: choices[name].map((value) => labels[/** @type {readonly Value[]} */ (values).indexOf(value)]).join(", "),
    }));
  const line = say("Shown: {view} – {shown} of {mapped} mapped events.", {
    view: [words || say("all days"), ...chosen].join("; "), shown: drawn.size, mapped: mapped.length,
  });
  byId("view").textContent = [line, content.days.rest].filter(Boolean).join(" ");
  if (!sheet.hidden && !drawn.has(command.opened?.event ?? "")) closeSheet();
}
window.addEventListener("view-drawn", follow);

/* ---- on paper ---------------------------------------------------------------------------------------------- */

// The map as it stood first: who has not moved it gets the same again on paper, and else what the screen shows.
/** @type {Pick<Screen, "centre" | "zoom"> | null} */
let first = null;
map.whenReady(() => window.setTimeout(() => { first = { centre: map.getCenter(), zoom: map.getZoom() }; }));

// The map takes the size that standalone.css gives it on paper; every entry is open.
function toPaper() {
  if (printing) return;
  const screen = { centre: map.getCenter(), zoom: map.getZoom(), open: detailsOf(document, "details").filter(({ open }) => open) };
  printing = screen;
  printing = screen;
  const bounds = map.getBounds();
  const unmoved = first?.zoom === screen.zoom && map.project(first.centre).distanceTo(map.project(screen.centre)) < 2;
  for (const legend of detailsOf(document, "#map .legend")) legend.open = false;  // it has its own place on paper
  document.documentElement.classList.add("printing");
  for (const entry of detailsOf(document, "main .event, .said details")) entry.open = true;
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
  for (const entry of detailsOf(document, "main .event, .said details, #map .legend")) entry.open = open.includes(entry);
  map.invalidateSize({ animate: false, pan: false });
  map.setView(centre, zoom, { animate: false });
  window.setTimeout(() => { printing = null; paint(); });
}

window.addEventListener("beforeprint", toPaper);
window.addEventListener("afterprint", () => { if (!paper.matches) toScreen(); });
paper.addEventListener("change", () => (paper.matches ? toPaper() : toScreen()));

/* ---- the controls ------------------------------------------------------------------------------------------ */

/**
 * Start a control in a shadow tree of its own, with its own style.
 *
 * @template Data
 * @param {(component: Component<Data>) => void} control
 * @param {HTMLElement} host
 * @param {string} style
 * @param {Data} data
 * @param {(name: string, value: unknown) => void} hear
 */
function start(control, host, style, data, hear) {
  const root = host.attachShadow({ mode: "open" });
  root.append(node("style", "", style));
  control({ parentElement: root, data, setStateValue: hear, setTriggerValue: hear });
}

const { styles } = content, filterBox = byId("filters");
start(daySlider, byId("days"), styles.day_slider, content.days, (name, value) => {
  if (name === "statement") openStatement(/** @type {import("./protocol").StatementOpened} */ (value).id);
});
if (mapped.length) {
  const host = node("div");
  filterBox.append(host);
  // The summary says what the heading says.
  start(filterBar, host, `${styles.filters}h2 { display: none; }`, content.filters, () => {});
} else filterBox.hidden = true;
if (paper.matches) toPaper();
