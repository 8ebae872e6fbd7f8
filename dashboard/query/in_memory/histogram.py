"""How many events fall into each day, or into each bar of several days. An interval counts in every bar it touches."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from dashboard.model.codes import Counts, Rows
from dashboard.model.columns import EventColumns
from dashboard.query.engine import MOST_BARS


def bar_width(columns: EventColumns, bars: int | None) -> int:
    """How many days a bar has, so that at most ``bars`` of them (None: a day each) hold the whole span."""
    first, last = columns.span or (0, 0)
    return math.ceil((last - first + 1) / max(1, min(bars or MOST_BARS, MOST_BARS)))


class DayBars:
    """The first bar that each event touches, and the first after it that it does not."""

    def __init__(self, first: npt.NDArray[np.int32], after: npt.NDArray[np.int32], size: int) -> None:
        self.first, self.after, self.size = first, after, size
        self.nbytes = first.nbytes + after.nbytes
        self.totals = self._sum(first, after)

    @classmethod
    def of(cls, columns: EventColumns, width: int) -> DayBars:
        """Bars of ``width`` days from the first day of any event on."""
        if not columns.span:
            return cls(columns.start, columns.end, 0)
        first, last = columns.span
        begun, ended = columns.start - np.int32(first), columns.end - np.int32(first)
        if width > 1:
            begun, ended = begun // np.int32(width), ended // np.int32(width)
        return cls(begun, ended + np.int32(1), (last - first) // width + 1)

    def count(self, rows: Rows) -> Counts:
        """How many of ``rows`` touch each bar."""
        return self._sum(self.first.take(rows), self.after.take(rows))

    def _sum(self, first: npt.NDArray[np.int32], after: npt.NDArray[np.int32]) -> Counts:
        begun = np.bincount(first, minlength=self.size + 1)
        ended = np.bincount(after, minlength=self.size + 1)
        return np.cumsum(begun - ended)[: self.size]
