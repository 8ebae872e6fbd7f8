"""Sunset and sunrise of an event's day at its place: context that is computed, never a stand-in for the text.

Times are local to the place, rounded to a minute. Sunset and sunrise: the sun's upper edge on a flat horizon, refraction
included; mountains make it set earlier and rise later. Dusk and dawn: the ends of civil twilight, the sun's centre 6°
below the horizon; between them is night in the sense of ICAO Annex 2. Computed by Astral.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from astral import Observer
from astral.sun import dawn, dusk, sunrise, sunset

from dashboard.model.days import in_words
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import say

# From the first to the last day: a longer interval says too little of any one night.
LONGEST = timedelta(days=6)


@dataclass(frozen=True)
class Night:
    """Sunset and dusk of one day, dawn and sunrise of the same or the next: the ends of a night, or of a day's light."""

    evening: date
    morning: date
    sunset: datetime
    dusk: datetime
    dawn: datetime
    sunrise: datetime


def night(latitude: float, longitude: float, evening: date, morning: date, zone: ZoneInfo) -> Night | None:
    """Evening and morning at a point (degrees, WGS 84), in the zone's time; None where the sun does not set or rise."""
    place = Observer(latitude, longitude)
    try:
        found = Night(
            evening,
            morning,
            _moment(sunset, place, evening, zone),
            _moment(dusk, place, evening, zone),
            _moment(dawn, place, morning, zone),
            _moment(sunrise, place, morning, zone),
        )
    except ValueError:
        return None
    # Near the polar circles the sun may set after midnight: not the evening that is asked for.
    days = (found.sunset.date(), found.dusk.date(), found.dawn.date(), found.sunrise.date())
    return found if days == (evening, evening, morning, morning) else None


def _moment(of: Callable[..., datetime], place: Observer, day: date, zone: ZoneInfo) -> datetime:
    """One of Astral's moments on a day of the zone. Raises ValueError where the sun has none."""
    try:
        return of(place, day, tzinfo=zone)
    except ValueError:
        # Astral 3.2 loses the one day on which the moment passes midnight in UTC (dawn in June at UTC+04:30). The days
        # before and after have it, two days apart; where they have not, the sun really has none.
        before = of(place, day - timedelta(days=1), tzinfo=zone)
        after = of(place, day + timedelta(days=1), tzinfo=zone)
        if abs(after - before - timedelta(days=2)) > timedelta(minutes=15):
            raise
        return before + (after - before) / 2


def local_night(tables: Tables, event: TableRow) -> str | None:
    """When the sun set and rose at an event's place around its day, in words; it says that it is computed.

    What the text puts at night gets the night that began on its day, anything else the light of its day. For an
    interval of up to a week each end has its own. A province is computed at its label point and says so.

    None for a region, a border, an event without a place or whose day is only that of the report, a place whose time is
    not known, an interval of more than a week, and where the sun does not set.
    """
    place = tables.row("places", event["place_id"]) if event["place_id"] else None
    first, last = event["date_start"], event["date_end"]
    if place is None or place["level"] not in ("city", "province") or last - first > LONGEST:
        return None
    if place["latitude"] is None or event["date_basis"] == "as_reported":
        return None
    until_next = timedelta(days=event["time_of_day"] == "night")
    days = (first,) if first == last else (first, last)
    zones = [_zone(tables, place, day) for day in days]
    nights = [
        night(place["latitude"], place["longitude"], day, day + until_next, zone)
        for day, zone in zip(days, zones, strict=True)
        if zone
    ]
    found = [item for item in nights if item]
    if len(found) < len(days):
        return None
    times, offset = "; ".join(map(_in_words, found)), _offset(found[0].sunset)
    if place["level"] == "province":
        return say(
            "{times}, at the label point of {place} province, local time ({offset}); computed, not reported",
            times=times,
            place=place["name"],
            offset=offset,
        )
    return say(
        "{times}, in {place}, local time ({offset}); computed, not reported",
        times=times,
        place=place["name"],
        offset=offset,
    )


def _zone(tables: Tables, place: TableRow, day: date) -> ZoneInfo | None:
    """The time that a place of one country keeps on a day: as the dossier gives it for the place, its province or its
    country, else as the world's towns have it.

    None where neither knows one time for the place, or this machine does not know the zone.
    """
    if len(place["country"]) != 1:
        return None
    zones = tables.descriptor.time_zones
    keys = (place["place_id"], place["iso_3166_2"], place["admin1"], place["country"][0])
    name = next((zones[key] for key in keys if key in zones), "")
    try:
        return ZoneInfo(name) if name else _zone_of_the_ground(place, day)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _zone_of_the_ground(place: TableRow, day: date) -> ZoneInfo | None:
    # Here and not above: a dossier that gives its zones need not read the world's towns.
    from dashboard.gazetteer import time_zones
    from dashboard.gazetteer.towns import world_towns

    return time_zones.of_place(
        world_towns(),
        level=place["level"],
        country=place["country"][0],
        place_id=place["place_id"],
        admin1=place["admin1"] or "",
        geonames_id=str(place["geonames_id"] or ""),
        day=day,
    )


def _in_words(found: Night) -> str:
    """Both ends in the order in which they come: a night begins in the evening, a day's light in the morning."""
    if found.evening == found.morning:
        return say(
            "Dawn {dawn}, sunrise {sunrise}, sunset {sunset}, dusk {dusk} on {day}",
            dawn=_clock(found.dawn),
            sunrise=_clock(found.sunrise),
            sunset=_clock(found.sunset),
            dusk=_clock(found.dusk),
            day=in_words(found.evening),
        )
    return say(
        "Sunset {sunset}, dusk {dusk} on {evening}; dawn {dawn}, sunrise {sunrise} on {morning}",
        sunset=_clock(found.sunset),
        dusk=_clock(found.dusk),
        evening=in_words(found.evening),
        dawn=_clock(found.dawn),
        sunrise=_clock(found.sunrise),
        morning=in_words(found.morning),
    )


def _clock(moment: datetime) -> str:
    """Hours and minutes, to the nearest minute: "17:46"."""
    return (moment + timedelta(seconds=30)).strftime("%H:%M")


def _offset(moment: datetime) -> str:
    """The offset from UTC: "UTC+04:30"."""
    text = moment.strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}"
