"""Which rows the gate may judge otherwise after a change: the changed ones, and those whose checks look at them.

Each rule says which columns of a changed row the checks of other rows read. ``tests/…/test_partial_gate.py`` compares
the outcome with the whole gate on random dossiers and random changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dashboard.sources.dossier.store.changes import RowName
from dashboard.sources.dossier.store.stored_rows import StoredRows, any_of
from dashboard.sources.dossier.tables.csv_table import Row
from dashboard.sources.dossier.tables.named_actors import names


@dataclass(frozen=True)
class Edit:
    """A row before and after a change, typed; None where it was not there, or is not any more."""

    table: str
    key: str
    before: Row | None
    after: Row | None

    def differs(self, *columns: str) -> bool:
        """Whether the row came, went, or has another value in one of these columns."""
        if self.before is None or self.after is None:
            return True
        return any(self.before.values[column] != self.after.values[column] for column in columns)

    def values(self, column: str) -> set[object]:
        """What stood or stands in a column."""
        return {*any_of(self.before, column), *any_of(self.after, column)}


def affected_rows(edits: Iterable[Edit], rows: StoredRows) -> set[RowName]:
    """The rows that are to be judged anew, as far as one state of the dossier shows them.

    Ask it of the state before and of the state after the change, and take both together.
    """
    edits = list(edits)
    affected: set[RowName] = set()
    for edit in edits:
        affected.add((edit.table, edit.key))
        affected.update(rows.of_id(edit.key))
        for row in (edit.before, edit.after):
            affected.update(rows.alike(edit.table, row) if row else ())
        if edit.before is None or edit.after is None:
            affected.update(rows.referring(edit.table, edit.key) if rows.descriptor.resources[edit.table].key else ())
        affected.update(_RULES.get(edit.table, _nothing)(edit, rows))
    # Whoever names an actor is judged only where that actor has no fault: an actor that is judged anew counts as changed.
    edited = {(edit.table, edit.key) for edit in edits}
    for table, key in affected - edited:
        if table == "actors":
            affected |= set(rows.referring(table, key))
    return affected


def affected_by_file(path: str, rows: StoredRows, shape_files: Iterable[str]) -> set[RowName]:
    """The rows that rest on this file: a source with all that is quoted from it, or every place."""
    affected: set[RowName] = set()
    for name in rows.with_values("sources.file", [path]):
        affected |= {name, *_of_text(name[1], rows)}
    if path in shape_files:
        affected.update(rows.all_of("places"))
    return affected


def _nothing(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    return iter(())


def _source(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    if edit.differs("file", "sha256"):
        yield from _of_text(edit.key, rows)
    if edit.differs("updated_on"):
        yield from _resting_on(rows.keys("quotes.source_id", edit.key), rows)
    if edit.differs("wire"):
        for _, source in rows.with_values("sources.wire", edit.values("wire")):
            yield from _resting_on(rows.keys("quotes.source_id", source), rows)
        yield from _resting_on(rows.keys("quotes.source_id", edit.key), rows)


def _of_text(source: str, rows: StoredRows) -> Iterator[RowName]:
    """What is compared with the text of a source, character by character."""
    yield from rows.with_values("quotes.source_id", [source])
    yield from rows.with_values("unmapped.source_id", [source])


def _resting_on(quotes: Iterable[str], rows: StoredRows) -> Iterator[RowName]:
    """The subjects that these quotes are evidence for."""
    for _, key in rows.with_values("evidence.quote_id", quotes):
        for subject in any_of(rows.typed("evidence", key), "subject_id"):
            yield from rows.of_id(subject)


def _quote(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    if not edit.differs("source_id", "start", "end", "quote"):
        return
    yield from rows.with_values("evidence.quote_id", [edit.key])
    yield from rows.with_values("discrepancies.quote_a", [edit.key])
    yield from rows.with_values("discrepancies.quote_b", [edit.key])
    yield from _resting_on([edit.key], rows)
    for _, key in rows.with_values("evidence.quote_id", [edit.key]):
        for source in edit.values("source_id"):
            yield from _mentions(rows.typed("evidence", key), source, rows)


def _evidence(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    for subject in edit.values("subject_id"):
        yield from rows.of_id(subject)
        yield from rows.with_values("discrepancies.subject_ids", [subject])
        yield from rows.with_values("claims.event_ids", [subject])
    for quote in edit.values("quote_id"):
        yield ("quotes", str(quote))
        for source in any_of(rows.typed("quotes", str(quote)), "source_id"):
            yield from _mentions(edit.before, source, rows)
            yield from _mentions(edit.after, source, rows)


def _mentions(evidence: Row | None, source: object, rows: StoredRows) -> Iterator[RowName]:
    """The mentions left off the map that overlap the words of a place, in the same source."""
    if evidence is None or evidence.values["role"] != "place":
        return
    for name in rows.with_values("unmapped.source_id", [source]):
        mention = rows.typed(*name)
        if mention is not None and overlap(mention, "start", evidence, "words_start"):
            yield name


def overlap(first: Row, first_start: str, second: Row, second_start: str) -> bool:
    """Whether the words of two rows overlap; True also where one has none: its fault is found there."""
    starts = first.values[first_start], second.values[second_start]
    words = first.values["words"], second.values["words"]
    if None in starts or None in words:
        return True
    return bool(starts[0] < starts[1] + len(words[1]) and starts[1] < starts[0] + len(words[0]))


def _drawn(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    """An event or a place came or went: with it goes what its words of a place forbid to leave out."""
    if edit.before is not None and edit.after is not None:
        return
    for _, key in rows.with_values("evidence.subject_id", [edit.key]):
        evidence = rows.typed("evidence", key)
        for quote in any_of(evidence, "quote_id"):
            for source in any_of(rows.typed("quotes", str(quote)), "source_id"):
                yield from _mentions(evidence, source, rows)


def _event(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    yield from _drawn(edit, rows)
    if edit.differs("place_text", "kind", "claimants"):
        yield from rows.with_values("claims.event_ids", [edit.key])
    if edit.differs("may_overlap"):
        yield from rows.with_values("events.may_overlap", [edit.key])
    if edit.differs("kind"):
        # "All the drones" ties a claim to the only drone attack: that is another question with a second one.
        for kind in edit.values("kind"):
            alike = rows.first_keys("events.kind", kind, 3)
            if len(alike) < 3:
                yield from rows.with_values("claims.event_ids", alike)


def _place(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    yield from _drawn(edit, rows)
    if edit.differs("geometry"):
        yield from rows.with_values("places.admin1", [edit.key])
    if edit.differs("level") or not _spellings(edit.before) <= _spellings(edit.after):
        yield from rows.with_values("events.place_id", [edit.key])


def _spellings(place: Row | None) -> set[object]:
    return {*any_of(place, "name"), *any_of(place, "aliases")}


def _actor(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    if edit.differs("side") or (edit.differs("name", "aliases") and not _only_more_names(edit)):
        yield from rows.referring("actors", edit.key)


def _only_more_names(edit: Edit) -> bool:
    """Whether a sound row only gained names, each for one thing alone: whatever names it still does."""
    if edit.before is None or edit.after is None or edit.before.faults or edit.after.faults:
        return False
    before, after = names(edit.before), names(edit.after)
    return before <= after and not any(" and " in name for name in after - before)


def _party(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    if edit.before is None or edit.after is None:
        for name in rows.with_values("actors.side", [edit.key]):
            yield name
            yield from rows.referring(*name)


def _discrepancy(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    if edit.differs("field", "subject_ids"):
        for subject in edit.values("subject_ids"):
            yield from rows.of_id(subject)


def _contradiction(edit: Edit, rows: StoredRows) -> Iterator[RowName]:
    for claim in edit.values("claim_a") | edit.values("claim_b"):
        yield from rows.of_id(claim)
        yield from rows.with_values("contradictions.claim_a", [claim])
        yield from rows.with_values("contradictions.claim_b", [claim])


_RULES: dict[str, Callable[[Edit, StoredRows], Iterator[RowName]]] = {
    "sources": _source,
    "quotes": _quote,
    "evidence": _evidence,
    "events": _event,
    "places": _place,
    "actors": _actor,
    "parties": _party,
    "discrepancies": _discrepancy,
    "contradictions": _contradiction,
}
