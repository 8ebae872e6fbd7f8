/* The card of an open event over the map. On a phone a sheet of the page takes its place (page.css). */

import { card, tooltip } from "./event_card.js";

/**
 * @import {CardMessage} from "../protocol"
 * @import {SignPainter, SignedEvent} from "../painters/signs.js"
 * @typedef {object} Host the page around the map
 * @property {Window} page
 * @property {() => number} covered how many pixels at the left edge of the map are covered
 * @property {() => void} reveal brings what the page says of the open event into view
 */

/** Width of the map in pixels below which it is a phone's. */
export const NARROW = 560;
// How much of a phone's screen the open event's sheet covers (page.css).
const SHEET = 0.46;

export class EventPopup {
  /**
   * @param {SignPainter} signs
   * @param {Host} host
   */
  constructor(signs, host) {
    this.signs = signs;
    this.map = signs.map;
    this.host = host;
    /** @type {string | null} the id of the event whose card is open */
    this.opened = null;
    /** @type {string | null} the id of the event whose card is on its way */
    this.awaited = null;
    this.map.on("popupclose", () => signs.highlight());
  }

  /** @param {SignedEvent} event */
  open(event) {
    const { id, place: { at } } = event, [, y] = this.signs.offset(id), { layer } = this.signs;
    this.close();
    if (this.map.getSize().x < NARROW) { this.clearSheet(at, y); return; }
    const known = layer.cards.get(id);
    if (known) { this.show(event, known); return; }
    this.awaited = id;
    layer.ask(id).then((words) => { if (this.awaited === id) this.show(event, words); });
  }

  /**
   * @param {SignedEvent} event
   * @param {CardMessage | null} words null where they cannot be had: then the card says what the mark says
   */
  show({ id, place: { at }, words: brief }, words) {
    const [x, y] = this.signs.offset(id);
    this.awaited = null;
    this.opened = id;
    const popup = L.popup({ offset: [x, y - this.signs.size / 2 + 4], maxWidth: 310, minWidth: 270,
      maxHeight: Math.max(180, this.map.getSize().y * 0.55), autoPanPaddingTopLeft: [this.host.covered(), 12], autoPanPaddingBottomRight: [52, 12], className: "event-popup" })
      .setLatLng(at).setContent(words ? card(words, () => this.host.reveal()) : tooltip(brief));
    popup.on("remove", () => { if (this.opened === id) this.opened = null; });
    popup.openOn(this.map);
    this.signs.highlight();
  }

  close() {
    this.awaited = null;
    this.map.closePopup();
  }

  /**
   * A card whose event is not drawn any more is closed.
   *
   * @param {Set<string>} ids
   */
  keepOnly(ids) {
    const id = this.opened ?? this.awaited;
    if (id !== null && !ids.has(id)) this.close();
  }

  /**
   * Bring the map to the top of a phone's screen and the mark, `y` pixels below its place's point, above the sheet.
   *
   * @param {[number, number]} at
   * @param {number} y
   */
  clearSheet(at, y) {
    const frame = window.frameElement, { size } = this.signs;
    // Beside an article the reader stays where he reads.
    if (frame?.closest(".st-key-board")) frame.scrollIntoView({ block: "start", behavior: "instant" });
    const top = frame ? frame.getBoundingClientRect().top : 0;
    const free = Math.min(this.map.getSize().y, this.host.page.innerHeight * (1 - SHEET) - top), now = this.map.latLngToContainerPoint(at).y + y;
    const wanted = Math.max(size, Math.min(now, free - 2 * size));
    if (Math.abs(now - wanted) > 1) this.map.panBy([0, now - wanted], { animate: false });
  }
}
