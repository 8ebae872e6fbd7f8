"""Whatever comes: no crash but FileRefused or MappingNeeded, and rows read = shown + listed."""

from __future__ import annotations

import contextlib
import csv
import io

import pyarrow as pa
from event_rows import ROWS, table, text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files import Mapping, open_file
from dashboard.sources.files.convert import day_columns
from dashboard.sources.files.convert.reasons import REASONS
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS
from dashboard.sources.files.opened import Opened

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "NA", "0", "-1", "1e309", "9" * 30, "nan", "inf", "1,5", "00:00", "2020-02-30", "31/12/2020", "2020", '"', "=1+1", "\x00", "\n", "\r", "٣"]),
    st.integers().map(str),
    st.floats().map(repr),
    st.dates().map(str),
)  # fmt: skip


def adds_up(opened: Opened) -> None:
    report = opened.report
    out = [entry["row"] for entry in report.listed.to_pylist() if REASONS[entry["reason"]].keeps == "left out"]
    shown = opened.events["row"].to_pylist()
    assert len(shown) + len(out) == report.rows_read
    assert len(set(shown) | set(out)) == report.rows_read
    assert set(opened.original["row"].to_pylist()) >= set(shown)
    assert opened.events["date_start"].null_count == 0
    pairs = zip(opened.events["date_start"].to_pylist(), opened.events["date_end"].to_pylist(), strict=True)
    assert all(start <= end for start, end in pairs)
    assert opened.events["latitude"].null_count == opened.events["longitude"].null_count == report.unplaced
    assert len(report.to_csv()) > 0


@QUICK
@given(data=st.data(), shape=st.sampled_from(["ged", "acled"]))
def test_any_cells(data: st.DataObject, shape: str) -> None:
    names = data.draw(st.permutations(PUBLISHED_FORMATS[shape].columns))
    names = names[: data.draw(st.integers(25, len(names)))]
    changed = st.dictionaries(st.sampled_from(sorted(ROWS[shape])), CELLS, max_size=6)
    changes = data.draw(st.lists(changed, min_size=1, max_size=6))
    made = text(table(shape, *changes, columns=names), delimiter=data.draw(st.sampled_from(",;\t")))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    try:
        opened = open_file(made.encode(encoding, "replace"), "a.csv")
    except (FileRefused, MappingNeeded):
        return
    adds_up(opened)


@QUICK
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PAR1", b"PK\x03\x04", b"\x1f\x8b\x08", b"{", b"\xff\xfe", b"id,date\n", b'"']),
)
def test_any_bytes(data: bytes, start: bytes) -> None:
    with contextlib.suppress(FileRefused, MappingNeeded):
        adds_up(open_file(start + data, "a.csv", mapping=Mapping({"date": "date"})))


@QUICK
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=4), st.integers(1, 30))
def test_any_damage_to_a_good_file(place: int, piece: bytes, length: int) -> None:
    good = text(table("ged", *[{}] * 4)).encode()
    header = good.index(b"\n") + 1
    at = header + place % (len(good) - header)
    try:
        opened = open_file(good[:at] + piece + good[at + length :], "a.csv")
    except (FileRefused, MappingNeeded):
        return
    adds_up(opened)


LINES = st.lists(st.text(alphabet='ab,"\n\r 1', max_size=20), max_size=12)


@QUICK
@given(LINES)
def test_every_line_is_part_of_a_row_or_listed(lines: list[str]) -> None:
    """Nothing of the text gets lost: each letter a is in an original cell or in a listed line."""
    body = "\n".join(lines)
    data = f"date,note\n2020-01-01,x\n{body}\n".encode()
    try:
        opened = open_file(data, "a.csv", mapping=Mapping({"date": "date"}))
    except (FileRefused, MappingNeeded):
        return
    adds_up(opened)
    kept = "".join(cell or "" for name in ("date", "note") for cell in opened.original[name].to_pylist())
    listed = opened.report.listed
    away = listed.filter(
        pa.array(
            [reason in ("ragged_line", "open_quote", "long_line") for reason in listed["reason"].to_pylist()],
            pa.bool_(),
        )
    )
    kept += "".join(cell or "" for cell in away["value"].to_pylist())
    assert kept.count("a") == body.count("a")


@QUICK
@given(st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6)), min_size=1, max_size=5))
def test_text_comes_through_as_it_was(rows: list[tuple[str, str]]) -> None:
    clean = [
        tuple("".join(c for c in cell if c not in "\x00" and not "\ud800" <= c <= "\udfff") for cell in row)
        for row in rows
    ]
    data = text([["date", "one", "two"], *[["2020-01-01", *row] for row in clean]]).encode()
    # A bare carriage return outside quotes ends a line for every reader; what follows is listed.
    expected = [row for row in csv.reader(io.StringIO(data.decode(), newline="")) if len(row) == 3][1:]
    try:
        opened = open_file(data, "a.csv", mapping=Mapping({"date": "date"}))
    except FileRefused:
        return
    assert [[row["date"], row["one"] or "", row["two"] or ""] for row in opened.original.to_pylist()] == expected


@given(st.text(max_size=20), st.sampled_from(day_columns.ORDERS))
def test_any_date(cell: str, order: str) -> None:
    days = day_columns.span(cell, order)
    assert days is None or days.first <= days.last


@given(st.dates(min_value=day_columns.date(1500, 1, 1), max_value=day_columns.date(2100, 12, 31)))
def test_every_form_of_a_day_is_that_day(day: day_columns.date) -> None:
    expected = day.toordinal() - day_columns.date(1970, 1, 1).toordinal()
    forms = [
        (day.isoformat(), ""),
        (f"{day.day} {day:%B} {day.year:04}", ""),
        (f"{day.day:02}/{day.month:02}/{day.year:04}", "day_first"),
    ]
    forms += [
        (f"{day.month}/{day.day}/{day.year:04}", "month_first"),
        (f"{day:%B} {day.day}, {day.year:04}", ""),
        (f"{day.isoformat()} 23:59:59.999", ""),
    ]
    for text_form, order in forms:
        days = day_columns.span(text_form, order)
        assert days is not None, text_form
        assert (days.first, days.last) == (expected, expected)
