"""Words that give a day → the earliest and latest day they may mean.

Weekdays are counted back from the day on which the source was last updated; that day itself counts. Nothing is
guessed: words that do not fit a rule raise UnreadableDate.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.errors import DashboardError
from dashboard.model.days import MONTHS, WEEKDAYS
from dashboard.words.sentences import say

DAY_WORDS = ("day", "daytime", "morning", "noon", "midday", "afternoon")

_weekday = "(?P<{0}>" + "|".join(WEEKDAYS) + ")"
_month = "(?:" + "|".join(f"{month}|{month[:3]}" for month in MONTHS) + r"|sept)\.?"


class UnreadableDate(DashboardError, ValueError):
    """The words do not give a day by the rules. ``words`` are those words."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(say('no rule turns "{words}" into days', words=words))


@dataclass(frozen=True)
class Days:
    """Earliest and latest possible day, and the time of day as stated: night, day or unknown."""

    start: date
    end: date
    time_of_day: str = "unknown"


def resolve(words: str, updated_on: date) -> Days:
    """The days that ``words`` may mean in a source last updated on ``updated_on``.

    Reads weekdays ("late on Thursday", "Friday morning"), ranges of them, weekends, weeks, month names and dates.
    "X night" and "late on X" belong to day X (UCDP GED codebook 19.1: Monday night is Monday).

    Raises:
        UnreadableDate: no rule fits, or the words name a day that does not exist.
    """
    text = " ".join(words.casefold().replace("‑", "-").split())
    for rule in (_written_date, _weekday_range, _single_weekday, _weekend, _week, _month_name):
        try:
            days = rule(text, updated_on)
        except (OverflowError, ValueError):  # a day or a year that the calendar does not have
            raise UnreadableDate(words) from None
        if days is not None:
            return days
    raise UnreadableDate(words)


def precision(start: date, end: date) -> int:
    """UCDP date_prec that fits the span: 1 one day, 2 two to six, 3 a week, 4 to a month, 5 longer."""
    days = (end - start).days + 1
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def _time_of_day(text: str) -> str:
    if re.search(r"\b(night|overnight|late (on )?)", text):
        return "night"
    return "day" if re.search(rf"\b({'|'.join(DAY_WORDS)})\b", text) else "unknown"


def _back_to(weekday: str, anchor: date) -> date:
    return anchor - timedelta(days=(anchor.weekday() - WEEKDAYS.index(weekday)) % 7)


def _month_number(text: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if text.startswith(month[:3]))


def _written_date(text: str, anchor: date) -> Days | None:
    """ISO dates, "27 February 2026", "Feb 27" (also behind a weekday in brackets)."""
    if match := re.fullmatch(r"(?:on )?(\d{4})-(\d{2})-(\d{2})", text):
        return _day(text, *map(int, match.groups()))
    prefix = r"(?:(?:late )?(?:on )?(?:" + "|".join(WEEKDAYS) + r"),? )?\(?"
    match = re.fullmatch(rf"(?:on )?{prefix}(?P<m>{_month}) (?P<d>\d{{1,2}})(?:,? (?P<y>\d{{4}}))?\)?", text)
    match = match or re.fullmatch(rf"(?:on )?{prefix}(?P<d>\d{{1,2}}) (?P<m>{_month})(?: (?P<y>\d{{4}}))?\)?", text)
    if not match:
        return None
    month, day = _month_number(match["m"]), int(match["d"])
    if match["y"]:
        return _agreeing(text, _day(text, int(match["y"]), month, day))
    # Without a year: this year, or the last where the day is still to come or (29 February) does not exist.
    for year in (anchor.year, anchor.year - 1):
        exists = day <= calendar.monthrange(year, month)[1]
        if exists and date(year, month, day) <= anchor:
            return _agreeing(text, _day(text, year, month, day))
    raise UnreadableDate(text)


def _agreeing(text: str, days: Days) -> Days:
    """A weekday beside the date has to be that day's."""
    named = re.search("|".join(WEEKDAYS), text)
    if named and WEEKDAYS[days.start.weekday()] != named.group():
        raise UnreadableDate(text)
    return days


def _day(text: str, year: int, month: int, day: int) -> Days:
    try:
        stated = date(year, month, day)
    except ValueError:
        raise UnreadableDate(text) from None
    return Days(stated, stated, _time_of_day(text))


def _weekday_range(text: str, anchor: date) -> Days | None:
    first, last = _weekday.format("a"), _weekday.format("b")
    match = re.fullmatch(rf"(?:(?:from|between|on) )?{first} (?:to|until|and|through) (?:on )?{last}", text)
    if not match:
        return None
    end = _back_to(match["b"], anchor)
    return Days(_back_to(match["a"], end), end)


def _single_weekday(text: str, anchor: date) -> Days | None:
    part = r"(?: (?P<part>night|overnight|" + "|".join(DAY_WORDS) + "))?"
    match = re.fullmatch(rf"(?:late )?(?:on )?{_weekday.format('a')}(?:[’']s)?{part}", text)
    if not match:
        return None
    day = _back_to(match["a"], anchor)
    return Days(day, day, _time_of_day(text))


def _weekend(text: str, anchor: date) -> Days | None:
    if text not in (
        "over the weekend",
        "at the weekend",
        "on the weekend",
        "last weekend",
        "over last weekend",
    ):
        return None
    saturday = _back_to("saturday", anchor)
    if "last" in text and anchor.weekday() >= 5:  # said during a weekend, "last" is the one before it
        saturday -= timedelta(days=7)
    return Days(saturday, min(saturday + timedelta(days=1), anchor))  # told on the Saturday, Sunday is still to come


def _week(text: str, anchor: date) -> Days | None:
    monday = _back_to("monday", anchor)
    if text == "this week":
        return Days(monday, anchor)
    if text == "earlier this week" and monday < anchor:
        return Days(monday, anchor - timedelta(days=1))
    if text == "last week":
        return Days(monday - timedelta(days=7), monday - timedelta(days=1))
    return None


def _month_name(text: str, anchor: date) -> Days | None:
    match = re.fullmatch(rf"(?:in |last )?(?P<m>{_month})(?: (?P<y>\d{{4}}))?", text)
    if not match:
        return None
    month = _month_number(match["m"])
    # A month without a year is the most recent one that has passed: not the current month.
    year = int(match["y"]) if match["y"] else anchor.year - (month >= anchor.month)
    start = date(year, month, 1)
    return Days(start, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
