"""Copies of one wire story beside each other: what several report, what only one has, and where they differ.

Copies of one wire are one source of knowledge, seen several times. That they agree confirms nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.model.record import Passage
from dashboard.sources.dossier.evidence.quote_subjects import OPENS, title
from dashboard.sources.dossier.evidence.quoted_sources import quote_view, source_label
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import deferred


@dataclass(frozen=True)
class Item:
    """An event, claim or statement, its quotes by copy, and what was noted where a copy has nothing of it."""

    subject_id: str
    table: str
    title: str
    quotes: Mapping[str, tuple[Passage, ...]]
    notes: tuple[str, ...]

    @property
    def copies(self) -> tuple[str, ...]:
        """The copies that have it."""
        return tuple(self.quotes)


@dataclass(frozen=True)
class CopyDifference:
    """One point in which two copies differ: the words of both, and what it is about."""

    discrepancy_id: str
    summary: str
    first: Passage
    second: Passage
    subjects: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Story:
    """One wire story: its copies (ids and labels), what each has, and the differences by what they are about."""

    wire: str
    copies: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    differences: tuple[tuple[str, tuple[CopyDifference, ...]], ...]

    @property
    def shared(self) -> tuple[Item, ...]:
        """What every copy has."""
        return tuple(item for item in self.items if len(item.copies) == len(self.copies))

    def only(self, source_id: str) -> tuple[Item, ...]:
        """What this copy alone has."""
        return tuple(item for item in self.items if item.copies == (source_id,) != tuple(i for i, _ in self.copies))

    @property
    def some(self) -> tuple[Item, ...]:
        """What several copies have and others lack."""
        return tuple(item for item in self.items if 1 < len(item.copies) < len(self.copies))


# The column in which the copies differ → what a reader calls it. In the order in which they are shown.
ABOUT = {
    "date": deferred("The day"),
    "place": deferred("The place"),
    "attacker": deferred("Who attacked"),
    "target": deferred("Who or what was targeted"),
    "claimant": deferred("Who says so"),
    "figure": deferred("The figure"),
    "event_ids": deferred("What a figure counts"),
    "quote": deferred("The wording"),
}
PRESENCE = "presence"


def stories(tables: Tables) -> tuple[Story, ...]:
    """Every wire story of which there is more than one copy, in the order of the sources."""
    wires: dict[str, list[str]] = {}
    for source in tables.rows("sources"):
        if source["wire"]:
            wires.setdefault(source["wire"], []).append(source["source_id"])
    return tuple(_story(tables, wire, copies) for wire, copies in wires.items() if len(copies) > 1)


def _story(tables: Tables, wire: str, copies: Sequence[str]) -> Story:
    return Story(
        wire,
        tuple((source_id, source_label(tables, source_id)) for source_id in copies),
        tuple(item for table in OPENS for key in tables.records[table] if (item := _item(tables, table, key, copies))),
        _differences(tables, copies),
    )


def _item(tables: Tables, table: str, subject_id: str, copies: Sequence[str]) -> Item | None:
    """A subject with the quotes that support it in these copies; None where none of them has any."""
    rows: dict[str, list[TableRow]] = {}
    for row in tables.evidence_of(subject_id):
        rows.setdefault(row["quote_id"], []).append(row)
    quotes: dict[str, list[Passage]] = {source_id: [] for source_id in copies}
    for quote_id, group in rows.items():
        source = tables.row("quotes", quote_id)["source_id"]
        # A quote that only says otherwise is no report of it.
        if source in quotes and any(row["role"] != "contradicts" for row in group):
            quotes[source].append(quote_view(tables, quote_id, group))
    given = {source_id: tuple(views) for source_id, views in quotes.items() if views}
    if not given:
        return None
    notes = [
        row["summary"]
        for row in tables.rows("discrepancies")
        if row["field"] == PRESENCE and subject_id in row["subject_ids"]
    ]
    return Item(subject_id, table, title(tables, subject_id), given, tuple(notes))


def _differences(tables: Tables, copies: Sequence[str]) -> tuple[tuple[str, tuple[CopyDifference, ...]], ...]:
    """The differences between these copies by what they are about; what only one has is told with the items."""
    found: dict[str, list[CopyDifference]] = {}
    for row in tables.rows("discrepancies"):
        if row["field"] == PRESENCE or not row["quote_b"]:
            continue
        pair = {tables.row("quotes", row[column])["source_id"] for column in ("quote_a", "quote_b")}
        if pair <= set(copies):
            found.setdefault(row["field"], []).append(_difference(tables, row))
    order = {field: number for number, field in enumerate(ABOUT)}
    fields = sorted(found, key=lambda field: order.get(field, len(order)))
    return tuple((ABOUT.get(field, field.replace("_", " ").capitalize()), tuple(found[field])) for field in fields)


def _difference(tables: Tables, row: TableRow) -> CopyDifference:
    """One discrepancy, each quote with the words marked that carry the field that is in question."""
    first, second = (_marked(tables, row[column], row) for column in ("quote_a", "quote_b"))
    subjects = [(key, title(tables, key)) for key in row["subject_ids"]]
    return CopyDifference(row["discrepancy_id"], row["summary"], first, second, tuple(subjects))


def _marked(tables: Tables, quote_id: str, row: TableRow) -> Passage:
    evidence = [
        item
        for subject_id in row["subject_ids"]
        for item in tables.evidence_of(subject_id)
        if item["quote_id"] == quote_id and item["role"] == row["field"]
    ]
    return quote_view(tables, quote_id, evidence)
