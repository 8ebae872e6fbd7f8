"""The zone of a town, and of a province or a country where one time is kept there on the day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dashboard.gazetteer import time_zones
from dashboard.gazetteer.towns import TownTable

WINTER, SUMMER = date(2026, 1, 15), date(2026, 7, 15)


@pytest.fixture(scope="module")
def towns() -> TownTable:
    return TownTable()


def key(zone: object) -> str:
    return getattr(zone, "key", "none")


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("AF", "Asia/Kabul"),
        ("PK", "Asia/Karachi"),
        ("ML", "Africa/Bamako"),
        ("NP", "Asia/Kathmandu"),  # UTC+05:45
        ("AR", "America/Argentina/Cordoba"),  # a dozen zones, one time: that of most towns
        ("QQ", "none"),
        ("RU", "none"),
        ("US", "none"),
        ("CD", "none"),
    ],
)
def test_a_country_has_a_zone_where_it_keeps_one_time(towns: TownTable, country: str, zone: str) -> None:
    assert key(time_zones.of_country(towns, country, WINTER)) == zone


@pytest.mark.parametrize(
    ("province", "offset_hours"),
    [
        ("cd-province-nord-kivu", 2),
        ("cd-province-equateur", 1),
        ("us-province-california", -8),
        ("ru-province-kaliningrad", 2),
        ("au-province-queensland", 10),
        ("ml-province-gao", 0),
    ],
)
def test_a_province_has_its_own_time(towns: TownTable, province: str, offset_hours: int) -> None:
    zone = time_zones.of_province(towns, province, WINTER)
    assert zone is not None
    noon = datetime(2026, 1, 15, 12, tzinfo=zone).utcoffset()
    assert noon is not None
    assert noon.total_seconds() == offset_hours * 3600


def test_zones_that_differ_for_a_part_of_the_year_are_one_only_in_the_other(towns: TownTable) -> None:
    """Arizona keeps no summer time, but the Navajo Nation in its north-east does."""
    assert time_zones.of_province(towns, "us-province-arizona", WINTER) is not None
    navajo = {town.time_zone for town in towns.of_country("US") if town.province == "us-province-arizona"}
    in_summer = time_zones.of_province(towns, "us-province-arizona", SUMMER)
    assert (in_summer is None) == (len(navajo) > 1)


def test_a_province_without_towns_has_the_time_of_its_country(towns: TownTable) -> None:
    assert key(time_zones.of_province(towns, "ml-province-nowhere", WINTER)) == "Africa/Bamako"


def test_a_town_has_what_geonames_says(towns: TownTable) -> None:
    [broken_hill] = towns.named("Broken Hill", ["AU"])
    assert key(time_zones.of_town(broken_hill.town)) == "Australia/Broken_Hill"
    assert broken_hill.town.province == "au-province-new-south-wales"


def test_a_name_that_the_machine_does_not_know_is_no_zone() -> None:
    assert time_zones.named("Europe/Atlantis") is None
    assert time_zones.named("../../etc/passwd") is None


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ({"level": "city", "country": "CD", "geonames_id": "2314302"}, "Africa/Kinshasa"),
        ({"level": "city", "country": "CD", "geonames_id": "216281"}, "Africa/Lubumbashi"),  # Bukavu
        ({"level": "city", "country": "CD", "admin1": "cd-province-nord-kivu"}, "Africa/Lubumbashi"),
        ({"level": "city", "country": "CD", "admin1": "ml-province-gao"}, "none"),  # a province of another country
        ({"level": "city", "country": "CD", "geonames_id": "1"}, "none"),
        ({"level": "city", "country": "ML", "geonames_id": "not a number"}, "Africa/Bamako"),
        ({"level": "province", "country": "CD", "place_id": "cd-province-equateur"}, "Africa/Kinshasa"),
        ({"level": "country", "country": "ML"}, "Africa/Bamako"),
        ({"level": "border", "country": "ML;NE"}, "none"),
    ],
)
def test_a_place_has_the_time_of_its_town_its_province_or_its_country(
    towns: TownTable, place: dict[str, str], zone: str
) -> None:
    given = {"place_id": "", "admin1": "", "geonames_id": "", **place}
    assert key(time_zones.of_place(towns, day=WINTER, **given)) == zone
