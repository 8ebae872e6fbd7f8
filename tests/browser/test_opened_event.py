"""A mark, and an entry of the list, open the very words that an event rests on."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect

from dashboard.model.filter import Filter
from dashboard.sources.dossier.tables import Tables

LEVELS = ("city", "province", "region", "border")


@pytest.fixture(scope="module")
def quotes(server) -> dict[str, list[str]]:
    """The quotes of each subject, read from the files themselves and not through the loader."""
    texts = {row["quote_id"]: row["quote"] for row in rows(server.data / "quotes.csv")}
    found: dict[str, list[str]] = {}
    for row in rows(server.data / "evidence.csv"):
        found.setdefault(row["subject_id"], []).append(texts[row["quote_id"]])
    return found


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def at_level(tables: Tables, mapped: pd.DataFrame, level: str) -> list[str]:
    return [key for key, event in mapped.iterrows() if tables.row("places", event["place_id"])["level"] == level]


def shows_panel(page, event_id: str, title: str, quotes: dict[str, list[str]]) -> None:
    """The panel has this title and every quote of the event, character for character, and no words from elsewhere."""
    expect(page.panel).to_contain_text(title)
    page.wait_quotes(quotes[event_id], {text for texts in quotes.values() for text in texts})
    expect(page.panel.locator("blockquote").first).to_be_visible()


def shows_popup(page, event_id: str, title: str, quotes: dict[str, list[str]]) -> None:
    """The popup has this title and at least one quote of the event, character for character."""
    expect(page.popup).to_have_count(1)
    expect(page.popup).to_contain_text(title)
    shown = page.popup.text_content()
    assert any(text in shown for text in quotes[event_id]), f"{event_id}: the popup has no verbatim quote: {shown}"


@pytest.mark.parametrize("level", LEVELS)
def test_a_click_on_a_mark_opens_its_words(shared, tables: Tables, mapped, quotes, level: str) -> None:
    found = at_level(tables, mapped, level)
    assert found, f"the data have no event at a {level}"
    for event_id in found:
        title = tables.row("events", event_id)["title"]
        shared.mark(event_id).click()
        shows_popup(shared, event_id, title, quotes)
        shows_panel(shared, event_id, title, quotes)
        shared.close_popup()
    shared.no_error()


def test_every_geometry_of_the_data_is_tested(tables: Tables, mapped: pd.DataFrame) -> None:
    assert {tables.row("places", place)["level"] for place in mapped["place_id"]} <= set(LEVELS)


def test_a_second_click_on_the_same_mark_opens_it_again(shared, tables: Tables, mapped, quotes) -> None:
    event_id = mapped.index[0]
    title = tables.row("events", event_id)["title"]
    shared.mark(event_id).click()
    shows_popup(shared, event_id, title, quotes)
    shows_panel(shared, event_id, title, quotes)
    shared.close_popup()
    shared.mark(event_id).click()
    shows_popup(shared, event_id, title, quotes)
    shared.button("panel-close").click()
    expect(shared.panel).to_have_count(0)
    expect(shared.popup).to_have_count(0)
    shared.mark(event_id).click()
    shows_popup(shared, event_id, title, quotes)
    shows_panel(shared, event_id, title, quotes)
    shared.no_error()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_the_list_opens_the_same_panel(shared, tables: Tables, mapped, quotes, by: str) -> None:
    for event_id in mapped.index[:3]:
        if by == "mouse":
            shared.entry(event_id).click()
        else:
            shared.entry(event_id).focus()
            shared.page.keyboard.press("Enter")
        title = tables.row("events", event_id)["title"]
        shows_panel(shared, event_id, title, quotes)
        shows_popup(shared, event_id, title, quotes)
    shared.no_error()


def test_an_event_without_a_place_opens_from_the_list(shared, tables: Tables, quotes) -> None:
    unplaced = tables.events[tables.events["place_id"].isna()]
    assert len(unplaced), "the data have no event without a place"
    for event_id in unplaced.index:
        shared.entry(event_id).click()
        shows_panel(shared, event_id, tables.row("events", event_id)["title"], quotes)
        expect(shared.popup).to_have_count(0)
        expect(shared.mark(event_id)).to_have_count(0)
    shared.no_error()


@pytest.mark.parametrize("key", ["Enter", " "], ids=["enter", "space"])
def test_the_keyboard_opens_a_mark(shared, tables: Tables, mapped, quotes, key: str) -> None:
    event_id = mapped.index[-1]
    shared.mark(event_id).focus()
    expect(shared.mark(event_id)).to_be_focused()
    shared.page.keyboard.press(key)
    title = tables.row("events", event_id)["title"]
    shows_popup(shared, event_id, title, quotes)
    shows_panel(shared, event_id, title, quotes)
    shared.no_error()


def test_a_popup_survives_a_filter_that_keeps_its_event(shared, tables: Tables, columns, mapped, quotes, ids) -> None:
    facet, choice, kept = next(
        (facet, choice, kept)
        for facet in columns.facets
        for choice in facet.values
        for kept in [ids(Filter(choices={facet.name: frozenset([choice])}))]
        if 0 < len(kept) < len(mapped)
    )
    title = tables.row("events", kept[0])["title"]
    shared.mark(kept[0]).click()
    shows_popup(shared, kept[0], title, quotes)
    shows_panel(shared, kept[0], title, quotes)
    shared.popup.evaluate("element => { element.keptByTest = true; }")
    shared.pill(facet, choice).click()
    shared.wait_drawn(kept)
    shared.settle()
    shows_popup(shared, kept[0], title, quotes)
    assert shared.popup.evaluate("element => element.keptByTest") is True, "the popup was closed and opened anew"
    shows_panel(shared, kept[0], title, quotes)
    shared.no_error()


def test_a_popup_closes_when_a_filter_hides_its_event(shared, tables: Tables, columns, mapped, quotes, ids) -> None:
    facet = columns.facets[0]
    choice = next(iter(facet.values))
    kept = ids(Filter(choices={facet.name: frozenset([choice])}))
    hidden = next(event_id for event_id in mapped.index if event_id not in kept)
    title = tables.row("events", hidden)["title"]
    shared.mark(hidden).click()
    shows_popup(shared, hidden, title, quotes)
    shows_panel(shared, hidden, title, quotes)
    shared.pill(facet, choice).click()
    shared.wait_drawn(kept)
    expect(shared.popup).to_have_count(0)
    shows_panel(shared, hidden, title, quotes)
    shared.no_error()


@pytest.mark.parametrize(
    ("width", "height", "theme"), [(390, 844, "light"), (390, 844, "dark"), (768, 1024, "light"), (768, 1024, "dark")]
)
def test_on_a_narrow_screen(visit, server, tables: Tables, mapped, quotes, width: int, height: int, theme: str) -> None:
    with visit(server, width=width, height=height, theme=theme) as page:
        page.wait_drawn(mapped.index)
        for level in LEVELS:
            event_id = at_level(tables, mapped, level)[0]
            title = tables.row("events", event_id)["title"]
            page.mark(event_id).click()
            shows_panel(page, event_id, title, quotes)
            # A sheet over the lower half; the mark stays in sight above it, and no card hides the map.
            expect(page.popup).to_have_count(0)
            sheet, mark = page.panel.bounding_box(), page.mark(event_id).bounding_box()
            assert sheet["y"] + sheet["height"] == pytest.approx(height, abs=1)
            # Its head stays in sight while the reader scrolls in it.
            page.panel.evaluate("panel => { panel.scrollTop = 400; }")
            assert page.panel.locator(".panel-title").bounding_box()["y"] >= sheet["y"] - 1
            assert mark["y"] + mark["height"] <= sheet["y"], event_id
            page.button("panel-close").click()
            expect(page.panel).to_have_count(0)
        wide = (
            "() => [...document.querySelectorAll('body, [data-testid=stMain]')].some(e => e.scrollWidth > innerWidth)"
        )
        assert page.page.evaluate(wide) is False, "the page is wider than the screen"
        page.no_error()


@pytest.mark.view(theme="dark")
def test_in_the_dark(page, tables: Tables, mapped, quotes) -> None:
    for level in LEVELS:
        event_id = at_level(tables, mapped, level)[0]
        title = tables.row("events", event_id)["title"]
        page.mark(event_id).click()
        shows_popup(page, event_id, title, quotes)
        shows_panel(page, event_id, title, quotes)
        page.close_popup()
    page.no_error()


HOSTILE = (
    "<img src=x onerror=window.hurt=1>`${window.hurt=2}`</script><b>{{'x'}}</b> \\ *bold* $x^2$ :red[no] &amp; 100%"
)


def test_text_from_the_data_is_shown_as_text(serve, visit, tables: Tables, mapped: pd.DataFrame) -> None:
    event_id = mapped.index[0]

    def poison(data: Path) -> None:
        path = data / "events.csv"
        table = rows(path)
        for row in table:
            row["title"] = HOSTILE if row["event_id"] == event_id else row["title"]
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, table[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)

    with serve(poison) as server, visit(server) as page:
        assert server.tables().faults == ()
        page.wait_drawn(mapped.index)
        page.mark(event_id).click()
        expect(page.popup).to_contain_text(HOSTILE)
        expect(page.panel).to_contain_text(HOSTILE)
        page.settle()
        page.mark(event_id).hover()
        expect(page.entry(event_id)).to_contain_text(HOSTILE)
        assert page.page.evaluate("window.hurt") is None
        assert page.frame().evaluate("window.hurt") is None
        page.no_error()
