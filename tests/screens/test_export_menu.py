"""Take it with you: what is offered, of which events, and what is not where other machines can read the page."""

from __future__ import annotations

import json
from typing import Any

import pytest
import streamlit as st

from dashboard.export import FORMATS
from dashboard.model.filter import Filter
from dashboard.query.event_set import EventSet
from dashboard.screens import export_menu
from dashboard.screens.export_menu import ALL, NEARLY_ARTICLES, SHOWN, WHY_NOT
from dashboard.screens.shipped_data import shipped_set
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.dossier_set import DOSSIER
from dashboard.sources.dossier.tables import Tables

NOBODY = Filter(days=(0, 0))


class Page:
    """What the popover puts on the page, by a few of Streamlit's own calls."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, asked: str, *, local: bool = True) -> None:
        self.buttons: dict[str, dict[str, Any]] = {}
        self.said: list[str] = []
        self.labels: list[str] = []
        monkeypatch.setattr(export_menu, "full_text", lambda: local)
        monkeypatch.setattr(st, "caption", self.said.append)
        monkeypatch.setattr(st, "markdown", self.said.append)
        monkeypatch.setattr(
            st, "download_button", lambda label, **given: self.buttons.update({given["key"]: {**given, "label": label}})
        )
        monkeypatch.setattr(st, "html", lambda text: None)

        def radio(label: str, options: tuple[str, ...], **given: Any) -> str:
            self.labels = [given["format_func"](option) for option in options]
            return asked

        monkeypatch.setattr(st, "radio", radio)

    def show(self, data: EventSet, chosen: Filter) -> Page:
        export_menu.export_menu(data, chosen, data.engine.answer(chosen))
        return self


@pytest.fixture(scope="module")
def data() -> EventSet:
    return shipped_set()


def tables_of(data: EventSet) -> Tables:
    tables = data.part(DOSSIER)
    assert tables is not None
    return tables


def night(data: EventSet) -> Filter:
    return Filter(choices={"time_of_day": frozenset({"night"})})


def test_every_format_is_offered(data: EventSet, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(monkeypatch, ALL).show(data, Filter())
    assert page.labels == ["What is shown: 13", "Everything: 13"]
    assert list(page.buttons) == [f"take-{name}" for name in FORMATS]
    for name, item in FORMATS.items():
        told = page.buttons[f"take-{name}"]["label"].replace("\\", "")
        assert item.title in told
        writer = item.writer(data)
        assert writer is not None
        assert f"{writer.note} {writer.size(13)}." in told
        assert callable(page.buttons[f"take-{name}"]["data"])
        assert page.buttons[f"take-{name}"]["on_click"] == "ignore"


def test_what_is_shown_is_what_is_written(data: EventSet, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(monkeypatch, SHOWN).show(data, night(data))
    expected = [row["event_id"] for row in tables_of(data).rows("events") if row["time_of_day"] == "night"]
    assert page.labels == [f"What is shown: {len(expected)}", "Everything: 13"]
    button = page.buttons["take-geojson"]
    assert button["file_name"] == "reported-events-selection.geojson"
    assert [feature["id"] for feature in json.loads(button["data"]())["features"]] == expected


def test_events_without_a_place_are_filtered_too(data: EventSet) -> None:
    whole = from_tables(tables_of(data), tables_of(data).events)
    assert set(data.selected(Filter())) == set(tables_of(data).records["events"])
    last = whole.end.max()
    found = data.selected(Filter(days=(int(last), int(last))))
    assert not set(data.unfiltered) & set(found)


def test_nothing_selected_is_told_in_a_sentence(data: EventSet, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(monkeypatch, SHOWN).show(data, NOBODY)
    assert page.buttons == {}
    assert page.said == ["No event is selected, so there is nothing to export. Choose fewer filters."]


@pytest.mark.parametrize("asked", [ALL, SHOWN])
def test_beyond_this_machine_everything_is_no_article(
    data: EventSet, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    page = Page(monkeypatch, asked, local=False).show(data, Filter())
    assert not {f"take-{name}" for name in NEARLY_ARTICLES} & set(page.buttons)
    assert WHY_NOT in page.said


def test_beyond_this_machine_a_selection_has_every_format(data: EventSet, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(monkeypatch, SHOWN, local=False).show(data, night(data))
    assert {f"take-{name}" for name in FORMATS} == set(page.buttons)
    assert WHY_NOT not in page.said


def test_how_much_of_the_articles_goes_along_is_told(data: EventSet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of everything it is nearly all: no screen, and no rights of a source, may call that short."""
    length = sum(len(text) for text in tables_of(data).texts.values())
    quoted = [set() for _ in tables_of(data).texts]
    for row in tables_of(data).rows("quotes"):
        quoted[list(tables_of(data).texts).index(row["source_id"])].update(range(row["start"], row["end"]))
    share = f"{sum(map(len, quoted)) / length:.0%}"
    page = Page(monkeypatch, ALL).show(data, Filter())
    (told,) = (sentence for sentence in page.said if "of the articles’ text" in sentence)
    assert f"are {share} of the articles’ text" in told
    assert int(share.removesuffix("%")) > 80
    part = Page(monkeypatch, SHOWN).show(data, Filter(choices={"kind": frozenset({"drone_attack"})}))
    (less,) = (sentence for sentence in part.said if "of the articles’ text" in sentence)
    assert less != told
    assert not any("short" in row["licence_note"] for row in tables_of(data).rows("sources"))
