/* The short card beside the pointer, and the voice that says to a screen reader what was chosen. */

import { node } from "../dom.js";

/** @import {CardContent, Point} from "../types" */

export class PointerCard {
  /** @param {HTMLElement} container */
  constructor(container) {
    this.container = container;
    this.box = node("div", "columns-card");
    this.box.hidden = true;
    this.voice = node("div", "columns-voice");
    this.voice.setAttribute("role", "status");
    container.append(this.box, this.voice);
  }

  /**
   * Show a content at a point of the container.
   *
   * @param {CardContent} content
   * @param {Point} at
   */
  show({ head, title, lines = [], parts = [] }, { x, y }) {
    const inside = [];
    if (head) inside.push(node("div", "head", head));
    if (title) inside.push(node("strong", "", title));
    for (const line of lines) inside.push(node("div", "line", line));
    if (parts.length) {
      const list = node("div", "parts");
      for (const [colour, label, number] of parts) {
        const sign = node("i");
        sign.style.background = colour;
        list.append(sign, node("span", "", label), node("b", "", number));
      }
      inside.push(list);
    }
    this.box.replaceChildren(...inside);
    this.box.hidden = false;
    const { clientWidth: width, clientHeight: height } = this.container, { offsetWidth: w, offsetHeight: h } = this.box;
    const left = x + 16 + w <= width - 6 ? x + 16 : x - 16 - w, above = y - h - 12;
    this.box.style.left = `${Math.max(6, Math.min(left, width - w - 6))}px`;
    this.box.style.top = `${above >= 6 ? above : Math.min(y + 18, Math.max(6, height - h - 6))}px`;
  }

  get shown() { return !this.box.hidden; }

  hide() { this.box.hidden = true; }

  /** @param {string} text */
  say(text) { this.voice.textContent = text; }

  remove() { this.box.remove(); this.voice.remove(); }
}
