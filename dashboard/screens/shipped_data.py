"""The tables and the map's files, read once and shared by all sessions; read anew when a file changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.map import attribution, base_map, payload
from dashboard.map.event_payload import Payload
from dashboard.model.filter import Filter
from dashboard.query.engine import Engine
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import DATA_DIR, Tables, load
from dashboard.web.questions import Offer, offer

if TYPE_CHECKING:
    import pandas as pd

# The id of the coded events among the data sets of the page; event_layer.js knows it too.
CODED = "articles"


@dataclass(frozen=True, eq=False)
class CodedSet:
    """Tables, the events that have a place, those that have none, and what the map fetches.

    ``engine`` holds the events that have a place, in the order of ``mapped``.
    """

    tables: Tables
    mapped: pd.DataFrame
    unplaced: pd.DataFrame
    engine: Engine
    events: Payload
    base: Payload
    attribution: str
    offer: Offer

    id = CODED
    name = "The two articles"

    @property
    def placed(self) -> int:
        """How many events have a place."""
        return len(self.mapped)

    @property
    def placeless(self) -> int:
        """How many events have none."""
        return len(self.unplaced)

    def shown(self, chosen: Filter) -> list[str]:
        """The ids of the events that a filter leaves."""
        return self.engine.events(chosen)


def data_set() -> CodedSet:
    """The data set of this process. Raises DataError if the descriptor itself cannot be read."""
    return _read(DATA_DIR, _state(DATA_DIR))


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of the files: what has to change for the tables to be read again."""
    files = [*folder.glob("*.*"), *(folder.parent / "seeds").glob("*.txt")]
    found = []
    for path in files:
        try:
            stated = path.stat()
        except OSError:  # a link that leads nowhere: the loader says so
            found.append((path.name, -1, -1))
        else:
            found.append((path.name, stated.st_size, stated.st_mtime_ns))
    return tuple(sorted(found))


@st.cache_resource(max_entries=2, show_spinner="Reading the tables and checking every quote …")
def _read(folder: Path, state: tuple[tuple[str, int, int], ...]) -> CodedSet:
    tables = load(folder)
    placed = tables.events["place_id"].notna()
    mapped = tables.events[placed].sort_values(["date_start", "date_end"], kind="stable")
    engine = InMemoryEngine(from_tables(tables, mapped))
    events = payload(tables, [tables.row("events", event_id) for event_id in mapped.index], engine)
    return CodedSet(
        tables=tables,
        mapped=mapped,
        unplaced=tables.events[~placed],
        engine=engine,
        events=events,
        base=base_map(folder),
        attribution=attribution(folder),
        offer=offer(events.version, engine),
    )


def data_digest(tables: Tables) -> str:
    """One hash for all tables, as a citation names it."""
    return _digest(DATA_DIR, _state(DATA_DIR), tables)


@st.cache_data(max_entries=2, show_spinner=False)
def _digest(folder: Path, state: tuple[tuple[str, int, int], ...], _tables: Tables) -> str:
    from dashboard.export import data_hash

    return data_hash(_tables.descriptor, folder)
