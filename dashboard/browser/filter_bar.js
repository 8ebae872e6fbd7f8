/* The filters of one data set: a row of choices for each facet, each with how many events it would leave; a range of
 * numbers and a search in the notes where the data set has them.
 *
 * A choice is published as a part of the view, window.reportedView.filters[set] (see View in types.d.ts): the map draws
 * at once, the server is asked for the counts ("view-answer" carries them to every part that shows some), and Python hears of it.
 * What Python wants to be chosen counts where its turn has changed, else the reader's own choice stays.
 */

import { button, node } from "./dom.js";
import { Mounts } from "./mounting.js";
import { countEvents } from "./counted_events.js";
import { figure, say } from "./words.js";

/**
 * @import {Component, End, SetFilter, Value, View} from "./types"
 * @import {ChosenFilter, CountsAnswer, FacetControl, FilterChange, FiltersData, NamesAnswer, NumberControl, Question} from "./protocol"
 * @typedef {{box: HTMLElement, byValue: Map<Value, HTMLButtonElement>}} Chips
 */

// Milliseconds: after the first Python hears of a choice though the counts are not there yet; so long one may type.
const LATE = 400, TYPING = 250;

/**
 * A set of events as the server sends it.
 *
 * @param {string} base64
 */
function bits(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** @type {ChosenFilter} */
const NOTHING = { choices: {}, ranges: {}, text: "" };

class Filters {
  /**
   * @param {Node & ParentNode} root
   * @param {FiltersData} data
   * @param {(change: FilterChange) => void} tell
   */
  constructor(root, data, tell) {
    this.tell = tell;
    this.data = data;
    this.value = data.value;
    this.form = "";
    this.turn = -1;
    this.asked = 0;
    /** @type {Map<string, Chips>} by facet */
    this.chips = new Map();
    /** @type {Map<string, Map<Value, string>>} */
    this.labels = new Map();
    /** @type {Map<string, HTMLInputElement[]>} the two ends of each range */
    this.ends = new Map();
    /** @type {HTMLInputElement | null} */
    this.words = null;
    /** @type {HTMLSelectElement | null} */
    this.colours = null;
    this.everything = button("everything", say("Show everything"), () => window.dispatchEvent(new CustomEvent("view-reset")));
    this.box = node("div", "filters");
    root.append(this.box);
    this.ended = new AbortController();
    const hear = (/** @type {keyof WindowEventMap} */ name, /** @type {() => void} */ act) => window.addEventListener(name, act, { signal: this.ended.signal });
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

  /** @param {FiltersData} data */
  update(data) {
    const form = JSON.stringify([data.set, data.facets, data.numbers, data.answers]);
    const renewed = form !== this.form;
    this.data = data;
    if (renewed) this.form = form;
    if ((data.turn && data.turn !== this.turn) || renewed) {
      this.turn = data.turn;
      // Python says its value once for each moment; drawn anew within one, the filters stand where the reader left them.
      const { view } = this, { moments = {} } = view, kept = view.filters?.[data.set];
      this.value = { ...NOTHING, ...(moments[data.set] === data.turn && kept ? withoutRows(kept) : data.value) };
      view.moments = { ...moments, [data.set]: data.turn };
      if (renewed) this.build();
      this.publish();
    }
  }

  /** @returns {View} */
  get view() {
    window.reportedView ??= {};
    return window.reportedView;
  }

  /* ---- the parts ----------------------------------------------------------------------------------------- */

  build() {
    for (const kept of [this.chips, this.labels, this.ends]) kept.clear();
    this.words = this.colours = null;
    const { facets, numbers, text, colours } = this.data;
    const parts = [
      ...(text ? [this.search(text)] : []), ...facets.map((facet) => this.facet(facet)),
      ...numbers.map((number) => this.range(number)), ...(colours.length > 1 ? [this.colour(colours)] : []),
    ];
    this.box.replaceChildren(node("h2", "", say("Filters")), ...parts, this.everything,
      node("p", "note", say("A number says how many events that choice would leave. No choice in a row means no filter.")));
  }

  /**
   * @param {string} name
   * @param {string} title
   */
  group(name, title) {
    const row = node("div", "facet");
    row.dataset.facet = name;
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", title);
    row.append(node("h3", "", title));
    return row;
  }

  /** @param {FacetControl} control */
  facet({ name, title, values, labels, many }) {
    const row = this.group(name, title), box = node("div", "chips");
    const chips = { box, byValue: new Map() };
    this.labels.set(name, new Map());
    this.chips.set(name, chips);
    values.forEach((value, n) => { this.chip(name, chips, value, labels[n]); });
    row.append(box);
    if (many) row.append(this.finder(name, title));
    return row;
  }

  /**
   * The chip of a value; made when it is first needed.
   *
   * @param {string} name
   * @param {Chips} chips
   * @param {Value} value
   * @param {string} label
   */
  chip(name, { box, byValue }, value, label) {
    const known = byValue.get(value);
    if (known) return known;
    const chip = button("chip", undefined, () => this.toggle(name, value));
    chip.append(node("span", "", label), node("span", "count", ""));
    chip.setAttribute("aria-pressed", "false");
    byValue.set(value, chip);
    this.labels.get(name)?.set(value, label);
    box.append(chip);
    return chip;
  }

  /**
   * @param {string} name
   * @param {string} title
   */
  finder(name, title) {
    const input = node("input", "find"), list = node("div", "chips found");
    Object.assign(input, { type: "search", placeholder: say("Find another …"), autocomplete: "off", spellcheck: false });
    input.setAttribute("aria-label", say("Find in {title}", { title }));
    let wait = 0, asked = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(wait);
      wait = window.setTimeout(async () => {
        const text = input.value.trim(), turn = ++asked;
        if (!text) { list.replaceChildren(); return; }
        const names = await this.find(name, text);
        if (turn !== asked) return;
        list.replaceChildren(...(names.length ? names.map(([value, label, n]) => {
          this.labels.get(name)?.set(value, label);
          const chip = button("chip", undefined, () => { input.value = ""; list.replaceChildren(); this.toggle(name, value); });
          chip.append(node("span", "", label), node("span", "count", ` · ${figure(n)}`));
          return chip;
        }) : [node("p", "note", say("No such name."))]));
      }, TYPING);
    });
    const box = node("div");
    box.append(input, list);
    return box;
  }

  /** @param {string} title */
  search(title) {
    const row = this.group("text", title), input = node("input", "find");
    Object.assign(input, { type: "search", placeholder: say("Words"), autocomplete: "off", maxLength: 200 });
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

  /** @param {NumberControl} control */
  range({ name, title, low, high }) {
    const row = this.group(name, title), box = node("div", "range");
    const named = [{ name: say("{title} from", { title }), bound: low }, { name: say("{title} to", { title }), bound: high }];
    const ends = named.map(({ name: endName, bound }) => {
      const input = node("input");
      Object.assign(input, { type: "number", min: low, max: high, step: 1, placeholder: bound.toLocaleString("en") });
      input.setAttribute("aria-label", endName);
      input.addEventListener("change", () => {
        const [from, to] = ends.map((end) => (end.value === "" ? null : Number(end.value)));
        const wrong = from !== null && to !== null && from > to;
        box.classList.toggle("wrong", wrong);
        if (!wrong) this.commit({ ...this.value, ranges: { ...this.value.ranges, [name]: [from, to] } });
      });
      return input;
    });
    this.ends.set(name, ends);
    box.append(ends[0], node("span", "", say("to")), ends[1]);
    row.append(box, node("p", "note", say("Events whose number is not known are outside every range.")));
    return row;
  }

  /** @param {[string, string][]} choices */
  colour(choices) {
    const row = this.group("colour", say("Colour by")), select = node("select");
    select.setAttribute("aria-label", say("Colour by"));
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

  /**
   * @param {string} name
   * @param {Value} value
   */
  toggle(name, value) {
    const chosen = this.value.choices[name] || [];
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    this.commit({ ...this.value, choices: { ...this.value.choices, [name]: next } });
  }

  /** @param {ChosenFilter} value */
  commit(value) {
    const choices = Object.fromEntries(Object.entries(value.choices).filter(([, values]) => values.length));
    const ranges = Object.fromEntries(Object.entries(value.ranges).filter(([, [low, high]]) => low !== null || high !== null));
    this.value = { ...value, choices, ranges };
    // First the marks and the counts, and the frame that shows them: Python's run of the whole page competes with both.
    const painted = this.publish().then(() => new Promise((done) => requestAnimationFrame(() => window.setTimeout(done))));
    const change = this.value;
    Promise.race([painted, new Promise((late) => window.setTimeout(late, LATE))]).then(() => this.tell({ set: this.data.set, ...change }));
  }

  get active() {
    return [...Object.keys(this.value.choices), ...Object.keys(this.value.ranges), ...(this.value.text ? ["text"] : [])];
  }

  /* What the map cannot tell by itself is asked for first: the rows that hold some words, or a source among many. */
  get needsServer() {
    return Boolean(this.value.text) || Object.keys(this.value.choices).some((name) => this.data.facets.some((facet) => facet.name === name && facet.server));
  }

  publish() {
    this.view.active = this.active;
    this.drawChosen();
    if (!this.needsServer) this.spread(null);
    return this.ask();
  }

  /** @param {Uint8Array | null} rows */
  spread(rows) {
    const { view } = this;
    view.filters = { ...view.filters, [this.data.set]: { ...this.value, rows } };
    window.dispatchEvent(new CustomEvent("view"));
  }

  /** @returns {Question} */
  question() {
    const { days = null, bins = 240 } = this.view, { choices, ranges, text, colourBy } = this.value;
    const stack = colourBy || this.data.colours[0]?.[0];
    return { days: days && [days[0], days[1]], choices, ranges, text, bins, stack };
  }

  /** @param {Question} question */
  async post(question) {
    const { answers = "" } = this.data, answer = await fetch(answers, { method: "POST", body: JSON.stringify(question) });
    if (!answer.ok) throw new Error(`${answers}: ${answer.status}`);
    return answer.json();
  }

  /**
   * @param {string} facet
   * @param {string} text
   * @returns {Promise<NamesAnswer["found"]>}
   */
  async find(facet, text) {
    try {
      return (await this.post({ ...this.question(), find: { facet, text } })).found;
    } catch {
      return [];
    }
  }

  /**
   * The counts of the view: few events are counted here.
   *
   * @returns {Promise<CountsAnswer>}
   */
  async counts() {
    const { events, facets } = this.data, question = this.question();
    return events ? countEvents(events, facets, question) : this.post(question);
  }

  /* Ask the server for the counts of the view. Only the newest answer counts. */
  async ask() {
    const turn = ++this.asked;
    try {
      const counts = await this.counts();
      if (turn !== this.asked) return;
      if (this.needsServer) this.spread(counts.rows === null ? null : bits(counts.rows));
      this.drawCounts(counts);
      this.view.answered = counts.shown;  // what the counts on the screen belong to
      window.dispatchEvent(new CustomEvent("view-answer", { detail: { set: this.data.set, ...counts } }));
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
      const chips = this.chips.get(name);
      if (chips) for (const value of values) this.chip(name, chips, value, this.labels.get(name)?.get(value) ?? String(value));
    }
    this.drawPressed();
    if (this.words && this.words.value.trim() !== text) this.words.value = text;
    for (const [name, ends] of this.ends) ends.forEach((end, n) => { end.value = String(ranges[name]?.[n] ?? ""); });
    if (this.colours && colourBy) this.colours.value = colourBy;
    this.drawReset();
  }

  drawReset() {
    const { days, active = [] } = this.view;
    this.everything.disabled = !days && !active.length;
  }

  /** @param {Pick<CountsAnswer, "counts" | "blank" | "top">} answer */
  drawCounts(answer) {
    for (const control of this.data.facets) {
      const chips = this.chips.get(control.name);
      if (!chips) continue;
      const numbers = control.many ? this.drawFrequent(control.name, chips, answer.top[control.name] ?? []) : numbersOf(control, answer);
      for (const [value, chip] of chips.byValue) {
        const count = numbers.get(value), line = chip.lastElementChild;
        if (line) line.textContent = count === undefined ? "" : ` · ${figure(count)}`;
        chip.classList.toggle("none", count === 0);
      }
    }
    this.drawPressed();
  }

  /**
   * The most frequent values of a facet that has too many to list, after those that are chosen.
   *
   * @param {string} name
   * @param {Chips} chips
   * @param {[string | number, string, number][]} listed
   * @returns {Map<Value, number>} how many events each has
   */
  drawFrequent(name, chips, listed) {
    const { box, byValue } = chips, chosen = this.value.choices[name] ?? [];
    const numbers = new Map(listed.map(([value, , n]) => /** @type {const} */ ([value, n])));
    const frequent = listed.map(([value, label]) => this.chip(name, chips, value, label));
    for (const [value, chip] of byValue) {
      if (numbers.has(/** @type {string | number} */ (value)) || chosen.includes(value)) continue;
      chip.remove();
      byValue.delete(value);
    }
    box.append(...frequent);
    return numbers;
  }

  drawPressed() {
    for (const [name, { byValue }] of this.chips) {
      for (const [value, chip] of byValue) chip.setAttribute("aria-pressed", String((this.value.choices[name] || []).includes(value)));
    }
  }
}

/**
 * How many events each value of a facet would leave; nothing where the answer does not say.
 *
 * @param {FacetControl} control
 * @param {Pick<CountsAnswer, "counts" | "blank">} answer
 */
function numbersOf({ name, values }, { counts, blank }) {
  /** @type {Map<Value, number>} */
  const numbers = new Map();
  /** @type {readonly Value[]} */ (values).forEach((value, n) => {
    const count = value === null ? blank[name] : counts[name]?.[n];
    if (count !== undefined) numbers.set(value, count);
  });
  return numbers;
}

/**
 * What the reader chose, without what the server answered to it.
 *
 * @param {SetFilter} filter
 * @returns {ChosenFilter}
 */
function withoutRows({ choices, ranges, text, colourBy }) {
  return { choices, ranges, text, ...(colourBy === undefined ? {} : { colourBy }) };
}

/** @type {Mounts<Filters>} */
const mounts = new Mounts();

/**
 * @param {Component<FiltersData>} component
 * @returns {End}
 */
export default function filterBar({ parentElement, data, setStateValue }) {
  return mounts.mount(
    parentElement,
    () => new Filters(parentElement, data, (change) => setStateValue("filter", change)),
    (control) => control.update(data),
  );
}
