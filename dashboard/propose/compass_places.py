"""“Northern Mali”, “the east of Borno”: the region that a compass word makes of a country or a province.

The gazetteer cuts it from the outline (:mod:`dashboard.gazetteer.compass_regions`) or has it by hand; it is approximate
and stands before the whole country, which the coding rules never map alone.
"""

from __future__ import annotations

import re
from functools import cache

from dashboard.gazetteer import PlaceSearch
from dashboard.propose.place_names import towns_table
from dashboard.propose.proposal import Candidate

_WORD = r"(?:north|south)(?:[ -]?(?:east|west))?|east|west|central"
_BEFORE = re.compile(rf"\b(?P<word>(?:{_WORD})(?:ern)?) $", re.IGNORECASE)
_OF = re.compile(
    rf"\b(?:in|across|throughout|from|of) the (?:far )?(?P<word>(?:{_WORD})(?:ern part)?) of (?:the )?$", re.IGNORECASE
)


@cache
def _search() -> PlaceSearch:
    return PlaceSearch(towns=towns_table())


def compass_region(before: str, place: Candidate) -> tuple[int, Candidate] | None:
    """How many characters of ``before`` belong to the name, and the region; None where no compass word stands there."""
    match = _BEFORE.search(before) or _OF.search(before)
    if match is None or place.level not in ("country", "province") or ";" in place.country:
        return None
    phrase = f"{match['word'].removesuffix(' part')} {place.name}"
    for region in _search().candidates(phrase, [place.country], ["region"]):
        if region.latitude is None or region.longitude is None:
            continue
        why = f"“{match['word']}” of {place.name}: approximate, " + (
            "cut by compass" if region.direction else "by hand"
        )
        taken = len(match.group()) if _BEFORE.search(before) else 0
        found = Candidate(phrase, "region", place.country, None, region.latitude, region.longitude, why, place.admin1)
        return taken, found
    return None
