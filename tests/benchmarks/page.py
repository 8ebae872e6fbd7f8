"""How fast the page is: ours beside a plain folium page and a bare Streamlit slider, in one run.

    .venv/bin/python tests/benchmarks/page.py [--moves 15]

Prints medians and ratios. Times on a shared machine are noisy: read the ratios. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

# Between two moves the page comes to rest, as it does under a reader's hand.
REST = 700  # milliseconds
PILLS = 'button[data-variant="pills"]'
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MAP = 'iframe[title="streamlit_folium\\.st_folium"]'
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-precise-memory-info"]
FLAGS += ["--js-flags=--expose-gc", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
FRAME = "const frame = document.querySelector('iframe[title=\"streamlit_folium.st_folium\"]');"
# When each page has painted what it was asked for: marks, and the numbers beside the filters where there are some.
OURS = f"""wanted => {{ {FRAME} const inside = frame && frame.contentWindow, view = window.reportedView;
  return inside && inside.eventLayer && inside.drawnEvents && inside.drawnEvents.length === wanted && view; }}"""
COUNTED = f"""wanted => {{ {FRAME} return frame.contentWindow.drawnEvents.length === wanted && reportedView.answered === wanted; }}"""
PLAIN = f"""wanted => {{ {FRAME} const inside = frame && frame.contentDocument;
  return inside && inside.querySelectorAll('.plain').length === wanted && document.body.innerText.includes('shown:' + wanted); }}"""
BARE = "wanted => document.body.innerText.includes(wanted)"
# Times in the page itself, from the reader's key or click to the frame after the one that painted what was asked for.
# Looks after each frame, not before it: in the frame of the event itself the page may already paint.
CLOCK = """([condition, wanted]) => { const done = eval(condition), { port1, port2 } = new MessageChannel(); window.painted = new Promise(resolve => {
  const begin = () => { const start = performance.now(), next = () => requestAnimationFrame(() => port2.postMessage(0));
    port1.onmessage = () => done(wanted) ? requestAnimationFrame(() => resolve(performance.now() - start)) : next(); next(); };
  for (const name of ["keydown", "click"]) addEventListener(name, begin, { once: true, capture: true }); }); }"""


@contextmanager
def server(script: str) -> Iterator[str]:
    """A Streamlit server for one script; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.headless=true"]
    command += ["--server.address=127.0.0.1", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def timed(page: Page, condition: str, wanted: object, act: Callable[[], None]) -> float:
    """Milliseconds from the reader's key or click to the paint that shows what it asked for."""
    page.evaluate(CLOCK, [condition, wanted])
    act()
    return float(page.evaluate("() => window.painted"))


def first_map(browser: Browser, address: str, condition: str, wanted: object, times: int = 5) -> float:
    """Median milliseconds from opening the page in a new context to the first painted map; the server is warm."""
    found = []
    for _ in range(times + 1):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_function(condition, arg=wanted, polling="raf", timeout=60_000)
        found.append(1000 * (time.perf_counter() - start))
        context.close()
    return statistics.median(found[1:])


def moves(page: Page, condition: str, steps: list[object], n: int) -> float:
    """Median milliseconds of a slider move by arrow key, there and back through the days."""
    slider = page.get_by_role("slider").first
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_function(condition, arg=steps[0], timeout=60_000)
    page.wait_for_timeout(500)
    found, position, direction = [], 0, 1
    for _ in range(n):
        if not 0 <= position + direction < len(steps):
            direction = -direction
        position += direction
        key = "ArrowRight" if direction > 0 else "ArrowLeft"
        if steps[position] == steps[position - direction]:
            page.keyboard.press(key)  # nothing to see: an empty day beside an empty day
            page.wait_for_timeout(400)
            continue
        found.append(timed(page, condition, steps[position], lambda key=key: page.keyboard.press(key)))  # type: ignore[misc]
        page.wait_for_timeout(REST)
    return statistics.median(found)


def main() -> None:
    """Start the three pages, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=21)
    wanted = parser.parse_args().moves
    from dashboard.model.filter import Filter
    from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
    from dashboard.sources.dossier.dossier_columns import from_tables
    from dashboard.sources.dossier.tables import load

    tables = load()
    events = tables.events[tables.events["place_id"].notna()]
    crossfilter = InMemoryEngine(from_tables(tables, events))
    per_day = [int(n) for n in crossfilter.answer(Filter()).days.counts]
    night = crossfilter.answer(Filter(choices={"time_of_day": frozenset({"night"})})).shown
    ours: list[object] = [len(events), *per_day]
    stated = sorted({*events["date_start"], *events["date_end"]})
    plain: list[object] = [len(events), *(per_day[(day - stated[0]).days] for day in stated)]
    bare: list[object] = ["value:All", *(f"value:2026-02-{day}" for day in range(21, 28))]
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    result: dict[str, dict[str, float]] = {}
    pages = [
        ("ours", "dashboard/app.py", OURS, ours, night, '[data-facet="time_of_day"] button'),
        ("plain folium page", "tests/benchmarks/plain_app.py", PLAIN, plain, night, PILLS),
        ("bare slider", "tests/benchmarks/bare_slider.py", BARE, bare, "filter:a", PILLS),
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for name, script, condition, steps, filtered, group in pages:
            with server(script) as address:
                row = result[name] = {}
                row["first map, ms"] = first_map(browser, address, condition, steps[0])
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                fresh(page, address, condition, steps[0])
                row["slider move, ms"] = moves(page, condition, steps, wanted)
                fresh(page, address, condition, steps[0])
                row["filter change, ms"] = filters(
                    page, COUNTED if name == "ours" else condition, steps[0], filtered, group, wanted
                )
                if name == "ours":
                    fresh(page, address, condition, steps[0])
                    structure = fifty_moves(page, steps)
                    structure |= opened(page, wanted)
                page.close()
        browser.close()
    report(result, structure)


def fresh(page: Page, address: str, condition: str, wanted: object) -> None:
    """The page at rest, with nothing chosen. Not a reload: our address holds what was chosen last."""
    page.goto(address)
    page.wait_for_function(condition, arg=wanted, timeout=60_000)
    page.wait_for_timeout(1500)


def filters(page: Page, condition: str, every: object, filtered: object, group: str, n: int) -> float:
    """Median milliseconds of turning one filter on and off."""
    pill = page.locator(group).first
    found = []
    for turn in range(n):
        goal = filtered if turn % 2 == 0 else ("filter:" if isinstance(every, str) else every)
        found.append(timed(page, condition, goal, pill.click))
        page.wait_for_timeout(REST)
    return statistics.median(found)


def fifty_moves(page: Page, steps: list[object]) -> dict[str, object]:
    """Same frame, one feature group, flat heap after fifty moves."""
    frame = page.locator(MAP).element_handle().content_frame()
    assert frame is not None
    page.locator(MAP).evaluate("frame => { frame.marked = true }")
    heap = "() => { window.gc && window.gc(); return performance.memory.usedJSHeapSize / 1e6 }"
    before = frame.evaluate(heap)
    moves(page, OURS, steps, 50)
    return {
        "same frame after fifty moves": page.locator(MAP).evaluate("frame => frame.marked === true"),
        "window.feature_group.length": frame.evaluate("window.feature_group.length"),
        "heap before, MB": round(before, 1),
        "heap after, MB": round(frame.evaluate(heap), 1),
    }


def opened(page: Page, n: int) -> dict[str, object]:
    """Median milliseconds from a click to the evidence panel of another event, and to another page."""
    marks = page.frame_locator(MAP).locator(".mark-box")
    panels, pages = [], []
    for number in range(n):
        mark = marks.nth(number % marks.count())
        title = mark.get_attribute("aria-label").split(", ")[0]  # type: ignore[union-attr]
        start = time.perf_counter()
        mark.dispatch_event("click")
        page.wait_for_function(PANEL, arg=title, polling="raf", timeout=60_000)
        panels.append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(REST)
    for number in range(n):
        name, condition = (("Claims", TABLE), ("Map", OURS_DRAWN))[number % 2]
        choice = page.get_by_role("radio", name=name, exact=True)
        pages.append(timed(page, condition, None, choice.click))
        page.wait_for_timeout(REST)
    return {
        "evidence panel, ms": round(statistics.median(panels)),
        "claims page, ms": round(statistics.median(pages[::2])),
        "back to the map, ms": round(statistics.median(pages[1::2])),
    }


PANEL = (
    "title => { const found = document.querySelector('.panel-title'); return found && found.textContent === title; }"
)
TABLE = "() => document.querySelector('table.claims')"
OURS_DRAWN = f"() => {{ {FRAME} const inside = frame && frame.contentWindow; return inside && inside.drawnEvents && inside.drawnEvents.length; }}"


def report(result: dict[str, dict[str, float]], structure: dict[str, object]) -> None:
    """Print the table, the ratios, the structure, and the time of the script and of the import."""
    print(f"{'':20}" + "".join(f"{column:>20}" for column in result["ours"]))
    for name, row in result.items():
        print(f"{name:20}" + "".join(f"{value:20.0f}" for value in row.values()))
    for other in list(result)[1:]:
        ratios = (result["ours"][column] / result[other][column] for column in result["ours"])
        print(f"{'ours / ' + other:20.20}" + "".join(f"{ratio:20.2f}" for ratio in ratios))
    print(json.dumps(structure))
    subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)


SCRIPT = """
import statistics, time
start = time.perf_counter(); import streamlit; alone = time.perf_counter() - start
start = time.perf_counter(); import dashboard.screens.headline_figures, dashboard.screens.record_panel, dashboard.screens.map_view, dashboard.screens.event_list, dashboard.screens.statement_list, dashboard.screens.filter_bar, dashboard.web.routes; ours = time.perf_counter() - start
print(f"import of the package beside Streamlit's own ({alone:.2f} s): {ours:.2f} s")
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("dashboard/screens/page.py", default_timeout=60).run()
def run():
    start = time.perf_counter(); page.run(); return 1000 * (time.perf_counter() - start)
from dashboard.export import FORMATS
from dashboard.sources.dossier.tables import load
from dashboard.sources.dossier.dossier_set import dossier_set
event_set = dossier_set(load())
for name, format in FORMATS.items():
    start = time.perf_counter(); size = len(format.write(event_set)); took = 1000 * (time.perf_counter() - start)
    print(f"export {name}: {took:.0f} ms, {size / 1000:.0f} kB")
print(f"one run of the page script, with AppTest's own overhead: {statistics.median(run() for _ in range(15)):.0f} ms")
"""

if __name__ == "__main__":
    main()
