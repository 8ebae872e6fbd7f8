"""The dates in a column → first and last possible day.

``2022-12-28`` (with or without a clock time), ``28 December 2022``, ``December 28, 2022``, ``28/12/2022``,
``12/28/2022``, ``2022-12``, ``December 2022``, ``2022`` and the day numbers of Excel. Days are whole days since
1970-01-01, as written: no time zone is applied. Day and month are never guessed: where digits leave both open, the
mapping says which comes first.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.dates import MONTHS
from dashboard.files import cells

DAY_FIRST, MONTH_FIRST, SERIAL = "day_first", "month_first", "excel_serial"
ORDERS = ("", DAY_FIRST, MONTH_FIRST, SERIAL)
#: Years outside are placeholders or slips (0001, 9999) and would stretch the timeline to nothing.
FIRST_YEAR, LAST_YEAR = 1500, 2100
_EPOCH = date(1970, 1, 1).toordinal()
#: Excel counts days from here for every day after February 1900.
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()
DAY, MONTH, YEAR = 1, 4, 5

_clock = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|[AaPp][Mm]|[+-]\d{2}:?\d{2})?)?"
_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})" + _clock)
_ISO = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})" + _clock)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]+([A-Za-z]{3,9})\.?[ ,\-]+(\d{4}|\d{2})" + _clock)
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})" + _clock)
_YEAR_MONTH = re.compile(r"(\d{4})[/.\-](\d{1,2})")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?[ \-]+(\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")
_SERIAL = re.compile(r"(\d{1,6})(?:\.\d+)?")
#: A day number from 1927 to 2173; no year and no other form has five digits.
_SERIAL_TODAY = re.compile(r"[1-9]\d{4}(?:\.\d+)?")


@dataclass(frozen=True)
class Span:
    """First and last day, and what the cell names: a day (1), a month (4) or a year (5)."""

    first: int
    last: int
    names: int = DAY


@dataclass(frozen=True)
class Days:
    """One span a row. ``known`` where the cell could be read, ``wrong`` where it holds something else."""

    first: np.ndarray[Any, Any]
    last: np.ndarray[Any, Any]
    names: np.ndarray[Any, Any]
    known: np.ndarray[Any, Any]
    wrong: np.ndarray[Any, Any]


def read(column: pa.ChunkedArray | pa.Array, order: str = "", *, short_years: bool = False) -> Days:
    """The spans of a column. ``order`` says what 3/4/2022 means; ``short_years`` reads 28-Dec-22 as 1989 to 2088."""
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        return _typed(column)
    values, codes = cells.distinct(column)
    spans: list[Span | None] = []
    wrong: list[bool] = []
    for value in values:
        cell = " ".join((value or "").split())
        missing = cell.lower() in cells.MISSING
        spans.append(None if missing else span(cell, order, short_years=short_years))
        wrong.append(not missing and spans[-1] is None)
    known = cells.spread([found is not None for found in spans], codes, False, bool)
    return Days(
        cells.spread([found.first if found else 0 for found in spans], codes, 0, np.int32),
        cells.spread([found.last if found else 0 for found in spans], codes, 0, np.int32),
        cells.spread([found.names if found else 0 for found in spans], codes, 0, np.int8),
        known,
        cells.spread(wrong, codes, False, bool),
    )


def none(rows: int) -> Days:
    """The days of a column that the file does not have."""
    zero, no = np.zeros(rows, dtype=np.int32), np.zeros(rows, dtype=bool)
    return Days(zero, zero, zero.astype(np.int8), no, no)


def span(cell: str, order: str = "", *, short_years: bool = False) -> Span | None:
    """The days that one cell names, None if no form fits or the order of day and month is open."""
    if order == SERIAL and _SERIAL.fullmatch(cell):
        return _checked(_EXCEL_EPOCH + int(float(cell)), 1)
    if found := _ISO.fullmatch(cell):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _NUMERIC.fullmatch(cell):
        year = _year(found[4], short_years)
        one, two = int(found[1]), int(found[3])
        if year is None or order not in (DAY_FIRST, MONTH_FIRST):
            return None if year is None or one != two else _day(year, one, two)
        return _day(year, two, one) if order == DAY_FIRST else _day(year, one, two)
    if found := _DAY_MONTH.fullmatch(cell):
        year, month = _year(found[3], short_years), _month(found[2])
        return _day(year, month, int(found[1])) if year and month else None
    if found := _MONTH_DAY.fullmatch(cell):
        month = _month(found[1])
        return _day(int(found[3]), month, int(found[2])) if month else None
    if found := _COMPACT.fullmatch(cell):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return _coarse(cell)


def _coarse(cell: str) -> Span | None:
    """A month or a year."""
    if found := _YEAR_MONTH.fullmatch(cell):
        year, month = int(found[1]), int(found[2])
    elif found := _MONTH_YEAR.fullmatch(cell):
        year, month = int(found[2]), _month(found[1]) or 0
    elif found := _YEAR.fullmatch(cell):
        first, last = _day(int(found[1]), 1, 1), _day(int(found[1]), 12, 31)
        return Span(first.first, last.last, YEAR) if first and last else None
    else:
        return None
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    first, last = _day(year, month, 1), _day(year, month, calendar.monthrange(year, month)[1])
    return Span(first.first, last.last, MONTH) if first and last else None


def order_of(values: Iterable[str]) -> str | None:
    """What the digits of a column prove: day first, month first, "" where none needs it, None where it stays open;
    Excel's day numbers where there is nothing else.

    Open means that every such date reads both ways, or that some prove the one and some the other.
    """
    day_first = month_first = seen = False
    serial = other = False
    for value in values:
        cell = " ".join((value or "").split())
        if cell.lower() in cells.MISSING:
            continue
        if _SERIAL_TODAY.fullmatch(cell):
            serial = True
            continue
        other = True
        found = _NUMERIC.fullmatch(cell)
        if found:
            one, two = int(found[1]), int(found[3])
            seen = seen or one != two
            day_first = day_first or one > 12
            month_first = month_first or two > 12
    if serial and not other:
        return SERIAL
    if not seen and not day_first:
        return ""
    if day_first != month_first:
        return DAY_FIRST if day_first else MONTH_FIRST
    return None


def _typed(column: pa.ChunkedArray | pa.Array) -> Days:
    """A column that Arrow has read as days or instants already; the clock time is left out."""
    array = cells.one(column)
    present = array.is_valid().to_numpy(zero_copy_only=False)
    if pa.types.is_timestamp(array.type):
        if array.type.tz is not None:
            array = pc.local_timestamp(array)  # the day in the column's own zone
        array = pc.floor_temporal(array, unit="day")
        array = array.cast(pa.timestamp("s"), safe=False)
        numbers = array.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False) // 86_400
    else:
        numbers = array.cast(pa.date32()).cast(pa.int32()).fill_null(0).to_numpy(zero_copy_only=False)
    inside = (numbers >= date(FIRST_YEAR, 1, 1).toordinal() - _EPOCH) & (
        numbers <= date(LAST_YEAR, 12, 31).toordinal() - _EPOCH
    )
    known = present & inside
    found = np.where(known, numbers, 0).astype(np.int32)
    return Days(found, found, np.where(known, DAY, 0).astype(np.int8), known, present & ~inside)


def _year(text: str, short_years: bool) -> int | None:
    if len(text) == 4:
        return int(text)
    return (1900 if int(text) >= 89 else 2000) + int(text) if short_years else None


def _month(word: str) -> int | None:
    name = word.lower()
    for number, month in enumerate(MONTHS, start=1):
        if name in (month, month[:3]) or (name == "sept" and number == 9):
            return number
    return None


def _day(year: int, month: int, day: int) -> Span | None:
    try:
        return _checked(date(year, month, day).toordinal(), DAY)
    except ValueError:
        return None


def _checked(ordinal: int, names: int) -> Span | None:
    try:
        found = date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return Span(ordinal - _EPOCH, ordinal - _EPOCH, names)
