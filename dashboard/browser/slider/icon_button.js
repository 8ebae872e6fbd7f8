/* A button that shows a sign and has its name for those who do not see it, and under the pointer. */

import { button, drawing } from "../dom.js";

/** The outlines of the signs, in a box of 24. */
export const SIGNS = {
  previous: "M15.4 5.4 14 4 6 12l8 8 1.4-1.4L8.8 12z", next: "M8.6 5.4 10 4l8 8-8 8-1.4-1.4 6.6-6.6z", play: "M7 4.5v15l12-7.5z", stop: "M6 6h12v12H6z",
};

/**
 * @param {string} className
 * @param {string} name
 * @param {string} path
 * @param {() => void} act
 */
export function iconButton(className, name, path, act) {
  const icon = button(`icon ${className}`, undefined, act);
  icon.append(drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing("path", { d: path })));
  nameButton(icon, name);
  return icon;
}

/**
 * @param {HTMLButtonElement} icon
 * @param {string} name
 * @param {string} [path]
 */
export function nameButton(icon, name, path) {
  icon.title = name;
  icon.setAttribute("aria-label", name);
  if (path) icon.querySelector("path")?.setAttribute("d", path);
}
