"""Two texts → which sentence of one says what a sentence of the other says, and how alike the two are.

How alike is the cosine of their words, each weighed by how rare it is among the sentences of both texts: names and
figures count, "the" hardly does. Words are compared by their first letters, so that "killed" is "killing". The pairs
are those that together are most alike in the order of both texts; then sentences that were moved, and those whose
content went into a part of a longer one.

Offsets are Python ``str`` offsets, half open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from dashboard.coding.word_differences import compared_word
from dashboard.propose.sentence_split import sentences

Floats = NDArray[np.float64]

#: Below this two sentences do not say the same; where the texts are known to be of one story, below the second.
ALIKE, ALIKE_IN_ONE_STORY = 0.35, 0.25
#: From here a sentence stands inside another one; it has to have so many words.
_INSIDE, _FEWEST_WORDS = 0.6, 4
#: How the sentences of a pair stand: in the order of both texts, moved, or one inside a part of the other.
IN_ORDER, MOVED, PART = "in_order", "moved", "part"
#: Texts of more sentences are books and are not aligned: every sentence is held against every other one.
MOST_SENTENCES = 3_000
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
#: So many letters of a word are compared.
_STEM = 6
#: The best partners of a sentence that are looked at.
_PARTNERS = 5


@dataclass(frozen=True)
class AlignedPair:
    """A sentence of the first text and one of the second: their offsets, how alike they are (0-1), how they stand."""

    start: int
    end: int
    other_start: int
    other_end: int
    similarity: float
    stands: str = IN_ORDER


@dataclass(frozen=True)
class SentencedText:
    """A text cut into sentences, made once for all texts that it is compared with."""

    text: str

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each sentence that has a word."""
        return tuple(span for span in sentences(self.text) if _WORD.search(self.text, *span))

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The words of each sentence, cut short."""
        return tuple(
            frozenset(compared_word(word)[:_STEM] for word in _WORD.findall(self.text, start, end))
            for start, end in self.spans
        )

    @cached_property
    def places(self) -> dict[str, NDArray[np.intp]]:
        """In which sentences each word stands."""
        places: dict[str, list[int]] = {}
        for number, words in enumerate(self.stems):
            for word in words:
                places.setdefault(word, []).append(number)
        return {word: np.array(numbers) for word, numbers in places.items()}

    @cached_property
    def letters(self) -> int:
        """How many letters its sentences have together."""
        return sum(end - start for start, end in self.spans)


def align(first: SentencedText, second: SentencedText, alike: float = ALIKE) -> tuple[AlignedPair, ...]:
    """The pairs of sentences that say the same, in the order of the first text; they are at least so ``alike`` (0-1)."""
    if not 0 < len(first.spans) <= MOST_SENTENCES or not 0 < len(second.spans) <= MOST_SENTENCES:
        return ()
    cosine, inside = _likeness(first, second)
    candidates = _candidates(cosine, alike)
    chain = _in_order(cosine, candidates)
    chosen = [(row, column, IN_ORDER) for row, column in chain]
    chosen += [(row, column, MOVED) for row, column in _moved(cosine, candidates, chain)]
    chosen += [(row, column, PART) for row, column in _parts(inside, first, second, chosen)]
    return tuple(
        AlignedPair(
            *first.spans[row],
            *second.spans[column],
            round(float(max(cosine[row, column], inside[row, column] if stands == PART else 0)), 3),
            stands,
        )
        for row, column, stands in sorted(chosen)
    )


def _likeness(first: SentencedText, second: SentencedText) -> tuple[Floats, Floats]:
    """For each sentence of the first text and each of the second: the cosine, and the share of the shorter one."""
    total = len(first.spans) + len(second.spans)
    squares = {0: 0.0, **{count: log(1 + total / count) ** 2 for count in range(1, total + 1)}}
    counts = Counter({word: len(places) for word, places in first.places.items()})
    counts.update({word: len(places) for word, places in second.places.items()})
    square = {word: squares[count] for word, count in counts.items()}
    shared = np.zeros((len(first.spans), len(second.spans)))
    for word, rows in first.places.items():
        if (columns := second.places.get(word)) is not None:
            shared[rows[:, None], columns] += square[word]
    lengths = [np.array([sum(map(square.__getitem__, words)) for words in text.stems]) for text in (first, second)]
    return shared / np.sqrt(np.outer(*lengths)), shared / np.minimum.outer(*lengths)


def _candidates(cosine: Floats, alike: float) -> list[tuple[int, int]]:
    """Pairs that are alike: of each sentence the best partners, in the order of the first text."""
    rows, columns = cosine.shape
    best = np.zeros_like(cosine, dtype=bool)
    best[np.arange(rows)[:, None], np.argsort(-cosine, axis=1)[:, :_PARTNERS]] = True
    best[np.argsort(-cosine, axis=0)[:_PARTNERS, :], np.arange(columns)] = True
    return [(int(row), int(column)) for row, column in np.argwhere(best & (cosine >= alike))]


def _in_order(cosine: Floats, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs in the order of both texts that together are most alike."""
    # The best chain that ends at or before each column: columns, their sums, the pairs, all rising.
    columns: list[int] = []
    sums: list[float] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(pairs)
    for row in _by_row(pairs):
        chains = []
        for number in row:
            column = pairs[number][1]
            place = bisect_right(columns, column - 1) - 1
            before[number] = ends[place] if place >= 0 else -1
            chains.append((column, (sums[place] if place >= 0 else 0.0) + float(cosine[pairs[number]]), number))
        for column, total, number in chains:
            _insert(columns, sums, ends, column, total, number)
    chain = []
    last = ends[-1] if ends else -1
    while last >= 0:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]


def _by_row(pairs: Sequence[tuple[int, int]]) -> Iterable[list[int]]:
    rows: dict[int, list[int]] = {}
    for number, (row, _) in enumerate(pairs):
        rows.setdefault(row, []).append(number)
    return rows.values()


def _insert(columns: list[int], sums: list[float], ends: list[int], column: int, total: float, number: int) -> None:
    """Put a chain among the best ones, unless one that ends no later is as good; drop those that it beats."""
    place = bisect_right(columns, column)
    if place and sums[place - 1] >= total:
        return
    if place and columns[place - 1] == column:
        place -= 1
    stop = place
    while stop < len(columns) and sums[stop] <= total:
        stop += 1
    columns[place:stop], sums[place:stop], ends[place:stop] = [column], [total], [number]


def _moved(cosine: Floats, pairs: Sequence[tuple[int, int]], chain: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences that say the same in another place: the most alike first, each once."""
    rows, columns = {row for row, _ in chain}, {column for _, column in chain}
    moved = []
    for row, column in sorted(pairs, key=lambda pair: (-cosine[pair], pair)):
        if row not in rows and column not in columns:
            moved.append((row, column))
            rows.add(row)
            columns.add(column)
    return moved


def _parts(
    inside: Floats, first: SentencedText, second: SentencedText, chosen: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int]]:
    """Sentences without a partner that stand, as good as whole, inside one of the other text."""
    rows, columns = {row for row, *_ in chosen}, {column for _, column, _ in chosen}
    parts = []
    for row, words in enumerate(first.stems):
        column = int(np.argmax(inside[row]))
        if row not in rows and len(words) >= _FEWEST_WORDS and len(words) <= len(second.stems[column]):
            parts += [(row, column)] if inside[row, column] >= _INSIDE else []
    for column, words in enumerate(second.stems):
        row = int(np.argmax(inside[:, column]))
        if column not in columns and len(words) >= _FEWEST_WORDS and len(words) <= len(first.stems[row]):
            parts += [(row, column)] if inside[row, column] >= _INSIDE else []
    return list(dict.fromkeys(parts))
