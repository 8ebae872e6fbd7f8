"""Events and their places → the JSON that the layer in the page draws. Text stays text: the layer never parses it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.map.symbols import COLOURS, border_lines, legend, svg_of, symbol
from dashboard.messages.events_file import EventMessage, EventsFile, PlaceMessage
from dashboard.query.engine import Engine, EventFacts
from dashboard.record_html import card
from dashboard.sources.dossier.evidence import event_record
from dashboard.sources.dossier.tables import Record, Tables
from dashboard.sources.dossier.tables.shape_files import PROVINCES, file_of


@dataclass(frozen=True)
class Payload:
    """The bytes that the page fetches once, and the version by which it names them (a hash of those bytes)."""

    content: bytes
    version: str

    @classmethod
    def of(cls, data: Any) -> Payload:
        """``data`` as compact JSON in UTF-8."""
        content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(content, hashlib.sha256(content).hexdigest()[:16])


def payload(tables: Tables, events: Sequence[Record], engine: Engine) -> Payload:
    """Everything that the layer needs to draw and to filter ``events`` (all placed).

    Shapes are GeoJSON (longitude, latitude); label points are [latitude, longitude] as Leaflet takes them. Days are
    whole days since 1970-01-01.

    ``engine`` says what these events are filtered by.
    """
    used = dict.fromkeys(event["place_id"] for event in events)
    facts = engine.facts([event["event_id"] for event in events])
    content: EventsFile = {
        "places": {place_id: _place(tables, place_id) for place_id in used},
        "events": [_event(tables, event, facts_of) for event, facts_of in zip(events, facts, strict=True)],
        "colours": COLOURS,
        "legend": [(title, [(e.svg, e.text) for e in entries]) for title, entries in legend(tables, events)],
        "lines": border_lines(tables),
    }
    return Payload.of(content)


def centre(tables: Tables, events: Sequence[Record]) -> tuple[float, float]:
    """Where the map begins: latitude and longitude (degrees, WGS 84) of the middle of these placed events.

    Without any it is the middle of the dossier's provinces, and without those the middle of the world's land.
    """
    points = [tables.row("places", event["place_id"]) for event in events]
    boxes = [(place["longitude"], place["latitude"]) * 2 for place in points] or [
        tables.shapes.geometry(key).bounds for key in tables.shapes.features if file_of(key) == PROVINCES
    ]
    if not boxes:
        return (20.0, 0.0)
    west, south, east, north = zip(*boxes, strict=True)
    return (min(south) + max(north)) / 2, (min(west) + max(east)) / 2


def _place(tables: Tables, place_id: str) -> PlaceMessage:
    place = tables.row("places", place_id)
    key = place["geometry"]
    return {
        "name": place["name"],
        "level": place["level"],
        "at": (place["latitude"], place["longitude"]),
        "shape": tables.shapes.features[key]["geometry"] if key else None,
    }


def _event(tables: Tables, event: Record, facts_of: EventFacts) -> EventMessage:
    mark = symbol(tables, event)
    return {
        "id": event["event_id"],
        "place": event["place_id"],
        "days": (facts_of.first_day, facts_of.last_day),
        "facets": facts_of.values,
        "colour": mark.colour,
        "confirmed": mark.confirmed,
        "svg": svg_of(mark),
        "operation": event["kind"] == "security_operation",
        **card(event_record(tables, event["event_id"])),
    }
