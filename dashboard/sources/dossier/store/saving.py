"""Changes → one step of the dossier, saved as a whole; or the faults that refuse it, or what changed meanwhile."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import ChangedMeanwhile, DossierError, FieldFault, Refused, RowOfTwo
from dashboard.sources.dossier.store.affected import Edit, affected_by_file, affected_rows
from dashboard.sources.dossier.store.changes import DESCRIPTOR, FILES, Change, FileChange, RowName, Step, StoredRow
from dashboard.sources.dossier.store.partial_gate import faults_of
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.stored_rows import SHAPE_FILES, StoredRows, links_of, row_key, to_json, whole_row
from dashboard.sources.dossier.tables.descriptor import Descriptor
from dashboard.sources.dossier.tables.folders import inside_path

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


@dataclass(frozen=True)
class Signature:
    """Who saves what, and why; ``undoes`` is the step that is taken back."""

    who: str
    what: str
    why: str = ""
    undoes: int | None = None


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
            replacement = _of_row(change, rows, contents, step * _STEP + number, faults)
        name = replacement.table, replacement.key
        if name in replacements:
            raise DossierError(f"{' '.join(name)} is changed twice in one step; give it once, as it is to stand")
        replacements[name] = replacement
    if faults:
        raise Refused(faults)
    return [replacement for replacement in replacements.values() if replacement.before != replacement.after]


def _of_file(
    database: sqlite3.Connection, change: FileChange, contents: StoredContents, faults: list[FieldFault]
) -> Replacement:
    tables = {resource.path for resource in contents.descriptor.resources.values()}
    if not inside_path(change.path) or change.path == DESCRIPTOR or change.path in tables:
        faults.append(FieldFault(FILES, change.path, "", "is no path of an article or of shapes inside a dossier"))
    digest = None
    if change.content is not None:
        digest = hashlib.sha256(change.content).hexdigest()
        database.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (digest, change.content))
    return Replacement(FILES, change.path, contents.digest(change.path), digest, 0)


def _of_row(
    change: Change, rows: StoredRows, contents: StoredContents, position: int, faults: list[FieldFault]
) -> Replacement:
    resource = rows.descriptor.resources.get(change.table)
    if resource is None:
        raise DossierError(f"{contents.name} has no table {change.table}; it has {', '.join(rows.sheets)}")
    if change.cells is None:
        stood = rows.stored(change.table, change.key)
        return Replacement(
            change.table, change.key, to_json(stood.cells) if stood else None, None, stood.position if stood else 0
        )
    key = row_key(resource, change.cells)
    if change.key and change.key != key:
        message = f"does not go with the row {key}; take {change.key} out and put the other row"
        faults.append(FieldFault(change.table, change.key, resource.key or "", message))
    for column, text in change.cells.items():
        message = (
            "is no column of this table"
            if column not in resource.by_name
            else "has a carriage return; use line feeds alone"
            if "\r" in text
            else "has half of a character (a lone surrogate); type it again"
            if any("\ud800" <= char <= "\udfff" for char in text)
            else ""
        )
        if message:
            faults.append(FieldFault(change.table, key, column, message))
    source = change.cells.get("source_id", "") if change.table == "quotes" else ""
    if source and _is_withheld(source, rows, contents):
        message = "the article is not in this copy; open the dossier with its articles to quote from it"
        faults.append(FieldFault("quotes", key, "source_id", message))
    stood = rows.stored(change.table, key)
    before = to_json(whole_row(resource, stood.cells)) if stood else None
    after = to_json(whole_row(resource, change.cells)) if not faults else ""
    return Replacement(change.table, key, before, after, stood.position if stood else position)


def _is_withheld(source: str, rows: StoredRows, contents: StoredContents) -> bool:
    row = rows.typed("sources", source)
    file = row.values["file"] if row else None
    return file in rows.descriptor.withheld_articles and contents.digest(str(file)) is None


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
        theirs, version, who = (json.loads(found[0]), found[1], found[2] or "") if found else (None, 0, "")
        if version != seen.get((change.table, change.key), 0):
            yours = json.loads(change.after) if change.after is not None else None
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
                rows.typed_cells(change.table, change.key, json.loads(cells)) if cells is not None else None
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
        row = rows.typed_cells(change.table, change.key, json.loads(change.before))
        database.executemany(
            "DELETE FROM links WHERE relation = ? AND value = ? AND key = ?",
            [(*link, change.key) for link in links_of(resource, row)],
        )
        database.execute('DELETE FROM rows WHERE "table" = ? AND key = ?', (change.table, change.key))
    if change.after is not None:
        row = rows.typed_cells(change.table, change.key, json.loads(change.after))
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
    return StoredRow(table, key, json.loads(cells), position, version)
