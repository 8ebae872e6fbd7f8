"""The names of places in a text: its spans looked up at once, the longest of those that overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dashboard.gazetteer import name_key
from dashboard.propose.phrases import read_rows, word_list
from dashboard.propose.place_context import people_of
from dashboard.propose.place_names import NamedPlace, world_names
from dashboard.propose.possible_names import NameSpan, Word, other_keys, spans


@cache
def words_of_no_place() -> frozenset[str]:
    """English words and names of organisations that are towns as well."""
    return frozenset(word for row in read_rows("not_places_en.csv") for word in row["words"].split())


@dataclass(frozen=True)
class NamedSpan:
    """A passage that names places."""

    span: NameSpan
    places: tuple[NamedPlace, ...]


def only_countries(named: Sequence[NamedSpan]) -> Counter[str]:
    """How many names lie in one country only, by that country."""
    single = {}
    for one in named:
        codes = {code for place in one.places for code in place.countries}
        if len(codes) == 1 and one.places[0].level != "country":
            single[one.places[0].spelling] = codes.pop()
    counted = Counter(single.values())
    return Counter({code: times for code, times in counted.items() if times > 1})


def sure_points(named: Sequence[NamedSpan], weights: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The names that mean one place in the countries of the report, with its point (latitude, longitude)."""
    points = {}
    for one in named:
        here = [
            place
            for place in one.places
            if place.level != "country" and any(weights.get(code, 0) >= 1 for code in place.countries)
        ]
        if len({(round(place.latitude), round(place.longitude)) for place in here}) == 1:
            points[here[0].spelling] = (here[0].latitude, here[0].longitude)
    return points


def named_spans(text: str, words: list[Word]) -> list[NamedSpan]:
    """The spans of the text that name a place, in order; none overlaps another."""
    possible = list(spans(text, words))
    keys = {span: name_key(text[span.start : span.end]) for span in possible}
    single = words_of_no_place()
    lower = {word.text for word in words if word.text[0].islower()}
    wanted = {
        span: key
        for span, key in keys.items()
        if len(key) > 1
        and key.replace(" ", "-") not in word_list("names_of_no_place")
        and (span.last > span.first or (key not in single and not people_of(words[span.first].text)))
    }
    known = world_names().named(set(wanted.values()))
    others = {span: list(other_keys(key)) for span, key in wanted.items() if key not in known}
    known |= world_names().named({key for keys in others.values() for key in keys} - set(known))
    found: list[NamedSpan] = []
    end = -1
    for span in possible:
        if span.start < end or span not in wanted:
            continue
        key = wanted[span]
        places = known.get(key) or next((known[other] for other in others.get(span, ()) if other in known), ())
        if not places or (
            span.first == span.last and words[span.first].text.casefold() in lower and not _large(places)
        ):
            continue
        found.append(NamedSpan(span, places))
        end = span.end
    return found


def _large(places: Sequence[NamedPlace]) -> bool:
    return any(place.level != "city" or (place.population or 0) >= 100_000 for place in places)
