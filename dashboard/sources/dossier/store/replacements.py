"""What a person asks to change → what is replaced in each row and file, or why no dossier can hold it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.errors import DossierError, FieldFault, Refused
from dashboard.sources.dossier.store.changes import DESCRIPTOR, FILES, Change, FileChange, RowName
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.stored_rows import StoredRows, row_key, to_json, whole_row
from dashboard.sources.dossier.tables.descriptor import Resource
from dashboard.sources.dossier.tables.folders import inside_path
from dashboard.words.sentences import say

# Places of rows that one step adds lie together; a million is more than any step adds.
_STEP = 1_000_000


@dataclass(frozen=True)
class Replacement:
    """What stood and what is to stand in one row (cells as JSON), file (SHA-256) or in the descriptor (its text)."""

    table: str
    key: str
    before: str | None
    after: str | None
    position: int

    def inverted(self) -> Replacement:
        """What takes it back."""
        return Replacement(self.table, self.key, self.after, self.before, self.position)


def next_step(database: sqlite3.Connection) -> int:
    """The number of the step that is saved next."""
    return int(database.execute("SELECT coalesce(max(id), 0) + 1 FROM steps").fetchone()[0])


def replacements_of(
    database: sqlite3.Connection, place: Path, changes: Sequence[Change | FileChange]
) -> list[Replacement]:
    """The changes that change something, as they are logged; the content of files is stored already.

    Raises:
        Refused: a change names no row or file that a dossier can hold.
        DossierError: it names a table that the dossier does not have.
    """
    contents = StoredContents(database, place)
    rows = StoredRows(database, contents.descriptor, contents.name)
    faults: list[FieldFault] = []
    replacements: dict[RowName, Replacement] = {}
    step = next_step(database)
    for number, change in enumerate(changes):
        if isinstance(change, FileChange):
            replacement = _of_file(database, change, contents, faults)
        else:
            replacement = _of_row(change, rows, step * _STEP + number, faults)
        name = replacement.table, replacement.key
        if name in replacements:
            raise DossierError(
                say("{name} is changed twice in one step; give it once, as it is to stand", name=" ".join(name))
            )
        replacements[name] = replacement
    faults += _not_proved(changes, rows, contents)
    if faults:
        raise Refused(faults)
    return [replacement for replacement in replacements.values() if replacement.before != replacement.after]


def of_properties(database: sqlite3.Connection, place: Path, properties: Mapping[str, Any]) -> list[Replacement]:
    """The change of the descriptor that gives these properties; one whose value is None is taken out. At most one."""
    before = StoredContents(database, place).read(DESCRIPTOR).decode("utf-8")
    raw = {name: value for name, value in {**json.loads(before), **properties}.items() if value is not None}
    if raw == json.loads(before):
        return []
    return [Replacement(DESCRIPTOR, "", before, json.dumps(raw, ensure_ascii=False, indent=1) + "\n", 0)]


def _of_file(
    database: sqlite3.Connection, change: FileChange, contents: StoredContents, faults: list[FieldFault]
) -> Replacement:
    tables = {resource.path for resource in contents.descriptor.resources.values()}
    if not inside_path(change.path) or change.path == DESCRIPTOR or change.path in tables:
        faults.append(FieldFault(FILES, change.path, "", say("is no path of an article or of shapes inside a dossier")))
    digest = None
    if change.content is not None:
        digest = hashlib.sha256(change.content).hexdigest()
        database.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (digest, change.content))
    return Replacement(FILES, change.path, contents.digest(change.path), digest, 0)


def _of_row(change: Change, rows: StoredRows, position: int, faults: list[FieldFault]) -> Replacement:
    resource = rows.descriptor.resources.get(change.table)
    if resource is None:
        raise DossierError(
            say("there is no table {table}; there are {sheets}", table=change.table, sheets=", ".join(rows.sheets))
        )
    key = change.key if change.cells is None else row_key(resource, change.cells)
    stood = rows.stored(change.table, key)
    if change.cells is not None:
        faults += _not_held(change, key, resource)
    return Replacement(
        change.table,
        key,
        to_json(whole_row(resource, stood.cells)) if stood else None,
        to_json(whole_row(resource, change.cells)) if change.cells is not None else None,
        stood.position if stood else position,
    )


def _not_held(change: Change, key: str, resource: Resource) -> Iterator[FieldFault]:
    """What of a row no table can hold."""
    if change.key and change.key != key:
        message = say(
            "does not go with the row {key}; take {change_key} out and put the other row",
            key=key,
            change_key=change.key,
        )
        yield FieldFault(change.table, change.key, resource.key or "", message)
    for column, text in (change.cells or {}).items():
        if column not in resource.by_name:
            yield FieldFault(change.table, key, column, say("is no column of this table"))
        # A quote may go over a line end of an article that ends its lines with both signs.
        if "\r" in text.replace("\r\n", "\n"):
            yield FieldFault(change.table, key, column, say("has a carriage return; use line feeds alone"))
        if any("\ud800" <= character <= "\udfff" for character in text):
            yield FieldFault(
                change.table, key, column, say("has half of a character (a lone surrogate); type it again")
            )


def _not_proved(
    changes: Sequence[Change | FileChange], rows: StoredRows, contents: StoredContents
) -> Iterator[FieldFault]:
    """Quotes from articles that are not in this copy, and do not come with the same step: nothing can prove them."""
    given = {change.path for change in changes if isinstance(change, FileChange)}
    for change in changes:
        if not isinstance(change, Change) or change.table != "quotes" or change.cells is None:
            continue
        source = rows.typed("sources", change.cells.get("source_id", ""))
        file = source.values["file"] if source else None
        if file in rows.descriptor.withheld_articles - given and contents.digest(str(file)) is None:
            message = say("the article is not in this copy; open the dossier with its articles to quote from it")
            yield FieldFault("quotes", change.key or change.cells.get("quote_id", ""), "source_id", message)
