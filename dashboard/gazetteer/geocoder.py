"""The gazetteer behind geopy's geocoder interface: a name in, geopy's ``Location`` objects out, best first.

A match is better when the name is the place's own name rather than an alias, and when the place lies in the
theatre rather than elsewhere in the world; population decides nothing (a large town may bear the name of a
capital elsewhere as an alias).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from dashboard.gazetteer.places import LEVELS, Entry, Gazetteer, Match


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """The gazetteer as one of geopy's geocoders. Asks no network; there is no ``reverse``.

    ``theatre`` names the countries (ISO 3166-1 alpha-2) whose places come before the rest of the world's; none by
    default.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, *, theatre: Sequence[str] = ()) -> None:
        super().__init__()
        self.gazetteer = gazetteer or Gazetteer()
        self.theatre = frozenset(theatre)

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        levels: Collection[str] = (),
        countries: Collection[str] = (),
    ) -> Location | list[Location] | None:
        """The places named ``query``, best first, as geopy's ``Location`` objects; None when there is none.

        ``levels`` and ``countries`` (ISO 3166-1 alpha-2), when given, keep only such places. ``timeout`` is
        accepted because geopy's interface has it; nothing here waits.

        With ``exactly_one=True`` this returns the first, as every geopy geocoder does, **even when several
        fit equally well**: geopy's interface promises a Location or None, and code written for it would not
        expect more. Equal candidates are ordered by population and id, which is an order and not a decision;
        whoever must decide asks for the list (:mod:`dashboard.geocode.resolve` does, and raises
        ``AmbiguousPlace``). Each ``raw`` holds the place_id and the :class:`Match`. A place without
        coordinates is not a Location.

        Raises geopy's ``GeocoderQueryError`` for a query that is not text or a level that does not exist.
        """
        if not isinstance(query, str):
            raise GeocoderQueryError(f"a place name is text, got {type(query).__name__}")
        if unknown := sorted(set(levels) - set(LEVELS)):
            raise GeocoderQueryError(f"no such level: {', '.join(unknown)}; there are {', '.join(LEVELS)}")
        matches = [
            match
            for match in self.gazetteer.find(query)
            if (not levels or match.entry.level in levels)
            and (not countries or match.entry.countries & set(countries))
            and match.entry.latitude is not None
        ]
        if not matches:
            return None
        locations = [self._location(match) for match in sorted(matches, key=self._order)]
        return locations[0] if exactly_one else locations

    def in_theatre(self, entry: Entry) -> bool:
        """Whether the place lies in, or touches, a country of the theatre."""
        return bool(entry.countries & self.theatre)

    def _order(self, match: Match) -> tuple[bool, bool, int, str]:
        entry = match.entry
        return not match.primary, not self.in_theatre(entry), -(entry.population or 0), entry.place_id

    def _location(self, match: Match) -> Location:
        entry = match.entry
        province = self.gazetteer.entries.get(entry.admin1)
        parts = [entry.name] if province is None or province is entry else [entry.name, province.name]
        address = ", ".join([*parts, entry.country.replace(";", " and ")]).rstrip(", ")
        return Location(address, (entry.latitude, entry.longitude), {"place_id": entry.place_id, "match": match})
