"""A record: what a reader is shown of one event, whatever source it comes from. Plain text; the code that shows it escapes it.

facts      what is said of the event, a line each: a label, the words, how exactly it is known
figures    what is counted, in the source's own form, and who says so; never added up
passages   verbatim words of a source, with the words that carry a role marked
notes      other people's words on the event that are no quotation: a coder's note, where two copies differ
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.model.quotes import Segment
from dashboard.words.sentences import deferred

# What a reader is told about marked words, by their role.
ROLE_MEANINGS: Mapping[str, str] = {
    "date": deferred("gives the day"),
    "place": deferred("gives the place"),
    "attacker": deferred("names the attacker"),
    "target": deferred("names the target"),
    "figure": deferred("gives the figure"),
    "claimant": deferred("names who says so"),
    "ties": deferred("ties it to an event"),
    "contradicts": deferred("says otherwise"),
}


@dataclass(frozen=True)
class Fact:
    """One line about an event. ``name`` is what a program asks for; ``detail`` says how exactly, or in whose words.

    ``on_card`` says that the card on the map has room for it.
    """

    name: str
    label: str
    text: str
    detail: str = ""
    on_card: bool = False


@dataclass(frozen=True)
class Figure:
    """One reported figure. It stands beside others and is never added to them.

    Attributes:
        text: the figure in its source's own form: "90", "“no damage”", "best 3, low 2, high 4".
        unit: what is counted: "detained: foreign nationals", "deaths".
        line: both in one line, as the source words it.
        said_by: who says so.
        side: whose losses are counted; empty where that is no question.
        status: how it stands; empty where nobody says.
        events: of how many events together it is said.
        against: a sentence for each thing that stands against it.
        claim_id: the claim that it is; empty where it is none.
    """

    text: str
    unit: str
    line: str
    said_by: str
    side: str = ""
    status: str = ""
    events: int = 1
    against: tuple[str, ...] = ()
    claim_id: str = ""


@dataclass(frozen=True)
class Passage:
    """Verbatim words of a source, cut where the words of a role begin and end.

    ``source`` is the copy as a reader knows it. ``contradicts`` says that the words stand against what they are quoted
    for, and do not support it.
    """

    quote_id: str
    source: str
    segments: tuple[Segment, ...]
    contradicts: bool

    @property
    def roles(self) -> frozenset[str]:
        """The roles that its words carry."""
        return frozenset(role for piece in self.segments for role in piece.roles)

    @property
    def words(self) -> str:
        """The words, without their roles."""
        return "".join(piece.text for piece in self.segments)


@dataclass(frozen=True)
class Note:
    """Words on an event that are no quotation. ``whose`` is "coder", "reading" (how a text was read) or "difference"."""

    whose: str
    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class RelatedEvent:
    """Another event of the same set, and how it is related: "May overlap with"."""

    event_id: str
    title: str
    relation: str


@dataclass(frozen=True)
class EventRecord:
    """All that a reader is shown of one event.

    Attributes:
        event_id: the id that its source gives it; in a file it may stand twice.
        title: what happened, in a few words.
        origin: where it is from, in a sentence: by whose word, or from which line of which file.
        said_by: who says that it happened; empty where the source names nobody.
        facts: in the order in which they are read.
        figures: what is counted; ``figures_title`` says what they are.
        passages: the words that it rests on, the most telling first.
        notes: what else is said of it.
        related: other events that it may have to do with.
        map_note: what the map draws for it, where that is more than was reported; else empty.
        citation: how it is cited, with ``LINK`` where the address of the view belongs; empty where it is not offered.
        terms: on what terms it may be passed on; empty where nobody says.
    """

    event_id: str
    title: str
    origin: str
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...] = ()
    figures_title: str = deferred("Figures")
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    related: tuple[RelatedEvent, ...] = ()
    said_by: str = ""
    map_note: str = ""
    citation: str = ""
    terms: str = ""

    def fact(self, name: str) -> Fact:
        """The fact of this name; an empty one where nothing is said."""
        return next((fact for fact in self.facts if fact.name == name), Fact(name, "", ""))

    def texts(self, whose: str) -> tuple[str, ...]:
        """The notes of one sort, one after the other."""
        return tuple(text for note in self.notes if note.whose == whose for text in note.texts)


# Takes the place of the link in a citation: only the reader's browser knows it.
LINK = "{link}"
