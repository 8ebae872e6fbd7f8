"""Of the places that bear a name, which one a report most likely means, and why: at most five, best first.

What counts: the country the report is about, words of level beside the name ("district", "the city of"), the names
beside it in one list, its own name before an alias, its population. Nothing is decided: a person sees all of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.propose.place_names import NamedPlace, world_names
from dashboard.propose.proposal import Candidate

MOST = 5
_FAMOUS, _LIKE_A_FAMOUS_ONE, _OF_A_PROVINCE = 500_000, 3.0, 2.5
_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")
_PROVINCE_WORDS = r"(?:province|provinces|state|region|governorate|oblast|department|prefecture|countryside|county|krai|republic|wilaya|administrative region)"
_CITY_WORDS = (
    r"(?:city|town|village|port|capital|hamlet|suburb|commune|cities|towns|villages|neighbou?rhood|settlement)"
)
_DISTRICT_WORDS = r"(?:district|districts|territory|township|raion|tehsil|woreda|subdistrict|sub-district|county|municipality|locality)"
_BEHIND = {
    "province": re.compile(rf"^[- ](?:Region|State|Province|Governorate|Oblast|County|{_PROVINCE_WORDS})\b"),
    "city": re.compile(rf"^[- ](?:City|Town|{_CITY_WORDS})\b(?! (?:of|council))|^, (?:the|its|a|an) (?:[\w'’-]+ ){{0,3}}?(?:capital|city|town|port|village)\b|^[’']s (?:\w+ )?(?:airport|market|port|streets|centre|center|main|old city|hospital|university|outskirts|suburbs|neighbou?rhood)"),
    "district": re.compile(rf"^[- ](?:District|Township|Territory|{_DISTRICT_WORDS})\b"),
}  # fmt: skip
_BEFORE = {
    "province": re.compile(rf"\b(?:{_PROVINCE_WORDS}|provinces) of (?:the )?$", re.IGNORECASE),
    "city": re.compile(r"\b(?:city|town|village|port|capital|cities|towns|villages|suburb|commune|hamlet|settlement)(?: of)?,? $|\bcapital,? $|\boutskirts of $|\b(?:street|streets|market|hospital|airport|station|centre|center|edge|suburbs?|mayor|neighbou?rhood|port) (?:in|of|at) $", re.IGNORECASE),
    "district": re.compile(rf"\b{_DISTRICT_WORDS} of $", re.IGNORECASE),
}  # fmt: skip
_LIST_BEGINS = r"(?:(?: of|,? (?:such as|like|including|namely)|:| [–—-]))? $"
_LISTED = {
    "province": re.compile(rf"\b(?:provinces|regions|states|governorates){_LIST_BEGINS}|^ (?:provinces|regions|states|governorates)\b", re.IGNORECASE),
    "city": re.compile(rf"\b(?:cities|towns|villages){_LIST_BEGINS}|^ (?:cities|towns|villages)\b", re.IGNORECASE),
    "district": re.compile(rf"\b(?:districts|townships|territories){_LIST_BEGINS}|^ (?:districts|townships|territories)\b", re.IGNORECASE),
}  # fmt: skip


@dataclass(frozen=True)
class NameClues:
    """What stands around a name: the level its words say (or its list, without words), and the countries of its list."""

    level: str = ""
    level_words: str = ""
    list_countries: frozenset[str] = frozenset()
    list_level: str = ""
    within: frozenset[str] = frozenset()
    near: tuple[tuple[float, float], ...] = ()
    #: The provinces (place_id) beside the name, and those of the whole report.
    within_provinces: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()


def level_words(before: str, after: str, list_before: str, list_after: str) -> tuple[str, str]:
    """The level that the words beside a name say (city, district, province) and these words; "" for none."""
    for level, pattern in _BEHIND.items():
        if match := pattern.search(after):
            return level, match.group().strip(" ,-’'s")
    for level, pattern in _BEFORE.items():
        if match := pattern.search(before):
            return level, match.group().strip(" ,")
    for level, pattern in _LISTED.items():
        listed = (list_before, list_after) != (before, after)
        if match := pattern.search(list_before) or (listed and pattern.search(list_after)) or None:
            return level, match.group().strip(" ,")
    return "", ""


def ranked(
    places: Sequence[NamedPlace], clues: NameClues, weights: Mapping[str, float]
) -> tuple[tuple[Candidate, float], ...]:
    """The places best first, each with its score."""
    scored = [(_score(place, clues, weights) - _borrowed(place, places), place) for place in places]
    best = sorted(scored, key=lambda one: -one[0])
    candidates, seen = [], set()
    for score, place in best:
        key = (place.name, place.level, place.countries)
        if key in seen and place.level != "city":
            continue
        seen.add(key)
        candidates.append((_candidate(place, clues, weights), score))
    return tuple(candidates[:MOST])


def _borrowed(place: NamedPlace, places: Sequence[NamedPlace]) -> float:
    """What a town loses that only an alias calls so, where a province beside it or a famous city has the name as its own:
    a Ukrainian village was once called Paris. The seat of that province loses nothing: Santiago de Querétaro.
    """
    if place.level != "city" or place.primary:
        return 0.0
    owners = [other for other in places if other.primary]
    large = (place.population or 0) >= 100_000
    if large and any(other.level == "province" and other.place_id == place.admin1 for other in owners):
        return 0.0
    if any(other.level == "province" and set(other.countries) & set(place.countries) for other in owners):
        return _OF_A_PROVINCE
    famous = any((other.population or 0) >= _FAMOUS for other in owners)
    return _LIKE_A_FAMOUS_ONE if famous and (place.population or 0) < 20_000 else 0.0


def _score(place: NamedPlace, clues: NameClues, weights: Mapping[str, float]) -> float:
    country = max((weights.get(code, 0.0) for code in place.countries), default=0.0)
    score = 1.6 * min(country, 4.0)
    # The gazetteer lists a name in another script as an alias, but it identifies the place as well as the main name.
    score += 1.6 if place.primary else 0.0 if country or _ARABIC_SCRIPT.match(place.spelling) else -1.0
    score += 2.0 if place.primary and (place.population or 0) >= 100_000 else 0.0
    score += (
        0.75 * math.log10(max(place.population or 0, 100)) - 1.5 if place.level == "city" else _LEVEL_WORTH[place.level]
    )
    if clues.level:
        score += _fits(place.level, clues.level)
    elif clues.list_level:
        score += 2.0 if place.level == clues.list_level else 0.0
    if clues.list_countries & set(place.countries):
        score += 2.0
    if clues.within & set(place.countries):
        score += 6.0
    if place.level == "city" and place.admin1:
        score += 3.0 if place.admin1 in clues.within_provinces else 1.0 if place.admin1 in clues.provinces else 0.0
    if clues.near and place.level == "city":
        score += 2.0 * math.exp(-min(_km(place, point) for point in clues.near) / 120)
    return score


def _km(place: NamedPlace, point: tuple[float, float]) -> float:
    """Distance in km, near enough on a sphere, to (latitude, longitude)."""
    north = place.latitude - point[0]
    east = (place.longitude - point[1]) * math.cos(math.radians(point[0]))
    return 111.2 * math.hypot(north, east)


_LEVEL_WORTH = {"country": 9.0, "region": 3.5, "border": 4.0, "province": 1.2, "district": 2.5}


def _fits(level: str, said: str) -> float:
    if level == said:
        return 5.0
    near = {
        ("district", "city"): 1.0,
        ("province", "region"): 2.5,
        ("city", "district"): 0.0,
        ("district", "province"): 2.0,
    }
    return near.get((said, level), -3.0)


def _candidate(place: NamedPlace, clues: NameClues, weights: Mapping[str, float]) -> Candidate:
    why = []
    code = max(place.countries, key=lambda one: weights.get(one, 0.0), default="")
    if clues.level:
        why.append(
            f"the text says “{clues.level_words}”" if clues.level_words else f"listed with names of {clues.level}s"
        )
    if clues.within & set(place.countries):
        why.append("its country stands beside it")
    elif weights.get(code):
        why.append(f"the report is about {world_names().country_names.get(code, code)}")
    if clues.list_countries & set(place.countries):
        why.append("listed with places of that country")
    why.append("its own name" if place.primary else f"also called {place.spelling}")
    if place.by_hand:
        why.append("its point was set by hand, to about 10 km")
    if place.population:
        why.append(f"{place.population:,} people")
    if place.level == "city" and not clues.level:
        why.append("the text does not say of what level")
    country = ";".join(place.countries)
    return Candidate(
        place.name,
        place.level,
        country,
        place.geonameid,
        place.latitude,
        place.longitude,
        ", ".join(why),
        place.admin1,
        place.population,
    )
