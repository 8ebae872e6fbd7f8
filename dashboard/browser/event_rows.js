/* The events of an opened file that are shown, by day: a button each. It follows the filters with every answer of the
 * server (see filters.js) and asks for more of them when the reader does.
 *
 * data: {set, answers: address, opened: id|null}
 * answer: {list: [[id, when, what, where, deaths|null]], shown: how many there are}
 */

import { node } from "./dom.js";

class EventRows {
  constructor(root, tell) {
    this.tell = tell;
    this.turn = 0;
    this.list = node("ul", "rows");
    this.more = node("button", "more", "");
    this.more.type = "button";
    this.more.addEventListener("click", () => this.ask());
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

  update(data) {
    const other = !this.data || this.data.answers !== data.answers;
    this.data = data;
    if (other) { this.list.replaceChildren(); this.ask(0); }
    this.mark();
  }

  /* An answer about another set may come late. */
  hear({ set, list, shown }) {
    if (!list || !this.data || set !== this.data.set) return;
    this.turn += 1;  // what was asked for before is older
    this.list.replaceChildren();
    this.add(list, shown);
  }

  async ask(offset = this.list.children.length) {
    const view = window.reportedView || {}, filter = (view.filters || {})[this.data.set] || {};
    const { choices = {}, ranges = {}, text = "" } = filter, turn = (this.turn += 1);
    const answer = await fetch(this.data.answers, { method: "POST", body: JSON.stringify({ days: view.days || null, choices, ranges, text, list: offset }) });
    const { list, shown } = answer.ok ? await answer.json() : {};
    // Only the newest question counts, also when its answer is not the last to be read.
    if (!list || turn !== this.turn) return;
    if (!offset) this.list.replaceChildren();
    if (offset === this.list.children.length) this.add(list, shown);
  }

  add(list, shown) {
    for (const [id, when, what, where, deaths] of list) {
      const item = node("li"), button = node("button");
      button.type = "button";
      button.dataset.event = id;
      const line = node("span", "line", `${when} · ${where}`);
      button.append(node("b", "", what), line);
      if (deaths !== null) button.append(node("span", "deaths", `deaths: ${deaths.toLocaleString("en")}`));
      button.addEventListener("click", () => this.tell({ set: this.data.set, event: id, n: Date.now() }));
      item.append(button);
      this.list.append(item);
    }
    const left = shown - this.list.children.length;
    this.more.hidden = left <= 0;
    this.more.textContent = `More: ${left.toLocaleString("en")} further events`;
    this.mark();
  }

  mark() {
    for (const button of this.list.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.event === this.data.opened));
  }
}

export default function eventRows({ parentElement, data, setStateValue }) {
  const rows = (parentElement.rows = parentElement.rows || new EventRows(parentElement, (value) => setStateValue("row", value)));
  rows.update(data);
  return () => { rows.end(); delete parentElement.rows; };
}
