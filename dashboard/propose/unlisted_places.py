"""Names that stand where a place would and that no list has: a like spelling in the report's countries, or none.

Likeness only proposes: the reason says so, and a person confirms. A name that the text calls a village, a camp or the
like is shown even without a proposal (``not_in_gazetteer``), so that somebody can draw it by hand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dashboard.propose.named_spans import words_of_no_place
from dashboard.propose.place_context import people_of
from dashboard.propose.place_names import towns_table
from dashboard.propose.proposal import Candidate, PlaceWords

_NAME = r"(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]t|[Aa]d|[Aa]r|[Aa]z|[Aa]n)-)?[^\W\d_a-z](?:[\w-]|['’](?!s\b))+(?:[ -](?:(?:al|el|de|la)[ -])?[^\W\d_a-z](?:[\w-]|['’](?!s\b))+){0,3}"
_CALLED_A_PLACE = re.compile(
    rf"\b(?:villages?|towns?|city|settlement|hamlet|township|commune|locality|neighbou?rhood|suburb|district|outskirts|island) of (?P<of>{_NAME})"
    rf"|(?<![\w’'-])(?P<before>{_NAME}) (?:village|township|locality|neighbou?rhood|district|settlement|refugee camp|displacement camp|camp|[Cc]ounty|province|region|governorate|crossing|checkpoint|valley|island)\b"
)
_BEHIND_A_WORD_OF_PLACE = re.compile(
    rf"\b(?:in|near|at|outside|around|between|from|towards?|over|hit|struck|shelled|bombed|entered|stormed) (?P<name>{_NAME})(?! (?:[A-Z]|hospital|airport|university|mosque|church|hotel))"
)


def unlisted_places(
    text: str,
    start: int,
    end: int,
    taken: Sequence[tuple[int, int]],
    countries: Sequence[str],
    persons: Collection[str],
) -> Iterator[PlaceWords]:
    """The names in ``text[start:end]`` outside ``taken``; ``countries`` are those of the report, the first first."""
    seen: list[tuple[int, int]] = list(taken)
    for called, pattern in ((True, _CALLED_A_PLACE), (False, _BEHIND_A_WORD_OF_PLACE)):
        for match in pattern.finditer(text, start, end):
            first, last = match.span(match.lastgroup or 0)
            words = text[first:last]
            if any(a < last and first < b for a, b in seen) or _is_no_name(words, persons):
                continue
            candidates = _spelt_like(words, countries)
            if candidates or called:
                seen.append((first, last))
                yield PlaceWords(first, last, words, candidates, None if candidates else "not_in_gazetteer")


def _is_no_name(words: str, persons: Collection[str]) -> bool:
    parts = words.split()
    return (
        parts[0].casefold() in words_of_no_place()
        or any(part in persons or people_of(part) for part in parts)
        or (words.isupper() and len(words) <= 6)
    )


def _spelt_like(words: str, countries: Sequence[str]) -> tuple[Candidate, ...]:
    candidates = []
    for country in countries:
        for match, likeness in towns_table().spelt_like(words, country):
            town = match.town
            why = f"spelt like {match.spelling} ({likeness:.0f} of 100): to be confirmed"
            candidates.append(
                (
                    likeness,
                    Candidate(
                        town.name,
                        "city",
                        town.country,
                        town.geonames_id,
                        town.latitude,
                        town.longitude,
                        why,
                        town.province or town.admin1_code,
                        town.population,
                    ),
                )
            )
    return tuple(candidate for _, candidate in sorted(candidates, key=lambda one: -one[0]))[:3]
