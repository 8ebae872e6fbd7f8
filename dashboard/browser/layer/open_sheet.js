/* On a narrow page the open event is a sheet over the lower part of the screen (page.css): what it is about has to be seen
 * above it. */

/** Width of the map in pixels below which it is a phone's. */
export const NARROW = 560;
// The page's width up to which it has the sheet, and how much of the screen that covers (page.css).
const SHEET_PAGE = "(max-width: 1000px)", SHEET = 0.46;

/**
 * Whether an open event is shown as a sheet: not on a map that takes the whole screen. The single file, in which the
 * map and its page are one, knows by the map.
 *
 * @param {L.Map} map
 * @param {Window} page
 */
export function underSheet(map, page) {
  if (page === window) return map.getSize().x < NARROW;
  return page.matchMedia(SHEET_PAGE).matches && !document.fullscreenElement;
}

/**
 * How many pixels of the map are in view above the sheet, once the map is at the top of the screen.
 *
 * @param {L.Map} map
 * @param {Window} page
 */
export function aboveSheet(map, page) {
  const frame = window.frameElement;
  // Beside an article the reader stays where he reads.
  if (frame?.closest(".st-key-board")) frame.scrollIntoView({ block: "start", behavior: "instant" });
  const top = frame ? frame.getBoundingClientRect().top : 0;
  return Math.min(map.getSize().y, page.innerHeight * (1 - SHEET) - top);
}

/**
 * Bring the map to the top of the screen and a mark, `y` pixels below its place's point, above the sheet.
 *
 * @param {L.Map} map
 * @param {Window} page
 * @param {L.LatLngExpression} at
 * @param {number} y
 * @param {number} size of the mark, in pixels
 */
export function clearSheet(map, page, at, y, size) {
  const free = aboveSheet(map, page), now = map.latLngToContainerPoint(at).y + y;
  const wanted = Math.max(size, Math.min(now, free - 2 * size));
  if (Math.abs(now - wanted) > 1) map.panBy([0, now - wanted], { animate: false });
}
