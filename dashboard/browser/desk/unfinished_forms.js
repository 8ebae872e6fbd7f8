/* Forms that are not done, as they are typed: the browser keeps them until they are done or thrown away.
 *
 * They lie in the browser's own storage, by article, so that a reload, another page or a key pressed by mistake loses
 * nothing. Where the browser gives no storage they last as long as the page.
 */

/**
 * @typedef {Pick<Unfinished, "sort" | "start" | "draft"> & Partial<Pick<Unfinished, "forms">>} FormName what tells one form from another
 * @typedef {import("./form_sorts.js").FormSort} Sort
 * @typedef {{sort: Sort, start: number, end: number, text: string, draft: string, forms: readonly Record<string, any>[], at: number}} Unfinished
 *   `text` is the sentence; `draft` the draft that the form replaces, empty where it has been sent nowhere yet
 */

const KEY = "desk-unfinished";
// So many of an article are kept, the newest ones.
const MOST = 60;

/** Where the browser gives no storage. @type {Map<string, string>} */
const inPage = new Map();

/** @type {Pick<Storage, "getItem" | "setItem" | "removeItem">} */
const PAGE = {
  getItem: (key) => inPage.get(key) ?? null,
  setItem: (key, value) => { inPage.set(key, value); },
  removeItem: (key) => { inPage.delete(key); },
};

function ownStorage() {
  try {
    return window.localStorage;
  } catch {
    return PAGE;
  }
}

/**
 * The id of what is accepted already and edited in these forms; empty where they code something new.
 *
 * @param {readonly Record<string, any>[] | null} [forms]
 */
export const editsOf = (forms) => String(forms?.[0]?.edits ?? "");

/**
 * The form of what is accepted as it was opened, before anything was typed; null where the forms code something new.
 *
 * @param {readonly Record<string, any>[]} forms
 */
export function asOpened([first]) {
  return first?.edits ? [{ ...first.before, edits: first.edits, before: first.before }] : null;
}

export class UnfinishedForms {
  /**
   * @param {string} source the article, by its name here
   * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
   */
  constructor(source, storage = ownStorage()) {
    this.key = `${KEY} ${source}`;
    this.storage = storage;
  }

  /** All of this article, the newest first. @returns {Unfinished[]} */
  all() {
    try {
      const kept = JSON.parse(this.storage.getItem(this.key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(({ sort, forms }) => typeof sort === "string" && Array.isArray(forms) && forms.length) : [];
    } catch {
      return [];
    }
  }

  /**
   * Those of a sentence, as long as it says the same.
   *
   * @param {{start: number, text: string}} sentence
   */
  of({ start, text }) {
    return this.all().filter((unfinished) => unfinished.start === start && unfinished.text === text);
  }

  /** @param {Unfinished} unfinished takes the place of what was kept of the same form */
  keep(unfinished) {
    this.write([unfinished, ...this.without(unfinished)].slice(0, MOST));
  }

  /** @param {FormName} unfinished */
  discard(unfinished) {
    this.write(this.without(unfinished));
  }

  /**
   * Forget the forms of drafts that were accepted or rejected meanwhile.
   *
   * @param {(draft: string) => boolean} waits
   */
  forgetSettled(waits) {
    const all = this.all(), open = all.filter(({ draft }) => !draft || waits(draft));
    if (open.length < all.length) this.write(open);
  }

  /** @param {FormName} unfinished */
  without({ sort, start, draft, forms }) {
    return this.all().filter((other) => other.sort !== sort || other.start !== start || other.draft !== draft || editsOf(other.forms) !== editsOf(forms));
  }

  /** @param {readonly Unfinished[]} forms */
  write(forms) {
    try {
      if (forms.length) this.storage.setItem(this.key, JSON.stringify(forms));
      else this.storage.removeItem(this.key);
    } catch {
      // No room is left: the page keeps them.
      this.storage = PAGE;
      this.storage.setItem(this.key, JSON.stringify(forms));
    }
  }
}
