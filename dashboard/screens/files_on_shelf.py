"""The files that a reader has open, kept while the page may come back to them: a reload begins a new session.

Each session has a shelf. It is its owner's: on a page that others read too his browser is known by a cookie, and one
without it gets nothing back. A closed file is taken off at once; a shelf that nobody has used for a while, or for which
there is no room, is given up.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock

import streamlit as st

from dashboard.query.event_set import EventSet
from dashboard.screens.component import listens_locally, reader_cookie
from dashboard.screens.open_sets import opened_sets

# Seconds after its last use in which a shelf is kept, and how many there are at most.
KEPT, MOST = 30 * 60, 12
OWN = "files-shelf"


@dataclass
class Shelf:
    """The files of one session, as its owner has them open now."""

    reader: str
    event_sets: dict[str, EventSet]
    used: float


_shelves: list[Shelf] = []
_lock = Lock()


def put_on_shelf() -> None:
    """Note what this session has open. To be called in each run."""
    reader = _reader()
    if reader is None:
        return
    now = time.monotonic()
    with _lock:
        own: Shelf | None = st.session_state.get(OWN)
        if own is not None:
            own.used = now
        elif opened_sets():
            own = st.session_state[OWN] = Shelf(reader, opened_sets(), now)
        kept = [shelf for shelf in _shelves if shelf is not own and shelf.event_sets and now - shelf.used < KEPT]
        _shelves[:] = [*kept, *([own] if own is not None else [])][-MOST:]


def take_back(set_id: str) -> bool:
    """Open what this reader had open beside a set, in a session before this one. Says whether the set is among it."""
    reader = _reader()
    with _lock:
        shelf = next(
            (shelf for shelf in reversed(_shelves) if shelf.reader == reader and set_id in shelf.event_sets), None
        )
    if reader is None or shelf is None:
        return False
    for event_set in list(shelf.event_sets.values()):
        opened_sets().setdefault(event_set.id, event_set)
    return set_id in opened_sets()


def _reader() -> str | None:
    return "" if listens_locally() else reader_cookie()
