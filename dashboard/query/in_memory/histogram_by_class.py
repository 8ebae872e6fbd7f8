"""How many events of each class fall into each bin of days: the bars of a histogram, stacked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.model.codes import Counts, Places, Rows, none
from dashboard.model.columns import EventColumns
from dashboard.query.in_memory.histogram import Bins


@dataclass(frozen=True)
class Classes:
    """Into what bars are stacked: some values of a facet, by their codes; then all its other values; then no value.

    An event with two of the values belongs to the one that stands first.
    """

    facet: str
    codes: tuple[int, ...]

    @property
    def number(self) -> int:
        """How many classes there are."""
        return len(self.codes) + 2

    def of_rows(self, columns: EventColumns) -> npt.NDArray[np.uint8]:
        """The class of each event. Raises KeyError for a facet that the events do not have."""
        codes = columns.by_name[self.facet].codes
        if not isinstance(codes, Places):
            raise KeyError(self.facet)
        found = np.full(len(columns), self.number - 1, dtype=np.uint8)
        for column in codes.columns:
            table = np.full(max(codes.size, none(column)) + 1, len(self.codes), dtype=np.uint8)
            table[list(self.codes)] = np.arange(len(self.codes), dtype=np.uint8)
            table[none(column)] = self.number - 1
            np.minimum(found, table.take(column), out=found)
        return found


class Stacked:
    """The first bin of its class that each event touches, and the first after it that it does not.

    Counts are those of the classes, one after the other, each with ``size`` bins.
    """

    def __init__(self, bins: Bins, of_rows: npt.NDArray[np.uint8], number: int) -> None:
        self.size, self._number = bins.size, number
        base = of_rows.astype(np.int32) * np.int32(bins.size + 1)
        self._first, self._after = bins.first + base, bins.after + base
        self.nbytes = self._first.nbytes + self._after.nbytes
        self.totals = self._sum(self._first, self._after)

    def count(self, rows: Rows) -> Counts:
        """How many of ``rows`` fall into each bin of each class."""
        return self._sum(self._first.take(rows), self._after.take(rows))

    def split(self, counts: Counts) -> Counts:
        """A row for each class."""
        return counts.reshape(self._number, self.size)

    def _sum(self, first: npt.NDArray[np.int32], after: npt.NDArray[np.int32]) -> Counts:
        cells = self._number * (self.size + 1)
        open_now = np.bincount(first, minlength=cells) - np.bincount(after, minlength=cells)
        summed: Counts = np.cumsum(open_now.reshape(self._number, self.size + 1), axis=1)[:, : self.size].ravel()
        return summed
