"""What the page sends → a form, or the faults that name its fields. A form is read as it was typed; nothing is added to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.coding.forms import (
    ActorChoice,
    ClaimForm,
    ContradictionForm,
    DayChoice,
    DiscrepancyForm,
    EventForm,
    Form,
    PlaceChoice,
    Span,
    StatementForm,
)
from dashboard.errors import FormFault, FormRefused
from dashboard.words.sentences import say


@dataclass
class FormReader:
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
        words, time_of_day = self.span(name, raw.get("words")), str(raw.get("time_of_day") or "unknown")
        return DayChoice(words, first, last, time_of_day, words is not None and bool(raw.get("as_reported")))

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

    def claimants(self) -> tuple[ActorChoice, ...]:
        chosen = self.actors("claimants")
        if not chosen:
            self.fault("claimants", say("Say whose word it is: somebody in the sentence, or the outlet itself."))
        return chosen

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
    """The form that the page sent, of the sort ``kind`` ("event", "claim", …), for an article of that text.

    Raises:
        FormRefused: a field is empty that has to be filled, or holds what cannot stand there; all such fields.
    """
    read = FormReader(raw, len(text))
    source_id = read.text("source", needed=say("Choose the article."))
    quotes = read.spans("quotes", needed=say("Choose the words of the article that it rests on."))
    form = _READ[kind](read, source_id, quotes)
    if read.faults or form is None:
        raise FormRefused(read.faults)
    return form


def _event(read: FormReader, source_id: str, quotes: tuple[Span, ...]) -> EventForm | None:
    same_as = read.text("same_as")
    raw = read.raw.get("days")
    # The event that it is tied to has its days and its kind: what is left open says nothing against them.
    open_days = same_as and isinstance(raw, Mapping) and not any(raw.get(name) for name in ("words", "first", "last"))
    days = None if open_days else read.days("days")
    kind = read.text("kind", needed="" if same_as else say("Choose the kind of act."))
    if days is None and not open_days:
        return None
    return EventForm(
        source_id,
        quotes,
        kind,
        days,
        title=read.text("title"),
        sub_event_type=read.text("sub_event_type"),
        place=read.place("place"),
        attacker=read.actor("attacker", read.raw.get("attacker")),
        target=read.actors("target"),
        target_claimant=read.actor("target_claimant", read.raw.get("target_claimant")),
        actors=read.actors("actors"),
        claimants=read.claimants(),
        verification=read.text("verification"),
        status_scope=read.text("status_scope"),
        note=read.text("note"),
        same_as=same_as,
        edits=read.text("edits"),
    )


def _claim(read: FormReader, source_id: str, quotes: tuple[Span, ...]) -> ClaimForm | None:
    metric = read.text("metric", needed=say("Choose what is counted."))
    figure = read.span("figure", read.raw.get("figure"))
    if figure is None and "figure" not in {fault.field for fault in read.faults}:
        read.fault("figure", say("Choose the words of the figure."))
    claimants = read.claimants()
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
        edits=read.text("edits"),
    )


def _statement(read: FormReader, source_id: str, quotes: tuple[Span, ...]) -> StatementForm | None:
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
        edits=read.text("edits"),
    )


def _strings(values: Any) -> Iterable[str]:
    return (value for value in values if isinstance(value, str)) if isinstance(values, Sequence) else ()


def _discrepancy(read: FormReader, source_id: str, quotes: tuple[Span, ...]) -> DiscrepancyForm:
    one, other = (read.text(name, needed=say("Choose a quote of each article.")) for name in ("quote_a", "quote_b"))
    return DiscrepancyForm(
        source_id,
        quotes,
        read.text("subject", needed=say("Choose what it is about.")),
        read.text("column", needed=say("Choose in what they differ.")),
        one,
        other,
        read.text("summary", needed=say("Say in a sentence what each of them says.")),
    )


def _contradiction(read: FormReader, source_id: str, quotes: tuple[Span, ...]) -> ContradictionForm:
    form = ContradictionForm(
        source_id,
        quotes,
        read.text("subject", needed=say("Choose what is contradicted.")),
        read.text("other"),
        read.span("words", read.raw.get("words")),
        read.text("reading"),
        read.text("note"),
    )
    if not form.other and form.words is None and not read.faults:
        read.fault("words", say("Choose the words that say otherwise, or the claim that does."))
    if form.other and not re.fullmatch(r"as worded|if .+", form.reading):
        read.fault("reading", say("Say on which reading both cannot be true: as worded, or if …"))
    return form


_READ: Mapping[str, Callable[[FormReader, str, tuple[Span, ...]], Form | None]] = {
    "event": _event,
    "claim": _claim,
    "statement": _statement,
    "discrepancy": _discrepancy,
    "contradiction": _contradiction,
}
