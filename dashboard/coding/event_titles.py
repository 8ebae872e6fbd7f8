"""What an act is called where nobody gives it a title: who, what, where (coding rules, Words of ours).

"Dune Front's shelling in Ansongo", "Ground clash between Army of Mali and Dune Front along the Mali–Niger border". Two acts that
would be called alike are told apart by their day, and two of one day by its part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.model.days import span_in_words
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say, say_list


@dataclass(frozen=True)
class TitledPlace:
    """A place in a title: its name and level, and whether the act was near it, not in it."""

    name: str
    level: str
    near: bool = False


def event_title(kind: str, doers: Sequence[str], place: TitledPlace | None) -> str:
    """The title of an act.

    Args:
        kind: the kind in words, as the dossier declares it.
        doers: the names of who acted: one attacker, or both sides of a fight; none where nobody is named.
        place: where it was; None where no place is named.
    """
    act, names = _plain(kind).split(",")[0].strip(), [_plain(name) for name in doers]
    if len(names) == 1:
        act = say("{actor}'s {act}", actor=names[0], act=act[:1].lower() + act[1:])
    elif names:
        act = say("{act} between {actors}", act=act, actors=say_list(names))
    if place is None:
        return say("{act}, place not named", act=act)
    name = _plain(place.name)
    if place.level == "border":
        return say("{act} along the {border}", act=act, border=name.removeprefix("the "))
    return (
        say("{act} near {place}", act=act, place=name) if place.near else say("{act} in {place}", act=act, place=name)
    )


def titles(
    kind: str, doers: Sequence[str], place: TitledPlace | None, days: tuple[date, date], part: str
) -> tuple[str, ...]:
    """What an act may be called: the title by itself, with its days, and with the part of the day, where one is stated."""
    title = event_title(kind, doers, place)
    dated = say("{title}, {days}", title=title, days=span_in_words(*days))
    return (title, dated, say("{title}, {part}", title=dated, part=part)) if part else (title, dated)


def free_title(wanted: Sequence[str], taken: Collection[str]) -> str:
    """The first of these that no other act has; the last where all are taken."""
    return next((title for title in wanted if title not in taken), wanted[-1])


def part_of_day(tables: Tables, time_of_day: str) -> str:
    """The part of the day in words; empty where none is stated."""
    return "" if time_of_day == "unknown" else tables.label("events.time_of_day", time_of_day).lower()


def _plain(name: str) -> str:
    """A name without what stands in brackets behind it."""
    return re.sub(r"\s*\([^)]*\)", "", name).strip() or name
