/* The card of an open event over the map. Where the page is narrow a sheet takes its place (open_sheet.js). */

import { card, tooltip } from "./event_card.js";
import { clearSheet, underSheet } from "./open_sheet.js";

/**
 * @import {CardMessage} from "../protocol"
 * @import {SignPainter, SignedEvent} from "../painters/signs.js"
 * @typedef {object} Host the page around the map
 * @property {Window} page
 * @property {() => number} covered how many pixels at the left edge of the map are covered
 * @property {() => void} reveal brings what the page says of the open event into view
 */


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
    if (underSheet(this.map, this.host.page)) { clearSheet(this.map, this.host.page, at, y, this.signs.size); return; }
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
}
