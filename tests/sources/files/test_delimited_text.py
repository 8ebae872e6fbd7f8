"""Text in any form: delimiters, encodings, line ends, line breaks in cells, lines that do not fit."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from event_rows import make, table, text, zipped

from dashboard.errors import Cancelled, FileRefused
from dashboard.sources.files import Limits, Mapping, open_file
from dashboard.sources.files.opened import Opened

PLAIN = open_file(make("ged", {}, {"best": "4"}), "a.csv").events.to_pylist()


def same(opened: Opened) -> bool:
    rows: list[dict[str, Any]] = opened.events.to_pylist()
    return rows == PLAIN


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, newline: str) -> None:
    opened = open_file(text(table("ged", {}, {"best": "4"}), delimiter, newline).encode(), "a.csv")
    assert same(opened)
    assert opened.original.num_rows == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "latin-1"])
def test_encodings(encoding: str) -> None:
    made = text(table("ged", {"where_coordinates": "Châteauville é"}))
    data = made.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    opened = open_file(data, "a.csv")
    assert opened.events["location"].to_pylist() == ["Châteauville é"]
    assert opened.original["where_coordinates"].to_pylist() == ["Châteauville é"]
    notices = [notice for notice in opened.report.notices if "UTF" in notice]
    assert bool(notices) == (encoding not in ("utf-8", "utf-8-sig"))


def test_latin_1_far_down_and_only_in_a_column_that_is_not_mapped() -> None:
    made = text(table("ged", *[{}] * 3000, {"source_original": "Ré"})).encode("latin-1")
    opened = open_file(made, "a.csv")
    assert opened.report.rows_shown == 3001
    assert opened.original["source_original"].to_pylist()[-1] == "Ré"


def test_utf_8_with_a_few_broken_bytes_stays_utf_8() -> None:
    made = text(table("ged", *[{"where_coordinates": "Żółć"}] * 20)).encode() + b""
    broken = made.replace("Żółć".encode(), b"\xff", 1)
    opened = open_file(broken, "a.csv")
    assert opened.events["location"].to_pylist() == ["\ufffd", *["Żółć"] * 19]


def test_line_breaks_in_cells() -> None:
    changes = [{"source_headline": f"first line {number}\nsecond, line"} for number in range(3000)]
    opened = open_file(make("ged", *changes), "a.csv")
    assert opened.report.rows_shown == 3000
    assert opened.events["row"].to_pylist() == list(range(2, 3002))
    assert opened.original["source_headline"].to_pylist()[7] == "first line 7\nsecond, line"


def test_ragged_lines_are_listed_with_their_row() -> None:
    lines = make("ged", {}, {"best": "4"}).decode().splitlines(keepends=True)
    data = "".join([lines[0], lines[1], "1,2,3\n", lines[2], "x" + "," * 60 + "\n"]).encode()
    opened = open_file(data, "a.csv")
    assert [(entry["row"], entry["reason"]) for entry in opened.report.listed.to_pylist()] == [
        (3, "ragged_line"),
        (5, "ragged_line"),
    ]
    assert opened.events["row"].to_pylist() == [2, 4]
    assert opened.original["row"].to_pylist() == [2, 4]
    assert opened.report.rows_read == 4


@pytest.mark.parametrize("place", [0, 1500, 2999])
def test_a_quote_that_is_never_closed_costs_its_own_line_only(place: int) -> None:
    lines = make("ged", *[{}] * 3000).decode().splitlines(keepends=True)
    lines[place + 1] = lines[place + 1].replace("Example Front", '"Example Front')
    opened = open_file("".join(lines).encode(), "a.csv")
    assert [(entry["row"], entry["reason"]) for entry in opened.report.listed.to_pylist()] == [
        (place + 2, "open_quote")
    ]
    assert opened.report.rows_shown == 2999
    assert opened.original.num_rows == 2999


@pytest.mark.parametrize("place", [0, 200, 398])
def test_a_quote_that_is_never_closed_in_the_last_cell_swallows_no_rows(place: int) -> None:
    lines = [f"2022-02-24,50.45,30.52,{number},seen\n" for number in range(400)]
    lines[place] = lines[place].replace("seen", '"seen')
    mapping = Mapping({"date": "date", "latitude": "lat", "longitude": "lon", "fatalities": "killed"})
    opened = open_file(("date,lat,lon,killed,note\n" + "".join(lines)).encode(), "a.csv", mapping=mapping)
    assert (opened.report.rows_read, opened.report.rows_shown) == (400, 399)
    [entry] = opened.report.listed.to_pylist()
    assert (entry["row"], entry["reason"]) == (place + 2, "open_quote")


def test_blank_lines_are_no_rows_but_count_as_lines() -> None:
    lines = make("ged", {}, {"best": "4"}).decode().splitlines(keepends=True)
    opened = open_file(("\n" + lines[0] + lines[1] + "\n" + lines[2] + "\n\n").encode(), "a.csv")
    assert opened.events["row"].to_pylist() == [3, 5]
    assert opened.report.rows_read == 2


def test_a_row_with_nothing_in_the_mapped_columns_is_listed() -> None:
    names = table("ged")[0]
    data = make("ged") + (",".join("x" if name == "code_status" else "" for name in names) + "\n").encode()
    opened = open_file(data, "a.csv")
    assert (opened.report.rows_read, opened.report.rows_shown) == (2, 1)
    assert opened.report.counts["no_date"] == 1


def test_a_line_longer_than_a_block_is_read() -> None:
    opened = open_file(make("ged", {}, {"source_article": "x" * 3_000_000}, {}), "a.csv")
    assert opened.report.rows_shown == 3
    assert max(map(len, opened.original["source_article"].drop_null().to_pylist())) == 3_000_000


def test_a_number_that_cannot_be_read_costs_no_other_line() -> None:
    rows = [{}, {"best": "many"}, {"source_headline": "x" * 5000}]
    opened = open_file(make("ged", *rows), "a.csv", limits=Limits(line_bytes=2000))
    assert opened.report.rows_shown == 3
    assert opened.report.counts == {"unreadable_number": 1}


def test_columns_of_one_name() -> None:
    made = table("ged")
    opened = open_file(text([[*made[0], "best", ""], [*made[1], "99", "z"]]).encode(), "a.csv")
    assert opened.events["fatalities"].to_pylist() == [3]
    assert opened.original.column_names[-2:] == ["best (2)", "column 51"]


def test_decimal_commas() -> None:
    made = text(table("ged", {"latitude": "33,5", "longitude": "69,25"}), ";").encode()
    assert open_file(made, "a.csv").events["longitude"].to_pylist() == [69.25]


# --- other containers -----------------------------------------------------------------------------------------


DATA = make("ged", {}, {"best": "4"})


def test_zip_with_one_table() -> None:
    opened = open_file(zipped({"ged.csv": DATA, "codebook.pdf": b"%PDF"}), "a.zip")
    assert same(opened)
    assert "ged.csv was read from the zip file." in opened.report.notices


@pytest.mark.parametrize("data", [gzip.compress(DATA), gzip.compress(DATA[:900]) + gzip.compress(DATA[900:])])
def test_gzip(data: bytes) -> None:
    assert same(open_file(data, "a.csv.gz"))


def test_zip_in_which_a_gzip_lies() -> None:
    assert same(open_file(zipped({"a.gz": gzip.compress(DATA)}), "a.zip"))


def test_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(DATA)
    assert same(open_file(path, "a.csv"))


def test_parquet_of_text_and_of_types() -> None:
    made = table("ged", {}, {"best": "4"})
    columns = dict(zip(made[0], zip(*made[1:], strict=True), strict=True))
    texts = pa.table({name: list(cells) for name, cells in columns.items()})
    typed = texts
    for name, kind in (
        ("best", pa.int64()),
        ("latitude", pa.float32()),
        ("id", pa.int32()),
        ("type_of_violence", pa.uint8()),
    ):
        typed = typed.set_column(typed.column_names.index(name), name, typed[name].cast(kind))
    days = pa.array([1564531200000] * 2, pa.timestamp("ms", tz="UTC"))
    typed = typed.set_column(typed.column_names.index("date_start"), "date_start", days)
    typed = typed.set_column(typed.column_names.index("side_a"), "side_a", typed["side_a"].dictionary_encode())
    for made_table in (texts, typed):
        out = io.BytesIO()
        pq.write_table(made_table, out)
        opened = open_file(out.getvalue(), "a.parquet")
        assert same(opened)
        assert opened.original["best"].to_pylist() == ["3", "4"]


def test_geojson_of_a_known_shape() -> None:
    names, *rows = table("acled", {}, {"event_date": "29 December 2022"})
    features = [
        {"type": "Feature", "geometry": place, "properties": dict(zip(names, row, strict=True))}
        for row, place in zip(rows, [{"type": "Point", "coordinates": [69.5, 33.75]}, None], strict=True)
    ]
    opened = open_file(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "a.geojson")
    assert (opened.shape, opened.shape_words) == ("acled", "ACLED export, as GeoJSON")
    assert opened.events["latitude"].to_pylist() == [33.75, None]


# --- progress -------------------------------------------------------------------------------------------------


def test_progress_goes_forward(tmp_path: Path) -> None:
    seen: list[float] = []
    open_file(make("ged", *[{}] * 20_000), "a.csv", progress=lambda fraction, words: seen.append(fraction))
    assert seen[0] == 0
    assert 0.9 < seen[-1] <= 1


@pytest.mark.parametrize("moment", [0, 1, 2])
def test_cancelled_at_any_moment(moment: int) -> None:
    calls: list[str] = []

    def stop(fraction: float, words: str) -> None:
        calls.append(words)
        if len(calls) > moment:
            raise Cancelled("a.csv")

    with pytest.raises(Cancelled):
        open_file(make("ged", *[{}] * 20_000), "a.csv", progress=stop)


def test_original_columns_of_a_file_that_has_changed_are_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(DATA)
    opened = open_file(path, "a.csv")
    path.write_bytes(DATA.replace(b"Testburg", b"Otherton"))
    with pytest.raises(FileRefused, match="it has changed since it was opened; open it again"):
        _ = opened.original


def test_a_header_that_spans_lines() -> None:
    made = table("ged", {}, {"best": "4"})
    made[0][made[0].index("relid")] = "rel\nid"
    assert same(open_file(text(made).encode(), "a.csv"))


def test_a_stray_nul_is_no_reason_to_refuse() -> None:
    opened = open_file(make("ged", {"source_headline": "a\x00b"}), "a.csv")
    assert opened.events["headline"].to_pylist() == ["a\x00b"]
