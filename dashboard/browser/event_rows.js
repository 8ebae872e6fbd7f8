/* The events of an opened file that are shown, by day: a button each. It follows the filters with every answer of the
 * server (see filter_bar.js) and asks for more of them when the reader does. */

import { button, node } from "./dom.js";
import { Mounts } from "./mounting.js";
import { sayCount } from "./words.js";

/**
 * @import {Component, End, ViewAnswer} from "./types"
 * @import {EventRowOpened, EventRowsData, ListAnswer, Question} from "./protocol"
 */

class EventRows {
  /**
   * @param {Node & ParentNode} root
   * @param {(opened: EventRowOpened) => void} tell
   */
  constructor(root, tell) {
    this.tell = tell;
    this.turn = 0;
    /** @type {EventRowsData | null} */
    this.data = null;
    this.list = node("ul", "rows");
    this.more = button("more", "", () => this.ask(this.list.children.length));
    this.more.hidden = true;
    root.append(this.list, this.more);
    this.ended = new AbortController();
    window.addEventListener("view-answer", (event) => this.hear(event.detail), { signal: this.ended.signal });
  }

  /* Streamlit may take the list away and draw it anew in the same place. */
  end() {
    this.ended.abort();
    this.turn += 1;
    for (const part of [this.list, this.more]) part.remove();
  }

  /** @param {EventRowsData} data */
  update(data) {
    const other = !this.data || this.data.answers !== data.answers;
    this.data = data;
    if (other) {
      this.list.replaceChildren();
      this.ask(0);
    }
    this.mark();
  }

  /**
   * Draw the first lines of an answer. An answer about another set may come late.
   *
   * @param {ViewAnswer} answer
   */
  hear({ set, list, shown }) {
    if (!list || !this.data || set !== this.data.set) return;
    this.turn += 1;  // what was asked for before is older
    this.list.replaceChildren();
    this.add(list, shown);
  }

  /**
   * @param {number} offset the number of the first line that is asked for
   * @param {number} [tries] how often it was asked in vain: a set that was opened this moment may not be known yet
   */
  async ask(offset, tries = 0) {
    if (!this.data) return;
    const view = window.reportedView ?? {}, { choices = {}, ranges = {}, text = "" } = view.filters?.[this.data.set] ?? {};
    this.turn += 1;
    const { turn } = this, days = view.days ? /** @type {[number, number]} */ ([...view.days]) : null;
    /** @type {Question} */
    const question = { days, choices, ranges, text, list: offset };
    const answer = await fetch(this.data.answers, { method: "POST", body: JSON.stringify(question) });
    if (!answer.ok) {
      if (tries < MOST_TRIES) window.setTimeout(() => { if (turn === this.turn) void this.ask(offset, tries + 1); }, PAUSE * 2 ** tries);
      return;
    }
    /** @type {ListAnswer} */
    const { list, shown } = await answer.json();
    // Only the newest question counts, also when its answer is not the last to be read.
    if (turn !== this.turn) return;
    if (!offset) this.list.replaceChildren();
    if (offset === this.list.children.length) this.add(list, shown);
  }

  /**
   * @param {ListAnswer["list"]} list
   * @param {number} shown
   */
  add(list, shown) {
    for (const line of list) this.list.append(this.item(line));
    const left = shown - this.list.children.length;
    this.more.hidden = left <= 0;
    this.more.textContent = sayCount(left, { one: "More: {number} further event", other: "More: {number} further events" });
    this.mark();
  }

  /** @param {ListAnswer["list"][number]} line */
  item([id, when, what, where, figures]) {
    const item = node("li");
    const opening = button("", undefined, () => {
      if (this.data) this.tell({ set: this.data.set, event: id, n: Date.now() });
    });
    opening.dataset.event = id;
    opening.append(node("b", "", what), node("span", "line", `${when} · ${where}`));
    if (figures !== null) opening.append(node("span", "line", figures));
    item.append(opening);
    return item;
  }

  mark() {
    for (const opening of this.list.querySelectorAll("button")) {
      opening.setAttribute("aria-pressed", String(opening.dataset.event === this.data?.opened));
    }
  }
}

// How often a question is asked again that found nothing, and after how many milliseconds the first time.
const MOST_TRIES = 5, PAUSE = 250;

/** @type {Mounts<EventRows>} */
const mounts = new Mounts();

/**
 * @param {Component<EventRowsData>} component
 * @returns {End}
 */
export default function eventRows({ parentElement, data, setStateValue }) {
  return mounts.mount(
    parentElement,
    () => new EventRows(parentElement, (opened) => setStateValue("row", opened)),
    (control) => control.update(data),
  );
}
