"""“Northern Mali”, “the east of Borno”: the region that a compass word makes of a country or a province.

A curated region of the gazetteer wins; else it is cut from the outline (:mod:`dashboard.gazetteer.compass_regions`). It
is approximate and stands before the whole country, which the coding rules never map alone.
"""

from __future__ import annotations

import re

import shapely

from dashboard.gazetteer import compass_regions, name_key
from dashboard.propose.place_names import towns_table, world_names
from dashboard.propose.proposal import Candidate

_WORD = r"(?:north|south)(?:[ -]?(?:east|west))?|east|west|central"
_BEFORE = re.compile(rf"\b(?P<word>(?:{_WORD})(?:ern)?) $", re.IGNORECASE)
_OF = re.compile(
    rf"\b(?:in|across|throughout|from|of) the (?:far )?(?P<word>{_WORD})(?:ern part)? of (?:the )?$", re.IGNORECASE
)


def compass_region(before: str, place: Candidate, *, whole: bool = False) -> tuple[int, Candidate] | None:
    """How many characters of ``before`` belong to the name, and the region; None where no compass word stands there.

    ``whole``: a word of level stands behind the name. "Northwestern Kebbi State" is the state in the north-west of its
    country then, where it lies there.
    """
    match = _BEFORE.search(before) or _OF.search(before)
    if match is None or place.level not in ("country", "province") or ";" in place.country:
        return None
    if whole and place.level == "province" and match.re is _BEFORE and _lies_in(place, match["word"]):
        return None
    phrase = f"{match['word']} {place.name}"
    region = _curated(phrase, place.country) or _cut(phrase, place)
    if region is None:
        return None
    return len(match.group()) if match.re is _BEFORE else 0, region


def _lies_in(place: Candidate, word: str) -> bool:
    """Whether the province lies in that part of its country."""
    parsed = compass_regions.direction_and_name(f"{word} {place.name}")
    region = compass_regions.compass_region(parsed[0], place.country, towns_table()) if parsed else None
    return region is not None and bool(shapely.intersects_xy(region.shape, place.longitude, place.latitude))


def _curated(phrase: str, country: str) -> Candidate | None:
    """The region by hand of that name: "eastern X", also written "east X"."""
    key = name_key(phrase)
    compass, _, name = key.partition(" ")
    keys = {key, f"{compass.removesuffix('ern')}ern {name}", f"{compass.removesuffix('ern')} {name}"}
    for places in world_names().named(keys).values():
        for place in places:
            if place.level == "region" and country in place.countries:
                why = "approximate, by hand"
                return Candidate(place.name, "region", country, None, place.latitude, place.longitude, why)
    return None


def _cut(phrase: str, place: Candidate) -> Candidate | None:
    parsed = compass_regions.direction_and_name(phrase)
    of = place.country if place.level == "country" else _province_id(place)
    region = compass_regions.compass_region(parsed[0], of, towns_table()) if parsed and of else None
    if region is None:
        return None
    why = f"the {region.direction} of {place.name}, cut by compass: approximate"
    return Candidate(phrase, "region", place.country, None, region.latitude, region.longitude, why, place.admin1)


def _province_id(place: Candidate) -> str:
    key = name_key(place.name)
    for one in world_names().named([key]).get(key, ()):
        if one.level == "province" and place.country in one.countries:
            return one.place_id
    return ""
