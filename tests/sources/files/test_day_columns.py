"""Days in every form that people and programs write: as written, proven by the column, asked, or listed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest
from event_rows import make, text
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import MappingNeeded
from dashboard.sources.files import Mapping, open_file, preview
from dashboard.sources.files.convert import day_columns
from dashboard.sources.files.opened import Opened

THIS_YEAR = date.today().year


def opened(*cells: str, order: str = "") -> Opened:
    rows = [["when", "number", "lat", "lon"], *[[cell, str(number), "1", "2"] for number, cell in enumerate(cells)]]
    data = text(rows).encode()
    mapping = Mapping({"date": "when", "event_id": "number", "latitude": "lat", "longitude": "lon"}, order)
    found = open_file(data, "a.csv", mapping=mapping)
    shown, report = preview(rows[0], rows[1:], mapping)
    assert shown.to_pylist() == found.events.to_pylist()
    assert report.counts == found.report.counts
    return found


def spans(*cells: str, order: str = "") -> list[Any]:
    """First and last day of each cell, None for one that is listed."""
    found = opened(*cells, order=order)
    days = {event["event_id"]: (str(event["date_start"]), str(event["date_end"])) for event in found.events.to_pylist()}
    assert found.report.rows_read == len(cells)
    return [days.get(str(number)) for number in range(len(cells))]


FEBRUARY_24 = ("2022-02-24", "2022-02-24")


@pytest.mark.parametrize(
    "cell",
    [
        "2022-02-24",
        "2022/02/24",
        "2022.2.24",
        "2022. 02. 24.",
        "20220224",
        "20220224.0",
        "20220224040000",
        "20220224T235959Z",
        "2022-02-24T23:30:00Z",
        "2022-02-24T23:30:00,123+02:00",
        "2022-02-24T23:30:00.123456-0500",
        "2022-02-24 04:00:00+02",
        "2022-02-24 23:30:00+00",
        "2022-02-24T04:00+02:00[Europe/Kyiv]",
        "2022-02-24 04:00 EET",
        "2022-02-24 04:00:00 Europe/Kyiv",
        "2022-02-24 04:00:00 +0000 UTC",
        "2022-02-24 4:00 PM",
        "2022-W08-4",
        "2022-055",
        "24 February 2022",
        "24 Feb 2022",
        "24th February, 2022",
        "the 24th of February 2022",
        "February 24, 2022",
        "Feb. 24th, 2022",
        "2022-Feb-24",
        "24-FEB-2022 04.30.00",
        "24feb2022",
        "Thursday, 24 February 2022",
        "Thu Feb 24 04:00:00 EET 2022",
        "Thu, 24 Feb 2022 04:00:00 +0200",
        "Thu Feb 24 2022 04:00:00 GMT+0200 (Eastern European Standard Time)",
        "24/Feb/2022:04:00:00 +0200",
        "24 février 2022",
        "24 FEVRIER 2022",
        "jeudi 24 févr. 2022",
        "24 de febrero de 2022",
        "24. Februar 2022",
        "Donnerstag, 24. Februar 2022",
        "24 febbraio 2022",
        "24 fevereiro 2022",
        "24 lutego 2022",
        "24 лютого 2022 р.",
        "24 февраля 2022 г.",
        "24 Şubat 2022",
        "24 Φεβρουαρίου 2022",
        "2022. február 24.",
        "2022 m. vasario 24 d.",
        "24 फ़रवरी 2022",
        "24 กุมภาพันธ์ 2022",
        "24 فبراير 2022",
        "٢٤ فبراير ٢٠٢٢",
        "24 شباط 2022",
        "٢٠٢٢-٠٢-٢٤",
        "２０２２-０２-２４",
        "2022年2月24日",
        "2022 年 2 月 24 日",
        "2022년 2월 24일",
        "24 tháng 2 năm 2022",
        "2022−02−24",
        "2022-02-24\u200f",
        " 2022-02-24 ",
    ],
)
def test_a_day_by_itself(cell: str) -> None:
    assert spans(cell) == [FEBRUARY_24]


@pytest.mark.parametrize(
    ("cell", "first", "last", "prec"),
    [
        ("2022-02-00", "2022-02-01", "2022-02-28", 4),
        ("2022-00-00", "2022-01-01", "2022-12-31", 5),
        ("20220200", "2022-02-01", "2022-02-28", 4),
        ("February 2022", "2022-02-01", "2022-02-28", 4),
        ("février 2020", "2020-02-01", "2020-02-29", 4),
        ("02/2022", "2022-02-01", "2022-02-28", 4),
        ("2022年2月", "2022-02-01", "2022-02-28", 4),
        ("202202", "2022-02-01", "2022-02-28", 4),
        ("2022", "2022-01-01", "2022-12-31", 5),
        ("2022.0", "2022-01-01", "2022-12-31", 5),
        ("2022-Q1", "2022-01-01", "2022-03-31", 5),
        ("Q4 2021", "2021-10-01", "2021-12-31", 5),
        ("2022-W08", "2022-02-21", "2022-02-27", 3),
        ("24-25 February 2022", "2022-02-24", "2022-02-25", 2),
        ("24–25 février 2022", "2022-02-24", "2022-02-25", 2),
        ("February 24-26, 2022", "2022-02-24", "2022-02-26", 2),
        ("24 February - 2 March 2022", "2022-02-24", "2022-03-02", 3),
        ("Feb 24 - Mar 2, 2022", "2022-02-24", "2022-03-02", 3),
        ("from 24 to 26 February 2022", "2022-02-24", "2022-02-26", 2),
        ("2022-02-24/2022-02-26", "2022-02-24", "2022-02-26", 2),
        ("2022-02-24/26", "2022-02-24", "2022-02-26", 2),
        ("2022-02-24 to 2022-02-26", "2022-02-24", "2022-02-26", 2),
        ("2022-02-24..2022-03-26", "2022-02-24", "2022-03-26", 4),
        ("24/02/2022 - 26/02/2022", "2022-02-24", "2022-02-26", 2),
        ("24.02.2022–26.02.2022", "2022-02-24", "2022-02-26", 2),
        ("24.02.-26.02.2022", "2022-02-24", "2022-02-26", 2),
        ("24-26.02.2022", "2022-02-24", "2022-02-26", 2),
        ("30 December 2021 - 2 January 2022", "2021-12-30", "2022-01-02", 2),
        ("2022-02/2022-03", "2022-02-01", "2022-03-31", 5),
        ("2021-2022", "2021-01-01", "2022-12-31", 5),
    ],
)
def test_a_cell_that_names_more_than_a_day(cell: str, first: str, last: str, prec: int) -> None:
    [event] = opened(cell).events.to_pylist()
    assert (str(event["date_start"]), str(event["date_end"]), event["date_prec"]) == (first, last, prec)


@pytest.mark.parametrize(
    "cell",
    [
        "2022-13-01",
        "2022-02-30",
        "2022/24/02",
        "Friday, 24 February 2022",
        "24 listopada 2021",
        "24 February",
        "Feb-22",
        "201203",
        "0001-01-01",
        "9999-12-31",
        "1499-12-31",
        "2101-01-01",
        "2022-02-26/2022-02-24",
        "24 Nonsense 2022",
        "24 Februar March 2022",
        "2019/20",
        "12 2022",
        "2022-054-1",
        "2022-366",
        "2022-W53",
        "yesterday",
    ],
)
def test_what_is_no_day_or_has_two_readings_is_listed(cell: str) -> None:
    assert spans(cell, "2022-02-24") == [None, FEBRUARY_24]
    [entry] = opened(cell, "2022-02-24").report.listed.to_pylist()
    assert (entry["reason"], entry["value"]) == ("unreadable_date", cell)


@pytest.mark.parametrize("cell", ["", "-", "N/A", "unknown", "n.a.", "?", "NaT", "TBD", "inconnu"])
def test_words_for_nothing_are_no_day(cell: str) -> None:
    found = opened(cell, "2022-02-24")
    assert found.rows == 1
    assert found.report.counts == {"no_date": 1}


# --- one form, proven by the column -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("24 listopada 2021", "1 sierpnia 2021"), ["2021-11-24", "2021-08-01"]),
        (("24 listopada 2021", "1 srpnja 2021"), ["2021-10-24", "2021-07-01"]),
        (("24 listopad 2021", "1 srpen 2021"), ["2021-11-24", "2021-08-01"]),
        (("24 out 2021", "1 dez 2021"), ["2021-10-24", "2021-12-01"]),
        (("24 mai 2021", "1 juin 2021"), ["2021-05-24", "2021-06-01"]),
        (("24 März 2021", "1 febbraio 2021"), ["2021-03-24", "2021-02-01"]),
        (("1er mars 2022", "24 mars 2022"), ["2022-03-01", "2022-03-24"]),
    ],
)
def test_the_names_of_the_column_decide_what_month_is_meant(cells: tuple[str, ...], days: list[str]) -> None:
    assert spans(*cells) == [(day, day) for day in days]


@pytest.mark.parametrize(
    ("cells", "first", "said"),
    [
        (("24/02/2022", "03/04/2022"), ["2022-02-24", "2022-04-03"], "day first (2 cells)"),
        (("24/02/2022",), ["2022-02-24"], "day first (1 cell)"),
        (
            ("2022-02-25", "24/02/2022", "03/04/2022"),
            ["2022-02-25", "2022-02-24", "2022-04-03"],
            "day first (2 cells)",
        ),
        (("02/24/2022", "03/04/2022"), ["2022-02-24", "2022-03-04"], "month first (2 cells)"),
        (("24.02.2022", "03.04.2022 04:30"), ["2022-02-24", "2022-04-03"], "day first (2 cells)"),
        (("24 02 2022", "3 4 2022"), ["2022-02-24", "2022-04-03"], "day first (2 cells)"),
        (("24022022", "03042022"), ["2022-02-24", "2022-04-03"], "day first (2 cells)"),
        (("24/02/22 - 26/02/22", "03/04/99"), ["2022-02-24", "1999-04-03"], "day first (2 cells)"),
        (("99-02-24", "22-03-04"), ["1999-02-24", "2022-03-04"], "year first (2 cells)"),
        (
            ("44616", "2022-02-25", "44618.5"),
            ["2022-02-24", "2022-02-25", "2022-02-26"],
            "Excel's day numbers (2 cells",
        ),
        (("44616", "44617"), ["2022-02-24", "2022-02-25"], "Excel's day numbers (2 cells"),
        (("1645660800", "1645747199"), ["2022-02-24", "2022-02-24"], "seconds since 1970 (2 cells)"),
        (("1645660800000", "1645747200123"), ["2022-02-24", "2022-02-25"], "milliseconds since 1970 (2 cells)"),
        (("30-Apr-19", "12-May-19"), ["2019-04-30", "2019-05-12"], "(2 cells, here 2019)"),
    ],
)
def test_one_form_a_column_said_with_its_count(cells: tuple[str, ...], first: list[str], said: str) -> None:
    found = opened(*cells)
    by_row = {event["event_id"]: str(event["date_start"]) for event in found.events.to_pylist()}
    assert [by_row[str(number)] for number in range(len(cells))] == first
    assert any(said in notice for notice in found.report.notices)


@pytest.mark.parametrize(
    "cells",
    [
        ("03/04/2022", "04/05/2022"),
        ("24/02/2022", "02/24/2022"),
        ("24/02/22", "25/02/22"),
        ("03042022",),
        ("19047", "19048"),
        ("44616", "1645660800"),
    ],
)
def test_an_order_that_stays_open_is_asked(cells: tuple[str, ...]) -> None:
    data = text([["when", "of"], *[[cell, "x"] for cell in cells]]).encode()
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.csv", mapping=Mapping({"date": "when"}))
    assert needed.value.questions == ("date_order",)


@pytest.mark.parametrize(
    ("cells", "exchanged"),
    [
        (("44624", "44685", "24/02/2022"), True),  # 03/04 and 05/04 became 4 March and 4 May, 24/02 stayed text
        (("44632", "13/05/2022"), True),  # the 12th and the 13th
        (("44616", "44685", "24/02/2022"), False),
        (("44633", "14/02/2022"), False),
        (("44632", "24/02/2022", "12/03/2022"), False),
        (("44632", "02/13/2022", "02/14/2022"), True),
        (("44632", "13 February 2022"), False),
        (("24/02/2022", "13/02/2022"), False),
        (("2022-03-04", "24/02/2022"), False),
        (("44632", "03/05/2022", "24/02/2022"), False),
    ],
)
def test_a_column_that_a_spreadsheet_converted_by_half_is_said(cells: tuple[str, ...], exchanged: bool) -> None:
    found = opened(*cells)
    assert any("exchanged day and month" in notice for notice in found.report.notices) is exchanged


def test_cells_without_a_day_prove_nothing_and_hide_nothing() -> None:
    found = opened("unknown", "24/02/2022", "yesterday", "03/04/2022")
    assert [str(day) for day in found.events["date_start"].to_pylist()] == ["2022-02-24", "2022-04-03"]
    assert "Dates such as 31/12/2022 are read day first (2 cells)." in found.report.notices


def test_a_day_that_reads_alike_both_ways_proves_no_order_and_asks_for_none() -> None:
    assert spans("03/03/2022") == [("2022-03-03", "2022-03-03")]
    # 02/02/99 is no day of 2002, so 22/04/03 does not begin with its year.
    assert spans("02/02/99", "22/04/03") == [("1999-02-02", "1999-02-02"), ("2003-04-22", "2003-04-22")]


def test_low_day_numbers_among_dates_are_listed() -> None:
    assert spans("2022-02-24", "19047") == [FEBRUARY_24, None]


def test_events_are_in_the_order_of_their_first_and_then_their_last_day() -> None:
    found = opened("2022-02-24/2022-02-26", "2022-02-24", "2022-02-23/2022-02-27", "2022-02-24/2022-02-25")
    assert found.events["event_id"].to_pylist() == ["2", "1", "3", "0"]


def test_only_counted_days_are_said_to_be_counted() -> None:
    found = opened("1645660800", "2022-02-25", "2022-02-25/2022-02-26", "1645747200", order="epoch_seconds")
    assert [*found.report.notices] == [
        "Days are counted in seconds since 1970 (2 cells); each is the day in UTC.",
    ]


@pytest.mark.parametrize(("lowest", "open_question"), [("25568", True), ("25569", False)])
def test_day_numbers_before_1970_may_be_counted_from_1970(lowest: str, open_question: bool) -> None:
    try:
        assert spans(lowest, "44616")[0] == ("1970-01-01", "1970-01-01")
        asked: tuple[str, ...] = ()
    except MappingNeeded as needed:
        asked = needed.questions
    assert asked == (("date_order",) if open_question else ())


def test_every_order_can_be_said() -> None:
    assert spans("03/04/22", order="day_first") == [("2022-04-03", "2022-04-03")]
    assert spans("03/04/22", order="month_first") == [("2022-03-04", "2022-03-04")]
    assert spans("03/04/22", order="year_first") == [("2003-04-22", "2003-04-22")]
    assert spans("19047", order="excel_serial") == [("1952-02-23", "1952-02-23")]


@pytest.mark.parametrize("ahead", [0, 1, 10])
def test_a_year_of_two_digits_is_not_in_the_future(ahead: int) -> None:
    short = f"{(THIS_YEAR + ahead) % 100:02}"
    expected = THIS_YEAR + ahead - (100 if ahead else 0)
    assert spans(f"15-Mar-{short}") == [(f"{expected}-03-15",) * 2]
    assert spans(f"15/03/{short}", order="day_first") == [(f"{expected}-03-15",) * 2]


def test_two_digits_in_published_files() -> None:
    found = open_file(make("acled", {"event_date": "28-Dec-22"}, {"event_date": "44616"}), "a.csv")
    assert [str(day) for day in found.events["date_start"].to_pylist()] == ["2022-02-24", "2022-12-28"]
    assert sum("two digits" in notice or "day numbers" in notice for notice in found.report.notices) == 2


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("30-Apr-19", "12-May-19"), "2 cells, here 2019"),
        (("30-Apr-19",), "1 cell, here 2019"),
        (("30-Apr-19", "1-Jan-17", "31-Dec-99", "31 December 1950"), "3 cells, here 1999 to 2019"),
    ],
)
def test_the_century_of_two_digits_is_said_with_its_bounds(cells: tuple[str, ...], said: str) -> None:
    years = f"{THIS_YEAR - 99} to {THIS_YEAR}"
    assert [*opened(*cells).report.notices] == [
        f"Years of two digits are read as {years} ({said}): none is taken to lie in the future."
    ]


def test_a_date_that_is_one_day_in_every_order_needs_no_order() -> None:
    """02/02/02 was listed as unreadable and nobody was asked, since no order could change it."""
    for order in ("", "excel_serial"):
        assert spans("02/02/02", "1/1/01", "3/3/2003", "04-04-04", order=order) == [
            (day, day) for day in ("2002-02-02", "2001-01-01", "2003-03-03", "2004-04-04")
        ]
    assert opened("02/02/02").report.notices[0].startswith("Years of two digits are read as")


def test_one_year_in_both_columns_is_named_once() -> None:
    columns = [day_columns.read(pa.array([cell])) for cell in ("30-Apr-19", "12-May-19")]
    assert "(2 cells, here 2019)" in day_columns.sentences(*columns)[0]


DAYS = st.dates(date(1930, 1, 1), date(2024, 12, 31))
FORMS = [
    ("%Y-%m-%d", ""),
    ("%Y/%m/%d %H:%M", ""),
    ("%Y%m%d", ""),
    ("%d.%m.%Y", "day_first"),
    ("%m/%d/%Y %H:%M", "month_first"),
    ("%d/%m/%y", "day_first"),
    ("%y-%m-%d", "year_first"),
    ("%d %B %Y", ""),
    ("%b %d, %Y", ""),
    ("%A %d %B %Y", ""),
    ("%Y-W%V-%u", ""),
    ("%Y-%j", ""),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=6), st.sampled_from(FORMS))
def test_a_column_in_any_form_is_read_as_written_or_asked(days: list[date], form: tuple[str, str]) -> None:
    if "%V" in form[0]:
        days = [day for day in days if day.isocalendar()[0] == day.year] or [date(2022, 2, 24)]
    cells = [day.strftime(form[0]) for day in days]
    expected = [(str(day), str(day)) for day in days]
    assert spans(*cells, order=form[1]) == expected
    asked: tuple[str, ...] = ()
    try:
        read = spans(*cells)
    except MappingNeeded as needed:
        read, asked = expected, needed.questions
    assert asked in ((), ("date_order",))
    assert read == expected


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1600, 1, 1), date(2090, 12, 31)), st.integers(0, 400))
def test_an_interval_in_a_cell_is_read_as_written(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    for sign in ("/", " - ", " to ", "–", ".."):
        assert spans(f"{first.isoformat()}{sign}{last.isoformat()}") == [(str(first), str(last))]
    words = f"{first.day} {first:%B} {first.year} - {last.day} {last:%B} {last.year}"
    assert spans(words) == [(str(first), str(last))]
