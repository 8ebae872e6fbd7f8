"""What several articles tell of: the quotes of each, and the columns in which they can differ."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.coding.differences import COLUMNS, OWN_WORDS
from dashboard.messages.desk import NamedChoice, ToldTwice
from dashboard.sources.dossier.evidence.quote_subjects import title
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.proof import SUBJECTS
from dashboard.words.sentences import say


def told_twice(tables: Tables, source: str) -> list[ToldTwice]:
    """The events, claims and statements that the article ``source`` tells of, and another one too."""
    quotes: dict[str, dict[str, None]] = {}
    here: dict[str, None] = {}
    for row in tables.rows("evidence"):
        quote = tables.records["quotes"].get(row["quote_id"])
        if quote:
            quotes.setdefault(str(row["subject_id"]), {})[str(row["quote_id"])] = None
            if quote["source_id"] == source:
                here[str(row["subject_id"])] = None
    found = []
    for subject in here:
        table = next((name for name in SUBJECTS if subject in tables.records[name]), "")
        sources = {tables.row("quotes", quote)["source_id"] for quote in quotes[subject]}
        if table and len(sources) > 1:
            found.append(_told(tables, source, table, subject, list(quotes[subject])))
    return found


def _told(tables: Tables, source: str, table: str, subject: str, quotes: list[str]) -> ToldTwice:
    rows = [tables.row("quotes", quote) for quote in quotes]
    return {
        "id": subject,
        "title": title(tables, subject),
        "table": table,
        "quotes": [
            {
                "id": str(row["quote_id"]),
                "source": source_name(tables, row["source_id"]),
                "text": str(row["quote"]),
                "here": row["source_id"] == source,
            }
            for row in rows
        ],
    }


def columns(tables: Tables) -> Mapping[str, list[NamedChoice]]:
    """By table the columns in which two articles can differ, and the wording."""
    wording: NamedChoice = {"value": "quote", "label": say("the wording")}
    return {table: [*_named(tables, table), wording] for table in SUBJECTS}


def _named(tables: Tables, table: str) -> list[NamedChoice]:
    own = tables.descriptor.resources[table].by_name
    return [{"value": name, "label": text} for name, text in COLUMNS.items() if name in own and name not in OWN_WORDS]
