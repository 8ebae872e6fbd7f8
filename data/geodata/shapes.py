"""Geometry in degrees (longitude, latitude; WGS 84) ↔ GeoJSON; lengths (km) and areas (km²) on the ellipsoid."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from geopy.distance import geodesic
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

DECIMALS = 3
SEMI_MAJOR_KM, FLATTENING = 6378.137, 1 / 298.257223563  # WGS 84
Segment = tuple[tuple[float, float], tuple[float, float]]


def rounded(geometry: BaseGeometry, decimals: int = DECIMALS) -> BaseGeometry:
    """Return the geometry with every coordinate rounded, vertex by vertex, so that shared edges stay shared."""
    return shapely.transform(geometry, lambda xy: np.round(xy, decimals) + 0.0)


def canonical(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry with parts, rings and starting points in one fixed order, outer rings anticlockwise."""
    return shapely.orient_polygons(shapely.normalize(geometry))


def geojson(geometry: BaseGeometry, decimals: int = DECIMALS) -> dict[str, Any]:
    """Return the GeoJSON geometry object, (longitude, latitude) rounded to ``decimals``."""

    def rounder(value: Any) -> Any:
        return [rounder(v) for v in value] if isinstance(value, list | tuple) else round(value, decimals) + 0.0

    shape = mapping(geometry)
    return {"type": shape["type"], "coordinates": rounder(shape["coordinates"])}


def polygons(geometry: BaseGeometry) -> list[shapely.Polygon]:
    """Return the polygon parts of any geometry, largest first; points and lines are dropped."""
    parts = [part for part in shapely.get_parts(geometry, return_index=False) if part.geom_type == "Polygon"]
    if geometry.geom_type == "GeometryCollection":
        parts = [p for part in shapely.get_parts(geometry) for p in shapely.get_parts(part) if p.geom_type == "Polygon"]
    return sorted(parts, key=lambda part: (-part.area, part.wkb_hex))


def lines(geometry: BaseGeometry) -> list[shapely.LineString]:
    """Return the line parts of any geometry; points and polygons are dropped."""
    found: list[shapely.LineString] = []
    for part in shapely.get_parts(geometry):
        found += lines(part) if part.geom_type.startswith(("Multi", "Geometry")) else [part]
    return [part for part in found if part.geom_type == "LineString" and part.length]


def segments(geometry: BaseGeometry) -> list[Segment]:
    """Return every edge of the geometry's rings, each as an ordered pair of (longitude, latitude)."""
    edges: list[Segment] = []
    for polygon in polygons(geometry):
        for ring in (polygon.exterior, *polygon.interiors):
            points = [tuple(xy) for xy in ring.coords]
            edges += [tuple(sorted(pair)) for pair in pairwise(points)]  # type: ignore[misc]
    return edges


def merged(edges: Iterable[Segment]) -> list[shapely.LineString]:
    """Return edges joined into as few lines as they allow, in canonical order."""
    joined = shapely.line_merge(shapely.MultiLineString([list(edge) for edge in sorted(edges)]))
    return sorted(lines(shapely.normalize(joined)), key=lambda line: list(line.coords))


def length_km(line: BaseGeometry) -> float:
    """Return the geodesic length (WGS 84) of a line or of all parts of a multi-line, in km."""
    total = 0.0
    for part in lines(line):
        points = [(latitude, longitude) for longitude, latitude in part.coords]
        total += sum(geodesic(a, b).km for a, b in pairwise(points))
    return total


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area on the WGS 84 ellipsoid in km², holes taken out.

    Measured in Lambert's cylindrical equal-area projection of the ellipsoid (Snyder, Map Projections: A Working
    Manual, USGS Professional Paper 1395, equations 3-12 and 10-15).
    """
    e = math.sqrt(FLATTENING * (2 - FLATTENING))

    def project(xy: np.ndarray) -> np.ndarray:
        sine = np.sin(np.radians(xy[:, 1]))
        q = (1 - e * e) * (sine / (1 - (e * sine) ** 2) - np.log((1 - e * sine) / (1 + e * sine)) / (2 * e))
        return np.column_stack([np.radians(xy[:, 0]) * SEMI_MAJOR_KM, q * SEMI_MAJOR_KM / 2])

    return float(shapely.transform(geometry, project).area)


def radius_km(geometry: BaseGeometry) -> int:
    """Return the radius in whole km of the circle with the geometry's area; at least 1."""
    return max(1, round(math.sqrt(area_km2(geometry) / math.pi)))


def label_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Return (latitude, longitude), 4 decimals, of the point of the largest part farthest from its edge.

    Raises:
        ValueError: the rounded point lies outside, which a part smaller than the rounding can cause.
    """
    largest = polygons(geometry)[0]
    circle = shapely.maximum_inscribed_circle(largest, tolerance=max(largest.length, 0.001) / 1000)
    longitude, latitude = (round(value, 4) + 0.0 for value in circle.coords[0])
    if not largest.covers(shapely.Point(longitude, latitude)):
        raise ValueError(f"label point ({latitude}, {longitude}) fell outside its shape")
    return latitude, longitude
