"""CSV, TSV and other delimited text → a sheet.

Arrow reads with all cores, on trust: wanted columns only, with the types that most files have. What does not fit is
read again, each time with less trust: with line breaks inside cells, as text, with the bad lines listed, and at last
by Python's own csv (:mod:`dashboard.sources.files.read.tolerant_csv`), which can find its way back after a broken quote. No pass is
believed unless its rows and the lines of the file add up, so that nothing is dropped in silence.
"""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from dashboard.sources.files.convert.row_report import Listing
from dashboard.sources.files.convert.sheet import FileSheet, Plan, with_rows
from dashboard.sources.files.read import tolerant_csv
from dashboard.sources.files.read.byte_counts import ByteCounts
from dashboard.sources.files.read.file_bytes import changed
from dashboard.sources.files.read.first_records import Look
from dashboard.sources.files.read.progress import Watch
from dashboard.sources.files.read.size_limits import Limits
from dashboard.words.sentences import deferred, say_count, say_deferred

#: Bytes that one thread parses at a time.
BLOCK = 1 << 20
_WORDS = deferred("Reading the rows")


def read(first: Look, plan: Plan, limits: Limits, watch: Watch) -> FileSheet:
    """All rows: the wanted columns now, the original ones when they are asked for."""
    return _Reading(first, plan, limits, watch).sheet()


class NotUtf8(Exception):
    """The bytes are not UTF-8: the first million were, a later one is not."""


@dataclass
class _Pass:
    """One reading: its table, and the lines that do not fit (number, text)."""

    table: pa.Table
    bad: list[tuple[int, str]]


class _Reading:
    """The passes over one file, from the one on trust to the one that trusts nothing."""

    def __init__(self, first: Look, plan: Plan, limits: Limits, watch: Watch) -> None:
        self.first, self.plan, self.limits, self.watch = first, plan, limits, watch
        self.content = first.content
        self.counts = ByteCounts(first.content)
        self.skip = first.ends[plan.header - 1] if plan.header else 0
        # The line (as a spreadsheet counts) of the first row: blank lines before the header count.
        self.first_row = plan.header + first.blank_before + 1 if plan.header else 1
        self.surplus = [f"\x00 surplus {number}" for number in range(plan.surplus)]
        self.text = dict.fromkeys(plan.types, pa.string())
        self.breaks = False

    def sheet(self) -> FileSheet:
        if not self.plan.types:
            raise ValueError("a plan wants at least one column")
        try:
            return self._on_trust()
        except pa.ArrowInvalid as error:
            if not self.counts.utf8:
                raise NotUtf8 from error
        return self._without_trust()

    def _on_trust(self) -> FileSheet:
        """All cores; raises ArrowInvalid when the file is not as it should be."""
        try:
            one_pass = self._arrow(self.plan.types)
            if not self.counts.utf8:
                raise NotUtf8
            if one_pass.table.num_rows != self.counts.lines - self.skip:
                raise pa.ArrowInvalid("line breaks inside cells")
        except pa.ArrowInvalid as error:
            if "invalid UTF8" in str(error):
                raise
            converted = "conversion error" in str(error)
            types = {name: _as_words(kind) for name, kind in self.plan.types.items()} if converted else self.plan.types
            self.breaks = True
            one_pass = self._arrow(types)
            if self.counts.has_open_quote():
                raise pa.ArrowInvalid("a quote is never closed") from error
        return self._built(one_pass)

    def _without_trust(self) -> FileSheet:
        """One core, each bad line listed; by Python where Arrow cannot read the file."""
        self.breaks = True
        types = {name: _as_words(kind) for name, kind in self.plan.types.items()}
        try:
            one_pass = self._arrow(types, listing=True)
            if not self.counts.has_open_quote() and not any(
                "\n" in text or self._can_be_mended(text) for _, text in one_pass.bad
            ):
                return self._built(one_pass)
        except pa.ArrowInvalid:
            pass
        return self._by_python()

    def _can_be_mended(self, text: str) -> bool:
        """Whether a line that does not fit may be mended, or is blank."""
        mend = self.plan.mend
        cells = next(csv.reader([text], delimiter=self.first.delimiter), [])
        return not any(cells) or (mend is not None and mend(cells, None) is not None)

    def _arrow(self, types: Mapping[str, pa.DataType], *, listing: bool = False, now: bool = True) -> _Pass:
        bad: list[tuple[int, str]] = []

        def keep(row: Any) -> str:
            bad.append((row.number, row.text))
            return "skip"

        options = (
            pa.csv.ReadOptions(
                use_threads=not listing,
                block_size=BLOCK,
                column_names=[*self.plan.names, *self.surplus],
                skip_rows=self.skip,
            ),
            pa.csv.ParseOptions(
                delimiter=self.first.delimiter,
                newlines_in_values=self.breaks,
                ignore_empty_lines=False,
                invalid_row_handler=keep if listing else None,
            ),
            pa.csv.ConvertOptions(
                column_types={**types, **dict.fromkeys(self.surplus, pa.string())},
                include_columns=[*types, *self.surplus],
                strings_can_be_null=True,
                null_values=list(self.plan.missing) if now else [""],
            ),
        )

        stream = self.content.arrow()

        def work() -> pa.Table:
            with stream:
                return pa.csv.read_csv(stream, *options)

        whole = max(self.content.size, 1)
        table = self.watch.during(work, lambda: _position(stream) / whole, say_deferred(_WORDS)) if now else work()
        self.content.check()
        if any(table[name].null_count < table.num_rows for name in self.surplus):
            raise pa.ArrowInvalid("more cells than the header names")
        return _Pass(table.drop_columns(self.surplus), bad)

    def _built(self, one_pass: _Pass) -> FileSheet:
        count = one_pass.table.num_rows + len(one_pass.bad)
        rows = np.arange(self.first_row, self.first_row + count, dtype=np.int32)
        bad_rows = [number - self.skip + self.first_row - 1 for number, _ in one_pass.bad]
        if bad_rows:
            rows = np.delete(rows, np.array(bad_rows) - self.first_row)
        if len(rows) != one_pass.table.num_rows:
            return self._by_python()
        table, original = one_pass.table, self._original(one_pass, rows)
        blank = _blank(table)
        notices = list(self.content.notices)
        if blank.any():
            blank &= _blank(original().drop_columns(["row"]))
        if blank.any():
            keep = ~blank
            table, rows = table.filter(pa.array(keep)), rows[keep]
            original = _filtered(original, keep)
            notices.append(
                say_count(
                    int(blank.sum()), one="{number} blank line is no row.", other="{number} blank lines are no rows."
                )
            )
        listing = Listing(rows)
        listing.lines("ragged_line", bad_rows, [text for _, text in one_pass.bad])
        return FileSheet(self.plan.names, table, rows, listing, tuple(notices), self._digest, original)

    def _original(self, one_pass: _Pass, rows: np.ndarray[Any, Any]) -> Callable[[], pa.Table]:
        table: list[pa.Table] = []
        # Released after use: the bytes of an upload are as large as the table.
        reading: list[_Reading] = [self]
        one_at_a_time = threading.Lock()
        breaks, listing = self.breaks, bool(one_pass.bad)

        def read_again() -> pa.Table:
            with one_at_a_time:
                if not table:
                    table.append(reading[0]._all_columns(breaks, listing, rows))
                    reading.clear()
                return table[0]

        return read_again

    def _all_columns(self, breaks: bool, listing: bool, rows: np.ndarray[Any, Any]) -> pa.Table:
        """Every column as text. Raises FileRefused when the file is no longer the one that was opened."""
        self.breaks = breaks
        every = dict.fromkeys(self.plan.names, pa.string())
        try:
            table = self._arrow(every, listing=listing, now=False).table
        except pa.ArrowInvalid as error:
            raise changed(self.content.name) from error
        if table.num_rows != len(rows):
            raise changed(self.content.name)
        return with_rows(table.columns, table.column_names, rows)

    def _by_python(self) -> FileSheet:
        with self.content.open() as stream:
            tolerated = tolerant_csv.read(
                stream,
                self.first.delimiter,
                self.plan.names,
                self.skip,
                self.first_row,
                self.limits,
                self.watch,
                self.plan.mend,
            )
        original = with_rows(tolerated.table.columns, tolerated.table.column_names, tolerated.rows)
        listing = Listing(tolerated.rows)
        for reason, rows, texts in tolerated.bad:
            listing.lines(reason, rows, texts)
        table = tolerated.table.select(list(self.plan.types))
        return FileSheet(
            self.plan.names, table, tolerated.rows, listing, self.content.notices, self._digest, lambda: original
        )

    def _digest(self) -> str:
        return self.counts.digest


def _position(stream: pa.NativeFile) -> int:
    """How many bytes have been read; the stream may be closed meanwhile."""
    try:
        return int(stream.tell())
    except (ValueError, OSError):
        return 0


def _as_words(kind: pa.DataType) -> pa.DataType:
    """The type for a column whose cells do not fit: numbers and days repeat, so a dictionary of words."""
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
