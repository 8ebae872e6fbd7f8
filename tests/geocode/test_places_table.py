from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from dashboard.errors import AmbiguousPlace, DataError, PlaceMismatch, PlaceNotFound
from dashboard.gazetteer import Gazetteer, GazetteerGeocoder
from dashboard.geocode import coded_places, named_shapes, places_table, printed_table
from dashboard.geocode.__main__ import DATA, main
from dashboard.geocode.coded_places import PlaceFigure
from dashboard.geocode.places_table import COLUMNS, UnresolvedError, reported_length

Folder = Callable[..., Path]

KABUL = ("ev-1", "af-city-kabul", "Kabul", "", ["Targets in the capital Kabul were hit."])
PAKTIA = ("ev-2", "af-province-paktia", "Paktia", "", ["Strikes on Paktia, Paktika and Khost."])
BORDER = ("ev-3", "af-pk-border", "along the border", "", ["Ground clashes were reported along the border."])
REGION = ("ev-4", "pk-region-northwest-pakistan", "northwest Pakistan", "", ["Drones in northwest Pakistan."])
FRONTIER = "The strikes threaten to unleash a protracted conflict along the 2,600-km (1,615-mile) frontier."


def step(data: Path) -> list[places_table.ResolvedName]:
    return places_table.resolve_all(coded_places.load(data), GazetteerGeocoder(Gazetteer(data / "gazetteer.csv")))


def written(data: Path) -> dict[str, dict[str, str]]:
    with (data / "places.csv").open(encoding="utf-8", newline="") as stream:
        return {row["place_id"]: row for row in csv.DictReader(stream)}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# -- what is written --------------------------------------------------------------------------------------------


def test_one_row_per_place_sorted_with_exactly_these_columns(folder: Folder) -> None:
    data = folder([REGION, PAKTIA, KABUL, BORDER, ("ev-5", *KABUL[1:])])
    assert main(["--data", str(data)]) == 0
    content = (data / "places.csv").read_bytes()
    assert b"\r" not in content
    assert content.decode().splitlines()[0] == (
        "place_id,name,aliases,level,admin1,country,iso_3166_2,pcode,pcode_vintage,geonames_id,latitude,longitude,"
        "geometry,radius_km,reported_length_km,drawn_length_km,drawn_scale,provenance,note"
    )
    assert list(written(data)) == [
        "af-city-kabul",
        "af-pk-border",
        "af-province-paktia",
        "pk-region-northwest-pakistan",
    ]


def test_a_town_is_a_point_a_province_a_polygon_with_a_label_point(folder: Folder) -> None:
    data = folder([KABUL, PAKTIA])
    main(["--data", str(data)])
    kabul, paktia = written(data)["af-city-kabul"], written(data)["af-province-paktia"]
    assert (kabul["latitude"], kabul["longitude"], kabul["geometry"]) == ("34.52813", "69.17233", "")
    assert (kabul["geonames_id"], kabul["admin1"]) == ("1138958", "af-province-kabul")
    assert (paktia["geometry"], paktia["iso_3166_2"], paktia["radius_km"]) == ("admin1.geojson#AF-PIA", "AF-PIA", "42")


def test_the_border_keeps_the_reported_length_beside_the_drawn_one(folder: Folder) -> None:
    data = folder([BORDER], [("2,600-km", FRONTIER), ("2,600km", "along the 2,600km frontier")])
    main(["--data", str(data)])
    border = written(data)["af-pk-border"]
    assert border["reported_length_km"] == "2600"
    assert (border["drawn_length_km"], border["drawn_scale"]) == ("2244.7", "1:10m")
    assert (border["name"], border["country"]) == ("Afghanistan–Pakistan border", "AF;PK")
    assert border["note"] == "Durand Line; not recognised by Afghanistan."
    assert border["geometry"] == "border.geojson#af-pk-border"


def test_without_a_quote_the_reported_length_is_empty_not_a_number_of_ours(folder: Folder) -> None:
    data = folder([BORDER])
    main(["--data", str(data)])
    assert written(data)["af-pk-border"]["reported_length_km"] == ""


def test_a_region_is_said_to_be_approximate_with_its_reason(folder: Folder) -> None:
    data = folder([REGION])
    main(["--data", str(data)])
    region = written(data)["pk-region-northwest-pakistan"]
    assert region["note"] == "Approximate: A curated union."
    assert region["geometry"] == "regions.geojson#pk-region-northwest-pakistan"


def test_the_note_says_that_the_larger_unit_was_taken(folder: Folder) -> None:
    data = folder([("ev-1", "af-province-kandahar", "Kandahar", "", ["A blast in Kandahar."])])
    assert main(["--data", str(data)]) == 0
    assert "the larger unit is taken (UCDP)" in written(data)["af-province-kandahar"]["note"]


@pytest.mark.parametrize(
    ("words", "quote", "expected"),
    [
        ("2,600-km", FRONTIER, "2600"),
        ("2,600\u2011km", "the 2,600\u2011km frontier", "2600"),
        ("2,600km", "along the 2,600km frontier", "2600"),
        ("2,640 kilometres", "a line of 2,640 kilometres", "2640"),
        ("2\u202f640 km", "a line of 2\u202f640 km", "2640"),
        ("2,600", FRONTIER, "2600"),
        ("1640", "some 1640 km", "1640"),
    ],
)
def test_the_length_is_read_from_the_words_of_the_quote(words: str, quote: str, expected: str) -> None:
    assert reported_length("af-pk-border", [PlaceFigure("q-1", words, quote)], "evidence.csv") == expected


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("1,615-mile", FRONTIER),  # miles are not converted
        ("long", "a long frontier"),
        ("2,60 km", "the 2,60 km frontier"),
        ("2,600", "2,600 men along the frontier"),
        ("2,600", "other words"),
        ("", FRONTIER),
    ],
)
def test_words_without_kilometres_are_a_fault(words: str, quote: str) -> None:
    with pytest.raises(DataError, match="no number of kilometres"):
        reported_length("af-pk-border", [PlaceFigure("q-1", words, quote)], "evidence.csv")


def test_copies_that_disagree_are_a_fault_and_never_averaged(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    data = folder([BORDER], [("2,600-km", FRONTIER), ("2,430 km", "along the 2,430 km frontier")])
    assert main(["--data", str(data)]) == 2
    error = capsys.readouterr().err
    assert "q-f0 says 2600, q-f1 says 2430" in error
    assert not (data / "places.csv").exists()


# -- running it again -------------------------------------------------------------------------------------------


def test_running_it_again_changes_nothing(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    data = folder([KABUL, PAKTIA, BORDER, REGION], [("2,600-km", FRONTIER)])
    assert main(["--data", str(data)]) == 0
    before, stamp = (data / "places.csv").read_bytes(), (data / "places.csv").stat().st_mtime_ns
    first = capsys.readouterr().out
    assert main(["--data", str(data)]) == 0
    assert (data / "places.csv").read_bytes() == before
    assert (data / "places.csv").stat().st_mtime_ns == stamp
    assert capsys.readouterr().out == first.replace("wrote places.csv", "places.csv is up to date")
    assert sorted(path.name for path in data.iterdir() if path.name.startswith(".")) == []


def test_check_compares_and_writes_nothing(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    data = folder([KABUL])
    assert main(["--data", str(data), "--check"]) == 1
    assert not (data / "places.csv").exists()
    main(["--data", str(data)])
    assert main(["--data", str(data), "--check"]) == 0
    edit(data / "places.csv", "34.52813", "34.52814")
    changed = (data / "places.csv").read_bytes()
    capsys.readouterr()
    assert main(["--data", str(data), "--check"]) == 1
    assert (data / "places.csv").read_bytes() == changed
    assert "differs" in capsys.readouterr().err


# -- what stops it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("af-province-paktika", "Paktia"),  # swapped
        ("af-province-paktia", "Paktika"),
        ("af-city-kabul", "Paktia"),
        ("", "Paktia"),  # a place is named, so an empty place_id is a difference too
    ],
)
def test_any_difference_from_the_typed_id_stops_it(folder: Folder, typed: str, printed: str) -> None:
    data = folder([("ev-1", typed, printed, "", [])])
    with pytest.raises(UnresolvedError) as caught:
        step(data)
    ((_, error),) = caught.value.problems
    assert isinstance(error, PlaceMismatch)
    assert error.typed == (typed or "none")


def test_all_problems_are_listed_one_line_each_and_nothing_is_written(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    data = folder(
        [
            KABUL,
            ("ev-2", "af-province-paktika", "Paktia", "", []),
            ("ev-3", "af-city-nowabad-1", "Nowabad", "", []),
            ("ev-4", "af-city-spin-boldak", "Spin Buldak", "", []),
            ("ev-5", "af-city-gotham", "Gotham", "", []),
            ("ev-6", "af-city-kabul", "", "", []),
        ]
    )
    assert main(["--data", str(data)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [f"data/events.csv:{n} place_text" for n in (3, 4, 5, 6, 7)]
    assert "af-province-paktia, the table says af-province-paktika" in lines[0]
    assert "af-city-nowabad-1, af-city-nowabad-2" in lines[1]
    assert 'af-city-spin-boldak "Spin Boldak"' in lines[2]
    assert not (data / "places.csv").exists()
    with pytest.raises(UnresolvedError) as caught:
        step(data)
    kinds = [type(error) for _, error in caught.value.problems]
    assert kinds == [PlaceMismatch, AmbiguousPlace, PlaceNotFound, PlaceNotFound, PlaceNotFound]


def test_events_without_a_place_are_left_out(folder: Folder) -> None:
    data = folder(
        [
            KABUL,
            ("ev-2", "", "", "", ["Clashes in October killed dozens of soldiers."]),
            ("ev-3", "", "Afghanistan", "", ["Strikes on Afghanistan."]),  # a country alone is not mapped
            ("ev-4", "", "Afghan territory", "", ["Strikes on Afghan territory."]),
        ]
    )
    assert [done.coded.event_id for done in step(data)] == ["ev-1"]


@pytest.mark.parametrize(
    ("target", "expected"), [("act-pakistan", "pk-city-shinkay"), ("act-afghanistan", "af-city-shinkay")]
)
def test_the_targets_country_settles_equal_candidates(folder: Folder, target: str, expected: str) -> None:
    event = ("ev-1", expected, "Shinkay", target, ["Shells fell on Shinkay."])
    assert [done.resolution.entry.place_id for done in step(folder([event]))] == [expected]
    with pytest.raises(UnresolvedError, match="af-city-shinkay, pk-city-shinkay"):
        step(folder([("ev-1", expected, "Shinkay", "", ["Shells fell on Shinkay."])]))


def test_an_old_places_csv_survives_a_stop(folder: Folder) -> None:
    data = folder([("ev-1", "af-city-gotham", "Gotham", "", [])])
    (data / "places.csv").write_bytes(b"as it was\n")
    assert main(["--data", str(data)]) == 2
    assert (data / "places.csv").read_bytes() == b"as it was\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("gazetteer.csv", ",33.6,69.4,", ",35.6,69.4,", "lies off admin1.geojson#AF-PIA"),
        ("gazetteer.csv", ",32.0,69.5,", ",32.0,69.6,", "lies off border.geojson#af-pk-border"),
        ("admin1.geojson", '"AF-PIA"', '"AF-XXX"', "has no feature AF-PIA"),
        ("border.geojson", "{", "<", "cannot be read"),
        ("gazetteer.csv", "latitude", "lat", "lacks the column latitude"),
        ("events.csv", "place_text", "place", "events.csv:1 place_text: this column is missing"),
        ("evidence.csv", "role", "part", "evidence.csv:1 role: this column is missing"),
    ],
)
def test_a_broken_file_stops_it_in_one_line(
    folder: Folder, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, says: str
) -> None:
    data = folder([PAKTIA, BORDER])
    edit(data / file, old, new)
    assert main(["--data", str(data)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert says in line


def test_a_missing_folder_names_every_missing_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "none")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 6


def test_a_boundary_point_lies_in_its_province_and_a_point_beyond_does_not(folder: Folder) -> None:
    data = folder([PAKTIA])
    gazetteer = (data / "gazetteer.csv").read_text(encoding="utf-8")
    for latitude, inside in (("34.6", True), ("34.6001", False)):  # the square reaches from 32.6 to 34.6
        (data / "gazetteer.csv").write_text(gazetteer.replace(",33.6,69.4,", f",{latitude},69.4,"), encoding="utf-8")
        entry = Gazetteer(data / "gazetteer.csv").entries["af-province-paktia"]
        if inside:
            named_shapes.check_label(data, entry)
        else:
            with pytest.raises(DataError):
                named_shapes.check_label(data, entry)


# -- the printed table ------------------------------------------------------------------------------------------


def test_the_table_shows_what_was_done(folder: Folder) -> None:
    lines = printed_table.table(step(folder([KABUL, ("ev-9", *KABUL[1:]), PAKTIA, BORDER]))).splitlines()
    assert lines[0].split("  ")[0] == "name as printed"
    assert [line.split()[0] for line in lines[1:]] == ["Kabul", "Paktia", "along"]
    assert "34.5281" in lines[1]
    assert lines[1].endswith('af-province-kabul: the text says "capital"')
    assert "the province, exact site not reported" in lines[2]
    assert not any("(" in line for line in lines)


# -- the articles themselves ------------------------------------------------------------------------------------

real = pytest.mark.skipif(not (DATA / "gazetteer.csv").exists(), reason="data/gazetteer.csv is not built")


@real
def test_places_csv_is_what_the_step_writes() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "dashboard.geocode", "--check"]
    done = subprocess.run(command, capture_output=True, cwd=DATA.parent, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@real
def test_the_articles_places(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "places.csv").unlink(missing_ok=True)
    assert main(["--data", str(data)]) == 0
    found = written(data)
    assert {place: row["level"] for place, row in found.items()} == {
        "af-city-kabul": "city",
        "af-city-kandahar": "city",
        "af-pk-border": "border",
        "af-province-khost": "province",
        "af-province-laghman": "province",
        "af-province-paktia": "province",
        "af-province-paktika": "province",
        "af-region-eastern-afghanistan": "region",
        "pk-province-punjab": "province",
        "pk-region-northwest-pakistan": "region",
    }
    assert all(set(row) == set(COLUMNS) for row in found.values())
    for row in found.values():
        if row["geometry"]:
            shape = shapely.geometry.shape(named_shapes.feature(data, row["geometry"])["geometry"])
            point = shapely.Point(float(row["longitude"]), float(row["latitude"]))
            assert shape.distance(point) <= (1e-6 if row["level"] == "border" else 0), row["place_id"]
    assert found["af-pk-border"]["reported_length_km"] == "2600"
    assert 2200 < float(found["af-pk-border"]["drawn_length_km"]) < 2300
    assert (found["af-province-paktia"]["iso_3166_2"], found["af-province-paktia"]["pcode"]) == ("AF-PIA", "AF13")
    assert (found["af-province-paktika"]["iso_3166_2"], found["af-province-paktika"]["pcode"]) == ("AF-PKA", "AF12")
    assert not any("(" in row["name"] for row in found.values())


@real
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (",af-province-paktia,Paktia,", ",af-province-paktika,Paktia,"),
        (",af-city-kabul,Kabul,", ",af-province-kabul,Kabul,"),
        (",af-province-khost,Khost,", ",af-city-khost,Khost,"),
        (",pk-region-northwest-pakistan,", ",af-pk-border,"),
        (",pk-province-punjab,", ",in-province-punjab,"),
        (",Laghman,4,", ",Lagham,4,"),
    ],
)
def test_one_changed_id_or_letter_in_the_articles_rows_stops_it(tmp_path: Path, old: str, new: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    edit(data / "events.csv", old, new)
    assert main(["--data", str(data), "--check"]) == 2
