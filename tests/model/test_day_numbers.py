"""Days and spans of days, in words."""

from __future__ import annotations

import locale
from datetime import date

import pytest

from dashboard.model.days import date_of, day_number, in_words, span_in_words

FIRST = date(2026, 2, 21)


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
        (date(2026, 2, 5), date(2026, 2, 28), "Thu 5 – Sat 28 Feb 2026"),
        # The same day, as another object.
        (date(2026, 2, 21), date.fromisoformat("2026-02-21"), "Sat 21 Feb 2026"),
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


def test_the_year_is_asked_for_by_name() -> None:
    with pytest.raises(TypeError):
        in_words(date(2026, 3, 5), True)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1970, 1, 1), 0),
        (date(1969, 12, 31), -1),
        (date(2026, 2, 26), 20_510),
        (date.min, -719_162),
        (date.max, 2_932_896),
    ],
)
def test_a_day_number_counts_from_1970(day: date, number: int) -> None:
    assert day_number(day) == number
    assert date_of(number) == day


@pytest.mark.parametrize("number", [-719_163, 2_932_897])
def test_a_number_beyond_the_calendar_is_no_date(number: int) -> None:
    with pytest.raises((ValueError, OverflowError)):
        date_of(number)
