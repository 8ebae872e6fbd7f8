"""The desk as a coder uses it, for the tests of the desk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Locator, Page, expect

from dashboard.sources.dossier.store import DossierFile

AXE = "() => axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations)"
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return `${at?.className ?? ""} ${at?.getAttribute?.("aria-label") ?? ""} ${at?.textContent ?? ""}`;
}"""


class Desk:
    """The page, by what a coder does with it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def settle(self) -> None:
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name).locator("visible=true").first

    def turn(self, name: str) -> None:
        """Turn to a page, or to a part of the desk."""
        self.page.get_by_role("radio", name=re.compile(rf"^{name}( \(\d+\))?$")).click()
        self.settle()

    def sentence(self, words: str) -> Locator:
        return self.page.locator(".desk .sentence", has_text=words)

    def field(self, name: str) -> Locator:
        return self.page.locator(f'.desk [data-field="{name}"]')

    def begin(self, words: str, key: str) -> None:
        """Choose a sentence and begin a form, by key."""
        self.sentence(words).click()
        self.page.keyboard.press(key)
        expect(self.page.locator(".desk .form-head")).to_be_visible()

    def who(self, field: str, chip: str, name: str, side: str) -> None:
        """Choose somebody by the words that name him; new the first time, on file from then on."""
        box = self.field(field)
        box.locator(".chip", has_text=chip).first.click()
        if not name:
            return
        choice = box.locator(".who-row select").first
        if choice.locator("option", has_text=name).count():
            choice.select_option(label=name)
        else:
            choice.select_option("new")
            box.get_by_label("Name of the new one").last.fill(name)
            box.get_by_label("Side of the new one").last.select_option(side)

    def done(self) -> None:
        """Send the form by key; it waits for review."""
        self.page.keyboard.press("Control+Enter")
        expect(self.page.locator(".desk .told")).to_have_text("It waits for review.")
        self.settle()

    def reject_all(self, count: int) -> None:
        """Reject what waits for review, one after the other."""
        for left in range(count - 1, -1, -1):
            self.page.locator(".st-key-review-ways button", has_text="Reject").locator("visible=true").click()
            expected = f"Review ({left})" if left else "Review"
            expect(self.page.get_by_role("radio", name=expected, exact=True)).to_be_visible()
            self.settle()

    def accept_all(self, count: int) -> None:
        self.turn("Review")
        for left in range(count, 0, -1):
            expect(self.page.locator('[class*="st-key-review-"][class*="st-key-review-"] button').first).to_be_visible()
            self.page.locator(".st-key-review-ways button").locator("visible=true").first.click()
            expected = f"Review ({left - 1})" if left > 1 else "Review"
            expect(self.page.get_by_role("radio", name=expected, exact=True)).to_be_visible()
            self.settle()


def stored(server: Any) -> DossierFile:
    """The dossier as it lies in the user's folder."""
    [path] = (server.log.parent / "user" / "dossiers").glob("*.sqlite")
    return DossierFile.open(path)


def axe(page: Page) -> list[str]:
    """What axe says of the page, the grave faults. What Streamlit is still drawing is pale: it is waited for."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    page.wait_for_timeout(600)
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
    found = page.evaluate(AXE)
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")
    ]


def tab_to(page: Page, wanted: str, *, most: int = 90) -> None:
    """Press Tab until what has the focus is this."""
    for _ in range(most):
        if wanted in page.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {wanted}; it stands at {page.evaluate(FOCUSED)}")
