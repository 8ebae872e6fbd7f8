/* The filters of one data set: a row of choices for each facet, each with how many events it would leave; a range of
 * numbers and a search in the notes where the data set has them.
 *
 * data: {set, facets: [{name, title, values, labels, many}], numbers: [{name, title, low, high}], text: title|null,
 *        colours: [[facet, title]], value: {choices, ranges, text, colourBy}, turn, answers: address,
 *        events: [{days: [first, last], facets: {facet: [value]}}]|null}
 *   set      id of the data set that these are the filters of
 *   many     the facet has too many values to list: the most frequent ones come with each answer, the others by search
 *   value    what Python wants to be chosen; it counts where `turn` is another than before, else the reader's own choice stays
 *   events   a few events whole, to be counted here; else the server counts
 *   answers  where the server counts: POST {days, choices, ranges, text, bins: bars at most, stack: facet} → {shown,
 *            counts: {facet: [n]}, blank: {facet: n}, top: {facet: [[value, label, n]]}, days: {first, width, counts, stack:
 *            {facet, classes: [[value, label]], counts: [[n]]}}, rows: bitmap in base64, or null}, and with
 *            {find: {facet, text}} → {found: [[value, label, n]]}
 *
 * A choice is published as a part of the view, window.reportedView.filters[set] (see day_slider.js): the map draws at
 * once, the server is asked for the counts ("view-answer" tells them to whoever shows some), and Python hears of it.
 */

import { button, node } from "./dom.js";
import { holdsAny, passes } from "./filter.js";

// Milliseconds: after the first Python hears of a choice though the counts are not there yet; so long one may type.
const LATE = 400, TYPING = 250;

function bits(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/* What a filter leaves of a few events: the same answer as the server's (see CountsAnswer in protocol.d.ts). */
export function counted(events, facets, { days, choices }) {
  const counts = {}, blank = {};
  for (const { name, values } of facets) {
    const left = events.filter((event) => passes(event, { days, choices }, name));
    counts[name] = values.map((value) => left.filter((event) => holdsAny(event.facets[name], [value])).length);
    blank[name] = left.filter((event) => holdsAny(event.facets[name], [null])).length;
  }
  const first = Math.min(...events.map((event) => event.days[0])), last = Math.max(...events.map((event) => event.days[1]));
  const bars = events.length ? new Array(last - first + 1).fill(0) : [];
  for (const event of events) {
    if (passes(event, { choices })) for (let day = event.days[0]; day <= event.days[1]; day++) bars[day - first] += 1;
  }
  const shown = events.filter((event) => passes(event, { days, choices })).length;
  return { shown, counts, blank, top: {}, days: { first: events.length ? first : 0, width: 1, counts: bars }, rows: null, list: [] };
}

const NOTHING = { choices: {}, ranges: {}, text: "" };

class Filters {
  constructor(root, tell) {
    this.tell = tell;
    this.turn = -1;
    this.asked = 0;
    this.box = node("div", "filters");
    root.append(this.box);
    this.ended = new AbortController();
    const hear = (name, act) => window.addEventListener(name, act, { signal: this.ended.signal });
    hear("view-commit", () => this.ask());
    hear("view-reset", () => this.commit({ ...NOTHING, colourBy: this.value.colourBy }));
    hear("view", () => this.drawReset());
  }

  /* Streamlit may take the filters away and draw them anew in the same place. */
  end() {
    this.ended.abort();
    this.asked += 1;
    this.box.remove();
  }

  update(data) {
    const form = JSON.stringify([data.set, data.facets, data.numbers, data.answers]);
    const renewed = form !== this.form;
    this.data = data;
    if (renewed) this.form = form;
    if ((data.turn && data.turn !== this.turn) || renewed) {
      this.turn = data.turn;
      // Python says its value once for each moment; drawn anew within one, the filters stand where the reader left them.
      const view = (window.reportedView = window.reportedView || {}), moments = (view.moments = view.moments || {});
      const { rows, ...kept } = (view.filters || {})[data.set] || {};
      this.value = { ...NOTHING, ...(moments[data.set] === data.turn ? kept : data.value) };
      moments[data.set] = data.turn;
      if (renewed) this.build();
      this.publish();
    }
  }

  /* ---- the parts ----------------------------------------------------------------------------------------- */

  build() {
    this.chips = new Map();
    this.labels = new Map();
    const { facets, numbers, text, colours } = this.data, parts = [];
    if (text) parts.push(this.search(text));
    parts.push(...facets.map((facet) => this.facet(facet)));
    parts.push(...numbers.map((number) => this.range(number)));
    if (colours.length > 1) parts.push(this.colour(colours));
    this.everything = button("everything", "Show everything", () => window.dispatchEvent(new CustomEvent("view-reset")));
    this.box.replaceChildren(node("h2", "", "Filters"), ...parts, this.everything,
      node("p", "note", "A number says how many events that choice would leave. No choice in a row means no filter."));
  }

  group(name, title) {
    const row = node("div", "facet");
    row.dataset.facet = name;
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", title);
    row.append(node("h3", "", title));
    return row;
  }

  facet({ name, title, values, labels, many }) {
    const row = this.group(name, title), box = node("div", "chips");
    this.labels.set(name, new Map());
    this.chips.set(name, { box, byValue: new Map() });
    values.forEach((value, n) => this.chip(name, value, labels[n]));
    row.append(box);
    if (many) row.append(this.finder(name, title));
    return row;
  }

  /* The chip of a value; made when it is first needed. */
  chip(name, value, label) {
    const { box, byValue } = this.chips.get(name);
    if (!byValue.has(value)) {
      const chip = button("chip", undefined, () => this.toggle(name, value));
      chip.append(node("span", "", label), node("span", "count", ""));
      chip.setAttribute("aria-pressed", "false");
      byValue.set(value, chip);
      this.labels.get(name).set(value, label);
      box.append(chip);
    }
    return byValue.get(value);
  }

  finder(name, title) {
    const input = node("input", "find"), list = node("div", "chips found");
    Object.assign(input, { type: "search", placeholder: "Find another …", autocomplete: "off", spellcheck: false });
    input.setAttribute("aria-label", `Find in ${title}`);
    let wait = 0, asked = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(wait);
      wait = window.setTimeout(async () => {
        const text = input.value.trim(), turn = ++asked;
        if (!text) { list.replaceChildren(); return; }
        const { found } = await this.post({ ...this.question(), find: { facet: name, text } }).catch(() => ({ found: [] }));
        if (turn !== asked) return;
        list.replaceChildren(...(found.length ? found.map(([value, label, n]) => {
          this.labels.get(name).set(value, label);
          const chip = button("chip", undefined, () => { input.value = ""; list.replaceChildren(); this.toggle(name, value); });
          chip.append(node("span", "", label), node("span", "count", ` · ${n.toLocaleString("en")}`));
          return chip;
        }) : [node("p", "note", "No such name.")]));
      }, TYPING);
    });
    const box = node("div");
    box.append(input, list);
    return box;
  }

  search(title) {
    const row = this.group("text", title), input = node("input", "find");
    Object.assign(input, { type: "search", placeholder: "Words", autocomplete: "off", maxLength: 200 });
    input.setAttribute("aria-label", title);
    let wait = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(wait);
      wait = window.setTimeout(() => this.commit({ ...this.value, text: input.value.trim() }), 2 * TYPING);
    });
    this.words = input;
    row.append(input);
    return row;
  }

  range({ name, title, low, high }) {
    const row = this.group(name, title), box = node("div", "range");
    const ends = [["from", low], ["to", high]].map(([word, bound]) => {
      const input = node("input");
      Object.assign(input, { type: "number", min: low, max: high, step: 1, placeholder: bound.toLocaleString("en") });
      input.setAttribute("aria-label", `${title} ${word}`);
      input.addEventListener("change", () => {
        const pair = ends.map((one) => (one.value === "" ? null : Number(one.value)));
        const wrong = pair[0] !== null && pair[1] !== null && pair[0] > pair[1];
        box.classList.toggle("wrong", wrong);
        if (!wrong) this.commit({ ...this.value, ranges: { ...this.value.ranges, [name]: pair } });
      });
      return input;
    });
    this.ends = { ...this.ends, [name]: ends };
    box.append(ends[0], node("span", "", "to"), ends[1]);
    row.append(box, node("p", "note", "Events whose number is not known are outside every range."));
    return row;
  }

  colour(choices) {
    const row = this.group("colour", "Colour by"), select = node("select");
    select.setAttribute("aria-label", "Colour by");
    for (const [name, title] of choices) {
      const option = node("option", "", title);
      option.value = name;
      select.append(option);
    }
    select.addEventListener("change", () => this.commit({ ...this.value, colourBy: select.value }));
    this.colours = select;
    row.append(select);
    return row;
  }

  /* ---- what is chosen ------------------------------------------------------------------------------------ */

  toggle(name, value) {
    const chosen = this.value.choices[name] || [];
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    this.commit({ ...this.value, choices: { ...this.value.choices, [name]: next } });
  }

  commit(value) {
    const choices = Object.fromEntries(Object.entries(value.choices).filter(([, values]) => values.length));
    const ranges = Object.fromEntries(Object.entries(value.ranges).filter(([, [low, high]]) => low !== null || high !== null));
    this.value = { ...value, choices, ranges };
    // First the marks and the counts, and the frame that shows them: Python's run of the whole page competes with both.
    const painted = this.publish().then(() => new Promise((done) => requestAnimationFrame(() => window.setTimeout(done))));
    const said = this.value;
    Promise.race([painted, new Promise((late) => window.setTimeout(late, LATE))]).then(() => this.tell({ set: this.data.set, ...said }));
  }

  get active() {
    return [...Object.keys(this.value.choices), ...Object.keys(this.value.ranges), ...(this.value.text ? ["text"] : [])];
  }

  /* What the map cannot tell by itself is asked for first: the rows that hold some words, or a source among many. */
  get needsServer() {
    return Boolean(this.value.text) || Object.keys(this.value.choices).some((name) => this.data.facets.some((facet) => facet.name === name && facet.server));
  }

  publish() {
    const view = (window.reportedView = window.reportedView || {});
    view.active = this.active;
    this.drawChosen();
    if (!this.needsServer) this.spread(null);
    return this.ask();
  }

  spread(rows) {
    const view = window.reportedView;
    view.filters = { ...view.filters, [this.data.set]: { ...this.value, rows } };
    window.dispatchEvent(new CustomEvent("view"));
  }

  question() {
    const { days = null, bins = 240 } = window.reportedView || {}, { choices, ranges, text, colourBy } = this.value;
    return { days, choices, ranges, text, bins, stack: colourBy || (this.data.colours[0] || [])[0] };
  }

  async post(question) {
    const answer = await fetch(this.data.answers, { method: "POST", body: JSON.stringify(question) });
    if (!answer.ok) throw new Error(`${this.data.answers}: ${answer.status}`);
    return answer.json();
  }

  /* Ask the server for the counts of the view. Only the newest answer counts. */
  async ask() {
    const turn = ++this.asked;
    try {
      const found = this.data.events ? counted(this.data.events, this.data.facets, this.question()) : await this.post(this.question());
      if (turn !== this.asked) return;
      if (this.needsServer) this.spread(found.rows === null ? null : bits(found.rows));
      this.drawCounts(found);
      window.reportedView.answered = found.shown;  // what the counts on the screen belong to
      window.dispatchEvent(new CustomEvent("view-answer", { detail: { set: this.data.set, ...found } }));
    } catch (error) {
      // Old numbers would be wrong ones.
      if (turn === this.asked) this.drawCounts({ counts: {}, blank: {}, top: {} });
      console.error(error);
    }
  }

  /* ---- drawing ------------------------------------------------------------------------------------------- */

  drawChosen() {
    const { choices, ranges, text, colourBy } = this.value;
    for (const [name, values] of Object.entries(choices)) {
      if (this.chips.has(name)) for (const value of values) this.chip(name, value, this.labels.get(name).get(value) ?? String(value));
    }
    this.drawPressed();
    if (this.words && this.words.value.trim() !== text) this.words.value = text;
    for (const [name, ends] of Object.entries(this.ends || {})) ends.forEach((end, n) => { end.value = (ranges[name] || [])[n] ?? ""; });
    if (this.colours && colourBy) this.colours.value = colourBy;
    this.drawReset();
  }

  drawReset() {
    if (!this.everything) return;
    const view = window.reportedView || {};
    this.everything.disabled = !view.days && !(view.active || []).length;
  }

  drawCounts({ counts, blank, top }) {
    for (const { name, values, many } of this.data.facets) {
      const { box, byValue } = this.chips.get(name), numbers = new Map();
      if (many) {
        const listed = top[name] || [];
        for (const [value, label, n] of listed) { this.chip(name, value, label); numbers.set(value, n); }
        const chosen = this.value.choices[name] || [];
        for (const [value, chip] of byValue) if (!numbers.has(value) && !chosen.includes(value)) { chip.remove(); byValue.delete(value); }
        for (const [value] of listed) box.append(byValue.get(value));
      } else {
        values.forEach((value, n) => { if (value === null) { if (name in (blank || {})) numbers.set(value, blank[name]); } else if (counts[name]) numbers.set(value, counts[name][n]); });
      }
      for (const [value, chip] of byValue) {
        const count = numbers.get(value);
        chip.lastChild.textContent = count === undefined ? "" : ` · ${count.toLocaleString("en")}`;
        chip.classList.toggle("none", count === 0);
      }
    }
    this.drawPressed();
  }

  drawPressed() {
    for (const [name, { byValue }] of this.chips) {
      for (const [value, chip] of byValue) chip.setAttribute("aria-pressed", String((this.value.choices[name] || []).includes(value)));
    }
  }
}

export default function filterBar({ parentElement, data, setStateValue }) {
  const filters = (parentElement.filters = parentElement.filters || new Filters(parentElement, (value) => setStateValue("filter", value)));
  filters.update(data);
  return () => { filters.end(); delete parentElement.filters; };
}
