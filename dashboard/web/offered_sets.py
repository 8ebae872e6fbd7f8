"""Sets of events made ready for the page: packed, and offered under a key.

A set in memory is packed once for all viewers who opened the same. What took long to make of it can be kept and handed
in again, as long as the code that made it is the same.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import numpy as np

import dashboard
from dashboard.map.packed_columns import Packed, PackedEvents, pack
from dashboard.map.packed_form import gzipped
from dashboard.messages.answers import CardMessage, ListLine
from dashboard.model.codes import CodeColumns
from dashboard.model.columns import EventColumns
from dashboard.model.event_ids import NumberedIds
from dashboard.model.mercator import mercator
from dashboard.query.event_set import EventSet, SetPart
from dashboard.record_html import card
from dashboard.sources.files.file_columns import from_events
from dashboard.sources.files.file_record import CodeWords
from dashboard.sources.files.file_set import file_set, under_name
from dashboard.web.questions import Offer, offer, offer_packed

if TYPE_CHECKING:
    from dashboard.sources.files import Opened

# Under which key a set is offered to the page, and what is handed out under it.
OFFER: SetPart[Offer] = SetPart("offer")
KeptParts = Mapping[str, bytes]
# The set behind each packed offer, for as long as somebody holds it.
_shared: WeakValueDictionary[str, EventSet] = WeakValueDictionary()


@dataclass(frozen=True)
class SetInWords:
    """The words of a set's events as the page asks for them without a run of the script."""

    event_set: EventSet

    def card(self, event_id: str) -> CardMessage:
        """What the map's card says of one event. Raises KeyError for an id that is none of these events."""
        return card(self.event_set.record(event_id))

    def lines(self, event_ids: Sequence[str]) -> Sequence[ListLine]:
        """What the list says of some."""
        return self.event_set.lines(event_ids)


def for_everybody(event_set: EventSet, files: Callable[[], Packed]) -> EventSet:
    """A set that the page ships, its words offered to everybody, and the files that are packed when the page first asks.

    Raises ValueError for one not in memory.
    """
    engine = event_set.in_memory
    if engine is None:
        raise ValueError(f"the events of {event_set.id} are not in memory and cannot be packed")
    # Browsers keep the cards for good: the key is another one where the data changed, or the program that words them.
    key = hashlib.sha256(f"{event_set.version} {_program()}".encode()).hexdigest()[:16]
    return event_set.with_part(OFFER, offer(key, engine, PackedEvents(engine, files), SetInWords(event_set)))


@cache
def _program() -> str:
    """A hash of the whole program: to write all cards, and compare those, takes seconds where there are thousands."""
    digest = hashlib.sha256()
    for path in sorted(Path(dashboard.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def packed_for_page(event_set: EventSet, kept: KeptParts | None = None) -> EventSet:
    """The set, its packed files and words offered to those who opened it. Raises ValueError for one not in memory.

    ``kept`` are what ``kept_parts`` gave of the same set, made by the same code.
    """
    engine = event_set.in_memory
    if engine is None:
        raise ValueError(f"the events of {event_set.id} are not in memory and cannot be packed")
    files = _unkept(kept) if kept else pack(engine.columns)
    offered = offer_packed(
        f"{event_set.version} {files.version}", engine, PackedEvents(engine, files), SetInWords(event_set)
    )
    _shared.setdefault(offered.key, event_set)
    return event_set.with_part(OFFER, offered)


def file_for_page(opened: Opened, words: CodeWords, kept: KeptParts | None = None) -> EventSet:
    """An opened file as a set for the page. If another viewer has opened the same file, both share one set; each keeps
    the name of its own file.
    """
    ready = packed_for_page(file_set(opened, words), kept)
    offered = ready.part(OFFER)
    shared = _shared.get(offered.key) if offered else None
    if offered is None or shared is None or shared.engine is ready.engine:
        return ready
    return under_name(shared, opened.name).with_part(OFFER, offered)


def kept_parts(event_set: EventSet) -> dict[str, bytes]:
    """What takes long to make of a set, as bytes to be kept; nothing of one that is not packed."""
    offered = event_set.part(OFFER)
    if offered is None or offered.packed is None:
        return {}
    files = offered.packed.files
    return {
        "rows": files.rows.astype(np.int32).tobytes(),
        "core": files.core,
        "rest": files.rest,
        "version": files.version.encode(),
    }


def _unkept(kept: KeptParts) -> Packed:
    rows = np.frombuffer(kept["rows"], dtype=np.int32).astype(np.intp)
    return Packed(rows, kept["core"], kept["rest"], kept["version"].decode())


def made_by(words: CodeWords) -> str:
    """Changes with the code that makes the parts, and with the words for codes that stand in them.

    It is not cached: functools.cache hides the types of the arguments, and the hash takes no time beside the opening of
    a file.
    """
    sources = [
        Path(inspect.getfile(part))
        for part in (from_events, EventColumns, CodeColumns, pack, gzipped, mercator, NumberedIds)
    ]
    made_of = [source.read_bytes() for source in sorted(sources)]
    made_of.append(json.dumps(words, sort_keys=True).encode())
    return hashlib.sha256(b"".join(made_of)).hexdigest()[:16]
