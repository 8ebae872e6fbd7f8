"""A jump lands on the thing: in view, opened, outlined."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

Visit = Callable[..., AbstractContextManager[Any]]


def landed(part: Locator) -> None:
    expect(part).to_be_in_viewport()
    expect(part).to_have_class(re.compile(r"\bfocused\b"))
    assert part.evaluate("part => getComputedStyle(part).outlineStyle") == "solid"


@pytest.mark.parametrize(("width", "height", "theme"), [(1440, 900, "light"), (768, 1024, "dark"), (390, 844, "light")])
def test_a_figure_leads_to_its_claim_with_its_words_open(
    visit: Visit, server: Any, width: int, height: int, theme: str
) -> None:
    with visit(server, width=width, height=height, theme=theme) as page:
        page.frame().wait_for_function("() => window.drawnEvents?.length")
        figure = page.page.locator(".st-key-headline-figures button[data-open]").first
        claim = page.page.locator(f"#said-{figure.get_attribute('data-open')}")
        figure.click()
        landed(claim)
        expect(claim.locator("> details:last-of-type")).to_have_attribute("open", "")
        expect(claim.locator("blockquote").first).to_be_visible()
        # From there to what stands against it, and back to a claim.
        against = page.page.locator('.claims a[href^="#against-"]').first
        listed = page.page.locator(against.get_attribute("href"))
        against.click()
        landed(listed)
        back = listed.locator('a[href^="#said-"]').first
        rival = page.page.locator(back.get_attribute("href"))
        back.click()
        landed(rival)
        expect(rival.locator("blockquote").first).to_be_visible()
