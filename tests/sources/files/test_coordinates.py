"""Coordinates in every way in which people write them; two readings are asked or listed."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from event_rows import text
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import MappingNeeded
from dashboard.sources.files import Mapping, open_file, preview, propose, questions
from dashboard.sources.files.convert.coordinates import position
from dashboard.sources.files.opened import Opened

TWO = Mapping({"date": "when", "latitude": "lat", "longitude": "lon", "country": "country"})
ONE = Mapping({"date": "when", "coordinates": "where", "country": "country"})


def two(*pairs: tuple[str, str], country: str = "", mapping: Mapping = TWO) -> Opened:
    rows = [["when", "lat", "lon", "country"], *[["2022-02-24", *pair, country] for pair in pairs]]
    opened = open_file(text(rows).encode(), "a.csv", mapping=mapping)
    shown, _ = preview(rows[0], rows[1:], mapping)
    assert shown.to_pylist() == opened.events.to_pylist()
    return opened


def open_cells(*cells: str, country: str = "", mapping: Mapping = ONE) -> Opened:
    rows = [["when", "where", "country"], *[["2022-02-24", cell, country] for cell in cells]]
    opened = open_file(text(rows).encode(), "a.csv", mapping=mapping)
    shown, _ = preview(rows[0], rows[1:], mapping)
    assert shown.to_pylist() == opened.events.to_pylist()
    return opened


def points(opened: Opened) -> list[Any]:
    return [
        None if event["latitude"] is None else (round(event["latitude"], 6), round(event["longitude"], 6))
        for event in opened.events.to_pylist()
    ]


KYIV = (50.45, 30.52)


@pytest.mark.parametrize(
    ("north", "east"),
    [
        ("50.45", "30.52"),
        ("50,45", "30,52"),
        ("+50.45", "+30.52"),
        ("50.45°", "30.52°"),
        ("50.45° N", "30.52° E"),
        ("50.45N", "30.52E"),
        ("N50.45", "E30.52"),
        ("N 50.45°", "E 30.52°"),
        ("50.45 north", "30.52 east"),
        ("50°27'00\"N", "30°31'12\"E"),
        ("50° 27' 0\" N", "30° 31' 12\" E"),
        ("50°27′00″N", "30°31′12″E"),
        ("50º27'00''N", "30º31'12''E"),
        ("50°27’00”N", "30°31’12”E"),
        ("50Â°27'00\"N", "30Â°31'12\"E"),
        ("50 27 00 N", "30 31 12 E"),
        ("50 27 00", "30 31 12"),
        ("50:27:00", "30:31:12"),
        ("50d27m00s", "30d31m12s"),
        ("50d27m00sN", "30d31m12sE"),
        ("N50°27.000'", "E030°31.200'"),
        ("502700N", "0303112E"),
        ("50°27′0″ с. ш.", "30°31′12″ в. д."),
        ("٥٠.٤٥", "٣٠.٥٢"),
        ("٥٠٫٤٥", "٣٠٫٥٢"),
        ("５０．４５", "３０．５２"),
    ],
)
def test_one_coordinate_a_cell(north: str, east: str) -> None:
    opened = two((north, east))
    assert points(opened) == [KYIV]
    assert opened.report.counts == {}


@pytest.mark.parametrize(
    ("north", "east", "point"),
    [
        ("33°52'S", "151°12'E", (-33.866667, 151.2)),
        ("33,9 S", "18,4 E", (-33.9, 18.4)),
        ("−33.9", "−70.6", (-33.9, -70.6)),
        ("-33.9", "70.6W", (-33.9, -70.6)),
        ("S33.9", "W070.6", (-33.9, -70.6)),
        ("0°30' S", "0°30' W", (-0.5, -0.5)),
        ("90", "180", (90.0, 180.0)),
    ],
)
def test_the_other_halves_of_the_earth(north: str, east: str, point: tuple[float, float]) -> None:
    assert points(two((north, east))) == [point]


def test_the_letter_o_is_west_in_one_language_and_east_in_another() -> None:
    assert points(two(("48.8 N", "2.3 E"), ("14.7 N", "17.4 O"))) == [(48.8, 2.3), (14.7, -17.4)]
    assert points(two(("48.8 N", "2.3 O"), ("14.7 N", "17.4 W"))) == [(48.8, 2.3), (14.7, -17.4)]
    opened = two(("48.8 N", "2.3 O"))
    assert points(opened) == [None]
    assert opened.report.counts["unreadable_place"] == 1


@pytest.mark.parametrize(
    ("north", "reason"),
    [
        ("50.45E", "unreadable_place"),
        ("-33.9 S", "unreadable_place"),
        ("50°60'N", "unreadable_place"),
        ("50°27'61\"N", "unreadable_place"),
        ("50.5°27'N", "unreadable_place"),
        ("50 27", "unreadable_place"),
        ("5.045.123", "unreadable_place"),
        ("fifty", "unreadable_place"),
        ("5590000", "impossible_place"),
        ("180.001", "impossible_place"),
        ("", "half_place"),
        ("-", "half_place"),
        ("N/A", "half_place"),
        ("unknown", "half_place"),
    ],
)
def test_what_is_no_coordinate_is_listed(north: str, reason: str) -> None:
    opened = two((north, "30.52"))
    assert points(opened) == [None]
    assert opened.report.counts == {reason: 1}


@pytest.mark.parametrize("word", ["-", ".", "N/A", "unknown", "?", "NULL"])
def test_words_for_nothing_are_no_place(word: str) -> None:
    assert two((word, word)).report.counts == {"no_place": 1}
    assert open_cells(word).report.counts == {"no_place": 1}


@pytest.mark.parametrize(
    "cell",
    [
        "50.45, 30.52",
        "50.45,30.52",
        "50.45;30.52",
        "50,45; 30,52",
        "50,45 30,52",
        "50.45 30.52",
        "(50.45, 30.52)",
        "50.45/30.52",
        "50.45 30.52 0 0",
        "50.45 30.52 179.5 4.5",
        "geo:50.45,30.52",
        "lat: 50.45, lon: 30.52",
        "lon=30.52 lat=50.45",
        '{"lat": 50.45, "lng": 30.52}',
        "50.45° N, 30.52° E",
        "30.52E, 50.45N",
        "N50.45 E30.52",
        "50°27'00\"N 30°31'12\"E",
        "50 27 00 N 30 31 12 E",
        "POINT (30.52 50.45)",
        "point(30.52 50.45)",
        "POINT Z (30.52 50.45 179.5)",
        "SRID=4326;POINT(30.52 50.45)",
        "MULTIPOINT ((30.52 50.45))",
        '{"type": "Point", "coordinates": [30.52, 50.45]}',
        shapely.to_wkb(shapely.Point(30.52, 50.45), hex=True),
        "\\x" + shapely.to_wkb(shapely.set_srid(shapely.Point(30.52, 50.45), 4326), hex=True, include_srid=True),
    ],
)
def test_both_in_one_cell(cell: str) -> None:
    assert points(open_cells(cell)) == [KYIV]


@pytest.mark.parametrize(
    "cell",
    [
        "50,45,30,52",
        "Kyiv",
        "50.45",
        "36UUB0123",
        "POINT EMPTY",
        "SRID=3857;POINT(3397000 6523000)",
        "POINT (30.52",
        "50.45N, 30.52N",
        "00ff",
    ],
)
def test_a_cell_that_holds_no_place_is_listed(cell: str) -> None:
    opened = open_cells(cell)
    assert points(opened) == [None]
    assert opened.report.counts == {"unreadable_place": 1}


def test_lines_and_areas_in_a_cell_are_approximate() -> None:
    opened = open_cells(
        "LINESTRING (30 50, 30.5 50.5, 31 51)", "POLYGON ((179 1, -179 1, -179 2, 179 2, 179 1))", "POINT (1 2)"
    )
    line, area, point = opened.events.to_pylist()
    assert (line["latitude"], line["longitude"]) == (50.5, 30.5)
    assert abs(area["longitude"]) >= 179
    assert [event["where_prec"] for event in (line, area, point)] == [5, 5, None]
    assert opened.report.counts == {"area_for_point": 2}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("30.52, 50.45", "151.2, -33.8"), [(50.45, 30.52), (-33.8, 151.2)]),
        (("50.45, 30.52", "-33.8, 151.2"), [(50.45, 30.52), (-33.8, 151.2)]),
        # A cell that names its numbers proves nothing of the others.
        (("30.52, 50.45", "151.2, -33.8", "lat -33.8, lon 151.2"), [(50.45, 30.52), *[(-33.8, 151.2)] * 2]),
    ],
)
def test_an_impossible_latitude_proves_which_number_stands_first(cells: tuple[str, ...], expected: list[Any]) -> None:
    assert points(open_cells(*cells)) == expected


def test_geoparquet() -> None:
    out = io.BytesIO()
    shapes = [shapely.to_wkb(shapely.Point(30.52, 50.45)), None]
    pq.write_table(pa.table({"when": ["2022-02-24", "2022-02-25"], "geometry": pa.array(shapes, pa.binary())}), out)
    with pytest.raises(MappingNeeded) as needed:
        open_file(out.getvalue(), "a.parquet")
    proposal = needed.value.proposal
    assert isinstance(proposal, Mapping)
    assert dict(proposal.columns) == {"date": "when", "coordinates": "geometry"}
    opened = open_file(out.getvalue(), "a.parquet", mapping=proposal)
    assert points(opened) == [KYIV, None]
    shown, _ = preview(needed.value.columns, needed.value.sample, proposal)
    assert shown.to_pylist() == opened.events.to_pylist()


# --- exchanged ----------------------------------------------------------------------------------------------------


def asked(columns: list[str], rows: list[list[str]], mapping: Mapping) -> tuple[str, ...]:
    assert questions(mapping, columns, rows) == ("swapped",)
    with pytest.raises(MappingNeeded) as needed:
        open_file(text([columns, *rows]).encode(), "a.csv", mapping=mapping)
    return needed.value.questions


def test_points_that_lie_in_their_country_only_when_exchanged_are_asked() -> None:
    columns = ["when", "lat", "lon", "country"]
    rows = [["2022-02-24", "30.52", "50.45", "Ukraine"], ["2022-02-24", "36.23", "49.99", "Ukraine"]]
    assert asked(columns, rows, TWO) == ("swapped",)
    as_it_is = Mapping(TWO.columns, confirmed=("swapped",))
    assert points(open_file(text([columns, *rows]).encode(), "a.csv", mapping=as_it_is)) == [
        (30.52, 50.45),
        (36.23, 49.99),
    ]
    exchanged = Mapping({**TWO.columns, "latitude": "lon", "longitude": "lat"})
    assert points(open_file(text([columns, *rows]).encode(), "a.csv", mapping=exchanged)) == [KYIV, (49.99, 36.23)]


def test_points_of_which_most_lie_in_their_country_are_not_asked() -> None:
    right, exchanged = (
        [("50.45", "30.52"), ("49.99", "36.23"), ("46.48", "30.72")],
        [("30.52", "50.45"), ("36.23", "49.99")],
    )
    opened = two(*right, *exchanged, country="Ukraine")
    assert points(opened)[:3] == [KYIV, (49.99, 36.23), (46.48, 30.72)]
    assert opened.report.counts == {"outside_country": 2}


def test_impossible_latitudes_that_are_possible_longitudes_are_asked() -> None:
    rows = [["2022-02-24", "151.2", "-33.8", ""], ["2022-02-24", "144.9", "-37.8", ""]]
    assert asked(["when", "lat", "lon", "country"], rows, TWO) == ("swapped",)
    proposal = propose(["when", "lat", "lon"], [row[:3] for row in rows])
    assert {"latitude", "longitude"} <= proposal.columns.keys()


def test_exchanged_in_one_cell_is_asked_and_can_be_said() -> None:
    columns, rows = ["when", "where", "country"], [["2022-02-24", "30.52, 50.45", "Ukraine"]]
    assert asked(columns, rows, ONE) == ("swapped",)
    mapping = Mapping(ONE.columns, confirmed=("swapped", "longitude_first"))
    assert points(open_file(text([columns, *rows]).encode(), "a.csv", mapping=mapping)) == [KYIV]


def test_one_odd_point_is_listed_and_nothing_asked() -> None:
    opened = two(("50.45", "30.52"), ("49.99", "36.23"), ("30.52", "50.45"), country="Ukraine")
    assert points(opened) == [KYIV, (49.99, 36.23), (30.52, 50.45)]
    assert opened.report.counts == {"outside_country": 1}


def test_columns_that_hold_places_are_proposed_by_their_values() -> None:
    columns = ["when", "location", "killed"]
    proposal = propose(columns, [["2022-02-24", "50.45, 30.52", "3"], ["2022-02-25", "49.99, 36.23", "1"]])
    assert dict(proposal.columns) == {"date": "when", "coordinates": "location", "fatalities": "killed"}


LATITUDES, LONGITUDES = (
    st.floats(-89.9, 89.9).map(lambda x: round(x, 4)),
    st.floats(-179.9, 179.9).map(lambda x: round(x, 4)),
)


def _dms(value: float, letters: str) -> str:
    seconds = round(abs(value) * 3600, 3)
    return f"{int(seconds // 3600)}°{int(seconds % 3600 // 60)}'{seconds % 60:.3f}\"{letters[value < 0]}"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=4))
def test_every_spelling_of_a_point_is_that_point(places: list[tuple[float, float]]) -> None:
    places = [place for place in places if place != (0, 0)] or [KYIV]
    expected = [(pytest.approx(lat, abs=1e-6), pytest.approx(lon, abs=1e-6)) for lat, lon in places]
    spelled = [
        two(*[(repr(lat), repr(lon)) for lat, lon in places]),
        two(*[(repr(lat).replace(".", ","), repr(lon).replace(".", ",")) for lat, lon in places]),
        two(*[(_dms(lat, "NS"), _dms(lon, "EW")) for lat, lon in places]),
        open_cells(*[f"{_dms(lat, 'NS')} {_dms(lon, 'EW')}" for lat, lon in places]),
        open_cells(*[shapely.Point(lon, lat).wkt for lat, lon in places]),
        open_cells(*[shapely.to_wkb(shapely.Point(lon, lat), hex=True) for lat, lon in places]),
        open_cells(*[f"{lat}, {lon}" for lat, lon in places], mapping=Mapping(ONE.columns, confirmed=("swapped",))),
    ]
    for opened in spelled:
        assert points(opened) == expected


def test_a_number_with_a_decimal_comma_is_no_pair() -> None:
    rows = "Datum;Ort;Breite;Länge;Tote\n2021-03-04;Aville;34,53;69,17;3\n2021-03-05;Beville;33,34;69,92;1\n"
    with pytest.raises(MappingNeeded) as needed:
        open_file(rows.encode(), "a.csv")
    proposal = needed.value.proposal
    assert isinstance(proposal, Mapping)
    assert proposal.columns["latitude"] == "Breite"
    assert proposal.columns["longitude"] == "Länge"
    assert "coordinates" not in proposal.columns
    opened = open_file(rows.encode(), "a.csv", mapping=proposal)
    assert opened.events["latitude"].to_pylist() == [34.53, 33.34]
    assert opened.events["longitude"].to_pylist() == [69.17, 69.92]
    # Nor does a person who takes one column for both get a place out of it.
    both = Mapping({"date": "Datum", "coordinates": "Breite"})
    assert open_file(rows.encode(), "a.csv", mapping=both).events["latitude"].to_pylist() == [None, None]


@pytest.mark.parametrize("names", [("Szerokość", "Długość"), ("Breitengrad", "Längengrad"), ("y", "x")])
def test_heads_for_latitude_and_longitude_in_other_languages(names: tuple[str, str]) -> None:
    rows = f"date;{names[0]};{names[1]}\n2021-03-04;52,25;21,5\n"
    with pytest.raises(MappingNeeded) as needed:
        open_file(rows.encode(), "a.csv")
    assert isinstance(needed.value.proposal, Mapping)
    columns = needed.value.proposal.columns
    assert (columns.get("latitude"), columns.get("longitude")) == names


def test_a_cell_of_thousands_of_digits_is_no_place() -> None:
    assert position("1 2 " * 5_000) is None
    assert position("1" * 5_000 + ", 2") is None
