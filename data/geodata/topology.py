"""In: units of one country that share their edges. Out: TopoJSON, in which a shared edge stands once.

Coordinates are (longitude, latitude) in whole steps of 0.00001 degrees, delta-encoded, as in the TopoJSON specification
(github.com/topojson/topojson-specification). The same units give the same bytes: arcs and units are in a fixed order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from . import shapes

DECIMALS = 5
Point = tuple[int, int]
Line = tuple[Point, ...]


def encode(units: Sequence[tuple[BaseGeometry, Mapping[str, Any]]]) -> dict[str, Any]:
    """Return the topology of shapes with their members (``id`` and ``properties``), in the order given."""
    rings = [[_rings(polygon) for polygon in shapes.polygons(shape)] for shape, _ in units]
    nodes = _nodes(rings)
    arcs: dict[Line, int] = {}
    geometries = []
    for polygons, (_, members) in zip(rings, units, strict=True):
        coded = [[_coded(ring, nodes, arcs) for ring in polygon] for polygon in polygons]
        geometries.append({"type": "MultiPolygon", "arcs": coded} | dict(members))
    return {
        "type": "Topology",
        "transform": {"scale": [10**-DECIMALS, 10**-DECIMALS], "translate": [0, 0]},
        "objects": {"units": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_deltas(arc) for arc in arcs],
    }


def _rings(polygon: shapely.Polygon) -> list[Line]:
    """The rings of a polygon as whole steps, each without the repeated last point."""
    rings = []
    for ring in (polygon.exterior, *polygon.interiors):
        steps = np.rint(shapely.get_coordinates(ring) * 10**DECIMALS).astype(int).tolist()
        rings.append(tuple((x, y) for x, y in steps[:-1]))
    return rings


def _nodes(rings: list[list[list[Line]]]) -> set[Point]:
    """The points at which arcs end: where more than two edges meet, or where the units beside the edge change."""
    owners: dict[tuple[Point, Point], set[int]] = defaultdict(set)
    for unit, polygons in enumerate(rings):
        for ring in (ring for polygon in polygons for ring in polygon):
            for one, other in pairwise((*ring, ring[0])):
                owners[min(one, other), max(one, other)].add(unit)
    edges: dict[Point, list[set[int]]] = defaultdict(list)
    for (one, other), units in owners.items():
        edges[one].append(units)
        edges[other].append(units)
    return {point for point, beside in edges.items() if len(beside) != 2 or beside[0] != beside[1]}


def _coded(ring: Line, nodes: set[Point], arcs: dict[Line, int]) -> list[int]:
    """The arcs of one ring by number, ``~number`` where it runs backwards; new arcs are added to ``arcs``."""
    starts = [index for index, point in enumerate(ring) if point in nodes] or [ring.index(min(ring))]
    turned = (*ring[starts[0] :], *ring[: starts[0]])
    cuts = [start - starts[0] for start in starts]
    closed = (*turned, turned[0])
    numbers = []
    for start, end in pairwise((*cuts, len(turned))):
        arc = closed[start : end + 1]
        backwards = arc[::-1]
        first = min(arc, backwards)
        number = arcs.setdefault(first, len(arcs))
        numbers.append(number if first == arc else ~number)
    return numbers


def _deltas(arc: Line) -> list[list[int]]:
    return [list(arc[0]), *([x - px, y - py] for (px, py), (x, y) in pairwise(arc))]
