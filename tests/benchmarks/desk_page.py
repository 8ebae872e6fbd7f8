"""The page of a dossier of thousands of events beside that of the shipped one: ``python tests/benchmarks/desk_page.py``.

Both are the user's own, on one server, in one run. Each line is one thing that a person does, with the median of both
and their ratio; times on a shared machine are noisy, so read the ratios. The large one is the invented dossier of
``tests/dossiers`` many times over. In each some forms wait for review; "a save" accepts one of them on the page.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "dossiers"))
from many_copies import many_copies
from page import COUNTED, FLAGS, OURS, OURS_DRAWN, filters, first_map, fresh, moves, server
from theatre import RIVER

from dashboard.coding import desk_work
from dashboard.coding.article_copies import SentencePair
from dashboard.coding.carried_over import carried_forms
from dashboard.model.filter import Filter
from dashboard.propose.sentence_split import sentences
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import SHIPPED, FolderContents, Tables
from dashboard.sources.dossier.tables.contents import Contents

EVENTS_IN_ONE, WAITING = 7, 12
#: How much slower the large one may be, and how many milliseconds of difference are noise.
MOST, NOISE = 1.5, 60
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass(frozen=True)
class Dossier:
    """One of the two: its key in the address, its file, and what a filter of the page leaves of its placed events."""

    key: str
    file: DossierFile
    placed: int
    per_day: list[int]
    at_night: int


def dossier(shelf: Path, name: str, contents: Contents) -> Dossier:
    """A dossier of the user's own with forms that wait for review."""
    file = DossierFile.from_contents(shelf / f"{name}.sqlite", contents, "bench")
    tables = file.tables()
    for form in islice(sound_forms(file, tables), WAITING):
        desk_work.keep(file, "event", form, "bench")
    events = tables.events[tables.events["place_id"].notna()]
    engine = InMemoryEngine(from_tables(tables, events))
    at_night = engine.answer(Filter(choices={"time_of_day": frozenset({"night"})})).shown
    return Dossier(f"own-{name}", file, len(events), [int(n) for n in engine.answer(Filter()).days.counts], at_night)


def sound_forms(file: DossierFile, tables: Tables) -> Iterator[dict[str, Any]]:
    """Forms as a person would type them: acts that are coded already, coded again as acts of their own."""
    for source, text in tables.texts.items():
        pairs = [SentencePair(start, end, start, end, 1.0, "in order", ()) for start, end in sentences(text)]
        for sort, form in carried_forms(tables, source, source, text, pairs):
            if sort == "event" and not desk_work.faults_in(file, sort, {**form, "same_as": ""}):
                yield {**form, "same_as": ""}


def desk_times(page: Page, address: str, dossier: Dossier, times: int) -> dict[str, float]:
    """Milliseconds of what a coder does: to the desk, to the review, a form accepted, and back to the map."""
    opened, reviewed, saved, back = [], [], [], []
    for _ in range(times):
        page.goto(f"{address}?dossier={dossier.key}")
        page.wait_for_function(OURS_DRAWN, timeout=120_000)
        page.locator(IDLE).wait_for(timeout=120_000)
        radio = page.get_by_role("radio", name="Desk", exact=True)
        opened.append(took(radio.click, lambda: page.locator(".desk .sentence").first.wait_for()))
        page.locator(IDLE).wait_for()
        review = page.get_by_role("radio", name="Review (")
        reviewed.append(took(review.click, lambda: page.locator(".st-key-review-card .panel-title").wait_for()))
        page.locator(IDLE).wait_for()
        left = len(desk_work.waiting(dossier.file)) - 1
        name = f"Review ({left})" if left else "Review"
        accept = page.locator(".st-key-review-ways button").first
        saved.append(took(accept.click, lambda name=name: page.get_by_role("radio", name=name, exact=True).wait_for()))
        page.locator(IDLE).wait_for(timeout=120_000)
        chosen = page.get_by_role("radio", name="Map", exact=True)
        back.append(took(chosen.click, lambda: page.wait_for_function(OURS_DRAWN, timeout=120_000)))
        page.locator(IDLE).wait_for(timeout=120_000)
    return {
        "the desk opens": statistics.median(opened),
        "the review opens": statistics.median(reviewed),
        "a form is accepted": statistics.median(saved),
        "back to the map": statistics.median(back),
    }


def took(act: Callable[[], None], shown: Callable[[], object]) -> float:
    """Milliseconds from a click until what it asked for is shown."""
    start = time.perf_counter()
    act()
    shown()
    return 1000 * (time.perf_counter() - start)


def measured(browser: Browser, address: str, dossier: Dossier, times: int) -> dict[str, float]:
    """Every line of the report for one dossier."""
    print(f"measuring {dossier.key} …", file=sys.stderr)
    url = f"{address}?dossier={dossier.key}"
    steps: list[object] = [dossier.placed, *dossier.per_day]
    opened = browser.new_page()
    opened.goto(url)
    # The gate reads all of it once in a process.
    row = {"first opened": took(lambda: None, lambda: opened.wait_for_function(OURS_DRAWN, timeout=600_000))}
    print(f"first opened: {row['first opened']:.0f} ms", file=sys.stderr)
    opened.close()
    row |= {"first map": first_map(browser, url, OURS, steps[0], times)}
    print(f"first map: {row['first map']:.0f} ms", file=sys.stderr)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(120_000)
    fresh(page, url, OURS, steps[0])
    row["slider step"] = moves(page, OURS, steps, 2 * times)
    fresh(page, url, OURS, steps[0])
    pill = '[data-facet="time_of_day"] button'
    row["filter"] = float("nan")
    with suppress(TimeoutError):
        page.locator(pill).first.wait_for(timeout=20_000)
        row["filter"] = filters(page, COUNTED, steps[0], dossier.at_night, pill, 2 * times)
    print(f"slider: {row['slider step']:.0f} ms, filter: {row['filter']:.0f} ms", file=sys.stderr)
    row |= desk_times(page, address, dossier, times)
    page.close()
    return row


def main() -> int:
    """Print one line a measure; exit code 1 where the large dossier is slower than the small one by more than may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ["DASHBOARD_USER_DIR"] = folder
        shelf = Path(folder) / "dossiers"
        shelf.mkdir()
        large = many_copies(FolderContents(RIVER), -(-asked.events // EVENTS_IN_ONE))
        dossiers = [dossier(shelf, "shipped", FolderContents(SHIPPED)), dossier(shelf, "large", large)]
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        with server("dashboard/app.py") as address:
            small, big = (measured(browser, address, one, asked.times) for one in dossiers)
        browser.close()
    print(f"{'median, ms':24}{f'{dossiers[0].placed} events':>14}{f'{dossiers[1].placed} events':>14}{'ratio':>8}")
    # Every quote of a dossier is proved when a server first reads it: that grows with the dossier.
    slow = [name for name in list(small)[1:] if big[name] > MOST * small[name] and big[name] - small[name] > NOISE]
    for name, time_of_small in small.items():
        ratio = big[name] / time_of_small
        print(f"{name:24}{time_of_small:14.0f}{big[name]:14.0f}{ratio:8.2f}{'  slower' if name in slow else ''}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
