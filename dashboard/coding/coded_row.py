"""A row of a dossier as it shall stand: which cells of which row, as the text that its CSV file holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.gazetteer.names import name_key
from dashboard.sources.dossier.store.new_dossier import slug as plain_slug


@dataclass(frozen=True)
class CodedRow:
    """Cells of one row. ``key`` is its id; of a row of evidence the four cells that tell it from others.

    A row that is there keeps the cells that are not named; a new row has them empty. ``file`` rows carry a shape into a
    GeoJSON file of the dossier instead (:mod:`place_rows`).
    """

    table: str
    key: tuple[str, ...]
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Coded:
    """What a form becomes: the id of its event, claim or statement, the rows to write, and shapes by their file.

    ``differences``: where it tells of something again, in what it differs from what is coded, each in a sentence.
    ``removed``: rows that go, where it edits what is coded already.
    """

    subject: str
    rows: tuple[CodedRow, ...]
    shapes: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    differences: tuple[str, ...] = ()
    removed: tuple[CodedRow, ...] = ()


def slug(text: str, longest: int = 40) -> str:
    """Text as part of an id: plain letters and digits with hyphens, "x" where nothing of it can be written so."""
    return plain_slug(name_key(text), "-")[:longest].strip("-") or "x"


def new_id(wanted: str, taken: Collection[str]) -> str:
    """The id, with a number behind it where it is taken."""
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
