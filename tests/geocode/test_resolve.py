from __future__ import annotations

import csv

import pytest

from dashboard.errors import AmbiguousPlace, PlaceNotFound
from dashboard.gazetteer import Gazetteer, GazetteerGeocoder
from dashboard.geocode.resolve import DEMONYMS, Resolution, resolve

# The articles' own sentences (seeds/), typography included.
TARGETS = (
    "Targets in the capital Kabul and the city of Kandahar, where Taliban leaders are based, were hit, "
    "signalling a stark rupture in ties between the Islamic neighbours."
)
STRUCK = (
    "Pakistan struck the Afghan capital Kabul, the city of Kandahar, where Taliban leaders are based, and"
    " other towns, a Taliban spokesman said."
)
SPOKESPERSON = (
    "Taliban spokesperson Zabihullah Mujahid said that Pakistani forces carried out air strikes on parts "
    "of Kabul, Kandahar and Paktia on Thursday night, and on Paktia, Paktika, Khost, and Laghman on "
    "Friday."
)
MUJAHID = (
    "Mujahid said Pakistani strikes hit parts of Kabul, Kandahar and Paktia on Thursday night, and on "
    "Paktia, Paktika, Khost and Laghman on Friday."
)
DRONES = (
    "That followed Afghan drone strikes that began late on Thursday on Pakistani military positions and "
    "installations in northwest Pakistan along their shared border."
)
PUNJAB = (
    "The government of Pakistan’s Punjab province said it was on high alert for militant attacks on "
    "Friday and had conducted a series of security operations, taking 90 Afghan nationals to holding "
    "centres for deportation."
)
EAST = (
    "Pakistan has been on high security alert since it launched air strikes earlier this week that "
    "Islamabad said targeted camps of Pakistani Taliban and Islamic State militants in eastern "
    "Afghanistan."
)
CLASHES = "Multiple ground clashes were reported along the border."


def place(geocoder: GazetteerGeocoder, printed: str, *passages: str, prefer: str = "") -> str:
    return resolve(printed, passages, geocoder, prefer=[prefer] if prefer else []).entry.place_id


def rejected(resolution: Resolution) -> dict[str, str]:
    return {item.entry.place_id: item.reason for item in resolution.rejected}


@pytest.mark.parametrize(
    ("printed", "passages", "expected"),
    [
        ("Kabul", [TARGETS, SPOKESPERSON, MUJAHID], "af-city-kabul"),
        ("Kabul", [SPOKESPERSON, STRUCK], "af-city-kabul"),
        ("the capital Kabul", [], "af-city-kabul"),
        ("Kandahar", [SPOKESPERSON, STRUCK], "af-city-kandahar"),
        ("Paktia", [SPOKESPERSON, MUJAHID], "af-province-paktia"),
        ("Paktika", [SPOKESPERSON, MUJAHID], "af-province-paktika"),
        ("Khost", [SPOKESPERSON], "af-province-khost"),
        ("Khost", [MUJAHID], "af-province-khost"),
        ("Laghman", [SPOKESPERSON, MUJAHID], "af-province-laghman"),
        ("along the border", [CLASHES], "af-pk-border"),
        ("northwest Pakistan", [DRONES], "pk-region-northwest-pakistan"),
        ("northwest Pakistan along their shared border", [DRONES], "pk-region-northwest-pakistan"),
        ("along their shared border", [DRONES], "pk-region-northwest-pakistan"),
        ("eastern Afghanistan", [EAST], "af-region-eastern-afghanistan"),
        ("Punjab province", [PUNJAB], "pk-province-punjab"),
        ("Punjab", [PUNJAB], "pk-province-punjab"),
    ],
)
def test_the_articles_names(geocoder: GazetteerGeocoder, printed: str, passages: list[str], expected: str) -> None:
    assert place(geocoder, printed, *passages) == expected


@pytest.mark.parametrize(
    ("printed", "sentence", "expected"),
    [
        ("Kabul", "A blast hit Kabul city.", "af-city-kabul"),
        ("Kabul", "A blast hit Kabul, the Afghan capital.", "af-city-kabul"),
        ("Kabul", "A blast hit Kabul province.", "af-province-kabul"),
        ("Kabul", "A blast hit the province of Kabul.", "af-province-kabul"),
        ("Kandahar", "Shells fell on the provinces of Kabul, Kandahar and Khost.", "af-province-kandahar"),
        ("Kandahar", "Shells fell on Kabul, Kandahar and Khost provinces.", "af-province-kandahar"),
        ("Kandahar", "Shells fell on the cities of Kabul, Kandahar and Khost.", "af-city-kandahar"),
        ("Khost", "Shells fell on Khost and Paktia.", "af-province-khost"),
        ("Khost", "Shells fell on Khost and Gardez.", "af-city-khost"),
        ("Khost", "Shells fell on Khost, Gardez and Paktia.", "af-province-khost"),  # the list decides nothing
        ("Mehtarlam", "Mehtarlam was hit.", "af-city-mehtar-lam"),
        ("the town of Spin Boldak", "", "af-city-spin-boldak"),
        ("Spin-Boldak", "", "af-city-spin-boldak"),
        ("Islamabad", "Blasts in Islamabad.", "pk-city-islamabad"),
        ("Hyderabad", "Blasts in Hyderabad.", "pk-city-hyderabad"),
        ("Hyderabad", "Blasts in Hyderabad, India.", "in-city-hyderabad"),
        ("Hyderabad", "Blasts in the Indian city of Hyderabad.", "in-city-hyderabad"),
        ("Punjab", "India's Punjab is on alert.", "in-province-punjab"),
        ("Kabul", "Blasts in Kabul, Pakistan and India.", "af-province-kabul"),  # a list, not "Kabul, Pakistan"
        ("Punjab", "Pakistan's eastern Punjab province is on alert.", "pk-province-punjab"),
        ("Kandahar", "Shells fell on southern Kandahar province.", "af-province-kandahar"),
        ("Gardez, Paktia", "", "af-city-gardez"),
        ("Khost, Khost province", "", "af-province-khost"),
        ("the border", "Shelling along the border in northwest Pakistan.", "pk-region-northwest-pakistan"),
        ("پکتيا", "", "af-province-paktia"),
        ("north-western Pakistan", "", "pk-region-northwest-pakistan"),
        ("North West Pakistan", "", "pk-region-northwest-pakistan"),
        ("the northwest of Pakistan", "", "pk-region-northwest-pakistan"),
        ("Pakistan’s northwest", "", "pk-region-northwest-pakistan"),
        ("the Durand Line", "Shelling across the Durand Line.", "af-pk-border"),
        ("the frontier", "Shelling across the frontier.", "af-pk-border"),
        ("the Afghan-Pakistani border", "", "af-pk-border"),
        ("the border", "Shelling across the border between Pakistan and Afghanistan.", "af-pk-border"),
        ("the border town of Spin Boldak", "", "af-city-spin-boldak"),
        ("Afghanistan", "Camps in eastern Afghanistan.", "af-region-eastern-afghanistan"),
        ("northwest Pakistan; along the border", "", "pk-region-northwest-pakistan"),
    ],
)
def test_what_the_words_around_a_name_decide(
    geocoder: GazetteerGeocoder, printed: str, sentence: str, expected: str
) -> None:
    assert place(geocoder, printed, sentence) == expected


def test_what_either_copy_calls_a_city_is_the_city(geocoder: GazetteerGeocoder) -> None:
    assert place(geocoder, "Kandahar", "Kandahar province was hit.", "The city of Kandahar was hit.") == (
        "af-city-kandahar"
    )


def test_other_words_near_a_name_decide_nothing(geocoder: GazetteerGeocoder) -> None:
    resolution = resolve("Kabul", ["Pakistani strikes hit parts of Kabul.", "Kabul taxi driver"], geocoder)
    assert resolution.entry.place_id == "af-province-kabul"


def test_if_nothing_decides_the_larger_unit_is_taken_and_the_note_says_so(geocoder: GazetteerGeocoder) -> None:
    resolution = resolve("Kandahar", ["A blast in Kandahar."], geocoder)
    assert resolution.entry.place_id == "af-province-kandahar"
    assert resolution.note == (
        "Nothing in the text decides between city and province for Kandahar: the larger unit is taken (UCDP)."
    )
    assert rejected(resolution) == {"af-city-kandahar": "nothing in the text decides, the larger unit is taken"}


def test_a_part_of_a_province_is_the_province_and_the_note_says_so(geocoder: GazetteerGeocoder) -> None:
    resolution = resolve("southern Kandahar province", [], geocoder)
    assert resolution.entry.place_id == "af-province-kandahar"
    assert resolution.note == 'The text says "southern Kandahar"; the whole of Kandahar is taken.'


def test_a_compass_word_that_nobody_curated_stops_with_that_countrys_regions(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(PlaceNotFound) as caught:
        resolve("western Pakistan", [], geocoder)
    assert caught.value.suggestions == ("pk-region-northwest-pakistan",)


def test_a_decided_name_has_no_such_note(geocoder: GazetteerGeocoder) -> None:
    assert resolve("Kandahar", [TARGETS], geocoder).note == ""


def test_every_rejected_candidate_has_its_reason(geocoder: GazetteerGeocoder) -> None:
    assert rejected(resolve("Kabul", [TARGETS], geocoder)) == {"af-province-kabul": 'the text says "capital"'}
    assert rejected(resolve("Punjab", [PUNJAB], geocoder)) == {"in-province-punjab": "the text says Pakistan"}
    assert rejected(resolve("Laghman", [MUJAHID], geocoder)) == {"af-city-mehtar-lam": "has the name only as an alias"}
    assert rejected(resolve("Khost", [MUJAHID], geocoder)) == {"af-city-khost": "listed with Paktia, a province"}
    assert rejected(resolve("Hyderabad", [], geocoder)) == {"in-city-hyderabad": "lies outside the theatre"}
    assert rejected(resolve("northwest Pakistan", [DRONES], geocoder))["af-pk-border"] == (
        "the region narrows the border"
    )


def test_paktia_and_paktika_are_never_each_other(geocoder: GazetteerGeocoder) -> None:
    assert place(geocoder, "Paktya") == place(geocoder, "Paktiya") == "af-province-paktia"
    assert place(geocoder, "Paktīkā") == "af-province-paktika"
    with pytest.raises(PlaceNotFound) as caught:
        resolve("Paktiia", [], geocoder)
    assert caught.value.suggestions == ()


def test_an_unknown_name_stops_with_near_spellings(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(PlaceNotFound, match='af-city-spin-boldak "Spin Boldak"') as caught:
        resolve("Spin Buldak", [], geocoder)
    assert caught.value.toponym == "Spin Buldak"


def test_equal_candidates_stop_with_the_list(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        resolve("Nowabad", ["Blasts in Nowabad."], geocoder)
    assert caught.value.candidates == ("af-city-nowabad-1", "af-city-nowabad-2")


def test_the_larger_unit_is_taken_only_within_one_country(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(AmbiguousPlace):
        resolve("Zabul", ["Blasts in Zabul."], geocoder)


def test_an_own_name_beats_an_alias_across_the_border(geocoder: GazetteerGeocoder) -> None:
    # "Wesh" is a town of Pakistan by name and Spin Boldak of Afghanistan by alias.
    assert place(geocoder, "Wesh") == "pk-city-wesh"
    with pytest.raises(PlaceNotFound):
        resolve("Wesh", ["Clashes in the province of Wesh."], geocoder)


@pytest.mark.parametrize(
    ("printed", "passages"),
    [
        ("the city of Paktia", []),  # there is no such town; Gardez is not meant by guessing
        ("Paktia", ["The city of Paktia was hit."]),
        ("Spin Boldak district", []),  # the gazetteer has no districts; the town is not the district
        ("western Pakistan", []),  # not curated
        ("the border with Iran", []),
        ("the border", ["Shots were fired across the border with Iran."]),
        ("the Iranian border", []),
        ("Iran's Kabul", []),
        ("Torkham border crossing", []),  # one crossing is not the whole line
        ("Gotham", []),
        ("", []),
        (" ; ", []),
    ],
)
def test_what_the_gazetteer_lacks_is_not_found(geocoder: GazetteerGeocoder, printed: str, passages: list[str]) -> None:
    with pytest.raises(PlaceNotFound):
        resolve(printed, passages, geocoder)


@pytest.mark.parametrize(
    "printed",
    ["Kabul, Kandahar and Paktia", "Khost, Paktia", "Gardez and Paktia", "Kabul; Paktia", "Paktia and Paktika"],
)
def test_several_places_in_one_cell_are_ambiguous(geocoder: GazetteerGeocoder, printed: str) -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        resolve(printed, [], geocoder)
    assert "af-province-paktia" in caught.value.candidates


def test_an_own_name_elsewhere_and_an_alias_in_the_theatre_are_equal(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        resolve("Islamabad", [], GazetteerGeocoder(geocoder.gazetteer, theatre=["BD"]))
    assert caught.value.candidates == ("pk-city-islamabad", "bd-city-jamalpur")


def test_the_country_of_the_neighbours_decides(geocoder: GazetteerGeocoder) -> None:
    world = GazetteerGeocoder(geocoder.gazetteer, theatre=[])
    resolution = resolve("Hyderabad", ["Blasts in Hyderabad and Islamabad."], world)
    assert resolution.entry.place_id == "pk-city-hyderabad"
    assert rejected(resolution) == {"in-city-hyderabad": "its neighbours in the list lie elsewhere"}


def test_the_target_decides_between_equal_countries(geocoder: GazetteerGeocoder) -> None:
    world = GazetteerGeocoder(geocoder.gazetteer, theatre=[])
    with pytest.raises(AmbiguousPlace):
        resolve("Hyderabad", [], world)
    assert place(world, "Hyderabad", prefer="IN") == "in-city-hyderabad"


def test_every_adjective_leads_to_one_country() -> None:
    """A word that the gazetteer reads as no country, or as several, would be no clue."""
    with DEMONYMS.open(encoding="utf-8", newline="") as stream:
        words = {row["word"]: row["country"] for row in csv.DictReader(stream)}
    world = Gazetteer()
    for word, country in words.items():
        assert word == word.casefold()
        named = [match.entry for match in world.find(country) if match.entry.level == "country" and match.primary]
        assert len(named) == 1, (word, country)
