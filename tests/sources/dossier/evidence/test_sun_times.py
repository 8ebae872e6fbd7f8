"""Sunset and sunrise at an event's place: computed, local, and silent where there is nothing sound to say."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.dossier.evidence.sun_times import Night, local_night, night
from dashboard.sources.dossier.tables import Tables, load

TABLES: Tables = load(strict=True)
KABUL, KARACHI, OSLO = ZoneInfo("Asia/Kabul"), ZoneInfo("Asia/Karachi"), ZoneInfo("Europe/Oslo")
DAY = date(2026, 2, 26)
NEXT = DAY + timedelta(days=1)


def event(like: str = "ev-kabul-2026-02-26", **cells: Any) -> dict[str, Any]:
    return {**TABLES.row("events", like), **cells}


def minutes(moment: datetime, hour: int, minute: int) -> float:
    """How far a moment is from a time of its own day, in minutes."""
    wanted = moment.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return abs((moment - wanted).total_seconds()) / 60


# --- the sun -----------------------------------------------------------------------------------------------


def reckoned(latitude: float, longitude: float, day: date, offset: float, *, evening: bool) -> float:
    """Sunset or sunrise in minutes of the local day, by Spencer's series for the sun: no code of Astral's."""
    year = 2 * math.pi / 365 * (day.timetuple().tm_yday - 1 + (0.25 if evening else -0.25))
    equation = 229.18 * (
        0.000075
        + 0.001868 * math.cos(year)
        - 0.032077 * math.sin(year)
        - 0.014615 * math.cos(2 * year)
        - 0.040849 * math.sin(2 * year)
    )
    declination = (
        0.006918
        - 0.399912 * math.cos(year)
        + 0.070257 * math.sin(year)
        - 0.006758 * math.cos(2 * year)
        + 0.000907 * math.sin(2 * year)
        - 0.002697 * math.cos(3 * year)
        + 0.00148 * math.sin(3 * year)
    )
    angle = math.radians(latitude)
    horizon = math.cos(math.radians(90.833)) / (math.cos(angle) * math.cos(declination))
    hours = math.degrees(math.acos(horizon - math.tan(angle) * math.tan(declination)))
    return 720 - 4 * (longitude + (-hours if evening else hours)) - equation + 60 * offset


@pytest.mark.parametrize("day", [date(2026, month, 15) for month in range(1, 13)])
@pytest.mark.parametrize(
    ("latitude", "longitude", "zone", "offset"),
    [(34.52813, 69.17233, KABUL, 4.5), (31.61332, 65.71013, KABUL, 4.5), (31.6769, 72.8147, KARACHI, 5.0)],
)
def test_times_agree_with_another_reckoning(
    latitude: float, longitude: float, zone: ZoneInfo, offset: float, day: date
) -> None:
    found = night(latitude, longitude, day, day, zone)
    assert found is not None
    for moment, evening in ((found.sunset, True), (found.sunrise, False)):
        clock = moment.hour * 60 + moment.minute + moment.second / 60
        assert abs(clock - reckoned(latitude, longitude, day, offset, evening=evening)) < 2


def test_an_equinox_at_the_equator_has_its_night_around_six() -> None:
    found = night(0.0, 75.0, date(2026, 3, 20), date(2026, 3, 21), KARACHI)
    assert found is not None
    assert minutes(found.sunset, 18, 11) < 5
    assert timedelta(hours=11, minutes=45) < found.sunrise - found.sunset < timedelta(hours=12)


def test_a_dawn_at_midnight_in_utc_is_not_lost() -> None:
    days = [date(2020, 6, 1) + timedelta(days=n) for n in range(30)]
    dawns = [found.dawn for day in days if (found := night(32.34375, 65.984375, day, day, KABUL))]
    assert [found.date() for found in dawns] == days
    assert all(abs(b - a - timedelta(days=1)) < timedelta(minutes=2) for a, b in itertools.pairwise(dawns))


@given(
    st.floats(23, 38),
    st.floats(60, 78),
    st.dates(date(2020, 1, 1), date(2030, 12, 30)),
    st.sampled_from([KABUL, KARACHI]),
)
def test_a_night_runs_from_sunset_by_dusk_and_dawn_to_sunrise(
    latitude: float, longitude: float, evening: date, zone: ZoneInfo
) -> None:
    found = night(latitude, longitude, evening, evening + timedelta(days=1), zone)
    assert isinstance(found, Night)
    assert found.sunset < found.dusk < found.dawn < found.sunrise
    assert (found.sunset.date(), found.sunrise.date()) == (evening, evening + timedelta(days=1))
    assert timedelta(minutes=20) < found.dusk - found.sunset < timedelta(minutes=36)


@pytest.mark.parametrize("day", [date(2026, 6, 21), date(2026, 12, 21)])
def test_where_the_sun_does_not_set_or_rise_there_is_no_night(day: date) -> None:
    assert night(78.2, 15.6, day, day + timedelta(days=1), OSLO) is None


def test_a_sun_that_sets_after_midnight_gives_no_evening() -> None:
    tromso = [night(69.65, 18.96, date(2026, 5, n), date(2026, 5, n + 1), OSLO) for n in range(10, 25)]
    assert all(found is None or found.sunset.date() == found.evening for found in tromso)
    assert None in tromso


# --- in words ----------------------------------------------------------------------------------------------


def test_a_night_belongs_to_the_day_on_which_it_began() -> None:
    said = local_night(TABLES, event())
    assert said is not None
    assert re.fullmatch(
        r"Sunset 17:4\d, dusk 18:1\d on Thu 26 Feb 2026; dawn 0[56]:\d\d, sunrise 06:2\d on Fri 27 Feb 2026, "
        r"in Kabul, local time \(UTC\+04:30\); computed, not reported",
        said,
    )


@pytest.mark.parametrize("part", ["unknown", "day"])
def test_what_the_text_does_not_put_at_night_gets_the_light_of_its_day(part: str) -> None:
    said = local_night(TABLES, event(time_of_day=part))
    assert said is not None
    assert said.startswith("Dawn 0")
    assert "27 Feb" not in said
    order = [said.index(word) for word in ("Dawn", "sunrise", "sunset", "dusk", "Thu 26 Feb 2026")]
    assert order == sorted(order)


def test_a_province_says_that_it_is_its_label_point() -> None:
    said = local_night(TABLES, TABLES.row("events", "ev-paktia-2026-02-26"))
    assert said is not None
    assert "at the label point of Paktia province" in said
    assert "label point" not in (local_night(TABLES, event()) or "")


def test_pakistan_has_its_own_time() -> None:
    said = local_night(TABLES, event("ev-punjab-operations-2026-02-27", date_basis="stated"))
    assert said is not None
    assert "UTC+05:00" in said


@pytest.mark.parametrize(
    "event_id",
    [
        "ev-northwest-pakistan-drones-2026-02-26",
        "ev-border-attack-2026-02-26",
        "ev-border-clashes-2026-02",
        "ev-eastern-afghanistan-2026-02-21",
        "ev-clashes-2025-10",
        "ev-punjab-operations-2026-02-27",
    ],
)
def test_a_region_a_border_no_place_and_the_day_of_a_report_get_nothing(event_id: str) -> None:
    assert local_night(TABLES, TABLES.row("events", event_id)) is None


def test_an_interval_has_a_night_at_each_end() -> None:
    said = local_night(TABLES, event(date_end=date(2026, 2, 28)))
    assert said is not None
    assert said.count("Sunset") == 2
    assert said.index("Thu 26 Feb") < said.index("Sat 28 Feb") < said.index("Sun 1 Mar")
    assert local_night(TABLES, event(date_end=DAY + timedelta(days=7))) is None
    assert local_night(TABLES, event(date_end=DAY + timedelta(days=6))) is not None


def elsewhere(**cells: Any) -> Tables:
    place = {**TABLES.row("places", "af-city-kabul"), **cells}
    return replace(TABLES, records={**TABLES.records, "places": {**TABLES.records["places"], "af-city-kabul": place}})


@pytest.mark.parametrize(
    ("cells", "offset"),
    [
        ({"country": ("IR",), "admin1": None, "geonames_id": None}, "UTC+03:30"),  # the one time of the country
        ({"country": ("CD",), "admin1": "cd-province-nord-kivu", "geonames_id": None}, "UTC+02:00"),  # of its province
        ({"country": ("CD",), "admin1": None, "geonames_id": 2314302}, "UTC+01:00"),  # of the town, Kinshasa
    ],
)
def test_the_worlds_towns_give_the_time_that_the_dossier_does_not(cells: dict[str, Any], offset: str) -> None:
    assert f"local time ({offset})" in str(local_night(elsewhere(**cells), event()))


def test_a_place_whose_time_nobody_knows_and_a_polar_one_get_nothing() -> None:
    assert local_night(elsewhere(country=("CD",), admin1=None, geonames_id=None), event()) is None  # it keeps two times
    assert local_night(elsewhere(country=("QQ",), admin1=None, geonames_id=None), event()) is None
    assert local_night(elsewhere(country=("AF", "PK")), event()) is None
    assert local_night(elsewhere(country=()), event()) is None
    june = {"date_start": date(2026, 6, 21), "date_end": date(2026, 6, 21)}
    assert local_night(elsewhere(latitude=85.0), event(**june)) is None


def test_a_machine_without_time_zones_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from zoneinfo import ZoneInfoNotFoundError

    def missing(name: str) -> ZoneInfo:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr("dashboard.sources.dossier.evidence.sun_times.ZoneInfo", missing)
    assert local_night(TABLES, event()) is None
