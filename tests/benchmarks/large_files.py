"""How fast opened files are, from 1,000 to 1,000,000 events: ours beside what else one would write, in one run.

    .venv/bin/python tests/benchmarks/large_files.py [--rows 1000 50000 350000 1000000] [--quick]

Beside it: a folium.Marker a row (at 1,000, and 5,000 with --naive 1000 5000; beyond it takes minutes a move), the usual
st.pydeck_chart (at 1,000 and 50,000, no host but ours) and a bare Streamlit slider. Synthetic GED files are made once
(synthetic_events.py) in --folder. Prints medians, ratios and what is wanted of them (issue 4). Times on a shared machine
are noisy: read the ratios, of one run. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from columns_layer import COUNTED, FRAMES
from page import CLOCK, FLAGS, FRAME, MAP, PILLS, ROOT, timed
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from synthetic_events import ged, write

HERE = Path(__file__).resolve().parent
REST = 700  # milliseconds between two filters: the page comes to rest, as under a reader's hand
LIMIT = 90_000  # milliseconds for one thing
VIEW = {"width": 1440, "height": 900}
# WebGL on the processor, for pydeck.
GL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]

# --- in the page --------------------------------------------------------------------------------------------------------

LAYER = f"""{FRAME} const inside = frame && frame.contentWindow, sets = inside && inside.eventLayer && inside.eventLayer.sets;
  const entry = sets && [...sets.open.values()][0], layer = entry && entry.layer;"""
# The file's marks are painted, all of them.
OPENED = f"wanted => {{ {LAYER} return layer && layer.events && layer.events.n === wanted && !layer.dirty && layer.counted === wanted; }}"
# Other days than before are painted.
STEPPED = f"before => {{ {LAYER} return !layer.dirty && String(layer.days) !== before; }}"
DAYS = f"() => {{ {LAYER} return String(layer.days); }}"
# The marks and all numbers beside the filters are those of another filter than before.
FILTERED = f"""before => {{ {LAYER} const {{ answered, asked }} = {{ answered: reportedView.answered }};
  return !layer.dirty && answered !== before && answered === layer.counted; }}"""
ANSWERED = "() => reportedView.answered"
# As page.CLOCK, from a step of the slider.
DRAG = CLOCK.replace('["keydown", "click"]', '["input"]')
HEAP = "() => { window.gc && window.gc(); return performance.memory.usedJSHeapSize / 1e6 }"
MOVES = f"""async n => {{ {LAYER} const slider = document.querySelector('.st-key-day-slider'); let thumb = null;
  const find = root => {{ for (const one of root.querySelectorAll('*')) {{ if (one.matches('input[aria-label="Up to"]')) thumb = one;
    if (one.shadowRoot) find(one.shadowRoot); }} }}; find(slider);
  for (let k = 0; k < n; k++) {{ thumb.value = Math.round(thumb.max * (0.3 + 0.7 * ((k * 37) % 100) / 100));
    thumb.dispatchEvent(new Event("input", {{ bubbles: true, composed: true }}));
    await new Promise(done => requestAnimationFrame(() => setTimeout(done))); }} }}"""
# Clicks at a moment that several pages have agreed on, and tells how long it took.
TOGETHER = """([condition, before, at, chip]) => { const done = eval(condition); window.painted = new Promise(resolve => {
  const click = () => { const find = root => [...root.querySelectorAll('*')].flatMap(one => [...(one.matches(chip) ? [one] : []),
      ...(one.shadowRoot ? find(one.shadowRoot) : [])]);
    const target = find(document)[0], start = performance.now(); target.click();
    const look = () => done(before) ? requestAnimationFrame(() => resolve(performance.now() - start)) : requestAnimationFrame(look); look(); };
  setTimeout(click, at - Date.now()); }); }"""
NAIVE = f"""wanted => {{ {FRAME} const inside = frame && frame.contentDocument;
  return inside && inside.querySelectorAll('.plain').length === wanted && document.body.innerText.includes('shown:' + wanted); }}"""
PYDECK = "wanted => window.instancesDrawn === wanted && document.body.innerText.includes('shown:' + wanted)"
INSTANCES = """for (const name of ["drawArraysInstanced", "drawElementsInstanced"]) { const own = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...given) { window.instancesDrawn = given[given.length - 1]; return own.apply(this, given); }; }"""
BARE = "wanted => document.body.innerText.includes(wanted)"


# --- servers and pages --------------------------------------------------------------------------------------------------


@dataclass
class Running:
    """A Streamlit server: where it listens and its process."""

    address: str
    pid: int

    @property
    def memory(self) -> float:
        """What it holds of the machine's memory, in MB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1000
        return float("nan")


@contextmanager
def server(script: str, **environment: str) -> Iterator[Running]:
    """A server of one script, with settings of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.headless=true"]
    command += ["--server.address=127.0.0.1", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false"]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        yield Running(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(30)


class Traffic:
    """Bytes that came to the page and bytes that it sent, as the browser counts them on the wire."""

    def __init__(self, page: Page) -> None:
        self.received = self.sent = 0
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.webSocketFrameReceived", self._frame_in)
        self.session.on("Network.webSocketFrameSent", self._frame_out)
        self.session.on("Network.loadingFinished", self._loaded)

    def _frame_in(self, event: Mapping[str, Any]) -> None:
        self.received += self._length(event["response"])

    def _frame_out(self, event: Mapping[str, Any]) -> None:
        self.sent += self._length(event["response"])

    def _loaded(self, event: Mapping[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    @staticmethod
    def _length(frame: Mapping[str, Any]) -> int:
        text = frame["payloadData"]
        return len(text) * 3 // 4 if frame["opcode"] == 2 else len(text)  # binary frames are told in base64


def visit(browser: Browser, running: Running, script: str = "") -> Page:
    """A page of a browser that has been nowhere."""
    page = browser.new_context(viewport=VIEW).new_page()
    page.set_default_timeout(LIMIT)
    if script:
        page.add_init_script(script)
    page.goto(running.address)
    return page


def dashboard(browser: Browser, running: Running) -> Page:
    """Our page at rest, with the list of files unfolded."""
    page = visit(browser, running)
    page.wait_for_function(
        f"() => {{ {FRAME} return frame && frame.contentWindow.drawnEvents?.length && window.reportedView?.answered; }}"
    )
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Open event files").click()
    page.wait_for_timeout(500)
    return page


def opened(page: Page, path: Path, rows: int) -> float:
    """Milliseconds from the click on a file's name to its painted marks."""
    button = page.get_by_role("button", name=path.name)
    button.wait_for()
    took = timed(page, OPENED, rows, button.click)
    page.wait_for_timeout(1500)
    return took


# --- what is measured -------------------------------------------------------------------------------------------------------


@dataclass
class Size:
    """All figures for one number of rows, by name; milliseconds unless the name says otherwise."""

    rows: int
    found: dict[str, float] = field(default_factory=dict)


def median(values: list[float]) -> float:
    return statistics.median(values) if values else float("nan")


def pandas_reads(path: Path) -> float:
    """Milliseconds of pandas.read_csv(engine="pyarrow") in a process of its own, as our reading is."""
    script = (
        "import sys, time, pandas, pyarrow.csv; pandas.read_csv(sys.argv[2], engine='pyarrow'); begun = time.perf_counter();"
        "pandas.read_csv(sys.argv[1], engine='pyarrow'); print(1000 * (time.perf_counter() - begun))"
    )
    small = path.with_name(f"ged-{1000}.csv")
    run = subprocess.run([sys.executable, "-c", script, path, small], capture_output=True, text=True, check=True)
    return float(run.stdout)


def settled(folder: Path) -> None:
    """Wait until nothing below a folder has changed for a second: copies are written beside."""
    before, since = None, time.monotonic()
    begun = since
    while time.monotonic() - begun < 60:
        now = sorted((str(path), path.stat().st_size) for path in folder.rglob("*") if path.is_file())
        if now != before:
            before, since = now, time.monotonic()
        elif time.monotonic() - since > 1.5:
            return
        time.sleep(0.2)


def opening(browser: Browser, path: Path, rows: int, turns: int) -> dict[str, float]:
    """Opening a file that was never seen, and again after a restart of the server, beside pandas' reading of it."""
    reads, first, again = [], [], []
    for _ in range(turns):
        with tempfile.TemporaryDirectory() as user:
            environment = {"DASHBOARD_FILES_DIR": str(path.parent), "DASHBOARD_USER_DIR": user}
            for found in (first, again):
                reads.append(pandas_reads(path))
                with server("dashboard/app.py", **environment) as running:
                    page = dashboard(browser, running)
                    found.append(opened(page, path, rows))
                    settled(Path(user))
                    page.context.close()
    return {"pandas": median(reads), "open": median(first), "open again": median(again)}


def dragging(page: Page, turns: int) -> dict[str, float]:
    """Steps of the day slider under the hand, "up to a day"."""
    page.locator(".st-key-day-slider").get_by_role("radio", name="Up to a day").check()
    page.wait_for_timeout(1500)
    thumb = page.get_by_role("slider", name="Up to")
    box = thumb.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 8, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, middle)
    page.wait_for_timeout(600)
    traffic, found = Traffic(page), []
    for turn in range(turns + 3):
        page.evaluate(DRAG, [STEPPED, page.evaluate(DAYS)])
        page.mouse.move(box["x"] + box["width"] * (0.9 - 0.6 * (turn * 7 % (turns + 3)) / (turns + 3)) - 3, middle)
        found.append(float(page.evaluate("() => window.painted")))
    page.wait_for_timeout(300)
    received = traffic.received + traffic.sent
    page.mouse.up()
    page.wait_for_timeout(1500)
    return {"step": median(found[3:]), "step, bytes": received}


def filtering(page: Page, turns: int) -> dict[str, float]:
    """Choices that were never asked for before, one chip a time, in the order of a Gray code."""
    page.locator(".st-key-day-slider").get_by_role("button", name="Show everything").click()
    page.wait_for_timeout(1500)
    chips = [page.locator(f'[data-facet="{facet}"] .chip').nth(n) for facet, n in CHIPS]
    traffic, found, received = Traffic(page), [], []
    for turn in range(1, turns + 1):
        before, bytes_before = page.evaluate(ANSWERED), traffic.received
        chip = chips[(turn & -turn).bit_length() - 1]
        found.append(timed(page, FILTERED, before, chip.click))
        page.wait_for_timeout(REST)
        received.append(traffic.received - bytes_before)
    return {"filter": median(found), "filter, bytes": median(received)}


CHIPS = [("event_type", 0), ("where_prec", 0), ("event_type", 1), ("where_prec", 2), ("date_prec", 0)]


def bare(browser: Browser, turns: int) -> dict[str, float]:
    """The floor: Streamlit's slider and pills that write one line each."""
    from page import filters, moves

    steps: list[object] = ["value:All", *(f"value:2026-02-{day}" for day in range(21, 28))]
    with server("tests/benchmarks/bare_slider.py") as running:
        page = visit(browser, running)
        page.wait_for_function(BARE, arg=steps[0])
        page.wait_for_timeout(1500)
        found = {"step": moves(page, BARE, steps, turns)}
        found["filter"] = filters(page, BARE, steps[0], "filter:a", PILLS, turns)
        page.context.close()
    return found


def others(
    browser: Browser, path: Path, script: str, condition: str, turns: int, **environment: str
) -> dict[str, float]:
    """The same file on a page of others: a move of its slider, a change of its filter, bytes sent for each."""
    events = pd.read_csv(path, usecols=["date_start", "type_of_violence"])
    days = events["date_start"].str[:10]
    ends = days.sort_values().iloc[[(len(days) - 1) * tenth // 10 for tenth in range(3, 11)]]  # as the page has them
    shown = [int((days <= end).sum()) for end in ends]
    of_type = int((events["type_of_violence"] == 1).sum())
    with server(script, BENCHMARK_FILE=str(path), **environment) as running:
        page = visit(browser, running, INSTANCES)
        page.wait_for_function(condition, arg=len(events))
        page.wait_for_timeout(1500)
        traffic = Traffic(page)
        page.get_by_role("slider").first.focus()
        step, position = [], len(ends) - 1
        for turn in range(turns):
            move = -1 if turn % 4 < 2 else 1
            position += move
            key = "ArrowLeft" if move < 0 else "ArrowRight"
            step.append(timed(page, condition, shown[position], lambda key=key: page.keyboard.press(key)))  # type: ignore[misc]
            page.wait_for_timeout(REST)
        found = {"step": median(step), "step, bytes": traffic.received / turns}
        page.wait_for_timeout(REST)
        all_days, begun, took = shown[position] == len(events), traffic.received, []
        while not all_days:
            position += 1
            timed(page, condition, shown[position], lambda: page.keyboard.press("ArrowRight"))
            all_days, begun = position == len(ends) - 1, traffic.received
        page.wait_for_timeout(REST)
        for turn in range(turns):
            took.append(timed(page, condition, len(events) if turn % 2 else of_type, page.locator(PILLS).first.click))
            page.wait_for_timeout(REST)
        found |= {"filter": median(took), "filter, bytes": (traffic.received - begun) / turns}
        page.context.close()
    return found


# --- beside the table -------------------------------------------------------------------------------------------------------


def frames(page: Page) -> dict[str, float]:
    """Frames a second while the map is dragged and zoomed."""
    page.locator(".st-key-day-slider").get_by_role("button", name="Show everything").click()
    page.wait_for_timeout(1500)
    frame = page.locator(MAP).element_handle().content_frame()
    box = page.locator(MAP).bounding_box()
    assert frame is not None
    assert box is not None
    found = {}
    for zoom in (3, 5, 8):
        frame.evaluate(f"() => eventLayer.map.setView([34, 45], {zoom}, {{ animate: false }})")
        page.wait_for_timeout(500)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        frame.evaluate(FRAMES)
        for k in range(120):
            page.mouse.move(x + 0.4 * box["width"] * ((k % 30) - 15) / 15, y + 60 * ((k % 17) - 8) / 8)
        found[f"frames a second, dragged at zoom {zoom}"] = frame.evaluate(COUNTED)[0]
        page.mouse.up()
        page.wait_for_timeout(800)
    frame.evaluate(FRAMES)
    frame.evaluate(
        """async () => { const { map } = eventLayer; for (let k = 0; k < 8; k++) {
          await new Promise(done => { map.once("zoomend", done); map.setZoom(4 + (k + 1) % 3); }); await new Promise(done => setTimeout(done, 60)); } }"""
    )
    found["frames a second, zoomed"] = frame.evaluate(COUNTED)[0]
    return found


def heap(page: Page) -> dict[str, float]:
    """The page's heap before and after 200 moves of the day slider, in MB."""
    page.locator(".st-key-day-slider").get_by_role("radio", name="Up to a day").check()
    page.wait_for_timeout(1500)
    page.evaluate(MOVES, 20)
    before = page.evaluate(HEAP)
    page.evaluate(MOVES, 200)
    page.wait_for_timeout(300)
    return {"heap, MB": before, "heap grown by 200 moves, MB": page.evaluate(HEAP) - before}


def asked(
    address: str, key: str, question: Mapping[str, Any], connection: http.client.HTTPConnection
) -> tuple[float, int, int]:
    """Milliseconds of one answer to the counts of a filter, its bytes on the wire, the events it shows."""
    begun = time.perf_counter()
    connection.request("POST", f"/answers/{key}", json.dumps(question), {"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    content = answer.read()
    took = 1000 * (time.perf_counter() - begun)
    text = gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content
    return took, len(content), int(json.loads(text)["shown"])


def new_question(chance: random.Random) -> dict[str, Any]:
    """A filter that nobody has asked for."""
    first = chance.randrange(7000, 14000)
    types = chance.sample(["State-based", "Non-state", "One-sided violence"], 2)
    return {
        "days": [first, first + chance.randrange(400, 5000)],
        "choices": {"event_type": types},
        "ranges": {},
        "text": "",
    }


def crowd(running: Running, key: str, viewers: int, rounds: int) -> dict[str, float]:
    """The server's answer to one viewer, and to many at once, each with a filter of its own."""
    chance = random.Random(5)
    host = urlsplit(running.address).netloc
    alone, size = [], []
    connection = http.client.HTTPConnection(host)
    for _ in range(rounds * 3):
        took, length, _ = asked(running.address, key, new_question(chance), connection)
        alone.append(took)
        size.append(float(length))
        time.sleep(0.05)
    many: list[float] = []
    for _ in range(rounds):
        questions = [new_question(chance) for _ in range(viewers)]
        gate = threading.Barrier(viewers)

        def ask(question: dict[str, Any], gate: threading.Barrier = gate) -> None:
            own = http.client.HTTPConnection(host)
            own.connect()
            gate.wait()
            many.append(asked(running.address, key, question, own)[0])

        threads = [threading.Thread(target=ask, args=(question,)) for question in questions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        time.sleep(0.2)
    return {
        "answer, one viewer": median(alone),
        f"answer, {viewers} viewers at once": median(many),
        "answer, bytes": median(size),
    }


def beside_a_crowd(page: Page, running: Running, key: str, viewers: int, turns: int) -> dict[str, float]:
    """A filter change on a page, alone and in the moment in which all other viewers change theirs."""
    chance, host = random.Random(6), urlsplit(running.address).netloc
    page.locator(".st-key-day-slider").get_by_role("button", name="Show everything").click()
    page.wait_for_timeout(1500)
    found: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(1, 2 * turns + 1):
        before, crowded = page.evaluate(ANSWERED), turn % 2 == 0
        facet, n = CHIPS[(turn & -turn).bit_length() - 1]
        at = time.time() + 0.3
        page.evaluate(TOGETHER, [FILTERED, before, 1000 * at, f'[data-facet="{facet}"] .chip:nth-child({n + 1})'])

        def ask(question: dict[str, Any], at: float = at) -> None:
            own = http.client.HTTPConnection(host)
            own.connect()
            time.sleep(max(0, at - time.time()))
            asked(running.address, key, question, own)

        threads = [
            threading.Thread(target=ask, args=(new_question(chance),)) for _ in range(viewers - 1 if crowded else 0)
        ]
        for thread in threads:
            thread.start()
        found[crowded].append(float(page.evaluate("() => window.painted")))
        for thread in threads:
            thread.join()
        page.wait_for_timeout(REST)
    return {"filter, one viewer": median(found[False]), f"filter, one of {viewers} viewers": median(found[True])}


def sessions(browser: Browser, running: Running, path: Path, rows: int, viewers: int, turns: int) -> dict[str, float]:
    """Real pages, each its own session, that change a filter in the same moment; browsers and server share the processor."""
    pages, memory = [], [running.memory]
    for number in range(viewers):
        page = dashboard(browser, running)
        opened(page, path, rows)
        pages.append(page)
        if number < 6:
            memory.append(running.memory)
    took = []
    for turn in range(1, turns + 1):
        at = 1000 * (time.time() + 1.5)
        for number, page in enumerate(pages):
            facet, n = CHIPS[((turn & -turn).bit_length() - 1 + number) % len(CHIPS)]
            page.evaluate(
                TOGETHER, [FILTERED, page.evaluate(ANSWERED), at, f'[data-facet="{facet}"] .chip:nth-child({n + 1})']
            )
        took += [float(page.evaluate("() => window.painted")) for page in pages]
        pages[0].wait_for_timeout(3000)
    for page in pages:
        page.context.close()
    steps = [after - before for before, after in pairwise(memory[1:])]
    return {f"filter, {viewers} real pages at once": median(took), "memory for each further viewer, MB": median(steps)}


def memory(page: Page, running: Running, path: Path, rows: int) -> dict[str, float]:
    """The server's memory before a file is opened, with it, and when one whole row of it has been looked at."""
    found = {"memory before, MB": running.memory}
    opened(page, path, rows)
    page.wait_for_timeout(3000)
    found["memory with the file, MB"] = running.memory
    page.keyboard.press("Escape")
    page.locator(".st-key-file-list button").first.click()
    page.get_by_text("The whole row, as it stands in the file").wait_for()
    page.wait_for_timeout(1000)
    found["memory with all 49 columns, MB"] = running.memory
    return found


# --- the run ----------------------------------------------------------------------------------------------------------------


def made(folder: Path, rows: int) -> Path:
    """The synthetic file of so many rows, made if it is not there."""
    path = folder / f"ged-{rows}.csv"
    if not path.exists():
        print(f"making {path.name} …", file=sys.stderr)
        write(ged(rows), path)
    return path


def main() -> None:
    """Measure every size and the others beside it, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 50_000, 350_000, 1_000_000])
    parser.add_argument("--naive", type=int, nargs="*", default=[1_000], help="sizes for a folium.Marker a row")
    parser.add_argument("--quick", action="store_true", help="few turns, no other pages but the bare slider")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "large-files")
    parser.add_argument("--only", nargs="*", default=[], help="of: opening, moving, others, beside, sessions")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    made(options.folder, 1000)
    turns, openings = (9, 1) if options.quick else (21, 3)
    parts = set(options.only) or (
        {"opening", "moving", "beside"} if options.quick else {"opening", "moving", "others", "beside", "sessions"}
    )
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    sizes, extra, beside = [], {}, {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, *GL])
        floor = bare(browser, turns)
        for rows in options.rows:
            path = made(options.folder, rows)
            size = Size(rows)
            sizes.append(size)
            if "opening" in parts:
                size.found |= opening(browser, path, rows, openings)
            if parts & {"moving", "beside", "sessions"}:
                extra |= ours(browser, path, size, parts, turns)
            if "others" in parts and rows <= 50_000:
                beside[f"st.pydeck_chart, {rows:,}"] = others(
                    browser, path, "tests/benchmarks/pydeck_rows.py", PYDECK, turns // 2
                )
            print(rows, size.found, file=sys.stderr)
        for rows in options.naive if "others" in parts else ():
            path = made(options.folder, rows)
            beside[f"a folium.Marker a row, {rows:,}"] = others(
                browser,
                path,
                "tests/benchmarks/plain_app.py",
                NAIVE,
                max(5, turns // 4),
                BENCHMARK_PAGE="naive_rows.py",
            )
        floor_after = bare(browser, turns)
        browser.close()
    report(floor, floor_after, sizes, beside, extra)


def ours(browser: Browser, path: Path, size: Size, parts: set[str], turns: int) -> dict[str, float]:
    """Moves and filters on our page; what stands beside the table at 350,000."""
    extra: dict[str, float] = {}
    with (
        tempfile.TemporaryDirectory() as user,
        server("dashboard/app.py", DASHBOARD_FILES_DIR=str(path.parent), DASHBOARD_USER_DIR=user) as running,
    ):
        page = dashboard(browser, running)
        keys: list[str] = []
        page.on(
            "request",
            lambda request: keys.append(request.url.rsplit("/", 1)[1]) if "/answers/" in request.url else None,
        )
        beside = "beside" in parts and size.rows == 350_000
        if beside:
            extra |= memory(page, running, path, size.rows)
        else:
            opened(page, path, size.rows)
        page.keyboard.press("Escape")
        if "moving" in parts:
            size.found |= dragging(page, turns)
            size.found |= filtering(page, turns)
        if beside:
            extra |= frames(page) | heap(page)
            extra |= crowd(running, keys[-1], 20, max(3, turns // 4))
            extra |= beside_a_crowd(page, running, keys[-1], 20, max(5, turns // 3))
        if "sessions" in parts and size.rows == 350_000:
            extra |= sessions(browser, running, path, size.rows, 20, 5)
        page.context.close()
    return extra


# row, figure, what it is set against, wanted at each size; None where nothing is wanted
WANTED = [
    ("step of the day slider, dragged", "step", "floor", (0.3, 0.3, 0.35, 0.7)),
    ("  bytes for it", "step, bytes", None, (0, 0, 0, 0)),
    ("filter change, marks and counts", "filter", "floor", (1.2, 1.3, 1.5, 2.5)),
    ("  bytes sent for it", "filter, bytes", None, (20_000, 20_000, 20_000, 20_000)),
    ("open a GED CSV to first paint", "open", "pandas", (None, 2, 1.5, 1.5)),
    ("open it again (cached)", "open again", "pandas", (None, 0.5, 0.2, 0.15)),
]
SIZES = (1_000, 50_000, 350_000, 1_000_000)


def report(
    floor: Mapping[str, float],
    floor_after: Mapping[str, float],
    sizes: list[Size],
    beside: Mapping[str, Mapping[str, float]],
    extra: Mapping[str, float],
) -> None:
    """Print the table of the issue, the others, and what stands beside."""
    both = {name: (floor[name] + floor_after[name]) / 2 for name in floor}
    print(
        "bare Streamlit slider: "
        + ", ".join(f"{name} {floor[name]:.0f} and {floor_after[name]:.0f} ms" for name in floor)
    )
    print(f"\n{'':34}" + "".join(f"{size.rows:>28,}" for size in sizes))
    for title, name, against, wanted in WANTED:
        cells = []
        for size in sizes:
            limit = wanted[SIZES.index(size.rows)] if size.rows in SIZES else None
            cells.append(_cell(size, name, against, limit, both) if name in size.found else "")
        print(f"{title:34}" + "".join(f"{cell:>28}" for cell in cells))
    print(f"{'pandas.read_csv, pyarrow':34}" + "".join(f"{_number(size.found.get('pandas')):>28}" for size in sizes))
    for title, found in beside.items():
        print(f"\n{title}")
        for name, value in found.items():
            line = f"  {name:32}{_number(value)}"
            mine = next((size.found for size in sizes if title.endswith(f" {size.rows:,}")), {})
            if "bytes" not in name and name in mine:
                line += f"   ours / theirs {mine[name] / value:.3f}"
            print(line)
    print()
    for name, value in extra.items():
        print(f"{name:40}{value:10.1f}")


def _cell(size: Size, name: str, against: str | None, limit: float | None, floor: Mapping[str, float]) -> str:
    value = size.found[name]
    if against is None:
        return f"{value:,.0f} (≤ {limit:,})" if limit is not None else f"{value:,.0f}"
    ratio = value / (floor[name] if against == "floor" else size.found["pandas"])
    return f"{value:.0f} ms = {ratio:.2f}" + (f" (≤ {limit})" if limit is not None else "")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


if __name__ == "__main__":
    main()
