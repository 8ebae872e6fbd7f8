"""One cell → the first and the last day that it names, in every form that people and programs write days in.

Days are whole days since 1970-01-01, as written: no time zone is applied. A part that is 00 is not known. What digits
leave open is never guessed: ``order`` says whether 3/4/22 begins with the day, the month or the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dashboard.sources.files.convert import day_digits, day_ranges, month_names, named_month_days
from dashboard.sources.files.convert.day_clock import PROGRAM, without_clock
from dashboard.sources.files.convert.day_span import (
    DAY_FIRST,
    INTERVAL,
    MONTH_FIRST,
    NUMBER,
    YEAR_FIRST,
    StatedDays,
    breadth,
    day,
)
from dashboard.sources.files.convert.plain_text import plain


def span(cell: str, order: str = "", months: Mapping[str, int] | None = None) -> StatedDays | None:
    """The days that one cell names, None if no form fits or its reading is open. ``months`` are those of the column."""
    if match := PROGRAM.fullmatch(cell):
        return day(*map(int, match[1].split("-")))
    text = plain(cell)
    if months is None:
        months = month_names.months_of(month_words([text]))
    whole = _single(text, order, months)
    if whole is not None:
        return whole
    for left, right in day_ranges.halves(text):
        first, last = (_single(half, order, months) for half in (left, right))
        if first is None or last is None:
            first, last = (_single(half, order, months) for half in day_ranges.completed(left, right))
        if first and last and first.first <= last.last and NUMBER not in (first.form, last.form):
            form, names = first.form or last.form or INTERVAL, breadth(last.last - first.first + 1)
            return StatedDays(first.first, last.last, names, form, first.short or last.short)
    return None


def month_words(cells: Iterable[str]) -> set[str]:
    """The words of cells (:func:`plain`) that may be months: :func:`month_names.key` of each."""
    words: set[str] = set()
    for cell in cells:
        if any(char.isalpha() for char in cell):
            for part in (cell, *(half for pair in day_ranges.halves(cell) for half in pair)):
                if (word := named_month_days.month_word(without_clock(part))) is not None:
                    words.add(word)
    return words


def readings(cell: str) -> Iterator[dict[str, int]]:
    """For each date of digits in a cell whose order is open to question: order → the day it gives."""
    text = plain(cell)
    parts = [text]
    if not day_digits.is_numeric(without_clock(text)):
        parts += [half for pair in list(day_ranges.halves(text))[:1] for half in pair]
    for part in parts:
        if numbers := day_digits.numbers(without_clock(part)):
            spans = {order: day_digits.ordered(*numbers, order) for order in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)}
            yield {order: days.first for order, days in spans.items() if days is not None}


def _single(text: str, order: str, months: Mapping[str, int]) -> StatedDays | None:
    """The days that a text names which is no range."""
    if text.replace(".", "", 1).isdecimal() and (day_by_number := day_digits.day_number(text, order)) is not None:
        return day_by_number
    text = without_clock(text)
    if numbers := day_digits.numbers(text):
        return day_digits.ordered(*numbers, order)
    if parts := day_digits.year_first(text):
        return day(*parts)
    return day_digits.coarse(text) or named_month_days.in_words(text, months)
