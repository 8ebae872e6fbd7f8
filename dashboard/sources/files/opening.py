"""Open one event file: its bytes come in, an :class:`~dashboard.sources.files.opened.Opened` comes out.

Raises FileRefused (it cannot be read), MappingNeeded (its columns have to be explained) and Cancelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from dashboard.errors import FileRefused
from dashboard.sources.files.column_questions import ColumnQuestions, cells_of
from dashboard.sources.files.convert import column_forms
from dashboard.sources.files.convert.draft import EventDraft, finish
from dashboard.sources.files.convert.mapping import Mapping
from dashboard.sources.files.convert.row_report import Listing, RowReport, left_out
from dashboard.sources.files.convert.sheet import FileSheet, from_records
from dashboard.sources.files.formats import own_table
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS, is_published, labels_of
from dashboard.sources.files.layout.layout_choices import Layout, LayoutChoices
from dashboard.sources.files.layout.table_shape import Recognised
from dashboard.sources.files.opened import Opened
from dashboard.sources.files.read import content_kinds, file_bytes, geojson_file
from dashboard.sources.files.read.progress import Progress, Watch
from dashboard.sources.files.read.size_limits import Limits
from dashboard.sources.files.sheet_reading import SheetReading, with_geometry
from dashboard.words.sentences import say


def open_file(
    source: Path | bytes,
    name: str,
    *,
    mapping: Mapping | None = None,
    choices: LayoutChoices | None = None,
    remembered: bool = False,
    ask: bool = False,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Opened:
    """Open a file of events from a path or from bytes; ``name`` is what people call it.

    ``choices`` says how the bytes are read, where a person has said so. ``mapping`` explains the columns of a table that
    is in no published format; for one that is, only its date_order and what it confirms count. ``remembered`` says that
    the mapping was given for another table with this header: where this one's own dates prove another order of day and
    month, they are believed. ``ask`` opens nothing: MappingNeeded says what the file holds, whatever it is recognised
    as. ``progress(fraction, words)`` is called in this thread and may raise to stop.
    """
    questions = ColumnQuestions(name, mapping, remembered=remembered, always_ask=ask)
    limits, watch = limits or Limits(), Watch(name, progress)
    reading = SheetReading(name, choices or LayoutChoices(), limits, watch, questions.columns_to_read)
    watch.at(0, say("Looking at the file"))
    try:
        known, sheet = reading.read(content_kinds.load(source, name, limits, reading.choices.sheet))
        return _opened(known, sheet, questions, reading.layout, watch)
    except (MemoryError, pa.ArrowMemoryError, pa.ArrowCapacityError) as error:
        wrong = say("it needs more memory than there is")
        raise FileRefused(name, wrong, say("split it, by year for instance"), str(error)) from error
    except OSError as error:
        raise file_bytes.unreadable(name, error) from error
    except pa.ArrowException as error:
        wrong = say("it cannot be read as a table")
        raise FileRefused(name, wrong, say("save it as CSV in UTF-8 and try again"), str(error)) from error


def preview(columns: Sequence[str], sample: Sequence[Sequence[str]], mapping: Mapping) -> tuple[pa.Table, RowReport]:
    """What a mapping makes of the first rows (those of MappingNeeded): canonical table and report."""
    sheet = from_records(sample, 0, columns, (), "", 2)
    draft = own_table.draft_events(sheet, mapping, column_forms.forms_of(mapping, cells_of(mapping, sheet.table)))
    if geojson_file.has_geometry(columns):
        geojson_file.check(draft, sheet.table)
    events = finish(draft)
    return events, _report(sheet, draft, events, ())


def rebuild(
    name: str, original: pa.Table, listing: Listing, digest: str, mapping: Mapping | None, *, as_table: bool = False
) -> Opened:
    """Open again from the original columns of a kept copy; ``listing`` holds the lines that never became rows, and
    ``as_table`` says that it was read as a table like any other.
    """
    questions, watch, choices = ColumnQuestions(name, mapping), Watch(name), LayoutChoices(as_table=as_table)
    names = [column for column in original.column_names if column != "row"]
    reading = SheetReading(name, choices, Limits(), watch, questions.columns_to_read)
    known = reading.recognised([names])
    if geojson_file.has_geometry(names):
        known = with_geometry(known)
    table = original.drop_columns(["row"])
    rows = original["row"].to_numpy().astype(np.int32)
    sheet = FileSheet(tuple(names), table, rows, replace(listing, rows=rows), (), lambda: digest, lambda: original)
    return _opened(known, sheet, questions, reading.layout, watch)


def _opened(known: Recognised, sheet: FileSheet, questions: ColumnQuestions, layout: Layout, watch: Watch) -> Opened:
    """The opened file of a sheet. Raises MappingNeeded where its whole columns leave something open."""
    draft, order = _draft(known, sheet, questions, layout, watch)
    if geojson_file.has_geometry(sheet.names):
        geojson_file.check(draft, sheet.table)
    watch.at(0.96, say("Putting the events in order of time"))
    events = finish(draft)
    return Opened(
        name=questions.name,
        shape=known.shape,
        shape_words=known.words,
        digest=sheet.digest(),
        rows=events.num_rows,
        report=_report(sheet, draft, events, (*known.notices, *questions.order_in_words(order))),
        attribution=labels_of(known.shape).attribution,
        mapping=None if is_published(known.shape) else questions.mapping,
        read=events.select,
        _original=sheet.original,
        layout=layout,
        original_at_hand=sheet.original_at_hand,
    )


def _draft(
    known: Recognised, sheet: FileSheet, questions: ColumnQuestions, layout: Layout, watch: Watch
) -> tuple[EventDraft, str]:
    """The canonical columns in the file's order, and the order of day and month by which they were read."""
    words = say("Reading days, places and figures")
    published = PUBLISHED_FORMATS.get(known.shape)
    if published is not None:
        order = questions.order_of_days(known, sheet, layout)
        watch.at(0.92, words)
        return published.draft(sheet, known.columns, order), order
    forms = questions.forms(known, sheet, layout)
    assert questions.mapping is not None
    watch.at(0.92, words)
    return own_table.draft_events(sheet, questions.mapping, forms), forms.order or ""


def _report(sheet: FileSheet, draft: EventDraft, events: pa.Table, notices: Sequence[str]) -> RowReport:
    parts = tuple(draft.listing.parts)
    return RowReport(
        rows_read=events.num_rows + left_out(parts),
        rows_shown=events.num_rows,
        unplaced=events["latitude"].null_count,
        notices=(*sheet.notices, *notices, *draft.notices),
        parts=parts,
        _original=sheet.original,
    )
