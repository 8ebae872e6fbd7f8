"""In: world-atlas TopoJSON and the coverage. Out: a base map without tiles: land, country boundaries, labels.

Inside the box 40–100° E, 5–50° N the shapes are 1:50m, elsewhere 1:110m. Afghanistan and Pakistan are taken
out and the dissolved coverage is put in, so the base map has no sliver beside the provinces. Their shared line
is not in here: border.geojson draws it. Land is one multipolygon meant to be filled without a stroke (its edge
crosses no seam). ``disputed`` marks the outer line round Azad Kashmir and Gilgit-Baltistan and the lines of the
Siachen Glacier and the China–India boundary west of 80° E; of lines elsewhere it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from . import shapes, sources
from .output import feature
from .provinces import UNITS, Coverage

BOX = shapely.box(40, 5, 100, 50)
AFGHANISTAN, PAKISTAN, CHINA, INDIA, IRAN = 4, 586, 156, 356, 364  # ISO 3166-1 numeric
THEATRE = frozenset({AFGHANISTAN, PAKISTAN})
SIACHEN = "Siachen Glacier"
# name, rank (1 = always, 3 = only close up), latitude, longitude, ISO numeric or None for a sea. Points of ours.
LABELS: tuple[tuple[str, int, float, float, int | None], ...] = (
    ("Afghanistan", 1, 33.9, 66.0, AFGHANISTAN),
    ("Pakistan", 1, 29.3, 68.6, PAKISTAN),
    ("India", 1, 25.5, 76.5, INDIA),
    ("Iran", 1, 32.5, 55.5, IRAN),
    ("China", 1, 37.5, 82.0, CHINA),
    ("Turkmenistan", 2, 39.2, 59.3, 795),
    ("Uzbekistan", 2, 41.6, 63.8, 860),
    ("Tajikistan", 2, 38.5, 70.9, 762),
    ("Kyrgyzstan", 2, 41.5, 74.6, 417),
    ("Kazakhstan", 2, 47.6, 67.5, 398),
    ("Nepal", 2, 28.3, 83.9, 524),
    ("Saudi Arabia", 2, 23.9, 45.5, 682),
    ("Iraq", 2, 32.8, 43.6, 368),
    ("Oman", 2, 20.6, 56.6, 512),
    ("United Arab Emirates", 3, 23.5, 54.3, 784),
    ("Qatar", 3, 25.3, 51.2, 634),
    ("Azerbaijan", 3, 40.5, 47.6, 31),
    ("Bangladesh", 3, 23.9, 90.2, 50),
    ("Bhutan", 3, 27.4, 90.4, 64),
    ("Myanmar", 3, 21.5, 95.8, 104),
    ("Sri Lanka", 3, 7.6, 80.7, 144),
    ("Yemen", 3, 15.9, 47.6, 887),
    ("Arabian Sea", 1, 19.5, 64.5, None),
    ("Bay of Bengal", 2, 15.0, 88.0, None),
    ("Caspian Sea", 2, 41.9, 50.7, None),
    ("Gulf of Oman", 3, 24.6, 58.7, None),
)


@dataclass(frozen=True)
class Atlas:
    """One decoded TopoJSON: the arcs as (longitude, latitude), and each country's arcs by ISO numeric or name."""

    arcs: list[list[tuple[float, float]]]
    geometries: dict[int | str, Mapping[str, Any]]
    names: dict[int | str, str]

    def polygon(self, country: int | str) -> BaseGeometry:
        """Return a country's shape, made valid."""
        geometry = self.geometries[country]
        nested = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        parts = [[self._ring(ring) for ring in polygon] for polygon in nested]
        parts = [[ring for ring in rings if len(ring) > 3] for rings in parts if len(rings[0]) > 3]
        return shapely.make_valid(shape({"type": "MultiPolygon", "coordinates": parts}))

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


def read(archives: sources.Archives, scale: str) -> Atlas:
    """Return the countries of ``scale`` (``110m``, ``50m``, ``10m``), delta-decoded."""
    topology = archives.read_json(sources.WORLD_ATLAS, f"package/countries-{scale}.json")
    scaling, offset = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [[tuple(xy) for xy in np.cumsum(arc, axis=0) * scaling + offset] for arc in topology["arcs"]]
    geometries: dict[int | str, Mapping[str, Any]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry["type"] is not None and geometry.get("arcs"):
            geometries.setdefault(int(geometry["id"]) if "id" in geometry else geometry["properties"]["name"], geometry)
    named = {country: geometry["properties"]["name"] for country, geometry in geometries.items()}
    return Atlas(arcs, geometries, named)


def build(coarse: Atlas, fine: Atlas, coverage: Coverage) -> list[dict[str, Any]]:
    """Return the features of land.geojson, ids ``boundary-…``, ``label-…``, ``land``."""
    theatre = shapes.canonical(shapely.union_all([coverage.country("AF"), coverage.country("PK")]))
    if len(shapes.polygons(theatre)[0].interiors):
        raise ValueError("Afghanistan and Pakistan do not join without a hole")
    ground = _land(coarse, fine, theatre)
    plain, disputed = _boundaries(coarse, fine, coverage, theatre)
    features = [
        feature("land", shapes.geojson(ground), layer="land"),
        feature("boundary-plain", shapes.geojson(plain), layer="boundary", disputed=False),
        feature("boundary-disputed", shapes.geojson(disputed), layer="boundary", disputed=True),
    ]
    return features + _labels(fine, ground, coverage)


def _land(coarse: Atlas, fine: Atlas, theatre: BaseGeometry) -> BaseGeometry:
    """Union of the finer countries in the box, the coverage, and the coarser countries outside; gaps filled."""
    others = [fine.polygon(country) for country in fine.geometries if country not in THEATRE]
    near = shapely.intersection(shapely.union_all(others), BOX)
    far = shapely.difference(shapely.union_all([coarse.polygon(c) for c in coarse.geometries]), BOX)
    whole = shapely.set_precision(shapely.union_all([near, far, theatre]), 10**-shapes.DECIMALS)
    # Where the 1:50m neighbour ends short of our outline a sliver of "sea" is left: fill such holes.
    replaced = shapely.union_all([fine.polygon(country) for country in THEATRE])
    solid: list[BaseGeometry] = []
    for polygon in shapes.polygons(whole):
        kept = [
            hole
            for hole in polygon.interiors
            if shapely.Polygon(hole).intersection(replaced).area < 0.2 * shapely.Polygon(hole).area
            and (shapely.Polygon(hole).area > 0.01 or not theatre.intersects(hole))
        ]
        solid.append(shapely.Polygon(polygon.exterior, kept))
    return shapes.canonical(shapely.MultiPolygon([p for part in solid for p in shapes.polygons(part)]))


def _boundaries(
    coarse: Atlas, fine: Atlas, coverage: Coverage, theatre: BaseGeometry
) -> tuple[BaseGeometry, BaseGeometry]:
    """Return (undisputed, disputed) boundary lines; the coast, and the line between the two, are in neither."""
    outline = _outline(fine, theatre)
    far = [coarse.arcs[i] for i, owners in enumerate(coarse.owners()) if len(owners) > 1]
    away = shapes.lines(shapely.difference(shapely.MultiLineString(far), BOX))
    owned = list(zip(fine.arcs, fine.owners(), strict=True))
    nodes = {end for arc, owners in owned if owners & THEATRE for end in (arc[0], arc[-1])}
    plain, disputed = list(away), []
    for arc, owners in owned:
        if len(owners) < 2 or owners & THEATRE:
            continue
        line = shapely.LineString([_snapped(xy, nodes, outline) for xy in (arc[0], *arc[1:-1], arc[-1])])
        contested = SIACHEN in owners or (owners == {CHINA, INDIA} and line.centroid.x < 80)
        (disputed if contested else plain).extend(shapes.lines(shapely.intersection(line, BOX)))
    contested_edges = {edge for unit in UNITS if unit.disputed for edge in shapes.segments(coverage.shapes[unit.iso])}
    edges = {tuple(sorted(pair)) for pair in zip(outline.coords, outline.coords[1:], strict=False)}
    disputed += shapes.merged(edges & contested_edges)
    plain += shapes.merged(edges - contested_edges)
    return _tidy(plain), _tidy(disputed)


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


def _outline(fine: Atlas, theatre: BaseGeometry) -> shapely.LineString:
    """Return the theatre's outer line from the coast at Iran round the north to the coast at India."""
    ring = [tuple(xy) for xy in shapes.polygons(theatre)[0].exterior.coords[:-1]]
    ends = [_coast_end(fine, neighbour) for neighbour in (IRAN, INDIA)]
    start, stop = sorted(
        min(range(len(ring)), key=lambda i: (ring[i][0] - x) ** 2 + (ring[i][1] - y) ** 2) for x, y in ends
    )
    paths = [ring[start : stop + 1], ring[stop:] + ring[: start + 1]]
    return shapely.LineString(max(paths, key=lambda path: sum(y for _, y in path) / len(path)))


def _coast_end(fine: Atlas, neighbour: int) -> tuple[float, float]:
    """Return where the boundary of Pakistan with ``neighbour`` meets the sea: the end that a coast arc shares."""
    owners = fine.owners()
    coast = {end for arc, who in zip(fine.arcs, owners, strict=True) if who == {PAKISTAN} for end in (arc[0], arc[-1])}
    shared = [arc for arc, who in zip(fine.arcs, owners, strict=True) if who == {PAKISTAN, neighbour}]
    ends = {end for arc in shared for end in (arc[0], arc[-1])} & coast
    if len(ends) != 1:
        raise ValueError(f"expected one coast end with {fine.names[neighbour]}, got {sorted(ends)}")
    return ends.pop()


def _labels(fine: Atlas, ground: BaseGeometry, coverage: Coverage) -> list[dict[str, Any]]:
    """Return label points; each country's lies in that country, each sea's off the land, or ``ValueError``."""
    features = []
    for name, rank, latitude, longitude, country in LABELS:
        point = shapely.Point(longitude, latitude)
        own = {AFGHANISTAN: "AF", PAKISTAN: "PK"}
        area = coverage.country(own[country]) if country in own else fine.polygon(country) if country else ground
        if area.covers(point) is (country is None):
            raise ValueError(f"label {name} ({latitude}, {longitude}) is misplaced")
        kind = "country" if country else "sea"
        slug = name.lower().replace(" ", "-")
        geometry = shapes.geojson(point)
        features.append(feature(f"label-{slug}", geometry, layer="label", name=name, rank=rank, kind=kind))
    return features
