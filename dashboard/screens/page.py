"""The page, in the order in which it is read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.crossfilter import Answer, Filter
from dashboard.errors import DataError
from dashboard.screens import (
    claims,
    data_sets,
    days,
    events,
    file_events,
    filters,
    head,
    opening,
    panel,
    sets,
    statements,
    view,
)
from dashboard.screens.data import CodedSet, data_set

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
    current = sets.active(data)
    chosen = filters.chosen(current)
    answer = current.crossfilter.answer(chosen)
    with part("The title"):
        if isinstance(current, sets.FileSet):
            head.head(current.name, file_events.coverage(current))
        else:
            head.head(head.TITLE, head.coverage(tables))
        head.faults(tables.faults, tables.withheld)
    left, right = st.container(key="board").columns([2, 1], gap="medium")
    with left:
        with part("The day slider"):
            withheld = tables.withheld.get("events", 0) if current is data else 0
            days.days(current, [one for one in sets.others(data, current) if sets.on_map(one.id)], withheld)
        with part("The map"):
            view.event_map_view(data, filters.chosen(data))
    if isinstance(current, sets.FileSet):
        of_file(left, right, current, answer)
    else:
        of_articles(left, right, current, answer, chosen)
    with part("The foot of the page"):
        head.foot(data.attribution)
    # Last, though it stands first: the map need not wait for the filters to be drawn.
    with st.sidebar:
        with part("The list of data sets"):
            data_sets.data_sets(data, current)
        with part("The opening of files"):
            opening.open_files(data)
        with part("The row of filters"):
            filters.filters(current)
        with part("The choice of map"):
            view.map_choice()


def of_articles(left: DeltaGenerator, right: DeltaGenerator, data: CodedSet, answer: Answer, chosen: Filter) -> None:
    """What stands beside and below the map for the coded articles."""
    shown = data.shown(answer)

    def list_head() -> None:
        if not shown and data.placed:
            view.ways_out(data, answer.without)
        view.readings(data, chosen)

    with left, st.container(key="figures"):
        with part("The list of figures"):
            claims.claims(data.tables)
        with part("The list of statements"):
            statements.statements(data.tables)
        with part("The list of differences"):
            statements.discrepancies(data.tables)
    with right:
        with part("The evidence of the event"):
            panel.panel(data.tables, set(shown))
        with part("The block of figures"):
            claims.headlines(data.tables)
        with part("The list of events"):
            events.event_list(data, shown, list_head)


def of_file(left: DeltaGenerator, right: DeltaGenerator, chosen: sets.FileSet, answer: Answer) -> None:
    """What stands beside and below the map for an opened file."""
    with left, st.container(key="figures"), part("The report on the file"):
        file_events.about(chosen, answer)
    with right:
        with part("The event"):
            file_events.record(chosen, answer)
        if not answer.shown and len(chosen.columns):
            view.ways_out(chosen, answer.without)
        with part("The list of events"):
            file_events.event_list(chosen)


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
