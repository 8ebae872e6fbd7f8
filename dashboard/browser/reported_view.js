/* What the page's controls have said so far (see View in types.d.ts), shared by them and the map, and the words by which
 * they say that a part of it has changed. */

/** @import {View} from "./types" */

/** @returns {View} */
export function reportedView() {
  window.reportedView ??= {};
  return window.reportedView;
}

/**
 * A part of the view has changed.
 *
 * @param {boolean} committed not one of a drag: then the counts are renewed
 */
export function viewChanged(committed) {
  window.dispatchEvent(new CustomEvent("view"));
  if (committed) countsOutdated();
}

/** The counts have to be renewed, with the view as it is. */
export function countsOutdated() {
  window.dispatchEvent(new CustomEvent("view-commit"));
}
