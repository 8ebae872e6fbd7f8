"""What a person drew on the map of a form → a sound point, line or area, or a sentence that says what is wrong with it.

Coordinates are GeoJSON's: longitude, latitude, in degrees (WGS 84). A corner that was not typed to its end holds null.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.errors import FormFault, FormRefused
from dashboard.words.sentences import say


def sound_shape(geometry: Mapping[str, Any]) -> Any:
    """The shapely shape of a GeoJSON Point, LineString or Polygon.

    Raises:
        FormRefused: a corner is missing or lies on no map, an area is not closed, or edges cross or touch each other.
    """
    import shapely
    from shapely.geometry import shape

    kind, corners = geometry.get("type"), _corners(geometry)
    if kind not in _FEWEST or not all(map(_on_the_map, corners)):
        raise _refused(say("Give every corner a latitude from -90 to 90 and a longitude from -180 to 180."))
    closed = kind == "Polygon" and len(corners) > 1 and corners[0] == corners[-1]
    if kind == "Polygon" and not closed:
        raise _refused(say("The area is not closed yet. Close it, or draw a line."))
    if len({tuple(corner) for corner in corners}) < _FEWEST[kind]:
        raise _refused(say("A line has two different corners or more, an area three or more."))
    try:
        drawn = shape(dict(geometry))
        sound = drawn.is_valid and drawn.is_simple and not drawn.is_empty
    except (shapely.errors.ShapelyError, LookupError, TypeError, ValueError, AttributeError):
        sound = False
    if not sound:
        raise _refused(say("Its edges cross or touch each other. Take the last corner back and draw around it."))
    return drawn


# The fewest different corners of each kind.
_FEWEST: Mapping[Any, int] = {"Point": 1, "LineString": 2, "Polygon": 3}


def _corners(geometry: Mapping[str, Any]) -> list[Any]:
    coordinates = geometry.get("coordinates")
    match geometry.get("type"), coordinates:
        case "Point", [*_]:
            return [coordinates]
        case "LineString", [*corners]:
            return corners
        case "Polygon", [[*corners]]:
            return corners
    return [None]


def _on_the_map(corner: Any) -> bool:
    match corner:
        case [int() | float() as longitude, int() | float() as latitude]:
            numbers = not isinstance(longitude, bool) and not isinstance(latitude, bool)
            return numbers and -180 <= longitude <= 180 and -90 <= latitude <= 90
    return False


def _refused(message: str) -> FormRefused:
    return FormRefused([FormFault("place", message)])
