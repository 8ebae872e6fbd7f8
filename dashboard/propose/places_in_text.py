"""The words for places in a report, each with its candidates or with the reason why it is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.propose.border_places import border_places
from dashboard.propose.compass_places import compass_region
from dashboard.propose.name_clues import NamesOfSentence
from dashboard.propose.named_spans import NamedSpan, named_spans, only_countries, sure_points
from dashboard.propose.not_places import is_locative, reason_not_a_place
from dashboard.propose.persons import persons_in
from dashboard.propose.place_context import country_weights
from dashboard.propose.place_names import NamedPlace
from dashboard.propose.place_ranking import NameClues, ranked
from dashboard.propose.possible_names import NameSpan, Word, words_of
from dashboard.propose.proposal import Candidate, PlaceWords
from dashboard.propose.unlisted_places import unlisted_places

#: A lone name without a word of place beside it needs this score to be offered: "Reading", "Police" are towns as well.
_ENOUGH, _ENOUGH_ALONE = 2.5, 5.5
_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")
# Words of place in Dari, Pashto, Urdu and Arabic: before the name, and the postposition behind it.
_ARABIC_PLACE = re.compile(
    r"(?:^|[\s،])(?:در|به|از|بر|شهر|ولایت|ولسوالی|استان|منطقه|نزدیک|په|د|ښار|ولایت|في|على|إلى|من|مدينة|محافظة|بلدة|قرية|قرب|ولاية|شمال|جنوب|شرق|غرب|شمالی|جنوبی|شہر|ضلع|صوبہ|صوبے) $"
)
_ARABIC_BEHIND = re.compile(r" (?:میں|پر|سے|کے|کې|کی|ښار|ولایت|شہر)\b")


@dataclass
class PlaceText:
    """A whole report, its names looked up once. ``datelines`` and ``headings`` are passages where nothing happens."""

    text: str
    country: str = ""
    datelines: Sequence[tuple[int, int]] = ()
    headings: Sequence[tuple[int, int]] = ()
    words: list[Word] = field(init=False)
    named: list[NamedSpan] = field(init=False)
    starts: list[int] = field(init=False)
    weights: Mapping[str, float] = field(init=False)
    persons: frozenset[str] = field(init=False)
    sure: dict[str, tuple[float, float]] = field(init=False)
    provinces: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = words_of(self.text)
        self.persons = persons_in(self.text, self.words)
        self.named = [one for one in named_spans(self.text, self.words) if not self._is_acronym(one.span)]
        self.starts = [one.span.start for one in self.named]
        countries = Counter(
            code
            for one in self.named
            for place in one.places[:1]
            if place.level == "country"
            for code in place.countries
        )
        filed = [one.places for one in self.named if self._within(one.span, self.datelines)]
        self.weights = country_weights(self.words, self.country, filed, countries, only_countries(self.named))
        self.provinces = frozenset(
            place.place_id for one in self.named for place in one.places if place.place_id and place.level == "province"
        )
        self.sure = sure_points(self.named, self.weights)

    def places_in(self, start: int, end: int) -> tuple[PlaceWords, ...]:
        """The words for places in the sentence ``text[start:end]``, in order."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        inside = [one for one in self.named[first:last] if one.span.end <= end]
        names = NamesOfSentence(self.text, start, end, inside, self.weights, self.sure, self.provinces)
        found = []
        for at, one in enumerate(inside):
            words = self.text[one.span.start : one.span.end]
            reason = self._reason(one, start, end, inside[names.list_around(at)[0]].span.start, names.lies_in(at))
            if reason:
                if reason == "unlikely":
                    continue
                found.append(PlaceWords(one.span.start, one.span.end, words, (), reason))
                continue
            clues = names.clues(at)
            candidates = ranked(self._in_reach(one, clues), clues, self.weights)
            if candidates and candidates[0][1] >= self._needed(one, start, clues):
                whole = clues.level == "province"
                found.append(self._words(one.span, start, tuple(place for place, _ in candidates), whole))
        taken = [(one.start, one.end) for one in found if one.candidates]
        unlisted = list(self._unlisted(start, end, found))
        found = [one for one in found if one.candidates or not any(_holds(other, one) for other in unlisted)]
        lines = [
            line
            for line in border_places(self.text, start, end, self.weights)
            if not any(a < line.end and line.start < b for a, b in taken)
        ]
        return tuple(sorted([*found, *lines, *unlisted], key=lambda one: one.start))

    def _words(self, span: NameSpan, start: int, candidates: tuple[Candidate, ...], whole: bool) -> PlaceWords:
        """The words with their candidates, a part of the country by compass before the country."""
        first = span.start
        if region := compass_region(self.text[start:first], candidates[0], whole=whole):
            taken, place = region
            first, candidates = first - taken, (place, *candidates)
        return PlaceWords(first, span.end, self.text[first : span.end], candidates)

    def _unlisted(self, start: int, end: int, found: Sequence[PlaceWords]) -> Iterator[PlaceWords]:
        """Names that stand where a place would and that no list has."""
        # "Fegin Baza village": that Baza is a town as well does not make the village known.
        taken = [(one.start, one.end) for one in found if one.not_a_place != "name_part"]
        first = next((stop for begin, stop in self.datelines if begin == start), start)
        countries = [code for code, weight in sorted(self.weights.items(), key=lambda one: -one[1]) if weight >= 1]
        return unlisted_places(self.text, first, end, taken, countries[:2], self.persons)

    def _reason(self, one: NamedSpan, start: int, end: int, list_start: int, contained: bool) -> str | None:
        if self._within(one.span, self.datelines):
            return "dateline"
        reason = reason_not_a_place(
            self.text, self.words, one.span, (start, end), one.places, self.persons, list_start, contained
        )
        if reason in ("person", "name_part") and not self._weighty(one):
            return "unlikely"
        if reason is None and self._within(one.span, self.headings):
            return "heading"
        return reason

    def _in_reach(self, one: NamedSpan, clues: NameClues) -> Sequence[NamedPlace]:
        """Where the report is about known countries, a small town elsewhere is none of it."""
        if max(self.weights.values(), default=0) < 2 or clues.within:
            return one.places
        return [
            place
            for place in one.places
            if place.level in ("country", "region", "border")
            or (place.primary and (place.population or 0) >= 200_000)
            or any(self.weights.get(code, 0) > 0 for code in place.countries)
        ]

    def _is_acronym(self, span: NameSpan) -> bool:
        """Short capitals outside a dateline or a heading: "ADF" is also a code for a town."""
        words = self.text[span.start : span.end]
        return (
            words.isupper()
            and words.isalpha()
            and words.isascii()
            and len(words) <= 5
            and span.first == span.last
            and not self._within(span, [*self.datelines, *self.headings])
        )

    def _weighty(self, one: NamedSpan) -> bool:
        """Whether the name is known well enough for a reader to take it for a place."""
        return any(
            place.level != "city"
            or (place.population or 0) > 15_000
            or any(code in self.weights for code in place.countries)
            for place in one.places
        )

    def _needed(self, one: NamedSpan, start: int, clues: NameClues) -> float:
        before = self.text[start : one.span.start]
        if _ARABIC_SCRIPT.match(self.text, one.span.start):
            return (
                _ENOUGH
                if clues.list_countries or _ARABIC_PLACE.search(before) or _ARABIC_BEHIND.match(self.text, one.span.end)
                else _ENOUGH_ALONE
            )
        if clues.level or clues.list_countries or is_locative(before) or one.span.last > one.span.first:
            return _ENOUGH
        return _ENOUGH_ALONE

    def _within(self, span: NameSpan, passages: Sequence[tuple[int, int]]) -> bool:
        return any(start <= span.start and span.end <= end for start, end in passages)


def _holds(outer: PlaceWords, inner: PlaceWords) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
