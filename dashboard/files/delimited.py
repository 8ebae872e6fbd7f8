"""CSV, TSV and other delimited text → a Sheet.

Arrow reads with all cores, on trust: wanted columns only, with the types most files have. What does not fit that is
read again, each time with less trust: with line breaks inside cells, as text, with the bad lines listed, and at last
by Python's own csv (:mod:`dashboard.files.lines`), which can find its way back after a broken quote. No pass is
believed unless its rows and the lines of the file add up, so that nothing is dropped in silence.
"""

from __future__ import annotations

import csv
import hashlib
import io
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from dashboard.errors import FileRefused
from dashboard.files import encoding, lines
from dashboard.files.contents import Content, changed
from dashboard.files.limits import Limits, size_words
from dashboard.files.report import Listing
from dashboard.files.sheet import FIRST_RECORDS, Plan, Sheet, with_rows
from dashboard.files.watch import Watch

DELIMITERS = ",;\t|"
#: Bytes that one thread parses at a time.
BLOCK = 1 << 20
_WORDS = "Reading the rows"


@dataclass(frozen=True)
class Look:
    """The first records of a text file, what separates its cells, and the line on which each record ends."""

    content: Content
    delimiter: str
    records: tuple[tuple[str, ...], ...]
    ends: tuple[int, ...]
    blank_before: int


def look(content: Content, limits: Limits) -> Look:
    """Read the first records. Raises FileRefused for one endless line or too many columns."""
    content = encoding.as_utf8(content)
    with content.open() as stream:
        head = stream.read(min(content.size, limits.header_bytes + BLOCK))
    text = head.decode("utf-8", "ignore").removeprefix("\ufeff")
    first = text.lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    if len(first) > limits.header_bytes or (len(first) >= len(text) and content.size > len(head)):
        wrong = f"its first line is longer than {size_words(limits.header_bytes)}, so it has no header"
        raise FileRefused(content.name, wrong, "open a table with one line a row")
    delimiter = _delimiter(text)
    records, ends, blanks = _records(text, delimiter, content.size > len(head))
    if not records:
        raise FileRefused(content.name, "it holds no row at all", "export or download it again")
    if len(records[0]) > limits.columns:
        wrong = f"its first line has {len(records[0]):,} columns, and at most {limits.columns:,} are read"
        raise FileRefused(content.name, wrong, "open a table with one row an event")
    return Look(content, delimiter, tuple(records), tuple(ends), blanks)


def read(seen: Look, plan: Plan, limits: Limits, watch: Watch) -> Sheet:
    """All rows: the wanted columns now, the original ones when they are asked for."""
    return _Reading(seen, plan, limits, watch).sheet()


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into the most cells, as evenly as possible."""
    sample = text[:65536].splitlines()[:20]

    def score(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=sign) if row]
        if not widths or widths[0] == 1:
            return (0, 0)
        return (sum(width == widths[0] for width in widths) * 4 >= len(widths) * 3, widths[0])

    try:
        return max(DELIMITERS, key=score)
    except csv.Error:
        return ","


def _records(text: str, delimiter: str, cut: bool) -> tuple[list[tuple[str, ...]], list[int], int]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[tuple[str, ...]] = []
    ends: list[int] = []
    blanks = 0
    try:
        for cells in reader:
            if cells or records:
                records.append(tuple(cells))
                ends.append(reader.line_num)
            else:
                blanks += 1
            if len(records) >= FIRST_RECORDS:
                return records, ends, blanks
    except csv.Error:
        pass
    return (records[:-1] or records, ends, blanks) if cut else (records, ends, blanks)


class _Tap(io.RawIOBase):
    """The bytes on their way to Arrow: hashed and counted, and stopped when somebody says so."""

    def __init__(self, stream: IO[bytes], watch: Watch, *, hashed: bool, quotes: bool) -> None:
        self.stream, self.watch, self.counts_quotes = stream, watch, quotes
        self.hash = hashlib.sha256() if hashed else None
        self.bytes = self.newlines = self.quotes = 0
        self.last = b""

    def read(self, size: int = -1) -> bytes:
        self.watch.check()
        piece = self.stream.read(size)
        if piece:
            if self.hash:
                self.hash.update(piece)
            self.bytes += len(piece)
            self.newlines += piece.count(b"\n")
            if self.counts_quotes:
                self.quotes += piece.count(b'"')
            self.last = piece[-1:]
        return piece

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.stream.close()
        super().close()

    @property
    def lines(self) -> int:
        """Lines that end with a line feed, and the last one if it does not."""
        return self.newlines + (self.bytes > 0 and self.last != b"\n")


@dataclass
class _Pass:
    """One reading: its table, what went through the tap, and the lines that do not fit (number, cells, text)."""

    table: pa.Table
    tap: _Tap
    bad: list[tuple[int, str]]


class _Reading:
    """The passes over one file, from the one on trust to the one that trusts nothing."""

    def __init__(self, seen: Look, plan: Plan, limits: Limits, watch: Watch) -> None:
        self.seen, self.plan, self.limits, self.watch = seen, plan, limits, watch
        self.content = seen.content
        self.skip = seen.ends[plan.header - 1] if plan.header else 0
        # The line (as a spreadsheet counts) of the first row: blank lines before the header count.
        self.first_row = plan.header + seen.blank_before + 1
        self.text = dict.fromkeys(plan.types, pa.string())
        self.breaks = False

    def sheet(self) -> Sheet:
        if not self.plan.types:
            raise ValueError("a plan wants at least one column")
        try:
            return self._trusting()
        except pa.ArrowInvalid as error:
            if "invalid UTF8" in str(error):
                self.content = encoding.transcoded(self.content)
                try:
                    return self._trusting()
                except pa.ArrowInvalid:
                    pass
        return self._mistrusting()

    def _trusting(self) -> Sheet:
        """All cores; raises ArrowInvalid when the file is not as it should be."""
        try:
            done = self._arrow(self.plan.types)
            if done.table.num_rows != done.tap.lines - self.skip:
                raise pa.ArrowInvalid("line breaks inside cells")
        except pa.ArrowInvalid as error:
            if "invalid UTF8" in str(error):
                raise
            converted = "conversion error" in str(error)
            types = {name: _as_words(kind) for name, kind in self.plan.types.items()} if converted else self.plan.types
            self.breaks = True
            done = self._arrow(types)
            if done.tap.quotes % 2:
                raise pa.ArrowInvalid("a quote is never closed") from error
        return self._built(done)

    def _mistrusting(self) -> Sheet:
        """One core, each bad line listed; by Python where even Arrow gives up."""
        self.breaks = True
        types = {name: _as_words(kind) for name, kind in self.plan.types.items()}
        try:
            done = self._arrow(types, listing=True)
            if done.tap.quotes % 2 == 0 and not any("\n" in text for _, text in done.bad):
                return self._built(done)
        except pa.ArrowInvalid:
            pass
        return self._by_python()

    def _arrow(self, types: Mapping[str, pa.DataType], *, listing: bool = False, now: bool = True) -> _Pass:
        bad: list[tuple[int, str]] = []

        def keep(row: Any) -> str:
            bad.append((row.number, row.text))
            return "skip"

        tap = _Tap(self.content.open(), self.watch, hashed=now and not self.content.digest, quotes=self.breaks)
        options = (
            pa.csv.ReadOptions(
                use_threads=not listing, block_size=BLOCK, column_names=list(self.plan.names), skip_rows=self.skip
            ),
            pa.csv.ParseOptions(
                delimiter=self.seen.delimiter,
                newlines_in_values=self.breaks,
                ignore_empty_lines=False,
                invalid_row_handler=keep if listing else None,
            ),
            pa.csv.ConvertOptions(
                column_types=dict(types),
                include_columns=list(types),
                strings_can_be_null=True,
                null_values=list(self.plan.missing) if now else [""],
            ),
        )

        def work() -> pa.Table:
            with pa.PythonFile(tap, mode="r") as stream:
                return pa.csv.read_csv(stream, *options)

        whole = max(self.content.size, 1)
        table = self.watch.during(work, lambda: tap.bytes / whole, _WORDS) if now else work()
        if tap.bytes != self.content.size:
            raise changed(self.content.name)
        return _Pass(table, tap, bad)

    def _built(self, done: _Pass) -> Sheet:
        count = done.table.num_rows + len(done.bad)
        rows = np.arange(self.first_row, self.first_row + count, dtype=np.int32)
        bad_rows = [number - self.skip + self.first_row - 1 for number, _ in done.bad]
        if bad_rows:
            rows = np.delete(rows, np.array(bad_rows) - self.first_row)
        if len(rows) != done.table.num_rows:
            return self._by_python()
        table, original = done.table, self._original(done, rows)
        blank = _blank(table)
        notices = list(self.content.notices)
        if blank.any():
            blank &= _blank(original().drop_columns(["row"]))
        if blank.any():
            keep = ~blank
            table, rows = table.filter(pa.array(keep)), rows[keep]
            original = _filtered(original, keep)
            notices.append(f"{blank.sum():,} blank lines are no rows.")
        listing = Listing(rows)
        listing.lines("ragged_line", bad_rows, [text for _, text in done.bad])
        return Sheet(self.plan.names, table, rows, listing, tuple(notices), self._digest(done.tap), original)

    def _original(self, done: _Pass, rows: np.ndarray[Any, Any]) -> Callable[[], pa.Table]:
        kept: list[pa.Table] = []
        # Given up after use: the bytes of an upload are as large as the table.
        reading: list[_Reading] = [self]
        one_at_a_time = threading.Lock()
        breaks, listing = self.breaks, bool(done.bad)

        def read_again() -> pa.Table:
            with one_at_a_time:
                if not kept:
                    kept.append(reading[0]._all_columns(breaks, listing, rows))
                    reading.clear()
                return kept[0]

        return read_again

    def _all_columns(self, breaks: bool, listing: bool, rows: np.ndarray[Any, Any]) -> pa.Table:
        """Every column as text. Raises FileRefused when the file is no longer the one that was opened."""
        self.breaks = breaks
        every = dict.fromkeys(self.plan.names, pa.string())
        try:
            table = self._arrow(every, listing=listing, now=False).table
        except pa.ArrowInvalid as error:
            if "invalid UTF8" not in str(error):
                raise changed(self.content.name) from error
            self.content = encoding.transcoded(self.content)
            table = self._arrow(every, listing=listing, now=False).table
        if table.num_rows != len(rows):
            raise changed(self.content.name)
        return with_rows(table.columns, table.column_names, rows)

    def _by_python(self) -> Sheet:
        with self.content.open() as stream:
            found = lines.read(
                stream, self.seen.delimiter, self.plan.names, self.skip, self.first_row, self.limits, self.watch
            )
        digest = self.content.digest or self._rehash()
        original = with_rows(found.table.columns, found.table.column_names, found.rows)
        listing = Listing(found.rows)
        for reason, rows, texts in found.bad:
            listing.lines(reason, rows, texts)
        table = found.table.select(list(self.plan.types))
        return Sheet(self.plan.names, table, found.rows, listing, self.content.notices, digest, lambda: original)

    def _digest(self, tap: _Tap) -> str:
        if self.content.digest:
            return self.content.digest
        return tap.hash.hexdigest() if tap.hash else self._rehash()

    def _rehash(self) -> str:
        with self.seen.content.open() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def _as_words(kind: pa.DataType) -> pa.DataType:
    """What to read a column as when it is not what it should be: numbers and days repeat, so as a dictionary."""
    return kind if pa.types.is_string(kind) else pa.dictionary(pa.int32(), pa.string())


def _blank(table: pa.Table) -> np.ndarray[Any, Any]:
    """Rows in which no cell holds anything."""
    blank = np.ones(table.num_rows, dtype=bool)
    for column in sorted(table.columns, key=lambda column: column.null_count):
        if not column.null_count:
            return np.zeros(table.num_rows, dtype=bool)
        blank &= pc.is_null(column).to_numpy()
        if not blank.any():
            break
    return blank


def _filtered(original: Callable[[], pa.Table], keep: np.ndarray[Any, Any]) -> Callable[[], pa.Table]:
    return lambda: original().filter(pa.array(keep))
