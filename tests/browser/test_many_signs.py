"""A dossier of more events than are elements of the page: their signs stand on a canvas, and nothing of them is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1] / "dossiers"))
from many_copies import write_copies
from theatre import RIVER

from dashboard.sources.dossier.tables import FolderContents, load

COPIES, ELEMENTS = 60, 300
PLACED = [str(event) for event in load(RIVER).events.query("place_id.notna()")["event_id"]]
# Where the sign of an event is in the window of the map, as pixels of the page of the frame.
SPOT = """id => { const { map, signs } = window.eventLayer, { x, y } = signs.spots.get(id);
    const at = map.layerPointToContainerPoint(L.point(x, y).subtract(map.getPixelOrigin())), box = map.getContainer().getBoundingClientRect();
    return [box.left + at.x, box.top + at.y]; }"""
# An event whose sign lies free in the middle of the map.
FREE = """() => { const { map, signs } = window.eventLayer, size = map.getSize();
    return [...signs.shown].find((id) => { const { x, y } = signs.spots.get(id);
      const at = map.layerPointToContainerPoint(L.point(x, y).subtract(map.getPixelOrigin()));
      return at.x > size.x / 2 && at.x < size.x - 120 && at.y > 60 && at.y < size.y - 90 && signs.canvas.at(at) === id; }); }"""
# Whether the canvas has something at a point of the window.
INK = """([x, y]) => { const { canvas } = window.eventLayer.signs.canvas, box = canvas.getBoundingClientRect(), ratio = canvas.width / box.width;
    return canvas.getContext("2d").getImageData((x - box.left) * ratio - 14, (y - box.top) * ratio - 14, 28, 28).data.some((value) => value > 0); }"""


@pytest.fixture(scope="module")
def many(serve: Callable[..., AbstractContextManager[Any]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = write_copies(FolderContents(RIVER), COPIES, tmp_path_factory.mktemp("many"))
    with serve(settings={"DASHBOARD_DATA_DIR": str(folder)}) as started:
        yield started


def of_copies(events: list[str]) -> list[str]:
    return [f"{event}-{number}" for event in events for number in range(COPIES)]


def test_a_sign_of_many_is_pointed_at_opened_and_read(many: Any, visit: Callable[..., Any]) -> None:
    assert COPIES * len(PLACED) > ELEMENTS
    with visit(many) as desk:
        desk.wait_drawn(of_copies(PLACED))
        canvas = desk.map.locator(".sign-canvas")
        expect(canvas).to_have_attribute(
            "aria-label", f"{COPIES * len(PLACED)} events, drawn as one picture. The list of events has each of them."
        )
        expect(desk.map.locator(".mark-box")).to_have_count(0)
        event = desk.frame().evaluate(FREE)
        spot = desk.frame().evaluate(SPOT, event)
        desk.page.wait_for_timeout(500)
        assert desk.frame().evaluate(INK, spot)
        # The pointer: the same card as over a mark that is an element.
        frame = desk.iframe().bounding_box()
        for step in (40, 0, 1):
            desk.page.mouse.move(frame["x"] + spot[0] + step, frame["y"] + spot[1])
        mark = desk.map.locator(f'.mark-box:has([data-event="{event}"])')
        expect(mark).to_have_count(1)
        expect(desk.map.locator(".event-tip")).to_have_count(1)
        desk.page.mouse.click(frame["x"] + spot[0], frame["y"] + spot[1])
        expect(desk.popup).to_be_visible()
        title = desk.popup.locator("h2").inner_text()
        expect(desk.panel).to_contain_text(title)
        expect(mark).to_have_class("leaflet-marker-icon mark-box leaflet-zoom-animated leaflet-interactive selected")
        desk.close_popup()
        desk.no_error()


def test_the_list_opens_an_event_on_the_canvas_by_key(many: Any, visit: Callable[..., Any]) -> None:
    with visit(many) as desk:
        desk.wait_drawn(of_copies(PLACED))
        entry = desk.page.locator('[class*="st-key-list-"] button').first
        entry.focus()
        entry.press("Enter")
        expect(desk.map.locator(".mark-box.selected")).to_have_count(1)
        expect(desk.popup).to_be_visible()


def test_few_of_many_are_elements_again(many: Any, visit: Callable[..., Any]) -> None:
    with visit(many) as desk:
        desk.wait_drawn(of_copies(PLACED))
        day = "2031-03-12"
        of_day = of_copies([event for event in PLACED if event.endswith(day)])
        assert 0 < len(of_day) <= ELEMENTS
        slider = desk.sliders.first
        slider.focus()
        slider.press("ArrowRight")
        desk.wait_drawn(of_day)
        expect(desk.map.locator(".mark-box")).to_have_count(len(of_day))
        expect(desk.map.locator(".sign-canvas")).to_be_hidden()
        slider.press("ArrowLeft")
        desk.wait_drawn(of_copies(PLACED))
        expect(desk.map.locator(".mark-box")).to_have_count(0)
        expect(desk.map.locator(".sign-canvas")).to_be_visible()
