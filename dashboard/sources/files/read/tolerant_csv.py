"""Delimited text line by line, for files that Arrow refuses: slow, but it finds its way back after a broken line.

A record may span lines inside quotes. One that does and does not fit the header, or whose quote is never closed, is
given up at its first line; reading goes on with the next line. Every line becomes part of a row or is listed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.read.progress import Watch
from dashboard.sources.files.read.size_limits import Limits
from dashboard.words.sentences import say

#: A quoted cell reaches over at most so many lines before its quote counts as never closed.
MOST_LINES = 200
_CHUNK = 20_000


@dataclass
class ToleratedRows:
    """The rows as text, their line numbers as a spreadsheet counts, and the lines given up: reason, rows, texts."""

    table: pa.Table
    rows: np.ndarray[Any, Any]
    bad: list[tuple[str, list[int], list[str]]] = field(default_factory=list)


def read(
    stream: IO[bytes],
    delimiter: str,
    names: Sequence[str],
    skip: int,
    first_row: int,
    limits: Limits,
    watch: Watch,
    mend: Callable[[Sequence[str], int | None], list[str] | None] | None = None,
) -> ToleratedRows:
    """All records after the first ``skip`` lines; ``mend`` says what becomes of one that is too long or too short."""
    whole = max(stream.seek(0, io.SEEK_END), 1)
    stream.seek(0)
    source = _Lines(stream, limits.line_bytes)
    for _ in range(skip):
        source.next()
    chunks: list[pa.Table] = []
    block: list[list[str]] = []
    rows: list[int] = []
    bad: dict[str, tuple[list[int], list[str]]] = {}
    fit = _Fit(source, delimiter, len(names), mend)
    for row, (reason, cells, text) in enumerate(_records(source, delimiter, fit.fits), start=first_row):
        if reason:
            numbers, texts = bad.setdefault(reason, ([], []))
            numbers.append(row)
            texts.append(text)
        elif cells:
            block.append(cells if len(cells) == len(names) or not mend else mend(cells, row) or [])
            rows.append(row)
            if len(block) >= _CHUNK:
                watch.at(stream.tell() / whole, say("Reading the rows one by one"))
                chunks.append(_table(block, names))
                block = []
    chunks.append(_table(block, names))
    given_up = [(reason, *lines) for reason, lines in bad.items()]
    return ToleratedRows(pa.concat_tables(chunks), np.array(rows, dtype=np.int32), given_up)


def _table(block: list[list[str]], names: Sequence[str]) -> pa.Table:
    columns = zip(*block, strict=True) if block else [()] * len(names)
    arrays = [pa.array([cell or None for cell in column], pa.string()) for column in columns]
    return pa.Table.from_arrays(arrays, names=list(names))


class _Lines:
    """Physical lines with their endings, which may be put back. A longer one than allowed comes cut, marked None."""

    def __init__(self, stream: IO[bytes], longest: int) -> None:
        buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
        self.text = io.TextIOWrapper(buffered, encoding="utf-8-sig", errors="replace", newline="")
        self.longest = longest
        self.back: list[str | None] = []

    def next(self) -> str | None:
        """The next line, "" at the end, None for one that is too long (it is skipped to its end)."""
        if self.back:
            return self.back.pop()
        line = self.text.readline(self.longest)
        if len(line) < self.longest or line.endswith(("\n", "\r")):
            return line
        while rest := self.text.readline(self.longest):
            if rest.endswith(("\n", "\r")):
                break
        return None


@dataclass
class _Fit:
    """Whether cells are a row: as they are, or mended."""

    source: _Lines
    delimiter: str
    width: int
    mend: Callable[[Sequence[str], int | None], list[str] | None] | None

    def fits(self, cells: list[str], text: str) -> bool:
        """Whether these cells of ``text`` are a row.

        A short row is mended only if a whole row follows it. A short last line may be cut off, and a line whose rest
        stands on the next line is broken in two: neither is mended.
        """
        if len(cells) == self.width or self.mend is None or not cells:
            return len(cells) == self.width
        if self.mend(cells, None) is None:
            return False
        return len(cells) > self.width or (text.endswith(("\n", "\r")) and self._next_is_a_row())

    def _next_is_a_row(self) -> bool:
        line = self.source.next()
        if line == "":
            return True
        self.source.back.append(line)
        cells = _cells(line, self.delimiter) if line else []
        if len(cells) == self.width or (line and not line.strip()):
            return True
        return bool(self.mend and self.mend(cells, None))


def _records(
    source: _Lines, delimiter: str, fits: Callable[[list[str], str], bool]
) -> Iterator[tuple[str, list[str], str]]:
    """Each record: reason ("" for a good one), its cells (none for a blank line), its text."""
    while (line := source.next()) != "":
        if line is None:
            yield "long_line", [], say("more than {longest} characters", longest=source.longest)
            continue
        if '"' not in line:  # most lines of a large file: csv would take ten times as long
            cells = line.rstrip("\r\n").split(delimiter)
            blank = not any(cells)
            yield ("" if blank or fits(cells, line) else "ragged_line"), ([] if blank else cells), line
            continue
        lines = [line]
        quotes = line.count('"')
        while quotes % 2 and len(lines) < MOST_LINES and sum(map(len, lines[-2:])) < source.longest:
            more = source.next()
            if not more:
                source.back.extend([] if more == "" else [more])
                break
            lines.append(more)
            quotes += more.count('"')
        cells = [] if quotes % 2 else _cells("".join(lines), delimiter)
        fitting = fits(cells, lines[-1])
        if quotes % 2 or (not fitting and len(lines) > 1):
            source.back.extend(reversed(lines[1:]))
            single = _cells(line, delimiter)
            # A stray quote inside an unquoted cell opens nothing.
            if fits(single, line) and not _opens(line, delimiter):
                yield "", single, line
            else:
                yield "open_quote", [], line
        elif not fitting:
            yield "ragged_line", [], line
        else:
            yield "", cells, line


def _opens(line: str, delimiter: str) -> bool:
    """Whether a quoted cell is still open at the end of the line."""
    try:
        list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _cells(text: str, delimiter: str) -> list[str]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []
    return records[0] if len(records) == 1 else []
