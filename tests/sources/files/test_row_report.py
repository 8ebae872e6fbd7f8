"""Every row is shown or listed, and the report says why."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from event_rows import make, table, text

from dashboard.sources.files import LISTED, open_file
from dashboard.sources.files.convert.reasons import REASONS
from dashboard.sources.files.opened import Opened


def listed(opened: Opened) -> list[tuple[int, str, str | None, str]]:
    report = opened.report
    assert report.rows_read == report.rows_shown + report.rows_left_out
    assert report.rows_left_out == sum(
        count for reason, count in report.counts.items() if REASONS[reason].keeps == "left out"
    )
    assert report.listed.schema.equals(LISTED)
    return [(entry["row"], entry["column"], entry["value"], entry["reason"]) for entry in report.listed.to_pylist()]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"date_start": "", "date_end": "", "year": ""}, (2, "date_start", None, "no_date")),
        ({"date_start": "soon", "date_end": "", "year": ""}, (2, "date_start", "soon", "unreadable_date")),
        (
            {"date_start": "9999-12-31", "date_end": "", "year": ""},
            (2, "date_start", "9999-12-31 00:00:00.000", "unreadable_date"),
        ),
        ({"latitude": "", "longitude": ""}, (2, "", None, "no_place")),
        ({"latitude": ""}, (2, "longitude", "69.2", "half_place")),
        ({"latitude": "north"}, (2, "latitude", "north", "unreadable_place")),
        ({"latitude": "91"}, (2, "latitude", "91", "impossible_place")),
        ({"longitude": "-180.5"}, (2, "longitude", "-180.5", "impossible_place")),
        ({"latitude": "0", "longitude": "0.0"}, (2, "latitude", "0", "zero_place")),
        ({"latitude": "nan", "longitude": "nan"}, (2, "", None, "no_place")),
        ({"date_end": "later"}, (2, "date_end", "later", "unreadable_end")),
        ({"date_start": "then"}, (2, "date_start", "then", "unreadable_start")),
        ({"date_end": "2019-07-01"}, (2, "date_end", "2019-07-01", "end_before_start")),
        ({"best": "many"}, (2, "best", "many", "unreadable_number")),
        ({"best": "-1"}, (2, "best", "-1", "unreadable_number")),
        ({"best": "9"}, (2, "best", "9", "best_outside")),
        ({"latitude": "52.5", "longitude": "13.4"}, (2, "country", "Afghanistan", "outside_country")),
        ({"type_of_violence": "4"}, (2, "type_of_violence", "4", "unknown_type")),
        ({"where_prec": "8"}, (2, "where_prec", "8", "unknown_precision")),
        ({"date_prec": "exact"}, (2, "date_prec", "exact", "unknown_precision")),
    ],
)
def test_odd_row(change: dict[str, str], expected: tuple[int, str, str | None, str]) -> None:
    opened = open_file(make("ged", change), "a.csv")
    row, column, value, reason = expected
    [(found_row, found_column, found_value, found_reason)] = listed(opened)
    assert (found_row, found_column, found_reason) == (row, column, reason)
    assert found_value == value or (found_value or "").startswith((value or "-")[:10])
    assert opened.report.rows_shown == (REASONS[reason].keeps != "left out")
    assert opened.report.unplaced == (REASONS[reason].keeps == "unplaced")


def test_other_rows_stay_as_they_are_beside_an_odd_one() -> None:
    opened = open_file(make("ged", {}, {"latitude": "north", "best": "many"}, {}), "a.csv")
    assert opened.events["latitude"].to_pylist() == [33.5, None, 33.5]
    assert opened.events["fatalities"].to_pylist() == [3, None, 3]


def test_ids_that_stand_twice() -> None:
    opened = open_file(make("ged", {"id": "7"}, {"id": "8"}, {"id": "7"}), "a.csv")
    assert listed(opened) == [(2, "id", "7", "duplicate_id"), (4, "id", "7", "duplicate_id")]
    assert opened.report.rows_shown == 3


def test_an_interval_without_a_start_reaches_as_far_as_its_precision() -> None:
    opened = open_file(make("ged", {"date_start": "?", "date_prec": "3"}), "a.csv")
    [start], [end] = opened.events["date_start"].to_pylist(), opened.events["date_end"].to_pylist()
    assert (end - start).days == 6


def test_the_files_own_name_of_a_column_is_shown() -> None:
    made = table("ged", {"best": "many"})
    made[0][made[0].index("best")] = "Best"
    assert listed(open_file(text(made).encode(), "a.csv")) == [(2, "Best", "many", "unreadable_number")]


def read_csv(data: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_of_listed_rows_holds_reason_and_original_columns() -> None:
    opened = open_file(make("ged", {"best": "many", "side_b": "=1+1"}, {}, {"latitude": "-95.5"}), "a.csv")
    first, second = read_csv(opened.report.to_csv())
    assert (first["report row"], first["report column"], first["report reason"]) == ("2", "best", "unreadable_number")
    assert first["report sentence"] == '"many" is not a whole number of 0 or more; it is shown as unknown.'
    assert (first["best"], first["side_b"]) == ("many", "'=1+1")
    assert (second["latitude"], second["report value"]) == ("-95.5", "-95.5")


def test_csv_of_lines_that_never_became_rows() -> None:
    data = make("ged") + b"1,2,3\n=cmd,5\n"
    opened = open_file(data, "a.csv")
    assert [entry["report value"] for entry in read_csv(opened.report.to_csv())] == ["1,2,3", "'=cmd,5"]


def test_a_clean_file_has_an_empty_csv() -> None:
    assert read_csv(open_file(make("ged"), "a.csv").report.to_csv()) == []
