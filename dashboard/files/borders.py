"""Points that lie outside the country their row names.

Checked for Afghanistan and Pakistan, whose provinces (disputed areas included) the repository has; for other
countries it has no outline, and the report says that they were not checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.files import cells
from dashboard.files.report import Listing

PROVINCES = Path(__file__).resolve().parents[2] / "data" / "admin1.geojson"
COUNTRIES = {"afghanistan": "AF", "pakistan": "PK"}
#: The outlines are drawn coarsely: a point may lie so far outside, in degrees (about 10 km).
MARGIN = 0.1


def check(listing: Listing, columns: Mapping[str, pa.Array]) -> str:
    """List points outside their country; returns the sentence on what was not checked, "" if all was."""
    country, latitude, longitude = (columns.get(name) for name in ("country", "latitude", "longitude"))
    if country is None or latitude is None or longitude is None:
        return ""
    names, codes = cells.distinct(country)
    placed = latitude.is_valid().to_numpy(zero_copy_only=False)
    if not placed.any():
        return ""
    known = [COUNTRIES.get(name.lower()) for name in names]
    for number, (name, code) in enumerate(zip(names, known, strict=True)):
        rows = np.flatnonzero((codes == number) & placed) if code else np.zeros(0, dtype=int)
        if code and len(rows):
            outside = _outside(
                code, latitude.take(pa.array(rows)).to_numpy(), longitude.take(pa.array(rows)).to_numpy()
            )
            where = np.zeros(len(codes), dtype=bool)
            where[rows[outside]] = True
            listing.note("outside_country", "country", where, columns["country"])
            del name
    others = sum(code is None for code in known)
    if not others:
        return ""
    which = (
        f"{others} other countries" if others > 1 else next(n for n, c in zip(names, known, strict=True) if c is None)
    )
    return f"Whether points lie in their country was checked for Afghanistan and Pakistan only, not for {which}."


def _outside(code: str, latitude: np.ndarray[Any, Any], longitude: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import shapely

    points, back = np.unique(latitude + 1j * longitude, return_inverse=True)
    return ~np.asarray(shapely.contains_xy(_outline(code), points.imag, points.real))[back]


@cache
def _outline(code: str) -> Any:
    import shapely

    features = json.loads(PROVINCES.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.geometry.shape(item["geometry"]) for item in features if item["properties"]["country"] == code]
    outline = shapely.union_all(shapes).buffer(MARGIN)
    shapely.prepare(outline)
    return outline
