"""Places: which candidate comes first, and which names are no place."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.propose.proposal import PlaceWords, Report
from dashboard.propose.report_reading import propose


def places(text: str, country: str = "") -> dict[str, PlaceWords]:
    report = Report(date(2026, 3, 4), None, country)
    return {words.words: words for sentence in propose(text, report) for words in sentence.places}


def first(text: str, name: str, country: str = "") -> tuple[str, str]:
    place = places(text, country)[name].candidates[0]
    return place.level, place.country


@pytest.mark.parametrize(
    ("text", "name", "level", "country"),
    [
        # the country that the person names, that the dateline stands in, that the text names
        ("Shells fell on Tripoli.", "Tripoli", "city", "LB"),
        ("TRIPOLI, March 3 (Wire) - Libyan militias clashed. Shells fell in Tripoli.", "Tripoli", "city", "LY"),
        ("Ukrainian officials said shells fell on Odesa.", "Odesa", "city", "UA"),
        # words of level
        ("Shells fell in Kherson province.", "Kherson", "province", "UA"),
        ("Shells fell in the city of Kherson.", "Kherson", "city", "UA"),
        ("Clashes erupted in the province of Idlib.", "Idlib", "province", "SY"),
        # a list of provinces
        ("Strikes hit Paktia, Paktika and Laghman.", "Paktika", "province", "AF"),
        ("Strikes hit Paktia, Paktika, Khost, and Laghman.", "Khost", "province", "AF"),
        ("Strikes hit Khost, Paktia and Paktika provinces in Afghanistan.", "Khost", "province", "AF"),
        ("Strikes hit Afghan provinces such as Kandahar and Khost.", "Kandahar", "province", "AF"),
        ("Strikes hit parts of Kabul, Kandahar and Paktia.", "Kandahar", "city", "AF"),
        # the country beside the name
        ("A bomb went off in Aleppo, Syria.", "Aleppo", "city", "SY"),
        # the province behind the town
        ("Gunmen fought in Apatzingán, Michoacán.", "Michoacán", "province", "MX"),
        # seas and regions by hand
        ("A missile fell into the Red Sea.", "Red Sea", "region", ""),
        ("Strikes hit the Gaza Strip.", "Gaza Strip", "region", "PS"),
        # the seat of a province, named as the province
        ("Troops in Mexico fought on the road to Queretaro.", "Queretaro", "city", "MX"),
        # a state in the north-west of its country, whole
        ("Gunmen in Nigeria attacked a school in northwestern Kebbi State.", "Kebbi", "province", "NG"),
        # a province under its English name
        ("Somali troops fought in the Middle Shabelle region.", "Middle Shabelle", "province", "SO"),
        # spellings
        ("Clashes shook Deir ez-Zor in Syria.", "Deir ez-Zor", "city", "SY"),
        ("Troops in Syria entered Darat Izza.", "Darat Izza", "city", "SY"),
    ],
)
def test_first_candidate(text: str, name: str, level: str, country: str) -> None:
    said = (
        "LB"
        if text.startswith("Shells fell on Tripoli")
        else "AF"
        if "Paktia" in text
        else "UA"
        if "Kherson" in text
        else ""
    )
    assert first(text, name, said) == (level, country)


def test_every_candidate_has_its_reason_and_its_point() -> None:
    for words in places("A bomb went off in Aleppo, Syria.").values():
        for place in words.candidates:
            assert place.why
            assert -90 <= place.latitude <= 90
            assert -180 <= place.longitude <= 180


def test_a_compass_word_makes_a_part_of_the_country() -> None:
    words = places("Gunmen attacked a village in northern Mali.")["northern Mali"]
    region, country = words.candidates[:2]
    assert (region.level, region.country) == ("region", "ML")
    assert "approximate" in region.why
    assert country.level == "country"


@pytest.mark.parametrize(
    ("text", "country", "words", "name"),
    [
        (
            "Clashes erupted along the Thai-Cambodian border.",
            "",
            "the Thai-Cambodian border",
            "Cambodia–Thailand border",
        ),
        ("Troops massed near the border with Chad.", "SD", "the border with Chad", "Sudan–Chad border"),
        (
            "Fighting raged along the border between Mali and Niger.",
            "",
            "the border between Mali and Niger",
            "Mali–Niger border",
        ),
    ],
)
def test_borders(text: str, country: str, words: str, name: str) -> None:
    [place] = places(text, country)[words].candidates
    assert (place.name, place.level) == (name, "border")


@pytest.mark.parametrize("text", ["They fled over the border.", "A border guard near the border post was hurt."])
def test_a_border_of_unknown_countries_is_no_place(text: str) -> None:
    assert places(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("KHARTOUM, March 3 (Wire) - Shells fell.", "KHARTOUM", "dateline"),
        ("Kabul (Wire) - Shells fell.", "Kabul", "dateline"),
        ("BAMAKO, 3 juin — Soldiers were killed.", "BAMAKO", "dateline"),
        ("GAZA/JERUSALEM - Shells fell.", "JERUSALEM", "dateline"),
        ("By Amina Kassala in Omdurman\n\nShells fell.", "Omdurman", "dateline"),
        ("PANIC IN KABUL\n\nShells fell.", "KABUL", "heading"),
        ("Kabul said it would respond.", "Kabul", "metonym"),
        ("Kabul and Islamabad accused each other.", "Islamabad", "metonym"),
        ("The Kabul government denies this.", "Kabul", "metonym"),
        ("Pakistan launched strikes.", "Pakistan", "metonym"),
        ("Pakistan’s army said so.", "Pakistan", "metonym"),
        ("It had a ceasefire with Islamabad.", "Islamabad", "metonym"),
        ("Beirut has called on Washington to press Israel.", "Washington", "metonym"),
        ("Peace is near, Riyadh’s envoy said.", "Riyadh", "metonym"),
        ("It fell after the leaders of Congo and Rwanda met.", "Congo", "metonym"),
        ("It fell after the leaders of Congo and Rwanda met.", "Rwanda", "metonym"),
        ("The Jalisco New Generation Cartel killed six.", "Jalisco", "name_part"),
        ("He told reporters in Geneva on Monday.", "Geneva", "origin"),
        ("The minister said in Bogotá that it was over.", "Bogotá", "origin"),
        ("Benghazi-based forces clashed.", "Benghazi", "origin"),
        ("The Moscow-backed militia clashed.", "Moscow", "name_part"),
        ("The Aleppo University hospital was hit.", "Aleppo", "name_part"),
        ("The Sudan Doctors Union counted the dead.", "Sudan", "name_part"),
        ("“We ran,” said Rana Sidon, 41, a baker.", "Sidon", "person"),
        ("Governor Babagana Maiduguri visited the wounded.", "Maiduguri", "person"),
        ("The boss, alias “Medellín”, was captured.", "Medellín", "person"),
    ],
)
def test_no_places(text: str, name: str, reason: str) -> None:
    words = places(text)[name]
    assert words.not_a_place == reason
    assert words.candidates == ()


def test_a_person_stays_one_where_the_name_stands_alone() -> None:
    text = "“We ran,” said Rana Sidon, 41, a baker. Sidon said the shells came at night."
    assert all(words.not_a_place == "person" for words in places(text, "LB").values() if words.words == "Sidon")


@pytest.mark.parametrize(
    "text", ["Police say most were hurt.", "Reading the list took an hour.", "The ADF struck.", "March on!"]
)
def test_common_words_are_no_towns(text: str) -> None:
    assert places(text) == {}


@pytest.mark.parametrize(("name", "country"), [("al-Tiri", "LB"), ("Fegin Baza", "NG")])
def test_a_village_with_an_article_or_two_words_is_shown_whole(name: str, country: str) -> None:
    """“Baza” alone is a town elsewhere."""
    words = places(f"A raid on {name} village, in the town of {name}, killed four.", country)
    assert [one for one in words if set(one.split()) & set(name.split())] == [name]
    assert words[name].not_a_place == "not_in_gazetteer"


def test_the_border_is_that_of_the_countries_in_its_sentence() -> None:
    text = "M23 took Uvira in the Democratic Republic of Congo, which blames Rwanda. Burundian troops withdrew across the border towards Gatumba."
    [place] = places(text)["the border"].candidates
    assert place.country == "BI;CD"


def test_a_village_that_no_list_has_is_shown_for_drawing() -> None:
    words = places("Gunmen burned the village of Xyqqwuri.", "ML")["Xyqqwuri"]
    assert words.not_a_place == "not_in_gazetteer"


def test_arabic_script() -> None:
    assert first("در حملات هوایی بر کابل ۱۲ تن کشته شدند.", "کابل") == ("city", "AF")
    assert first("کوئٹہ میں دھماکہ ہوا۔", "کوئٹہ") == ("city", "PK")
