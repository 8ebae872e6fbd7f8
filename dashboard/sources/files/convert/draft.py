"""A draft of the canonical table: a format fills its columns in the file's order, :func:`finish` orders the rows.

:func:`finish` also checks what is checked alike for all formats: whether a point lies in the country that its row names.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import cells, country_borders, stated_night
from dashboard.sources.files.convert.canonical_columns import SCHEMA
from dashboard.sources.files.convert.row_report import Listing


@dataclass
class EventDraft:
    """The columns of SCHEMA that a format fills, in the file's order. ``keep`` marks the rows that have a date."""

    listing: Listing
    columns: dict[str, pa.Array] = field(default_factory=dict)
    keep: np.ndarray[Any, Any] = field(default_factory=lambda: np.zeros(0, dtype=bool))
    notices: list[str] = field(default_factory=list)
    night: stated_night.Search | None = None

    def __len__(self) -> int:
        return len(self.listing.rows)

    def set_days(self, first: np.ndarray[Any, Any], last: np.ndarray[Any, Any], keep: np.ndarray[Any, Any]) -> None:
        """Set the interval of each row: days since 1970-01-01, both included."""
        self.keep = keep
        self.columns["date_start"] = pa.array(first.astype(np.int32)).cast(pa.date32())
        self.columns["date_end"] = pa.array(last.astype(np.int32)).cast(pa.date32())


def finish(draft: EventDraft) -> pa.Table:
    """The canonical table: the rows that have a date, in order of time, with every column of SCHEMA."""
    count = len(draft)
    unchecked = country_borders.check(draft.listing, draft.columns)
    if unchecked:
        draft.notices.append(unchecked)
    draft.columns["row"] = pa.array(draft.listing.rows)
    order = _order(draft)
    if draft.night:
        draft.columns["time_of_day"], draft.columns["time_words"] = draft.night.result()
    columns = [_column(draft.columns.get(column.name), column.type, count) for column in SCHEMA]
    if order is not None:

        def reordered(column: pa.Array) -> pa.Array:
            return column.take(order)

        with ThreadPoolExecutor(2) as threads:
            columns = list(threads.map(reordered, columns))
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _order(draft: EventDraft) -> pa.Array | None:
    """The rows that stay, by (date_start, date_end, row); None if that is how they stand."""
    start = draft.columns["date_start"].cast(pa.int32()).to_numpy().astype(np.int64)
    end = draft.columns["date_end"].cast(pa.int32()).to_numpy().astype(np.int64)
    key = (start << 32) + (end + (1 << 31))
    if draft.keep.all():
        if np.all(key[:-1] <= key[1:]):
            return None
        return pa.array(np.argsort(key, kind="stable"))
    places = np.flatnonzero(draft.keep)
    return pa.array(places[np.argsort(key[places], kind="stable")])


def _column(array: pa.Array | None, kind: pa.DataType, count: int) -> pa.Array:
    if array is None:
        return cells.empty_labels(count) if pa.types.is_dictionary(kind) else pa.nulls(count, kind)
    return array if array.type.equals(kind) else array.cast(kind)
