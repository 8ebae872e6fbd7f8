"""The words for places in a report, each with its candidates or with the reason why it is none."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from dashboard.gazetteer import name_key
from dashboard.propose.compass_places import compass_region
from dashboard.propose.name_spans import Span, Word, other_keys, spans, words_of
from dashboard.propose.not_places import is_locative, reason_not_a_place
from dashboard.propose.persons import persons_in
from dashboard.propose.phrases import read_rows, word_list
from dashboard.propose.place_context import country_weights, people_of
from dashboard.propose.place_names import NamedPlace, world_names
from dashboard.propose.place_ranking import NameClues, level_words, ranked
from dashboard.propose.proposal import Candidate, PlaceWords
from dashboard.propose.unlisted_places import unlisted_places

#: A lone name without a word of place beside it needs this score to be offered: "Reading", "Police" are towns as well.
_ENOUGH, _ENOUGH_ALONE = 2.5, 5.5
#: So many sure points of a long report are compared with a doubtful one.
MOST_POINTS = 25
_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")
# Words of place in Dari, Pashto, Urdu and Arabic: before the name, and the postposition behind it.
_ARABIC_PLACE = re.compile(
    r"(?:^|[\s،])(?:در|به|از|بر|شهر|ولایت|ولسوالی|استان|منطقه|نزدیک|په|د|ښار|ولایت|في|على|إلى|من|مدينة|محافظة|بلدة|قرية|قرب|ولاية|شمال|جنوب|شرق|غرب|شمالی|جنوبی|شہر|ضلع|صوبہ|صوبے) $"
)
_ARABIC_BEHIND = re.compile(r" (?:میں|پر|سے|کے|کې|کی|ښار|ولایت|شہر)\b")
_LIST_SIGN = re.compile(r"(?:, (?:and )?(?:the )?| and (?:the )?|/| or (?:the )?|، | و |، و | او | اور )\Z")


@cache
def _no_names() -> frozenset[str]:
    return frozenset(word for row in read_rows("not_places_en.csv") for word in row["words"].split())


@dataclass(frozen=True)
class NamedSpan:
    """A passage that names places."""

    span: Span
    places: tuple[NamedPlace, ...]


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
        self.named = [one for one in _named_spans(self.text, self.words) if not self._is_acronym(one.span)]
        self.starts = [one.span.start for one in self.named]
        countries = Counter(
            code
            for one in self.named
            for place in one.places[:1]
            if place.level == "country"
            for code in place.countries
        )
        filed = [one.places for one in self.named if self._within(one.span, self.datelines)]
        self.weights = country_weights(self.words, self.country, filed, countries, _only_countries(self.named))
        self.provinces = frozenset(
            place.place_id for one in self.named for place in one.places if place.place_id and place.level == "province"
        )
        self.sure = _sure_points(self.named, self.weights)

    def places_in(self, start: int, end: int) -> tuple[PlaceWords, ...]:
        """The words for places in the sentence ``text[start:end]``, in order."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        inside = [one for one in self.named[first:last] if one.span.end <= end]
        found = []
        for at, one in enumerate(inside):
            words = self.text[one.span.start : one.span.end]
            reason = self._reason(one, start, end, inside[self._list_around(inside, at)[0]].span.start)
            if reason:
                if reason == "unlikely":
                    continue
                found.append(PlaceWords(one.span.start, one.span.end, words, (), reason))
                continue
            clues = self._clues(inside, at, start, end)
            candidates = ranked(self._in_reach(one, clues), clues, self.weights)
            if candidates and candidates[0][1] >= self._needed(one, start, clues):
                found.append(self._words(one.span, start, tuple(place for place, _ in candidates)))
        return tuple(sorted([*found, *self._unlisted(start, end, inside)], key=lambda one: one.start))

    def _words(self, span: Span, start: int, candidates: tuple[Candidate, ...]) -> PlaceWords:
        """The words with their candidates, a part of the country by compass before the country."""
        first = span.start
        if region := compass_region(self.text[start:first], candidates[0]):
            taken, place = region
            first, candidates = first - taken, (place, *candidates)
        return PlaceWords(first, span.end, self.text[first : span.end], candidates)

    def _unlisted(self, start: int, end: int, inside: Sequence[NamedSpan]) -> Iterator[PlaceWords]:
        """Names that stand where a place would and that no list has."""
        taken = [(one.span.start, one.span.end) for one in inside]
        first = next((stop for begin, stop in self.datelines if begin == start), start)
        countries = [code for code, weight in sorted(self.weights.items(), key=lambda one: -one[1]) if weight >= 1]
        return unlisted_places(self.text, first, end, taken, countries[:2], self.persons)

    def _reason(self, one: NamedSpan, start: int, end: int, list_start: int) -> str | None:
        if self._within(one.span, self.datelines):
            return "dateline"
        reason = reason_not_a_place(self.text, self.words, one.span, (start, end), one.places, self.persons, list_start)
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

    def _is_acronym(self, span: Span) -> bool:
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

    def _within(self, span: Span, passages: Sequence[tuple[int, int]]) -> bool:
        return any(start <= span.start and span.end <= end for start, end in passages)

    def _clues(self, inside: Sequence[NamedSpan], at: int, start: int, end: int) -> NameClues:
        first, last = self._list_around(inside, at)
        if last - first == 1 and self.text[inside[first].span.end : inside[last].span.start] == ", ":
            return self._contained(inside, at, first, start, end)
        span = inside[at].span
        before, after = self.text[start : span.start], self.text[span.end : end]
        list_before, list_after = self.text[start : inside[first].span.start], self.text[inside[last].span.end : end]
        level, words = level_words(before, after, list_before if first != last else before, list_after)
        others = [inside[place] for place in range(first, last + 1) if place != at]
        countries: frozenset[str] = frozenset()
        levels: set[str] = set()
        for other in others:
            if len({place.countries for place in other.places}) == 1:
                countries |= set(other.places[0].countries)
            kinds = {
                place.level
                for place in other.places
                if not self.weights or any(code in self.weights for code in place.countries)
            }
            if len(kinds) == 1:
                levels |= kinds
        near = self._near(span)
        return NameClues(
            level,
            words,
            countries,
            levels.pop() if len(levels) == 1 else "",
            self._within_country(inside, at, before, after),
            near,
            self._within_provinces(inside, at),
            self.provinces,
        )

    def _list_around(self, inside: Sequence[NamedSpan], at: int) -> tuple[int, int]:
        """The first and the last name of the list in which a name stands."""
        gaps = [_LIST_SIGN.match(self.text[a.span.end : b.span.start]) for a, b in itertools.pairwise(inside)]
        first, last = at, at
        while first > 0 and gaps[first - 1]:
            first -= 1
        while last < len(gaps) and gaps[last]:
            last += 1
        return first, last

    def _near(self, span: Span) -> tuple[tuple[float, float], ...]:
        """Points of other names of the report that mean one place only."""
        words = self.text[span.start : span.end]
        return tuple(point for name, point in self.sure.items() if name != words)[:MOST_POINTS]

    def _contained(self, inside: Sequence[NamedSpan], at: int, first: int, start: int, end: int) -> NameClues:
        """Read “Apatzingán, Michoacán”: the second name is what the first lies in."""
        span = inside[at].span
        before, after = self.text[start : span.start], self.text[span.end : end]
        level, words = level_words(before, after, before, after)
        if at > first and not level and any(place.level == "province" for place in inside[at].places):
            level, words = "province", "a town before it"
        return NameClues(
            level,
            words,
            within=self._within_country(inside, at, before, after),
            near=self._near(span),
            within_provinces=self._within_provinces(inside, at),
            provinces=self.provinces,
        )

    def _within_provinces(self, inside: Sequence[NamedSpan], at: int) -> frozenset[str]:
        """The provinces that stand behind the name: "Novopavlivka in Dnipropetrovsk region"."""
        if at + 1 == len(inside):
            return frozenset()
        following = inside[at + 1]
        gap = self.text[inside[at].span.end : following.span.start]
        within = re.fullmatch(r",? (?:(?:in|of) (?:the )?)?(?:[a-z-]+ )?|, ", gap)
        return frozenset(place.place_id for place in following.places if place.place_id and within)

    def _within_country(self, inside: Sequence[NamedSpan], at: int, before: str, after: str) -> frozenset[str]:
        """The country that stands beside the name: "Odesa, Ukraine", "Brazil’s Paraná", "the Ukrainian city of"."""
        codes: set[str] = set()
        if at + 1 < len(inside):
            following = inside[at + 1]
            gap = self.text[inside[at].span.end : following.span.start]
            if re.fullmatch(r",? (?:in )?|, in (?:\w+ )?|,? in (?:northern|southern|eastern|western|central) ", gap):
                codes |= {code for place in following.places if place.level == "country" for code in place.countries}
        if at > 0:
            previous = inside[at - 1]
            gap = self.text[previous.span.end : inside[at].span.start]
            if re.fullmatch(r"[’']s (?:[a-z-]+ (?:of )?){0,4}(?:[A-Z][a-z]+ [A-Z][a-z]+ (?:port|city) of )?", gap):
                codes |= {code for place in previous.places if place.level == "country" for code in place.countries}
        people = re.search(r"(\w+) (?:[a-z-]+ ){0,3}(?:of )?$", before)
        if people and (code := people_of(people.group(1))):
            codes.add(code)
        return frozenset(codes)


def _only_countries(named: Sequence[NamedSpan]) -> Counter[str]:
    """How many names lie in one country only, by that country."""
    single = {}
    for one in named:
        codes = {code for place in one.places for code in place.countries}
        if len(codes) == 1 and one.places[0].level != "country":
            single[one.places[0].spelling] = codes.pop()
    counted = Counter(single.values())
    return Counter({code: times for code, times in counted.items() if times > 1})


def _sure_points(named: Sequence[NamedSpan], weights: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The names that mean one place in the countries of the report, with its point (latitude, longitude)."""
    points = {}
    for one in named:
        here = [
            place
            for place in one.places
            if place.level != "country" and any(weights.get(code, 0) >= 1 for code in place.countries)
        ]
        if len({(round(place.latitude), round(place.longitude)) for place in here}) == 1:
            points[here[0].spelling] = (here[0].latitude, here[0].longitude)
    return points


def _named_spans(text: str, words: list[Word]) -> list[NamedSpan]:
    possible = list(spans(text, words))
    keys = {span: name_key(text[span.start : span.end]) for span in possible}
    single = _no_names()
    lower = {word.text for word in words if word.text[0].islower()}
    wanted = {
        span: key
        for span, key in keys.items()
        if len(key) > 1
        and key.replace(" ", "-") not in word_list("names_of_no_place")
        and (span.last > span.first or (key not in single and not people_of(words[span.first].text)))
    }
    known = world_names().named(set(wanted.values()))
    others = {span: list(other_keys(key)) for span, key in wanted.items() if key not in known}
    known |= world_names().named({key for keys in others.values() for key in keys} - set(known))
    found: list[NamedSpan] = []
    end = -1
    for span in possible:
        if span.start < end or span not in wanted:
            continue
        key = wanted[span]
        places = known.get(key) or next((known[other] for other in others.get(span, ()) if other in known), ())
        if not places or (
            span.first == span.last and words[span.first].text.casefold() in lower and not _large(places)
        ):
            continue
        found.append(NamedSpan(span, places))
        end = span.end
    return found


def _large(places: Sequence[NamedPlace]) -> bool:
    return any(place.level != "city" or (place.population or 0) >= 100_000 for place in places)
