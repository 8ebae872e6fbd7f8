"""The whole page on a dossier of another conflict, alone and beside the shipped one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).parents[1] / "dossiers"))
from theatre import RIVER, foreign

from dashboard import screens
from dashboard.sources.dossier.tables import SHIPPED, load

EVENTS = list(load(RIVER).records["events"])
OPENED = [{"event": event} for event in EVENTS]
SHEETS = [{"page": "sources", "sheet": sheet} for sheet in ("src-a", "src-b", "compared", "origin")]


@pytest.fixture
def river(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(RIVER))


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA_DIR", os.pathsep.join([str(SHIPPED), str(RIVER)]))


def visit(query: dict[str, str] | None = None) -> AppTest:
    page = AppTest.from_file(Path(screens.__file__).with_name("page.py"), default_timeout=60)
    for name, value in (query or {}).items():
        page.query_params[name] = value
    return page.run()


def elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if getattr(child, "children", None):
            yield from elements(child)
        elif child.type != "html" or "<style" not in str(child.proto):
            yield child


def told(page: AppTest) -> str:
    """All that the page sends to the browser, the values of our own controls included; style sheets are not told."""
    return "\n".join(
        str(element.proto).encode().decode("unicode_escape", "replace") for element in elements(page._tree)
    )


def sound(page: AppTest) -> str:
    assert not page.exception
    assert not page.error
    return told(page)


@pytest.mark.usefixtures("river")
@pytest.mark.parametrize(
    "query", [{}, {"page": "claims"}, *SHEETS, *OPENED], ids=lambda query: "-".join(query.values()) or "map"
)
def test_every_page_and_every_event_is_told_in_the_words_of_this_dossier(query: dict[str, str]) -> None:
    page = visit(query)
    said = sound(page)
    assert foreign(said) == []
    assert "Uruguay River: an invented dispute of three sides" in said
    assert "Two articles, Fri 14" in said
    assert not page.info, page.info


@pytest.mark.usefixtures("river")
def test_what_is_not_on_the_map_is_told_with_its_own_towns() -> None:
    assert "a government is meant" in sound(visit())
    assert "Montevideo" in sound(visit())


@pytest.mark.usefixtures("river")
def test_one_dossier_needs_no_choice() -> None:
    assert not [button for button in visit().button if str(button.key).startswith("dossier-")]


@pytest.mark.usefixtures("both")
def test_of_two_the_first_is_shown_and_the_reader_turns_to_the_other() -> None:
    page = visit({"event": "ev-kabul-2026-02-26"})
    assert "Pakistan and Afghanistan: reported strikes and clashes" in sound(page)
    page.button(key="dossier-river_dispute").click().run()
    said = sound(page)
    assert page.query_params["dossier"] == ["river_dispute"] or page.query_params["dossier"] == "river_dispute"
    assert "event" not in page.query_params
    assert "Uruguay River" in said
    # The other dossier's name stands on the button that leads back to it, and nowhere else.
    assert {text for text in foreign(said) if 'label: "Pakistan and Afghanistan"' not in text} == set()
    page.button(key="dossier-data").click().run()
    assert "Pakistan and Afghanistan" in sound(page)
    assert "dossier" not in page.query_params


@pytest.mark.usefixtures("both")
def test_a_link_leads_to_a_dossier_and_what_is_open_in_it() -> None:
    page = visit({"dossier": "river_dispute", "event": "ev-artigas-2031-03-12"})
    said = sound(page)
    assert not page.info
    assert "Clash in Artigas" in said
    # The other dossier is offered by its name, and says nothing else.
    assert {text for text in foreign(said) if 'label: "Pakistan and Afghanistan"' not in text} == set()


@pytest.mark.usefixtures("both")
def test_a_link_to_a_dossier_that_is_not_there_says_so() -> None:
    page = visit({"dossier": "elsewhere"})
    sound(page)
    assert "“dossier”" in page.info[0].value
