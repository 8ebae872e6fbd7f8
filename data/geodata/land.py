"""In: world-atlas TopoJSON and the coverage. Out: a base map without tiles: land and country boundaries.

One scale for the whole world, 1:50m: inside the box 40–100° E, 5–50° N as it is, outside thinned arc by arc, so
that neighbours still share their line and no seam runs along the box. What crosses ±180° is cut there, and what
goes round a pole is closed over the pole: in the plane of a map no ring runs back across the world.

Afghanistan and Pakistan are taken out and the dissolved coverage is put in, so the base map has no sliver beside
the provinces. Their shared line is not in here: border.geojson draws it. Land is one multipolygon meant to be
filled without a stroke (its edge crosses no seam). ``disputed`` marks the outer line round Azad Kashmir and
Gilgit-Baltistan and the lines that :func:`_contested` lists; of other lines it says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from . import shapes, sources
from .output import feature
from .provinces import UNITS, Coverage

BOX = shapely.box(40, 5, 100, 50)
AFGHANISTAN, PAKISTAN, CHINA, INDIA, IRAN = 4, 586, 156, 356, 364  # ISO 3166-1 numeric
THEATRE = frozenset({AFGHANISTAN, PAKISTAN})
SIACHEN = "Siachen Glacier"
# Pairs of owners whose line one of them, or a third side, does not accept as a boundary between states.
CONTESTED: tuple[frozenset[int | str], ...] = (
    frozenset({196, "N. Cyprus"}),
    frozenset({706, "Somaliland"}),
    frozenset({688, "Kosovo"}),
    frozenset({504, 732}),  # Morocco, Western Sahara
    frozenset({376, 275}),  # Israel, Palestinian Territory
    frozenset({376, 760}),  # Israel, Syria: the Golan Heights
    frozenset({729, 728}),  # Sudan, South Sudan
)
RUSSIA, UKRAINE = 643, 804
# Outside the box: tolerance of the thinning in degrees, decimals, and the least area of an island in square degrees.
TOLERANCE, POLAR_TOLERANCE = 0.045, 0.2
FAR_DECIMALS = 2
ISLAND, POLAR_ISLAND = 0.004, 0.3
POLAR = 60.0
# A smaller hole in the land is no lake but where thinned neighbours do not quite meet.
HOLE = 0.05


@dataclass(frozen=True)
class Atlas:
    """One decoded TopoJSON: the arcs as (longitude, latitude), and each country's arcs by ISO numeric or name."""

    arcs: list[list[tuple[float, float]]]
    geometries: dict[int | str, Mapping[str, Any]]
    names: dict[int | str, str]

    def polygon(self, country: int | str) -> BaseGeometry:
        """Return a country's shape, made valid, cut at ±180°."""
        geometry = self.geometries[country]
        nested = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        parts = [[self._ring(ring) for ring in polygon] for polygon in nested]
        parts = [[ring for ring in rings if len(ring) > 3] for rings in parts]
        return shapely.union_all([cut(rings) for rings in parts if rings])

    def owners(self) -> list[set[int | str]]:
        """Return for each arc the countries that use it: two make it a boundary, one makes it a coast."""
        found: list[set[int | str]] = [set() for _ in self.arcs]
        for country, geometry in self.geometries.items():
            nested = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            for index in (index for polygon in nested for ring in polygon for index in ring):
                found[~index if index < 0 else index].add(country)
        return found

    def _ring(self, indexes: Iterable[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in indexes:
            arc = self.arcs[~index][::-1] if index < 0 else self.arcs[index]
            points += arc[1:] if points else arc
        return points


def cut(rings: list[list[tuple[float, float]]]) -> BaseGeometry:
    """Return the polygon of an outer ring and its holes, (longitude, latitude), as valid pieces within ±180°.

    A step of more than 180° of longitude between two points of a ring is taken for a step across the antimeridian.
    What lies within an even number of rings is outside: Antarctica's outer ring at 1:50m is a small one round the
    pole, its coast the hole.
    """
    return reduce(shapely.symmetric_difference, (_in_the_plane(ring) for ring in rings))


def _in_the_plane(ring: list[tuple[float, float]]) -> BaseGeometry:
    points = np.array(ring)
    points[:, 0] = np.unwrap(points[:, 0], period=360)
    first, last = points[0, 0], points[-1, 0]
    if abs(last - first) > 180:  # round the pole
        pole = math.copysign(90, points[:, 1].mean())
        points = np.vstack([points, [(x, pole) for x in np.linspace(last, first, 5)]])
    whole, pieces = shapely.make_valid(shapely.Polygon(points)), []
    if points[:, 0].min() >= -180 and points[:, 0].max() <= 180:
        return whole
    for turn in (-360, 0, 360):
        piece = shapely.intersection(whole, shapely.box(turn - 180, -90, turn + 180, 90))
        pieces += shapes.polygons(translate(piece, xoff=-turn))
    return shapely.union_all(pieces)


def read(archives: sources.Archives, scale: str) -> Atlas:
    """Return the countries of ``scale`` (``110m``, ``50m``, ``10m``), delta-decoded."""
    return decode(archives.read_json(sources.WORLD_ATLAS, f"package/countries-{scale}.json"), "countries")


def decode(topology: Mapping[str, Any], layer: str) -> Atlas:
    """Return one layer of a quantized TopoJSON, delta-decoded."""
    scaling, offset = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [[tuple(xy) for xy in np.cumsum(arc, axis=0) * scaling + offset] for arc in topology["arcs"]]
    geometries: dict[int | str, Mapping[str, Any]] = {}
    for geometry in topology["objects"][layer]["geometries"]:
        if geometry["type"] is not None and geometry.get("arcs"):
            geometries.setdefault(int(geometry["id"]) if "id" in geometry else geometry["properties"]["name"], geometry)
    named = {country: geometry["properties"]["name"] for country, geometry in geometries.items()}
    return Atlas(arcs, geometries, named)


def build(atlas: Atlas, coverage: Coverage) -> list[dict[str, Any]]:
    """Return the features ``land``, ``boundary-plain`` and ``boundary-disputed``."""
    theatre = shapes.canonical(shapely.union_all([coverage.country("AF"), coverage.country("PK")]))
    if len(shapes.polygons(theatre)[0].interiors):
        raise ValueError("Afghanistan and Pakistan do not join without a hole")
    thin = thinned(atlas)
    plain, disputed = _boundaries(thin, coverage, theatre)
    return [
        feature("land", shapes.geojson(_land(thin, theatre)), layer="land"),
        feature("boundary-plain", shapes.geojson(plain), layer="boundary", disputed=False),
        feature("boundary-disputed", shapes.geojson(disputed), layer="boundary", disputed=True),
    ]


def thinned(atlas: Atlas) -> Atlas:
    """Return the atlas with fewer points outside the box; the points inside and the ends of arcs stay."""
    return replace(atlas, arcs=[_thinned(arc) for arc in atlas.arcs])


def _thinned(arc: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return one arc, thinned piece by piece between the points that lie in the box."""
    points = np.array(arc)
    points[:, 0] = np.unwrap(points[:, 0], period=360)
    inside = _in_box(points)
    kept = [0, *(i for i in range(1, len(points) - 1) if inside[i]), len(points) - 1]
    thin = np.vstack([points[:1], *(_thinned_piece(points[start : end + 1])[1:] for start, end in pairwise(kept))])
    thin = np.where(_in_box(thin)[:, None], thin, np.round(thin, FAR_DECIMALS) + 0.0)
    return [(_wrapped(float(x)), float(y)) for x, y in thin]


def _in_box(points: np.ndarray) -> np.ndarray:
    west, south, east, north = BOX.bounds
    x, y = points.T
    return (x >= west) & (x <= east) & (y >= south) & (y <= north)


def _thinned_piece(points: np.ndarray) -> np.ndarray:
    if len(points) < 3:
        return points
    polar = bool((np.abs(points[:, 1]) > POLAR).mean() > 0.5)
    line = shapely.simplify(
        shapely.LineString(points), POLAR_TOLERANCE if polar else TOLERANCE, preserve_topology=False
    )
    return shapely.get_coordinates(line)


def _wrapped(longitude: float) -> float:
    """Return the longitude within ±180°."""
    return longitude if -180 <= longitude <= 180 else round((longitude + 180) % 360 - 180, 6)


def _land(atlas: Atlas, theatre: BaseGeometry) -> BaseGeometry:
    """Union of the countries and the coverage; gaps filled, islets outside the box left out."""
    others = [atlas.polygon(country) for country in atlas.geometries if country not in THEATRE]
    others = [part for country in others for part in _of_some_size(country)]
    whole = shapely.set_precision(shapely.union_all([*others, theatre]), 10**-shapes.DECIMALS)
    # Where the 1:50m neighbour ends short of our outline a sliver of "sea" is left: fill such holes.
    replaced = shapely.union_all([atlas.polygon(country) for country in THEATRE])
    solid: list[BaseGeometry] = []
    for polygon in shapes.polygons(whole):
        kept = [
            hole
            for hole in polygon.interiors
            if shapely.Polygon(hole).intersection(replaced).area < 0.2 * shapely.Polygon(hole).area
            and shapely.Polygon(hole).area > (0.01 if theatre.intersects(hole) else 0 if BOX.covers(hole) else HOLE)
        ]
        solid.append(shapely.Polygon(polygon.exterior, kept))
    return shapes.canonical(shapely.MultiPolygon([p for part in solid for p in shapes.polygons(part)]))


def _of_some_size(country: BaseGeometry) -> list[shapely.Polygon]:
    """Return the parts of a country that are drawn: those in the box, the largest, and others of some size."""
    parts = shapes.polygons(country)
    least = [POLAR_ISLAND if abs(part.centroid.y) > POLAR else ISLAND for part in parts]
    return [
        part for number, part in enumerate(parts) if not number or part.area >= least[number] or part.intersects(BOX)
    ]


def _boundaries(atlas: Atlas, coverage: Coverage, theatre: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """Return (undisputed, disputed) boundary lines; the coast, and the line between the two, are in neither."""
    outline = _outline(atlas, theatre)
    owned = list(zip(atlas.arcs, atlas.owners(), strict=True))
    nodes = {end for arc, owners in owned if owners & THEATRE for end in (arc[0], arc[-1])}
    plain: list[shapely.LineString] = []
    disputed: list[shapely.LineString] = []
    for arc, owners in owned:
        if len(owners) < 2 or owners & THEATRE:
            continue
        line = shapely.LineString([_snapped(xy, nodes, outline) for xy in (arc[0], *arc[1:-1], arc[-1])])
        (disputed if _contested(owners, line) else plain).append(line)
    contested_edges = {edge for unit in UNITS if unit.disputed for edge in shapes.segments(coverage.shapes[unit.iso])}
    edges = {tuple(sorted(pair)) for pair in zip(outline.coords, outline.coords[1:], strict=False)}
    disputed += shapes.merged(edges & contested_edges)
    plain += shapes.merged(edges - contested_edges)
    return _tidy(plain), _tidy(disputed)


def _contested(owners: set[int | str], line: shapely.LineString) -> bool:
    """Whether a line is drawn as disputed: the Siachen Glacier, China–India in the west (of 80° E) and in the east
    (of 91° E), the isthmus of Crimea, and the pairs of CONTESTED.
    """
    middle = line.centroid
    return (
        SIACHEN in owners
        or frozenset(owners) in CONTESTED
        or (owners == {CHINA, INDIA} and not 80 <= middle.x <= 91)
        or (owners == {RUSSIA, UKRAINE} and middle.y < 46.5)
    )


def _tidy(parts: list[shapely.LineString]) -> BaseGeometry:
    kept = [line for line in (shapes.rounded(part) for part in parts) if line.length]
    kept = [shapely.remove_repeated_points(line) for line in kept]
    return shapely.normalize(shapely.MultiLineString(shapes.lines(shapely.line_merge(shapely.MultiLineString(kept)))))


def _snapped(
    point: tuple[float, float], nodes: set[tuple[float, float]], outline: shapely.LineString
) -> tuple[float, float]:
    """Return the outline's vertex nearest to a tripoint, so that a neighbour's line meets ours; others unchanged."""
    if point not in nodes:
        return point
    return min(outline.coords, key=lambda xy: ((xy[0] - point[0]) ** 2 + (xy[1] - point[1]) ** 2, xy))


def _outline(atlas: Atlas, theatre: BaseGeometry) -> shapely.LineString:
    """Return the theatre's outer line from the coast at Iran round the north to the coast at India."""
    ring = [tuple(xy) for xy in shapes.polygons(theatre)[0].exterior.coords[:-1]]
    ends = [_coast_end(atlas, neighbour) for neighbour in (IRAN, INDIA)]
    start, stop = sorted(
        min(range(len(ring)), key=lambda i: (ring[i][0] - x) ** 2 + (ring[i][1] - y) ** 2) for x, y in ends
    )
    paths = [ring[start : stop + 1], ring[stop:] + ring[: start + 1]]
    return shapely.LineString(max(paths, key=lambda path: sum(y for _, y in path) / len(path)))


def _coast_end(atlas: Atlas, neighbour: int) -> tuple[float, float]:
    """Return where the boundary of Pakistan with ``neighbour`` meets the sea: the end that a coast arc shares."""
    owners = atlas.owners()
    coast = {end for arc, who in zip(atlas.arcs, owners, strict=True) if who == {PAKISTAN} for end in (arc[0], arc[-1])}
    shared = [arc for arc, who in zip(atlas.arcs, owners, strict=True) if who == {PAKISTAN, neighbour}]
    ends = {end for arc in shared for end in (arc[0], arc[-1])} & coast
    if len(ends) != 1:
        raise ValueError(f"expected one coast end with {atlas.names[neighbour]}, got {sorted(ends)}")
    return ends.pop()
