"""What is known of a set of events before anybody filters it: how many, which days, what can be chosen.

Filters are read against a description, the screens draw their controls from it, and every engine gives one. Nothing
here knows where the events are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Value = str | int


@dataclass(frozen=True)
class Facet:
    """One property to filter by: its values in their order, and the reader's word for each.

    ``complete`` is False where an engine has too many values to list: ``values`` are then some of them. The code of a
    value is its place in ``values``.
    """

    name: str
    title: str
    values: tuple[Value, ...]
    labels: tuple[str, ...]
    complete: bool = field(default=True, kw_only=True)

    @cached_property
    def code_of(self) -> Mapping[Value, int]:
        """Value → its code."""
        return {value: code for code, value in enumerate(self.values)}

    def value_of(self, text: str) -> Value | None:
        """The value that is written so, as in an address; None where no event can have one that is."""
        value = self._by_text.get(text)
        return text if value is None and text and not self.complete else value

    @cached_property
    def _by_text(self) -> Mapping[str, Value]:
        return {str(value): value for value in self.values}

    def may_have(self, value: Value) -> bool:
        """Whether an event may have this value: a facet that is not complete cannot rule one out."""
        return value in self.code_of or not self.complete


@dataclass(frozen=True)
class NumberSpan:
    """A number of which a range can be chosen: the lowest and the highest that is known, None where none is."""

    name: str
    title: str
    lowest: float | None
    highest: float | None


@dataclass(frozen=True)
class Description:
    """A set of events as a whole.

    Attributes:
        events: how many there are.
        placed: how many of them have a place.
        span: the first and the last possible day of any event, whole days since 1970-01-01; None without events.
        facets: what a reader chooses from, in the order of the screen.
        numbers: what a range can be chosen of.
        text: the reader's word for the texts that a search looks through; None where there are none.
    """

    events: int
    placed: int
    span: tuple[int, int] | None
    facets: tuple[Facet, ...]
    numbers: tuple[NumberSpan, ...] = ()
    text: str | None = None

    @cached_property
    def facet(self) -> Mapping[str, Facet]:
        """The facets by their names."""
        return {facet.name: facet for facet in self.facets}

    def can_narrow(self, name: str) -> bool:
        """Whether the part of a filter of this name can narrow these events: days, words, a facet or a number."""
        if name == "text":
            return self.text is not None
        return name == "days" or name in self.facet or name in self.number

    @cached_property
    def number(self) -> Mapping[str, NumberSpan]:
        """The numbers by their names."""
        return {number.name: number for number in self.numbers}
