"""A newer version of an article → where the quotes of the old one stand now, which are lost, and which were corrected.

A quote is found again by its words, else in the sentence that stands for its own. Nothing is carried over silently:
what stands in a sentence of which words were changed is listed with those words, for a person to look at.

Offsets are Python ``str`` offsets, half open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from dashboard.coding.sentence_alignment import ALIKE_IN_ONE_STORY, AlignedPair, SentencedText, align
from dashboard.coding.word_differences import ComparedWords, WordDifference, compared, differences
from dashboard.model.quotes import TYPOGRAPHY
from dashboard.words.sentences import say

#: How a quote was found: word for word; with other signs (quotation marks, hyphens); in a sentence that was changed.
SAME_WORDS, OTHER_SIGNS, CHANGED = "same_words", "other_signs", "changed"
Span = tuple[int, int]
#: The pair of the first sentence of a quote, and that of the last.
Pairs = tuple[AlignedPair, AlignedPair]
#: Of a quote of so many words this share is kept in what became of it.
_SOME_WORDS, _KEPT = 3, 0.25
#: So many words in a row are the quote wherever they stand.
_MANY_WORDS = 6
_BEGINS, _ENDS = re.compile(r"\b(?=\w)"), re.compile(r"(?<=\w)\b")


@dataclass(frozen=True)
class FoundQuote:
    """A quote of the old version that stands at ``new_text[start:end]`` now.

    ``corrected`` are the words that were changed in the sentences around it: ``start`` and ``end`` into the old
    version, ``other_*`` into the new one. Where it is empty, nothing that the quote stands in was changed.
    """

    quote_id: str
    start: int
    end: int
    how: str
    corrected: tuple[WordDifference, ...] = ()


@dataclass(frozen=True)
class LostQuote:
    """A quote of the old version that stands nowhere in the new one, and why it is taken for lost."""

    quote_id: str
    why: str


@dataclass(frozen=True)
class MovedQuotes:
    """The quotes that were found again and those that were lost, each in the order in which they were given."""

    found: tuple[FoundQuote, ...]
    lost: tuple[LostQuote, ...]

    @property
    def to_review(self) -> tuple[str, ...]:
        """The ids of the quotes that were lost, or that stand in a sentence that was corrected."""
        return (*(quote.quote_id for quote in self.lost), *(quote.quote_id for quote in self.found if quote.corrected))


def moved_quotes(old_text: str, new_text: str, quotes: Mapping[str, Span]) -> MovedQuotes:
    """Where the quotes of an article (quote_id → start and end in ``old_text``) stand in its newer version.

    Raises:
        ValueError: offsets that are no passage of ``old_text``.
    """
    versions = _Versions(SentencedText(old_text), SentencedText(new_text))
    found, lost = [], []
    for quote_id, (start, end) in quotes.items():
        if not 0 <= start < end <= len(old_text):
            raise ValueError(f"{quote_id}: {start}–{end} is no passage of a text of {len(old_text)} characters")
        place = versions.place_of(start, end)
        if isinstance(place, str):
            lost.append(LostQuote(quote_id, place))
        else:
            span, how = place
            found.append(FoundQuote(quote_id, *span, how, versions.corrected((start, end), span)))
    return MovedQuotes(tuple(found), tuple(lost))


class _Versions:
    """Both versions and the pairs of their sentences."""

    def __init__(self, old: SentencedText, new: SentencedText) -> None:
        self.old, self.new = old, new
        self._partners: dict[int, list[AlignedPair]] = {}
        for pair in align(old, new, ALIKE_IN_ONE_STORY):
            self._partners.setdefault(pair.start, []).append(pair)
        # Each sign is translated to one sign, so that offsets stay true.
        self._plain = old.text.translate(TYPOGRAPHY), new.text.translate(TYPOGRAPHY)

    def place_of(self, start: int, end: int) -> tuple[Span, str] | str:
        """Where a quote stands now and how it was found, or why it is lost.

        Its words in the sentence that stands for its own come first, then what stands for them there. Elsewhere its
        words count where they are many, or where its own sentence has nothing for them: "nine" may be another nine.
        """
        options = self._pairs(start, end)
        signs = ((SAME_WORDS, self.old.text, self.new.text), (OTHER_SIGNS, *self._plain))
        places = {how: _places(new, old, start, end) for how, old, new in signs}
        before = {how: _places(old, old, start, end) for how, old, _ in signs}
        for how in places:
            for pairs in options:
                if place := _in_sentence(places[how], before[how], start, pairs):
                    return place, how
        mapped = self._mapped(start, end, options)
        is_long = len(self.old.text[start:end].split()) >= _MANY_WORDS
        for how in places:
            if (mapped is None or is_long) and (place := _same_number(places[how], before[how], start)):
                return place, how
        if mapped:
            return mapped, CHANGED
        if any(places.values()):
            return say("Its words stand in other places of the newer version, and none of them is surely its own.")
        if options:
            return say("Its sentence is there, and its words were taken out of it.")
        return say("No sentence of the newer version stands for its own.")

    def corrected(self, quote: Span, place: Span) -> tuple[WordDifference, ...]:
        """The words that differ between the sentences around a quote and those around where it stands now."""
        return differences(
            self.old.text, *_around(self.old.spans, quote), self.new.text, *_around(self.new.spans, place)
        )

    def _pairs(self, start: int, end: int) -> list[Pairs]:
        """The pairs of the first and the last sentence of a quote, in each way in which the new version may have them."""
        first, last = (_around(self.old.spans, edge)[0] for edge in ((start, start + 1), (end - 1, end)))
        if first == last:
            return [(pair, pair) for pair in self._partners.get(first, ())]
        both = product(self._partners.get(first, ()), self._partners.get(last, ()))
        return [(head, tail) for head, tail in both if head.other_start <= tail.other_start]

    def _mapped(self, start: int, end: int, options: Sequence[Pairs]) -> Span | None:
        """The passage that keeps most words of a quote of which some were changed; None where nothing is left of it."""
        spans = []
        for first, last in options:
            place = first.other_start if start <= first.start else self._edge(first, start, is_end=False)
            stop = last.other_end if end >= last.end else self._edge(last, end, is_end=True)
            if place < stop:
                spans.append((place, stop))
        span = max(spans, key=lambda span: self._kept((start, end), span), default=None)
        words = len(self.old.text[start:end].split())
        # A word or two may all be new.
        return span if span and (words < _SOME_WORDS or self._kept((start, end), span) >= _KEPT) else None

    def _kept(self, quote: Span, place: Span) -> float:
        """The share (0-1) of a quote's words that a passage has in their order."""
        words = compared(self.old.text, *quote, self.new.text, *place)
        return sum(size for _, _, size in words.same) / max(1, len(words.spans))

    def _edge(self, pair: AlignedPair, offset: int, *, is_end: bool) -> int:
        """Where the edge of a quote stands in the new sentence: beside the same word, else around what replaced it."""
        words = compared(self.old.text, pair.start, pair.end, self.new.text, pair.other_start, pair.other_end)
        if is_end:
            number = _moved_edge(words, sum(start < offset for start, _ in words.spans), is_end=True)
            return words.other_spans[number - 1][1] if number else pair.other_start
        number = _moved_edge(words, sum(end <= offset for _, end in words.spans), is_end=False)
        return words.other_spans[number][0] if number < len(words.other_spans) else pair.other_end


def _in_sentence(places: Sequence[Span], before: Sequence[Span], start: int, pairs: Pairs) -> Span | None:
    """Of the places of a quote the one in the sentences that stand for its own."""
    first, last = pairs
    inside = [place for place in places if first.other_start <= place[0] and place[1] <= last.other_end]
    own = [place for place in before if first.start <= place[0] and place[1] <= last.end]
    return inside[0] if len(inside) == 1 else _same_number(inside, own, start)


def _same_number(places: Sequence[Span], before: Sequence[Span], start: int) -> Span | None:
    """Of as many places as before the one of the same number."""
    if len(places) != len(before):
        return None
    return next((place for place, old in zip(places, before, strict=True) if old[0] == start), None)


def _moved_edge(words: ComparedWords, number: int, *, is_end: bool) -> int:
    """Before how many words of the old sentence an edge stands → before how many of the new one."""
    word = number - 1 if is_end else number
    behind = 0
    for first, second, size in words.same:
        if word < first:
            return second if is_end else behind
        if word < first + size:
            return second + number - first
        behind = second + size
    return len(words.other_spans) if is_end else behind


def _places(text: str, old: str, start: int, end: int) -> list[Span]:
    """Where ``old[start:end]`` stands in a text, on boundaries of words where it has them in ``old``."""
    before = r"(?<!\w)" if _BEGINS.match(old, start) else ""
    after = r"(?!\w)" if _ENDS.match(old, end) else ""
    return [match.span() for match in re.finditer(f"{before}{re.escape(old[start:end])}{after}", text)]


def _around(spans: Sequence[Span], passage: Span) -> Span:
    """From the start of the first sentence that a passage touches to the end of the last; itself where it has none."""
    first = bisect_right(spans, passage[0], key=lambda span: span[1])
    behind = bisect_left(spans, passage[1], key=lambda span: span[0])
    return (spans[first][0], spans[behind - 1][1]) if first < behind else passage
