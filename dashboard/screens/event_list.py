"""The list of events: those shown, and those that no filter touches. A click or Enter opens one.

A set whose events have signs of their own is listed by Streamlit's buttons, each with its sign. Any other is listed in
the page (browser/event_rows.js), which asks the server for as many lines as the reader wants to see.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard.map.drawn_dossier import DRAWN, DrawnDossier
from dashboard.messages.checked_message import read
from dashboard.messages.controls import EventRowOpened, EventRowsData
from dashboard.model.filter import Filter
from dashboard.query.engine import Answer
from dashboard.query.event_set import EventSet
from dashboard.screens import list_length
from dashboard.screens.component import component
from dashboard.screens.map_view import ways_out
from dashboard.screens.open_sets import answers_address, opened_sets
from dashboard.screens.opened_event import open_event, opened_in
from dashboard.screens.safe_text import label, show
from dashboard.words.sentences import say, say_count

ROWS = "file-list"


def event_list(event_set: EventSet, chosen: Filter, answer: Answer) -> None:
    """The events shown, by day, then those that no filter touches. Above them, what there is to say of what is shown."""
    drawn = event_set.part(DRAWN)
    with st.container(key="events-head"):
        show(Markup('<h2 class="section">{}</h2>').format(say("Events shown")))
        if not answer.shown and event_set.engine.describe().events:
            ways_out(event_set, answer.without)
        for sentence in event_set.remarks(chosen) if event_set.remarks else ():
            show(Markup('<p class="reading">{}</p>').format(sentence))
    if drawn is None:
        _rows(event_set)
    else:
        _signed(event_set, drawn, event_set.engine.events(chosen), (event_set.name, chosen))


def _rows(event_set: EventSet) -> None:
    """The list in the page."""
    data: EventRowsData = {
        "set": event_set.id,
        "answers": answers_address(event_set),
        "opened": opened_in(event_set),
    }
    component("event_rows")(key=ROWS, data=data, on_row_change=_hear)


def _hear() -> None:
    """A click in the list, from outside: only an event of an open set is opened."""
    message = read(EventRowOpened, st.session_state[ROWS].get("row"))
    if message is not None:
        event_set = opened_sets().get(message["set"])
        if event_set is not None and event_set.has(message["event"]):
            open_event(event_set.id, message["event"])


def _signed(event_set: EventSet, drawn: DrawnDossier, shown: Sequence[str], moment: object) -> None:
    """A button an event, with its sign; of long lists the first events, and the rest when the reader asks."""
    listed = _entries(event_set, shown, "events", moment)
    if event_set.unfiltered:
        show(Markup('<h2 class="section">{}</h2>').format(say("Not on the map")))
        st.caption(say("The sources name no place, so it is not on the map. The filters do not touch this list."))
        listed += _entries(event_set, event_set.unfiltered, "unfiltered-events", event_set.name)
    st.html(f"<style>{_signs(event_set, drawn, listed)}</style>")


def _entries(event_set: EventSet, event_ids: Sequence[str], key: str, moment: object) -> list[str]:
    """Draw the entries of a list as far as the reader asked for them. Returns the ids of those that are drawn."""
    listed = list(event_ids[: list_length.drawn_length(key, moment)])
    for event_id, when, what, where, _ in event_set.lines(listed):
        _entry(event_set, event_id, when, what, where)
    list_length.more_of(key, moment, len(event_ids), _further)
    return listed


def _further(number: int) -> str:
    return say_count(number, one="More: {number} further event", other="More: {number} further events")


def _entry(event_set: EventSet, event_id: str, when: str, what: str, where: str) -> None:
    st.button(
        f"**{label(what)}**  \n{label(when)} · {label(where)}",
        key=f"list-{event_id}",
        on_click=open_event,
        args=(event_set.id, event_id),
        width="stretch",
    )


# The look of the entry that is open. Its button stays the same, so the focus stays on it.
OPENED = "border-color:var(--accent);box-shadow:inset 4px 0 0 var(--accent);background-color:color-mix(in srgb,var(--accent) 12%,transparent)"


def _signs(event_set: EventSet, drawn: DrawnDossier, event_ids: Sequence[str]) -> str:
    """A style sheet that puts each event's sign before its entry. Ids are checked slugs, the SVG is our own."""
    rules, opened = [], opened_in(event_set)
    for event_id in event_ids:
        svg = base64.b64encode(drawn.sign(event_id, 26).encode()).decode()
        if event_id == opened:
            rules.append(f".st-key-list-{event_id} button{{{OPENED}}}")
        rules.append(f".st-key-list-{event_id} button::before{{background-image:url(data:image/svg+xml;base64,{svg})}}")
    return str(Markup("\n").join(Markup(rule) for rule in rules))
