"""The event that is open in this session: its set and its id. Map, list and panel show the same one."""

from __future__ import annotations

import streamlit as st

from dashboard.query.event_set import EventSet
from dashboard.screens.component import new_turn
from dashboard.screens.open_sets import opened_sets
from dashboard.sources.dossier.dossier_set import DOSSIER_ID

OPENED, TURN = "opened-event", "opened-event-turn"


def opened() -> tuple[str, str] | None:
    """The id of the set and of its event that is open; None if none is, or its set was closed."""
    event: tuple[str, str] | None = st.session_state.get(OPENED)
    return event if event is not None and (event[0] == DOSSIER_ID or event[0] in opened_sets()) else None


def opened_in(event_set: EventSet) -> str | None:
    """The id of the event of this set that is open; None if none of its events is."""
    event = opened()
    return event[1] if event is not None and event[0] == event_set.id and event_set.has(event[1]) else None


def open_event(set_id: str, event_id: str) -> None:
    """Open an event from outside the map: the map then shows it too."""
    st.session_state[OPENED] = (set_id, event_id)
    st.session_state[TURN] = new_turn()


def close_event() -> None:
    """Close the event that is open."""
    st.session_state[OPENED] = None
    st.session_state[TURN] = new_turn()


def clicked(set_id: str, event_id: str) -> None:
    """Note an event that was opened on the map: the map shows it already."""
    st.session_state[OPENED] = (set_id, event_id)


def turn() -> int:
    """Grows when an event is opened outside the map; only then does the map open a card and move."""
    return int(st.session_state.get(TURN, 0))
