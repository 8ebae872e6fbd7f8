"""A day written in digits: day, month and year in any order, a day number, a month, a year, a quarter, a week.

What digits leave open is never guessed: ``order`` says whether 3/4/22 begins with the day, the month or the year.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from dashboard.model.days import EPOCH
from dashboard.sources.files.convert.day_span import (
    DAY,
    DAY_FIRST,
    EXCEL_1970,
    EXCEL_EPOCH,
    FIRST_YEAR,
    LAST_YEAR,
    MILLISECONDS,
    MONTH_FIRST,
    NUMBER,
    SECONDS,
    SERIAL,
    WEEK,
    YEAR,
    YEAR_FIRST,
    StatedDays,
    century,
    day,
)

_SEP = r"\s*([/.\-])\s*"
_NUMERIC = re.compile(rf"(\d{{1,2}})(?:{_SEP}(\d{{1,2}})\s*\2\s*|\s(\d{{1,2}})\s)(\d{{4}}|'?\d{{2}})")
_EIGHT = re.compile(r"(\d{2})(\d{2})(\d{4})(?:\.0+)?")
_ISO = re.compile(rf"(\d{{4}})(?:{_SEP}(\d{{1,2}})\s*\2\s*|\s(\d{{1,2}})\s)(\d{{1,2}})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0+)?")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号일]?)?)?")
_YEAR_MONTH = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_SIX = re.compile(r"(\d{2})(\d{2})(\d{2})(?:\.0+)?")
_QUARTER = re.compile(r"(\d{4})[\s\-/]*Q([1-4])|Q([1-4])[\s\-/]*(\d{4})", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{4})-(\d{3})")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
_DAY_NUMBER = re.compile(r"(\d{1,6})(?:\.\d+)?")
#: Excel's day numbers from 1927; no year and no other form has five digits.
_FIVE = re.compile(r"([1-9]\d{4})(?:\.\d+)?")
_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?")
_MILLISECONDS = re.compile(r"(\d{12,13})(?:\.\d+)?")


def kind_of(cell: str) -> str:
    """What a cell of digits alone counts: SERIAL, SECONDS, MILLISECONDS; "" for any other cell."""
    for form, name in ((_FIVE, SERIAL), (_SECONDS, SECONDS), (_MILLISECONDS, MILLISECONDS)):
        if form.fullmatch(cell):
            return name
    return ""


def year_first(text: str) -> tuple[int, ...] | None:
    """Year, month and day of a date that begins with its year, 0 for what it leaves out; None for any other text."""
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return tuple(int(part) for part in match.groups() if part is not None and part.isdecimal())
    match = _CJK.fullmatch(text)
    return tuple(int(part or 0) for part in match.groups()) if match else None


def is_numeric(text: str) -> bool:
    """Whether a text is a date of three numbers with signs or blanks between them."""
    return _NUMERIC.fullmatch(text) is not None


def numbers(text: str) -> tuple[str, str, str] | None:
    """The three numbers of a date that does not begin with its year, as digits; None for any other text."""
    if match := _NUMERIC.fullmatch(text):
        return match[1], match[3] or match[4], match[5]
    if (match := _EIGHT.fullmatch(text)) and not day(int(text[:4]), int(text[4:6]), int(text[6:8])):
        return match[1], match[2], match[3]
    return None


def ordered(first: str, second: str, third: str, order: str) -> StatedDays | None:
    """The day that three numbers name in this order; None where the order does not fit or leaves it open.

    A date such as 2/2/2022 or 02/02/02 that is the same day in each order needs none.
    """
    short = len(third) != 4
    if order == YEAR_FIRST and short and len(first) == 2:
        days = day(century(first), int(second), int(third.lstrip("'")))
    elif order == DAY_FIRST:
        days = day(century(third), int(second), int(first))
    elif order == MONTH_FIRST or (int(first) == int(second) and not short):
        days = day(century(third), int(first), int(second))
    elif int(first) == int(second) and order != YEAR_FIRST:
        orders = (ordered(first, second, third, way) for way in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST))
        same = {days.first: days for days in orders if days}
        days = same.popitem()[1] if len(same) == 1 else None
    else:
        return None
    return days and StatedDays(days.first, days.last, days.names, order, short)


def day_number(text: str, order: str) -> StatedDays | None:
    """A day number of Excel, or an instant counted since 1970."""
    number = float(text)
    if order == SERIAL and _DAY_NUMBER.fullmatch(text) and not _YEAR.fullmatch(text):
        return _of_excel(int(number))
    if order == SERIAL and _YEAR.fullmatch(text) and not FIRST_YEAR <= number <= LAST_YEAR:
        return _of_excel(int(number))
    if order == SECONDS and _SECONDS.fullmatch(text):
        return _numbered(int(number // 86_400))
    if order == MILLISECONDS and _MILLISECONDS.fullmatch(text):
        return _numbered(int(number // 86_400_000))
    if order not in (SECONDS, MILLISECONDS) and _FIVE.fullmatch(text) and number >= EXCEL_1970:
        return _of_excel(int(number))
    return None


def _of_excel(number: int) -> StatedDays | None:
    return _numbered(number + EXCEL_EPOCH - EPOCH)


def _numbered(days: int) -> StatedDays | None:
    try:
        year = date.fromordinal(days + EPOCH).year
    except (ValueError, OverflowError):
        return None
    return StatedDays(days, days, DAY, NUMBER) if FIRST_YEAR <= year <= LAST_YEAR else None


def coarse(text: str) -> StatedDays | None:
    """The days of a month, a year, a quarter, a week; None for any other text."""
    if match := _YEAR.fullmatch(text):
        return day(int(match[1]), 0, 0)
    if match := _YEAR_MONTH.fullmatch(text):
        return day(int(match[1]), int(match[2]), 0)
    if match := _MONTH_YEAR.fullmatch(text):
        return day(int(match[2]), int(match[1]), 0)
    if match := _QUARTER.fullmatch(text):
        quarter = int(match[2] or match[3])
        first, last = (day(int(match[1] or match[4]), month, 0) for month in (quarter * 3 - 2, quarter * 3))
        return StatedDays(first.first, last.last, YEAR) if first and last else None
    if match := _WEEK.fullmatch(text):
        try:
            first_day = date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1)).toordinal() - EPOCH
        except ValueError:
            return None
        days = _numbered(first_day)
        return days and (
            StatedDays(days.first, days.first) if match[3] else StatedDays(days.first, days.first + 6, WEEK)
        )
    if match := _ORDINAL.fullmatch(text):
        year, number = int(match[1]), int(match[2])
        start = day(year, 1, 1)
        fits = start and 1 <= number <= 365 + calendar.isleap(year)
        return StatedDays(start.first + number - 1, start.first + number - 1) if start and fits else None
    if match := _SIX.fullmatch(text):
        # 202202 is a month where no day of 20.22.02 exists; else it may be both.
        others = (ordered(match[1], match[2], match[3], way) for way in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST))
        return None if any(others) else day(int(match[1] + match[2]), int(match[3]), 0)
    return None
