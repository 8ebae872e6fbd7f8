"""Where the map is: zoomed to what the filters leave, flown to the row chosen, back home, on the whole screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from file_driver import drop, ged_payload, rows, shows
from playwright.sync_api import expect

from dashboard.model.days import day_number

# Six groups of events far apart, twenty a group within a few kilometres: two of them share a place.
MIDDLES = ((34.5, 69.2), (15.6, 32.5), (4.6, -74.1), (50.4, 30.5), (-4.3, 15.3), (7.1, 125.6))
EVENTS = [
    {
        **{"date_start": f"20{10 + group}-03-{1 + number:02}", "type_of_violence": 1 + (group == 2)},
        **{"latitude": latitude + 0.02 * (number // 2), "longitude": longitude + 0.015 * (number // 2)},
        **{"where_coordinates": f"Town {group}.{number}"},
    }
    for group, (latitude, longitude) in enumerate(MIDDLES)
    for number in range(20)
]
VIEW = "() => { const map = window.eventLayer.map, { lat, lng } = map.getCenter(); return [map.getZoom(), lat, lng]; }"
# Whether the map has stood still for some frames.
AT_REST = """() => {
    const { map } = window.eventLayer, now = `${map.getCenter()} ${map.getZoom()}`;
    window.still = window.stood === now ? window.still + 1 : 0;
    window.stood = now;
    return window.still > 8; }"""
# Whether all these places are inside the map and beside its legend and its buttons.
CLEAR = """places => {
    const { map } = window.eventLayer, frame = map.getContainer().getBoundingClientRect();
    const over = [...document.querySelectorAll('.leaflet-control')].map(control => control.getBoundingClientRect()).filter(box => box.width);
    return places.every(place => {
        const at = map.latLngToContainerPoint(place), x = at.x + frame.left, y = at.y + frame.top;
        return at.x > 0 && at.y > 0 && at.x < frame.width && at.y < frame.height
            && !over.some(box => x > box.left && x < box.right && y > box.top && y < box.bottom); }); }"""
PIXEL_Y = "places => places.map(place => window.eventLayer.map.latLngToContainerPoint(place).y)"
SIZES = [(1440, 900, "light"), (768, 1024, "dark"), (390, 844, "light")]

Visit = Callable[..., AbstractContextManager[Any]]


def places(group: int | None = None) -> list[list[float]]:
    chosen = EVENTS if group is None else EVENTS[20 * group : 20 * group + 20]
    return [[float(event["latitude"]), float(event["longitude"])] for event in chosen]


def opened(page: Any) -> None:
    drop(page, ged_payload("far apart.csv", EVENTS))
    shows(page, "far apart.csv", len(EVENTS))
    drawer = page.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")
    if page.page.viewport_size["width"] < 800:
        drawer.click(force=True)


def view(page: Any) -> list[float]:
    page.frame().evaluate("window.still = 0")
    page.frame().wait_for_function(AT_REST)
    found: list[float] = page.frame().evaluate(VIEW)
    return found


def press(page: Any, name: str) -> None:
    page.map.get_by_role("button", name=name).click()


@pytest.mark.parametrize(("width", "height", "theme"), SIZES)
def test_the_map_goes_to_what_a_filter_leaves_and_home(
    visit: Visit, server: Any, width: int, height: int, theme: str
) -> None:
    with visit(server, width=width, height=height, theme=theme) as page:
        opened(page)
        first = view(page)
        assert page.frame().evaluate(CLEAR, places()), "the first view shows all, beside legend and buttons"
        page.page.evaluate(
            "days => { window.reportedView.days = days; window.dispatchEvent(new CustomEvent('view')); }",
            [day_number(date(2012, 1, 1)), day_number(date(2012, 12, 31))],
        )
        shows(page, "far apart.csv", 20)
        press(page, "Zoom to the events shown")
        near = view(page)
        assert near[0] > first[0] + 4
        assert page.frame().evaluate(CLEAR, places(2))
        press(page, "Back to the first view")
        assert view(page) == pytest.approx(first, abs=0.1)


def test_a_filter_offers_to_zoom_to_what_it_leaves(visit: Visit, server: Any) -> None:
    with visit(server, width=1440) as page:
        opened(page)
        offer = page.page.get_by_role("button", name="Zoom to results")
        expect(offer).to_be_hidden()
        chip = page.page.locator('.st-key-filters [data-facet="event_type"]').get_by_role("button", name="Non-state")
        chip.click()
        shows(page, "far apart.csv", 20)
        offer.click()
        view(page)
        assert page.frame().evaluate(CLEAR, places(2))
        assert page.frame().evaluate("window.eventLayer.map.getZoom()") > 7


@pytest.mark.parametrize(("width", "height", "theme"), SIZES)
def test_the_map_flies_to_the_row_that_is_chosen(
    visit: Visit, server: Any, width: int, height: int, theme: str
) -> None:
    with visit(server, width=width, height=height, theme=theme) as page:
        opened(page)
        rows(page).nth(25).click()
        page.panel.wait_for()
        page.settle()
        page.frame().wait_for_function("() => window.eventLayer.map.getZoom() >= 6")
        view(page)
        assert page.frame().evaluate(CLEAR, [places()[25]])
        # Its mark is the one that is outlined.
        if width < 1000:
            sheet, [y] = page.panel.bounding_box(), page.frame().evaluate(PIXEL_Y, places()[25:26])
            assert page.iframe().bounding_box()["y"] + y < sheet["y"]
        outlined = page.map.locator(".columns-mark.selected, .columns-ring:not([hidden])")
        expect(outlined).to_have_count(1)


def test_clumps_open_down_to_each_event(visit: Visit, server: Any) -> None:
    pixel = "place => { const { x, y } = window.eventLayer.map.latLngToContainerPoint(place); return [x, y]; }"
    selected = "[...window.eventLayer.sets.open.values()][0].layer.selected"
    with visit(server, width=1440) as page:
        opened(page)
        frame, zoom, found = page.iframe().bounding_box(), view(page)[0], set()
        for _ in range(12):
            x, y = page.frame().evaluate(pixel, places()[0])
            page.page.mouse.click(frame["x"] + x, frame["y"] + y)
            view(page)
            found.add(page.frame().evaluate(selected))
        # The first clicks only go nearer; then each shows the next event of the place.
        assert view(page)[0] > zoom + 4
        assert None in found
        assert len(found) >= 3


def test_the_map_takes_the_whole_screen(visit: Visit, server: Any) -> None:
    with visit(server, width=1440) as page:
        page.map.get_by_role("button", name="Full screen").click()
        page.page.wait_for_function("() => document.fullscreenElement?.tagName === 'IFRAME'")
        page.frame().wait_for_function("() => window.eventLayer.map.getSize().x > 1200")
        page.map.get_by_role("button", name="Leave full screen").click()
        page.page.wait_for_function("() => !document.fullscreenElement")
        expect(page.map.get_by_role("button", name="Full screen", exact=True)).to_be_visible()
