"""A day with the name of its month: day month year, month day year, year month day, month year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dashboard.sources.files.convert import month_names
from dashboard.sources.files.convert.day_span import StatedDays, century, day

_VIETNAMESE = re.compile(r"(?:ngày )?(?:(\d{1,2}) )?tháng (\d{1,2})(?:,? năm|,)? (\d{4})", re.IGNORECASE)
_TOKEN = re.compile(r"'?\d+|[^\d\s,;/.()\-']+")
_ORDINALS = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|ère|ème|o|a|°|-?(?:е|го|ое))(?=[\s.,\-/]|$)", re.IGNORECASE)
#: Words between day, month and year that say nothing of their own.
_FILLING = frozenset(
    [
        "of",
        "the",
        "de",
        "del",
        "di",
        "da",
        "do",
        "d",
        "den",
        "der",
        "le",
        "el",
        "al",
        "am",
        "on",
        "g",
        "г",
        "года",
        "год",
        "р",
        "року",
        "рік",
        "m",
        "n",
        "e",
        "a",
    ]  # key() drops stops
)


def in_words(text: str, months: Mapping[str, int]) -> StatedDays | None:
    """The days that a text without its clock names; ``months`` are those that the words of its column mean."""
    if match := _VIETNAMESE.fullmatch(text):
        return day(int(match[3]), int(match[2]), int(match[1] or 0))
    tokens = _tokens(text)
    word = _month_word(tokens)
    month = months.get(word or "", 0)
    digits = [token for token in tokens if token.lstrip("'").isdecimal()]
    if not month or not 1 <= len(digits) <= 2:
        return None
    years = [token for token in digits if len(token) >= 3]
    if len(years) == 1 and len(years[0].lstrip("'")) in (2, 4):
        year = century(years[0])
        [number] = [int(token) for token in digits if token is not years[0]] or [0]
    elif not years and len(digits) == 2 and tokens[0] == digits[0] and len(digits[1]) == 2:
        year, number = century(digits[1]), int(digits[0])
    else:
        return None
    if len(digits) == 2 and not number:
        return day(year, month, 0)
    days = day(year, month, number)
    weekdays = _weekdays(tokens)
    if days is None or (weekdays and (days.first + 3) % 7 not in weekdays):
        return None
    short = len((years or digits[1:])[0].lstrip("'")) == 2
    return StatedDays(days.first, days.last, days.names, "", short)


def month_word(text: str) -> str | None:
    """The word of a text without its clock that may be a month (:func:`month_names.key`); None where it has none."""
    return _month_word(_tokens(text))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_ORDINALS.sub("", text))


def _month_word(tokens: Iterable[str]) -> str | None:
    """The words of a date that are neither filling nor a day of the week, as one."""
    words = [month_names.key(token) for token in tokens if not token.lstrip("'").isdecimal()]
    words = [word for word in words if word and word not in _FILLING]
    if len(words) > 1:
        words = [word for word in words if month_names.is_month(word) or not month_names.weekdays_of(word)]
    return " ".join(words) if words else None


def _weekdays(tokens: Iterable[str]) -> frozenset[int]:
    """The days of the week that the words name."""
    words = [month_names.key(token) for token in tokens if not token.lstrip("'").isdecimal()]
    if len(words) < 2:
        return frozenset()
    return frozenset().union(*(month_names.weekdays_of(word) for word in words if not month_names.is_month(word)))
