"""The engine over NumPy arrays, for any number of threads.

Why NumPy. One answer is a dozen counts over the same rows, each under filters of its own. For SQL these are a dozen
queries; here they share the masks, and a mask is kept for the next question. tests/benchmarks/crossfilter.py, typical
filters on two shared cores, milliseconds, beside DuckDB 2.0 with enums and pandas 3.1:

    events        a new filter   other days only   DuckDB    pandas
    1,000         0.3–0.4        0.3               12–50     5–10
    50,000        0.6–1.4        0.5–1             18–200    7–20
    350,000       2–6            2–6               28–210    21–99
    1,000,000     8–20           6–20              36–250    47–260

Arrow copies each column that it filters; it is used for the search in texts only.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import cached_property
from threading import Semaphore
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.model.codes import Counts, Mask, Rows
from dashboard.model.columns import EventColumns, known
from dashboard.model.description import Description, Value
from dashboard.model.filter import Filter
from dashboard.query.engine import (
    Answer,
    Bounds,
    Cell,
    EventFacts,
    Group,
    Histogram,
    SpanGroups,
    ValueCount,
    ValueGroups,
    is_listed,
)
from dashboard.query.in_memory.grouping import Grouping
from dashboard.query.in_memory.histogram import DayBars, bar_width
from dashboard.query.in_memory.histogram_by_class import Classes, StackedBars
from dashboard.query.in_memory.joint_counts import grouped_facets
from dashboard.query.in_memory.label_search import LabelSearch
from dashboard.query.in_memory.map_cells import MapCells
from dashboard.query.in_memory.mask import passing_mask
from dashboard.query.in_memory.memo import Memo
from dashboard.query.in_memory.tally import Tally

# What one engine keeps of what it was asked before, in bytes: some 60 masks and 60 answers at 350,000 events.
MASK_BYTES, ANSWER_BYTES, COUNT_BYTES = 24_000_000, 6_000_000, 6_000_000

# How many answers are worked out at the same time. The rest wait: if 20 viewers ask at once, one answer after the other
# gives half of them theirs in half the time, where all side by side end last together (63 against 120 ms, median).
TURNS = Semaphore(os.cpu_count() or 1)


class InMemoryEngine:
    """An engine (:class:`dashboard.query.engine.Engine`) over columns in memory.

    Beyond the protocol it has ``columns`` and ``mask``: a set in memory can be packed for the page (dashboard.web).
    """

    def __init__(self, columns: EventColumns) -> None:
        size = 8 * max(len(columns), 1) * 4
        self._columns = columns
        self._masks: Memo[Mask] = Memo(MASK_BYTES, lambda mask: mask.nbytes)
        self._answers: Memo[Answer] = Memo(ANSWER_BYTES, _size_of)
        self._counts: Memo[dict[str, Counts]] = Memo(
            COUNT_BYTES, lambda by_value: sum(c.nbytes for c in by_value.values())
        )
        self._bars: Memo[DayBars] = Memo(size, lambda bars: bars.nbytes)
        self._stacked: Memo[StackedBars] = Memo(size, lambda stacked: stacked.nbytes)
        self._joint, self._single = grouped_facets(columns.facets)
        self._labels = {facet.name: LabelSearch(facet.labels) for facet in columns.facets}
        self._classes: dict[str, Classes | None] = {}

    @property
    def columns(self) -> EventColumns:
        """The events as columns."""
        return self._columns

    def describe(self) -> Description:
        """The set as a whole, before any filter."""
        return self._columns.description

    def answer(self, wanted: Filter, bars: int | None = None, stack: str | None = None) -> Answer:
        """What ``wanted`` leaves, with at most ``bars`` bars (None: a day each), stacked by the facet ``stack``."""
        parts, width = self._parts(wanted), bar_width(self._columns, bars)
        classes = self._classes_of(stack) if stack else None
        key = (frozenset(parts.items()), width, classes and classes.facet.name)
        return self._answers.get(key, lambda: self._work_out(parts, width, classes))

    def search(
        self, facet: str, text: str, wanted: Filter | None = None, limit: int = 20, also: Collection[Value] = ()
    ) -> list[ValueCount]:
        """The values of a facet whose label holds ``text``, those with the most events under ``wanted`` first."""
        column = self._columns.by_name.get(facet)
        if column is None:
            return []
        counts = self._counts_under(self._parts(wanted or Filter()))[facet][:-1]
        codes = _largest(counts, self._labels[facet].holding(text) if text else None, limit)
        codes += [column.code_of[value] for value in also if value in column.code_of]
        ranked = sorted(dict.fromkeys(codes), key=lambda code: (-int(counts[code]), code))
        return [ValueCount(column.values[code], column.labels[code], int(counts[code])) for code in ranked]

    def neighbours(self, wanted: Filter, day: int) -> tuple[int | None, int | None]:
        """The nearest days before and after ``day`` with an event, every filter kept but the days; None: no such day."""
        mask = self.mask(wanted.without("days"))
        start, end = self._columns.start, self._columns.end
        earlier, later = np.minimum(end, day - 1)[mask & (start < day)], np.maximum(start, day + 1)[mask & (end > day)]
        return (int(earlier.max()) if len(earlier) else None, int(later.min()) if len(later) else None)

    def events(self, wanted: Filter, after: str | None = None, limit: int | None = None) -> list[str]:
        """The ids of the events that ``wanted`` leaves, in order: the first ``limit`` that stand behind ``after``."""
        begin = 0 if after is None else self._columns.ids.row_of(after) + 1
        rows = np.flatnonzero(self.mask(wanted)[begin:]) + begin
        return self._columns.ids.of_rows(rows[:limit])

    def page(self, wanted: Filter, offset: int, limit: int) -> list[str]:
        """The same from the ``offset``-th event shown on."""
        return self._columns.ids.of_rows(np.flatnonzero(self.mask(wanted))[offset : offset + limit])

    def shows(self, wanted: Filter, event_id: str) -> bool:
        """Whether ``wanted`` leaves this event. False for an id that is none of these events."""
        try:
            row = self._columns.ids.row_of(event_id)
        except KeyError:
            return False
        return bool(self.mask(wanted)[row])

    def facts(self, event_ids: Sequence[str]) -> list[EventFacts]:
        """What these events are filtered by, in the order of the ids."""
        return [_facts(self._columns, event_id) for event_id in event_ids]

    def cells(self, wanted: Filter, depth: int, bounds: Bounds | None = None) -> list[Cell]:
        """How many events that ``wanted`` leaves stand in each square of the map, ``2**depth`` squares across."""
        return self._cells.count(self.mask(wanted), depth, bounds)

    def together(self, wanted: Filter) -> Group:
        """Events and deaths of all that a filter leaves, as one group."""
        return self._groups.of(np.flatnonzero(self.mask(wanted)))

    def by_value(self, wanted: Filter, facet: str, most: int, deadliest: bool = False) -> ValueGroups:
        """Events and deaths by the values of a facet, every filter kept but the one of this facet."""
        rows, column = np.flatnonzero(self.mask(wanted.without(facet))), self._columns.by_name.get(facet)
        if column is None:
            return ValueGroups((), Group(0, self._groups.nothing), self._groups.of(rows))
        with TURNS:
            return self._groups.by_value(rows, column, most, deadliest, wanted.choices.get(facet, ()))

    def by_span(self, wanted: Filter, starts: Sequence[int]) -> SpanGroups:
        """Events and deaths by spans of days, every filter kept but the days."""
        rows = np.flatnonzero(self.mask(wanted.without("days")))
        with TURNS:
            return self._groups.by_span(rows, starts)

    def mask(self, wanted: Filter) -> Mask:
        """True for each row that ``wanted`` leaves."""
        fails = np.zeros(len(self._columns), dtype=bool)
        for name, part in self._parts(wanted).items():
            fails |= self._failing(name, part)
        return _read_only(~fails)

    # --- one answer --------------------------------------------------------------------------------------------------

    def _parts(self, wanted: Filter) -> Mapping[str, Hashable]:
        return wanted.parts_of(self._columns.description)

    def _tally(self, parts: Mapping[str, Hashable]) -> Tally:
        return Tally(len(self._columns), {name: self._failing(name, part) for name, part in parts.items()})

    def _work_out(self, parts: Mapping[str, Hashable], width: int, classes: Classes | None) -> Answer:
        with TURNS:
            tally = self._tally(parts)
            counts = self._counts.get(frozenset(parts.items()), lambda: self._count_values(tally))
            days = self._histogram(tally, width, classes)
        listed = {
            facet.name: tuple(counts[facet.name][:-1].tolist()) for facet in self._columns.facets if is_listed(facet)
        }
        blank = {name: int(by_value[-1]) for name, by_value in counts.items()}
        return Answer(tally.shown, listed, blank, days, tally.without)

    def _counts_under(self, parts: Mapping[str, Hashable]) -> dict[str, Counts]:
        """For each facet the counts of all its values and, last, of the events without one."""

        def work_out() -> dict[str, Counts]:
            with TURNS:
                return self._count_values(self._tally(parts))

        return self._counts.get(frozenset(parts.items()), work_out)

    def _count_values(self, tally: Tally) -> dict[str, Counts]:
        return tally.by_value(self._joint, self._single)

    def _histogram(self, tally: Tally, width: int, classes: Classes | None) -> Histogram:
        first = self._columns.span[0] if self._columns.span else 0
        if classes is None:
            return Histogram(first, width, _plain(tally.by_bar(self._bars_of(width))))
        bars = self._stacked_bars(width, classes)
        by_class = bars.split(tally.by_bar(bars))
        values, labels = classes.facet.values, classes.facet.labels
        named = tuple((values[code], labels[code]) for code in classes.codes)
        return Histogram(first, width, _plain(by_class.sum(axis=0)), named, tuple(map(_plain, by_class)))

    # --- what is kept for the next question ----------------------------------------------------------------------------

    def _failing(self, name: str, part: Hashable) -> Mask:
        return self._masks.get((name, part), lambda: _read_only(~passing_mask(self._columns, name, part)))

    def _bars_of(self, width: int) -> DayBars:
        return self._bars.get(width, lambda: DayBars.of(self._columns, width))

    def _stacked_bars(self, width: int, classes: Classes) -> StackedBars:
        def work_out() -> StackedBars:
            return StackedBars(self._bars_of(width), classes.of_rows(), classes.number)

        return self._stacked.get((width, classes.facet.name), work_out)

    def _classes_of(self, facet: str) -> Classes | None:
        if facet not in self._classes:
            column = self._columns.by_name.get(facet)
            self._classes[facet] = None if column is None else Classes.most_frequent(column, self._columns)
        return self._classes[facet]

    @cached_property
    def _groups(self) -> Grouping:
        return Grouping(self._columns)

    @cached_property
    def _cells(self) -> MapCells:
        return MapCells(self._columns)


def _plain(counts: Counts) -> Sequence[int]:
    """The counts as a sequence that reads as Python's own numbers and cannot be written to, without a copy."""
    view: Sequence[int] = memoryview(np.ascontiguousarray(counts).data).toreadonly()
    return view


def _size_of(answer: Answer) -> int:
    bars = len(answer.days.counts) * (1 + len(answer.days.by_class or ()))
    return 8 * (bars + sum(map(len, answer.counts.values())) + len(answer.blank))


def _read_only(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    array.flags.writeable = False
    return array


def _largest(counts: Counts, codes: Rows | None, limit: int) -> list[int]:
    """The codes with the largest counts, of equal ones those that stand first; None for all codes."""
    left = counts.copy() if codes is None else counts[codes]
    best: list[int] = []
    # One look for the largest after the other: of 3,000 counts 8 in 7 µs, where sorting takes 37 and partitioning 650.
    for _ in range(min(limit, len(left))):
        place = int(left.argmax())
        best.append(place if codes is None else int(codes[place]))
        left[place] = -1
    return best


def _facts(columns: EventColumns, event_id: str) -> EventFacts:
    row = columns.ids.row_of(event_id)
    placed = columns.latitude is not None and columns.longitude is not None
    place = (float(columns.latitude[row]), float(columns.longitude[row])) if placed else None  # type: ignore[index]
    return EventFacts(
        event_id,
        int(columns.start[row]),
        int(columns.end[row]),
        {facet.name: facet.of_row(row) for facet in columns.facets},
        {name: numbers[row].item() if known(numbers)[row] else None for name, numbers in columns.numbers.items()},
        None if place is None or np.isnan(place).any() else place,
    )
