/* The filters: one row of choices for each facet, each with how many events it would leave.
 *
 * data: {facets: [{name, title, values, labels}], value: {choices: {facet: [value]}}, turn, answers: address}
 *   value    what Python wants to be chosen; it counts where `turn` has grown, else the reader's own choice stays
 *   answers  where the server counts: POST {days, choices, ranges, text} → {shown, counts: {facet: [n]}, days: [n]}
 *
 * A choice is published as a part of the view (see day_slider.js): the map draws at once, the server is asked for the
 * counts ("view-answer" tells them to whoever shows some), and Python hears what was chosen.
 */

// Milliseconds after which Python hears of a choice though the counts are not there yet.
const LATE = 400;

function node(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

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
    hear("view-reset", () => this.commit({}));
    hear("view", () => this.drawReset());
  }

  update(data) {
    const facets = JSON.stringify([data.facets, data.answers]);
    const renewed = facets !== this.facets;
    this.data = data;
    if (renewed) {
      this.facets = facets;
      this.build();
    }
    if (data.turn > this.turn) {
      this.turn = data.turn;
      this.choices = Object.fromEntries(Object.entries(data.value.choices).map(([name, values]) => [name, [...values]]));
      this.publish();
    } else if (renewed) {
      this.publish();
    }
  }

  build() {
    this.chips = new Map();
    const rows = this.data.facets.map(({ name, title, values, labels }) => {
      const row = node("div", "facet");
      row.dataset.facet = name;
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", title);
      row.append(node("h3", "", title));
      const box = node("div", "chips");
      this.chips.set(name, values.map((value, n) => {
        const chip = node("button", "chip");
        chip.type = "button";
        chip.addEventListener("click", () => this.toggle(name, value));
        chip.append(node("span", "", labels[n]), node("span", "count", ""));
        box.append(chip);
        return chip;
      }));
      row.append(box);
      return row;
    });
    this.everything = node("button", "everything", "Show everything");
    this.everything.type = "button";
    this.everything.addEventListener("click", () => window.dispatchEvent(new CustomEvent("view-reset")));
    this.box.replaceChildren(node("h2", "", "Filters"), ...rows, this.everything,
      node("p", "note", "A number says how many mapped events that choice would leave. No choice in a row means no filter."));
  }

  toggle(name, value) {
    const chosen = this.choices[name] || [];
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    this.commit({ ...this.choices, [name]: next });
  }

  commit(choices) {
    this.choices = Object.fromEntries(Object.entries(choices).filter(([, values]) => values.length));
    const told = this.publish();
    // First the marks and the counts, and the frame that shows them: Python's run of the whole page competes with both.
    const painted = told.then(() => new Promise((done) => requestAnimationFrame(() => window.setTimeout(done))));
    Promise.race([painted, new Promise((late) => window.setTimeout(late, LATE))]).then(() => this.tell({ choices: this.choices }));
  }

  publish() {
    const view = (window.reportedView = window.reportedView || {});
    view.choices = this.choices;
    view.active = Object.keys(this.choices);
    this.drawChosen();
    window.dispatchEvent(new CustomEvent("view"));
    return this.ask();
  }

  /* Ask the server for the counts of the view. Only the newest answer counts. */
  async ask() {
    const { days = null, choices = {} } = window.reportedView || {}, turn = ++this.asked;
    try {
      const answer = await fetch(this.data.answers, { method: "POST", body: JSON.stringify({ days, choices }) });
      if (!answer.ok) throw new Error(`${this.data.answers}: ${answer.status}`);
      const found = await answer.json();
      if (turn !== this.asked) return;
      this.drawCounts(found.counts);
      window.reportedView.answered = found.shown;  // what the counts on the screen belong to
      window.dispatchEvent(new CustomEvent("view-answer", { detail: found }));
    } catch (error) {
      // Old numbers would be wrong ones.
      if (turn === this.asked) this.drawCounts({});
      console.error(error);
    }
  }

  drawChosen() {
    for (const { name, values } of this.data.facets) {
      values.forEach((value, n) => this.chips.get(name)[n].setAttribute("aria-pressed", String((this.choices[name] || []).includes(value))));
    }
    this.drawReset();
  }

  drawReset() {
    if (!this.everything) return;
    const view = window.reportedView || {};
    this.everything.disabled = !view.days && !(view.active || []).length;
  }

  drawCounts(counts) {
    for (const { name } of this.data.facets) {
      this.chips.get(name).forEach((chip, n) => {
        const count = counts[name] ? counts[name][n] : null;
        chip.lastChild.textContent = count === null ? "" : ` · ${count.toLocaleString("en")}`;
        chip.classList.toggle("none", count === 0);
      });
    }
  }
}

export default function ({ parentElement, data, setStateValue }) {
  const filters = (parentElement.filters = parentElement.filters || new Filters(parentElement, (value) => setStateValue("filter", value)));
  filters.update(data);
  return () => { filters.ended.abort(); delete parentElement.filters; };
}
