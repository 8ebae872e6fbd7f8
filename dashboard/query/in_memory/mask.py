"""Which events pass one filter: days, a range of a number, words in the texts, choices in a facet."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.model.codes import Mask
from dashboard.model.columns import UNKNOWN, EventColumns
from dashboard.model.filter import Range


def passing_mask(columns: EventColumns, name: str, part: Any) -> Mask:
    """True for each event that passes ``part`` of a filter, by the rule of dashboard.model.filter.

    ``name`` and ``part`` are those of Filter.parts_of. Raises KeyError for a facet that these events do not have.
    """
    if name == "days":
        first, last = part
        touching: Mask = (columns.start <= last) & (columns.end >= first)
        return touching
    if name == "text":
        return _containing(columns.texts.values(), part, len(columns))
    if name in columns.numbers:
        return _within(columns.numbers[name], part)
    facet = columns.by_name[name]
    codes = [facet.code_of[value] for value in part if value in facet.code_of]
    return facet.codes.having(codes, blank=None in part)


def _within(numbers: npt.NDArray[Any], ends: Range) -> Mask:
    """Whether a known number lies in a range, both ends included."""
    low, high = ends
    if numbers.dtype.kind == "f":
        above = numbers >= (-math.inf if low is None else low)
        between: Mask = above & (numbers <= (math.inf if high is None else high))
        return between
    # Compared as whole numbers: twice as fast, and UNKNOWN, the lowest of all, stays outside.
    lowest = UNKNOWN + 1 if low is None else max(math.ceil(low), UNKNOWN + 1)
    highest = -UNKNOWN - 1 if high is None else min(math.floor(high), -UNKNOWN - 1)
    if lowest > -UNKNOWN - 1 or highest <= UNKNOWN:
        return np.zeros(len(numbers), dtype=bool)
    inside: Mask = (numbers >= np.int32(lowest)) & (numbers <= np.int32(highest))
    return inside


def _containing(texts: Any, words: str, length: int) -> Mask:
    """Whether any of the texts of a row holds the words, in any case."""
    holding = np.zeros(length, dtype=bool)
    for column in texts:
        if pa.types.is_dictionary(column.type):
            parts = [_each(chunk.dictionary, words).take(chunk.indices) for chunk in column.chunks]
        else:
            parts = [_each(chunk, words) for chunk in column.chunks]
        if parts:
            holding |= pc.fill_null(pa.chunked_array(parts), False).to_numpy()
    return holding


def _each(strings: pa.Array, words: str) -> pa.Array:
    return pc.match_substring(strings, words, ignore_case=True)
