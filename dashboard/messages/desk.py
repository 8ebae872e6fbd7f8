"""What the desk is given, where a person codes an article sentence by sentence, and what it tells Python.

Offsets are those of the article's text in Python (Unicode code points); the scripts turn them into their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict

from dashboard.messages.events_file import PlaceMessage

FormSort = Literal["event", "claim", "statement", "discrepancy", "contradiction"]
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
    """A place that words may mean. ``id`` is that of the gazetteer, empty where only a hand-made list knows the place."""

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
    """Words for a figure: what is counted, and its bounds."""

    words: WordsAt
    metric: str
    n_min: int | None
    n_max: int | None
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
    """An event, a claim or a statement of the dossier, for what is tied to it; a claim has no day and no place."""

    id: str
    title: str
    when: str
    place: str


class TiedTo(TypedDict):
    """What a form is tied to, as the page asked: what it has in each field of the form, in words, open fields left out."""

    id: str
    own: Mapping[str, str]


class QuoteOnFile(TypedDict):
    """A quote by its id, and which article it is from; ``here``: from the one on the desk."""

    id: str
    source: str
    text: str
    here: bool


class ToldTwice(TypedDict):
    """An event, a claim or a statement that this article tells of and another one too, with the quotes of all."""

    id: str
    title: str
    table: str
    quotes: Sequence[QuoteOnFile]


class DeskChoices(TypedDict):
    """All that the forms choose among. ``outlet`` is what the outlet of this article is called.

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
    events: Sequence[CodedOnFile]
    claims: Sequence[CodedOnFile]
    said: Sequence[CodedOnFile]
    places: Sequence[OwnPlace]
    told_twice: Sequence[ToldTwice]
    columns: Mapping[str, Sequence[NamedChoice]]
    outlet: str


# --- what is coded of it ---------------------------------------------------------------------------------------------


class CodedPassage(TypedDict):
    """A passage that is coded, waits for review, or was left out with a reason."""

    start: int
    end: int
    sort: str
    state: Literal["accepted", "waiting", "left_out"]
    title: str
    id: str


class FieldMessage(TypedDict):
    """What is wrong with a field of the form, in a sentence. ``form`` counts the place-days, from 0."""

    form: int
    field: str
    message: str


class FormAnswer(TypedDict):
    """What became of the form that was sent with the number ``n``. Without faults it waits for review.

    ``draft`` names the drafts under which it is kept as typed, one for each place-day and ";" between them; empty where it
    could not be kept. ``notes`` say what of a form that tells of something again is not kept, or becomes a discrepancy.
    """

    n: float
    draft: str
    notes: Sequence[str]
    faults: Sequence[FieldMessage]


class FormOnDesk(TypedDict):
    """A form as typed, opened once for each turn."""

    draft: str
    sort: FormSort
    form: Mapping[str, Any]
    turn: int


class PlaceMapSettings(TypedDict):
    """What the map of a form is made of: where our files and the base map lie, its colours, and where it begins.

    ``signs`` are SVG by ring: a place that is a "town", an "area" or "vague". ``centre`` is latitude and longitude.
    """

    assets: str
    base: str
    theme: str
    colour: str
    signs: Mapping[str, str]
    centre: tuple[float, float]


class DeskData(TypedDict):
    """An article on the desk.

    ``reported`` is its day, that of its last update. ``places`` is where places are looked up; ``blind``: nothing that
    another coded is shown.
    """

    source: str
    label: str
    reported: str
    text: str
    sentences: Sequence[SentenceOffer]
    coded: Sequence[CodedPassage]
    choices: DeskChoices
    places: str
    map: PlaceMapSettings
    open: FormOnDesk | None
    answer: FormAnswer | None
    tied: TiedTo | None
    blind: bool


class FormSent(TypedDict):
    """Forms are done, one for each place-day of the sentence: trigger "coded". ``draft`` names the drafts that they replace, as an answer does."""

    n: float
    draft: str
    sort: FormSort
    forms: Sequence[Mapping[str, Any]]


class TieAsked(TypedDict):
    """A form is tied to something that is coded: trigger "tied". What that has is asked for, to be shown beside."""

    n: float
    id: str


class LeftOut(TypedDict):
    """A sentence was read and holds nothing to code: trigger "left_out". Without a reason it is no longer left out."""

    n: float
    start: int
    end: int
    reason: str


class PlaceAnswer(TypedDict):
    """What a search for a place finds, best first."""

    places: Sequence[PlaceOffer]
    note: NotRequired[str]


class ShapeAnswer(TypedDict):
    """The place of an id as the map draws it; None where no gazetteer has it."""

    place: PlaceMessage | None
