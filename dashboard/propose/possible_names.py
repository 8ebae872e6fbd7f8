"""Which passages of a text may be a name: runs of capitalised words, or of words in a script without capitals.

A run is cut into every span of up to five words; a look-up over all of them at once then says which are names of
places. A span stands on word boundaries, never crosses a comma or a line end, and leaves the possessive out ("Mali’s").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.propose.phrases import word_list

MOST_WORDS = 5
_WORD = re.compile(r"[^\W\d_]\.(?=[^\W\d_]\.)(?:[^\W\d_]\.)+|[^\W\d_][^\W\d_\u0640]*(?:['’ʼ`´](?!s\b|S\b)[^\W\d_]+)*")
_JOINER = re.compile(r"[ \u00a0\u202f\-‐‑]\Z")
_CONNECTORS = word_list("name_connectors")
_ARTICLES = ("al", "el", "ad", "ar", "as", "ash", "az", "an", "at", "ed", "es", "ez", "er")


@dataclass(frozen=True)
class NameSpan:
    """A passage that may be a name. ``first`` and ``last`` number its words within the text."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Word:
    """One word of the text."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it may begin a name: a capital, or a letter of a script that has none."""
        letter = self.text[0]
        return letter.isupper() or letter.istitle() or letter.lower() == letter.upper()


def words_of(text: str) -> list[Word]:
    """The words of the text in order."""
    return [Word(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether nothing but one blank or hyphen stands between two words."""
    gap = text[left.end : right.start]
    if gap == ". ":  # "St. John", "J. Smith": elsewhere a full stop ends the name
        return len(left.text) == 1 or left.text in ("St", "Mt", "Ft", "Ste")
    return _JOINER.match(gap) is not None


def spans(text: str, words: list[Word]) -> Iterator[NameSpan]:
    """Every span that may be a name, at each word the longest first."""
    for first, word in enumerate(words):
        if not (word.capital or _hyphened_article(text, word)):
            continue
        ends = []
        for last in range(first, min(first + MOST_WORDS, len(words))):
            if last > first and not joined(text, words[last - 1], words[last]):
                break
            if words[last].capital and not (last == first and not word.capital):
                ends.append(last)
            elif words[last].text.casefold() not in _CONNECTORS:
                break
        for last in reversed(ends):
            yield NameSpan(word.start, words[last].end, first, last)


def _hyphened_article(text: str, word: Word) -> bool:
    return word.text.casefold() in _ARTICLES and text[word.end : word.end + 1] in ("-", "‑", "‐")


def other_keys(key: str) -> Iterator[str]:
    """Keys under which the same name may stand: another Arabic article, "City" left out."""
    parts = key.split(" ")
    if len(parts) == 1 and len(key) > 4:
        yield from (f"al {key}", f"el {key}")
    for at, part in enumerate(parts[:-1]):
        if part in _ARTICLES:
            yield from (" ".join([*parts[:at], article, *parts[at + 1 :]]) for article in _ARTICLES if article != part)
            if part not in ("an", "as", "at"):
                yield " ".join([*parts[:at], *parts[at + 1 :]])
    for tail in (" city", " town"):
        if key.endswith(tail):
            yield key.removesuffix(tail)
