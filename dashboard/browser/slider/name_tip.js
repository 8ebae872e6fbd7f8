/* The name of what is pointed at over the timeline, or has the focus: a mark, a bar, a statement. */

import { node } from "../dom.js";

export class NameTip {
  /** @param {() => number} wide how wide the timeline is, in pixels */
  constructor(wide) {
    this.wide = wide;
    this.element = node("div", "tip");
    this.element.setAttribute("aria-hidden", "true");
  }

  /**
   * @param {number} at
   * @param {number} top
   * @param {[string, string] | [string]} lines
   */
  show(at, top, [first, second]) {
    this.element.replaceChildren(node("strong", "", first), ...(second ? [node("span", "", second)] : []));
    this.element.classList.add("on");
    const half = this.element.offsetWidth / 2, wide = this.wide();
    Object.assign(this.element.style, { left: `${Math.max(half, Math.min(wide - half, at))}px`, top: `${top - 6}px` });
  }

  hide() { this.element.classList.remove("on"); }
}
