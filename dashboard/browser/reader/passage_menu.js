/* What a passage is evidence for, where it is several things: a menu below its paragraph, to choose from. */

import { element } from "../dom.js";
import { figure, say, sayList } from "../words.js";

/** @import {ArticleReaderData, SupportMessage} from "../protocol" */

/** The tables whose rows can be opened. */
export const OPENS = new Set(["events", "claims", "statements"]);
/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export class PassageMenu {
  constructor() {
    /** @type {HTMLElement | null} */
    this.box = null;
    /** @type {HTMLElement | null} from where it was opened */
    this.opener = null;
    // A click elsewhere closes the menu; the path sees through the shadow root.
    this.outside = (/** @type {Event} */ event) => {
      if (this.box && !event.composedPath().includes(this.box)) this.close(false);
    };
    document.addEventListener("pointerdown", this.outside);
  }

  end() { document.removeEventListener("pointerdown", this.outside); }

  /**
   * @param {ArticleReaderData} data the words for tables and roles
   * @param {SupportMessage[]} supports
   * @param {HTMLElement} from
   * @param {number[]} numbers of the passages
   */
  open({ kinds, labels }, supports, from, numbers) {
    this.close(false);
    this.opener = from;
    const items = supports.map((support) => {
      const said = support.roles.map(([role, words]) => say("{role} “{words}”", { role: labels[role], words })).join(" · ");
      const roles = said ? [element("span", { class: "role" }, said)] : [];
      const kind = element("span", { class: `kind ${support.table}` }, kinds[support.table]);
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
    this.box = menu;
    from.closest(".paragraph")?.append(menu);
    from.setAttribute("aria-expanded", "true");
    const choice = menu.querySelector(".choice");
    (choice instanceof HTMLElement ? choice : close).focus({ preventScroll: true });
    menu.scrollIntoView({ block: "nearest", behavior: "auto" });
  }

  /** @param {boolean} back whether the focus goes back to where the menu was opened */
  close(back) {
    if (!this.box) return;
    this.box.remove();
    this.box = null;
    this.opener?.removeAttribute("aria-expanded");
    if (back) this.opener?.focus({ preventScroll: true });
  }

  /**
   * Go up or down in the menu; says whether the key was one of its own.
   *
   * @param {string} key
   */
  key(key) {
    if (!this.box) return false;
    if (key === "Escape") this.close(true);
    else if (Object.hasOwn(STEPS, key)) {
      const choices = [.../** @type {NodeListOf<HTMLElement>} */ (this.box.querySelectorAll(".choice"))];
      const focused = choices.findIndex((choice) => choice.matches(":focus"));
      choices[(focused + STEPS[key] + choices.length) % choices.length]?.focus();
    } else return false;
    return true;
  }
}
