"""Points, shapes and lengths of the places: on the real data without the loader, then mutated."""

from __future__ import annotations

import json
import math

import pytest
from data_copy import DATA, Project, ids_of, rows_of
from shapely.geometry import Point, shape

PLACES = {row["place_id"]: row for row in rows_of("places")}
SHAPES = {
    f"{path.name}#{feature['id']}": feature
    for path in DATA.glob("*.geojson")
    for feature in json.loads(path.read_text("utf-8"))["features"]
    if "id" in feature
}


def point(place: str) -> Point:
    return Point(float(PLACES[place]["longitude"]), float(PLACES[place]["latitude"]))


# --- the real data -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [key for key, row in PLACES.items() if row["level"] in ("province", "region")])
def test_a_label_point_lies_in_its_own_shape(place: str) -> None:
    feature = SHAPES[PLACES[place]["geometry"]]
    assert shape(feature["geometry"]).contains(point(place))
    assert feature["properties"]["place_id"] == place


def test_the_label_of_the_border_lies_on_the_line() -> None:
    line = shape(SHAPES["border.geojson#af-pk-border"]["geometry"])
    assert line.distance(point("af-pk-border")) * 111.2 < 0.2


@pytest.mark.parametrize("place", [key for key, row in PLACES.items() if row["level"] == "city"])
def test_a_town_lies_in_its_province(place: str) -> None:
    province = next(f for f in SHAPES.values() if f["properties"].get("place_id") == PLACES[place]["admin1"])
    assert shape(province["geometry"]).contains(point(place))


def test_latitude_and_longitude_are_those_of_the_region() -> None:
    for row in PLACES.values():
        assert 23 < float(row["latitude"]) < 39
        assert 60 < float(row["longitude"]) < 78


# --- mutations -----------------------------------------------------------------------------------------------------


def test_latitude_and_longitude_swapped_are_noticed(project: Project) -> None:
    rows = project.rows("places")
    for row in rows:
        row["latitude"], row["longitude"] = row["longitude"], row["latitude"]
    project.write("places", rows)
    assert project.lines("places", "latitude") == set(range(2, len(rows) + 2))


@pytest.mark.parametrize("columns", [("latitude", "longitude"), ("geometry",), ("latitude", "longitude", "geometry")])
def test_paktia_and_paktika_swapped_are_noticed(project: Project, columns: tuple[str, ...]) -> None:
    """The points, the shapes, or both together: a shape knows whose it is."""
    one, other = "af-province-paktia", "af-province-paktika"
    for here, there in ((one, other), (other, one)):
        project.change("places", here, **{column: PLACES[there][column] for column in columns})
    column = "geometry" if "geometry" in columns else "latitude"
    assert project.lines("places", column) == {project.line("places", one), project.line("places", other)}


def test_paktia_and_paktika_swapped_by_code_are_noticed(project: Project) -> None:
    line = project.change("places", "af-province-paktia", iso_3166_2="AF-PKA")
    assert ("places.csv", line, "iso_3166_2") in project.places()


@pytest.mark.parametrize("place", PLACES)
def test_a_point_moved_away_is_noticed(project: Project, place: str) -> None:
    """Two degrees north-west: for a town out of its province, for an area out of its shape, for the border off it."""
    row = PLACES[place]
    far = 8 if row["level"] in ("region", "province") else 2
    cells = {"latitude": float(row["latitude"]) + far, "longitude": float(row["longitude"]) - far}
    line = project.change("places", place, **{column: f"{value:.4f}" for column, value in cells.items()})
    assert ("places.csv", line, "latitude") in project.places()


def test_a_border_label_a_kilometre_off_the_line_is_noticed(project: Project) -> None:
    longitude = float(PLACES["af-pk-border"]["longitude"]) + 2 / (111.2 * math.cos(math.radians(32)))
    line = project.change("places", "af-pk-border", longitude=f"{longitude:.4f}")
    assert ("places.csv", line, "latitude") in project.places()


@pytest.mark.parametrize("place", [key for key, row in PLACES.items() if row["geometry"]])
def test_a_shape_taken_away_is_noticed(project: Project, place: str) -> None:
    line = project.change("places", place, geometry="")
    assert ("places.csv", line, "geometry") in project.places()


@pytest.mark.parametrize("key", ["admin1.geojson#AF-XXX", "nowhere.geojson#a", "admin1.geojson", "../x.geojson#a"])
def test_a_shape_that_does_not_exist_is_noticed(project: Project, key: str) -> None:
    line = project.change("places", "af-province-khost", geometry=key)
    assert ("places.csv", line, "geometry") in project.places()


@pytest.mark.parametrize(
    ("column", "value"),
    [("latitude", "91"), ("latitude", "-90.1"), ("longitude", "180.5"), ("latitude", "nan"), ("longitude", "inf"),
     ("latitude", "1_0"), ("latitude", " 33"), ("latitude", "33,5"), ("latitude", "٣٣"), ("latitude", "")],
)  # fmt: skip
def test_a_coordinate_that_is_none_is_noticed(project: Project, column: str, value: str) -> None:
    line = project.change("places", "af-city-kabul", **{column: value})
    assert ("places.csv", line, column) in project.places()


def test_the_province_of_a_town_is_needed_and_right(project: Project) -> None:
    empty = project.change("places", "af-city-kabul", admin1="")
    wrong = project.change("places", "af-city-kandahar", admin1="af-province-paktia")
    assert {("places.csv", empty, "admin1"), ("places.csv", wrong, "latitude")} <= project.places()


@pytest.mark.parametrize("length", ["2400", "", "26000"])
def test_another_reported_length_of_the_border_is_noticed(project: Project, length: str) -> None:
    line = project.change("places", "af-pk-border", reported_length_km=length)
    assert project.places() == {("places.csv", line, "reported_length_km")}


def test_a_length_without_a_quote_is_noticed(project: Project) -> None:
    line = project.change(
        "places", "af-province-khost", reported_length_km="120", drawn_length_km="1", drawn_scale="1:1"
    )
    assert project.places() == {("places.csv", line, "reported_length_km")}


@pytest.mark.parametrize("column", ["drawn_length_km", "drawn_scale"])
def test_a_reported_length_without_the_drawn_one_is_noticed(project: Project, column: str) -> None:
    line = project.change("places", "af-pk-border", **{column: ""})
    assert project.places() == {("places.csv", line, column)}


def test_a_country_that_does_not_go_with_the_code_is_noticed(project: Project) -> None:
    line = project.change("places", "pk-province-punjab", country="AF")
    assert ("places.csv", line, "country") in project.places()


def test_what_the_geocoding_step_alone_can_catch(project: Project) -> None:
    """Codes, radius and drawn length are derived: only `python -m dashboard.geocode` knows them (it changes nothing)."""
    project.change("places", "af-city-kabul", geonames_id="5")
    project.change("places", "af-province-khost", pcode="AF13", radius_km="1")
    assert project.faults() == ()
    assert "af-city-kabul" in ids_of("places")


def test_a_town_may_lie_beside_its_outline_but_in_no_other(project: Project) -> None:
    """A coast is drawn simpler than it is; a neighbour's ground is somebody else's."""
    outlines = {feature["properties"].get("place_id"): shape(feature["geometry"]) for feature in SHAPES.values()}
    sindh, balochistan = outlines["pk-province-sindh"], outlines["pk-province-balochistan"]
    beyond_the_line = balochistan.intersection(sindh.buffer(0.03)).representative_point()
    at_sea, far_out = Point(66.9, 24.8), Point(66.0, 24.0)
    assert 0 < sindh.distance(at_sea) < 0.1
    town = {**PLACES["af-city-kabul"], "place_id": "pk-city-a-port", "country": "PK", "admin1": "pk-province-sindh"}
    for where, faulty in ((at_sea, False), (far_out, True), (beyond_the_line, True)):
        rows = [*project.rows("places"), {**town, "latitude": f"{where.y:.4f}", "longitude": f"{where.x:.4f}"}]
        project.write("places", rows)
        assert (len(rows) + 1 in project.lines("places", "latitude")) is faulty, where
        project.write("places", rows[:-1])
