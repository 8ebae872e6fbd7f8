"""Forms that nobody accepted yet, kept as they were typed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from dashboard.sources.dossier.store.changes import Draft


def keep(database: sqlite3.Connection, form: Mapping[str, Any], who: str, number: int | None) -> int:
    """Keep a form, in place of the draft of this number if one stands there still. Returns its number."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    content = (who, now, json.dumps(dict(form)))
    if number is not None:
        replaced = database.execute("UPDATE drafts SET who = ?, at = ?, form = ? WHERE id = ?", (*content, number))
        if replaced.rowcount:
            return number
    return int(database.execute("INSERT INTO drafts (who, at, form) VALUES (?, ?, ?)", content).lastrowid or 0)


def take_in(database: sqlite3.Connection, brought: Iterable[Draft]) -> None:
    """Keep the drafts of another copy as they were typed, behind those that are here; their numbers are given anew."""
    database.executemany(
        "INSERT INTO drafts (who, at, form) VALUES (?, ?, ?)",
        [(draft.who, draft.at, json.dumps(dict(draft.form))) for draft in brought],
    )


def kept(database: sqlite3.Connection) -> list[Draft]:
    """All drafts in the order in which they were begun."""
    found = database.execute("SELECT id, who, at, form FROM drafts ORDER BY id")
    return [Draft(number, who, at, json.loads(form)) for number, who, at, form in found]


def discard(database: sqlite3.Connection, number: int) -> bool:
    """Throw a draft away. Returns whether it was there."""
    return bool(database.execute("DELETE FROM drafts WHERE id = ?", (number,)).rowcount)
