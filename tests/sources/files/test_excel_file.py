"""Workbooks: which sheet is read, where its header stands, and what merged cells stand for."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files import Layout, LayoutChoices, Mapping, open_file

xlsxwriter = pytest.importorskip("xlsxwriter")

HEAD = ["date", "lat", "lon", "place", "killed"]
ROWS: list[list[Any]] = [
    [datetime(2022, 2, 24), 50.45, 30.52, "Kyiv", 3],
    [datetime(2022, 2, 25), 49.99, 36.23, "Kharkiv", 1],
]
COLUMNS = {"date": "date", "latitude": "lat", "longitude": "lon", "location": "place", "fatalities": "killed"}
Sheet = tuple[str, Sequence[Sequence[Any]]]


def book(*sheets: Sheet, hidden: Sequence[str] = (), touch: Callable[[Any, Any], None] | None = None) -> bytes:
    """A workbook of these sheets; ``touch`` gets the last sheet and a format of days."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets:
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell, *([day] if isinstance(cell, datetime) else []))
        if name in hidden:
            sheet.hide()
        else:
            sheet.activate()
    if touch:
        touch(sheet, day)
    made.close()
    return out.getvalue()


def test_the_only_sheet_that_holds_rows_is_read_and_said_to_be() -> None:
    for sheets in ([("events", [HEAD, *ROWS])], [("empty", []), ("events", [HEAD, *ROWS])]):
        with pytest.raises(MappingNeeded) as needed:
            open_file(book(*sheets), "a.xlsx")
        layout = needed.value.layout
        assert isinstance(layout, Layout)
        assert layout.reasons["sheet"] == "It is the only one that holds rows."


def test_an_instant_is_shown_with_its_time_and_a_day_without() -> None:
    times: list[list[Any]] = [[datetime(2022, 2, 24, 4, 30), 50.45, 30.52], [datetime(2022, 2, 25), 49.99, 36.23]]
    with pytest.raises(MappingNeeded) as needed:
        open_file(book(("events", [HEAD[:3], *times])), "a.xlsx")
    assert [row[0] for row in needed.value.sample] == ["2022-02-24 04:30:00", "2022-02-25"]


def events(data: bytes, **choices: Any) -> list[tuple[Any, ...]]:
    opened = open_file(data, "a.xlsx", mapping=Mapping(COLUMNS), choices=LayoutChoices(**choices))
    rows = opened.events.to_pylist()
    return sorted((row["row"], row["date_start"], row["location"], row["fatalities"]) for row in rows)


def asked(data: bytes, **choices: Any) -> tuple[MappingNeeded, Layout]:
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.xlsx", choices=LayoutChoices(**choices))
    layout = needed.value.layout
    assert isinstance(layout, Layout)
    return needed.value, layout


def notices(data: bytes, **choices: Any) -> str:
    return "\n".join(
        open_file(data, "a.xlsx", mapping=Mapping(COLUMNS), choices=LayoutChoices(**choices)).report.notices
    )


def at(first: int) -> list[tuple[Any, ...]]:
    return [(first, date(2022, 2, 24), "Kyiv", 3), (first + 1, date(2022, 2, 25), "Kharkiv", 1)]


DATA: Sheet = ("Data", [HEAD, *ROWS])
README: Sheet = ("README", [["This workbook holds the example incident log."], ["Licence: CC BY"]])
LISTS: Sheet = ("lists", [["kind", "colour"], ["shelling", "red"], ["raid", "blue"]])
PLACES: Sheet = (
    "places",
    [["place", "lat", "lon"], ["Kyiv", 50.45, 30.52], ["Kharkiv", 49.99, 36.23], ["Sumy", 50.9, 34.8]],
)
MONTHS: Sheet = ("per month", [["month", "killed"], ["January 2022", 3], ["February 2022", 4]])


@pytest.mark.parametrize("others", [[README], [LISTS], [PLACES], [MONTHS], [README, LISTS, PLACES, MONTHS]])
@pytest.mark.parametrize("first", [True, False])
def test_the_sheet_that_looks_like_events_is_proposed(others: list[Sheet], first: bool) -> None:
    data = book(*others, DATA) if first else book(DATA, *others)
    needed, layout = asked(data)
    assert (layout.choices.sheet, layout.choices.header_line) == ("Data", 1)
    assert "sheet" not in needed.questions
    assert {sheet.name for sheet in layout.sheets} == {"Data", *(name for name, _ in others)}
    assert events(data) == at(2)
    for name, _ in others:
        assert name in notices(data)


def test_sheets_that_hold_rows_are_offered_with_their_lines() -> None:
    data = book(LISTS, ("nothing", []), DATA, hidden=["lists"])
    _, layout = asked(data)
    assert [(sheet.name, sheet.rows, sheet.hidden) for sheet in layout.sheets] == [
        ("lists", 3, True),
        ("Data", 3, False),
    ]
    assert "lists (hidden)" in notices(data)
    assert "nothing" not in notices(data)


def test_a_hidden_sheet_can_be_chosen_and_is_said() -> None:
    data = book(("secret", [HEAD, ROWS[0]]), DATA, hidden=["secret"])
    needed, layout = asked(data)
    assert (layout.choices.sheet, needed.questions) == ("Data", ())
    assert events(data, sheet="secret") == at(2)[:1]
    assert 'The sheet "secret", which the workbook hides, was read' in notices(data, sheet="secret")


def test_sheets_that_look_alike_are_asked() -> None:
    """One sheet a year: none is the sheet."""
    data = book(("2021", [HEAD[:4], ROWS[0][:4]]), ("2022", [HEAD, *ROWS]))
    needed, _ = asked(data)
    assert needed.questions == ("sheet",)
    with pytest.raises(MappingNeeded):
        open_file(data, "a.xlsx", mapping=Mapping(COLUMNS))
    assert events(data, sheet="2022") == at(2)
    assert asked(data, sheet="2021")[0].columns == tuple(HEAD[:4])


def test_a_sheet_that_is_not_there() -> None:
    with pytest.raises(FileRefused, match=r'no sheet named "2023" holds anything; choose one of "Data"'):
        open_file(book(DATA), "a.xlsx", choices=LayoutChoices(sheet="2023"))


@pytest.mark.parametrize(
    ("titles", "line"),
    [
        ([["Incident log 2022"]], 2),
        ([["Incident log 2022"], []], 3),
        ([[], [], ["Incident log", "", "", "", "page 1"], []], 5),
        ([["Source", "Example Monitor"], ["Period", "2022"], []], 4),
        ([[]], 2),
    ],
)
def test_titles_above_the_header(titles: list[list[str]], line: int) -> None:
    data = book(("Log", [*titles, HEAD, *ROWS]))
    needed, layout = asked(data)
    assert layout.choices.header_line == line
    assert needed.columns == tuple(HEAD)
    assert needed.rows == (line + 1, line + 2)
    assert layout.lines[line - 1].split("\t") == HEAD
    assert events(data) == at(line + 1)
    for title in filter(None, (row[0] for row in titles if row)):
        assert title in notices(data)


def test_a_sheet_without_a_header_is_asked() -> None:
    data = book(("Log", ROWS))
    needed, layout = asked(data)
    assert "header" in needed.questions
    assert layout.choices.header_line == 0
    assert len(needed.sample) == 2
    columns = {name: f"column {number}" for number, name in enumerate(COLUMNS, start=1)}
    opened = open_file(data, "a.xlsx", mapping=Mapping(columns), choices=LayoutChoices(header_line=0))
    assert opened.events["row"].to_pylist() == [1, 2]


# --- merged cells ---------------------------------------------------------------------------------------------


def merged(column: int, value: Any, first: int = 1, last: int = 2) -> bytes:
    """Three events, of which two share a cell."""
    rows: list[list[Any]] = [HEAD, [*ROWS[0]], [ROWS[0][0], 50.4, 30.6, "Brovary", 2], [*ROWS[1]]]

    for row in rows[first + 1 : last + 1]:
        row[column] = ""

    def merge(sheet: Any, day: Any) -> None:
        sheet.merge_range(first, column, last, column, "")
        sheet.write(first, column, value, *([day] if isinstance(value, datetime) else []))

    return book(("Log", rows), touch=merge)


def test_a_merged_day_stands_for_each_row() -> None:
    data = merged(0, datetime(2022, 2, 24))
    assert [day for _, day, _, _ in events(data)] == [date(2022, 2, 24), date(2022, 2, 24), date(2022, 2, 25)]
    assert 'Merged cells of "date" were read for each of their rows: lines 2–3.' in notices(data)


def test_a_merged_place_stands_for_each_row() -> None:
    assert [place for _, _, place, _ in events(merged(3, "Kyiv"))] == ["Kyiv", "Kyiv", "Kharkiv"]
    opened = open_file(merged(1, 50.45), "a.xlsx", mapping=Mapping(COLUMNS))
    assert opened.events["latitude"].to_pylist() == [50.45, 50.45, 49.99]


def test_a_merged_figure_is_counted_once() -> None:
    data = merged(4, 5)
    assert [killed for *_, killed in events(data)] == [5, None, 1]
    assert 'Merged figures of "killed" stand in the first of their rows only: lines 2–3.' in notices(data)


def test_a_merged_column_without_a_name_is_named_by_its_place() -> None:
    def merge(sheet: Any, _: Any) -> None:
        sheet.merge_range(1, 5, 2, 5, "seen by a witness")

    data = book(("Log", [[*HEAD, ""], *[[*row, ""] for row in ROWS]]), touch=merge)
    assert "Merged cells of column 6 were read for each of their rows: lines 2–3." in notices(data)


def test_a_merged_title_fills_nothing() -> None:
    def merge(sheet: Any, _: Any) -> None:
        sheet.merge_range(0, 0, 1, 4, "Incident log 2022")

    data = book(("Log", [[], [], HEAD, *ROWS]), touch=merge)
    assert events(data) == at(4)
    assert "Merged" not in notices(data)
