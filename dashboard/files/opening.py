"""Open one event file: its bytes come in, an :class:`Opened` comes out.

Raises FileRefused (it cannot be read), MappingNeeded (its columns have to be explained) and Cancelled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from dashboard.errors import FileRefused
from dashboard.files import acled, canonical, contents, delimited, ged, headers
from dashboard.files.contents import Content
from dashboard.files.limits import Limits
from dashboard.files.report import Report, left_out
from dashboard.files.sheet import Plan, Sheet
from dashboard.files.terms import ATTRIBUTIONS, NOT_STATED, Attribution
from dashboard.files.watch import Progress, Watch

_SHAPES = {"acled": acled, "ged": ged}


@dataclass(frozen=True)
class Opened:
    """One opened file. ``digest`` is the SHA-256 of the file as given.

    ``shape`` is acled, ged, table or geojson, ``shape_words`` its name for people. ``events`` is the canonical table
    (:data:`dashboard.files.canonical.SCHEMA`). ``original`` has every column of the file as text, as read, and ``row``;
    it is read at the first use and then kept.
    """

    name: str
    shape: str
    shape_words: str
    digest: str
    events: pa.Table
    report: Report
    attribution: Attribution
    _original: Callable[[], pa.Table] = field(repr=False)

    @cached_property
    def original(self) -> pa.Table:
        """Every column of every row read, as text, in the file's order; ``row`` joins them to ``events``."""
        return self._original()


def open_file(
    source: Path | bytes,
    name: str,
    *,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Opened:
    """Open a file of events from a path or from bytes; ``name`` is what people call it.

    ``progress(fraction, words)`` is called in this thread and may raise to stop.
    """
    limits, watch = limits or Limits(), Watch(name, progress)
    watch.at(0, "Looking at the file")
    content = contents.load(source, name, limits)
    return _delimited(content, limits, watch)


def _delimited(content: Content, limits: Limits, watch: Watch) -> Opened:
    seen = delimited.look(content, limits)
    known = headers.recognise(seen.records)
    if known.shape not in _SHAPES:
        raise FileRefused(content.name, "no mapping yet", "wait")
    shape = _SHAPES[known.shape]
    types = {known.columns[name]: kind for name, kind in shape.TYPES.items() if name in known.columns}
    sheet = delimited.read(seen, Plan(known.names, known.header, types, shape.MISSING), limits, watch)
    watch.at(0.9, "Putting the events in order")
    draft = shape.draft(sheet, known.columns)
    return _opened(content, known, sheet, draft)


def _opened(content: Content, known: headers.Recognised, sheet: Sheet, draft: canonical.Draft) -> Opened:
    events = canonical.finish(draft)
    parts = tuple(draft.listing.parts)
    report = Report(
        rows_read=events.num_rows + left_out(parts),
        rows_shown=events.num_rows,
        unplaced=events["latitude"].null_count,
        notices=(*sheet.notices, *known.notices, *draft.notices),
        parts=parts,
        _original=sheet.original,
    )
    terms = ATTRIBUTIONS.get(known.shape, NOT_STATED)
    return Opened(content.name, known.shape, known.words, sheet.digest, events, report, terms, sheet.original)
