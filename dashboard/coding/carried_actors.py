"""Who is named in a form, with the words that carry it, and how well something is supported by who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.coding.actor_rows import OUTLET, ActorRows
from dashboard.coding.forms import ActorChoice
from dashboard.coding.passages import Passages
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.rules import ARMED_GROUP


@dataclass(frozen=True)
class CarriedActors:
    """Actors in their order, and the words for each; empty for the outlet's own voice."""

    ids: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def first_id(self) -> str:
        return self.ids[0] if self.ids else ""

    @property
    def first_words(self) -> str:
        return next(filter(None, self.words), "")


def carried(
    choices: Iterable[ActorChoice] | None, subject: str, role: str, passages: Passages, actors: ActorRows
) -> CarriedActors:
    """The actors of a field, with the words that carry the role for the subject."""
    ids: dict[str, str] = {}
    for choice in choices or ():
        words = passages.carry(subject, role, choice.words)
        ids.setdefault(actors.of(choice, words), words)
    return CarriedActors(tuple(ids), tuple(ids.values()))


def said(passages: Passages, choice: ActorChoice) -> str:
    """The words that name somebody; empty for the outlet's own voice."""
    return passages.words(choice.words) if choice.words else ""


def support(claimants: Sequence[str], own: bool, actors: ActorRows, tables: Tables) -> str:
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


def own_act(claimants: Sequence[str], attacker: str, took_part: Sequence[str], actors: ActorRows) -> bool:
    """Whether the attacker speaks of an act; where none is named, whether all who speak took part."""
    speakers = {one for one in claimants if actors.sides.get(one) != OUTLET}
    return attacker in speakers or (not attacker and speakers <= set(took_part))


def own_account(roles: Sequence[str], counted: str) -> bool:
    """Whether a figure is one's own account. Who tells of civilians, or of people of no side, admits nothing of his own."""
    return set(roles) <= {"own_losses", "own_action"} and counted not in ("", "civilian")
