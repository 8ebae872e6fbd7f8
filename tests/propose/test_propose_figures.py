"""Figures of losses: the number with its bounds, and what it counts."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.propose.figures import figures_in
from dashboard.propose.number_words import numbers, value
from dashboard.propose.proposal import Report
from dashboard.propose.report_reading import propose


def read(text: str) -> list[tuple[str, str, int | None, int | None]]:
    figures = figures_in(text, 0, len(text))
    assert all(text[figure.start : figure.end] == figure.words for figure in figures)
    return [(figure.words, figure.metric, figure.n_min, figure.n_max) for figure in figures]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("17", 17, 17),
        ("1,200", 1200, 1200),
        ("twenty-two", 22, 22),
        ("one hundred and five", 105, 105),
        ("two thousand", 2000, 2000),
        ("a dozen", 12, 12),
        ("half a dozen", 6, 6),
        ("two dozen", 24, 24),
        ("dozens", 12, None),
        ("scores", 20, None),
        ("tens of thousands", 10_000, None),
        ("hundreds", 100, None),
    ],
)
def test_numbers_in_words(words: str, low: int | None, high: int | None) -> None:
    assert value(words) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 17 people", 17, None),
        ("more than 30 people", 30, None),
        ("over 1,200 people", 1200, None),
        ("40 or more people", 40, None),
        ("up to 40 people", None, 40),
        ("as many as 40 people", None, 40),
        ("no more than three people", None, 3),
        ("between 40 and 50 people", 40, 50),
        ("12-15 people", 12, 15),
        ("about twenty people", 20, 20),
        ("nearly 40 people", 40, 40),
        # "handed over two" says no bound
        ("handed over two people", 2, 2),
    ],
)
def test_bounds_are_those_of_the_gate(text: str, low: int | None, high: int | None) -> None:
    [number] = numbers(text, 0, len(text))
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "killing four people and injuring at least 17",
            [("four", "killed", 4, 4), ("at least 17", "wounded", 17, None)],
        ),
        ("13 people, including four civilians, had been killed", [("13", "killed", 13, 13), ("four", "killed", 4, 4)]),
        ("seven soldiers and nine rebels were killed", [("seven", "killed", 7, 7), ("nine", "killed", 9, 9)]),
        ("wounding eight, three of them critically", [("eight", "wounded", 8, 8), ("three", "wounded", 3, 3)]),
        ("put the toll at six dead and 24 wounded", [("six", "killed", 6, 6), ("24", "wounded", 24, 24)]),
        ("the death toll rose to 45", [("45", "killed", 45, 45)]),
        ("killing the driver and seven passengers", [("seven", "killed", 7, 7)]),
        ("the blast claimed 12 lives", [("12", "killed", 12, 12)]),
        ("lost 13 fighters and two tanks", [("13", "killed", 13, 13), ("two", "damage", 2, 2)]),
        ("left dozens dead or wounded", [("dozens", "casualties", 12, None)]),
        ("taking 90 nationals to holding centres", [("90", "detained", 90, 90)]),
        ("took a dozen men away for questioning", [("a dozen", "detained", 12, 12)]),
        ("freed 104 migrants and arrested three traffickers", [("three", "detained", 3, 3)]),
        ("brought down five aircraft", [("five", "damage", 5, 5)]),
        ("Twenty-two others were being treated", [("Twenty-two", "wounded", 22, 22)]),
        ("causing no casualties", [("no casualties", "casualties", 0, 0)]),
        ("no one was injured", [("no one was injured", "wounded", 0, 0)]),
        ("there was no damage", [("no damage", "damage", 0, 0)]),
        ("there were civilian casualties", [("casualties", "casualties", None, None)]),
    ],
)
def test_counts(text: str, expected: list[tuple[str, str, int | None, int | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۱۲ تن کشته و ۳۰ تن زخمی شدند", [("۱۲", "killed", 12, 12), ("۳۰", "wounded", 30, 30)]),
        ("سقط 15 قتيلا و٢٠ جريحا", [("15", "killed", 15, 15)]),
        ("دھماکے میں 7 افراد ہلاک ہوئے", [("7", "killed", 7, 7)]),
        ("۵ کیلومتر", []),
    ],
)
def test_counts_in_arabic_script_are_begun(text: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a woman was killed",  # "a" is no count
        "a man aged 34 was killed",
        "killed 20 km from the town",
        "killed in two raids",
        "30 drones were launched",
        "he was killed two days earlier",
        "the 4th Brigade",
        "it cost $12 million",
        "one of them said that it was quiet",
    ],
)
def test_counts_nothing(text: str) -> None:
    assert read(text) == []


def test_leaves_out_what_was_read_as_a_day() -> None:
    text = "killing 12 February"
    assert figures_in(text, 0, len(text), ((8, 19),)) == ()


@pytest.mark.parametrize(
    ("text", "counted", "own"),
    [
        ("The army said it killed 274 rebel officials and fighters.", "rebel officials and fighters", False),
        ("Chad said 12 of its own soldiers were killed.", "soldiers", True),
        ("Chad said the front had lost 13 Dune Front fighters.", "Dune Front fighters", False),
        ("The strikes killed 13 civilians and the front warned of a reply.", "civilians", False),
        ("There were civilian casualties in the strikes.", "civilian", False),
        ("Shells killed nine people.", None, False),
        ("Shells killed dozens of soldiers.", "soldiers", False),
        ("The army said two of its men were killed.", "men", True),
        ("Shells killed nine in the town of the soldiers.", None, False),
        ("Drones destroyed nine army trucks.", None, False),
    ],
)
def test_who_is_counted_stands_in_the_words_behind_the_figure(text: str, counted: str | None, own: bool) -> None:
    [sentence] = propose(text, Report(date(2026, 3, 4)))
    [figure] = sentence.figures
    assert (figure.counted and figure.counted.words, figure.own) == (counted, own)
    if figure.counted:
        assert text[figure.counted.start : figure.counted.end] == counted
