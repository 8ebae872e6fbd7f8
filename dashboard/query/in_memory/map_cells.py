"""How many events stand in each square of the map."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dashboard.model.columns import EventColumns
from dashboard.model.mercator import mercator
from dashboard.query.engine import DEEPEST, Bounds, Cell


class MapCells:
    """The finest square of each event with a place. A coarser one is a shift of its bits."""

    def __init__(self, columns: EventColumns) -> None:
        rows = columns.placed_rows
        self._latitude = np.zeros(0) if columns.latitude is None else columns.latitude.take(rows)
        self._longitude = np.zeros(0) if columns.longitude is None else columns.longitude.take(rows)
        self.rows = rows
        most = (1 << DEEPEST) - 1
        self._x, self._y = (
            np.clip((share.astype(np.float64) * (1 << DEEPEST)).astype(np.int64), 0, most)
            for share in mercator(self._latitude, self._longitude)
        )

    def count(self, mask: npt.NDArray[np.bool_], depth: int, bounds: Bounds | None) -> list[Cell]:
        """The squares of ``2**depth`` across in which events of ``mask`` stand, from north to south, west to east."""
        inside = mask.take(self.rows)
        if bounds is not None:
            inside &= self._within(bounds)
        shift = DEEPEST - min(max(depth, 0), DEEPEST)
        x, y = self._x[inside] >> shift, self._y[inside] >> shift
        squares, numbers = np.unique(y << DEEPEST | x, return_counts=True)
        low = (1 << DEEPEST) - 1
        return [
            Cell(square & low, square >> DEEPEST, number)
            for square, number in zip(squares.tolist(), numbers.tolist(), strict=True)
        ]

    def _within(self, bounds: Bounds) -> npt.NDArray[np.bool_]:
        east_of, west_of = self._longitude >= bounds.west, self._longitude <= bounds.east
        across = east_of | west_of if bounds.west > bounds.east else east_of & west_of
        inside: npt.NDArray[np.bool_] = across & (self._latitude >= bounds.south) & (self._latitude <= bounds.north)
        return inside
