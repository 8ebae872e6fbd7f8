"""The ids of events that are kept as columns: from an id to its row and back, without a text for each of a million."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt


class EventIds(Protocol):
    """An id for each row. Raises KeyError for an id that none has."""

    def __len__(self) -> int: ...

    def of_rows(self, rows: Iterable[int]) -> list[str]:
        """The ids of some rows, in their order."""

    def row_of(self, event_id: str) -> int:
        """The row that has this id."""


@dataclass(frozen=True)
class NamedIds:
    """Ids as texts, all different: a few thousand events."""

    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.ids)

    def of_rows(self, rows: Iterable[int]) -> list[str]:
        """The ids of some rows, in their order."""
        return [self.ids[row] for row in rows]

    def row_of(self, event_id: str) -> int:
        """The row that has this id."""
        return self._rows[event_id]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {event_id: row for row, event_id in enumerate(self.ids)}


@dataclass(frozen=True)
class NumberedIds:
    """Whole numbers as ids, all different: the place of each event in its table. An id is the number, plainly written."""

    numbers: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.numbers)

    def of_rows(self, rows: Iterable[int]) -> list[str]:
        """The ids of some rows, in their order."""
        return list(map(str, self.numbers.take(np.fromiter(rows, dtype=np.intp)).tolist()))

    def row_of(self, event_id: str) -> int:
        """The row that has this id."""
        number = int(event_id) if event_id.isascii() and event_id.isdigit() and len(event_id) <= 10 else -1
        if str(number) != event_id:  # "007" is no id
            raise KeyError(event_id)
        if number <= np.iinfo(np.int32).max:
            # Looked for as the number that it is kept as: for another type all of them would be converted.
            place = int(np.searchsorted(self.numbers, np.int32(number), sorter=self._in_order))
            if place < len(self.numbers) and self.numbers[row := int(self._in_order[place])] == number:
                return row
        raise KeyError(event_id)

    @cached_property
    def _in_order(self) -> npt.NDArray[np.intp]:
        """The rows by their numbers: a list of 40 lines asks for 40 rows, and a look at each event for each takes long."""
        return np.argsort(self.numbers)
