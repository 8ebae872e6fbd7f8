"""A place that the proposer names → the place of the gazetteer that a form can choose, by its id."""

from __future__ import annotations

from functools import lru_cache

from dashboard.coding.place_rows import place_search
from dashboard.gazetteer.places import Entry
from dashboard.propose.proposal import Candidate


def place_id_of(candidate: Candidate, words: str) -> str:
    """The id of a proposed place; empty for one that only the proposer's own lists know, which is drawn as a point."""
    return _place_id(
        candidate.name,
        candidate.level,
        candidate.country,
        candidate.geonameid,
        round(candidate.latitude, 2),
        round(candidate.longitude, 2),
        words,
    )


def province_name(place_id: str) -> str:
    """The name of a province by its id; the id itself where the gazetteer does not know it."""
    entry = place_search().gazetteer.entries.get(place_id)
    return entry.name if entry else place_id


@lru_cache(4096)
def _place_id(
    name: str, level: str, country: str, geonameid: int | None, latitude: float, longitude: float, words: str
) -> str:
    search, countries = place_search(), [code for code in country.split(";") if code]
    if level == "city" and geonameid and countries:
        return search.town_id(geonameid, countries[0])
    for spelling in (name, words):
        units = [match.entry for match in search.gazetteer.find(spelling)]
        alike = [unit for unit in units if unit.level == level and unit.countries & frozenset(countries)]
        if alike:
            return min(alike, key=lambda unit: _distance(unit, latitude, longitude)).place_id
    # What is cut or computed: a part of a country by compass, the border of two.
    for spelling in (name, words) if level in ("region", "border") else ():
        places = search.candidates(spelling, countries, [level])
        if places:
            return places[0].place_id
    return ""


def _distance(unit: Entry, latitude: float, longitude: float) -> float:
    return abs((unit.latitude or 0.0) - latitude) + abs((unit.longitude or 0.0) - longitude)
