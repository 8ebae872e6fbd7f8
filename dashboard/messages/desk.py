"""What the desk is given, where a person codes an article sentence by sentence, and what it tells Python.

Offsets are those of the article's text in Python (Unicode code points); the scripts turn them into their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict

from dashboard.messages.desk_choices import DeskChoices, PlaceOffer, SentenceOffer, WordsAt
from dashboard.messages.events_file import PlaceMessage

FormSort = Literal["event", "claim", "statement", "discrepancy", "contradiction"]

# --- what is coded of it ---------------------------------------------------------------------------------------------


class CodedPassage(TypedDict):
    """A passage that is coded, waits for review, was begun and is not complete, or was left out with a reason.

    ``anchors`` are the words that tell it from others: those for the place of an act, those for the figure of a claim.
    """

    start: int
    end: int
    sort: str
    state: Literal["accepted", "waiting", "begun", "left_out"]
    title: str
    id: str
    anchors: Sequence[WordsAt]


class WaitingForm(TypedDict):
    """A form of any article that waits for review: it can be tied to once it is accepted."""

    sort: str
    title: str


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


class TiedTo(TypedDict):
    """What a form is tied to, as the page asked: what it has in each field of the form, in words, open fields left out."""

    id: str
    own: Mapping[str, str]


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
    """An article on the desk. ``reported`` is its day, that of its last update. ``places`` is where places are looked up,
    ``lists`` where the lists of what is coded are fetched; empty where nothing of it may be known.

    ``blind``: nothing that another coded is shown. ``focus``: the turn in which the focus is asked for on the article, 0
    where it is not.
    """

    source: str
    label: str
    reported: str
    text: str
    sentences: Sequence[SentenceOffer]
    coded: Sequence[CodedPassage]
    waiting: Sequence[WaitingForm]
    choices: DeskChoices
    lists: str
    places: str
    map: PlaceMapSettings
    open: FormOnDesk | None
    focus: int
    answer: FormAnswer | None
    tied: TiedTo | None
    blind: bool


class CoderNameData(TypedDict):
    """The name of who works here, and whether somebody typed one in this session. Trigger "kept": the browser's own."""

    name: str
    typed: bool


class ReviewFocusData(TypedDict):
    """The form that the review shows, which gets the focus once for each turn."""

    draft: int
    turn: int


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


class ReviewAsked(TypedDict):
    """What waits is to be reviewed, so that a form can be tied to it: trigger "to_review"."""

    n: float


class EditAsked(TypedDict):
    """What is coded of a sentence is to be opened in its form: trigger "edit". ``id`` is that of the passage."""

    n: float
    state: Literal["accepted", "waiting", "begun"]
    id: str


class ThrownAway(TypedDict):
    """A form was thrown away: trigger "thrown_away". ``draft`` names the drafts that it was kept in, as an answer does."""

    n: float
    draft: str


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
