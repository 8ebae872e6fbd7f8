"""Events as columns → two small binary files that the page reads as typed arrays, and sets of events as bits.

The form is "EVC1": four bytes "EVC1"; the length of the header (uint32); the header (JSON in UTF-8, padded with spaces);
the arrays. Header and arrays begin at multiples of 8; everything is little endian.

The header is dashboard.messages.packed_file.PackedHeader. Only events with a place are in the files, in the order of the
columns. A facet's codes count from 0; 255, 65535 or −1 is none.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.messages.packed_file import ColumnType, PackedColumn, PackedFacet, PackedHeader
from dashboard.model.codes import CodeColumns
from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.model.event_ids import EventIds, NumberedIds
from dashboard.model.filter import Filter
from dashboard.model.mercator import mercator
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine

Column = npt.NDArray[Any]

MAGIC = b"EVC1"
ALIGNED = 8
TYPES: Mapping[ColumnType, np.dtype[Any]] = {
    "f32": np.dtype("<f4"),
    "i32": np.dtype("<i4"),
    "u16": np.dtype("<u2"),
    "u8": np.dtype("u1"),
}

# Facets that give the marks their colour: they come with the first file, the others when the page is idle.
COLOURING = ("event_type", "kind", "attacker", "actor")
LONGEST_SPAN = 65_535

# Each column is compressed on its own, side by side. Level 6 saves 6 % of the bytes and takes five times as long. Codes
# and small numbers become smaller and are faster done by runs alone; towns that come again need zlib's search for
# repetitions (measured with tests/benchmarks/crossfilter.py).
LEVEL = 1
REPEATING = ("x", "y", "start", "row")

# A part of a file, and zlib's strategy for it.
Part = tuple[bytes | memoryview, int]


@dataclass(frozen=True)
class Packed:
    """What the page fetches: both files gzipped, and the version by which it names them (a hash of the bytes).

    ``rows`` are the positions in the columns of the events with a place, in the order of the files.
    """

    rows: npt.NDArray[np.intp]
    core: bytes
    rest: bytes
    version: str

    def bitmap(self, mask: npt.NDArray[np.bool_]) -> bytes:
        """A mask over all events as bits over those with a place; bit i, least significant first, is event i."""
        return bitmap(mask.take(self.rows))


@dataclass(frozen=True)
class PackedEvents:
    """A set in memory with its packed files: what an engine in memory offers the page beyond the protocol."""

    engine: InMemoryEngine
    files: Packed

    @property
    def unpacked_facets(self) -> frozenset[str]:
        """The facets that are not in the files: an event may have any number of their values."""
        return _lists(self.engine.columns)

    def beyond(self, wanted: Filter) -> bytes | None:
        """The events of the files that pass what the page cannot tell by itself, as bits; None for all."""
        asked = beyond(self.engine.columns, wanted)
        if not asked.choices and not asked.text:
            return None
        return self.files.bitmap(self.engine.mask(asked))


def pack(columns: EventColumns) -> Packed:
    """Both files of the events with a place. The events are sorted by first day."""
    rows = columns.placed_rows
    start, end = columns.start.take(rows), columns.end.take(rows)
    first_day = int(start[0]) if len(rows) else 0
    north, east = (
        np.zeros(0) if degrees is None else degrees.take(rows) for degrees in (columns.latitude, columns.longitude)
    )
    x, y = mercator(north, east)
    numbers, ids = _ids(columns.ids, rows)
    core: dict[str, Column] = {
        "x": x,
        "y": y,
        "start": start - np.int32(first_day),
        "span": np.minimum(end - start, LONGEST_SPAN).astype(np.uint16),
        "row": numbers,
        "precision": _precision(columns, rows),
    }
    rest: dict[str, Column] = {name: _number(numbers.take(rows)) for name, numbers in columns.numbers.items()}
    colouring = [facet for facet in columns.facets if facet.name in COLOURING]
    others = [facet for facet in columns.facets if facet.name not in COLOURING]
    files = ((core, colouring, ids), (rest, others, None))
    packed = [gzipped(parts(len(rows), first_day, *_with(own, facets, rows), ids)) for own, facets, ids in files]
    return Packed(rows, packed[0], packed[1], hashlib.sha256(b"".join(packed)).hexdigest()[:16])


def beyond(columns: EventColumns, wanted: Filter) -> Filter:
    """The part of a filter that the page cannot answer from its files: words, and facets kept as lists."""
    lists = _lists(columns)
    choices = {name: chosen for name, chosen in wanted.choices.items() if name in lists and chosen}
    return Filter(choices=choices, text=wanted.text if columns.texts else "")


def _lists(columns: EventColumns) -> frozenset[str]:
    return frozenset(facet.name for facet in columns.facets if not isinstance(facet.codes, CodeColumns))


def bitmap(mask: npt.NDArray[np.bool_]) -> bytes:
    """One bit an event, the least significant first."""
    return np.packbits(mask, bitorder="little").tobytes()


# --- the columns -----------------------------------------------------------------------------------------------------


def _ids(ids: EventIds, rows: npt.NDArray[np.intp]) -> tuple[Column, list[str] | None]:
    """The column "row", and the ids that stand in the header where they are no numbers."""
    if isinstance(ids, NumberedIds):
        return ids.numbers.take(rows), None
    return np.arange(len(rows), dtype=np.int32), ids.of_rows(rows.tolist())


def _precision(columns: EventColumns, rows: npt.NDArray[np.intp]) -> Column:
    """0 = a town or its surroundings, 1 = a district or province, 2 = vaguer or not known, from UCDP's 1–7."""
    facet = columns.by_name.get("where_prec")
    if facet is None or not isinstance(facet.codes, CodeColumns):
        return np.full(len(rows), 2, dtype=np.uint8)
    codes = facet.codes.columns[0]
    table = np.full(int(np.iinfo(codes.dtype).max) + 1, 2, dtype=np.uint8)
    for code, value in enumerate(facet.values):
        table[code] = {1: 0, 2: 0, 3: 1, 4: 1}.get(int(value), 2)
    return table.take(codes.take(rows))


def _number(numbers: Column) -> Column:
    """Numbers as the file has them: NaN, or UNKNOWN among whole numbers, stays where none is known."""
    return numbers.astype(np.float32 if numbers.dtype.kind == "f" else np.int32)


def _with(
    own: dict[str, Column], facets: Iterable[FacetColumn], rows: npt.NDArray[np.intp]
) -> tuple[dict[str, Column], dict[str, PackedFacet]]:
    """The columns of a file with those of its facets, and what its header says of them.

    A facet of lists has no columns: the server answers for it with a set of rows.
    """
    described: dict[str, PackedFacet] = {}
    for facet in facets:
        if not isinstance(facet.codes, CodeColumns):
            continue
        places = facet.codes.columns
        names = [facet.name] if len(places) == 1 else [f"{facet.name}.{place}" for place in range(len(places))]
        own |= {name: codes.take(rows) for name, codes in zip(names, places, strict=True)}
        described[facet.name] = {"columns": names, "values": facet.values, "labels": facet.labels}
    return own, described


# --- the form --------------------------------------------------------------------------------------------------------


def parts(
    n: int,
    first_day: int,
    columns: Mapping[str, Column],
    facets: Mapping[str, PackedFacet],
    ids: Sequence[str] | None = None,
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
