"""A place → its time zone, by name of the IANA data base (``zoneinfo``): what sunset, sunrise and night need.

A town has the zone that GeoNames gives it. A province or a country has one only where all its towns keep the same
time on the day that is asked about; otherwise it has none, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.gazetteer.towns import Town, TownTable


def of_town(town: Town) -> ZoneInfo | None:
    """The zone of a town; None where GeoNames has none, or this machine does not know the name."""
    return named(town.time_zone) if town.time_zone else None


def of_place(
    towns: TownTable, *, level: str, country: str, place_id: str, admin1: str, geonames_id: str, day: date
) -> ZoneInfo | None:
    """The zone of a place of one country on a day: that of the town by its GeoNames id, else the one time that its
    province, or else its country, keeps. ``level`` is city or province; anything else has the time of its country.
    """
    if ";" in country:
        return None
    name = towns.time_zone(country, geonames_id) if level == "city" else ""
    if name:
        return named(name)
    province = {"city": admin1, "province": place_id}.get(level, "")
    ours = province[:2].upper() == country
    return of_province(towns, province, day) if ours else of_country(towns, country, day)


def of_province(towns: TownTable, province: str, day: date) -> ZoneInfo | None:
    """The one time that a province (its place_id, ``ml-province-gao``) keeps on a day, else that of its country."""
    country = province[:2].upper()
    names = towns.time_zones(country).get(province)
    return _one_time(names, day) if names else of_country(towns, country, day)


def of_country(towns: TownTable, country: str, day: date) -> ZoneInfo | None:
    """The one time that a country (ISO 3166-1 alpha-2) keeps on a day; None where its towns keep several."""
    return _one_time(towns.time_zones(country)[""], day)


def _one_time(names: Iterable[str], day: date) -> ZoneInfo | None:
    """The first of the zones if all keep the same time from the day's first to its last hour."""
    zones = [named(name) for name in names]
    if not zones or None in zones:
        return None
    morning = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=14)
    moments = [morning + timedelta(hours=hours) for hours in range(0, 41, 4)]
    offsets = {tuple(moment.astimezone(zone).utcoffset() for moment in moments) for zone in zones}
    return zones[0] if len(offsets) == 1 else None


@cache
def named(name: str) -> ZoneInfo | None:
    """The zone of that name; None where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None
