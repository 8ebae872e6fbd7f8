"""Names of places without coordinates, through the embedded gazetteer. One candidate is taken; of several none is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.gazetteer import Entry, Gazetteer

#: UCDP's where_prec that goes with the level of a place.
WHERE_PREC = {"city": 1, "province": 4, "region": 5, "border": 5, "country": 6}


@dataclass(frozen=True)
class Place:
    """Where a name leads: coordinates and where_prec, or the reason (a report code) why it leads nowhere."""

    latitude: float | None = None
    longitude: float | None = None
    where_prec: int | None = None
    reason: str = ""


def find(name: str, country: str = "", province: str = "") -> Place:
    """The one place of that name in that country and province, as far as they are given and known."""
    from dashboard.gazetteer import name_key

    gazetteer = _gazetteer()
    candidates = [match.entry for match in gazetteer.find(name)]
    codes = _codes(country)
    if codes:
        candidates = [entry for entry in candidates if entry.countries & codes]
    if province and len(candidates) > 1:
        within = [entry for entry in candidates if _in(gazetteer, entry, name_key(province))]
        candidates = within or candidates
    if not candidates:
        return Place(reason="unknown_name")
    if len(candidates) > 1:
        return Place(reason="several_places")
    [entry] = candidates
    if entry.level == "country":
        return Place(where_prec=WHERE_PREC["country"], reason="country_only")
    if entry.latitude is None or entry.longitude is None:
        return Place(reason="unknown_name")
    return Place(entry.latitude, entry.longitude, WHERE_PREC[entry.level])


def _in(gazetteer: Gazetteer, entry: Entry, province: str) -> bool:
    from dashboard.gazetteer import name_key

    home = gazetteer.entries.get(entry.admin1)
    return home is not None and home is not entry and province in map(name_key, (home.name, *home.aliases))


@cache
def _gazetteer() -> Gazetteer:
    # Here and not above: the geocoder behind it takes a while to import, and most files bring coordinates.
    from dashboard.gazetteer import Gazetteer

    return Gazetteer()


@cache
def _codes(country: str) -> frozenset[str]:
    """ISO codes of the country of that name, or of that code; empty if nobody knows it."""
    if not country:
        return frozenset()
    entries = [match.entry for match in _gazetteer().find(country) if match.entry.level == "country"]
    if not entries and len(country) == 2:
        entries = [
            entry
            for entry in _gazetteer().entries.values()
            if entry.level == "country" and entry.country == country.upper()
        ]
    return frozenset(code for entry in entries for code in entry.countries)
