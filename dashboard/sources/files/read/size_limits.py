"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.words.sentences import say

MIB, GIB = 1 << 20, 1 << 30


@dataclass(frozen=True)
class Limits:
    """The largest file that is read; each field is a limit.

    Any file: its bytes, the bytes it may unpack to, how many times its own size that may be (counted from ``ratio_from``
    bytes on), its columns, the bytes of its header and of one line. An Excel or Parquet file: its rows. A workbook: its
    filled cells, and the cells between its first and last one where few are filled. A Parquet file: the bytes that its
    cells take when they are written out.
    """

    file_bytes: int = 4 * GIB
    unpacked_bytes: int = 4 * GIB
    ratio: int = 200
    ratio_from: int = 64 * MIB
    columns: int = 4096
    header_bytes: int = MIB
    line_bytes: int = 16 * MIB
    rows: int = 20_000_000
    cells: int = 50_000_000
    spanned_cells: int = 5_000_000
    table_bytes: int = 4 * GIB


def size_words(size: int) -> str:
    """``3.2 GB``, ``310 MB``, ``12 kB``, ``7 bytes``."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            number = size / factor
            return f"{number:.1f} {unit}" if number < 10 else f"{number:.0f} {unit}"
    return say("{size} bytes", size=size)
