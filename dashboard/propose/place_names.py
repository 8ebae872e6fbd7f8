"""Names → the places that bear them, for all names of a text at once.

Asks the gazetteer (countries, provinces, curated regions, borders), the towns of 500 and more people, and the two lists
by hand, ``lexicon/regions.csv`` and ``localities.csv``. Everything is read at the first question and kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property

from dashboard.gazetteer import Gazetteer, name_key
from dashboard.gazetteer.towns import NamedTown, TownTable
from dashboard.propose.phrases import read_rows


@dataclass(frozen=True)
class NamedPlace:
    """A place under one of its names. ``primary``: its own name, not an alias; ``by_hand``: its point is ours, right to
    about 10 km. ``countries`` is empty for seas; ``place_id`` is that of a province, which stands in ``admin1`` of its
    towns.
    """

    name: str
    level: str
    countries: tuple[str, ...]
    admin1: str
    geonameid: int | None
    latitude: float
    longitude: float
    population: int | None
    primary: bool
    spelling: str
    by_hand: bool = False
    place_id: str = ""


class WorldNames:
    """All names that the proposer knows."""

    def named(self, keys: Collection[str]) -> dict[str, tuple[NamedPlace, ...]]:
        """The places of each key (:func:`dashboard.gazetteer.name_key`); keys that name nothing are left out."""
        places: dict[str, list[NamedPlace]] = defaultdict(list)
        for key in keys:
            places[key] += self._by_hand.get(key, ())
            places[key] += self._gazetteer.get(key, ())
        for key, towns in towns_table().of_keys(keys).items():
            places[key] += map(of_town, towns)
        return {key: tuple(found) for key, found in places.items() if found}

    @cached_property
    def _gazetteer(self) -> dict[str, list[NamedPlace]]:
        index: dict[str, list[NamedPlace]] = defaultdict(list)
        for entry in Gazetteer().entries.values():
            # The towns of the gazetteer stand among the towns of 500 and more people, with all their names.
            if entry.level == "city" or entry.latitude is None or entry.longitude is None:
                continue
            seen = set()
            for spelling in (entry.name, *entry.aliases):
                key = name_key(spelling)
                if not key or key in seen:
                    continue
                seen.add(key)
                place = NamedPlace(
                    entry.name,
                    entry.level,
                    tuple(sorted(entry.countries)),
                    entry.admin1,
                    int(entry.geonames_id) if entry.geonames_id else None,
                    entry.latitude,
                    entry.longitude,
                    entry.population,
                    spelling == entry.name,
                    spelling,
                    place_id=entry.place_id,
                )
                index[key].append(place)
        return index

    @cached_property
    def country_names(self) -> dict[str, str]:
        """The name of each country by its code (ISO 3166-1 alpha-2)."""
        places = (place for found in self._gazetteer.values() for place in found)
        return {place.countries[0]: place.name for place in places if place.level == "country" and place.countries}

    @cached_property
    def _by_hand(self) -> dict[str, list[NamedPlace]]:
        index: dict[str, list[NamedPlace]] = defaultdict(list)
        for row in (*read_rows("regions.csv"), *read_rows("localities.csv")):
            countries = tuple(filter(None, row["country"].split(";")))
            point = float(row["latitude"]), float(row["longitude"])
            for spelling in (row["name"], *filter(None, row["aliases"].split(";"))):
                place = NamedPlace(row["name"], row["level"], countries, "", None, *point, None, True, spelling, True)
                index[name_key(spelling)].append(place)
        return index


@cache
def world_names() -> WorldNames:
    """The one index of this process."""
    return WorldNames()


def of_town(match: NamedTown) -> NamedPlace:
    """A town under one of its names. Its province is a place_id where its outline is known, else GeoNames' code."""
    town = match.town
    return NamedPlace(
        town.name,
        "city",
        (town.country,),
        town.province or town.admin1_code,
        town.geonames_id,
        town.latitude,
        town.longitude,
        town.population,
        match.primary,
        match.spelling,
    )


@cache
def towns_table() -> TownTable:
    """The world's towns, read once in this process."""
    return TownTable()
