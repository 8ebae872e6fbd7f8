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


@cache
def _features(name: str) -> dict[str, Any]:
    from shapely.geometry import shape

    collection = json.loads((DATA / name).read_text(encoding="utf-8"))
    return {item["id"]: shape(item["geometry"]) for item in collection["features"]}
