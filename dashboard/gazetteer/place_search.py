"""The door to the world's ground: what somebody types or prints → the places that it may mean, with shape and zone.

Three questions: :meth:`PlaceSearch.starting` for a search as you type, :meth:`PlaceSearch.candidates` for every place
of a name, best first, :meth:`PlaceSearch.only` for the one that it means, which raises where it may mean several.
A curated region or border wins over one that is cut or computed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.errors import AmbiguousPlace, PlaceNotFound
from dashboard.gazetteer import borders, compass_regions, curated_shapes, outlines, place_candidates, time_zones
from dashboard.gazetteer.names import name_key
from dashboard.gazetteer.place_candidates import PlaceCandidate
from dashboard.gazetteer.places import Entry, Gazetteer
from dashboard.gazetteer.towns import NamedTown, TownTable

#: The larger a unit, the earlier it is listed among candidates that are equal otherwise.
_LARGEST_FIRST = ("country", "region", "border", "province", "city")
#: Of the places listed while somebody types, so large a part may be countries, provinces, regions and borders.
_LARGER_UNITS = 1 / 3
#: "border between Mali and Niger", "border of Mali with Niger", "Mali-Niger border", as keys of names.
_BORDER = re.compile(r"(?:the )?border (?:between|of) (?P<after>.+)|(?:the )?(?P<before>.+) border")
#: "Borno state", "the province of Gao", as keys of names.
_UNIT = "(?:province|state|region|governorate|oblast|county|prefecture|department)"
_UNIT_OF_NAME = re.compile(rf"(?:the )?(?:{_UNIT} of (?P<after>.+)|(?P<before>.+) {_UNIT})")
_JOINING = re.compile(r"^(?:(?:and|with|the) )+| (?:and|with)$")


class PlaceSearch:
    """The gazetteer, the towns and the outlines as one."""

    def __init__(self, gazetteer: Gazetteer | None = None, towns: TownTable | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer()
        self.towns = towns or TownTable()

    def starting(self, typed: str, countries: Iterable[str] = (), limit: int = 20) -> list[PlaceCandidate]:
        """The places that start with what was typed, at most ``limit``: whole names first, then larger units (up to a
        third of the list), then towns by population. ``countries`` (ISO 3166-1 alpha-2) keeps only theirs.
        """
        wanted = frozenset(countries)
        units = [
            place_candidates.of_entry(match.entry, match.spelling, primary=match.primary, exact=match.exact)
            for match in self.gazetteer.starting(typed)
            if match.entry.level != "city" and _within(match.entry.country, wanted)
        ]
        units.sort(key=_order)
        towns = [self._of_town(named) for named in self.towns.starting(typed, wanted, limit)]
        whole = [place for place in (*units, *towns) if place.exact]
        larger = [place for place in units if not place.exact][: max(1, int(limit * _LARGER_UNITS))]
        return [*sorted(whole, key=_order), *larger, *(town for town in towns if not town.exact)][:limit]

    def candidates(self, name: str, countries: Iterable[str] = (), levels: Iterable[str] = ()) -> list[PlaceCandidate]:
        """Every place of that name, own names before aliases, larger units before smaller, then by population.

        Where no place has the name, it is read as a first-order unit ("Borno state"), as a border of two countries
        ("Mali–Niger border") or as a part of an area ("northern Mali"). ``countries`` and ``levels``, where given, keep only such places.
        """
        wanted, kinds = frozenset(countries), frozenset(levels)
        readings = (self._named, self._unit, self._border, self._regions)
        places = next((places for reading in readings if (places := list(reading(name)))), [])
        kept = [p for p in places if _within(p.country, wanted) and (not kinds or p.level in kinds)]
        return sorted(kept, key=_order)

    def by_id(self, place_id: str) -> PlaceCandidate | None:
        """The place of this id, as the other questions give it; None where no place has it."""
        entry = self.gazetteer.entries.get(place_id)
        if entry is not None:
            return place_candidates.of_entry(entry, entry.name, primary=True, exact=True)
        if town := re.fullmatch(r"([a-z]{2})-city-(\d{1,9})", place_id):
            number = int(town[2])
            towns = (one for one in self.towns.of_country(town[1].upper()) if one.geonames_id == number)
            return next((place_candidates.of_town(one, one.name, primary=True, exact=True) for one in towns), None)
        if line := re.fullmatch(r"([a-z]{2})-([a-z]{2})-border", place_id):
            return next(self._line(line[1].upper(), line[2].upper()), None)
        if region := re.fullmatch(r"(.+)-compass-([a-z]+)", place_id):
            area, direction = self.by_id(region[1]), region[2]
            of = region[1] if area else region[1].upper()
            known = direction in compass_regions.DIRECTIONS
            name = f"{direction} {area.name if area else self.country_name(of)}"
            return self._compass(direction, of, name, of[:2].upper(), primary=True) if known else None
        return None

    def town_id(self, geonames_id: int, country: str) -> str:
        """The place_id of a town by its GeoNames id: that of its row in the gazetteer, where it has one."""
        entry = self._by_geonames_id.get(str(geonames_id))
        return entry.place_id if entry else f"{country.lower()}-city-{geonames_id}"

    def only(self, name: str, countries: Iterable[str] = (), levels: Iterable[str] = ()) -> PlaceCandidate:
        """The one place that the name means.

        Raises:
            PlaceNotFound: no place has that name; near spellings are listed for a person to confirm.
            AmbiguousPlace: several have it as their own name, or only as an alias; all are listed.
        """
        places = self.candidates(name, countries, levels)
        best = [place for place in places if place.primary] or places
        if not best:
            near = [f'{proposal.entry.place_id} "{proposal.entry.name}"' for proposal in self.gazetteer.proposals(name)]
            raise PlaceNotFound(name, near)
        if len(best) > 1:
            raise AmbiguousPlace(name, [place.place_id for place in best])
        return best[0]

    def country_name(self, code: str) -> str:
        """The name of a country by its code; the code itself where the gazetteer does not know it."""
        return self._country_names.get(code, code)

    def countries_in_words(self, codes: str) -> str:
        """The names of countries, whose codes a place has with ";" between them."""
        return " / ".join(self.country_name(code) for code in codes.split(";") if code)

    def country_code(self, name: str) -> str:
        """The code of a country by its English name, or by that code in any case; empty where none is known."""
        wanted = name_key(name)
        known = self._country_names.items()
        return next((code for code, own in known if wanted in (name_key(code), name_key(own))), "")

    def admin1_name(self, place: PlaceCandidate) -> str:
        """The name of the first-order unit that holds a town; empty where none is known."""
        entry = self.gazetteer.entries.get(place.admin1)
        return entry.name if entry and entry.place_id != place.place_id else ""

    def shape(self, place: PlaceCandidate) -> Any:
        """The shapely shape of an area or a border in (longitude, latitude); None for a town and what has no outline."""
        if place.geometry:
            return curated_shapes.feature(place.geometry)
        if place.direction:
            region = compass_regions.compass_region(place.direction, place.cut_from, self.towns)
            return region.shape if region else None
        if place.level == "border":
            line = borders.shared_border(*place.country.split(";"))
            return line.shape if line else None
        if place.level == "country":
            return outlines.country_outline(place.country)
        unit = outlines.unit(place.place_id) if place.level == "province" else None
        return unit.shape if unit else None

    def remark(self, place: PlaceCandidate) -> str:
        """The sentence to show beside the place: how a region was cut, or what is known to be wrong with the outlines."""
        if place.direction:
            region = compass_regions.compass_region(place.direction, place.cut_from, self.towns)
            return region.rule if region else ""
        return outlines.remark(place.country) if place.level in ("province", "country") else ""

    def time_zone(self, place: PlaceCandidate, day: date) -> ZoneInfo | None:
        """The zone of a town, or the one time that the whole of a province or country keeps on that day; else None."""
        if place.time_zone:
            return time_zones.named(place.time_zone)
        return time_zones.of_place(
            self.towns,
            level=place.level,
            country=place.country,
            place_id=place.place_id,
            admin1=place.admin1,
            geonames_id=place.geonames_id,
            day=day,
        )

    @cached_property
    def _by_geonames_id(self) -> dict[str, Entry]:
        entries = self.gazetteer.entries.values()
        return {entry.geonames_id: entry for entry in entries if entry.geonames_id and entry.level == "city"}

    @cached_property
    def _country_names(self) -> dict[str, str]:
        return {entry.country: entry.name for entry in self.gazetteer.entries.values() if entry.level == "country"}

    def _of_town(self, named: NamedTown) -> PlaceCandidate:
        """The candidate of a town, as the gazetteer has it where it has it."""
        entry = self._by_geonames_id.get(str(named.town.geonames_id))
        if entry is None:
            return place_candidates.of_town(named.town, named.spelling, primary=named.primary, exact=named.exact)
        own = named.primary or name_key(named.spelling) == name_key(entry.name)
        return place_candidates.of_entry(entry, named.spelling, primary=own, exact=named.exact, town=named.town)

    def _named(self, name: str) -> Iterator[PlaceCandidate]:
        listed = set()
        for named in self.towns.named(name):
            town = self._of_town(named)
            listed.add(town.place_id)
            yield town
        for match in self.gazetteer.find(name):
            if match.entry.place_id not in listed:
                yield place_candidates.of_entry(match.entry, match.spelling, primary=match.primary, exact=match.exact)

    def _unit(self, phrase: str) -> Iterator[PlaceCandidate]:
        """The first-order units of a name that says that it is one."""
        match = _UNIT_OF_NAME.fullmatch(name_key(phrase))
        for place in self._named(match["after"] or match["before"]) if match else ():
            if place.level == "province":
                yield place

    def _regions(self, phrase: str) -> Iterator[PlaceCandidate]:
        """The curated region that the phrase means in other words, else what the compass cuts from each area of the
        name.
        """
        parsed = compass_regions.direction_and_name(phrase)
        if parsed is None:
            return
        direction, name = parsed
        wordings = (f"{direction}ern {name}", f"{direction} {name}")
        curated = [match for wording in wordings for match in self.gazetteer.find(wording)]
        for match in curated:
            if match.entry.level == "region":
                yield place_candidates.of_entry(match.entry, phrase, primary=True, exact=True)
                return
        for area in list(self._named(name)) or list(self._unit(name)):
            of = {"country": area.country, "province": area.place_id}.get(area.level, "")
            region = self._compass(direction, of, phrase, area.country, primary=area.primary) if of else None
            if region:
                yield region

    def _compass(self, direction: str, of: str, name: str, country: str, *, primary: bool) -> PlaceCandidate | None:
        """The part that the compass cuts from a country (its code) or a province (its place_id)."""
        region = compass_regions.compass_region(direction, of, self.towns)
        if region is None:
            return None
        return PlaceCandidate(
            place_id=f"{of.lower()}-compass-{direction}",
            name=name,
            spelling=name,
            level="region",
            country=country,
            admin1=of if len(of) > 2 else "",
            latitude=region.latitude,
            longitude=region.longitude,
            primary=primary,
            approximate=True,
            direction=direction,
            cut_from=of,
        )

    def _border(self, phrase: str) -> Iterator[PlaceCandidate]:
        """The border that the phrase names: the curated row of both countries, else the line that they share."""
        match = _BORDER.fullmatch(name_key(phrase))
        words = (match["after"] or match["before"]).split() if match else []
        for at in range(1, len(words)):
            one, other = (self._country(" ".join(part)) for part in (words[:at], words[at:]))
            if one and other:
                yield from self._line(one, other)
                return

    def _country(self, name: str) -> str:
        """The code of the one country of that name, joining words at its ends left out; empty if there is none."""
        name = _JOINING.sub("", name)
        entries = [match.entry for match in self.gazetteer.find(name) if match.entry.level == "country"]
        return entries[0].country if len(entries) == 1 else ""

    def _line(self, one: str, other: str) -> Iterator[PlaceCandidate]:
        for entry in self.gazetteer.entries.values():
            if entry.level == "border" and entry.countries == {one, other}:
                yield place_candidates.of_entry(entry, entry.name, primary=True, exact=True)
                return
        line = borders.shared_border(one, other)
        if line:
            first, second = line.countries
            name = f"{self.country_name(first)}–{self.country_name(second)} border"
            middle = line.shape.geoms[0].interpolate(0.5, normalized=True)
            yield PlaceCandidate(
                place_id=f"{first.lower()}-{second.lower()}-border",
                name=name,
                spelling=name,
                level="border",
                country=f"{first};{second}",
                latitude=round(middle.y, 4),
                longitude=round(middle.x, 4),
            )


def _order(place: PlaceCandidate) -> tuple[bool, bool, int, bool, int, str]:
    level, of_a_province = _LARGEST_FIRST.index(place.level), len(place.cut_from) > 2
    return not place.exact, not place.primary, level, of_a_province, -(place.population or 0), place.place_id


def _within(country: str, wanted: frozenset[str]) -> bool:
    return not wanted or bool(wanted & set(country.split(";")))
