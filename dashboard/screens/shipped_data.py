"""The dossiers' tables and their maps' files, read once and shared by all sessions; read anew when something changes.

The shipped dossiers are folders, the reader's own are files in his folder. One dossier is shown at a time. Which one is part of the session and of the address.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.errors import DataError
from dashboard.map.drawn_dossier import DRAWN, drawn_dossier
from dashboard.query.event_set import EventSet
from dashboard.screens.component import may_keep
from dashboard.sources.dossier.dossier_set import dossier_set
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.dossier_shelf import DossierShelf
from dashboard.sources.dossier.tables import Contents, Descriptor, dossier_folders, load
from dashboard.sources.dossier.tables.folders import files_of
from dashboard.web.offered_sets import for_everybody

# Which dossier is shown, in the session and in the address: one of the keys of ``dossiers``.
SHOWN_DOSSIER = "dossier"


def dossiers() -> dict[str, Path]:
    """The folders of the shipped dossiers by their names, a second one of that name with a number behind it; then the
    files of the reader's own, where dossiers may be made here.
    """
    paths: dict[str, Path] = {}
    for folder in dossier_folders():
        alike = sum(other.name == folder.name for other in paths.values())
        paths[f"{folder.name}-{alike + 1}" if alike else folder.name] = folder
    if may_keep():
        paths |= {key_of(entry.path): entry.path for entry in DossierShelf().dossiers() if not entry.problem}
    return paths


def key_of(path: Path) -> str:
    """The key of a dossier of the reader's own, by its file."""
    return f"own-{path.stem}"


def dossier_names() -> dict[str, str]:
    """What each dossier is called, by its key in ``dossiers``; the key itself for one that cannot be read."""
    names = {}
    for key, folder in dossiers().items():
        try:
            names[key] = _descriptor(folder).name
        except DataError:
            names[key] = key
    return names


def title_of(contents: Contents) -> str:
    """What a dossier that lies elsewhere is called."""
    return Descriptor.of(contents).headline


def _descriptor(path: Path) -> Descriptor:
    return _file(path).descriptor() if path.is_file() else Descriptor.read(path)


def shown_file() -> DossierFile | None:
    """The file of the dossier that is shown, if it is one of the reader's own; None for a shipped one, which is read-only."""
    path = dossiers()[shown_dossier()]
    return _file(path) if path.is_file() else None


@st.cache_resource(max_entries=32, show_spinner=False)
def _file(path: Path) -> DossierFile:
    return DossierFile.open(path)


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
    path = dossiers()[shown_dossier()]
    if path.is_file():
        return _read(path, _file(path).last_step())
    return _read(path, _state(path))


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
def _read(path: Path, state: object) -> EventSet:
    tables = _file(path).tables() if path.is_file() else load(path)
    event_set = drawn_dossier(dossier_set(tables), tables)
    drawn = event_set.part(DRAWN)
    return for_everybody(event_set, drawn.events) if drawn else event_set
