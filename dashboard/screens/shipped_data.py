"""The dossiers' tables and their maps' files, read once and shared by all sessions; read anew when a file changes.

One dossier is shown at a time. Which one is part of the session and of the address.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.errors import DataError
from dashboard.map.drawn_dossier import DRAWN, drawn_dossier
from dashboard.query.event_set import EventSet
from dashboard.sources.dossier.dossier_set import dossier_set
from dashboard.sources.dossier.tables import Descriptor, dossier_folders, load
from dashboard.sources.dossier.tables.folders import files_of
from dashboard.web.offered_sets import for_everybody

# Which dossier is shown, in the session and in the address: one of the keys of ``dossiers``.
SHOWN_DOSSIER = "dossier"


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
    chosen = st.session_state.get(SHOWN_DOSSIER)
    return str(chosen) if chosen in keys else next(iter(keys))


def show_dossier(key: str) -> bool:
    """Show another dossier from the next run on. False where it is shown already, or there is none of that name."""
    if key == shown_dossier() or key not in dossiers():
        return False
    st.session_state[SHOWN_DOSSIER] = key
    return True


def shipped_set() -> EventSet:
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
def _read(folder: Path, state: tuple[tuple[str, int, int], ...]) -> EventSet:
    tables = load(folder)
    event_set = drawn_dossier(dossier_set(tables), tables)
    drawn = event_set.part(DRAWN)
    return for_everybody(event_set, drawn.events.version) if drawn else event_set
