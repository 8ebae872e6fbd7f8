"""Playing a long span: window by window, with list, counts and map telling of the same events."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from file_driver import drop, ged_payload, rows, shows
from playwright.sync_api import expect

# A year apart each, so that no single day shows more than one; two a year.
YEARS = range(1990, 2024)
EVENTS = [
    {"date_start": f"{year}-{month}-15", "latitude": 10 + number, "longitude": 20 + number}
    for number, year in enumerate(YEARS)
    for month in ("03", "09")
]
# The map's number, the sentence's, and the first days of the rows of the list, once they have come to agree.
AGREE = """n => {
    const rows = [...document.querySelectorAll('.st-key-file-list')].flatMap(host => {
        const walk = part => [...part.querySelectorAll('button[data-event]'), ...[...part.querySelectorAll('*')].flatMap(e => e.shadowRoot ? walk(e.shadowRoot) : [])];
        return walk(host); });
    return rows.length === n; }"""

Visit = Callable[..., AbstractContextManager[Any]]


@pytest.mark.parametrize(("width", "height", "theme"), [(1440, 900, "light"), (768, 1024, "dark"), (390, 844, "light")])
def test_34_years_are_played_by_the_year(visit: Visit, server: Any, width: int, height: int, theme: str) -> None:
    with visit(server, width=width, height=height, theme=theme) as page:
        drop(page, ged_payload("long.csv", EVENTS))
        shows(page, "long.csv", len(EVENTS))
        if width < 800:
            page.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click(force=True)
        unit = page.page.get_by_label("Play in windows of a")
        expect(unit).to_have_value("year")
        page.page.get_by_role("button", name="Play", exact=True).click()
        # Of the first window both events are on the map and in the list, while it goes on.
        shows(page, "long.csv", 2)
        page.page.wait_for_function(AGREE, arg=2)
        page.page.get_by_role("button", name="Stop", exact=True).click()
        expect(page.page.locator("body[data-days]")).to_have_count(0)
        expect(page.page.get_by_role("radio", name="Range", exact=True)).to_be_checked()
        expect(rows(page)).to_have_count(2)
        shows(page, "long.csv", 2)
        # Another window: a quarter has one event.
        unit.select_option("quarter")
        page.reset()
        page.page.get_by_role("radio", name="Up to a day", exact=True).click()
        unit.select_option("year")
        page.page.get_by_role("button", name="Play", exact=True).click()
        shows(page, "long.csv", 6)
        page.page.get_by_role("button", name="Stop", exact=True).click()


def test_what_does_not_follow_is_dimmed_while_the_hand_moves(page: Any) -> None:
    page.sliders.first.focus()
    box = page.sliders.first.bounding_box()
    strength = "() => Number(getComputedStyle(document.querySelector('.st-key-headline-figures')).opacity)"
    page.page.mouse.move(box["x"] + 11, box["y"] + box["height"] / 2)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    page.page.wait_for_function(f"() => ({strength})() < 0.5")
    page.page.mouse.up()
    page.page.wait_for_function(f"() => ({strength})() === 1")
