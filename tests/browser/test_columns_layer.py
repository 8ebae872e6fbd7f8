"""The columns layer by itself: a plain page with our Leaflet, columns that the test packs, Chromium."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from browser_tabs import Tab, Tabs
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect

from dashboard.model.columns import UNKNOWN

WINDOW: ViewportSize = {"width": 900, "height": 600}
Columns = dict[str, np.ndarray[Any, Any]]
HOSTILE = "<img src=x onerror=\"window.hacked=1\">${window.hacked=1}`</script>{{'map'}}"


def _benchmark() -> ModuleType:
    """The benchmark of the same name, which makes the synthetic events and the page."""
    path = Path(__file__).resolve().parents[1] / "benchmarks" / "columns_layer.py"
    spec = importlib.util.spec_from_file_location("columns_layer_benchmark", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bench = _benchmark()
FIRST = bench.FIRST_DAY


def world(latitude: Any, longitude: Any) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Web Mercator, 0 to 1."""
    sine = np.sin(np.radians(np.asarray(latitude, dtype=float)))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return (np.asarray(longitude, dtype=float) / 360 + 0.5).astype(np.float32), y.astype(np.float32)


def placed(places: list[tuple[float, float]], **more: Any) -> Columns:
    """Columns of events at these (latitude, longitude), one a day; ``more`` overrides or adds columns."""
    n = len(places)
    x, y = world([p[0] for p in places], [p[1] for p in places])
    columns: Columns = {
        "x": x,
        "y": y,
        "start": np.arange(n, dtype=np.int32),
        "span": np.zeros(n, dtype=np.uint16),
        "row": np.arange(n, dtype=np.int32) + 100,
        "precision": np.zeros(n, dtype=np.uint8),
        "event_type": (np.arange(n) % 2).astype(np.uint8),
    }
    types = {"precision": np.uint8, "event_type": np.uint8, "span": np.uint16, "start": np.int32}
    return columns | {name: np.asarray(values, dtype=types.get(name, np.int32)) for name, values in more.items()}


FACETS = {"event_type": {"columns": ["event_type"], "values": ["Battles", "Riots"], "labels": ["Battles", "Riots"]}}
Show = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def given() -> dict[str, bytes]:
    return {}


@pytest.fixture(scope="module")
def address(given: dict[str, bytes]) -> Iterator[str]:
    with bench.website(given) as origin:
        yield origin


@contextmanager
def special_window(browser: Browser, **view: Any) -> Iterator[Tab]:
    context = browser.new_context(viewport=WINDOW, locale="en-GB", **view)
    page = context.new_page()
    yield Tab(page, context.new_cdp_session(page))
    context.close()


@pytest.fixture
def show(browser: Browser, tabs: Tabs, address: str, given: dict[str, bytes]) -> Show:
    """``with show(columns, facets) as page``: a map with the layer, ready; afterwards nothing may have gone wrong."""

    @contextmanager
    def start(
        columns: Columns | None,
        facets: Mapping[str, Any] | None = None,
        view: tuple[float, float, float] = (33, 68, 6),
        options: str = "",
        **special: Any,
    ) -> Iterator[Page]:
        if columns is not None:
            given["/core.bin"] = bench.pack(columns, FACETS if facets is None else facets)
        errors: list[str] = []

        def said(message: ConsoleMessage) -> None:
            if message.type == "error":
                errors.append(message.text)

        with special_window(browser, **special) if special else tabs.lend(address, **WINDOW) as tab:
            page = tab.page
            tab.hear("pageerror", lambda error: errors.append(str(error)))
            tab.hear("console", said)
            page.goto(address)
            page.evaluate(
                """async ([view, options]) => {
                  map.setView([view[0], view[1]], view[2], { animate: false });
                  window.heard = { selected: [], counts: [], asked: [], ready: 0 };
                  window.layer = dotsOn(map, { name: "Test events", core: "/core.bin", rest: null, colourBy: "event_type",
                    onSelect: (id) => heard.selected.push(id), onCount: (n) => heard.counts.push(n), onReady: () => { heard.ready++; },
                    describe: async (id) => { heard.asked.push(id); return { title: `Event ${id}`, lines: ["a line"] }; },
                    ...(0, eval)(`({${options}})`) });
                  await layer.ready;
                }""",
                [list(view), options],
            )
            yield page
            assert errors == []

    return start


def at(page: Page, latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place is in the window, in pixels."""
    found = page.evaluate(
        "p => { const { x, y } = map.latLngToContainerPoint(p); return [x, y]; }", [latitude, longitude]
    )
    return found[0], found[1]


def colour_at(page: Page, latitude: float, longitude: float) -> list[int]:
    """Red, green, blue, alpha of the canvas at a place."""
    return page.evaluate(
        """p => { layer.flush(); const { x, y } = map.latLngToContainerPoint(p), box = layer.painter.canvas.getBoundingClientRect();
          const ratio = layer.painter.canvas.width / box.width;
          return [...layer.painter.context.getImageData((x - box.left) * ratio, (y - box.top) * ratio, 1, 1).data]; }""",
        [latitude, longitude],
    )


def painted(page: Page) -> dict[str, Any]:
    return page.evaluate("({ ...layer.painter.painted })")


# --- the file ----------------------------------------------------------------------------------------------


def read(page: Page, file: bytes) -> Any:
    """What readColumns makes of a file; its error as a string."""
    return page.evaluate(
        """bytes => { try {
             const table = readColumns(new Uint8Array(bytes).buffer);
             return { ...table, columns: Object.fromEntries(Object.entries(table.columns).map(([k, v]) => [k, [v.constructor.name, ...v]])) };
           } catch (error) { return error.message; } }""",
        list(file),
    )


@pytest.fixture(scope="module")
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """The page without a layer."""
    page = browser.new_page()
    page.goto(address)
    yield page
    page.close()


def test_a_good_file_is_read(plain: Page) -> None:
    columns = placed([(33, 68), (34, 70), (35, 71)], fatalities=[UNKNOWN, 0, 40])
    table = read(plain, bench.pack(columns, FACETS))
    assert (table["n"], table["firstDay"], table["facets"]) == (3, FIRST, FACETS)
    assert list(table["columns"]) == list(columns)
    assert table["columns"]["fatalities"] == ["Int32Array", UNKNOWN, 0, 40]
    assert table["columns"]["span"] == ["Uint16Array", 0, 0, 0]
    assert table["columns"]["x"][1:] == columns["x"].tolist()


def test_an_empty_file_is_read(plain: Page) -> None:
    assert read(plain, bench.pack(placed([]), {}))["n"] == 0


def changed(**header: Any) -> bytes:
    """A good file whose header says something else."""
    good = bench.pack(placed([(33, 68), (34, 70)]), FACETS)
    length = int.from_bytes(good[4:8], "little")
    told = json.loads(good[8 : 8 + length]) | header
    text = json.dumps(told).encode()
    text += b" " * (-len(text) % 8)
    return good[:4] + len(text).to_bytes(4, "little") + text + good[8 + length :]


def column(**change: Any) -> bytes:
    return changed(columns=[{"name": "x", "type": "f32", "offset": 0, "length": 2} | change])


GOOD = bench.pack(placed([(33, 68), (34, 70)]), FACETS)
BROKEN = {
    "empty": (b"", "only 0 bytes"),
    "short": (GOOD[:6], "only 6 bytes"),
    "magic": (b"EVC2" + GOOD[4:], "does not begin with EVC1"),
    "html": (b"<!doctype html><title>Not found</title>", "does not begin with EVC1"),
    "cut in the header": (GOOD[:40], "ends within the header"),
    "header's length": (GOOD[:4] + b"\xff\xff\xff\xff" + GOOD[8:], "ends within the header"),
    "unaligned": (
        GOOD[:4] + (int.from_bytes(GOOD[4:8], "little") - 3).to_bytes(4, "little") + GOOD[8:],
        "multiple of 8",
    ),
    "no JSON": (GOOD[:8] + b"?" + GOOD[9:], "not JSON"),
    "no UTF-8": (GOOD[:9] + b"\xff" + GOOD[10:], "not JSON"),
    "cut in a column": (GOOD[:-16], "ends within column"),
    "n": (changed(n=-1), "number of events"),
    "n as text": (changed(n="2"), "number of events"),
    "first day": (changed(first_day=None), "first day"),
    "no columns": (changed(columns=None), "no columns"),
    "null column": (changed(columns=[None]), "unknown type"),
    "type": (column(type="f64"), "unknown type f64"),
    "prototype": (column(type="constructor"), "unknown type"),
    "length": (column(length=3), "3 values for 2 events"),
    "offset": (column(offset=4), "multiple of 8"),
    "negative offset": (column(offset=-8), "multiple of 8"),
    "twice": (changed(columns=[{"name": "x", "type": "f32", "offset": 0, "length": 2}] * 2), "there twice"),
    "facet's column": (changed(facets={"kind": {"columns": ["kind"], "values": []}}), "names the column kind"),
    "facet's values": (changed(facets={"kind": {"columns": []}}), "no list of values"),
    "facet in fractions": (changed(facets={"kind": {"columns": ["x"], "values": []}}), "no whole numbers"),
}


@pytest.mark.parametrize(("file", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_a_reason(plain: Page, file: bytes, reason: str) -> None:
    answer = read(plain, file)
    assert isinstance(answer, str)
    assert answer.startswith("The events' columns cannot be read: ")
    assert reason in answer


@pytest.mark.parametrize(
    ("change", "reason"), [("start", "not sorted by day"), ("precision", "column precision is missing")]
)
def test_columns_that_cannot_be_shown_are_refused(plain: Page, change: str, reason: str) -> None:
    columns = placed([(33, 68), (34, 70)])
    if change == "start":
        columns["start"] = columns["start"][::-1].copy()
    else:
        del columns[change]
    make = "bytes => { try { new ColumnEvents(readColumns(new Uint8Array(bytes).buffer)); return ''; } catch (e) { return e.message; } }"
    assert reason in plain.evaluate(make, list(bench.pack(columns, FACETS)))


# --- the filter --------------------------------------------------------------------------------------------

N = 2000


@pytest.fixture(scope="module")
def varied() -> tuple[Columns, dict[str, Any]]:
    """Events with one, two and three columns a facet, in codes of all three widths, with none and with odd codes."""
    rng = np.random.default_rng(11)
    start = np.sort(rng.integers(0, 400, N)).astype(np.int32)
    span = np.where(rng.random(N) < 0.2, rng.integers(0, 90, N), 0)
    span[5] = 65535
    columns = placed([(33.0, 68.0)] * N, start=start, span=span)
    numbers = rng.integers(-3, 12, N).astype(np.int32)
    columns["fatalities"] = np.where(numbers == -1, UNKNOWN, numbers)
    kind = rng.integers(0, 6, N)
    columns["event_type"] = np.where(kind == 5, 255, kind).astype(np.uint8)
    for k in range(2):
        actor = rng.integers(0, 300, N)
        columns[f"actor.{k}"] = np.where(actor > 250, 65535, actor).astype(np.uint16)
    for k in range(3):
        columns[f"source.{k}"] = rng.integers(-1, 9, N).astype(np.int32)

    def facet(columns: list[str], size: int) -> dict[str, Any]:
        values = [f"{columns[0]} {k}" for k in range(size)]
        return {"columns": columns, "values": values, "labels": values}

    facets = {
        "event_type": facet(["event_type"], 5),
        "actor": facet(["actor.0", "actor.1"], 251),
        "source": facet(["source.0", "source.1", "source.2"], 9),
    }
    return columns, facets


def naive(columns: Columns, facets: dict[str, Any], days: Any, wanted: dict[str, Any]) -> list[int]:
    """The filter as the contract says it, one event after the other."""
    found = []
    for i in range(N):
        start = FIRST + int(columns["start"][i])
        end = start + int(columns["span"][i])
        keep = days[0] is None or (start <= days[1] and end >= days[0])
        for name, values in wanted["choices"].items():
            if name not in facets or not values:
                continue
            codes = [int(columns[c][i]) for c in facets[name]["columns"]]
            own = {facets[name]["values"][c] for c in codes if 0 <= c < len(facets[name]["values"])}
            keep &= bool(own & set(values)) or (None in values and not own)
        for name, (low, high) in wanted["ranges"].items():
            value = int(columns[name][i])
            if low is not None or high is not None:
                keep &= value != UNKNOWN and (low is None or value >= low) and (high is None or value <= high)
        if wanted["rows"] is not None:
            keep &= bool(wanted["rows"][i >> 3] >> (i & 7) & 1)
        if keep:
            found.append(i)
    return found


def test_filter_agrees_with_a_naive_one(show: Show, varied: tuple[Columns, dict[str, Any]]) -> None:
    columns, facets = varied
    rng = np.random.default_rng(3)
    with show(columns, facets) as page:
        for turn in range(60):
            wanted: dict[str, Any] = {"choices": {}, "ranges": {}, "rows": None}
            for name, facet in facets.items():
                if rng.random() < 0.45:
                    size = int(rng.integers(0, 5 if name != "actor" else 60))
                    picked = [facet["values"][k] for k in rng.integers(0, len(facet["values"]), size)]
                    wanted["choices"][name] = (
                        picked + [None] * (rng.random() < 0.3) + ["unknown"] * (rng.random() < 0.3)
                    )
            if rng.random() < 0.2:
                wanted["choices"]["no such facet"] = ["a"]
            if rng.random() < 0.5:
                low, high = sorted(int(v) for v in rng.integers(-1, 12, 2))
                wanted["ranges"]["fatalities"] = [
                    None if rng.random() < 0.3 else low,
                    None if rng.random() < 0.3 else high,
                ]
            if rng.random() < 0.3:
                wanted["rows"] = rng.integers(0, 256, (N + 7) // 8).tolist()
            first, last = sorted(int(v) for v in rng.integers(FIRST - 20, FIRST + 420, 2))
            days = [None, None] if turn % 5 == 0 else [first, first if turn % 3 == 0 else last]
            found = page.evaluate(
                """([days, filter]) => {
                  layer.setFilter({ ...filter, rows: filter.rows && new Uint8Array(filter.rows) });
                  layer.setDays(...days);
                  return [layer.drawn, [...layer.painter.circles.list.subarray(0, layer.painter.circles.count)]]; }""",
                [days, wanted],
            )
            expected = naive(columns, facets, days, wanted)
            assert found == [len(expected), expected], (days, wanted)


def test_a_long_event_is_found_though_later_ones_have_ended(show: Show) -> None:
    columns = placed([(33, 68)] * 5, start=[0, 1, 2, 3, 50], span=[40, 0, 0, 0, 0])
    with show(columns) as page:
        drawn = "d => { layer.setDays(d, d); return layer.drawn; }"
        assert [page.evaluate(drawn, FIRST + k) for k in (-1, 0, 2, 30, 40, 41, 50, 51)] == [0, 1, 2, 1, 1, 0, 1, 0]


def test_a_set_of_rows_that_is_too_short_is_refused(show: Show) -> None:
    with show(placed([(33, 68)] * 20)) as page:
        told = page.evaluate(
            "() => { try { layer.setFilter({ rows: new Uint8Array(2) }); } catch (e) { return e.message; } }"
        )
        assert told == "The set of rows has 16 places for 20 events."


def test_the_filter_is_kept_while_days_change(show: Show) -> None:
    with show(placed([(33, 68)] * 400)) as page:
        page.evaluate("layer.setFilter({ choices: { event_type: ['Riots'] } })")
        assert page.evaluate(
            """first => { const real = layer.events.setFilter; let times = 0; layer.events.setFilter = () => { times++; };
               const found = [0, 1, 2].map(k => { layer.setDays(first, first + 10 * k); return layer.drawn; });
               layer.events.setFilter = real; return [times, ...found]; }""",
            FIRST,
        ) == [0, 0, 5, 10]


# --- painting ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many() -> tuple[Columns, dict[str, Any]]:
    return bench.synthetic(20_000)


def test_cells_dots_and_marks_by_zoom_and_number(show: Show, many: tuple[Columns, dict[str, Any]]) -> None:
    with show(*many, view=(20, 40, 3)) as page:
        total = "(() => { let n = 0; for (let b = 1; b <= layer.painter.circles.bins; b++) n += layer.painter.circles.number[b]; return [n, layer.painter.circles.count]; })()"
        assert page.evaluate("[layer.drawn, ...heard.counts, heard.ready]") == [20_000, 20_000, 1]
        cells = painted(page)
        assert cells["mode"] == "cells"
        assert 50 < cells["count"] < 3000
        counted, listed = page.evaluate(total)
        assert counted == listed > 10_000
        expect(
            page.get_by_role("img", name="Test events: 20,000 events shown as circles sized by number")
        ).to_have_count(1)

        page.evaluate("void map.setView([36, 37.2], 8, { animate: false })")
        assert painted(page)["mode"] == "dots"
        counted, listed = page.evaluate(total)
        assert counted == listed
        expect(page.get_by_role("img", name="Test events: 20,000 events shown as dots")).to_have_count(1)

        page.evaluate("layer.setDays(12000, 12003)")
        marks = painted(page)
        assert marks["mode"] == "marks"
        assert page.locator(".columns-mark").count() == marks["count"]
        assert page.evaluate("[...layer.painter.circles.pixels].every(pixel => pixel === 0)")
        page.evaluate("layer.setDays(null, null)")
        assert painted(page)["mode"] == "dots"
        assert page.locator(".columns-mark").count() == 0


def test_a_small_data_set_is_dots_from_afar(show: Show) -> None:
    rng = np.random.default_rng(2)
    with show(placed([(float(a), float(b)) for a, b in rng.uniform(20, 60, (800, 2))]), view=(40, 40, 3)) as page:
        assert painted(page)["mode"] == "dots"


def test_too_many_dots_are_cells(show: Show) -> None:
    rng = np.random.default_rng(2)
    spots = [
        (float(a), float(b)) for a, b in zip(rng.uniform(33, 35, 40_000), rng.uniform(66, 70, 40_000), strict=True)
    ]
    with show(placed(spots), view=(34, 68, 8)) as page:
        assert painted(page)["mode"] == "cells"


def test_marks_do_not_flicker_at_their_limit(show: Show) -> None:
    with show(placed([(33 + k / 1000, 68) for k in range(400)])) as page:
        mode = "n => { layer.setDays(layer.events.firstDay, layer.events.firstDay + n - 1); return layer.painter.painted.mode; }"
        assert [page.evaluate(mode, n) for n in (151, 150, 151, 190, 191, 160, 149)] == [
            *("dots", "marks", "marks", "marks", "dots", "dots", "marks")
        ]


def test_a_circle_shows_the_largest_class_and_its_share(show: Show) -> None:
    many_here = placed([(33, 68)] * 4000, event_type=[0] * 3000 + [1] * 1000)
    with show(many_here) as page:
        blue = page.evaluate("layer.painter.colours.hex[0]")
        core, rim = page.evaluate(
            """() => { layer.flush(); const p = layer.painter.circles, r = p.radius[1], box = layer.painter.canvas.getBoundingClientRect();
              const at = d => [...layer.painter.context.getImageData(Math.round(p.x[1] + d), Math.round(p.y[1]), 1, 1).data];
              return [at(0), at(r * (1 + Math.sqrt(0.75)) / 2)]; }"""
        )
        assert blue == "#0067a5"
        assert core[:3] == pytest.approx([0, 0x67, 0xA5], abs=3)
        assert max(rim[:3]) - min(rim[:3]) < 25, "the rest is grey"
        assert 0 < rim[3] < core[3]


def test_area_grows_with_the_root_of_the_number_whatever_is_filtered(show: Show) -> None:
    places = [(33.0, 66.0)] * 160 + [(33.0, 70.0)] * 2560
    with show(placed(places)) as page:
        radii = "[...layer.painter.circles.radius.subarray(1, 1 + layer.painter.painted.count)].sort((a, b) => a - b)"
        small, large = page.evaluate(radii)
        assert large / small == pytest.approx(2, rel=0.01)
        page.evaluate("first => layer.setDays(first + 160, first + 9999)", FIRST)
        assert page.evaluate(radii) == pytest.approx([large])


def test_imprecise_places_have_no_edge(show: Show) -> None:
    spots = [(33.0, 64.0)] * 200 + [(33.0, 68.0)] * 200 + [(33.0, 72.0)] * 200
    with show(placed(spots, precision=[0] * 200 + [1] * 200 + [2] * 200)) as page:
        steepest = page.evaluate(
            """() => { layer.flush(); const p = layer.painter.circles; const found = {};
              for (let b = 1; b <= p.bins; b++) {
                let most = 0, before = 0;
                for (let d = -40; d < 0; d++) {
                  const a = layer.painter.context.getImageData(Math.round(p.x[b]) + d, Math.round(p.y[b]), 1, 1).data[3];
                  most = Math.max(most, Math.abs(a - before)); before = a;
                }
                found[p.blur[b]] = most;
              }
              return [found[0], found[1], found[2]]; }"""
        )
        crisp, area, vague = steepest
        assert crisp > 80
        assert 0 < vague < area < 40


def test_circles_stand_on_their_places_after_moving_and_zooming(show: Show) -> None:
    with show(placed([(34.5, 69.2)] * 300)) as page:
        for step in (
            "map.panBy([130, -90], { animate: false })",
            "map.setZoom(7.25, { animate: false })",
            "map.panBy([-100, 120], { animate: false })",
            "map.setView([34.4, 69.1], 9, { animate: false })",
            "map.setView([20, 60], 3, { animate: false })",
        ):
            page.evaluate(f"void ({step})")  # the map itself takes the harness seconds to read
            assert colour_at(page, 34.5, 69.2)[3] > 150, step
            assert colour_at(page, 34.5, 69.2 + 180 / page.evaluate("2 ** map.getZoom()"))[3] == 0, step


def test_sharp_on_fine_screens(show: Show) -> None:
    with show(placed([(33, 68)] * 300), device_scale_factor=2) as page:
        assert page.evaluate("layer.painter.canvas.width / parseFloat(layer.painter.canvas.style.width)") == 2
        assert colour_at(page, 33, 68)[3] > 150


def test_dragging_shows_no_hole(show: Show) -> None:
    with show(placed([(33, 68 + k / 100) for k in range(-1000, 2000)]), view=(33, 68, 7)) as page:
        page.mouse.move(450, 300)
        page.mouse.down()
        for k in range(30):
            page.mouse.move(450 - 20 * k, 300, steps=2)
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            left, right = page.evaluate(
                "(() => { const b = layer.painter.canvas.getBoundingClientRect(); return [b.left, b.right]; })()"
            )
            assert left <= 0, "the canvas reaches over both edges of the window"
            assert right >= 900
        page.mouse.up()
        assert colour_at(page, 33, page.evaluate("map.getCenter().lng"))[3] > 100


def test_zooming_scales_the_canvas_and_paints_at_the_end(show: Show, many: tuple[Columns, dict[str, Any]]) -> None:
    with show(*many, view=(33, 68, 5)) as page:
        times = page.evaluate(
            """() => new Promise(done => { let paints = 0; const dots = layer.painter, real = dots.paint.bind(dots); dots.paint = () => { paints++; real(); };
               const seen = []; map.once("zoomanim", () => setTimeout(() => { seen.push(paints, layer.painter.canvas.style.transform); }, 60));
               map.once("zoomend", () => setTimeout(() => done([...seen, paints]), 50)); map.zoomIn(1); })"""
        )
        assert times[0] == 0
        assert "scale(2)" in times[1]
        assert times[2] >= 1


def test_days_may_change_while_the_map_zooms(show: Show, many: tuple[Columns, dict[str, Any]]) -> None:
    with show(*many, view=(33, 68, 5)) as page:
        page.evaluate(
            """() => new Promise(done => { map.once("zoomend", () => setTimeout(done, 50)); map.zoomIn(1);
               for (let k = 0; k < 8; k++) setTimeout(() => layer.setDays(7000 + 900 * k, 9000 + 900 * k), 25 * k); })"""
        )
        assert page.evaluate("[layer.painter.view.zoom, map.getZoom()]") == [6, 6]


def test_memory_is_used_again(show: Show, many: tuple[Columns, dict[str, Any]]) -> None:
    with show(*many, view=(33, 60, 4)) as page:
        before, after = page.evaluate(
            """() => { const state = () => [layer.painter.circles.allocations, layer.painter.circles.list, layer.painter.circles.pixels, layer.painter.circles.number,
                 layer.events.passes, document.querySelectorAll("*").length];
               const run = () => { for (let k = 0; k < 200; k++) { layer.setDays(7000 + 30 * k, 9000 + 40 * k); layer.flush(); map.panBy([k % 2 ? 40 : -40, 0], { animate: false }); } };
               run(); const a = state(); run(); const b = state(); return [a.map((v, k) => v === b[k]), a[0]]; }"""
        )
        assert before == [True] * 6
        assert after < 12


# --- marks -------------------------------------------------------------------------------------------------


def test_marks_tell_how_exactly_the_place_is_known(show: Show) -> None:
    with show(placed([(33, 64), (33, 68), (33, 72)], precision=[0, 1, 2], event_type=[0, 1, 255])) as page:
        assert painted(page) == {"mode": "marks", "count": 3}
        buttons = page.get_by_role("group", name="Test events: marks").get_by_role("button")
        expect(buttons).to_have_count(3)
        assert [b.get_attribute("aria-label") for b in buttons.all()] == [
            "Battles, 1 Jan 1989",
            "Riots, 2 Jan 1989, placed to an area only",
            "3 Jan 1989, place known vaguely",
        ]
        drawn = page.evaluate(
            """() => [...document.querySelectorAll(".columns-mark")].map(mark => { const of = s => getComputedStyle(mark.querySelector(s));
              return [of(".ring").strokeDasharray, Number(mark.querySelector(".halo").getAttribute("r")), of(".point").display !== "none"]; })"""
        )
        assert drawn[0] == ["none", 0, True]
        assert drawn[1][0] != "none"
        assert drawn[1][1:] == [15, False]
        assert drawn[2][0] not in ("none", drawn[1][0])
        assert drawn[2][1:] == [21, False]


def test_marks_stand_on_their_places(show: Show) -> None:
    with show(placed([(33, 67), (34, 69)])) as page:
        for step in ("0", "map.panBy([60, 40], { animate: false })", "map.setZoom(8, { animate: false })"):
            page.evaluate(f"void ({step})")  # the map itself takes the harness seconds to read
            for k, place in enumerate([(33, 67), (34, 69)]):
                box = page.locator(".columns-mark").nth(k).bounding_box()
                assert box
                middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
                assert middle == pytest.approx(at(page, *place), abs=1.01)


def test_events_at_one_place_are_one_mark_stepped_through_by_keys(show: Show) -> None:
    with show(placed([(33, 66), *[(34, 69)] * 3], precision=[0, 0, 1, 0])) as page:
        assert painted(page) == {"mode": "marks", "count": 2}
        stack = page.get_by_role("button", name="3 events here")
        assert (
            stack.get_attribute("aria-label") == "3 events here, 2 Jan 1989 – 4 Jan 1989, 1 placed to an area or vaguer"
        )
        expect(stack.locator(".number")).to_have_text("3")
        page.locator("#map").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(stack).to_be_focused()
        expect(page.locator(".columns-card strong")).to_have_text("3 events")
        for k, row in enumerate([101, 102, 103, 101]):
            page.keyboard.press("Enter" if k % 2 else "Space")
            mark = page.get_by_role("button", name=f"{k % 3 + 1} of 3:")
            expect(mark).to_be_focused()
            expect(mark).to_have_attribute("aria-pressed", "true")
            expect(page.locator(".columns-card .head")).to_have_text(f"{k % 3 + 1} of 3 here")
            expect(page.locator(".columns-card strong")).to_have_text(f"Event {row}")
            expect(page.locator(".columns-voice")).to_have_text(
                f"{k % 3 + 1} of 3 here: " + ("Riots" if row % 2 else "Battles") + f", {row - 99} Jan 1989"
            )
        assert page.evaluate("heard.selected") == ["101", "102", "103", "101"]
        page.keyboard.press("Escape")
        expect(page.locator(".columns-card")).to_be_hidden()


def test_the_focus_stays_with_its_event(show: Show) -> None:
    with show(placed([(33 + k / 2, 66 + k) for k in range(6)])) as page:
        page.get_by_role("button", name="Riots, 4 Jan 1989").focus()
        page.evaluate("first => { layer.setDays(first + 2, first + 9); layer.flush(); }", FIRST)
        assert page.locator(".columns-mark").count() == 4
        expect(page.get_by_role("button", name="Riots, 4 Jan 1989")).to_be_focused()
        page.evaluate("first => { layer.setDays(first, first + 9); layer.flush(); }", FIRST)
        expect(page.get_by_role("button", name="Riots, 4 Jan 1989")).to_be_focused()
        labels = page.locator(".columns-mark").evaluate_all(
            "marks => marks.map(mark => mark.getAttribute('aria-label'))"
        )
        assert labels == [f"{('Battles', 'Riots')[k % 2]}, {k + 1} Jan 1989" for k in range(6)]


# --- pointer -----------------------------------------------------------------------------------------------


def test_a_click_selects_and_marks_that_overlap_are_stepped_through(show: Show) -> None:
    with show(placed([(33, 66), (34, 69), (34, 69.02)])) as page:
        page.mouse.click(*at(page, 33, 66))
        assert page.evaluate("heard.selected") == ["100"]
        expect(page.locator(".columns-mark.selected")).to_have_count(1)
        for _ in range(3):
            page.mouse.click(*at(page, 34, 69.01))
        first, second, third = page.evaluate("heard.selected.slice(1)")
        assert {first, second} == {"101", "102"}
        assert third == first
        expect(page.locator(".columns-card .head")).to_have_text(f"{int(first) - 100} of 2 here")


def test_dots_near_each_other_are_stepped_through(show: Show) -> None:
    crowd = [(30 + k / 100, 62.0) for k in range(400)]
    with show(placed([*crowd, (33, 68), (33, 68.02), (33, 68.04)])) as page:
        assert painted(page)["mode"] == "dots"
        x, y = at(page, 33, 68.02)
        page.mouse.move(x, y)
        expect(page.locator(".columns-card .head")).to_have_text("One of 3 here")
        expect(page.locator(".columns-card strong")).to_have_text("Event 501")
        for k in range(4):
            page.mouse.click(x + k % 2, y)
            expect(page.locator(".columns-card .head")).to_have_text(f"{(k + 1) % 3 + 1} of 3 here")
        assert page.evaluate("heard.selected") == ["501", "502", "500", "501"], "the nearest first, then by day"
        expect(page.locator(".columns-ring")).to_be_visible()
        page.mouse.click(*at(page, 33, 66))
        assert page.evaluate("heard.selected.length") == 4, "a click beside selects nothing"
        expect(page.locator(".columns-card")).to_be_hidden()


def test_a_cell_tells_its_split_and_zooms_in(show: Show) -> None:
    facets = {"event_type": {**FACETS["event_type"], "labels": [HOSTILE, "Riots"]}}
    n = 4000
    with show(
        placed([(33, 68)] * n, event_type=[0] * 3000 + [1] * 900 + [255] * 100, precision=[0] * 3900 + [2] * 100),
        facets,
    ) as page:
        assert painted(page) == {"mode": "cells", "count": 1}
        x, y = page.evaluate(
            "(() => { const b = layer.painter.canvas.getBoundingClientRect(), p = layer.painter.circles; return [p.x[1] + b.left, p.y[1] + b.top]; })()"
        )
        page.mouse.move(x, y)
        card = page.locator(".columns-card")
        expect(card.locator("strong")).to_have_text("4,000 events")
        expect(card.locator(".head")).to_have_text("1 Jan 1989 – 14 Dec 1999")
        expect(card.locator(".line")).to_have_text("100 placed to an area or vaguer")
        expect(card.locator(".parts span")).to_have_text([HOSTILE, "Riots", "Not stated"])
        expect(card.locator(".parts b")).to_have_text(["3,000", "900", "100"])
        assert card.locator("img").count() == 0
        page.mouse.click(x, y)
        page.wait_for_function("map.getZoom() === 9")
        assert page.evaluate("heard.selected") == []
        assert page.evaluate("window.hacked") is None


def test_text_of_an_event_is_text(show: Show) -> None:
    hostile = f"describe: async (row) => ({{ title: {json.dumps(HOSTILE)}, lines: [{json.dumps(HOSTILE)}, 7, null] }})"
    with show(placed([(33, 68)]), options=hostile) as page:
        page.mouse.move(*at(page, 33, 68))
        card = page.locator(".columns-card")
        expect(card.locator("strong")).to_have_text(HOSTILE)
        expect(card.locator(".line")).to_have_text([HOSTILE, "7", "null"])
        assert card.evaluate("card => [...card.querySelectorAll('*')].map(e => e.tagName)") == [
            "STRONG",
            "DIV",
            "DIV",
            "DIV",
        ]
        page.evaluate("new Promise(done => setTimeout(done, 100))")
        assert page.evaluate("window.hacked") is None


def test_labels_are_text(show: Show) -> None:
    facets = {"event_type": {**FACETS["event_type"], "labels": [HOSTILE, HOSTILE]}}
    with show(placed([(33, 68)]), facets, options="describe: null") as page:
        assert page.locator(".columns-mark").get_attribute("aria-label") == f"{HOSTILE}, 1 Jan 1989"
        page.mouse.move(*at(page, 33, 68))
        expect(page.locator(".columns-card strong")).to_have_text(f"{HOSTILE}, 1 Jan 1989")
        assert page.evaluate("[window.hacked ?? null, document.querySelectorAll('img').length]") == [None, 0]


def test_a_slow_text_does_not_come_up_at_another_event(show: Show) -> None:
    slow = "describe: (row) => new Promise(done => { (window.waiting ||= {})[row] = () => done({ title: `Event ${row}`, lines: [] }); })"
    with show(placed([(33, 66), (33, 70)]), options=slow) as page:
        for longitude, row in ((66, 100), (70, 101)):
            page.mouse.move(*at(page, 33, longitude))
            page.wait_for_function("row => window.waiting && window.waiting[row]", arg=row)
        expect(page.locator(".columns-card strong")).to_have_text("Riots, 2 Jan 1989")
        page.evaluate("waiting[100]()")
        page.evaluate("new Promise(done => setTimeout(done, 50))")
        expect(page.locator(".columns-card strong")).to_have_text("Riots, 2 Jan 1989")
        page.evaluate("waiting[101]()")
        expect(page.locator(".columns-card strong")).to_have_text("Event 101")


def test_a_text_is_asked_for_once(show: Show) -> None:
    with show(placed([(33, 66), (33, 70)])) as page:
        for longitude in (66, 70, 66, 70, 66):
            page.mouse.move(*at(page, 33, longitude))
            expect(page.locator(".columns-card strong")).to_have_text(f"Event {100 if longitude == 66 else 101}")
        assert page.evaluate("heard.asked") == ["100", "101"]


def test_without_a_text_the_card_says_what_the_columns_say(show: Show) -> None:
    with show(
        placed([(33, 66)], span=[3], precision=[1]), options="describe: async () => { throw new Error('gone'); }"
    ) as page:
        page.mouse.move(*at(page, 33, 66))
        expect(page.locator(".columns-card strong")).to_have_text("Battles, 1 Jan 1989 – 4 Jan 1989")
        expect(page.locator(".columns-card .line")).to_have_text("Placed to an area only")
        page.mouse.move(20, 20)
        expect(page.locator(".columns-card")).to_be_hidden()


def test_the_card_stays_in_the_window(show: Show) -> None:
    with show(placed([(33, 68)])) as page:
        for latitude, longitude in ((33, 68), (38, 77.4), (38, 58.5), (27.8, 77.4), (27.8, 58.5)):
            page.evaluate(
                "p => { map.setView([66 - p[0], 136 - p[1]], 6, { animate: false }); }", [latitude, longitude]
            )
            page.mouse.move(450, 5)
            page.mouse.move(*at(page, 33, 68))
            expect(page.locator(".columns-card")).to_be_visible()
            expect(page.locator(".columns-card strong")).to_have_text("Event 100")
            box = page.locator(".columns-card").bounding_box()
            assert box
            assert min(box["x"], box["y"], 900 - box["x"] - box["width"], 600 - box["y"] - box["height"]) >= 0


# --- what the page says ------------------------------------------------------------------------------------


def test_select_highlights_and_lets_go(show: Show) -> None:
    crowd = [(30 + k / 100, 62.0) for k in range(400)]
    with show(placed([*crowd, (33, 68)], precision=[0] * 400 + [2])) as page:
        ring = page.locator(".columns-ring")
        expect(ring).to_be_hidden()
        page.evaluate("layer.select('500')")
        expect(ring).to_have_class("columns-ring leaflet-zoom-animated precision-2")
        box = ring.bounding_box()
        assert box
        assert (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) == pytest.approx(at(page, 33, 68), abs=1.01)
        page.evaluate("layer.setFilter({ choices: { event_type: ['Riots'] } }); layer.flush()")
        expect(ring).to_be_hidden()
        page.evaluate("layer.setFilter({}); layer.flush()")
        expect(ring).to_be_visible()
        page.evaluate("layer.select(null)")
        expect(ring).to_be_hidden()
        page.evaluate("layer.select('999999')")
        expect(ring).to_be_hidden()
        where = page.evaluate(
            "(() => { const { lat, lng } = layer.where('500'); return [lat, lng, layer.where('1'), layer.where(null)]; })()"
        )
        assert where[:2] == pytest.approx([33, 68], abs=1e-4)
        assert where[2:] == [None, None]


def test_colours_by_another_facet_and_palette(show: Show, many: tuple[Columns, dict[str, Any]]) -> None:
    with show(*many, view=(33, 60, 4)) as page:
        counts = np.bincount(many[0]["event_type"])
        seven = [bench.KINDS[k] for k in np.argsort(-counts, kind="stable")[:7]]
        assert page.evaluate("layer.painter.colours.palette.map(entry => entry.label)") == seven
        page.evaluate(
            "layer.painter.setColourBy('actor', [{ value: 'Actor 3', label: 'Three', light: '#ff0000', dark: '#00ff00' }])"
        )
        assert page.evaluate(
            "[layer.painter.colours.palette[0].label, layer.painter.colours.hex[0], layer.painter.colours.palette.length]"
        ) == ["Three", "#ff0000", 1]
        has = (many[0]["actor.0"] == 3) | (many[0]["actor.1"] == 3)
        assert page.evaluate("[...layer.painter.colours.classes].filter(k => k === 0).length") == has.sum()
        page.evaluate("layer.painter.setColourBy(null)")
        assert page.evaluate("layer.painter.colours.palette") == []
        assert page.evaluate("layer.drawn") == 20_000


def test_themes(show: Show) -> None:
    with show(placed([(33, 68)] * 300, event_type=[0] * 300)) as page:
        light = colour_at(page, 33, 68)
        page.evaluate("map.getContainer().dataset.theme = 'dark'")
        dark = colour_at(page, 33, 68)
        assert dark[:3] == pytest.approx([0x6C, 0xBC, 0xF0], abs=4)
        page.evaluate("map.getContainer().dataset.theme = 'light'")  # as the event layer does
        page.wait_for_function("layer.painter.colours.hex[0] === '#0067a5'")
        assert colour_at(page, 33, 68) == light
        assert light[:3] == pytest.approx([0, 0x67, 0xA5], abs=4)


def test_marks_and_card_have_contrast_in_both_themes(show: Show) -> None:
    with show(placed([(33, 68)])) as page:
        for theme, panel in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(23, 29, 38)")):
            page.evaluate("theme => { map.getContainer().dataset.theme = theme; layer.flush(); }", theme)
            assert page.evaluate("getComputedStyle(document.querySelector('.columns-mark .ground')).fill") == panel
            assert page.evaluate("getComputedStyle(document.querySelector('.columns-card')).backgroundColor") == panel


def test_a_filter_waits_for_the_columns_it_needs(show: Show, given: dict[str, bytes]) -> None:
    columns = placed([(33, 68)] * 300)
    given["/rest.bin"] = bench.pack(
        {"country": (np.arange(300) % 3).astype(np.uint8)},
        {"country": {"columns": ["country"], "values": ["A", "B", "C"], "labels": ["A", "B", "C"]}},
    )
    with show(columns) as page:
        steps = page.evaluate(
            """async () => { layer.remove(); const real = window.fetch; let go; const wait = new Promise(done => { go = done; });
              window.fetch = async (address, options) => { if (address === "/rest.bin") await wait; return real(address, options); };
              const seen = []; let second;
              await new Promise(done => { second = dotsOn(map, { name: "Two", core: "/core.bin", rest: "/rest.bin", colourBy: "country", onReady: done }); });
              window.layer = second;
              second.setFilter({ choices: { event_type: ["Riots"] } }); seen.push(second.drawn);
              second.setFilter({ choices: { country: ["A"] } }); seen.push(second.drawn);
              go(); await second.ready; seen.push(second.drawn); window.fetch = real; return [...seen, second.painter.colours.palette.map(p => p.label).join()]; }"""
        )
        assert steps == [150, 150, 100, "A,B,C"]


def test_a_file_that_does_not_come_is_told(show: Show, given: dict[str, bytes]) -> None:
    with show(placed([(33, 68)])) as page:
        given["/bad.bin"] = b"<!doctype html>"
        told = page.evaluate(
            """async () => { const told = []; const real = console.error; console.error = () => {};
              for (const core of ["/bad.bin"]) await dotsOn(map, { name: "Bad", core, rest: null, onError: (e) => told.push(e.message) }).ready;
              console.error = real; return told; }"""
        )
        assert len(told) == 1
        assert "does not begin with EVC1" in told[0]
        expect(page.get_by_role("img", name="Bad: could not be loaded")).to_have_count(1)


def test_the_layer_lies_below_leaflets_marks_and_leaves_nothing_behind(show: Show) -> None:
    with show(placed([(33, 68)])) as page:
        assert page.evaluate("['columns', 'columns-marks'].every(name => Number(map.getPane(name).style.zIndex) < 400)")
        page.mouse.move(*at(page, 33, 68))
        expect(page.locator(".columns-card")).to_be_visible()
        page.evaluate("void layer.remove()")
        assert page.evaluate("document.querySelectorAll('[class*=columns]:not(.leaflet-pane)').length") == 0
        page.evaluate(
            "map.setView([30, 60], 5, { animate: false }); void map.fire('click', { containerPoint: L.point(1, 1), originalEvent: {} })"
        )


def test_a_circle_takes_the_click_from_a_shape_below_it(show: Show) -> None:
    crowd = [(30 + k / 100, 62.0) for k in range(400)]
    with show(placed([*crowd, (33, 68)])) as page:
        page.evaluate(
            """() => { window.shape = 0; map.getPane("areas").style.zIndex = 230;
               L.rectangle([[32, 66], [34, 70]], { pane: "areas" }).on("click", () => { shape++; }).addTo(map); }"""
        )
        page.mouse.move(*at(page, 33, 68))
        expect(page.locator(".columns-card strong")).to_have_text("Event 500")
        page.mouse.click(*at(page, 33, 68))
        assert page.evaluate("[heard.selected, shape]") == [["500"], 0]
        page.mouse.move(*at(page, 33.5, 67))
        expect(page.locator(".columns-card")).to_be_hidden()
        page.mouse.click(*at(page, 33.5, 67))
        assert page.evaluate("[heard.selected, shape]") == [["500"], 1]


def test_a_new_view_is_painted_once(show: Show, many: tuple[Columns, dict[str, Any]]) -> None:
    with show(*many, view=(33, 68, 5)) as page:
        times = page.evaluate(
            """() => { let paints = 0; const dots = layer.painter, real = dots.paint.bind(dots); dots.paint = () => { paints++; real(); };
               map.setView([30, 60], 7, { animate: false }); layer.flush(); const first = paints;
               map.panBy([300, 0], { animate: false }); layer.flush(); return [first, paints]; }"""
        )
        assert times == [1, 2]


def test_two_layers_on_one_map(show: Show) -> None:
    with show(placed([(33, 68)])) as page:
        page.evaluate(
            """async () => { window.other = dotsOn(map, { name: "Other", core: "/core.bin", rest: null, onSelect: (id) => heard.selected.push(`other ${id}`) });
               await other.ready; }"""
        )
        page.mouse.click(*at(page, 33, 68))
        assert len(page.evaluate("heard.selected")) == 1, "one of them takes the click"
        page.evaluate("other.remove()")
        assert page.evaluate("layer.drawn") == 1


def test_the_key_tells_the_sizes(show: Show) -> None:
    with show(placed([(33, 68)] * 1200)) as page:
        page.evaluate("document.body.append(layer.painter.key.box)")
        assert page.evaluate("[...layer.painter.key.box.querySelectorAll('text')].map(t => t.textContent)") == [
            "1",
            "10",
            "100",
            "1,000",
            "events",
        ]
        page.evaluate("first => { layer.setDays(first, first + 4); layer.flush(); }", FIRST)
        expect(page.locator(".columns-key")).to_contain_text("Closed ring: a town")


def test_no_events_and_a_map_without_size(show: Show) -> None:
    with show(placed([])) as page:
        assert page.evaluate("[layer.drawn, layer.painter.painted.count]") == [0, 0]
        page.evaluate(
            "document.querySelector('#map').style.height = '0'; map.invalidateSize(); layer.setDays(1, 2); layer.flush()"
        )
        page.evaluate("document.querySelector('#map').style.height = '400px'; map.invalidateSize()")
        assert page.evaluate("layer.drawn") == 0
        page.mouse.move(300, 200)
        page.mouse.click(300, 200)
