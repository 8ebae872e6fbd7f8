"""The files of a dossier → a new SQLite file that holds them: rows that can be told apart, files byte for byte."""

from __future__ import annotations

import csv
import hashlib
import io
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import DataError, Fault
from dashboard.sources.dossier.store import drafts, history
from dashboard.sources.dossier.store.changes import Cells
from dashboard.sources.dossier.store.replacements import Replacement
from dashboard.sources.dossier.store.saving import Signature, put_row
from dashboard.sources.dossier.store.stored_rows import StoredRows, row_key, to_json, whole_row
from dashboard.sources.dossier.store.work import NO_WORK, Work
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.csv_table import read_sheet
from dashboard.sources.dossier.tables.descriptor import Descriptor, Resource
from dashboard.sources.dossier.tables.folders import NAME
from dashboard.words.sentences import say


def check_storable(contents: Contents) -> Descriptor:
    """What the dossier declares, if its tables can be stored. A row with a fault can; one that cannot be told apart cannot.

    Raises:
        DataError: a table cannot be read to its end, or two rows have the same key (all faults listed).
    """
    descriptor = Descriptor.of(contents)
    faults: list[Fault] = []
    for resource in descriptor.resources.values():
        sheet = read_sheet(resource, contents)
        faults += sheet.faults
        if sheet.faults:
            continue
        lines: dict[str, int] = {}
        for row, cells in zip(sheet.rows, rows_of(resource, contents), strict=True):
            key = row_key(resource, cells)
            if key in lines:
                message = say(
                    "{key} stands already in line {lines}; take one of the two out",
                    key=key or say("an empty id"),
                    lines=lines[key],
                )
                faults.append(Fault(sheet.file, row.line, resource.key or "", message))
            lines.setdefault(key, row.line)
    if faults:
        raise DataError(faults)
    return descriptor


def rows_of(resource: Resource, contents: Contents) -> Iterator[Cells]:
    """The rows of a table that can be read, as they stand there, every cell as text."""
    text = contents.read(resource.path).decode("utf-8")
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader)
    for cells in reader:
        if cells:
            yield whole_row(resource, dict(zip(header, cells, strict=True)))


def fill(
    database: sqlite3.Connection, place: Path, contents: Contents, signature: Signature, work: Work = NO_WORK
) -> None:
    """Store a dossier whose tables ``check_storable`` found sound enough, as the first step of a new file.

    With the log of its ``work`` its steps stand there instead. Raises DossierNotOpened for a log that is none.
    """
    descriptor = Descriptor.of(contents)
    database.execute("INSERT INTO descriptor VALUES (?, 1)", (contents.read(NAME),))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    database.execute(
        "INSERT INTO steps (id, at, who, what, why) VALUES (1, ?, ?, ?, ?)",
        (now, signature.who, signature.what, signature.why),
    )
    rows = StoredRows(database, descriptor, place.name)
    for table, resource in descriptor.resources.items():
        for position, cells in enumerate(rows_of(resource, contents)):
            replacement = Replacement(table, row_key(resource, cells), None, to_json(cells), position)
            put_row(database, rows, replacement, 1)
    tables = {resource.path for resource in descriptor.resources.values()}
    for path in contents.paths():
        if path == NAME or path in tables:
            continue
        content = contents.article(path)
        digest = hashlib.sha256(content).hexdigest()
        database.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (digest, content))
        database.execute("INSERT OR IGNORE INTO files VALUES (?, ?, 1)", (path, digest))
    if work.log:
        history.restore(database, rows, work.log, contents.name, signature.who)
    drafts.take_in(database, work.drafts)
