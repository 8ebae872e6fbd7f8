"""Events and their deaths in groups: by the values of a facet, or by spans of days. What a chart is drawn from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dashboard.model.codes import Counts, Rows, Weights
from dashboard.model.columns import EventColumns, FacetColumn, known
from dashboard.model.filter import Choice
from dashboard.query.engine import DeathSums, Group, SpanGroups, ValueGroups

# One figure an event, None where the set has none of deaths: 1 where it has a figure, its lowest, its best, its highest,
# and 1 where it has a figure, but no best one.
HIGH = 3
Figures = tuple[Weights, Weights, Weights, Weights, Weights]


class Grouping:
    """The groups of one set of columns. ``rows`` are those of the events that pass a filter, in ascending order."""

    def __init__(self, columns: EventColumns) -> None:
        self._columns = columns

    @property
    def nothing(self) -> DeathSums | None:
        """The deaths of no event."""
        return DeathSums(0, 0, 0, 0) if self._columns.deaths else None

    def of(self, rows: Rows) -> Group:
        """All of these rows as one group."""
        return Group(len(rows), self._sums([weights[rows].sum() for weights in self._figures]))

    def by_value(
        self, rows: Rows, facet: FacetColumn, most: int, deadliest: bool, chosen: Collection[Choice]
    ) -> ValueGroups:
        """The groups of the values that stand first, of those that are chosen, and of what they leave."""
        counts: Counts = facet.codes.count(rows)
        weighed = [facet.codes.weigh(rows, weights[rows]) for weights in self._figures]
        highest = weighed[HIGH][:-1] if deadliest and weighed else np.zeros(facet.codes.size)
        ranked = [int(code) for code in np.lexsort((-counts[:-1], -highest)) if counts[code]]
        picked = {facet.code_of[value] for value in chosen if value is not None and value in facet.code_of}
        codes = [*ranked[:most], *(code for code in ranked[most:] if code in picked)]
        codes += sorted(picked.difference(ranked))

        def group(code: int) -> Group:
            return Group(int(counts[code]), self._sums([sums[code] for sums in weighed]))

        in_none = ~facet.codes.having(codes, blank=True)[rows]
        values = tuple((facet.values[code], facet.labels[code], group(code)) for code in codes)
        return ValueGroups(values, self.of(rows[in_none]), group(-1))

    def by_span(self, rows: Rows, starts: Sequence[int]) -> SpanGroups:
        """The groups of spans of days."""
        edges, size = np.asarray(starts, dtype=np.int32), max(len(starts) - 1, 0)
        if not size:
            return SpanGroups((), self.of(rows[:0]))
        inside = rows[(self._columns.end[rows] >= edges[0]) & (self._columns.start[rows] < edges[-1])]
        first = np.maximum(np.searchsorted(edges, self._columns.start[inside], side="right") - 1, 0)
        last = np.minimum(np.searchsorted(edges, self._columns.end[inside], side="right") - 1, size - 1)
        within = self._columns.start[inside] >= edges[0]
        within &= (self._columns.end[inside] < edges[-1]) & (first == last)
        events = np.cumsum(np.bincount(first, minlength=size + 1) - np.bincount(last + 1, minlength=size + 1))
        whole, bars = inside[within], first[within]
        weighed = [np.bincount(bars, weights[whole], minlength=size) for weights in self._figures]
        spans = tuple(Group(int(events[bar]), self._sums([sums[bar] for sums in weighed])) for bar in range(size))
        return SpanGroups(spans, self.of(inside[~within]))

    @cached_property
    def _figures(self) -> Figures | tuple[()]:
        deaths = self._columns.deaths
        if deaths is None:
            return ()
        best = np.where(known(deaths.best), deaths.best, np.nan)
        low, high = (_or(bound, best) for bound in (deaths.low, deaths.high))
        # One bound alone ("at least 5") is no range, and the other one is not known: it is in no sum.
        stated = ~np.isnan(low) & ~np.isnan(high)
        low, best, high = (np.where(stated, figure, np.nan) for figure in (low, best, high))
        figures = (stated, low, best, high, stated & np.isnan(best))
        return tuple(np.nan_to_num(figure.astype(np.float64)) for figure in figures)  # type: ignore[return-value]

    def _sums(self, sums: Sequence[float]) -> DeathSums | None:
        if not sums:
            return None
        number, low, best, high, without_best = (round(value) for value in sums)
        return DeathSums(number, low, None if without_best else best, high)


def _or(bound: npt.NDArray[np.int32], best: Weights) -> Weights:
    """The bound, or the best figure where no bound is given."""
    return np.where(known(bound), bound, best)
