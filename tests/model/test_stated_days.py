"""Words that give a day → the earliest and latest day they may mean."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import DashboardError
from dashboard.model.days import MONTHS, WEEKDAYS
from dashboard.model.stated_days import DAY_WORDS, Days, UnreadableDate, precision, resolve

THU, FRI, SAT, SUN, MON = (date(2026, 2, 26) + timedelta(days=n) for n in range(5))


def days(words: str, anchor: date) -> tuple[str, str, str]:
    found = resolve(words, anchor)
    return found.start.isoformat(), found.end.isoformat(), found.time_of_day


def test_the_anchors_are_what_they_are_called() -> None:
    assert [day.strftime("%a") for day in (THU, FRI, SAT, SUN, MON)] == ["Thu", "Fri", "Sat", "Sun", "Mon"]


ONE_DAY = [
    # weekdays count back from the day of update; that day itself counts
    ("on Friday", FRI, "2026-02-27", "unknown"),
    ("on Friday", SAT, "2026-02-27", "unknown"),
    ("on Friday", THU, "2026-02-20", "unknown"),
    ("Friday", MON, "2026-02-27", "unknown"),
    ("on Saturday", FRI, "2026-02-21", "unknown"),
    ("on Saturday", SAT, "2026-02-28", "unknown"),
    ("Sunday", SAT, "2026-02-22", "unknown"),
    ("Monday", MON, "2026-03-02", "unknown"),
    ("Friday's", SAT, "2026-02-27", "unknown"),
    ("Friday’s", SAT, "2026-02-27", "unknown"),
    ("  ON \u00a0 friday ", SAT, "2026-02-27", "unknown"),
    # "X night" and "late on X" belong to day X
    ("Thursday night", FRI, "2026-02-26", "night"),
    ("late on Thursday", SAT, "2026-02-26", "night"),
    ("late Thursday", SAT, "2026-02-26", "night"),
    ("Monday night", MON, "2026-03-02", "night"),
    ("Thursday overnight", FRI, "2026-02-26", "night"),
    # only such words give "day"
    ("Friday morning", SAT, "2026-02-27", "day"),
    ("on Friday afternoon", SAT, "2026-02-27", "day"),
    ("Friday noon", SAT, "2026-02-27", "day"),
    # dates
    ("2026-02-27", MON, "2026-02-27", "unknown"),
    ("on 2026-02-27", MON, "2026-02-27", "unknown"),
    ("27 February 2026", MON, "2026-02-27", "unknown"),
    ("February 27, 2026", MON, "2026-02-27", "unknown"),
    ("Feb. 27", MON, "2026-02-27", "unknown"),
    ("Feb 27", FRI, "2026-02-27", "unknown"),
    ("on Friday (Feb 27)", SAT, "2026-02-27", "unknown"),
    ("Friday (Feb 27)", SAT, "2026-02-27", "unknown"),
    ("Friday, 27 February 2026", MON, "2026-02-27", "unknown"),
    ("late on Thursday (Feb 26)", SAT, "2026-02-26", "night"),
    ("Sept. 1", SAT, "2025-09-01", "unknown"),
    # year edges and leap days
    ("on Wednesday", date(2026, 1, 1), "2025-12-31", "unknown"),
    ("Dec 31", date(2026, 1, 1), "2025-12-31", "unknown"),
    ("Feb 28", FRI, "2025-02-28", "unknown"),
    ("29 February 2024", SAT, "2024-02-29", "unknown"),
    ("Feb 29", date(2024, 3, 1), "2024-02-29", "unknown"),
    ("Feb 29", date(2025, 1, 5), "2024-02-29", "unknown"),
    ("on Thursday", date(2024, 3, 1), "2024-02-29", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "anchor", "day", "part"), ONE_DAY)
def test_words_for_one_day(words: str, anchor: date, day: str, part: str) -> None:
    assert days(words, anchor) == (day, day, part)


SPANS = [
    ("last weekend", FRI, "2026-02-21", "2026-02-22"),
    ("last weekend", MON, "2026-02-28", "2026-03-01"),
    ("over the weekend", MON, "2026-02-28", "2026-03-01"),
    ("over the weekend", SUN, "2026-02-28", "2026-03-01"),
    # said during a weekend, "last" is the one before it
    ("last weekend", SAT, "2026-02-21", "2026-02-22"),
    ("last weekend", SUN, "2026-02-21", "2026-02-22"),
    # told on the Saturday itself, nothing has happened on the Sunday yet
    ("over the weekend", SAT, "2026-02-28", "2026-02-28"),
    ("this week", FRI, "2026-02-23", "2026-02-27"),
    ("this week", MON, "2026-03-02", "2026-03-02"),
    ("this week", SUN, "2026-02-23", "2026-03-01"),
    ("earlier this week", FRI, "2026-02-23", "2026-02-26"),
    ("earlier this week", date(2026, 2, 24), "2026-02-23", "2026-02-23"),
    ("last week", FRI, "2026-02-16", "2026-02-22"),
    ("last week", MON, "2026-02-23", "2026-03-01"),
    ("Thursday and Friday", SAT, "2026-02-26", "2026-02-27"),
    ("from Thursday to Saturday", SAT, "2026-02-26", "2026-02-28"),
    ("between Friday and Thursday", SAT, "2026-02-20", "2026-02-26"),
    ("Saturday to Monday", MON, "2026-02-28", "2026-03-02"),
    ("in October", FRI, "2025-10-01", "2025-10-31"),
    ("October", date(2025, 10, 31), "2024-10-01", "2024-10-31"),
    ("October", date(2025, 11, 1), "2025-10-01", "2025-10-31"),
    ("in February", FRI, "2025-02-01", "2025-02-28"),
    ("in February", date(2025, 1, 1), "2024-02-01", "2024-02-29"),
    ("in December", date(2026, 1, 1), "2025-12-01", "2025-12-31"),
    ("last October", FRI, "2025-10-01", "2025-10-31"),
    ("in October 2024", FRI, "2024-10-01", "2024-10-31"),
    ("in Dec. 2024", FRI, "2024-12-01", "2024-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "anchor", "start", "end"), SPANS)
def test_words_for_several_days(words: str, anchor: date, start: str, end: str) -> None:
    assert days(words, anchor) == (start, end, "unknown")


@pytest.mark.parametrize(
    "words",
    ["", " ", "soon", "recently", "the other day", "in the past days", "last year", "fortnight", "Fridays and such",
     "30 February 2026", "2026-02-30", "2026-13-01", "Feb 29, 2026", "31 April", "February 0", "29 February",
     "Thursday (Feb 27)", "Monday, 27 February 2026", "on Thursday, March 1 2026", "0000-01-01", "in October 0",
     "27/02/2026", "02-27-2026", "27 Feb 26", "Friday or Saturday", "not Friday", "Friday the 13th", "weekend",
     "earlier this month", "\x00", "Friday\u2028night shift", "Good Friday"],
)  # fmt: skip
def test_words_that_fit_no_rule_raise_and_are_kept(words: str) -> None:
    with pytest.raises(UnreadableDate) as caught:
        resolve(words, FRI)
    assert isinstance(caught.value, DashboardError)
    assert caught.value.words.strip().casefold() == words.strip().casefold()


def test_earlier_this_week_on_a_monday_has_no_day_left() -> None:
    with pytest.raises(UnreadableDate):
        resolve("earlier this week", MON)


@pytest.mark.parametrize("words", ["on Friday", "last weekend", "last week", "in October", "Dec 31", "Feb 29"])
def test_the_beginning_of_time_raises_like_any_other_unreadable_date(words: str) -> None:
    with pytest.raises(UnreadableDate):
        resolve(words, date(1, 1, 1))


@pytest.mark.parametrize(
    ("span", "expected"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (28, 4), (31, 4), (32, 5), (400, 5)]
)
def test_precision_is_that_of_ucdp(span: int, expected: int) -> None:
    assert precision(FRI, FRI + timedelta(days=span - 1)) == expected


ANCHORS = st.dates(date(2, 1, 1), date(9998, 12, 31))
PIECES = st.sampled_from(
    [*WEEKDAYS, *MONTHS, *DAY_WORDS, "on", "late", "last", "this", "earlier", "week", "weekend", "over", "the", "in",
     "night", "and", "to", "from", "Feb.", "29", "30", "31", "1", "2024", "2026", "(", ")", ",", "’s", "٣", "0"]
)  # fmt: skip


@settings(deadline=None)
@given(words=st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=6).map(" ".join)), anchor=st.dates())
def test_any_text_gives_days_in_order_or_is_unreadable(words: str, anchor: date) -> None:
    try:
        found = resolve(words, anchor)
    except UnreadableDate:
        return
    assert isinstance(found, Days)
    assert found.start <= found.end
    assert found.time_of_day in ("night", "day", "unknown")


@settings(deadline=None)
@given(
    weekday=st.sampled_from(WEEKDAYS),
    form=st.sampled_from(["{}", "on {}", "late on {}", "{} night", "{} morning", "{}'s"]),
    anchor=ANCHORS,
)
def test_a_weekday_is_one_of_the_last_seven_days(weekday: str, form: str, anchor: date) -> None:
    found = resolve(form.format(weekday), anchor)
    assert found.start == found.end
    assert timedelta(0) <= anchor - found.start < timedelta(days=7)
    assert WEEKDAYS[found.start.weekday()] == weekday


@settings(deadline=None)
@given(first=st.sampled_from(WEEKDAYS), last=st.sampled_from(WEEKDAYS), anchor=ANCHORS)
def test_a_range_of_weekdays_ends_within_the_last_seven_days(first: str, last: str, anchor: date) -> None:
    found = resolve(f"from {first} to {last}", anchor)
    assert found.end == resolve(last, anchor).start
    assert timedelta(0) <= found.end - found.start < timedelta(days=7)


@settings(deadline=None)
@given(
    words=st.sampled_from(
        ["over the weekend", "last weekend", "at the weekend", "this week", "last week", "earlier this week"]
    ),
    anchor=ANCHORS,
)
def test_weeks_and_weekends_do_not_reach_beyond_the_day_of_update(words: str, anchor: date) -> None:
    try:
        found = resolve(words, anchor)
    except UnreadableDate:
        assert (words, anchor.weekday()) == ("earlier this week", 0)
        return
    assert found.end <= anchor
    assert found.end - found.start < timedelta(days=7)
    assert anchor - found.start < timedelta(days=14)
    if "weekend" in words:
        assert found.start.weekday() == 5


@settings(deadline=None)
@given(month=st.sampled_from(MONTHS), form=st.sampled_from(["in {}", "{}", "last {}"]), anchor=ANCHORS)
def test_a_month_without_a_year_is_the_last_one_that_has_passed(month: str, form: str, anchor: date) -> None:
    found = resolve(form.format(month), anchor)
    assert found.start.day == 1
    assert (found.end + timedelta(days=1)).day == 1
    assert found.end < anchor
    assert MONTHS[found.start.month - 1] == month
    assert anchor - found.end <= timedelta(days=366)


@settings(deadline=None)
@given(day=ANCHORS, later=st.integers(0, 300))
def test_a_written_date_reads_back(day: date, later: int) -> None:
    text = f"{day.day} {MONTHS[day.month - 1].title()} {day.year:04}"
    for words in (text, day.isoformat(), f"{WEEKDAYS[day.weekday()]}, {text}"):
        assert resolve(words, day) == Days(day, day)
    if day + timedelta(days=later) < date.max:
        assert resolve(f"{MONTHS[day.month - 1][:3]} {day.day}", day + timedelta(days=later)).start == day


@pytest.mark.parametrize("weekday", [name for name in WEEKDAYS if name != "friday"])
def test_a_weekday_beside_a_date_has_to_be_that_days(weekday: str) -> None:
    assert days("on Friday (Feb 27)", SAT) == ("2026-02-27", "2026-02-27", "unknown")
    with pytest.raises(UnreadableDate):
        resolve(f"on {weekday.capitalize()} (Feb 27)", SAT)


def test_days_are_values() -> None:
    with pytest.raises(FrozenInstanceError):
        Days(FRI, FRI).start = THU  # type: ignore[misc]
