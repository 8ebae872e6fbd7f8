"""Fills the days of a draft: the first and the last day of each row, and how exactly they are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import cells, day_columns
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.day_columns import DAY, YEAR, ColumnDays
from dashboard.sources.files.convert.draft import EventDraft

#: How many days after the first day the last one may lie, by date_prec (none for a code that is not known).
_REACH = np.array([0, 0, 5, 6, 30, 365])


def fill_interval(
    draft: EventDraft,
    start: ColumnDays,
    end: ColumnDays,
    precision: Numbers,
    names: tuple[str, str],
    cell: Callable[[str], Any],
    years: tuple[str, Callable[[], ColumnDays]] | None = None,
) -> None:
    """Fill the first and the last day from two columns, or one of them with the stated precision, or the year.

    ``names`` are the file's columns of the first and the last day, ``cell`` gives the cells of a column for the report.
    A missing first or last day is placed as far away as the precision allows; nothing narrower is invented.
    ``years`` names the column of years and reads it: it counts where a row has no day.
    """
    note, reach = draft.listing.note, _REACH[np.where(precision.known, precision.values, 1).astype(int)]
    # A cell that names a month or a year is as wide as that already.
    first = np.where(start.known, start.first, end.first - np.where(end.names > DAY, 0, reach))
    last = np.where(end.known, end.last, start.last + np.where(start.names > DAY, 0, reach))
    keep = start.known | end.known
    draft.notices += day_columns.sentences(start, end)
    note("unreadable_end", names[1], end.wrong & start.known, cell(names[1]))
    note("unreadable_start", names[0], start.wrong & end.known, cell(names[0]))
    backwards = start.known & end.known & (first > last)
    note("end_before_start", names[1], backwards, cell(names[1]))
    if backwards.any():
        first, last = np.where(backwards, end.first, first), np.where(backwards, start.last, last)
    by_year = np.zeros(len(draft), dtype=bool)
    if years is not None and not keep.all():
        year_name, year = years[0], years[1]()
        by_year = ~keep & year.known & (year.names == YEAR)
        note("only_year", year_name, by_year, cell(year_name))
        first, last, keep = np.where(by_year, year.first, first), np.where(by_year, year.last, last), keep | by_year
    _list_rows_without_a_day(draft, ~keep, ~keep & (start.wrong | end.wrong), names, cell)
    codes = np.where(by_year, YEAR, _codes(start, end, precision))
    draft.columns["date_prec"] = pa.array(codes.astype(np.int8), mask=codes == 0)
    draft.set_days(first, last, keep)


def _codes(start: ColumnDays, end: ColumnDays, precision: Numbers) -> np.ndarray[Any, Any]:
    """The stated codes; where a cell names more than a day, at least the code of what it names."""
    codes = np.where(precision.known, precision.values, 0)
    named = np.maximum(np.where(start.known, start.names, 0), np.where(end.known, end.names, 0))
    return np.where(named > DAY, np.maximum(codes, named), codes)


def _list_rows_without_a_day(
    draft: EventDraft,
    without: np.ndarray[Any, Any],
    unreadable: np.ndarray[Any, Any],
    names: tuple[str, str],
    cell: Callable[[str], Any],
) -> None:
    """List the rows that are left out: those whose day cannot be read, and those that have none."""
    note = draft.listing.note
    no_first, no_last = (_is_empty(cell(name), len(draft)) for name in names)
    note("unreadable_date", names[0], unreadable & ~no_first, cell(names[0]))
    note("unreadable_date", names[1], unreadable & no_first & ~no_last, cell(names[1]))
    note("no_date", names[0], without & ~(unreadable & ~(no_first & no_last)))


def _is_empty(cell: Any, count: int) -> np.ndarray[Any, Any]:
    if cell is None:
        return np.ones(count, dtype=bool)
    if not pa.types.is_dictionary(cell.type) and not pa.types.is_string(cell.type):
        return pc.is_null(cell).to_numpy()  # type: ignore[no-any-return]
    values, codes = cells.distinct(cell)
    return cells.spread([value.strip().lower() in cells.NOTHING for value in values], codes, True, bool)
