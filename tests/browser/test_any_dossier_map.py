"""A dossier on another conflict in the browser: map, days, filters, panel, claims and sources; then back to the first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1] / "dossiers"))
from theatre import RIVER, foreign

from dashboard.sources.dossier.tables import SHIPPED, Tables, load

Visit = Callable[..., AbstractContextManager[Any]]
LINE = "Argentina–Uruguay border (invented dispute; not recognised by the Free River Front)"


@pytest.fixture(scope="module")
def river() -> Tables:
    return load(RIVER, strict=True)


@pytest.fixture(scope="module")
def two(serve: Callable[..., AbstractContextManager[Any]]) -> Iterator[Any]:
    """A server with this dossier first and the shipped one beside it."""
    with serve(settings={"DASHBOARD_DATA_DIR": os.pathsep.join([str(RIVER), str(SHIPPED)])}) as started:
        yield started


def words(desk: Any) -> str:
    """All that a reader can read on the page, but for the button that leads to the other dossier."""
    return str(desk.page.evaluate(
        """() => {
            const body = document.body.cloneNode(true);
            body.querySelectorAll("script, style, .st-key-dossier-data").forEach(element => element.remove());
            return body.textContent;
        }"""
    ))  # fmt: skip


def test_the_whole_page_is_told_in_the_words_of_this_dossier(two: Any, visit: Visit, river: Tables) -> None:
    placed = sorted(row["event_id"] for row in river.rows("events") if row["place_id"])
    with visit(two) as desk:
        # The map: every event, the line and the parties in the legend, a province as an area, the first view around them.
        desk.wait_drawn(placed)
        expect(desk.page.locator("h1")).to_have_text("Uruguay River: an invented dispute of three sides")
        expect(desk.map.locator(".legend")).to_contain_text(LINE)
        expect(desk.map.locator(".legend")).to_contain_text("Free River Front")
        expect(desk.map.locator("path.border-line")).to_have_count(1)
        south, north, west, east = desk.frame().evaluate(
            "(box => [box.getSouth(), box.getNorth(), box.getWest(), box.getEast()])(window.eventLayer.map.getBounds())"
        )
        assert south < -31.5 < -30.1 < north
        assert west < -58.1 < -56 < east
        assert north - south < 8
        # A mark: its card, its words, the night at its place, the claims that contradict each other.
        desk.mark("ev-bella-union-2031-03-13").click()
        expect(desk.popup).to_contain_text("Argentine drone attack in Bella Unión")
        expect(desk.panel).to_contain_text("in Bella Unión, local time (UTC-03:00); computed, not reported")
        expect(desk.panel).to_contain_text("Contradicted (as worded) by")
        assert foreign(words(desk)) == []
        # A filter: the third party as attacker, and the days.
        desk.page.locator('.st-key-filters [data-facet="attacker"]').get_by_role(
            "button", name="Free River Front"
        ).click()
        desk.wait_drawn(["ev-concordia-2031-03-13"])
        desk.reset()
        desk.wait_drawn(placed)
        desk.mode("Up to a day")
        desk.sliders.first.fill("0")
        desk.reset()
        desk.wait_drawn(placed)
        # The list holds the event without a place. It is drawn anew after the filter: the click waits for that.
        desk.settle()
        desk.entry("ev-bridge-2031-03-08").click()
        expect(desk.panel).to_contain_text("The sources name no place, so it is not on the map")
        # Claims and sources.
        desk.turn_to("Claims")
        expect(desk.page.locator("table.claims")).to_contain_text("Free River Front’s side (unrecognised)")
        assert foreign(words(desk)) == []
        desk.turn_to("Sources")
        expect(desk.page.locator(".st-key-reader")).to_contain_text("Fighters of the Free River Front clashed")
        assert foreign(words(desk)) == []
        desk.no_error()


def test_the_reader_turns_to_the_other_dossier_and_back_by_the_browser(two: Any, visit: Visit, river: Tables) -> None:
    placed = [row["event_id"] for row in river.rows("events") if row["place_id"]]
    shipped = [row["event_id"] for row in load(SHIPPED).rows("events") if row["place_id"]]
    with visit(two) as desk:
        desk.wait_drawn(placed)
        desk.entry("ev-concordia-2031-03-13").click()
        expect(desk.panel).to_contain_text("Rockets of the Free River Front at Concordia")
        desk.button("dossier-data").click()
        expect(desk.page.locator("h1")).to_have_text("Pakistan and Afghanistan: reported strikes and clashes")
        desk.settle()  # until then the frame of the other map stands there too
        expect(desk.iframe()).to_have_count(1)
        desk.wait_drawn(shipped)
        expect(desk.panel).to_have_count(0)
        assert "dossier=data" in desk.page.url
        desk.page.go_back()
        expect(desk.page.locator("h1")).to_have_text("Uruguay River: an invented dispute of three sides")
        desk.settle()
        expect(desk.iframe()).to_have_count(1)
        desk.wait_drawn(placed)
        desk.no_error()
