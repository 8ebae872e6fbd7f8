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

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MAP = 'iframe[title="streamlit_folium\\.st_folium"]'
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-precise-memory-info"]
FLAGS += ["--js-flags=--expose-gc", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
# What each page says when it has painted: read in the page, at every frame of the browser.
OURS = """wanted => { const f = document.querySelector('MAP'); const w = f && f.contentWindow;
  return w && w.eventLayer && w.drawnEvents && w.drawnEvents.length === wanted; }""".replace(
    "MAP", MAP.replace("\\", "\\\\")
)
PLAIN = """wanted => { const f = document.querySelector('MAP'); const d = f && f.contentDocument;
  return d && d.querySelectorAll('.plain').length === wanted && document.body.innerText.includes('shown:' + wanted); }
""".replace("MAP", MAP.replace("\\", "\\\\"))
BARE = "wanted => document.body.innerText.includes(wanted)"


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


def until(page: Page, condition: str, wanted: object, act: Callable[[], None]) -> float:
    """Milliseconds from ``act`` until the page says that it has painted, two frames later included."""
    start = time.perf_counter()
    act()
    page.wait_for_function(condition, arg=wanted, polling="raf", timeout=60_000)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return 1000 * (time.perf_counter() - start)


def first_map(browser: Browser, address: str, condition: str, wanted: object, times: int = 5) -> float:
    """Median milliseconds from opening the page in a new context to the first painted map; the server is warm."""
    found = []
    for _ in range(times + 1):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        found.append(until(page, condition, wanted, lambda page=page: page.goto(address)))  # type: ignore[misc]
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
        found.append(until(page, condition, steps[position], lambda key=key: page.keyboard.press(key)))  # type: ignore[misc]
        page.wait_for_timeout(150)
    return statistics.median(found)


def main() -> None:
    """Start the three pages, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=21)
    wanted = parser.parse_args().moves
    from dashboard import selection, timeline
    from dashboard.tables import load

    tables = load()
    events = tables.events[tables.events["place_id"].notna()]
    axis = timeline.days(events)
    index = selection.index(tables, events)
    per_day = timeline.per_day(events, axis)
    night = int(selection.mask(index, selection.Selection(None, {"time_of_day": frozenset({"night"})})).sum())
    ours = [len(events), *(per_day[day] for day in axis)]
    plain = [len(events), *(per_day[day] for day in sorted({*events["date_start"], *events["date_end"]}))]
    bare: list[object] = ["value:All", *(f"value:2026-02-{day}" for day in range(21, 28))]
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    result: dict[str, dict[str, float]] = {}
    pages = [
        ("ours", "dashboard/app.py", OURS, ours, night, ".st-key-facet-time_of_day"),
        ("plain folium page", "tests/benchmarks/plain_app.py", PLAIN, plain, night, "body"),
        ("bare slider", "tests/benchmarks/bare_slider.py", BARE, bare, "filter:a", "body"),
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for name, script, condition, steps, filtered, group in pages:
            with server(script) as address:
                row = result[name] = {}
                row["first map, ms"] = first_map(browser, address, condition, steps[0])
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.goto(address)
                page.wait_for_function(condition, arg=steps[0], timeout=60_000)
                page.wait_for_timeout(1500)
                row["slider move, ms"] = moves(page, condition, steps, wanted)
                page.reload()
                page.wait_for_function(condition, arg=steps[0], timeout=60_000)
                page.wait_for_timeout(1500)
                row["filter change, ms"] = filters(page, condition, steps[0], filtered, group, wanted)
                if name == "ours":
                    structure = fifty_moves(page, steps)
                page.close()
        browser.close()
    report(result, structure)


def filters(page: Page, condition: str, every: object, filtered: object, group: str, n: int) -> float:
    """Median milliseconds of turning one filter on and off."""
    pill = page.locator(group).locator('button[data-variant="pills"]').first
    found = []
    for turn in range(n):
        goal = filtered if turn % 2 == 0 else ("filter:" if isinstance(every, str) else every)
        found.append(until(page, condition, goal, pill.click))
        page.wait_for_timeout(150)
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
start = time.perf_counter(); import dashboard.screens.claims, dashboard.screens.panel, dashboard.screens.view, dashboard.screens.events, dashboard.screens.statements, dashboard.serve; ours = time.perf_counter() - start
print(f"import of the package beside Streamlit's own ({alone:.2f} s): {ours:.2f} s")
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("dashboard/screens/page.py", default_timeout=60).run()
def run():
    start = time.perf_counter(); page.run(); return 1000 * (time.perf_counter() - start)
print(f"one run of the page script, with AppTest's own overhead: {statistics.median(run() for _ in range(15)):.0f} ms")
"""

if __name__ == "__main__":
    main()
