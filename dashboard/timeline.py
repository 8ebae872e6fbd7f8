"""The days of the mapped events: the slider's track, how many events may fall on each day, and days in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pandas as pd

from dashboard import dates


def days(events: pd.DataFrame) -> list[date]:
    """Every day from the first to the last possible day of the events, empty days included."""
    if events.empty:
        return []
    first, last = min(events["date_start"]), max(events["date_end"])
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def per_day(events: pd.DataFrame, axis: list[date]) -> dict[date, int]:
    """How many events may fall on each day: an event whose date is an interval counts on each of its days."""
    return {day: int(((events["date_start"] <= day) & (events["date_end"] >= day)).sum()) for day in axis}


def neighbour(counts: dict[date, int], day: date, step: int) -> date | None:
    """The nearest day before (step −1) or after (step 1) that has an event; None if there is none."""
    found = [other for other, count in counts.items() if count and (other < day if step < 0 else other > day)]
    return (max(found) if step < 0 else min(found)) if found else None


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
