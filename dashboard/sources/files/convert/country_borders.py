"""Points that lie outside the country their row names.

Listed is only what no coarse outline explains: a point well inside another country, or anywhere outside a country
that has no coast. At sea, on islands and in disputed areas nothing is said. A name in the file may stand for more
than the country of today: UCDP keeps former states under one name. Countries without an outline are not checked, and
the report names them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import cells
from dashboard.sources.files.convert.country_outlines import DATA, outlines
from dashboard.sources.files.convert.plain_text import plain_name
from dashboard.sources.files.convert.row_report import Listing

#: How far outside its outline a point may lie, in degrees: some 10 km where the outline is fine, 28 km elsewhere.
MARGIN, FINE_MARGIN = 0.25, 0.1
#: What UCDP, ACLED and others call a country, where the base map calls it otherwise; or the countries of today within
#: a state that UCDP goes on calling by one name.
NAMES: Mapping[str, tuple[str, ...]] = {
    "bosnia herzegovina": ("Bosnia and Herzegovina",),
    "burma": ("Myanmar",),
    "cape verde": ("Cabo Verde",),
    "china": ("China", "Hong Kong", "Taiwan"),
    "congo": ("Republic of the Congo",),
    "cote d ivoire": ("Ivory Coast",),
    "czech republic": ("Czechia",),
    "democratic republic of congo": ("Democratic Republic of the Congo",),
    "denmark": ("Denmark", "Greenland"),
    "dr congo": ("Democratic Republic of the Congo",),
    "east timor": ("Timor Leste",),
    "ethiopia": ("Ethiopia", "Eritrea"),
    "france": ("France", "French Polynesia", "New Caledonia"),
    "indonesia": ("Indonesia", "Timor Leste"),
    "israel": ("Israel", "Palestinian Territory"),
    "kingdom of eswatini": ("Eswatini",),
    "macedonia fyr": ("North Macedonia",),
    "macedonia": ("North Macedonia",),
    "morocco": ("Morocco", "Western Sahara"),
    "netherlands": ("The Netherlands",),
    "palestine": ("Palestinian Territory", "Israel"),
    "republic of congo": ("Republic of the Congo",),
    "rumania": ("Romania",),
    "russia soviet union": (
        *("Russia", "Armenia", "Azerbaijan", "Belarus", "Estonia", "Georgia", "Kazakhstan", "Kyrgyzstan", "Latvia"),
        *("Lithuania", "Moldova", "Tajikistan", "Turkmenistan", "Ukraine", "Uzbekistan"),
    ),
    "serbia": ("Serbia", "Kosovo", "Montenegro"),
    "serbia yugoslavia": (
        *("Serbia", "Bosnia and Herzegovina", "Croatia", "Kosovo", "Montenegro", "North Macedonia", "Slovenia"),
    ),
    "south africa": ("South Africa", "Namibia"),
    "sudan": ("Sudan", "South Sudan"),
    "swaziland": ("Eswatini",),
    "turkiye": ("Turkey",),
    "united kingdom": ("United Kingdom", "Falkland Islands"),
    "united states": ("United States", "Puerto Rico"),
    "united states of america": ("United States", "Puerto Rico"),
    "viet nam": ("Vietnam",),
    "western sahara": ("Western Sahara", "Morocco"),
}
CONTESTED = DATA / "contested_ground.csv"
Box = tuple[float, float, float, float]


def check(listing: Listing, columns: Mapping[str, pa.Array]) -> str:
    """List points outside their country; returns the sentence on what was not checked, "" if all was."""
    country, latitude, longitude = (columns.get(name) for name in ("country", "latitude", "longitude"))
    if country is None or latitude is None or longitude is None:
        return ""
    names, codes = cells.distinct(country)
    placed = np.flatnonzero(latitude.is_valid().to_numpy(zero_copy_only=False) & (codes >= 0))
    if not len(placed):
        return ""
    # Rows by country, so that each outline is asked once; small numbers are sorted in one pass.
    small = codes.astype(np.int16) if len(names) < 2**15 else codes
    placed = placed[np.argsort(small[placed], kind="stable")]
    x, y = (column.take(pa.array(placed)).to_numpy() for column in (longitude, latitude))
    bounds = np.searchsorted(codes[placed], np.arange(len(names) + 1))
    odd = np.zeros(len(codes), dtype=bool)
    unchecked = []
    for number, name in enumerate(names):
        rows = slice(bounds[number], bounds[number + 1])
        if rows.start == rows.stop:
            continue
        meant = meaning(name)
        if meant:
            odd[placed[rows]] = _outside(meant, x[rows], y[rows])
        else:
            unchecked.append(name)
    listing.note("outside_country", "country", odd, columns["country"])
    return _not_checked(unchecked)


def seem_exchanged(country: Any, latitude: np.ndarray[Any, Any], longitude: np.ndarray[Any, Any]) -> bool:
    """Whether most points lie in the country that their row names only if latitude and longitude are exchanged.
    ``country`` is a column of names; a point that is not known is nan.
    """
    import shapely

    names, codes = cells.distinct(country)
    checked = exchanged = 0
    for number, name in enumerate(names):
        meant = meaning(name or "")
        rows = np.flatnonzero((codes == number) & ~np.isnan(latitude)) if meant else np.zeros(0, dtype=np.int64)
        if not len(rows):
            continue
        around, y, x = _around(meant), latitude[rows], longitude[rows]
        checked += len(rows)
        within_exchanged = np.asarray(shapely.contains_xy(around, y, x))
        exchanged += int((within_exchanged & ~np.asarray(shapely.contains_xy(around, x, y))).sum())
    return exchanged * 2 > checked


def meaning(name: str) -> tuple[str, ...]:
    """The countries of the outlines that a name in a file stands for; none where it is not known."""
    before, _, _ = name.partition("(")
    known = _by_plain_name()
    return next((known[key] for key in (plain_name(name), plain_name(before)) if key in known), ())


def _not_checked(names: list[str]) -> str:
    if not names:
        return ""
    listed = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"Whether points lie in their country was not checked for {listed}: there is no outline of that name."


@cache
def _by_plain_name() -> Mapping[str, tuple[str, ...]]:
    return {plain_name(name): (name,) for name in outlines()} | dict(NAMES)


@cache
def contested_ground() -> tuple[tuple[Box, frozenset[str]], ...]:
    """Where a point of these countries is not odd: west, south, east, north in degrees, and the countries.

    Each of them claims the ground or holds it, or an exclave or island there is too small for the base map.
    """
    with CONTESTED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return tuple(
        (
            (float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"])),
            frozenset(row["countries"].split(";")),
        )
        for row in rows
    )


def _outside(meant: tuple[str, ...], x: np.ndarray[Any, Any], y: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Which points lie outside these countries, as far as the outlines can tell."""
    import shapely

    outside = ~np.asarray(shapely.contains_xy(_around(meant), x, y))
    far = np.flatnonzero(outside)
    if len(far):
        elsewhere = np.full(len(far), all(outlines()[name].landlocked for name in meant))
        points = shapely.points(x[far], y[far])
        elsewhere[_all_outlines().query(points, predicate="within")[0]] = True
        for (west, south, east, north), whose in contested_ground():
            if whose.intersection(meant):
                elsewhere &= ~((x[far] >= west) & (x[far] <= east) & (y[far] >= south) & (y[far] <= north))
        outside[far] = elsewhere
    return outside


@cache
def _around(meant: tuple[str, ...]) -> Any:
    """The countries and a margin around them."""
    import shapely

    margins = [FINE_MARGIN if outlines()[name].fine else MARGIN for name in meant]
    wide = shapely.union_all(shapely.buffer([outlines()[name].shape for name in meant], margins, quad_segs=2))
    shapely.prepare(wide)
    return wide


@cache
def _all_outlines() -> Any:
    import shapely

    return shapely.STRtree([part for one in outlines().values() for part in one.shape.geoms])
