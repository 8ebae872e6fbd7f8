"""Typed instants with a zone, and how far a row reaches that has one day and an exactness."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from event_rows import make, table, text

from dashboard.errors import MappingNeeded
from dashboard.sources.files import Mapping, open_file, preview
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS

PLACED = Mapping({"date": "when", "latitude": "lat", "longitude": "lon"})


def parquet(columns: dict[str, Any], metadata: dict[bytes, bytes] | None = None, **how: Any) -> bytes:
    out = io.BytesIO()
    made = pa.table(columns)
    pq.write_table(made.replace_schema_metadata(metadata), out, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    "zone", ["Europe/Kyiv", "Asia/Kabul", "America/New_York", "+05:45", "UTC", "Pacific/Kiritimati"]
)
@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_an_instant_keeps_the_day_of_its_columns_zone(zone: str, unit: str) -> None:
    clock = ZoneInfo(zone) if zone[0] != "+" else timezone(timedelta(hours=5, minutes=45))
    instants = [datetime(2022, 2, 24, hour, 30, tzinfo=clock) for hour in (0, 1, 12, 23)] + [None]
    column = pa.array(instants, pa.timestamp(unit, zone))
    data = parquet({"when": column, "lat": [1.0] * 5, "lon": [2.0] * 5})
    opened = open_file(data, "a.parquet", mapping=PLACED)
    assert opened.events["date_start"].to_pylist() == [date(2022, 2, 24)] * 4
    assert opened.events["date_end"].to_pylist() == [date(2022, 2, 24)] * 4
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.parquet")
    shown, _ = preview(needed.value.columns, needed.value.sample, PLACED)
    assert shown["date_start"].to_pylist() == [date(2022, 2, 24)] * 4


def test_the_zone_that_only_pandas_notes() -> None:
    """Other writers store UTC and leave the zone to the notes of pandas."""
    instant = datetime(2022, 2, 24, tzinfo=ZoneInfo("Europe/Kyiv"))
    column = pa.array([instant], pa.timestamp("us", "UTC"))
    note = {
        "columns": [
            {"field_name": "when", "metadata": {"timezone": "Europe/Kyiv"}},
            {"field_name": "lat", "metadata": None},
        ]
    }
    data = parquet({"when": column, "lat": [1.0], "lon": [2.0]}, {b"pandas": json.dumps(note).encode()})
    assert open_file(data, "a.parquet", mapping=PLACED).events["date_start"].to_pylist() == [date(2022, 2, 24)]
    broken = parquet({"when": column, "lat": [1.0], "lon": [2.0]}, {b"pandas": b"[no"})
    assert open_file(broken, "a.parquet", mapping=PLACED).events["date_start"].to_pylist() == [date(2022, 2, 23)]


@pytest.mark.parametrize("shape", ["ged", "acled"])
def test_typed_days_of_published_files(shape: str) -> None:
    header, row = table(shape)
    frame = pd.DataFrame([row], columns=header)
    midnight = pd.Timestamp("2022-02-24", tz="Europe/Stockholm")
    dates = ["date_start", "date_end"] if shape == "ged" else ["event_date"]
    for name in dates:
        frame[name] = pd.Series([midnight])
    frame["year"] = 2022
    out = io.BytesIO()
    frame.to_parquet(out)
    opened = open_file(out.getvalue(), "a.parquet")
    assert opened.shape == shape
    [event] = opened.events.to_pylist()
    assert (event["date_start"], event["date_end"]) == (date(2022, 2, 24), date(2022, 2, 24))


@pytest.mark.parametrize(
    ("prec", "last"),
    [
        ("1", date(2022, 2, 1)),
        ("2", date(2022, 2, 6)),
        ("3", date(2022, 2, 7)),
        ("4", date(2022, 3, 3)),
        ("5", date(2023, 2, 1)),
        ("", date(2022, 2, 1)),
    ],
)
def test_a_missing_last_day_is_as_late_as_the_exactness_allows(prec: str, last: date) -> None:
    rows = [["when", "exact"], ["2022-02-01", prec]]
    own = open_file(text(rows).encode(), "a.csv", mapping=Mapping({"date": "when", "date_prec": "exact"}))
    [event] = own.events.to_pylist()
    assert (event["date_start"], event["date_end"]) == (date(2022, 2, 1), last)
    if prec:
        columns = [name for name in PUBLISHED_FORMATS["ged"].columns if name != "date_end"]
        [event] = open_file(
            make("ged", {"date_start": "2022-02-01", "date_prec": prec}, columns=columns), "a.csv"
        ).events.to_pylist()
        assert (event["date_start"], event["date_end"]) == (date(2022, 2, 1), last)


def test_a_cell_that_names_a_month_is_no_wider_than_that() -> None:
    rows = [["when", "exact"], ["2022-02", "4"], ["2022", "5"]]
    opened = open_file(text(rows).encode(), "a.csv", mapping=Mapping({"date": "when", "date_prec": "exact"}))
    assert [(event["date_start"], event["date_end"]) for event in opened.events.to_pylist()] == [
        (date(2022, 1, 1), date(2022, 12, 31)),
        (date(2022, 2, 1), date(2022, 2, 28)),
    ]


# --- longitudes -----------------------------------------------------------------------------------------------


def longitudes(*cells: str) -> tuple[list[float | None], list[str], dict[str, int]]:
    rows = [["when", "lat", "lon"], *[["2022-02-24", "-18", cell] for cell in cells]]
    opened = open_file(text(rows).encode(), "a.csv", mapping=PLACED)
    notices = [notice for notice in opened.report.notices if "360" in notice]
    return opened.events["longitude"].to_pylist(), notices, dict(opened.report.counts)


def test_longitudes_that_count_to_360() -> None:
    values, notices, counts = longitudes("181.5", "178", "360", "180", "270")
    assert values == [-178.5, 178, 0, 180, -90]
    assert counts == {}
    assert len(notices) == 1
    assert "3 rows" in notices[0]


@pytest.mark.parametrize("cells", [("181.5", "-178"), ("360.5",), ("181.5", "-0.1")])
def test_a_column_with_negative_longitudes_does_not_count_to_360(cells: tuple[str, ...]) -> None:
    values, notices, counts = longitudes(*cells)
    assert values[0] is None
    assert counts == {"impossible_place": 1}
    assert not notices


def test_metres_are_not_degrees() -> None:
    rows = [["when", "lat", "lon"], ["2022-02-24", "5590000", "323500"]]
    opened = open_file(text(rows).encode(), "a.csv", mapping=PLACED)
    [entry] = opened.report.listed.to_pylist()
    assert entry["reason"] == "impossible_place"
    assert "not degrees" in entry["sentence"]
