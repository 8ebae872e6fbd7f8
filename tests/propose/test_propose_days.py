"""Words for days: each rule with its cases.

The phrases are those that news uses: AP and Reuters style name the weekday, wire recaps say "overnight" and "the early
hours of", situation reports give ranges, local papers "on the 14th". The readings follow the coding rules of the dossier
(data/README.md, Days), UCDP GED codebook 19.1 (a night belongs to the day on which it began; date_prec) and, where both
are silent, the reasons given in dashboard/propose/day_readings.py.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dashboard.propose.calendars import lunar_day, solar_day
from dashboard.propose.day_context import DayContext
from dashboard.propose.days_in_text import days_in
from dashboard.propose.proposal import DayWords

# Wednesday, 4 March 2026.
REPORT = date(2026, 3, 4)


def read(text: str, anchor: date = REPORT, context: DayContext | None = None) -> list[DayWords]:
    return list(days_in(text, 0, len(text), context or DayContext(anchor)))


@pytest.mark.parametrize(
    ("phrase", "first", "last", "precision", "time_of_day"),
    [
        # one day
        ("on Monday", "2026-03-02", "2026-03-02", 1, "unknown"),
        ("on Wednesday", "2026-03-04", "2026-03-04", 1, "unknown"),
        ("Thursday night", "2026-02-26", "2026-02-26", 1, "night"),
        ("late on Thursday", "2026-02-26", "2026-02-26", 1, "night"),
        ("late Friday afternoon", "2026-02-27", "2026-02-27", 1, "day"),
        ("Friday morning", "2026-02-27", "2026-02-27", 1, "day"),
        ("on Friday evening", "2026-02-27", "2026-02-27", 1, "unknown"),
        ("at dawn on Friday", "2026-02-27", "2026-02-27", 1, "unknown"),
        ("before dawn on Friday", "2026-02-27", "2026-02-27", 1, "night"),
        ("in the early hours of Friday", "2026-02-27", "2026-02-27", 1, "night"),
        ("shortly after noon on Tuesday", "2026-03-03", "2026-03-03", 1, "day"),
        ("on the night of February 3", "2026-02-03", "2026-02-03", 1, "night"),
        ("on 27 February 2026", "2026-02-27", "2026-02-27", 1, "unknown"),
        ("on Friday, Feb. 27,", "2026-02-27", "2026-02-27", 1, "unknown"),
        ("on the 2nd of March", "2026-03-02", "2026-03-02", 1, "unknown"),
        ("2026-02-14", "2026-02-14", "2026-02-14", 1, "unknown"),
        ("on December 8", "2025-12-08", "2025-12-08", 1, "unknown"),
        ("on the 14th", "2026-02-14", "2026-02-14", 1, "unknown"),
        ("on the 31st", "2026-01-31", "2026-01-31", 1, "unknown"),
        ("today", "2026-03-04", "2026-03-04", 1, "unknown"),
        ("earlier today", "2026-03-04", "2026-03-04", 1, "unknown"),
        ("this morning", "2026-03-04", "2026-03-04", 1, "day"),
        ("yesterday", "2026-03-03", "2026-03-03", 1, "unknown"),
        ("yesterday afternoon", "2026-03-03", "2026-03-03", 1, "day"),
        ("the day before yesterday", "2026-03-02", "2026-03-02", 1, "unknown"),
        ("last night", "2026-03-03", "2026-03-03", 1, "night"),
        ("overnight", "2026-03-03", "2026-03-03", 1, "night"),
        ("overnight on Sunday", "2026-03-01", "2026-03-01", 1, "night"),
        ("overnight into Tuesday", "2026-03-02", "2026-03-02", 1, "night"),
        ("Monday night into Tuesday morning", "2026-03-02", "2026-03-02", 1, "night"),
        ("the night of 3 to 4 February", "2026-02-03", "2026-02-03", 1, "night"),
        ("overnight from Sunday to Monday", "2026-03-01", "2026-03-01", 1, "night"),
        ("the night between February 25 and 26", "2026-02-25", "2026-02-25", 1, "night"),
        ("three days ago", "2026-03-01", "2026-03-01", 1, "unknown"),
        # "last Tuesday" on a Wednesday is that of the week before
        ("last Tuesday", "2026-02-24", "2026-02-24", 1, "unknown"),
        ("last Friday", "2026-02-27", "2026-02-27", 1, "unknown"),
        # several days
        ("from Saturday to Monday", "2026-02-28", "2026-03-02", 2, "unknown"),
        ("on Saturday and Sunday", "2026-02-28", "2026-03-01", 2, "unknown"),
        ("between 8 and 10 November", "2025-11-08", "2025-11-10", 2, "unknown"),
        ("February 8 and 9", "2026-02-08", "2026-02-09", 2, "unknown"),
        ("3–5 February", "2026-02-03", "2026-02-05", 2, "unknown"),
        ("29 December to 4 January", "2025-12-29", "2026-01-04", 3, "unknown"),
        ("since Monday", "2026-03-02", "2026-03-04", 2, "unknown"),
        ("since 13 February", "2026-02-13", "2026-03-04", 4, "unknown"),
        ("over the weekend", "2026-02-28", "2026-03-01", 2, "unknown"),
        ("last weekend", "2026-02-28", "2026-03-01", 2, "unknown"),
        ("this week", "2026-03-02", "2026-03-04", 2, "unknown"),
        ("earlier this week", "2026-03-02", "2026-03-03", 2, "unknown"),
        ("last week", "2026-02-23", "2026-03-01", 3, "unknown"),
        ("over the past four days", "2026-02-28", "2026-03-04", 2, "unknown"),
        ("in the past 24 hours", "2026-03-03", "2026-03-04", 2, "unknown"),
        ("two weeks ago", "2026-02-15", "2026-02-21", 3, "unknown"),
        # months and years
        ("last month", "2026-02-01", "2026-02-28", 4, "unknown"),
        ("this month", "2026-03-01", "2026-03-04", 2, "unknown"),
        ("in October", "2025-10-01", "2025-10-31", 4, "unknown"),
        ("in March", "2025-03-01", "2025-03-31", 4, "unknown"),
        ("in late October", "2025-10-21", "2025-10-31", 4, "unknown"),
        ("in early February", "2026-02-01", "2026-02-10", 4, "unknown"),
        ("in mid-February", "2026-02-11", "2026-02-20", 4, "unknown"),
        ("in October 2017", "2017-10-01", "2017-10-31", 4, "unknown"),
        ("between January and June 2025", "2025-01-01", "2025-06-30", 5, "unknown"),
        ("since October 2025", "2025-10-01", "2026-03-04", 5, "unknown"),
        ("since the start of the year", "2026-01-01", "2026-03-04", 5, "unknown"),
        ("last year", "2025-01-01", "2025-12-31", 5, "unknown"),
        ("in 2021", "2021-01-01", "2021-12-31", 5, "unknown"),
        ("from 2020 to 2022", "2020-01-01", "2022-12-31", 5, "unknown"),
        ("two months ago", "2026-01-01", "2026-01-31", 4, "unknown"),
    ],
)
def test_reads(phrase: str, first: str, last: str, precision: int, time_of_day: str) -> None:
    sentence = f"Shells fell {phrase} near the town"
    [words] = read(sentence)
    assert (words.first.isoformat(), words.last.isoformat()) == (first, last)
    assert (words.precision, words.time_of_day) == (precision, time_of_day)
    assert sentence[words.start : words.end] == words.words
    assert words.why


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "The 14th Brigade held the 21st century fort.",
        "Shells fell in recent weeks.",
        "A man of 34 died, 12 km away.",
        "On 31 February shells fell.",
        # The weekday is not that day's: the words agree on no day.
        "On Friday, 13 February 2025, shells fell.",
        "In the summer shells fell.",
        "",
    ],
)
def test_reads_no_day(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("He will speak on Monday.", "2026-03-09"),
        ("Elections are due in December.", "2026-12-01"),
        ("The truce is to begin next week.", "2026-03-09"),
        ("He was ordered to leave by Friday.", "2026-03-06"),
        ("He will resign, he said on Monday.", "2026-03-02"),
        ("The army, which will leave, struck on Monday.", "2026-03-02"),
    ],
)
def test_knows_what_is_still_to_come(text: str, first: str) -> None:
    assert read(text)[-1].first.isoformat() == first


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Two days earlier", "2026-02-24"),
        ("A day later", "2026-02-27"),
        ("The previous day", "2026-02-25"),
        ("The next day", "2026-02-27"),
        ("That day", "2026-02-26"),
        ("The following night", "2026-02-27"),
        ("A week earlier", "2026-02-19"),
    ],
)
def test_counts_from_the_day_named_before(phrase: str, expected: str) -> None:
    context = DayContext(REPORT)
    read("Bombs fell on Thursday, the governor said on Wednesday.", context=context)
    [words] = read(f"{phrase} a mine went off.", context=context)
    assert words.first.isoformat() == words.last.isoformat() == expected


def test_the_day_of_what_is_said_is_told_apart() -> None:
    thursday, wednesday = read("Bombs fell on Thursday, the governor said on Wednesday.")
    assert "what is said" not in thursday.why
    assert "what is said" in wednesday.why


@pytest.mark.parametrize(
    ("before", "part", "expected"),
    [
        ("Bombs fell on Thursday.", "shortly after dawn", "2026-02-26"),
        ("Bombs fell on Thursday.", "by nightfall", "2026-02-26"),
        # The night belongs to the day on which it began, its dawn to the next.
        ("Bombs fell overnight.", "before dawn", "2026-03-04"),
        ("Bombs fell overnight.", "in the evening", "2026-03-03"),
    ],
)
def test_part_of_the_day_belongs_to_the_day_named_before(before: str, part: str, expected: str) -> None:
    context = DayContext(REPORT)
    read(before, context=context)
    context.begin_paragraph()
    [words] = read(f"A convoy was hit {part}.", context=context)
    assert words.first.isoformat() == words.last.isoformat() == expected


def test_earlier_this_month_is_past_whatever_is_planned() -> None:
    [words] = read("He threatened earlier this month to send troops.")
    assert (words.first.isoformat(), words.last.isoformat()) == ("2026-03-01", "2026-03-03")


def test_part_of_the_day_belongs_to_the_day_of_its_sentence() -> None:
    words = read("In the early hours a bomb went off; the raid of Monday had failed.")
    assert [(one.first.isoformat(), one.time_of_day) for one in words] == [
        ("2026-03-02", "night"),
        ("2026-03-02", "unknown"),
    ]


# The page shows the same days in their own calendar again (tests/browser_units/calendars.test.js).
CALENDARS = Path(__file__).resolve().parents[1] / "browser_units" / "calendar_cases.json"


@pytest.mark.parametrize("case", json.loads(CALENDARS.read_text("utf-8")), ids=lambda case: case["words"])
def test_converts_islamic_dates_and_shows_both(case: dict[str, str]) -> None:
    [words] = read(case["words"])
    assert words.first.isoformat() == case["day"]
    assert words.calendar in ("Hijri", "Solar Hijri")
    assert words.why.startswith(words.calendar)
    assert f"{words.first.day} {words.first:%B %Y}" in words.why


@pytest.mark.parametrize(
    ("solar", "expected"),
    [
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1399, 1, 1), date(2020, 3, 20)),
        ((1400, 5, 24), date(2021, 8, 15)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1404, 12, 30), None),  # no leap year
        ((1405, 13, 1), None),
    ],
)
def test_solar_hijri_days(solar: tuple[int, int, int], expected: date | None) -> None:
    assert solar_day(*solar) == expected


def test_lunar_hijri_days() -> None:
    assert lunar_day(1447, 9, 1) == date(2026, 2, 18)
    assert lunar_day(1447, 13, 1) is None
    assert lunar_day(1, 1, 1) is None
