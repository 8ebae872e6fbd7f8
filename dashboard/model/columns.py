"""Events as columns: when, which values of which facets, numbers and texts. What every answer is counted from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.model.codes import Lists, Places

Value = str | int
Number = npt.NDArray[np.int32] | npt.NDArray[np.float64]

# What stands in a column of whole numbers where none is known. In a column of floats it is NaN.
UNKNOWN = int(np.iinfo(np.int32).min)


@dataclass(frozen=True)
class Facet:
    """One property to filter by: its values in their order, the reader's word for each, and where they stand.

    The code of a value is its place in ``values``.
    """

    name: str
    title: str
    values: tuple[Value, ...]
    labels: tuple[str, ...]
    codes: Places | Lists

    @cached_property
    def code_of(self) -> Mapping[Value, int]:
        """Value → its code."""
        return {value: code for code, value in enumerate(self.values)}

    def of_row(self, row: int) -> list[Value]:
        """The values of one event."""
        return [self.values[code] for code in self.codes.of_row(row)]


@dataclass(frozen=True)
class EventColumns:
    """Events as aligned columns; a row's position is the event's number in every answer.

    Attributes:
        start, end: earliest and latest possible day, whole days since 1970-01-01.
        facets: what a reader chooses from, in the order of the screen.
        numbers: what a range can be chosen of; UNKNOWN or NaN where no number is known.
        texts: what a search looks through: strings, or a dictionary of them.
    """

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    facets: tuple[Facet, ...]
    numbers: Mapping[str, Number] = field(default_factory=dict)
    texts: Mapping[str, pa.ChunkedArray] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def by_name(self) -> Mapping[str, Facet]:
        """The facets by their names."""
        return {facet.name: facet for facet in self.facets}

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """The first and the last possible day of any event; None without events."""
        return (int(self.start.min()), int(self.end.max())) if len(self) else None


def known(numbers: Number) -> npt.NDArray[Any]:
    """True where a number is known."""
    return ~np.isnan(numbers) if numbers.dtype.kind == "f" else numbers != UNKNOWN
