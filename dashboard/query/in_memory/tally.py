"""The counts of one filter over columns in memory: what is shown, beside each value, in each bar, and per filter taken away.

Each active part of a filter is a mask of the rows that fail it. Their sum says how many parts a row fails: none means
shown, one means that this part alone hides it. So each facet is counted over the rows that are shown (or, where they
are fewer, over those that are not, and taken from the total), and an active facet also over those that it alone hides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np

from dashboard.model.codes import Counts, Mask, Rows
from dashboard.model.columns import FacetColumn
from dashboard.query.in_memory.joint_counts import JointFacets


class Countable(Protocol):
    """What can be counted over rows: the values of a facet, those of several, or bars of days."""

    @property
    def totals(self) -> Counts: ...
    def count(self, rows: Rows) -> Counts: ...


class Tally:
    """The rows that a filter shows, ready to be counted.

    ``shown`` is their number, ``without`` how many more would show without one part of the filter.
    """

    def __init__(self, size: int, failing: Mapping[str, Mask]) -> None:
        """``failing`` holds for each active part of the filter, by name, which of the ``size`` rows fail it."""
        failed_parts = np.zeros(size, dtype=np.uint8)
        for mask in failing.values():
            failed_parts += mask.view(np.uint8)
        shown, failed_once = failed_parts == 0, failed_parts == 1
        self._hidden_alone = {name: np.flatnonzero(failed_once & mask) for name, mask in failing.items()}
        self.shown = int(np.count_nonzero(shown))
        self.without = {name: len(rows) for name, rows in self._hidden_alone.items()}
        self._count = _counter(shown, self.shown)

    def by_value(self, joint: Sequence[JointFacets], single: Sequence[FacetColumn]) -> dict[str, Counts]:
        """For each facet the counts of its values and, last, of the events without one; those of ``joint`` in one pass."""
        counts = {facet.name: self._count(facet.codes) for facet in single}
        facets = [*single]
        for group in joint:
            parts = group.split(self._count(group))
            counts |= {facet.name: part for facet, part in zip(group.facets, parts, strict=True)}
            facets += group.facets
        for facet in facets:
            if facet.name in self._hidden_alone:
                counts[facet.name] = counts[facet.name] + facet.codes.count(self._hidden_alone[facet.name])
        return counts

    def by_bar(self, bars: Countable) -> Counts:
        """The counts of the bars, every filter kept but the days."""
        counts = self._count(bars)
        return counts + bars.count(self._hidden_alone["days"]) if "days" in self._hidden_alone else counts


def _counter(shown: Mask, number: int) -> Callable[[Countable], Counts]:
    """Counts over the rows that are shown, by way of the smaller side."""
    if number == len(shown):
        return lambda countable: countable.totals
    if 2 * number <= len(shown):
        rows = np.flatnonzero(shown)
        return lambda countable: countable.count(rows)
    hidden = np.flatnonzero(~shown)
    return lambda countable: countable.totals - countable.count(hidden)
