"""The lines of GeoJSON as text, a quarter as long: the differences of neighbouring positions (Google's polyline algorithm).

Each position is written as the differences of longitude and latitude from the one before, in units of the last decimal,
five bits a character. browser/layer/packed_lines.js reads it; tests/browser_units/line_cases.json holds both together.
Source: https://developers.google.com/maps/documentation/utilities/polylinealgorithm, here longitude first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from dashboard.messages.events_file import BaseMapFile, PackedBaseMap

# So many decimals of a degree are kept at most: 11 cm, and whole numbers that a browser shifts by bits.
MOST_DECIMALS = 6
# Geometries without lines stay as they are.
POINTS = ("Point", "MultiPoint")
_OFFSET, _MORE = 63, 32


def packed_base_map(base: BaseMapFile) -> PackedBaseMap:
    """The base map with each line and ring as text. Nothing is lost as long as no position has more than MOST_DECIMALS."""
    layers = cast(Mapping[str, Any], base)
    decimals = decimals_of(layers)
    content = {
        name: {**layer, "features": [_packed_feature(feature, decimals) for feature in layer["features"]]}
        for name, layer in layers.items()
    }
    return cast(PackedBaseMap, {**content, "decimals": decimals})


def packed_line(line: Sequence[Sequence[float]], decimals: int) -> str:
    """One line as text."""
    text, before = "", (0, 0)
    for longitude, latitude, *_ in line:
        at = round(longitude * 10**decimals), round(latitude * 10**decimals)
        text += _number(at[0] - before[0]) + _number(at[1] - before[1])
        before = at
    return text


def decimals_of(layers: Mapping[str, Any]) -> int:
    """The fewest decimals that hold every position of the lines, at most MOST_DECIMALS."""
    numbers = {
        number
        for layer in layers.values()
        for feature in layer["features"]
        if feature["geometry"]["type"] not in POINTS
        for number in _numbers(feature["geometry"]["coordinates"])
    }
    fit = (n for n in range(MOST_DECIMALS) if all(round(number, n) == number for number in numbers))
    return next(fit, MOST_DECIMALS)


def _packed_feature(feature: Mapping[str, Any], decimals: int) -> dict[str, Any]:
    geometry = feature["geometry"]
    if geometry["type"] in POINTS:
        return dict(feature)
    return {**feature, "geometry": {**geometry, "coordinates": _packed(geometry["coordinates"], decimals)}}


def _packed(coordinates: Any, decimals: int) -> Any:
    """Coordinates in which each line is text."""
    if not coordinates or isinstance(coordinates[0][0], int | float):
        return packed_line(coordinates, decimals)
    return [_packed(part, decimals) for part in coordinates]


def _numbers(coordinates: Any) -> Iterator[float]:
    if isinstance(coordinates, list | tuple):
        for part in coordinates:
            yield from _numbers(part)
    else:
        yield coordinates


def _number(number: int) -> str:
    """A whole number in five bits a character, the lowest first; its sign is its lowest bit."""
    left, text = (number << 1) ^ (-1 if number < 0 else 0), ""
    while left >= _MORE:
        text += chr((left % _MORE | _MORE) + _OFFSET)
        left //= _MORE
    return text + chr(left + _OFFSET)
