"""How fast the columns layer is by itself: a plain page, our Leaflet, synthetic events, headless Chromium.

    .venv/bin/python tests/benchmarks/columns_layer.py [--sizes 1000 50000 350000 1000000] [--ratio 1]

Prints, for each number of events, medians in milliseconds: a step of the days to painted circles, a change of the filter,
the pointer over the map, a new zoom; the page's heap before and after 200 moves; frames a second while the map is dragged.
"Script" is the time in our functions, "frame" from the call until the browser has drawn the frame that holds it.

``synthetic``, ``pack`` and ``website`` are what the tests of the layer use too.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "dashboard" / "browser"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-precise-memory-info"]
FLAGS += ["--js-flags=--expose-gc", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
FIRST_DAY = 6940  # 1989-01-01
YEARS = 35

# Where the synthetic events lie: latitude, longitude, spread in degrees, weight. Regions of this size and number, no data.
REGIONS = [
    *((34.5, 69.2, 1.6, 7), (32.0, 65.5, 1.6, 8), (36.7, 67.5, 1.4, 4), (34.0, 71.3, 0.9, 7), (32.9, 69.9, 0.7, 5)),
    *((29.5, 66.5, 1.6, 4), (24.9, 67.1, 0.2, 3), (34.2, 74.6, 0.7, 5), (33.3, 44.3, 1.2, 10), (36.2, 43.2, 0.9, 5)),
    *((36.0, 37.2, 0.7, 12), (33.5, 36.3, 0.5, 9), (35.0, 40.2, 0.9, 4), (15.3, 44.2, 1.4, 6), (13.4, 44.6, 0.9, 4)),
    *((2.1, 45.3, 1.3, 7), (0.5, 42.6, 1.2, 3), (11.8, 13.2, 0.9, 5), (8.8, 8.5, 1.6, 3), (14.3, -1.5, 1.9, 5)),
    *((-1.2, 28.9, 0.8, 6), (1.8, 30.2, 0.6, 3), (13.4, 24.6, 1.7, 4), (7.6, 31.0, 1.7, 3), (11.2, 38.6, 1.9, 3)),
    *((48.3, 37.9, 0.8, 12), (50.0, 36.3, 0.6, 4), (46.8, 33.2, 0.9, 4), (43.2, 45.4, 0.6, 3), (38.0, 41.4, 1.3, 4)),
    *((31.4, 34.4, 0.12, 5), (32.1, 35.2, 0.3, 3), (25.0, 93.8, 1.2, 3), (19.6, 81.1, 1.2, 3), (28.2, 83.6, 1.2, 2)),
    *((8.8, 80.4, 0.7, 4), (22.1, 95.4, 1.9, 5), (6.4, 101.3, 0.4, 3), (7.2, 124.4, 0.8, 3), (4.6, -74.6, 2.4, 5)),
    *((7.5, -75.9, 1.1, 2), (23.5, -103.0, 3.4, 5), (14.2, -89.2, 0.9, 2), (-12.4, -74.6, 1.5, 2), (36.4, 3.4, 0.9, 4)),
    *((30.9, 33.9, 0.5, 1), (-11.9, 40.1, 0.9, 1), (6.3, 20.4, 1.9, 2), (-3.3, 29.5, 0.4, 2), (-9.4, 16.5, 2.2, 2)),
    *((7.2, -10.9, 1.4, 2), (44.0, 17.9, 0.7, 2), (32.4, 15.6, 1.8, 2), (-4.1, 138.2, 1.4, 1), (24.1, 90.2, 0.9, 2)),
    *((18.6, -72.3, 0.3, 1), (-22.9, -43.3, 0.5, 2), (5.2, 7.1, 0.6, 2), (32.6, 53.0, 5.0, 1), (22.0, 79.0, 6.0, 2)),
]
KINDS = (
    "Battles",
    "Shelling",
    "Air strikes",
    "Against civilians",
    "Bombs",
    "Protests",
    "Riots",
    "Arrests",
    "Agreements",
)


def synthetic(n: int, seed: int = 7) -> tuple[dict[str, np.ndarray[Any, Any]], dict[str, Any]]:
    """Columns and facets of ``n`` events, clustered as reported conflict is: few regions, few towns in them, some years."""
    rng = np.random.default_rng(seed)
    regions = np.array(REGIONS)
    region = rng.choice(len(regions), n, p=regions[:, 3] / regions[:, 3].sum())
    towns = 60 + int(n**0.5)
    rank = np.minimum((rng.pareto(0.75, n)).astype(int), towns - 1)
    off = rng.normal(size=(len(regions), towns, 2))
    latitude = regions[region, 0] + off[region, rank, 0] * regions[region, 2]
    longitude = regions[region, 1] + off[region, rank, 1] * regions[region, 2] * 1.15
    precision = rng.choice(3, n, p=(0.76, 0.17, 0.07)).astype(np.uint8)
    # A village of its own for a part; an area is given by its chief town, a vague place by the middle of the region.
    own = (precision == 0) & (rng.random(n) < 0.35)
    latitude[own] += rng.normal(size=own.sum()) * 0.09
    longitude[own] += rng.normal(size=own.sum()) * 0.09
    area, vague = precision == 1, precision == 2
    chief = off[region[area], rank[area] % 7]
    latitude[area] = regions[region[area], 0] + chief[:, 0] * regions[region[area], 2]
    longitude[area] = regions[region[area], 1] + chief[:, 1] * regions[region[area], 2] * 1.15
    latitude[vague], longitude[vague] = regions[region[vague], 0], regions[region[vague], 1]
    height, begin = 365 * YEARS, rng.random(len(regions))
    start = np.sort((np.clip(begin[region] + rng.normal(size=n) * 0.25, 0, 0.9999) * height).astype(np.int32))
    sine = np.sin(np.radians(latitude))
    mix = rng.dirichlet(np.full(len(KINDS), 0.45), len(regions))
    event_type = (rng.random(n)[:, None] > mix[region].cumsum(axis=1)).sum(axis=1).clip(0, len(KINDS) - 1)
    actors = rng.integers(0, 900, n)
    columns = {
        "x": (longitude / 360 + 0.5).astype(np.float32),
        "y": (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)).astype(np.float32),
        "start": start,
        "span": np.where(rng.random(n) < 0.06, rng.integers(1, 31, n), 0).astype(np.uint16),
        "row": np.arange(n, dtype=np.int32) * 2 + 1,
        "precision": precision,
        "fatalities": np.where(rng.random(n) < 0.1, -1, rng.pareto(1.1, n)).astype(np.int32),
        "event_type": event_type.astype(np.uint8),
        "country": region.astype(np.uint8),
        "actor.0": (region * 20 + actors % 6).astype(np.uint16),
        "actor.1": np.where(actors % 5 == 0, 65535, region * 20 + actors % 13).astype(np.uint16),
    }
    places = [f"Region {k}" for k in range(len(regions))]
    names = [f"Actor {k}" for k in range(20 * len(regions))]
    facets = {
        "event_type": {"columns": ["event_type"], "values": list(KINDS), "labels": list(KINDS)},
        "country": {"columns": ["country"], "values": places, "labels": places},
        "actor": {"columns": ["actor.0", "actor.1"], "values": names, "labels": names},
    }
    return columns, facets


TYPES = {"float32": "f32", "int32": "i32", "uint16": "u16", "uint8": "u8"}


def pack(columns: Mapping[str, np.ndarray[Any, Any]], facets: Mapping[str, Any], first_day: int = FIRST_DAY) -> bytes:
    """The binary file of these columns: EVC1, a header, arrays that begin at multiples of 8."""
    arrays, listed, offset = [], [], 0
    for name, column in columns.items():
        listed.append({"name": name, "type": TYPES[str(column.dtype)], "offset": offset, "length": len(column)})
        raw = column.tobytes()
        arrays.append(raw + bytes(-len(raw) % 8))
        offset += len(arrays[-1])
    n = len(next(iter(columns.values())))
    header = json.dumps({"n": n, "first_day": first_day, "columns": listed, "facets": facets}).encode()
    header += b" " * (-len(header) % 8)
    return b"EVC1" + len(header).to_bytes(4, "little") + header + b"".join(arrays)


PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Columns layer</title>
<link rel="stylesheet" href="/static/leaflet/leaflet.css"><link rel="stylesheet" href="/static/layer/event_layer.css">
<link rel="stylesheet" href="/static/painters/dots.css">
<style>html, body { margin: 0; height: 100% } #map { height: 100vh; border-radius: 0 !important }</style>
<div id="map" class="event-map" data-theme="light"></div>
<script src="/static/leaflet/leaflet.js"></script>
<script type="module">
  import { BaseMap } from "/static/layer/base_map.js";
  import { ColumnEvents } from "/static/layer/column_events.js";
  import { readColumns } from "/static/layer/packed_columns.js";
  import { SetLayer } from "/static/layer/set_layer.js";
  import { DotPainter } from "/static/painters/dots.js";
  // A set that is drawn as dots.
  const dotsOn = (map, options) => new SetLayer(map, options, (layer) => new DotPainter(layer, options));
  Object.assign(window, { BaseMap, ColumnEvents, dotsOn, readColumns });
</script>
<script>
  const map = L.map("map", { zoomSnap: 0.25, zoomControl: false, attributionControl: false }).setView([33, 68.5], 6);
  ["land", "areas", "lines"].forEach((name, i) => { map.createPane(name).style.zIndex = 210 + 20 * i; });
</script></html>"""


class Files(SimpleHTTPRequestHandler):
    """The layer's own files below /static/, and what the test gives, by path."""

    def __init__(self, given: Mapping[str, bytes], *args: Any) -> None:
        self.given = given
        super().__init__(*args)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        body = PAGE.encode() if path == "/" else self.given.get(path)
        file = STATIC / path.removeprefix("/static/")
        if body is None and path.startswith("/static/") and file.is_file():
            body = file.read_bytes()
        if body is None and path != "/favicon.ico":
            return self.send_error(404)
        self.send_response(200)
        kinds = {".css": "text/css", ".js": "text/javascript", "": "text/html; charset=utf-8"}
        self.send_header("Content-Type", kinds.get(Path(path).suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")
        return None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def website(given: Mapping[str, bytes]) -> Iterator[str]:
    """A server on this machine for the page, the static files and ``given``, which may change; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, given))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


# What is measured, in the page. "script": our functions until the pixels are handed over; "frame": until the browser has
# drawn the frame that holds them, seen from a second frame after it.
MEASURES = """
window.middle = values => values.slice().sort((a, b) => a - b)[values.length >> 1];
window.framed = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
window.timed = async (turns, act) => {
  const script = [], frame = [];
  for (let k = 0; k < turns + 3; k++) {
    await framed();
    const start = performance.now();
    act(k); layer.flush();
    script.push(performance.now() - start);
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    frame.push(performance.now() - start);
  }
  return [middle(script.slice(3)), middle(frame.slice(3))];
};
window.heap = () => { window.gc && gc(); return performance.memory.usedJSHeapSize / 1e6; };
window.day = (k, n) => FIRST + Math.round(365 * YEARS * (0.3 + 0.7 * ((k * 37) % n) / n));
""".replace("FIRST", str(FIRST_DAY)).replace("YEARS", str(YEARS))

STEPS = {
    "day step, up to a day": "k => layer.setDays(FIRST, day(k, 100))",
    "day step, 90 days": "k => layer.setDays(day(k, 100) - 90, day(k, 100))",
    "filter change": "k => layer.setFilter(k % 2 ? {choices: {event_type: ['Battles', 'Riots', 'Arrests'], actor: ['Actor 1', 'Actor 25', 'Actor 400']},"
    " ranges: {fatalities: [0, null]}} : {ranges: {fatalities: [k % 3, null]}})",
    "colour by another": "k => layer.painter.setColourBy(k % 2 ? 'country' : 'event_type')",
    "pan by half a window": "k => map.panBy([k % 2 ? 500 : -500, 0], {animate: false})",
    "zoom to 5 or 6": "k => map.setView([33, 60], k % 2 ? 5 : 6, {animate: false})",
    "zoom to 8 or 9": "k => map.setView([34.5, 69.2], k % 2 ? 8 : 9, {animate: false})",
}
HOVER = """zoom => { map.setView([34.5, 69.2], zoom, {animate: false}); layer.flush(); const found = [];
  for (let k = 0; k < 60; k++) { const start = performance.now();
    layer.painter.pointer.point({containerPoint: L.point(20 * k, 10 * k), originalEvent: {target: layer.container}}); found.push(performance.now() - start); }
  return middle(found); }"""
MOVES = """async () => { map.setView([33, 60], 4, {animate: false}); layer.setDays(null, null); layer.flush();
  const step = k => { layer.setDays(FIRST, day(k, 200)); layer.flush(); map.panBy([k % 2 ? 60 : -60, 0], {animate: false}); };
  for (let k = 0; k < 20; k++) step(k);
  await framed(); const before = heap();
  for (let k = 0; k < 200; k++) { step(k); if (k % 10 === 0) await framed(); }
  await framed(); return [before, heap()]; }"""
FRAMES = """() => { window.times = []; window.running = true;
  const tick = now => { times.push(now); if (running) requestAnimationFrame(tick); }; requestAnimationFrame(tick); }"""
COUNTED = """() => { running = false; const gaps = times.slice(1).map((t, k) => t - times[k]).sort((a, b) => a - b);
  return [1000 * gaps.length / (times[times.length - 1] - times[0]), gaps[Math.floor(gaps.length * 0.95)]]; }"""


def dragged(page: Page, zoom: float) -> tuple[float, float]:
    """Frames a second, and the gap in ms that 95 of 100 frames keep, while the map is dragged to and fro."""
    page.evaluate(
        "zoom => { layer.setDays(null, null); map.setView([33, 60], zoom, {animate: false}); layer.flush(); }", zoom
    )
    page.mouse.move(640, 400)
    page.mouse.down()
    page.evaluate(FRAMES)
    for k in range(160):
        page.mouse.move(640 + 560 * np.sin(k / 8), 400 + 200 * np.sin(k / 13))
    found = page.evaluate(COUNTED)
    page.mouse.up()
    return found[0], found[1]


def zoomed(page: Page) -> tuple[float, float]:
    """The same while the map zooms in and out by the wheel's steps, animated."""
    page.evaluate("() => { layer.setDays(null, null); map.setView([33, 60], 4, {animate: false}); layer.flush(); }")
    page.evaluate(FRAMES)
    page.evaluate(
        """async () => { for (let k = 0; k < 8; k++) { await new Promise(done => { map.once("zoomend", done); map.setZoom(4 + (k + 1) % 3); });
           await framed(); } }"""
    )
    found = page.evaluate(COUNTED)
    return found[0], found[1]


def measure(page: Page, address: str, turns: int) -> dict[str, str]:
    """All figures for the file that the address serves now."""
    page.goto(address)
    page.evaluate(MEASURES)
    row = {}
    opened = page.evaluate(
        """async () => { const start = performance.now(); window.layer = dotsOn(map, {name: "Events", core: "/core.bin", rest: null, colourBy: "event_type"});
           map.setView([20, 30], 3, {animate: false}); await layer.ready; layer.flush(); await framed(); return performance.now() - start; }"""
    )
    row["fetched and first painted"] = f"{opened:.0f}"
    for name, act in STEPS.items():
        page.evaluate(
            "() => { layer.setFilter({}); layer.setDays(null, null); map.setView([20, 30], 3, {animate: false}); }"
        )
        script, frame = page.evaluate(f"turns => timed(turns, {act.replace('FIRST', str(FIRST_DAY))})", turns)
        row[name] = f"{script:.1f} / {frame:.0f}"
    page.evaluate("() => { layer.setFilter({}); layer.setDays(null, null); }")
    row["pointer, cells / dots"] = f"{page.evaluate(HOVER, 5):.2f} / {page.evaluate(HOVER, 9):.2f}"
    before, after = page.evaluate(MOVES.replace("FIRST", str(FIRST_DAY)))
    row["heap MB, before / after 200"] = f"{before:.1f} / {after:.1f}"
    for name, (frames, gap) in {
        "drag, z4": dragged(page, 4),
        "drag, z8": dragged(page, 8),
        "zooming": zoomed(page),
    }.items():
        row[f"{name}: frames/s, p95 ms"] = f"{frames:.0f}, {gap:.0f}"
    row["typed arrays, MB"] = f"{page.evaluate(BYTES) / 1e6:.0f}"
    return row


BYTES = """() => { const own = o => Object.values(o).filter(ArrayBuffer.isView).reduce((n, a) => n + a.byteLength, 0);
  return own(layer.events) + own(layer.events.columns) + own(layer.painter.circles) + layer.painter.colours.classes.byteLength; }"""


def main() -> None:
    """Measure every size, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 50_000, 350_000, 1_000_000])
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--ratio", type=float, default=1, help="device pixels per pixel")
    options = parser.parse_args()
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    rows = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for size in options.sizes:
            with website({"/core.bin": pack(*synthetic(size))}) as address:
                page = browser.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=options.ratio)
                rows[size] = measure(page, address, options.turns)
                page.close()
        browser.close()
    print("milliseconds: in our script / until the frame is drawn\n")
    print(f"{'':34}" + "".join(f"{size:>16,}" for size in rows))
    for name in next(iter(rows.values())):
        print(f"{name:34}" + "".join(f"{row[name]:>16}" for row in rows.values()))


if __name__ == "__main__":
    main()
