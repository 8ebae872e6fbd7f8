"""The pieces that phrases for a day are made of, as regular expressions, and what their words mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dashboard.model.days import MONTHS, WEEKDAYS

WEEKDAY = r"(?i:mon|tues|wednes|thurs|fri|satur|sun)day"
# With a capital: "may" and "march" are also verbs.
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)(?!\w)"
)
YEAR = r"(?:19|20)\d{2}(?!\d|[-–]\d\d\d?\d? |%| (?:people|killed|dead|soldiers|families))"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d|[.,:]\d|%)(?:st|nd|rd|th)?(?!\w)"
NUMBER = r"(?i:a couple of|\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

#: One day by its date, with or without its weekday and its year.
DATE = (
    rf"(?:{WEEKDAY},? (?:the )?)?\(?(?:{DAY} (?:of )?{MONTH}(?:,? {YEAR})?|{MONTH} {DAY}(?:,? {YEAR})?"
    r"|20\d\d-[01]\d-[0-3]\d(?!\d))\)?"
)
#: A part of the day, before the day it belongs to and behind it.
PART = r"(?i:morning|afternoon|evening|night|noon|midday|daytime|midnight|dawn)"
BEFORE = (
    rf"(?:(?i:late|early|later|earlier|mid)(?: (?i:on|in the|{PART}))?(?: (?i:{PART} of|hours of|on))?"
    rf"|(?i:(?:in|during) )?(?i:the (?:very )?(?:early|small|late|wee|pre-?dawn|first)(?: {PART})? hours (?:of|on))"
    rf"|(?i:(?:on|in|during|into|at) )?(?i:the (?:early |late )?{PART} (?:of|on))"
    rf"|(?i:shortly |just |soon )?(?i:before|after|around|about|at|by|towards?) (?i:dawn|sunrise|noon|midday|midnight|sunset|dusk|nightfall|daybreak)(?i: on)?"
    r"|(?i:overnight)(?: (?i:on))?)"
)
AFTER = rf"(?:[’']s)?(?:,? (?i:early |late )?(?i:in the )?{PART}| (?i:overnight|before dawn|at dawn|around noon|at noon|at night|before sunrise|after dark))"

_NIGHT = re.compile(
    r"\b(?:night|overnight|tonight|midnight|late(?!(?: on)?(?: \w+day)? (?:morning|afternoon|evening))|(?:small|wee|early|pre-?dawn|first) (?:morning )?hours"
    r"|before (?:dawn|sunrise|daybreak)|pre-?dawn|after dark)\b",
    re.IGNORECASE,
)
_DAYTIME = re.compile(r"\b(?:daytime|morning|noon|midday|afternoon)\b", re.IGNORECASE)
_SMALL_HOURS = re.compile(r"\b(?:small|wee|early|pre-?dawn) (?:morning )?hours\b", re.IGNORECASE)


def time_of_day(words: str) -> str:
    """night, day or unknown, as the words state it. Evening and dawn are neither; the early hours are night."""
    if _SMALL_HOURS.search(words):
        return "night"
    night, daytime = _NIGHT.search(words), _DAYTIME.search(words)
    if night and daytime:
        return "unknown"
    return "night" if night else "day" if daytime else "unknown"


def month_number(word: str) -> int:
    """1-12 for the name of a month or its abbreviation."""
    return next(number for number, month in enumerate(MONTHS, 1) if word[:3].casefold() == month[:3])


def weekday_number(word: str) -> int:
    """0 for Monday."""
    return WEEKDAYS.index(word.casefold())


def count(word: str) -> int:
    """The number in "two days", "a day", "a couple of days"."""
    word = " ".join(word.casefold().split())
    if word.isdigit():
        return int(word)
    if word in ("a", "an"):
        return 1
    if word == "a couple of":
        return 2
    return {"fifteen": 15, "twenty": 20}.get(word) or _COUNTED.index(word) + 1


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; month 0 is December of the year before, 13 January of the next."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def year_span(year: int) -> tuple[date, date]:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)
