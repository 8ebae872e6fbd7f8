"""“Along the border”, “the Thai-Cambodian border”, “its border with Chad”: the line between two countries.

Which two: those that the words name; where they name one or none, those that the sentence names, then the countries
that the report is about. Two of these must share a line, else nothing is proposed. Only words that place something ("along", "near", "across") count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dashboard.gazetteer import borders, name_key
from dashboard.propose.place_context import people_of
from dashboard.propose.place_names import NamedPlace, world_names
from dashboard.propose.proposal import Candidate, PlaceWords

_NAME = r"[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+){0,2}"
_BORDER = re.compile(
    rf"\b(?:along|near|across|on|at|over|close to|towards?) (?P<words>(?:the |their |its )?(?:shared |common |mutual |disputed )?"
    rf"(?:(?P<first>{_NAME})(?:[-–](?P<second>{_NAME}))? )?(?:border|frontier)(?: (?:with|between) (?P<third>{_NAME})(?: and (?P<fourth>{_NAME}))?)?)"
    r"(?! (?:guards?|police|post|town|village|city|crossing|district|checkpoint|area|force|wall|fence))"
)

_CAPITALISED = re.compile(r"\b[A-Z][\w-]+")


def border_places(text: str, start: int, end: int, weights: Mapping[str, float]) -> Iterator[PlaceWords]:
    """The words for a border in ``text[start:end]``; ``weights`` says how much the report is about each country."""
    for match in _BORDER.finditer(text, start, end):
        names = [name for name in match.group("first", "second", "third", "fourth") if name]
        named = [code for name in names if (code := _country(name))]
        if names and not named:
            continue
        about = [code for code, weight in sorted(weights.items(), key=lambda one: -one[1]) if weight >= 1]
        beside = [code for name in _CAPITALISED.findall(text, start, end) if (code := _country(name)) in weights]
        candidate = _line(list(dict.fromkeys(named)), list(dict.fromkeys([*beside, *about])))
        if candidate:
            first, last = match.span("words")
            yield PlaceWords(first, last, text[first:last], (candidate,))


def _country(name: str) -> str:
    """The code of a country or of its people; empty for other names."""
    if code := people_of(name):
        return code
    key = name_key(name)
    places: Sequence[NamedPlace] = world_names().named([key]).get(key, ())
    return next((place.countries[0] for place in places if place.level == "country" and place.countries), "")


def _line(named: Sequence[str], about: Sequence[str]) -> Candidate | None:
    if len(named) > 1:
        pairs = [(named[0], named[1])]
    elif named:
        pairs = [(named[0], code) for code in about if code != named[0]]
    else:
        pairs = list(combinations(about[:3], 2))
    for one, other in pairs:
        border = borders.shared_border(one, other)
        if border is None:
            continue
        point = border.shape.interpolate(0.5, normalized=True)
        codes = ";".join(border.countries)
        why = "the words name both countries" if len(named) > 1 else "the countries that the report is about"
        name = "–".join(world_names().country_names.get(code, code) for code in border.countries) + " border"
        return Candidate(
            name, "border", codes, None, round(point.y, 4), round(point.x, 4), f"{why}; a point of the line"
        )
    return None
