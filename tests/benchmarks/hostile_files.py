"""What a second viewer notices while somebody opens a file that was made to break the reader.

    .venv/bin/python tests/benchmarks/hostile_files.py [--only corners.xlsx packed.csv.gz] [--folder FOLDER]

One page opens each attack (attack_files.py), one after the other. Meanwhile a second viewer asks for the counts of new
filters over a file of 50,000 events and draws a page of its own; before each attack it does the same alone. Prints what
became of the attack, how long it took, the medians of both and their ratio; wanted is at most 1.5. Times on a shared
machine are noisy: read the ratios. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import attack_files
from large_files import FILTERED, Running, asked, dashboard, made, new_question, opened, server
from page import FLAGS, timed
from playwright.sync_api import Browser, Page, sync_playwright

ROWS = 50_000
# Seconds for which one attack is watched; then it is cancelled.
LONGEST = 150.0
CHIP = '[data-facet="event_type"] .chip'


class SecondViewer:
    """Somebody else with a file open."""

    def __init__(self, browser: Browser, running: Running, path: Path) -> None:
        self.page = dashboard(browser, running)
        keys: list[str] = []
        self.page.on("request", lambda request: keys.append(request.url) if "/answers/" in request.url else None)
        opened(self.page, path, ROWS)
        self.page.keyboard.press("Escape")
        self.page.wait_for_timeout(1000)
        self.key = keys[-1].rsplit("/", 1)[1]
        self.address, self.chance = running.address, random.Random(7)
        self.turn = 0

    def asks(self) -> float:
        """Milliseconds until the counts of a filter have come."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc)
        connection.connect()
        try:
            return asked(self.address, self.key, new_question(self.chance), connection)[0]
        finally:
            connection.close()

    def filters(self) -> float:
        """Milliseconds from a click on a filter to the painted marks."""
        self.turn += 1
        before = self.page.evaluate("() => reportedView.answered")
        return timed(self.page, FILTERED, before, self.page.locator(CHIP).nth(self.turn % 2).click)


def median(values: list[float]) -> float:
    return statistics.median(values) if values else float("nan")


def attack(page: Page, path: Path, viewer: SecondViewer) -> str:
    """Open one file on ``page``; the line that says what came of it and what the second viewer noticed."""
    alone = [viewer.asks() for _ in range(20)], [viewer.filters() for _ in range(3)]
    if not page.get_by_role("button", name=path.name, exact=True).is_visible():
        page.get_by_role("button", name="Open event files").click()
    begun = time.monotonic()
    page.get_by_role("button", name=path.name, exact=True).click()
    asks: list[float] = []
    paints: list[float] = []
    outcome = ""
    while not outcome and time.monotonic() - begun < LONGEST:
        asks.append(viewer.asks())
        if len(asks) % 10 == 5:
            paints.append(viewer.filters())
        time.sleep(0.02)
        outcome = became(page, path)
    took = time.monotonic() - begun
    if not outcome:
        page.get_by_role("button", name="Cancel").click()
        outcome = "cancelled"
        page.wait_for_timeout(3000)
    for name in ("Understood", "Close"):
        button = page.get_by_role("button", name=name, exact=True)
        if button.count() and button.first.is_visible():
            button.first.click()
            page.wait_for_timeout(1000)
    ratios = [median(asks) / median(alone[0]), median(paints) / median(alone[1])]
    return (
        f"{path.name:20} {took:6.1f} s   answers {median(alone[0]):5.0f} → {median(asks):5.0f} ms, worst "
        f"{max(asks):6.0f} ({ratios[0]:.2f})   paint {median(alone[1]):5.0f} → {median(paints):5.0f} ms ({ratios[1]:.2f})"
        f"   {outcome[:150]}"
    )


def became(page: Page, path: Path) -> str:
    """What became of a file: empty while it is being opened."""
    for place in (".st-key-files-refused", '[data-testid="stDialog"]'):
        found = page.locator(place)
        if found.count():
            return " ".join(found.first.inner_text().split())
    if page.locator('[class*="st-key-set-file-"]').filter(has_text=path.name).count():
        return "opened"
    return ""


def main() -> None:
    """Attack, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=list(attack_files.ATTACKS))
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "attack-files")
    options = parser.parse_args()
    paths = attack_files.make(options.folder, options.only)
    good = made(options.folder, ROWS)
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as user, sync_playwright() as playwright:
        settings = {"DASHBOARD_FILES_DIR": str(options.folder), "DASHBOARD_USER_DIR": user}
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        with server("dashboard/app.py", **settings) as running:
            viewer = SecondViewer(browser, running, good)
            page = dashboard(browser, running)
            for path in paths:
                if path.is_file():
                    print(attack(page, path, viewer), flush=True)
            print(f"the server holds {running.memory:.0f} MB and answers in {viewer.asks():.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
