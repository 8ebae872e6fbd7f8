/* Elements of the page. Every text becomes a text node: nothing that the data say is ever read as markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with a class and a text, both optional.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function node(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * An element with attributes and what stands in it. `true` sets an attribute without a value, `false` none.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean>} attributes
 * @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...inside);
  return made;
}

/**
 * A button that acts when it is pressed.
 *
 * @param {string} className
 * @param {string | undefined} text
 * @param {(event: MouseEvent) => void} act
 * @returns {HTMLButtonElement}
 */
export function button(className, text, act) {
  const made = node("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/**
 * Whether a key presses what has the focus.
 *
 * @param {KeyboardEvent} event
 */
export function presses({ key }) {
  return key === "Enter" || key === " ";
}

/**
 * An SVG element with attributes and what stands in it; an attribute of null is left out.
 *
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | null>} [attributes]
 * @param {...(Node | string)} inside
 * @returns {SVGElementTagNameMap[T]}
 */
export function drawing(tag, attributes = {}, ...inside) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(name, String(value));
  }
  made.append(...inside);
  return made;
}

/** Whether the reader wants nothing to move. */
export function calm() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * A pane of a Leaflet map; made where it is not there.
 *
 * @param {L.Map} map
 * @param {string} name
 * @returns {HTMLElement}
 */
export function paneOf(map, name) {
  return map.getPane(name) ?? map.createPane(name);
}

/**
 * How a Leaflet map projects the world.
 *
 * @param {L.Map} map
 * @returns {L.CRS}
 */
export function crsOf(map) {
  return map.options.crs ?? L.CRS.EPSG3857;
}

/**
 * The place at shares of the world, as packed events have them: from the west and from the north, 0 to 1.
 *
 * @param {L.Map} map
 * @param {number} x
 * @param {number} y
 * @returns {L.LatLng}
 */
export function placeAt(map, x, y) {
  return crsOf(map).pointToLatLng(L.point(256 * x, 256 * y), 0);
}
