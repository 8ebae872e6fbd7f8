"""A dossier on another conflict, with three parties, goes through the same gate and is told in its own words."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "dossiers"))
from theatre import RIVER, foreign

from dashboard.map import base_map, centre, day_marks, dossier_signs, ground, legend
from dashboard.map.symbols import COLOURS, border_lines
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.evidence import event_record, reported_figures
from dashboard.sources.dossier.evidence.claims_matrix import matrix
from dashboard.sources.dossier.evidence.coverage import coverage
from dashboard.sources.dossier.evidence.source_origin import provenance
from dashboard.sources.dossier.evidence.sun_times import local_night
from dashboard.sources.dossier.tables import SHIPPED, Descriptor, FolderContents, dossier_folders, load
from dashboard.sources.dossier.tables.folders import article, files_of

DASHBOARD = Path(__file__).parents[3] / "dashboard"
TABLES = load(RIVER, strict=True)
EVENTS = TABLES.rows("events")
PLACED = sorted((row for row in EVENTS if row["place_id"]), key=lambda row: (row["date_start"], row["date_end"]))


# --- the gate ----------------------------------------------------------------------------------------------------------


def test_it_has_one_of_everything_that_a_dossier_may_have() -> None:
    assert {row["level"] for row in TABLES.rows("places")} >= {"city", "province", "border"}
    assert {row["time_of_day"] for row in EVENTS} == {"night", "day", "unknown"}
    assert len(EVENTS) - len(PLACED) == 1
    assert len(TABLES.records["parties"]) == 3
    for table in ("claims", "contradictions", "discrepancies", "statements", "unmapped"):
        assert TABLES.records[table], table


def test_its_tables_have_the_columns_of_the_shipped_dossier() -> None:
    """A column that is added to one descriptor and not to the other would let this dossier fall behind."""
    shipped, own = Descriptor.read(SHIPPED), TABLES.descriptor
    assert list(own.resources) == list(shipped.resources)
    for name, resource in own.resources.items():
        assert [field.name for field in resource.fields] == [field.name for field in shipped.resources[name].fields]
        for field in resource.fields:
            assert field.categories == shipped.resources[name].by_name[field.name].categories


def test_two_dossiers_stand_in_one_process_and_keep_apart() -> None:
    shipped = load(SHIPPED, strict=True)
    assert shipped.folder != TABLES.folder == RIVER
    assert set(TABLES.choices("actors.side")) == {
        *("uruguay", "argentina", "free_river_front", "armed_group", "civilian", "third_party", "outlet")
    }
    assert TABLES.label("claims.side", "free_river_front") == "Free River Front (unrecognised)"
    assert "uruguay" not in shipped.choices("actors.side")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RIVER, tmp_path / "around" / "dossier"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in load(folder).faults]


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("parties", "argentina,Argentina,Argentina,2", "argentina,Argentina,Argentina,1", "must be unique"),
        ("parties", "Front,3,", "Front,7,", "expected 1–6, got 7"),
        ("parties", "free_river_front,", "civilian,", "is a word for those who are no party"),
        ("parties", ",UY,state", ",Uruguay,state", "expected the form [A-Z]{2}"),
        ("parties", ",UY,state", ",UY,kingdom", "expected one of state, authorities"),
        ("actors", ",argentina\n", ",brazil\n", '"brazil" is not in dossier/parties.csv'),
        ("claims", "free_river_front", "rebels", '"rebels" is not in dossier/parties.csv'),
    ],
)
def test_a_party_that_is_none_is_a_fault(copy: Path, table: str, old: str, new: str, says: str) -> None:
    edit(copy / f"{table}.csv", old, new)
    assert any(says in fault for fault in faults(copy)), faults(copy)


def test_a_missing_table_of_parties_is_one_fault_and_nothing_is_shown_without_it(copy: Path) -> None:
    (copy / "parties.csv").unlink()
    assert [fault for fault in faults(copy) if "parties" not in fault] == []
    assert not load(copy).records["events"]


@pytest.mark.parametrize(
    "file",
    [
        "/etc/hostname",
        "../../secret.txt",
        "articles/../../../secret.txt",
        "..\\secret.txt",
        "C:/secret.txt",
        "link.txt",
    ],
)
def test_no_article_lies_outside_the_dossier_and_the_folder_around_it(copy: Path, file: str) -> None:
    (copy.parents[1] / "secret.txt").write_text("date 2031-03-14", "utf-8")
    (copy / "link.txt").symlink_to(copy.parents[1] / "secret.txt")
    with pytest.raises(ValueError, match="folder"):
        article(copy, file)
    edit(copy / "datapackage.json", '"articles/[\\\\w.-]+\\\\.txt"', '".*"')
    edit(copy / "sources.csv", "articles/river_a.txt", file)
    assert any("dossier/sources.csv:2 file" in fault and "folder" in fault for fault in faults(copy)), faults(copy)
    assert "src-a" not in load(copy).texts


def test_articles_may_lie_beside_the_dossier(copy: Path) -> None:
    (copy / "articles").rename(copy.parent / "articles")
    assert faults(copy) == []
    assert {path.parent for path in files_of(copy)} == {copy, copy.parent / "articles"}


@pytest.mark.parametrize("value", [["not", "text"], 7, {"a": 1}])
@pytest.mark.parametrize("name", ["x-name", "x-headline", "x-time-zones", "x-metonyms"])
def test_a_property_of_another_type_is_told_in_one_line(copy: Path, name: str, value: object) -> None:
    raw = json.loads((copy / "datapackage.json").read_text("utf-8"))
    (copy / "datapackage.json").write_text(
        json.dumps({**raw, name: [value] if name == "x-metonyms" else value}), "utf-8"
    )
    with pytest.raises(Exception, match=f"dossier/datapackage.json: is not a valid data package: {name}"):
        load(copy)


def test_several_folders_are_named_as_in_a_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DASHBOARD_DATA_DIR", os.pathsep.join([str(RIVER), "", str(tmp_path), str(RIVER)]))
    assert dossier_folders() == (RIVER, tmp_path)
    monkeypatch.delenv("DASHBOARD_DATA_DIR")
    assert dossier_folders() == (SHIPPED,)


# --- its own words -----------------------------------------------------------------------------------------------------


def test_what_is_said_of_an_event_is_this_dossiers() -> None:
    said = [asdict(event_record(TABLES, row["event_id"])) for row in EVENTS]
    said += [asdict(reported_figures(TABLES, [row["event_id"] for row in EVENTS])), asdict(matrix(TABLES))]
    said += [asdict(provenance(TABLES, source)) for source in TABLES.records["sources"]]
    assert foreign(repr(said)) == []


def test_the_columns_of_the_claims_are_its_parties() -> None:
    assert [column.label for column in matrix(TABLES).columns] == [
        *("Uruguay", "Argentina", "Free River Front (unrecognised)", "The outlet itself")
    ]
    whom = [row.whom for row in matrix(TABLES).rows]
    assert "Free River Front’s side (unrecognised)" in whom


def test_night_is_told_in_the_time_of_the_place() -> None:
    said = {row["event_id"]: local_night(TABLES, row) for row in EVENTS}
    night = said["ev-bella-union-2031-03-13"]
    assert night is not None
    assert re.search(r"Sunset 19:\d\d, dusk 19:\d\d on Thu 13 Mar 2031; dawn 0\d:\d\d, .*, in Bella Unión, local time \(UTC-03:00\)", night)  # fmt: skip
    assert said["ev-border-2031-03-14"] is None


def test_nights_need_no_table_of_time_zones(copy: Path) -> None:
    edit(
        copy / "datapackage.json",
        '"x-time-zones": {"AR": "America/Argentina/Cordoba", "UY": "America/Montevideo"},',
        "",
    )
    tables = load(copy, strict=True)
    assert not tables.descriptor.time_zones
    for row in EVENTS:
        assert local_night(tables, tables.row("events", row["event_id"])) == local_night(TABLES, row)


def test_a_zone_may_be_given_for_a_province_or_a_place(copy: Path) -> None:
    edit(
        copy / "datapackage.json",
        '"UY": "America/Montevideo"',
        '"UY": "Nowhere/Atlantis", "uy-city-salto": "Etc/GMT+5"',
    )
    tables = load(copy)
    assert [str(fault) for fault in tables.faults] == [
        'dossier/datapackage.json: x-time-zones: "Nowhere/Atlantis" (UY) is no time zone; name one as in "America/Montevideo"'
    ]
    assert not tables.withheld
    assert "UTC-05:00" in str(local_night(tables, tables.row("events", "ev-salto-2031-03-14")))
    assert local_night(tables, tables.row("events", "ev-artigas-2031-03-12")) is None


def test_the_map_has_its_ground_its_line_and_its_colours() -> None:
    engine = InMemoryEngine(from_tables(TABLES, TABLES.events.loc[[row["event_id"] for row in PLACED]]))
    drawn = ground(TABLES, PLACED)
    assert foreign(json.dumps(drawn)) == []
    assert foreign(repr(dossier_signs(TABLES, PLACED))) == []
    assert foreign(json.dumps(day_marks(TABLES, engine))) == []
    assert foreign(repr(legend(TABLES, PLACED))) == []
    assert drawn["lines"] == border_lines(TABLES) == [
        "Argentina–Uruguay border (invented dispute; not recognised by the Free River Front)"
    ]  # fmt: skip
    assert {sign["colour"] for sign in dossier_signs(TABLES, PLACED).symbols} == {
        "party-1",
        "party-2",
        "party-3",
        "both",
        "none",
    }
    latitude, longitude = centre(TABLES, PLACED)
    assert (-32 < latitude < -30, -58.5 < longitude < -56) == (True, True)
    base = json.loads(base_map(FolderContents(RIVER)).content)
    # The land and the names of countries are the world's; provinces and lines are this dossier's.
    assert {feature["id"] for feature in base["provinces"]["features"]} == {"AR-E", "AR-W", "UY-AR", "UY-SA"}
    assert foreign(json.dumps([base["provinces"], base["border"]])) == []
    assert base["land"] == json.loads(base_map(FolderContents(SHIPPED)).content)["land"]


def test_the_shipped_dossier_says_what_stood_in_the_code_before() -> None:
    tables = load(SHIPPED)
    assert border_lines(tables) == ["Afghanistan–Pakistan border (Durand Line; not recognised by Afghanistan)"]
    assert tables.descriptor.headline == "Pakistan and Afghanistan: reported strikes and clashes"
    assert tables.descriptor.name == "Pakistan and Afghanistan"
    assert tables.descriptor.metonyms == ("Kabul", "Islamabad")
    assert coverage(tables).startswith("Two copies of one wire story, Fri 27 – Sat 28 Feb 2026 or later. Not live.")
    assert [row["party_id"] for row in tables.rows("parties")] == ["pakistan", "afghanistan"]
    assert [COLOURS["light"][f"party-{slot}"] for slot in (1, 2)] == ["#0067a5", "#c04c00"]
    assert [COLOURS["dark"][f"party-{slot}"] for slot in (1, 2)] == ["#6cbcf0", "#f0a24a"]


def test_no_theatre_stands_in_the_code() -> None:
    """At most six lines: examples in the help of the command for exports, and the name of a currency among the others."""
    words = re.compile("pakistan|afghan|taliban|kabul|durand", re.IGNORECASE)
    lines = [
        (path.relative_to(DASHBOARD).as_posix(), line)
        for kind in ("py", "js", "css")
        for path in DASHBOARD.rglob(f"*.{kind}")
        for line in path.read_text("utf-8").splitlines()
        if words.search(line)
    ]
    assert len(lines) <= 6
    elsewhere = {(file, *words.findall(line)) for file, line in lines} - {
        ("export/__main__.py", "pakistan"),
        ("sources/dossier/dossier_columns.py", "pakistan"),
    }
    assert {file for file, *_ in elsewhere} <= {"propose/figures.py"}, elsewhere
    assert all("|rupee|afghani|" in line for file, line in lines if file == "propose/figures.py")
