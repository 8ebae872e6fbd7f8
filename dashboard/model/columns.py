"""Events as aligned columns in memory: ids, days, values of facets, numbers, texts, places.

An engine in memory counts from them, and the page's files are packed from them. Nothing else reads them: all other
code asks an engine about events.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.model.codes import CodeColumns, CodeLists
from dashboard.model.description import Description, Facet, NumberSpan, Value
from dashboard.model.event_ids import EventIds, NumberedIds
from dashboard.words.sentences import deferred

Numbers = npt.NDArray[np.int32] | npt.NDArray[np.float64]
Degrees = npt.NDArray[np.float64]

# What stands in a column of whole numbers where none is known. In a column of floats it is NaN.
UNKNOWN = int(np.iinfo(np.int32).min)


@dataclass(frozen=True)
class FacetColumn(Facet):
    """A facet, and which of its values stand in which row."""

    codes: CodeColumns | CodeLists

    @classmethod
    def of(
        cls, name: str, title: str, values_of: Sequence[Collection[Value]], labels: Mapping[Any, str] | None = None
    ) -> FacetColumn:
        """From the values of each event, of a few thousand events.

        Values stand in the order of ``labels``, the reader's words for them, and what does not occur is left out;
        without labels they ascend, and each is its own word.
        """
        rows = list(map(tuple, values_of))
        # Most events have the same values as another one: each such row is coded once.
        distinct = list(dict.fromkeys(rows))
        occurring = {value for row in distinct for value in row}
        labels = labels or {value: str(value) for value in sorted(occurring, key=str)}
        values = tuple(value for value in labels if value in occurring)
        code_of = {value: code for code, value in enumerate(values)}
        coded = [sorted({code_of[value] for value in row if value in code_of}) for row in distinct]
        widest = max(1, *map(len, coded)) if coded else 1
        padded = np.array([codes + [-1] * (widest - len(codes)) for codes in coded], dtype=np.int64)
        number_of = {row: number for number, row in enumerate(distinct)}
        numbers = np.fromiter(map(number_of.__getitem__, rows), dtype=np.intp, count=len(rows))
        places = CodeColumns.of(list(padded.reshape(len(coded), widest)[numbers].T), len(values))
        return cls(name, title, values, tuple(labels[value] for value in values), places)

    def of_row(self, row: int) -> list[Value]:
        """The values of one event."""
        return [self.values[code] for code in self.codes.of_row(row)]


@dataclass(frozen=True)
class DeathColumns:
    """The figures of deaths of each event, UNKNOWN where the source gives none: the lowest, the best, the highest."""

    low: npt.NDArray[np.int32]
    best: npt.NDArray[np.int32]
    high: npt.NDArray[np.int32]


@dataclass(frozen=True)
class EventColumns:
    """Events as aligned columns, in order of their first and then of their last day.

    Attributes:
        start, end: earliest and latest possible day, whole days since 1970-01-01.
        facets: what a reader chooses from, in the order of the screen.
        numbers: what a range can be chosen of; UNKNOWN or NaN where no number is known.
        texts: what a search looks through: strings, or a dictionary of them.
        given_ids: the id of each event; None: the number of its row (see ``ids``).
        latitude, longitude: degrees (WGS 84), NaN without a place; None where nothing is said of places.
        titles: the reader's words for the numbers, by their names.
        text_title: the reader's word for the texts.
        deaths: figures that may be added up over events; None where there are none of that sort.
    """

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    facets: tuple[FacetColumn, ...]
    numbers: Mapping[str, Numbers] = field(default_factory=dict)
    texts: Mapping[str, pa.ChunkedArray] = field(default_factory=dict)
    given_ids: EventIds | None = None
    latitude: Degrees | None = None
    longitude: Degrees | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    text_title: str = deferred("Words")
    deaths: DeathColumns | None = None

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def ids(self) -> EventIds:
        """The id of each event."""
        return self.given_ids or NumberedIds(np.arange(len(self), dtype=np.int32))

    @cached_property
    def by_name(self) -> Mapping[str, FacetColumn]:
        """The facets by their names."""
        return {facet.name: facet for facet in self.facets}

    @cached_property
    def placed_rows(self) -> npt.NDArray[np.intp]:
        """The rows of the events that have a place."""
        if self.latitude is None or self.longitude is None:
            return np.zeros(0, dtype=np.intp)
        return np.flatnonzero(np.isfinite(self.latitude) & np.isfinite(self.longitude))

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """The first and the last possible day of any event; None without events."""
        return (int(self.start.min()), int(self.end.max())) if len(self) else None

    @cached_property
    def description(self) -> Description:
        """These events as a whole, without their columns."""
        return Description(
            len(self),
            len(self.placed_rows),
            self.span,
            self.facets,
            tuple(_span_of(name, self.titles.get(name, name), numbers) for name, numbers in self.numbers.items()),
            self.text_title if self.texts else None,
        )


def known(numbers: Numbers) -> npt.NDArray[Any]:
    """True where a number is known."""
    return ~np.isnan(numbers) if numbers.dtype.kind == "f" else numbers != UNKNOWN


def _span_of(name: str, title: str, numbers: Numbers) -> NumberSpan:
    stated = numbers[known(numbers)]
    if not len(stated):
        return NumberSpan(name, title, None, None)
    return NumberSpan(name, title, stated.min().item(), stated.max().item())
