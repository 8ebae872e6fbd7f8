"""GeoJSON FeatureCollections (RFC 7946) → rows: properties as columns, and the geometry as a point.

Inside GeoJSON positions are (longitude, latitude), WGS 84 degrees. A line or area has no point of its own: a point on
it carries the mark, ``where_prec`` says "approximate", and the report lists the row. ``geometry: null`` is a row
without a place.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import FileRefused
from dashboard.files.canonical import Draft
from dashboard.files.contents import Content
from dashboard.files.limits import GIB, Limits, size_words

LATITUDE, LONGITUDE, TYPE, ID = "geometry latitude", "geometry longitude", "geometry type", "feature id"
#: A line or area stands for "along a line or in a region, approximate".
AREA_PREC = 5
UNREADABLE = "unreadable"
_WORLD = ("CRS84", "4326", "WGS84", "WGS 84")


def read(content: Content, limits: Limits) -> list[list[str]]:
    """Header and one row a feature, as text."""
    if content.size > GIB:
        size = size_words(content.size)
        raise FileRefused(
            content.name, f"it is GeoJSON of {size}, and at most 1 GB is read", "save it as CSV or Parquet"
        )
    try:
        read = json.loads(content.whole())
    except (ValueError, RecursionError, MemoryError) as error:
        raise FileRefused(content.name, "the JSON is damaged or was cut off", "export it again", str(error)) from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or read.get("type") != "FeatureCollection":
        raise FileRefused(content.name, "it is JSON, but not a GeoJSON FeatureCollection", "save it as GeoJSON or CSV")
    _check_reference(content, read.get("crs"))
    if not features:
        raise FileRefused(content.name, "the FeatureCollection has no features", "export it again")
    names: dict[str, None] = {}
    for feature in features:
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            names.update(dict.fromkeys(feature["properties"]))
    if len(names) > limits.columns:
        raise FileRefused(
            content.name, f"its features have {len(names):,} properties", "open a table with one row an event"
        )
    own = [name for name in names if name not in (LATITUDE, LONGITUDE, TYPE, ID)]
    return [[*own, LATITUDE, LONGITUDE, TYPE, ID], *(_row(feature, own) for feature in features)]


def approximate(draft: Draft, table: pa.Table) -> None:
    """Mark lines and areas as approximate and list them; list geometries that cannot be read."""
    kinds = table[TYPE]
    area = pc.fill_null(pc.invert(pc.is_in(kinds, pa.array(["Point", UNREADABLE]))), False)
    area = pc.and_(area, pc.is_valid(kinds)).to_numpy()
    area &= draft.columns["latitude"].is_valid().to_numpy(zero_copy_only=False)
    draft.listing.note("area_for_point", TYPE, area, kinds)
    draft.listing.note("unreadable_geometry", TYPE, pc.fill_null(pc.equal(kinds, UNREADABLE), False).to_numpy())
    if area.any():
        where = draft.columns["where_prec"].fill_null(0).to_numpy()
        codes = np.where(area, np.maximum(where, AREA_PREC), where).astype(np.int8)
        draft.columns["where_prec"] = pa.array(codes, mask=codes == 0)
        draft.notices.append(f"{area.sum():,} rows are lines or areas in the file; each mark stands at a point on one.")


def _check_reference(content: Content, reference: Any) -> None:
    """Older files may name a coordinate system; only degrees on WGS 84 can be drawn."""
    name = (
        reference.get("properties", {}).get("name", "")
        if isinstance(reference, dict) and isinstance(reference.get("properties"), dict)
        else ""
    )
    if name and not any(word in str(name).upper() for word in _WORLD):
        raise FileRefused(
            content.name, f"its coordinates are in {str(name)[:80]}", "save it in WGS 84 degrees (EPSG:4326)"
        )


def _row(feature: Any, names: Sequence[str]) -> list[str]:
    if not isinstance(feature, dict):
        return [*([""] * len(names)), "", "", UNREADABLE, ""]
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    latitude, longitude, kind = _point(feature.get("geometry"))
    return [*(_text(properties.get(name)) for name in names), latitude, longitude, kind, _text(feature.get("id"))]


def _point(geometry: Any) -> tuple[str, str, str]:
    """Latitude, longitude and type of one geometry, as text; empty for null."""
    if geometry is None:
        return "", "", ""
    try:
        if geometry["type"] == "Point":
            if not geometry["coordinates"]:
                return "", "", ""
            longitude, latitude = map(_degrees, geometry["coordinates"][:2])
        else:
            import shapely

            middle = shapely.geometry.shape(geometry).representative_point()
            longitude, latitude = _degrees(middle.x), _degrees(middle.y)
        return repr(latitude), repr(longitude), str(geometry["type"])
    except Exception:  # shapely raises many kinds for what is no geometry
        return "", "", UNREADABLE


def _degrees(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError("not a coordinate")
    return float(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
