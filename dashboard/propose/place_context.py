"""Which countries a report is about, by its own words: what the person said, its dateline, countries and peoples named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from dashboard.propose.phrases import read_rows
from dashboard.propose.place_names import NamedPlace
from dashboard.propose.possible_names import Word

_SAID, _DATELINE, _COUNTRY, _PEOPLE, _ONLY_THERE, _MOST = 4.0, 2.0, 1.0, 0.8, 0.5, 3.0


@cache
def _peoples() -> dict[str, str]:
    return {word: row["country"] for row in read_rows("demonyms.csv") for word in row["words"].split()}


def people_of(word: str) -> str:
    """The country of "Malian" or "Malians"; empty for other words."""
    return _peoples().get(word, "")


def country_weights(
    words: Sequence[Word],
    country: str,
    datelines: Iterable[Sequence[NamedPlace]],
    named: Mapping[str, int],
    only: Mapping[str, int],
) -> dict[str, float]:
    """How much speaks for each country (ISO code → weight).

    Args:
        words: the words of the text.
        country: what the person said; "" if nothing.
        datelines: the places that each dateline's name may mean.
        named: how often each country is named.
        only: how many names of the report lie in that country and in no other.
    """
    weights: dict[str, float] = defaultdict(float)
    if country:
        weights[country] += _SAID
    for places in datelines:
        large = max(places, key=lambda place: place.population or 0, default=None)
        for code in large.countries if large else ():
            weights[code] += _DATELINE
    mentions: dict[str, float] = defaultdict(float)
    for code, times in named.items():
        mentions[code] += _COUNTRY * times
    for word in words:
        if code := people_of(re.sub(r"[’']s?$", "", word.text)):
            mentions[code] += _PEOPLE
    for code, times in only.items():
        mentions[code] += _ONLY_THERE * times
    for code, weight in mentions.items():
        weights[code] += min(weight, _MOST)
    return dict(weights)
