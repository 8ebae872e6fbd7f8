"""Where dossiers lie, and where each keeps its articles. A dossier is any folder with a datapackage.json."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from dashboard.words.sentences import say

#: The dossier that comes with the project. Its articles lie in seeds/, beside it.
SHIPPED = Path(__file__).resolve().parents[4] / "data"
NAME, SOURCES, PLACES = "datapackage.json", "sources.csv", "places.csv"
#: The folder inside a dossier that is all its own: texts of articles, and the files that they were taken from.
ARTICLES = "articles"


def dossier_folders() -> tuple[Path, ...]:
    """The folders that DASHBOARD_DATA_DIR names, each once; the shipped dossier where it names none.

    Several are joined as in PATH: by a colon, on Windows by a semicolon.
    """
    named = [Path(part) for part in os.environ.get("DASHBOARD_DATA_DIR", "").split(os.pathsep) if part.strip()]
    return tuple(dict.fromkeys(named)) or (SHIPPED,)


def article(folder: Path, file: str) -> Path:
    """The article that a dossier's table of sources names: a path from the folder, or else from its parent.

    Raises:
        ValueError: the path is absolute or leads out of both, by "..", by a backslash or by a link.
    """
    if not inside_path(file):
        raise ValueError(say('"{file}" is no path inside the folder of the dossier or the folder around it', file=file))
    own = folder / file
    path = own if own.exists() else folder.parent / file
    if not path.resolve().is_relative_to(folder.parent.resolve()):
        raise ValueError(say('"{file}" leads out of the folder of the dossier and the folder around it', file=file))
    return path


def inside_path(path: str) -> bool:
    """Whether a path stays inside the folder that it starts from, on every system, as far as its words say."""
    inside = PurePosixPath(path)
    return not (
        not inside.parts or inside.is_absolute() or ".." in inside.parts or "\\" in path or ":" in path or "\0" in path
    )


def files_of(folder: Path) -> Iterator[Path]:
    """Every file that the tables of this folder are read from: those of the folder, and the articles."""
    yield from sorted(folder.glob("*.*"))
    try:
        with (folder / SOURCES).open(encoding="utf-8", errors="replace", newline="") as stream:
            named = [row.get("file") or "" for row in csv.DictReader(stream)]
    except (OSError, csv.Error):  # the loader says so
        return
    for file in dict.fromkeys(filter(None, named)):
        try:
            yield article(folder, file)
        except (OSError, ValueError):  # the loader says so
            continue
