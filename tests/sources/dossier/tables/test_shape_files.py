"""The GeoJSON files: what is broken is a fault with file and feature, the rest is kept."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from data_copy import DATA, SHAPES, Project
from shapely.geometry import shape

from dashboard.sources.dossier.tables import FolderContents
from dashboard.sources.dossier.tables.shape_files import file_of, read_shapes

BORDER = "af-pk-border"


def test_the_real_shapes_are_sound_and_looked_up_by_file_and_id() -> None:
    shapes = read_shapes(FolderContents(DATA), SHAPES)
    assert shapes.faults == []
    for name in SHAPES:
        features = json.loads((DATA / name).read_text("utf-8"))["features"]
        for feature in features:
            key = f"{name}#{feature['id']}"
            assert shapes.geometry(key).equals(shape(feature["geometry"]))
            assert file_of(key) == name
    with pytest.raises(KeyError):
        shapes.geometry("admin1.geojson#XX")


@pytest.mark.parametrize("name", SHAPES)
def test_a_file_cut_in_half_is_noticed_and_the_events_elsewhere_stay(project: Project, name: str) -> None:
    project.edit(name, lambda content: content[: len(content) // 2])
    assert (name, 0, "") in project.places()
    assert {file for file, *_ in project.places()} <= {name, "places.csv"}
    events = project.load().records["events"]
    assert "ev-clashes-2025-10" in events
    assert ("ev-kabul-2026-02-26" in events) or name == "admin1.geojson"


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b"7", b'"x"', b"{}", b'{"features": null}', b'{"features": 7}', b"[" * 100_000,
     b'{"features": [7, null, "x", [], {}]}', b"\xff\xfe", b"\x00", b'{"features": {"a": 1}}', b"NaN"],
    ids=range(14),
)  # fmt: skip
def test_a_file_that_is_no_feature_collection_is_noticed(project: Project, content: bytes) -> None:
    project.edit("border.geojson", lambda _: content)
    assert "border.geojson" in {file for file, *_ in project.places()}
    assert ("places.csv", project.line("places", BORDER), "geometry") in project.places()


def set_geometry(value: object) -> Callable[[dict], None]:
    return lambda feature: feature.update(geometry=value)


def polygon(*rings: list[list[float]]) -> dict:
    return {"type": "Polygon", "coordinates": list(rings)}


SQUARE = [[69.0, 33.0], [70.0, 33.0], [70.0, 34.0], [69.0, 34.0], [69.0, 33.0]]
BROKEN = {
    "no geometry": set_geometry(None),
    "no geometry key": lambda feature: feature.pop("geometry"),
    "no id": lambda feature: feature.pop("id"),
    "geometry is text": set_geometry("Polygon"),
    "type unknown": set_geometry({"type": "Blob", "coordinates": []}),
    "type is a number": set_geometry({"type": 5, "coordinates": []}),
    "type is a list": set_geometry({"type": ["Polygon"], "coordinates": [SQUARE]}),
    "no coordinates": set_geometry({"type": "Polygon"}),
    "coordinates null": set_geometry({"type": "Polygon", "coordinates": None}),
    "coordinates empty": set_geometry({"type": "Polygon", "coordinates": []}),
    "line without points": set_geometry({"type": "LineString", "coordinates": []}),
    "ring empty": set_geometry(polygon([])),
    "ring of text": set_geometry(polygon([["a", "b"]] * 4)),
    "ring of numbers": set_geometry({"type": "Polygon", "coordinates": [1, 2, 3]}),
    "not closed": set_geometry(polygon(SQUARE[:-1])),
    "closed with three points": set_geometry(polygon([SQUARE[0], SQUARE[1], SQUARE[0]])),
    "second polygon not closed": set_geometry({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE[:-1]]]}),
    "crosses itself": set_geometry(polygon([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]])),
    "not a number": set_geometry(polygon([[float("nan"), 33.0], *SQUARE[1:4], [float("nan"), 33.0]])),
    "infinite": set_geometry({"type": "LineString", "coordinates": [[69.0, 33.0], [float("inf"), 34.0]]}),
    "latitude 91": set_geometry(polygon([[x, y + 58] for x, y in SQUARE])),
    "longitude 181": set_geometry(polygon([[x + 111.5, y] for x, y in SQUARE])),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_feature_is_noticed_and_the_others_are_kept(project: Project, what: str) -> None:
    project.feature("admin1.geojson", "AF-KHO", BROKEN[what])
    places = project.places()
    assert any(file == "admin1.geojson" for file, *_ in places), places
    assert ("places.csv", project.line("places", "af-province-khost"), "geometry") in places
    tables = project.load()
    assert "ev-khost-2026-02-27" not in tables.records["events"]
    assert "ev-paktia-2026-02-27" in tables.records["events"]
    assert "admin1.geojson#AF-PIA" in tables.shapes.features


def test_a_feature_that_stands_twice_is_noticed(project: Project) -> None:
    collection = json.loads((project.data / "admin1.geojson").read_text("utf-8"))
    twin = {**collection["features"][0], "id": "AF-KHO"}
    collection["features"].append(twin)
    (project.data / "admin1.geojson").write_text(json.dumps(collection), "utf-8")
    assert ("admin1.geojson", 0, "AF-KHO") in project.places()


def test_a_feature_without_properties_is_read(project: Project) -> None:
    project.feature("admin1.geojson", "AF-BAL", lambda feature: feature.update(properties=None))
    assert project.faults() == ()


def test_coordinates_are_longitude_first(project: Project) -> None:
    def swap(feature: dict) -> None:
        feature["geometry"]["coordinates"] = [[y, x] for x, y in feature["geometry"]["coordinates"]]

    project.feature("border.geojson", BORDER, swap)
    assert ("places.csv", project.line("places", BORDER), "latitude") in project.places()
