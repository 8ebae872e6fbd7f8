"""The forms of the desk, one by one, in a dossier that is there already: the map, what is typed, words, ties, differences."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_driver import Desk, axe, stored
from playwright.sync_api import Browser, Locator, expect

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "coding"))
from desk_dossier import made

#: Written for this test; no such dispute exists.
REPORT = """Drones strike Menaka as a front shells towns

GAO, Mali, Nov 27, 2026 (Desert Wire) - Drones struck the town of Menaka on Thursday night, killing at least nine people, a local official said on Friday.

Fighters of the Dune Front shelled Ansongo on Friday morning and the wells of Tin Adara overnight, the army said.

In the province of Mopti, planes bombed a camp on Tuesday. Troops clashed with the front along the border between Mali and Niger on Wednesday, a local official said.

The front said it was ready to talk.
"""


@pytest.fixture(scope="module")
def desk_server(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A server with one dossier of the reader's own, in which the report lies uncoded."""
    user = tmp_path_factory.mktemp("coder") / "user"
    (user / "dossiers").mkdir(parents=True)
    made(user / "dossiers", REPORT, "mali.sqlite")
    with serve(settings={"DASHBOARD_USER_DIR": str(user)}) as server:
        server.__dict__["log"].parent.joinpath("user").symlink_to(user)
        yield server


@pytest.fixture(scope="module")
def desk(browser: Browser, desk_server: Any) -> Iterator[Desk]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    context.set_default_timeout(60_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{desk_server.origin}/?dossier=own-mali")
    desk = Desk(page)
    desk.turn("Desk")
    expect(page.locator(".desk .sentence").first).to_be_visible()
    yield desk
    context.close()
    assert errors == []
    assert "Traceback" not in desk_server.output()


def the_map(desk: Desk) -> Locator:
    return desk.page.locator(".desk .place-map")


# --- the map of a form -----------------------------------------------------------------------------------------------


def test_the_chosen_place_stands_on_a_map_of_our_own_ground(desk: Desk) -> None:
    desk.begin("Drones struck", "e")
    shown = the_map(desk)
    expect(shown.locator("path.land").first).to_be_attached()
    expect(shown.locator(".place-label")).to_have_text("Ménaka")
    expect(shown.locator(".place-sign.own circle")).to_have_attribute("stroke-dasharray", "none")
    expect(desk.field("place").locator(".drawn-as")).to_contain_text("a point: the town")
    expect(shown.locator("path.area")).to_have_count(0)
    expect(shown.locator(".leaflet-tile")).to_have_count(0)
    assert axe(desk.page) == []
    desk.field("place").get_by_label("near it, not in it").check()
    expect(desk.field("place").locator(".drawn-as")).to_contain_text("near the town, not in it")
    desk.page.keyboard.press("Escape")


def test_a_province_is_its_outline_and_a_border_a_line(desk: Desk) -> None:
    desk.begin("planes bombed", "e")
    expect(the_map(desk).locator("path.area.level-province.fill")).to_have_count(1)
    expect(the_map(desk).locator(".place-sign.own circle")).to_have_attribute("stroke-dasharray", "5 2.6")
    expect(desk.field("place").locator(".drawn-as")).to_contain_text("the outline of the province")
    desk.page.keyboard.press("Escape")
    desk.begin("Troops clashed", "e")
    expect(the_map(desk).locator("path.area.level-border.dashes").first).to_be_attached()
    expect(desk.field("place").locator(".drawn-as")).to_contain_text("a line: the border")
    desk.page.keyboard.press("Escape")
