"""A form → the rows of the dossier that say it: the event, claim or statement, its quotes and words, who and where.

Nothing is decided here that the form leaves open, but for what follows from it: the precision of the days, the ACLED
class of the kind, who took part, and how well it is supported by who says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.coding.actor_rows import OUTLET, ActorRows
from dashboard.coding.coded_row import CodedRow, new_id, slug
from dashboard.coding.forms import ActorChoice, ClaimForm, EventForm, Form, StatementForm
from dashboard.coding.passages import Passages
from dashboard.coding.place_rows import CodedPlace, coded_place
from dashboard.errors import FormFault, FormRefused
from dashboard.model.stated_days import precision
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.rules import ARMED_GROUP, figure_bounds
from dashboard.words.sentences import say


@dataclass(frozen=True)
class Coded:
    """What a form becomes: the id of its event, claim or statement, the rows to write, and shapes by their file."""

    subject: str
    rows: tuple[CodedRow, ...]
    shapes: tuple[tuple[str, Mapping[str, Any]], ...] = field(default=())


def coded_rows(form: Form, tables: Tables) -> Coded:
    """The rows of a form.

    Raises:
        FormRefused: the place of the form is none, or what it is tied to is another act or another figure.
    """
    table = "events" if isinstance(form, EventForm) else "claims" if isinstance(form, ClaimForm) else "statements"
    if form.same_as and form.same_as not in tables.records[table]:
        message = say("What it was tied to is no longer in the dossier. Choose another, or none.")
        raise FormRefused([FormFault("same_as", message)])
    if isinstance(form, EventForm):
        return _event(form, tables)
    return _claim(form, tables) if isinstance(form, ClaimForm) else _statement(form, tables)


def outlet_of(tables: Tables, source_id: str) -> str:
    """What the outlet of an article is called: its publisher, else the title of the article, else its id."""
    source = tables.row("sources", source_id)
    return str(source["publisher"] or source["title"] or source_id)


# --- an event --------------------------------------------------------------------------------------------------------


def _event(form: EventForm, tables: Tables) -> Coded:
    passages, actors = (
        Passages(tables, form.source_id, form.quotes),
        ActorRows(tables, outlet_of(tables, form.source_id)),
    )
    place = coded_place(form.place, passages.words(form.place.words), tables) if form.place else None
    event_id = form.same_as or _event_id(form, place, tables)
    passages.support(event_id)
    date_text = passages.carry(event_id, "date", form.days.words)
    place_text = passages.carry(event_id, "place", form.place.words if form.place else None)
    attacker = _carried([form.attacker] if form.attacker else [], event_id, "attacker", passages, actors)
    target = _carried(form.target, event_id, "target", passages, actors)
    claimants = _carried(form.claimants, event_id, "claimant", passages, actors)
    took_part = [*attacker.ids, *target.ids, *(actors.of(one, _said(passages, one)) for one in form.actors)]
    cells = {
        "date_start": form.days.first.isoformat(),
        "date_end": form.days.last.isoformat(),
        "date_prec": str(precision(form.days.first, form.days.last)),
        "date_basis": "stated" if date_text else "context",
        "date_text": date_text,
        "time_of_day": form.days.time_of_day if date_text else "unknown",
        "place_id": place.place_id if place else "",
        "place_text": place_text,
        "where_prec": str(place.precision) if place else "",
        "attacker": attacker.first_id,
        "attacker_text": attacker.first_words,
        "target": ";".join(target.ids),
        "target_text": target.first_words,
        "target_claimant": claimants.first_id if target.ids else "",
        "actors": ";".join(dict.fromkeys(took_part)),
        "claimants": ";".join(claimants.ids),
        "claimant_text": claimants.first_words,
        "verification": form.verification
        or _support(claimants.ids, _own_act(claimants.ids, attacker.first_id, took_part, actors), actors, tables),
        "status_scope": form.status_scope,
        "note": form.note,
    }
    if form.same_as:
        event = tables.row("events", form.same_as)
        if place and event["place_id"] and place.place_id != event["place_id"]:
            message = say(
                "These words name another place than the event has. Choose others, or code an act of its own."
            )
            raise FormRefused([FormFault("place", message)])
        cells = _beside(event, claimants, took_part, actors, tables)
    else:
        cells |= {"event_id": event_id, "kind": form.kind, "title": form.title or _title(form, place, tables)}
        cells |= _acled_class(form, tables)
    rows = [
        *actors.rows,
        *([place.row] if place and place.row else []),
        *passages.rows,
        CodedRow("events", (event_id,), cells),
    ]
    return Coded(event_id, tuple(rows), (place.shape,) if place and place.shape else ())


def _beside(
    event: Mapping[str, Any], claimants: _Carried, took_part: Sequence[str], actors: ActorRows, tables: Tables
) -> dict[str, str]:
    """What another report adds to an event that is coded already: who says so, and with it how well it is supported."""
    ids = list(dict.fromkeys([*event["claimants"], *claimants.ids]))
    present = list(dict.fromkeys([*event["actors"], *took_part]))
    cells = {"claimants": ";".join(ids), "actors": ";".join(present)}
    if not event["claimant_text"]:
        cells["claimant_text"] = claimants.first_words
    if event["verification"] in ("one_side", "not_stated", "third_party", "self_reported"):
        own = _own_act(ids, str(event["attacker"] or ""), present, actors)
        cells["verification"] = _support(ids, own, actors, tables)
    return cells


def _event_id(form: EventForm, place: CodedPlace | None, tables: Tables) -> str:
    where = slug(place.name if place else form.kind)
    return new_id(f"ev-{where}-{form.days.first.isoformat()}", tables.records["events"])


def _title(form: EventForm, place: CodedPlace | None, tables: Tables) -> str:
    kind = tables.descriptor.label("events.kind", form.kind)
    return say("{kind} in {place}", kind=kind, place=place.name) if place else kind


def _acled_class(form: EventForm, tables: Tables) -> dict[str, str]:
    """The ACLED class of a kind where the kind has only one, or the one that was chosen."""
    classes = tables.descriptor.field("events.kind").categories.get(form.kind, {}).get("x-sub-event-types", ())
    chosen = form.sub_event_type or (classes[0] if len(classes) == 1 else "")
    parent = tables.descriptor.field("events.sub_event_type").categories.get(chosen, {}).get("x-event-type", "")
    return {"sub_event_type": chosen, "event_type": parent}


# --- a claim, a statement --------------------------------------------------------------------------------------------


def _claim(form: ClaimForm, tables: Tables) -> Coded:
    passages, actors = (
        Passages(tables, form.source_id, form.quotes),
        ActorRows(tables, outlet_of(tables, form.source_id)),
    )
    figure = passages.words(form.figure)
    claim_id = form.same_as or new_id(f"cl-{slug(figure, 20)}-{slug(form.metric)}", tables.records["claims"])
    passages.support(claim_id)
    passages.carry(claim_id, "figure", form.figure)
    for tie in form.ties:
        passages.carry(claim_id, "ties", tie)
    claimants = _carried(form.claimants, claim_id, "claimant", passages, actors)
    low, high = figure_bounds(figure)
    roles = [*form.roles, *(_role(one, form, actors) for one in claimants.ids[len(form.roles) :])]
    cells = {
        "claim_id": claim_id,
        "metric": form.metric,
        "n_text": figure,
        "n_min": "" if low is None else str(low),
        "n_max": "" if high is None else str(high),
        "side": form.side,
        "category": form.category,
        "claimant": ";".join(claimants.ids),
        "claimant_text": claimants.first_words,
        "claimant_role": ";".join(roles),
        "verification": form.verification or _support(claimants.ids, _own_account(roles, form.side), actors, tables),
        "event_ids": ";".join(form.event_ids),
        "note": form.note,
    }
    if form.same_as:
        claim = tables.row("claims", form.same_as)
        if (low, high) != (claim["n_min"], claim["n_max"]):
            message = say("This figure says another number than the claim that it is tied to. Code a claim of its own.")
            raise FormRefused([FormFault("figure", message)])
        return Coded(claim_id, (*actors.rows, *passages.rows))
    return Coded(claim_id, (*actors.rows, *passages.rows, CodedRow("claims", (claim_id,), cells)))


def _role(actor_id: str, form: ClaimForm, actors: ActorRows) -> str:
    """How a claimant stands to what is counted, where the form leaves it open."""
    side = actors.sides.get(actor_id, "")
    if side == OUTLET:
        return "outlet"
    if side in ("civilian", "third_party"):
        return "third_party"
    if form.side and form.side not in (side, "civilian") and form.metric in ("killed", "wounded", "casualties"):
        return "opposing_party"
    return "own_losses" if form.metric in ("killed", "wounded", "casualties") else "own_action"


def _statement(form: StatementForm, tables: Tables) -> Coded:
    from dashboard.model.stated_days import UnreadableDate
    from dashboard.sources.dossier.tables.day_words import read_days

    passages, actors = (
        Passages(tables, form.source_id, form.quotes),
        ActorRows(tables, outlet_of(tables, form.source_id)),
    )
    speaker = actors.of(form.speaker, _said(passages, form.speaker))
    statement_id = form.same_as or new_id(f"st-{slug(form.summary)}", tables.records["statements"])
    passages.support(statement_id)
    words = passages.carry(statement_id, "claimant", form.speaker.words)
    day_words = passages.carry(statement_id, "date", form.day)
    day = ""
    if day_words:
        try:
            days = read_days(day_words, tables.row("sources", form.source_id)["updated_on"])
            day = days.start.isoformat()
        except UnreadableDate:  # the gate says so, at the field
            day = ""
    cells = {
        "statement_id": statement_id,
        "kind": form.kind,
        "date": day,
        "speaker": speaker,
        "speaker_text": words,
        "summary": form.summary,
        "place_text": passages.carry(statement_id, "place", form.place),
        "note": form.note,
    }
    if form.same_as:
        # The words for a place are carried above, while the cells are made.
        return Coded(statement_id, (*actors.rows, *passages.rows))
    return Coded(statement_id, (*actors.rows, *passages.rows, CodedRow("statements", (statement_id,), cells)))


# --- who -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Carried:
    """Actors in their order, and the words for each; empty for the outlet's own voice."""

    ids: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def first_id(self) -> str:
        return self.ids[0] if self.ids else ""

    @property
    def first_words(self) -> str:
        return next(filter(None, self.words), "")


def _carried(
    choices: Iterable[ActorChoice] | None, subject: str, role: str, passages: Passages, actors: ActorRows
) -> _Carried:
    ids: dict[str, str] = {}
    for choice in choices or ():
        words = passages.carry(subject, role, choice.words)
        ids.setdefault(actors.of(choice, words), words)
    return _Carried(tuple(ids), tuple(ids.values()))


def _said(passages: Passages, choice: ActorChoice) -> str:
    return passages.words(choice.words) if choice.words else ""


def _support(claimants: Sequence[str], own: bool, actors: ActorRows, tables: Tables) -> str:
    """How well something is supported by who says so; the rules of the gate, the strongest that holds.

    ``own``: it is the account of the one side that speaks, of what it did or lost.
    """
    sides = {actors.sides.get(one, "") for one in claimants}
    parties = sides & {*tables.records["parties"], ARMED_GROUP}
    if len(parties) > 1:
        return "both_sides"
    if sides & {"third_party", "civilian"}:
        return "third_party"
    if not parties:
        return "not_stated"
    return "self_reported" if own else "one_side"


def _own_act(claimants: Sequence[str], attacker: str, took_part: Sequence[str], actors: ActorRows) -> bool:
    """Whether the attacker speaks of an act; where none is named, whether all who speak took part."""
    speakers = {one for one in claimants if actors.sides.get(one) != OUTLET}
    return attacker in speakers or (not attacker and speakers <= set(took_part))


def _own_account(roles: Sequence[str], counted: str) -> bool:
    """Whether a figure is one's own account. Who tells of civilians, or of people of no side, admits nothing of his own."""
    return set(roles) <= {"own_losses", "own_action"} and counted not in ("", "civilian")
