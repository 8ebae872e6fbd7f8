"""The command that says what the reader makes of a file: its JSON, its questions, its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from event_rows import table, text

from dashboard.inspect_files import main
from dashboard.sources.files import FIELDS
from dashboard.sources.files.convert.open_questions import QUESTIONS

PLAIN = "date,lat,lon,town,killed,type\n2021-03-04,34.5,69.2,Aville,3,Air strike\n2021-03-05,,,Beville,,\n"
OPEN_ORDER = "date,lat,lon\n03/04/2021,34.5,69.2\n"


@pytest.fixture
def inspect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Write files by name and inspect them with some arguments: exit code and objects."""

    def run(files: dict[str, str | bytes], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
        paths = []
        for name, content in files.items():
            paths.append(tmp_path / name)
            paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main([*map(str, paths), *arguments])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_a_table_is_asked_about_until_its_proposals_are_accepted(inspect: Any) -> None:
    code, [asked] = inspect({"a.csv": PLAIN})
    assert code == 1
    assert [question.partition(":")[0] for question in asked["questions"]] == ["columns"]
    assert asked["mapping"]["fatalities"] == "killed"
    assert (asked["recognised"], asked["refused"], asked["rows_read"]) == ("table", None, None)

    code, [opened] = inspect({"a.csv": PLAIN}, "--accept")
    assert code == 0
    assert opened["questions"] == []
    assert (opened["rows_read"], opened["shown"], opened["mapping"]) == (2, 2, asked["mapping"])
    assert opened["events"][0] == {
        "row": 2,
        "date_start": "2021-03-04",
        "date_end": "2021-03-04",
        "latitude": 34.5,
        "longitude": 69.2,
        "fatalities": 3,
        "kind": "air_strike",
        "place": "Aville",
    }
    assert opened["events"][1]["fatalities"] is None
    assert [entry["line"] for entry in opened["listed"]] == [3]
    assert "Beville" in opened["listed"][0]["why"]


def test_columns_that_are_named_need_no_acceptance_and_are_the_only_ones(inspect: Any) -> None:
    code, [opened] = inspect({"a.csv": PLAIN}, "--column", "date=date", "--column", "location=town")
    assert code == 0
    assert opened["mapping"] == {"date": "date", "location": "town"}
    assert opened["events"][0]["fatalities"] is None


def test_a_named_column_beats_the_proposal(inspect: Any) -> None:
    code, [opened] = inspect({"a.csv": PLAIN}, "--accept", "--column", "notes=killed")
    assert code == 0
    assert opened["mapping"]["notes"] == "killed"
    assert "fatalities" not in opened["mapping"]


def test_a_column_that_the_file_lacks(inspect: Any) -> None:
    code, [refused] = inspect({"a.csv": PLAIN}, "--column", "date=When")
    assert code == 2
    assert "no column When" in refused["refused"]
    assert "lat" in refused["refused"]


def test_an_open_order_of_day_and_month_stays_open_until_it_is_said(inspect: Any) -> None:
    code, [asked] = inspect({"a.csv": OPEN_ORDER}, "--accept")
    assert code == 1
    assert any(question.startswith("date_order: ") for question in asked["questions"])
    for order, day in (("day_first", "2021-04-03"), ("month_first", "2021-03-04")):
        code, [opened] = inspect({"a.csv": OPEN_ORDER}, "--accept", "--order", order)
        assert code == 0
        assert (opened["events"][0]["date_start"], opened["choices"]["date_form"]) == (day, order)


def test_the_order_of_a_published_format(inspect: Any) -> None:
    rows = text(table("acled", {"event_date": "03/04/2021"}, {"event_date": "05/04/2021"}))
    code, [asked] = inspect({"a.csv": rows})
    assert code == 1
    assert asked["recognised"] == "acled"
    assert [question.partition(":")[0] for question in asked["questions"]] == ["date_order"]
    code, [opened] = inspect({"a.csv": rows}, "--order", "day_first")
    assert code == 0
    assert opened["mapping"] is None
    assert [event["date_start"] for event in opened["events"]] == ["2021-04-03", "2021-04-05"]


def test_several_files_end_with_the_highest_code(inspect: Any) -> None:
    ged = text(table("ged", {}, {}))
    code, objects = inspect({"a.csv": ged, "b.csv": PLAIN, "c.png": b"\x89PNG\r\n\x1a\n"}, "--no-events")
    assert code == 2
    assert [entry["recognised"] for entry in objects] == ["ged", "table", None]
    assert objects[0]["rows_read"] == objects[0]["shown"] == 2
    assert all("events" not in entry for entry in objects)
    assert "PNG" in objects[2]["refused"]


def test_rows_left_out_are_listed_with_line_column_and_value(inspect: Any) -> None:
    code, [opened] = inspect({"a.csv": "date,lat,lon\nsoon,1,2\n2020-01-01,1,2\n2020-01-02,1,2\n"}, "--accept")
    assert code == 0
    assert (opened["rows_read"], opened["shown"]) == (3, 2)
    [entry] = opened["listed"]
    assert (entry["line"], entry["column"], entry["value"]) == (2, "date", "soon")


def test_words_that_the_command_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["--column", "when=date"], ["--column", "date"], ["--order", "backwards"], ["--confirm", "all"]):
        with pytest.raises(SystemExit) as left:
            main(["a.csv", *wrong])
        assert left.value.code == 2
    assert "date_end" in capsys.readouterr().err


def test_help_names_every_field_of_the_object_and_every_exit_code(inspect: Any) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "dashboard.inspect_files", "--help"], capture_output=True, text=True, check=True
    ).stdout
    _, [opened] = inspect({"a.csv": PLAIN}, "--accept")
    for name in (*opened, *opened["events"][0], *opened["choices"], "line", "column", "value", "why"):
        assert name in shown
    assert "Exit code: 0 opened, 1 questions are open, 2 refused" in shown
    assert set(FIELDS) <= set(shown.replace(",", " ").split())


def test_every_code_of_a_question_has_a_sentence() -> None:
    assert all(sentence.endswith("?") for sentence in QUESTIONS.values())


def test_what_is_said_of_the_whole_file_is_said_to_scripts_too(inspect: Any) -> None:
    feature = {
        "type": "Feature",
        "properties": {"date": "2022-02-24"},
        "geometry": {"type": "Point", "coordinates": [200.5, 1]},
    }
    code, [opened] = inspect(
        {"a.geojson": json.dumps({"type": "FeatureCollection", "features": [feature]})}, "--accept"
    )
    assert code == 0
    assert opened["events"][0]["longitude"] == -159.5
    assert any("360" in notice or "180" in notice for notice in opened["notices"])


def test_which_of_both_stands_first_in_a_cell_can_be_said(inspect: Any) -> None:
    rows = 'date,coordinates\n2022-02-24,"30.5, 50.25"\n'
    for arguments, latitude in (((), 30.5), (("--confirm", "swapped", "--confirm", "longitude_first"), 50.25)):
        code, [opened] = inspect({"a.csv": rows}, "--accept", *arguments)
        assert code == 0
        assert opened["events"][0]["latitude"] == latitude
