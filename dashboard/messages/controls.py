"""What each control of the page is given, and what it tells Python when the reader has done something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from dashboard.messages.answers import CardMessage, FilterMessage, Value
from dashboard.messages.events_file import Ground, PackedBaseMap, Timeline

DayMode = Literal["one", "range", "until"]
#: A piece of an article: its text, the numbers of its passages, the roles of its words, and the roles that begin here.
ArticlePiece = tuple[str, Sequence[int], Sequence[str], Sequence[str]]

# --- filters ---------------------------------------------------------------------------------------------------------


class FacetControl(TypedDict):
    """A facet as the filters draw it.

    ``many``: its values are too many to list; they come with the answers. ``server``: only the server can filter by it.
    """

    name: str
    title: str
    values: Sequence[Value]
    labels: Sequence[str]
    many: bool
    server: NotRequired[bool]


class NumberControl(TypedDict):
    """A number by whose range events can be filtered; it reaches from ``low`` to ``high``."""

    name: str
    title: str
    low: float
    high: float


class ChosenFilter(FilterMessage):
    """A filter as the reader has set it; ``colourBy`` is the facet that colours the marks of the set."""

    colourBy: NotRequired[str | None]  # noqa: N815  (a name of the scripts)


class FiltersData(TypedDict):
    """The filters of one set of events.

    ``value`` is what Python wants to be chosen; it counts where ``turn`` has changed. ``answers`` is where
    the server counts; where ``columns`` is given, the address of an EVC1 file, the page counts the events of it. ``text``
    is the title of the search in texts.
    """

    set: str
    facets: Sequence[FacetControl]
    numbers: Sequence[NumberControl]
    text: str | None
    colours: Sequence[tuple[str, str]]
    value: ChosenFilter
    turn: int
    answers: NotRequired[str]
    columns: NotRequired[str | None]


class FilterChange(FilterMessage):
    """The reader has chosen: state "filter"."""

    set: str
    colourBy: NotRequired[str | None]  # noqa: N815  (a name of the scripts)


# --- day slider ------------------------------------------------------------------------------------------------------


class DaysChoice(TypedDict):
    """The chosen days, also as the reader leaves them (state "days"); None is the end of the axis, or no day."""

    mode: DayMode
    first: int | None
    last: int | None


class NamedSet(TypedDict):
    """A set of events by its id and its name."""

    set: str
    name: str


class DaySliderData(TypedDict):
    """The days of one set of events: ``days`` of them from ``first`` on.

    ``mapped`` is how many of its events have a place, ``rest`` the sentences that follow that number. Where the events are few,
    each is a mark: ``columns`` is the address of their EVC1 file, ``timeline`` what the marks mean. ``answers`` is where the
    server tells the days beside a day.
    """

    set: str
    first: int
    days: int
    value: DaysChoice
    turn: int
    mapped: int
    rest: str
    others: Sequence[NamedSet]
    timeline: Timeline | None
    columns: NotRequired[str | None]
    answers: NotRequired[str]


class StatementOpened(TypedDict):
    """The reader asks for a statement: state "statement". ``at`` makes asking again a new message."""

    id: str
    at: NotRequired[float]


# --- list of events --------------------------------------------------------------------------------------------------


class EventRowsData(TypedDict):
    """The list of the events shown; ``opened`` is the id of the open one."""

    set: str
    answers: str
    opened: str | None


class EventRowOpened(TypedDict):
    """The reader opens an event of the list: state "row". ``n`` makes asking again a new message."""

    set: str
    event: str
    n: NotRequired[float]


# --- articles --------------------------------------------------------------------------------------------------------


class ParagraphMessage(TypedDict):
    """A paragraph in pieces; ``ends`` are the line ends behind it."""

    pieces: Sequence[ArticlePiece]
    ends: str


class SupportMessage(TypedDict):
    """What a passage is evidence for: a row of a table, by its id. ``roles`` are pairs of a role and its words."""

    id: str
    table: str
    title: str
    roles: Sequence[tuple[str, str]]
    contradicts: bool


class PassageMessage(TypedDict):
    """A marked passage: its number in the article, the id of its quote, and what it supports."""

    n: int
    id: str
    supports: Sequence[SupportMessage]


class ReaderFocus(TypedDict):
    """The quote to scroll to; it counts where ``turn`` has changed. ``take``: the focus moves there too."""

    quote: str | None
    turn: int
    take: bool


class ArticleMessage(TypedDict):
    """An article, or one paragraph of it, with its quotes marked.

    ``of`` is how many passages the article has; ``before`` and ``after`` are quotes that are not in what was sent. The
    other words name tables (``kinds``, ``many``) and roles (``labels``, ``roles``).
    """

    label: str
    lead: str
    end: str
    paragraphs: Sequence[ParagraphMessage]
    passages: Sequence[PassageMessage]
    of: int
    before: str | None
    after: str | None
    kinds: Mapping[str, str]
    many: Mapping[str, str]
    labels: Mapping[str, str]
    roles: Mapping[str, str]


class ArticleReaderData(ArticleMessage):
    """An article and where to scroll; ``height`` is in pixels, None for all of its length.

    The state "opened" is the id of what the reader opens, "moved" that of the quote to show.
    """

    focus: ReaderFocus
    height: int | None


# --- small parts -----------------------------------------------------------------------------------------------------


class CopyText(TypedDict):
    """A button that copies a text, in which "{link}" stands for the page's address; ``show``: the text stands below."""

    name: str
    text: str
    show: bool


class CopyTextData(TypedDict):
    """The buttons that copy. ``publicAddress``: under which address others reach the page; "" where nobody says."""

    texts: Sequence[CopyText]
    publicAddress: str


class OpenLinksData(TypedDict):
    """The class of the part of the page whose buttons open something; the state "opened" is the id of what they open."""

    scope: str


class ScrollToData(TypedDict):
    """The part of the page to bring into view, once for each turn."""

    anchor: str
    turn: int


# --- the single file -------------------------------------------------------------------------------------------------


class StandaloneData(TypedDict):
    """All that the single HTML file holds.

    ``events`` is the EVC1 file in base64; the slider and the filters name it by their ``columns``. ``cards`` are by the
    ids of the events, ``styles`` the style sheets of the controls by their names.
    """

    centre: tuple[float, float]
    events: str
    ground: Ground
    cards: Mapping[str, CardMessage]
    base: PackedBaseMap
    days: DaySliderData
    filters: FiltersData
    styles: Mapping[str, str]
