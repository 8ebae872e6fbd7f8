"""The content of a file, whatever its kind, becomes a sheet: its rows and columns, and what the first of them are.

Along the way :class:`SheetReading` gathers the layout: how the bytes were read, and what a person has to say of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import open_questions
from dashboard.sources.files.convert.sheet import FIRST_RECORDS, FileSheet, Plan, from_records, from_table
from dashboard.sources.files.formats.published_formats import GEOJSON, is_published
from dashboard.sources.files.layout import table_frame, table_shape
from dashboard.sources.files.layout.layout_choices import Layout, LayoutChoices, SheetSeen
from dashboard.sources.files.layout.row_widths import Mender
from dashboard.sources.files.layout.table_frame import Frame
from dashboard.sources.files.layout.table_shape import Recognised
from dashboard.sources.files.read import (
    delimited_text,
    encoding,
    excel_file,
    file_bytes,
    first_records,
    geojson_file,
    gis_file,
    json_records,
    kml_file,
    parquet_file,
)
from dashboard.sources.files.read.encoding import Decoded
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.progress import Watch
from dashboard.sources.files.read.record_rows import Rows
from dashboard.sources.files.read.size_limits import Limits
from dashboard.words.sentences import say

#: How many first lines are shown, and how many characters of each.
_LINES, _LINE = 20, 2000
Records = Sequence[Sequence[str]]
#: The columns to read now, by frame, first records and layout: their types, and the cells that stand for nothing.
ColumnsToRead = Callable[[Frame, Records, Layout], tuple[Mapping[str, pa.DataType], tuple[str, ...]]]


class SheetReading:
    """The reading of one file by a person's ``choices``. ``columns_to_read`` may raise MappingNeeded."""

    def __init__(
        self, name: str, choices: LayoutChoices, limits: Limits, watch: Watch, columns_to_read: ColumnsToRead
    ) -> None:
        self.name, self.choices, self.limits, self.watch = name, choices, limits, watch
        self.columns_to_read = columns_to_read
        self.layout = Layout(choices)

    def read(self, content: Content) -> tuple[Recognised, FileSheet]:
        """What the first records are, and the sheet."""
        readers: Mapping[str, Callable[[Content], tuple[Recognised, FileSheet]]] = {
            "text": self._text,
            "excel": self._excel,
            "json": self._json,
            "kml": self._kml,
            "gis": self._gis,
            "parquet": self._parquet,
        }
        if content.members:
            self._offer_members(content)
        return readers[content.kind](content)

    def recognised(self, records: Records) -> Recognised:
        """What the first records are, or a table like any other where a person said so."""
        known = table_shape.recognise(records)
        return table_shape.as_table(known) if self.choices.as_table else known

    # --- delimited text -----------------------------------------------------------------------------------------

    def _text(self, content: Content) -> tuple[Recognised, FileSheet]:
        decoded = encoding.as_utf8(content, self.choices.encoding)
        try:
            return self._delimited(decoded)
        except delimited_text.NotUtf8:
            return self._delimited(encoding.judged(content))

    def _delimited(self, decoded: Decoded) -> tuple[Recognised, FileSheet]:
        first = first_records.look(decoded.content, self.limits, self.choices.delimiter)
        frame = self._frame(first.records, first.blank_before + 1)
        self._lay_out(frame, ["" for _ in range(first.blank_before)] + [text.rstrip("\r\n") for text in first.raw])
        self._note_encoding(decoded, first)
        types, missing = self.columns_to_read(frame, first.records, self.layout)
        mender = Mender.of(len(frame.known.names), first.records[frame.start :])
        plan = Plan(frame.known.names, frame.start, types, missing, frame.surplus, mender.mend)
        sheet = delimited_text.read(first, plan, self.limits, self.watch)
        return frame.known, _framed(sheet, frame, mender.notices())

    def _note_encoding(self, decoded: Decoded, first: first_records.Look) -> None:
        """Add to the layout how the bytes became text."""
        layout, questions = self.layout, () if decoded.certain else (open_questions.ENCODING,)
        self.layout = replace(
            layout,
            choices=replace(layout.choices, encoding=decoded.encoding, delimiter=first.delimiter),
            encodings=decoded.offered,
            reasons={**layout.reasons, "encoding": decoded.why, "delimiter": first.why},
            questions=(*layout.questions, *questions),
        )

    # --- workbooks, records, features, columns --------------------------------------------------------------------

    def _excel(self, content: Content) -> tuple[Recognised, FileSheet]:
        self.watch.at(0.1, say("Reading the workbook"))
        book = excel_file.read(content, self.limits, self._choices_within(content))
        if not content.members:
            self._offer_sheets(book.sheet, book.sheets, book.why, certain=book.certain)
        first = next(number for number, record in enumerate(book.records) if any(record))
        frame = self._frame(book.records[first:], first + 1)
        self._lay_out(frame, ["\t".join(record) for record in book.records[:_LINES]])
        self.columns_to_read(frame, book.records[first:], self.layout)
        start, notices = first + frame.start, (*content.notices, *book.notices)
        sheet = from_records(book.records, start, frame.known.names, notices, _digest(content), start + 1)
        return frame.known, _framed(sheet, frame, ())

    def _json(self, content: Content) -> tuple[Recognised, FileSheet]:
        self.watch.at(0.1, say("Reading the records"))
        choices = self.choices
        rows = json_records.read(content, self.limits, encoding=choices.encoding, chosen=choices.sheet)
        return self._rows(content, rows, GEOJSON.title)

    def _kml(self, content: Content) -> tuple[Recognised, FileSheet]:
        self.watch.at(0.1, say("Reading the placemarks"))
        return self._rows(content, kml_file.read(content, self.limits), "KML")

    def _gis(self, content: Content) -> tuple[Recognised, FileSheet]:
        self.watch.at(0.1, say("Reading the features"))
        rows, title = gis_file.read(content, self.limits, self._choices_within(content))
        return self._rows(content, rows, title)

    def _rows(self, content: Content, rows: Rows, title: str) -> tuple[Recognised, FileSheet]:
        """Records and features; ``title`` names the kind of file where they have a geometry."""
        known = self.recognised(rows.records[: FIRST_RECORDS + 1])
        known = with_geometry(known, title) if geojson_file.has_geometry(known.names) else known
        known = replace(known, header=max(known.header, 1))
        self.layout = replace(rows.laid_out(self.layout), lines=rows.lines or _first_lines(content))
        self.columns_to_read(table_frame.of_records(known), rows.records[: FIRST_RECORDS + 1], self.layout)
        notices = (*content.notices, *rows.notices)
        numbers = [place + 2 for place in rows.places[known.header - 1 :]]
        sheet = from_records(rows.records, known.header, known.names, notices, _digest(content), 2, numbers)
        sheet.listing.lines(
            "unreadable_record", [place + 2 for place, _ in rows.damaged], [text for _, text in rows.damaged]
        )
        return known, sheet

    def _parquet(self, content: Content) -> tuple[Recognised, FileSheet]:
        self.watch.at(0.1, say("Reading the columns"))
        columns = parquet_file.read(content, self.limits)
        table = columns.table
        head = [
            [str(cell or "") for cell in pc.cast(column.slice(0, FIRST_RECORDS), pa.string()).to_pylist()]
            for column in table.columns
        ]
        records = [[str(name) for name in table.column_names], *map(list, zip(*head, strict=True))]
        known = self.recognised(records)
        known = replace(known, header=known.header or 1)
        self.layout = replace(self.layout, lines=tuple("\t".join(record) for record in records[:_LINES]))
        self.columns_to_read(table_frame.of_records(known), records, self.layout)
        sheet = from_table(table, known.names, known.header - 1, content.notices, _digest(content))
        for place, broken in columns.broken.items():
            cell = sheet.table.column(place)
            sheet.listing.note("broken_text", known.names[place], broken[known.header - 1 :], cell)
        return known, sheet

    # --- the layout -----------------------------------------------------------------------------------------------

    def _frame(self, records: Records, first_line: int) -> Frame:
        frame = table_frame.of(self.name, records, first_line, self.choices.header_line)
        return replace(frame, known=table_shape.as_table(frame.known)) if self.choices.as_table else frame

    def _lay_out(self, frame: Frame, lines: Sequence[str]) -> None:
        """Say on which line the header stands, and show the first lines."""
        questions = () if frame.certain else (open_questions.HEADER,)
        self.layout = replace(
            self.layout,
            choices=replace(self.layout.choices, header_line=frame.line),
            lines=tuple(map(_shortened, lines[:_LINES])),
            reasons={**self.layout.reasons, "header_line": frame.why},
            questions=(*self.layout.questions, *questions),
        )

    def _offer_members(self, content: Content) -> None:
        """Offer the tables of an archive that holds several, as the sheets of a workbook are."""
        chosen = self.choices.sheet == content.member
        why = say("You chose it.") if chosen else say("Of the tables in the zip file it has the most lines.")
        sheets = [SheetSeen(name, lines) for name, lines in content.members]
        self._offer_sheets(content.member, sheets, why, certain=chosen)

    def _offer_sheets(self, read_now: str | None, sheets: Sequence[SheetSeen], why: str, *, certain: bool) -> None:
        questions = () if certain else (open_questions.SHEET,)
        self.layout = replace(
            self.layout,
            choices=replace(self.layout.choices, sheet=read_now),
            sheets=tuple(sheets),
            reasons={**self.layout.reasons, "sheet": why},
            questions=(*self.layout.questions, *questions),
        )

    def _choices_within(self, content: Content) -> LayoutChoices:
        """The choices for a workbook's sheets or a file's layers: in an archive, ``sheet`` has chosen the member."""
        chose_member = bool(content.members) and self.choices.sheet == content.member
        return replace(self.choices, sheet=None) if chose_member else self.choices


def with_geometry(known: Recognised, title: str = GEOJSON.title) -> Recognised:
    """The same of features: their place is the geometry, whatever the properties say."""
    if is_published(known.shape):
        columns = {**known.columns, "latitude": geojson_file.LATITUDE, "longitude": geojson_file.LONGITUDE}
        return replace(known, words=say("{words}, as {title}", words=known.words, title=title), columns=columns)
    return replace(known, shape=GEOJSON.key, words=title)


def _digest(content: Content) -> str:
    return content.digest or file_bytes.hexdigest(content)


def _framed(sheet: FileSheet, frame: Frame, mended: Sequence[str]) -> FileSheet:
    """The sheet with what was skipped before it, and what its frame says."""
    sheet.listing.lines("before_header", [line for line, _ in frame.skipped], [text for _, text in frame.skipped])
    return replace(sheet, notices=(*sheet.notices, *frame.notices, *mended))


def _first_lines(content: Content) -> tuple[str, ...]:
    text = content.head[: _LINES * _LINE].decode("utf-8", "replace").removeprefix("\ufeff")
    return tuple(map(_shortened, text.splitlines()[:_LINES]))


def _shortened(line: str) -> str:
    return line if len(line) <= _LINE else f"{line[:_LINE]} …"
