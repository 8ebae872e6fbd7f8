"""Days in words, as a reader says them. English, whatever the machine's language is."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from dashboard import dates


def in_words(day: date, *, year: bool = True) -> str:
    """A day as a reader says it: "Thu 26 Feb 2026"."""
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    return f"{weekday} {day.day} {month} {day.year}" if year else f"{weekday} {day.day} {month}"


def span_in_words(start: date, end: date) -> str:
    """An interval of days: "Sat 21 – Sun 22 Feb 2026", a whole month as "October 2025"."""
    if start == end:
        return in_words(start)
    if (start.year, start.month, 1) == (end.year, end.month, start.day) and end.day == monthrange(end.year, end.month)[
        1
    ]:
        return f"{FULL_MONTHS[start.month - 1]} {start.year}"
    if start.year == end.year and start.month == end.month:
        return f"{WEEKDAYS[start.weekday()]} {start.day} – {in_words(end)}"
    return f"{in_words(start, year=start.year != end.year)} – {in_words(end)}"


# English by ourselves: strftime follows the machine's language.
WEEKDAYS = tuple(day[:3].capitalize() for day in dates.WEEKDAYS)
FULL_MONTHS = tuple(month.capitalize() for month in dates.MONTHS)
MONTHS = tuple(month[:3] for month in FULL_MONTHS)
