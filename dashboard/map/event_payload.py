"""Events and their places → the JSON that the layer in the page draws. Text stays text: the layer never parses it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.map.symbols import COLOURS, border_lines, legend, svg_of, symbol
from dashboard.model.columns import EventColumns
from dashboard.sources.dossier.evidence import Dossier, dossier
from dashboard.sources.dossier.tables import Record, Tables
from dashboard.sources.dossier.tables.shape_files import PROVINCES, file_of
from dashboard.words.visible import visible

# How many quotes a popup shows; the evidence panel has all of them.
POPUP_QUOTES = 1


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


def payload(tables: Tables, events: Sequence[Record], columns: EventColumns) -> Payload:
    """Everything that the layer needs to draw and to filter ``events`` (all placed).

    Shapes are GeoJSON (longitude, latitude); label points are [latitude, longitude] as Leaflet takes them. Days are
    whole days since 1970-01-01.

    ``columns`` are the same events in the same order, with the facets to filter by.
    """
    used = dict.fromkeys(event["place_id"] for event in events)
    return Payload.of(
        {
            "places": {place_id: _place(tables, place_id) for place_id in used},
            "events": [_event(tables, event, columns, row) for row, event in enumerate(events)],
            "colours": COLOURS,
            "legend": [[title, [[e.svg, e.text] for e in entries]] for title, entries in legend(tables, events)],
            "lines": border_lines(tables),
        }
    )


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


def _place(tables: Tables, place_id: str) -> dict[str, Any]:
    place = tables.row("places", place_id)
    key = place["geometry"]
    return {
        "name": place["name"],
        "level": place["level"],
        "at": [place["latitude"], place["longitude"]],
        "shape": tables.shapes.features[key]["geometry"] if key else None,
    }


def _event(tables: Tables, event: Record, columns: EventColumns, row: int) -> dict[str, Any]:
    mark = symbol(tables, event)
    facts = dossier(tables, event["event_id"])
    return {
        "id": facts.event_id,
        "place": event["place_id"],
        "days": [int(columns.start[row]), int(columns.end[row])],
        "facets": {facet.name: facet.of_row(row) for facet in columns.facets},
        "colour": mark.colour,
        "confirmed": mark.confirmed,
        "svg": svg_of(mark),
        "operation": event["kind"] == "security_operation",
        **_card(facts),
    }


def _card(facts: Dossier) -> dict[str, Any]:
    """The text of a mark's popup and of its name for screen readers."""
    supporting = [quote for quote in facts.quotes if not quote.contradicts]
    best = supporting[:POPUP_QUOTES]
    return {
        "title": visible(facts.title),
        "according": facts.according_to,
        "when": facts.when,
        "where": f"{facts.where}: {facts.where_exactly}",
        "tip": f"{facts.where}: {facts.drawn}" if facts.drawn else "",
        "status": facts.status,
        "scope": facts.status_scope,
        "quotes": [
            {"source": quote.source, "pieces": [[visible(piece.text), list(piece.roles)] for piece in quote.segments]}
            for quote in best
        ],
        "more": len(facts.quotes) - len(best),
    }
