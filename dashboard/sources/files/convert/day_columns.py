"""The dates in a column → first and last possible day; what its cells prove of how they are written.

The forms of one cell are those of :mod:`dashboard.sources.files.convert.day_forms`. One form holds for the whole column. Days are whole
days since 1970-01-01, as written: no time zone is applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.model.days import EPOCH
from dashboard.sources.files.convert import cells, month_names
from dashboard.sources.files.convert.day_clock import is_of_program
from dashboard.sources.files.convert.day_digits import kind_of
from dashboard.sources.files.convert.day_forms import month_words, readings, span
from dashboard.sources.files.convert.day_span import (
    DAY,
    DAY_FIRST,
    EXCEL_1970,
    FIRST_YEAR,
    INTERVAL,
    LAST_YEAR,
    MILLISECONDS,
    MONTH,
    MONTH_FIRST,
    NUMBER,
    SECONDS,
    SERIAL,
    YEAR,
    YEAR_FIRST,
    StatedDays,
)
from dashboard.sources.files.convert.plain_text import plain
from dashboard.words.sentences import Deferred, deferred, say, say_count, say_deferred

__all__ = [
    "COUNTED",
    "DAY",
    "DAY_FIRST",
    "FIRST_YEAR",
    "INTERVAL",
    "LAST_YEAR",
    "MILLISECONDS",
    "MONTH",
    "MONTH_FIRST",
    "ORDERS",
    "SECONDS",
    "SERIAL",
    "YEAR",
    "YEAR_FIRST",
    "ColumnDays",
    "StatedDays",
    "none",
    "order_of",
    "read",
    "sentences",
    "span",
]

#: Orders in which a cell is a number that counts days or seconds.
COUNTED = (SERIAL, SECONDS, MILLISECONDS)
ORDERS = ("", DAY_FIRST, MONTH_FIRST, YEAR_FIRST, SERIAL, SECONDS, MILLISECONDS)
_SENTENCES: Mapping[str, Deferred] = {
    DAY_FIRST: deferred("Dates such as 31/12/2022 are read day first ({cells})."),
    MONTH_FIRST: deferred("Dates such as 12/31/2022 are read month first ({cells})."),
    YEAR_FIRST: deferred("Dates such as 22-12-31 are read year first ({cells})."),
    SECONDS: deferred("Days are counted in seconds since 1970 ({cells}); each is the day in UTC."),
    MILLISECONDS: deferred("Days are counted in milliseconds since 1970 ({cells}); each is the day in UTC."),
    NUMBER: deferred("Days are written as Excel's day numbers ({cells}; 44926 is 31 December 2022)."),
}


@dataclass(frozen=True)
class ColumnDays:
    """One span a row. ``known`` where the cell could be read, ``wrong`` where it holds something else.

    ``half_converted`` says that the day numbers may have day and month exchanged. ``forms`` counts the rows of each form that is worth a word; ``short`` are the rows, the first and the last year of
    those written with two digits.
    """

    first: np.ndarray[Any, Any]
    last: np.ndarray[Any, Any]
    names: np.ndarray[Any, Any]
    known: np.ndarray[Any, Any]
    wrong: np.ndarray[Any, Any]
    forms: Mapping[str, int] = field(default_factory=dict)
    short: tuple[int, int, int] | None = None
    half_converted: bool = False


def read(column: pa.ChunkedArray | pa.Array, order: str = "") -> ColumnDays:
    """The spans of a column. ``order`` (one of ORDERS) says what 3/4/2022 or a number means."""
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        return _typed(column)
    values, codes = cells.distinct(cells.whole_as_integers(column))
    texts = [plain(value or "") for value in values]
    missing = [text.lower() in cells.NOTHING for text in texts]
    months = month_names.months_of(month_words(text for text, no in zip(texts, missing, strict=True) if not no))
    spans = [None if no else span(text, order, months) for text, no in zip(texts, missing, strict=True)]
    wrong = [days is None and not no for days, no in zip(spans, missing, strict=True)]
    known = cells.spread([days is not None for days in spans], codes, False, bool)
    return ColumnDays(
        cells.spread([days.first if days else 0 for days in spans], codes, 0, np.int32),
        cells.spread([days.last if days else 0 for days in spans], codes, 0, np.int32),
        cells.spread([days.names if days else 0 for days in spans], codes, 0, np.int8),
        known,
        cells.spread(wrong, codes, False, bool),
        *_counts(spans, codes, order),
        _half_converted(spans),
    )


def none(rows: int) -> ColumnDays:
    """The days of a column that the file does not have."""
    zero, no = np.zeros(rows, dtype=np.int32), np.zeros(rows, dtype=bool)
    return ColumnDays(zero, zero, zero.astype(np.int8), no, no)


def order_of(values: Iterable[str]) -> str | None:
    """What the cells of a column prove of their form: which of day, month and year comes first, that all are counted
    numbers (SERIAL, SECONDS, MILLISECONDS), "" where nothing has to be said, None where it stays open.

    Open means that every such date reads both ways, or that some prove the one and some the other; or that the numbers
    may be Excel's as well as days since 1970.
    """
    orders = {DAY_FIRST, MONTH_FIRST, YEAR_FIRST}
    counted: set[str] = set()
    needed = other = doubtful = False
    for value in values:
        if is_of_program(value or ""):
            other = True
            continue
        text = plain(value or "")
        if text.lower() in cells.NOTHING:
            continue
        if kind := kind_of(text):
            counted.add(kind)
            doubtful = doubtful or (kind == SERIAL and float(text) < EXCEL_1970)
            continue
        other = True
        for days in readings(text):
            if days and YEAR_FIRST not in days:
                orders.discard(YEAR_FIRST)
            if days and (len(days) == 1 or len(set(days.values())) > 1):
                needed = True
                orders &= days.keys()
    if counted and not other:
        return counted.pop() if len(counted) == 1 and not doubtful else None
    if not needed:
        return ""
    return orders.pop() if len(orders) == 1 else None


def _half_converted(spans: Sequence[StatedDays | None]) -> bool:
    """Whether day numbers stand for days up to the 12th and dates of digits for later ones: so a spreadsheet leaves a
    column whose day and month it read the wrong way round.
    """
    numbers = [date.fromordinal(days.first + EPOCH).day for days in spans if days and days.form == NUMBER]
    digits = [
        date.fromordinal(days.first + EPOCH).day for days in spans if days and days.form in (DAY_FIRST, MONTH_FIRST)
    ]
    return bool(numbers and digits) and max(numbers) <= 12 < min(digits)


def sentences(*columns: ColumnDays) -> list[str]:
    """How the days of columns were read, with the number of their cells."""
    texts = []
    for form, sentence in _SENTENCES.items():
        if count := sum(days.forms.get(form, 0) for days in columns):
            texts.append(say_deferred(sentence, cells=_cells(count)))
    if any(days.half_converted for days in columns):
        texts.append(
            say(
                "All day numbers are days up to the 12th and all written dates later ones: a spreadsheet may have exchanged "
                "day and month in the day numbers. Check them against the source."
            )
        )
    if short := [days.short for days in columns if days.short]:
        count, first, last = (
            sum(part[0] for part in short),
            min(part[1] for part in short),
            max(part[2] for part in short),
        )
        this_year = date.today().year
        years = str(first) if first == last else say("{first} to {last}", first=str(first), last=str(last))
        texts.append(
            say(
                "Years of two digits are read as {first_year} to {this_year} ({cells}, here {years}): none is taken to lie in the future.",
                first_year=str(this_year - 99),
                this_year=str(this_year),
                cells=_cells(count),
                years=years,
            )
        )
    return texts


def _counts(
    spans: Sequence[StatedDays | None], codes: np.ndarray[Any, Any], order: str
) -> tuple[dict[str, int], tuple[int, int, int] | None]:
    """Rows by form, and those with a year of two digits."""
    rows = np.bincount(codes[codes >= 0], minlength=len(spans))
    forms: dict[str, int] = {}
    short: list[tuple[int, StatedDays]] = []
    for days, count in zip(spans, rows.tolist(), strict=True):
        if days is None:
            continue
        form = order if days.form == NUMBER and order in (SECONDS, MILLISECONDS) else days.form
        if form:
            forms[form] = forms.get(form, 0) + count
        if days.short:
            short.append((count, days))
    if not short:
        return forms, None
    years = [date.fromordinal(days.first + EPOCH).year for _, days in short]
    return forms, (sum(count for count, _ in short), min(years), max(years))


def _typed(column: pa.ChunkedArray | pa.Array) -> ColumnDays:
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
    inside = (numbers >= date(FIRST_YEAR, 1, 1).toordinal() - EPOCH) & (
        numbers <= date(LAST_YEAR, 12, 31).toordinal() - EPOCH
    )
    known = present & inside
    days = np.where(known, numbers, 0).astype(np.int32)
    return ColumnDays(days, days, np.where(known, DAY, 0).astype(np.int8), known, present & ~inside)


def _cells(number: int) -> str:
    return say_count(number, one="{number} cell", other="{number} cells")
