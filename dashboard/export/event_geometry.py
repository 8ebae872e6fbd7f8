"""Where an event was, no more exactly than reported: a town as a point, a province as its outline, a border as a line."""

from __future__ import annotations

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from dashboard.sources.dossier.tables import TableRow, Tables

# Six decimals are 11 cm: finer than any shape here. RFC 7946, section 11.2, asks for no more.
DECIMALS = 6


def geometry_of(tables: Tables, event: TableRow) -> BaseGeometry | None:
    """The event's geometry (x longitude, y latitude, degrees, WGS 84); None where the sources name no place.

    None too for an area that has no shape: its label point would be a place that nobody reported. Rings follow the
    right-hand rule (RFC 7946, section 3.1.6): outlines counterclockwise, holes clockwise.
    """
    if event["place_id"] is None:
        return None
    place = tables.row("places", event["place_id"])
    if place["geometry"]:
        return _tidy(tables.shapes.geometry(place["geometry"]))
    return _tidy(Point(place["longitude"], place["latitude"])) if place["level"] == "city" else None


def _tidy(geometry: BaseGeometry) -> BaseGeometry:
    # Adding 0 turns -0.0 into 0.0.
    rounded = shapely.transform(geometry, lambda positions: positions.round(DECIMALS) + 0.0)
    return shapely.orient_polygons(rounded) if rounded.is_valid else shapely.orient_polygons(geometry)
