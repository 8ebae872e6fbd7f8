/* The lists of what is coded in the dossier, among which forms choose: fetched once for each state of the dossier. */

/**
 * @import {CodedLists} from "../protocol"
 */

/** @type {CodedLists} */
const NONE = { events: [], claims: [], said: [] };

export class FetchedLists {
  constructor() {
    this.address = "";
    /** Null as long as they are not there. @type {CodedLists | null} */
    this.lists = NONE;
    /** Whether they cannot be fetched; who asks again tries again. */
    this.failed = false;
    /** @type {Promise<void>} */
    this.coming = Promise.resolve();
  }

  /**
   * Fetch the lists of an address, unless they are here or on their way.
   *
   * @param {string} address empty where nothing of what is coded may be known
   */
  turnTo(address) {
    if (address === this.address && !this.failed) return;
    this.address = address;
    this.failed = false;
    this.lists = address ? null : NONE;
    if (address) this.coming = this.fetch(address);
  }

  /** @param {string} address */
  async fetch(address) {
    const lists = await fetched(address);
    // Another save may have come meanwhile.
    if (address !== this.address) return;
    this.lists = lists;
    this.failed = lists === null;
  }
}

/**
 * @param {string} address
 * @returns {Promise<CodedLists | null>}
 */
async function fetched(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch (error) {
    console.error(error);
    return null;
  }
}
