"""The real data pass the gate; what is broken is listed all at once, and the sound rows stay."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from data_copy import DATA, SHAPES, TABLES, Project, can_read_anything, ids_of, rows_of, split
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import DataError, Fault
from dashboard.map import dossier_signs, ground, pack_with_signs
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.evidence import claim_view, event_record, quotes_of
from dashboard.sources.dossier.tables import Tables, load

# The articles read a second time, without the tables: kind, first and last day, time of day, place, attacker.
A, P = "act-afghanistan", "act-pakistan"
EVENTS = {
    "ev-kabul-2026-02-26": ("air_strike", "2026-02-26", "2026-02-26", "night", "af-city-kabul", P),
    "ev-kandahar-2026-02-26": ("air_strike", "2026-02-26", "2026-02-26", "night", "af-city-kandahar", P),
    "ev-paktia-2026-02-26": ("air_strike", "2026-02-26", "2026-02-26", "night", "af-province-paktia", P),
    "ev-paktia-2026-02-27": ("air_strike", "2026-02-27", "2026-02-27", "unknown", "af-province-paktia", P),
    "ev-paktika-2026-02-27": ("air_strike", "2026-02-27", "2026-02-27", "unknown", "af-province-paktika", P),
    "ev-khost-2026-02-27": ("air_strike", "2026-02-27", "2026-02-27", "unknown", "af-province-khost", P),
    "ev-laghman-2026-02-27": ("air_strike", "2026-02-27", "2026-02-27", "unknown", "af-province-laghman", P),
    "ev-northwest-pakistan-drones-2026-02-26": (
        *("drone_attack", "2026-02-26", "2026-02-26", "night", "pk-region-northwest-pakistan", A),
    ),
    "ev-border-attack-2026-02-26": (
        *("cross_border_attack", "2026-02-26", "2026-02-26", "unknown", "af-pk-border", A),
    ),
    "ev-border-clashes-2026-02": ("ground_clash", "2026-02-26", "2026-02-27", "unknown", "af-pk-border", ""),
    "ev-eastern-afghanistan-2026-02-21": (
        *("air_strike", "2026-02-21", "2026-02-22", "unknown", "af-region-eastern-afghanistan", P),
    ),
    "ev-punjab-operations-2026-02-27": (
        *("security_operation", "2026-02-27", "2026-02-27", "unknown", "pk-province-punjab", ""),
    ),
    "ev-clashes-2025-10": ("ground_clash", "2025-10-01", "2025-10-31", "unknown", "", ""),
}
# Metric, lower and upper bound, side that is counted, who says so, in what relation, how it stands, tied events.
CLAIMS = {
    "cl-274-taliban-killed": (
        *("killed", "274", "274", "afghanistan", P, "opposing_party", "outlet_unable_to_verify", 0),
    ),
    "cl-55-pakistani-soldiers-killed": (
        *("killed", "55", "55", "pakistan", A, "opposing_party", "outlet_unable_to_verify", 0),
    ),
    "cl-12-pakistani-soldiers-killed": ("killed", "12", "12", "pakistan", P, "own_losses", "self_reported", 0),
    "cl-13-taliban-fighters-killed": ("killed", "13", "13", "afghanistan", A, "own_losses", "self_reported", 0),
    "cl-dozens-troops-killed": ("killed", "12", "", "", "act-reuters", "outlet", "not_stated", 0),
    "cl-no-casualties-night-strikes": (
        *("casualties", "0", "0", "", "act-taliban-spokesman", "own_losses", "one_side", 3),
    ),
    "cl-civilian-casualties-friday": (
        *("casualties", "", "", "civilian", "act-taliban-spokesman", "own_losses", "one_side", 4),
    ),
    "cl-drones-hit": ("damage", "", "", "pakistan", A, "opposing_party", "disputed", 1),
    "cl-drones-no-damage": ("damage", "0", "0", "pakistan", P, "own_losses", "disputed", 1),
    "cl-drones-brought-down": ("damage", "", "", "afghanistan", P, "opposing_party", "disputed", 1),
    "cl-ammunition-depot-hit": ("damage", "", "", "", "act-kabul-taxi-driver", "third_party", "third_party", 1),
    "cl-kabul-blaze": ("damage", "", "", "", "act-reuters", "outlet", "verified_by_outlet", 1),
    "cl-13-civilians-killed": (
        *("killed", "13", "13", "civilian", f"{A};act-united-nations", "own_losses;third_party", "third_party", 1),
    ),
    "cl-dozens-soldiers-killed-october": ("killed", "12", "", "", "act-reuters", "outlet", "not_stated", 1),
    "cl-90-afghans-detained": (
        *("detained", "90", "90", "", "act-punjab-government", "own_action", "self_reported", 1),
    ),
}
# How each event is supported, by two readers who settled where they differed; what is not named here is one_side.
STATUS = {
    "ev-kabul-2026-02-26": "verified_by_outlet",
    "ev-northwest-pakistan-drones-2026-02-26": "disputed",
    "ev-border-attack-2026-02-26": "self_reported",
    "ev-border-clashes-2026-02": "not_stated",
    "ev-eastern-afghanistan-2026-02-21": "both_sides",
    "ev-punjab-operations-2026-02-27": "self_reported",
    "ev-clashes-2025-10": "not_stated",
}
# Which claims cannot both be true.
PAIRS = {
    frozenset({"cl-274-taliban-killed", "cl-no-casualties-night-strikes"}),
    frozenset({"cl-274-taliban-killed", "cl-13-taliban-fighters-killed"}),
    frozenset({"cl-55-pakistani-soldiers-killed", "cl-12-pakistani-soldiers-killed"}),
    frozenset({"cl-drones-hit", "cl-drones-no-damage"}),
    frozenset({"cl-drones-hit", "cl-drones-brought-down"}),
}
# Who speaks how often, and the statements that have a day.
SPEAKERS = {
    **{"act-reuters": 9, A: 7, P: 1, "act-taliban-spokesman": 1, "act-afghan-foreign-ministry": 2},
    **{"act-pakistan-security-sources": 1, "act-pakistan-foreign-ministry": 1, "act-khawaja-muhammad-asif": 1},
    **{"act-punjab-government": 1, "act-united-nations": 1, "act-un-spokesman": 2, "act-united-states": 1},
    "act-kaja-kallas": 1,
}
DATED = {
    "st-taliban-willing-to-negotiate": "2026-02-27",
    "st-asif-open-war": "2026-02-27",
    "st-muttaqi-qatar-call": "2026-02-27",
    "st-punjab-high-alert": "2026-02-27",
    "st-us-support-for-pakistan": "2026-02-27",
    "st-eu-de-escalate": "2026-02-28",
}
SIDES = {
    "pakistan": {
        *("act-pakistan", "act-pakistan-security-sources", "act-khawaja-muhammad-asif"),
        *("act-pakistan-foreign-ministry", "act-punjab-government"),
    },
    "afghanistan": {
        *("act-afghanistan", "act-taliban-spokesman", "act-afghan-foreign-ministry", "act-amir-khan-muttaqi"),
    },
    "armed_group": {"act-pakistani-taliban", "act-islamic-state"},
    "civilian": {"act-kabul-taxi-driver"},
    "outlet": {"act-reuters"},
    "": {"act-afghan-nationals-detained"},
}


# --- the real data -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load(strict=True)


def test_the_real_data_have_no_fault(tables: Tables) -> None:
    assert tables.faults == ()


def test_nothing_of_the_files_is_lost_on_the_way(tables: Tables) -> None:
    for table in TABLES:
        assert len(tables.rows(table)) == len(tables.frames[table]) == len(rows_of(table)), table


def test_the_counts_are_those_of_two_short_articles(tables: Tables) -> None:
    counts = {table: len(tables.rows(table)) for table in TABLES}
    assert counts["sources"] == 2
    assert counts["events"] == len(EVENTS)
    assert counts["claims"] == len(CLAIMS)
    assert 20 <= counts["statements"] <= 40
    assert 60 <= counts["quotes"] <= 80
    assert 12 <= counts["discrepancies"] <= 40


def test_the_events_are_those_of_a_second_reading() -> None:
    columns = ("kind", "date_start", "date_end", "time_of_day", "place_id", "attacker")
    assert {row["event_id"]: tuple(row[column] for column in columns) for row in rows_of("events")} == EVENTS


def test_the_claims_are_those_of_a_second_reading() -> None:
    columns = ("metric", "n_min", "n_max", "side", "claimant", "claimant_role", "verification")
    found = {row["claim_id"]: (*map(row.get, columns), len(split(row["event_ids"]))) for row in rows_of("claims")}
    assert found == CLAIMS


def test_claims_are_tied_to_the_events_that_the_words_name() -> None:
    tied = {row["claim_id"]: set(split(row["event_ids"])) for row in rows_of("claims")}
    strikes = {event for event, facts in EVENTS.items() if facts[0] == "air_strike" and facts[1] >= "2026-02-26"}
    night = {event for event in strikes if EVENTS[event][3] == "night"}
    assert tied["cl-274-taliban-killed"] == set()
    assert tied["cl-no-casualties-night-strikes"] == night
    assert tied["cl-civilian-casualties-friday"] == strikes - night
    assert tied["cl-13-civilians-killed"] == {"ev-eastern-afghanistan-2026-02-21"}


def test_the_status_of_events_is_that_of_a_second_reading() -> None:
    assert {row["event_id"]: row["verification"] for row in rows_of("events")} == {
        event: STATUS.get(event, "one_side") for event in EVENTS
    }


def test_the_contradictions_are_those_of_a_second_reading() -> None:
    assert {frozenset({row["claim_a"], row["claim_b"]}) for row in rows_of("contradictions")} == PAIRS


def test_the_statements_are_those_of_a_second_reading() -> None:
    rows = rows_of("statements")
    assert Counter(row["speaker"] for row in rows) == SPEAKERS
    assert {row["statement_id"]: row["date"] for row in rows if row["date"]} == DATED


def test_both_sides_reasons_accusations_and_denials_are_statements_alike() -> None:
    """What each says of its own reasons, what it accuses the other of; and the outlet's own words for cause and order."""
    rows = {row["statement_id"]: row for row in rows_of("statements")}
    sides = {row["actor_id"]: row["side"] for row in rows_of("actors")}
    for pakistani, afghan, kinds in (
        ("st-response-to-afghan-attacks", "st-taliban-retaliatory-attacks", ("background", "background")),
        ("st-harbouring-allegation", "st-taliban-similar-accusations", ("accusation", "accusation")),
        ("st-harbouring-allegation", "st-kabul-deflecting-blame", ("accusation", "denial")),
    ):
        assert (sides[rows[pakistani]["speaker"]], sides[rows[afghan]["speaker"]]) == ("pakistan", "afghanistan")
        assert (rows[pakistani]["kind"], rows[afghan]["kind"]) == kinds
    for outlet in ("st-strikes-triggered-attacks", "st-strikes-followed-drones"):
        assert sides[rows[outlet]["speaker"]] == "outlet"


def test_one_rule_for_the_target_and_the_support_of_every_strike() -> None:
    """Pakistan names no place of the strikes of Thursday and Friday: it stands at none of them, town or province."""
    sides = {row["actor_id"]: row["side"] for row in rows_of("actors")}
    for row in rows_of("events"):
        if row["kind"] == "air_strike" and row["date_start"] >= "2026-02-26":
            assert "pakistan" not in {sides[actor] for actor in split(row["claimants"])}
            assert row["target_claimant"] in ("", "act-reuters")
            assert row["title"].startswith("Pakistani air strikes in ")


def test_the_sides_are_those_of_a_second_reading() -> None:
    by_side: dict[str, set[str]] = {}
    for row in rows_of("actors"):
        by_side.setdefault(row["side"], set()).add(row["actor_id"])
    assert by_side.pop("third_party")
    assert by_side == SIDES


def test_values_have_types_that_the_screens_rely_on(tables: Tables) -> None:
    event = tables.row("events", "ev-border-clashes-2026-02")
    assert event["date_start"] == datetime.date(2026, 2, 26)
    assert event["actors"] == ("act-afghanistan", "act-pakistan")
    assert event["attacker"] is None
    assert event["target"] == ()
    assert tables.row("claims", "cl-dozens-troops-killed")["n_max"] is None
    assert tables.events.loc["ev-clashes-2025-10", "where_prec"] is None
    with pytest.raises(AttributeError):
        _ = tables.nonsense


# --- all faults together, and the sound rows stay ------------------------------------------------------------


def test_ten_faults_in_ten_files_are_reported_together(project: Project) -> None:
    planted = {
        ("quotes.csv", project.change("quotes", "q-a06", quote="Thick plumes of black smoke"), "quote"),
        ("claims.csv", project.change("claims", "cl-12-pakistani-soldiers-killed", n_min="21"), "n_min"),
        ("places.csv", project.change("places", "af-province-khost", latitude="91"), "latitude"),
        ("statements.csv", project.change("statements", "st-eu-de-escalate", date="2026-02-30"), "date"),
        ("actors.csv", project.change("actors", "act-qatar", side="neutral"), "side"),
        ("events.csv", project.change("events", "ev-kandahar-2026-02-26", date_prec="2"), "date_prec"),
        ("evidence.csv", project.change("evidence", 23, words_start="1"), "words"),
        ("discrepancies.csv", project.change("discrepancies", "di-depot-words", quote_b="q-b99"), "quote_b"),
    }
    project.edit("../seeds/001_eb61aa238bb9dc30.txt", lambda content: content[:-1] + b"!")
    project.edit("border.geojson", lambda content: content[: len(content) // 2])
    planted |= {("sources.csv", project.line("sources", "src-b"), "sha256"), ("border.geojson", 0, "")}
    tables = project.load()
    found = {(fault.file.removeprefix("data/"), fault.row, fault.column) for fault in tables.faults}
    assert len({file for file, *_ in planted}) == 10
    assert planted <= found
    assert list(tables.faults) == sorted(tables.faults)
    left = set(tables.records["events"])
    assert "ev-laghman-2026-02-27" in left  # copy A carries it alone
    assert "ev-northwest-pakistan-drones-2026-02-26" not in left  # its day and place stand in the broken copy B alone

    with pytest.raises(DataError) as caught:
        load(project.data, strict=True)
    assert planted <= {(f.file.removeprefix("data/"), f.row, f.column) for f in caught.value.faults}
    assert str(caught.value).count("\n") == len(caught.value.faults) - 1


def test_everything_that_can_break_is_listed_at_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way in which a file, a row, a cell or a shape may be broken, in one folder; what is sound still shows."""
    twin, dangling = rows_of("quotes")[0], "q-a99"
    assert dangling not in ids_of("quotes")
    planted = {
        # Rows and cells; the last ones of their tables, so that lines stay.
        ("quotes.csv", project.append("quotes", **{**twin, "quote_id": "q-twin"}), "source_id"),  # the same passage
        ("quotes.csv", project.change("quotes", "q-a10", end="999999"), "end"),
        ("events.csv", project.append("events", **project.rows("events")[0]), "event_id"),
        ("events.csv", project.change("events", "ev-paktia-2026-02-27", date_start="2026-02-30"), "date_start"),
        ("events.csv", project.change("events", "ev-paktika-2026-02-27", kind="air_raid"), "kind"),
        ("evidence.csv", project.change("evidence", 23, quote_id=dangling), "quote_id"),
        ("places.csv", project.change("places", "af-city-kandahar", latitude="91"), "latitude"),
        # Whole files.
        ("sources.csv", project.line("sources", "src-b"), "sha256"),
        ("actors.csv", 1, ""),
        ("claims.csv", 1, ""),
        ("discrepancies.csv", 1, "summary"),
        ("locked/statements.csv", 0, ""),
        # Shapes.
        ("admin1.geojson", 0, "feature 1"),
        ("border.geojson", 0, ""),
        ("regions.geojson", 0, ""),
    }
    project.edit("../seeds/001_eb61aa238bb9dc30.txt", lambda content: content.replace(b"a", b"e", 1))
    project.edit("actors.csv", lambda content: b"\xef\xbb\xbf" + content)
    project.edit("claims.csv", lambda content: content.replace(b"\n", b"\r\n"))
    project.edit("discrepancies.csv", lambda content: content.replace(b"summary", b"sumary", 1))
    project.edit("admin1.geojson", open_first_ring)
    project.edit("border.geojson", lambda content: content[: len(content) // 2])
    (project.data / "regions.geojson").unlink()
    lock(project, "statements.csv", monkeypatch)

    tables = project.load()
    found = {(fault.file.removeprefix("data/"), fault.row, fault.column): fault.message for fault in tables.faults}
    assert planted <= set(found), planted - set(found)
    assert "Permission denied" in found["locked/statements.csv", 0, ""]
    assert "No such file" in found["regions.geojson", 0, ""]
    assert "not closed" in found["admin1.geojson", 0, "feature 1"]
    assert all("\n" not in str(fault) for fault in tables.faults)
    assert len(tables.rows("actors")) == len(rows_of("actors"))
    assert {"ev-laghman-2026-02-27", "ev-khost-2026-02-27"} <= set(tables.records["events"])
    assert {"cl-13-taliban-fighters-killed"} <= set(tables.records["claims"])
    show_all(tables)
    with pytest.raises(DataError) as caught:
        load(project.data, strict=True)
    assert caught.value.faults == tables.faults


def open_first_ring(content: bytes) -> bytes:
    """Take the last position out of the first ring of the first feature."""
    collection = json.loads(content)
    shape = collection["features"][0]["geometry"]
    ring = shape["coordinates"][0] if shape["type"] == "Polygon" else shape["coordinates"][0][0]
    del ring[-1]
    return json.dumps(collection).encode()


def lock(project: Project, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Move a table into a folder that this user may not read; for root, who may, the system's refusal is put on."""
    folder = project.data / "locked"
    folder.mkdir()
    (project.data / name).rename(folder / name)
    project.edit("datapackage.json", lambda content: content.replace(name.encode(), f"locked/{name}".encode()))
    folder.chmod(0)
    refuse(folder, monkeypatch)


def refuse(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing below ``folder`` can be read any more."""

    def refusing(read: Callable[..., Any]) -> Callable[..., Any]:
        def attempt(path: Path, *arguments: Any, **options: Any) -> Any:
            if folder in path.parents:
                raise PermissionError(13, "Permission denied", str(path))
            return read(path, *arguments, **options)

        return attempt

    for name in ("read_bytes", "read_text"):
        monkeypatch.setattr(Path, name, refusing(getattr(Path, name)))


def test_a_data_folder_without_read_permission_is_one_fault(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(project.data, monkeypatch)
    with pytest.raises(DataError) as caught:
        load(project.data)
    assert [str(fault) for fault in caught.value.faults] == [
        "data/datapackage.json: cannot be read (Permission denied)"
    ]


def test_articles_without_read_permission_are_a_fault_each(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(project.root / "seeds", monkeypatch)
    tables = load(project.data)
    assert {(fault.file, fault.row, fault.column) for fault in tables.faults} == {
        ("data/sources.csv", project.line("sources", source), "file") for source in ("src-a", "src-b")
    }
    assert "Permission denied" in tables.faults[0].message
    assert tables.rows("events") == []
    assert len(tables.rows("actors")) == len(rows_of("actors"))
    show_all(tables)


def test_sound_rows_stay_and_what_hangs_on_broken_ones_goes(project: Project) -> None:
    project.change("places", "af-province-khost", longitude="-300")
    tables = project.load()
    assert {str(fault) for fault in tables.faults} == {
        f"data/places.csv:{project.line('places', 'af-province-khost')} longitude: expected -180–180, got -300.0"
    }
    assert set(tables.records["events"]) == set(EVENTS) - {"ev-khost-2026-02-27"}
    assert (
        "cl-civilian-casualties-friday" not in tables.records["claims"]
    )  # joint: never shown as tied to three of four
    assert "cl-55-pakistani-soldiers-killed" in tables.records["claims"]
    assert set(tables.places.index) == set(ids_of("places")) - {"af-province-khost"}
    left = {row["quote_id"] for row in tables.rows("quotes")}
    assert {row["quote_id"] for row in tables.rows("evidence")} <= left


@pytest.mark.parametrize(("seed", "other"), [("000_5a847240e608dec0", "b"), ("001_eb61aa238bb9dc30", "a")])
def test_what_stands_without_one_copy_is_carried_by_the_other_alone(project: Project, seed: str, other: str) -> None:
    project.edit(f"../seeds/{seed}.txt", lambda content: content + b" ")
    tables = project.load()
    assert {row["source_id"] for row in tables.rows("quotes")} == {f"src-{other}"}
    said: dict[tuple[str, str], set[str]] = {}
    for row in tables.rows("evidence"):
        said.setdefault((row["subject_id"], row["role"]), set()).add(row["words"])
    assert tables.rows("events")
    for event in tables.rows("events"):
        for role in ("date", "attacker", "target", "claimant"):
            text = event[f"{role}_text"]
            assert not text or text in said[event["event_id"], role], (event["event_id"], role)
    assert all(said[row["statement_id"], "date"] for row in tables.rows("statements") if row["date"])


def test_every_reference_that_is_left_leads_somewhere(project: Project) -> None:
    for table, key, cells in (
        ("actors", "act-taliban-spokesman", {"name": ""}),
        ("quotes", "q-b14", {"start": "0"}),
        ("events", "ev-border-attack-2026-02-26", {"time_of_day": "night"}),
    ):
        project.change(table, key, **cells)
    tables = project.load()
    for name, resource in tables.descriptor.resources.items():
        for column in resource.fields:
            known = {
                row[other] for reference in column.references for table, other in [reference.split(".")]
                for row in tables.rows(table)
            } | set(column.categories)  # fmt: skip
            for row in tables.rows(name) if column.references else []:
                value = row[column.name]
                assert set(value if isinstance(value, tuple) else [value] if value else []) <= known, (name, row)
    assert tables.row("events", "ev-border-clashes-2026-02")["may_overlap"] == ()
    assert tables.row("events", "ev-border-clashes-2026-02")["kind"] == "ground_clash"


def test_the_order_of_the_rows_does_not_matter(project: Project) -> None:
    for table in TABLES:
        project.write(table, project.rows(table)[::-1])
    assert project.faults() == ()


# --- files as a whole -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_table_is_one_fault(project: Project, table: str) -> None:
    (project.data / f"{table}.csv").unlink()
    faults = project.faults()
    assert [(fault.file, fault.row) for fault in faults] == [(f"data/{table}.csv", 0)]
    show_all(project.load())
    assert "put the file there" in faults[0].message


@pytest.mark.parametrize("name", SHAPES)
def test_a_missing_shape_file_is_a_fault_beside_the_places_on_it(project: Project, name: str) -> None:
    (project.data / name).unlink()
    faults = project.faults()
    assert (f"data/{name}", 0, "") in {(fault.file, fault.row, fault.column) for fault in faults}
    assert {fault.file for fault in faults} <= {f"data/{name}", "data/places.csv"}


def test_a_missing_article_is_a_fault_of_its_source(project: Project) -> None:
    (project.root / "seeds" / "000_5a847240e608dec0.txt").unlink()
    assert project.places() == {("sources.csv", project.line("sources", "src-a"), "file")}


@pytest.mark.skipif(can_read_anything(), reason="this user reads every file")
def test_an_unreadable_table_is_one_fault(project: Project) -> None:
    (project.data / "claims.csv").chmod(0)
    assert project.places() == {("claims.csv", 0, "")}


def test_a_table_that_this_user_may_not_read_is_one_fault(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a user who reads every file, root in a container: the system's refusal is put on."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == project.data / "claims.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    faults = project.faults()
    assert [str(fault) for fault in faults] == [
        "data/claims.csv: cannot be read (Permission denied); put the file there"
    ]


def test_what_is_withheld_is_counted(project: Project) -> None:
    project.change("events", "ev-paktika-2026-02-27", kind="none")
    tables = project.load()
    assert tables.withheld["events"] == 1
    assert tables.withheld["claims"] == 1  # the joint one, of Friday's strikes
    assert "actors" not in tables.withheld
    assert load(strict=True).withheld == {}


def test_a_folder_in_the_place_of_a_table_is_one_fault(project: Project) -> None:
    (project.data / "claims.csv").unlink()
    (project.data / "claims.csv").mkdir()
    assert project.places() == {("claims.csv", 0, "")}


def test_without_the_descriptor_there_is_nothing_to_read(project: Project, tmp_path: Path) -> None:
    (project.data / "datapackage.json").unlink()
    with pytest.raises(DataError, match=r"data/datapackage\.json: cannot be read"):
        project.load()
    with pytest.raises(DataError, match=r"nowhere/datapackage\.json: cannot be read"):
        load(tmp_path / "nowhere")


def test_the_articles_are_not_part_of_what_is_rebuilt() -> None:
    assert (DATA.parent / ".gitattributes").read_text().splitlines().count("seeds/*.txt -text") == 1


# --- never a traceback ----------------------------------------------------------------------------------------


def show_all(tables: Tables) -> None:
    """What the page does with the rows that are left: the rest of it lives on."""
    placed = tables.events[tables.events["place_id"].notna()]
    columns = from_tables(tables, placed)
    engine = InMemoryEngine(columns)
    answer = engine.answer(Filter())
    assert answer.shown == len(placed)
    assert set(answer.counts) == {facet.name for facet in columns.facets}
    rows = [tables.row("events", key) for key in placed.index]
    assert ground(tables, rows)["colours"]
    assert len(dossier_signs(tables, rows).words) == len(placed)
    if rows == sorted(rows, key=lambda row: row["date_start"]):
        assert pack_with_signs(columns, dossier_signs(tables, rows)).core
    assert len(answer.days.counts) >= bool(len(placed))
    for key in tables.records["events"]:
        assert event_record(tables, key).passages
    for key in tables.records["claims"]:
        assert claim_view(tables, key).quotes
    for key in tables.records["statements"]:
        assert quotes_of(tables, key)


SAMPLES = ["", ";", "\x00", "a" * 2000, "-1", "1e999", "٣", "2026-02-30", "0001-01-01", "9999-12-31", '"', "'", ",",
           "ev-kabul-2026-02-26", "act-pakistan", "src-a", "q-a01", "af-city-kabul", "admin1.geojson#AF-KAB",
           "border.geojson#af-pk-border", "../x.geojson#a", "seeds/../x.txt", "\u2028", "\U0001f4a5", "<script>",
           "night", "Thursday", "presence", "act-pakistan;act-pakistan", "he", "were reported", "10 to 12"]  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cell_may_hold_anything(shared: Project, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    before = (shared.data / f"{table}.csv").read_bytes()
    rows = shared.rows(table)
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.sampled_from(rows))
        column = data.draw(st.sampled_from(list(row)))
        cells = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=40)
        row[column] = data.draw(st.one_of(st.sampled_from(SAMPLES), cells))
    try:
        shared.write(table, rows)
        tables = shared.load()
        assert all(
            isinstance(fault, Fault) and "\n" not in str(fault) and len(str(fault)) < 600 for fault in tables.faults
        )
        show_all(tables)
    finally:
        (shared.data / f"{table}.csv").write_bytes(before)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_file_may_hold_any_bytes(shared: Project, data: st.DataObject) -> None:
    path = shared.data / data.draw(st.sampled_from([*(f"{table}.csv" for table in TABLES), *SHAPES[1:2]]))
    before = path.read_bytes()
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.sampled_from([start, start + 1, start + 40, len(before)]))
    noise = data.draw(st.binary(max_size=30))
    changed = before[:start] + noise + before[end:]
    try:
        path.write_bytes(changed)
        tables = shared.load()
        assert set(tables.frames) == set(TABLES)
        show_all(tables)
    finally:
        path.write_bytes(before)
    if changed == b"":
        assert (f"data/{path.name}", 0) in {(fault.file, fault.row) for fault in tables.faults}
