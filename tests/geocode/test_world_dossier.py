"""The geocoding step for a dossier without a gazetteer: towns, outlines, borders and parts of countries of the world."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

sys.path.insert(0, str(Path(__file__).parents[1] / "dossiers"))
from theatre import RIVER

from dashboard.errors import PlaceMismatch
from dashboard.gazetteer import GazetteerGeocoder, WorldGazetteer
from dashboard.geocode import coded_places, places_table
from dashboard.geocode.__main__ import main
from dashboard.geocode.places_table import UnresolvedError
from dashboard.sources.dossier.evidence.event_record import event_record
from dashboard.sources.dossier.evidence.sun_times import local_night
from dashboard.sources.dossier.tables import load

# place_id, the name as printed, the sentence: all invented.
ANSONGO = ("ml-city-2461003", "Ansongo", "Gunmen attacked a convoy near the town of Ansongo.")
GAO = ("ml-province-gao", "Gao region", "Two columns met in the Gao region.")
NORTH = ("ml-compass-north", "northern Mali", "Fighting was reported in northern Mali.")
BORDER = ("ml-ne-border", "Mali-Niger border", "Troops clashed along the Mali-Niger border.")


def write_csv(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def sahel(tmp_path: Path) -> Path:
    """A folder with the tables that the step reads, on two countries that the project's own articles do not touch."""
    folder = tmp_path / "sahel"
    folder.mkdir()
    events = [ANSONGO, GAO, NORTH, BORDER]
    write_csv(
        folder / "events.csv",
        ["event_id", "place_id", "place_text", "target"],
        [
            {"event_id": f"ev-{n}", "place_id": place_id, "place_text": printed}
            for n, (place_id, printed, _) in enumerate(events)
        ],
    )
    quotes = [{"quote_id": f"q-{n}", "quote": sentence} for n, (_, _, sentence) in enumerate(events)]
    write_csv(folder / "quotes.csv", ["quote_id", "quote"], quotes)
    evidence = [{"subject_id": f"ev-{n}", "quote_id": f"q-{n}", "role": "supports"} for n in range(len(events))]
    write_csv(folder / "evidence.csv", ["subject_id", "quote_id", "role", "words"], evidence)
    write_csv(folder / "actors.csv", ["actor_id", "side"], [])
    parties = [{"party_id": "mali", "country": "ML"}, {"party_id": "niger", "country": "NE"}]
    write_csv(folder / "parties.csv", ["party_id", "country"], parties)
    return folder


def places(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "places.csv").open(encoding="utf-8", newline="") as stream:
        return {row["place_id"]: row for row in csv.DictReader(stream)}


def shapes(folder: Path, name: str) -> dict[str, dict]:  # type: ignore[type-arg]
    collection = json.loads((folder / name).read_text(encoding="utf-8"))
    return {feature["id"]: feature for feature in collection["features"]}


def test_every_place_gets_its_row_and_every_area_its_shape(sahel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(sahel)]) == 0
    said = capsys.readouterr().out
    rows = places(sahel)
    assert list(rows) == [ANSONGO[0], NORTH[0], BORDER[0], GAO[0]]
    town = rows[ANSONGO[0]]
    assert (town["level"], town["admin1"], town["geometry"]) == ("city", "ml-province-gao", "")
    assert (float(town["latitude"]), float(town["longitude"])) == pytest.approx((15.66, 0.5), abs=0.05)
    for place_id, file in ((GAO[0], "admin1"), (NORTH[0], "regions"), (BORDER[0], "border")):
        row = rows[place_id]
        name, _, feature_id = row["geometry"].partition("#")
        assert name == f"{file}.geojson"
        feature = shapes(sahel, name)[feature_id]
        assert feature["properties"]["place_id"] == place_id
        assert shape(feature["geometry"]).distance(Point(float(row["longitude"]), float(row["latitude"]))) < 1e-4
        assert f"{name} is not in datapackage.json; declare it there" in said
    assert "Approximate: the north of the area, cut by compass" in rows[NORTH[0]]["note"]
    assert (rows[BORDER[0]]["name"], rows[BORDER[0]]["drawn_scale"]) == ("Mali–Niger border", "1:10m")
    assert float(rows[BORDER[0]]["drawn_length_km"]) > 700


def test_running_it_again_changes_nothing(sahel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(sahel), "--check"]) == 1
    assert "admin1.geojson: differs from what the step would write" in capsys.readouterr().err
    assert not (sahel / "places.csv").exists()
    main(["--data", str(sahel)])
    before = {path.name: path.read_bytes() for path in sahel.iterdir()}
    assert main(["--data", str(sahel), "--check"]) == 0
    assert before == {path.name: path.read_bytes() for path in sahel.iterdir()}


def test_a_shape_of_the_folder_is_kept(sahel: Path) -> None:
    own = {
        "type": "Feature",
        "id": "ML-7",
        "properties": {"name": "Gao", "place_id": "ml-province-gao"},
        "geometry": {"type": "Polygon", "coordinates": [[[-3, 14], [4, 14], [4, 20], [-3, 20], [-3, 14]]]},
    }
    (sahel / "admin1.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [own]}), "utf-8")
    before = (sahel / "admin1.geojson").read_bytes()
    assert main(["--data", str(sahel)]) == 0
    assert (sahel / "admin1.geojson").read_bytes() == before


def steps(folder: Path, theatre: tuple[str, ...]) -> list[places_table.ResolvedName]:
    gazetteer = WorldGazetteer(theatre=theatre)
    return places_table.resolve_all(coded_places.load(folder), GazetteerGeocoder(gazetteer, theatre=theatre))


def test_the_border_is_one_of_the_theatre(sahel: Path) -> None:
    text = (sahel / "events.csv").read_text("utf-8").replace("Mali-Niger border", "the border")
    (sahel / "events.csv").write_text(text, "utf-8")
    assert steps(sahel, ("ML", "NE"))[-1].resolution.entry.place_id == "ml-ne-border"
    with pytest.raises(UnresolvedError, match="may be any of: bf-ml-border, bf-ne-border, ml-ne-border"):
        steps(sahel, ("BF", "ML", "NE"))


def test_a_part_of_a_country_is_mapped_only_if_the_coder_says_so(sahel: Path) -> None:
    text = (sahel / "events.csv").read_text("utf-8")
    (sahel / "events.csv").write_text(text.replace("ml-compass-north", ""), "utf-8")
    assert [step.coded.event_id for step in steps(sahel, ("ML", "NE"))] == ["ev-0", "ev-1", "ev-3"]


def test_a_wrong_id_is_told_with_the_right_one(sahel: Path) -> None:
    text = (sahel / "events.csv").read_text("utf-8")
    (sahel / "events.csv").write_text(text.replace("ml-city-2461003", "ml-city-ansongo"), "utf-8")
    with pytest.raises(UnresolvedError) as stopped:
        steps(sahel, ("ML", "NE"))
    [(_, error)] = stopped.value.problems
    assert isinstance(error, PlaceMismatch)
    assert error.resolved == "ml-city-2461003"


@pytest.mark.parametrize(
    ("printed", "place_id"),
    [
        ("Artigas Department", "uy-province-artigas"),
        ("department of Artigas", "uy-province-artigas"),
        ("Borno state", "ng-province-borno"),
        ("Kharkiv Oblast", "ua-province-kharkiv"),
    ],
)
def test_a_first_order_unit_has_many_names(sahel: Path, printed: str, place_id: str) -> None:
    write_csv(
        sahel / "events.csv",
        ["event_id", "place_id", "place_text", "target"],
        [{"event_id": "ev-0", "place_id": place_id, "place_text": printed}],
    )
    assert steps(sahel, (place_id[:2].upper(),))[0].resolution.entry.place_id == place_id


def test_a_geocoded_dossier_passes_the_gate_and_has_its_nights(tmp_path: Path) -> None:
    """The invented dispute on the Uruguay River, without the places, shapes and time zones that somebody made by hand."""
    folder = tmp_path / "river"
    shutil.copytree(RIVER, folder)
    for name in ("places.csv", "admin1.geojson", "border.geojson"):
        (folder / name).unlink()
    by_hand = {"uy-city-bella-union": "uy-city-3443631", "ar-city-monte-caseros": "ar-city-3430598"}
    for name in ("events.csv", "datapackage.json"):
        text = (folder / name).read_text("utf-8")
        for old, new in by_hand.items():
            text = text.replace(old, new)
        (folder / name).write_text(text.replace('"x-time-zones"', '"x-none"'), "utf-8")
    assert main(["--data", str(folder)]) == 0
    tables = load(folder, strict=True)
    assert len(tables.records["places"]) == 6
    night = local_night(tables, tables.row("events", "ev-bella-union-2031-03-13"))
    assert "in Bella Unión, local time (UTC-03:00)" in str(night)
    assert event_record(tables, "ev-border-2031-03-14").map_note.endswith("drawn is the whole line")
