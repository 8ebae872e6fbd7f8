"""Columns that are numbers, days or words already when they are read: their bounds, and rows without a cell."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.sources.files import Mapping, open_file
from dashboard.sources.files.convert import cells, day_columns
from dashboard.sources.files.opened import Opened


def opened(fields: dict[str, str], **columns: Any) -> Opened:
    """A Parquet file of these columns; ``fields`` are ours → the file's."""
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return open_file(out.getvalue(), "a.parquet", mapping=Mapping(fields))


def by_row(found: Opened, column: str) -> dict[int, Any]:
    """Row (from 1) → what it holds."""
    return {
        row - 1: cell
        for row, cell in zip(found.events["row"].to_pylist(), found.events[column].to_pylist(), strict=True)
    }


def listed(found: Opened, reason: str) -> list[int]:
    """Which of the rows (from 1) are listed for a reason."""
    return [entry["row"] - 1 for entry in found.report.listed.to_pylist() if entry["reason"] == reason]


@pytest.mark.parametrize("kind", [pa.date32(), pa.timestamp("s"), pa.timestamp("ms", "UTC")])
def test_days_of_the_years_that_are_read(kind: pa.DataType) -> None:
    days = [date(1499, 12, 31), date(1500, 1, 1), date(1969, 12, 31), date(1970, 1, 1), date(2100, 12, 31)]
    column = pa.array([*days, date(2101, 1, 1), None], pa.date32()).cast(kind)
    found = opened({"date": "when", "event_id": "number"}, when=column, number=[*"abcdefg"])
    assert dict(zip(found.events["event_id"].to_pylist(), found.events["date_start"].to_pylist(), strict=True)) == dict(
        zip("bcde", days[1:], strict=True)
    )
    assert found.events["date_end"].to_pylist() == found.events["date_start"].to_pylist()
    assert listed(found, "unreadable_date") == [1, 6]
    assert listed(found, "no_date") == [7]


@pytest.mark.parametrize("kind", [pa.int8(), pa.string()])
def test_codes_of_exactness_that_are_none(kind: pa.DataType) -> None:
    codes = pa.array([0, 1, 5, 6, None], pa.int8()).cast(kind)
    found = opened({"date": "when", "date_prec": "exact"}, when=[date(2022, 2, 24)] * 5, exact=codes)
    held = by_row(found, "date_prec")
    assert held == {1: None, 2: 1, 3: 5, 4: None, 5: None}
    assert listed(found, "unknown_precision") == [1, 4]


@pytest.mark.parametrize("kind", [pa.float32(), pa.float64()])
def test_degrees_that_are_no_number(kind: pa.DataType) -> None:
    north = pa.array([50.5, float("inf"), float("-inf"), float("nan"), None, 0.0], kind)
    fields = {"date": "when", "latitude": "north", "longitude": "east"}
    found = opened(fields, when=[date(2022, 2, 24)] * 6, north=north, east=[30.5] * 6)
    held = by_row(found, "latitude")
    assert held == {1: 50.5, 2: None, 3: None, 4: None, 5: None, 6: 0.0}
    assert listed(found, "unreadable_place") == [2, 3]


@pytest.mark.parametrize("size", [2, 4, 7])
def test_a_file_in_several_parts_is_read_whole(size: int) -> None:
    out = io.BytesIO()
    days = [date(2022, 2, day) for day in range(1, 8)]
    table = pa.table({"when": days, "place": [*"aabbaac"], "killed": range(7)})
    pq.write_table(table, out, row_group_size=size)
    mapping = Mapping({"date": "when", "location": "place", "fatalities": "killed"})
    events = open_file(out.getvalue(), "a.parquet", mapping=mapping).events
    assert events["date_start"].to_pylist() == days
    assert events["location"].to_pylist() == [*"aabbaac"]
    assert events["fatalities"].to_pylist() == [*range(7)]


@pytest.mark.parametrize("words", [["Aville"], ["Aville", "Beville"], ["Aville", "Beville", "Ceville"]])
def test_a_row_without_a_word_has_none(words: list[str]) -> None:
    places = [None, "  ", *words, None]
    found = opened({"date": "when", "location": "place"}, when=[date(2022, 2, 24)] * len(places), place=places)
    held = by_row(found, "location")
    assert [held[row] for row in range(1, len(places) + 1)] == [None, None, *words, None]


def test_degrees_are_as_the_file_has_them() -> None:
    north = pa.array([50.1], pa.float32())
    fields = {"date": "when", "latitude": "north", "longitude": "east"}
    found = opened(fields, when=[date(2022, 2, 24)], north=north, east=[30.5])
    assert found.events["latitude"].to_pylist() == north.to_pylist() != [50.1]


def test_day_numbers_with_a_time_of_day() -> None:
    found = opened({"date": "when"}, when=[44616.5, 44617.0, None])
    assert found.events["date_start"].to_pylist() == [date(2022, 2, 24), date(2022, 2, 25)]


def test_an_empty_note_is_none() -> None:
    found = opened({"date": "when", "notes": "text"}, when=[date(2022, 2, 24)] * 3, text=["", "Shots.", None])
    assert by_row(found, "notes") == {1: None, 2: "Shots.", 3: None}


@pytest.mark.parametrize(
    "column", [pa.array([1, 9, None]), pa.array([1.0, float("inf"), None]), pa.array(["1", "x", ""])]
)
def test_known_and_wrong_are_masks(column: pa.Array) -> None:
    for numbers in (cells.whole_numbers(column, 0, 5), cells.decimals(column)):
        assert (numbers.known.dtype, numbers.wrong.dtype) == (bool, bool)
        assert not (numbers.known & numbers.wrong).any()
        assert numbers.known.tolist()[::2] == [True, False]


@pytest.mark.parametrize("kind", [pa.date32(), pa.timestamp("ms", "UTC"), pa.string()])
def test_known_and_wrong_days_are_masks(kind: pa.DataType) -> None:
    days = pa.array([date(1499, 12, 31), date(2022, 2, 24), None, date(2101, 1, 1)]).cast(kind)
    read = day_columns.read(days)
    assert (read.known.dtype, read.wrong.dtype) == (bool, bool)
    assert (read.known.tolist(), read.wrong.tolist()) == ([False, True, False, False], [True, False, False, True])
    assert read.first.tolist() == read.last.tolist() == [0, 19047, 0, 0]
    assert read.names.tolist() == [0, 1, 0, 0]


@pytest.mark.parametrize(("zone", "day"), [(None, 23), ("UTC", 23), ("Europe/Kyiv", 24), ("America/New_York", 23)])
def test_an_instant_is_on_the_day_of_its_columns_zone(zone: str | None, day: int) -> None:
    instant = pa.array([datetime(2022, 2, 23, 22, 30), None]).cast(pa.timestamp("ns", zone))
    read = day_columns.read(instant)
    assert read.known.tolist() == [True, False]
    assert read.first[0] == (date(2022, 2, day) - date(1970, 1, 1)).days


@pytest.mark.parametrize("nothing", ["", " ", None])
def test_parts_of_a_date_that_are_blank_are_not_known(nothing: str | None) -> None:
    fields = {"year": "year", "month": "month", "day": "day"}
    found = opened(fields, year=["2012", "2012"], month=["2", nothing], day=[nothing, nothing])
    assert found.events["date_start"].to_pylist() == [date(2012, 1, 1), date(2012, 2, 1)]
    assert found.events["date_end"].to_pylist() == [date(2012, 12, 31), date(2012, 2, 29)]
