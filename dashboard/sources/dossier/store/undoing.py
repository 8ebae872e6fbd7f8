"""A step taken back as a step of its own, and taken back in; or the steps that depend on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from dashboard.errors import DossierError, HasDependents, Refused
from dashboard.sources.dossier.store.changes import DESCRIPTOR, FILES, LoggedChange, Step
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.replacements import Replacement
from dashboard.sources.dossier.store.saving import Signature, save
from dashboard.sources.dossier.store.step_log import changes_of, step_of
from dashboard.sources.dossier.store.stored_rows import StoredRows
from dashboard.words.sentences import Deferred, deferred, say, say_count, say_deferred, say_list

TAKEN_BACK = deferred("step {step} cannot be taken back: {why}; take that back first")
DONE_AGAIN = deferred("step {step} cannot be done again: {why}; take that back first")


def undo(database: sqlite3.Connection, place: Path, number: int, who: str) -> Step:
    """Take back a step.

    Raises:
        HasDependents: other steps rest on it.
        Refused: the rest of the dossier would have faults that no other step can be named for.
        DossierError: it is no step that can be taken back.
    """
    step = _known(database, number)
    if step.undoes is not None:
        raise DossierError(
            say("step {count} takes back step {undoes}; redo that one instead", count=number, undoes=step.undoes)
        )
    if number == 1:
        raise DossierError(say("step 1 made the dossier; remove the dossier instead"))
    if step.undone_by is not None:
        raise DossierError(
            say("step {count} is taken back already, by step {undone_by}", count=number, undone_by=step.undone_by)
        )
    done = _replacements(database, number)
    back = [change.inverted() for change in done]
    _check_files(database, number, back)
    _check_dependents(database, place, number, done)
    _check_content(database, number, back, TAKEN_BACK)
    undone = _saved(database, place, back, Signature(who, say("Undo: {what}", what=step.what), "", number), TAKEN_BACK)
    database.execute("UPDATE steps SET undone_by = ? WHERE id = ?", (undone.id, number))
    return undone


def redo(database: sqlite3.Connection, place: Path, number: int, who: str) -> Step:
    """Do a step again that was taken back. Raises as ``undo`` does, where what it rested on has changed since."""
    step = _known(database, number)
    if step.undone_by is None:
        raise DossierError(say("step {count} is not taken back, so there is nothing to redo", count=number))
    done = _replacements(database, number)
    _check_files(database, number, done)
    _check_content(database, number, done, DONE_AGAIN)
    again = _saved(
        database, place, done, Signature(who, say("Redo: {what}", what=step.what), step.why, step.undone_by), DONE_AGAIN
    )
    database.execute("UPDATE steps SET undone_by = ? WHERE id = ?", (again.id, step.undone_by))
    database.execute("UPDATE steps SET undone_by = NULL WHERE id = ?", (number,))
    return again


def _known(database: sqlite3.Connection, number: int) -> Step:
    step = step_of(database, number)
    if step is None:
        raise DossierError(say("there is no step {count}", count=number))
    return step


def _replacements(database: sqlite3.Connection, number: int) -> list[Replacement]:
    return [
        Replacement(c.table, c.key, c.before, c.after, _position(database, c)) for c in changes_of(database, number)
    ]


def _position(database: sqlite3.Connection, change: LoggedChange) -> int:
    """The place of a row: where it stands now, or else where it stood. Rows are counted anew when a file is made."""
    found = database.execute(
        'SELECT position FROM rows WHERE "table" = ? AND key = ?', (change.table, change.key)
    ).fetchone()
    return int(found[0]) if found else change.position


def _check_files(database: sqlite3.Connection, number: int, wanted: Iterable[Replacement]) -> None:
    """The content of a file that comes back is here: a log that was read from files brings none."""
    for change in wanted:
        if change.table != FILES or change.after is None:
            continue
        if not database.execute("SELECT 1 FROM blobs WHERE sha256 = ?", (change.after,)).fetchone():
            raise DossierError(
                say(
                    "step {number} changed {file}, and what it held is not in this copy",
                    number=str(number),
                    file=change.key,
                )
            )


def _check_dependents(database: sqlite3.Connection, place: Path, number: int, done: Iterable[Replacement]) -> None:
    """Later steps that changed the same rows, or whose rows refer to a row that this one added."""
    contents = StoredContents(database, place)
    rows = StoredRows(database, contents.descriptor, contents.name)
    later: set[int] = set()
    for change in done:
        later |= _later(database, number, change.table, change.key)
        resource = rows.descriptor.resources.get(change.table)
        if change.before is None and resource is not None and resource.key:
            for name in rows.referring(change.table, change.key):
                later |= _later(database, number, *name)
    if later:
        raise _dependents(number, later, TAKEN_BACK)


def _check_content(database: sqlite3.Connection, number: int, wanted: Iterable[Replacement], refusal: Deferred) -> None:
    """What is to be replaced stands there."""
    changed = {other for change in wanted for other in _other_content(database, change)}
    if changed:
        raise _dependents(number, changed, refusal)


def _later(database: sqlite3.Connection, number: int, table: str, key: str) -> set[int]:
    """The steps that stand and changed a row after this one was done, or done again for the last time."""
    since = _last_done(database, number)
    found = database.execute(
        'SELECT step FROM changes WHERE "table" = ? AND key = ? AND step > ?', (table, key, since)
    ).fetchall()
    roots = {_original(database, later) for (later,) in found if _is_done(database, later)}
    return {root for root in roots if root != number and _known(database, root).undone_by is None}


def _last_done(database: sqlite3.Connection, number: int) -> int:
    """The step, or the last redo of it."""
    redone = "SELECT max(id) FROM steps WHERE undoes IN (SELECT id FROM steps WHERE undoes = ?)"
    return int(database.execute(redone, (number,)).fetchone()[0] or number)


def _is_done(database: sqlite3.Connection, number: int) -> bool:
    """Whether a step is one of its own or a redo, and no undo."""
    undoes = _known(database, number).undoes
    return undoes is None or _known(database, undoes).undoes is not None


def _other_content(database: sqlite3.Connection, change: Replacement) -> set[int]:
    """The steps that changed what this step had found; none where nothing changed."""
    if change.table == FILES:
        found = database.execute("SELECT sha256 FROM files WHERE path = ?", (change.key,)).fetchone()
    elif change.table == DESCRIPTOR:
        found = database.execute("SELECT CAST(content AS TEXT) FROM descriptor").fetchone()
    else:
        found = database.execute(
            'SELECT cells FROM rows WHERE "table" = ? AND key = ?', (change.table, change.key)
        ).fetchone()
    if (found[0] if found else None) == change.before:
        return set()
    last = database.execute(
        'SELECT max(step) FROM changes WHERE "table" = ? AND key = ?', (change.table, change.key)
    ).fetchone()[0]
    return {_original(database, int(last))} if last is not None else set()


def _original(database: sqlite3.Connection, number: int) -> int:
    """The step that an undo or a redo is about."""
    step = step_of(database, number)
    while step is not None and step.undoes is not None:
        step = step_of(database, step.undoes)
    return step.id if step else number


def _saved(
    database: sqlite3.Connection, place: Path, changes: list[Replacement], signature: Signature, refusal: Deferred
) -> Step:
    """Save; rows that would be left without their proof name the steps that made them."""
    try:
        return save(database, place, changes, signature)
    except Refused as refused:
        number = _original(database, signature.undoes or 0)
        later: set[int] = set()
        for fault in refused.faults:
            later |= _later(database, number, fault.table, fault.key)
        if not later:
            raise
        raise _dependents(number, later, refusal) from refused


def _dependents(number: int, steps: set[int], refusal: Deferred) -> HasDependents:
    named = say_list(list(map(str, sorted(steps))))
    why = say_count(
        len(steps), one="step {named} stands in the way", other="steps {named} stand in the way", named=named
    )
    return HasDependents(
        number,
        sorted(steps),
        say_deferred(refusal, step=number, why=why),
    )
