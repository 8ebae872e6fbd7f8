"""One event of an opened file in words: whose words each of them is, and what a figure is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import event_rows
import pytest

from dashboard.model.record import LINK, EventRecord
from dashboard.record_html import card
from dashboard.sources.files import Opened, open_file
from dashboard.sources.files.file_record import file_record, list_lines


def opened(shape: str, *changes: Mapping[str, str]) -> Opened:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(event_rows.table(shape, *(changes or [{}])))
    return open_file(stream.getvalue().encode(), f"{shape}.csv")


def record_of(shape: str, **changes: str) -> EventRecord:
    return file_record(opened(shape, changes), 0, {})


@pytest.mark.parametrize(
    ("shape", "label", "words"),
    [
        ("ged", "Coder’s words on the place", "at Testburg"),
        ("acled", "Coder’s note", "Both sides clashed near Testburg."),
    ],
)
def test_a_note_is_the_coders_and_says_on_what(shape: str, label: str, words: str) -> None:
    note = record_of(shape).notes[-1]
    assert (note.whose, note.title, note.texts) == ("coder", label, (words,))


@pytest.mark.parametrize(
    ("shape", "figures"),
    [
        ("ged", ("Deaths, the coders’ estimates: best 3, low 2, high 4",)),
        ("acled", ("Reported deaths, one figure of the coders, of no one side: 2",)),
    ],
)
def test_a_figure_says_whose_it_is(shape: str, figures: tuple[str, ...]) -> None:
    record = record_of(shape)
    assert tuple(figure.line for figure in record.figures) == figures
    assert [figure.unit for figure in record.figures] == ["deaths"]
    assert [figure.said_by for figure in record.figures] == ["the coders"]
    assert figures[0] in card(record)["lines"]


def test_an_estimate_of_none_is_told_and_one_that_is_missing_is_not_none() -> None:
    (none,) = record_of("ged", best="0", low="0", high="0").figures
    assert none.line == "Deaths, the coders’ estimates: best 0, low 0, high 0"
    (unknown,) = record_of("acled", fatalities="").figures
    assert unknown.line == "Deaths: not known"


@pytest.mark.parametrize("shape", ["ged", "acled"])
def test_who_acted_is_not_who_attacked(shape: str) -> None:
    record = record_of(shape)
    assert record.fact("actors").text in (
        "Government of Exampleland and Example Front",
        "Army of Exampleland and Example Front",
    )
    assert record.fact("attacker").text == "not stated"


def test_the_headline_is_that_of_the_source() -> None:
    assert next((note.title, note.texts) for note in record_of("ged").notes) == (
        "Headline",
        ("Fighting reported near Testburg",),
    )
    assert "Headline" not in [note.title for note in record_of("acled").notes]


def test_a_row_says_who_where_when_and_what_its_figures_are() -> None:
    assert list_lines(opened("ged"), [0]) == [
        (
            record_of("ged").fact("when").text,
            "Government of Exampleland – Example Front",
            "Testburg town",
            "State-based · deaths: best 3, low 2, high 4",
        )
    ]


def test_against_whom_is_said_only_where_the_attacker_is_stated() -> None:
    one_sided = {"type_of_violence": "3", "side_a": "Example Front", "side_b": "Civilians"}
    assert record_of("ged", **one_sided).title == "Example Front against Civilians"
    assert record_of("ged").title == "Government of Exampleland – Example Front"
    nobody = record_of("acled", actor1="", actor2="")
    assert nobody.title == nobody.fact("kind").text.rpartition(": ")[2]


def test_a_row_is_cited_with_data_set_id_note_link_terms_and_hash() -> None:
    file = opened("ged")
    lines = file_record(file, 0, {}).citation.splitlines()
    assert lines[0].startswith("Government of Exampleland – Example Front, ")
    assert "Deaths, the coders’ estimates: best 3, low 2, high 4." in lines
    assert "Coder’s words on the place: at Testburg" in lines
    assert any(line.startswith("From ged.csv, line 2, id ") and line.endswith(LINK) for line in lines)
    assert any("UCDP Georeferenced Event Dataset" in line and "CC BY 4.0" in line for line in lines)
    assert lines[-1].endswith(f"SHA-256 {file.digest}.")
