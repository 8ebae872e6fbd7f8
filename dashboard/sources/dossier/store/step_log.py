"""The steps of a dossier, newest first: filtered, with what each did, and as JSON Lines."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict

from dashboard.sources.dossier.store.changes import LoggedChange, Step

_STEPS = """
SELECT id, at, who, what, why, undoes, undone_by,
       (SELECT group_concat(DISTINCT "table") FROM changes WHERE step = steps.id)
FROM steps
"""


def steps(database: sqlite3.Connection, who: str = "", table: str = "", since: str = "", text: str = "") -> list[Step]:
    """The steps that fit all that is given, newest first.

    Args:
        database: the open file.
        who: their author, as written there.
        table: a table that they change.
        since: the first day or moment (UTC, ISO 8601).
        text: words in what was done, why, by whom, or in the key of a row; letter case does not count.
    """
    found = [_step(row) for row in database.execute(f"{_STEPS} WHERE at >= ? ORDER BY id DESC", (since,))]
    return [
        step
        for step in found
        if (not who or step.who == who)
        and (not table or table in step.tables)
        and (not text or text.casefold() in _said(database, step))
    ]


def step_of(database: sqlite3.Connection, number: int) -> Step | None:
    """A step by its number."""
    row = database.execute(f"{_STEPS} WHERE id = ?", (number,)).fetchone()
    return _step(row) if row else None


def next_undo(database: sqlite3.Connection) -> Step | None:
    """The last step that stands and made something of its own; None where only the first is left."""
    standing = f"{_STEPS} WHERE undoes IS NULL AND undone_by IS NULL AND id > 1 ORDER BY id DESC LIMIT 1"
    row = database.execute(standing).fetchone()
    return _step(row) if row else None


def next_redo(database: sqlite3.Connection) -> Step | None:
    """The step that was taken back last; None where a step of its own was made since, or nothing is taken back."""
    taken_back = f"{_STEPS} WHERE undoes IS NULL AND undone_by IS NOT NULL ORDER BY undone_by DESC LIMIT 1"
    row = database.execute(taken_back).fetchone()
    if row is None:
        return None
    step = _step(row)
    since = database.execute("SELECT 1 FROM steps WHERE undoes IS NULL AND id > ?", (step.undone_by,)).fetchone()
    return None if since else step


def changes_of(database: sqlite3.Connection, step: int) -> list[LoggedChange]:
    """What a step did, in the order of tables and keys."""
    rows = database.execute(
        'SELECT "table", key, before, after, position FROM changes WHERE step = ? ORDER BY "table", key', (step,)
    )
    return [LoggedChange(step, *row) for row in rows]


def json_lines(database: sqlite3.Connection) -> Iterator[str]:
    """The log to take away: one step a line, oldest first, with every row before and after it."""
    for step in reversed(steps(database)):
        changes = [asdict(change) for change in changes_of(database, step.id)]
        for change in changes:
            del change["step"], change["position"]
        yield json.dumps({**asdict(step), "changes": changes}, ensure_ascii=False) + "\n"


def _step(row: tuple[int, str, str, str, str, int | None, int | None, str | None]) -> Step:
    number, at, who, what, why, undoes, undone_by, tables = row
    return Step(number, at, who, what, why, undoes, undone_by, tuple(sorted(tables.split(","))) if tables else ())


def _said(database: sqlite3.Connection, step: Step) -> str:
    keys = database.execute("SELECT key FROM changes WHERE step = ?", (step.id,))
    return "\n".join([step.who, step.what, step.why, *(key for (key,) in keys)]).casefold()
