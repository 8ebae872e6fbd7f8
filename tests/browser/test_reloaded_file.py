"""A reload, and a restart of the server, keep the opened file and the view of it; a link waits for its file."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from file_driver import drop, ged_payload, rows, shows
from playwright.sync_api import expect

EVENTS = [
    {
        **{"date_start": f"{2010 + number}-05-05", "latitude": 30 + number, "longitude": 60 + number},
        **{"type_of_violence": 1 + number % 2},
    }
    for number in range(8)
]
FILE = ged_payload("mine.csv", EVENTS)
VIEW = "() => { const map = window.eventLayer.map, { lat, lng } = map.getCenter(); return [map.getZoom(), lat, lng]; }"

Visit = Callable[..., AbstractContextManager[Any]]
Serve = Callable[..., AbstractContextManager[Any]]


def chosen(page: Any) -> str:
    """Open the file, one type of it and one of its events; returns the link."""
    drop(page, FILE)
    shows(page, "mine.csv", 8)
    if page.page.viewport_size["width"] >= 1000:
        page.page.locator('.st-key-filters [data-facet="event_type"]').get_by_role("button", name="Non-state").click()
        shows(page, "mine.csv", 4)
    else:
        page.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click(force=True)
    rows(page).nth(1).click()
    page.panel.wait_for()
    page.settle()
    page.page.wait_for_url(re.compile(r"set=file-[0-9a-f]{16}.*"))
    return str(page.page.url)


def stands(page: Any, shown: int) -> None:
    """The file is open in the view of the link, and nothing is left out of it."""
    expect(rows(page)).to_have_count(shown)
    shows(page, "mine.csv", shown)
    expect(rows(page).nth(1)).to_have_attribute("aria-pressed", "true")
    page.panel.wait_for()
    expect(page.page.get_by_text("Parts of the link")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_a_reload_keeps_the_file_and_its_view(visit: Visit, server: Any, width: int, height: int) -> None:
    with visit(server, width=width, height=height) as page:
        link, shown = chosen(page), 4 if width > 1000 else 8
        page.page.wait_for_timeout(1200)  # the map has written where it is
        view = page.frame().evaluate(VIEW)
        page.page.reload()
        page.iframe().wait_for(state="attached")
        stands(page, shown)
        assert page.frame().evaluate(VIEW) == pytest.approx(view, abs=0.02)
        assert link.split("&at=")[0].split("?")[1].split("&")[0] in page.page.url


def test_a_kept_file_outlives_the_server_and_another_is_asked_for(visit: Visit, serve: Serve, tmp_path: Path) -> None:
    with serve(settings={"DASHBOARD_USER_DIR": str(tmp_path)}) as first, visit(first) as page:
        link = chosen(page).split("?")[1]
        page.page.locator(".st-key-figures").get_by_test_id("stExpander").locator("summary").click()
        page.page.get_by_role("button", name="Keep on this machine").click()
        page.page.get_by_role("button", name="Keep on this machine").wait_for(state="detached")
    with serve(settings={"DASHBOARD_USER_DIR": str(tmp_path)}) as again, visit(again) as page:
        page.load(link)
        stands(page, 4)
    with serve(settings={"DASHBOARD_USER_DIR": str(tmp_path / "empty")}) as bare, visit(bare) as page:
        page.load(link)
        expect(page.page.get_by_text("This link shows an event file that is not open here")).to_be_visible()
        drop(page, FILE)
        stands(page, 4)
        expect(page.page.get_by_text("This link shows an event file")).to_have_count(0)


def test_on_a_shared_server_only_its_owner_gets_a_file_back(visit: Visit, serve: Serve) -> None:
    with serve(settings={"DASHBOARD_SHARED": "yes"}) as shared, visit(shared) as owner, visit(shared) as other:
        link = chosen(owner).split("?")[1]
        owner.page.reload()
        owner.iframe().wait_for(state="attached")
        stands(owner, 4)
        other.load(link)
        expect(other.page.get_by_text("This link shows an event file that is not open here")).to_be_visible()
        assert other.frame().evaluate("window.eventLayer.sets.open.size") == 0
