"""The form "EVC1": events as columns in one binary file that the page reads as typed arrays.

Four bytes "EVC1"; the length of the header (uint32); the header (JSON in UTF-8, padded with spaces); the arrays. Header and
arrays begin at multiples of 8; everything is little endian. The header is dashboard.messages.packed_file.PackedHeader.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.messages.packed_file import (
    ColumnType,
    MarkWords,
    PackedColumn,
    PackedFacet,
    PackedHeader,
    SymbolMessage,
)

Column = npt.NDArray[Any]

MAGIC = b"EVC1"
ALIGNED = 8
TYPES: Mapping[ColumnType, np.dtype[Any]] = {
    "f32": np.dtype("<f4"),
    "i32": np.dtype("<i4"),
    "u16": np.dtype("<u2"),
    "u8": np.dtype("u1"),
}

# Each column is compressed on its own, side by side. Level 6 saves 6 % of the bytes and takes five times as long. Codes
# and small numbers become smaller and are faster done by runs alone; towns that come again need zlib's search for
# repetitions (measured with tests/benchmarks/crossfilter.py).
LEVEL = 1
REPEATING = ("x", "y", "start", "row")

# A part of a file, and zlib's strategy for it.
Part = tuple[bytes | memoryview, int]


@dataclass(frozen=True)
class Signs:
    """What events with signs of their own have beside their columns, event by event.

    Attributes:
        symbols: each sign once.
        symbol: which of them each event has.
        place: the number of its place on the ground.
        words: what its mark says.
    """

    symbols: Sequence[SymbolMessage]
    symbol: Sequence[int]
    place: Sequence[int]
    words: Sequence[MarkWords]


def parts(
    n: int,
    first_day: int,
    columns: Mapping[str, Column],
    facets: Mapping[str, PackedFacet],
    ids: Sequence[str] | None = None,
    signs: Signs | None = None,
) -> list[Part]:
    """The header and the columns in the form "EVC1", one after the other."""
    types: dict[np.dtype[Any], ColumnType] = {kind: name for name, kind in TYPES.items()}
    listed: list[PackedColumn] = []
    arrays: list[Part] = []
    offset = 0
    for name, column in columns.items():
        content = np.ascontiguousarray(column, dtype=column.dtype.newbyteorder("<")).view(np.uint8).data
        padding = bytes(-len(content) % ALIGNED)
        listed.append({"name": name, "type": types[column.dtype], "offset": offset, "length": n})
        arrays += [(content, zlib.Z_DEFAULT_STRATEGY if name in REPEATING else zlib.Z_RLE), (padding, zlib.Z_RLE)]
        offset += len(content) + len(padding)
    header: PackedHeader = {"n": n, "first_day": first_day, "columns": listed, "facets": facets}
    if ids is not None:
        header["ids"] = ids
    if signs is not None:
        header |= {"symbols": signs.symbols, "words": signs.words}
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    head += b" " * (-len(head) % ALIGNED)
    begin = MAGIC + len(head).to_bytes(4, "little") + head
    return [(begin, zlib.Z_DEFAULT_STRATEGY), *((content, way) for content, way in arrays if len(content))]


def unpack(content: bytes) -> tuple[PackedHeader, dict[str, Column]]:
    """The header and the columns of a file, gzipped or not. Raises ValueError where it is not in this form."""
    if content[:2] == b"\x1f\x8b":
        content = zlib.decompress(content, wbits=31)
    if content[:4] != MAGIC:
        raise ValueError("the file does not begin with EVC1")
    begin = 8 + int.from_bytes(content[4:8], "little")
    header: PackedHeader = json.loads(content[8:begin])
    columns: dict[str, Column] = {
        column["name"]: np.frombuffer(content, TYPES[column["type"]], column["length"], begin + column["offset"])
        for column in header["columns"]
    }
    return header, columns


def gzipped(file: Iterable[Part], level: int = LEVEL) -> bytes:
    """One gzip stream of parts that are compressed side by side. The same content gives the same bytes."""
    pieces = list(file)
    last = len(pieces) - 1

    def deflated(number: int) -> bytes:
        content, strategy = pieces[number]
        deflate = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
        return deflate.compress(content) + deflate.flush(zlib.Z_FINISH if number == last else zlib.Z_SYNC_FLUSH)

    with ThreadPoolExecutor(max_workers=4) as threads:
        body = list(threads.map(deflated, range(len(pieces))))
    sum_of, length = 0, 0
    for content, _ in pieces:
        sum_of, length = zlib.crc32(content, sum_of), length + len(content)
    tail = sum_of.to_bytes(4, "little") + (length & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join([b"\x1f\x8b\x08\0\0\0\0\0\0\xff", *body, tail])
