"""A row of an opened file says who against whom, where, when and its deaths with their kind; it can be cited."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from file_driver import drop, ged_payload, rows, shows
from playwright.sync_api import expect

EVENTS = [
    {
        **{"date_start": "2019-07-31", "latitude": 35.2, "longitude": 72.4, "where_coordinates": "Mingora town"},
        **{"best": 3, "low": 2, "high": 4, "where_description": "at the bridge of Mingora"},
    },
    {
        **{"date_start": "2020-01-02", "latitude": 33.1, "longitude": 68.2, "where_coordinates": "Ghazni town"},
        **{"type_of_violence": 3, "side_a": "Rebels", "side_b": "Civilians", "best": 1, "low": 1, "high": 1},
    },
]

Visit = Callable[..., AbstractContextManager[Any]]


@pytest.mark.parametrize(("width", "height", "theme"), [(1440, 900, "light"), (768, 1024, "dark"), (390, 844, "light")])
def test_a_row_is_told_apart_and_cited(visit: Visit, server: Any, width: int, height: int, theme: str) -> None:
    with visit(server, width=width, height=height, theme=theme) as page:
        drop(page, ged_payload("rows.csv", EVENTS))
        shows(page, "rows.csv", 2)
        if width < 800:
            page.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click(force=True)
        first, second = rows(page).nth(0), rows(page).nth(1)
        for words in ("Government of A – Rebels", "Wed 31 Jul 2019", "Mingora town", "deaths: best 3, low 2, high 4"):
            expect(first).to_contain_text(words)
        expect(second).to_contain_text("Rebels against Civilians")
        first.click()
        page.panel.wait_for()
        expect(page.panel.locator(".panel-title")).to_have_text("Government of A – Rebels")
        page.panel.get_by_role("button", name="Cite").click()
        cited = page.page.get_by_test_id("stPopoverBody").filter(has_text="Copy the citation")
        for words in (
            "Government of A – Rebels, Wed 31 Jul 2019, Mingora town",
            "at the bridge of Mingora",
            "From rows.csv, line 2, id 1",
            "set=file-",
            "UCDP Georeferenced Event Dataset",
            "CC BY 4.0",
            "SHA-256",
        ):
            expect(cited).to_contain_text(words)


@pytest.mark.parametrize("public", ["", "https://news.example.org/map/"])
def test_a_cited_link_says_how_far_it_reaches(visit: Visit, serve: Any, public: str) -> None:
    with serve(settings={"DASHBOARD_PUBLIC_URL": public}) as server, visit(server) as page:
        page.page.locator('[class*="st-key-list-"] button').first.click()
        page.panel.get_by_role("button", name="Cite").click()
        cited = page.page.get_by_test_id("stPopoverBody").filter(has_text="Copy the citation")
        reach = cited.get_by_text("The link works on this computer only")
        if public:
            expect(cited).to_contain_text("https://news.example.org/map/?event=")
            expect(reach).to_have_count(0)
        else:
            expect(cited).to_contain_text("http://127.0.0.1:")
            expect(reach).to_be_visible()
