/* The filter bar of one data set: a row of choices for each facet, each with how many events it would leave; a range of
 * numbers and a search in the notes where the data set has them.
 *
 * A choice is published as a part of the view, window.reportedView.filters[set] (see View in types.d.ts): the map draws
 * at once, the server is asked for the counts ("view-answer" carries them to every part that shows some), and Python hears of it.
 * What Python wants to be chosen counts where its turn has changed, else the reader's own choice stays.
 */

import { button, node } from "./dom.js";
import { Mounts } from "./mounting.js";
import { countEvents } from "./counted_events.js";
import { FacetChips } from "./filters/facet_chips.js";
import { bytesOf, eventsAt } from "./layer/columns_file.js";
import { ColourChoice, NumberRange, WordSearch } from "./filters/filter_row.js";
import { reportedView, viewChanged } from "./reported_view.js";
import { say } from "./words.js";

/**
 * @import {Component, End, SetFilter, Value} from "./types"
 * @import {ChosenFilter, CountsAnswer, FilterChange, FiltersData, NamesAnswer, Question} from "./protocol"
 */

// Milliseconds after which Python hears of a choice though the counts are not there yet.
const LATE = 400;

/** @type {ChosenFilter} */
const NOTHING = { choices: {}, ranges: {}, text: "" };

class FilterBar {
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
    /** @type {Map<string, FacetChips>} by facet */
    this.facets = new Map();
    /** @type {Map<string, NumberRange>} by number */
    this.ranges = new Map();
    /** @type {WordSearch | null} */
    this.words = null;
    /** @type {ColourChoice | null} */
    this.colours = null;
    this.everything = button("everything", say("Show everything"), () => window.dispatchEvent(new CustomEvent("view-reset")));
    this.box = node("div", "filters");
    // What is typed in a field of the filters is taken back there; elsewhere the key takes back the view.
    this.box.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && event.target instanceof HTMLInputElement) event.stopPropagation();
    });
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
      const view = reportedView(), { moments = {} } = view, kept = view.filters?.[data.set];
      this.value = { ...NOTHING, ...(moments[data.set] === data.turn && kept ? withoutRows(kept) : data.value) };
      view.moments = { ...moments, [data.set]: data.turn };
      if (renewed) this.build();
      this.publish();
    }
  }

  /* ---- the parts ----------------------------------------------------------------------------------------- */

  build() {
    const { facets, numbers, text, colours } = this.data;
    const change = (/** @type {Partial<ChosenFilter>} */ part) => this.commit({ ...this.value, ...part });
    this.words = text ? new WordSearch(text, (words) => change({ text: words })) : null;
    this.facets = new Map(facets.map((control) => {
      const { name } = control;
      return [name, new FacetChips(control, (value) => this.toggle(name, value), (typed) => this.find(name, typed))];
    }));
    this.ranges = new Map(numbers.map((control) => {
      const { name } = control;
      return [name, new NumberRange(control, (range) => change({ ranges: { ...this.value.ranges, [name]: [...range] } }))];
    }));
    this.colours = colours.length > 1 ? new ColourChoice(colours, (colourBy) => change({ colourBy })) : null;
    const rows = [this.words, ...this.facets.values(), ...this.ranges.values(), this.colours].flatMap((part) => (part ? [part.row] : []));
    this.box.replaceChildren(node("h2", "", say("Filters")), ...rows, this.everything,
      node("p", "note", say("A number says how many events that choice would leave. No choice in a row means no filter.")));
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
    reportedView().active = this.active;
    this.drawChosen();
    if (!this.needsServer) this.spread(null);
    return this.ask();
  }

  /** @param {Uint8Array | null} rows */
  spread(rows) {
    const view = reportedView();
    view.filters = { ...view.filters, [this.data.set]: { ...this.value, rows } };
    viewChanged(false);
  }

  /** @returns {Question} */
  question() {
    const { days = null, bins = 240 } = reportedView(), { choices, ranges, text, colourBy } = this.value;
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
    const { columns, facets } = this.data, events = columns && await eventsAt(columns), question = this.question();
    return events ? countEvents(events, facets, question) : this.post(question);
  }

  /* Ask the server for the counts of the view. Only the newest answer counts. */
  async ask() {
    const turn = ++this.asked;
    try {
      const counts = await this.counts();
      if (turn !== this.asked) return;
      if (this.needsServer) this.spread(counts.rows === null ? null : bytesOf(counts.rows));
      this.drawCounts(counts);
      reportedView().answered = counts.shown;  // what the counts on the screen belong to
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
    for (const [name, chips] of this.facets) chips.show(choices[name] ?? []);
    for (const [name, range] of this.ranges) range.show(ranges[name]);
    this.words?.show(text);
    this.colours?.show(colourBy);
    this.drawReset();
  }

  drawReset() {
    const { days, active = [] } = reportedView();
    this.everything.disabled = !days && !active.length;
  }

  /** @param {Pick<CountsAnswer, "counts" | "blank" | "top">} answer */
  drawCounts(answer) {
    for (const [name, chips] of this.facets) chips.count(answer, this.value.choices[name] ?? []);
  }
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

/** @type {Mounts<FilterBar>} */
const mounts = new Mounts();

/**
 * @param {Component<FiltersData>} component
 * @returns {End}
 */
export default function filterBar({ parentElement, data, setStateValue }) {
  return mounts.mount(
    parentElement,
    () => new FilterBar(parentElement, data, (change) => setStateValue("filter", change)),
    (control) => control.update(data),
  );
}
