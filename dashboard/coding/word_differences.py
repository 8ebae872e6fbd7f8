"""Two passages → in which words they differ, as offsets on both sides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from dashboard.model.number_names import NAMES
from dashboard.model.quotes import TYPOGRAPHY

_FIGURES = {name: str(number) for number, name in enumerate(NAMES) if number}
_WORD = re.compile(r"\w+(?:[.,:’'-]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class WordDifference:
    """Words of one passage and what stands for them in the other: half-open offsets into the two whole texts.

    Where one side has nothing, its two offsets are the same: the place at which it lacks the words.
    """

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True)
class ComparedWords:
    """The words of two passages with their offsets, and the runs of words that are the same in both."""

    spans: tuple[tuple[int, int], ...]
    other_spans: tuple[tuple[int, int], ...]
    same: tuple[tuple[int, int, int], ...]


def compared_word(word: str) -> str:
    """A word as it is compared: in small letters, and a number below twenty as a figure."""
    folded = word.casefold()
    return _FIGURES.get(folded, folded)


def compared(text: str, start: int, end: int, other: str, other_start: int, other_end: int) -> ComparedWords:
    """The words of ``text[start:end]`` and of ``other[other_start:other_end]``; case and typography do not count,
    and "twelve" is 12.

    A run is its first word here, its first word there, and how many words it has.
    """
    spans, words = _words(text, start, end)
    other_spans, other_words = _words(other, other_start, other_end)
    runs = [
        (block.a, block.b, block.size) for block in Indel.opcodes(words, other_words).as_matching_blocks() if block.size
    ]
    return ComparedWords(spans, other_spans, tuple(runs))


def differences(
    text: str, start: int, end: int, other: str, other_start: int, other_end: int
) -> tuple[WordDifference, ...]:
    """The words in which the two passages differ, in order. Signs alone (commas, quotation marks) are no difference."""
    words = compared(text, start, end, other, other_start, other_end)
    differing = []
    here = there = 0
    for first, second, size in (*words.same, (len(words.spans), len(words.other_spans), 0)):
        mine, theirs = words.spans[here:first], words.other_spans[there:second]
        if _has_word(text, mine) or _has_word(other, theirs):
            differing.append(
                WordDifference(
                    *_span(mine, words.spans, here, start),
                    *_span(theirs, words.other_spans, there, other_start),
                )
            )
        here, there = first + size, second + size
    return tuple(differing)


def _words(text: str, start: int, end: int) -> tuple[tuple[tuple[int, int], ...], list[str]]:
    # Each sign is translated to one sign, so that offsets stay true.
    matches = list(_WORD.finditer(text[start:end].translate(TYPOGRAPHY)))
    return tuple((start + match.start(), start + match.end()) for match in matches), [
        compared_word(match.group()) for match in matches
    ]


def _has_word(text: str, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(any(letter.isalnum() for letter in text[start:end]) for start, end in spans)


def _span(
    some: tuple[tuple[int, int], ...], spans: tuple[tuple[int, int], ...], place: int, start: int
) -> tuple[int, int]:
    """From the first to the last of some words; the place behind the word before them where there are none."""
    if some:
        return some[0][0], some[-1][1]
    behind = spans[place - 1][1] if place else start
    return behind, behind
