"""Which values of a facet stand in which row, as small integers: kept narrow, counted and compared without a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.integer[Any]]
Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]

# Up to this many chosen values, one comparison each is faster than one look-up for all (12 µs against 320 µs a value
# at 350,000 rows).
FEW = 8


def none(codes: Codes) -> int:
    """The code that means "no value here" in an array of this type: the highest of a u8 or u16, −1 of an i32."""
    return int(np.iinfo(codes.dtype).max) if codes.dtype.kind == "u" else -1


def narrow(codes: npt.ArrayLike, size: int) -> Codes:
    """Codes 0 … ``size`` − 1 with −1 for none, in the narrowest type that has room for both."""
    given = np.asarray(codes)
    wide = np.uint8 if size <= 255 else np.uint16 if size <= 65_535 else np.int32
    return given.astype(wide)  # −1 turns into the highest code of an unsigned type


@dataclass(frozen=True)
class Places:
    """A facet whose values stand in one place of a row, or in a few (actor1 and actor2): one array a place.

    ``size`` is how many values the facet has. A value that stands in a row twice is kept in its first place only, so
    that the row counts once.
    """

    columns: tuple[Codes, ...]
    size: int

    @classmethod
    def of(cls, columns: Sequence[npt.ArrayLike], size: int) -> Places:
        """From arrays of codes in which −1 means none."""
        kept: list[Codes] = []
        for column in columns:
            codes = narrow(column, size)
            for earlier in kept:
                codes[codes == earlier] = none(codes)
            kept.append(codes)
        return cls(tuple(kept), size)

    def of_row(self, row: int) -> list[int]:
        """The codes of one row."""
        return [int(codes[row]) for codes in self.columns if codes[row] != none(codes)]

    def having(self, chosen: Sequence[int]) -> Mask:
        """The rows in which any of the chosen codes stands."""
        found = np.zeros(len(self.columns[0]), dtype=bool)
        for codes in self.columns:
            if len(chosen) <= FEW:
                for code in chosen:
                    found |= codes == code
            else:
                found |= _wanted(chosen, codes, self.size).take(codes)
        return found

    def count(self, rows: Rows) -> Counts:
        """How many of ``rows`` hold each value."""
        return self._sum([codes.take(rows) for codes in self.columns])

    @cached_property
    def totals(self) -> Counts:
        """How many of all rows hold each value."""
        return self._sum(self.columns)

    def _sum(self, columns: Sequence[Codes]) -> Counts:
        counted = np.zeros(self.size, dtype=np.int64)
        for codes in columns:
            if codes.dtype.kind == "u":
                counted += np.bincount(codes, minlength=self.size)[: self.size]
            else:
                counted += np.bincount(codes + 1, minlength=self.size + 1)[1:]
        return counted


@dataclass(frozen=True)
class Lists:
    """A facet of which any number of values may stand in a row: those of row r are codes[offsets[r]:offsets[r + 1]].

    No value stands in a row twice.
    """

    offsets: npt.NDArray[np.int32]
    codes: Codes
    size: int

    @classmethod
    def of(cls, rows: npt.ArrayLike, codes: npt.ArrayLike, length: int, size: int) -> Lists:
        """From pairs of a row and a code, in any order, for ``length`` rows. Pairs that repeat are dropped."""
        pairs = np.unique(np.asarray(rows, dtype=np.int64) * max(size, 1) + np.asarray(codes, dtype=np.int64))
        row, code = np.divmod(pairs, max(size, 1))
        offsets = np.zeros(length + 1, dtype=np.int32)
        np.cumsum(np.bincount(row, minlength=length), out=offsets[1:])
        return cls(offsets, narrow(code, size), size)

    def of_row(self, row: int) -> list[int]:
        """The codes of one row."""
        return [int(code) for code in self.codes[self.offsets[row] : self.offsets[row + 1]]]

    def having(self, chosen: Sequence[int]) -> Mask:
        """The rows in which any of the chosen codes stands."""
        at = np.flatnonzero(_wanted(chosen, self.codes, self.size).take(self.codes))
        found = np.zeros(len(self.offsets) - 1, dtype=bool)
        found[self._row_of.take(at)] = True
        return found

    def count(self, rows: Rows) -> Counts:
        """How many of ``rows`` hold each value."""
        first = self.offsets.take(rows)
        lengths = self.offsets.take(rows + 1) - first
        before = np.cumsum(lengths) - lengths
        at = np.repeat(first - before, lengths) + np.arange(int(lengths.sum()))
        return np.bincount(self.codes.take(at), minlength=self.size)

    @cached_property
    def totals(self) -> Counts:
        """How many of all rows hold each value."""
        return np.bincount(self.codes, minlength=self.size)

    @cached_property
    def _row_of(self) -> npt.NDArray[np.int32]:
        return np.repeat(np.arange(len(self.offsets) - 1, dtype=np.int32), np.diff(self.offsets))


def _wanted(chosen: Sequence[int], codes: Codes, size: int) -> Mask:
    """For each code, none included, whether it is chosen."""
    table = np.zeros(max(size, int(none(codes))) + 1, dtype=bool)
    table[list(chosen)] = True
    return table
