"""The zip of the tables, read back by the standard library and by the gate."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import DataError
from dashboard.export import export, extract
from dashboard.export.tables_export import archive
from dashboard.sources.dossier.tables import Tables, load

ROOT = Path(__file__).resolve().parents[2]
DATA, SEEDS = ROOT / "data", ROOT / "seeds"
EVENTS = list(load(DATA).records["events"])


def unpacked(content: bytes, folder: Path, *, articles: bool = True) -> Path:
    """Unpack a zip below ``folder``, put the articles beside the tables. Returns the data folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    if articles:
        shutil.copytree(SEEDS, folder / "seeds")
    return folder / "data"


def cells(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_everything_goes_byte_for_byte(tables: Tables) -> None:
    with zipfile.ZipFile(io.BytesIO(export("tables", tables))) as packed:
        names = [name for name in packed.namelist() if name.startswith("data/")]
        assert all(packed.read(name) == (ROOT / name).read_bytes() for name in names)
        declared = json.loads(packed.read("data/datapackage.json"))["resources"]
        assert {f"data/{entry['path']}" for entry in declared} <= set(names)
        assert {"data/geodata.manifest.json", "data/README.md"} <= set(names)


def test_the_gate_accepts_everything_beside_the_articles(tables: Tables, tmp_path: Path) -> None:
    again = load(unpacked(export("tables", tables), tmp_path), strict=True)
    assert again.records == tables.records


def test_without_the_articles_the_gate_names_them_and_nothing_else(tables: Tables, tmp_path: Path) -> None:
    for number, events in enumerate((None, EVENTS[:3])):
        again = load(unpacked(export("tables", tables, events), tmp_path / str(number), articles=False))
        assert {(fault.file, fault.column) for fault in again.faults} == {("data/sources.csv", "file")}
        assert all("cannot be read" in fault.message for fault in again.faults)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(EVENTS), min_size=1))
def test_the_gate_accepts_a_selection_beside_the_articles(
    tables: Tables, tmp_path_factory: pytest.TempPathFactory, events: set[str]
) -> None:
    again = load(unpacked(export("tables", tables, events), tmp_path_factory.mktemp("part")), strict=True)
    assert set(again.records["events"]) == events


@pytest.mark.parametrize("event", EVENTS)
def test_a_single_event_is_a_sound_package(tables: Tables, tmp_path: Path, event: str) -> None:
    again = load(unpacked(export("tables", tables, [event]), tmp_path), strict=True)
    assert list(again.records["events"]) == [event]


def test_a_selection_has_the_same_columns_and_rows_cell_by_cell(tables: Tables, tmp_path: Path) -> None:
    chosen = ["ev-northwest-pakistan-drones-2026-02-26", "ev-border-attack-2026-02-26"]
    folder = unpacked(export("tables", tables, chosen), tmp_path)
    for table in tables.records:
        whole, part = ((place / f"{table}.csv").read_bytes() for place in (DATA, folder))
        assert part.split(b"\n")[0] == whole.split(b"\n")[0]
        lines, lists = cells(whole), {"may_overlap", "subject_ids"}
        plain = [{name: cell for name, cell in row.items() if name not in lists} for row in lines]
        for row in cells(part):
            assert {name: cell for name, cell in row.items() if name not in lists} in plain
    overlaps = {row["event_id"]: row["may_overlap"] for row in cells((folder / "events.csv").read_bytes())}
    assert overlaps == {chosen[0]: chosen[1], chosen[1]: chosen[0]}  # the third event is not here


def test_a_selection_of_all_events_leaves_their_rows_as_they_are(tables: Tables, tmp_path: Path) -> None:
    folder = unpacked(export("tables", tables, EVENTS), tmp_path)
    for table in ("events", "places", "sources"):
        assert (folder / f"{table}.csv").read_bytes() == (DATA / f"{table}.csv").read_bytes()


def test_the_descriptor_says_that_it_is_a_selection(tables: Tables, tmp_path: Path) -> None:
    taken = extract(tables, EVENTS[:2])
    raw = json.loads((unpacked(archive(taken), tmp_path) / "datapackage.json").read_text("utf-8"))
    assert raw["x-selection"]["event_ids"] == EVENTS[:2]
    assert raw["x-selection"]["joint_claims_left_out"] == list(taken.left_out)
    assert raw["x-selection"]["of_data_sha256"] == taken.provenance.data_sha256
    assert "A selection: 2 of 13 events." in raw["description"]
    assert raw["title"].endswith("(a selection)")
    assert all((tmp_path / "data" / entry["path"]).is_file() for entry in raw["resources"])
    assert "x-selection" not in tables.descriptor.raw


def test_the_readme_says_what_is_missing(tables: Tables) -> None:
    def readme(events: list[str] | None) -> str:
        with zipfile.ZipFile(io.BytesIO(export("tables", tables, events))) as packed:
            text = packed.read("README.md").decode("utf-8")
            listed = [line.split("`")[1] for line in text.splitlines() if line.startswith("- `data/")]
            assert {"README.md", *listed} == set(packed.namelist())
            return text

    whole, part = readme(None), readme(["ev-khost-2026-02-27"])
    for text in (whole, part):
        assert "The articles are not here" in text
        assert all(source["sha256"] in text for source in tables.rows("sources"))
        assert "never added up" in text
    assert "byte for byte" in whole
    assert "cl-civilian-casualties-friday" in part
    assert "together" in part


def test_the_same_bytes_whenever_it_is_written(tables: Tables) -> None:
    first = export("tables", tables, EVENTS[:4])
    assert first == export("tables", load(DATA), reversed(EVENTS[:4]))
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_rows_that_were_withheld_do_not_go_along(tables: Tables, folder: Path, tmp_path: Path) -> None:
    events = (folder / "events.csv").read_bytes()
    (folder / "events.csv").write_bytes(
        events.replace(
            b"ev-khost-2026-02-27,Pakistani air strikes in Khost,air_strike",
            b"ev-khost-2026-02-27,Pakistani air strikes in Khost,shelling",
        )
    )
    faulty = load(folder)
    assert faulty.withheld["events"] == 1
    content = export("tables", faulty)
    again = load(unpacked(content, tmp_path / "out"))
    assert set(again.records["events"]) == set(faulty.records["events"])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        readme = packed.read("README.md").decode("utf-8")
        assert "1 of events.csv" in readme
        assert "All 12 events. Left out of all, because of a fault in the data: 1." in readme
        assert json.loads(packed.read("data/datapackage.json"))["title"] == tables.descriptor.title


KHOST = "ev-khost-2026-02-27"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("events.csv", lambda content: b"\xef\xbb\xbf" + content),
        ("events.csv", lambda content: content.replace(b"\n", b"\r\n")),
        ("events.csv", lambda content: content + content.split(b"\n")[6] + b"\n"),  # Khost twice
        ("events.csv", lambda content: content + KHOST.encode() + b",too,few\n"),
        ("events.csv", lambda content: content + b'ev-open,"a quote that never ends\n'),
        ("discrepancies.csv", lambda content: content + b"\xff\n"),
        ("statements.csv", lambda content: b""),
        ("statements.csv", lambda content: content.replace(b"diplomacy", b"gossip")),
    ],
)
def test_of_a_faulty_file_what_is_sound_goes_along(
    folder: Path, tmp_path: Path, name: str, change: Callable[[bytes], bytes], rows_of: Callable
) -> None:
    (folder / name).write_bytes(change((folder / name).read_bytes()))
    faulty = load(folder)
    assert faulty.faults
    for number, events in enumerate((None, [KHOST])):
        if KHOST not in faulty.records["events"]:
            continue
        out = unpacked(export("tables", faulty, events), tmp_path / str(number))
        wanted = set(extract(faulty, events).keys["events"])
        assert {row["event_id"] for row in rows_of("events", out)} == wanted
        assert len(rows_of("events", out)) == len(wanted)
        again = load(out)
        assert not [fault for fault in again.faults if fault.file == "data/events.csv" and fault.column != "event_id"]


def test_a_file_that_has_changed_since_is_no_silent_gap(folder: Path) -> None:
    loaded = load(folder)
    (folder / "events.csv").write_bytes(
        (folder / "events.csv").read_bytes().replace(b"ev-khost-2026-02-27", b"ev-gone")
    )
    with pytest.raises(DataError, match="ev-khost-2026-02-27"):
        export("tables", loaded, ["ev-khost-2026-02-27"])
    (folder / "events.csv").unlink()
    with pytest.raises(DataError, match="cannot be read"):
        export("tables", loaded, ["ev-khost-2026-02-27"])


@pytest.mark.parametrize("path", ["../seeds/000_5a847240e608dec0.txt", "../../etc/passwd", "{absolute}"])
def test_no_file_from_outside_the_data_folder(folder: Path, path: str) -> None:
    """An article that the descriptor declares as data would be an article in the zip."""
    path = path.format(absolute=next((folder.parent / "seeds").iterdir()))
    raw = json.loads((folder / "datapackage.json").read_text("utf-8"))
    land = next(entry for entry in raw["resources"] if entry["name"] == "land")
    land["path"], land["format"] = path, "txt"
    (folder / "datapackage.json").write_text(json.dumps(raw), "utf-8")
    if (folder / path).is_file():
        with pytest.raises(DataError, match="outside the data folder"):
            export("tables", load(folder))


def test_hostile_text_stands_in_the_tables_as_it_is(hostile: Path, tmp_path: Path, rows_of: Callable) -> None:
    folder = unpacked(export("tables", load(hostile), ["ev-kabul-2026-02-26"]), tmp_path, articles=False)
    assert rows_of("events", folder) == [{**rows_of("events", hostile)[0]}]
    shutil.copytree(hostile.parent / "seeds", tmp_path / "seeds")
    assert load(folder, strict=True)
