"""A text → its sentences, as exact offsets. Joined with what lies between them they give the text again.

A sentence never crosses a paragraph. A single line end cuts where the lines are paragraphs or list items, and not where
the text is wrapped to a width. Abbreviations, initials, decimals and the full stops of "a.m." cut nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.propose.phrases import word_list

_ABBREVIATIONS = word_list("abbreviations")
# Abbreviations that may also end a sentence: the next word decides.
_MAY_END = frozenset({"a.m", "p.m", "etc", "u.s", "u.k", "u.n", "d.c", "inc", "ltd", "co", "corp", "jr", "sr", "km"})
_STARTERS = word_list("sentence_starters")
#: What has no stop for so long is no sentence: a table, a list of names. It is cut at a blank.
MOST_LETTERS = 1_500
_BLANK = re.compile(r"\s+")
_STOP = re.compile(r"(?:[.!?…]+|[。！？؟۔।]+)[\"'”’»)\]]*(?=\s|$)")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n)|\u2029)[^\S\r\n]*(?:\r\n|\n|\r)\s*|[\u2029\f]+")
_LINE_END = re.compile(r"[^\S\r\n]*(?:\r\n|\n|\r|\u2028)[^\S\r\n]*")
_ITEM = re.compile(r"(?:[-–—•*·▪]\s|\d{1,2}[:.]\d{2}\b|\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_MARKER = re.compile(r"\s*(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})")
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[\w.'’-]*[^\W\d_])?$|\w$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, in order, without the blanks around it."""
    for start, end in paragraphs(text):
        yield from _cut(text, start, end)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph, in order: what neither a sentence nor a quote crosses.

    A line end that only folds the text to a width lies inside a paragraph.
    """
    wrapped = _is_wrapped(text)
    for start, end in _blocks(text):
        yield from _lines(text, start, end, wrapped)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _is_wrapped(text: str) -> bool:
    """Whether single line ends fold long lines: three of them or more go on with a small letter."""
    folded = 0
    for line_end in _LINE_END.finditer(text):
        folded += text[line_end.end() : line_end.end() + 1].islower()
        if folded >= 3:
            return True
    return False


def _lines(text: str, start: int, end: int, wrapped: bool) -> Iterator[tuple[int, int]]:
    first = start
    for line_end in _LINE_END.finditer(text, start, end):
        after = text[line_end.end() : min(end, line_end.end() + 20)]
        ended = text[max(first, line_end.start() - 20) : line_end.start()].rstrip()[-1:] in {
            ".",
            "!",
            "?",
            ":",
            "”",
            '"',
            "؟",
            "۔",
            "…",
            "",
        }
        goes_on = after[:1].islower() or (wrapped and not ended and not _ITEM.match(after))
        if not goes_on:
            yield first, line_end.start()
            first = line_end.end()
    yield first, end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, first, stop, end):
            yield from _trimmed(text, first, stop.end())
            first = stop.end()
    yield from _trimmed(text, first, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    while right - left > MOST_LETTERS:
        blanks = list(_BLANK.finditer(piece, left + MOST_LETTERS // 2, left + MOST_LETTERS))
        stop, onward = blanks[-1].span() if blanks else (left + MOST_LETTERS,) * 2
        yield start + left, start + stop
        left = onward
    if left < right:
        yield start + left, start + right


def _ends(text: str, first: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop ends the sentence that began at ``first``."""
    after = text[stop.end() : min(end, stop.end() + 60)].lstrip()
    if not after:
        return True
    if _MARKER.fullmatch(text, first, stop.start()):
        return False  # "1." counts an item of a list
    if stop.group()[0] != ".":
        # A question or an exclamation inside a quotation goes on with "he said".
        return not after[0].islower()
    word = _WORD_BEFORE.search(text, max(first, stop.start() - 20), stop.start())
    before = word.group().casefold() if word else ""
    next_word = re.match(r"[^\W\d_]+", after.lstrip("\"'“‘«("))
    starts = next_word is not None and next_word.group().casefold() in _STARTERS and next_word.group()[0].isupper()
    if before in _ABBREVIATIONS:
        return before in _MAY_END and (starts or (len(after) > 1 and after[0] in "“\"'"))
    if len(before) == 1 and before.isalpha() and word and word.group().isupper():
        return starts  # an initial: "J. Smith"
    return not after[0].islower()
