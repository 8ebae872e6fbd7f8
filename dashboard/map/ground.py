"""What signs stand on: the places of the events, colours, legend and lines. Events themselves travel as packed columns."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.map.symbols import COLOURS, border_lines, legend
from dashboard.messages.events_file import Ground, PlaceMessage
from dashboard.sources.dossier.tables import TableRow, Tables
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


def ground(tables: Tables, events: Sequence[TableRow]) -> Ground:
    """The ground of ``events``, all placed.

    Shapes are GeoJSON (longitude, latitude); label points are [latitude, longitude] as Leaflet takes them.
    """
    return {
        "places": [_place(tables, place_id) for place_id in drawn_places(events)],
        "colours": COLOURS,
        "legend": [(title, [(e.svg, e.text, e.part) for e in entries]) for title, entries in legend(tables, events)],
        "lines": border_lines(tables),
    }


def drawn_places(events: Sequence[TableRow]) -> list[str]:
    """The ids of the places of ``events``, in the order in which they come."""
    return list(dict.fromkeys(event["place_id"] for event in events))


def centre(tables: Tables, events: Sequence[TableRow]) -> tuple[float, float]:
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
        "id": place_id,
        "name": place["name"],
        "level": place["level"],
        "at": (place["latitude"], place["longitude"]),
        "shape": tables.shapes.features[key]["geometry"] if key else None,
    }
