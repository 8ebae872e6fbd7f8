"""A step taken back as a step of its own, and taken back in; or the steps that depend on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from dashboard.errors import DossierError, HasDependents, Refused
from dashboard.sources.dossier.store.changes import DESCRIPTOR, FILES, Step
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.replacements import Replacement
from dashboard.sources.dossier.store.saving import Signature, save
from dashboard.sources.dossier.store.step_log import changes_of, step_of
from dashboard.sources.dossier.store.stored_rows import StoredRows


def undo(database: sqlite3.Connection, place: Path, number: int, who: str) -> Step:
    """Take back a step. Raises HasDependents if later steps rest on it, DossierError if it cannot be taken back."""
    step = _known(database, number)
    if step.undoes is not None:
        raise DossierError(f"step {number} takes back step {step.undoes}; redo that one instead")
    if number == 1:
        raise DossierError("step 1 made the dossier; remove the dossier instead")
    if step.undone_by is not None:
        raise DossierError(f"step {number} is taken back already, by step {step.undone_by}")
    done = _replacements(database, number)
    _check_dependents(database, place, number, done)
    undone = _saved(
        database,
        place,
        number,
        [change.inverted() for change in done],
        Signature(who, f"Undo: {step.what}", "", number),
    )
    database.execute("UPDATE steps SET undone_by = ? WHERE id = ?", (undone.id, number))
    return undone


def redo(database: sqlite3.Connection, place: Path, number: int, who: str) -> Step:
    """Do a step again that was taken back. Raises HasDependents if what it rested on has changed since."""
    step = _known(database, number)
    if step.undone_by is None:
        raise DossierError(f"step {number} is not taken back, so there is nothing to redo")
    done = _replacements(database, number)
    changed = sorted({later for change in done for later in _other_content(database, change)})
    if changed:
        raise _dependents(number, changed, "done again", "changed the same rows")
    again = _saved(database, place, number, done, Signature(who, f"Redo: {step.what}", step.why, step.undone_by))
    database.execute("UPDATE steps SET undone_by = ? WHERE id = ?", (again.id, step.undone_by))
    database.execute("UPDATE steps SET undone_by = NULL WHERE id = ?", (number,))
    return again


def _known(database: sqlite3.Connection, number: int) -> Step:
    step = step_of(database, number)
    if step is None:
        raise DossierError(f"there is no step {number}")
    return step


def _replacements(database: sqlite3.Connection, number: int) -> list[Replacement]:
    return [Replacement(c.table, c.key, c.before, c.after, c.position) for c in changes_of(database, number)]


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
        raise _dependents(number, sorted(later), "taken back", "rest on it")


def _later(database: sqlite3.Connection, number: int, table: str, key: str) -> set[int]:
    """The steps behind this one that changed a row and stand. An undo and a redo count as the step that they are about."""
    found = database.execute(
        'SELECT step FROM changes JOIN steps ON steps.id = changes.step WHERE "table" = ? AND key = ? '
        "AND step > ? AND undoes IS NULL AND undone_by IS NULL",
        (table, key, number),
    )
    return {step for (step,) in found}


def _other_content(database: sqlite3.Connection, change: Replacement) -> set[int]:
    """The steps that left something else than what a step found when it was made; none where all is as it was."""
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
    database: sqlite3.Connection, place: Path, number: int, changes: list[Replacement], signature: Signature
) -> Step:
    """Save; rows that would be left without their proof name the steps that made them."""
    try:
        return save(database, place, changes, signature)
    except Refused as refused:
        later: set[int] = set()
        for fault in refused.faults:
            later |= _later(database, number, fault.table, fault.key)
        if not later:
            raise
        action = "taken back" if signature.what.startswith("Undo") else "done again"
        raise _dependents(number, sorted(later), action, "rest on it") from refused


def _dependents(number: int, steps: list[int], action: str, reason: str) -> HasDependents:
    named = ", ".join(map(str, steps))
    which = f"step {named}" if len(steps) == 1 else f"steps {named}"
    verb = reason if len(steps) > 1 else reason.replace("rest on", "rests on")
    return HasDependents(number, steps, f"step {number} cannot be {action}: {which} {verb}; take that back first")
