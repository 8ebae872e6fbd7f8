"""The list of events: those shown, and those that no place is given for. A click or Enter opens one."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.map.symbols import svg_of, symbol
from dashboard.model.days import span_in_words
from dashboard.screens.map_view import open_event, opened
from dashboard.screens.safe_text import label, show
from dashboard.screens.shipped_data import CodedSet
from dashboard.sources.dossier.evidence import NO_PLACE, where
from dashboard.sources.dossier.tables import Record, Tables


def event_list(data: CodedSet, shown: Sequence[str], head: Callable[[], None]) -> None:
    """The events shown, by day, then those without a place. ``head`` draws what belongs under the list's title."""
    with st.container(key="events-head"):
        show(Markup('<h2 class="section">Events shown</h2>'))
        head()
    for event_id in shown:
        _entry(data.tables, event_id)
    if len(data.unplaced):
        show(Markup('<h2 class="section">Not on the map</h2>'))
        st.caption(f"{NO_PLACE}. The filters do not touch this list.")
        for event_id in data.unplaced.index:
            _entry(data.tables, event_id)
    st.html(f"<style>{_marks(data.tables, [*shown, *data.unplaced.index])}</style>")


def _entry(tables: Tables, event_id: str) -> None:
    event = tables.row("events", event_id)
    place = where(tables, event) if event["place_id"] else "no place named"
    st.button(
        f"**{label(event['title'])}**  \n{label(_when(event))} · {label(place)}",
        key=f"list-{event_id}",
        on_click=open_event,
        args=(event_id,),
        width="stretch",
    )


def _when(event: Record) -> str:
    """The days, and the night where it is stated: an entry has no room for what is not."""
    days = span_in_words(event["date_start"], event["date_end"])
    return days if event["time_of_day"] == "unknown" else f"{days}, {event['time_of_day']}"


# The look of the entry that is open. Its button stays the same, so the focus stays on it.
OPENED = "border-color:var(--accent);box-shadow:inset 4px 0 0 var(--accent);background-color:color-mix(in srgb,var(--accent) 12%,transparent)"


def _marks(tables: Tables, event_ids: Sequence[str]) -> str:
    """A style sheet that puts each event's mark before its entry. Ids are checked slugs, the SVG is our own."""
    rules = []
    for event_id in event_ids:
        svg = base64.b64encode(svg_of(symbol(tables, tables.row("events", event_id)), 26).encode()).decode()
        if event_id == opened():
            rules.append(f".st-key-list-{event_id} button{{{OPENED}}}")
        rules.append(f".st-key-list-{event_id} button::before{{background-image:url(data:image/svg+xml;base64,{svg})}}")
    return str(Markup("\n").join(Markup(rule) for rule in rules))
