from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from dashboard.errors import DataError
from dashboard.gazetteer import GAZETTEER, Gazetteer, GazetteerGeocoder, compact_key, name_key

HEADER = (
    "place_id,name,aliases,level,admin1,country,iso_3166_2,pcode,pcode_vintage,geonames_id,population,"
    "latitude,longitude,geometry,radius_km,provenance\n"
)
ROWS = """\
af-province-kabul,Kabul,Kābul;کابل,province,af-province-kabul,AF,AF-KAB,AF01,2021-11-17,,,34.5,69.2,admin1.geojson#AF-KAB,38,t
af-city-kabul,Kabul,Cabul;Kaboul,city,af-province-kabul,AF,,,,1138958,4434550,34.52813,69.17233,,,t
af-province-paktia,Paktia,Paktiya;Paktya;پکتيا,province,af-province-paktia,AF,AF-PIA,AF13,2021-11-17,,,33.6,69.4,,42,t
af-province-paktika,Paktika,Paktīkā,province,af-province-paktika,AF,AF-PKA,AF12,2021-11-17,,,32.4,68.8,,77,t
af-city-mehtar-lam,Mehtar Lam,Laghman,city,af-province-laghman,AF,,,,1133574,17345,34.67139,70.20944,,,t
af-province-laghman,Laghman,Laghmān,province,af-province-laghman,AF,AF-LAG,AF07,2021-11-17,,,34.7,70.2,,35,t
pk-city-islamabad,Islamabad,,city,,PK,,,,1176615,601600,33.72148,73.04329,,,t
bd-city-jamalpur,Jamalpur,Islamabad,city,,BD,,,,1205481,9000000,24.93,89.94,,,t
pk-city-hyderabad,Hyderabad,,city,,PK,,,,1176734,1386330,25.39,68.37,,,t
in-city-hyderabad,Hyderabad,,city,,IN,,,,1269843,6809970,17.38,78.46,,,t
af-city-nowhere,Nowhere,,city,,AF,,,,5,,,,,,t
af-pk-border,Durand Line,,border,,AF;PK,,,,,,32.0,69.5,border.geojson#af-pk-border,,t
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "gazetteer.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def geocoder(path: Path) -> GazetteerGeocoder:
    return GazetteerGeocoder(Gazetteer(path), theatre=["AF", "PK"])


def ids(found: list[Location] | None) -> list[str]:
    return [location.raw["place_id"] for location in found or []]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khōst", "KHOST"),
        ("Kandahār", "kandahar"),
        ("Mazar-e Sharif", "Mazar e Sharif"),
        ("Mazar\u2011e\u00a0Sharif", "mazar-e-sharif"),
        ("Ya’qub Khan", "Yaqub  Khan"),
        ("Ya'qub", "Yaʿqub"),
        ("پکتيا", "پکتیا"),  # Arabic yeh, Farsi yeh
        ("كابل", "کابل"),  # Arabic kaf, Farsi kaf
        ("ننګرهار", "ننگرهار"),  # Pashto gaf, Farsi gaf
        ("می\u200cدان", "میدان"),  # zero-width non-joiner
        ("پَکتیا", "پکتیا"),  # vowel mark
        ("آباد", "اباد"),
        ("STRASSE", "straße"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


def test_names_one_letter_apart_do_not_share_a_key() -> None:
    keys = {name_key("Paktia"), name_key("Paktika"), name_key("پکتیا"), name_key("پکتیکا")}
    assert len(keys) == 4


def test_a_key_of_no_letters_is_empty_and_finds_nothing(geocoder: GazetteerGeocoder) -> None:
    assert name_key(" -’. ") == ""
    assert geocoder.geocode(" -’. ") is None
    assert geocoder.geocode("", exactly_one=False) is None


def test_the_compact_key_joins_what_spelling_separates() -> None:
    assert compact_key("Mehtar Lām") == compact_key("Mehtarlam") == "mehtarlam"


def test_it_is_one_of_geopys_geocoders(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    assert not hasattr(geocoder, "reverse")


def test_a_location_gives_the_point_and_the_entry(geocoder: GazetteerGeocoder) -> None:
    location = geocoder.geocode("Mehtarlam", timeout=1)
    assert (location.latitude, location.longitude) == (34.67139, 70.20944)
    assert location.address == "Mehtar Lam, Laghman, AF"
    assert location.raw["match"].entry.geonames_id == "1133574"


def test_unknown_is_none_in_both_forms(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Atlantis") is None
    assert geocoder.geocode("Atlantis", exactly_one=False) is None


def test_all_places_of_a_name_come_as_a_list(geocoder: GazetteerGeocoder) -> None:
    assert ids(geocoder.geocode("Kabul", exactly_one=False)) == ["af-city-kabul", "af-province-kabul"]


def test_exactly_one_never_raises_for_several(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Kabul").raw["place_id"] == "af-city-kabul"


def test_own_names_come_before_aliases(geocoder: GazetteerGeocoder) -> None:
    assert ids(geocoder.geocode("laghmān", exactly_one=False)) == ["af-province-laghman", "af-city-mehtar-lam"]
    assert geocoder.geocode("Islamabad").raw["place_id"] == "pk-city-islamabad"


def test_an_own_name_elsewhere_comes_before_an_alias_in_the_theatre(path: Path) -> None:
    geocoder = GazetteerGeocoder(Gazetteer(path), theatre=["BD"])
    assert ids(geocoder.geocode("Islamabad", exactly_one=False)) == ["pk-city-islamabad", "bd-city-jamalpur"]


def test_the_theatre_comes_before_the_world_whatever_the_population(path: Path) -> None:
    assert ids(GazetteerGeocoder(Gazetteer(path), theatre=["AF", "PK"]).geocode("Hyderabad", exactly_one=False)) == [
        "pk-city-hyderabad",
        "in-city-hyderabad",
    ]
    elsewhere = GazetteerGeocoder(Gazetteer(path), theatre=["IN"])
    assert elsewhere.geocode("Hyderabad").raw["place_id"] == "in-city-hyderabad"


def test_context_keeps_only_the_levels_and_countries_asked_for(geocoder: GazetteerGeocoder) -> None:
    assert ids(geocoder.geocode("Kabul", exactly_one=False, levels=["province"])) == ["af-province-kabul"]
    assert ids(geocoder.geocode("Hyderabad", exactly_one=False, countries=["IN"])) == ["in-city-hyderabad"]
    assert ids(geocoder.geocode("Durand Line", exactly_one=False, countries=["PK"])) == ["af-pk-border"]
    assert geocoder.geocode("Kabul", levels=["country"]) is None


def test_a_level_that_does_not_exist_is_a_bad_query(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(GeocoderQueryError, match="hamlet"):
        geocoder.geocode("Kabul", levels=["hamlet"])
    with pytest.raises(GeocoderQueryError, match="text"):
        geocoder.geocode(None)  # type: ignore[arg-type]


def test_a_place_without_coordinates_is_no_location_and_never_at_zero(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.gazetteer.entries["af-city-nowhere"].latitude is None
    assert geocoder.geocode("Nowhere") is None


def test_the_space_free_key_serves_only_where_the_exact_one_finds_nothing(path: Path) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write("af-city-x,Mehtarlam,,city,,AF,,,,9,,34.0,70.0,,,t\n")
    geocoder = GazetteerGeocoder(Gazetteer(path), theatre=["AF", "PK"])
    assert ids(geocoder.geocode("Mehtarlam", exactly_one=False)) == ["af-city-x"]
    assert ids(geocoder.geocode("Mehtar Lam", exactly_one=False)) == ["af-city-mehtar-lam"]
    assert sorted(ids(geocoder.geocode("Meh-tarlam", exactly_one=False))) == ["af-city-mehtar-lam", "af-city-x"]


def test_a_near_spelling_is_proposed_but_never_returned(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Hyderabat") is None
    proposals = geocoder.gazetteer.proposals("Hyderabat")
    assert {proposal.entry.place_id for proposal in proposals} == {"pk-city-hyderabad", "in-city-hyderabad"}
    assert all(85 <= proposal.score < 100 for proposal in proposals)


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("Paktiia", "Paktia is near, but Paktika too: no lead of 10"),
        ("Paktja", "one letter in six makes less than 85"),
        ("Kabol", "five letters are too few, however near Kaboul is"),
        ("Hydrbd", "less like than 85"),
        ("Zzzzzzzzz", "nothing near"),
    ],
)
def test_no_proposal(geocoder: GazetteerGeocoder, printed: str, why: str) -> None:
    assert geocoder.gazetteer.proposals(printed) == (), why


def test_importing_reads_nothing_and_loads_no_rapidfuzz() -> None:
    code = "import sys, dashboard.gazetteer as g; g.GazetteerGeocoder(); print('rapidfuzz' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert Gazetteer(Path("/nowhere/at/all.csv")).path.name == "all.csv"


def test_all_faults_of_the_file_are_listed(path: Path) -> None:
    path.write_text(
        HEADER
        + "af-city-a,A,,town,,AF,,,,1,,34.0,69.0,,,t\n"
        + "af-city-b,B,,city,,AF,,,,1,,91,69.0,,,t\n"
        + "af-city-c,C,,city,,AF,,,,1,,34.0,,,,t\n"
        + "af-city-d,,,city,,AF,,,,1,,nan,69.0,,,t\n"
        + "af-city-e,E\n"
        + "af-city-f,F,,city,,AF,,,,1,,34.0,69.0,,,t\n" * 2,
        encoding="utf-8",
    )
    with pytest.raises(DataError) as caught:
        _ = Gazetteer(path).entries
    said = [str(fault) for fault in caught.value.faults]
    assert [line.split(":")[1].split()[0] for line in said] == ["2", "3", "4", "5", "5", "6", "8"]
    assert "af-city-f stands twice" in said[-1]


def test_a_missing_file_and_a_missing_column_are_faults(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        _ = Gazetteer(tmp_path / "gazetteer.csv").entries
    (tmp_path / "gazetteer.csv").write_text("place_id,name\n")
    with pytest.raises(DataError, match="lacks the column latitude"):
        _ = Gazetteer(tmp_path / "gazetteer.csv").entries


real = pytest.mark.skipif(not GAZETTEER.exists(), reason="data/gazetteer.csv is not built")


@pytest.fixture(scope="module")
def world() -> GazetteerGeocoder:
    return GazetteerGeocoder(theatre=["AF", "PK"])


@real
@pytest.mark.parametrize(
    ("printed", "level", "place_id", "latitude", "longitude"),
    [
        ("Kabul", "city", "af-city-kabul", 34.53, 69.17),
        ("Kandahar", "city", "af-city-kandahar", 31.61, 65.71),
        ("Khōst", "city", "af-city-khost", 33.34, 69.92),
        ("Mehtarlam", "city", "af-city-mehtar-lam", 34.67, 70.21),
        ("Islamabad", "city", "pk-city-islamabad", 33.72, 73.04),
    ],
)
def test_real_towns(
    world: GazetteerGeocoder, printed: str, level: str, place_id: str, latitude: float, longitude: float
) -> None:
    location = world.geocode(printed, levels=[level])
    assert location.raw["place_id"] == place_id
    assert location.latitude == pytest.approx(latitude, abs=0.02)
    assert location.longitude == pytest.approx(longitude, abs=0.02)


@real
@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Paktia", "AF-PIA"),
        ("Paktya", "AF-PIA"),
        ("Paktika", "AF-PKA"),
        ("Laghman", "AF-LAG"),
        ("Nangarhar", "AF-NAN"),
        ("Kunar", "AF-KNR"),
        ("Daykundi", "AF-DAY"),
        ("Panjshir", "AF-PAN"),
        ("Punjab", "PK-PB"),
        ("Khyber Pakhtunkhwa", "PK-KP"),
    ],
)
def test_real_provinces(world: GazetteerGeocoder, printed: str, iso: str) -> None:
    best = world.geocode(printed)
    assert best.raw["match"].entry.iso_3166_2 == iso
    assert best.raw["match"].primary or printed == "Paktya"
