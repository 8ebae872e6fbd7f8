"""A text → which of the articles that are there already are copies of it, sentence beside sentence.

Three sorts: the same text, a near copy (most runs of five words are shared), and a rewritten wire story, of which
copies share few runs of words and many sentences that say the same. Whether it is a copy, a person confirms.

Runs of words are compared as exact sets. A sketch of them (MinHash) would save memory with a hundred thousand articles;
here the sets of twenty articles take milliseconds, and their shares are exact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard.coding.sentence_alignment import ALIKE_IN_ONE_STORY, PART, AlignedPair, SentencedText, align
from dashboard.coding.word_differences import WordDifference, differences
from dashboard.model.quotes import normalise
from dashboard.words.sentences import say, say_count

#: The same text, a near copy, a rewritten story: the surest first.
SAME, NEAR, REWRITTEN = "same_text", "near_copy", "rewritten"
#: From this share of the shorter text's runs of five words it is a near copy.
NEAR_FROM = 0.5
#: A rewritten story has at least so many pairs of sentences, which make up this share of the shorter text.
REWRITTEN_FROM, FEWEST_PAIRS = 0.3, 3
#: Sentences that are as alike as this speak for a copy; two reports of one act are alike as well, but less so.
_SPEAKS = 0.5
_RUN = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class SentencePair:
    """A sentence of the new text beside one of the article, and the words in which they differ.

    Offsets are half open, ``start`` and ``end`` into the new text, ``other_*`` into the article. ``stands`` is one of
    ``sentence_alignment``: in order, moved, part.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    similarity: float
    stands: str
    differences: tuple[WordDifference, ...]


@dataclass(frozen=True)
class CopyOf:
    """An article that the new text looks like another copy of.

    ``shared_runs`` is the share (0-1) of the shorter text's runs of five words that the other has; ``alike`` the share
    of the shorter text's letters in sentences that say the same. ``why`` is one sentence for the reader.
    """

    source_id: str
    sort: str
    shared_runs: float
    alike: float
    pairs: tuple[SentencePair, ...]
    why: str


def copies_of(text: str, others: Mapping[str, str]) -> list[CopyOf]:
    """The articles (source_id → text) that ``text`` is a copy of, the surest first; none where none is."""
    article = _Article(text)
    copies = [copy for source_id, other in others.items() if (copy := _copy(article, source_id, _Article(other)))]
    order = (SAME, NEAR, REWRITTEN)
    return sorted(copies, key=lambda copy: (order.index(copy.sort), -copy.shared_runs - copy.alike))


@dataclass(frozen=True)
class _Article:
    text: str

    @cached_property
    def plain(self) -> str:
        """The text without what typography and line ends make of it."""
        return normalise(self.text)

    @cached_property
    def runs(self) -> frozenset[int]:
        """Every five words that follow on each other, as a number."""
        words = _WORD.findall(self.plain)
        return frozenset(map(hash, zip(*(words[place:] for place in range(_RUN)), strict=False)))

    @cached_property
    def sentenced(self) -> SentencedText:
        return SentencedText(self.text)


def _copy(article: _Article, source_id: str, other: _Article) -> CopyOf | None:
    if not article.plain or not other.plain:
        return None
    fewest = min(len(article.runs), len(other.runs))
    shared = len(article.runs & other.runs) / fewest if fewest else 0.0
    aligned = align(article.sentenced, other.sentenced)
    speaking = [pair for pair in aligned if pair.similarity >= _SPEAKS and pair.stands != PART]
    alike = _share(article.sentenced, other.sentenced, speaking)
    if article.plain == other.plain:
        sort = SAME
    elif shared >= NEAR_FROM:
        sort = NEAR
    elif len(speaking) >= FEWEST_PAIRS and alike >= REWRITTEN_FROM:
        sort = REWRITTEN
    else:
        return None
    of_one_story = align(article.sentenced, other.sentenced, ALIKE_IN_ONE_STORY)
    pairs = tuple(_pair(article.text, other.text, pair) for pair in of_one_story)
    return CopyOf(
        source_id, sort, round(shared, 3), round(alike, 3), pairs, _why(sort, shared, len(speaking), article, other)
    )


def _share(first: SentencedText, second: SentencedText, pairs: list[AlignedPair]) -> float:
    """The share of the shorter text's letters that stand in these pairs."""
    mine = sum(pair.end - pair.start for pair in pairs) / first.letters if first.letters else 0.0
    theirs = sum(pair.other_end - pair.other_start for pair in pairs) / second.letters if second.letters else 0.0
    return mine if first.letters <= second.letters else theirs


def _pair(text: str, other: str, pair: AlignedPair) -> SentencePair:
    spans = (pair.start, pair.end, pair.other_start, pair.other_end)
    differing = differences(text, pair.start, pair.end, other, pair.other_start, pair.other_end)
    return SentencePair(*spans, pair.similarity, pair.stands, differing)


def _why(sort: str, shared: float, pairs: int, article: _Article, other: _Article) -> str:
    if sort == SAME:
        if other.text == article.text:
            return say("It is the same text, sign for sign.")
        return say("Its words are the same; only signs, blanks or line ends differ.")
    if sort == NEAR:
        return say("{share} % of the runs of five words are the same.", share=round(100 * shared))
    return say_count(
        pairs,
        one="One of {sentences} sentences says the same in like words.",
        other="{number} of {sentences} sentences say the same in like words.",
        sentences=len(article.sentenced.spans),
    )
