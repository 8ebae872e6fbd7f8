"""The lines of a text that say where it comes from: the first and the last of them, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: So many lines with words stand at the head and at the foot of an article.
_HEAD, _FOOT = 12, 8
_LINE = re.compile(r"[^\r\n\u2028\u2029\f]+")


@dataclass(frozen=True)
class Line:
    """A line with words, without the blanks around it: half-open offsets into the text."""

    start: int
    end: int
    words: str


def lines_of(text: str) -> list[Line]:
    """Every line that holds a letter or a figure."""
    lines = []
    for line in _LINE.finditer(text):
        words = line.group().strip(" \t\ufeff\u00a0")
        if any(letter.isalnum() for letter in words):
            start = line.start() + line.group().index(words)
            lines.append(Line(start, start + len(words), words))
    return lines


def head_of(lines: Sequence[Line]) -> Sequence[Line]:
    """The first lines."""
    return lines[:_HEAD]


def foot_of(lines: Sequence[Line]) -> Sequence[Line]:
    """The last lines that are not among the first, the last one first."""
    return lines[_HEAD:][-_FOOT:][::-1]
