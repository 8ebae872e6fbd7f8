"""What another report adds to an event that is coded already, and in what it differs from it.

What the event leaves open the report may give: who acted, who was hit, where, and words for the same days. Who says so is
added. On other days the narrower phrase wins (coding rules, Dates), and every other point in which both differ is noted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from dashboard.coding.actor_rows import ActorRows
from dashboard.coding.carried_actors import better, carried, own_act, said, support, target_claimant, who_says_so
from dashboard.coding.differences import Differences
from dashboard.coding.forms import ActorChoice, DayChoice, EventForm, basis_of
from dashboard.coding.passages import Passages
from dashboard.coding.place_rows import PlaceOfForm
from dashboard.errors import FormFault, FormRefused
from dashboard.model.days import span_in_words
from dashboard.model.stated_days import precision
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say

# What says how well an event is supported by who says so, and is judged again when another speaks.
_BY_SPEAKERS = ("one_side", "not_stated", "third_party", "self_reported")


class EventToldAgain:
    """The form of an act that is tied to an event. Making it adds the words to the passages and notes what differs.

    Raises:
        FormRefused: its words name another place than the event has.
    """

    def __init__(
        self, form: EventForm, place: PlaceOfForm | None, tables: Tables, passages: Passages, actors: ActorRows
    ) -> None:
        self.form, self.place, self.tables, self.passages, self.actors = form, place, tables, passages, actors
        self.event = tables.row("events", form.same_as)
        self.differences = Differences(tables, form.same_as, passages)
        if place and self.event["place_id"] and place.place_id != self.event["place_id"]:
            message = say(
                "These words name another place than the event has. Choose others, or code an act of its own."
            )
            raise FormRefused([FormFault("place", message)])
        passages.support(form.same_as)

    @cached_property
    def takes_place(self) -> bool:
        """Whether the form names a place: that of the event, or one that it had not."""
        return self.place is not None

    def cells(self) -> dict[str, str]:
        """The cells of the event that the report changes."""
        event, form, subject = self.event, self.form, self.form.same_as
        cells = {**self._days(form.days), **self._place()}
        attacker = self._attacker(cells)
        target = self._target(cells)
        claimants = carried(who_says_so(form), subject, "claimant", self.passages, self.actors)
        if target and "target" in cells:
            cells["target_claimant"] = target_claimant(form, claimants.ids, self.passages, self.actors)
        elif target and form.target_claimant:
            self._other_target_claimant(form.target_claimant)
        others = [self.actors.of(one, said(self.passages, one)) for one in form.actors]
        ids = list(dict.fromkeys([*event["claimants"], *claimants.ids]))
        present = list(dict.fromkeys([*event["actors"], *attacker, *target, *others]))
        cells |= {"claimants": ";".join(ids), "actors": ";".join(present)}
        if not event["claimant_text"]:
            cells["claimant_text"] = claimants.first_words
        if event["verification"] in _BY_SPEAKERS:
            acted = str(cells.get("attacker") or event["attacker"] or "")
            own = own_act(ids, acted, present, self.actors)
            cells["verification"] = support(ids, own, self.actors, self.tables)
        cells |= self._chosen_support(cells.get("verification") or str(event["verification"] or ""))
        self._own_words()
        return cells

    def _chosen_support(self, now: str) -> dict[str, str]:
        """The support that the coder chose, where it is the better one, with the part that it holds for."""
        form, before = self.form, str(self.event["status_scope"] or "")
        if better(form.verification, now):
            scope = " ".join(dict.fromkeys(filter(None, [before, form.status_scope])))
            return {"verification": form.verification, "status_scope": scope}
        if form.verification and form.verification != now:
            labels = (self.tables.label("events.verification", status) for status in (now, form.verification))
            self.differences.add("verification", "verification", *labels)
        if form.status_scope and form.status_scope != before:
            self.differences.add("status_scope", "status_scope", before, form.status_scope)
        return {}

    def _days(self, typed: DayChoice | None) -> dict[str, str]:
        """The days of the event, narrowed by the words of the report where both can be right."""
        event, subject = self.event, self.form.same_as
        if typed is None:
            return {}
        if typed.as_reported and event["date_text"] and event["date_basis"] != "as_reported":
            # The day of a report says nothing against the day of the act, which the event has by words.
            self.differences.leave_out("days", "date_start", self._coded_days(), self._typed_days(typed))
            return {}
        differ = (typed.first, typed.last) != (event["date_start"], event["date_end"])
        if differ and not self.differences.add("days", "date_start", self._coded_days(), self._typed_days(typed)):
            return {}
        if typed.words is None or (differ and event["date_basis"] == "context"):
            return {}
        words = self.passages.carry(subject, "date", typed.words)
        cells = {"date_basis": "conflicting"} if differ else {}
        open_days = (event["date_end"] - event["date_start"]).days, event["time_of_day"] == "unknown"
        narrower = ((typed.last - typed.first).days, typed.time_of_day == "unknown") < open_days
        if narrower or not event["date_text"]:
            cells |= {
                "date_start": typed.first.isoformat(),
                "date_end": typed.last.isoformat(),
                "date_prec": str(precision(typed.first, typed.last)),
                "date_text": words,
                "time_of_day": typed.time_of_day,
            }
            cells.setdefault("date_basis", basis_of(typed))
        return cells

    def _coded_days(self) -> str:
        return self.event["date_text"] or span_in_words(self.event["date_start"], self.event["date_end"])

    def _typed_days(self, typed: DayChoice) -> str:
        return self.passages.words(typed.words) if typed.words else span_in_words(typed.first, typed.last)

    def _place(self) -> dict[str, str]:
        if self.place is None or self.form.place is None:
            return {}
        words = self.passages.carry(self.form.same_as, "place", self.form.place.words)
        if self.event["place_id"]:
            return {}
        return {"place_id": self.place.place_id, "place_text": words, "where_prec": str(self.place.precision)}

    def _attacker(self, cells: dict[str, str]) -> Sequence[str]:
        """Who acted, where the event does not say so; another than the event has is noted and not taken."""
        choice, coded = self.form.attacker, self.event["attacker"]
        if choice is None:
            return ()
        words = said(self.passages, choice)
        actor = self.actors.of(choice, words)
        if coded and actor != coded:
            self.differences.add("attacker", "attacker", self._names([coded]), self.actors.name(actor))
            return ()
        taken = carried([choice], self.form.same_as, "attacker", self.passages, self.actors)
        if not coded:
            cells |= {"attacker": taken.first_id, "attacker_text": taken.first_words}
        return taken.ids

    def _target(self, cells: dict[str, str]) -> Sequence[str]:
        """Who was hit, where the event does not say so; others than the event has are noted and not taken."""
        coded = list(self.event["target"])
        typed = {self.actors.of(one, said(self.passages, one)): one for one in self.form.target}
        others = [actor for actor in typed if coded and actor not in coded]
        if others:
            self.differences.add("target", "target", self._names(coded), self._names(others))
        kept: list[ActorChoice] = [one for actor, one in typed.items() if actor not in others]
        taken = carried(kept, self.form.same_as, "target", self.passages, self.actors)
        if taken.ids and not coded:
            cells |= {"target": ";".join(taken.ids), "target_text": taken.first_words}
        return taken.ids

    def _other_target_claimant(self, choice: ActorChoice) -> None:
        """Who says what the target was stays as the event has it; another is noted."""
        coded, typed = self.event["target_claimant"], self.actors.of(choice, said(self.passages, choice))
        if typed != coded:
            names = self._names([coded] if coded else []), self._names([typed])
            self.differences.add("target_claimant", "target_claimant", *names)

    def _names(self, ids: Sequence[str]) -> str:
        return ", ".join(self.actors.name(actor) for actor in ids)

    def _own_words(self) -> None:
        """What the coder typed in his own words, and the kind: the event has its own."""
        form, event = self.form, self.event
        labels = self.tables.label
        if form.kind and form.kind != event["kind"]:
            self.differences.add("kind", "kind", labels("events.kind", event["kind"]), labels("events.kind", form.kind))
        for column in ("title", "note"):
            typed = str(getattr(form, column))
            if typed and typed != (event[column] or ""):
                self.differences.add(column, column, str(event[column] or ""), typed)
