"""A place that the proposer names → the place of the gazetteer that a form can choose, by its id."""

from __future__ import annotations

from functools import lru_cache

from dashboard.coding.place_rows import place_search
from dashboard.gazetteer.place_candidates import PlaceCandidate
from dashboard.propose.proposal import Candidate

# Degrees. The proposer's point of a place and the gazetteer's are the same, but for rounding and for hand-made regions.
SAME_POINT = 0.5


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
        town = search.by_id(f"{countries[0].lower()}-city-{geonameid}")
        return search.curated(town).place_id if town else ""
    for spelling in (name, words):
        alike = [
            place for place in search.candidates(spelling, countries, [level]) if _near(place, latitude, longitude)
        ]
        if alike:
            return alike[0].place_id
    return ""


def _near(place: PlaceCandidate, latitude: float, longitude: float) -> bool:
    if place.latitude is None or place.longitude is None:
        return False
    if place.level in ("border", "region", "country"):
        return True
    return abs(place.latitude - latitude) < SAME_POINT and abs(place.longitude - longitude) < SAME_POINT
