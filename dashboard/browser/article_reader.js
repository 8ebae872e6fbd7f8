/* One article with its quotes marked. The map follows what is read: the window gets "passage-read".
 *
 * Told to Python: "opened" (the id of an event, claim or statement), "moved" (the quote to show, when only the paragraph
 * of one quote is here).
 */

import { element } from "./dom.js";
import { Mounts } from "./mounting.js";
import { figure, say, sayCount, sayList } from "./words.js";

/**
 * @import {Component, End} from "./types"
 * @import {ArticleReaderData, ParagraphMessage, PassageMessage, SupportMessage} from "./protocol"
 */

// Which look a passage has when it supports several sorts of things: the first of these.
const LOOKS = ["events", "claims", "statements", "places", "sources"];
const OPENS = new Set(["events", "claims", "statements"]);
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

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

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
    /** @type {HTMLElement | null} */
    this.menu = null;
    /** @type {HTMLElement | null} from where the menu was opened */
    this.opener = null;
    /** @type {IntersectionObserver | null} */
    this.observer = null;
    /** @type {Map<number, PassageMessage>} */
    this.passages = new Map();
    /** @type {Map<number, HTMLElement[]>} the marked words of each passage */
    this.runs = new Map();
    /** @type {Map<number, HTMLButtonElement>} */
    this.notes = new Map();
    this.where = element("span", { class: "where", role: "status" });
    this.back = element("button", { type: "button", class: "step", "data-step": "-1" }, say("← Previous"));
    this.forth = element("button", { type: "button", class: "step", "data-step": "1" }, say("Next →"));
    this.scroll = element("div", { class: "scroll", tabindex: "0", role: "region" });
    this.section = element("section", { class: "reader" });
    parentElement.append(this.section);
    this.section.addEventListener("keydown", (event) => this.key(event));
    this.section.addEventListener("click", (event) => this.click(event));
    // A click elsewhere closes the menu; the path sees through the shadow root.
    this.outside = (/** @type {Event} */ event) => {
      if (this.menu && !event.composedPath().includes(this.menu)) this.close(false);
    };
    document.addEventListener("pointerdown", this.outside);
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
    document.removeEventListener("pointerdown", this.outside);
    window.removeEventListener("wheel", this.begun);
    window.removeEventListener("touchmove", this.begun);
    this.section.remove();
  }

  // ---- drawing

  draw() {
    this.close(false);
    this.observer?.disconnect();
    const { data } = this;
    this.at = 0;
    this.passages = new Map(data.passages.map((passage) => [passage.n, passage]));
    this.runs.clear();
    this.notes.clear();
    const bar = element("div", { class: "bar", role: "group", "aria-label": say("Passages") },
      this.back, this.forth, this.where, element("span", { class: "keys", "aria-hidden": "true" }, say("keys p, n")));
    this.scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("Text of {article}", { article: data.label }) });
    if (data.height) this.scroll.style.setProperty("--reader-height", `${data.height}px`);
    this.scroll.addEventListener("scroll", this.begun, { passive: true });
    for (const paragraph of data.paragraphs) this.scroll.append(this.paragraph(paragraph));
    this.scroll.append(element("p", { class: "end" }, data.end));
    this.section.setAttribute("aria-label", data.label);
    this.section.replaceChildren(element("p", { class: "lead" }, data.lead), this.legend(), bar, this.scroll);
    this.say();
    this.watch();
  }

  // What the lines under the text mean, and the words for it: no meaning hangs on a colour.
  legend() {
    const shown = LOOKS.filter((look) => this.data.passages.some((passage) => look === this.look([passage])));
    return element("ul", { class: "legend", "aria-label": say("Marks") }, ...shown.map((look) =>
      element("li", {}, element("span", { class: `run ${look}` }, this.data.kinds[look]))));
  }

  /** @param {PassageMessage[]} passages */
  look(passages) {
    const here = new Set(passages.flatMap((passage) => passage.supports.map((support) => support.table)));
    return LOOKS.find((look) => here.has(look)) || "sources";
  }

  /** @param {ParagraphMessage} paragraph */
  paragraph({ pieces, ends }) {
    const text = element("p", { class: "text" });
    /** @type {HTMLElement | null} */
    let run = null;
    let before = "";
    /** @type {number[]} */
    const numbers = [];
    for (const [words, passages, roles, begins] of pieces) {
      const same = passages.join();
      if (!passages.length) run = null;
      else if (!run || same !== before) {
        run = element("span", {
          class: `run ${this.look(passages.flatMap((n) => this.passages.get(n) ?? []))}${passages.length > 1 ? " several" : ""}`,
          "data-passages": same,
        });
        text.append(run);
        for (const n of passages) {
          if (!numbers.includes(n)) numbers.push(n);
          this.runs.set(n, [...(this.runs.get(n) ?? []), run]);
        }
      }
      before = same;
      (run ?? text).append(roles.length ? this.markedWords(words, roles, begins) : words);
    }
    // The number stands at the end of each passage: the note beside it has the same one.
    for (const n of numbers) {
      const last = this.runs.get(n)?.at(-1);
      if (last) last.dataset.number = last.dataset.number ? `${last.dataset.number} ${n}` : String(n);
    }
    text.append(element("span", { class: "line-ends", hidden: true }, ends));
    const notes = element("ul", { class: "notes", "aria-label": say("Evidence in this paragraph") }, ...numbers.map((n) => this.note(n)));
    return element("div", { class: "paragraph" }, text, ...(numbers.length ? [notes] : []));
  }

  /**
   * Words that a value rests on.
   *
   * @param {string} words
   * @param {string[]} roles
   * @param {string[]} begins the roles that begin here
   */
  markedWords(words, roles, begins) {
    const marked = element("span", { class: "words", title: roles.map((role) => this.data.roles[role]).join("; ") }, words);
    if (begins.length) marked.dataset.label = begins.map((role) => this.data.labels[role]).join(" · ");
    return marked;
  }

  /**
   * What a passage is evidence for, in a word or two; several things are counted.
   *
   * @param {number} n
   */
  note(n) {
    const supports = this.passages.get(n)?.supports ?? [];
    const kinds = LOOKS.filter((look) => supports.some((support) => support.table === look)).map((look) => {
      const count = supports.filter((support) => support.table === look).length;
      return element("span", { class: `kind ${look}` }, count > 1 ? say("{number} {kind}", { number: count, kind: this.data.many[look] }) : this.data.kinds[look]);
    });
    const title = supports.length === 1 ? [element("span", { class: "title" }, supports[0].title)] : [];
    const otherwise = supports.some((support) => support.contradicts || support.roles.some(([role]) => role === "contradicts"));
    const doubt = otherwise ? [element("span", { class: "doubt" }, say("says otherwise"))] : [];
    const button = element("button", { type: "button", class: "note", "data-note": String(n) },
      element("span", { class: "number" }, `${n}`), ...kinds, ...doubt, ...title);
    if (supports.length > 1) button.setAttribute("aria-haspopup", "true");
    this.notes.set(n, button);
    return element("li", {}, button);
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
    for (const runs of this.runs.values()) for (const run of runs) observer.observe(run);
    this.observer = observer;
  }

  /** @param {number} n */
  tell(n) {
    const passage = this.passages.get(n);
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
    const runs = this.runs.get(n);
    if (!runs) return;
    this.close(false);
    for (const run of this.section.querySelectorAll(".current, .flash")) run.classList.remove("current", "flash");
    this.at = n;
    if (flash) void runs[0].offsetWidth; // so that the same flash begins anew
    for (const run of runs) run.classList.add("current", ...(flash ? ["flash"] : []));
    this.notes.get(n)?.classList.add("current");
    this.say();
    const behavior = still() ? "auto" : "smooth";
    this.deaf = performance.now() + JUMP;
    if (getComputedStyle(this.scroll).overflowY === "auto") {
      const top = runs[0].getBoundingClientRect().top - this.scroll.getBoundingClientRect().top + this.scroll.scrollTop;
      this.scroll.scrollTo({ top: Math.max(0, top - this.scroll.clientHeight * 0.25), behavior });
      if (into) this.section.scrollIntoView({ block: "nearest", behavior });
    } else runs[0].scrollIntoView({ block: "center", behavior });
    if (focus) this.notes.get(n)?.focus({ preventScroll: true });
    this.tell(n);
  }

  /** @param {number} by */
  step(by) {
    const numbers = [...this.runs.keys()].sort((a, b) => a - b);
    const next = by > 0 ? numbers.find((n) => n > this.at) : numbers.findLast((n) => n < this.at);
    if (next) { this.go(next); return; }
    const beyond = by > 0 ? this.data.after : this.data.before;
    if (beyond) this.send("moved", beyond);
  }

  say() {
    const numbers = [...this.runs.keys()];
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
      this.close(true);
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
    const supports = new Map(numbers.flatMap((n) => this.passages.get(n)?.supports ?? []).map((support) => [support.id, support]));
    const able = [...supports.values()].filter((support) => OPENS.has(support.table));
    if (supports.size === 1 && able.length === 1) this.hand(able[0].id);
    else this.offer([...supports.values()], this.notes.get(first) ?? from, numbers);
  }

  /**
   * On a phone what opens lies over the lower half of the screen: the passage goes to the upper one.
   *
   * @param {string} id
   */
  hand(id) {
    const run = this.runs.get(this.at)?.[0];
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
    for (const run of this.section.querySelectorAll(".current, .flash")) run.classList.remove("current", "flash");
    this.at = n;
    for (const run of this.runs.get(n) ?? []) run.classList.add("current");
    this.notes.get(n)?.classList.add("current");
    this.say();
    this.tell(n);
  }

  /**
   * @param {SupportMessage[]} supports
   * @param {HTMLElement} from
   * @param {number[]} numbers
   */
  offer(supports, from, numbers) {
    this.close(false);
    this.opener = from;
    const items = supports.map((support) => {
      const said = support.roles.map(([role, words]) => say("{role} “{words}”", { role: this.data.labels[role], words })).join(" · ");
      const roles = said ? [element("span", { class: "role" }, said)] : [];
      const kind = element("span", { class: `kind ${support.table}` }, this.data.kinds[support.table]);
      const title = element("span", { class: "title" }, support.title);
      const doubt = support.contradicts ? [element("span", { class: "doubt" }, say("says otherwise"))] : [];
      return OPENS.has(support.table)
        ? element("li", {}, element("button", { type: "button", class: "choice", "data-opens": support.id }, kind, ...doubt, title, ...roles))
        : element("li", { class: "plain" }, kind, title, ...roles);
    });
    const close = element("button", { type: "button", class: "shut", "aria-label": say("Close") }, "×");
    close.addEventListener("click", (event) => { event.stopPropagation(); this.close(true); });
    const passages = sayList(numbers.map(figure));
    const menu = element("div", { class: "menu", role: "dialog", "aria-label": say("What passage {passages} is evidence for", { passages }) },
      element("p", { class: "menu-head" }, say("Passage {passages} is evidence for", { passages }), close), element("ul", {}, ...items));
    this.menu = menu;
    from.closest(".paragraph")?.append(menu);
    from.setAttribute("aria-expanded", "true");
    const choice = menu.querySelector(".choice");
    (choice instanceof HTMLElement ? choice : close).focus({ preventScroll: true });
    menu.scrollIntoView({ block: "nearest", behavior: "auto" });
  }

  /** @param {boolean} back whether the focus goes back to where the menu was opened */
  close(back) {
    if (!this.menu) return;
    this.menu.remove();
    this.menu = null;
    this.opener?.removeAttribute("aria-expanded");
    if (back) this.opener?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && this.menu) {
      this.close(true);
    } else if (this.menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const choices = [.../** @type {NodeListOf<HTMLElement>} */ (this.menu.querySelectorAll(".choice"))];
      const focused = choices.findIndex((choice) => choice.matches(":focus"));
      choices[(focused + (event.key === "ArrowDown" ? 1 : -1) + choices.length) % choices.length]?.focus();
    } else if (Object.hasOwn(STEPS, event.key)) {
      this.moved = true;
      this.step(STEPS[event.key]);
    } else {
      if (SCROLLING.includes(event.key)) this.moved = true;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
