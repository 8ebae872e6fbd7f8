"""Which rows the checks of a row look at: with these beside it, a row is judged as it is in the whole dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dashboard.sources.dossier.store.affected import overlap
from dashboard.sources.dossier.store.changes import RowName
from dashboard.sources.dossier.store.stored_rows import StoredRows, any_of
from dashboard.sources.dossier.tables.csv_table import Row
from dashboard.sources.dossier.tables.keys import references

# What the gate calls a subject: whatever evidence may stand for.
_SUBJECTS = ("events", "claims", "statements", "places", "sources")


def surroundings(judged: Iterable[RowName], rows: StoredRows) -> set[RowName]:
    """These rows, as far as they are there, and every row that a check of theirs looks at."""
    wanted: set[RowName] = set(rows.all_of("parties"))
    for table, key in judged:
        row = rows.typed(table, key)
        if row is None:
            continue
        wanted.add((table, key))
        wanted.update(rows.of_id(key))
        wanted.update(rows.alike(table, row))
        wanted.update(_referred(table, row, rows))
        if table in _SUBJECTS:
            wanted.update(_spoken(key, rows))
        wanted.update(_LOOKS.get(table, _no_further)(key, row, rows))
    return wanted


def _no_further(key: str, row: Row, rows: StoredRows) -> Iterator[RowName]:
    return iter(())


def _referred(table: str, row: Row, rows: StoredRows) -> Iterator[RowName]:
    """The rows that a row refers to. An actor counts only without a fault: what it refers to goes along."""
    for column in rows.descriptor.resources[table].fields:
        if not column.references:
            continue
        for value in references(row, column.name):
            for name in rows.of_id(value):
                yield name
                actor = rows.typed(*name) if name[0] == "actors" and table != "actors" else None
                if actor is not None:
                    yield from _referred("actors", actor, rows)
                    yield from rows.alike("actors", actor)


def _spoken(subject: object, rows: StoredRows) -> Iterator[RowName]:
    """The evidence of a subject, its quotes, their sources, the other copies of those, and where copies differ."""
    yield from rows.with_values("discrepancies.subject_ids", [subject])
    for name in rows.with_values("evidence.subject_id", [subject]):
        yield name
        for quote in any_of(rows.typed(*name), "quote_id"):
            yield ("quotes", str(quote))
            for source in any_of(rows.typed("quotes", str(quote)), "source_id"):
                yield ("sources", str(source))
                for wire in any_of(rows.typed("sources", str(source)), "wire"):
                    yield from rows.with_values("sources.wire", [wire])


def _quote(key: str, row: Row, rows: StoredRows) -> Iterator[RowName]:
    yield from (("evidence", evidence) for evidence in rows.first_keys("evidence.quote_id", key, 1))


def _event(key: str, row: Row, rows: StoredRows) -> Iterator[RowName]:
    yield from _contradictions(key, rows)


def _claim(key: str, row: Row, rows: StoredRows) -> Iterator[RowName]:
    """The events that it is tied to with the words that they rest on, and whether they are the only ones of their kind."""
    yield from _contradictions(key, rows)
    for event in any_of(row, "event_ids"):
        yield from rows.with_values("evidence.subject_id", [event])
        for kind in any_of(rows.typed("events", event), "kind"):
            yield from (("events", other) for other in rows.first_keys("events.kind", kind, 2))


def _contradictions(claim: object, rows: StoredRows) -> Iterator[RowName]:
    yield from rows.with_values("contradictions.claim_a", [claim])
    yield from rows.with_values("contradictions.claim_b", [claim])


def _contradiction(key: str, row: Row, rows: StoredRows) -> Iterator[RowName]:
    for claim in (*any_of(row, "claim_a"), *any_of(row, "claim_b")):
        yield from _contradictions(claim, rows)


def _discrepancy(key: str, row: Row, rows: StoredRows) -> Iterator[RowName]:
    for subject in any_of(row, "subject_ids"):
        yield from rows.with_values("evidence.subject_id", [subject])


def _place(key: str, row: Row, rows: StoredRows) -> Iterator[RowName]:
    yield from (("places", province) for province in any_of(row, "admin1"))


def _unmapped(key: str, row: Row, rows: StoredRows) -> Iterator[RowName]:
    """The words of places in the same source that overlap the mention."""
    for source in any_of(row, "source_id"):
        quotes = rows.keys("quotes.source_id", source)
        for name in rows.with_values("evidence.quote_id", quotes):
            evidence = rows.typed(*name)
            if (
                evidence is None
                or evidence.values["role"] != "place"
                or not overlap(row, "start", evidence, "words_start")
            ):
                continue
            yield name
            yield from (("quotes", str(quote)) for quote in any_of(evidence, "quote_id"))
            for subject in any_of(evidence, "subject_id"):
                yield from rows.of_id(subject)


_LOOKS: dict[str, Callable[[str, Row, StoredRows], Iterator[RowName]]] = {
    "quotes": _quote,
    "events": _event,
    "claims": _claim,
    "contradictions": _contradiction,
    "discrepancies": _discrepancy,
    "places": _place,
    "unmapped": _unmapped,
}
