"""Honest geometry in the page: a mark stands in what it stands for, and a reader can always get back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import expect
from shapely.geometry import Point

from dashboard.sources.dossier.tables import Tables

SPOTS = """() => { const layer = window.eventLayer.signs, zoom = layer.map.getZoom(), found = {};
  for (const [id, spot] of layer.spots) {
    const at = layer.map.unproject([spot.x, spot.y], zoom);
    found[id] = [at.lng, at.lat, Boolean(spot.outside)];
  }
  return found; }"""
PIXELS = "() => [...window.eventLayer.signs.spots.values()].map(spot => [spot.x, spot.y])"
DOTS = "() => document.querySelectorAll('path.anchor').length"
KM = 111.2


def placed(tables: Tables) -> list[str]:
    return [row["event_id"] for row in tables.rows("events") if row["place_id"]]


Visit = Callable[..., AbstractContextManager[Any]]


@pytest.mark.parametrize(("width", "strays"), [(1440, 0), (390, 1)])
def test_a_mark_stands_in_its_area_or_is_tied_to_it(
    server: Any, visit: Visit, tables: Tables, width: int, strays: int
) -> None:
    with visit(server, width=width) as page:
        page.wait_drawn(placed(tables))
        spots = page.frame().evaluate(SPOTS)
        assert sorted(spots) == sorted(placed(tables))
        outside = []
        for event_id, (longitude, latitude, aside) in spots.items():
            place = tables.row("places", tables.row("events", event_id)["place_id"])
            at = Point(place["longitude"], place["latitude"])
            shape = tables.shapes.geometry(place["geometry"]) if place["geometry"] else at
            away = shape.distance(Point(longitude, latitude)) * KM
            # Half a pixel is about a kilometre here.
            assert aside or away < 3, f"{event_id} stands {away:.0f} km outside {place['place_id']}"
            outside += [event_id] if aside else []
        # A phone's provinces may be smaller than their marks: such a mark has a leader, and no dot where no site is.
        assert len(outside) <= strays
        assert page.map.locator("path.leader").count() == len(outside)
        assert page.frame().evaluate(DOTS) == 0


def test_marks_do_not_hide_each_other(server: Any, visit: Visit, tables: Tables) -> None:
    with visit(server, width=1440) as page:
        page.wait_drawn(placed(tables))
        pixels = page.frame().evaluate(PIXELS)
        size = page.frame().evaluate("window.eventLayer.signs.size")
        nearest = min(
            ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for n, a in enumerate(pixels) for b in pixels[n + 1 :]
        )
        assert nearest >= 0.8 * size


def test_names_on_the_map_do_not_overlap(server: Any, visit: Visit, tables: Tables) -> None:
    with visit(server, width=1440) as page:
        page.wait_drawn(placed(tables))
        boxes = page.map.locator(".place-label").evaluate_all(
            "all => all.map(one => { const r = one.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })"
        )
        assert len(boxes) > 5
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                apart = a[2] <= b[0] + 2 or b[2] <= a[0] + 2 or a[3] <= b[1] + 2 or b[3] <= a[1] + 2
                assert apart, (a, b)


def test_a_click_on_an_area_steps_through_its_events(page: Any, tables: Tables) -> None:
    page.wait_drawn(placed(tables))
    paktia = [row["event_id"] for row in tables.rows("events") if row["place_id"] == "af-province-paktia"]
    assert len(paktia) == 2
    opened = []
    for _ in range(2):
        before = page.frame().evaluate("window.eventLayer.shipped.selected")
        page.frame().evaluate(
            "() => { const { areas, placeOf } = window.eventLayer.signs.shapes;"
            " areas.eachLayer(shape => placeOf.get(shape) === 'af-province-paktia' && shape.fire('click')); }"
        )
        page.frame().wait_for_function("before => window.eventLayer.shipped.selected !== before", arg=before)
        opened.append(page.frame().evaluate("window.eventLayer.shipped.selected"))
        page.settle()
    assert sorted(opened) == sorted(paktia)


def test_escape_closes_the_card_and_the_first_view_is_one_click_away(page: Any, tables: Tables) -> None:
    view = (
        "() => { const map = window.eventLayer.map; return [map.getZoom(), map.getCenter().lat, map.getCenter().lng]; }"
    )
    page.wait_drawn(placed(tables))
    first = page.frame().evaluate(view)
    mark = page.mark("ev-kabul-2026-02-26")
    mark.click()
    page.popup.wait_for()
    page.page.keyboard.press("Escape")
    expect(page.popup).to_have_count(0)
    expect(mark).to_be_focused()
    page.map.get_by_role("button", name="Zoom in").click()
    page.frame().wait_for_function("zoom => window.eventLayer.map.getZoom() > zoom", arg=first[0])
    page.map.get_by_role("button", name="Back to the first view").click()
    page.frame().wait_for_function("zoom => Math.abs(window.eventLayer.map.getZoom() - zoom) < 0.01", arg=first[0])
    assert page.frame().evaluate(view) == pytest.approx(first, abs=0.05)


def test_the_page_does_not_scroll_under_a_click_on_a_map_that_is_partly_in_view(server: Any, visit: Visit) -> None:
    with visit(server, width=390, height=844) as page:
        page.mark("ev-border-attack-2026-02-26").click()
        page.panel.wait_for()


def test_a_security_operation_is_drawn_in_a_layer_of_its_own(page: Any, tables: Tables) -> None:
    page.wait_drawn(placed(tables))
    operations = [key for key in placed(tables) if tables.row("events", key)["kind"] == "security_operation"]
    layers = page.frame().evaluate(
        "() => [window.eventLayer.signs.attacks, window.eventLayer.signs.operations].map(layer => layer.getLayers().length)"
    )
    assert operations
    assert layers == [len(placed(tables)) - len(operations), len(operations)]


ASKED = "() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)"


def test_the_events_come_packed_and_a_card_when_a_mark_is_pointed_at(server: Any, visit: Visit, tables: Tables) -> None:
    event = "ev-kabul-2026-02-26"
    with visit(server, width=1440) as page:
        page.wait_drawn(placed(tables))
        asked = page.frame().evaluate(ASKED)
        assert sum(path.endswith("/core.bin") for path in asked) == 1
        assert not any("/event/" in path for path in asked)
        page.mark(event).hover()
        page.frame().wait_for_function("() => window.eventLayer.shipped.cards.size === 1")
        page.mark(event).click()
        expect(page.popup).to_contain_text("Read on")
        assert sum("/event/" in path for path in page.frame().evaluate(ASKED)) == 1


def test_a_card_that_does_not_come_says_what_the_mark_says(page: Any, tables: Tables) -> None:
    event = "ev-kabul-2026-02-26"
    page.wait_drawn(placed(tables))
    page.frame().evaluate(
        "() => { window.eventLayer.shipped.options.describe = async () => { throw new Error('gone'); }; }"
    )
    page.mark(event).click()
    expect(page.popup).to_contain_text(tables.row("events", event)["title"])
    expect(page.popup).to_contain_text("Thu 26 Feb 2026, night")
