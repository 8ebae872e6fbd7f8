"""Whether the files in an archive are a shapefile, and which of its parts are missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from dashboard.errors import FileRefused
from dashboard.sources.files.read.refused_kinds import SHAPEFILE_ADVICE
from dashboard.words.sentences import say, say_deferred, say_list

_NEEDED = (".shp", ".shx", ".dbf")


def shapefile_sentences(name: str, members: Sequence[str]) -> tuple[str, ...] | None:
    """The sentences to say of the shapefile in an archive; None where it holds none. ``name`` is the archive's.

    Raises FileRefused for a shapefile without one of the parts that it needs.
    """
    paths = [PurePosixPath(member) for member in members if not member.startswith("__MACOSX")]
    parts = {(path.parent, path.stem): set[str]() for path in paths if path.suffix.lower() == ".shp"}
    if not parts:
        return None
    for path in paths:
        if (path.parent, path.stem) in parts:
            parts[path.parent, path.stem].add(path.suffix.lower())
    for (_, stem), have in parts.items():
        if lacking := [part for part in _NEEDED if part not in have]:
            wrong = say("the shapefile {stem} in it lacks its {lacking}", stem=stem, lacking=say_list(lacking))
            raise FileRefused(name, wrong, say_deferred(SHAPEFILE_ADVICE))
    return (say("The shapefile was read from the zip file."),)
