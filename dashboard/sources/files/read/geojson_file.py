"""GeoJSON features (RFC 7946) → rows: properties as columns, and the geometry as a point.

Inside GeoJSON positions are (longitude, latitude), WGS 84 degrees. The geometry is the place; a property that says
otherwise is listed. A line or area has no point of its own: a point on it carries the mark, ``where_prec`` says
"approximate", and the report lists the row. ``geometry: null`` is a row without a place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import FileRefused
from dashboard.sources.files.convert import cells, label_point
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.read.file_bytes import Content
from dashboard.words.sentences import say, say_count

LATITUDE, LONGITUDE, TYPE, ID = (
    "geometry latitude",
    "geometry longitude",
    "geometry type",
    "feature id",
)
GEOMETRY_COLUMNS = (LATITUDE, LONGITUDE, TYPE, ID)
#: A line or area stands for "along a line or in a region, approximate".
AREA_PREC = 5
UNREADABLE = "unreadable"
#: So far apart, in degrees, a property and the geometry may be: rounding to two digits moves a point by less.
APART = 0.01
_WORLD = ("CRS84", "4326", "WGS84", "WGS 84")
_BESIDE = {"latitude": ("latitude", "lat", "y"), "longitude": ("longitude", "lon", "lng", "long", "x")}
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d*)?([eE][+-]?\d{1,2})?")


def has_geometry(columns: Sequence[str]) -> bool:
    """Whether a table with these columns came from features: their geometry is the place."""
    return set(GEOMETRY_COLUMNS) <= set(columns)


def features_of(content: Content, values: Sequence[Any]) -> list[Any] | None:
    """The features of FeatureCollections and single Features; None where the values are something else.

    Raises FileRefused for TopoJSON, a geometry alone, another coordinate system, an empty collection.
    """
    features: list[Any] = []
    for value in values:
        value = _from_esri(content, value)
        kind = value.get("type") if isinstance(value, dict) else None
        if kind == "Topology":
            raise FileRefused(content.name, say("it is TopoJSON, which is not read"), say("convert it to GeoJSON"))
        if kind == "FeatureCollection":
            _check_reference(content, value.get("crs"))
            listed = value.get("features")
            if not isinstance(listed, list):
                raise FileRefused(
                    content.name, say("the FeatureCollection has no list of features"), say("export it again")
                )
            features += listed
        elif kind == "Feature":
            _check_reference(content, value.get("crs"))
            features.append(value)
        elif isinstance(value, dict) and kind and {"coordinates", "geometries"} & value.keys() and len(value) <= 3:
            raise FileRefused(
                content.name, say("it is a geometry alone, without a day"), say("save it as features with a date")
            )
        else:
            return None
    if not features:
        raise FileRefused(content.name, say("the FeatureCollection has no features"), say("export it again"))
    return features


def _from_esri(content: Content, value: Any) -> Any:
    """The answer of an ArcGIS server ("f=json") as a FeatureCollection; any other value as it is."""
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list) or not features or not isinstance(features[0], dict):
        return value
    if "attributes" not in features[0]:
        return value
    reference = value.get("spatialReference")
    number = reference.get("latestWkid", reference.get("wkid")) if isinstance(reference, dict) else None
    if number not in (4326, None):
        raise FileRefused(
            content.name,
            say("its coordinates are in EPSG:{code}", code=str(number)),
            say("ask for it in WGS 84 (outSR=4326)"),
        )
    changed = [_feature_from_esri(feature) for feature in features]
    return {"type": "FeatureCollection", "features": changed}


def _feature_from_esri(feature: Any) -> Any:
    if not isinstance(feature, dict):
        return feature
    shape = feature.get("geometry")
    if isinstance(shape, dict):
        if "x" in shape:
            shape = {"type": "Point", "coordinates": [shape.get("x"), shape.get("y")]}
        elif "points" in shape:
            shape = {"type": "MultiPoint", "coordinates": shape["points"]}
        elif "paths" in shape:
            shape = {"type": "MultiLineString", "coordinates": shape["paths"]}
        elif "rings" in shape:
            shape = {"type": "MultiPolygon", "coordinates": [[ring] for ring in shape["rings"]]}
    return {"type": "Feature", "properties": feature.get("attributes"), "geometry": shape}


def split(feature: Any) -> tuple[dict[str, Any], list[str]]:
    """The properties of a feature, and the cells of GEOMETRY_COLUMNS: latitude, longitude, type of the geometry, id."""
    if not isinstance(feature, dict):
        return {}, ["", "", UNREADABLE, ""]
    properties = feature.get("properties")
    number = feature.get("id")
    own = [*_point(feature.get("geometry")), "" if number is None else str(number)]
    return properties if isinstance(properties, dict) else {}, own


def check(draft: EventDraft, table: pa.Table) -> None:
    """Mark lines and areas as approximate; list them, geometries that cannot be read, properties that differ."""
    kinds = table[TYPE]
    area = pc.fill_null(pc.invert(pc.is_in(kinds, pa.array(["Point", UNREADABLE]))), False)
    area = pc.and_(area, pc.is_valid(kinds)).to_numpy()
    area &= draft.columns["latitude"].is_valid().to_numpy(zero_copy_only=False)
    draft.listing.note("area_for_point", TYPE, area, kinds)
    draft.listing.note("unreadable_geometry", TYPE, pc.fill_null(pc.equal(kinds, UNREADABLE), False).to_numpy())
    _note_differences(draft, table, pc.fill_null(pc.equal(kinds, "Point"), False).to_numpy())
    if area.any():
        where = draft.columns["where_prec"].fill_null(0).to_numpy()
        codes = np.where(area, np.maximum(where, AREA_PREC), where).astype(np.int8)
        draft.columns["where_prec"] = pa.array(codes, mask=codes == 0)
        draft.notices.append(
            say_count(
                int(area.sum()),
                one="{number} row is a line or an area in the file; its mark stands at a point on it.",
                other="{number} rows are lines or areas in the file; each mark stands at a point on one.",
            )
        )


def _note_differences(draft: EventDraft, table: pa.Table, points: np.ndarray[Any, Any]) -> None:
    """List properties named as a coordinate that are not the geometry's."""
    for name, column in _beside(table.column_names).items():
        geometry_column = {"latitude": LATITUDE, "longitude": LONGITUDE}[name]
        placed, stated = cells.decimals(table[geometry_column]), cells.decimals(table[column])
        apart = np.abs(placed.values - stated.values)
        if name == "longitude":
            apart = np.minimum(apart % 360, 360 - apart % 360)
        differs = points & placed.known & stated.known & (apart > APART)
        if draft.listing.names_in_file.get(name, geometry_column) == geometry_column:
            draft.listing.note("property_differs", column, differs, table[column])
            draft.listing.note(
                "property_unused", column, pc.is_null(table[TYPE]).to_numpy() & stated.known, table[column]
            )
        else:
            draft.listing.note("geometry_differs", column, differs, table[geometry_column])


def _beside(names: Sequence[str]) -> Mapping[str, str]:
    """Each of latitude and longitude → the property of that name, where there is one."""
    plain = {name.strip().lower(): name for name in reversed(names)}
    return {
        name: next(plain[word] for word in words if word in plain)
        for name, words in _BESIDE.items()
        if any(word in plain for word in words)
    }


def _check_reference(content: Content, reference: Any) -> None:
    """Older files may name a coordinate system; only degrees on WGS 84 can be drawn."""
    name = (
        reference.get("properties", {}).get("name", "")
        if isinstance(reference, dict) and isinstance(reference.get("properties"), dict)
        else ""
    )
    if name and not any(word in str(name).upper() for word in _WORLD):
        raise FileRefused(
            content.name,
            say("its coordinates are in {name}", name=str(name)[:80]),
            say("save it in WGS 84 degrees (EPSG:4326)"),
        )


def _point(shape: Any) -> tuple[str, str, str]:
    """Latitude, longitude and type of one geometry, as text; empty for null and for a geometry without positions."""
    if shape is None:
        return "", "", ""
    try:
        shape = _single(shape)
        kind = str(shape["type"])
        positions = shape.get("geometries") if kind == "GeometryCollection" else shape["coordinates"]
        if positions == []:
            return "", "", ""
        if kind == "Point":
            longitude, latitude = map(_degrees, positions[:2])
        else:
            import shapely

            latitude, longitude = label_point.point_on(shapely.geometry.shape(_numbered(shape)))
        return repr(latitude), repr(longitude), kind
    except Exception:  # shapely raises many kinds for what is no geometry
        return "", "", UNREADABLE


def _single(shape: Any) -> Any:
    """The one geometry in a collection of one."""
    while shape["type"] == "GeometryCollection" and len(shape["geometries"]) == 1:
        [shape] = shape["geometries"]
    if shape["type"] == "MultiPoint" and len(shape["coordinates"]) == 1:
        return {"type": "Point", "coordinates": shape["coordinates"][0]}
    return shape


def _numbered(shape: Any) -> dict[str, Any]:
    """The geometry with positions of two numbers."""
    if shape["type"] == "GeometryCollection":
        return {"type": shape["type"], "geometries": [_numbered(part) for part in shape["geometries"]]}
    return {"type": shape["type"], "coordinates": _positions(shape["coordinates"])}


def _positions(value: Any) -> Any:
    if value and not isinstance(value[0], list):
        return [_degrees(number) for number in value[:2]]
    return [_positions(part) for part in value]


def _degrees(value: Any) -> float:
    """A coordinate; text that is a plain number is one too, as some programs write it."""
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError("not a coordinate")
    return float(value)
