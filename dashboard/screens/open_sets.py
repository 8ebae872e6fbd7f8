"""The data sets that are open in this session: the coded articles, and event files that the reader opened."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import streamlit as st

from dashboard.map import LayerSet
from dashboard.messages.answers import CardMessage, ListLine
from dashboard.model.codes import Places
from dashboard.model.columns import EventColumns
from dashboard.model.event_ids import EventIds, NumberedIds
from dashboard.model.filter import Filter
from dashboard.model.mercator import mercator
from dashboard.query.engine import Engine
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.record_html import card
from dashboard.screens.component import listens_locally, reader_cookie
from dashboard.screens.shipped_data import CODED, CodedSet
from dashboard.sources.files.file_columns import from_events
from dashboard.sources.files.file_record import CodeWords, file_record, list_lines
from dashboard.web.packed_columns import Packed, PackedEvents, pack
from dashboard.web.questions import Loan, Offer, lend, offer_file
from dashboard.words.visible import visible

if TYPE_CHECKING:
    from dashboard.sources.files import Opened

OPEN, ACTIVE, HIDDEN, LOANS = "open-sets", "active-set", "hidden-sets", "file-loans"
# Words for the codes in a file, by facet: those of the coded data.
CODED_IN_WORDS = ("where_prec", "date_prec", "time_of_day")


@dataclass(frozen=True, eq=False)
class FileSet:
    """An opened file, ready to be filtered and drawn. All but its name, which is this reader's own word for it, is one
    for all viewers of the same bytes with the same mapping.
    """

    id: str
    opened: Opened
    engine: Engine
    packed: PackedEvents
    offer: Offer
    words: CodeWords

    @property
    def name(self) -> str:
        """The file's own name, with what it hides."""
        return visible(self.opened.name)

    @property
    def placed(self) -> int:
        """How many events have a place."""
        return self.engine.describe().placed

    @property
    def placeless(self) -> int:
        """How many events have none."""
        return self.engine.describe().events - self.placed

    def has(self, event_id: str) -> bool:
        """Whether this is the id of one of its events."""
        return self.engine.shows(Filter(), event_id)

    def row_of(self, event_id: str) -> int:
        """The row of the file's table on which this event stands."""
        return self.packed.engine.columns.ids.row_of(event_id)

    def layer(self, *, fit: bool) -> LayerSet:
        """What the map fetches of it."""
        key = key_of(self)
        return LayerSet(
            self.id,
            self.name,
            f"columns/{key}/core.bin",
            f"columns/{key}/rest.bin",
            f"event/{key}/{{id}}.json",
            colouring(self)[0][0],
            fit,
        )


@dataclass(frozen=True)
class _FileWords:
    """What the page asks of a file's events without a run of the script."""

    opened: Opened
    ids: EventIds
    words: CodeWords

    def card(self, event_id: str) -> CardMessage:
        return card(file_record(self.opened, self.ids.row_of(event_id), self.words))

    def lines(self, event_ids: Sequence[str]) -> list[ListLine]:
        cells = list_lines(self.opened, [self.ids.row_of(event_id) for event_id in event_ids])
        return [
            (event_id, visible(when), visible(what), visible(where), deaths)
            for event_id, (_, when, what, where, deaths) in zip(event_ids, cells, strict=True)
        ]


def file_set(opened: Opened, data: CodedSet, parts: Mapping[str, bytes] | None = None) -> FileSet:
    """The file as columns, packed for the map. What is the same for another viewer is taken from there.

    ``parts`` are what ``parts_of`` gave when the same file was opened before by the same code (``made_by``).
    """
    words = words_of_codes(data)
    columns = from_events(opened.events, words)
    if parts:
        rows = np.frombuffer(parts["rows"], dtype=np.int32).astype(np.intp)
        packed = Packed(rows, parts["core"], parts["rest"], parts["version"].decode())
    else:
        packed = pack(columns)
    # Notes are in no packed column, so the mapping counts too: it says which column they are.
    mapping = opened.mapping.to_json() if opened.mapping else ""
    version = f"{opened.digest} {packed.version} {mapping}"
    engine = InMemoryEngine(columns)
    offer = offer_file(version, engine, PackedEvents(engine, packed), _FileWords(opened, columns.ids, words))
    # No part of the key: an id stands in the address, and links are passed on.
    made_of = hashlib.sha256(version.encode()).hexdigest()[:16]
    ours = _named(cast(_FileWords, offer.file).opened, opened.name)
    return FileSet(f"file-{made_of}", ours, offer.engine, cast(PackedEvents, offer.packed), offer, words)


def _named(opened: Opened, name: str) -> Opened:
    """The same file under the name that this reader gives it; nobody learns what others call it."""
    if opened.name == name:
        return opened
    return replace(opened, name=name, read=lambda names: opened.events.select(names), _original=lambda: opened.original)


def parts_of(found: FileSet) -> dict[str, bytes]:
    """What takes long to make of a file, as bytes to be kept."""
    packed = found.packed.files
    return {
        "rows": packed.rows.astype(np.int32).tobytes(),
        "core": packed.core,
        "rest": packed.rest,
        "version": packed.version.encode(),
    }


def made_by(data: CodedSet) -> str:
    """Changes with the code that makes the parts, and with the words for codes that stand in them.

    Not under functools.cache, for whose arguments no type is checked: beside the opening of a file it takes no time.
    """
    sources = [Path(inspect.getfile(part)) for part in (from_events, EventColumns, Places, pack, mercator, NumberedIds)]
    made_of = [source.read_bytes() for source in sorted(sources)]
    made_of.append(json.dumps(words_of_codes(data), sort_keys=True).encode())
    return hashlib.sha256(b"".join(made_of)).hexdigest()[:16]


def words_of_codes(data: CodedSet) -> CodeWords:
    """The reader's words for codes, from the descriptor of the coded data."""
    field = data.tables.descriptor.field
    return {
        name: {value: str(category["label"]) for value, category in field(f"events.{name}").categories.items()}
        for name in CODED_IN_WORDS
    }


def colouring(chosen: FileSet) -> list[tuple[str, str]]:
    """By what the marks of a file can be coloured: facets with a value, the most telling first."""
    facets = chosen.engine.describe().facet
    names = [name for name in ("event_type", "attacker", "actor") if facets[name].values]
    return [(name, facets[name].title) for name in names] or [("event_type", facets["event_type"].title)]


def key_of(one: CodedSet | FileSet) -> str:
    """What names a data set in the addresses that the page asks.

    An opened file has one key on the reader's own machine. Where others read the page too it has another in each
    session, which answers this reader's browser alone and ends with the session.
    """
    if isinstance(one, CodedSet) or listens_locally():
        return one.offer.key
    loans: dict[str, Loan] = st.session_state.setdefault(LOANS, {})
    loan, reader = loans.get(one.id), reader_cookie()
    if loan is None or loan.offer is not one.offer or loan.reader != reader:
        loan = loans[one.id] = lend(one.offer, reader)
    return loan.key


def opened_sets() -> dict[str, FileSet]:
    """The files that are open in this session, by id, in the order in which they were opened."""
    found: dict[str, FileSet] = st.session_state.setdefault(OPEN, {})
    return found


def active(data: CodedSet) -> CodedSet | FileSet:
    """The data set whose filters, days and list are shown."""
    return opened_sets().get(st.session_state.get(ACTIVE, CODED), data)


def others(data: CodedSet, current: CodedSet | FileSet) -> list[CodedSet | FileSet]:
    """The open data sets besides the active one."""
    return [one for one in every(data) if one.id != current.id]


def every(data: CodedSet) -> list[CodedSet | FileSet]:
    """All open data sets, the coded articles first."""
    found: list[CodedSet | FileSet] = [data]
    return found + list(opened_sets().values())


def on_map(set_id: str) -> bool:
    """Whether a data set is drawn. The active one always is."""
    return set_id not in st.session_state.get(HIDDEN, frozenset()) or st.session_state.get(ACTIVE, CODED) == set_id


def add(found: FileSet) -> None:
    """Open a file in this session and turn to it."""
    opened_sets()[found.id] = found
    activate(found.id)


def activate(set_id: str) -> None:
    """Turn to a data set."""
    st.session_state[ACTIVE] = set_id
    show_on_map(set_id, True)


def show_on_map(set_id: str, shown: bool) -> None:
    """Draw a data set, or leave it out."""
    hidden = st.session_state.get(HIDDEN, frozenset())
    st.session_state[HIDDEN] = hidden - {set_id} if shown else hidden | {set_id}


def close(set_id: str) -> None:
    """Close a file: nothing of it stays in this session."""
    opened_sets().pop(set_id, None)
    st.session_state.get(LOANS, {}).pop(set_id, None)
    if st.session_state.get(ACTIVE) == set_id:
        activate(CODED)
