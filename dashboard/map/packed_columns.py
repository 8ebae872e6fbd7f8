"""Events as columns → the files that the page reads as typed arrays (packed_form.py says in which form), and sets of events as bits.

Only events with a place are in the files, in the order of the columns. A set has two files: what the first view needs, and the
rest. The few events with signs of their own are in one. A facet's codes count from 0; 255, 65535 or −1 is none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dashboard.map.packed_form import Column, Signs, gzipped, parts
from dashboard.messages.packed_file import PackedFacet
from dashboard.model.codes import CodeColumns
from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.model.event_ids import EventIds, NumberedIds
from dashboard.model.filter import Filter
from dashboard.model.mercator import mercator
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine

# Facets that give the marks their colour: they come with the first file, the others when the page is idle.
COLOURING = ("event_type", "kind", "attacker", "actor")
LONGEST_SPAN = 65_535


@dataclass(frozen=True)
class Packed:
    """What the page fetches: the files gzipped, and the version by which it names them (a hash of the bytes).

    ``rows`` are the positions in the columns of the events with a place, in the order of the files. ``rest`` is empty
    where the first file holds everything.
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
    """A set in memory with its packed files: what an engine in memory offers the page beyond the protocol.

    ``given`` are the files, or what makes them when somebody first asks for them.
    """

    engine: InMemoryEngine
    given: Packed | Callable[[], Packed]

    @cached_property
    def files(self) -> Packed:
        """What the page fetches."""
        return self.given() if callable(self.given) else self.given

    @property
    def unpacked_facets(self) -> frozenset[str]:
        """The facets that are not in the files: an event may have any number of their values."""
        return _lists(self.engine.columns)

    def beyond(self, wanted: Filter) -> bytes | None:
        """The events that pass the parts of a filter which the page cannot apply, as bits; None for all."""
        asked = beyond(self.engine.columns, wanted)
        if not asked.choices and not asked.text:
            return None
        return self.files.bitmap(self.engine.mask(asked))


def pack(columns: EventColumns) -> Packed:
    """Both files of the events with a place. The events are sorted by first day."""
    rows = columns.placed_rows
    first_day, core, numbers, ids = _core(columns, rows)
    colouring = [facet for facet in columns.facets if facet.name in COLOURING]
    others = [facet for facet in columns.facets if facet.name not in COLOURING]
    files = ((core, colouring, ids), (numbers, others, None))
    packed = [gzipped(parts(len(rows), first_day, *_with(own, facets, rows), ids)) for own, facets, ids in files]
    return Packed(rows, packed[0], packed[1], _version(packed))


def pack_with_signs(columns: EventColumns, signs: Signs) -> Packed:
    """One file of the few events with a place, and their signs in the same order."""
    rows = columns.placed_rows
    first_day, core, numbers, ids = _core(columns, rows)
    own, facets = _with(core | numbers, columns.facets, rows)
    own |= {"symbol": np.array(signs.symbol, dtype=np.uint16), "place": np.array(signs.place, dtype=np.uint16)}
    file = gzipped(parts(len(rows), first_day, own, facets, ids, signs))
    return Packed(rows, file, b"", _version([file]))


def _version(files: Sequence[bytes]) -> str:
    return hashlib.sha256(b"".join(files)).hexdigest()[:16]


def _core(
    columns: EventColumns, rows: npt.NDArray[np.intp]
) -> tuple[int, dict[str, Column], dict[str, Column], list[str] | None]:
    """The first day, the columns that every set has, its numbers, and the ids that are no numbers."""
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
    stated = {name: _number(number.take(rows)) for name, number in columns.numbers.items()}
    return first_day, core, stated, ids


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
