"""The form of an act → its rows: an event of its own, or what another report adds to one that is coded already."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.coding.actor_rows import ActorRows, outlet_of
from dashboard.coding.carried_actors import carried, own_act, said, support, target_claimant, who_says_so
from dashboard.coding.coded_row import Coded, CodedRow, new_id, slug
from dashboard.coding.event_titles import TitledPlace, free_title, part_of_day, titles
from dashboard.coding.event_told_again import EventToldAgain
from dashboard.coding.forms import DayChoice, EventForm, basis_of
from dashboard.coding.passages import Passages
from dashboard.coding.place_rows import PlaceOfForm, coded_place
from dashboard.errors import FormFault, FormRefused
from dashboard.model.stated_days import precision
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say


def event_rows(form: EventForm, tables: Tables) -> Coded:
    """The rows of an act. Raises FormRefused where its place is none, or another than that of the event it is tied to."""
    passages = Passages(tables, form.source_id, form.quotes)
    actors = ActorRows(tables, outlet_of(tables, form.source_id))
    place = coded_place(form.place, passages.words(form.place.words), tables) if form.place else None
    if form.same_as:
        again = EventToldAgain(form, place, tables, passages, actors)
        return _coded(form.same_as, again.cells(), place if again.takes_place else None, passages, actors, again)
    event_id = form.edits or _event_id(form, place, tables)
    passages.support(event_id)
    cells = _cells(event_id, form, place, tables, passages, actors)
    return _coded(event_id, cells, place, passages, actors)


def _coded(
    event_id: str,
    cells: dict[str, str],
    place: PlaceOfForm | None,
    passages: Passages,
    actors: ActorRows,
    again: EventToldAgain | None = None,
) -> Coded:
    rows = (
        *actors.rows,
        *([place.row] if place and place.row else []),
        *passages.rows,
        CodedRow("events", (event_id,), cells),
        *(again.differences.rows if again else ()),
    )
    shapes = (place.shape,) if place and place.shape else ()
    return Coded(event_id, rows, shapes, tuple(point.said for point in again.differences.points) if again else ())


def _cells(
    event_id: str, form: EventForm, place: PlaceOfForm | None, tables: Tables, passages: Passages, actors: ActorRows
) -> dict[str, str]:
    """The row of a new event; the words that carry its fields become evidence."""
    days = form.days
    if days is None:
        raise FormRefused([FormFault("days", say("Say when it was; the days that the context tells will do."))])
    date_text = passages.carry(event_id, "date", days.words)
    place_text = passages.carry(event_id, "place", form.place.words if form.place else None)
    attacker = carried([form.attacker] if form.attacker else [], event_id, "attacker", passages, actors)
    target = carried(form.target, event_id, "target", passages, actors)
    claimants = carried(who_says_so(form), event_id, "claimant", passages, actors)
    took_part = [*attacker.ids, *target.ids, *(actors.of(one, said(passages, one)) for one in form.actors)]
    doers = attacker.ids or [one for one in dict.fromkeys(took_part) if one not in target.ids]
    own = own_act(claimants.ids, attacker.first_id, took_part, actors)
    return {
        "event_id": event_id,
        "kind": form.kind,
        "title": _title(form, days, [*map(actors.name, doers)], place, tables),
        **_acled_class(form, tables),
        "date_start": days.first.isoformat(),
        "date_end": days.last.isoformat(),
        "date_prec": str(precision(days.first, days.last)),
        "date_basis": basis_of(days),
        "date_text": date_text,
        "time_of_day": days.time_of_day if date_text else "unknown",
        "place_id": place.place_id if place else "",
        "place_text": place_text,
        "where_prec": str(place.precision) if place else "",
        "attacker": attacker.first_id,
        "attacker_text": attacker.first_words,
        "target": _joined(target.ids),
        "target_text": target.first_words,
        "target_claimant": target_claimant(form, claimants.ids, passages, actors) if target.ids else "",
        "actors": _joined(took_part),
        "claimants": _joined(claimants.ids),
        "claimant_text": claimants.first_words,
        "verification": form.verification or support(claimants.ids, own, actors, tables),
        "status_scope": form.status_scope,
        "note": form.note,
    }


def _joined(ids: Sequence[str]) -> str:
    return ";".join(dict.fromkeys(ids))


def _event_id(form: EventForm, place: PlaceOfForm | None, tables: Tables) -> str:
    where, day = slug(place.name if place else form.kind), form.days.first.isoformat() if form.days else "undated"
    return new_id(f"ev-{where}-{day}", tables.records["events"])


def _title(form: EventForm, days: DayChoice, doers: Sequence[str], place: PlaceOfForm | None, tables: Tables) -> str:
    """The title that the form gives, else one that no other event has."""
    if form.title:
        return form.title
    kind = tables.descriptor.label("events.kind", form.kind)
    titled = TitledPlace(place.name, place.level, form.place is not None and form.place.near) if place else None
    part = part_of_day(tables, days.time_of_day if days.words else "unknown")
    taken = {row["title"] for row in tables.rows("events") if row["event_id"] != form.edits}
    return free_title(titles(kind, doers, titled, (days.first, days.last), part), taken)


def _acled_class(form: EventForm, tables: Tables) -> dict[str, str]:
    """The ACLED class of a kind where the kind has only one, or the one that was chosen."""
    classes = tables.descriptor.field("events.kind").categories.get(form.kind, {}).get("x-sub-event-types", ())
    chosen = form.sub_event_type or (classes[0] if len(classes) == 1 else "")
    parent = tables.descriptor.field("events.sub_event_type").categories.get(chosen, {}).get("x-event-type", "")
    return {"sub_event_type": chosen, "event_type": parent}
