/* One article with its quotes marked: going from passage to passage, opening what they support. The map follows what is
 * read: the window gets "passage-read".
 *
 * Told to Python: "opened" (the id of an event, claim or statement), "moved" (the quote to show, when only the paragraph
 * of one quote is here).
 */

import { calm, element } from "./dom.js";
import { Mounts } from "./mounting.js";
import { MarkedArticle } from "./reader/marked_article.js";
import { OPENS, PassageMenu } from "./reader/passage_menu.js";
import { say, sayCount } from "./words.js";

/**
 * @import {Component, End} from "./types"
 * @import {ArticleReaderData} from "./protocol"
 */

// The upper part of the visible text, in which a passage counts as read.
const READ = "0px 0px -55% 0px";
// Milliseconds for which a jump, and the move to the upper half of a phone's screen, scrolls by itself.
const JUMP = 1200, NUDGE = 400;
/** @type {Record<string, number>} */
const STEPS = { n: 1, N: 1, ArrowRight: 1, p: -1, P: -1, ArrowLeft: -1 };
const SCROLLING = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "End", "Home", " "];

/** @type {Mounts<Reader>} */
const mounts = new Mounts();

/**
 * @param {Component<ArticleReaderData>} component
 * @returns {End}
 */
export default function articleReader(component) {
  return mounts.mount(
    component.parentElement,
    () => new Reader(component),
    (reader) => reader.update(component),
  );
}

class Reader {
  /** @param {Component<ArticleReaderData>} component */
  constructor({ parentElement, data, setTriggerValue }) {
    this.data = data;
    this.send = setTriggerValue;
    this.content = "";
    this.at = 0; // the number of the current passage, 0 before the first
    /** @type {string | null} the quote that the map was told last */
    this.told = null;
    /** @type {string | null} the last focus that was obeyed */
    this.turn = null;
    this.moved = false; // the reader has begun to read
    this.deaf = 0; // until when scrolling is our own, in the page's milliseconds
    /** @type {IntersectionObserver | null} */
    this.observer = null;
    this.menu = new PassageMenu();
    this.text = new MarkedArticle({ ...data, paragraphs: [], passages: [] });
    this.where = element("span", { class: "where", role: "status" });
    this.back = element("button", { type: "button", class: "step", "data-step": "-1" }, say("← Previous"));
    this.forth = element("button", { type: "button", class: "step", "data-step": "1" }, say("Next →"));
    this.scroll = element("div", { class: "scroll", tabindex: "0", role: "region" });
    this.section = element("section", { class: "reader" });
    parentElement.append(this.section);
    this.section.addEventListener("keydown", (event) => this.key(event));
    this.section.addEventListener("click", (event) => this.click(event));
    this.begun = () => { this.moved = true; };
    window.addEventListener("wheel", this.begun, { passive: true });
    window.addEventListener("touchmove", this.begun, { passive: true });
  }

  // ---- what Python says

  /** @param {Component<ArticleReaderData>} component */
  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    const content = JSON.stringify([data.paragraphs, data.passages, data.label, data.height]);
    if (content !== this.content) {
      this.content = content;
      this.data = data;
      this.draw();
    }
    this.data = data;
    const { quote, turn } = data.focus;
    const wish = quote && JSON.stringify([data.label, quote, turn]);
    if (wish && wish !== this.turn) {
      this.turn = wish;
      const passage = data.passages.find((item) => item.id === quote);
      // After the first layout: the heights are known only then.
      if (passage) requestAnimationFrame(() => this.go(passage.n, { flash: true, into: true, focus: data.focus.take }));
    }
  }

  end() {
    this.observer?.disconnect();
    this.menu.end();
    window.removeEventListener("wheel", this.begun);
    window.removeEventListener("touchmove", this.begun);
    this.section.remove();
    // Nobody reads on: the events of the last passage are not lit any more.
    window.dispatchEvent(new CustomEvent("passage-read", { detail: { events: [], quote: "" } }));
  }

  // ---- drawing

  draw() {
    this.menu.close(false);
    this.observer?.disconnect();
    const { data } = this;
    this.at = 0;
    this.text = new MarkedArticle(data);
    const bar = element("div", { class: "bar", role: "group", "aria-label": say("Passages") },
      this.back, this.forth, this.where, element("span", { class: "keys", "aria-hidden": "true" }, say("keys p, n")));
    this.scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("Text of {article}", { article: data.label }) });
    if (data.height) this.scroll.style.setProperty("--reader-height", `${data.height}px`);
    this.scroll.addEventListener("scroll", this.begun, { passive: true });
    this.scroll.append(...this.text.paragraphs, element("p", { class: "end" }, data.end));
    this.section.setAttribute("aria-label", data.label);
    this.section.replaceChildren(element("p", { class: "lead" }, data.lead), this.text.legend(), bar, this.scroll);
    this.drawBar();
    this.watch();
  }

  // ---- reading

  // The map follows what is read. The last passage that has entered the upper part of the text is the one that is read.
  watch() {
    const inside = getComputedStyle(this.scroll).overflowY === "auto";
    /** @type {Set<number>} */
    const seen = new Set();
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const line = entry.rootBounds ? entry.rootBounds.bottom : innerHeight * 0.45;
        const n = Number(entry.target.getAttribute("data-passages")?.split(",").at(-1));
        if (entry.isIntersecting || entry.boundingClientRect.bottom < line) seen.add(n);
        else seen.delete(n);
      }
      // While we scroll by ourselves, what passes by is not read.
      if (this.moved && seen.size && performance.now() > this.deaf) this.tell(Math.max(...seen));
    }, { root: inside ? this.scroll : null, rootMargin: READ });
    for (const runs of this.text.runs.values()) for (const run of runs) observer.observe(run);
    this.observer = observer;
  }

  /** @param {number} n */
  tell(n) {
    const passage = this.text.passages.get(n);
    if (!passage || this.told === passage.id) return;
    this.told = passage.id;
    const events = passage.supports.filter((support) => support.table === "events").map((support) => support.id);
    window.dispatchEvent(new CustomEvent("passage-read", { detail: { events, quote: passage.id } }));
  }

  // ---- moving

  /**
   * Go to a passage.
   *
   * @param {number} n
   * @param {{flash?: boolean, into?: boolean, focus?: boolean}} [how]
   */
  go(n, { flash = false, into = false, focus = true } = {}) {
    const runs = this.text.runs.get(n);
    if (!runs) return;
    this.menu.close(false);
    this.at = n;
    this.text.mark(n, flash);
    this.drawBar();
    const behavior = calm() ? "auto" : "smooth";
    this.deaf = performance.now() + JUMP;
    if (getComputedStyle(this.scroll).overflowY === "auto") {
      const top = runs[0].getBoundingClientRect().top - this.scroll.getBoundingClientRect().top + this.scroll.scrollTop;
      this.scroll.scrollTo({ top: Math.max(0, top - this.scroll.clientHeight * 0.25), behavior });
      if (into) this.section.scrollIntoView({ block: "nearest", behavior });
    } else runs[0].scrollIntoView({ block: "center", behavior });
    if (focus) this.text.notes.get(n)?.focus({ preventScroll: true });
    this.tell(n);
  }

  /** @param {number} by */
  step(by) {
    const { numbers } = this.text;
    const next = by > 0 ? numbers.find((n) => n > this.at) : numbers.findLast((n) => n < this.at);
    if (next) { this.go(next); return; }
    const beyond = by > 0 ? this.data.after : this.data.before;
    if (beyond) this.send("moved", beyond);
  }

  drawBar() {
    const { numbers } = this.text;
    const { before, after, of } = this.data;
    this.where.textContent = this.at ? say("Passage {at} of {number}", { at: this.at, number: of }) : sayCount(of, { one: "{number} passage", other: "{number} passages" });
    this.back.disabled = !before && !numbers.some((n) => n < this.at);
    this.forth.disabled = !after && !numbers.some((n) => n > this.at);
  }

  // ---- opening

  /** @param {MouseEvent} event */
  click({ target }) {
    const clicked = (/** @type {string} */ name) => {
      const element = target instanceof Element ? target.closest(`[data-${name}]`) : null;
      return element instanceof HTMLElement ? element : null;
    };
    const step = clicked("step"), item = clicked("opens"), note = clicked("note"), run = clicked("passages");
    if (step) this.step(Number(step.dataset.step));
    else if (item) {
      this.menu.close(true);
      this.hand(item.dataset.opens ?? "");
    } else if (note) this.open([Number(note.dataset.note)], note);
    // Words that somebody is selecting are no click.
    else if (run && String(getSelection()).trim() === "") this.open((run.dataset.passages ?? "").split(",").map(Number), run);
  }

  /**
   * What the passages support: one thing is opened at once, several are offered.
   *
   * @param {number[]} numbers
   * @param {HTMLElement} from
   */
  open(numbers, from) {
    const first = numbers[0];
    if (this.at !== first) this.mark(first);
    const supports = this.text.supports(numbers);
    if (supports.length === 1 && OPENS.has(supports[0].table)) this.hand(supports[0].id);
    else this.menu.open(this.data, supports, this.text.notes.get(first) ?? from, numbers);
  }

  /**
   * On a phone what opens lies over the lower half of the screen: the passage goes to the upper one.
   *
   * @param {string} id
   */
  hand(id) {
    const run = this.text.runs.get(this.at)?.[0];
    if (run && matchMedia("(max-width: 640px)").matches) {
      this.deaf = performance.now() + NUDGE;
      run.scrollIntoView({ block: "start", behavior: "auto" });
    }
    this.send("opened", id);
  }

  /**
   * As go(), where the reader already looks: nothing scrolls.
   *
   * @param {number} n
   */
  mark(n) {
    this.at = n;
    this.text.mark(n, false);
    this.drawBar();
    this.tell(n);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.menu.key(event.key)) {
      if (SCROLLING.includes(event.key) || Object.hasOwn(STEPS, event.key)) this.moved = true;
      if (!Object.hasOwn(STEPS, event.key)) return;
      this.step(STEPS[event.key]);
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
