"""JSON in every envelope, GeoJSON and what stands beside its geometry."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files import LayoutChoices, Mapping, Opened, open_file

PLACE = {"latitude": "geometry latitude", "longitude": "geometry longitude"}


def opened(data: bytes | str | Any, name: str = "events.json", mapping: Mapping | None = None) -> Opened:
    """The file with what is proposed for it, which must leave nothing open."""
    data = data if isinstance(data, bytes) else data.encode() if isinstance(data, str) else json.dumps(data).encode()
    try:
        return open_file(data, name, mapping=mapping)
    except MappingNeeded as asked:
        needed = asked
    assert needed.questions == ()
    assert isinstance(needed.proposal, Mapping)
    return open_file(data, name, mapping=needed.proposal)


def places(file: Opened) -> list[tuple[int, float | None, float | None]]:
    rows = file.events.sort_by("row").to_pylist()
    return [(row["row"], row["latitude"], row["longitude"]) for row in rows]


def listed(file: Opened) -> list[tuple[int, str]]:
    return [(entry["row"], entry["reason"]) for entry in file.report.listed.to_pylist()]


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"date": "2021-05-06", **properties}, "geometry": geometry}


def point(*coordinates: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(coordinates)}


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


# --- records ------------------------------------------------------------------------------------------------------

RECORD = {"date": "2021-05-06", "lat": 12.5, "lon": 45.25, "killed": 7}
OTHER = {"date": "2021-05-08", "lat": 13, "lon": 46, "killed": 0, "town": "Aden"}
COLUMNS = {"date": ["2021-05-06", "2021-05-08"], "lat": [12.5, 13], "lon": [45.25, 46], "killed": [7, 0]}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ([RECORD, OTHER], "a.json"),
        ({"status": 200, "success": True, "count": 2, "data": [RECORD, OTHER]}, "a.json"),
        ({"TotalCount": 2, "TotalPages": 1, "PreviousPageUrl": None, "NextPageUrl": "", "Result": [RECORD, OTHER]}, "a.json"),
        ({"response": {"docs": [RECORD, OTHER], "numFound": 2}}, "a.json"),
        ([list(RECORD), list(RECORD.values()), [*OTHER.values()][:4]], "a.json"),
        (COLUMNS, "a.json"),
        ({name: {str(place): cell for place, cell in enumerate(cells)} for name, cells in COLUMNS.items()}, "a.json"),
        ({"columns": list(COLUMNS), "index": [0, 1], "data": [list(row) for row in zip(*COLUMNS.values(), strict=True)]}, "a.json"),
        ({"x1": RECORD, "x2": OTHER}, "a.json"),
        ("\n".join(map(json.dumps, (RECORD, OTHER))), "a.ndjson"),
        ("\n\n".join(map(json.dumps, (RECORD, OTHER))) + "\n", "a.jsonl"),
        ("".join(f"\x1e{json.dumps(record, indent=1)}\n" for record in (RECORD, OTHER)), "a.json"),
        (json.dumps([RECORD, OTHER]).encode("utf-8-sig"), "a.json"),
        (json.dumps([RECORD, OTHER]).encode("utf-16"), "a.json"),
    ],
)  # fmt: skip
def test_records_in_any_envelope_are_the_same_events(data: Any, name: str) -> None:
    file = opened(data, name)
    assert file.report.rows_read == 2
    events = file.events.to_pylist()
    assert [str(event["date_start"]) for event in events] == ["2021-05-06", "2021-05-08"]
    assert [(event["latitude"], event["longitude"]) for event in events] == [(12.5, 45.25), (13.0, 46.0)]
    assert [event["fatalities"] for event in events] == [7, 0]
    assert [event["row"] for event in events] == [2, 3]
    assert file.report.counts == {}


def test_nested_objects_become_columns_and_lists_one_cell() -> None:
    file = opened([{**RECORD, "place": {"name": "Aden", "codes": {"iso": "YE"}}, "sources": ["a", "b"], "seen": True}])
    [row] = file.original.to_pylist()
    assert (row["place.name"], row["place.codes.iso"], row["sources"], row["seen"]) == ("Aden", "YE", "a; b", "true")


def test_a_row_that_is_shorter_than_its_header_ends_with_empty_cells() -> None:
    rows = [["date", "lat", "lon", "place"], ["2022-02-24", 50.4, 30.5], ["2022-02-25", 50.4, 30.5, "Kyiv"]]
    fields = {"date": "date", "latitude": "lat", "longitude": "lon", "location": "place"}
    opened = open_file(json.dumps(rows).encode(), "a.json", mapping=Mapping(fields))
    assert opened.events["location"].to_pylist() == [None, "Kyiv"]
    assert opened.report.counts == {}
    assert not any("cell" in notice for notice in opened.report.notices)
    assert opened.original.column_names == ["row", "date", "lat", "lon", "place"]


def test_numbers_are_kept_digit_for_digit() -> None:
    file = opened('[{"date": "2021-05-06", "lat": 1.10, "lon": 2, "n": 123456789012345678901234567890, "m": 1e2}]')
    [row] = file.original.to_pylist()
    assert row["n"] == "123456789012345678901234567890"
    assert row["m"] == "100"
    digits = "9" * 5000
    file = opened(f'[{{"date": "2021-05-06", "lat": 1, "lon": 2, "n": {digits}}}]')
    assert file.original["n"].to_pylist() == [digits]


def test_nothing_of_odd_json_is_lost_without_a_word() -> None:
    text = (
        '[{"date": "2021-05-06", "lat": 1, "lon": 2, "a": 1, "a": 2, "killed": NaN, "half \\ud800": "\\udc00 x"}, {}]'
    )
    file = opened(text)
    row = file.original.to_pylist()[0]
    assert (row["a"], row["a (2)"], row["killed"], row["half �"]) == ("1", "2", None, "� x")
    assert any("stand twice" in notice and ": a." in notice for notice in file.report.notices)
    assert (3, "no_date") in listed(file)
    assert file.report.rows_read == 2


def test_lines_that_are_no_json_are_listed() -> None:
    lines = [json.dumps(RECORD), '{"date": "2021-05-07", "lat": 1', json.dumps(OTHER)]
    file = opened("\n".join(lines), "a.ndjson")
    assert [row for row, _, _ in places(file)] == [2, 4]
    assert listed(file) == [(3, "unreadable_record")]
    assert file.report.rows_read == 3
    [value] = file.report.listed["value"].to_pylist()
    assert value == lines[1]


def test_an_answer_that_is_one_page_of_several_says_so() -> None:
    answer = {
        "TotalCount": 900,
        "TotalPages": 450,
        "NextPageUrl": "https://example.org/?page=1",
        "Result": [RECORD, OTHER],
    }
    notices = opened(answer).report.notices
    assert any("2 records of the 900" in notice for notice in notices)
    assert any("further pages" in notice for notice in notices)


def test_of_several_lists_one_is_read_and_the_others_are_offered() -> None:
    data = json.dumps({"sites": [{"name": "x"}], "events": [RECORD, OTHER]}).encode()
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.json")
    layout = needed.value.layout
    assert [(sheet.name, sheet.rows) for sheet in layout.sheets] == [("sites", 1), ("events", 2)]  # type: ignore[attr-defined]
    assert needed.value.columns[:2] == ("date", "lat")
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.json", choices=LayoutChoices(sheet="sites"))
    assert needed.value.columns == ("name",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('{"type": "Topology", "objects": {}, "arcs": []}', "TopoJSON"),
        ('{"type": "Point", "coordinates": [1, 2]}', "a geometry alone"),
        ('{"success": false, "error": [{"message": "Access denied"}]}', "Access denied"),
        ('{"status": 200, "count": 0, "data": []}', "list of records is empty"),
        ("[]", "list of records is empty"),
        ("[1, 2, 3]", "no list of records"),
        ('{"type": "FeatureCollection", "features": []}', "no features"),
        ('[{"date": "2021-05-06", "lat": 1', "damaged or was cut off"),
        (b'[{"date": "2021-05-06", "town": "\xcf\xf0\xe8"}]', "not text in UTF-8"),
    ],
)
def test_json_that_is_no_table_is_refused_by_name(data: str | bytes, words: str) -> None:
    with pytest.raises(FileRefused) as refused:
        open_file(data if isinstance(data, bytes) else data.encode(), "a.json")
    assert words in str(refused.value)


def test_the_answer_of_acled_is_acleds() -> None:
    row = {
        "event_id_cnty": "X1",
        "event_date": "2021-05-06",
        "year": 2021,
        "time_precision": 1,
        "event_type": "Battles",
    }
    row |= {
        "sub_event_type": "Armed clash",
        "latitude": "1.5",
        "longitude": "2.5",
        "geo_precision": 3,
        "fatalities": "4",
    }
    file = opened({"status": 200, "success": True, "data": [row]})
    assert (file.shape, file.events["where_prec"].to_pylist(), file.events["fatalities"].to_pylist()) == (
        "acled",
        [4],
        [4],
    )


# --- GeoJSON ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (feature(point(30.5, 50.4)), "a.geojson"),
        (collection(feature(point(30.5, 50.4))), "a.geojson"),
        ([feature(point(30.5, 50.4))], "a.json"),
        (json.dumps(feature(point(30.5, 50.4))) + "\n", "a.geojsonl"),
        ("\x1e" + json.dumps(feature(point(30.5, 50.4))) + "\n", "a.geojsons"),
        (collection(feature(point(30.5, 50.4, 110.0))), "a.geojson"),
        (collection(feature(point("30.5", " 50.4 "))), "a.geojson"),
        (collection(feature({"type": "MultiPoint", "coordinates": [[30.5, 50.4]]})), "a.geojson"),
        (collection(feature({"type": "GeometryCollection", "geometries": [point(30.5, 50.4)]})), "a.geojson"),
        ({"spatialReference": {"wkid": 4326}, "features": [{"attributes": {"date": "2021-05-06"}, "geometry": {"x": 30.5, "y": 50.4}}]}, "a.json"),
    ],
)  # fmt: skip
def test_a_point_is_where_its_geometry_says(data: Any, name: str) -> None:
    file = opened(data, name)
    assert file.shape == "geojson"
    assert places(file) == [(2, 50.4, 30.5)]
    assert file.report.counts == {}


def test_the_geometry_beats_the_properties_and_the_difference_is_listed() -> None:
    data = collection(
        feature(point(22.488, 2.793), LATITUDE=32.793, LONGITUDE=22.488),
        feature(point(22.488, 2.793), LATITUDE=2.79, LONGITUDE=22.49),
        feature(None, LATITUDE=2.5, LONGITUDE=22.5),
    )
    file = opened(data)
    assert places(file) == [(2, 2.793, 22.488), (3, 2.793, 22.488), (4, None, None)]
    by_reason = file.report.counts
    assert (by_reason["property_differs"], by_reason["property_unused"], by_reason["no_place"]) == (1, 2, 1)
    assert file.original["LATITUDE"].to_pylist() == ["32.793", "2.79", "2.5"]


def test_a_person_may_choose_the_property_and_the_geometry_is_listed() -> None:
    data = json.dumps(collection(feature(point(22.488, 2.793), LATITUDE=32.793, LONGITUDE=22.488))).encode()
    mapping = Mapping({"date": "date", "latitude": "LATITUDE", "longitude": "LONGITUDE"})
    file = open_file(data, "a.geojson", mapping=mapping)
    assert places(file) == [(2, 32.793, 22.488)]
    assert file.report.counts == {"geometry_differs": 1}


FIJI = [[179, -17], [-179, -17], [-179, -19], [179, -19], [179, -17]]


@pytest.mark.parametrize(
    ("shape", "longitudes", "latitudes"),
    [
        ({"type": "Polygon", "coordinates": [FIJI]}, (179, -179), (-19, -17)),
        ({"type": "LineString", "coordinates": [[178, 5], [-178, 6]]}, (178, -178), (5, 6)),
        ({"type": "MultiPolygon", "coordinates": [[FIJI]]}, (179, -179), (-19, -17)),
        ({"type": "MultiLineString", "coordinates": [[[-179, 1], [179, 2]], [[-178, 1], [178, 2]]]}, (178, -178), (1, 2)),
        ({"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [FIJI]}, point(180, -18)]}, (179, -179), (-19, -17)),
        ({"type": "Polygon", "coordinates": [FIJI, [[179.9, -17.5], [-179.9, -17.5], [-179.9, -18.5], [179.9, -18.5], [179.9, -17.5]]]}, (179, -179), (-19, -17)),
        ({"type": "Polygon", "coordinates": [[[10, 10], [12, 12], [12, 10], [10, 12], [10, 10]]]}, (10, 12), (10, 12)),
        ({"type": "Polygon", "coordinates": [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]}, (-180, 180), (-90, 90)),
    ],
)  # fmt: skip
def test_the_point_of_a_shape_lies_on_it_over_the_date_line_too(
    shape: Any, longitudes: tuple[int, int], latitudes: tuple[int, int]
) -> None:
    file = opened(collection(feature(shape)))
    [(_, latitude, longitude)] = places(file)
    assert latitude is not None
    assert longitude is not None
    west, east = longitudes
    assert latitudes[0] <= latitude <= latitudes[1]
    assert west <= longitude <= east if west < east else (longitude >= west or longitude <= east)
    assert file.events["where_prec"].to_pylist() == [5]
    assert listed(file) == [(2, "area_for_point")]


def test_no_feature_vanishes() -> None:
    empty = {"type": "Feature", "properties": {}, "geometry": None}
    features = [
        feature(point(1, 2)),
        empty,
        {},
        None,
        feature({"type": "Point", "coordinates": []}),
        feature({"type": "Polygon"}),
    ]
    file = opened(collection(*features))
    assert file.report.rows_read == 6
    assert [(row, latitude) for row, latitude, _ in places(file)] == [(2, 2.0), (6, None), (7, None)]
    assert {row for row, reason in listed(file) if reason == "no_date"} == {3, 4, 5}
    assert {row for row, reason in listed(file) if reason == "unreadable_geometry"} >= {7}


@pytest.mark.parametrize(
    "wrong",
    [point("a", 1), point(1), {"type": "Circle", "coordinates": [1, 2]}, 5, "x", point(None, 2), point(True, 2)],
)
def test_a_geometry_that_cannot_be_read_is_listed(wrong: Any) -> None:
    file = opened(collection(feature(wrong), feature(point(3, 4))))
    assert places(file) == [(2, None, None), (3, 4.0, 3.0)]
    assert (2, "unreadable_geometry") in listed(file)


def test_a_property_that_is_called_as_ours_is_kept() -> None:
    file = opened(collection(feature(point(3, 4), **{"geometry latitude": "mine"})))
    assert places(file) == [(2, 4.0, 3.0)]
    assert file.original["property geometry latitude"].to_pylist() == ["mine"]


def test_half_a_surrogate_in_a_name_does_no_harm() -> None:
    text = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"date": "2021-05-06", "a\\ud83d": "b\\udc00"}, "geometry": null}]}'
    file = opened(text)
    assert file.original["a�"].to_pylist() == ["b�"]


def test_another_coordinate_system_is_refused_by_its_name() -> None:
    answer = {
        "spatialReference": {"wkid": 102100, "latestWkid": 3857},
        "features": [{"attributes": {}, "geometry": {"x": 1, "y": 2}}],
    }
    with pytest.raises(FileRefused, match="EPSG:3857"):
        open_file(json.dumps(answer).encode(), "a.json")


def test_layers_of_a_map_server_with_days_in_milliseconds() -> None:
    def layer(number: int, shape: Any, day: int) -> dict[str, Any]:
        properties = {"OBJECTID": number, "Date": day, "Event_Type": "claimed", "CreationDate": day + 172_800_000}
        return {"type": "Feature", "id": number, "properties": properties, "geometry": shape}

    area = {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 48]]]}
    file = opened(collection(layer(1, area, 1645660800000), layer(2, point(37.5, 48.5), 1645747200000)))
    assert [str(day) for day in file.events["date_start"].to_pylist()] == ["2022-02-24", "2022-02-25"]
    assert file.events["where_prec"].to_pylist() == [5, None]
    assert file.events["event_type"].to_pylist() == ["claimed", "claimed"]
