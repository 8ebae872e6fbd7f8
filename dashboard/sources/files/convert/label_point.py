"""A shape → a point on it, for the mark. Positions in shapes are (longitude, latitude), WGS 84 degrees.

A line or ring that jumps from one side of the date line to the other goes the short way: it is laid out past 180
degrees first, so that its point lies on it and not half a world away.
"""

from __future__ import annotations

from typing import Any

import numpy as np

HALF, WHOLE = 180.0, 360.0


def point_on(shape: Any) -> tuple[float, float]:
    """(latitude, longitude) of a point on a shapely geometry. Raises ValueError for an empty or endless one."""
    import shapely

    if shape.is_empty or not np.isfinite(shapely.get_coordinates(shape)).all():
        raise ValueError("a geometry without a place")
    laid_out = _laid_out(shape)
    if not laid_out.is_valid:
        laid_out = shapely.make_valid(laid_out)
    point = laid_out.representative_point()
    longitude = float(point.x)
    if laid_out is not shape:
        longitude = (longitude + HALF) % WHOLE - HALF
    return float(point.y), longitude


def _laid_out(shape: Any) -> Any:
    """The shape past the date line where it jumps over it; itself where it does not."""
    import shapely

    if shape.geom_type in ("LineString", "LinearRing"):
        path = _path(shapely.get_coordinates(shape))
        return shape if path is None else shapely.LineString(path)
    if shape.geom_type == "Polygon":
        return _polygon(shape)
    if hasattr(shape, "geoms") and shape.geom_type != "MultiPoint":
        parts = list(shape.geoms)
        laid_out = [_laid_out(part) for part in parts]
        if all(new is old for new, old in zip(laid_out, parts, strict=True)):
            return shape
        return type(shape)(laid_out)
    return shape


def _polygon(shape: Any) -> Any:
    import shapely

    shell = _path(shapely.get_coordinates(shape.exterior))
    if shell is None or shell[0, 0] != shell[-1, 0]:  # a ring around a pole does not close
        return shape
    holes = []
    for ring in shape.interiors:
        hole = _path(shapely.get_coordinates(ring))
        hole = shapely.get_coordinates(ring) if hole is None else hole
        turns = np.round((shell[:, 0].mean() - hole[:, 0].mean()) / WHOLE)
        holes.append(hole + np.array([turns * WHOLE, 0.0]))
    return shapely.Polygon(shell, holes)


def _path(positions: np.ndarray[Any, Any]) -> np.ndarray[Any, Any] | None:
    """The positions with each step the short way round the Earth; None where every step is."""
    steps = np.diff(positions[:, 0])
    turns = np.where(np.abs(steps) > HALF, np.round(steps / WHOLE), 0.0)
    if not turns.any():
        return None
    path = positions.copy()
    path[1:, 0] -= np.cumsum(turns) * WHOLE
    return path
