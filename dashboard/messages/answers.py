"""What the page asks of the server about a set of events, and what it gets: POST answers/<key>, GET event/<key>/<id>."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

Value = str | int
Days = tuple[int, int]
NumberRange = tuple[float | None, float | None]
#: A value of a facet, the reader's word for it, and how many events choosing it would leave.
CountedValue = tuple[Value, str, int]
#: A line of the list: the event's id, when, what, where, and its type and figures in a few words, None without any.
ListLine = tuple[str, str, str, str, str | None]
#: A piece of a quote, and the roles that its words carry.
QuotePiece = tuple[str, Sequence[str]]


class FilterMessage(TypedDict):
    """A filter without its days, by the rule of dashboard/model/filter.py and browser/filter.js.

    ``choices`` holds the chosen values by facet, None for "no value"; ``ranges`` the lowest and the highest number.
    """

    choices: Mapping[str, Sequence[Value | None]]
    ranges: Mapping[str, NumberRange]
    text: str


class FindQuestion(TypedDict):
    """Which values of a facet have labels that hold a text."""

    facet: str
    text: str


class Question(TypedDict):
    """A filter and what is asked of it: one of ``find``, ``list``, ``neighbours``, or none of them for every count.

    ``list`` is the number of the first line that is asked for; ``neighbours`` the day whose neighbours are asked for.
    ``bins`` is how many bars there is room for, ``stack`` the facet by which they are stacked.
    """

    days: NotRequired[Days | None]
    choices: NotRequired[Mapping[str, Sequence[Value | None]]]
    ranges: NotRequired[Mapping[str, NumberRange]]
    text: NotRequired[str]
    find: NotRequired[FindQuestion]
    list: NotRequired[int]
    neighbours: NotRequired[int]
    bins: NotRequired[int]
    stack: NotRequired[str]


class StackMessage(TypedDict):
    """The bars of a histogram by class: ``counts`` has a row a class, then one of all other values, then one of none."""

    facet: str
    classes: Sequence[tuple[Value, str]]
    counts: Sequence[Sequence[int]]


class HistogramMessage(TypedDict):
    """Events in each bar: bar i begins on day ``first + i * width`` and is ``width`` days long."""

    first: int
    width: int
    counts: Sequence[int]
    stack: NotRequired[StackMessage]


class CountsAnswer(TypedDict):
    """Every count of a filter.

    ``counts`` lists a facet of few values whole, in their order; ``top`` the most frequent values of the others;
    ``blank`` the events without a value. ``rows`` are the events of the packed file that pass what the page cannot tell
    by itself, as bits in base64; None for all. ``list`` are the first lines of the list.
    """

    shown: int
    counts: Mapping[str, Sequence[int]]
    blank: Mapping[str, int]
    top: Mapping[str, Sequence[CountedValue]]
    days: HistogramMessage
    rows: str | None
    list: Sequence[ListLine]


class NamesAnswer(TypedDict):
    """The values that were found."""

    found: Sequence[CountedValue]


class ListAnswer(TypedDict):
    """Some lines of the list, and how many there are in all."""

    shown: int
    list: Sequence[ListLine]


class NeighboursAnswer(TypedDict):
    """The nearest days before and after a day that have an event; None where there is none."""

    neighbours: tuple[int | None, int | None]


class QuoteMessage(TypedDict):
    """A quote of a card."""

    source: str
    pieces: Sequence[QuotePiece]


class CardMessage(TypedDict):
    """The words of the card of one event and of its mark.

    ``lines`` are all that a plain card shows; the others are the same for a card that lays them out. ``more`` is how
    many quotes the card does not show.
    """

    title: str
    lines: Sequence[str]
    according: str
    when: str
    where: str
    tip: str
    status: str
    scope: str
    quotes: Sequence[QuoteMessage]
    more: int
