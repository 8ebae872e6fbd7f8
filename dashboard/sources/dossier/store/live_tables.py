"""The tables of a dossier's file, kept up with its steps: what a step did not change is not read again.

A dossier without a fault has none after a step either, for the gate refuses new ones at each save. So the rows that a
step changed are put in place, and the gate is not asked about all others. A dossier with faults is loaded as a whole.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock

from dashboard.sources.dossier.store.changes import DESCRIPTOR, FILES, Cells
from dashboard.sources.dossier.store.database import identity
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.replacements import next_step
from dashboard.sources.dossier.store.stored_rows import StoredRows, cells_of
from dashboard.sources.dossier.tables.contents import MemoryContents
from dashboard.sources.dossier.tables.csv_table import Row, Sheet
from dashboard.sources.dossier.tables.descriptor import Descriptor, Resource
from dashboard.sources.dossier.tables.folders import NAME
from dashboard.sources.dossier.tables.load import TableRow, Tables, load_contents
from dashboard.sources.dossier.tables.proof import read_texts
from dashboard.sources.dossier.tables.shape_files import file_of


@dataclass(frozen=True)
class LiveRow:
    """A row as the gate made it, and as its file has it."""

    values: TableRow
    written: bytes


Rows = Mapping[str, dict[str, LiveRow]]
State = tuple[str, int]


class LiveTables:
    """The tables of the last step that was asked for. One object for any number of threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        # Which file they are of, and which step.
        self._state: State = ("", 0)
        self._tables: Tables | None = None
        # The rows of each table by their stored keys, in order; empty where the dossier has faults.
        self._rows: Rows = {}

    def tables(self, database: sqlite3.Connection, contents: StoredContents) -> Tables:
        """The tables of the state that ``database`` reads; the same object until there is another step."""
        with self._lock:
            state = _state(database, contents)
            if self._tables is None or self._state != state:
                self._tables, self._rows = self._followed(database, contents) or _loaded(database, contents)
                self._state = state
            return self._tables

    def preview(self, database: sqlite3.Connection, contents: StoredContents) -> Tables:
        """The tables of a state that is not to stand: nothing of it is kept here."""
        with self._lock:
            tables, _ = self._followed(database, contents) or _loaded(database, contents)
            return tables

    def _followed(self, database: sqlite3.Connection, contents: StoredContents) -> tuple[Tables, Rows] | None:
        """The tables with what the steps since changed; None where more than rows and articles changed."""
        before, (file, step), (file_now, last) = self._tables, self._state, _state(database, contents)
        if not self._rows or file != file_now or last < step:
            return None
        changes: dict[str, set[str]] = {}
        for table, key in database.execute('SELECT DISTINCT "table", key FROM changes WHERE step > ?', (step,)):
            changes.setdefault(table, set()).add(key)
        files = changes.pop(FILES, set())
        if before is None or DESCRIPTOR in changes:
            return None
        stored = StoredRows(database, contents.descriptor, contents.name)
        rows = {**self._rows, **{t: _with_changes(database, stored, self._rows[t], t, changes[t]) for t in changes}}
        records = {
            table: _records(resource, rows[table]) if table in changes else before.records[table]
            for table, resource in contents.descriptor.resources.items()
        }
        shape_files = _shape_files(contents.descriptor, records["places"])
        if shape_files & files or shape_files != _shape_files(before.descriptor, before.records["places"]):
            return None
        written = {table: {key: row.written for key, row in rows[table].items()} for table in changes}
        unchanged = {path: before.contents.read(path) for path in before.contents.paths() if path not in files}
        tables = Tables(
            MemoryContents(contents.place, _files(contents, written, unchanged)),
            before.descriptor,
            records,
            _texts(before, contents, records["sources"], changes.get("sources", set()), files),
            before.shapes,
            copies=tuple(map(str, records["sources"])),
        )
        return tables, rows


def _state(database: sqlite3.Connection, contents: StoredContents) -> State:
    """Which file this is, also where another one was put in its place under the same number; and its last step."""
    described = hashlib.sha256(contents.read(NAME)).hexdigest()
    made = database.execute("SELECT at FROM steps WHERE id = 1").fetchone()
    return f"{identity(contents.place)} {made} {described}", next_step(database) - 1


def _loaded(database: sqlite3.Connection, contents: StoredContents) -> tuple[Tables, Rows]:
    """All of it through the gate; no rows to follow where there are faults."""
    written = {table: _written_rows(database, resource) for table, resource in contents.descriptor.resources.items()}
    tables = load_contents(MemoryContents(contents.place, _files(contents, written, {})))
    if tables.faults:
        return tables, {}
    rows = {
        table: {
            key: LiveRow(values, line) for (key, line), values in zip(lines.items(), tables.rows(table), strict=True)
        }
        for table, lines in written.items()
    }
    return tables, rows


def _written_rows(database: sqlite3.Connection, resource: Resource) -> dict[str, bytes]:
    """The rows of a table as its file has them, by their stored keys, in order."""
    found = database.execute('SELECT key, cells FROM rows WHERE "table" = ? ORDER BY position, key', (resource.name,))
    return {key: _written(resource, cells_of(cells)) for key, cells in found}


def _written(resource: Resource, cells: Cells) -> bytes:
    return _line([cells.get(column, "") for column in resource.by_name])


def _line(cells: Iterable[str]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue().encode("utf-8")


def _files(
    contents: StoredContents, written: Mapping[str, Mapping[str, bytes]], unchanged: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files of the dossier: tables as they are written here, what is unchanged, and the rest as it is stored."""
    known = dict(unchanged)
    for table, lines in written.items():
        resource = contents.descriptor.resources[table]
        known[resource.path] = b"".join([_line(resource.by_name), *lines.values()])
    return {path: known[path] if path in known else contents.read(path) for path in contents.paths()}


def _shape_files(descriptor: Descriptor, places: Mapping[object, TableRow]) -> set[str]:
    """The files of shapes that the gate reads for these places."""
    return {*descriptor.shape_files, *(file_of(row["geometry"]) for row in places.values() if row["geometry"])}


def _with_changes(
    database: sqlite3.Connection, stored: StoredRows, rows: Mapping[str, LiveRow], table: str, keys: set[str]
) -> dict[str, LiveRow]:
    """The rows of one table with those that changed, in their order."""
    changed = dict(rows)
    added = False
    for key in keys:
        row, cells = stored.typed(table, key), stored.stored(table, key)
        if row is None or cells is None:
            changed.pop(key, None)
            continue
        added |= key not in changed
        changed[key] = LiveRow(row.values, _written(stored.descriptor.resources[table], cells.cells))
    if not added:
        return changed
    order = database.execute('SELECT key FROM rows WHERE "table" = ? ORDER BY position, key', (table,))
    return {key: changed[key] for (key,) in order}


def _records(resource: Resource, rows: Mapping[str, LiveRow]) -> dict[object, TableRow]:
    """The rows by their id, or by the line on which they begin in their file."""
    if resource.key:
        return {row.values[resource.key]: row.values for row in rows.values()}
    records: dict[object, TableRow] = {}
    line = 2
    for row in rows.values():
        records[line] = row.values
        line += row.written.count(b"\n")
    return records


def _texts(
    before: Tables, contents: StoredContents, sources: Mapping[object, TableRow], changed: set[str], files: set[str]
) -> dict[str, str]:
    """The texts of the sources in their order; those of other rows or other bytes are read anew."""
    sheet = Sheet(contents.descriptor.resources["sources"], "")
    stale = {key for key, row in sources.items() if key in changed or row["file"] in files or key not in before.texts}
    sheet.rows = [Row(0, dict(sources[key])) for key in stale]
    read = read_texts({"sources": sheet}, contents, contents.descriptor.withheld_articles)
    kept = {key: text for key, text in before.texts.items() if key not in stale}
    texts = {**kept, **read}
    return {str(key): texts[str(key)] for key in sources if key in texts}
