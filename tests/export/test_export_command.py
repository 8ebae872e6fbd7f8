"""``python -m dashboard.export``: the filters, the file, the sentences and the exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.export import FORMATS, export
from dashboard.export.__main__ import main
from dashboard.export.selection import FACETS, UnknownChoice, choose, parse_day, parse_days
from dashboard.sources.dossier.tables import Tables

ROOT = Path(__file__).resolve().parents[2]
Captured = pytest.CaptureFixture[str]


def events_of(path: Path) -> set[str]:
    return {feature["id"] for feature in json.loads(path.read_text("utf-8"))["features"]}


def run(tmp_path: Path, *arguments: str) -> set[str]:
    file = tmp_path / "out.geojson"
    assert main(["--format", "geojson", "--force", "-o", str(file), *arguments]) == 0
    return events_of(file)


def having(tables: Tables, **cells: object) -> set[str]:
    return {row["event_id"] for row in tables.rows("events") if cells.items() <= row.items()}


# --- what fits ---------------------------------------------------------------------------------------------------


def test_without_a_filter_everything(tables: Tables, tmp_path: Path) -> None:
    assert run(tmp_path) == set(tables.records["events"])


def test_the_command_of_the_readme(tables: Tables, tmp_path: Path) -> None:
    command = "--format geojson --from 2026-02-26 --attacker pakistan -o out.geojson"
    assert f"python -m dashboard.export {command}" in (ROOT / "README.md").read_text("utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.export", *command.split()],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "GeoJSON: A selection: 7 of 13 events.\n"
    late = {row["event_id"] for row in tables.rows("events") if row["date_end"] >= date(2026, 2, 26)}
    assert events_of(tmp_path / "out.geojson") == having(tables, attacker="act-pakistan") & late


@pytest.mark.parametrize(
    ("arguments", "cells"),
    [
        (["--attacker", "pakistan"], {"attacker": "act-pakistan"}),
        (["--attacker", "act-pakistan"], {"attacker": "act-pakistan"}),
        (["--attacker", "Pakistan"], {"attacker": "act-pakistan"}),
        (["--attacker", "both-sides"], {"attacker": None, "kind": "ground_clash"}),
        (["--time-of-day", "night"], {"time_of_day": "night"}),
        (["--time-of-day", "Not stated"], {"time_of_day": "unknown"}),
        (["--kind", "air_strike"], {"kind": "air_strike"}),
        (["--kind", "Air strike"], {"kind": "air_strike"}),
        (["--where-prec", "4"], {"where_prec": 4}),
        (["--attacker", "no_attack"], {"kind": "security_operation"}),
        (["--where-prec", "4", "--attacker", "no-attack"], {"where_prec": 4, "attacker": None}),
        (["--event", "ev-khost-2026-02-27"], {"event_id": "ev-khost-2026-02-27"}),
    ],
)
def test_a_facet(tables: Tables, tmp_path: Path, arguments: list[str], cells: dict[str, object]) -> None:
    assert run(tmp_path, *arguments) == having(tables, **cells)


def test_claimants_are_given_by_side(tables: Tables, tmp_path: Path) -> None:
    sides = {row["actor_id"]: row["side"] for row in tables.rows("actors")}
    wanted = {
        row["event_id"] for row in tables.rows("events") if "third_party" in {sides[who] for who in row["claimants"]}
    }
    assert wanted
    assert run(tmp_path, "--claimant", "third_party") == wanted


def test_a_filter_twice_widens_and_two_filters_narrow(tables: Tables, tmp_path: Path) -> None:
    attacks = having(tables, kind="air_strike") | having(tables, kind="drone_attack")
    assert run(tmp_path, "--kind", "air_strike", "--kind", "drone_attack") == attacks
    assert run(tmp_path, "--kind", "air_strike", "--time-of-day", "night") == having(
        tables, kind="air_strike", time_of_day="night"
    )
    both = ["--event", "ev-khost-2026-02-27", "--event", "ev-kabul-2026-02-26"]
    assert run(tmp_path, *both) == {both[1], both[3]}
    assert run(tmp_path, *both, "--time-of-day", "night") == {both[3]}


def test_days_touch_every_event_that_may_fall_on_them(tables: Tables, tmp_path: Path) -> None:
    def touching(first: str, last: str) -> set[str]:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        return {r["event_id"] for r in tables.rows("events") if r["date_start"] <= end and r["date_end"] >= start}

    assert run(tmp_path, "--day", "2026-02-22") == touching("2026-02-22", "2026-02-22")
    assert run(tmp_path, "--from", "2026-02-27") == touching("2026-02-27", "9999-12-31")
    assert run(tmp_path, "--to", "2026-02-21") == touching("0001-01-01", "2026-02-21")
    assert run(tmp_path, "--from", "2025-10-15", "--to", "2026-02-21") == touching("2025-10-15", "2026-02-21")


def test_another_data_folder(folder: Path, tmp_path: Path) -> None:
    assert len(run(tmp_path, "--data", str(folder))) == 13


# --- what cannot be done -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--from", "2026-02-30"], 2, '--from: "2026-02-30" is not a day; write it as 2026-02-26'),
        (["--to", "yesterday"], 2, '--to: "yesterday" is not a day; write it as 2026-02-26'),
        (["--day", "20260226"], 2, '--day: "20260226" is not a day; write it as 2026-02-26'),
        (["--day", "٢٠٢٦-٠٢-٢٦"], 2, '--day: "٢٠٢٦-٠٢-٢٦" is not a day; write it as 2026-02-26'),
        (["--from", "2026-02-28", "--to", "2026-02-26"], 2, "--from: 2026-02-28 is after --to 2026-02-26"),
        (["--day", "2026-02-26", "--to", "2026-02-27"], 2, "--day: stands alone; leave out --from and --to"),
        (
            ["--attacker", "x<script>"],
            2,
            '--attacker: no event has "x<script>"; there is: pakistan, afghanistan, both_sides, no_attack',
        ),
        (["--kind", "shelling"], 2, '--kind: no event has "shelling"; there is: air_strike, drone_attack, '),
        (["--event", "ev-elsewhere"], 2, '--event: there is no event "ev-elsewhere"'),
        (["--event", "e\n\x1b[2J" + "v" * 10_000], 2, '--event: there is no event "e  [2Jvvv'),
        (["--from", "2027-01-01"], 1, "no event is selected, so there is nothing to export; choose fewer filters"),
        (["--kind", "drone_attack", "--where-prec", "4"], 1, "no event is selected"),
        (
            ["--data", "no-such-folder"],
            2,
            "no-such-folder/datapackage.json: cannot be read (No such file or directory)",
        ),
    ],
)
def test_one_line_says_what_is_wrong(
    tmp_path: Path, capsys: Captured, arguments: list[str], code: int, sentence: str
) -> None:
    file = tmp_path / "out.csv"
    assert main(["--format", "csv", "-o", str(file), *arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(sentence)
    assert err.count("\n") == 1
    assert len(err) < 200
    assert not file.exists()


@pytest.mark.parametrize(
    "arguments", [[], ["--format", "docx", "-o", "x"], ["--format", "csv"], ["--fro", "2026-02-26"]]
)
def test_a_command_that_cannot_be_read(arguments: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: python -m dashboard.export" in capsys.readouterr().err


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path, capsys: Captured, tables: Tables) -> None:
    file = tmp_path / "out.kml"
    file.write_text("mine")
    assert main(["--format", "kml", "-o", str(file)]) == 2
    assert capsys.readouterr().err == f"{file} is there already; --force writes over it\n"
    assert file.read_text() == "mine"
    assert main(["--format", "kml", "-o", str(file), "--force"]) == 0
    assert file.read_bytes() == export("kml", tables)
    assert [path.name for path in tmp_path.iterdir()] == ["out.kml"]


def test_a_place_where_nothing_can_be_written(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "no" / "out.csv"
    assert main(["--format", "csv", "-o", str(target)]) == 2
    assert capsys.readouterr().err == f"{target} cannot be written (No such file or directory)\n"
    assert main(["--format", "csv", "-o", str(tmp_path), "--force"]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FORMATS)
def test_standard_output_has_the_bytes_alone(
    name: str, tables: Tables, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["--format", name, "-o", "-"]) == 0
    written = capfdbinary.readouterr()
    assert written.out == export(name, tables)
    assert written.err.decode() == f"{FORMATS[name].title}: All 13 events.\n"


def test_standard_output_of_a_process_has_the_bytes_alone(tables: Tables) -> None:
    command = [sys.executable, "-m", "dashboard.export", "--format", "tables", "-o", "-"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == export("tables", tables)
    assert done.stderr.decode() == f"{FORMATS['tables'].title}: All 13 events.\n"


def test_a_reader_that_leaves_is_no_traceback(tmp_path: Path) -> None:
    line = f'"{sys.executable}" -m dashboard.export --format annotations -o - 2>"{tmp_path}/err" | head -c 10'
    subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, check=True)
    assert "Traceback" not in (tmp_path / "err").read_text()


def test_faults_are_told(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    content = (folder / "events.csv").read_text("utf-8")
    (folder / "events.csv").write_text(
        content.replace("2026-02-27,2026-02-27,1,stated,Friday", "2026-02-28,2026-02-28,1,stated,Friday", 1), "utf-8"
    )
    assert len(run(tmp_path, "--data", str(folder))) == 12
    err = capsys.readouterr().err
    assert "rows that have one are not exported" in err
    assert "data/events.csv:5 date_start" in err


def test_help_can_be_read(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    out = capsys.readouterr().out
    assert all(f"--{option}" in out for option in (*FACETS, "format", "from", "to", "day", "event", "force", "data"))
    assert all(name in out for name in FORMATS)
    assert "Exit code" in out


# --- the parts ---------------------------------------------------------------------------------------------------


def test_nothing_asked_is_everything(tables: Tables) -> None:
    assert choose(tables) is None
    assert choose(tables, None, {"kind": [], "attacker": []}) is None


@settings(deadline=None)
@given(st.text())
def test_any_other_text_is_a_sentence(text: str) -> None:
    with pytest.raises(UnknownChoice, match="is not a day") as refused:
        parse_day("day", f"{text}!")
    assert refused.value.value == f"{text}!"
    assert len(str(refused.value).splitlines()) == 1


@settings(deadline=None)
@given(st.dates())
def test_every_day_of_the_calendar_is_a_day(day: date) -> None:
    assert parse_day("day", day.isoformat()) == day


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_days_in_either_order(first: date, last: date) -> None:
    if first <= last:
        assert parse_days(None, first.isoformat(), last.isoformat()) == (first, last)
    else:
        with pytest.raises(UnknownChoice, match="is after --to"):
            parse_days(None, first.isoformat(), last.isoformat())
