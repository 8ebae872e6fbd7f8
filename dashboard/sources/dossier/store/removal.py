"""What goes with a row that is taken out: its evidence, and the quotes that are evidence for nothing else."""

from __future__ import annotations

import sqlite3

from dashboard.sources.dossier.store.changes import Change
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.stored_rows import StoredRows, any_of


def removal(database: sqlite3.Connection, contents: StoredContents, table: str, key: str) -> list[Change]:
    """The changes that take out a row with what stands for it alone.

    Claims, discrepancies and other rows that name it stay: the gate refuses to leave them without it, and a person says
    what becomes of them.
    """
    rows = StoredRows(database, contents.descriptor, contents.name)
    changes = [Change(table, key, None)]
    quotes: dict[str, None] = {}
    own = set(rows.with_values("evidence.subject_id", [key]))
    for name in sorted(own):
        changes.append(Change(*name, None))
        quotes |= dict.fromkeys(map(str, any_of(rows.typed(*name), "quote_id")))
    for quote in quotes:
        if set(rows.with_values("evidence.quote_id", [quote])) <= own:
            changes.append(Change("quotes", quote, None))
    return changes
