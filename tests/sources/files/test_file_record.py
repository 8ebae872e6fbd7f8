"""One event of an opened file in words: whose words each of them is, and what a figure is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import event_rows
import pytest

from dashboard.sources.files import Opened, open_file
from dashboard.sources.files.file_record import Row, card, row


def opened(shape: str, *changes: Mapping[str, str]) -> Opened:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(event_rows.table(shape, *(changes or [{}])))
    return open_file(stream.getvalue().encode(), f"{shape}.csv")


def told(shape: str, **changes: str) -> Row:
    return row(opened(shape, changes), 0, {})


@pytest.mark.parametrize(
    ("shape", "label", "words"),
    [
        ("ged", "Coder’s words on the place", "at Testburg"),
        ("acled", "Coder’s note", "Both sides clashed near Testburg."),
    ],
)
def test_a_note_is_the_coders_and_says_on_what(shape: str, label: str, words: str) -> None:
    found = told(shape)
    assert (found.notes_are, found.notes) == (label, words)


@pytest.mark.parametrize(
    ("shape", "figures"),
    [
        ("ged", ("Deaths, the coders’ estimates: best 3, low 2, high 4",)),
        ("acled", ("Reported deaths, one figure of the coders, of no one side: 2",)),
    ],
)
def test_a_figure_says_whose_it_is(shape: str, figures: tuple[str, ...]) -> None:
    assert told(shape).figures == figures
    assert figures[0] in card(opened(shape), 0, {})["lines"]


def test_an_estimate_of_none_is_told_and_one_that_is_missing_is_not_none() -> None:
    assert told("ged", best="0", low="0", high="0").figures == ("Deaths, the coders’ estimates: best 0, low 0, high 0",)
    assert told("acled", fatalities="").figures == ("Deaths: not known",)


@pytest.mark.parametrize("shape", ["ged", "acled"])
def test_who_acted_is_not_who_attacked(shape: str) -> None:
    found = told(shape)
    assert found.actors in ("Government of Exampleland and Example Front", "Army of Exampleland and Example Front")
    assert found.attacker == "not stated"


def test_the_headline_is_that_of_the_source() -> None:
    assert told("ged").headline == "Fighting reported near Testburg"
    assert told("acled").headline == ""
