"""The legend explains what is drawn now, folds, and covers no note and no mark of the first view."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import expect

from dashboard.model.days import day_number
from dashboard.sources.dossier.tables import Tables

LINES = """() => [...document.querySelectorAll('.legend-ground .legend-line')].filter(line => line.checkVisibility())
    .map(line => line.textContent)"""
COVERED = """() => {
    const legend = document.querySelector('.legend').getBoundingClientRect();
    return [...document.querySelectorAll('.map-note, .leaflet-control-scale, .mark-box')].filter(part => {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        return left < legend.right && right > legend.left && top < legend.bottom && bottom > legend.top;
    }).map(part => part.className); }"""

Visit = Callable[..., AbstractContextManager[Any]]


@pytest.mark.parametrize(("width", "height", "theme"), [(1440, 900, "light"), (768, 1024, "dark"), (390, 844, "light")])
def test_the_legend_explains_what_is_drawn_and_covers_nothing(
    visit: Visit, server: Any, tables: Tables, width: int, height: int, theme: str
) -> None:
    with visit(server, width=width, height=height, theme=theme) as page:
        page.frame().wait_for_function("() => window.drawnEvents?.length > 10")
        legend = page.map.locator(".legend")
        if width < 700:
            expect(legend).not_to_have_attribute("open", "")
            assert page.frame().evaluate(COVERED) == []
            legend.locator("> summary").click()
        else:
            assert page.frame().evaluate(COVERED) == []
        whole = page.frame().evaluate(LINES)
        row = next(row for row in tables.rows("events") if row["time_of_day"] == "night" and row["place_id"])
        days = [day_number(row["date_start"]), day_number(row["date_end"])]
        page.page.evaluate(
            "days => { window.reportedView.days = days; window.dispatchEvent(new CustomEvent('view')); }", days
        )
        page.frame().wait_for_function(f"n => ({LINES})().length < n", arg=len(whole))
        kinds = {tables.label("events.kind", other["kind"]) for other in tables.rows("events")}
        drawn = page.frame().evaluate("window.drawnEvents")
        expected = {tables.label("events.kind", tables.row("events", event)["kind"]) for event in drawn}
        assert kinds & set(page.frame().evaluate(LINES)) == expected
        legend.locator("> summary").click()
        assert page.frame().evaluate(LINES) == []
