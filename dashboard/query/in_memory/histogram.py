"""How many events fall into each day, or into each bin of several days: an interval counts in every one it touches."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.model.codes import Counts, Rows
from dashboard.model.columns import EventColumns

# The most bars of a histogram that nobody asked a number of: 90 years of days.
MOST_BINS = 32_768


@dataclass(frozen=True)
class Histogram:
    """How many events may fall into each bin. Bin i begins on day ``first + i * width`` and is ``width`` days long.

    An event whose date is an interval counts once in each bin that it touches. ``stacked`` has a row for each class of
    events that was asked for; their sum is ``counts``.
    """

    first: int
    width: int
    counts: Counts
    stacked: Counts | None = None


def width_of(columns: EventColumns, bins: int | None) -> int:
    """How many days a bin has, so that at most ``bins`` of them (None: a day each) hold the whole span."""
    first, last = columns.span or (0, 0)
    return math.ceil((last - first + 1) / max(1, min(bins or MOST_BINS, MOST_BINS)))


class Bins:
    """The first bin that each event touches, and the first after it that it does not."""

    def __init__(self, first: npt.NDArray[np.int32], after: npt.NDArray[np.int32], size: int) -> None:
        self.first, self.after, self.size = first, after, size
        self.nbytes = first.nbytes + after.nbytes
        self.totals = self._sum(first, after)

    @classmethod
    def of(cls, columns: EventColumns, width: int) -> Bins:
        if not columns.span:
            return cls(columns.start, columns.end, 0)
        first, last = columns.span
        begun, ended = columns.start - np.int32(first), columns.end - np.int32(first)
        if width > 1:
            begun, ended = begun // np.int32(width), ended // np.int32(width)
        return cls(begun, ended + np.int32(1), (last - first) // width + 1)

    def count(self, rows: Rows) -> Counts:
        return self._sum(self.first.take(rows), self.after.take(rows))

    def _sum(self, first: npt.NDArray[np.int32], after: npt.NDArray[np.int32]) -> Counts:
        begun = np.bincount(first, minlength=self.size + 1)
        ended = np.bincount(after, minlength=self.size + 1)
        return np.cumsum(begun - ended)[: self.size]
