"""The set that a reader has turned to lies above all others; others are off until turned on, and drawn back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from file_driver import drop, entry, ged_payload, shows
from playwright.sync_api import expect

NAME = "Pakistan and Afghanistan"
# Three places of the dossier, so that its marks and those of the file lie upon each other.
PLACES = (("Kabul", 34.525, 69.178), ("Kandahar", 31.61, 65.705), ("Khost", 33.34, 69.92))
EVENTS = [
    {"date_start": f"2026-02-{day}", "latitude": latitude, "longitude": longitude, "where_coordinates": place}
    for day, (place, latitude, longitude) in zip((21, 26, 27), PLACES, strict=True)
]
# What lies at the middle of each mark of the file, as the reader's hand finds it.
ON_TOP = """() => [...document.querySelectorAll('.columns-mark')].map(mark => {
    const { left, top, width, height } = mark.getBoundingClientRect();
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return Boolean(found) && (found === mark || mark.contains(found)); })"""
STRENGTH = """selector => { let share = 1;
    for (let part = document.querySelector(selector); part; part = part.parentElement) share *= Number(getComputedStyle(part).opacity);
    return share; }"""

Visit = Callable[..., AbstractContextManager[Any]]


def open_own(page: Any) -> None:
    drop(page, ged_payload("own.csv", EVENTS))
    shows(page, "own.csv", 3)


@pytest.mark.parametrize(("width", "height", "theme"), [(1440, 900, "light"), (768, 1024, "dark")])
def test_an_opened_file_lies_alone_then_above_the_dossier(
    visit: Visit, server: Any, width: int, height: int, theme: str
) -> None:
    with visit(server, width=width, height=height, theme=theme) as page:
        open_own(page)
        page.wait_drawn([])
        expect(page.map.locator(".mark-box")).to_have_count(0)
        assert page.frame().evaluate(ON_TOP) == [True] * 3
        page.page.get_by_role("button", name=f"Show {NAME} on the map").click()
        expect(page.map.locator(".mark-box")).not_to_have_count(0)
        page.settle()
        assert page.frame().evaluate(ON_TOP) == [True] * 3
        assert page.frame().evaluate(STRENGTH, ".mark-box") <= 0.5
        assert page.frame().evaluate(STRENGTH, ".columns-mark") == 1
        # Turned to, the dossier is the one above, and the file is off.
        entry(page, NAME).click()
        page.settle()
        expect(page.map.locator(".columns-mark")).to_have_count(0)
        assert page.frame().evaluate(STRENGTH, ".mark-box") == 1
        page.page.get_by_role("button", name="Show own.csv on the map").click()
        expect(page.map.locator(".columns-mark")).to_have_count(3)
        assert page.frame().evaluate(STRENGTH, ".columns-mark") <= 0.5
        assert page.frame().evaluate(STRENGTH, ".mark-box") == 1
