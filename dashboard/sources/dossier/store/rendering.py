"""Stored rows and files → the files of a dossier's folder, byte for byte: what the gate and everybody else reads."""

from __future__ import annotations

import csv
import errno
import io
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from dashboard.sources.dossier.store.changes import Cells
from dashboard.sources.dossier.store.stored_rows import cells_of
from dashboard.sources.dossier.tables.contents import MemoryContents
from dashboard.sources.dossier.tables.descriptor import Descriptor, Resource
from dashboard.sources.dossier.tables.folders import NAME


class StoredContents:
    """One state of a dossier's file as the files of a folder, each read when it is asked for."""

    def __init__(self, database: sqlite3.Connection, place: Path) -> None:
        self.place, self.name = place, place.name
        self._database = database
        self._descriptor = _parsed(self.read(NAME), f"{self.name}/{NAME}")

    @property
    def descriptor(self) -> Descriptor:
        """What the dossier's tables are declared to hold."""
        return self._descriptor

    def paths(self) -> tuple[str, ...]:
        tables = [resource.path for resource in self._descriptor.resources.values()]
        there = "SELECT path FROM files WHERE sha256 IN (SELECT sha256 FROM blobs) ORDER BY path"
        return (NAME, *tables, *(path for (path,) in self._database.execute(there)))

    def read(self, path: str) -> bytes:
        if path == NAME:
            return _content(self._database.execute("SELECT content FROM descriptor").fetchone())
        for resource in self._descriptor.resources.values():
            if resource.path == path:
                return self._table(resource)
        found = self._database.execute("SELECT content FROM files JOIN blobs USING (sha256) WHERE path = ?", (path,))
        row = found.fetchone()
        if row is None:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", path)
        return _content(row)

    def article(self, file: str) -> bytes:
        return self.read(file)

    def digest(self, path: str) -> str | None:
        """The SHA-256 of a file as hexadecimal digits; None where there is none."""
        row = self._database.execute("SELECT sha256 FROM files WHERE path = ?", (path,)).fetchone()
        return str(row[0]) if row else None

    def in_memory(self) -> MemoryContents:
        """All files at once: this state, whatever is saved afterwards."""
        return MemoryContents(self.place, {path: self.read(path) for path in self.paths()})

    def _table(self, resource: Resource) -> bytes:
        rows = self._database.execute(
            'SELECT cells FROM rows WHERE "table" = ? ORDER BY position, key', (resource.name,)
        )
        return csv_of(resource, (cells_of(cells) for (cells,) in rows))


def _content(row: tuple[object, ...]) -> bytes:
    """A file as it is stored. Raises sqlite3.DatabaseError for what this program never stored."""
    if not isinstance(row[0], bytes):
        raise sqlite3.DatabaseError("a file is stored as something else than bytes")
    return row[0]


@lru_cache(maxsize=16)
def _parsed(content: bytes, file: str) -> Descriptor:
    """A descriptor, parsed once as long as it stays the same: that takes longer than most of a save."""
    return Descriptor.parse(content, file)


def csv_of(resource: Resource, rows: Iterable[Cells]) -> bytes:
    """A table as its file has it: UTF-8, LF, the declared columns in their order, quotation marks only where needed."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(resource.by_name)
    writer.writerows([cells.get(column, "") for column in resource.by_name] for cells in rows)
    return stream.getvalue().encode("utf-8")
