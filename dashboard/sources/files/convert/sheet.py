"""A file as rows and columns, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert.row_report import Listing

#: How many records are looked at before a file is read.
FIRST_RECORDS = 200


@dataclass(frozen=True)
class Plan:
    """What to read: ``names`` are the file's columns in order, ``header`` the records before the first row, and
    ``types`` the columns wanted now, with the type most files have there; a file that differs is read as text.
    ``missing`` are cells that stand for nothing in these columns. ``surplus`` empty cells follow in each row. ``mend``
    gives a line that is too long or too short as many cells as there are names, or None where that would be a guess;
    it gets the line's number, None where nothing is mended yet.
    """

    names: tuple[str, ...]
    header: int
    types: Mapping[str, pa.DataType]
    missing: tuple[str, ...] = ("",)
    surplus: int = 0
    mend: Callable[[Sequence[str], int | None], list[str] | None] | None = None


@dataclass(frozen=True)
class FileSheet:
    """The wanted columns of every row (text, or already numbers and days), and where each row stands.

    ``rows`` are line numbers as a spreadsheet counts (the header is line 1), ``listing`` what is odd so far,
    ``digest`` waits for the file's
    SHA-256, ``original`` reads every column as text, with ``row`` before them.
    """

    names: tuple[str, ...]
    table: pa.Table
    rows: npt.NDArray[np.int32]
    listing: Listing
    notices: tuple[str, ...]
    digest: Callable[[], str]
    original: Callable[[], pa.Table]
    #: Whether ``original`` is in memory already, or takes another reading.
    original_at_hand: bool = False

    def __len__(self) -> int:
        return len(self.rows)


def unique_names(header: Iterable[str]) -> tuple[str, ...]:
    """Column names, trimmed; a second "year" becomes "year (2)", an empty one "column 7"."""
    names: list[str] = []
    used: set[str] = {"row"}
    for number, cell in enumerate(header, start=1):
        plain = " ".join(cell.replace("\ufeff", "").split()) or f"column {number}"
        name, count = plain, 1
        while name in used:
            count += 1
            name = f"{plain} ({count})"
        used.add(name)
        names.append(name)
    return tuple(names)


def with_rows(
    columns: Sequence[pa.Array | pa.ChunkedArray], names: Sequence[str], rows: npt.NDArray[np.int32]
) -> pa.Table:
    """The original table: ``row`` and every column."""
    return pa.Table.from_arrays([pa.array(rows, pa.int32()), *columns], names=["row", *names])


def from_records(
    records: Sequence[Sequence[str]],
    header: int,
    names: Sequence[str],
    notices: Sequence[str],
    digest: str,
    first_row: int,
    numbers: Sequence[int] = (),
) -> FileSheet:
    """A sheet from rows of text that are in memory already; blank rows are none. ``numbers`` are those of records that
    are rows even where they are blank.
    """
    numbered = zip(numbers, records[header:], strict=True) if numbers else enumerate(records[header:], start=first_row)
    kept = [(number, cells) for number, cells in numbered if numbers or any(cells)]
    width = len(names)
    columns = (
        zip(*((*cells[:width], *[""] * (width - len(cells))) for _, cells in kept), strict=True)
        if kept
        else [()] * width
    )
    arrays = [
        pa.array([cell.encode("utf-8", "replace").decode() if cell else None for cell in column], pa.string())
        for column in columns
    ]
    table = pa.Table.from_arrays(arrays, names=list(names))
    rows = np.array([number for number, _ in kept], dtype=np.int32)
    return FileSheet(
        tuple(names),
        table,
        rows,
        Listing(rows),
        tuple(notices),
        lambda: digest,
        lambda: with_rows(arrays, names, rows),
        True,
    )


def from_table(table: pa.Table, names: Sequence[str], skip: int, notices: Sequence[str], digest: str) -> FileSheet:
    """A sheet from columns that are in memory already, typed or not. The first ``skip`` rows are no rows."""
    table = table.rename_columns(list(names)).slice(skip)
    rows = np.arange(2 + skip, 2 + skip + table.num_rows, dtype=np.int32)

    def original() -> pa.Table:
        return with_rows([pc.cast(column, pa.string()) for column in table.columns], names, rows)

    return FileSheet(tuple(names), table, rows, Listing(rows), tuple(notices), lambda: digest, original, True)
