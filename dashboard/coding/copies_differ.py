"""What only some copies of one story have: a difference is noted with the row, and taken back when the last copy has it.

Copies of one wire story are one source of knowledge, so the gate asks of each row a quote from every copy, or a
discrepancy of presence that says which has none.
"""

from __future__ import annotations

from typing import Any

from dashboard.coding.coded_row import Coded, new_id, slug
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.store import Change
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say, say_list


def of_copies(tables: Tables, coded: Coded, source: str) -> list[Change]:
    """The change of a discrepancy that goes with a row coded of this article; none where it is no copy of another."""
    wire = tables.row("sources", source)["wire"]
    copies = {str(row["source_id"]) for row in tables.rows("sources") if wire and row["wire"] == wire}
    if len(copies) < 2:
        return []
    given = {source} | {
        str(tables.row("quotes", row["quote_id"])["source_id"])
        for row in tables.evidence_of(coded.subject)
        if row["role"] == "supports"
    }
    noted = [
        str(row["discrepancy_id"])
        for row in tables.rows("discrepancies")
        if row["field"] == "presence" and coded.subject in row["subject_ids"]
    ]
    if copies <= given:
        return [Change("discrepancies", name, None) for name in noted]
    if noted:
        return []
    quotes = (
        row.cells["quote_id"] for row in coded.rows if row.table == "evidence" and row.cells["role"] == "supports"
    )
    summary = say(
        "Only {has} reports it; not in {lacks}.",
        has=say_list([source_name(tables, one) for one in sorted(copies & given)]),
        lacks=say_list([source_name(tables, one) for one in sorted(copies - given)]),
    )
    return [presence(coded.subject, next(quotes), summary, {*tables.records["discrepancies"]})]


def presence(subject: str, quote: str, summary: str, taken: set[Any]) -> Change:
    """The discrepancy that says that not every copy has a row, under an id that is added to those ``taken``."""
    name = new_id(f"di-only-one-{slug(subject)}", taken)
    taken.add(name)
    cells = {
        "discrepancy_id": name,
        "subject_ids": subject,
        "field": "presence",
        "quote_a": quote,
        "summary": summary,
    }
    return Change("discrepancies", "", cells)
