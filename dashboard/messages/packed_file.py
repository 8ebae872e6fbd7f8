"""The header of an EVC1 file: events as columns that the page reads as typed arrays (dashboard/map/packed_columns.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from dashboard.messages.answers import Value

ColumnType = Literal["f32", "i32", "u16", "u8"]


class PackedColumn(TypedDict):
    """One array of the file: ``offset`` in bytes from the first array, ``length`` in numbers.

    "x" and "y" are shares of the Web Mercator world, "start" days after the first day, "span" further days, "precision"
    0 a town, 1 a district or province, 2 vaguer. "row" is the event's id as a number, unless the header has ``ids``.
    Where the header has ``symbols``, "symbol" is the number of one of them, and "place" that of a place of the ground.

    A column that is none of these and belongs to no facet holds numbers that a range is chosen of, negative ones too.
    Where a number is not known, it is NaN ("f32") or the lowest of its type, -2147483648 ("i32").
    """

    name: str
    type: ColumnType
    offset: int
    length: int


class PackedFacet(TypedDict):
    """The codes of a facet: one column a place of the event. A code counts from 0; 255, 65535 or -1 is none."""

    columns: Sequence[str]
    values: Sequence[Value]
    labels: Sequence[str]


class SymbolMessage(TypedDict):
    """A sign: ``svg`` from our own constants, ``colour`` one of the ground's, ``time`` night, day or unknown.

    ``operation`` marks what is no attack; ``parts`` are what the legend explains of it.
    """

    svg: str
    colour: str
    confirmed: bool
    time: str
    operation: bool
    parts: Sequence[str]


class MarkWords(TypedDict):
    """What the mark of an event says under the pointer and to a screen reader."""

    title: str
    when: str
    status: str
    tip: str
    attacker: str


class PackedHeader(TypedDict):
    """``n`` events with a place, in order of their first day; ``first_day`` is that of the first of them.

    ``ids`` are their ids where these are no numbers: then the column "row" counts from 0 in this list. Only a set whose
    events have signs of their own has ``symbols``, each once, and ``words``, event by event.
    """

    n: int
    first_day: int
    columns: Sequence[PackedColumn]
    facets: Mapping[str, PackedFacet]
    ids: NotRequired[Sequence[str]]
    symbols: NotRequired[Sequence[SymbolMessage]]
    words: NotRequired[Sequence[MarkWords]]
