"""What several articles tell of: the quotes of each, and the columns in which they can differ."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.coding.differences import COLUMNS, OWN_WORDS
from dashboard.messages.desk_choices import NamedChoice, ToldTwice
from dashboard.sources.dossier.evidence.quote_subjects import title
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.proof import SUBJECTS
from dashboard.words.sentences import say, say_deferred


def told_twice(tables: Tables, source: str) -> list[ToldTwice]:
    """The events, claims and statements that the article ``source`` tells of, and another one too."""
    own = {row["quote_id"] for row in tables.rows("quotes") if row["source_id"] == source}
    here = dict.fromkeys(str(row["subject_id"]) for row in tables.rows("evidence") if row["quote_id"] in own)
    found = []
    for subject in here:
        table = next((name for name in SUBJECTS if subject in tables.records[name]), "")
        ids = dict.fromkeys(str(row["quote_id"]) for row in tables.evidence_of(subject)) if table else {}
        if ids.keys() - own:
            found.append(_told(tables, source, table, subject, list(ids)))
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
                "at": (int(row["start"]), int(row["end"])),
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
    return [
        {"value": name, "label": say_deferred(words)}
        for name, words in COLUMNS.items()
        if name in own and name not in OWN_WORDS
    ]
