"""The first records of delimited text, from which its delimiter, its header and its kind are told."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from dashboard.errors import FileRefused
from dashboard.files import encoding
from dashboard.files.contents import Content
from dashboard.files.limits import MIB, Limits, size_words
from dashboard.files.sheet import FIRST_RECORDS

DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Look:
    """The first records of a text file, what separates its cells, and the line on which each record ends."""

    content: Content
    delimiter: str
    records: tuple[tuple[str, ...], ...]
    ends: tuple[int, ...]
    blank_before: int


def look(content: Content, limits: Limits) -> Look:
    """Read the first records. Raises FileRefused for one endless line or too many columns."""
    content = encoding.as_utf8(content)
    with content.open() as stream:
        head = stream.read(min(content.size, limits.header_bytes + MIB))
    text = head.decode("utf-8", "ignore").removeprefix("\ufeff")
    first = text.lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    if len(first) > limits.header_bytes or (len(first) >= len(text) and content.size > len(head)):
        wrong = f"its first line is longer than {size_words(limits.header_bytes)}, so it has no header"
        raise FileRefused(content.name, wrong, "open a table with one line a row")
    delimiter = _delimiter(text)
    records, ends, blanks = _records(text, delimiter, content.size > len(head))
    if not records:
        raise FileRefused(content.name, "it holds no row at all", "export or download it again")
    if len(records[0]) > limits.columns:
        wrong = f"its first line has {len(records[0]):,} columns, and at most {limits.columns:,} are read"
        raise FileRefused(content.name, wrong, "open a table with one row an event")
    return Look(content, delimiter, tuple(records), tuple(ends), blanks)


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into the most cells, as evenly as possible."""
    sample = text[:65536].splitlines()[:20]

    def score(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=sign) if row]
        if not widths or widths[0] == 1:
            return (0, 0)
        return (sum(width == widths[0] for width in widths) * 4 >= len(widths) * 3, widths[0])

    try:
        return max(DELIMITERS, key=score)
    except csv.Error:
        return ","


def _records(text: str, delimiter: str, cut: bool) -> tuple[list[tuple[str, ...]], list[int], int]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[tuple[str, ...]] = []
    ends: list[int] = []
    blanks = 0
    try:
        for cells in reader:
            if cells or records:
                records.append(tuple(cells))
                ends.append(reader.line_num)
            else:
                blanks += 1
            if len(records) >= FIRST_RECORDS:
                return records, ends, blanks
    except csv.Error:
        pass
    return (records[:-1] or records, ends, blanks) if cut else (records, ends, blanks)
