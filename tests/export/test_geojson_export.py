"""GeoJSON, read back by json, by shapely and by GDAL (what QGIS reads with)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point, shape

from dashboard.export import CAUTION, data_hash, export
from dashboard.sources.dossier.tables import Tables, load

DATA = Path(__file__).resolve().parents[2] / "data"
KABUL, OCTOBER, BORDER = "ev-kabul-2026-02-26", "ev-clashes-2025-10", "ev-border-clashes-2026-02"


@pytest.fixture(scope="module")
def collection(tables: Tables) -> dict[str, Any]:
    return json.loads(export("geojson", tables))


@pytest.fixture(scope="module")
def features(collection: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {feature["id"]: feature for feature in collection["features"]}


def rings(geometry: dict[str, Any]) -> Iterator[tuple[int, list[list[float]]]]:
    """Each ring of a polygon with its number in it: 0 is the outline."""
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    for polygon in polygons.get(geometry["type"], ()):
        yield from enumerate(polygon)


def area(ring: list[list[float]]) -> float:
    """The signed area (shoelace): positive where the ring runs counterclockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def positions(coordinates: Any) -> Iterator[list[float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates
    else:
        for part in coordinates:
            yield from positions(part)


def test_a_feature_an_event(collection: dict[str, Any], features: dict[str, Any], rows_of: Callable) -> None:
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection  # RFC 7946, section 4
    assert list(features) == [row["event_id"] for row in rows_of("events")]
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert {"geometry", "properties"} <= feature.keys()
        assert not {"coordinates", "geometries", "features"} & feature.keys()  # section 7.1


def test_an_event_without_a_place_has_no_geometry(features: dict[str, Any], rows_of: Callable) -> None:
    unplaced = {row["event_id"] for row in rows_of("events") if not row["place_id"]}
    assert unplaced == {OCTOBER}
    assert {key for key, feature in features.items() if feature["geometry"] is None} == unplaced
    assert features[OCTOBER]["properties"]["latitude"] is None


def test_each_place_is_drawn_as_what_it_is(features: dict[str, Any], rows_of: Callable) -> None:
    places = {row["place_id"]: row for row in rows_of("places")}
    kinds = {"city": {"Point"}, "border": {"LineString", "MultiLineString"}}
    for event in (row for row in rows_of("events") if row["place_id"]):
        place, geometry = places[event["place_id"]], features[event["event_id"]]["geometry"]
        assert geometry["type"] in kinds.get(place["level"], {"Polygon", "MultiPolygon"})
        at = Point(float(place["longitude"]), float(place["latitude"]))
        found = shape(geometry)
        assert found.is_valid
        assert found.distance(at) < 0.01
        if place["geometry"]:
            file, _, key = place["geometry"].partition("#")
            stored = json.loads((DATA / file).read_text("utf-8"))["features"]
            given = next(shape(feature["geometry"]) for feature in stored if feature["id"] == key)
            assert found.equals(given)


def test_longitude_comes_first(features: dict[str, Any]) -> None:
    assert features[KABUL]["geometry"]["coordinates"] == [69.17233, 34.52813]


def test_rings_follow_the_right_hand_rule(features: dict[str, Any]) -> None:
    found = [ring for feature in features.values() if feature["geometry"] for ring in rings(feature["geometry"])]
    assert len(found) > 5
    for number, ring in found:
        assert ring[0] == ring[-1]
        assert (area(ring) > 0) == (number == 0)


def test_a_hole_runs_the_other_way(tables: Tables, with_cells: Callable[..., Tables]) -> None:
    outline = [[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]]
    hole = [[1, 1], [2, 1.12345678], [2, 2], [1, 2], [1, 1]]
    changed = with_cells(tables, KABUL, place_id="af-province-khost", where_prec=4)
    changed.shapes = type(tables.shapes)(
        {"admin1.geojson#AF-KHO": {"geometry": {"type": "Polygon", "coordinates": [outline, hole]}}}
    )
    geometry = json.loads(export("geojson", changed, [KABUL]))["features"][0]["geometry"]
    (_, first), (_, second) = rings(geometry)
    assert area(first) > 0 > area(second)
    assert [2.0, 1.123457] in second


def test_six_decimals_and_bounds(collection: dict[str, Any], features: dict[str, Any]) -> None:
    west, south, east, north = collection["bbox"]
    for feature in features.values():
        for x, y in positions(feature["geometry"]["coordinates"]) if feature["geometry"] else ():
            assert (round(x, 6), round(y, 6)) == (x, y)
            assert west <= x <= east
            assert south <= y <= north


def test_without_a_place_there_are_no_bounds(tables: Tables) -> None:
    assert "bbox" not in json.loads(export("geojson", tables, [OCTOBER]))


def test_an_area_without_a_shape_is_no_point(tables: Tables, with_cells: Callable[..., Tables]) -> None:
    country = {**tables.row("places", "af-province-khost"), "geometry": None, "level": "country"}
    changed = with_cells(tables, KABUL, place_id="af-province-khost", where_prec=6)
    changed.records = {**changed.records, "places": {**tables.records["places"], "af-province-khost": country}}
    feature = json.loads(export("geojson", changed, [KABUL]))["features"][0]
    assert feature["geometry"] is None
    assert feature["properties"]["latitude"] == country["latitude"]


def test_the_properties_are_what_the_tables_say(features: dict[str, Any], rows_of: Callable) -> None:
    quotes = {row["quote_id"]: row for row in rows_of("quotes")}
    sources = {row["source_id"]: row for row in rows_of("sources")}
    for event in rows_of("events"):
        told = features[event["event_id"]]["properties"]
        for column in (
            "title",
            "kind",
            "date_start",
            "date_end",
            "time_of_day",
            "place_text",
            "attacker",
            "verification",
        ):
            assert (told[column] or "") == event[column]
        assert told["where_prec"] == (int(event["where_prec"]) if event["where_prec"] else None)
        used = {row["quote_id"] for row in rows_of("evidence") if row["subject_id"] == event["event_id"]}
        assert {quote["quote_id"] for quote in told["quotes"]} == used
        for quote in told["quotes"]:
            row = quotes[quote["quote_id"]]
            assert (quote["quote"], quote["start"], quote["end"]) == (row["quote"], int(row["start"]), int(row["end"]))
            assert quote["source_sha256"] == sources[row["source_id"]]["sha256"]
        claims = [row for row in rows_of("claims") if row["event_ids"] == event["event_id"]]
        assert [claim["claim_id"] for claim in told["claims"]] == [row["claim_id"] for row in claims]
        for claim, row in zip(told["claims"], claims, strict=True):
            assert row["n_text"] in claim["claim"]
            assert claim["covers"] == row["event_ids"].split(";")
            assert not claim["joint"]


def test_days_as_edtf(features: dict[str, Any]) -> None:
    written = {key: feature["properties"]["date_edtf"] for key, feature in features.items()}
    assert written[KABUL] == "2026-02-26"
    assert written["ev-eastern-afghanistan-2026-02-21"] == "2026-02-21?/2026-02-22?"
    assert written[OCTOBER] == "2025-10"
    assert written[BORDER] == "2026-02-26~/2026-02-27~"
    assert written["ev-khost-2026-02-27"] == "2026-02-27"


def test_the_file_says_where_it_comes_from(tables: Tables, collection: dict[str, Any]) -> None:
    told = collection["provenance"]
    manifest = json.loads((DATA / "geodata.manifest.json").read_text("utf-8"))
    assert told["attribution"] == manifest["attribution"]
    assert told["data_sha256"] == data_hash(tables)
    assert told["caution"] == CAUTION
    assert told["scope"] == "All 13 events."
    part = json.loads(export("geojson", tables, [KABUL]))["provenance"]
    assert part == {**told, "scope": "A selection: 1 of 13 events."}


def test_gdal_reads_it(tables: Tables, features: dict[str, Any], tmp_path: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    file = tmp_path / "out.geojson"
    file.write_bytes(export("geojson", tables))
    about, _, geometry, columns = pyogrio.raw.read(file)
    assert about["crs"] == "EPSG:4326"
    values = dict(zip(about["fields"], columns, strict=True))
    assert list(values["event_id"]) == list(features)
    assert [found is None for found in geometry] == [feature["geometry"] is None for feature in features.values()]
    assert list(values["date_edtf"]) == [feature["properties"]["date_edtf"] for feature in features.values()]


def test_hostile_text_is_text(hostile: Path, hostile_text: str) -> None:
    content = export("geojson", load(hostile), [KABUL])
    told = json.loads(content)["features"][0]["properties"]
    assert told["title"] == hostile_text
    assert hostile_text in [quote["quote"] for quote in told["quotes"]]
    assert told["note"] == f"\t{hostile_text}"


def test_control_characters_are_escaped(tables: Tables, with_cells: Callable[..., Tables]) -> None:
    content = export("geojson", with_cells(tables, KABUL, title="a\x00b\u2028c"), [KABUL])
    assert json.loads(content)["features"][0]["properties"]["title"] == "a\x00b\u2028c"
    assert not re.search(rb"[\x00-\x09\x0b-\x1f]", content)
