"""What a person codes of one sentence: the forms for an event, a claim and a statement, read from what the page sends.

A form holds choices and the words they rest on, as offsets into the article's text (Python ``str`` offsets, half open).
It is kept as typed; :mod:`coded_rows` makes rows of it, and the gate of the dossier decides whether they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.errors import FormFault, FormRefused
from dashboard.words.sentences import say

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
    """The days of an act. Without words they come from the context, and no time of day is known."""

    words: Span | None
    first: date
    last: date
    time_of_day: str = "unknown"


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
    days need not be given again. A claim and a statement have the same.
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
    actors: tuple[ActorChoice, ...] = ()
    claimants: tuple[ActorChoice, ...] = ()
    verification: str = ""
    status_scope: str = ""
    note: str = ""
    same_as: str = ""


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


Form = EventForm | ClaimForm | StatementForm


@dataclass
class _Reader:
    """The fields of a form as the page sent them; what is no field of it is a fault that names the field."""

    raw: Mapping[str, Any]
    length: int
    faults: list[FormFault] = field(default_factory=list)

    def fault(self, name: str, message: str) -> None:
        self.faults.append(FormFault(name, message))

    def text(self, name: str, *, needed: str = "") -> str:
        value = self.raw.get(name) or ""
        if not isinstance(value, str):
            self.fault(name, say("A text is expected."))
            return ""
        value = " ".join(value.split())
        if needed and not value:
            self.fault(name, needed)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.raw.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(name, say("A list is expected."))
            return ()
        return tuple(dict.fromkeys(value))

    def span(self, name: str, value: Any) -> Span | None:
        if value is None:
            return None
        match value:
            case [int(start), int(end)] if 0 <= start < end <= self.length and not isinstance(start, bool):
                return Span(start, end)
        self.fault(name, say("These words do not stand in the article."))
        return None

    def spans(self, name: str, *, needed: str = "") -> tuple[Span, ...]:
        values = self.raw.get(name) or []
        if not isinstance(values, list):
            values = [values]
        spans = tuple(span for value in values if (span := self.span(name, value)))
        if needed and not spans:
            self.fault(name, needed)
        return tuple(sorted(dict.fromkeys(spans)))

    def day(self, name: str, value: Any) -> date | None:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(name, say("A day that exists is expected, as 2026-02-27."))
            return None

    def days(self, name: str) -> DayChoice | None:
        raw = self.raw.get(name)
        if not isinstance(raw, Mapping):
            self.fault(name, say("Choose the words for the day, or give the days that the context tells."))
            return None
        first, last = self.day(name, raw.get("first")), self.day(name, raw.get("last") or raw.get("first"))
        if first is None or last is None:
            return None
        if last < first:
            self.fault(name, say("The last day is before the first."))
        return DayChoice(self.span(name, raw.get("words")), first, last, str(raw.get("time_of_day") or "unknown"))

    def actor(self, name: str, raw: Any) -> ActorChoice | None:
        if raw is None:
            return None
        if not isinstance(raw, Mapping) or not all(
            isinstance(raw.get(key) or "", str) for key in ("id", "name", "side")
        ):
            self.fault(name, say("Choose who is meant."))
            return None
        chosen = ActorChoice(
            self.span(name, raw.get("words")),
            raw.get("id") or "",
            " ".join((raw.get("name") or "").split()),
            raw.get("side") or "",
        )
        if not chosen.actor_id and not chosen.name:
            self.fault(name, say("Choose who is meant, or give a new name."))
            return None
        return chosen

    def actors(self, name: str) -> tuple[ActorChoice, ...]:
        values = self.raw.get(name) or []
        if not isinstance(values, list):
            self.fault(name, say("A list is expected."))
            return ()
        return tuple(actor for value in values if (actor := self.actor(name, value)))

    def place(self, name: str) -> PlaceChoice | None:
        raw = self.raw.get(name)
        if raw is None:
            return None
        words = self.span(name, raw.get("words")) if isinstance(raw, Mapping) else None
        if words is None:
            self.fault(name, say("Choose the words that name the place; a place without words is left out."))
            return None
        drawn = raw.get("drawn")
        place_id, own_name = str(raw.get("id") or ""), " ".join(str(raw.get("name") or "").split())
        if not place_id and not (isinstance(drawn, Mapping) and own_name):
            self.fault(name, say("Choose one of the places, or draw it and give its name."))
            return None
        return PlaceChoice(words, place_id, own_name, None if place_id else drawn, bool(raw.get("near")))


def read_form(kind: str, raw: Mapping[str, Any], text: str) -> Form:
    """The form that the page sent, of the sort ``kind`` ("event", "claim", "statement"), for an article of that text.

    Raises:
        FormRefused: a field is empty that has to be filled, or holds what cannot stand there; all such fields.
    """
    read = _Reader(raw, len(text))
    source_id = read.text("source", needed=say("Choose the article."))
    quotes = read.spans("quotes", needed=say("Choose the words of the article that it rests on."))
    form = {"event": _event, "claim": _claim, "statement": _statement}[kind](read, source_id, quotes)
    if read.faults or form is None:
        raise FormRefused(read.faults)
    return form


def _event(read: _Reader, source_id: str, quotes: tuple[Span, ...]) -> EventForm | None:
    same_as = read.text("same_as")
    raw = read.raw.get("days")
    # The event that it is tied to has its days and its kind: what is left open says nothing against them.
    open_days = same_as and isinstance(raw, Mapping) and not any(raw.get(name) for name in ("words", "first", "last"))
    days = None if open_days else read.days("days")
    kind = read.text("kind", needed="" if same_as else say("Choose the kind of act."))
    if days is None and not open_days:
        return None
    form = EventForm(
        source_id,
        quotes,
        kind,
        days,
        title=read.text("title"),
        sub_event_type=read.text("sub_event_type"),
        place=read.place("place"),
        attacker=read.actor("attacker", read.raw.get("attacker")),
        target=read.actors("target"),
        actors=read.actors("actors"),
        claimants=read.actors("claimants"),
        verification=read.text("verification"),
        status_scope=read.text("status_scope"),
        note=read.text("note"),
        same_as=same_as,
    )
    if not form.claimants:
        read.fault("claimants", say("Say whose word it is: somebody in the sentence, or the outlet itself."))
    return form


def _claim(read: _Reader, source_id: str, quotes: tuple[Span, ...]) -> ClaimForm | None:
    metric = read.text("metric", needed=say("Choose what is counted."))
    figure = read.span("figure", read.raw.get("figure"))
    if figure is None and "figure" not in {fault.field for fault in read.faults}:
        read.fault("figure", say("Choose the words of the figure."))
    claimants = read.actors("claimants")
    if not claimants:
        read.fault("claimants", say("Say whose word it is: somebody in the sentence, or the outlet itself."))
    if figure is None:
        return None
    return ClaimForm(
        source_id,
        quotes,
        metric,
        figure,
        side=read.text("side"),
        category=read.text("category"),
        claimants=claimants,
        roles=tuple(_strings(read.raw.get("roles"))),
        verification=read.text("verification"),
        event_ids=read.texts("events"),
        ties=read.spans("ties"),
        note=read.text("note"),
        same_as=read.text("same_as"),
    )


def _statement(read: _Reader, source_id: str, quotes: tuple[Span, ...]) -> StatementForm | None:
    kind = read.text("kind", needed=say("Choose the kind of statement."))
    speaker = read.actor("speaker", read.raw.get("speaker"))
    if speaker is None and not read.faults:
        read.fault("speaker", say("Say who speaks."))
    summary = read.text("summary", needed=say("Say in a sentence what was said."))
    if speaker is None:
        return None
    return StatementForm(
        source_id,
        quotes,
        kind,
        speaker,
        summary,
        day=read.span("day", read.raw.get("day")),
        place=read.span("place", read.raw.get("place")),
        note=read.text("note"),
        same_as=read.text("same_as"),
    )


def _strings(values: Any) -> Iterable[str]:
    return (value for value in values if isinstance(value, str)) if isinstance(values, Sequence) else ()
