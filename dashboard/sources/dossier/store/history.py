"""The log of a dossier that was written to files → its steps again, so that they can be read, and undone, where it is opened.

What was changed outside since is a step of its own: the log then says so, and what stands is what lay in the files.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dashboard.sources.dossier.store.changes import DESCRIPTOR, FILES, RowName
from dashboard.sources.dossier.store.stored_rows import StoredRows, cells_of, row_key, to_json, whole_row
from dashboard.sources.dossier.store.work import LOG, not_read
from dashboard.sources.dossier.tables.descriptor import WITHHELD
from dashboard.sources.dossier.tables.folders import inside_path
from dashboard.words.sentences import say

# Places of rows that are not there any more lie behind all others.
_BEHIND = 1_000_000_000


@dataclass(frozen=True)
class _Logged:
    """A step as its line has it."""

    cells: tuple[object, ...]
    changes: tuple[tuple[str, str, str | None, str | None], ...]


def restore(database: sqlite3.Connection, rows: StoredRows, lines: Sequence[str], name: str, who: str) -> None:
    """Put the steps of a log into a file that was just filled, in place of the first one.

    ``who`` opens it. Raises DossierNotOpened for a line that is no step.
    """
    steps = [_step(line, number, len(lines), rows, name) for number, line in enumerate(lines, start=1)]
    database.execute("DELETE FROM steps")
    database.executemany(
        "INSERT INTO steps (id, at, who, what, why, undoes, undone_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [step.cells for step in steps],
    )
    last: dict[RowName, tuple[int, str | None]] = {}
    for number, step in enumerate(steps, start=1):
        for position, (table, key, before, after) in enumerate(step.changes):
            stood = rows.stored(table, key) if table in rows.sheets else None
            place = stood.position if stood else _BEHIND + position
            database.execute(
                "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", (number, table, key, before, after, place)
            )
            last[table, key] = number, after
    _set_versions(database, last)
    outside = list(_changed_outside(database, rows, last))
    if outside:
        _log_outside(database, outside, len(steps) + 1, who)


def _step(line: str, number: int, count: int, rows: StoredRows, name: str) -> _Logged:
    """A line of the log. Its number is its place: the steps of a dossier are counted from 1."""
    try:
        raw = json.loads(line)
        texts = [raw[key] for key in ("at", "who", "what", "why")]
        undoes, undone_by = raw["undoes"], raw["undone_by"]
        sound = raw["id"] == number and all(type(text) is str for text in texts)
        sound &= undoes is None or undoes in range(1, number)
        sound &= undone_by is None or undone_by in range(number + 1, count + 1)
        changes = tuple(_change(change, rows) for change in raw["changes"])
        if not sound or len({change[:2] for change in changes}) < len(changes):
            raise ValueError("no step")
        line.encode("utf-8")
        json.dumps(raw, ensure_ascii=False).encode("utf-8")
    except (ValueError, KeyError, TypeError, RecursionError, sqlite3.DatabaseError) as error:
        raise not_read(name, LOG, number) from error
    return _Logged((number, *texts, undoes, undone_by), changes)


def _change(raw: Mapping[str, Any], rows: StoredRows) -> tuple[str, str, str | None, str | None]:
    """One change of a step. Undoing it puts back what it says was there, so it has to be something that can stand."""
    table, key, before, after = raw["table"], raw["key"], raw["before"], raw["after"]
    if any(text is not None and type(text) is not str for text in (before, after)):
        raise ValueError("no change")
    if table in rows.sheets:
        resource = rows.descriptor.resources[table]
        sound = all(text is None or row_key(resource, cells_of(text)) == key for text in (before, after))
    elif table == FILES:
        tables = {resource.path for resource in rows.descriptor.resources.values()}
        sound = inside_path(key) and key not in tables | {DESCRIPTOR}
    else:
        sound = (table, key) == (DESCRIPTOR, "")
    if not sound:
        raise ValueError("no change")
    return table, key, before, after


def _set_versions(database: sqlite3.Connection, last: Mapping[RowName, tuple[int, str | None]]) -> None:
    """Each row, file and descriptor is of the step that last changed it."""
    for (table, key), (number, _) in last.items():
        if table == FILES:
            database.execute("UPDATE files SET version = ? WHERE path = ?", (number, key))
        elif table == DESCRIPTOR:
            database.execute("UPDATE descriptor SET version = ?", (number,))
        else:
            database.execute('UPDATE rows SET version = ? WHERE "table" = ? AND key = ?', (number, table, key))


def _changed_outside(
    database: sqlite3.Connection, rows: StoredRows, last: Mapping[RowName, tuple[int, str | None]]
) -> Iterator[tuple[str, str, str | None, str | None, int]]:
    """What stands otherwise than the log left it: table, key, as it was left, as it stands, its place."""
    for (table, key), (_, left) in last.items():
        place = 0
        if table == FILES:
            found = database.execute("SELECT sha256 FROM files WHERE path = ?", (key,)).fetchone()
            stands = found[0] if found else None
            if stands is None:  # withheld, or in the folder around the dossier's
                continue
        elif table == DESCRIPTOR:
            stands = database.execute("SELECT CAST(content AS TEXT) FROM descriptor").fetchone()[0]
            if _described(left) == _described(stands):
                continue
        elif table not in rows.sheets:
            continue
        else:
            stood = rows.stored(table, key)
            resource = rows.descriptor.resources[table]
            stands = to_json(whole_row(resource, stood.cells)) if stood else None
            left = to_json(whole_row(resource, cells_of(left))) if left is not None else None
            place = stood.position if stood else _BEHIND
        if stands != left:
            yield table, key, left, stands, place


def _described(text: str | None) -> object:
    """What a descriptor says, but for which articles are not in this copy."""
    try:
        raw = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return text
    return {name: value for name, value in raw.items() if name != WITHHELD} if isinstance(raw, dict) else raw


def _log_outside(
    database: sqlite3.Connection, outside: Sequence[tuple[str, str, str | None, str | None, int]], number: int, who: str
) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    what = say("Changed outside this log, as it was opened")
    database.execute("INSERT INTO steps (id, at, who, what, why) VALUES (?, ?, ?, ?, '')", (number, now, who, what))
    for table, key, left, stands, place in outside:
        database.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", (number, table, key, left, stands, place))
    _set_versions(database, {(table, key): (number, stands) for table, key, _, stands, _ in outside})
