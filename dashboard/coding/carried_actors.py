"""Who is named in a form, with the words that carry it, and how well something is supported by who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.coding.actor_rows import OUTLET, ActorRows
from dashboard.coding.forms import ActorChoice, EventForm, Span
from dashboard.coding.passages import Passages
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.rules import ARMED_GROUP

#: How well something is supported, the best first: of what several reports say the best holds (coding rules, Verification).
#: A dispute stands above what either side says alone or with the other, because it says so of both.
BEST_FIRST = (
    "verified_by_outlet",
    "disputed",
    "both_sides",
    "third_party",
    "self_reported",
    "one_side",
    "outlet_unable_to_verify",
    "not_stated",
)


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


def better(one: str, other: str) -> bool:
    """Whether one status says of better support than the other; an empty one says nothing."""
    return bool(one) and (not other or BEST_FIRST.index(one) < BEST_FIRST.index(other))


def own_act(claimants: Sequence[str], attacker: str, took_part: Sequence[str], actors: ActorRows) -> bool:
    """Whether the attacker speaks of an act; where none is named, whether all who speak took part."""
    speakers = {one for one in claimants if actors.sides.get(one) != OUTLET}
    return attacker in speakers or (not attacker and speakers <= set(took_part))


def own_account(roles: Sequence[str], counted: str) -> bool:
    """Whether a figure is one's own account: of what one did, or of what one lost.

    Who tells of civilians, or of people of no side, admits no loss of his own.
    """
    told = set(roles)
    return told == {"own_action"} or (told <= {"own_losses", "own_action"} and counted not in ("", "civilian"))


def who_says_so(form: EventForm) -> list[ActorChoice]:
    """Who says so of an act: whoever says what its target was is one of them."""
    return [*form.claimants, *([form.target_claimant] if form.target and form.target_claimant else [])]


def target_claimant(form: EventForm, ids: Sequence[str], passages: Passages, actors: ActorRows) -> str:
    """Who says what the target was: whom the form names, else the speaker of the words for it.

    ``ids`` are the actors of :func:`who_says_so` in their order, each once.
    """
    if form.target_claimant:
        return actors.of(form.target_claimant, said(passages, form.target_claimant))
    return speaker_of_target(form.target, form.quotes, form.claimants, ids)


def speaker_of_target(
    target: Iterable[ActorChoice], quotes: Iterable[Span], choices: Iterable[ActorChoice], ids: Sequence[str]
) -> str:
    """Whose word the target is where nobody says otherwise: the speaker of the words for it, else the first who says so.

    ``choices`` and ``ids`` are those who say so, as :func:`speaker_of` takes them.
    """
    words = next((one.words for one in target if one.words), None)
    return speaker_of(words, quotes, choices, ids) if words else next(iter(ids), "")


def speaker_of(words: Span, quotes: Iterable[Span], choices: Iterable[ActorChoice], ids: Sequence[str]) -> str:
    """Whose word some words are: of those who are named in the same quote the nearest one, else the first who says so.

    ``ids`` are the actors of ``choices`` in their order.
    """
    quote = next((one for one in quotes if one.holds(words)), words)
    named = [
        (min(abs(one.words.start - words.end), abs(words.start - one.words.end)), number)
        for number, one in enumerate(choices)
        if one.words is not None and quote.holds(one.words) and number < len(ids)
    ]
    return ids[min(named)[1]] if named else next(iter(ids), "")
