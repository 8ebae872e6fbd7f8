"""The base map: our own shapes as one JSON, so that no tile server is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dashboard.map.payload import Payload

LAYERS = {"land": "land.geojson", "provinces": "admin1.geojson", "border": "border.geojson"}


def base_map(folder: Path) -> Payload:
    """The base map's layers by name, each a GeoJSON FeatureCollection; a layer whose file is broken is left out."""
    layers: dict[str, Any] = {}
    for name, file in LAYERS.items():
        try:
            layers[name] = json.loads((folder / file).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue  # the loader lists the fault; the map paints without that layer
    return Payload.of(layers)


def attribution(folder: Path) -> str:
    """Whom the map's data is owed to, as the build of the geodata states it; a short form where that file is broken."""
    try:
        return str(json.loads((folder / "geodata.manifest.json").read_text(encoding="utf-8"))["attribution"])
    except (OSError, ValueError, KeyError, TypeError):
        return "Place names: GeoNames, CC BY 4.0. Shapes: Natural Earth. Boundaries imply no position on any territory."
