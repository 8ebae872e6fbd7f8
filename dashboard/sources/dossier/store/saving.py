"""Replacements → one step of the dossier, saved as a whole; or the faults that refuse it, or what changed meanwhile."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import ChangedMeanwhile, FieldFault, Refused, RowOfTwo
from dashboard.sources.dossier.store.affected import Edit, affected_by_file, affected_rows
from dashboard.sources.dossier.store.changes import DESCRIPTOR, FILES, RowName, Step, StoredRow
from dashboard.sources.dossier.store.partial_gate import faults_of
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.replacements import Replacement, next_step
from dashboard.sources.dossier.store.stored_rows import SHAPE_FILES, StoredRows, cells_of, links_of
from dashboard.sources.dossier.tables.descriptor import Descriptor


@dataclass(frozen=True)
class Signature:
    """Who saves what, and why; ``undoes`` is the step that is taken back."""

    who: str
    what: str
    why: str = ""
    undoes: int | None = None


def check_meanwhile(
    database: sqlite3.Connection, replacements: Iterable[Replacement], seen: Mapping[RowName, int]
) -> None:
    """Raise ChangedMeanwhile for rows that another step changed since they were ``seen`` in a version."""
    both = []
    for change in replacements:
        if change.table in (FILES, DESCRIPTOR):
            continue
        found = database.execute(
            "SELECT rows.cells, rows.version, steps.who FROM rows LEFT JOIN steps ON steps.id = rows.version "
            'WHERE "table" = ? AND key = ?',
            (change.table, change.key),
        ).fetchone()
        theirs, version, who = (cells_of(found[0]), found[1], found[2] or "") if found else (None, 0, "")
        if version != seen.get((change.table, change.key), 0):
            yours = cells_of(change.after) if change.after is not None else None
            both.append(RowOfTwo(change.table, change.key, theirs, yours, version, who))
    if both:
        raise ChangedMeanwhile(both)


def save(database: sqlite3.Connection, place: Path, replacements: Sequence[Replacement], signature: Signature) -> Step:
    """Make these changes one step, inside the transaction that is open. Raises Refused for faults that are new."""
    step = Step(
        next_step(database),
        datetime.now(UTC).isoformat(timespec="seconds"),
        signature.who,
        signature.what,
        signature.why,
        signature.undoes,
        tables=tuple(dict.fromkeys(change.table for change in replacements)),
    )
    _apply_sound(database, place, replacements, step.id)
    database.execute(
        "INSERT INTO steps (id, at, who, what, why, undoes) VALUES (?, ?, ?, ?, ?, ?)",
        (step.id, step.at, step.who, step.what, step.why, step.undoes),
    )
    database.executemany(
        "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)",
        [(step.id, c.table, c.key, c.before, c.after, c.position) for c in replacements],
    )
    return step


def _apply_sound(database: sqlite3.Connection, place: Path, replacements: Sequence[Replacement], step: int) -> None:
    """Put the changes where they belong. Raises Refused if what they affect has faults that it had not before."""
    judged = judged_rows(database, place, replacements)
    database.execute("SAVEPOINT changes_applied")
    apply(database, place, replacements, step)
    judged |= judged_rows(database, place, replacements)
    after = _faults(database, place, judged)
    if not after:
        return
    database.execute("ROLLBACK TO changes_applied")
    new = after - _faults(database, place, judged)
    if new:
        raise Refused(sorted(new))
    apply(database, place, replacements, step)


def _faults(database: sqlite3.Connection, place: Path, judged: set[RowName]) -> set[FieldFault]:
    contents = StoredContents(database, place)
    return faults_of(judged, StoredRows(database, contents.descriptor, contents.name), contents)


def judged_rows(database: sqlite3.Connection, place: Path, replacements: Sequence[Replacement]) -> set[RowName]:
    """The rows that these changes affect, as far as the state that is read shows them."""
    contents = StoredContents(database, place)
    rows = StoredRows(database, contents.descriptor, contents.name)
    judged: set[RowName] = set()
    edits = []
    for change in replacements:
        if change.table == FILES:
            shape_files = {*contents.descriptor.shape_files, *rows.values_of(SHAPE_FILES)}
            judged |= affected_by_file(change.key, rows, shape_files)
        elif change.table == DESCRIPTOR:
            if _schema(change.before) != _schema(change.after):
                judged.update(name for table in rows.sheets for name in rows.all_of(table))
        else:
            before, after = (
                rows.typed_cells(change.table, change.key, cells_of(cells)) if cells is not None else None
                for cells in (change.before, change.after)
            )
            edits.append(Edit(change.table, change.key, before, after))
    return judged | affected_rows(edits, rows)


def _schema(descriptor: str | None) -> object:
    return json.loads(descriptor or "{}").get("resources")


def apply(database: sqlite3.Connection, place: Path, replacements: Iterable[Replacement], step: int) -> None:
    """Put rows, files and descriptor as they are to stand, with the links by which rows are found."""
    descriptor = StoredContents(database, place).descriptor
    for change in replacements:
        if change.table == FILES:
            database.execute("DELETE FROM files WHERE path = ?", (change.key,))
            if change.after is not None:
                database.execute("INSERT INTO files VALUES (?, ?, ?)", (change.key, change.after, step))
        elif change.table == DESCRIPTOR:
            content = (change.after or "").encode("utf-8")
            descriptor = Descriptor.parse(content, f"{place.name}/{DESCRIPTOR}")
            database.execute("UPDATE descriptor SET content = ?, version = ?", (content, step))
        else:
            put_row(database, StoredRows(database, descriptor, place.name), change, step)


def put_row(database: sqlite3.Connection, rows: StoredRows, change: Replacement, step: int) -> None:
    """Put one row, or take it out, and its links."""
    resource = rows.descriptor.resources[change.table]
    if change.before is not None:
        row = rows.typed_cells(change.table, change.key, cells_of(change.before))
        database.executemany(
            "DELETE FROM links WHERE relation = ? AND value = ? AND key = ?",
            [(*link, change.key) for link in links_of(resource, row)],
        )
        database.execute('DELETE FROM rows WHERE "table" = ? AND key = ?', (change.table, change.key))
    if change.after is not None:
        row = rows.typed_cells(change.table, change.key, cells_of(change.after))
        database.executemany(
            "INSERT OR IGNORE INTO links VALUES (?, ?, ?)", [(*link, change.key) for link in links_of(resource, row)]
        )
        database.execute(
            "INSERT INTO rows VALUES (?, ?, ?, ?, ?)",
            (change.table, change.key, change.position, change.after, step),
        )


def stored(found: tuple[str, str, str, int, int]) -> StoredRow:
    """A row of the SQLite table ``rows``."""
    table, key, cells, position, version = found
    return StoredRow(table, key, cells_of(cells), position, version)
