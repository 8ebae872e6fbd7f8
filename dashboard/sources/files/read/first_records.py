"""The first records of delimited text, and what separates their cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dashboard.errors import FileRefused
from dashboard.sources.files.convert.sheet import FIRST_RECORDS
from dashboard.sources.files.layout.header_line import SEPARATOR_LINE
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.size_limits import MIB, Limits, size_words
from dashboard.words.sentences import say

DELIMITERS = ",;\t|"
#: Signs that separate cells only where none of the usual ones does.
RARE_DELIMITERS = "^~ "
_SAMPLE, _LINES = 1 << 16, 60


@dataclass(frozen=True)
class Look:
    """The first records of a text file (in UTF-8), from the first line that is not blank.

    ``ends`` is the line on which each record ends, ``raw`` each record's text, ``why`` a sentence on the delimiter.
    """

    content: Content
    delimiter: str
    records: tuple[tuple[str, ...], ...]
    ends: tuple[int, ...]
    blank_before: int
    raw: tuple[str, ...] = ()
    why: str = ""


def look(content: Content, limits: Limits, delimiter: str | None = None) -> Look:
    """Read the first records. Raises FileRefused for one endless line or too many columns."""
    with content.open() as stream:
        head = stream.read(min(content.size, limits.header_bytes + MIB))
    text = head.decode("utf-8", "ignore").removeprefix("\ufeff")
    first = text.lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    if len(first) > limits.header_bytes or (len(first) >= len(text) and content.size > len(head)):
        wrong = say(
            "its first line is longer than {size_words}, so it has no header",
            size_words=size_words(limits.header_bytes),
        )
        raise FileRefused(content.name, wrong, say("open a table with one line a row"))
    if delimiter is not None and (len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n'):
        wrong = say('"{delimiter}" cannot separate cells', delimiter=delimiter)
        raise FileRefused(content.name, wrong, say("choose one sign, such as a comma, a semicolon or a tab"))
    sign, why = (delimiter, say("You chose it.")) if delimiter else _delimiter(text, first)
    seen = _records(content, text, sign, why, content.size > len(head))
    if not seen.records:
        raise FileRefused(content.name, say("it holds no row at all"), say("export or download it again"))
    widest = max(map(len, seen.records))
    if widest > limits.columns:
        wrong = say(
            "a line of it has {widest} columns, and at most {columns} are read", widest=widest, columns=limits.columns
        )
        raise FileRefused(content.name, wrong, say("open a table with one row an event"))
    return seen


def _delimiter(text: str, first: str) -> tuple[str, str]:
    """The sign that separates the cells, and the reason for it."""
    stated = SEPARATOR_LINE.fullmatch(first)
    if stated and stated[1].isascii():
        return stated[1], say("The first line says so (sep=).")
    best = max(DELIMITERS, key=lambda sign: _evenness(text, sign))
    if _evenness(text, best) == (False, 0.0):
        rare = max(RARE_DELIMITERS, key=lambda sign: _evenness(text, sign))
        even, _ = _evenness(text, rare)
        best = rare if even else ","
    return best, say("It cuts the lines into cells most evenly.")


def _evenness(text: str, sign: str) -> tuple[bool, float]:
    """Whether a sign cuts most of the first lines into equally many cells, and how many these are."""
    lines = list(islice(io.StringIO(text[:_SAMPLE], newline=""), _LINES))
    if len(lines) > 2 and len(text) > _SAMPLE:
        lines.pop()
    # A quote that is never closed would take all later lines into one cell. Line by line, it takes only its own.
    one_by_one = [width for line in lines for width in _widths([line], sign)]
    return max(_even(_widths(lines, sign)), _even(one_by_one))


def _widths(lines: Sequence[str], sign: str) -> list[int]:
    try:
        return [len(row) for row in csv.reader(lines, delimiter=sign) if row]
    except csv.Error:
        return []


def _even(widths: Sequence[int]) -> tuple[bool, float]:
    wide = [width for width in widths if width > 1]
    if not wide:
        return (False, 0.0)
    usual = max(set(wide), key=lambda width: (wide.count(width), width))
    share = wide.count(usual) / len(widths)
    return (share >= 0.75, share * usual)


def _records(content: Content, text: str, delimiter: str, why: str, cut: bool) -> Look:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines: list[str] = []

    def kept() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            lines.append(line)
            yield line

    reader = csv.reader(kept(), delimiter=delimiter)
    records: list[tuple[str, ...]] = []
    ends: list[int] = []
    raw: list[str] = []
    blanks = before = 0
    try:
        for cells in reader:
            if cells or records:
                records.append(tuple(cells))
                ends.append(reader.line_num)
                raw.append("".join(lines[before:]))
            else:
                blanks += 1
            before = len(lines)
            if len(records) >= FIRST_RECORDS:
                cut = False
                break
    except csv.Error:
        pass
    if cut and len(records) > 1:
        records.pop()
    return Look(content, delimiter, tuple(records), tuple(ends), blanks, tuple(raw), why)
