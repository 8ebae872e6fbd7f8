"""Counts of people in every way in which tables write them; days in columns of their own; forms that change later."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from event_rows import make, text
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import MappingNeeded
from dashboard.sources.files import Mapping, open_file, preview, proposal_reasons, propose, questions
from dashboard.sources.files.opened import Opened

KILLED = Mapping({"date": "when", "latitude": "lat", "longitude": "lon", "fatalities": "killed"})


def table(cells: tuple[str, ...], lat: str = "1", lon: str = "2") -> list[list[str]]:
    return [["when", "lat", "lon", "killed"], *[["2022-02-24", lat, lon, cell] for cell in cells]]


def opened(*cells: str, lat: str = "1", lon: str = "2", form: str = "", confirmed: tuple[str, ...] = ()) -> Opened:
    rows = table(cells, lat, lon)
    mapping = Mapping(KILLED.columns, number_form=form, confirmed=confirmed)
    file = open_file(text(rows, ";").encode(), "a.csv", mapping=mapping)
    shown, report = preview(rows[0], rows[1:], mapping)
    assert shown.to_pylist() == file.events.to_pylist()
    assert report.counts == file.report.counts
    return file


def deaths(found: Opened) -> list[Any]:
    return found.events["fatalities"].to_pylist()


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("12.0", 12),
        ("12,00", 12),
        (" 12 ", 12),
        ("+12", 12),
        ("1 000", 1000),
        ("1\u00a0000", 1000),
        ("1\u202f234\u202f567", 1234567),
        ("1'000", 1000),
        ("1’000", 1000),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1.234.567,0", 1234567),
        ("1,234.00", 1234),
        ("1,23,456", 123456),
        ("١٢", 12),
        ("१२", 12),
        ("１２", 12),
        ("12-12", 12),
    ],
)
def test_a_number_by_itself(cell: str, number: int) -> None:
    file = opened(cell)
    assert deaths(file) == [number]
    assert file.report.counts == {}


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("4-6", 4, 6),
        ("4–6", 4, 6),
        ("4 to 6", 4, 6),
        ("between 4 and 6", 4, 6),
        ("at least 12", 12, None),
        ("At Least 12", 12, None),
        ("12+", 12, None),
        ("12 or more", 12, None),
        (">5", 5, None),
        (">= 5", 5, None),
        ("≥5", 5, None),
        ("more than 1 000", 1000, None),
        ("up to 20", None, 20),
        ("<20", None, 20),
        ("≤ 20", None, 20),
        ("0-3", 0, 3),
    ],
)
def test_bounds_are_low_and_high_and_the_best_is_unknown(cell: str, low: int | None, high: int | None) -> None:
    file = opened(cell)
    [event] = file.events.to_pylist()
    assert (event["fatalities"], event["fatalities_low"], event["fatalities_high"]) == (None, low, high)
    [entry] = file.report.listed.to_pylist()
    assert (entry["reason"], entry["value"]) == ("bounded_number", cell)
    assert cell in entry["sentence"]


def test_bounds_of_the_files_own_come_first() -> None:
    rows = [["when", "killed", "least", "most"], ["2022-02-24", "4-6", "3", ""], ["2022-02-25", "5", "", "9"]]
    mapping = Mapping({"date": "when", "fatalities": "killed", "fatalities_low": "least", "fatalities_high": "most"})
    first, second = open_file(text(rows).encode(), "a.csv", mapping=mapping).events.to_pylist()
    assert (first["fatalities"], first["fatalities_low"], first["fatalities_high"]) == (None, 3, 6)
    assert (second["fatalities"], second["fatalities_low"], second["fatalities_high"]) == (5, None, 9)


@pytest.mark.parametrize(
    "cell", ["~20", "about 20", "dozens", "12?", "12 killed", "2.5", "1.234,5", "-5", "6-4", "1e3", "4/6"]
)
def test_what_is_no_number_is_listed_with_its_words(cell: str) -> None:
    file = opened(cell)
    [event] = file.events.to_pylist()
    assert (event["fatalities"], event["fatalities_low"], event["fatalities_high"]) == (None, None, None)
    [entry] = file.report.listed.to_pylist()
    assert (entry["reason"], entry["value"]) == ("unreadable_number", cell)


@pytest.mark.parametrize("cell", ["-9", "-99", "-999", "nil", "NIL"])
def test_codes_for_unknown_are_listed_and_no_number(cell: str) -> None:
    file = opened(cell)
    assert deaths(file) == [None]
    assert file.report.counts == {"coded_unknown": 1}


@pytest.mark.parametrize("cell", ["", "N/A", "unknown", "-", ".", "?", "not reported"])
def test_words_for_nothing_are_no_number(cell: str) -> None:
    file = opened(cell)
    assert deaths(file) == [None]
    assert file.report.counts == {}


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("1.000", "1.000.000"), [1000, 1000000]),
        (("1,000", "1,000,000"), [1000, 1000000]),
        (("1.000", "2,5"), [1000, None]),
        (("1,000", "2.0"), [1000, 2]),
        (("1.000", "0.000"), [1, None]),
    ],
)
def test_the_other_cells_prove_what_a_sign_is(cells: tuple[str, ...], numbers: list[Any]) -> None:
    assert deaths(opened(*cells)) == numbers


@pytest.mark.parametrize(
    ("lat", "cells", "numbers"),
    [
        ("50,45", ("1", "2.500", "1.000"), [1, 2500, 1000]),
        ("50.45", ("1", "2,500", "1,000"), [1, 2500, 1000]),
        ("50.45", ("1,000-2,000",), [None]),
    ],
)
def test_the_sign_in_the_coordinates_proves_the_other_one(lat: str, cells: tuple[str, ...], numbers: list[Any]) -> None:
    file = opened(*cells, lat=lat, lon=lat)
    assert deaths(file) == numbers
    assert any("groups thousands" in notice and 'In "killed"' in notice for notice in file.report.notices)


@pytest.mark.parametrize(
    ("lat", "cells"),
    [
        ("1", ("1.000", "2")),
        ("1", ("1,000",)),
        ("50.45", ("1.000", "2")),
        ("50,45", ("1,000",)),
        ("50.45", ("1.000", "1,000")),
        ("1", ("1.000", "1.000.000", "1,000,000")),
    ],
)
def test_a_sign_that_stays_open_is_asked_and_never_one(lat: str, cells: tuple[str, ...]) -> None:
    rows = table(cells, lat, lat)
    assert questions(KILLED, rows[0], rows[1:]) == ("number_form",)
    with pytest.raises(MappingNeeded) as needed:
        open_file(text(rows, ";").encode(), "a.csv", mapping=KILLED)
    assert needed.value.questions == ("number_form",)
    unknown = opened(*cells, lat=lat, lon=lat, confirmed=("number_form",))
    assert 1 not in deaths(unknown)


def test_a_person_says_what_a_sign_is() -> None:
    assert deaths(opened("1.000", "2", form="comma_decimal")) == [1000, 2]
    assert deaths(opened("1.000", "2", form="point_decimal")) == [1, 2]
    assert deaths(opened("1,000", "2", form="point_decimal")) == [1000, 2]


@pytest.mark.parametrize("cell", ["3 (civilians)", "1.5", "about 20", "12?"])
def test_a_column_of_deaths_is_proposed_although_its_cells_are_odd(cell: str) -> None:
    rows = table((cell,))
    assert propose(rows[0], rows[1:]).columns["fatalities"] == "killed"
    assert opened(cell).report.counts == {"unreadable_number": 1}


def test_published_files_list_what_stays_open() -> None:
    file = open_file(make("acled", {"fatalities": "1.000"}, {"fatalities": "10+"}), "a.csv")
    assert deaths(file) == [None, None]
    assert file.events["fatalities_low"].to_pylist() == [None, 10]
    assert file.report.counts == {"unreadable_number": 1, "bounded_number": 1}


def test_numbers_as_columns_of_numbers() -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"when": ["2022-02-24"] * 4, "killed": [1000.0, None, float("nan"), 1e6]}), out)
    file = open_file(out.getvalue(), "a.parquet", mapping=Mapping({"date": "when", "fatalities": "killed"}))
    assert deaths(file) == [1000, None, None, 1000000]
    seconds = pa.table({"when": [1645660800.0, 1645747200.0], "killed": [1, -99]})
    out = io.BytesIO()
    pq.write_table(seconds, out)
    file = open_file(out.getvalue(), "a.parquet", mapping=Mapping({"date": "when", "fatalities": "killed"}))
    assert file.events["date_start"].to_pylist() == [date(2022, 2, 24), date(2022, 2, 25)]
    assert deaths(file) == [1, None]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 5_000_000), min_size=1, max_size=6),
    st.sampled_from([",", ".", " ", "'", "’", "\u00a0", "\u202f", ""]),
)
def test_written_with_any_sign_it_is_that_number_or_asked(numbers: list[int], sign: str) -> None:
    cells = [f"{number:,}".replace(",", sign) for number in numbers]
    try:
        read = deaths(opened(*cells))
    except MappingNeeded as needed:
        assert sign in ",."
        read = deaths(opened(*cells, form={",": "point_decimal", ".": "comma_decimal"}[sign]))
        assert needed is not None  # noqa: PT017
    assert read == numbers


# --- days in columns of their own ---------------------------------------------------------------------------------

PARTS = Mapping({"year": "iyear", "month": "imonth", "day": "iday"})


@pytest.mark.parametrize(
    ("parts", "first", "last", "prec"),
    [
        (("2012", "2", "24"), "2012-02-24", "2012-02-24", None),
        (("2012.0", "02", "05"), "2012-02-05", "2012-02-05", None),
        (("2012", "12", "31"), "2012-12-31", "2012-12-31", None),
        (("2012", "February", "24"), "2012-02-24", "2012-02-24", None),
        (("2012", "févr.", "24"), "2012-02-24", "2012-02-24", None),
        (("2012", "2月", "24"), "2012-02-24", "2012-02-24", None),
        (("2012", "2", "0"), "2012-02-01", "2012-02-29", 4),
        (("2012", "2", ""), "2012-02-01", "2012-02-29", 4),
        (("2012", "2", "-99"), "2012-02-01", "2012-02-29", 4),
        (("2012", "0", "0"), "2012-01-01", "2012-12-31", 5),
        (("2012", "", "24"), "2012-01-01", "2012-12-31", 5),
        (("2012", "unknown", "unknown"), "2012-01-01", "2012-12-31", 5),
    ],
)
def test_year_month_and_day(parts: tuple[str, str, str], first: str, last: str, prec: int | None) -> None:
    rows = [["iyear", "imonth", "iday"], list(parts)]
    file = open_file(text(rows).encode(), "a.csv", mapping=PARTS)
    [event] = file.events.to_pylist()
    assert (str(event["date_start"]), str(event["date_end"]), event["date_prec"]) == (first, last, prec)
    shown, _ = preview(rows[0], rows[1:], PARTS)
    assert shown.to_pylist() == [event]


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (("2012", "2", "30"), "unreadable_date"),
        (("2012", "2", "32"), "unreadable_date"),
        (("2012", "2", "-1"), "unreadable_date"),
        (("2012", "-1", "24"), "unreadable_date"),
        (("2012", "13", "1"), "unreadable_date"),
        (("2012", "Smarch", "1"), "unreadable_date"),
        (("12", "2", "24"), "unreadable_date"),
        (("1066", "2", "24"), "unreadable_date"),
        (("", "2", "24"), "no_date"),
    ],
)
def test_parts_that_are_no_day_are_listed(parts: tuple[str, str, str], reason: str) -> None:
    rows = [["iyear", "imonth", "iday"], list(parts), ["2012", "2", "24"]]
    file = open_file(text(rows).encode(), "a.csv", mapping=PARTS)
    assert (file.rows, file.report.rows_read) == (1, 2)
    [entry] = [entry for entry in file.report.listed.to_pylist() if entry["reason"] != "no_place"]
    assert (entry["row"], entry["reason"]) == (2, reason)
    if reason == "unreadable_date":
        assert entry["value"] == "-".join(parts)


def test_the_three_columns_are_proposed_and_why() -> None:
    columns = ["eventid", "year", "month", "day", "lat", "lon", "things"]
    sample = [["1", "2012", "2", "24", "34.0", "71.5", "x"], ["2", "2012", "0", "0", "34.0", "71.5", "y"]]
    proposal = propose(columns, sample)
    assert {"year": "year", "month": "month", "day": "day"}.items() <= proposal.columns.items()
    assert "date" not in proposal.columns
    assert questions(proposal, columns, sample) == ()
    why = proposal_reasons(proposal, columns, sample)
    assert why["year"] == "proposed by its name and its values fit"
    assert set(why) == set(proposal.columns)


# --- the first rows and all of them -------------------------------------------------------------------------------


def long_table(column: str, first: str, later: str) -> bytes:
    plain = {"when": "2022-02-24", "lat": "1", "lon": "2", "killed": "3"}
    rows = [list(plain), *[list({**plain, column: first}.values())] * 400, list({**plain, column: later}.values())]
    return text(rows, ";").encode()


@pytest.mark.parametrize(
    ("column", "first", "later", "order", "question"),
    [
        ("when", "24/02/2022", "02/25/2022", "day_first", "date_order"),
        ("when", "24/02/2022", "02/25/2022", "", "date_order"),
        ("when", "03/04/2022", "24/02/2022", "month_first", "date_order"),
        ("killed", "1.000.000", "1.000", "", ""),
        ("killed", "3", "1.000", "", "number_form"),
    ],
)
def test_later_rows_that_read_otherwise_are_asked(
    column: str, first: str, later: str, order: str, question: str
) -> None:
    data = long_table(column, first, later)
    mapping = Mapping(KILLED.columns, order)
    if not question:
        assert deaths(open_file(data, "a.csv", mapping=mapping))[-1] == 1000
        return
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.csv", mapping=mapping)
    assert needed.value.questions == (question,)
    assert any(later in row for row in needed.value.sample)
    assert needed.value.rows[-1] == 402
    again = needed.value.proposal
    assert isinstance(again, Mapping)
    confirmed = Mapping(again.columns, order or "day_first", "comma_decimal", again.confirmed)
    file = open_file(data, "a.csv", mapping=confirmed)
    assert file.report.rows_read == 401
