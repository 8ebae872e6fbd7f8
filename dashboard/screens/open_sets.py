"""The sets of events that are open in this session: the dossier that is shown, and sets that the reader opened."""

from __future__ import annotations

import streamlit as st

from dashboard.map import LayerSet
from dashboard.query.event_set import EventSet
from dashboard.screens.component import base_path, listens_locally, reader_cookie
from dashboard.sources.dossier.dossier_set import DOSSIER_ID
from dashboard.web.offered_sets import OFFER
from dashboard.web.questions import Loan, lend

OPEN, ACTIVE, BESIDE, LOANS = "open-sets", "active-set", "sets-beside", "set-loans"


def key_of(event_set: EventSet) -> str:
    """What names a set in the addresses that the page asks; empty for one that is not offered.

    What the page ships has one key for everybody, and so has an opened set on the reader's own machine. Where others read
    the page too an opened set has another key in each session, which answers this reader's browser alone and ends with
    the session.
    """
    offer = event_set.part(OFFER)
    if offer is None:
        return ""
    if offer.for_everybody or listens_locally():
        return offer.key
    loans: dict[str, Loan] = st.session_state.setdefault(LOANS, {})
    loan, reader = loans.get(event_set.id), reader_cookie()
    if loan is None or loan.offer is not offer or loan.reader != reader:
        loan = loans[event_set.id] = lend(offer, reader)
    return loan.key


def answers_address(event_set: EventSet) -> str:
    """Where the page asks what a filter leaves of a set."""
    return f"{base_path()}answers/{key_of(event_set)}"


def columns_address(event_set: EventSet) -> str | None:
    """Where the page gets the events of a set that is packed in one file; None of another."""
    offer = event_set.part(OFFER)
    if offer is None or offer.packed is None or offer.packed.files.rest:
        return None
    return f"{base_path()}columns/{key_of(event_set)}/core.bin"


def layer(event_set: EventSet) -> LayerSet | None:
    """What the map fetches of a set that is packed; None of another."""
    offer = event_set.part(OFFER)
    if offer is None or offer.packed is None:
        return None
    key = key_of(event_set)
    return LayerSet(
        event_set.id,
        event_set.name,
        f"columns/{key}/core.bin",
        f"columns/{key}/rest.bin",
        f"event/{key}/{{id}}.json",
        event_set.colouring[0][0] if event_set.colouring else "",
    )


def opened_sets() -> dict[str, EventSet]:
    """The sets that the reader opened in this session, by id, in the order in which they were opened."""
    event_sets: dict[str, EventSet] = st.session_state.setdefault(OPEN, {})
    return event_sets


def active(shipped: EventSet) -> EventSet:
    """The set whose filters, days and list are shown."""
    return opened_sets().get(st.session_state.get(ACTIVE, DOSSIER_ID), shipped)


def others(shipped: EventSet, current: EventSet) -> list[EventSet]:
    """The open sets besides the active one."""
    return [event_set for event_set in every(shipped) if event_set.id != current.id]


def every(shipped: EventSet) -> list[EventSet]:
    """All open sets, the dossier first."""
    return [shipped, *opened_sets().values()]


def on_map(set_id: str) -> bool:
    """Whether a set is drawn: the active one always, another one where the reader has turned it on."""
    return st.session_state.get(ACTIVE, DOSSIER_ID) == set_id or set_id in st.session_state.get(BESIDE, frozenset())


def add(event_set: EventSet) -> None:
    """Open a set in this session and turn to it."""
    opened_sets()[event_set.id] = event_set
    activate(event_set.id)


def activate(set_id: str) -> None:
    """Turn to a set."""
    st.session_state[ACTIVE] = set_id


def show_on_map(set_id: str, shown: bool) -> None:
    """Draw a set beside the active one, or leave it out."""
    beside = st.session_state.get(BESIDE, frozenset())
    st.session_state[BESIDE] = beside | {set_id} if shown else beside - {set_id}


def close(set_id: str) -> None:
    """Close a set that was opened: nothing of it stays in this session."""
    opened_sets().pop(set_id, None)
    st.session_state.get(LOANS, {}).pop(set_id, None)
    show_on_map(set_id, False)
    if st.session_state.get(ACTIVE) == set_id:
        activate(DOSSIER_ID)
