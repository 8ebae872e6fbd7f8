"""The events of an opened file → columns in memory.

A row of the table is an event, in the table's order (by day). An empty cell has no value and no choice. The id of an
event is its position in the table. The file's own ids cannot serve: an id may stand twice. Its line numbers do not
follow the days and would make the page's files a seventh larger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.model.codes import CodeColumns, CodeLists
from dashboard.model.columns import UNKNOWN, DeathColumns, EventColumns, FacetColumn, known
from dashboard.words.sentences import deferred, say_deferred
from dashboard.words.visible import visible

Labels = Mapping[str, Mapping[Any, str]]
Coded = npt.NDArray[np.int64]


@dataclass(frozen=True)
class FileFacet:
    """What a reader filters an opened file by.

    Attributes:
        name, title: of the facet.
        columns: columns of the canonical table; a value in any of them counts. Codes and lists have one column only.
        values: what the cells hold. "words" are sorted by their number of events, the most frequent first; "codes" are
            whole numbers in ascending order; "lists" are several words in one cell, with SEPARATOR between.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    values: Literal["words", "codes", "lists"] = "words"


#: In the order of the screen.
FACETS = (
    FileFacet("event_type", deferred("Event type"), ("event_type",)),
    FileFacet("sub_event_type", "Sub-type", ("sub_event_type",)),
    FileFacet("actor", deferred("Actor"), ("actor1", "actor2")),
    FileFacet("attacker", deferred("Attacker"), ("attacker",)),
    FileFacet("time_of_day", deferred("Time of day"), ("time_of_day",)),
    FileFacet("country", deferred("Country"), ("country",)),
    FileFacet("admin1", deferred("Province"), ("admin1",)),
    FileFacet("where_prec", deferred("How exactly the place is known"), ("where_prec",), "codes"),
    FileFacet("date_prec", deferred("How exactly the date is known"), ("date_prec",), "codes"),
    FileFacet("source", deferred("Source"), ("source",), "lists"),
)
#: Columns of which a range can be chosen, and the reader's word for each.
NUMBERS = {"fatalities": deferred("Reported deaths")}
#: The figures of deaths: the lowest, the best, the highest.
DEATHS = ("fatalities_low", "fatalities", "fatalities_high")
#: Columns that a search looks through, and the reader's word for them.
TEXTS = ("notes", "headline", "location")
TEXT_TITLE = deferred("Words in notes, headline or place")
SEPARATOR = "; "

# A list of at most so many values a row is kept as so many columns.
FEW_PLACES = 2


def from_events(table: pa.Table, labels: Labels | None = None) -> EventColumns:
    """Columns of a table of events as dashboard.sources.files hands it on.

    ``labels`` gives the reader's words by facet and value (``where_prec``, ``date_prec``, ``time_of_day``); any other
    value is its own label. Values stand by how many events they have, the most first.
    """
    labels = labels or {}
    making = {"words": _words, "codes": _codes, "lists": _lists}
    facets = [making[facet.values](table, facet, labels) for facet in FACETS]
    figures = {name: pc.fill_null(table[name], UNKNOWN).to_numpy().astype(np.int32) for name in DEATHS}
    return EventColumns(
        start=_days(table["date_start"]),
        end=_days(table["date_end"]),
        facets=tuple(facets),
        numbers={name: figures[name] for name in NUMBERS},
        texts={name: table[name] for name in TEXTS},
        latitude=table["latitude"].to_numpy(),
        longitude=table["longitude"].to_numpy(),
        titles=NUMBERS,
        text_title=say_deferred(TEXT_TITLE),
        deaths=DeathColumns(*figures.values()) if any((known(column)).any() for column in figures.values()) else None,
    )


def _days(column: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    days: npt.NDArray[np.int32] = column.cast(pa.date32()).cast(pa.int32()).to_numpy()
    return days


def _words(table: pa.Table, facet: FileFacet, labels: Labels) -> FacetColumn:
    values, coded = _coded([table[column] for column in facet.columns])
    places = coded.reshape(len(facet.columns), table.num_rows)
    for place in range(1, len(facet.columns)):
        places[place, (places[place] == places[:place]).any(axis=0)] = -1
    values, ranked = _by_frequency(values, places)
    return _facet(facet, values, labels, CodeColumns.of(list(ranked), len(values)))


def _codes(table: pa.Table, facet: FileFacet, labels: Labels) -> FacetColumn:
    (column,) = facet.columns
    given = pc.fill_null(table[column].cast(pa.int64()), -1).to_numpy()
    values = sorted({int(value) for value in np.unique(given)} - {-1})
    codes = np.searchsorted(values, given) if values else np.full(len(given), -1)
    return _facet(facet, values, labels, CodeColumns.of([np.where(given < 0, -1, codes)], len(values)))


def _lists(table: pa.Table, facet: FileFacet, labels: Labels) -> FacetColumn:
    """Lists such as "Dawn; Reuters" are split into single words. A row may have many."""
    (column,) = facet.columns
    lists, list_of = _by_frequency(*_coded([table[column]]))  # only lists that a row has
    codes: dict[str, int] = {}
    coded = [[codes.setdefault(part, len(codes)) for part in _parts(words)] for words in lists]
    values = list(codes)
    rank = _ranks(values, CodeLists.of(list_of, coded, len(codes)).totals[:-1])
    ranked = CodeLists.of(list_of, [[int(rank[code]) for code in parts] for parts in coded], len(codes))
    values = [values[code] for code in np.argsort(rank[:-1])]
    return _facet(facet, values, labels, _as_places(ranked) or ranked)


def _parts(words: str) -> list[str]:
    return [part for piece in words.split(SEPARATOR) if (part := piece.strip(" ;"))]


def _as_places(lists: CodeLists) -> CodeColumns | None:
    """The same as one column a place, if no list has more than a few."""
    lengths = np.diff(lists.offsets)
    widest = int(lengths.max(initial=1))
    if widest > FEW_PLACES:
        return None
    columns = []
    for place in range(widest):
        of_list = np.full(len(lengths) + 1, -1)  # the last one is that of rows without a list
        has = np.flatnonzero(lengths > place)
        of_list[has] = lists.codes[lists.offsets[has] + place]
        columns.append(of_list[np.minimum(lists.list_of.astype(np.int64), len(lengths))])
    return CodeColumns.of(columns, lists.size)


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
    rank = _ranks(values, counts)
    order = np.argsort(rank[:-1])[np.count_nonzero(counts == 0) :]
    return [values[code] for code in order], rank[codes]


def _ranks(values: list[str], counts: Coded) -> Coded:
    """For each code its place by frequency, then by name; −1 where it does not occur and, last, for none."""
    named = pa.table({"count": counts, "name": pa.array(values, pa.string())})
    order = pc.sort_indices(named, [("count", "descending"), ("name", "ascending")]).to_numpy()
    order = order[: np.count_nonzero(counts)]
    rank = np.full(len(values) + 1, -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _facet(facet: FileFacet, values: list[Any], labels: Labels, codes: CodeColumns | CodeLists) -> FacetColumn:
    words = labels.get(facet.name, {})
    named = tuple(visible(str(words.get(value, value))) for value in values)
    return FacetColumn(facet.name, facet.title, tuple(values), named, codes)
