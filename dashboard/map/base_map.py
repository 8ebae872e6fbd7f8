"""The base map: our own shapes as one JSON, so that no tile server is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from dashboard.map.ground import Payload
from dashboard.messages.events_file import BaseMapFile, Feature
from dashboard.sources.dossier.tables import SHIPPED, Contents, FolderContents
from dashboard.sources.dossier.tables.contents import MemoryContents
from dashboard.sources.dossier.tables.shape_files import BORDERS, LAND, PROVINCES, file_of, read_shapes
from dashboard.words.sentences import say

Layer = Literal["land", "provinces", "border"]
LAYERS: Mapping[Layer, str] = {"land": LAND, "provinces": PROVINCES, "border": BORDERS}


def base_map(contents: Contents) -> Payload:
    """The base map's layers by name, each a GeoJSON FeatureCollection, from the files of a dossier.

    A dossier without land of its own has that of the shipped one: it is the whole world's.
    A feature that is not sound is left out, and a layer without one that is: the loader lists the faults, the map
    paints the rest.
    """
    files = {path: _bytes_of(contents, path) for path in LAYERS.values()}
    if files[LAND] is None:
        files[LAND] = _bytes_of(FolderContents(SHIPPED), LAND)
    return _painted(tuple((path, content) for path, content in files.items() if content is not None))


def _bytes_of(contents: Contents, path: str) -> bytes | None:
    """A file of a dossier; None where there is none, nothing in it where it cannot be read."""
    try:
        return contents.read(path)
    except (FileNotFoundError, IsADirectoryError):
        return None
    except OSError:
        return b""


@lru_cache(maxsize=4)
def _painted(files: tuple[tuple[str, bytes], ...]) -> Payload:
    """The base map from its files by their paths; made once as long as they stay the same."""
    sound = read_shapes(MemoryContents(Path("base"), dict(files)), [path for path, _ in files]).features
    layers = {
        name: [_feature(feature) for key, feature in sound.items() if file_of(key) == file]
        for name, file in LAYERS.items()
    }
    content: BaseMapFile = {}
    for name in LAYERS:
        if layers[name]:
            content[name] = {"type": "FeatureCollection", "features": layers[name]}
    return Payload.of(content)


def _feature(feature: Mapping[str, Any]) -> Feature:
    """A sound shape as Leaflet takes it; a file may leave out the type and the properties."""
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    return {"type": "Feature", "id": feature["id"], "properties": properties, "geometry": feature["geometry"]}


def attribution(contents: Contents) -> str:
    """Whom the map's data is owed to, as the build of the geodata states it; a short form where that file is broken."""
    try:
        return str(json.loads(contents.read("geodata.manifest.json").decode("utf-8"))["attribution"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return say(
            "Place names: GeoNames, CC BY 4.0. Shapes: Natural Earth. Boundaries imply no position on any territory."
        )
