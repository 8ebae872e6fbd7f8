"""Cells that hold a place → latitude and longitude, degrees on WGS 84, in the ways in which people write them.

One coordinate: decimal degrees with a point or a comma; degrees, minutes, seconds; a letter or word of the hemisphere.
Both in one cell: two of those, KoBo's "latitude longitude altitude accuracy", WKT, EWKT, WKB in hexadecimal digits,
GeoJSON. In text the latitude stands first (ISO 6709) unless a letter or an impossible latitude says otherwise; in
geometries the longitude does.
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
from dashboard.sources.files.convert.plain_text import plain

NORTH_SOUTH, EAST_WEST = "NS", "EW"
#: Words and letters of the hemispheres, in the languages in which tables are mostly written.
_HEMISPHERES = {
    **dict.fromkeys(("n", "north", "nord", "norte", "северной широты", "с. ш.", "с.ш.", "с", "北纬", "пн. ш.", "пн.ш."), "N"),
    **dict.fromkeys(("s", "south", "sud", "süd", "sur", "sul", "южной широты", "ю. ш.", "ю.ш.", "ю", "南纬", "пд. ш.", "пд.ш."), "S"),
    **dict.fromkeys(("e", "east", "est", "ost", "este", "leste", "восточной долготы", "в. д.", "в.д.", "в", "东经", "сх. д.", "сх.д."), "E"),
    **dict.fromkeys(("w", "west", "ouest", "oeste", "ovest", "западной долготы", "з. д.", "з.д.", "з", "西经", "зх. д.", "зх.д."), "W"),
}  # fmt: skip
_letters = "|".join(re.escape(word) for word in sorted([*_HEMISPHERES, "o"], key=len, reverse=True))
_NUMBER = r"\d{1,15}(?:[.,]\d*)?|[.,]\d+"
_DECIMAL = re.compile(rf"([+-])?\s*({_NUMBER}|\d+(?:\.\d+)?[eE][+-]?\d{{1,2}})\s*(?:°|deg|degrees)?")
_PARTS = re.compile(
    rf"([+-])?\s*(\d{{1,3}})\s*(?:°|º|d|deg|degrees|:|\s)\s*(?:({_NUMBER})\s*(?:'|m|min|minutes|:|\s|$)\s*)"
    rf"(?:({_NUMBER})\s*(?:\"|''|s|sec|seconds)?)?",
    re.IGNORECASE,
)
_PACKED = re.compile(r"(\d{2,3})([0-5]\d)([0-5]\d(?:\.\d+)?)?")
_BEFORE = re.compile(rf"({_letters})(?![^\W\d_])[\s:.]*(.+)", re.IGNORECASE)
_AFTER = re.compile(rf"(.+?)\s*({_letters})\.?", re.IGNORECASE)
_SIGNS = str.maketrans({
    **dict.fromkeys("′´`ʹ", "'"), **dict.fromkeys("″“”„ʺ", '"'), **dict.fromkeys("º˚∘", "°"),
})  # fmt: skip
_PAIR = (
    re.compile(r"([^;|]+)[;|]([^;|]+)"),
    # Without a point it may be one number with a decimal comma: 34,53 is no pair.
    re.compile(r"(?=[^.]*\.)([+-]?\d+(?:\.\d+)?),([+-]?\d+(?:\.\d+)?)"),
    re.compile(r"(.*\d.*?),\s+(.*\d.*)"),
    re.compile(r"(\S+)\s+(\S+)"),
    re.compile(rf"(.*\d.*?(?:{_letters}))[\s,/]*(.*\d.*(?:{_letters}))", re.IGNORECASE),
    re.compile(rf"((?:{_letters})[\s:.]*\d.*?)[\s,/]*((?:{_letters})[\s:.]*\d.*)", re.IGNORECASE),
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


def angle(cell: str, axis: str, west_is_o: bool | None = None) -> float | None:
    """The degrees that one cell names on ``axis`` (NORTH_SOUTH or EAST_WEST); None if they cannot be read.

    ``west_is_o`` says what O means, which is west in French and Spanish, east in German.
    """
    text = plain(cell.translate(_SIGNS)).replace("Â°", "°").strip(" ,;")
    sign, text = _hemisphere(text, axis, west_is_o)
    if sign is None:
        return None
    value = _degrees(text, packed=bool(sign))
    if value is None or (sign and text.startswith(("-", "+"))):
        return None
    return value * (sign or 1)


def angles(column: pa.ChunkedArray | pa.Array, axis: str) -> cells.Numbers:
    """A column of one coordinate."""
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        return cells.decimals(column)
    values, codes = cells.distinct(column)
    west_is_o = o_means_west(value or "" for value in values)
    found, wrong = [], []
    for value in values:
        cell = (value or "").strip()
        missing = cell.lower() in cells.NOTHING
        number = None if missing else angle(cell, axis, west_is_o)
        found.append(np.nan if number is None else number)
        wrong.append(number is None and not missing)
    numbers = cells.spread(found, codes, np.nan, np.float64)
    known = ~np.isnan(numbers)
    return cells.Numbers(np.where(known, numbers, 0.0), known, cells.spread(wrong, codes, False, bool))


def o_means_west(values: Iterable[str]) -> bool | None:
    """Whether O stands for west among these cells: so it does beside E, and not beside W; None where neither is."""
    east = west = False
    for value in values:
        last = value.strip()[-1:].upper()
        first = value.strip()[:1].upper()
        east, west = east or "E" in (last, first), west or "W" in (last, first)
    return None if east == west else east


def position(cell: str, longitude_first: bool = False) -> Position | None:
    """The place that one cell names; None if it cannot be read. Geometries that are lines or areas give a point on them."""
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
    found = [None if no else position(text, longitude_first) for text, no in zip(texts, missing, strict=True)]
    wrong = [place is None and not no for place, no in zip(found, missing, strict=True)]
    kinds = pa.array([place.kind or None if place else None for place in found] + [None], pa.string())
    return Positions(
        cells.spread([place.latitude if place else 0.0 for place in found], codes, 0.0, np.float64),
        cells.spread([place.longitude if place else 0.0 for place in found], codes, 0.0, np.float64),
        cells.spread([place is not None for place in found], codes, False, bool),
        cells.spread(wrong, codes, False, bool),
        kinds.take(pa.array(np.where(codes < 0, len(found), codes))),
    )


def first_is_longitude(values: Iterable[str]) -> bool | None:
    """What the pairs of numbers of a column prove: whether the longitude stands first. None where they prove nothing."""
    first = second = False
    for value in values:
        place = _pair(value.strip(), False)
        if place is not None and not place.sure:
            first, second = first or abs(place.latitude) > 90, second or abs(place.longitude) > 90
    return None if first == second else first


def decimal_sign(values: Iterable[str]) -> str:
    """The sign before decimals that all coordinates with one have: "." or ",", "" where there is none or both."""
    signs = {found[1] for value in values for found in re.finditer(r"\d([.,])\d", value or "")}
    return signs.pop() if len(signs) == 1 else ""


def _hemisphere(text: str, axis: str, west_is_o: bool | None) -> tuple[int | None, str]:
    """1, -1 or 0 (no letter), and the text without it; None where the letter is of the other axis or unclear."""
    found = _BEFORE.fullmatch(text)
    letter, rest = (found[1], found[2]) if found else ("", text)
    if not found and (found := _AFTER.fullmatch(text)):
        letter, rest = found[2], found[1]
        if letter.lower() == "s" and re.search(r"[md]\s*[\d.,]+$", rest, re.IGNORECASE):
            letter, rest = "", text  # the s of seconds
    if not letter:
        return 0, text
    of_o = {True: "W", False: "E", None: ""}[west_is_o]
    meant = of_o if letter.lower() == "o" else _HEMISPHERES[letter.lower()]
    if not meant or meant not in axis:
        return None, rest
    return (1 if meant in "NE" else -1), rest.strip(" ,")


def _degrees(text: str, *, packed: bool) -> float | None:
    """Decimal degrees, or degrees with minutes and seconds. ``packed``: digits alone may be 5027 or 502700."""
    if packed and (found := _PACKED.fullmatch(text)):
        return float(found[1]) + int(found[2]) / 60 + float(found[3] or 0) / 3600
    if found := _DECIMAL.fullmatch(text):
        return float(found[2].replace(",", ".")) * (-1 if found[1] == "-" else 1)
    if (found := _PARTS.fullmatch(text)) is None:
        return None
    marked = bool(re.search(r"[^\d\s.,+-]", text))
    minutes, seconds = (float((found[part] or "0").replace(",", ".")) for part in (3, 4))
    if minutes >= 60 or seconds >= 60 or (found[4] and not minutes.is_integer()):
        return None
    if not (marked or packed or found[4]):
        return None  # "50 27" may be two coordinates
    value = float(found[2]) + minutes / 60 + seconds / 3600
    return -value if found[1] == "-" else value


def _pair(text: str, longitude_first: bool) -> Position | None:
    text = plain(text.translate(_SIGNS)).replace("Â°", "°")
    named = re.findall(r"\b(lat|lon|lng)", text, re.IGNORECASE)
    text = re.sub(r"^(?:geo:|\(|\[|\{)\s*|\s*[)\]}]$", "", re.sub(r'["{}]', "", text) if named else text).strip()
    if len(named) == 2:
        text, longitude_first = _NAMES.sub("", text).strip(" ,;"), named[0].lower() != "lat"
    if found := _KOBO.fullmatch(text):
        return Position(float(found[1]), float(found[2]))
    for form in _PAIR:
        found = form.fullmatch(text)
        if found is None:
            continue
        first, second = found[1].strip(" ,"), found[2].strip(" ,")
        for north, east in ((first, second), (second, first)):
            latitude, longitude = _lettered(north, NORTH_SOUTH), _lettered(east, EAST_WEST)
            if latitude is not None and longitude is not None:
                return Position(latitude, longitude)
        latitude, longitude = angle(first, NORTH_SOUTH), angle(second, EAST_WEST)
        if latitude is not None and longitude is not None:
            if longitude_first:
                latitude, longitude = longitude, latitude
            return Position(latitude, longitude, "", len(named) == 2)
    return None


def _lettered(text: str, axis: str) -> float | None:
    """The degrees of a coordinate with a letter of its hemisphere."""
    sign, _ = _hemisphere(text, axis, None)
    return angle(text, axis) if sign else None


def _shape(text: str) -> Any:
    """The geometry that a cell writes as WKT, WKB or GeoJSON in degrees; None where it writes none."""
    import shapely

    try:
        if found := _WKT.fullmatch(text):
            if int(found[1] or 0) not in DEGREES:
                return None
            return shapely.from_wkt(found[2] + found[3])
        if found := _HEX.fullmatch(text):
            shape = shapely.from_wkb(bytes.fromhex(found[1]))
            return shape if shapely.get_srid(shape) in DEGREES else None
        if text.startswith("{") and '"coordinates"' in text:
            return shapely.geometry.shape(json.loads(text))
    except Exception:  # shapely raises many kinds for what is no geometry
        return None
    return None
