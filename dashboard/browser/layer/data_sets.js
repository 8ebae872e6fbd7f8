/* The data sets that are on the map beside the coded events: one columns layer each, loaded when the first is opened.
 *
 * new DataSets(map, {assets: address of our scripts or "", legend: element, tell({set, event}), view(): the view, drawn(set, n)})
 * .show([{id, name, core, rest, event, colourBy}])   .follow(), the view has changed   .select(set, event)
 * .bounds  what they cover, as Leaflet bounds or null
 */
// Milliseconds after which the page, and all that was on it from the start, is at rest.
const IDLE = 1500;

export class DataSets {
  constructor(map, options) {
    this.map = map;
    this.options = options;
    this.open = new Map();
    this.wanted = [];
    // A reader who opens a file need not wait for them then. In the single file there are none, and no files to open.
    if (options.assets) window.setTimeout(() => this.columnsLayer().catch(() => { this.loading = null; }), IDLE);
    this.fitted = new Set();  // the reader was shown these whole; a set that is hidden and shown again moves no map
  }

  /* The layer for many events, with its style: fetched once, when it is first needed. */
  columnsLayer() {
    if (this.loading) return this.loading;
    const style = document.createElement("link");
    Object.assign(style, { rel: "stylesheet", href: `${this.options.assets}layer/columns_layer.css` });
    document.head.append(style);
    this.loading = import("./columns_layer.js").then(({ ColumnsLayer }) => { this.ColumnsLayer = ColumnsLayer; });
    return this.loading;
  }

  async show(sets) {
    this.wanted = sets;
    const addresses = new Map(sets.map(({ id, core }) => [id, core]));
    for (const [id, { layer, box, set }] of this.open) {
      if (addresses.get(id) === set.core) continue;
      layer.remove();
      box.remove();
      this.open.delete(id);
    }
    if (!sets.length) return;
    await this.columnsLayer();
    for (const set of sets) if (!this.open.has(set.id) && this.wanted.some(({ id }) => id === set.id)) this.add(set);
  }

  add(set) {
    const box = document.createElement("div");
    box.className = "legend-set";
    const layer = new this.ColumnsLayer(this.map, {
      name: set.name, core: set.core, rest: set.rest, colourBy: set.colourBy,
      onSelect: (event) => this.options.tell({ set: set.id, event }),
      onCount: (n) => this.options.drawn(set.id, n),
      onReady: () => { this.follow(); this.draw(set, layer, box); if (set.fit) this.fit(set.id, layer); this.options.drawn(set.id, layer.drawn); },
      describe: (event) => this.describe(set, event),
    });
    this.open.set(set.id, { layer, box, set });
    const legend = this.options.legend();
    legend.prepend(box);
    legend.tabIndex = 0;  // with a file it is longer than the map: its end can be reached by keyboard
    this.follow();
  }

  /* What the card says of an event, and which of the sets it is of. */
  async describe(set, event) {
    const answer = await fetch(set.event.replace("{id}", () => encodeURIComponent(event)));
    if (!answer.ok) throw new Error(`${set.event}: ${answer.status}`);
    const { title, lines } = await answer.json();
    return { title, lines: [...lines, `From ${set.name}`] };
  }

  /* Bring a whole set into view, beside the legend where that is open and leaves room. */
  fit(id, layer) {
    const bounds = this.boundsOf(layer);
    if (!bounds || this.fitted.has(id)) return;
    this.fitted.add(id);
    const legend = this.options.legend().parentElement, width = this.map.getSize().x;
    const left = legend.open && legend.offsetWidth < width / 2 ? legend.offsetWidth + 24 : 24;
    this.map.fitBounds(bounds, { paddingTopLeft: [left, 24], paddingBottomRight: [56, 24], animate: false, maxZoom: 9 });
  }

  boundsOf({ events }) {
    if (!events || !events.n) return null;
    const { x, y } = events.columns, box = [1, 1, 0, 0];
    for (let i = 0; i < events.n; i++) {
      if (x[i] < box[0]) box[0] = x[i];
      if (y[i] < box[1]) box[1] = y[i];
      if (x[i] > box[2]) box[2] = x[i];
      if (y[i] > box[3]) box[3] = y[i];
    }
    const at = (u, v) => this.map.options.crs.pointToLatLng(L.point(256 * u, 256 * v), 0);
    return L.latLngBounds(at(box[0], box[1]), at(box[2], box[3]));
  }

  get bounds() {
    const all = [...this.open.values()].map(({ layer }) => this.boundsOf(layer)).filter(Boolean);
    return all.length ? all.reduce((one, other) => one.extend(other)) : null;
  }

  follow() {
    const { days = null, filters = {} } = this.options.view() || {};
    for (const [id, entry] of this.open) {
      const { layer } = entry, filter = filters[id] || {};
      if (entry.days !== String(days)) {
        entry.days = String(days);
        layer.setDays(...(days || [null, null]));
      }
      // The days move with the hand; the rest is only looked at when it is another.
      if (entry.filter !== filter) {
        entry.filter = filter;
        layer.setFilter(filter);
        const colourBy = filter.colourBy || entry.set.colourBy;
        if (colourBy !== layer.colourBy) layer.setColourBy(colourBy, null);
        if (layer.events) this.draw(entry.set, layer, entry.box);
      }
    }
  }

  /* The theme is another one: the legend's colours too. */
  redraw() { for (const { layer, box, set } of this.open.values()) if (layer.events) this.draw(set, layer, box); }

  select(set, event) {
    for (const [id, { layer }] of this.open) layer.select(id === set ? event : null);
  }

  draw({ name }, layer, box) {
    const title = document.createElement("h3");
    title.textContent = name;
    const theme = layer.container.dataset.theme === "dark" ? "dark" : "light";
    const lines = layer.palette.map((entry, n) => {
      const line = document.createElement("div"), sign = document.createElement("i"), words = document.createElement("span");
      line.className = "legend-line";
      sign.className = "legend-dot";
      sign.style.background = entry[theme] || layer.hex[n];
      words.textContent = entry.label;
      line.append(sign, words);
      return line;
    });
    box.replaceChildren(title, ...lines, layer.key.box);
  }
}
