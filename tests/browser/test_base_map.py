"""The land and the names under the events: names that never overlap, the same first view, the world at every zoom."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

READY = "() => window.eventLayer && window.eventLayer.base && window.eventLayer.base.names.length > 100"
# Returns nothing: the map itself takes the harness seconds to read.
AT = "([at, zoom]) => { window.eventLayer.map.setView(at, zoom, { animate: false }); }"
NAMES = """() => [...document.querySelectorAll(".base-label")].map(one => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return { name: one.textContent, box: [left, top, right, bottom] };
})"""
CUT = f"""() => {{ const names = ({NAMES})(), controls = [...document.querySelectorAll(".leaflet-control")];
    return controls.map(one => one.getBoundingClientRect()).flatMap(({{ left, top, right, bottom }}) =>
        names.filter(({{ box }}) => box[0] < right && left < box[2] && box[1] < bottom && top < box[3])); }}"""
LINES = """() => [...document.querySelectorAll("path.land, path.province, path.boundary")].map(one => one.getAttribute("class").split(" ")[0])"""


def names_at(page: Any, latitude: float, longitude: float, zoom: float) -> dict[str, list[float]]:
    """The names that are drawn there, each with its box on the screen."""
    page.frame().wait_for_function(READY)
    page.frame().evaluate("() => document.fonts.ready.then(() => true)")
    page.frame().evaluate(AT, [[latitude, longitude], zoom])
    return {one["name"]: one["box"] for one in page.frame().evaluate(NAMES)}


def overlapping(boxes: dict[str, list[float]]) -> list[tuple[str, str]]:
    listed = sorted(boxes.items())
    return [
        (one, other)
        for n, (one, a) in enumerate(listed)
        for other, b in listed[n + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def test_names_of_the_base_map_never_overlap(shared: Any) -> None:
    zooms = (1, 2, 3, 4.25, 4.5, 6, 8, 12)
    found = {zoom: overlapping(names_at(shared, 30, 40, zoom)) for zoom in zooms}
    assert {zoom: pairs for zoom, pairs in found.items() if pairs} == {}


def test_more_names_come_with_the_zoom_and_go_again(shared: Any) -> None:
    world, continent, near = (set(names_at(shared, 30, 40, zoom)) for zoom in (1, 3, 6))
    assert {"Russia", "Canada", "Brazil"} <= world
    assert len(world) < 15 < len(continent) < len(near)
    assert {"Germany", "Nigeria", "Pakistan"} <= continent
    assert {"Lebanon", "Rwanda", "Kosovo", "Democratic Republic of the Congo"} <= near
    assert not {"Atlantic Ocean"} & near
    close = set(names_at(shared, 30, 40, 10))
    assert "Russia" not in close
    assert "Palestinian Territory" in close
    assert set(names_at(shared, 30, 40, 1)) == world


def test_the_first_view_has_the_names_of_the_region(server: Any, visit: Any) -> None:
    with visit(server, width=1440) as page:
        page.frame().wait_for_function(READY)
        first = page.frame().evaluate(
            "() => { const m = window.eventLayer.map; return [m.getCenter().lat, m.getCenter().lng, m.getZoom()]; }"
        )
        drawn = set(names_at(page, *first))
        assert {"Afghanistan", "Pakistan", "India", "Iran", "Tajikistan", "Turkmenistan", "Arabian Sea"} <= drawn


@pytest.mark.parametrize("width", [1440, 390])
def test_no_name_is_cut_by_what_stands_over_the_map(server: Any, visit: Any, width: int) -> None:
    with visit(server, width=width, height=900) as page:
        page.frame().wait_for_function(READY)
        assert page.frame().locator(".base-label", has_text="Afghanistan").count() == 1
        for _ in range(2):  # the legend as it is, and folded or unfolded
            page.frame().wait_for_function(f"() => !({CUT})().length")
            page.frame().locator(".legend > summary").click()


def test_boundaries_lie_above_the_land_and_names_above_both(shared: Any) -> None:
    shared.frame().wait_for_function(READY)
    order = shared.frame().evaluate(LINES)
    assert order[0] == "land"
    assert order[-1] == "boundary"
    depth = "name => Number(window.eventLayer.map.getPane(name).style.zIndex)"
    land, names, areas = (shared.frame().evaluate(depth, name) for name in ("land", "names", "areas"))
    assert land < names < areas


SHOW = "tiles => window.eventLayer.base.show(tiles)"
HIDDEN = "() => window.eventLayer.map.getPane('names').hidden"


def test_online_tiles_lie_over_the_land_and_take_the_place_of_names(shared: Any) -> None:
    shared.frame().wait_for_function(READY)
    blank = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    shared.frame().evaluate(SHOW, {"url": blank, "attribution": "nobody"})
    shared.frame().wait_for_function(HIDDEN)
    expect(shared.map.locator(".map-note")).to_contain_text("nobody")
    depth = "name => Number(window.eventLayer.map.getPane(name).style.zIndex)"
    land, tiles, areas = (shared.frame().evaluate(depth, name) for name in ("land", "tiles", "areas"))
    assert land < tiles < areas
    shared.frame().evaluate(SHOW, None)
    assert not shared.frame().evaluate(HIDDEN)
    assert shared.frame().locator(".leaflet-tile").count() == 0


def test_without_a_network_our_own_map_stays_beneath_the_online_one_and_says_so(shared: Any) -> None:
    shared.frame().wait_for_function(READY)
    shared.frame().evaluate(SHOW, {"url": "data:image/png;base64,none", "attribution": "nobody"})
    note = shared.map.locator(".map-note")
    expect(note).to_contain_text("The online map does not answer. This is our own.")
    expect(note).to_contain_text("Natural Earth")
    assert not shared.frame().evaluate(HIDDEN)
    expect(shared.map.locator("path.land").first).to_be_visible()
    shared.frame().evaluate(SHOW, None)
    expect(note).not_to_contain_text("The online map")
