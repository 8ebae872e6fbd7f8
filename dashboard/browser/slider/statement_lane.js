/* The lane of statements under the timeline: a diamond each, or one with the number of those that stand there. */

import { dayInWords, spanInWords } from "../days.js";
import { button, drawing, node } from "../dom.js";
import { figure, say, sayCount } from "../words.js";
import { rove } from "./roving.js";
import { spotsOfStatements } from "./statement_spots.js";

/**
 * @import {Days} from "../types"
 * @import {Timeline as TimelineMessage, TimelineStatement, UndatedStatement} from "../protocol"
 * @import {Axis} from "./axis.js"
 * @typedef {object} Diamond
 * @property {HTMLButtonElement} element
 * @property {number} at
 * @property {string} name
 * @property {[string, string] | [string]} tip
 * @property {[number, number] | null} days of its statements; null without any
 */

// A diamond's side in pixels: for a pointer, for a finger.
const SIDE = 14, SIDE_TOUCH = 26;
// Pixels that the undated ones need at the left end, and from which step on they have words.
const UNDATED = 40, WORDS = 64;
const DIAMOND = "M0-4.6 4.6 0 0 4.6-4.6 0Z";

/** @param {Record<string, string | number>} [attributes] */
export function diamond(attributes = {}) {
  return drawing("svg", { ...attributes, viewBox: "-6 -6 12 12", "aria-hidden": "true" }, drawing("path", { d: DIAMOND }));
}

/** Whether the reader points with a finger. */
export function touched() {
  return window.matchMedia("(pointer: coarse)").matches;
}

export class StatementLane {
  /** @param {(id: string) => void} read opens a statement */
  constructor(read) {
    this.read = read;
    /** @type {Diamond[]} */
    this.diamonds = [];
    /** Whether the undated ones have a diamond of their own. */
    this.roomForUndated = false;
    this.element = node("div", "lane");
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", say("Statements by day"));
    this.list = node("div", "list");
    this.list.setAttribute("popover", "auto");
    rove(this.element);
  }

  /**
   * @param {TimelineMessage | null} timeline
   * @param {Axis} axis
   */
  draw(timeline, axis) {
    const { statements = [], undated = [] } = timeline ?? {}, side = touched() ? SIDE_TOUCH : SIDE;
    const spots = spotsOfStatements(statements, axis, side);
    // At the left end, under "All"; where a diamond stands there already, the key says how many there are.
    this.roomForUndated = undated.length > 0 && (!spots.length || spots[0].at - spots[0].wide / 2 > UNDATED);
    this.diamonds = [
      ...(this.roomForUndated ? [this.undated(undated, axis.step > WORDS)] : []),
      ...spots.map(({ at, statements: of }) => this.dated(of, at)),
    ];
    this.diamonds.forEach(({ element, at }, n) => {
      element.tabIndex = n ? -1 : 0;
      Object.assign(element.style, { left: `${at}px`, minWidth: `${side}px` });
    });
    this.element.replaceChildren(...this.diamonds.map(({ element }) => element));
  }

  /**
   * @param {UndatedStatement[]} statements
   * @param {boolean} inWords
   * @returns {Diamond}
   */
  undated(statements, inWords) {
    const n = statements.length;
    const name = sayCount(n, { one: "{number} statement without a day", other: "{number} statements without a day" });
    const element = this.opener("said undated", name, inWords ? say("{number} without a day", { number: n }) : figure(n), statements);
    return { element, at: 0, name, tip: [name], days: null };
  }

  /**
   * @param {TimelineStatement[]} statements
   * @param {number} at
   * @returns {Diamond}
   */
  dated(statements, at) {
    const [first] = statements, last = statements[statements.length - 1];
    /** @type {[number, number]} */
    const days = [first.day, last.day];
    if (statements.length > 1) {
      const name = say("{number} statements: {days}", { number: statements.length, days: spanInWords(...days) });
      return { element: this.opener("said", name, figure(statements.length), statements), at, name, tip: [name], days };
    }
    const day = dayInWords(first.day), name = say("Statement, {day}: {title}", { day, title: first.title });
    const element = button("said", undefined, () => this.read(first.id));
    element.append(diamond());
    element.setAttribute("aria-label", name);
    return { element, at, name, tip: [first.title, say("Statement, {day}", { day })], days };
  }

  /**
   * A diamond for several statements, which opens their list.
   *
   * @param {string} className
   * @param {string} name
   * @param {string} words
   * @param {(TimelineStatement | UndatedStatement)[]} statements
   */
  opener(className, name, words, statements) {
    const element = button(className, undefined, () => this.openList(element, statements));
    element.append(diamond(), node("span", "", words));
    element.setAttribute("aria-haspopup", "dialog");
    element.setAttribute("aria-label", name);
    return element;
  }

  /**
   * Several statements at one place: their list, to choose from.
   *
   * @param {HTMLElement} from
   * @param {(TimelineStatement | UndatedStatement)[]} statements
   */
  openList(from, statements) {
    const { list } = this;
    const items = statements.map((statement) => {
      const item = button("", undefined, () => {
        if (list.matches(":popover-open")) list.hidePopover();
        this.read(statement.id);
      });
      item.append(node("small", "", "day" in statement ? dayInWords(statement.day) : say("No day stated")), node("span", "", statement.title));
      return item;
    });
    list.setAttribute("role", "dialog");
    list.setAttribute("aria-label", sayCount(statements.length, { one: "{number} statement", other: "{number} statements" }));
    list.replaceChildren(...items);
    list.showPopover();
    const { left, top, bottom, width } = from.getBoundingClientRect(), wide = list.offsetWidth;
    const below = window.innerHeight - bottom - 16, above = top - 16, middle = left + width / 2 - wide / 2;
    Object.assign(list.style, { left: `${Math.max(8, Math.min(window.innerWidth - wide - 8, middle))}px`, maxHeight: `${Math.max(above, below)}px` });
    const upward = above >= Math.min(list.offsetHeight, below);
    Object.assign(list.style, upward ? { bottom: `${window.innerHeight - top + 6}px`, top: "auto" } : { top: `${bottom + 6}px`, bottom: "auto" });
    items[0].focus();
  }

  /**
   * What the days hide is pale.
   *
   * @param {Days} days
   */
  tint(days) {
    for (const { days: own, element } of this.diamonds) {
      if (own) element.classList.toggle("pale", days !== null && (own[0] > days[1] || own[1] < days[0]));
    }
  }

  /**
   * @param {EventTarget | null} target
   * @returns {Diamond | undefined}
   */
  at(target) {
    const element = target instanceof Element ? target.closest(".said") : null;
    return this.diamonds.find((own) => own.element === element);
  }
}
