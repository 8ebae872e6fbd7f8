"""One place that a name may mean, whatever it is: a town, a province, a country, a region, a border."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.gazetteer.places import Entry
from dashboard.gazetteer.towns import Town


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place under the spelling that was asked for.

    ``level``: city, province, region, border or country. ``country``: ISO 3166-1 alpha-2, two joined by ``;`` for a
    border. ``admin1``: the place_id of the province of a town. ``latitude``, ``longitude``: degrees, WGS 84; None where
    no point is known. ``population`` is None where nobody says. ``primary``: the spelling is the place's own name;
    ``exact``: it is the whole of what was asked. ``approximate``: nobody has drawn this place, the shape is ours.
    ``direction`` and ``cut_from`` say how a region was cut by compass; both are empty for a curated one.
    """

    place_id: str
    name: str
    spelling: str
    level: str
    country: str
    admin1: str = ""
    geonames_id: str = ""
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    geometry: str = ""
    time_zone: str = ""
    primary: bool = True
    exact: bool = True
    approximate: bool = False
    direction: str = ""
    cut_from: str = ""


def of_entry(entry: Entry, spelling: str, *, primary: bool, exact: bool, town: Town | None = None) -> PlaceCandidate:
    """The candidate of a gazetteer row; ``town`` is the same place in the world's towns, which know its zone."""
    return PlaceCandidate(
        place_id=entry.place_id,
        name=entry.name,
        spelling=spelling,
        level=entry.level,
        country=entry.country,
        admin1=entry.admin1 or (town.province if town else ""),
        geonames_id=entry.geonames_id,
        population=entry.population,
        latitude=entry.latitude,
        longitude=entry.longitude,
        geometry=entry.geometry,
        time_zone=town.time_zone if town else "",
        primary=primary,
        exact=exact,
        approximate=entry.level == "region",
    )


def of_town(town: Town, spelling: str, *, primary: bool, exact: bool) -> PlaceCandidate:
    """The candidate of a town that has no row in the gazetteer; its place_id ends in its GeoNames id."""
    return PlaceCandidate(
        place_id=f"{town.country.lower()}-city-{town.geonames_id}",
        name=town.name,
        spelling=spelling,
        level="city",
        country=town.country,
        admin1=town.province,
        geonames_id=str(town.geonames_id),
        population=town.population,
        latitude=town.latitude,
        longitude=town.longitude,
        time_zone=town.time_zone,
        primary=primary,
        exact=exact,
    )
