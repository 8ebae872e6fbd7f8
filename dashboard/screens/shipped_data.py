"""The dossiers' tables and their maps' files, read once and shared by all sessions; read anew when something changes.

The shipped dossiers are folders, the reader's own are files in his folder. One dossier is shown at a time. Which one is part of the session and of the address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from dashboard.words.sentences import deferred

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
        paths |= {key: path for key, (path, _) in _own().items()}
    return paths


def _own() -> Mapping[str, tuple[Path, str]]:
    """The path and the name of each dossier of the reader's own that can be opened, by its key."""
    shelf = DossierShelf()
    return _shelved(shelf.folder, _stated(shelf.folder.glob("*")))


@st.cache_data(max_entries=8, show_spinner=False)
def _shelved(folder: Path, state: object) -> Mapping[str, tuple[Path, str]]:
    """Read when something on the shelf has changed: each run of the page asks, and each dossier has to be opened."""
    sound = (entry.path for entry in DossierShelf(folder).dossiers() if not entry.problem)
    return {key_of(path): (path, DossierFile.open(path).descriptor().name) for path in sound}


def key_of(path: Path) -> str:
    """The key of a dossier of the reader's own, by its file."""
    return f"own-{path.stem}"


def dossier_names() -> dict[str, str]:
    """What each dossier is called, by its key in ``dossiers``; the key itself for one that cannot be read."""
    own = _own() if may_keep() else {}
    names = {}
    for key, path in dossiers().items():
        try:
            names[key] = own[key][1] if key in own else Descriptor.read(path).name
        except DataError:
            names[key] = key
    return names


def title_of(contents: Contents) -> str:
    """What a dossier that lies elsewhere is called."""
    return Descriptor.of(contents).headline


def shown_path() -> Path:
    """Where the dossier lies that is shown: a folder, or the file of one of the reader's own."""
    return dossiers()[shown_dossier()]


def shown_file() -> DossierFile | None:
    """The file of the dossier that is shown, if it is one of the reader's own; None for a shipped one, which is read-only."""
    path = shown_path()
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
    path = shown_path()
    if path.is_file():
        return _read(path, _file(path).last_step())
    return _read(path, _stated(files_of(path)))


def _stated(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of files: what has to change for them to be read again."""
    found = []
    for path in paths:
        try:
            stated = path.stat()
        except OSError:  # a link that leads nowhere: the loader says so
            found.append((path.name, -1, -1))
        else:
            found.append((path.name, stated.st_size, stated.st_mtime_ns))
    return tuple(sorted(found))


@st.cache_resource(max_entries=8, show_spinner=deferred("Reading the tables and checking every quote …"))
def _read(path: Path, state: object) -> EventSet:
    tables = _file(path).tables() if path.is_file() else load(path)
    event_set = drawn_dossier(dossier_set(tables), tables)
    drawn = event_set.part(DRAWN)
    return for_everybody(event_set, lambda: drawn.events) if drawn else event_set
