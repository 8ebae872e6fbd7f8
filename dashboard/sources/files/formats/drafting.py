"""Steps that the drafts of several formats share: cells by column, exact days, kinds by word, codes by word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import cells, day_columns
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.coordinates import positions
from dashboard.sources.files.convert.day_columns import ColumnDays
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_texts
from dashboard.sources.files.convert.draft_days import fill_interval
from dashboard.sources.files.convert.draft_places import CoordinateColumn, Mask, PairColumn, fill_place
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.convert.toponyms import WHERE_PREC
from dashboard.sources.files.formats.code_terms import KINDS

Cell = Callable[[str], Any]


def start(sheet: FileSheet, columns: Mapping[str, str]) -> tuple[EventDraft, Cell]:
    """An empty draft, and what gives the cells of a column of the format; None where the file has none."""
    draft = EventDraft(sheet.listing)
    draft.listing.names_in_file = columns

    def cell(name: str) -> Any:
        return sheet.table[columns[name]] if name in columns else None

    return draft, cell


def read_days(cell: Any, order: str, count: int) -> ColumnDays:
    """The days of a column, none where the file lacks it."""
    return day_columns.none(count) if cell is None else day_columns.read(cell, order)


def fill_days(
    draft: EventDraft, start: ColumnDays, end: ColumnDays, names: tuple[str, str], cell: Cell, *, exact: bool
) -> None:
    """Fill the interval from a first and a last day; a row without a last day ends with what its first one names.

    ``exact`` says that a day in the file is the day of the act; otherwise its exactness is left unknown.
    """
    named = np.where(end.known, np.maximum(start.names, end.names), start.names)
    last = ColumnDays(
        np.where(end.known, end.first, start.first),
        np.where(end.known, end.last, start.last),
        np.where(end.known, end.names, start.names),
        end.known | start.known,
        end.wrong,
    )
    draft.listing.note("unreadable_end", names[1], end.wrong & start.known, cell(names[1]))
    one_day = start.known & (named == day_columns.DAY) & (last.last == start.first)
    length = last.last - start.first + 1
    by_length = np.select([length <= 1, length <= 6, length <= 7, length <= 31], [1, 2, 3, 4], 5)
    codes = np.where(one_day, 1, by_length) if exact else by_length
    known = start.known & last.known & (exact | (length > 1))
    precision = Numbers(codes, known, np.zeros(len(draft), dtype=bool))
    fill_interval(draft, start, last, precision, names, cell)


def parts_of_days(year: Numbers, month: Numbers, day: Numbers) -> ColumnDays:
    """Days from three columns of numbers; 0 or nothing for the month or the day is a year or a month."""
    stated = year.known & (year.values >= day_columns.FIRST_YEAR) & (year.values <= day_columns.LAST_YEAR)
    years = np.where(stated, year.values, 1970).astype(np.int64)
    has_month = month.known & (month.values > 0)
    has_day = has_month & day.known & (day.values > 0)
    months = np.where(has_month, month.values, 1).astype(np.int64)
    from_month = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (months - 1)
    first_of = from_month.astype("datetime64[D]").astype(np.int64)
    next_month = (from_month + 1).astype("datetime64[D]").astype(np.int64)
    next_year = (years - 1969).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    first = first_of + np.where(has_day, day.values, 1).astype(np.int64) - 1
    possible = stated & (first < next_month)
    last = np.where(has_day, first, np.where(has_month, next_month - 1, next_year - 1))
    names = np.where(has_day, day_columns.DAY, np.where(has_month, day_columns.MONTH, day_columns.YEAR))
    wrong = year.wrong | month.wrong | day.wrong | (year.known & ~possible)
    known = possible & ~wrong
    return ColumnDays(
        np.where(known, first, 0).astype(np.int32),
        np.where(known, last, 0).astype(np.int32),
        np.where(known, names, 0).astype(np.int8),
        known,
        wrong,
    )


def codes_by_word(draft: EventDraft, column: str, cell: Any, published: Mapping[str, int]) -> Numbers:
    """A number for each word of a published list; another word is listed as an unknown precision."""
    if cell is None:
        return cells.nothing(len(draft))
    values, places = cells.distinct(cell)
    words = [" ".join((value or "").split()).lower() for value in values]
    missing = [word in cells.MISSING for word in words]
    numbers = cells.spread([published.get(word, 0) for word in words], places, 0, np.int8)
    wrong = cells.spread(
        [word not in published and not lacks for word, lacks in zip(words, missing, strict=True)], places, False, bool
    )
    draft.listing.note("unknown_precision", column, wrong, cell)
    return Numbers(numbers, numbers > 0, wrong)


def kinds_by_word(draft: EventDraft, words: Any, published: Mapping[str, str]) -> pa.DictionaryArray:
    """Our kind for each word of a published list (in small letters), other for every other word."""
    values, places = cells.distinct(words) if words is not None else ([], np.full(len(draft), -1, dtype=np.int32))
    other = KINDS.index("other")
    numbers = [KINDS.index(published.get((value or "").strip().lower(), "other")) for value in values]
    return kind_column(cells.spread(numbers, places, other, np.int32))


def kind_column(numbers: np.ndarray[Any, Any]) -> pa.DictionaryArray:
    """A column of kinds from their places in KINDS."""
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), pa.array(KINDS))


def fill_words(draft: EventDraft, cell: Cell, theirs: Mapping[str, str], missing: Sequence[str] = ()) -> None:
    """Fill the columns of words and prose: ours → the format's. ``missing`` are words that stand for nothing."""
    nothing = {*cells.MISSING, *missing}
    fill_texts(draft, {ours: cell(column) for ours, column in theirs.items()}, nothing)


def fill_point(draft: EventDraft, cell: Cell, latitude: str = "latitude", longitude: str = "longitude") -> None:
    """Fill the place from the two columns of the format."""
    fill_place(draft, CoordinateColumn(latitude, cell(latitude)), CoordinateColumn(longitude, cell(longitude)))


def fill_point_or_pair(
    draft: EventDraft, cell: Cell, longitude_first: bool | None, *, list_empty: bool = True
) -> tuple[PairColumn | None, Mask]:
    """Fill the place from latitude and longitude, or from a column that states both; returns that column, and the rows
    that have no place.
    """
    both = cell("coordinates")
    pair = None if both is None else PairColumn("coordinates", both, positions(both, longitude_first))
    latitude, longitude = (CoordinateColumn(name, cell(name)) for name in ("latitude", "longitude"))
    return pair, fill_place(draft, latitude, longitude, pair, list_empty=list_empty)


def mark_areas(draft: EventDraft, pair: PairColumn, empty: Mask) -> None:
    """Show lines and areas at a point on them, as approximate."""
    kinds = pair.positions.kinds
    area = pc.fill_null(pc.not_equal(kinds, "Point"), False).to_numpy(zero_copy_only=False) & ~empty
    area &= draft.columns["latitude"].is_valid().to_numpy(zero_copy_only=False)
    draft.listing.note("area_for_point", pair.name, area, kinds)
    where = draft.columns["where_prec"].fill_null(0).to_numpy()
    codes = np.where(area, np.maximum(where, WHERE_PREC["border"]), where).astype(np.int8)
    draft.columns["where_prec"] = pa.array(codes, mask=codes == 0)
