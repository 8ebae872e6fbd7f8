"""Whose people a figure counts, by the words for them: a party of the dossier, an armed group, or civilians.

A side is read only where the words leave no choice: the longest name in them counts, and two sides count as none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dashboard.messages.desk_choices import FigureOffer, SentenceOffer
from dashboard.model.quotes import TYPOGRAPHY, normalise, single_spaced
from dashboard.propose.place_context import people_of
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.rules import ARMED_GROUP

CIVILIAN = "civilian"
_CIVILIANS = re.compile(
    r"\b(?:civilians?|women|children|residents|villagers|farmers|passengers|students|pupils|schoolgirls|schoolboys|worshippers|mourners)\b",
    re.IGNORECASE,
)
# Of what nation somebody is says nothing of a side.
_OF_A_NATION = re.compile(r"\b(?:nationals?|citizens?|migrants?|refugees?|people|young men|suspects)\b", re.IGNORECASE)


def with_sides(sentences: Iterable[SentenceOffer], tables: Tables, *, blind: bool = False) -> list[SentenceOffer]:
    """The sentences with the side of each figure. ``blind``: by the parties alone, without whom another coder named."""
    names = _names(tables, blind=blind)
    countries = {str(row["country"]): str(row["party_id"]) for row in tables.rows("parties") if row["country"]}
    return [
        {**sentence, "figures": [_with_side(sentence, figure, names, countries) for figure in sentence["figures"]]}
        for sentence in sentences
    ]


def _with_side(
    sentence: SentenceOffer, figure: FigureOffer, names: Mapping[str, str], countries: Mapping[str, str]
) -> FigureOffer:
    if figure["counted"] is None or figure["own"]:
        return figure
    first, last = (at - sentence["start"] for at in figure["counted"])
    return {**figure, "side": side_of(sentence["text"][first:last], names, countries)}


def side_of(words: str, names: Mapping[str, str], countries: Mapping[str, str]) -> str:
    """The side that words for people name; empty where they name none, or several.

    Args:
        words: "rebel officials and militants".
        names: the side of each name, as it is compared.
        countries: the party of each country (ISO 3166-1 alpha-2).
    """
    if _CIVILIANS.search(words):
        return CIVILIAN
    if _OF_A_NATION.search(words):
        return ""
    said = single_spaced(words).translate(TYPOGRAPHY)
    found = list(_pattern(tuple(names)).finditer(said)) if names else []
    sides = {side for match in found if (side := names.get(normalise(match.group())))}
    for word in re.finditer(r"[\w-]+", said):
        party = countries.get(people_of(word.group()) or "")
        if party and not any(match.start() <= word.start() and word.end() <= match.end() for match in found):
            sides.add(party)
    return sides.pop() if len(sides) == 1 else ""


@lru_cache(8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names as whole words, the longest of those that begin at one place."""
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _names(tables: Tables, *, blind: bool) -> Mapping[str, str]:
    """The names of the sides: of the parties, and of those who are on file."""
    parties: Sequence[tuple[str, Iterable[object]]] = [
        (str(row["party_id"]), (row["name"], row["short_name"])) for row in tables.rows("parties")
    ]
    actors = [
        (str(row["side"]), (row["name"], *row["aliases"]))
        for row in tables.rows("actors")
        if row["side"] in {*tables.records["parties"], ARMED_GROUP}
    ]
    plain: dict[str, str] = {}
    for side, names in [*parties, *([] if blind else actors)]:
        for name in names:
            for one in (str(name or ""), re.sub(r"\s*\([^)]*\)", "", str(name or ""))):
                if key := normalise(one).removeprefix("the "):
                    plain.setdefault(key, side)
    return plain
