"""Two codings of one article → how far they agree, field by field, and every difference side by side.

For each field: the units, how many agree, percent, and Krippendorff's alpha. A unit is an event that both coders have,
or a sentence of the article. A field that a coder left empty says "not stated"; that is a value like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.coding.krippendorff_alpha import interval_alpha, nominal_alpha
from dashboard.coding.matched_codings import QUOTES, Event, Span, matched, touched
from dashboard.words.sentences import say, say_count

#: How values of a field differ: as classes, or by how many days.
NOMINAL, INTERVAL = "nominal", "interval"
PLACE = "place_id"
#: Fields that are days: ISO days or ``date``.
DAYS = ("date_start", "date_end")
#: What a sentence is asked: whether anything was coded of it.
CODED = "coded"


@dataclass(frozen=True)
class FieldDifference:
    """A unit in which the coders differ: the number of the pair (or of the sentence) and both values, None if empty."""

    unit: int
    first: Any
    second: Any


@dataclass(frozen=True)
class FieldAgreement:
    """How far two coders agree in one field.

    ``alpha`` is None where it is undefined, and ``note`` says why; ``alpha_units`` are the units that it rests on, for
    days only those in which both gave one.
    """

    field: str
    level: str
    units: int
    agreeing: int
    alpha: float | None
    alpha_units: int
    note: str
    differences: tuple[FieldDifference, ...]

    @property
    def percent(self) -> float | None:
        """The share of units in which both say the same, 0-100; None without units."""
        return 100 * self.agreeing / self.units if self.units else None


@dataclass(frozen=True)
class Agreement:
    """The agreement of two codings.

    ``pairs`` are the events that both have, as numbers into the two lists; ``only_first`` and ``only_second`` those
    that one alone has. ``sentences`` is the agreement on which sentences report anything, None where the sentences
    were not given.
    """

    pairs: tuple[tuple[int, int], ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    fields: tuple[FieldAgreement, ...]
    sentences: FieldAgreement | None = None

    @property
    def percent_of_events(self) -> float | None:
        """How many of the events that either coder has both have, 0-100; None where there are none."""
        events = len(self.pairs) + len(self.only_first) + len(self.only_second)
        return 100 * len(self.pairs) / events if events else None


def agreement(
    first: Sequence[Event],
    second: Sequence[Event],
    *,
    sentences: Sequence[Span] = (),
    place: str = PLACE,
    days: Sequence[str] = DAYS,
    fields: Sequence[str] | None = None,
) -> Agreement:
    """How far two codings of one article agree.

    Args:
        first: the events of one coder, each field → value. ``quotes`` lists start and end (half open, ``str`` offsets)
            of the passages that it rests on. Values are text, numbers, days, or lists of them (whose order is nothing).
        second: the events of the other coder.
        sentences: start and end of each sentence of the article; quotes in one sentence then overlap.
        place: the field that holds the place.
        days: the fields that hold days, ISO or ``date``; by the first of them events at one place are told apart.
        fields: the fields to compare; all but the quotes, in the order in which they appear, if not given.

    Raises:
        ValueError: an event without quotes, or a day that is none.
    """
    day = next(iter(days), "")
    pairs = matched(first, second, sentences, place, day)
    names = fields if fields is not None else [name for name in dict.fromkeys(_names(first, second)) if name != QUOTES]
    compared = tuple(
        _field(name, [(first[mine].get(name), second[theirs].get(name)) for mine, theirs in pairs], name in days)
        for name in names
    )
    of_first, of_second = ({pair[side] for pair in pairs} for side in (0, 1))
    return Agreement(
        tuple(pairs),
        tuple(number for number in range(len(first)) if number not in of_first),
        tuple(number for number in range(len(second)) if number not in of_second),
        compared,
        _of_sentences(first, second, sentences) if sentences else None,
    )


def _names(*codings: Sequence[Event]) -> list[str]:
    return [name for coding in codings for event in coding for name in event]


def _of_sentences(first: Sequence[Event], second: Sequence[Event], sentences: Sequence[Span]) -> FieldAgreement:
    """Of which sentences either coded anything."""
    coded = [set().union(*(touched(event, sentences) for event in events)) for events in (first, second)]
    return _field(CODED, [(number in coded[0], number in coded[1]) for number in range(len(sentences))], False)


def _field(name: str, pairs: Sequence[tuple[Any, Any]], is_day: bool) -> FieldAgreement:
    values = [(_value(name, mine, is_day), _value(name, theirs, is_day)) for mine, theirs in pairs]
    differing = tuple(
        FieldDifference(unit, _stated(pairs[unit][0]), _stated(pairs[unit][1]))
        for unit, (mine, theirs) in enumerate(values)
        if mine != theirs
    )
    agreeing = len(pairs) - len(differing)
    if not is_day:
        alpha = nominal_alpha(values)
        return FieldAgreement(
            name, NOMINAL, len(pairs), agreeing, alpha, len(pairs), _note(alpha, len(pairs), 0), differing
        )
    both = [(mine, theirs) for mine, theirs in values if isinstance(mine, int) and isinstance(theirs, int)]
    alpha = interval_alpha(both)
    note = _note(alpha, len(both), len(pairs) - len(both))
    return FieldAgreement(name, INTERVAL, len(pairs), agreeing, alpha, len(both), note, differing)


def _note(alpha: float | None, units: int, without: int) -> str:
    """Why there is no alpha, or what it leaves out; empty where there is nothing to say."""
    if alpha is None and not units:
        return say("Nothing was coded by both, so there is no alpha.")
    if alpha is None:
        return say("Both used one value only, so agreement cannot be told from chance: there is no alpha.")
    if without:
        return say_count(
            without,
            one="Alpha leaves out one event for which not both gave a day.",
            other="Alpha leaves out {number} events for which not both gave a day.",
        )
    return ""


def _stated(value: Any) -> Any:
    """A value as the coder gave it; None where it is empty."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, Collection) and not isinstance(value, Mapping):
        return tuple(value) or None
    return value


def _value(name: str, value: Any, is_day: bool) -> Hashable:
    """A value as it is compared: a day as a number, a list without its order."""
    value = _stated(value)
    if value is None:
        return None
    if is_day:
        try:
            return (value if isinstance(value, date) else date.fromisoformat(str(value))).toordinal()
        except ValueError as error:
            raise ValueError(f"{name}: {value!r} is no day") from error
    if isinstance(value, tuple):
        return tuple(sorted(map(str, value)))
    return value if isinstance(value, bool | int | float | date) else str(value)
