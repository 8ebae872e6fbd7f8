"""The days of the slider, in order and in words."""

from __future__ import annotations

import locale
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.tables import load
from dashboard.timeline import days, in_words, neighbour, per_day, span_in_words

EVENTS = load(strict=True).events
MAPPED = EVENTS[EVENTS["place_id"].notna()]
FIRST, LAST = date(2026, 2, 21), date(2026, 2, 27)


def test_the_track_runs_from_the_first_to_the_last_possible_day_of_the_mapped_events() -> None:
    axis = days(MAPPED)
    assert (axis[0], axis[-1], len(axis)) == (FIRST, LAST, 7)
    assert axis == sorted(set(axis))


def test_the_real_days_hold_what_the_articles_say() -> None:
    counted = per_day(MAPPED, days(MAPPED))
    assert list(counted.values()) == [1, 1, 0, 0, 0, 6, 6]
    assert sum(counted.values()) == 12 + 2  # two events may be on either of two days


def test_an_event_without_a_place_does_not_stretch_the_track() -> None:
    assert days(EVENTS)[0] == date(2025, 10, 1)


def test_no_events_have_no_days() -> None:
    assert days(MAPPED.iloc[:0]) == []
    assert per_day(MAPPED.iloc[:0], [FIRST]) == {FIRST: 0}


def test_previous_and_next_skip_empty_days() -> None:
    counted = per_day(MAPPED, days(MAPPED))
    assert neighbour(counted, date(2026, 2, 22), 1) == date(2026, 2, 26)
    assert neighbour(counted, date(2026, 2, 26), -1) == date(2026, 2, 22)
    assert neighbour(counted, date(2026, 2, 24), 1) == date(2026, 2, 26)
    assert neighbour(counted, date(2026, 2, 24), -1) == date(2026, 2, 22)
    assert neighbour(counted, FIRST, -1) is None
    assert neighbour(counted, LAST, 1) is None
    assert neighbour({}, FIRST, 1) is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 26), "Thu 26 Feb 2026"),
        (date(2026, 3, 1), "Sun 1 Mar 2026"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
    ],
)
def test_a_day_in_words(day: date, words: str) -> None:
    assert in_words(day) == words
    assert in_words(day, year=False) == words[:-5]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (FIRST, FIRST, "Sat 21 Feb 2026"),
        (FIRST, date(2026, 2, 22), "Sat 21 – Sun 22 Feb 2026"),
        (date(2026, 2, 27), date(2026, 3, 1), "Fri 27 Feb – Sun 1 Mar 2026"),
        (date(2025, 12, 31), date(2026, 1, 1), "Wed 31 Dec 2025 – Thu 1 Jan 2026"),
        (date(2025, 10, 1), date(2025, 10, 31), "October 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2026, 2, 1), date(2026, 2, 27), "Sun 1 – Fri 27 Feb 2026"),
        (date(2025, 10, 1), date(2025, 11, 30), "Wed 1 Oct – Sun 30 Nov 2025"),
        (date(2024, 10, 1), date(2025, 10, 31), "Tue 1 Oct 2024 – Fri 31 Oct 2025"),
        (date(9999, 12, 1), date(9999, 12, 31), "December 9999"),
        (date.min, date.max, "Mon 1 Jan 1 – Fri 31 Dec 9999"),
    ],
)
def test_a_span_in_words(start: date, end: date, words: str) -> None:
    assert span_in_words(start, end) == words


def test_words_do_not_follow_the_machines_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    for name in ("de_DE.UTF-8", "de_DE", "C"):
        try:
            before = locale.setlocale(locale.LC_TIME)
            locale.setlocale(locale.LC_TIME, name)
        except locale.Error:
            continue
        assert in_words(date(2026, 3, 5)) == "Thu 5 Mar 2026"
        locale.setlocale(locale.LC_TIME, before)


SPANS = st.tuples(st.dates(date(2026, 1, 1), date(2026, 3, 31)), st.integers(0, 9))


@settings(deadline=None)
@given(spans=st.lists(SPANS, min_size=1, max_size=6))
def test_an_event_counts_on_each_of_its_days_and_the_track_has_no_gap(spans: list[tuple[date, int]]) -> None:
    rows = [{"date_start": start, "date_end": start + timedelta(days=length)} for start, length in spans]
    axis = days(pd.DataFrame(rows))
    counted = per_day(pd.DataFrame(rows), axis)
    assert sum(counted.values()) == sum(length + 1 for _, length in spans)
    assert [b - a for a, b in pairwise(axis)] == [timedelta(days=1)] * (len(axis) - 1)
    assert counted[axis[0]]
    assert counted[axis[-1]]
    for day in axis:
        later = neighbour(counted, day, 1)
        assert later is None or (
            later > day and counted[later] and not any(counted[d] for d in axis if day < d < later)
        )
