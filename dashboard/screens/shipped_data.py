"""The dossiers' tables and their maps' files, read once and shared by all sessions; read anew when a file changes.

One dossier is shown at a time. Which one is part of the session and of the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.errors import DataError
from dashboard.map import attribution, base_map, centre, payload
from dashboard.map.event_payload import Payload
from dashboard.model.columns import EventColumns
from dashboard.query.engine import Answer, Crossfilter
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import Descriptor, Tables, dossier_folders, load
from dashboard.sources.dossier.tables.folders import files_of
from dashboard.web.questions import Offer, offer

if TYPE_CHECKING:
    import pandas as pd

# The id of the coded events among the data sets of the page; event_layer.js knows it too.
CODED = "articles"
# Which dossier is shown, in the session and in the address: one of the keys of ``dossiers``.
DOSSIER = "dossier"


@dataclass(frozen=True, eq=False)
class CodedSet:
    """One dossier: its tables, the events that have a place, those that have none, and what the map fetches.

    ``columns`` and ``crossfilter`` hold the events that have a place, in the order of ``mapped``.
    """

    tables: Tables
    mapped: pd.DataFrame
    unplaced: pd.DataFrame
    columns: EventColumns
    crossfilter: Crossfilter
    events: Payload
    base: Payload
    centre: tuple[float, float]
    attribution: str
    offer: Offer

    id = CODED

    @property
    def name(self) -> str:
        """What the dossier is called among other data."""
        return self.tables.descriptor.name

    @property
    def placed(self) -> int:
        """How many events have a place."""
        return len(self.mapped)

    @property
    def placeless(self) -> int:
        """How many events have none."""
        return len(self.unplaced)

    def shown(self, answer: Answer) -> list[str]:
        """The ids of the events that an answer shows."""
        return [str(event_id) for event_id in self.mapped.index[answer.mask]]


def dossiers() -> dict[str, Path]:
    """The folders of all dossiers of this process, each by its name; a second one of that name has a number behind it."""
    folders: dict[str, Path] = {}
    for folder in dossier_folders():
        alike = sum(other.name == folder.name for other in folders.values())
        folders[f"{folder.name}-{alike + 1}" if alike else folder.name] = folder
    return folders


def dossier_names() -> dict[str, str]:
    """What each dossier is called, by its key in ``dossiers``; the key itself for one that cannot be read."""
    names = {}
    for key, folder in dossiers().items():
        try:
            names[key] = Descriptor.read(folder).name
        except DataError:
            names[key] = key
    return names


def shown_dossier() -> str:
    """The key of the dossier that this session shows: the first until the reader chooses."""
    keys = dossiers()
    chosen = st.session_state.get(DOSSIER)
    return str(chosen) if chosen in keys else next(iter(keys))


def show_dossier(key: str) -> bool:
    """Show another dossier from the next run on. False where it is shown already, or there is none of that name."""
    if key == shown_dossier() or key not in dossiers():
        return False
    st.session_state[DOSSIER] = key
    return True


def data_set() -> CodedSet:
    """The dossier that this session shows. Raises DataError if its descriptor itself cannot be read."""
    folder = dossiers()[shown_dossier()]
    return _read(folder, _state(folder))


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of the files: what has to change for the tables to be read again."""
    found = []
    for path in files_of(folder):
        try:
            stated = path.stat()
        except OSError:  # a link that leads nowhere: the loader says so
            found.append((path.name, -1, -1))
        else:
            found.append((path.name, stated.st_size, stated.st_mtime_ns))
    return tuple(sorted(found))


@st.cache_resource(max_entries=8, show_spinner="Reading the tables and checking every quote …")
def _read(folder: Path, state: tuple[tuple[str, int, int], ...]) -> CodedSet:
    tables = load(folder)
    placed = tables.events["place_id"].notna()
    mapped = tables.events[placed].sort_values(["date_start", "date_end"], kind="stable")
    columns = from_tables(tables, mapped)
    crossfilter = Crossfilter(columns)
    records = [tables.row("events", event_id) for event_id in mapped.index]
    events = payload(tables, records, columns)
    return CodedSet(
        tables=tables,
        mapped=mapped,
        unplaced=tables.events[~placed],
        columns=columns,
        crossfilter=crossfilter,
        events=events,
        base=base_map(folder),
        centre=centre(tables, records),
        attribution=attribution(folder),
        offer=offer(events.version, crossfilter),
    )


def data_digest(tables: Tables) -> str:
    """One hash for all tables, as a citation names it."""
    return _digest(tables.folder, _state(tables.folder), tables)


@st.cache_data(max_entries=8, show_spinner=False)
def _digest(folder: Path, state: tuple[tuple[str, int, int], ...], _tables: Tables) -> str:
    from dashboard.export import data_hash

    return data_hash(_tables)
