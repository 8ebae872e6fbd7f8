"""What a person codes of one sentence: the forms for an event, a claim, a statement, and for what goes against another.

A form holds choices and the words they rest on, as offsets into the article's text (Python ``str`` offsets, half open).
It is kept as typed; :mod:`coded_rows` makes rows of it, and the gate of the dossier decides whether they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Shape = Mapping[str, Any]


@dataclass(frozen=True, order=True)
class Span:
    """A passage of an article by its offsets."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether the other passage lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class ActorChoice:
    """Somebody: an actor of the dossier by its id, or a new one by name and side, and the words that name him here.

    ``words`` is None for the outlet that speaks in its own voice, which is named by no word of the sentence.
    """

    words: Span | None = None
    actor_id: str = ""
    name: str = ""
    side: str = ""


@dataclass(frozen=True)
class DayChoice:
    """The days of an act. Without words they come from the context, and no time of day is known.

    ``as_reported``: the words say when it was reported; when it was is not known.
    """

    words: Span | None
    first: date
    last: date
    time_of_day: str = "unknown"
    as_reported: bool = False


def basis_of(days: DayChoice) -> str:
    """What days rest on, as the column ``date_basis`` has it where no two articles disagree."""
    if days.words is None:
        return "context"
    return "as_reported" if days.as_reported else "stated"


@dataclass(frozen=True)
class PlaceChoice:
    """A place by the words that name it: one of the gazetteer by its id, or a shape that was drawn by hand.

    ``drawn`` is a GeoJSON geometry (longitude, latitude); ``name`` is what a drawn place is called. ``near``: the words
    say that it was near the town, not in it.
    """

    words: Span
    place_id: str = ""
    name: str = ""
    drawn: Shape | None = None
    near: bool = False


@dataclass(frozen=True)
class EventForm:
    """One act, at one place, on one day, as one report tells it.

    ``same_as`` is an event that is coded already: then the report adds its words to it, and who says so; its kind and its
    days need not be given again. ``edits`` is an event that this form coded, and is to code anew. A claim and a statement
    have the same. ``target_claimant`` says what the target was; None: whoever speaks in the words for it.
    """

    source_id: str
    quotes: tuple[Span, ...]
    kind: str
    days: DayChoice | None
    title: str = ""
    sub_event_type: str = ""
    place: PlaceChoice | None = None
    attacker: ActorChoice | None = None
    target: tuple[ActorChoice, ...] = ()
    target_claimant: ActorChoice | None = None
    actors: tuple[ActorChoice, ...] = ()
    claimants: tuple[ActorChoice, ...] = ()
    verification: str = ""
    status_scope: str = ""
    note: str = ""
    same_as: str = ""
    edits: str = ""


@dataclass(frozen=True)
class ClaimForm:
    """A figure that somebody gives. ``ties`` are the words that tie it to each event of ``event_ids``."""

    source_id: str
    quotes: tuple[Span, ...]
    metric: str
    figure: Span
    side: str = ""
    category: str = ""
    claimants: tuple[ActorChoice, ...] = ()
    roles: tuple[str, ...] = ()
    verification: str = ""
    event_ids: tuple[str, ...] = ()
    ties: tuple[Span, ...] = ()
    note: str = ""
    same_as: str = ""
    edits: str = ""


@dataclass(frozen=True)
class StatementForm:
    """What somebody said besides: a threat, an offer, a denial. ``day`` are the words for its day."""

    source_id: str
    quotes: tuple[Span, ...]
    kind: str
    speaker: ActorChoice
    summary: str
    day: Span | None = None
    place: Span | None = None
    note: str = ""
    same_as: str = ""
    edits: str = ""


@dataclass(frozen=True)
class DiscrepancyForm:
    """In what two articles differ: what it is about, the column, a quote of each, and the difference in words of ours."""

    source_id: str
    quotes: tuple[Span, ...]
    subject: str
    column: str
    quote_a: str
    quote_b: str
    summary: str


@dataclass(frozen=True)
class ContradictionForm:
    """What cannot both be true: two claims, on a reading; or something that is coded and words that say otherwise.

    ``other`` is the second claim; without one, ``words`` of this article say otherwise than ``subject``.
    """

    source_id: str
    quotes: tuple[Span, ...]
    subject: str
    other: str = ""
    words: Span | None = None
    reading: str = ""
    note: str = ""


Form = EventForm | ClaimForm | StatementForm | DiscrepancyForm | ContradictionForm
