"""The page, in the order in which it is read."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from dashboard import selection, timeline
from dashboard.errors import DashboardError, DataError
from dashboard.screens import claims, days, events, filters, head, panel, statements, view
from dashboard.screens.data import data_set

STATIC = Path(__file__).parents[1] / "static"
STYLE, ICON = STATIC / "page.css", STATIC / "icon.svg"


def page() -> None:
    """Draw the whole page."""
    st.set_page_config("Reported strikes and clashes", page_icon=str(ICON), layout="wide")
    st.html(STYLE)
    try:
        data = data_set()
    except DataError as error:
        head.faults(error.faults)
        return
    axis = timeline.days(data.mapped)
    selected = filters.chosen(data.index, days.chosen(axis))
    mask = selection.mask(data.index, selected)
    shown = [str(event_id) for event_id in mask.index[mask]]
    per_day = timeline.per_day(data.mapped[selection.mask(data.index, selected.without("days"))], axis)

    head.head(data.tables)
    head.faults(data.tables.faults)
    with st.sidebar:
        filters.filters(data.index, selected)
        view.map_choice()
    left, right = st.container(key="board").columns([2, 1], gap="medium")
    with left:
        days.days(axis, per_day)
        view.shown_line(data, len(shown), selected)
        view.event_map_view(data, shown, selected)
        with st.container(key="figures"):
            claims.claims(data.tables)
            statements.statements(data.tables)
            statements.discrepancies(data.tables)
    with right:
        panel.panel(data.tables, set(shown))
        events.event_list(data, shown)
    head.foot(data.attribution)


try:
    page()
except DashboardError as error:
    logging.getLogger("dashboard").exception("the page could not be drawn")
    st.error(f"This part of the page cannot be shown: {error}", icon=":material/error:")
