"""The base map: our own shapes as one JSON, so that no tile server is asked."""

from __future__ import annotations

import hashlib
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
    try:
        manifest = json.loads((folder / "geodata.manifest.json").read_text(encoding="utf-8"))
        layers["attribution"] = manifest["attribution"]
    except (OSError, ValueError, KeyError):
        layers["attribution"] = ""
    content = json.dumps(layers, ensure_ascii=False, separators=(",", ":")).encode()
    return Payload(content, hashlib.sha256(content).hexdigest()[:16])
