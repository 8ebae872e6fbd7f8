"""What the signs stand on: places with their shapes, colours, legend and lines, and nothing of the events; the base map."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from dashboard.map import ground
from dashboard.map.base_map import LAYERS, attribution, base_map
from dashboard.map.ground import Payload
from dashboard.sources.dossier.tables import SHIPPED, FolderContents, load

TABLES = load(strict=True)
EVENTS = [row for row in TABLES.rows("events") if row["place_id"]]
PAYLOAD = Payload.of(ground(TABLES, EVENTS))
DATA = json.loads(PAYLOAD.content)
PLACES = {place["id"]: place for place in DATA["places"]}


def test_it_is_json_that_reads_back_and_carries_no_value_json_does_not_know() -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    assert json.loads(PAYLOAD.content, parse_constant=refuse) == DATA
    assert json.dumps(DATA, ensure_ascii=False, separators=(",", ":")).encode() == PAYLOAD.content


def test_nothing_of_the_events_is_in_it() -> None:
    assert set(DATA) == {"places", "colours", "legend", "lines"}
    assert all(set(place) == {"id", "name", "level", "at", "shape"} for place in DATA["places"])
    assert not any(event["event_id"].encode() in PAYLOAD.content for event in EVENTS)
    assert not any(event["title"].encode() in PAYLOAD.content for event in EVENTS)


def test_its_version_is_a_hash_of_its_bytes() -> None:
    assert hashlib.sha256(PAYLOAD.content).hexdigest()[:16] == PAYLOAD.version
    assert Payload.of(ground(TABLES, EVENTS)) == PAYLOAD


def test_fewer_events_have_only_their_places() -> None:
    one = ground(TABLES, [TABLES.row("events", "ev-kabul-2026-02-26")])
    assert [place["id"] for place in one["places"]] == ["af-city-kabul"]
    assert ground(TABLES, [])["places"] == []


def test_label_points_are_latitude_first_and_shapes_longitude_first() -> None:
    assert set(PLACES) == {event["place_id"] for event in EVENTS}
    for place_id, place in PLACES.items():
        latitude, longitude = place["at"]
        assert 23 < latitude < 39 < 60 < longitude < 78
        row = TABLES.row("places", place_id)
        assert (latitude, longitude) == (row["latitude"], row["longitude"])
        assert (place["shape"] is None) == (place["level"] == "city")
        if place["shape"]:
            west, south, east, north = shape(place["shape"]).bounds
            assert 60 < west < east < 78
            assert 23 < south < north < 39
            assert shape(place["shape"]).distance(Point(longitude, latitude)) < 0.01


def test_no_address_of_another_host_is_in_it() -> None:
    addresses = set(re.findall(rb"https?://[^\"' <]+", PAYLOAD.content + base_map(FolderContents(SHIPPED)).content))
    assert {address.rstrip(b"\\") for address in addresses} <= {b"http://www.w3.org/2000/svg"}


# --- the base map --------------------------------------------------------------------------------------------------


def test_the_base_map_holds_its_layers_and_whom_they_are_owed_to() -> None:
    layers = json.loads(base_map(FolderContents(SHIPPED)).content)
    assert set(layers) == set(LAYERS)
    assert all(layer["type"] == "FeatureCollection" and layer["features"] for layer in layers.values())
    assert "GeoNames" in attribution(FolderContents(SHIPPED))
    assert "Natural Earth" in attribution(FolderContents(SHIPPED))


@pytest.mark.parametrize("content", [None, b"", b"{", b"\xff"])
def test_a_layer_whose_file_is_broken_is_left_out(tmp_path: Path, content: bytes | None) -> None:
    for file in (*LAYERS.values(), "geodata.manifest.json"):
        (tmp_path / file).write_bytes((SHIPPED / file).read_bytes())
    for file in ("land.geojson", "geodata.manifest.json"):
        if content is None:
            (tmp_path / file).unlink()
        else:
            (tmp_path / file).write_bytes(content)
    layers = json.loads(base_map(FolderContents(tmp_path)).content)
    assert "imply no position" in attribution(FolderContents(tmp_path))
    if content is None:  # a folder without land has the world's
        assert layers == json.loads(base_map(FolderContents(SHIPPED)).content)
    else:
        assert set(layers) == {"provinces", "border"}
