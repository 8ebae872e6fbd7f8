"""A list of phrases (a CSV of ``lexicon/``) → where they stand in a text.

In the column ``words``: ``*`` is any ending, ``~`` up to three words between, ``(a|b)`` either, ``?`` perhaps; a blank
also stands for a hyphen. Case does not matter and a phrase stands on word boundaries. Each word of the text is asked
only for the phrases that begin with its first two letters, so that a long list costs little.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).resolve().parent / "lexicon"
# Letters that keyboards of Arabic script interchange, one for one, so that offsets stay true.
_KEYBOARDS = str.maketrans("يىېۍكګةہھەۃ", "ییییکگههههه")
_BLANK = r"[\s\-‐‑–]+"
_WORD_START = re.compile(r"(?<!\w)\w\w?")
# The signs of the column and what they mean; everything else means itself.
_PIECES = {"*": r"\w*", "~ ": r"(?:[\w'’.-]+,?\s+){0,3}?", " ": _BLANK, "?": "?", "'": "['’]"}
_PIECE = re.compile(r"\([^()]*\)\? |\([^()]*\)|\[\w+\]|~ |.")


@dataclass(frozen=True)
class Hit:
    """A phrase in the text: its offsets and the cells of its row."""

    start: int
    end: int
    row: dict[str, str]


class PhraseList:
    """The rows of one list, ready to be searched for."""

    def __init__(self, rows: list[dict[str, str]], column: str = "words") -> None:
        self._rows: dict[str, list[tuple[str, dict[str, str]]]] = defaultdict(list)
        self._patterns: dict[str, list[tuple[re.Pattern[str], dict[str, str]]]] = {}
        for row in rows:
            words = row[column].translate(_KEYBOARDS)
            for key in first_letters(words):
                self._rows[key].append((words, row))

    def hits(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Every phrase between ``start`` and ``end``, by where it begins; several may begin at one word."""
        passage = text[start:end].translate(_KEYBOARDS)
        for word in _WORD_START.finditer(passage):
            for pattern, row in self._with(word.group().casefold()):
                if match := pattern.match(passage, word.start()):
                    yield Hit(start + match.start(), start + match.end(), row)

    def _with(self, letters: str) -> list[tuple[re.Pattern[str], dict[str, str]]]:
        """The phrases that begin with these letters, made into patterns when they are first asked for."""
        if letters not in self._patterns:
            rows = self._rows.get(letters, ())
            self._patterns[letters] = [(re.compile(expression(words), re.IGNORECASE), row) for words, row in rows]
        return self._patterns[letters]


@cache
def phrase_list(*names: str) -> PhraseList:
    """The phrases of these files of ``lexicon/``."""
    return PhraseList([row for name in names for row in read_rows(name)])


@cache
def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of ``lexicon/``."""
    with (LEXICON / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one list of ``lexicon/word_lists.csv``."""
    [row] = [row for row in read_rows("word_lists.csv") if row["list"] == name]
    return frozenset(row["words"].split())


def expression(words: str) -> str:
    """The regular expression of one phrase."""
    words = words.strip()
    pieces = _PIECE.findall(words)
    pattern = "".join(_PIECES.get(piece) or _alternatives(piece) or _plain(piece) for piece in pieces)
    return pattern if words.endswith("*") else rf"{pattern}(?!\w)"


def _alternatives(piece: str) -> str:
    """The expression of "(a|b)", and of "(a|b)? ", which may be left out together with the blank."""
    if not (piece.startswith("(") and piece.rstrip("? ").endswith(")")):
        return ""
    inner = piece[1 : piece.index(")")]
    either = "|".join(
        "".join(_PIECES.get(part) or re.escape(part) for part in _PIECE.findall(word)) for word in inner.split("|")
    )
    return rf"(?:(?:{either})(?!\w){_BLANK})?" if piece.endswith(")? ") else rf"(?:{either})"


def _plain(piece: str) -> str:
    return piece if piece.startswith("[") else re.escape(piece)


def first_letters(words: str) -> set[str]:
    """The first two letters with which a phrase may begin."""
    words = words.strip()
    if not words.startswith("("):
        return {words[:2].casefold().strip(" *")}
    close = words.index(")")
    letters = {letter for part in words[1:close].split("|") for letter in first_letters(part)}
    rest = words[close + 1 :]
    return letters | first_letters(rest[1:]) if rest.startswith("?") else letters
