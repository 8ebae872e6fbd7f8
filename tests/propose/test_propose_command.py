"""``python -m dashboard.propose``: what it prints, what it refuses, and that --help tells all of it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.propose.__main__ import EPILOG, PROPOSED, REFUSED, main
from dashboard.propose.proposal import Report
from dashboard.propose.report_reading import propose
from dashboard.propose.report_text import MOST_BYTES

TEXT = (
    "GOMA, July 8 (Wire) - At least 12 people were killed when shells fell on Sake on Tuesday, the governor said.\r\n\r\n"
    "He warned that troops would strike again.\r\n"
)


def run(path: Path, *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    command = [sys.executable, "-m", "dashboard.propose", str(path), "--published", "2026-07-08", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def proposed(
    capsys: pytest.CaptureFixture[str], path: Path, *arguments: str
) -> tuple[int, list[dict[str, object]], str]:
    code = main([str(path), "--published", "2026-07-08", *arguments])
    printed = capsys.readouterr()
    return code, [json.loads(line) for line in printed.out.splitlines()], printed.err


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_one_object_a_sentence_with_offsets_of_the_file(report: Path) -> None:
    code, lines, errors = run(report)
    assert (code, errors) == (PROPOSED, "")
    assert [line["text"] for line in lines] == [TEXT[: TEXT.index("\r")], "He warned that troops would strike again."]
    for line in lines:
        assert TEXT[line["start"] : line["end"]] == line["text"]
        for words in (*line["days"], *line["places"], *line["figures"], *line["actors"]):
            assert TEXT[words["start"] : words["end"]] == words["words"]
    first, second = lines
    assert first["act"]["score"] >= 0.5 > second["act"]["score"]
    assert first["act"]["kinds"][0] == "shelling"
    assert [(day["from"], day["to"], day["precision"]) for day in first["days"]] == [("2026-07-07", "2026-07-07", 1)]
    dateline, place = first["places"]
    assert (dateline["not_a_place"], dateline["candidates"]) == ("dateline", [])
    assert (place["not_a_place"], place["candidates"][0]["name"], place["candidates"][0]["country"]) == (
        None,
        "Sake",
        "CD",
    )
    assert [(f["metric"], f["n_min"], f["n_max"]) for f in first["figures"]] == [("killed", 12, None)]


def test_weekdays_are_read_back_from_the_update(capsys: pytest.CaptureFixture[str], report: Path) -> None:
    _, lines, _ = proposed(capsys, report, "--updated", "2026-07-16")
    assert lines[0]["days"][0]["from"] == "2026-07-14"


def test_help_tells_every_field(report: Path) -> None:
    _, lines, _ = run(report)
    first = lines[0]
    names = set(first)
    for part in ("act", "days", "places", "figures", "actors"):
        rows = first[part] if isinstance(first[part], list) else [first[part]]
        names |= {name for row in rows for name in row}
    names |= {name for place in first["places"] for candidate in place["candidates"] for name in candidate}
    assert [name for name in sorted(names) if name not in EPILOG] == []


@pytest.mark.parametrize("content", ["", " \r\n\t", "\ufeff"])
def test_an_empty_text_prints_nothing_of_use(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content.encode())
    code, lines, errors = proposed(capsys, path)
    assert (code, errors) == (PROPOSED, "")
    assert all(line["act"]["score"] == 0 for line in lines)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Shells\0 fell.", "NUL"),
        ("Kabul: \u00e9t\u00e9".encode("latin-1"), "not UTF-8"),
        ("Shells fell.".encode("utf-16"), "not UTF-8"),
        (b"a" * (MOST_BYTES + 1), "MB"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_report_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "report.txt"
    if content is not None:
        path.write_bytes(content)
    code, lines, errors = proposed(capsys, path)
    assert (code, lines) == (REFUSED, [])
    assert sentence in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("arguments", [["--published", "27.2.2026"], ["--country", "Mali"], []])
def test_wrong_arguments(report: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    given_day = [] if "--published" in arguments or not arguments else ["--published", "2026-07-08"]
    with pytest.raises(SystemExit) as stopped:
        main([str(report), *given_day, *arguments])
    assert stopped.value.code == REFUSED
    assert "expected" in (said := capsys.readouterr().err) or "required" in said


def test_mixed_directions_keep_their_offsets(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "Shells fell on \u202bكابل\u202c on Tuesday. در حملات هوایی بر کابل ۱۲ تن کشته شدند.\n\nقُتل خمسة في غارة على صنعاء."
    path = tmp_path / "mixed.txt"
    path.write_text(text, encoding="utf-8")
    code, lines, _ = proposed(capsys, path)
    assert code == PROPOSED
    assert all(text[line["start"] : line["end"]] == line["text"] for line in lines)
    assert [place["words"] for line in lines for place in line["places"] if place["candidates"]][-1] == "صنعاء"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for sentence in propose(text, Report(date(2026, 3, 4))):
        assert text[sentence.start : sentence.end] == sentence.text
        json.dumps(sentence.as_json())


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "on Monday ",
                " killed ",
                " at least ",
                " 12 ",
                " people ",
                " in ",
                " Kabul ",
                " , ",
                " . ",
                " and ",
                " the ",
                " two days earlier ",
                " no ",
                " casualties ",
                " to ",
                " May ",
                " 31 ",
                " 2026 ",
                " said ",
                " Pakistan ",
                " ’s ",
                " dozens ",
                " “ ",
                " ” ",
                " \n\n ",
                " drone ",
                " - ",
                " 99 ",
                " overnight ",
                " north of ",
                " 3 February ",
                " 1447 ",
                " Ramadan ",
                " since",
            ]
        ),
        max_size=40,
    )
)
def test_any_words_of_news_are_read_inside_their_sentence(pieces: list[str]) -> None:
    text = "".join(pieces)
    for sentence in propose(text, Report(date(2026, 3, 4), None, "AF")):
        for words in (*sentence.days, *sentence.places, *sentence.figures, *sentence.actors):
            assert sentence.start <= words.start < words.end <= sentence.end
            assert text[words.start : words.end] == words.words
        for day in sentence.days:
            assert day.first <= day.last
        for figure in sentence.figures:
            assert figure.n_min is None or figure.n_max is None or figure.n_min <= figure.n_max
