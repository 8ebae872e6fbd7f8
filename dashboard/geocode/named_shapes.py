"""The shapes in ``data/*.geojson`` by their name, ``file.geojson#feature``, and whether a label point lies on
them.

Inside GeoJSON positions are (longitude, latitude), WGS 84 degrees; everything else here names its
coordinates. Raises DataError when the file, the feature or the point is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import shapely

from dashboard.errors import DataError, Fault
from dashboard.gazetteer import Entry
from dashboard.words.sentences import say

#: How far a label point may lie off a line, in degrees (11 m at the equator): the rounding of the
#: coordinates.
ON_LINE = 1e-4


#: Features by their names, beside those of the folder.
Features = Mapping[str, dict[str, Any]]


def feature(data: Path, name: str, added: Features = MappingProxyType({})) -> dict[str, Any]:
    """The GeoJSON feature ``file.geojson#id`` of the data folder, or of those that are to be added to it.

    Raises:
        DataError: no such file, no JSON, or no feature of that id.
    """
    if name in added:
        return added[name]
    file, _, wanted = name.partition("#")
    path = data / file
    try:
        features = _features(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            [Fault(f"{data.name}/{file}", 0, "", say("cannot be read: {error}", error=str(error)))]
        ) from error
    if wanted not in features:
        raise DataError([Fault(f"{data.name}/{file}", 0, "", say("has no feature {wanted}", wanted=wanted))])
    return features[wanted]


def check_label(data: Path, entry: Entry, added: Features = MappingProxyType({})) -> None:
    """Raise DataError unless the entry's point lies inside its area, or on its line."""
    shape = shapely.geometry.shape(feature(data, entry.geometry, added)["geometry"])
    tolerance = 0 if shape.area else ON_LINE
    if entry.latitude is None or entry.longitude is None:
        off = True
    else:
        off = shape.distance(shapely.Point(entry.longitude, entry.latitude)) > tolerance
    if off:
        where = say(
            "{place_id}: the label point {latitude}, {longitude} lies off {geometry}",
            place_id=entry.place_id,
            latitude=str(entry.latitude),
            longitude=str(entry.longitude),
            geometry=entry.geometry,
        )
        raise DataError([Fault(f"{data.name}/gazetteer.csv", 0, "", where)])


@cache
def _features(path: Path, _modified: int) -> dict[str, dict[str, Any]]:
    collection = json.loads(path.read_text(encoding="utf-8"))
    return {str(feature["id"]): feature for feature in collection["features"]}
