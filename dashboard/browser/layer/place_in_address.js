/* Where the map is, as the page's address says it, and the other way round. */

/** @import {LayerCommand} from "../protocol" */

// Milliseconds: after the first the map has come to rest on its first view, which is not the reader's; after the second
// a hand has come to rest.
const BEGUN = 500, REST = 250;

export class PlaceInAddress {
  /**
   * @param {L.Map} map
   * @param {Window} page the window whose address it is
   */
  constructor(map, page) {
    this.map = map;
    this.page = page;
    /** @type {number | null} the turn of the place where the address wanted the map */
    this.turn = null;
    this.moving = 0;
  }

  /** Whether the address wanted the map somewhere. */
  get wanted() { return this.turn !== null; }

  /**
   * The address wants the map there. From then on the address follows the map (without a run of the page).
   *
   * @param {LayerCommand["at"]} at
   */
  goTo(at) {
    if (!at || at[3] === this.turn) return;
    this.turn = at[3];
    this.map.setView([at[0], at[1]], at[2], { animate: false });
  }

  follow() {
    window.setTimeout(() => this.map.on("moveend", () => {
      window.clearTimeout(this.moving);
      this.moving = window.setTimeout(() => this.write(), REST);
    }), BEGUN);
  }

  write() {
    const { lat, lng } = this.map.getCenter(), place = `${lat.toFixed(3)},${lng.toFixed(3)},${this.map.getZoom()}`;
    const address = new URL(this.page.location.href);
    address.searchParams.set("at", place);
    this.page.history.replaceState(this.page.history.state, "", address.toString().replaceAll("%2C", ","));
  }
}
