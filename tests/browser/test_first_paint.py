"""The first screen with every other host blocked: all mapped events, and not one request, error or second frame."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect

from dashboard.model.columns import EventColumns
from dashboard.model.filter import Filter
from dashboard.sources.dossier.tables import Tables


def test_the_map_paints_every_mapped_event(page, mapped: pd.DataFrame) -> None:
    page.wait_drawn(mapped.index)
    for event_id in mapped.index:
        expect(page.mark(event_id)).to_be_visible()
    expect(page.page.get_by_text(f"{len(mapped)} of {len(mapped)} mapped events")).to_be_visible()
    page.no_error()


@pytest.mark.goes_on
def test_the_list_has_every_event_placed_or_not(shared, tables: Tables) -> None:
    for event_id, event in tables.records["events"].items():
        expect(shared.entry(event_id)).to_contain_text(event["title"])


def test_filters_move_within_one_frame(shared, mapped: pd.DataFrame, columns: EventColumns, ids: Callable) -> None:
    shared.iframe().evaluate("element => { element.keptByTest = true; }")
    shared.frame().evaluate("window.keptByTest = true")
    choices = [(facet, choice) for facet in columns.facets for choice in facet.values]
    for facet, choice in itertools.islice(itertools.cycle(choices), 5):
        shared.pill(facet, choice).click()
        shared.wait_drawn(ids(Filter(choices={facet.name: frozenset([choice])})))
        shared.pill(facet, choice).click()
        shared.wait_drawn(mapped.index)
    assert shared.iframe().count() == 1
    assert shared.iframe().evaluate("element => element.keptByTest") is True
    assert shared.frame().evaluate("window.keptByTest") is True
    assert shared.frame().evaluate("window.feature_group.length") == 1
    shared.no_error()


@pytest.mark.goes_on
def test_the_frame_has_one_group_from_the_start(shared) -> None:
    assert shared.frame().evaluate("window.feature_group.length") == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_page_and_map_follow_the_readers_theme(visit, server, mapped: pd.DataFrame, theme: str) -> None:
    with visit(server, theme=theme) as page:
        page.wait_drawn(mapped.index)
        ground = {
            "page": page.page.get_by_test_id("stApp").evaluate(LUMINANCE),
            "map": page.map.locator(".leaflet-container").evaluate(LUMINANCE),
        }
        assert all((value < 0.5) == (theme == "dark") for value in ground.values()), ground
        page.no_error()


# How light the ground of an element is, from 0 to 1.
LUMINANCE = """element => {
    const [r, g, b] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}"""


def test_a_broken_quote_is_listed_and_the_rest_lives(serve, visit, tables: Tables) -> None:
    supports = [row for row in tables.rows("evidence") if row["role"] == "supports"]
    of_event = {key: [row["quote_id"] for row in supports if row["subject_id"] == key] for key in tables.events.index}
    victim = next(quotes[0] for quotes in of_event.values() if len(quotes) == 1)

    def one_letter(data: Path) -> None:
        edit(data / "quotes.csv", lambda row: row["quote_id"] == victim, "quote", lambda text: "~" + text[1:])

    with serve(one_letter) as server, visit(server) as page:
        left = server.tables()
        assert 0 < len(left.events) < len(tables.events)
        page.wait_drawn(left.events[left.events["place_id"].notna()].index)
        expect(page.page.get_by_test_id("stAlertContentError")).to_be_visible()
        for fault in left.faults:
            expect(page.page.get_by_text(str(fault))).to_be_attached()


def edit(path: Path, where: Callable[[dict], bool], column: str, change: Callable[[str], str]) -> None:
    """Change one column of the rows of a CSV file that ``where`` picks."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in filter(where, rows):
        row[column] = change(row[column])
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
