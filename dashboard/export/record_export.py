"""Events of any set to take away, from their records: GeoJSON (RFC 7946) and CSV that is safe in a spreadsheet.

For sets that bring no writer of their own. A property is named as its fact is; what a fact says of how exactly it is
known stands beside it under "…_exactly". Figures and passages are lists in GeoJSON and text in CSV.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.errors import NothingSelected
from dashboard.export.edtf import edtf
from dashboard.export.event_geometry import DECIMALS
from dashboard.model.days import date_of
from dashboard.model.filter import Filter
from dashboard.model.record import EventRecord
from dashboard.query.engine import EventFacts
from dashboard.query.event_set import EventSet
from dashboard.words.formula_guard import harmless
from dashboard.words.sentences import deferred, say, say_deferred

BETWEEN = " | "
CAUTION = deferred("Figures are those of the source. They are never added up here.")


def record_geojson(event_set: EventSet, event_ids: Sequence[str] | None = None) -> bytes:
    """A FeatureCollection of these events (None: all). Raises NothingSelected where there is none."""
    events = list(_events(event_set, event_ids))
    features = [
        {"type": "Feature", "id": record.event_id, "geometry": _point(facts), "properties": _properties(record, facts)}
        for record, facts in events
    ]
    collection = {
        "type": "FeatureCollection",
        "provenance": provenance(event_set, len(events)),
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode(errors="replace") + b"\n"


def record_csv(event_set: EventSet, event_ids: Sequence[str] | None = None) -> bytes:
    """One row an event (None: all), its terms in the last columns. Raises NothingSelected where there is none."""
    events = list(_events(event_set, event_ids))
    terms = provenance(event_set, len(events))
    rows = [{**_properties(record, facts), **terms} for record, facts in events]
    stream = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(stream, names, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def provenance(event_set: EventSet, exported: int) -> dict[str, str]:
    """What the file says of itself: which set, how much of it, whose it is, on what terms."""
    total = event_set.events
    whole = (
        say("All {total} events.", total=total)
        if exported == total
        else say("A selection: {exported} of {total} events.", exported=exported, total=total)
    )
    return {
        "set": event_set.title,
        "scope": whole,
        "attribution": event_set.terms.attribution or say("The source does not state whose data it is."),
        "terms": event_set.terms.licence or say("The source does not state its terms."),
        "caution": say_deferred(CAUTION),
    }


def chosen_ids(event_set: EventSet, event_ids: Sequence[str] | None) -> list[str]:
    """The events that are written, None for all. Raises NothingSelected where there is none."""
    chosen = event_set.selected(Filter()) if event_ids is None else list(event_ids)
    if not chosen:
        raise NothingSelected()
    return chosen


def _events(event_set: EventSet, event_ids: Sequence[str] | None) -> Iterator[tuple[EventRecord, EventFacts]]:
    chosen = chosen_ids(event_set, event_ids)
    return zip(map(event_set.record, chosen), event_set.engine_of_all.facts(chosen), strict=True)


def _properties(record: EventRecord, facts: EventFacts) -> dict[str, Any]:
    first, last = date_of(facts.first_day), date_of(facts.last_day)
    latitude, longitude = facts.place or (None, None)
    properties: dict[str, Any] = {
        "event_id": record.event_id,
        "title": record.title,
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
        "date_edtf": edtf(first, last),
        "latitude": latitude,
        "longitude": longitude,
        "origin": record.origin,
    }
    for fact in record.facts:
        properties[fact.name] = fact.text or None
        if fact.detail:
            properties[f"{fact.name}_exactly"] = fact.detail
    properties["figures"] = [figure.line for figure in record.figures]
    properties["quotes"] = [f"“{passage.words}” ({passage.source})" for passage in record.passages]
    properties["notes"] = [f"{note.title}: {text}" for note in record.notes for text in note.texts]
    return properties


def _point(facts: EventFacts) -> dict[str, Any] | None:
    if facts.place is None:
        return None
    latitude, longitude = facts.place
    return {"type": "Point", "coordinates": [round(longitude, DECIMALS), round(latitude, DECIMALS)]}


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = BETWEEN.join(value)
    return harmless(value) if isinstance(value, str) else "" if value is None else value
