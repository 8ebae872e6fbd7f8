"""The base map paints what is sound, whatever the rest of its files holds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dashboard.map.base_map import LAYERS, attribution, base_map
from dashboard.sources.dossier.tables import SHIPPED, FolderContents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in LAYERS.values():
        shutil.copyfile(SHIPPED / file, tmp_path / file)
    return tmp_path


def features(folder: Path) -> dict[str, list[dict]]:
    return {name: layer["features"] for name, layer in json.loads(base_map(FolderContents(folder)).content).items()}


def test_the_features_are_those_of_the_files(folder: Path) -> None:
    files = {name: json.loads((folder / file).read_text("utf-8"))["features"] for name, file in LAYERS.items()}
    assert features(folder) == files


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"features": null}', b'{"features": [7, null, {}]}', b"null"])
def test_a_file_that_is_no_feature_collection_is_left_out(folder: Path, content: bytes) -> None:
    (folder / "land.geojson").write_bytes(content)
    (folder / "geodata.manifest.json").write_bytes(content)
    assert set(features(folder)) == {"provinces", "border"}
    assert "imply no position" in attribution(FolderContents(folder))


@pytest.mark.parametrize(
    "geometry",
    [None, {"type": "Polygon", "coordinates": [[[69, 33], [70, 33], [70, 34], [69, 34]]]}, {"type": "Point", "coordinates": ["a", "b"]}],
    ids=["none", "not closed", "text"],
)  # fmt: skip
def test_a_broken_feature_is_left_out_and_the_others_stay(folder: Path, geometry: object) -> None:
    before = features(folder)["provinces"]
    collection = json.loads((folder / "admin1.geojson").read_text("utf-8"))
    collection["features"][0]["geometry"] = geometry
    (folder / "admin1.geojson").write_text(json.dumps(collection), "utf-8")
    assert features(folder)["provinces"] == before[1:]


@pytest.mark.parametrize("properties", [None, [], "x"])
def test_every_feature_has_a_type_and_properties(folder: Path, properties: object) -> None:
    collection = json.loads((folder / "admin1.geojson").read_text("utf-8"))
    del collection["features"][0]["type"]
    collection["features"][0]["properties"] = properties
    (folder / "admin1.geojson").write_text(json.dumps(collection), "utf-8")
    first = features(folder)["provinces"][0]
    assert (first["type"], first["properties"]) == ("Feature", {})
