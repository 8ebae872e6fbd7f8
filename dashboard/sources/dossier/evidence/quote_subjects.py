"""What a quote can be evidence for, in words: events, claims, statements, places, and the sources themselves."""

from __future__ import annotations

from dashboard.sources.dossier.evidence.claims_in_words import claim_view
from dashboard.sources.dossier.evidence.event_record import days_in_words
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import deferred, say

# The tables of what is coded, in the order in which a reader meets them, and one row of each in words.
KINDS = {
    "events": deferred("Event"),
    "claims": deferred("Claim"),
    "statements": deferred("Statement"),
    "places": deferred("Place"),
    "sources": deferred("This copy"),
}
# Several of them.
KINDS_OF_MANY = {
    "events": deferred("Events"),
    "claims": deferred("Claims"),
    "statements": deferred("Statements"),
    "places": deferred("Places"),
    "sources": deferred("These copies"),
}
# What a reader can open.
OPENS = ("events", "claims", "statements")


def table_of(tables: Tables, subject_id: str) -> str:
    """The table that has this id. Raises KeyError for an unknown one."""
    for name in KINDS:
        if subject_id in tables.records[name]:
            return name
    raise KeyError(subject_id)


def title(tables: Tables, subject_id: str) -> str:
    """What it is, in one line: an event's title and day, a claim's figure and who says so, a statement's summary."""
    table = table_of(tables, subject_id)
    row = tables.row(table, subject_id)
    if table == "events":
        return f"{row['title']}, {days_in_words(row)}"
    if table == "claims":
        view = claim_view(tables, subject_id)
        return say("{claim}, said by {claimant}", claim=view.line, claimant=view.said_by)
    if table == "statements":
        return str(row["summary"])
    if table == "places":
        return say("{place}: its length", place=row["name"]) if row["reported_length_km"] else str(row["name"])
    return say("{source}: its day", source=source_name(tables, subject_id))
