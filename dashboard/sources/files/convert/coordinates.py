"""Cells that hold both coordinates of a place → latitude and longitude, degrees on WGS 84.

Two coordinates (:mod:`~dashboard.sources.files.convert.angles`), KoBo's "latitude longitude altitude accuracy", WKT,
EWKT, WKB in hexadecimal digits, GeoJSON. In text the latitude stands first (ISO 6709) unless a letter or an impossible
latitude says otherwise; in geometries the longitude does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import cells, label_point
from dashboard.sources.files.convert.angles import (
    EAST_WEST,
    HEMISPHERE,
    NORTH_SOUTH,
    angle,
    lettered_angle,
    with_plain_signs,
)

_PAIR = (
    re.compile(r"([^;|]+)[;|]([^;|]+)"),
    # Without a point it may be one number with a decimal comma: 34,53 is no pair.
    re.compile(r"(?=[^.]*\.)([+-]?\d+(?:\.\d+)?),([+-]?\d+(?:\.\d+)?)"),
    re.compile(r"(.*\d.*?),\s+(.*\d.*)"),
    re.compile(r"(\S+)\s+(\S+)"),
    re.compile(rf"(.*\d.*?(?:{HEMISPHERE}))[\s,/]*(.*\d.*(?:{HEMISPHERE}))", re.IGNORECASE),
    re.compile(rf"((?:{HEMISPHERE})[\s:.]*\d.*?)[\s,/]*((?:{HEMISPHERE})[\s:.]*\d.*)", re.IGNORECASE),
    re.compile(r"([^/]+)/([^/]+)"),
)
#: KoBo and ODK write latitude, longitude, altitude and accuracy.
_KOBO = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?) ([+-]?\d{1,3}(?:\.\d+)?) [+-]?\d+(?:\.\d+)?(?: \d+(?:\.\d+)?)?")
_NAMES = re.compile(r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|y|x)\b\s*[:=]?\s*", re.IGNORECASE)
_WKT = re.compile(
    r"\s*(?:SRID\s*=\s*(\d+)\s*;)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\b(.*)", re.I | re.S
)
_HEX = re.compile(r"(?:\\x|0x)?(0[01](?:[0-9a-f]{2}){8,})", re.IGNORECASE)
DEGREES = frozenset({0, 4326, 4269, 4979})


@dataclass(frozen=True)
class Position:
    """One place: degrees. ``kind`` is the type of a geometry, "" for two numbers; ``sure`` says that letters, names or
    a geometry tell which of the two is the latitude.
    """

    latitude: float
    longitude: float
    kind: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Positions:
    """One place a row: as :class:`Position`, ``known`` where there is one, ``wrong`` where a cell cannot be read."""

    latitude: np.ndarray[Any, Any]
    longitude: np.ndarray[Any, Any]
    known: np.ndarray[Any, Any]
    wrong: np.ndarray[Any, Any]
    kinds: pa.Array


def position(cell: str, longitude_first: bool = False) -> Position | None:
    """The place that one cell names; None if it cannot be read. A line or area gives a point on it."""
    text = cell.strip()
    shape = _shape(text)
    if shape is not None:
        try:
            latitude, longitude = label_point.point_on(shape)
        except ValueError:
            return None
        return Position(latitude, longitude, str(shape.geom_type))
    return _pair(text, longitude_first)


def positions(column: pa.ChunkedArray | pa.Array, longitude_first: bool | None = None) -> Positions:
    """A column of places. ``longitude_first`` None: as the cells prove, else the latitude stands first."""
    values, codes = cells.distinct(column)
    texts = [(value or "").strip() for value in values]
    if longitude_first is None:
        longitude_first = first_is_longitude(texts) or False
    missing = [text.lower() in cells.NOTHING for text in texts]
    places = [None if no else position(text, longitude_first) for text, no in zip(texts, missing, strict=True)]
    wrong = [place is None and not no for place, no in zip(places, missing, strict=True)]
    kinds = pa.array([place.kind or None if place else None for place in places] + [None], pa.string())
    return Positions(
        cells.spread([place.latitude if place else 0.0 for place in places], codes, 0.0, np.float64),
        cells.spread([place.longitude if place else 0.0 for place in places], codes, 0.0, np.float64),
        cells.spread([place is not None for place in places], codes, False, bool),
        cells.spread(wrong, codes, False, bool),
        kinds.take(pa.array(np.where(codes < 0, len(places), codes))),
    )


def first_is_longitude(values: Iterable[str]) -> bool | None:
    """Whether the pairs of numbers of a column prove that the longitude stands first. None where they prove nothing."""
    first = second = False
    for value in values:
        place = _pair(value.strip(), False)
        if place is not None and not place.sure:
            first, second = first or abs(place.latitude) > 90, second or abs(place.longitude) > 90
    return None if first == second else first


#: Characters of the longest cell that is read as two angles: with degrees, minutes and seconds in words they have some 80.
#: The patterns try every division of a cell, which takes minutes where it has thousands of digits.
_LONGEST_PAIR = 200


def _pair(text: str, longitude_first: bool) -> Position | None:
    if len(text) > _LONGEST_PAIR:
        return None
    text = with_plain_signs(text)
    named = re.findall(r"\b(lat|lon|lng)", text, re.IGNORECASE)
    text = re.sub(r"^(?:geo:|\(|\[|\{)\s*|\s*[)\]}]$", "", re.sub(r'["{}]', "", text) if named else text).strip()
    if len(named) == 2:
        text, longitude_first = _NAMES.sub("", text).strip(" ,;"), named[0].lower() != "lat"
    if match := _KOBO.fullmatch(text):
        return Position(float(match[1]), float(match[2]))
    for form in _PAIR:
        match = form.fullmatch(text)
        if match is None:
            continue
        first, second = match[1].strip(" ,"), match[2].strip(" ,")
        for north, east in ((first, second), (second, first)):
            latitude, longitude = lettered_angle(north, NORTH_SOUTH), lettered_angle(east, EAST_WEST)
            if latitude is not None and longitude is not None:
                return Position(latitude, longitude)
        latitude, longitude = angle(first, NORTH_SOUTH), angle(second, EAST_WEST)
        if latitude is not None and longitude is not None:
            if longitude_first:
                latitude, longitude = longitude, latitude
            return Position(latitude, longitude, "", len(named) == 2)
    return None


def _shape(text: str) -> Any:
    """The geometry that a cell writes as WKT, WKB or GeoJSON in degrees; None where it writes none."""
    import shapely

    try:
        if match := _WKT.fullmatch(text):
            if int(match[1] or 0) not in DEGREES:
                return None
            return shapely.from_wkt(match[2] + match[3])
        if match := _HEX.fullmatch(text):
            shape = shapely.from_wkb(bytes.fromhex(match[1]))
            return shape if shapely.get_srid(shape) in DEGREES else None
        if text.startswith("{") and '"coordinates"' in text:
            return shapely.geometry.shape(json.loads(text))
    except Exception:  # shapely raises many kinds for what is no geometry
        return None
    return None
