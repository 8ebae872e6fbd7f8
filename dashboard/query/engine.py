"""A filter in; which events, the counts beside each choice and the histogram of days out.

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
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Semaphore
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from dashboard.model.codes import Counts, Mask, Rows
from dashboard.model.columns import EventColumns, Value
from dashboard.model.filter import Filter
from dashboard.query.in_memory.histogram import Bins, Histogram, width_of
from dashboard.query.in_memory.histogram_by_class import Classes, Stacked
from dashboard.query.in_memory.joint_counts import together
from dashboard.query.in_memory.label_search import Names
from dashboard.query.in_memory.mask import passing
from dashboard.query.in_memory.memo import Remembered

# What one Crossfilter keeps of what it was asked before, in bytes: some 60 masks and 20 answers at 350,000 events.
MASK_BYTES, ANSWER_BYTES = 24_000_000, 12_000_000

# How many answers are worked out at the same time. The rest wait: if 20 viewers ask at once, one answer after the other
# gives half of them theirs in half the time, where all side by side end last together (63 against 120 ms, median).
TURNS = Semaphore(os.cpu_count() or 1)


@dataclass(frozen=True)
class Answer:
    """What one filter leaves. Shared between viewers: its arrays cannot be written to.

    Attributes:
        shown: how many events.
        mask: True for each event that is shown.
        counts: for each facet, by the code of a value: the events that this choice alone would leave in the facet,
            every other filter kept.
        blank: the same for the choice None, the events without a value of the facet.
        days: events by day over the whole span, every filter kept but the days.
        without: for each active filter, how many more events would show if it alone were taken away.
    """

    shown: int
    mask: Mask
    counts: Mapping[str, Counts]
    blank: Mapping[str, int]
    days: Histogram
    without: Mapping[str, int]


@dataclass(frozen=True)
class Found:
    """One value of a facet, as a type-ahead offers it."""

    value: Value
    label: str
    count: int


class Engine(Protocol):
    """What the screens and the map ask. A database can stand here as well."""

    @property
    def columns(self) -> EventColumns:
        """The events."""

    def answer(self, wanted: Filter, bins: int | None = None, stack: Classes | None = None) -> Answer:
        """What ``wanted`` leaves; at most ``bins`` bars in the histogram (None: a day each), stacked by classes."""

    def neighbours(self, wanted: Filter, day: int) -> tuple[int | None, int | None]:
        """The nearest days before and after ``day`` with an event, every filter kept but the days; None: no such day."""

    def mask(self, wanted: Filter) -> Mask:
        """True for each event that ``wanted`` leaves: an answer without its counts."""

    def search(self, facet: str, text: str, wanted: Filter | None = None, limit: int = 20) -> list[Found]:
        """The values of a facet whose label holds ``text``, those with the most events first."""


class Crossfilter:
    """The engine over NumPy arrays, for any number of threads.

    Each active filter is a mask of the rows that fail it, kept for the next question. Their sum says how many filters
    a row fails: none = shown, one = what this filter alone hides. So each facet is counted over the rows that are
    shown (or, where fewer, over those that are not, and taken from the total), and an active facet over those besides
    that it alone hides.
    """

    def __init__(self, columns: EventColumns) -> None:
        self._columns = columns
        self._masks: Remembered[Mask] = Remembered(MASK_BYTES, lambda mask: mask.nbytes)
        self._answers: Remembered[Answer] = Remembered(ANSWER_BYTES, _size)
        self._bins: Remembered[Bins] = Remembered(8 * max(len(columns), 1) * 4, lambda bins: bins.nbytes)
        self._stacks: Remembered[Stacked] = Remembered(8 * max(len(columns), 1) * 4, lambda stacked: stacked.nbytes)
        self._groups, self._single = together(columns.facets)
        self._names = {facet.name: Names(facet.labels) for facet in columns.facets}

    @property
    def columns(self) -> EventColumns:
        """The events."""
        return self._columns

    def answer(self, wanted: Filter, bins: int | None = None, stack: Classes | None = None) -> Answer:
        """What ``wanted`` leaves, with at most ``bins`` bars in the histogram (None: a day each), stacked by ``stack``.

        Raises KeyError for a facet or number that these events do not have; Filter.from_json leaves those out.
        """
        parts = wanted.parts
        width = width_of(self._columns, bins)
        key = (frozenset(parts.items()), width, stack)
        return self._answers.get(key, lambda: self._in_turn(parts, width, stack))

    def mask(self, wanted: Filter) -> Mask:
        """True for each event that ``wanted`` leaves: an answer without its counts. Raises as ``answer`` does."""
        fails = np.zeros(len(self._columns), dtype=bool)
        for name, part in wanted.parts.items():
            fails |= self._failing(name, part)
        return _closed(~fails)

    def neighbours(self, wanted: Filter, day: int) -> tuple[int | None, int | None]:
        """The nearest days before and after ``day`` with an event, every filter kept but the days; None: no such day.

        An event whose date is an interval is on each of its days.
        """
        mask = self.mask(wanted.without("days"))
        start, end = self._columns.start, self._columns.end
        earlier, later = np.minimum(end, day - 1)[mask & (start < day)], np.maximum(start, day + 1)[mask & (end > day)]
        return (int(earlier.max()) if len(earlier) else None, int(later.min()) if len(later) else None)

    def search(self, facet: str, text: str, wanted: Filter | None = None, limit: int = 20) -> list[Found]:
        """The values of a facet whose label holds ``text``, those with the most events under ``wanted`` first.

        Case and accents do not matter; an empty ``text`` matches all.
        """
        found = self._columns.by_name[facet]
        counts = self.answer(wanted or Filter()).counts[facet]
        codes = self._names[facet].holding(text)
        best = codes[np.argsort(-counts[codes], kind="stable")[:limit]]
        return [Found(found.values[code], found.labels[code], int(counts[code])) for code in best]

    # --- one answer --------------------------------------------------------------------------------------------------

    def _in_turn(self, parts: Mapping[str, Hashable], width: int, stack: Classes | None) -> Answer:
        with TURNS:
            return self._answer(parts, width, stack)

    def _answer(self, parts: Mapping[str, Hashable], width: int, stack: Classes | None) -> Answer:
        failing = {name: self._failing(name, part) for name, part in parts.items()}
        fails = np.zeros(len(self._columns), dtype=np.uint8)
        for mask in failing.values():
            fails += mask.view(np.uint8)
        shown = fails == 0
        once = fails == 1
        alone = {name: np.flatnonzero(once & mask) for name, mask in failing.items()}
        number = int(np.count_nonzero(shown))
        count_shown = self._counter(shown, number)

        counted = {facet.name: count_shown(facet.codes) for facet in self._single}
        for group in self._groups:
            each = group.split(count_shown(group))
            counted |= {facet.name: numbers for facet, numbers in zip(group.facets, each, strict=True)}
        counts, blank = {}, {}
        for facet in self._columns.facets:
            numbers = counted[facet.name]
            if facet.name in alone:
                numbers = numbers + facet.codes.count(alone[facet.name])
            counts[facet.name], blank[facet.name] = _closed(numbers[:-1]), int(numbers[-1])
        touched = self._stacked_of(width, stack) if stack else self._bins_of(width)
        per_bin = count_shown(touched)
        if "days" in alone:
            per_bin = per_bin + touched.count(alone["days"])
        stacked = _closed(touched.split(per_bin)) if isinstance(touched, Stacked) else None
        if stacked is not None:
            per_bin = stacked.sum(axis=0)
        first = self._columns.span[0] if self._columns.span else 0
        without = {name: len(rows) for name, rows in alone.items()}
        return Answer(
            number, _closed(shown), counts, blank, Histogram(first, width, _closed(per_bin), stacked), without
        )

    def _counter(self, shown: Mask, number: int) -> Callable[[_Counted], Counts]:
        """Counts over the rows that are shown, by way of the smaller side."""
        if number == len(shown):
            return lambda counted: counted.totals
        if 2 * number <= len(shown):
            rows = np.flatnonzero(shown)
            return lambda counted: counted.count(rows)
        hidden = np.flatnonzero(~shown)
        return lambda counted: counted.totals - counted.count(hidden)

    # --- which rows fail one filter ----------------------------------------------------------------------------------

    def _failing(self, name: str, part: Hashable) -> Mask:
        return self._masks.get((name, part), lambda: _closed(~passing(self._columns, name, part)))

    def _bins_of(self, width: int) -> Bins:
        return self._bins.get(width, lambda: Bins.of(self._columns, width))

    def _stacked_of(self, width: int, stack: Classes) -> Stacked:
        def made() -> Stacked:
            return Stacked(self._bins_of(width), stack.of_rows(self._columns), stack.number)

        return self._stacks.get((width, stack), made)


class _Counted(Protocol):
    """What can be counted over rows: the values of a facet, those of several, or bins of days."""

    @property
    def totals(self) -> Counts: ...
    def count(self, rows: Rows) -> Counts: ...


def _closed(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    array.flags.writeable = False
    return array


def _size(answer: Answer) -> int:
    return answer.mask.nbytes + answer.days.counts.nbytes + sum(counted.nbytes for counted in answer.counts.values())
