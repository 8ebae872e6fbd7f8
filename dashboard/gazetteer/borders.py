"""Two countries → the line that their outlines share, for any two neighbours.

Both outlines come from one coverage, so the line consists of the edges that stand in both, vertex by vertex. It is the
line of the drawing: its length grows with the scale, and it says nothing of who recognises it. Where a curated row of
the gazetteer has a line of its own (level ``border``), that one is meant; :mod:`dashboard.gazetteer.place_search`
puts it first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from dashboard.gazetteer import outlines

SCALE = "1:10m"
KEPT = 128


@dataclass(frozen=True, slots=True)
class SharedBorder:
    """A land border. ``countries``: both codes in alphabetical order; ``shape``: a shapely MultiLineString in
    (longitude, latitude); ``drawn_length_km``: its geodesic length as drawn at ``drawn_scale``, not a reported one.
    """

    countries: tuple[str, str]
    shape: Any
    drawn_length_km: float
    drawn_scale: str = SCALE


def shared_border(one: str, other: str) -> SharedBorder | None:
    """The border of two countries by their ISO 3166-1 alpha-2 codes, in either order; None where they share no line."""
    first, second = sorted((one, other))
    return _shared(first, second) if first != second else None


@lru_cache(KEPT)
def _shared(first: str, second: str) -> SharedBorder | None:
    import numpy as np
    import shapely

    edges = np.intersect1d(_outer_edges(first), _outer_edges(second), assume_unique=True)
    if not len(edges):
        return None
    ends = edges.view(np.int32).reshape(-1, 2, 2) / outlines.STEPS
    joined = shapely.line_merge(shapely.MultiLineString(list(ends)))
    lines = sorted(shapely.get_parts(shapely.normalize(joined)), key=lambda line: list(line.coords))
    shape = shapely.MultiLineString(lines)
    return SharedBorder((first, second), shape, round(sum(map(_length_km, lines)), 1))


@lru_cache(outlines.KEPT)
def _outer_edges(country: str) -> Any:
    """The edges of a country's outline, each as one opaque value: those that only one of its units has."""
    import numpy as np
    import shapely

    rings = [
        np.rint(shapely.get_coordinates(ring) * outlines.STEPS).astype(np.int32)
        for unit in outlines.units(country)
        for polygon in unit.shape.geoms
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    if not rings:
        return np.zeros(0, dtype=[("", np.int32)] * 4)
    starts, stops = (np.vstack([ring[part] for ring in rings]) for part in (slice(None, -1), slice(1, None)))
    swapped = (starts[:, 0] > stops[:, 0]) | ((starts[:, 0] == stops[:, 0]) & (starts[:, 1] > stops[:, 1]))
    edges = np.hstack([np.where(swapped[:, None], stops, starts), np.where(swapped[:, None], starts, stops)])
    keys = np.ascontiguousarray(edges).view([("", np.int32)] * 4).ravel()
    once, counts = np.unique(keys, return_counts=True)
    return once[counts == 1]


def _length_km(line: Any) -> float:
    from geopy.distance import geodesic

    points = [(latitude, longitude) for longitude, latitude in line.coords]
    return float(sum(geodesic(one, other).km for one, other in pairwise(points)))
