"""The bars of time: days, months, quarters or years, whichever leaves few enough bars to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dashboard.model.days import SHORT_MONTHS, date_of, day_number
from dashboard.query.engine import SpanGroups
from dashboard.screens.charts.chart_bars import Bar, Look, Measure, bar
from dashboard.words.sentences import Deferred, deferred, say, say_count, say_deferred

Unit = Literal["day", "month", "quarter", "year", "decade"]
Days = tuple[int, int]
# So many bars are wide enough to be clicked in a narrow column.
MOST = 42
# Months of each unit.
MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
EVENTS_BY: dict[Unit, Deferred] = {
    "day": deferred("events by day"),
    "month": deferred("events by month"),
    "quarter": deferred("events by quarter of a year"),
    "year": deferred("events by year"),
    "decade": deferred("events by decade"),
}
DEATHS_BY: dict[Unit, Deferred] = {
    "day": deferred("deaths by day"),
    "month": deferred("deaths by month"),
    "quarter": deferred("deaths by quarter of a year"),
    "year": deferred("deaths by year"),
    "decade": deferred("deaths by decade"),
}


class Spans(NamedTuple):
    """The spans of an axis: each begins on one of ``starts``, the next of which ends it."""

    unit: Unit
    starts: list[int]

    def title(self, measure: Measure) -> str:
        """What the bars count, and by what."""
        return say_deferred((EVENTS_BY if measure == "events" else DEATHS_BY)[self.unit])

    def days_of(self, key: str) -> Days | None:
        """The days of the bar with this key; None for a key that is no bar's."""
        known = {str(start): (start, after - 1) for start, after in zip(self.starts, self.starts[1:], strict=False)}
        return known.get(key)


def spans_of(span: Days | None) -> Spans:
    """The spans that hold these days, in the finest unit that leaves few bars. Whole months, quarters and years."""
    if span is None:
        return Spans("day", [])
    if span[1] - span[0] < MOST:
        return Spans("day", list(range(span[0], span[1] + 2)))
    first, last = map(date_of, span)
    by_unit = (Spans(unit, list(_starts(first, last, months))) for unit, months in MONTHS.items())
    spans = next(by_unit)
    while len(spans.starts) > MOST + 1 and spans.unit != "decade":
        spans = next(by_unit)
    return spans


def _starts(first: date, last: date, months: int) -> Iterator[int]:
    month = (first.year * 12 + first.month - 1) // months * months
    end = last.year * 12 + last.month - 1
    while month <= end:
        yield _first_day(month)
        month += months
    yield _first_day(month)


def _first_day(month: int) -> int:
    """The first day of a month that is counted from year 0; the calendar's ends stand for what lies beyond."""
    year = month // 12
    if year < 1:
        return day_number(date.min)
    return day_number(date(year, month % 12 + 1, 1)) if year <= date.max.year else day_number(date.max) + 1


def span_bars(spans: Spans, groups: SpanGroups, measure: Measure, chosen: Days | None) -> list[Bar]:
    """A bar for each span; those that the chosen days touch are the chosen ones."""
    return [
        bar(str(start), _name(spans.unit, start), group, measure, _look((start, after - 1), chosen))
        for start, after, group in zip(spans.starts, spans.starts[1:], groups.spans, strict=False)
    ]


def left_out(groups: SpanGroups, measure: Measure) -> str:
    """How events whose days reach over several bars are counted; empty where there are none."""
    if not groups.across.events:
        return ""
    if measure == "events":
        return say_count(
            groups.across.events,
            one="{number} event may fall into several bars and stands in each.",
            other="{number} events may fall into several bars and stand in each.",
        )
    return say_count(
        groups.across.events,
        one="The deaths of {number} event that may fall into several bars are in none.",
        other="The deaths of {number} events that may fall into several bars are in none.",
    )


def _look(span: Days, chosen: Days | None) -> Look:
    if chosen is None:
        return "plain"
    return "chosen" if span[0] <= chosen[1] and chosen[0] <= span[1] else "pale"


def _name(unit: Unit, start: int) -> str:
    # Of a decade that the calendar does not begin with, the first year is told.
    day = date_of(start)
    if unit == "day":
        return f"{day.day} {SHORT_MONTHS[day.month - 1]}"  # so few days that none stands in two years
    if unit == "month":
        return f"{SHORT_MONTHS[day.month - 1]} {day.year}"
    if unit == "quarter":
        return say(
            "{first}–{last} {year}", first=SHORT_MONTHS[day.month - 1], last=_last_month(day), year=str(day.year)
        )
    return str(day.year) if unit == "year" else say("{year}s", year=str(day.year // 10 * 10))


def _last_month(first: date) -> str:
    return SHORT_MONTHS[(first + timedelta(days=70)).month - 1]


def ticks(bars: Sequence[Bar], most: int = 4) -> list[str]:
    """The labels that stand below the axis: few of them, evenly apart, the first one included."""
    step = max(1, -(-len(bars) // most))
    return [bar.label for bar in bars[::step]]
