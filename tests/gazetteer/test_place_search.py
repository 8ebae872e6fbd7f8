"""One door to the world's ground: search as you type, candidates of a name, the one place, its shape and zone."""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from dashboard.errors import AmbiguousPlace, PlaceNotFound
from dashboard.gazetteer import PlaceSearch


@pytest.fixture(scope="module")
def search() -> PlaceSearch:
    return PlaceSearch()


def ids(places: list) -> list[str]:
    return [place.place_id for place in places]


# --- search as you type ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("mal", "country-ml"),
        ("gao", "ml-province-gao"),
        ("gao", "ml-city-gao"),
        ("timbuk", "ml-city-2449067"),
        ("northern afg", "af-region-northern-afghanistan"),
        ("durand", "af-pk-border"),
        ("کندهار", "af-province-kandahar"),
        ("خارطوم", "sd-city-khartoum"),
        ("kharkiv", "ua-province-kharkiv"),
        ("Charkiw", "ua-city-kharkiv"),
    ],
)
def test_what_is_typed_brings_the_place(search: PlaceSearch, typed: str, place_id: str) -> None:
    assert place_id in ids(search.starting(typed))


def test_every_further_letter_of_a_name_keeps_it(search: PlaceSearch) -> None:
    for length in range(4, len("Ouagadougou") + 1):
        assert "bf-city-ouagadougou" in ids(search.starting("Ouagadougou"[:length]))


def test_no_more_than_asked_for_and_none_twice(search: PlaceSearch) -> None:
    for typed in ("s", "sa", "san", "al", "ال"):
        places = search.starting(typed, limit=12)
        assert len(places) == 12
        assert len(set(ids(places))) == 12
        assert any(place.level == "city" for place in places)
    assert search.starting("", limit=12) == []
    assert search.starting("gao", limit=1)[0].exact


def test_a_country_keeps_its_own(search: PlaceSearch) -> None:
    assert {place.country for place in search.starting("san", countries=["HN", "SV"])} == {"HN", "SV"}


def test_a_candidate_says_country_unit_and_population(search: PlaceSearch) -> None:
    [town] = [place for place in search.starting("timbuktu") if place.level == "city"]
    assert (search.country_name(town.country), search.admin1_name(town)) == ("Mali", "Timbuktu")
    assert town.population is not None
    assert town.population > 30_000
    assert search.country_name("QQ") == "QQ"


# --- candidates of a name -------------------------------------------------------------------------------------------


def test_a_name_of_a_country_and_a_state_lists_both_and_the_one_place_raises(search: PlaceSearch) -> None:
    assert ids(search.candidates("Georgia"))[:2] == ["country-ge", "us-province-georgia"]
    with pytest.raises(AmbiguousPlace) as raised:
        search.only("Georgia")
    assert set(raised.value.candidates) >= {"country-ge", "us-province-georgia"}
    assert search.only("Georgia", countries=["GE"]).place_id == "country-ge"
    assert search.only("Gao", levels=["province"]).place_id == "ml-province-gao"


def test_an_own_name_beats_an_alias(search: PlaceSearch) -> None:
    assert search.only("Islamabad", levels=["city"]).place_id == "pk-city-islamabad"
    assert ids(search.candidates("Islamabad", levels=["city"]))[0] == "pk-city-islamabad"
    assert len(search.candidates("Islamabad", levels=["city"])) > 1


def test_a_name_that_nobody_bears_is_not_found(search: PlaceSearch) -> None:
    assert search.candidates("Atlantis-on-Sea") == []
    with pytest.raises(PlaceNotFound):
        search.only("Atlantis-on-Sea")


def test_towns_of_one_name_are_all_listed_by_population(search: PlaceSearch) -> None:
    places = search.candidates("San Antonio", levels=["city"])
    assert len(places) > 80
    own = [place.population or 0 for place in places if place.primary]
    assert own == sorted(own, reverse=True)
    assert len(set(ids(places))) == len(places)


def test_a_town_of_the_gazetteer_keeps_its_id_and_its_plain_name(search: PlaceSearch) -> None:
    [sharana] = search.candidates("Sharana", levels=["city"])
    assert (sharana.place_id, sharana.geonames_id, sharana.name) == ("af-city-sharana", "8534261", "Sharana")
    assert sharana.time_zone == "Asia/Kabul"


# --- regions and borders --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phrase", ["northern Afghanistan", "the north of Afghanistan", "Afghanistan's north"])
def test_a_curated_region_wins_over_the_compass(search: PlaceSearch, phrase: str) -> None:
    [region] = search.candidates(phrase)
    assert (region.place_id, region.direction) == ("af-region-northern-afghanistan", "")
    assert region.approximate
    assert search.shape(region).covers(shapely.Point(67.1, 36.7))  # Mazar-e Sharif


def test_a_region_without_a_curated_row_is_cut_by_compass_and_says_so(search: PlaceSearch) -> None:
    places = search.candidates("Northern Mali")
    assert places[0].place_id == "ml-compass-north"
    assert (places[0].level, places[0].approximate) == ("region", True)
    assert "Approximate" in search.remark(places[0])
    assert search.shape(places[0]).covers(shapely.Point(-0.04, 16.27))
    assert search.candidates("northern Mali", countries=["ML"]) == [
        place for place in search.candidates("northern Mali") if place.country == "ML"
    ]


@pytest.mark.parametrize(
    ("phrase", "place_id"),
    [
        ("Borno state", "ng-province-borno"),
        ("Kharkiv Oblast", "ua-province-kharkiv"),
        ("the province of Gao", "ml-province-gao"),
        ("eastern Borno state", "ng-province-borno-compass-east"),
        ("the north of Kharkiv region", "ua-province-kharkiv-compass-north"),
    ],
)
def test_a_unit_is_found_under_the_word_for_it(search: PlaceSearch, phrase: str, place_id: str) -> None:
    assert ids(search.candidates(phrase)) == [place_id]


def test_a_word_for_a_unit_alone_is_no_place(search: PlaceSearch) -> None:
    assert search.candidates("Atlantis province") == []
    assert search.candidates("Timbuktu city state") == []


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("South Sudan", "country-ss"),
        ("North Macedonia", "country-mk"),
        ("Western Sahara", "country-eh"),
        ("North Carolina", "us-province-north-carolina"),
        ("West Virginia", "us-province-west-virginia"),
        ("South Africa", "country-za"),
    ],
)
def test_a_name_that_begins_with_a_compass_word_is_that_place(search: PlaceSearch, name: str, place_id: str) -> None:
    places = search.candidates(name)
    assert places[0].place_id == place_id
    assert not any(place.direction for place in places)


@pytest.mark.parametrize(
    ("phrase", "place_id"),
    [
        ("Mali-Niger border", "ml-ne-border"),
        ("the border between Niger and Mali", "ml-ne-border"),
        ("the border of Bosnia and Herzegovina with Croatia", "ba-hr-border"),
        ("Democratic Republic of the Congo–Rwanda border", "cd-rw-border"),
        ("Pakistan-Afghanistan border", "af-pk-border"),
        ("border between Pakistan and Afghanistan", "af-pk-border"),
    ],
)
def test_a_border_is_that_of_both_countries_a_curated_one_first(
    search: PlaceSearch, phrase: str, place_id: str
) -> None:
    [border] = search.candidates(phrase)
    assert (border.place_id, border.level) == (place_id, "border")
    line = search.shape(border)
    assert line.length > 1
    assert line.distance(shapely.Point(border.longitude, border.latitude)) < 0.001


@pytest.mark.parametrize("phrase", ["Mali-Fiji border", "the border", "border of Mali", "Atlantis-Mali border"])
def test_a_border_that_is_none_is_not_found(search: PlaceSearch, phrase: str) -> None:
    assert search.candidates(phrase) == []


# --- shapes and zones -----------------------------------------------------------------------------------------------


def test_a_province_has_its_outline_and_a_town_none(search: PlaceSearch) -> None:
    province, town = search.candidates("Gao", countries=["ML"])
    assert search.shape(province).covers(shapely.Point(town.longitude, town.latitude))
    assert search.shape(town) is None
    assert "Ménaka" in search.remark(province)
    assert search.remark(town) == ""
    assert search.shape(search.only("Mali", levels=["country"])).covers(shapely.Point(-8, 12.65))


def test_a_curated_province_has_its_curated_shape(search: PlaceSearch) -> None:
    paktia = search.only("Paktia")
    assert paktia.geometry == "admin1.geojson#AF-PIA"
    assert search.shape(paktia).covers(shapely.Point(69.23, 33.6))


def test_a_place_has_a_zone_where_it_keeps_one_time(search: PlaceSearch) -> None:
    day = date(2026, 3, 1)
    zones = {
        "Kharkiv": "Europe/Kyiv",
        "Mali": "Africa/Bamako",
        "Russia": None,
        "northern Mali": "Africa/Bamako",
        "Mali-Niger border": None,
    }
    for name, expected in zones.items():
        zone = search.time_zone(search.candidates(name)[0], day)
        assert (zone and zone.key) == expected, name


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Pakistan", "PK"), ("south sudan", "SS"), ("ml", "ML"), ("ML", "ML"), ("Nowhere", ""), ("", "")],
)
def test_a_country_is_known_by_its_name_and_by_its_letters(typed: str, code: str) -> None:
    assert PlaceSearch().country_code(typed) == code
