/* The sentence above a form, in which words are chosen for a field: by drawing over them, or by the arrow keys. */

import { element, node } from "../dom.js";
import { say } from "../words.js";

/**
 * @import {ArticleText, Span} from "./article_text.js"
 * @typedef {{label: string, chosen: Span | null, done: (span: Span | null) => void, back: HTMLElement}} Pick
 */

/** What the line is called while no words are chosen in it; it can be scrolled by keys. */
const SURROUNDED = say("The sentence, with those around it");

export class WordLine {
  /**
   * @param {ArticleText} text
   * @param {readonly Span[]} passages the sentences in which words can be chosen
   * @param {Span} own the sentence that is coded; the others stand around it
   * @param {string} direction "ltr", "rtl" or "auto"
   */
  constructor(text, passages, own, direction = "auto") {
    this.own = own;
    this.text = text;
    this.words = passages.flatMap((span) => text.words(span));
    /** @type {Pick | null} */
    this.pick = null;
    this.first = 0;
    this.last = 0;
    this.status = node("p", "picking");
    this.status.setAttribute("role", "status");
    this.line = element("p", { class: "words-line", dir: direction, tabindex: "0", role: "group", "aria-label": SURROUNDED });
    // What to do stands above the words, which scroll for themselves.
    this.box = element("div", { class: "word-line" }, this.status, this.line);
    /** @type {HTMLElement[]} */
    this.tokens = [];
    this.draw(passages);
    this.line.addEventListener("pointerdown", (event) => this.press(event));
    this.line.addEventListener("pointermove", (event) => this.drag(event));
    this.line.addEventListener("keydown", (event) => this.key(event));
    this.line.addEventListener("pointerup", () => this.release());
    this.pressed = false;
    /** Whether other words than those at the beginning were gone to. */
    this.moved = false;
    /** @type {number | null} the word on which the pointer went down */
    this.anchor = null;
  }

  /** @param {readonly Span[]} passages */
  draw(passages) {
    let at = passages[0]?.[0] ?? 0;
    for (const [start, end] of this.words) {
      if (start > at) this.line.append(start - at > 400 ? " … " : this.text.cut([at, start]).replace(/\s+/g, " "));
      const token = node("span", start >= this.own[0] && end <= this.own[1] ? "token" : "token around", this.text.cut([start, end]));
      this.tokens.push(token);
      this.line.append(token);
      at = end;
    }
  }

  /** Scroll to the beginning of the own sentence, with the line before it in sight. */
  showOwn() {
    const first = this.tokens.find((token) => !token.classList.contains("around"));
    if (!first) return;
    const { top, height } = first.getBoundingClientRect();
    this.line.scrollTop += top - this.line.getBoundingClientRect().top - height;
  }

  /**
   * Let the reader choose words for a field.
   *
   * @param {Pick} pick
   */
  choose(pick) {
    this.pick = pick;
    const [first, last] = this.tokensOf(pick.chosen ?? [this.own[0], this.own[0] + 1]);
    this.first = first;
    this.last = last;
    this.box.classList.add("active");
    this.line.setAttribute("aria-label", pick.label);
    this.status.textContent = say(
      "{field}: draw over the words, or ← → to move, Shift → to take more, Enter to take them, Delete for none.", { field: pick.label },
    );
    this.moved = false;
    this.paint();
    this.line.focus({ preventScroll: true });
    this.tokens[this.first]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Span} span */
  tokensOf([start, end]) {
    const inside = this.words.flatMap((word, at) => (word[0] < end && start < word[1] ? [at] : []));
    return inside.length ? [inside[0], inside[inside.length - 1]] : [0, 0];
  }

  paint() {
    for (const [at, token] of this.tokens.entries()) {
      token.classList.toggle("chosen", this.pick !== null && at >= this.first && at <= this.last);
    }
  }

  /** @param {Span | null} span */
  finish(span) {
    const pick = this.pick;
    this.pick = null;
    this.pressed = false;
    this.line.setAttribute("aria-label", SURROUNDED);
    this.box.classList.remove("active");
    this.status.textContent = "";
    this.paint();
    if (!pick) return;
    pick.done(span);
    pick.back.focus();
  }

  /** The key that sends a form was pressed while words are chosen: they are settled first, and what became of them is said. */
  finishUnsent() {
    const { pick, moved } = this, span = moved ? this.span() : (pick?.chosen ?? null);
    this.finish(span);
    this.status.textContent = span
      ? say("{field}: “{words}” is taken. Nothing is sent yet; the same keys again send it.", { field: pick?.label ?? "", words: this.text.cut(span) })
      : say("{field}: no words are taken. Nothing is sent yet; the same keys again send it.", { field: pick?.label ?? "" });
  }

  /** @returns {Span} */
  span() {
    return [this.words[this.first][0], this.words[this.last][1]];
  }

  /** @param {Event} event */
  tokenAt(event) {
    return event.target instanceof HTMLElement ? this.tokens.indexOf(event.target) : -1;
  }

  /** @param {PointerEvent} event */
  press(event) {
    const at = this.tokenAt(event);
    if (!this.pick || at < 0) return;
    event.preventDefault();
    this.pressed = true;
    if (event.shiftKey) {
      this.first = Math.min(this.first, at);
      this.last = Math.max(this.last, at);
    } else {
      this.first = this.last = this.anchor = at;
    }
    this.paint();
  }

  /** @param {PointerEvent} event */
  drag(event) {
    // A finger that draws keeps the first word as its target: what lies under it is asked for.
    const root = this.line.getRootNode();
    const under = root instanceof ShadowRoot || root instanceof Document ? root.elementFromPoint(event.clientX, event.clientY) : null;
    const at = under instanceof HTMLElement ? this.tokens.indexOf(under) : -1;
    if (!this.pressed || at < 0) return;
    const anchor = this.anchor ?? at;
    this.first = Math.min(anchor, at);
    this.last = Math.max(anchor, at);
    this.paint();
  }

  release() {
    if (this.pressed) this.finish(this.span());
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.pick) return;
    const end = this.words.length - 1;
    const forward = getComputedStyle(this.line).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.finishUnsent();
    else if (event.key === "Enter") this.finish(this.span());
    else if (event.key === "Escape") this.finish(this.pick.chosen);
    else if (event.key === "Delete" || event.key === "Backspace") this.finish(null);
    else if (event.key === forward && event.shiftKey) this.last = Math.min(end, this.last + 1);
    else if (event.key === backward && event.shiftKey) this.last = Math.max(this.first, this.last - 1);
    else if (event.key === forward) this.first = this.last = Math.min(end, this.last + 1);
    else if (event.key === backward) this.first = this.last = Math.max(0, this.first - 1);
    else if (event.key === "Home" && event.shiftKey) this.first = 0;
    else if (event.key === "End" && event.shiftKey) this.last = end;
    else if (event.key === "Home") this.first = this.last = 0;
    else if (event.key === "End") this.first = this.last = end;
    else return;
    this.moved = true;
    event.preventDefault();
    event.stopPropagation();
    this.paint();
    if (this.pick) this.tokens[this.last]?.scrollIntoView({ block: "nearest" });
  }
}
