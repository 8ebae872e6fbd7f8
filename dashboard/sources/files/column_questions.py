"""What the columns of a sheet mean, and the questions that only a person can answer (MappingNeeded)."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files.convert import cells, column_forms, column_names, day_columns, open_questions
from dashboard.sources.files.convert.column_forms import Forms, questions
from dashboard.sources.files.convert.mapping import Mapping
from dashboard.sources.files.convert.mapping_proposal import propose
from dashboard.sources.files.convert.row_report import Listing
from dashboard.sources.files.convert.sheet import FIRST_RECORDS, FileSheet
from dashboard.sources.files.formats import own_table
from dashboard.sources.files.formats.published_format import PublishedFormat
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS
from dashboard.sources.files.layout.layout_choices import Layout
from dashboard.sources.files.layout.table_frame import Frame
from dashboard.sources.files.layout.table_shape import Recognised
from dashboard.words.sentences import say

#: So many first rows, and rows that are odd, show what is asked of whole columns.
_SAMPLE_ROWS = 40


class ColumnQuestions:
    """The questions about one file, by the ``mapping`` that a person gave, if any.

    ``remembered`` says that the mapping was given for another table with this header: where this one's own dates prove
    another order of day and month, they are believed. ``always_ask`` asks whatever the file is recognised as.
    """

    def __init__(
        self, name: str, mapping: Mapping | None, *, remembered: bool = False, always_ask: bool = False
    ) -> None:
        self.name, self.mapping, self.remembered, self.always_ask = name, mapping, remembered, always_ask

    def columns_to_read(
        self, frame: Frame, records: Sequence[Sequence[str]], layout: Layout
    ) -> tuple[MappingOf[str, pa.DataType], tuple[str, ...]]:
        """The columns to read now with their types, and the cells that stand for nothing.

        Raises MappingNeeded when nobody has said what the columns mean, or how the file is read.
        """
        known = frame.known
        published = PUBLISHED_FORMATS.get(known.shape)
        if published and published.refused:
            raise FileRefused(self.name, *published.refused)
        if self.always_ask or layout.questions or (published and self._not_agreed(published)):
            raise self._about_columns(frame, records, layout)
        if published is not None:
            by_name = published.column_types
            types = {known.columns[name]: kind for name, kind in by_name.items() if name in known.columns}
            return types, published.missing_cells
        fits = self.mapping is not None and set(self.mapping.columns.values()) <= set(known.names)
        if self.mapping is None or not fits or not {"date", "year"} & self.mapping.columns.keys():
            raise self._about_columns(frame, records, layout)
        return own_table.types(self.mapping), ("",)

    def order_of_days(self, known: Recognised, sheet: FileSheet, layout: Layout) -> str:
        """What 3/4/2022 means in a file of a published format. Raises MappingNeeded where that is open."""
        dates = [known.columns[name] for name in PUBLISHED_FORMATS[known.shape].date_columns if name in known.columns]
        order = (self.mapping.date_order if self.mapping else "") or _proven_order(sheet, dates)
        if order is None:
            texts = [pc.cast(sheet.table[name].slice(0, 50), pa.string()).to_pylist() for name in dates]
            sample = [tuple(cell or "" for cell in row) for row in zip(*texts, strict=True)]
            proposal = self.mapping or Mapping({"date": dates[0]})
            asked = (open_questions.ORDER,)
            raise MappingNeeded(self.name, dates, sample, proposal, asked, layout, shape=known.shape)
        return order

    def forms(self, known: Recognised, sheet: FileSheet, layout: Layout) -> Forms:
        """How the cells of a table are read that is in no published format.

        Raises MappingNeeded where that is open, or differs from what the first rows showed.
        """
        assert self.mapping is not None
        mapping, by_cells_alone = self.mapping, replace(self.mapping, date_order="", number_form="")
        whole = column_forms.forms_of(by_cells_alone, cells_of(mapping, sheet.table))
        first = column_forms.forms_of(by_cells_alone, cells_of(mapping, sheet.table.slice(0, FIRST_RECORDS)))
        asked: tuple[str, ...] = ()
        if not self.remembered:
            asked = column_forms.differing(mapping, first, whole)
        elif whole.order not in (None, mapping.date_order):
            self.mapping = mapping = replace(mapping, date_order="")
        forms = column_forms.forms_of(mapping, cells_of(mapping, sheet.table))
        asked = tuple(dict.fromkeys((*asked, *forms.questions)))
        if asked:
            names = list(dict.fromkeys(mapping.columns.values()))
            sample, rows = _showing_rows(mapping, sheet, names, replace(forms, order=forms.order or first.order))
            seen = (open_questions.SEEN[code] for code in asked if code in open_questions.SEEN)
            proposal = replace(mapping, confirmed=tuple(dict.fromkeys((*mapping.confirmed, *seen))))
            raise MappingNeeded(self.name, names, sample, proposal, asked, layout, rows, known.shape)
        return forms

    def order_in_words(self, order: str) -> tuple[str, ...]:
        """The sentence on the order of day and month where the dates prove it or their head states it."""
        said = self.mapping.date_order if self.mapping else ""
        if order.endswith("_first") and not said:
            words = order.replace("_", " ")
            return (say("Dates were read {order}, as the file's own dates prove.", order=words),)
        head = self.mapping.columns.get("date", "") if self.mapping else ""
        if not said or not head or column_names.order_in(head) != said:
            return ()
        return (say('Dates were read {order}, as the head "{head}" states.', order=said.replace("_", " "), head=head),)

    def _about_columns(self, frame: Frame, records: Sequence[Sequence[str]], layout: Layout) -> MappingNeeded:
        known = frame.known
        sample, rows = frame.sample(records)
        proposal = propose(known.names, sample, known.tags)
        published = PUBLISHED_FORMATS.get(known.shape)
        columns_are_known = published is not None or self.mapping is not None
        asked = () if columns_are_known and layout.questions else questions(proposal, known.names, sample)
        asked = (self._not_agreed(published) or asked) if published else asked
        asked = (*layout.questions, *asked)
        return MappingNeeded(self.name, known.names, sample, proposal, asked, layout, rows, known.shape)

    def _not_agreed(self, published: PublishedFormat) -> tuple[str, ...]:
        """What a person still has to agree to before a file of this format is shown."""
        agreed = self.mapping.confirmed if self.mapping else ()
        return tuple(code for code in published.questions if code not in agreed)


def cells_of(mapping: Mapping, table: pa.Table) -> column_forms.Cells:
    """The cells of each field of a mapping, with no word of other rows."""

    def cell(name: str) -> pa.ChunkedArray | None:
        column = table[mapping.columns[name]] if name in mapping.columns else None
        sliced = column is not None and pa.types.is_dictionary(column.type) and len(column) <= FIRST_RECORDS
        return pc.cast(column, pa.string()) if sliced else column

    return cell


def _showing_rows(
    mapping: Mapping, sheet: FileSheet, names: Sequence[str], forms: Forms
) -> tuple[list[tuple[str, ...]], list[int]]:
    """Rows of the mapped columns that show what is asked, and their lines: the first ones, and the first that cannot be
    read as the others are.
    """
    draft = own_table.draft_events(replace(sheet, listing=Listing(sheet.rows)), mapping, forms)
    odd = [rows for reason, _, rows, _ in draft.listing.parts if reason in ("unreadable_date", "unreadable_number")]
    lines = {int(row) for rows in odd for row in rows[:_SAMPLE_ROWS]}
    places = [place for place, row in enumerate(sheet.rows.tolist()) if place < _SAMPLE_ROWS or row in lines]
    table = sheet.table.select(list(names)).take(pa.array(places))
    columns = [pc.cast(column, pa.string()).to_pylist() for column in table.columns]
    return [tuple(cell or "" for cell in row) for row in zip(*columns, strict=True)], sheet.rows[places].tolist()


def _proven_order(sheet: FileSheet, dates: Sequence[str]) -> str | None:
    """What the file's own dates prove of their order; None if it stays open."""
    texts: list[str] = []
    for name in dates:
        kind = sheet.table[name].type
        if pa.types.is_dictionary(kind) or pa.types.is_string(kind):
            texts += cells.distinct(sheet.table[name])[0]
    return day_columns.order_of(texts)
