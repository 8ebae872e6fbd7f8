"""Names of months in the languages that CLDR has (through Babel) → 1 to 12; and which words are days of the week.

A name may mean different months in two languages: listopad is October in Croatian and November in Czech. The other
names of the column decide; a name that stays open has no month. Babel's tables are read at the first name that is not
English, which takes a second or two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from dashboard.model.days import MONTHS, WEEKDAYS
from dashboard.sources.files.convert.plain_text import without_accents

ENGLISH = "en"
#: A word may be the name of several months. A month that at most this share of its languages mean is ignored.
RARE = 0.1
_ENGLISH_MONTHS = {
    **{name[:length]: number for number, name in enumerate(MONTHS, start=1) for length in (3, len(name))},
    "sept": 9,
}
_ENGLISH_DAYS = {
    **{name[:length]: number for number, name in enumerate(WEEKDAYS) for length in (3, len(name))},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}


def key(word: str) -> str:
    """A word without case, accents, stops and surplus spaces."""
    bare = word.casefold()
    if not bare.isascii():
        bare = unicodedata.normalize("NFC", without_accents(bare)).replace("ı", "i")
    return " ".join(bare.replace(".", " ").split())


def months_of(words: Iterable[str]) -> Mapping[str, int]:
    """The month of each word (:func:`key`) of one column; words that name none, or not one alone, are left out.

    English words are read as English where the others allow it; else the languages that have all of the words decide.
    """
    words = set(words)
    if words <= _ENGLISH_MONTHS.keys():
        return {word: _ENGLISH_MONTHS[word] for word in words}
    known = {word: _months()[word] for word in words if word in _months()}
    common = set.intersection(*(set().union(*meant.values()) for meant in known.values())) if known else set()
    if ENGLISH in common:
        return {word: _ENGLISH_MONTHS[word] for word in known if word in _ENGLISH_MONTHS}
    months = {}
    for word, meant in known.items():
        within = {month: languages & common if common else languages for month, languages in meant.items()}
        if (month := _agreed(within)) is not None:
            months[word] = month
    return months


def is_month(word: str) -> bool:
    """Whether some language has a month of that name."""
    return word in _ENGLISH_MONTHS or word in _months()


def weekdays_of(word: str) -> frozenset[int]:
    """The days of the week (Monday is 0) that a word (:func:`key`) names in some language; none for other words."""
    if word in _ENGLISH_DAYS:
        return frozenset({_ENGLISH_DAYS[word]})
    return frozenset(_weekdays().get(word, {}))


def _agreed(meant: Mapping[int, set[str]]) -> int | None:
    """The one month that nearly all of the languages with the word mean."""
    count = sum(map(len, meant.values()))
    often = [month for month, languages in meant.items() if len(languages) > RARE * count]
    return often[0] if len(often) == 1 else None


@cache
def _months() -> Mapping[str, Mapping[int, set[str]]]:
    table = _names("months")
    for word, number in _ENGLISH_MONTHS.items():
        table.setdefault(word, {}).setdefault(number, set()).add(ENGLISH)
    return table


@cache
def _weekdays() -> Mapping[str, Mapping[int, set[str]]]:
    return _names("days")


def _names(kind: str) -> dict[str, dict[int, set[str]]]:
    """Each name of a month or weekday → its number → the languages that call it so."""
    from babel import localedata

    table: dict[str, dict[int, set[str]]] = {}
    for locale in localedata.locale_identifiers():
        language = locale.partition("_")[0]
        for widths in localedata.load(locale, merge_inherited=False).get(kind, {}).values():
            for width, names in widths.items() if isinstance(widths, dict) else ():
                if width == "narrow" or not isinstance(names, dict):
                    continue
                for number, name in names.items():
                    word = key(str(name))
                    if not word.isdigit():
                        table.setdefault(word, {}).setdefault(number, set()).add(language)
    return table
