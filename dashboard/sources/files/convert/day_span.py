"""The days that one cell names, as whole days since 1970-01-01, and how much it names: a day, a month, a year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date

from dashboard.model.days import EPOCH

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day_first", "month_first", "year_first"
SERIAL, SECONDS, MILLISECONDS = "excel_serial", "epoch_seconds", "epoch_milliseconds"
#: Years outside are placeholders or slips (0001, 9999) and would stretch the timeline to nothing.
FIRST_YEAR, LAST_YEAR = 1500, 2100
#: Excel counts days from here for every day after February 1900.
EXCEL_EPOCH = date(1899, 12, 30).toordinal()
#: Day numbers below may be days since 1970 of our time; above, only Excel's are not in the future.
EXCEL_1970 = EPOCH - EXCEL_EPOCH
DAY, WEEK, MONTH, YEAR = 1, 3, 4, 5
#: What a span was read from, where the report mentions it (:attr:`StatedDays.form`).
NUMBER, INTERVAL = "day number", "interval"


@dataclass(frozen=True)
class StatedDays:
    """First and last day, and how much the cell names: a day (1), two to six (2), a week (3), up to a month (4), more
    (5). ``form`` is what it was read from where the report mentions it, ``short`` says that its year has two digits.
    """

    first: int
    last: int
    names: int = DAY
    form: str = field(default="", compare=False)
    short: bool = field(default=False, compare=False)


def day(year: int, month: int, number: int) -> StatedDays | None:
    """A day; a month where its number is 0, a year where that of the month is 0 too; None where there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if not number and not month:
        return StatedDays(date(year, 1, 1).toordinal() - EPOCH, date(year, 12, 31).toordinal() - EPOCH, YEAR)
    if not 1 <= month <= 12 or not 0 <= number <= calendar.monthrange(year, month)[1]:
        return None
    first = date(year, month, number or 1).toordinal() - EPOCH
    return (
        StatedDays(first, first)
        if number
        else StatedDays(first, first + calendar.monthrange(year, month)[1] - 1, MONTH)
    )


def century(digits: str) -> int:
    """The year that two digits mean: the latest that is not in the future. Four digits are the year."""
    number = int(digits.lstrip("'"))
    if len(digits.lstrip("'")) == 4:
        return number
    return 2000 + number if 2000 + number <= date.today().year else 1900 + number


def breadth(days: int) -> int:
    """The code of how much so many days are: a day (1), two to six (2), a week (3), up to a month (4), more (5)."""
    return next((code for most, code in ((1, 1), (6, 2), (7, 3), (31, 4)) if days <= most), 5)
