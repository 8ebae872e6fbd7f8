"""The shapes that a dossier's places have and its folder lacks, taken from the world's ground and added to its files.

In come the steps and the gazetteer of the world; out come the same steps, each place with the name of its shape, and the
GeoJSON features to add (longitude, latitude; degrees, WGS 84). A feature that the folder has is never changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

from dashboard.errors import DataError
from dashboard.gazetteer import Entry, WorldGazetteer
from dashboard.geocode import named_shapes
from dashboard.geocode.places_table import ResolvedName

Features = Mapping[str, dict[str, Any]]


def drawn(
    steps: Iterable[ResolvedName], gazetteer: WorldGazetteer, data: Path
) -> tuple[list[ResolvedName], dict[str, dict[str, Any]]]:
    """The steps with the shapes of their places, and the features that the folder lacks, by ``file.geojson#feature``."""
    added: dict[str, dict[str, Any]] = {}
    shown: list[ResolvedName] = []
    for step in steps:
        entry = step.resolution.entry
        geometry = gazetteer.geometry(entry)
        if not geometry:
            shown.append(step)
            continue
        feature = _in_folder(data, geometry) or added.get(geometry)
        if feature is None and (feature := gazetteer.feature(entry)):
            added[geometry] = feature
        note = " ".join(filter(None, (step.resolution.note, gazetteer.remark(entry))))
        placed = _labelled(replace(entry, geometry=geometry), feature)
        shown.append(replace(step, resolution=replace(step.resolution, entry=placed, note=note)))
    return shown, added


def files(data: Path, added: Features) -> dict[Path, str]:
    """The folder's files of shapes with these features added, as text; empty where nothing is added."""
    texts: dict[Path, str] = {}
    for name in sorted({key.partition("#")[0] for key in added}):
        path = data / name
        present = json.loads(path.read_text(encoding="utf-8"))["features"] if path.exists() else []
        new = [feature for key, feature in sorted(added.items()) if key.partition("#")[0] == name]
        collection = {"type": "FeatureCollection", "features": [*present, *new]}
        texts[path] = json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"
    return texts


def undeclared(data: Path, names: Iterable[str]) -> list[str]:
    """The files that the folder's datapackage.json does not name; all of them where it cannot be read."""
    try:
        resources = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        declared = {entry.get("path") for entry in resources}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        declared = set()
    return [name for name in names if name not in declared]


def _in_folder(data: Path, geometry: str) -> dict[str, Any] | None:
    """The feature of the folder; None where it has none. Raises DataError for a file that is there and broken."""
    if not (data / geometry.partition("#")[0]).exists():
        return None
    try:
        return named_shapes.feature(data, geometry)
    except DataError as error:
        if "has no feature" in str(error):
            return None
        raise


def _labelled(entry: Entry, feature: dict[str, Any] | None) -> Entry:
    """The entry with a label point inside its area: that of the gazetteer may lie outside an outline that is simpler."""
    shape = shapely.geometry.shape(feature["geometry"]) if feature else None
    if shape is None or not shape.area:
        return entry
    latitude, longitude = entry.latitude, entry.longitude
    if latitude is not None and longitude is not None and shape.covers(shapely.Point(longitude, latitude)):
        return entry
    inside = shape.representative_point()
    return replace(entry, latitude=round(inside.y, 4), longitude=round(inside.x, 4))
