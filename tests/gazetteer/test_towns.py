"""The world's towns: found by name and by the start of a name in several scripts, read only as far as needed."""

from __future__ import annotations

import subprocess
import sys
from zoneinfo import available_timezones

import pytest

from dashboard.gazetteer import name_key
from dashboard.gazetteer.towns import TOWNS, NamedTown, Town, TownTable


@pytest.fixture(scope="module")
def towns() -> TownTable:
    return TownTable()


def labels(named: list[NamedTown]) -> list[tuple[str, str]]:
    return [(match.town.country, match.town.name) for match in named]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("timbuk", ("ML", "Timbuktu")),
        ("TIMBUKTU", ("ML", "Timbuktu")),
        ("khar", ("UA", "Kharkiv")),
        ("Харьк", ("UA", "Kharkiv")),
        ("غزة", ("PS", "Gaza")),
        ("الفاش", ("SD", "El Fasher")),
        ("lodz", ("PL", "Łódź")),
        ("Łód", ("PL", "Łódź")),
        ("tromso", ("NO", "Tromsø")),
        ("port au pr", ("HT", "Port-au-Prince")),
        ("goma", ("CD", "Goma")),
    ],
)
def test_a_search_as_you_type_has_the_town(towns: TownTable, typed: str, expected: tuple[str, str]) -> None:
    assert expected in labels(towns.starting(typed, limit=10))


def test_arabic_keyboards_do_not_matter(towns: TownTable) -> None:
    one, other = towns.starting("كركوك"), towns.starting("کرکوک")  # Arabic kaf, Persian kaf
    assert labels(one) == labels(other)
    assert ("IQ", "Kirkuk") in labels(one)


def test_whole_names_come_first_then_own_names_then_the_populous(towns: TownTable) -> None:
    found = towns.starting("gao", limit=50)
    flags = [(match.exact, match.primary) for match in found]
    assert flags == sorted(flags, reverse=True)
    assert labels(found)[0] == ("ML", "Gao")
    of_a_kind = [match.town.population or 0 for match in found if not match.exact and match.primary]
    assert of_a_kind == sorted(of_a_kind, reverse=True)


def test_a_name_that_many_towns_bear_gives_all_of_them_and_a_country_keeps_its_own(towns: TownTable) -> None:
    everywhere = towns.named("San Antonio")
    assert len(everywhere) > 80
    assert len({match.town.country for match in everywhere}) > 10
    chilean = towns.named("San Antonio", countries=["CL"])
    assert {match.town.country for match in chilean} == {"CL"}
    assert {(m.town.geonames_id) for m in chilean} <= {m.town.geonames_id for m in everywhere}
    assert len({match.town.geonames_id for match in everywhere}) == len(everywhere)


def test_spaces_do_not_matter_where_nothing_else_fits(towns: TownTable) -> None:
    assert ("AF", "Mehtar Lām") in labels(towns.named("Mehtarlam"))


def test_many_keys_in_one_pass_give_what_each_gives(towns: TownTable) -> None:
    keys = [name_key(name) for name in ("Gao", "Харків", "غزة", "San Antonio", "Atlantis-on-Sea")]
    together = towns.of_keys(keys)
    assert set(together) == set(keys[:-1])
    for key, matches in together.items():
        each = towns.named(key)
        assert {match.town.geonames_id for match in matches} == {match.town.geonames_id for match in each}
        assert all(match.exact for match in matches)
    assert towns.of_keys([]) == {}


def test_likeness_proposes_a_town_of_the_country(towns: TownTable) -> None:
    [(match, likeness), *_] = towns.spelt_like("Darat Izza", "SY")
    assert match.town.name == "Dārat ‘Izzah"
    assert 85 <= likeness <= 100
    assert not match.exact
    assert towns.spelt_like("Darat Izza", "ML") == []
    assert towns.spelt_like("Kabul", "AF") == []  # too short for likeness to say anything


@pytest.mark.parametrize("typed", ["", "  ", "-", "’", "zzzzqqq", ".*", "%"])
def test_nothing_typed_and_nothing_known_find_nothing(towns: TownTable, typed: str) -> None:
    assert towns.starting(typed) == []
    assert towns.named(typed) == []


def test_a_towns_facts(towns: TownTable) -> None:
    [match] = towns.named("Timbuktu", countries=["ML"])
    town = match.town
    assert (town.geonames_id, town.country, town.time_zone) == (2449067, "ML", "Africa/Bamako")
    assert town.province == "ml-province-timbuktu"
    assert town.latitude == pytest.approx(16.773, abs=0.01)
    assert town.longitude == pytest.approx(-3.007, abs=0.01)
    assert "Tombouctou" in town.aliases
    assert any("\u0600" <= letter <= "\u06ff" for alias in town.aliases for letter in alias)


def test_a_town_on_an_island_and_one_in_an_exclave_have_their_province(towns: TownTable) -> None:
    provinces = {name: towns.named(name, [country])[0].town.province for name, country in ISLANDS.items()}
    assert provinces == {
        "Kaliningrad": "ru-province-kaliningrad",
        "Juneau": "us-province-alaska",
        "Hilo": "us-province-hawaii",
        "Palma": "es-province-baleares",
    }


ISLANDS = {"Kaliningrad": "RU", "Juneau": "US", "Hilo": "US", "Palma": "ES"}


def test_a_population_that_nobody_says_is_not_zero(towns: TownTable) -> None:
    known = [town.population for town in towns.of_country("ML")]
    assert None in known
    assert all(population is None or population > 0 for population in known)


def test_the_towns_of_a_country_are_read_without_the_others() -> None:
    table = TownTable()
    assert {town.country for town in table.of_country("TL")} == {"TL"}
    assert "_all" not in vars(table)
    assert table.of_country("QQ") == ()


def test_a_country_spread_over_row_groups_is_whole(towns: TownTable) -> None:
    american = towns.of_country("US")
    assert len(american) > 15_000
    assert len({town.geonames_id for town in american}) == len(american)


def test_the_keys_in_the_file_are_those_of_the_code(towns: TownTable) -> None:
    """Every thousandth spelling of the file, and every spelling of two countries whose script folds."""
    spellings, step = towns._spellings, 1_000
    for at in range(0, len(spellings), step):
        text = towns._text(spellings["text"][at].as_py())
        assert spellings["key"][at].as_py() == name_key(text), text
    folding = [*towns.of_country("IQ"), *towns.of_country("VN")]
    named = towns.of_keys({name_key(town.name) for town in folding})
    for town in folding:
        assert town.geonames_id in {match.town.geonames_id for match in named[name_key(town.name)]}


def test_every_time_zone_is_known(towns: TownTable) -> None:
    zones = set(towns._all["time_zone"].to_pylist())
    assert None not in zones
    assert zones <= available_timezones()


def test_importing_and_making_the_table_reads_nothing() -> None:
    code = (
        "import sys; from dashboard.gazetteer import PlaceSearch; PlaceSearch();"
        "print(sorted({'pyarrow', 'shapely', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_town_is_a_value() -> None:
    assert TOWNS.stat().st_size < 15e6
    assert Town.__dataclass_params__.frozen  # type: ignore[attr-defined]
