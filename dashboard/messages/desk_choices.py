"""What the desk offers for each sentence of an article, and all that its forms choose among.

Offsets are those of the article's text in Python (Unicode code points), half open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

#: First and last offset of words, half open.
WordsAt = tuple[int, int]

# --- what is offered for a sentence ----------------------------------------------------------------------------------


class DayOffer(TypedDict):
    """Words for a day with their reading. ``stated``: the words say it by themselves; else it comes from the context.

    ``calendar`` is the one in which they are written: "Hijri", "Solar Hijri", or "" for the Gregorian.
    """

    words: WordsAt
    first: str
    last: str
    precision: int
    time_of_day: str
    stated: bool
    calendar: str
    why: str


class PlaceOffer(TypedDict):
    """A place that words may mean. ``id`` is that of the gazetteer, empty where only a hand-made list knows the place.

    ``country`` is its name, of a border both names.
    """

    id: str
    name: str
    level: str
    country: str
    admin1: str
    population: int | None
    latitude: float
    longitude: float
    why: str


class OwnPlace(PlaceOffer):
    """A place of the dossier that no gazetteer knows, such as one that was drawn by hand: its names, and its shape."""

    names: Sequence[str]
    shape: Mapping[str, Any] | None


class PlaceWordsOffer(TypedDict):
    """Words for a place, with what they may mean, best first; or the reason why nothing happened there."""

    words: WordsAt
    not_a_place: str | None
    candidates: Sequence[PlaceOffer]


class FigureOffer(TypedDict):
    """Words for a figure: what is counted, and its bounds.

    ``counted`` are the words for the people that are counted, and ``side`` is whose they are, empty where the words leave
    it open. ``own``: they are those of whoever says so.
    """

    words: WordsAt
    metric: str
    n_min: int | None
    n_max: int | None
    counted: WordsAt | None
    side: str
    own: bool
    why: str


class ActorOffer(TypedDict):
    """Words for somebody. Offered, never preselected."""

    words: WordsAt
    text: str
    role: str
    why: str


class SaidOffer(TypedDict):
    """What somebody is reported to have said, as a sentence of the report's own words; ``kinds`` of statement best first."""

    words: WordsAt
    summary: str
    kinds: Sequence[str]
    why: str


class SentenceOffer(TypedDict):
    """A sentence and what is proposed for it; ``reports`` where it seems to report an act or a figure."""

    start: int
    end: int
    text: str
    score: float
    reports: bool
    kinds: Sequence[str]
    why: str
    days: Sequence[DayOffer]
    places: Sequence[PlaceWordsOffer]
    figures: Sequence[FigureOffer]
    actors: Sequence[ActorOffer]
    said: Sequence[SaidOffer]


# --- what a form chooses among ---------------------------------------------------------------------------------------


class NamedChoice(TypedDict):
    """A value and the reader's word for it."""

    value: str
    label: str


class ActorOnFile(TypedDict):
    """An actor of the dossier, with the names by which words are recognised."""

    id: str
    name: str
    side: str
    names: Sequence[str]


class CodedOnFile(TypedDict):
    """An event, a claim or a statement of the dossier, for what is tied to it; a claim has no day and no place.

    ``when`` are its days, empty where the title says them. ``place`` is the id of its place.
    """

    id: str
    title: str
    when: str
    place: str


class CodedLists(TypedDict):
    """All events, claims and statements of the dossier. They may be thousands: the page fetches them once for each state."""

    events: Sequence[CodedOnFile]
    claims: Sequence[CodedOnFile]
    said: Sequence[CodedOnFile]


class QuoteOnFile(TypedDict):
    """A quote by its id: which article it is from and where it stands there; ``here``: from the one on the desk."""

    id: str
    source: str
    text: str
    at: WordsAt
    here: bool


class ToldTwice(TypedDict):
    """An event, a claim or a statement that this article tells of and another one too, with the quotes of all."""

    id: str
    title: str
    table: str
    quotes: Sequence[QuoteOnFile]


class DeskChoices(TypedDict):
    """What the forms choose among, besides what is coded. ``outlet`` is what the outlet of this article is called.

    ``role_of`` is how a claimant stands to what is counted, where nobody says otherwise: by what is counted, the side of the
    claimant and the side that is counted.
    """

    kinds: Sequence[NamedChoice]
    metrics: Sequence[NamedChoice]
    statements: Sequence[NamedChoice]
    sides: Sequence[NamedChoice]
    support: Sequence[NamedChoice]
    times: Sequence[NamedChoice]
    reasons: Sequence[NamedChoice]
    roles: Sequence[NamedChoice]
    role_of: Mapping[str, Mapping[str, Mapping[str, str]]]
    actors: Sequence[ActorOnFile]
    places: Sequence[OwnPlace]
    told_twice: Sequence[ToldTwice]
    columns: Mapping[str, Sequence[NamedChoice]]
    outlet: str
