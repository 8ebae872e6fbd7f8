"""The tables of a dossier's file, kept up with its steps: what a step did not change is not read again.

A dossier without a fault has none after a step either, for the gate refuses new ones at each save. So the rows that a
step changed are put in place, and the gate is not asked about all others. A dossier with faults is loaded as a whole.
"""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import attrgetter
from threading import Lock
from typing import NamedTuple

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


class LiveRow(NamedTuple):
    """A row as the gate made it, as its file has it, and on how many lines."""

    values: TableRow
    written: bytes
    lines: int


# Of tens of thousands of rows after each step: in C, not in a loop.
VALUES, WRITTEN, LINES = map(attrgetter, LiveRow._fields)
Rows = Mapping[str, dict[str, LiveRow]]
State = tuple[str, int]


@dataclass(frozen=True)
class LoadedState:
    """The tables of one state, the files that they were read from, and the rows of each table by their stored keys, in order.

    There are no rows where the dossier has faults.
    """

    tables: Tables
    files: Mapping[str, bytes]
    rows: Rows


class LiveTables:
    """The tables of the last step that was asked for. One object for any number of threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        # Which file they are of, and which step.
        self._state: State = ("", 0)
        self._loaded: LoadedState | None = None

    def tables(self, database: sqlite3.Connection, contents: StoredContents) -> Tables:
        """The tables of the state that ``database`` reads; the same object until there is another step."""
        with self._lock:
            state = _state(database, contents)
            if self._loaded is None or self._state != state:
                self._loaded = self._followed(database, contents) or _loaded(database, contents)
                self._state = state
            return self._loaded.tables

    def preview(self, database: sqlite3.Connection, contents: StoredContents) -> Tables:
        """The tables of a state that is not to stand: nothing of it is kept here."""
        with self._lock:
            return (self._followed(database, contents) or _loaded(database, contents)).tables

    def _followed(self, database: sqlite3.Connection, contents: StoredContents) -> LoadedState | None:
        """The tables with what the steps since changed; None where more than rows and articles changed."""
        loaded, (file, step), (file_now, last) = self._loaded, self._state, _state(database, contents)
        if loaded is None or not loaded.rows or file != file_now or last < step:
            return None
        changes: dict[str, set[str]] = {}
        for table, key in database.execute('SELECT DISTINCT "table", key FROM changes WHERE step > ?', (step,)):
            changes.setdefault(table, set()).add(key)
        files = changes.pop(FILES, set())
        if DESCRIPTOR in changes:
            return None
        return _with_steps(loaded, database, contents, changes, files)


def _with_steps(
    loaded: LoadedState,
    database: sqlite3.Connection,
    contents: StoredContents,
    changes: Mapping[str, set[str]],
    files: set[str],
) -> LoadedState | None:
    """The state with rows that changed, by table, and files that changed; None where shapes are to be read anew."""
    before, stored = loaded.tables, StoredRows(database, contents.descriptor, contents.name)
    rows = {**loaded.rows, **{t: _with_changes(database, stored, loaded.rows[t], t, changes[t]) for t in changes}}
    records = {
        table: _records(resource, rows[table]) if table in changes else before.records[table]
        for table, resource in contents.descriptor.resources.items()
    }
    shape_files = _shape_files(contents.descriptor, records["places"])
    if shape_files & files or shape_files != _shape_files(before.descriptor, before.records["places"]):
        return None
    unchanged = {path: content for path, content in loaded.files.items() if path not in files}
    in_files = _files(contents, {table: rows[table].values() for table in changes}, unchanged)
    tables = Tables(
        MemoryContents(contents.place, in_files),
        before.descriptor,
        records,
        _texts(before, contents, records["sources"], changes.get("sources", set()), files),
        before.shapes,
        copies=tuple(map(str, records["sources"])),
    )
    both = (of["evidence"].get(key) for of in (loaded.rows, rows) for key in changes.get("evidence", ()))
    tables.take_over_evidence(before, {row.values["subject_id"] for row in both if row})
    return LoadedState(tables, in_files, rows)


def _state(database: sqlite3.Connection, contents: StoredContents) -> State:
    """Which file this is, also where another one was put in its place under the same number; and its last step."""
    described = hashlib.sha256(contents.read(NAME)).hexdigest()
    made = database.execute("SELECT at FROM steps WHERE id = 1").fetchone()
    return f"{identity(contents.place)} {made} {described}", next_step(database) - 1


def _loaded(database: sqlite3.Connection, contents: StoredContents) -> LoadedState:
    """All of it through the gate; no rows to follow where there are faults."""
    written = {table: _written_rows(database, resource) for table, resource in contents.descriptor.resources.items()}
    files = _files(contents, {table: rows.values() for table, rows in written.items()}, {})
    tables = load_contents(MemoryContents(contents.place, files))
    if tables.faults:
        return LoadedState(tables, files, {})
    rows = {
        table: {
            key: row._replace(values=values)
            for (key, row), values in zip(written[table].items(), tables.rows(table), strict=True)
        }
        for table in written
    }
    return LoadedState(tables, files, rows)


def _written_rows(database: sqlite3.Connection, resource: Resource) -> dict[str, LiveRow]:
    """The rows of a table as its file has them, by their stored keys, in order; their values are still unread."""
    found = database.execute('SELECT key, cells FROM rows WHERE "table" = ? ORDER BY position, key', (resource.name,))
    return {key: _live_row(resource, {}, cells_of(cells)) for key, cells in found}


def _live_row(resource: Resource, values: TableRow, cells: Cells) -> LiveRow:
    written = _line(map(cells.get, resource.by_name, repeat("")))
    return LiveRow(values, written, written.count(b"\n"))


class _Line:
    def write(self, text: str) -> str:
        return text


def _line(cells: Iterable[str]) -> bytes:
    # The writer returns what its file returns: a line of a file needs no file.
    return str(csv.writer(_Line(), lineterminator="\n").writerow(cells)).encode("utf-8")


def _files(
    contents: StoredContents, written: Mapping[str, Iterable[LiveRow]], unchanged: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files of the dossier: tables as they are written here, what is unchanged, and the rest as it is stored."""
    known = dict(unchanged)
    for table, rows in written.items():
        resource = contents.descriptor.resources[table]
        known[resource.path] = b"".join([_line(resource.by_name), *map(WRITTEN, rows)])
    return {path: known[path] if path in known else contents.read(path) for path in contents.paths()}


def _shape_files(descriptor: Descriptor, places: Mapping[object, TableRow]) -> set[str]:
    """The files of shapes that the gate reads for these places."""
    return {*descriptor.shape_files, *(file_of(row["geometry"]) for row in places.values() if row["geometry"])}


def _with_changes(
    database: sqlite3.Connection, stored: StoredRows, rows: Mapping[str, LiveRow], table: str, keys: set[str]
) -> dict[str, LiveRow]:
    """The rows of one table with those that changed, in their order."""
    changed, resource = dict(rows), stored.descriptor.resources[table]
    added = []
    for key in keys:
        row, cells = stored.typed(table, key), stored.stored(table, key)
        if row is None or cells is None:
            changed.pop(key, None)
            continue
        if key not in changed:
            added.append(cells.position)
        changed[key] = _live_row(resource, row.values, cells.cells)
    if added:
        # What stands before the first new row keeps its order.
        behind = 'SELECT key FROM rows WHERE "table" = ? AND position >= ? ORDER BY position, key'
        changed.update([(key, changed.pop(key)) for (key,) in database.execute(behind, (table, min(added)))])
    return changed


def _records(resource: Resource, rows: Mapping[str, LiveRow]) -> dict[object, TableRow]:
    """The rows by their id, or by the line on which they begin in their file."""
    id_column = resource.key
    if id_column:
        return {values[id_column]: values for values in map(VALUES, rows.values())}
    begin = accumulate(map(LINES, rows.values()), initial=2)
    return dict(zip(begin, map(VALUES, rows.values()), strict=False))


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
