"""How far the cells of a workbook's sheets reach, found out before they are read: a reader makes room for every cell between
the first and the last, so two cells in the corners of a small file ask for more memory than there is.

Knows xlsx, whose sheets are XML in a zip file. Others are held by the limits of the process that reads them.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from dashboard.errors import FileRefused
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.size_limits import Limits
from dashboard.words.sentences import say, say_count

_PIECE = 1 << 20
_REFERENCE = re.compile(rb'\br="\$?([A-Za-z]{1,3})\$?(\d{1,7})"')
#: The share of cells that are filled below which cells lie far apart.
_SPARSE = 0.01


@dataclass
class Extent:
    """The lines and columns that a sheet's filled cells reach over, counted from the first, and how many there are."""

    rows: int = 0
    columns: int = 0
    filled: int = 0

    @property
    def spanned(self) -> int:
        """The cells for which room is made."""
        return self.rows * self.columns


def check(content: Content, limits: Limits) -> None:
    """Raise FileRefused where a sheet holds or spans more cells than are read."""
    with suppress(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError), content.open() as stream:
        archive = zipfile.ZipFile(stream)
        for info in archive.infolist():
            if info.filename.lower().endswith(".xml") and not info.flag_bits & 1:
                with archive.open(info) as part:
                    _check_part(content, part, limits)


def _check_part(content: Content, part: IO[bytes], limits: Limits) -> None:
    first = part.read(_PIECE)
    at = first.find(b"sheetData")
    if at < 1:
        return
    prefix = first[first.rfind(b"<", 0, at) + 1 : at]  # the XML's own, mostly none
    extent = Extent()
    for rows in _whole_rows(first, part, b"</" + prefix + b"row>"):
        _reach(extent, rows, b"<" + prefix)
        if extent.filled > limits.cells:
            wrong = say("a sheet of it holds more than {cells} cells", cells=limits.cells)
            raise FileRefused(content.name, wrong, say("save the table as CSV, or split it, by year for instance"))
    if extent.spanned > limits.spanned_cells and extent.filled < extent.spanned * _SPARSE:
        cells = say_count(extent.filled, one="{number} filled cell", other="{number} filled cells")
        wrong = say(
            "a sheet of it spans {rows} rows and {columns} columns with {cells}",
            rows=extent.rows,
            columns=extent.columns,
            cells=cells,
        )
        raise FileRefused(content.name, wrong, say("delete what stands far from the table, or save the table as CSV"))


def _whole_rows(first: bytes, part: IO[bytes], end: bytes) -> Iterator[list[bytes]]:
    """The XML of the rows, some at a time. What has no end of a row for long is given as it is."""
    rest = first
    while True:
        *rows, rest = rest.split(end)
        if len(rest) > 16 * _PIECE:
            rows, rest = [*rows, rest], b""
        yield rows
        piece = part.read(_PIECE)
        if not piece:
            break
        rest += piece
    yield [rest]


def _reach(extent: Extent, rows: list[bytes], start: bytes) -> None:
    """Take in some rows: the last cell of a row that holds a value, or text of its own, says how far it reaches."""
    value, text = start + b"v", start + b"is"
    together = b"".join(rows)
    in_cells = text in together
    extent.filled += together.count(value) + (together.count(text) if in_cells else 0)
    for row in rows:
        last = max(row.rfind(value), row.rfind(text)) if in_cells else row.rfind(value)
        if last < 0:
            continue
        reference = _REFERENCE.search(row, max(row.rfind(b' r="', 0, last), 0), last)
        if reference is None:  # cells without references stand one after the other
            extent.rows, extent.columns = extent.rows + 1, max(extent.columns, row.count(value) + row.count(text))
        else:
            extent.rows = max(extent.rows, int(reference[2]))
            extent.columns = max(extent.columns, _number(reference[1]))


def _number(letters: bytes) -> int:
    """The number of a column, counted from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
