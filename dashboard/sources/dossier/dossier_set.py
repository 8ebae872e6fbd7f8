"""A dossier as a set of events: its coded events with a place, and beside them those that the sources give no place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from dashboard.messages.answers import ListLine
from dashboard.model.days import date_of, span_in_words
from dashboard.model.filter import Filter
from dashboard.model.record import EventRecord
from dashboard.query.event_set import EventSet, SetPart, Terms
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.evidence.coverage import coverage
from dashboard.sources.dossier.evidence.disputed_days import OtherReading, other_readings
from dashboard.sources.dossier.evidence.opened_record import opened_record
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.sources.dossier.tables.data_hash import data_hash
from dashboard.words.sentences import deferred, say, say_deferred

# The tables behind a set that is a dossier: what the pages of claims and of sources are drawn from.
DOSSIER: SetPart[Tables] = SetPart("dossier")
# The id of the dossier among the sets of the page. The scripts get it in their messages.
DOSSIER_ID = "articles"
# Columns whose codes stand in event files too.
SHARED_CODES = ("where_prec", "date_prec", "time_of_day")
CLAIMS_ARE_NOT_ADDED = deferred(
    "There is no chart of deaths: the articles give claims, each with who says so, and claims are never added."
)
NO_PLACE_NAMED = deferred("no place named")


def dossier_set(tables: Tables) -> EventSet:
    """The events of a dossier. Those with a place stand by day; the others are not filtered."""
    has_place = tables.events["place_id"].notna()
    placed = tables.events[has_place].sort_values(["date_start", "date_end"], kind="stable")
    engine = InMemoryEngine(from_tables(tables, placed))
    digest = data_hash(tables)
    licences = (
        str(licence.get("title") or licence.get("name")) for licence in tables.descriptor.raw.get("licenses", ())
    )

    @cache
    def whole() -> InMemoryEngine:
        return InMemoryEngine(from_tables(tables, tables.events))

    def record(event_id: str) -> EventRecord:
        return opened_record(tables, event_id, digest)

    def remarks(wanted: Filter) -> Sequence[str]:
        return _remarks(tables, engine, wanted)

    return EventSet(
        id=DOSSIER_ID,
        name=tables.descriptor.name,
        title=tables.descriptor.headline,
        coverage=coverage(tables),
        terms=Terms(tables.descriptor.title, "; ".join(licences)),
        version=_version(tables, digest),
        engine=engine,
        record=record,
        lines=lambda event_ids: [_line(tables, event_id) for event_id in event_ids],
        invitation=_invitation(tables),
        in_memory=engine,
        whole=whole,
        unfiltered=tuple(map(str, tables.events.index[~has_place])),
        withheld=tables.withheld.get("events", 0),
        charted=("attacker", "province", "kind"),
        uncounted_deaths=say_deferred(CLAIMS_ARE_NOT_ADDED),
        counted_in_page=True,
        remarks=remarks,
        file_stem=str(tables.descriptor.raw.get("name") or "events"),
    ).with_part(DOSSIER, tables)


def _version(tables: Tables, digest: str) -> str:
    """Changes with anything that a reader is told of an event: the tables, the words for their values, the shapes."""
    version = hashlib.sha256(f"{tables.folder} {digest}".encode())
    version.update(json.dumps(tables.descriptor.raw, sort_keys=True).encode())
    version.update(json.dumps(tables.shapes.features, sort_keys=True).encode())
    # An article whose words changed proves other rows, though the tables stay the same.
    version.update(repr(tables.faults).encode())
    return version.hexdigest()[:16]


def _invitation(tables: Tables) -> str:
    if tables.events.empty:
        return say("No event is coded yet. What is accepted at the desk stands here and on the map.")
    return say("Click a mark or an event in the list to read the words it rests on.")


def _line(tables: Tables, event_id: str) -> ListLine:
    """An event as the list has it. A dossier's figures are claims, so the line has none."""
    event = tables.row("events", event_id)
    place = str(tables.row("places", event["place_id"])["name"]) if event["place_id"] else say_deferred(NO_PLACE_NAMED)
    return event_id, _when(event), str(event["title"]), place, None


def _when(event: TableRow) -> str:
    """The days, and the night where it is stated: a line has no room for what is not."""
    days = span_in_words(event["date_start"], event["date_end"])
    return days if event["time_of_day"] == "unknown" else f"{days}, {event['time_of_day']}"


def _remarks(tables: Tables, engine: InMemoryEngine, wanted: Filter) -> list[str]:
    """Where a copy's words put an event on the days chosen, but the event stands on others."""
    if wanted.days is None:
        return []
    first, last = map(date_of, wanted.days)
    readings = other_readings(tables, engine.events(wanted.without("days")), first, last)
    return [_remark(reading, one_day=first == last) for reading in readings]


def _remark(reading: OtherReading, *, one_day: bool) -> str:
    named = {"source": reading.source, "title": reading.title, "words": reading.words}
    if one_day:
        said = say("{source} dates “{title}” to “{words}”, which includes this day.", **named)
    else:
        said = say("{source} dates “{title}” to “{words}”, which reaches into these days.", **named)
    if not reading.kept:
        return said
    if reading.narrower:
        return say("{said} The narrower “{kept}” is kept.", said=said, kept=reading.kept)
    return say("{said} The “{kept}” is kept.", said=said, kept=reading.kept)


def code_words(tables: Tables) -> dict[str, dict[Any, str]]:
    """The reader's words for the codes that event files have too, by column and code, as the dossier declares them."""
    declared = {name: tables.descriptor.field(f"events.{name}").categories for name in SHARED_CODES}
    return {
        name: {value: str(category["label"]) for value, category in categories.items()}
        for name, categories in declared.items()
    }
