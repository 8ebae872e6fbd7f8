"""What stands around one name of a sentence: words of level, its list, the country and the province beside it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.propose.named_spans import NamedSpan
from dashboard.propose.place_context import people_of
from dashboard.propose.place_names import NamedPlace
from dashboard.propose.place_ranking import NameClues, level_words

#: So many sure points of a long report are compared with a doubtful one.
MOST_POINTS = 25
_LIST_SIGN = re.compile(r"(?:, (?:and )?(?:the )?| and (?:the )?|/| or (?:the )?|، | و |، و | او | اور )\Z")
_BEHIND_IN_COUNTRY = re.compile(r",? (?:in )?|, in (?:\w+ )?|,? in (?:northern|southern|eastern|western|central) ")
_BEHIND_IN_PROVINCE = re.compile(r",? (?:(?:in|of) (?:the )?)?(?:[a-z-]+ )?|, ")
_POSSESSIVE = re.compile(r"[’']s (?:[a-z-]+ (?:of )?){0,4}(?:[A-Z][a-z]+ [A-Z][a-z]+ (?:port|city) of )?")
_PEOPLE_BEFORE = re.compile(r"(\w+) (?:[a-z-]+ ){0,3}(?:of )?$")


@dataclass(frozen=True)
class NamesOfSentence:
    """The names in the sentence ``text[start:end]``, in order, and what the whole report says of places.

    ``weights`` are those of countries; ``sure`` the points of names that mean one place; ``provinces`` those it names.
    """

    text: str
    start: int
    end: int
    names: Sequence[NamedSpan]
    weights: Mapping[str, float]
    sure: Mapping[str, tuple[float, float]]
    provinces: frozenset[str]

    def list_around(self, at: int) -> tuple[int, int]:
        """The first and the last name of the list in which a name stands."""
        signs = [_LIST_SIGN.match(self._between(left, right)) for left, right in itertools.pairwise(self.names)]
        first, last = at, at
        while first > 0 and signs[first - 1]:
            first -= 1
        while last < len(signs) and signs[last]:
            last += 1
        return first, last

    def lies_in(self, at: int) -> bool:
        """Whether the name stands behind a smaller place that lies in it: "El Geneina, West Darfur, Sudan"."""
        if at == 0 or self._between(self.names[at - 1], self.names[at]) != ", ":
            return False
        return all(place.level != "country" for place in self.names[at - 1].places)

    def clues(self, at: int) -> NameClues:
        """The clues for the name with that number."""
        first, last = self.list_around(at)
        span = self.names[at].span
        before, after = self.text[self.start : span.start], self.text[span.end : self.end]
        contained = last - first == 1 and self._between(self.names[first], self.names[last]) == ", "
        countries: frozenset[str] = frozenset()
        list_level = ""
        if contained:
            # "Apatzingán, Michoacán": the second name is what the first lies in.
            level, words = level_words(before, after, before, after)
            if at > first and not level and any(place.level == "province" for place in self.names[at].places):
                level, words = "province", "a town before it"
        else:
            list_before = self.text[self.start : self.names[first].span.start]
            list_after = self.text[self.names[last].span.end : self.end]
            level, words = level_words(before, after, list_before, list_after)
            others = [self.names[place] for place in range(first, last + 1) if place != at]
            countries, list_level = self._of_list(others)
            if not level and self._lists_provinces(first, last):
                level = "province"
        return NameClues(
            level,
            words,
            countries,
            list_level,
            self._country_beside(at, before),
            tuple(point for name, point in self.sure.items() if name != self.text[span.start : span.end])[:MOST_POINTS],
            self._provinces_behind(at),
            self.provinces,
        )

    def _between(self, left: NamedSpan, right: NamedSpan) -> str:
        return self.text[left.span.end : right.span.start]

    def _lists_provinces(self, first: int, last: int) -> bool:
        """Whether every name of a list is that of a province, and most of them are names of nothing else there."""
        listed = [self._here(one) for one in self.names[first : last + 1]]
        only = [places for places in listed if {place.level for place in places if place.primary} == {"province"}]
        provinces = all(any(place.level == "province" for place in places) for places in listed)
        return last > first and provinces and 2 * len(only) > len(listed)

    def _here(self, one: NamedSpan) -> list[NamedPlace]:
        """The places of a name in the countries that the report is about; all of them where it is about none."""
        return [p for p in one.places if not self.weights or any(code in self.weights for code in p.countries)]

    def _of_list(self, others: Sequence[NamedSpan]) -> tuple[frozenset[str], str]:
        """The countries of the other names of a list that mean one country only, and the level they all have."""
        countries: set[str] = set()
        levels: set[str] = set()
        for other in others:
            if len({place.countries for place in other.places}) == 1:
                countries |= set(other.places[0].countries)
            kinds = {place.level for place in self._here(other)}
            if len(kinds) == 1:
                levels |= kinds
        return frozenset(countries), levels.pop() if len(levels) == 1 else ""

    def _provinces_behind(self, at: int) -> frozenset[str]:
        """The provinces that stand behind the name: "Novopavlivka in Dnipropetrovsk region"."""
        if at + 1 == len(self.names):
            return frozenset()
        following = self.names[at + 1]
        if not _BEHIND_IN_PROVINCE.fullmatch(self._between(self.names[at], following)):
            return frozenset()
        return frozenset(place.place_id for place in following.places if place.place_id)

    def _country_beside(self, at: int, before: str) -> frozenset[str]:
        """The country that stands beside the name: "Odesa, Ukraine", "Brazil’s Paraná", "the Ukrainian city of"."""
        beside: list[NamedSpan] = []
        if at + 1 < len(self.names) and _BEHIND_IN_COUNTRY.fullmatch(self._between(self.names[at], self.names[at + 1])):
            beside.append(self.names[at + 1])
        if at > 0 and _POSSESSIVE.fullmatch(self._between(self.names[at - 1], self.names[at])):
            beside.append(self.names[at - 1])
        codes = {code for one in beside for place in one.places if place.level == "country" for code in place.countries}
        people = _PEOPLE_BEFORE.search(before)
        if people and (code := people_of(people.group(1))):
            codes.add(code)
        return frozenset(codes)
