"""The shapes of a dossier, *.geojson: read, validated, looked up by "file.geojson#feature id"."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.errors import Fault
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.words.sentences import say

# The names by which a dossier's shapes are known: the ground, outlines of provinces, lines between countries.
LAND, PROVINCES, BORDERS = "land.geojson", "admin1.geojson", "border.geojson"


@dataclass
class Shapes:
    """Features by key ("admin1.geojson#AF-PIA"), as parsed GeoJSON (longitude, latitude; WGS 84)."""

    features: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def _geometries(self) -> dict[str, BaseGeometry]:
        return {}

    def geometry(self, key: str) -> BaseGeometry:
        """The shape as shapely geometry (x longitude, y latitude, degrees). Raises KeyError for an unknown key."""
        if key not in self._geometries:
            self._geometries[key] = shape(self.features[key]["geometry"])
        return self._geometries[key]

    def place_id(self, key: str) -> str | None:
        """The place that a shape is the shape of, as its properties say; None where they do not."""
        properties = self.features.get(key, {}).get("properties")
        found = properties.get("place_id") if isinstance(properties, dict) else None
        return found if isinstance(found, str) else None


def read_shapes(contents: Contents, files: Iterable[str]) -> Shapes:
    """Read these GeoJSON files of a dossier. A broken file or feature is a fault; the others are kept."""
    shapes = Shapes()
    for name in sorted(set(files)):
        file = f"{contents.name}/{name}"
        try:
            collection = json.loads(contents.read(name).decode("utf-8"))
            features = list(enumerate(collection["features"]))
        except OSError as error:
            shapes.faults.append(
                Fault(file, 0, "", say("cannot be read ({strerror}); put the file there", strerror=str(error.strerror)))
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            shapes.faults.append(
                Fault(file, 0, "", say("is not a GeoJSON FeatureCollection: {error}", error=str(error)))
            )
        else:
            for number, feature in features:
                _add(shapes, contents.name, name, number, feature)
    return shapes


def _add(shapes: Shapes, folder: str, name: str, number: int, feature: Any) -> None:
    try:
        identifier = str(feature["id"])
        _check_rings(feature["geometry"])
        geometry = shape(feature["geometry"])
        reason = shapely.is_valid_reason(geometry)
        west, south, east, north = geometry.bounds
        if geometry.is_empty or not all(map(math.isfinite, geometry.bounds)):
            raise ValueError(say("it has no coordinates, or some that are not numbers"))
    except (LookupError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        shapes.faults.append(
            Fault(
                f"{folder}/{name}",
                0,
                say("feature {count}", count=number + 1),
                say("is not a valid feature: {error}", error=str(error)),
            )
        )
        return
    if reason != "Valid Geometry":
        shapes.faults.append(
            Fault(f"{folder}/{name}", 0, identifier, say("is not a valid shape: {reason}", reason=reason))
        )
    elif west < -180 or east > 180 or south < -90 or north > 90:
        shapes.faults.append(
            Fault(f"{folder}/{name}", 0, identifier, say("has coordinates outside longitude ±180, latitude ±90"))
        )
    elif f"{name}#{identifier}" in shapes.features:
        shapes.faults.append(Fault(f"{folder}/{name}", 0, identifier, say("stands there twice")))
    else:
        shapes.features[f"{name}#{identifier}"] = feature


def _check_rings(geometry: Mapping[str, Any]) -> None:
    """RFC 7946: a polygon's ring is closed and has four positions or more. Shapely closes rings without a word."""
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    for polygon in polygons.get(geometry["type"], ()):
        for ring in polygon:
            if len(ring) < 4 or ring[0] != ring[-1]:
                raise ValueError(say("a polygon's ring is not closed"))


def file_of(key: str) -> str:
    """The file part of a shape key."""
    return re.split("#", key, maxsplit=1)[0]
