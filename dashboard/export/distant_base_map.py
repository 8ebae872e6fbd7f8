"""The base map for a file that has to stay small: near the events as it is, far from them with fewer points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from shapely.geometry import LineString

# West, south, east, north in degrees.
Box = tuple[float, float, float, float]
Position = list[float]

# How far around what matters the shapes stay as they are, and by how much they may be off beyond that, in degrees.
AROUND, OFF = 6.0, 0.15
DECIMALS = 2


def thinned(base: Mapping[str, Any], near: Box) -> dict[str, Any]:
    """The layers of a base map (GeoJSON FeatureCollections by name), coarser outside ``near`` and AROUND beyond it.

    Islands and holes that vanish at that scale are left out, points stay.
    """
    west, south, east, north = near
    box = (west - AROUND, south - AROUND, east + AROUND, north + AROUND)
    return {name: {**layer, "features": list(_features(layer["features"], box))} for name, layer in base.items()}


def _features(features: list[dict[str, Any]], box: Box) -> Iterator[dict[str, Any]]:
    for feature in features:
        geometry = feature["geometry"]
        coordinates = _shape(geometry["type"], geometry["coordinates"], box)
        if coordinates:
            yield {**feature, "geometry": {**geometry, "coordinates": coordinates}}


def _shape(kind: str, coordinates: Any, box: Box) -> Any:
    """The coordinates of a geometry, empty where nothing is left of it."""
    if kind.startswith("Multi") and kind != "MultiPoint":
        return [part for one in coordinates if (part := _shape(kind.removeprefix("Multi"), one, box))]
    if kind == "LineString":
        return _line(coordinates, box)
    if kind == "Polygon":
        rings = [_line(ring, box) for ring in coordinates]
        # A ring has four positions at least (RFC 7946, section 3.1.6); without its outline a polygon is nothing.
        return [ring for ring in rings if len(ring) >= 4] if len(rings[0]) >= 4 else []
    return coordinates


def _line(line: list[Position], box: Box) -> list[Position]:
    """A line whose stretches outside the box are simplified (Douglas and Peucker); each keeps its ends."""
    found: list[Position] = []
    for near, stretch in groupby(line, lambda at: box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]):
        positions = list(stretch)
        found += positions if near or len(positions) < 3 else _simpler(positions)
    return found


def _simpler(line: list[Position]) -> list[Position]:
    left = LineString(line).simplify(OFF, preserve_topology=False).coords
    return [[round(float(x), DECIMALS), round(float(y), DECIMALS)] for x, y in left]
