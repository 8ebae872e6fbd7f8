"""Open one event file: its bytes come in, an :class:`Opened` comes out.

Raises FileRefused (it cannot be read), MappingNeeded (its columns have to be explained) and Cancelled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files.convert import canonical, cells, column_forms, column_names, day_columns, open_questions
from dashboard.sources.files.convert.column_forms import questions
from dashboard.sources.files.convert.mapping import Mapping, propose
from dashboard.sources.files.convert.row_report import Listing, Report, left_out
from dashboard.sources.files.convert.sheet import FIRST_RECORDS, Plan, Sheet, from_records, from_table
from dashboard.sources.files.formats import own_table
from dashboard.sources.files.formats.code_terms import ATTRIBUTIONS, NOT_STATED, Attribution
from dashboard.sources.files.formats.published_format import Published
from dashboard.sources.files.formats.published_formats import FORMATS
from dashboard.sources.files.layout import table_shape
from dashboard.sources.files.layout.layout_choices import Choices, Layout, SheetSeen
from dashboard.sources.files.layout.row_widths import Mender
from dashboard.sources.files.layout.table_frame import Frame
from dashboard.sources.files.layout.table_frame import of as framed
from dashboard.sources.files.layout.table_shape import Recognised
from dashboard.sources.files.read import (
    contents,
    delimited_text,
    encoding,
    excel_file,
    first_records,
    geojson_file,
    gis_file,
    json_records,
    kml_file,
    parquet_file,
)
from dashboard.sources.files.read.contents import Content
from dashboard.sources.files.read.encoding import Decoded
from dashboard.sources.files.read.progress import Progress, Watch
from dashboard.sources.files.read.record_rows import Rows
from dashboard.sources.files.read.size_limits import Limits

#: How many first lines are shown, and how long each.
_LINES, _LINE = 20, 2000
#: So many first rows, and rows that are odd, show what is asked of whole columns.
_TELLING = 40
_PROVEN = "Dates were read {}, as the file's own dates prove."


@dataclass(frozen=True)
class Opened:
    """One opened file. ``digest`` is the SHA-256 of the file as given.

    ``shape`` is acled, ged, table or geojson, ``shape_words`` its name for people, ``mapping`` the one it was opened
    with, ``layout`` how the bytes were read. ``rows`` is the number of events. ``read`` gives columns of the canonical table; a kept copy reads only those
    that are asked for.
    """

    name: str
    shape: str
    shape_words: str
    digest: str
    rows: int
    report: Report
    attribution: Attribution
    mapping: Mapping | None
    read: Callable[[Sequence[str]], pa.Table] = field(repr=False)
    _original: Callable[[], pa.Table] = field(repr=False)
    layout: Layout = field(default_factory=Layout)
    #: Whether ``original`` is in memory already, or takes another reading.
    original_at_hand: bool = False

    @cached_property
    def events(self) -> pa.Table:
        """The canonical table (:data:`dashboard.sources.files.convert.canonical.SCHEMA`), all columns."""
        return self.read(canonical.SCHEMA.names)

    @cached_property
    def original(self) -> pa.Table:
        """Every column of every row read, as text, in the file's order; ``row`` joins them to ``events``.

        Read at the first use and then kept. Raises FileRefused when the file has changed since it was opened.
        """
        return self._original()


def open_file(
    source: Path | bytes,
    name: str,
    *,
    mapping: Mapping | None = None,
    choices: Choices | None = None,
    remembered: bool = False,
    ask: bool = False,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Opened:
    """Open a file of events from a path or from bytes; ``name`` is what people call it.

    ``choices`` says how the bytes are read, where a person has said so. ``mapping`` explains the columns of a table that
    is in no published format; for one that is, only its date_order
    counts. ``remembered`` says that the mapping was settled for another table with this header: where this one's own
    dates prove another order of day and month, they are believed. ``ask`` opens nothing: MappingNeeded says what the
    file holds, whatever it is recognised as. ``progress(fraction, words)`` is called in this thread and may raise to stop.
    """
    opening = _Opening(name, mapping, limits or Limits(), Watch(name, progress), remembered, choices)
    opening.ask = ask
    return opening.run(source)


def preview(columns: Sequence[str], sample: Sequence[Sequence[str]], mapping: Mapping) -> tuple[pa.Table, Report]:
    """What a mapping makes of the first rows (those of MappingNeeded): canonical table and report."""
    sheet = from_records(sample, 0, columns, (), "", 2)
    draft = own_table.draft(sheet, mapping, column_forms.settle(mapping, _cells(mapping, sheet.table)))
    if set(geojson_file.OWN) <= set(columns):
        geojson_file.check(draft, sheet.table)
    events = canonical.finish(draft)
    return events, _report(sheet, draft, events, ())


def rebuild(
    name: str, original: pa.Table, listing: Listing, digest: str, mapping: Mapping | None, *, as_table: bool = False
) -> Opened:
    """Open again from the original columns of a kept copy; ``listing`` holds the lines that never became rows, and
    ``as_table`` says that it was read as a table like any other.
    """
    names = [column for column in original.column_names if column != "row"]
    choices = Choices(as_table=as_table)
    return _Opening(name, mapping, Limits(), Watch(name), choices=choices).rebuilt(names, original, listing, digest)


class _Opening:
    """One opening, step by step."""

    def __init__(
        self,
        name: str,
        mapping: Mapping | None,
        limits: Limits,
        watch: Watch,
        remembered: bool = False,
        choices: Choices | None = None,
    ) -> None:
        self.name, self.mapping, self.limits, self.watch, self.remembered = name, mapping, limits, watch, remembered
        self.choices = choices or Choices()
        self.layout = Layout(self.choices)
        self.ask = False

    def run(self, source: Path | bytes) -> Opened:
        self.watch.at(0, "Looking at the file")
        try:
            content = contents.load(source, self.name, self.limits, self.choices.sheet)
            self._from_archive(content)
            known, sheet = self._READERS[content.kind](self, content)
            return self._opened(known, sheet)
        except (MemoryError, pa.ArrowMemoryError, pa.ArrowCapacityError) as error:
            wrong = "it needs more memory than there is"
            raise FileRefused(self.name, wrong, "split it, by year for instance", str(error)) from error
        except OSError as error:
            raise contents.unreadable(self.name, error) from error
        except pa.ArrowException as error:
            wrong = "it cannot be read as a table"
            raise FileRefused(self.name, wrong, "save it as CSV in UTF-8 and try again", str(error)) from error

    def _from_archive(self, content: Content) -> None:
        """Offer the tables of an archive that holds several, as the sheets of a workbook are."""
        if content.members:
            chosen = self.choices.sheet == content.member
            self.layout = replace(
                self.layout,
                choices=replace(self.choices, sheet=content.member),
                sheets=tuple(SheetSeen(name, lines) for name, lines in content.members),
                reasons={
                    "sheet": "You chose it." if chosen else "Of the tables in the zip file it has the most lines."
                },
                questions=() if chosen else (open_questions.SHEET,),
            )

    # --- each kind of file becomes a sheet --------------------------------------------------------------------

    def _text(self, content: Content) -> tuple[Recognised, Sheet]:
        decoded = encoding.as_utf8(content, self.choices.encoding)
        try:
            return self._delimited(decoded)
        except delimited_text.NotUtf8:
            return self._delimited(encoding.judged(content))

    def _delimited(self, decoded: Decoded) -> tuple[Recognised, Sheet]:
        seen = first_records.look(decoded.content, self.limits, self.choices.delimiter)
        frame = self._frame(seen.records, seen.blank_before + 1)
        self._lay_out(frame, ["" for _ in range(seen.blank_before)] + [text.rstrip("\r\n") for text in seen.raw])
        self._decoded(decoded, seen)
        types, missing = self._plan(frame, seen.records)
        mender = Mender.of(len(frame.known.names), seen.records[frame.start :])
        plan = Plan(frame.known.names, frame.start, types, missing, frame.surplus, mender.mend)
        sheet = delimited_text.read(seen, plan, self.limits, self.watch)
        return frame.known, _framed(sheet, frame, mender.notices())

    def _decoded(self, decoded: Decoded, seen: first_records.Look) -> None:
        """Add to the layout how the bytes became text."""
        layout, asked = self.layout, () if decoded.certain else (open_questions.ENCODING,)
        self.layout = replace(
            layout,
            choices=replace(layout.choices, encoding=decoded.encoding, delimiter=seen.delimiter),
            encodings=decoded.offered,
            reasons={**layout.reasons, "encoding": decoded.why, "delimiter": seen.why},
            questions=(*layout.questions, *asked),
        )

    def _frame(self, records: Sequence[Sequence[str]], first_line: int) -> Frame:
        found = framed(self.name, records, first_line, self.choices.header_line)
        return replace(found, known=table_shape.as_table(found.known)) if self.choices.as_table else found

    def _lay_out(self, frame: Frame, lines: Sequence[str]) -> None:
        """Say on which line the header stands, and show the first lines."""
        cut = [line if len(line) <= _LINE else f"{line[:_LINE]} …" for line in lines[:_LINES]]
        self.layout = replace(
            self.layout,
            choices=replace(self.layout.choices, header_line=frame.line),
            lines=tuple(cut),
            reasons={**self.layout.reasons, "header_line": frame.why},
            questions=(*self.layout.questions, *(() if frame.certain else (open_questions.HEADER,))),
        )

    def _excel(self, content: Content) -> tuple[Recognised, Sheet]:
        self.watch.at(0.1, "Reading the workbook")
        among = self.choices.sheet == content.member and bool(content.members)
        book = excel_file.read(content, self.limits, replace(self.choices, sheet=None) if among else self.choices)
        if not content.members:
            asked = () if book.certain else (open_questions.SHEET,)
            self.layout = replace(
                self.layout,
                choices=replace(self.layout.choices, sheet=book.sheet),
                sheets=book.sheets,
                reasons={**self.layout.reasons, "sheet": book.why},
                questions=(*self.layout.questions, *asked),
            )
        first = next(number for number, record in enumerate(book.records) if any(record))
        frame = self._frame(book.records[first:], first + 1)
        self._lay_out(frame, ["\t".join(record) for record in book.records[:_LINES]])
        self._plan(frame, book.records[first:])
        digest = content.digest or contents.hexdigest(content)
        start = first + frame.start
        notices = (*content.notices, *book.notices)
        return frame.known, _framed(
            from_records(book.records, start, frame.known.names, notices, digest, start + 1), frame, ()
        )

    def _json(self, content: Content) -> tuple[Recognised, Sheet]:
        self.watch.at(0.1, "Reading the records")
        chosen = self.choices
        rows = json_records.read(content, self.limits, encoding=chosen.encoding, chosen=chosen.sheet)
        return self._rows(content, rows, table_shape.WORDS["geojson"])

    def _kml(self, content: Content) -> tuple[Recognised, Sheet]:
        self.watch.at(0.1, "Reading the placemarks")
        return self._rows(content, kml_file.read(content, self.limits), "KML")

    def _gis(self, content: Content) -> tuple[Recognised, Sheet]:
        self.watch.at(0.1, "Reading the features")
        # In an archive of several tables the choice was among those.
        rows, words = gis_file.read(
            content, self.limits, replace(self.choices, sheet=None) if content.members else self.choices
        )
        return self._rows(content, rows, words)

    def _rows(self, content: Content, rows: Rows, words: str) -> tuple[Recognised, Sheet]:
        """Records and features; ``words`` name the kind of file where they have a geometry."""
        known = self._recognised(rows.records[: FIRST_RECORDS + 1])
        known = _with_geometry(known, words) if set(geojson_file.OWN) <= set(known.names) else known
        known = replace(known, header=max(known.header, 1))
        self.layout = replace(rows.laid_out(self.layout), lines=rows.lines or _first_lines(content))
        self._plan(_as_frame(known, 1), rows.records[: FIRST_RECORDS + 1])
        notices = (*content.notices, *rows.notices)
        digest = content.digest or contents.hexdigest(content)
        numbers = [place + 2 for place in rows.places[known.header - 1 :]]
        sheet = from_records(rows.records, known.header, known.names, notices, digest, 2, numbers)
        sheet.listing.lines(
            "unreadable_record", [place + 2 for place, _ in rows.damaged], [text for _, text in rows.damaged]
        )
        return known, sheet

    def _parquet(self, content: Content) -> tuple[Recognised, Sheet]:
        self.watch.at(0.1, "Reading the columns")
        columns = parquet_file.read(content, self.limits)
        table = columns.table
        names = [str(name) for name in table.column_names]
        head = [
            [str(cell or "") for cell in pc.cast(column.slice(0, FIRST_RECORDS), pa.string()).to_pylist()]
            for column in table.columns
        ]
        records = [names, *map(list, zip(*head, strict=True))]
        known = self._recognised(records)
        if not known.header:
            known = replace(known, header=1)
        self.layout = replace(self.layout, lines=tuple("\t".join(record) for record in records[:_LINES]))
        self._plan(_as_frame(known, 1), records)
        digest = content.digest or contents.hexdigest(content)
        sheet = from_table(table, known.names, known.header - 1, content.notices, digest)
        for place, broken in columns.broken.items():
            cell = sheet.table.column(place)
            sheet.listing.note("broken_text", known.names[place], broken[known.header - 1 :], cell)
        return known, sheet

    _READERS = {"text": _text, "excel": _excel, "json": _json, "kml": _kml, "gis": _gis, "parquet": _parquet}  # noqa: RUF012

    def _recognised(self, records: Sequence[Sequence[str]]) -> Recognised:
        """What the first records are, or a table like any other where the reader said so."""
        known = table_shape.recognise(records)
        return table_shape.as_table(known) if self.choices.as_table else known

    # --- what the columns mean --------------------------------------------------------------------------------

    def _plan(self, frame: Frame, records: Sequence[Sequence[str]]) -> tuple[dict[str, pa.DataType], tuple[str, ...]]:
        """The columns to read now. Raises MappingNeeded when nobody has said what they mean, or how to read them."""
        known = frame.known
        published = FORMATS.get(known.shape)
        if published and published.refuses:
            raise FileRefused(self.name, *published.refuses)
        if self.ask or self.layout.questions or (published and self._to_agree(published)):
            raise self._needed(frame, records)
        if published is not None:
            types = {known.columns[name]: kind for name, kind in published.types.items() if name in known.columns}
            return types, published.missing
        fits = self.mapping is not None and set(self.mapping.columns.values()) <= set(known.names)
        if self.mapping is None or not fits or not {"date", "year"} & self.mapping.columns.keys():
            raise self._needed(frame, records)
        return own_table.types(self.mapping), ("",)

    def _to_agree(self, published: Published) -> tuple[str, ...]:
        """What a person has to agree to before a file of this format is shown, and has not."""
        agreed = self.mapping.confirmed if self.mapping else ()
        return tuple(code for code in published.questions if code not in agreed)

    def _needed(self, frame: Frame, records: Sequence[Sequence[str]]) -> MappingNeeded:
        known = frame.known
        sample, rows = frame.sample(records)
        proposal = propose(known.names, sample, known.tags)
        published = FORMATS.get(known.shape)
        settled = published is not None or self.mapping is not None
        asked = () if settled and self.layout.questions else questions(proposal, known.names, sample)
        asked = (self._to_agree(published) or asked) if published else asked
        asked = (*self.layout.questions, *asked)
        return MappingNeeded(self.name, known.names, sample, proposal, asked, self.layout, rows, known.shape)

    def _order(self, known: Recognised, sheet: Sheet) -> str:
        """What 3/4/2022 means in a file of a published format."""
        dates = [known.columns[name] for name in FORMATS[known.shape].dates if name in known.columns]
        order = (self.mapping.date_order if self.mapping else "") or _proven(sheet, dates)
        if order is None:
            texts = [pc.cast(sheet.table[name].slice(0, 50), pa.string()).to_pylist() for name in dates]
            sample = [tuple(cell or "" for cell in row) for row in zip(*texts, strict=True)]
            proposal = self.mapping or Mapping({"date": dates[0]})
            raise MappingNeeded(
                self.name, dates, sample, proposal, (open_questions.ORDER,), self.layout, shape=known.shape
            )
        return order

    def _forms(self, known: Recognised, sheet: Sheet) -> column_forms.Forms:
        """How the cells of somebody's table are read. Raises MappingNeeded where that is open, or is another way than
        the first rows showed.
        """
        assert self.mapping is not None
        said, unsaid = self.mapping, replace(self.mapping, date_order="", number_form="")
        whole = column_forms.settle(unsaid, _cells(said, sheet.table))
        first = column_forms.settle(unsaid, _cells(said, sheet.table.slice(0, FIRST_RECORDS)))
        if self.remembered:
            # The mapping was settled for another table: this one's own dates are believed.
            differs = {open_questions.ORDER: whole.order not in (None, said.date_order), open_questions.NUMBERS: False}
            self.mapping = said = replace(said, date_order="" if differs[open_questions.ORDER] else said.date_order)
            asked: tuple[str, ...] = ()
        else:
            asked = column_forms.differing(said, first, whole)
        forms = column_forms.settle(said, _cells(said, sheet.table))
        asked = tuple(dict.fromkeys((*asked, *forms.questions)))
        if asked:
            names = list(dict.fromkeys(said.columns.values()))
            sample, rows = _telling(said, sheet, names, replace(forms, order=forms.order or first.order))
            seen = (open_questions.SEEN[code] for code in asked if code in open_questions.SEEN)
            proposal = replace(said, confirmed=tuple(dict.fromkeys((*said.confirmed, *seen))))
            raise MappingNeeded(self.name, names, sample, proposal, asked, self.layout, rows, known.shape)
        return forms

    def _stated(self, mapping: Mapping) -> tuple[str, ...]:
        """The sentence where the head of the dates itself states their order."""
        head = mapping.columns.get("date", "")
        if not head or column_names.order_in(head) != mapping.date_order:
            return ()
        return (f'Dates were read {mapping.date_order.replace("_", " ")}, as the head "{head}" states.',)

    def _opened(self, known: Recognised, sheet: Sheet) -> Opened:
        published = FORMATS.get(known.shape)
        if published is not None:
            order, said = self._order(known, sheet), self.mapping.date_order if self.mapping else ""
            self.watch.at(0.92, "Reading days, places and figures")
            draft = published.draft(sheet, known.columns, order)
        else:
            forms = self._forms(known, sheet)
            assert self.mapping is not None
            order, said = forms.order or "", self.mapping.date_order
            self.watch.at(0.92, "Reading days, places and figures")
            draft = own_table.draft(sheet, self.mapping, forms)
        if set(geojson_file.OWN) <= set(sheet.names):
            geojson_file.check(draft, sheet.table)
        proven = order.endswith("_first") and not said
        stated = self._stated(self.mapping) if self.mapping and said else ()
        how = (_PROVEN.format(order.replace("_", " ")),) if proven else stated
        return self._made(known, sheet, draft, how)

    def rebuilt(self, names: Sequence[str], original: pa.Table, listing: Listing, digest: str) -> Opened:
        """The same from the original columns of a kept copy, by the mapping of today."""
        known = self._recognised([names])
        if set(geojson_file.OWN) <= set(names):
            known = _with_geometry(known)
        table = original.drop_columns(["row"])
        rows = original["row"].to_numpy().astype(np.int32)
        sheet = Sheet(tuple(names), table, rows, replace(listing, rows=rows), (), lambda: digest, lambda: original)
        return self._opened(known, sheet)

    def _made(self, known: Recognised, sheet: Sheet, draft: canonical.Draft, how: Sequence[str]) -> Opened:
        self.watch.at(0.96, "Putting the events in order of time")
        events = canonical.finish(draft)
        report = _report(sheet, draft, events, (*known.notices, *how))
        terms = ATTRIBUTIONS.get(known.shape, NOT_STATED)
        mapping = None if known.shape in FORMATS else self.mapping
        return Opened(
            self.name,
            known.shape,
            known.words,
            sheet.digest(),
            events.num_rows,
            report,
            terms,
            mapping,
            events.select,
            sheet.original,
            self.layout,
            sheet.original_at_hand,
        )


def _framed(sheet: Sheet, frame: Frame, mended: Sequence[str]) -> Sheet:
    """The sheet with what was skipped before it, and what its frame says."""
    sheet.listing.lines("before_header", [line for line, _ in frame.skipped], [text for _, text in frame.skipped])
    return replace(sheet, notices=(*sheet.notices, *frame.notices, *mended))


def _as_frame(known: Recognised, first_line: int) -> Frame:
    """The frame of records whose first is their header, and no line of the file."""
    return Frame(known, known.header, 0, first_line, first_line, True, "")


def _first_lines(content: Content) -> tuple[str, ...]:
    text = content.head[: _LINES * _LINE].decode("utf-8", "replace").removeprefix("\ufeff")
    return tuple(line if len(line) <= _LINE else f"{line[:_LINE]} …" for line in text.splitlines()[:_LINES])


def _cells(mapping: Mapping, table: pa.Table) -> column_forms.Cells:
    """The cells of each field of a mapping, with no word of other rows."""

    def cell(name: str) -> pa.ChunkedArray | None:
        column = table[mapping.columns[name]] if name in mapping.columns else None
        sliced = column is not None and pa.types.is_dictionary(column.type) and len(column) <= FIRST_RECORDS
        return pc.cast(column, pa.string()) if sliced else column

    return cell


def _telling(
    mapping: Mapping, sheet: Sheet, names: Sequence[str], forms: column_forms.Forms
) -> tuple[list[tuple[str, ...]], list[int]]:
    """Rows of the mapped columns that show what is asked, and their lines: the first ones, and the first that cannot be
    read as the others are.
    """
    draft = own_table.draft(replace(sheet, listing=Listing(sheet.rows)), mapping, forms)
    odd = [rows for reason, _, rows, _ in draft.listing.parts if reason in ("unreadable_date", "unreadable_number")]
    lines = {int(row) for rows in odd for row in rows[:_TELLING]}
    places = [place for place, row in enumerate(sheet.rows.tolist()) if place < _TELLING or row in lines]
    table = sheet.table.select(list(names)).take(pa.array(places))
    columns = [pc.cast(column, pa.string()).to_pylist() for column in table.columns]
    return [tuple(cell or "" for cell in row) for row in zip(*columns, strict=True)], sheet.rows[places].tolist()


def _proven(sheet: Sheet, dates: Sequence[str]) -> str | None:
    """What the file's own dates prove of their order; None if it stays open."""
    texts: list[str] = []
    for name in dates:
        kind = sheet.table[name].type
        if pa.types.is_dictionary(kind) or pa.types.is_string(kind):
            texts += cells.distinct(sheet.table[name])[0]
    return day_columns.order_of(texts)


def _with_geometry(known: Recognised, words: str = table_shape.WORDS["geojson"]) -> Recognised:
    """A FeatureCollection's rows: their place is the geometry, whatever the properties say."""
    if known.shape in FORMATS:
        columns = {**known.columns, "latitude": geojson_file.LATITUDE, "longitude": geojson_file.LONGITUDE}
        return replace(known, words=f"{known.words}, as {words}", columns=columns)
    return replace(known, shape="geojson", words=words)


def _report(sheet: Sheet, draft: canonical.Draft, events: pa.Table, notices: Sequence[str]) -> Report:
    parts = tuple(draft.listing.parts)
    return Report(
        rows_read=events.num_rows + left_out(parts),
        rows_shown=events.num_rows,
        unplaced=events["latitude"].null_count,
        notices=(*sheet.notices, *notices, *draft.notices),
        parts=parts,
        _original=sheet.original,
    )
