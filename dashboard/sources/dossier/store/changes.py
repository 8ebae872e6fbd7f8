"""What is saved in a dossier's file: changes of rows and files, the steps they make, drafts as they were typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: In a log beside the names of tables: a change of a file, and one of the descriptor itself.
FILES, DESCRIPTOR = "files", "datapackage.json"

Cells = Mapping[str, str]
#: A table and the key of a row in it. The key is the row's id; in a table without ids its unique key as a JSON list.
RowName = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """A row as it is to stand, every cell as text; None takes it out.

    ``key`` may be left empty for a row that is put: its cells give it.
    """

    table: str
    key: str
    cells: Cells | None


@dataclass(frozen=True)
class FileChange:
    """An article or a file of shapes as it is to stand, byte for byte; None takes it out."""

    path: str
    content: bytes | None


@dataclass(frozen=True)
class StoredRow:
    """A row as it is stored: its cells as text, its place among the rows of its table, the step that last changed it."""

    table: str
    key: str
    cells: Cells
    position: int
    version: int


@dataclass(frozen=True)
class Step:
    """One accepted change: who, when (UTC, ISO 8601), what and why.

    ``undoes`` is the step that it takes back, ``undone_by`` the step that took it back; a redo takes back an undo.
    """

    id: int
    at: str
    who: str
    what: str
    why: str
    undoes: int | None = None
    undone_by: int | None = None
    tables: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class LoggedChange:
    """What a step did to one row (cells), file (SHA-256) or to the descriptor (its text); None where there was none."""

    step: int
    table: str
    key: str
    before: Any
    after: Any
    position: int


@dataclass(frozen=True)
class Draft:
    """A form that nobody accepted yet, as it was typed."""

    id: int
    who: str
    at: str
    form: Mapping[str, Any]
