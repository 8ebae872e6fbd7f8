"""Quotes: passages of a source by offsets, and the words inside them that carry a role.

Offsets are Python ``str`` offsets, half open, into the file read as UTF-8 with its line ends kept (the selectors of
the W3C Web Annotation model: TextQuoteSelector and TextPositionSelector).
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# Typography that differs between copies of one story: quotation marks, hyphens and dashes, spaces.
TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", " ": " "})


def read_text(content: bytes) -> tuple[str, str]:
    """The text of a source file and the SHA-256 of its bytes. Raises UnicodeDecodeError."""
    return content.decode("utf-8"), hashlib.sha256(content).hexdigest()


def single_spaced(text: str) -> str:
    """Words as a cell of a table has them: where they go over a line end, with a blank in its place."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Text for comparing words across typographies: one sort of quote and hyphen, case folded, spaces single."""
    # Kept: the names of a few actors are compared with the words of every row.
    return single_spaced(unicodedata.normalize("NFKC", text).translate(TYPOGRAPHY).casefold())


def contains_word(text: str, words: str) -> bool:
    """Whether ``words`` stand in ``text`` as whole words, typography and case apart."""
    return re.search(rf"(?<!\w){re.escape(normalise(words))}(?!\w)", normalise(text)) is not None


@dataclass(frozen=True)
class Segment:
    """A piece of a quote and the roles that its words carry; no role for plain text."""

    text: str
    roles: tuple[str, ...] = ()


def segments(quote: str, marks: Iterable[tuple[int, int, str]]) -> list[Segment]:
    """Cut a quote where marked words begin and end.

    Args:
        quote: the passage.
        marks: (start, end, role) with offsets into ``quote``, half open; marks may overlap.

    Returns:
        Segments that joined give the quote again, character for character.
    """
    inside = [(max(0, start), min(len(quote), end), role) for start, end, role in marks]
    inside = [mark for mark in inside if mark[0] < mark[1]]
    cuts = sorted({0, len(quote), *(edge for mark in inside for edge in mark[:2])})
    return [
        Segment(quote[a:b], tuple(dict.fromkeys(role for start, end, role in inside if start <= a and b <= end)))
        for a, b in itertools.pairwise(cuts)
    ]
