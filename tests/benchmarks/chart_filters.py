"""All charts after a filter: ours beside pandas, and our page beside bare Streamlit pills.

    .venv/bin/python tests/benchmarks/chart_filters.py [--rows 350000] [--turns 7] [--no-browser]

Prints milliseconds and ratios. "pandas" groups the same frame by the same columns: events and three sums of deaths each.
"pills" is the floor: a choice of bare Streamlit that writes one
line. Times on a shared machine are noisy: read the ratios. Nothing here is a test.

On 1 December 2026, two shared cores: the engine 21 ms, pandas 38 (0.54); the page 352 ms, bare pills 74 (4.8). Wanted is
2: most of the rest is Vega drawing five charts anew, after a run of the whole page.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import pandas as pd
from crossfilter import invented
from large_files import FLAGS, GL, Running, bare, dashboard, made, opened, server
from page import REST, timed
from playwright.sync_api import Browser, sync_playwright

from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.screens.charts.span_bars import spans_of
from dashboard.sources.files.file_columns import DEATHS, from_events

CHARTED = ("actor", "country", "admin1", "event_type", "sub_event_type")
# The number above the list and the charts are those of another filter than before, and nothing is drawn any more.
REDRAWN = """before => { const button = document.querySelector('.st-key-charts-read button'), idle = '[data-test-script-state="notRunning"]';
  return button && button.innerText !== before && document.querySelector(idle) && !document.querySelector('.st-key-charts [data-stale="true"]'); }"""
READ = "() => document.querySelector('.st-key-charts-read button').innerText"


def engines(rows: int, turns: int) -> tuple[float, float]:
    """Milliseconds of every chart and count under filters that were never asked for: ours, pandas."""
    table = invented(rows)
    engine = InMemoryEngine(from_events(table))
    columns = ["date_start", "event_type", "sub_event_type", "actor1", "actor2", "country", "admin1", *DEATHS]
    frame = table.select(columns).to_pandas()
    spans = spans_of(engine.describe().span)
    ours, theirs = [], []
    for turn in range(turns):
        country, kind = f"Country {turn % 100}", f"Type {turn % 6}"
        wanted = Filter(choices={"event_type": frozenset([kind]), "country": frozenset([country, "Country 0"])})
        begun = time.perf_counter()
        engine.answer(wanted)
        for name in CHARTED:
            engine.by_value(wanted, name, 8, True)
        engine.by_span(wanted, spans.starts)
        ours.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        _pandas(frame, kind, [country, "Country 0"])
        theirs.append(time.perf_counter() - begun)
    return 1000 * statistics.median(ours), 1000 * statistics.median(theirs)


def _pandas(frame: pd.DataFrame, kind: str, countries: list[str]) -> None:
    of_kind, there = frame["event_type"] == kind, frame["country"].isin(countries)
    sums = {"fatalities": ["count", "sum"], "fatalities_low": "sum", "fatalities_high": "sum"}
    both = frame[of_kind & there]
    for name, shown in {
        "country": frame[of_kind],
        "event_type": frame[there],
        "admin1": both,
        "sub_event_type": both,
        "actor1": both,
        "actor2": both,
    }.items():
        shown.groupby(name, observed=True, dropna=False).agg(sums)
    both.groupby(pd.to_datetime(both["date_start"]).dt.year).agg(sums)


def page(browser: Browser, path: Path, rows: int, turns: int) -> float:
    """Milliseconds from a click on a filter to the redrawn charts."""
    with tempfile.TemporaryDirectory() as user:
        environment = {"DASHBOARD_FILES_DIR": str(path.parent), "DASHBOARD_USER_DIR": user}
        with server("dashboard/app.py", **environment) as running:
            return _clicks(browser, running, path, rows, turns)


def _clicks(browser: Browser, running: Running, path: Path, rows: int, turns: int) -> float:
    tab = dashboard(browser, running)
    opened(tab, path, rows)
    tab.keyboard.press("Escape")
    tab.get_by_role("radio", name="Charts").click()
    tab.locator(".st-key-chart-event_type svg.marks").wait_for()
    tab.wait_for_timeout(2000)
    chip = tab.locator(".st-key-filters .chip, .st-key-filters button[aria-pressed]").first
    found = []
    for _ in range(turns):
        found.append(timed(tab, REDRAWN, tab.evaluate(READ), chip.click))
        tab.wait_for_timeout(REST * 2)
    tab.context.close()
    return statistics.median(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=350_000)
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args()
    ours, pandas = engines(options.rows, options.turns)
    print(
        f"{options.rows:,} events, all charts and counts of a new filter: {ours:.0f} ms, pandas {pandas:.0f} ms, ratio {ours / pandas:.2f}"
    )
    if options.no_browser:
        return
    folder = Path(tempfile.gettempdir()) / "large-files"
    folder.mkdir(exist_ok=True)
    made(folder, 1000)
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, *GL])
        floor = bare(browser, options.turns)["filter"]
        shown = page(browser, made(folder, options.rows), options.rows, options.turns)
        browser.close()
    print(
        f"in the page, a filter to its redrawn charts: {shown:.0f} ms, bare pills {floor:.0f} ms, ratio {shown / floor:.2f}"
    )


if __name__ == "__main__":
    main()
