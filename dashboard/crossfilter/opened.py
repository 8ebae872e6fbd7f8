"""The events of an opened file → the columns that the crossfilter counts.

A row of the table is an event, in the table's order (by day). What the file leaves empty has no value and no choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.crossfilter.codes import Lists, Places
from dashboard.crossfilter.columns import UNKNOWN, EventColumns, Facet

Labels = Mapping[str, Mapping[Any, str]]
Coded = npt.NDArray[np.int64]

# Name, title and columns of each facet of words; a value in any of the columns counts.
WORDS = (
    ("event_type", "Event type", ("event_type",)),
    ("sub_event_type", "Sub-type", ("sub_event_type",)),
    ("actor", "Actor", ("actor1", "actor2")),
    ("attacker", "Attacker", ("attacker",)),
    ("time_of_day", "Time of day", ("time_of_day",)),
    ("country", "Country", ("country",)),
    ("admin1", "Province", ("admin1",)),
)
# The same of each facet of numbers, whose values stand in ascending order.
DEGREES = (
    ("where_prec", "How exactly the place is known"),
    ("date_prec", "How exactly the date is known"),
)
NUMBERS = ("fatalities",)
TEXTS = ("notes", "headline", "location")
SEPARATOR = "; "

# A list of at most so many values a row is kept as so many columns.
FEW_PLACES = 2


def from_events(table: pa.Table, labels: Labels | None = None) -> EventColumns:
    """Columns of a table of events as dashboard.files hands it on.

    ``labels`` gives the reader's words by facet and value (``where_prec``, ``date_prec``, ``time_of_day``); any other
    value is its own label. Values stand by how many events they have, the most first.
    """
    labels = labels or {}
    facets = [_words(table, name, title, columns, labels) for name, title, columns in WORDS]
    facets += [_degrees(table, name, title, labels) for name, title in DEGREES]
    facets.append(_sources(table, labels))
    return EventColumns(
        start=_days(table["date_start"]),
        end=_days(table["date_end"]),
        facets=tuple(facets),
        numbers={name: pc.fill_null(table[name], UNKNOWN).to_numpy().astype(np.int32) for name in NUMBERS},
        texts={name: table[name] for name in TEXTS},
    )


def _days(column: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    days: npt.NDArray[np.int32] = column.cast(pa.date32()).cast(pa.int32()).to_numpy()
    return days


def _words(table: pa.Table, name: str, title: str, columns: tuple[str, ...], labels: Labels) -> Facet:
    values, coded = _coded([table[column] for column in columns])
    places = coded.reshape(len(columns), table.num_rows)
    values, ranked = _by_frequency(values, places)
    return _facet(name, title, values, labels, Places.of(list(ranked), len(values)))


def _degrees(table: pa.Table, name: str, title: str, labels: Labels) -> Facet:
    given = pc.fill_null(table[name].cast(pa.int64()), -1).to_numpy()
    values = sorted({int(value) for value in np.unique(given)} - {-1})
    codes = np.searchsorted(values, given) if values else np.full(len(given), -1)
    return _facet(name, title, values, labels, Places.of([np.where(given < 0, -1, codes)], len(values)))


def _sources(table: pa.Table, labels: Labels) -> Facet:
    """Lists such as "Dawn; Reuters" are split into single sources."""
    lists, of_row = _coded([table["source"]])
    split = pc.split_pattern(pa.array(lists, pa.string()), SEPARATOR)
    single = pc.utf8_trim_whitespace(split.flatten())
    values, of_part = _coded([pa.chunked_array([pc.if_else(pc.equal(single, ""), None, single)])])
    # The parts of each list, then of each row: row → list → parts.
    lengths = pc.list_value_length(split).to_numpy(zero_copy_only=False)
    filled = np.flatnonzero(of_row >= 0)
    parts = lengths[of_row[filled]]
    begun = np.cumsum(lengths) - lengths
    rows = np.repeat(filled, parts)
    at = np.repeat(begun[of_row[filled]] - (np.cumsum(parts) - parts), parts) + np.arange(len(rows))
    codes = of_part[at]
    rows, codes = rows[codes >= 0], codes[codes >= 0]
    values, ranked = _by_frequency(values, codes)
    found = Lists.of(rows, ranked, table.num_rows, len(values))
    return _facet("source", "Source", values, labels, _as_places(found) or found)


def _as_places(lists: Lists) -> Places | None:
    """The same as one column a place, if no row has more than a few."""
    lengths = np.diff(lists.offsets)
    if len(lengths) and lengths.max() > FEW_PLACES:
        return None
    columns = []
    for place in range(max(1, int(lengths.max(initial=1)))):
        codes = np.full(len(lengths), -1)
        has = lengths > place
        codes[has] = lists.codes[lists.offsets[:-1][has] + place]
        columns.append(codes)
    return Places.of(columns, lists.size)


def _coded(columns: list[pa.ChunkedArray]) -> tuple[list[str], Coded]:
    """All different strings of the columns, and the code of each cell, column after column; −1 = empty."""
    chunks = []
    for column in columns:
        for chunk in column.chunks:
            if not pa.types.is_dictionary(chunk.type):
                chunk = chunk.cast(pa.string()).dictionary_encode()
            chunks.append(chunk)
    values: dict[str, int] = {}
    coded = []
    for chunk in chunks:
        words = chunk.dictionary.to_pylist()
        table = np.array([values.setdefault(word, len(values)) if word else -1 for word in words] + [-1])
        indices = pc.fill_null(chunk.indices.cast(pa.int64()), len(words)).to_numpy(zero_copy_only=False)
        coded.append(table[indices])
    return list(values), np.concatenate(coded) if coded else np.empty(0, dtype=np.int64)


def _by_frequency(values: list[str], codes: Coded) -> tuple[list[str], Coded]:
    """The values that occur, the most frequent first (then by name), and the codes that go with them."""
    counts = np.bincount(codes.ravel() + 1, minlength=len(values) + 1)[1:]
    order = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-counts[code], values[code]))
    rank = np.full(len(values) + 1, -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    return [values[code] for code in order], rank[codes]


def _facet(name: str, title: str, values: list[Any], labels: Labels, codes: Places | Lists) -> Facet:
    words = labels.get(name, {})
    return Facet(name, title, tuple(values), tuple(str(words.get(value, value)) for value in values), codes)
