"""Words such as "northern Mali" or "the south-east of Borno" → a part of the outline, cut by compass; approximate.

Nobody has drawn these regions. The rule: the outline is cut at a middle point, along its parallel for north and south,
along its meridian for east and west; a direction between two (north-east) is the corner of both; the centre is the
middle half of the way from the middle point to the outline's ends. These are the half-planes of Frank's
projection-based directions (A. U. Frank, Qualitative spatial reasoning: cardinal directions as an example, International
Journal of Geographical Information Systems 10, 1996), taken inside one area.

The middle point lies halfway between the centroid of the outline and the centre of its people (the mean of its towns,
weighted by population). By the outline alone, Gao and Timbuktu would not lie in northern Mali, whose north is empty;
by the people alone, "northern" would reach into places that nobody calls so. Where towns are unknown the centroid
stands alone.

A curated region of the gazetteer (regions.csv) wins: ask :mod:`dashboard.gazetteer.place_search`, which knows both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.gazetteer import outlines
from dashboard.gazetteer.names import name_key
from dashboard.gazetteer.towns import TownTable

#: Compass words, as keys of names: north, northern, north-western, northwest …
_WORD = r"(?P<a>north|south)?\s*(?P<b>east|west)?(?:ern)?"
_PHRASES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:the )?(?P<word>{_WORD}|cent(?:er|re)|middle) (?:part )?of (?:the )?(?P<name>\S.*)",
        rf"(?:the )?(?P<word>{_WORD}|central)\s+(?P<name>\S.*)",
        rf"(?P<name>\S.*?) (?P<word>{_WORD}|centre|center)",
    )
)
DIRECTIONS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest", "centre")
#: Fewer towns than this say nothing about where people live.
MIN_TOWNS = 5


@dataclass(frozen=True, slots=True)
class CompassRegion:
    """A part of a country or province, cut by compass. It is always approximate and has to be drawn soft.

    ``direction`` is one of DIRECTIONS; ``of`` names the country's code or the province's place_id; ``shape`` is a
    shapely geometry in (longitude, latitude); ``latitude``, ``longitude``: a point inside it, for a mark.
    """

    direction: str
    of: str
    shape: Any
    latitude: float
    longitude: float

    @property
    def rule(self) -> str:
        """What to say of the drawing."""
        if self.direction == "centre":
            return "Approximate: the middle of the area, cut by compass halfway to its edges; no such border exists."
        return (
            f"Approximate: the {self.direction} of the area, cut by compass halfway between its centre and the centre "
            "of its people; no such border exists."
        )


def direction_and_name(phrase: str) -> tuple[str, str] | None:
    """The direction and the name that it belongs to, as keys: "North-western Nigeria" → ("northwest", "nigeria").

    None for a phrase without a compass word. A name that only begins with one (South Sudan, North Macedonia, Western
    Sahara) is split too: the caller has to look for the whole name first.
    """
    key = name_key(re.sub(r"['’]s\b", "", phrase))
    for pattern in _PHRASES:
        match = pattern.fullmatch(key)
        if match and (direction := _direction(match)):
            return direction, match["name"]
    return None


def _direction(match: re.Match[str]) -> str:
    if match["a"] or match["b"]:
        return (match["a"] or "") + (match["b"] or "")
    return "centre" if re.search("cent|middle", match["word"]) else ""


@lru_cache(64)
def compass_region(direction: str, of: str, towns: TownTable) -> CompassRegion | None:
    """The region of a country (``ML``) or a province (``ng-province-borno``); None where that has no outline, or
    nothing of it lies that way.

    Raises ValueError for a direction that is not one of DIRECTIONS.
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"expected one of {', '.join(DIRECTIONS)}, got {direction!r}")
    outline = outlines.country_outline(of) if len(of) == 2 else getattr(outlines.unit(of), "shape", None)
    if outline is None:
        return None
    return _cut(direction, of, outline, towns)


def _cut(direction: str, of: str, outline: Any, towns: TownTable) -> CompassRegion | None:
    import shapely

    turned = _in_one_piece(outline)
    west, south, east, north = turned.bounds
    x, y = _middle(turned, of, towns)
    if direction == "centre":
        box = ((west + x) / 2, (south + y) / 2, (east + x) / 2, (north + y) / 2)
    else:
        box = (
            x if "east" in direction else west,
            y if "north" in direction else south,
            x if "west" in direction else east,
            y if "south" in direction else north,
        )
    parts = [part for part in shapely.get_parts(shapely.intersection(turned, shapely.box(*box))) if part.area > 0]
    if not parts:
        return None
    inside = max(parts, key=lambda part: part.area).representative_point()
    shape = _turned_back(shapely.MultiPolygon(parts))
    return CompassRegion(direction, of, shape, round(inside.y, 4), round((inside.x + 180) % 360 - 180, 4))


def _middle(turned: Any, of: str, towns: TownTable) -> tuple[float, float]:
    """Longitude and latitude halfway between the centroid of an outline and the centre of its people."""
    import numpy as np
    import pyarrow.compute as pc

    centroid = turned.centroid
    people = towns.people(of[:2].upper())
    if len(of) > 2:
        people = people.filter(pc.equal(people["province"], of))
    if len(people) < MIN_TOWNS:
        return centroid.x, centroid.y
    longitude, latitude, population = (people[name].to_numpy() for name in ("longitude", "latitude", "population"))
    longitude = np.where((longitude < 0) & (turned.bounds[2] > 180), longitude + 360, longitude)
    x, y = (float(np.average(values, weights=population)) for values in (longitude, latitude))
    return (centroid.x + x) / 2, (centroid.y + y) / 2


def _in_one_piece(outline: Any) -> Any:
    """The outline with its western parts put east of 180° where it lies on both sides of the antimeridian."""
    import numpy as np
    import shapely

    west, _, east, _ = outline.bounds
    if east - west < 180:
        return outline
    moved = [
        shapely.transform(part, lambda xy: xy + np.array([360, 0])) if part.bounds[2] <= 0 else part
        for part in shapely.get_parts(outline)
    ]
    joined = shapely.union_all(moved)
    return joined if joined.bounds[2] - joined.bounds[0] < east - west else outline


def _turned_back(shape: Any) -> Any:
    """The shape within ±180°, cut at the antimeridian."""
    import numpy as np
    import shapely

    if shape.bounds[2] <= 180:
        return shape
    near = shapely.intersection(shape, shapely.box(-180, -90, 180, 90))
    far = shapely.transform(
        shapely.intersection(shape, shapely.box(180, -90, 540, 90)), lambda xy: xy - np.array([360, 0])
    )
    return shapely.MultiPolygon([part for half in (near, far) for part in shapely.get_parts(half) if part.area > 0])
