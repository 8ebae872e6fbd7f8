"""A reference such as ``regions.geojson#ID`` → the shape of that feature in data/."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "data"


def feature(reference: str) -> Any:
    """The shapely shape in (longitude, latitude); None where the file has no such feature."""
    name, _, feature_id = reference.partition("#")
    return _features(name).get(feature_id)


def raw_feature(reference: str) -> dict[str, Any] | None:
    """The GeoJSON feature itself, with its properties; None where the file has no such feature."""
    name, _, feature_id = reference.partition("#")
    return _raw_features(name).get(feature_id)


@cache
def _features(name: str) -> dict[str, Any]:
    from shapely.geometry import shape

    return {feature_id: shape(item["geometry"]) for feature_id, item in _raw_features(name).items()}


@cache
def _raw_features(name: str) -> dict[str, dict[str, Any]]:
    collection = json.loads((DATA / name).read_text(encoding="utf-8"))
    return {item["id"]: item for item in collection["features"]}
