"""The base map: our own shapes as one JSON, so that no tile server is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.map.event_payload import Payload
from dashboard.sources.dossier.tables import SHIPPED
from dashboard.sources.dossier.tables.shape_files import BORDERS, LAND, PROVINCES, file_of, read_shapes

LAYERS = {"land": LAND, "provinces": PROVINCES, "border": BORDERS}


def base_map(folder: Path) -> Payload:
    """The base map's layers by name, each a GeoJSON FeatureCollection, from the files of a dossier.

    A dossier without land of its own has that of the shipped one: it is the whole world's.
    A feature that is not sound is left out, and a layer without one that is: the loader lists the faults, the map
    paints the rest.
    """
    sound = dict(read_shapes(folder, LAYERS.values()).features)
    if not (folder / LAND).exists():
        sound |= read_shapes(SHIPPED, [LAND]).features
    layers = {
        name: [_feature(feature) for key, feature in sound.items() if file_of(key) == file]
        for name, file in LAYERS.items()
    }
    return Payload.of(
        {name: {"type": "FeatureCollection", "features": found} for name, found in layers.items() if found}
    )


def _feature(feature: Mapping[str, Any]) -> dict[str, Any]:
    """A sound shape as Leaflet takes it; a file may leave out the type and the properties."""
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    return {"type": "Feature", "id": feature["id"], "properties": properties, "geometry": feature["geometry"]}


def attribution(folder: Path) -> str:
    """Whom the map's data is owed to, as the build of the geodata states it; a short form where that file is broken."""
    try:
        return str(json.loads((folder / "geodata.manifest.json").read_text(encoding="utf-8"))["attribution"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "Place names: GeoNames, CC BY 4.0. Shapes: Natural Earth. Boundaries imply no position on any territory."
