"""Events as GeoJSON (RFC 7946): one feature an event, ``geometry: null`` where the sources name no place.

Claims of no single event, and statements, have no place of their own: they stand once in collections beside the
features (foreign members, RFC 7946, section 6.1), where no program draws them.
"""

from __future__ import annotations

import json
from typing import Any

import shapely
from shapely.geometry import mapping

from dashboard.export.event_geometry import DECIMALS, geometry_of
from dashboard.export.extract import Extract
from dashboard.export.facts import claim_facts, facts, statement_facts


def geojson(extract: Extract) -> bytes:
    """A FeatureCollection of the events; ``provenance``, ``claims`` and ``statements`` are foreign members."""
    tables = extract.tables
    shapes = {event: geometry_of(tables, tables.row("events", event)) for event in extract.event_ids}
    placed = [shape for shape in shapes.values() if shape is not None]
    collection: dict[str, Any] = {"type": "FeatureCollection", "provenance": extract.provenance.as_dict()}
    if placed:
        collection["bbox"] = [round(float(edge), DECIMALS) for edge in shapely.total_bounds(placed)]
    collection["features"] = [
        {
            "type": "Feature",
            "id": event,
            "geometry": None if shape is None else mapping(shape),
            "properties": facts(tables, event),
        }
        for event, shape in shapes.items()
    ]
    collection["claims"] = [claim_facts(tables, claim) for claim in extract.claims_of_no_single_event]
    collection["statements"] = [statement_facts(tables, row["statement_id"]) for row in extract.statements]
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode() + b"\n"
