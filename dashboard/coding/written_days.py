"""Days as a file or the head of an article writes them → calendar days. What has two readings is not read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate

from dashboard.propose.day_context import DayContext
from dashboard.propose.days_in_text import days_in

_ISO = re.compile(r"(?:D:)?((?:19|20)\d\d)([-/.]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?=\d{6}(?!\d)|(?!\d))")
# Day and month in figures: with full stops the day comes first; else only a day above 12 shows which is which.
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTH_NAMED = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class WrittenDay:
    """A day and the words that write it: half-open offsets. ``has_year`` is False where its year was read back."""

    day: date
    start: int
    end: int
    has_year: bool = True


def day_of_value(value: str) -> date | None:
    """The day of a value such as 2031-03-04T06:00:00+02:00, on the clock that it states; None where none can be read."""
    if iso := _ISO.match(value.strip()):
        return _day(int(iso[1]), int(iso[3]), int(iso[4]))
    if parts := parsedate(value):
        return _day(*parts[:3])
    days = {written.day for written in written_days(value, 0, len(value), date.max) if written.has_year}
    return days.pop() if len(days) == 1 else None


def written_days(text: str, start: int, end: int, today: date) -> list[WrittenDay]:
    """The single days between two offsets that are written as dates, in order.

    A day without its year is the last such day up to ``today``. A weekday alone, "today" and a month are no dates.
    """
    days = [
        WrittenDay(day, *match.span()) for match in _FIGURES.finditer(text, start, end) if (day := _of_figures(match))
    ]
    context = DayContext(today)
    for words in days_in(text, start, end, context):
        if words.first != words.last or not re.search(r"\d", words.words) or not _is_date(words.words):
            continue
        if not any(day.start < words.end and words.start < day.end for day in days):
            days.append(WrittenDay(words.first, words.start, words.end, _YEAR.search(words.words) is not None))
    return sorted(days, key=lambda day: day.start)


def _is_date(words: str) -> bool:
    """Whether the words name a month or are figures alone: not "two days ago", not "the 14th"."""
    iso = _ISO.search(words)
    months = r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    return (
        iso is not None
        or re.search(months, words) is not None
        or (not words.isascii() and bool(_MONTH_NAMED.search(words)))
    )


def _of_figures(match: re.Match[str]) -> date | None:
    first, sign, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if sign == "." or first > 12:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    return _day(year, first, second) if first == second else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
