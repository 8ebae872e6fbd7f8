"""The chosen events → the rows of each table that go with them, so that every reference leads somewhere.

A joint figure goes along only when all of its events do: the figure of seven strikes is not the figure of three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.errors import NothingSelected
from dashboard.export.data_statement import Provenance, provenance
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import say


@dataclass(frozen=True)
class Extract:
    """What is exported.

    ``event_ids`` are in the order of the file. ``everything`` says that nothing was chosen: all tables go along,
    claims and statements that are tied to no event too. ``keys`` holds, for each table, the keys of
    ``Tables.records`` that go along; ``left_out`` the joint claims that do not, because they cover other events too.
    """

    tables: Tables
    event_ids: tuple[str, ...]
    everything: bool
    keys: Mapping[str, frozenset[Any]]
    left_out: tuple[str, ...]

    def rows(self, table: str) -> list[TableRow]:
        """The rows of a table that go along, in the order of the file."""
        return [row for key, row in self.tables.records[table].items() if key in self.keys[table]]

    @property
    def statements(self) -> list[TableRow]:
        """All statements: none is tied to an event, so they go along with any, where a format has room for them."""
        return self.tables.rows("statements")

    @property
    def claims_of_no_single_event(self) -> list[str]:
        """Ids of the claims that are tied to several events together, or to none."""
        return [row["claim_id"] for row in self.rows("claims") if len(row["event_ids"]) != 1]

    @cached_property
    def provenance(self) -> Provenance:
        """What the file says of itself."""
        return provenance(self.tables, len(self.event_ids))


def extract(tables: Tables, event_ids: Iterable[str] | None = None) -> Extract:
    """What goes into an export of these events.

    Args:
        tables: the tables.
        event_ids: the events, in any order; None for everything.

    Raises:
        NothingSelected: there is no event to export.
        KeyError: an id that is no event's.
    """
    known = tables.records["events"]
    wanted = set(known) if event_ids is None else set(event_ids)
    if unknown := sorted(wanted - known.keys()):
        raise KeyError(unknown[0])
    if not wanted:
        raise (
            NothingSelected()
            if known
            else NothingSelected(say("the data hold no event, so there is nothing to export"))
        )
    chosen = tuple(event for event in known if event in wanted)
    if event_ids is None:
        return Extract(tables, chosen, True, {t: frozenset(r) for t, r in tables.records.items()}, ())
    keys, left_out = _what_hangs_on(tables, wanted)
    return Extract(tables, chosen, False, keys, left_out)


def _what_hangs_on(tables: Tables, events: set[str]) -> tuple[dict[str, frozenset[Any]], tuple[str, ...]]:
    covering = {row["claim_id"]: set(row["event_ids"]) for row in tables.rows("claims") if events & {*row["event_ids"]}}
    untied = {row["claim_id"] for row in tables.rows("claims") if not row["event_ids"]}
    claims = {claim for claim, covered in covering.items() if covered <= events} | untied
    places = {row["place_id"] for row in tables.rows("events") if row["event_id"] in events and row["place_id"]}
    subjects = events | claims | places
    quotes = {row["quote_id"] for row in tables.rows("evidence") if row["subject_id"] in subjects}
    # A difference between the copies is told with its quotes, or not at all.
    discrepancies = {
        row["discrepancy_id"]
        for row in tables.rows("discrepancies")
        if subjects & {*row["subject_ids"]} and {row["quote_a"], row["quote_b"]} - {None} <= quotes
    }
    sources = _sources(tables, quotes)
    evidence = {key: row for key, row in tables.records["evidence"].items() if row["subject_id"] in subjects | sources}
    kept: dict[str, set[Any]] = {
        "events": events,
        "claims": claims,
        "statements": set(),
        # The names and colours of all parties go along, also of those that no chosen event names.
        "parties": set(tables.records["parties"]),
        "places": places,
        "discrepancies": discrepancies,
        "sources": sources,
        "evidence": set(evidence),
        "quotes": {row["quote_id"] for row in evidence.values()},
    }
    kept["actors"] = _actors(tables, kept)
    for name in tables.records.keys() - kept.keys():
        kept[name] = _whole_rows(tables, name, kept)
    return {t: frozenset(keys) for t, keys in kept.items()}, tuple(c for c in covering if c not in claims)


def _sources(tables: Tables, quotes: set[str]) -> set[str]:
    """The copies that the quotes are from, and the other copies of the same story: they show what one leaves out.

    A copy brings the quotes that give its own day of update, which may be from another copy.
    """
    found: set[str] = set()
    wires: set[str] = set()
    while True:
        quoted = {tables.row("quotes", quote)["source_id"] for quote in quotes}
        wires |= {tables.row("sources", source)["wire"] for source in quoted} - {None}
        sources = {row["source_id"] for row in tables.rows("sources") if row["wire"] in wires} | quoted
        if sources == found:
            return found
        found = sources
        quotes = quotes | {row["quote_id"] for source in found for row in tables.evidence_of(source)}


def _actors(tables: Tables, kept: Mapping[str, set[Any]]) -> set[str]:
    """Everyone whom a row that goes along names."""
    found: set[str] = set()
    for name, resource in tables.descriptor.resources.items():
        columns = [field.name for field in resource.fields if field.references == ("actors.actor_id",)]
        for row in (row for key, row in tables.records[name].items() if columns and key in kept.get(name, ())):
            for value in (row[column] for column in columns):
                found.update(value if isinstance(value, tuple) else (value,))
    return found - {None}


def _whole_rows(tables: Tables, name: str, kept: Mapping[str, set[Any]]) -> set[Any]:
    """The rows of any other table that refer to something, and only to rows that go along."""
    columns = [field for field in tables.descriptor.resources[name].fields if field.references]
    found = set()
    for key, row in tables.records[name].items():
        cells = [(field, row[field.name]) for field in columns if row[field.name] not in (None, ())]
        if cells and all(_leads(value, field.references, kept) for field, value in cells):
            found.add(key)
    return found


def _leads(value: Any, references: tuple[str, ...], kept: Mapping[str, set[Any]]) -> bool:
    known = set().union(*(kept.get(reference.split(".")[0], ()) for reference in references))
    return {*value} <= known if isinstance(value, tuple) else value in known
