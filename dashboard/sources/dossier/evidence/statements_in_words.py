"""What was said besides the events, in words: offers, threats, alerts, appeals, background. A statement is no event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.model.days import in_words
from dashboard.model.record import Passage
from dashboard.sources.dossier.evidence.quoted_sources import actor_names, quotes_of
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import say


@dataclass(frozen=True)
class StatementView:
    """One statement: what was said, of what kind, by whom, on which day, and the words that it rests on."""

    statement_id: str
    summary: str
    kind: str
    speaker: str
    day: str
    note: str
    quotes: tuple[Passage, ...]


def statement_views(tables: Tables, rows: Iterable[TableRow]) -> list[StatementView]:
    """These rows of statements.csv by day, those without a day last."""
    by_day = sorted(rows, key=lambda row: (row["date"] is None, row["date"] or date.min))
    return [
        StatementView(
            statement_id=row["statement_id"],
            summary=row["summary"],
            kind=tables.label("statements.kind", row["kind"]),
            speaker=actor_names(tables, [row["speaker"]]),
            day=in_words(row["date"]) if row["date"] else say("day not stated"),
            note=row["note"] or "",
            quotes=quotes_of(tables, row["statement_id"]),
        )
        for row in by_day
    ]
