"""The pages of the dashboard, and where an event, claim, statement or quote is opened."""

from __future__ import annotations

import os
from collections.abc import Callable

import streamlit as st

from dashboard.messages.controls import ScrollToData
from dashboard.screens.choice_in_a_row import choice_in_a_row
from dashboard.screens.component import component, listens_locally, may_keep, new_turn
from dashboard.screens.opened_event import open_event
from dashboard.sources.dossier.dossier_set import DOSSIER_ID
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import deferred, say, say_deferred

PAGES = {"map": deferred("Map"), "claims": deferred("Claims"), "sources": deferred("Sources"), "desk": deferred("Desk")}
SHEETS = {"compared": deferred("The copies compared"), "origin": deferred("Where they come from")}
PAGE, SHEET, FOCUS = "page", "sheet", "focus"


def page() -> str:
    """The page that is shown."""
    found = st.session_state.get(PAGE)
    return found if found in offered() else "map"


def offered() -> list[str]:
    """The pages that are offered: the desk only where dossiers may be made."""
    return [name for name in PAGES if name != "desk" or may_keep()]


def pages() -> None:
    """The choice of the page."""
    choice_in_a_row(say("Page"), {name: say_deferred(PAGES[name]) for name in offered()}, PAGE, default="map")


def begin() -> None:
    """Show the map, and no quote or article that was turned to before."""
    go("map")
    for name in (SHEET, FOCUS):
        st.session_state.pop(name, None)


def go(name: str) -> None:
    """Turn to a page."""
    st.session_state[PAGE] = name


def opener(tables: Tables) -> Callable[[str], None]:
    """What opens an id: an event on the map, a claim or statement among the claims, a quote in its article."""

    def open_id(identifier: str) -> None:
        if identifier in tables.records["events"]:
            open_event(DOSSIER_ID, identifier)
            if page() == "claims":
                go("map")
        elif identifier in tables.records["quotes"]:
            go("sources")
            st.session_state[SHEET] = str(tables.row("quotes", identifier)["source_id"])
            st.session_state[FOCUS] = (identifier, new_turn())
        elif identifier in tables.records["claims"] or identifier in tables.records["statements"]:
            go("claims")
            st.session_state[FOCUS] = (identifier, new_turn())

    return open_id


def focus() -> tuple[str, int] | None:
    """The claim, statement or quote to show, and a number that grows each time it is asked for."""
    found: tuple[str, int] | None = st.session_state.get(FOCUS)
    return found


def sheet(tables: Tables) -> str:
    """The article, or the sheet about all of them, that is shown among the sources."""
    found = st.session_state.get(SHEET)
    return (
        str(found)
        if found in (*tables.records["sources"], *SHEETS)
        else next(iter(tables.records["sources"]), "origin")
    )


def sheets(tables: Tables) -> None:
    """The choice of the article, or of a sheet about all of them."""
    names = {key: source_name(tables, key) for key in tables.records["sources"]}
    names |= {sheet: say_deferred(title) for sheet, title in SHEETS.items()}
    st.session_state[SHEET] = sheet(tables)
    choice_in_a_row(say("Source"), names, SHEET)


def scroll_to(anchor: str, turn: int) -> None:
    """Bring the part of the page with this id into view, once for each turn."""
    data: ScrollToData = {"anchor": anchor, "turn": turn}
    component("scroll_to")(key="scroll-to", data=data)


def full_text() -> bool:
    """Whether the articles may be read as a whole: by the local reader only, unless the operator forbids that too."""
    forbidden = os.environ.get("DASHBOARD_FULL_TEXT", "").strip().lower() in ("no", "0", "false", "off")
    return listens_locally() and not forbidden
