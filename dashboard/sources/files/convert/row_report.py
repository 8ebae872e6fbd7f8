"""What happened to every row of a file: counts, notices about the file as a whole, and the rows that are listed.

Rows read = rows shown + rows listed as left out. Columnar inside: a hundred thousand odd rows cost no loop.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from dashboard.sources.files.convert import cells
from dashboard.sources.files.convert.reasons import LEFT_OUT, REASONS
from dashboard.words.formula_guard import IS_NUMBER, MAY_CHANGE, harmless

#: row (as in the canonical table), column (empty: the whole row), value (the cell), reason (a code), sentence.
LISTED = pa.schema(
    [
        ("row", pa.int32()),
        ("column", pa.dictionary(pa.int32(), pa.string())),
        ("value", pa.string()),
        ("reason", pa.dictionary(pa.int32(), pa.string())),
        ("sentence", pa.string()),
    ]
)
_LONGEST = 300


@dataclass
class Listing:
    """Collects rows to list while a file is read. ``rows`` are the row numbers of the file, in its order;
    ``names_in_file`` are the file's own names of its columns.
    """

    rows: np.ndarray[Any, Any]
    names_in_file: Mapping[str, str] = field(default_factory=dict)
    parts: list[tuple[str, str, np.ndarray[Any, Any], pa.Array]] = field(default_factory=list)

    def note(self, reason: str, column: str, where: np.ndarray[Any, Any], cell: Any = None) -> None:
        """List the rows where the mask ``where`` holds. ``cell``: the column the values come from, or None."""
        if not where.any():
            return
        places = np.flatnonzero(where)
        self.parts.append((reason, self.names_in_file.get(column, column), self.rows[places], _values(cell, places)))

    def line(self, reason: str, row: int, text: str) -> None:
        """List one line that did not become a row."""
        self.parts.append((reason, "", np.array([row], dtype=np.int32), pa.array([_short(text)])))

    def lines(self, reason: str, rows: Sequence[int], texts: Sequence[str]) -> None:
        """List lines that did not become rows."""
        if rows:
            shown = pa.array([_short(text) for text in texts], pa.string())
            self.parts.append((reason, "", np.array(rows, dtype=np.int32), shown))


@dataclass(frozen=True)
class RowReport:
    """The import report of one file.

    ``rows_read`` counts data rows (no header, no blank line); ``rows_shown`` those in the canonical table; ``unplaced``
    those of them that have no place. ``notices`` are sentences about the whole file, in the order in which to read them.
    """

    rows_read: int
    rows_shown: int
    unplaced: int
    notices: tuple[str, ...]
    parts: Sequence[tuple[str, str, np.ndarray[Any, Any], pa.Array]]
    _original: Callable[[], pa.Table]
    #: Of a kept copy: its counts, and what reads its listed rows.
    _kept: tuple[Mapping[str, int], Callable[[], pa.Table]] | None = None

    @property
    def rows_left_out(self) -> int:
        """Rows that are listed and not shown."""
        return self.rows_read - self.rows_shown

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Entries by reason code, in the order of REASONS."""
        if self._kept:
            return self._kept[0]
        counts = dict.fromkeys(REASONS, 0)
        for reason, _, rows, _ in self.parts:
            counts[reason] += len(rows)
        return {reason: count for reason, count in counts.items() if count}

    @cached_property
    def listed(self) -> pa.Table:
        """Every entry, by row: the columns of LISTED."""
        if self._kept:
            return self._kept[1]()
        tables = [_entries(*part) for part in self.parts]
        if not tables:
            return LISTED.empty_table()
        table = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
        return table.take(pa.array(np.argsort(table["row"].to_numpy(), kind="stable")))

    def to_csv(self) -> bytes:
        """The listed rows with reason, sentence and all original columns (UTF-8 with a mark, for spreadsheets).

        A cell that a spreadsheet would take for a formula gets an apostrophe before it.
        """
        original = self._original()
        listed = self.listed
        place = pc.index_in(listed["row"], value_set=original["row"].combine_chunks())
        columns = {f"report {name}": pc.cast(listed[name], pa.string()) for name in listed.column_names}
        for name in original.column_names:
            if name != "row":
                columns[name] = pc.cast(original[name].take(place), pa.string())
        return to_csv(pa.table(columns))


def to_csv(table: pa.Table) -> bytes:
    """A table as formula-safe CSV: UTF-8 with a byte-order mark, empty cells for what is not known."""
    safe = pa.table(
        {harmless(name): _safe(column) for name, column in zip(table.column_names, table.columns, strict=True)}
    )
    out = io.BytesIO()
    out.write(b"\xef\xbb\xbf")
    pa.csv.write_csv(safe, out)
    return out.getvalue()


def _safe(column: Any) -> Any:
    if not (pa.types.is_string(column.type) or pa.types.is_dictionary(column.type)):
        return column
    text = cells.one(pc.cast(column, pa.string()))
    may_change = pc.and_(
        pc.match_substring_regex(text, MAY_CHANGE), pc.invert(pc.match_substring_regex(text, IS_NUMBER))
    )
    places = pc.indices_nonzero(pc.fill_null(may_change, False))
    if not len(places):
        return text
    values = text.to_pylist()
    for place in places.to_pylist():
        values[place] = harmless(values[place])
    return pa.array(values, pa.string())


def _entries(reason: str, column: str, rows: np.ndarray[Any, Any], values: pa.Array) -> pa.Table:
    before, _, after = REASONS[reason].sentence.partition("{value}")
    after_only = "{value}" not in REASONS[reason].sentence
    count = len(rows)
    sentence = (
        pa.array([before]).take(pa.array(np.zeros(count, dtype=np.int32)))
        if after_only
        else pc.binary_join_element_wise(before, pc.fill_null(values, ""), after, "")
    )
    zeros = pa.array(np.zeros(count, dtype=np.int32))
    columns = [
        pa.array(rows, pa.int32()),
        pa.DictionaryArray.from_arrays(zeros, pa.array([column])),
        values,
        pa.DictionaryArray.from_arrays(zeros, pa.array([reason])),
        sentence,
    ]
    return pa.Table.from_arrays(columns, schema=LISTED)


def _values(cell: Any, places: np.ndarray[Any, Any]) -> pa.Array:
    if cell is None:
        return pa.nulls(len(places), pa.string())
    column = cells.one(cell.take(pa.array(places)))
    return cells.one(pc.utf8_slice_codeunits(pc.cast(column, pa.string()), 0, _LONGEST))


def _short(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text[: _LONGEST + 1])
    return line if len(text) <= _LONGEST else f"{line[:_LONGEST]} …"


def left_out(parts: Sequence[tuple[str, str, np.ndarray[Any, Any], pa.Array]]) -> int:
    """How many entries stand for rows that are not shown."""
    return sum(len(rows) for reason, _, rows, _ in parts if REASONS[reason].keeps == LEFT_OUT)
