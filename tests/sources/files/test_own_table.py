"""Somebody's own table: proposed, settled by a person, opened; places by name; Excel and GeoJSON."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import pytest
from event_rows import table, text

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files import FIELDS, LayoutChoices, Mapping, header_key, open_file, preview, propose, questions
from dashboard.sources.files.opened import Opened

ROWS = [
    ["Incident Date", "Lat", "Long", "Town", "Killed", "Perpetrator", "Description", "Ref"],
    ["2021-03-04", "34.5", "69.2", "Kabul", "3", "Example Front", "Shots at night.", "a1"],
    ["2021-03-05", "", "", "Kandahar", "", "", "", "a2"],
]


def csv(rows: list[list[str]]) -> bytes:
    return text(rows).encode()


def asked(data: bytes, name: str = "a.csv", mapping: Mapping | None = None) -> MappingNeeded:
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, name, mapping=mapping)
    return needed.value


def only(opened: Opened) -> dict[str, Any]:
    [row] = opened.events.to_pylist()
    return row


# --- what is proposed -----------------------------------------------------------------------------------------


def test_a_table_is_not_opened_before_somebody_says_what_it_means() -> None:
    needed = asked(csv(ROWS))
    assert needed.columns == tuple(ROWS[0])
    assert needed.sample == (tuple(ROWS[1]), tuple(ROWS[2]))
    assert needed.questions == ()
    assert isinstance(needed.proposal, Mapping)
    assert dict(needed.proposal.columns) == {
        "date": "Incident Date",
        "latitude": "Lat",
        "longitude": "Long",
        "location": "Town",
        "fatalities": "Killed",
        "attacker": "Perpetrator",
        "notes": "Description",
    }


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        (["eventDate", "place_name"], ["1 May 2020", "Kabul"], {"date": "eventDate", "location": "place_name"}),
        (["when", "x", "y"], ["2020-05-01", "69", "34"], {"date": "when", "longitude": "x", "latitude": "y"}),
        (["date", "lat"], ["hello", "340"], {}),
        (["start_date", "end_date"], ["2020-05-01", "2020-05-03"], {"date": "start_date", "date_end": "end_date"}),
        (
            ["DATE", "Longitude ", "LATITUDE"],
            ["2020", "1", "2"],
            {"date": "DATE", "longitude": "Longitude ", "latitude": "LATITUDE"},
        ),
        (["datum", "descriptoin"], ["2020-05-01", "words"], {"date": "datum", "notes": "descriptoin"}),
        (["a", "b"], ["1", "2"], {}),
        ([], [], {}),
    ],
)
def test_proposals(columns: list[str], cells: list[str], expected: dict[str, str]) -> None:
    assert dict(propose(columns, [cells]).columns) == expected


@pytest.mark.parametrize(
    ("cells", "order", "questions_left"),
    [
        (["13/01/2020", "02/03/2020"], "day_first", ()),
        (["01/13/2020", "02/03/2020"], "month_first", ()),
        (["01/02/2020", "02/03/2020"], "", ("date_order",)),
        (["13/01/2020", "01/13/2020"], "", ("date_order",)),
        (["2020-01-02", "5 May 2020"], "", ()),
        (["02/02/2020"], "", ()),
        (["44926", "44927"], "excel_serial", ()),
    ],
)
def test_the_order_of_day_and_month_is_proven_or_asked(
    cells: list[str], order: str, questions_left: tuple[str, ...]
) -> None:
    columns, sample = ["date", "place"], [[cell, "Kabul"] for cell in cells]
    mapping = propose(columns, sample)
    assert mapping.date_order == order
    assert questions(mapping, columns, sample) == questions_left


def test_an_order_that_only_a_later_row_proves() -> None:
    rows = [["date", "place"], *[["01/02/2020", "Kabul"]] * 500, ["13/02/2020", "Kabul"]]
    opened = open_file(csv(rows), "a.csv", mapping=Mapping({"date": "date"}))
    assert opened.events["date_start"].to_pylist()[0] == date(2020, 2, 1)
    assert any("day first" in notice for notice in opened.report.notices)


def test_what_does_not_fit_the_stated_order_is_listed() -> None:
    rows = [["date", "place"], ["01/02/2020", "x"], ["13/02/2020", "x"]]
    opened = open_file(csv(rows), "a.csv", mapping=Mapping({"date": "date"}, "month_first"))
    assert opened.events["date_start"].to_pylist() == [date(2020, 1, 2)]
    assert opened.report.counts["unreadable_date"] == 1


def test_missing_answers_are_asked() -> None:
    assert asked(b"a,b\n1,2\n").questions == ("date", "place")
    needed = asked(b"date,place\n01/02/2020,Kabul\n", mapping=Mapping({"date": "date", "location": "place"}))
    assert needed.questions == ("date_order",)
    assert asked(b"date,place\n2020-01-01,Kabul\n", mapping=Mapping({"date": "gone"})).columns == ("date", "place")


def test_json_and_key() -> None:
    mapping = Mapping({"date": "When", "latitude": "Lät"}, "day_first")
    assert Mapping.from_json(mapping.to_json()) == mapping
    assert header_key(["Event Date", "lat"]) == header_key([" event_date ", "LAT"])
    assert header_key(["a", "b"]) != header_key(["ab"])
    for wrong in (
        "",
        "[]",
        "{}",
        '{"columns": [], "date_order": ""}',
        '{"columns": {"nothing": "x"}, "date_order": ""}',
        '{"columns": {}, "date_order": "?"}',
    ):
        with pytest.raises(ValueError, match=r"mapping|field|order|value|Expecting"):
            Mapping.from_json(wrong)


def test_the_canonical_fields_can_be_named_by_their_own_names() -> None:
    names = ["date", "date_end", *(name for name in FIELDS if name not in ("date", "date_end"))]
    assert dict(propose(names, []).columns) == {name: name for name in FIELDS}


# --- what it becomes ------------------------------------------------------------------------------------------

MAPPING = Mapping(
    {
        "date": "Incident Date",
        "latitude": "Lat",
        "longitude": "Long",
        "fatalities": "Killed",
        "notes": "Description",
        "event_id": "Ref",
    }
)


def test_opened_by_a_mapping() -> None:
    opened = open_file(csv(ROWS), "a.csv", mapping=MAPPING)
    assert (opened.shape, opened.mapping) == ("table", MAPPING)
    first, second = opened.events.to_pylist()
    assert (first["date_start"], first["latitude"], first["fatalities"]) == (date(2021, 3, 4), 34.5, 3)
    assert (first["time_of_day"], first["event_id"], first["kind"], first["attacker"]) == ("night", "a1", "other", None)
    assert (first["date_prec"], first["where_prec"]) == (None, None)
    assert second["latitude"] is None
    assert opened.report.unplaced == 1
    assert opened.original.column_names == ["row", *ROWS[0]]


@pytest.mark.parametrize(
    ("cells", "start", "end", "prec"),
    [
        (("2020-05-01", ""), date(2020, 5, 1), date(2020, 5, 1), None),
        (("2020-05-01", "2020-05-03"), date(2020, 5, 1), date(2020, 5, 3), 2),
        (("2020-05-01", "2020-05-07"), date(2020, 5, 1), date(2020, 5, 7), 3),
        (("2020-05", ""), date(2020, 5, 1), date(2020, 5, 31), 4),
        (("May 2020", ""), date(2020, 5, 1), date(2020, 5, 31), 4),
        (("2020", ""), date(2020, 1, 1), date(2020, 12, 31), 5),
        (("2020-05", "2020-06"), date(2020, 5, 1), date(2020, 6, 30), 5),
        (("2020-05-03", "2020-05-01"), date(2020, 5, 1), date(2020, 5, 3), 2),
    ],
)
def test_intervals(cells: tuple[str, str], start: date, end: date, prec: int | None) -> None:
    rows = [["from", "to", "place"], [*cells, "x"]]
    row = only(open_file(csv(rows), "a.csv", mapping=Mapping({"date": "from", "date_end": "to"})))
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (start, end, prec)


def test_places_by_name_are_placed_or_listed_but_never_guessed() -> None:
    rows = [
        ["date", "place", "country"],
        ["2020-05-01", "Paktia", "Afghanistan"],
        ["2020-05-01", "Kandahar", "Afghanistan"],
        ["2020-05-01", "Nowhereville", "Afghanistan"],
        ["2020-05-01", "Pakistan", "Pakistan"],
        ["2020-05-01", "", "Pakistan"],
        ["2020-05-01", "Paktia", "Pakistan"],
    ]
    mapping = Mapping({"date": "date", "location": "place", "country": "country"})
    opened = open_file(csv(rows), "a.csv", mapping=mapping)
    events = opened.events.to_pylist()
    assert events[0]["where_prec"] == 4
    assert 33 < events[0]["latitude"] < 34.5
    assert [event["latitude"] for event in events[1:]] == [None] * 5
    reasons = [(entry["row"], entry["value"], entry["reason"]) for entry in opened.report.listed.to_pylist()]
    assert reasons == [
        (3, "Kandahar", "several_places"),
        (4, "Nowhereville", "unknown_name"),
        (5, "Pakistan", "country_only"),
        (6, None, "no_place"),
        (7, "Paktia", "unknown_name"),
    ]
    assert opened.report.unplaced == 5


def test_coordinates_come_before_names() -> None:
    rows = [
        ["date", "place", "lat", "lon"],
        ["2020-05-01", "Paktia", "1.5", "2.5"],
        ["2020-05-01", "Paktia", "x", "2.5"],
    ]
    mapping = Mapping({"date": "date", "location": "place", "latitude": "lat", "longitude": "lon"})
    opened = open_file(csv(rows), "a.csv", mapping=mapping)
    assert opened.events["latitude"].to_pylist() == [1.5, None]
    assert opened.report.counts == {"unreadable_place": 1}


def test_a_country_called_na_is_a_country() -> None:
    rows = [["date", "country"], ["2020-05-01", "NA"]]
    opened = open_file(csv(rows), "a.csv", mapping=Mapping({"date": "date", "country": "country"}))
    assert only(opened)["country"] == "NA"


def test_kinds_by_the_tables_own_word() -> None:
    rows = [["date", "type"], *[["2020-05-01", kind] for kind in ("Air strike", "shelling", "Armed clash", "Party")]]
    opened = open_file(csv(rows), "a.csv", mapping=Mapping({"date": "date", "event_type": "type"}))
    assert opened.events["kind"].to_pylist() == ["air_strike", "shelling", "ground_clash", "other"]


def test_a_preview_shows_what_the_mapping_makes_of_the_sample() -> None:
    needed = asked(csv(ROWS))
    events, report = preview(needed.columns, needed.sample, MAPPING)
    assert events.to_pylist() == open_file(csv(ROWS), "a.csv", mapping=MAPPING).events.to_pylist()
    assert report.rows_shown == 2


def test_an_export_can_be_read_as_a_table_like_any_other() -> None:
    data = text(table("acled", {"notes": "One", "source": "A"})).encode()
    mapping = Mapping({"date": "event_date", "notes": "source"})
    opened = open_file(data, "a.csv", mapping=mapping, choices=LayoutChoices(as_table=True))
    assert (opened.shape, opened.mapping, only(opened)["notes"]) == ("table", mapping, "A")
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.csv", choices=LayoutChoices(as_table=True))
    assert needed.value.shape == "table"


@pytest.mark.parametrize(("data", "shape"), [(text(table("acled", {})).encode(), "acled"), (csv(ROWS), "table")])
def test_a_file_can_be_asked_what_it_holds_whatever_it_is(data: bytes, shape: str) -> None:
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.csv", mapping=Mapping({"date": "Incident Date"}), ask=True)
    assert needed.value.shape == shape
    assert needed.value.sample


# --- GeoJSON --------------------------------------------------------------------------------------------------

GEO = Mapping({"date": "day", "latitude": "geometry latitude", "longitude": "geometry longitude"})


def collection(*geometries: Any, **more: Any) -> bytes:
    features = [
        {"type": "Feature", "geometry": place, "properties": {"day": "2020-05-01", "tags": ["a", 1]}}
        for place in geometries
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def test_geojson() -> None:
    area = {"type": "Polygon", "coordinates": [[[10, 10], [12, 10], [12, 12], [10, 12], [10, 10]]]}
    data = collection(
        {"type": "Point", "coordinates": [69.2, 34.5, 1800]}, None, area, {"type": "Point", "coordinates": ["x"]}, 5
    )
    needed = asked(data, "a.geojson")
    assert isinstance(needed.proposal, Mapping)
    assert dict(needed.proposal.columns) == dict(GEO.columns)
    opened = open_file(data, "a.geojson", mapping=GEO)
    assert opened.shape == "geojson"
    assert opened.events["latitude"].to_pylist() == [34.5, None, 11.0, None, None]
    assert opened.events["where_prec"].to_pylist() == [None, None, 5, None, None]
    assert opened.report.counts["area_for_point"] == 1
    assert opened.report.counts["unreadable_geometry"] == 2
    assert opened.original["tags"].to_pylist()[0] == "a; 1"


def test_geojson_in_another_coordinate_system() -> None:
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    with pytest.raises(FileRefused, match="EPSG::3857"):
        open_file(collection(None, crs=named), "a.geojson", mapping=GEO)
    named["properties"] = {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}
    assert open_file(collection(None, crs=named), "a.geojson", mapping=GEO).rows == 1


# --- Excel ----------------------------------------------------------------------------------------------------


def workbook(rows: list[list[str | float]], sheets: int = 1, day_columns: tuple[int, ...] = ()) -> bytes:
    """A small xlsx file; numbers in ``day_columns`` are formatted as days."""

    def cell(value: str | float, column: int) -> str:
        place = f'r="{chr(65 + column // 26 - 1) if column > 25 else ""}{chr(65 + column % 26)}'
        if isinstance(value, str):
            return f'<c {place}{{row}}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""
        return f'<c {place}{{row}}" s="{int(column in day_columns)}"><v>{value}</v></c>'

    lines = [
        f'<row r="{number}">{"".join(cell(value, column) for column, value in enumerate(row)).replace("{row}", str(number))}</row>'
        for number, row in enumerate(rows, start=1)
    ]
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    listed = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1))
    ties = "".join(
        f'<Relationship Id="rId{n}" Type="{related}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, sheets + 1)
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{related}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{ties}<Relationship Id="s" Type="{related}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{space}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
        **{f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{space}"><sheetData/></worksheet>' for n in range(2, sheets + 1)},
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def test_excel_of_a_known_shape() -> None:
    names, *rows = table("ged", {}, {"best": "9", "high": "9"})
    typed: list[list[str | float]] = [
        [
            float(cell) if name in ("id", "best", "high", "low", "latitude", "longitude", "type_of_violence") else cell
            for name, cell in zip(names, row, strict=True)
        ]
        for row in rows
    ]
    opened = open_file(workbook([list(names), *typed], sheets=2), "a.xlsx")
    assert opened.shape == "ged"
    assert opened.events["fatalities"].to_pylist() == [3, 9]
    assert opened.events["event_id"].to_pylist() == ["100", "101"]
    assert not any("Sheet2" in notice for notice in opened.report.notices)  # an empty sheet lacks to nobody


def test_excel_days_and_serial_numbers() -> None:
    rows: list[list[str | float]] = [["date", "place"], [44926.0, "x"], ["", "y"], [44927.0, "x"]]
    for day_columns in ((0,), ()):
        opened = open_file(workbook(rows, day_columns=day_columns), "a.xlsx", mapping=Mapping({"date": "date"}))
        assert opened.events["date_start"].to_pylist() == [date(2022, 12, 31), date(2023, 1, 1)]
        assert opened.events["row"].to_pylist() == [2, 4]
        assert opened.report.counts["no_date"] == 1


def test_excel_without_its_reader_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(FileRefused, match=r"not installed; save it as CSV, or install the extra"):
        open_file(workbook([["date"], ["2020-01-01"]]), "a.xlsx")
