"""An opened file as a set of events. A row of its table is an event, known by its place there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from dashboard.messages.answers import ListLine
from dashboard.model.days import date_of, span_in_words
from dashboard.model.record import EventRecord
from dashboard.query.engine import Engine
from dashboard.query.event_set import EventSet, SetPart, Terms
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.files.file_columns import from_events
from dashboard.sources.files.file_record import CodeWords, file_record, list_lines, original_row
from dashboard.sources.files.formats.published_formats import labels_of
from dashboard.sources.files.opened import Opened
from dashboard.words.sentences import say, say_count
from dashboard.words.visible import visible

# The file behind a set that is one: its report, its mapping, its table as it was read.
OPENED_FILE: SetPart[Opened] = SetPart("opened file")
# The reader's words for the codes in it.
CODE_WORDS: SetPart[CodeWords] = SetPart("words for codes")
# Facets that have a chart: who, where, what. Of those in one place the first in which events differ: a column of charts
# is read at a glance, the filters have the rest.
CHARTED = (("actor", "attacker"), ("country",), ("admin1",), ("event_type", "sub_event_type"))
# Facets that can colour the marks, the most telling first.
COLOURING = ("event_type", "attacker", "actor")


def file_set(opened: Opened, words: CodeWords) -> EventSet:
    """The events of a file; ``words`` are the reader's words for codes, by column and code."""
    return _of(opened, words, InMemoryEngine(from_events(opened.events, words)))


def under_name(event_set: EventSet, name: str) -> EventSet:
    """The same file under the name that this reader gives it; nobody learns what others call it."""
    opened, words, engine = event_set.part(OPENED_FILE), event_set.part(CODE_WORDS), event_set.in_memory
    if opened is None or words is None or engine is None or opened.name == name:
        return event_set
    named = replace(
        opened, name=name, read=lambda names: opened.events.select(names), _original=lambda: opened.original
    )
    return replace(_of(named, words, engine), parts={**event_set.parts, OPENED_FILE: named})


def _of(opened: Opened, words: CodeWords, engine: InMemoryEngine) -> EventSet:
    ids = engine.columns.ids
    version = _version(opened.digest, opened.mapping.to_json() if opened.mapping else "")

    def record(event_id: str) -> EventRecord:
        return file_record(opened, ids.row_of(event_id), words)

    def lines(event_ids: Sequence[str]) -> list[ListLine]:
        cells = list_lines(opened, [ids.row_of(event_id) for event_id in event_ids])
        return [
            (event_id, visible(when), visible(what), visible(where), deaths)
            for event_id, (when, what, where, deaths) in zip(event_ids, cells, strict=True)
        ]

    return EventSet(
        id=_id(version),
        name=visible(opened.name),
        title=visible(opened.name),
        coverage=_coverage(opened, engine),
        terms=Terms(opened.attribution.line, opened.attribution.licence),
        version=version,
        engine=engine,
        record=record,
        lines=lines,
        invitation=say("Click a mark or a row of the list to read what the file says of it."),
        in_memory=engine,
        colouring=_colouring(engine),
        charted=_charted(engine),
        deaths=labels_of(opened.shape).deaths.lead if engine.columns.deaths else "",
        uncounted_deaths=say("The file gives no figures of deaths."),
        source_row=lambda event_id: original_row(opened, opened.events["row"][ids.row_of(event_id)].as_py()),
        file_stem=opened.name.rsplit(".", 1)[0],
        parts={OPENED_FILE: opened, CODE_WORDS: words},
    )


def set_id_of(digest: str, mapping: str) -> str:
    """The id of the set that a file becomes: by the SHA-256 of the file, and its mapping as JSON or ""."""
    return _id(_version(digest, mapping))


def _version(digest: str, mapping: str) -> str:
    # Notes are in no column, so the mapping counts too: it says which column they are.
    return f"{digest} {mapping}"


def _id(version: str) -> str:
    # An id stands in the address, and links are passed on: it says nothing of the file to who has not got it.
    return f"file-{hashlib.sha256(version.encode()).hexdigest()[:16]}"


def _coverage(opened: Opened, engine: Engine) -> str:
    """What the file is and which days it covers."""
    described, kind = engine.describe(), opened.shape_words
    title = f"{kind[:1].upper()}{kind[1:]}"
    if not described.span:
        return say_count(
            described.events,
            one="{kind}: {number} event. An opened file, coded by others.",
            other="{kind}: {number} events. An opened file, coded by others.",
            kind=title,
        )
    return say_count(
        described.events,
        one="{kind}: {number} event, {days}. An opened file, coded by others.",
        other="{kind}: {number} events, {days}. An opened file, coded by others.",
        kind=title,
        days=span_in_words(*map(date_of, described.span)),
    )


def _colouring(engine: Engine) -> tuple[tuple[str, str], ...]:
    facets = engine.describe().facet
    names = [name for name in COLOURING if facets[name].values] or [COLOURING[0]]
    return tuple((name, facets[name].title) for name in names)


def _charted(engine: Engine) -> tuple[str, ...]:
    """The facets in which events differ, so that a bar says something."""
    facets = engine.describe().facet
    differing = {name for name, facet in facets.items() if len(facet.values) > 1 or not facet.complete}
    firsts = (next((name for name in names if name in differing), None) for names in CHARTED)
    return tuple(name for name in firsts if name)
