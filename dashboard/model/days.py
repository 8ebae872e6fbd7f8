"""Days as numbers, and days in words as a reader says them.

A day number is a whole day since 1970-01-01, in Python, in Arrow and in the page alike.
"""

from __future__ import annotations

import calendar
from datetime import date

# The ordinal of 1970-01-01, the day 0.
EPOCH = date(1970, 1, 1).toordinal()
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]  # fmt: skip
# English by ourselves: strftime follows the machine's language.
SHORT_WEEKDAYS = tuple(day[:3].capitalize() for day in WEEKDAYS)
SHORT_MONTHS = tuple(month[:3].capitalize() for month in MONTHS)


def day_number(day: date) -> int:
    """A date as a day number."""
    return day.toordinal() - EPOCH


def date_of(number: int) -> date:
    """A day number as a date. Raises ValueError or OverflowError for a day that the calendar does not have."""
    return date.fromordinal(number + EPOCH)


def in_words(day: date, *, year: bool = True) -> str:
    """A day as a reader says it: "Thu 26 Feb 2026"."""
    weekday, month = SHORT_WEEKDAYS[day.weekday()], SHORT_MONTHS[day.month - 1]
    return f"{weekday} {day.day} {month} {day.year}" if year else f"{weekday} {day.day} {month}"


def span_in_words(start: date, end: date) -> str:
    """An interval of days: "Sat 21 – Sun 22 Feb 2026", a whole month as "October 2025"."""
    if start == end:
        return in_words(start)
    whole_month = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if whole_month and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1].capitalize()} {start.year}"
    if start.year == end.year and start.month == end.month:
        return f"{SHORT_WEEKDAYS[start.weekday()]} {start.day} – {in_words(end)}"
    return f"{in_words(start, year=start.year != end.year)} – {in_words(end)}"


def moment_in_words(at: str) -> str:
    """A moment (UTC, ISO 8601 to the second) as a reader says it: "2026-02-26 17:00:00 UTC"."""
    return at.replace("T", " ").replace("+00:00", " UTC")
