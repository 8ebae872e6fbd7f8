"""How many events of each class fall into each bar of days: the bars of a histogram, stacked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.model.codes import CodeColumns, Counts, Rows, none
from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.query.engine import MOST_CLASSES
from dashboard.query.in_memory.histogram import DayBars


@dataclass(frozen=True)
class Classes:
    """Into what bars are stacked: some values of a facet, by their codes; then all its other values; then no value.

    An event with two of the values belongs to the one that stands first.
    """

    facet: FacetColumn
    codes: tuple[int, ...]

    @classmethod
    def most_frequent(cls, facet: FacetColumn, columns: EventColumns) -> Classes | None:
        """The classes by which the map colours its marks: the most frequent values in the first place of a row.

        Counts the events with a place; all events where nothing is said of places. None for a facet of lists.
        """
        if not isinstance(facet.codes, CodeColumns):
            return None
        codes = facet.codes.columns[0]
        drawn = codes if columns.latitude is None else codes[columns.placed_rows]
        counts = np.bincount(drawn[drawn >= 0], minlength=1)[: facet.codes.size]
        best = np.argsort(-counts, kind="stable")[:MOST_CLASSES]
        return cls(facet, tuple(int(code) for code in best if counts[code]))

    @property
    def number(self) -> int:
        """How many classes there are."""
        return len(self.codes) + 2

    def of_rows(self) -> npt.NDArray[np.uint8]:
        """The class of each event."""
        places = self.facet.codes
        assert isinstance(places, CodeColumns)
        classes = np.full(len(places.columns[0]), self.number - 1, dtype=np.uint8)
        for column in places.columns:
            table = np.full(max(places.size, none(column)) + 1, len(self.codes), dtype=np.uint8)
            table[list(self.codes)] = np.arange(len(self.codes), dtype=np.uint8)
            table[none(column)] = self.number - 1
            np.minimum(classes, table.take(column), out=classes)
        return classes


class StackedBars:
    """The first bar of its class that each event touches, and the first after it that it does not.

    Counts are those of the classes, one after the other, each with ``size`` bars.
    """

    def __init__(self, bars: DayBars, classes: npt.NDArray[np.uint8], number: int) -> None:
        self.size, self._number = bars.size, number
        base = classes.astype(np.int32) * np.int32(bars.size + 1)
        self._first, self._after = bars.first + base, bars.after + base
        self.nbytes = self._first.nbytes + self._after.nbytes
        self.totals = self._sum(self._first, self._after)

    def count(self, rows: Rows) -> Counts:
        """How many of ``rows`` fall into each bar of each class."""
        return self._sum(self._first.take(rows), self._after.take(rows))

    def split(self, counts: Counts) -> Counts:
        """A row for each class."""
        return counts.reshape(self._number, self.size)

    def _sum(self, first: npt.NDArray[np.int32], after: npt.NDArray[np.int32]) -> Counts:
        cells = self._number * (self.size + 1)
        open_now = np.bincount(first, minlength=cells) - np.bincount(after, minlength=cells)
        summed: Counts = np.cumsum(open_now.reshape(self._number, self.size + 1), axis=1)[:, : self.size].ravel()
        return summed
