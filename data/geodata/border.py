"""In: the simplified coverage. Out: the line that the polygons of Afghanistan and Pakistan share.

Taken from the *simplified* coverage, so that line and polygons coincide vertex by vertex. The line is disputed;
its name says so. ``drawn_length_km`` measures this drawing at this scale and is no statement about the border:
Natural Earth gives 2,022.8 km at 1:110m, 2,054.6 at 1:50m, 2,244.7 at 1:10m, the articles say 2,600.
"""

from __future__ import annotations

import shapely

from . import shapes
from .provinces import Coverage

PLACE_ID = "af-pk-border"
NAME = "Afghanistan–Pakistan border (Durand Line; not recognised by Afghanistan)"
SCALE = "1:10m"
ALIASES = (
    "Afghan-Pakistan border",
    "Afghan-Pakistani border",
    "Afghanistan-Pakistan border",
    "Afghanistan–Pakistan border",
    "Durand Line",
    "Pak-Afghan border",
    "Pakistan-Afghan border",
    "Pakistan-Afghanistan border",
    "Pakistani-Afghan border",
    "Pakistan–Afghanistan border",
    "خط دیورند",
    "د ډیورنډ کرښه",
    "ڈیورنڈ لائن",
)


def build(coverage: Coverage) -> shapely.LineString:
    """Return the shared line from the south-west (Iran) to the north-east (China).

    Raises:
        ValueError: the shared edges do not join into one line.
    """
    shared = set(shapes.segments(coverage.country("AF"))) & set(shapes.segments(coverage.country("PK")))
    parts = shapes.merged(shared)
    if len(parts) != 1:
        raise ValueError(f"the border falls into {len(parts)} lines")
    line = parts[0]
    return line if line.coords[0][0] < line.coords[-1][0] else line.reverse()


def label_point(line: shapely.LineString) -> tuple[float, float]:
    """Return (latitude, longitude) of the vertex nearest to half the line's length: a point on the line itself."""
    middle = line.interpolate(0.5, normalized=True)
    longitude, latitude = min(line.coords, key=lambda xy: (middle.distance(shapely.Point(xy)), xy))
    return latitude, longitude
