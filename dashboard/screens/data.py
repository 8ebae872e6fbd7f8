"""The tables and the map's files, read once and shared by all sessions; read anew when a file changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.crossfilter import Answer, Crossfilter, EventColumns, from_tables
from dashboard.map import attribution, base_map, payload
from dashboard.map.payload import Payload
from dashboard.tables import DATA_DIR, Tables, load


@dataclass(frozen=True)
class DataSet:
    """Tables, the events that have a place, those that have none, and what the map fetches.

    ``columns`` and ``crossfilter`` hold the events that have a place, in the order of ``mapped``.
    """

    tables: Tables
    mapped: pd.DataFrame
    unplaced: pd.DataFrame
    columns: EventColumns
    crossfilter: Crossfilter
    events: Payload
    base: Payload
    attribution: str

    def shown(self, answer: Answer) -> list[str]:
        """The ids of the events that an answer shows."""
        return [str(event_id) for event_id in self.mapped.index[answer.mask]]


def data_set() -> DataSet:
    """The data set of this process. Raises DataError if the descriptor itself cannot be read."""
    return _read(DATA_DIR, _state(DATA_DIR))


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of the files: what has to change for the tables to be read again."""
    files = [*folder.glob("*.*"), *(folder.parent / "seeds").glob("*.txt")]
    return tuple(sorted((path.name, (s := path.stat()).st_size, s.st_mtime_ns) for path in files))


@st.cache_resource(max_entries=2, show_spinner="Reading the tables and checking every quote …")
def _read(folder: Path, state: tuple[tuple[str, int, int], ...]) -> DataSet:
    tables = load(folder)
    placed = tables.events["place_id"].notna()
    mapped = tables.events[placed].sort_values(["date_start", "date_end"], kind="stable")
    columns = from_tables(tables, mapped)
    return DataSet(
        tables=tables,
        mapped=mapped,
        unplaced=tables.events[~placed],
        columns=columns,
        crossfilter=Crossfilter(columns),
        events=payload(tables, [tables.row("events", event_id) for event_id in mapped.index], columns),
        base=base_map(folder),
        attribution=attribution(folder),
    )
