"""What can be asked of a set of events, whichever engine answers: NumPy in memory, DuckDB, PostgreSQL, ClickHouse.

A filter goes in; counts, bars, names and ids come out, all as plain Python. Events are known by their ids. Which events
pass a filter is one rule, written in dashboard.model.filter; an engine applies it to what it holds.

Events have one order everywhere: by first possible day, then by last, then as the engine keeps them, always the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from dashboard.model.description import Description, Facet, Value
from dashboard.model.filter import Filter

# An answer counts every value of a facet with at most this many. Of a larger facet, ``search`` gives the most frequent.
LISTED = 24
# A histogram has at most this many classes, one for each of the most frequent values. All other values form one more
# class, and events without a value form another.
MOST_CLASSES = 7
# A histogram has at most this many bars, also where the question names no number: 90 years of days.
MOST_BARS = 32_768
# The finest grid of cells: the world is 2**16 of them wide.
DEEPEST = 16


def is_listed(facet: Facet) -> bool:
    """Whether an answer counts this facet whole: all its values are known, and they are few."""
    return facet.complete and len(facet.values) <= LISTED


class ValueCount(NamedTuple):
    """One value of a facet: the reader's word for it, and how many events choosing it would leave."""

    value: Value
    label: str
    events: int


@dataclass(frozen=True)
class Histogram:
    """How many events may fall into each bar. Bar i begins on day ``first + i * width`` and is ``width`` days long.

    An event whose date is an interval counts once in each bar that it touches.

    Attributes:
        first: a whole day since 1970-01-01.
        width: how many days a bar has.
        counts: events of each bar.
        classes: value and label of each class into which the bars were asked to be stacked.
        by_class: for each class the events of each bar; then of all other values; then of no value. Its sum is
            ``counts``; None where no stack was asked for, or where the facet cannot be stacked.
    """

    first: int
    width: int
    counts: Sequence[int]
    classes: tuple[tuple[Value, str], ...] = ()
    by_class: Sequence[Sequence[int]] | None = None


@dataclass(frozen=True)
class Answer:
    """What one filter leaves. Viewers share it and nobody can write to it.

    Attributes:
        shown: how many events.
        counts: for each facet that ``is_listed``, in the order of its values: the events that this choice alone would
            leave in the facet, every other filter kept.
        blank: for every facet the same of the choice None: the events without a value.
        days: events by day over the whole span, every filter kept but the days.
        without: for each filter that narrows, how many more events would show if it alone were taken away.
    """

    shown: int
    counts: Mapping[str, Sequence[int]]
    blank: Mapping[str, int]
    days: Histogram
    without: Mapping[str, int]


class DeathSums(NamedTuple):
    """The figures of deaths of some events, added up: each figure is that of another event, as its coders give it.

    Attributes:
        known: how many events have a figure, or a lowest and a highest one; the others are in no sum.
        low, high: the sums of the lowest and of the highest figures; the one figure of an event that has no other.
        best: the sum of the best figures; None where one of the known events has no best one.
    """

    known: int
    low: int
    best: int | None
    high: int


class Group(NamedTuple):
    """The events of one value of a facet, or of one span of days. The deaths are None where the set has no figures."""

    events: int
    deaths: DeathSums | None


@dataclass(frozen=True)
class ValueGroups:
    """Events by the values of a facet, every filter kept but the one of this facet.

    An event with several values is in the group of each.

    Attributes:
        values: the values that stand first, their labels and their events; those that are chosen in any case.
        others: the events that have other values only.
        blank: the events without a value.
    """

    values: Sequence[tuple[Value, str, Group]]
    others: Group
    blank: Group


@dataclass(frozen=True)
class SpanGroups:
    """Events by spans of days, every filter kept but the days.

    Attributes:
        spans: the group of each span. An event whose days reach into several counts in each of them; its deaths, of
            which nobody says on what day they were, are in none.
        across: the events that reach into several.
    """

    spans: Sequence[Group]
    across: Group


class Bounds(NamedTuple):
    """A box in degrees (WGS 84). ``west`` is greater than ``east`` where the box crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float


class Cell(NamedTuple):
    """A square of the Web Mercator world: its column from the west, its row from the north, and its events."""

    x: int
    y: int
    events: int


@dataclass(frozen=True)
class EventFacts:
    """What an engine filters one event by.

    Attributes:
        event_id: its id.
        first_day, last_day: earliest and latest possible day, whole days since 1970-01-01.
        values: the values of each facet; an empty list where the event has none.
        numbers: each number, None where it is not known.
        place: latitude and longitude in degrees (WGS 84); None without a place.
    """

    event_id: str
    first_day: int
    last_day: int
    values: Mapping[str, list[Value]]
    numbers: Mapping[str, float | None]
    place: tuple[float, float] | None


class Engine(Protocol):
    """What the screens, the map and the exports ask of a set of events."""

    def describe(self) -> Description:
        """The set as a whole, before any filter. The same object every time."""

    def answer(self, wanted: Filter, bars: int | None = None, stack: str | None = None) -> Answer:
        """What ``wanted`` leaves, with at most ``bars`` bars in the histogram (None: a day each).

        ``stack`` is a facet: the bars are stacked by its most frequent values among all events with a place. An event
        with several values counts by its first one there, and in the class that stands first.
        """

    def search(
        self, facet: str, text: str, wanted: Filter | None = None, limit: int = 20, also: Collection[Value] = ()
    ) -> list[ValueCount]:
        """The values of a facet whose label holds ``text``, those with the most events under ``wanted`` first.

        Case and accents do not matter; an empty ``text`` matches all. The values ``also`` come in any case, beyond the
        limit. A facet that these events do not have gives none.
        """

    def neighbours(self, wanted: Filter, day: int) -> tuple[int | None, int | None]:
        """The nearest days before and after ``day`` with an event, every filter kept but the days; None: no such day.

        An event whose date is an interval is on each of its days.
        """

    def events(self, wanted: Filter, after: str | None = None, limit: int | None = None) -> list[str]:
        """The ids of the events that ``wanted`` leaves, in order: the first ``limit`` that stand behind ``after``.

        ``after`` is the last id of the part before, whether the filter shows it or not. Raises KeyError for an id that
        is none of these events.
        """

    def page(self, wanted: Filter, offset: int, limit: int) -> list[str]:
        """The same from the ``offset``-th event shown on, as a list on the screen asks."""

    def shows(self, wanted: Filter, event_id: str) -> bool:
        """Whether ``wanted`` leaves this event. False for an id that is none of these events."""

    def facts(self, event_ids: Sequence[str]) -> list[EventFacts]:
        """What these events are filtered by, in the order of the ids. Raises KeyError for one that is none of these."""

    def cells(self, wanted: Filter, depth: int, bounds: Bounds | None = None) -> list[Cell]:
        """How many events that ``wanted`` leaves stand in each square of the map; squares without any are left out.

        The world is ``2**depth`` squares wide and high (0 to DEEPEST); ``bounds`` leaves out what stands outside.
        """

    def together(self, wanted: Filter) -> Group:
        """Events and deaths of all that a filter leaves, as one group."""

    def by_value(self, wanted: Filter, facet: str, most: int, deadliest: bool = False) -> ValueGroups:
        """Events and deaths by the ``most`` values of a facet that have the most events, and by those that are chosen.

        ``deadliest``: by those with the most deaths by their highest figures, and of equal ones the most events.

        A facet that these events do not have has no values: all events are blank.
        """

    def by_span(self, wanted: Filter, starts: Sequence[int]) -> SpanGroups:
        """Events and deaths by spans of days: each begins on one of ``starts``, the next of which ends it.

        The starts ascend; the last one ends the last span. What lies outside of all spans is in no group.
        """
