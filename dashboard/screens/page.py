"""The page, in the order in which it is read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from dashboard.errors import DataError
from dashboard.screens import claims, days, events, filters, head, panel, statements, view
from dashboard.screens.data import data_set

STATIC = Path(__file__).parents[1] / "static"
STYLE, ICON = STATIC / "page.css", STATIC / "icon.svg"


def page() -> None:
    """Draw the whole page."""
    st.set_page_config("Reported strikes and clashes", page_icon=str(ICON), layout="wide")
    st.html(STYLE)
    head.colours()
    try:
        data = data_set()
    except DataError as error:
        head.faults(error.faults, {})
        return
    tables = data.tables
    chosen = filters.chosen(data)
    answer = data.crossfilter.answer(chosen)
    shown = data.shown(answer)

    def list_head() -> None:
        if not shown and len(data.mapped):
            view.ways_out(data, answer.without)
        view.readings(data, chosen)

    with part("The title"):
        head.head(tables)
        head.faults(tables.faults, tables.withheld)
    left, right = st.container(key="board").columns([2, 1], gap="medium")
    with left:
        with part("The day slider"):
            days.days(data)
        with part("The map"):
            view.event_map_view(data, chosen)
        with st.container(key="figures"):
            with part("The list of figures"):
                claims.claims(tables)
            with part("The list of statements"):
                statements.statements(tables)
            with part("The list of differences"):
                statements.discrepancies(tables)
    with right:
        with part("The evidence of the event"):
            panel.panel(tables, set(shown))
        with part("The block of figures"):
            claims.headlines(tables)
        with part("The list of events"):
            events.event_list(data, shown, list_head)
    with part("The foot of the page"):
        head.foot(data.attribution)
    # Last, though it stands first: the map need not wait for the filters to be drawn.
    with st.sidebar:
        with part("The row of filters"):
            filters.filters(data)
        with part("The choice of map"):
            view.map_choice()


@contextmanager
def part(name: str) -> Iterator[None]:
    """Keep an error of one part inside it: logged in full, told in one line. Streamlit's own signals pass."""
    try:
        yield
    except Exception:
        logging.getLogger("dashboard").exception("%s could not be drawn", name)
        st.error(
            f"{name} cannot be shown. Reload the page. If it stays, the cause is in the server's log.",
            icon=":material/error:",
        )


with part("The page"):
    page()
