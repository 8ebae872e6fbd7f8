/* The event layer: fetches the events and the base map once, draws what it is told to show.
 *
 * new EventLayer(map, {events: address, base: address, font: address of Streamlit's own font or ""})
 * layer.show({shown: [id], selected: id|null, turn: number, theme: "light"|"dark", empty: text, tiles: {url}|null})
 *
 * For tests and for whoever drives the page: window.drawnEvents holds the ids that are drawn now.
 * All text from the data reaches the page as text nodes. The only markup set as markup is the SVG of the marks,
 * which is built from our own constants on the server.
 */
(function () {
  "use strict";

  const NOTE = "Boundaries imply no position on any territory. Map data: Natural Earth, GeoNames.";
  const MARK = 32, GAP = 3, LABEL = 15, ROUNDS = 120;

  function node(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  class EventLayer {
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.marks = new Map();
      this.command = null;
      this.turn = 0;
      this.selected = null;
      window.drawnEvents = [];
      // Below the label every other pane: land, areas, lines, leaders; Leaflet's own marker pane is above.
      ["land", "areas", "lines"].forEach((name, i) => { map.createPane(name).style.zIndex = 210 + 20 * i; });
      this.container = map.getContainer();
      this.container.classList.add("event-map");
      // Leaflet focuses the map on mouse down. Where the map is only partly in view the browser then scrolls the page
      // under the pointer, and the click is lost.
      this.container.focus = (options) => HTMLElement.prototype.focus.call(this.container, { ...options, preventScroll: true });
      this.container.setAttribute("role", "region");
      this.container.setAttribute("aria-label", "Map of reported events");
      L.control.zoom({ position: "topright" }).addTo(map);
      L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
      map.on("zoomend resize", () => this.place());
      map.on("popupclose", () => this.highlight());
      this.load();
      if (options.font) document.head.append(node("style", "", `@font-face{font-family:"Source Sans";src:url(${options.font});font-weight:200 900}`));
    }

    async load() {
      const read = async (address) => {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      };
      try {
        [this.data, this.base] = await Promise.all([read(this.options.events), read(this.options.base)]);
      } catch (error) {
        this.say("The map's data could not be loaded. Reload the page.");
        console.error(error);
        return;
      }
      this.events = new Map(this.data.events.map((event) => [event.id, event]));
      this.drawBase();
      this.makeMarks();
      this.fit();
      if (this.command) this.draw();
    }

    /* ---- what Python says ------------------------------------------------------------------------------- */

    show(command) {
      this.command = command;
      if (this.data && this.base) this.draw();
    }

    draw() {
      const { shown, selected, turn, theme, empty, tiles } = this.command;
      this.setTiles(tiles);
      if (theme !== this.theme) this.paint(theme);
      this.shown = new Set(shown.filter((id) => this.events.has(id)));
      for (const [id, mark] of this.marks) {
        if (this.shown.has(id)) mark.addTo(this.map); else mark.remove();
      }
      this.selected = selected;
      this.drawAreas();
      this.drawLabels();
      this.drawLeaders();
      this.highlight();
      this.say(this.shown.size ? "" : empty);
      window.drawnEvents = [...this.shown];
      window.drawnTurn = turn;
      if (turn > this.turn) {
        this.turn = turn;
        if (selected && this.shown.has(selected)) this.open(selected); else this.map.closePopup();
      } else if (this.opened && !this.shown.has(this.opened)) {
        this.map.closePopup();
      }
    }

    tell(id) {
      // A growing number makes the second click on the same mark a new message.
      window.Streamlit && window.Streamlit.setComponentValue({ event_id: id, seq: Date.now() });
    }

    /* ---- the base map ----------------------------------------------------------------------------------- */

    drawBase() {
      const { land, provinces, border } = this.base;
      const style = (className, pane) => ({ pane, interactive: false, className, fill: className.startsWith("land") });
      if (land) {
        for (const feature of land.features) {
          const kind = feature.properties.layer;
          if (kind === "land") L.geoJSON(feature, { style: style("land", "land"), pane: "land", interactive: false }).addTo(this.map);
          if (kind === "boundary") {
            const name = feature.properties.disputed ? "boundary disputed" : "boundary";
            L.geoJSON(feature, { style: style(name, "land"), interactive: false }).addTo(this.map);
          }
          if (kind === "label") this.label(feature);
        }
      }
      for (const feature of provinces ? provinces.features : []) {
        const name = feature.properties.disputed ? "province disputed" : "province";
        L.geoJSON(feature, { style: { ...style(name, "land"), fill: true }, interactive: false }).addTo(this.map);
      }
      if (border) L.geoJSON(border, { style: style("durand", "lines"), interactive: false }).addTo(this.map);
      const note = this.note = node("div", "map-note", NOTE);
      const control = L.control({ position: "bottomleft" });
      control.onAdd = () => note;
      control.addTo(this.map);
    }

    /* An online base map instead of ours, only while the reader has it turned on. */
    setTiles(tiles) {
      const key = tiles ? tiles.url : "";
      if (key === (this.tilesKey || "")) return;
      this.tilesKey = key;
      if (this.tiles) this.tiles.remove();
      this.tiles = null;
      this.map.getPane("land").hidden = Boolean(tiles);
      this.note.textContent = NOTE;
      if (!tiles) return;
      this.tiles = L.tileLayer(tiles.url, { maxZoom: 18 }).addTo(this.map);
      this.note.textContent = `Boundaries of the online map are not ours. ${tiles.attribution}`;
    }

    label(feature) {
      const [lon, lat] = feature.geometry.coordinates;
      const { name, rank, kind } = feature.properties;
      const text = node("span", `base-label rank-${Number(rank) || 3}${kind === "sea" ? " sea" : ""}`, name);
      const icon = L.divIcon({ className: "base-label-box", html: text, iconSize: [0, 0] });
      L.marker([lat, lon], { icon, pane: "land", interactive: false, keyboard: false }).addTo(this.map);
    }

    paint(theme) {
      this.theme = theme;
      this.container.dataset.theme = theme;
      document.documentElement.style.colorScheme = theme;
      for (const [id, mark] of this.marks) {
        const element = mark.options.icon.options.html;
        element.innerHTML = this.events.get(id).svg[theme];  // our own SVG, no text from the data
      }
      for (const [key, colour] of Object.entries(this.data.colours[theme])) {
        this.container.style.setProperty(`--${key}`, colour);
      }
      this.drawLegend();
    }

    drawLegend() {
      if (this.legend) this.legend.remove();
      const box = node("details", "legend");
      box.open = this.legendOpen ?? this.map.getSize().x > 640;
      box.addEventListener("toggle", () => { this.legendOpen = box.open; });
      box.append(node("summary", "", "Legend"));
      const body = node("div", "legend-body");
      for (const [title, entries] of this.data.legend[this.theme]) {
        body.append(node("h3", "", title));
        for (const [svg, text] of entries) {
          const line = node("div", "legend-line");
          const sign = node("span", "legend-sign");
          sign.innerHTML = svg;  // our own SVG, no text from the data
          line.append(sign, node("span", "", text));
          body.append(line);
        }
      }
      const line = node("div", "legend-line");
      line.append(node("span", "legend-sign legend-durand"), node("span", "", "Afghanistan–Pakistan border (Durand Line; not recognised by Afghanistan)"));
      body.append(line);
      box.append(body);
      this.legend = L.control({ position: "topleft" });
      this.legend.onAdd = () => { L.DomEvent.disableClickPropagation(box); L.DomEvent.disableScrollPropagation(box); return box; };
      this.legend.addTo(this.map);
    }

    /* ---- events ------------------------------------------------------------------------------------------ */

    makeMarks() {
      for (const event of this.data.events) {
        const element = node("span", "mark");
        element.dataset.event = event.id;
        const icon = L.divIcon({ className: "mark-box", html: element, iconSize: [MARK, MARK] });
        const at = this.data.places[event.place].at;
        const mark = L.marker(at, { icon, keyboard: true, riseOnHover: true, title: "", alt: "" });
        mark.on("add", () => {
          const box = mark.getElement();
          box.setAttribute("role", "button");
          box.setAttribute("aria-label", `${event.title}, ${event.when}, ${event.status}`);
          box.removeAttribute("title");
          this.position(event.id);
        });
        mark.bindTooltip(() => this.tooltip(event), { direction: "top", offset: [0, -14], className: "event-tip" });
        const choose = () => { this.selected = event.id; this.open(event.id); this.tell(event.id); };
        mark.on("click", choose);
        mark.on("keypress", (e) => { if (e.originalEvent.key === "Enter" || e.originalEvent.key === " ") choose(); });
        this.marks.set(event.id, mark);
      }
      this.areas = L.layerGroup().addTo(this.map);
      this.leaders = L.layerGroup().addTo(this.map);
      this.labels = L.layerGroup().addTo(this.map);
      this.place();
    }

    /* An open legend covers the left edge of the map: this many pixels of it. */
    legendWidth() {
      const open = this.legendOpen ?? this.map.getSize().x > 640;
      return open && this.map.getSize().x > 640 ? 224 : 12;
    }

    fit() {
      const bounds = L.latLngBounds([]);
      for (const event of this.data.events) {
        const place = this.data.places[event.place];
        bounds.extend(place.at);
        if (place.shape && place.level !== "border") bounds.extend(L.geoJSON(place.shape).getBounds());
      }
      const left = this.legendWidth() + (this.map.getSize().x > 640 ? 36 : 0);
      if (bounds.isValid()) this.map.fitBounds(bounds, { paddingTopLeft: [left, 16], paddingBottomRight: [16, 30], animate: false });
    }

    /* Marks of one place stand in a row at its point; rows that would overlap are pushed apart, each as a box with its
     * label. All events count, shown or not, so that no mark moves when a filter changes. */
    place() {
      if (!this.data) return;
      const map = this.map, boxes = new Map();
      for (const event of this.data.events) {
        if (!boxes.has(event.place)) {
          const at = this.data.places[event.place].at;
          const anchor = map.project(at, map.getZoom());
          boxes.set(event.place, { anchor, x: anchor.x, y: anchor.y, ids: [], name: this.data.places[event.place].name });
        }
        boxes.get(event.place).ids.push(event.id);
      }
      const list = [...boxes.values()];
      for (const box of list) {
        box.w = Math.max(box.ids.length * (MARK + GAP), Math.min(box.name.length, 24) * 6.4) + 4;
        box.h = MARK + LABEL + 3;
      }
      for (let round = 0; round < ROUNDS; round++) {
        let moved = false;
        for (let i = 0; i < list.length; i++) {
          for (let j = i + 1; j < list.length; j++) {
            const a = list[i], b = list[j];
            const dx = b.x - a.x, dy = b.y - a.y;
            const overX = (a.w + b.w) / 2 - Math.abs(dx), overY = (a.h + b.h) / 2 - Math.abs(dy);
            if (overX <= 0 || overY <= 0) continue;
            moved = true;
            if (overX < overY) {
              const push = (overX / 2 + 0.5) * (dx < 0 ? -1 : 1);
              a.x -= push; b.x += push;
            } else {
              const push = (overY / 2 + 0.5) * (dy < 0 ? -1 : 1);
              a.y -= push; b.y += push;
            }
          }
        }
        if (!moved) break;
      }
      this.boxes = boxes;
      for (const id of this.marks.keys()) this.position(id);
      this.drawLabels();
      this.drawLeaders();
    }

    /* Where a mark stands relative to its place's point, in pixels at this zoom. */
    offset(id) {
      const box = this.boxes.get(this.events.get(id).place);
      const n = box.ids.length, i = box.ids.indexOf(id);
      return [box.x - box.anchor.x + (i - (n - 1) / 2) * (MARK + GAP), box.y - box.anchor.y];
    }

    position(id) {
      const element = this.marks.get(id).getElement();
      if (!element || !this.boxes) return;
      const [x, y] = this.offset(id);
      element.style.marginLeft = `${x - MARK / 2}px`;
      element.style.marginTop = `${y - MARK / 2}px`;
    }

    shownAt(placeId) {
      return this.boxes.get(placeId).ids.filter((id) => this.shown && this.shown.has(id));
    }

    drawAreas() {
      this.areas.clearLayers();
      for (const placeId of this.boxes.keys()) {
        const place = this.data.places[placeId], ids = this.shownAt(placeId);
        if (!place.shape || !ids.length) continue;
        const first = this.events.get(ids[0]);
        const colours = new Set(ids.map((id) => this.events.get(id).colour));
        const line = place.level === "border";
        const confirmed = ids.some((id) => this.events.get(id).confirmed);
        const shape = L.geoJSON(place.shape, {
          pane: line ? "lines" : "areas",
          style: { className: `area level-${place.level}${confirmed ? "" : " unconfirmed"}`, fill: !line },
        });
        shape.eachLayer((layer) => layer.on("add", () => {
          layer.getElement().style.setProperty("--c", `var(--${colours.size > 1 ? "none" : first.colour})`);
        }));
        shape.on("click", () => { this.selected = ids[0]; this.open(ids[0]); this.tell(ids[0]); });
        shape.placeId = placeId;
        this.areas.addLayer(shape);
      }
    }

    drawLabels() {
      if (!this.labels) return;
      this.labels.clearLayers();
      for (const [placeId, box] of this.boxes) {
        if (!this.shownAt(placeId).length) continue;
        const place = this.data.places[placeId];
        const short = place.name.length > 24 ? place.name.replace(/ \(.*/, "") : place.name;
        const icon = L.divIcon({ className: "place-label-box", html: node("span", "place-label", short), iconSize: [0, 0],
          iconAnchor: [box.anchor.x - box.x, box.anchor.y - box.y - MARK / 2 - 1] });
        this.labels.addLayer(L.marker(place.at, { icon, interactive: false, keyboard: false, zIndexOffset: -500 }));
      }
    }

    /* A thin line from a mark that was pushed away to the point it stands for. */
    drawLeaders() {
      if (!this.leaders) return;
      this.leaders.clearLayers();
      const zoom = this.map.getZoom();
      for (const [placeId, box] of this.boxes) {
        if (!this.shownAt(placeId).length) continue;
        const away = Math.hypot(box.x - box.anchor.x, box.y - box.anchor.y);
        const at = this.data.places[placeId].at;
        if (away > 6) {
          const end = this.map.unproject([box.x, box.y], zoom);
          this.leaders.addLayer(L.polyline([at, end], { pane: "lines", className: "leader", interactive: false }));
          this.leaders.addLayer(L.circleMarker(at, { pane: "lines", radius: 2.5, className: "anchor", interactive: false }));
        }
      }
    }

    highlight() {
      const open = this.selected;
      for (const [id, mark] of this.marks) {
        const element = mark.getElement();
        if (!element) continue;
        element.classList.toggle("selected", id === open);
        element.setAttribute("aria-pressed", id === open ? "true" : "false");
        mark.setZIndexOffset(id === open ? 1000 : 0);
      }
      const place = open && this.events.has(open) ? this.events.get(open).place : null;
      this.areas.eachLayer((shape) => shape.eachLayer((layer) => {
        const element = layer.getElement();
        if (element) element.classList.toggle("selected", shape.placeId === place);
      }));
    }

    /* ---- cards ------------------------------------------------------------------------------------------- */

    tooltip(event) {
      const box = node("div");
      box.append(node("strong", "", event.title), node("div", "", event.when), node("div", "", event.status));
      return box;
    }

    card(event) {
      const box = node("article", "card");
      box.append(node("h2", "", event.title));
      box.append(node("p", "according", `According to ${event.according}`));
      const facts = node("dl");
      for (const [term, text] of [["When", event.when], ["Where", event.where], ["Status", event.status]]) {
        facts.append(node("dt", "", term), node("dd", "", text));
      }
      box.append(facts);
      for (const quote of event.quotes) {
        const figure = node("figure"), words = node("blockquote");
        for (const [text, roles] of quote.pieces) {
          const piece = roles.length ? node("mark", roles.map((role) => `role-${role}`).join(" "), text) : text;
          words.append(piece);
        }
        figure.append(words, node("figcaption", "", quote.source));
        box.append(figure);
      }
      if (event.more > 0) box.append(node("p", "more", event.more === 1 ? "1 more quote in the panel" : `${event.more} more quotes in the panel`));
      return box;
    }

    open(id) {
      const event = this.events.get(id), [x, y] = this.offset(id);
      const at = this.data.places[event.place].at;
      const narrow = this.map.getSize().x < 520;
      this.map.closePopup();
      this.opened = id;
      this.popup = L.popup({ offset: [x, y - MARK / 2 + 4], maxWidth: narrow ? 270 : 310, minWidth: narrow ? 220 : 270,
        maxHeight: Math.max(180, this.map.getSize().y * 0.55), autoPanPaddingTopLeft: [this.legendWidth(), narrow ? 52 : 12], autoPanPaddingBottomRight: [narrow ? 12 : 50, 12], className: "event-popup" })
        .setLatLng(at).setContent(this.card(event));
      this.popup.on("remove", () => { if (this.opened === id) this.opened = null; });
      this.popup.openOn(this.map);
      this.highlight();
    }

    say(text) {
      if (!this.notice) {
        this.notice = node("div", "map-notice");
        this.notice.setAttribute("role", "status");
        this.container.append(this.notice);
      }
      this.notice.textContent = text;
      this.notice.hidden = !text;
    }
  }

  window.EventLayer = EventLayer;
})();
