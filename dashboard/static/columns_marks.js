/* What the columns layer shows as elements of the page: the marks of few events, and the card.
 *
 * new ColumnMarks(pane)
 *   .show(stacks)       stacks = [{rows: [place among the events], precision, mixed, colour, label}]; elements are used again
 *   .place(project)     put each at project(stack) → point
 * A town is a closed ring with its point, an area a dashed ring in a soft halo, a vaguer place a dotted ring in a wider
 * one: only a town has a point, for only there one is known. Events at the very same coordinates are one mark with a number.
 *
 * new ColumnCard(container)   a short card beside the pointer; .show(content, point), .hide(), .say(text) to screen readers
 *
 * All text reaches the page as text nodes.
 */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  // Across, in pixels: the button, the ring of one event, the ring of several; the halo by precision.
  const BOX = 28, RING = 7, STACK = 10.5, HALO = [0, 15, 21];

  function node(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function drawn(tag, className) {
    const element = document.createElementNS(SVG, tag);
    element.setAttribute("class", className);
    return element;
  }

  function short(count) { return count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 10000 ? 1 : 0)}k`; }

  class ColumnMarks {
    constructor(pane) {
      this.box = node("div", "columns-marks");
      this.box.setAttribute("role", "group");
      pane.append(this.box);
      this.pool = [];
      this.stacks = [];
    }

    make() {
      const element = node("div", "columns-mark leaflet-zoom-animated"), svg = drawn("svg", "");
      element.setAttribute("role", "button");
      element.tabIndex = 0;
      svg.setAttribute("viewBox", `${-BOX / 2} ${-BOX / 2} ${BOX} ${BOX}`);
      svg.setAttribute("aria-hidden", "true");
      const parts = { halo: drawn("circle", "halo"), ground: drawn("circle", "ground"), ring: drawn("circle", "ring"),
        point: drawn("circle", "point"), number: drawn("text", "number") };
      parts.point.setAttribute("r", "2.6");
      parts.number.setAttribute("y", "3.6");
      svg.append(...Object.values(parts));
      element.append(svg);
      return { element, parts };
    }

    show(stacks) {
      this.stacks = stacks;
      while (this.pool.length < stacks.length) this.pool.push(this.make());
      // A pool never holds much more than is shown, and the element that has the focus keeps its mark where it can.
      stacks.forEach((stack, k) => this.dress(this.pool[k], stack));
      for (const { element } of this.pool.splice(Math.max(stacks.length, 200))) element.remove();
      this.pool.forEach(({ element }, k) => {
        if (k >= stacks.length) element.remove(); else if (!element.isConnected) this.box.append(element);
      });
    }

    dress({ element, parts }, { rows, precision, mixed, colour, label }) {
      const several = rows.length > 1, r = several ? STACK : RING;
      element.className = `columns-mark leaflet-zoom-animated precision-${precision}${several ? " stack" : ""}`;
      element.style.setProperty("--c", colour);
      element.setAttribute("aria-label", label);
      parts.ground.setAttribute("r", r);
      parts.ring.setAttribute("r", r);
      parts.halo.setAttribute("r", HALO[mixed]);
      const number = several ? short(rows.length) : "";
      if (parts.number.textContent !== number) parts.number.textContent = number;
    }

    place(project) {
      this.stacks.forEach((stack, k) => L.DomUtil.setPosition(this.pool[k].element, project(stack)));
    }

    /* The stack of an element, or of the event at this place among the events. */
    of(element) { return this.stacks[this.pool.findIndex((mark) => mark.element === element)]; }

    elementOf(i) {
      const k = this.stacks.findIndex(({ rows }) => rows.includes(i));
      return k < 0 ? null : this.pool[k].element;
    }

    select(i) {
      const chosen = i < 0 ? null : this.elementOf(i);
      for (const { element } of this.pool) {
        element.classList.toggle("selected", element === chosen);
        element.setAttribute("aria-pressed", element === chosen ? "true" : "false");
      }
    }

    remove() { this.box.remove(); }
  }

  class ColumnCard {
    constructor(container) {
      this.container = container;
      this.box = node("div", "columns-card");
      this.box.hidden = true;
      this.voice = node("div", "columns-voice");
      this.voice.setAttribute("role", "status");
      container.append(this.box, this.voice);
    }

    /* content = {head, title, lines: [text], parts: [[colour, label, number]]}; at a point of the container. */
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

    hide() { this.box.hidden = true; }

    say(text) { this.voice.textContent = text; }

    remove() { this.box.remove(); this.voice.remove(); }
  }

  window.ColumnMarks = ColumnMarks;
  window.ColumnCard = ColumnCard;
})();
