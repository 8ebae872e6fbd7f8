"""The table that every opened file becomes: one row an event, whatever the file was.

Each shape (:mod:`~dashboard.sources.files.formats.acled`, :mod:`~dashboard.sources.files.formats.ged`, :mod:`~dashboard.sources.files.formats.own_table`) fills a
:class:`Draft` in the file's order; :func:`finish` checks what can be checked for all of them alike and puts the rows
in order of time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import cells, country_borders, day_columns, people_counts
from dashboard.sources.files.convert import stated_night as night
from dashboard.sources.files.convert.canonical_columns import COLUMNS_MEAN as COLUMNS_MEAN
from dashboard.sources.files.convert.canonical_columns import SCHEMA as SCHEMA
from dashboard.sources.files.convert.canonical_columns import WORDS as WORDS
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.coordinates import EAST_WEST, NORTH_SOUTH, Positions, angles
from dashboard.sources.files.convert.day_columns import DAY, YEAR, Days
from dashboard.sources.files.convert.row_report import Listing

#: More deaths than this are a slip of the keyboard.
MOST_DEATHS = 100_000_000


@dataclass
class Draft:
    """The columns of SCHEMA that a shape fills, in the file's order. ``keep`` marks rows that have a date."""

    listing: Listing
    columns: dict[str, pa.Array] = field(default_factory=dict)
    keep: np.ndarray[Any, Any] = field(default_factory=lambda: np.zeros(0, dtype=bool))
    notices: list[str] = field(default_factory=list)
    night: night.Search | None = None

    def __len__(self) -> int:
        return len(self.listing.rows)

    def days(self, first: np.ndarray[Any, Any], last: np.ndarray[Any, Any], keep: np.ndarray[Any, Any]) -> None:
        """Set the interval: days since 1970-01-01, both included."""
        self.keep = keep
        self.columns["date_start"] = pa.array(first.astype(np.int32)).cast(pa.date32())
        self.columns["date_end"] = pa.array(last.astype(np.int32)).cast(pa.date32())


def interval(
    draft: Draft, start: Days, end: Days, year: Callable[[], Days], prec: Numbers, names: tuple[str, str, str], raw: Any
) -> None:
    """First and last day from two columns, or one of them with the stated precision, or the year.

    ``names`` are the file's columns for start, end and year, ``raw`` gives the cells of one for the report. A start or
    end that lacks is placed as far away as the precision allows; nothing narrower is invented.
    """
    note, reach = draft.listing.note, np.array([0, 0, 5, 6, 30, 365])[np.where(prec.known, prec.values, 1).astype(int)]
    # A cell that names a month or a year is as wide as that already.
    first = np.where(start.known, start.first, end.first - np.where(end.names > DAY, 0, reach))
    last = np.where(end.known, end.last, start.last + np.where(start.names > DAY, 0, reach))
    keep = start.known | end.known
    draft.notices += day_columns.sentences(start, end)
    note("unreadable_end", names[1], end.wrong & start.known, raw(names[1]))
    note("unreadable_start", names[0], start.wrong & end.known, raw(names[0]))
    backwards = start.known & end.known & (first > last)
    note("end_before_start", names[1], backwards, raw(names[1]))
    if backwards.any():
        first, last = np.where(backwards, end.first, first), np.where(backwards, start.last, last)
    by_year = np.zeros(len(draft), dtype=bool)
    if not keep.all():
        years = year()
        by_year = ~keep & years.known & (years.names == YEAR)
        note("only_year", names[2], by_year, raw(names[2]))
        first, last, keep = np.where(by_year, years.first, first), np.where(by_year, years.last, last), keep | by_year
    wrong = ~keep & (start.wrong | end.wrong)
    first_empty = _empty(raw(names[0]), len(draft))
    last_empty = _empty(raw(names[1]), len(draft))
    note("unreadable_date", names[0], wrong & ~first_empty, raw(names[0]))
    note("unreadable_date", names[1], wrong & first_empty & ~last_empty, raw(names[1]))
    note("no_date", names[0], ~keep & ~(wrong & ~(first_empty & last_empty)))
    codes = np.where(prec.known, prec.values, 0)
    names_coarse = np.maximum(np.where(start.known, start.names, 0), np.where(end.known, end.names, 0))
    codes = np.where(names_coarse > DAY, np.maximum(codes, names_coarse), codes)
    codes = np.where(by_year, YEAR, codes)
    draft.columns["date_prec"] = pa.array(codes.astype(np.int8), mask=codes == 0)
    draft.days(first, last, keep)


def _empty(cell: Any, count: int) -> np.ndarray[Any, Any]:
    if cell is None:
        return np.ones(count, dtype=bool)
    if not pa.types.is_dictionary(cell.type) and not pa.types.is_string(cell.type):
        return pc.is_null(cell).to_numpy()  # type: ignore[no-any-return]
    values, codes = cells.distinct(cell)
    return cells.spread([value.strip().lower() in cells.NOTHING for value in values], codes, True, bool)


def precision(draft: Draft, column: str, cell: Any, most: int) -> Numbers:
    """A code from 1 to ``most``; another one is listed and unknown."""
    if cell is None:
        return cells.nothing(len(draft))
    found = cells.whole_numbers(cell, 1, most)
    draft.listing.note("unknown_precision", column, found.wrong, cell)
    return found


def place(
    draft: Draft,
    latitude: tuple[str, Any],
    longitude: tuple[str, Any],
    listed: bool = True,
    both: tuple[str, Any, Positions] | None = None,
) -> np.ndarray[Any, Any]:
    """Set the coordinates from two (column, cells), or from ``both`` where these are empty; returns where nothing is.

    With ``listed=False`` rows that have neither coordinate are left to whoever looks up their names.
    """
    count, note = len(draft), draft.listing.note
    (north_name, north_cell), (east_name, east_cell) = latitude, longitude
    north = cells.nothing(count) if north_cell is None else angles(north_cell, NORTH_SOUTH)
    east = cells.nothing(count) if east_cell is None else angles(east_cell, EAST_WEST)
    unreadable = north.wrong | east.wrong
    if both is not None:
        north_name, north_cell, positions = (both[0], both[1], both[2]) if north_cell is None else (*latitude, both[2])
        free = ~(north.known | east.known | unreadable)
        note("unreadable_place", both[0], free & positions.wrong, both[1])
        unreadable = unreadable | (free & positions.wrong)
        placed = free & positions.known
        north = Numbers(np.where(placed, positions.latitude, north.values), north.known | placed, north.wrong)
        east = Numbers(np.where(placed, positions.longitude, east.values), east.known | placed, east.wrong)
    if east_cell is None:
        east_name, east_cell = north_name, north_cell
    note("unreadable_place", north_name, north.wrong, north_cell)
    note("unreadable_place", east_name, east.wrong & ~north.wrong, east_cell)
    east = _west_of_180(draft, east)
    both = north.known & east.known
    half = (north.known ^ east.known) & ~unreadable
    note("half_place", north_name, half & north.known, north_cell)
    note("half_place", east_name, half & east.known, east_cell)
    far_north, far_east = both & (np.abs(north.values) > 90), both & (np.abs(east.values) > 180)
    note("impossible_place", north_name, far_north, north_cell)
    note("impossible_place", east_name, far_east & ~far_north, east_cell)
    zero = both & (north.values == 0) & (east.values == 0)
    note("zero_place", north_name, zero, north_cell)
    empty: np.ndarray[Any, Any] = ~north.known & ~east.known & ~unreadable
    if listed:
        note("no_place", "", empty)
    usable: np.ndarray[Any, Any] = both & ~far_north & ~far_east & ~zero
    draft.columns["latitude"] = north.array(pa.float64(), usable)
    draft.columns["longitude"] = east.array(pa.float64(), usable)
    return empty


def _west_of_180(draft: Draft, east: Numbers) -> Numbers:
    """Longitudes of a column that counts eastward to 360, from -180 to 180; any other column as it is."""
    far = east.known & (east.values > 180) & (east.values <= 360)
    if not far.any() or (east.values[east.known] < 0).any():
        return east
    rows = f"{far.sum():,} row{'' if far.sum() == 1 else 's'}"
    draft.notices.append(
        f"The longitudes count from 0 to 360: in {rows} 181 to 360 were read as west (190 is 170 west)."
    )
    return Numbers(np.where(far, east.values - 360, east.values), east.known, east.wrong)


def deaths(draft: Draft, name: str, column: str, cell: Any, form: str | None = "") -> Numbers:
    """A figure of 0 or more; another cell is listed and unknown. ``form`` is the sign before decimals (figures.FORMS).

    A cell such as "4-6" or "at least 12" in the best estimate is the low and the high one, where the row has no other.
    """
    if cell is None:
        return cells.nothing(len(draft))
    found, note = people_counts.read(cell, MOST_DEATHS, form or ""), draft.listing.note
    note("unreadable_number", column, found.best.wrong, cell)
    note("coded_unknown", column, found.unknown, cell)
    stated = found.best.array(pa.int32())
    draft.columns[name] = pc.coalesce(stated, draft.columns[name]) if name in draft.columns else stated
    if name == "fatalities":
        note("bounded_number", column, found.bounded, cell)
        for bound, numbers in (("fatalities_low", found.low), ("fatalities_high", found.high)):
            if numbers.known.any():
                draft.columns[bound] = numbers.array(pa.int32())
    else:
        note("unreadable_number", column, found.bounded, cell)
    if found.grouped:
        called = draft.listing.called.get(column, column)
        rows = f"{found.grouped:,} cell{'' if found.grouped == 1 else 's'}"
        thousand = {"point": "1.000", "comma": "1,000"}[found.sign]
        draft.notices.append(f'In "{called}" the {found.sign} groups thousands: {thousand} is a thousand ({rows}).')
    return found.best


def texts(draft: Draft, filled: dict[str, Any], missing: Collection[str] = cells.MISSING) -> None:
    """Words and prose as they stand, for the columns whose cells are given; ``missing`` words stand for nothing.

    The search for the time of day begins here, so this comes first.
    """
    for name, cell in sorted(filled.items(), key=lambda item: SCHEMA.field(item[0]).type != pa.string()):
        if cell is not None:
            prose = pa.types.is_string(SCHEMA.field(name).type)
            draft.columns[name] = cells.prose(cell) if prose else cells.labels(cell, missing=missing)
    draft.night = night.Search((draft.columns.get("headline"), draft.columns.get("notes")), len(draft))


def ids(draft: Draft, column: str, cell: Any) -> None:
    """The file's ids, "row-<row>" where there is none; ids that stand twice are listed."""
    own = (
        pc.binary_join_element_wise("row-", pc.cast(pa.array(draft.listing.rows), pa.string()), "")
        if cell is None
        else None
    )
    if cell is None:
        draft.columns["event_id"] = own
        return
    found = cells.prose(cell)
    if found.null_count:
        own = pc.binary_join_element_wise("row-", pc.cast(pa.array(draft.listing.rows), pa.string()), "")
        draft.columns["event_id"] = pc.coalesce(found, own)
    else:
        draft.columns["event_id"] = found
    codes = pc.dictionary_encode(found)
    if len(codes.dictionary) < len(found) - found.null_count:
        numbers = codes.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        often = np.append(np.bincount(numbers[numbers >= 0], minlength=len(codes.dictionary)) > 1, False)
        draft.listing.note("duplicate_id", column, often[numbers], found)


def finish(draft: Draft) -> pa.Table:
    """The canonical table: rows with a date, in order of time, every column of SCHEMA."""
    count = len(draft)
    unchecked = country_borders.check(draft.listing, draft.columns)
    if unchecked:
        draft.notices.append(unchecked)
    draft.columns["row"] = pa.array(draft.listing.rows)
    order = _order(draft)
    if draft.night:
        draft.columns["time_of_day"], draft.columns["time_words"] = draft.night.result()
    columns = [_column(draft.columns.get(column.name), column.type, count) for column in SCHEMA]
    if order is not None:
        taken: Callable[[pa.Array], pa.Array] = lambda column: column.take(order)  # noqa: E731
        with ThreadPoolExecutor(2) as both:
            columns = list(both.map(taken, columns))
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _order(draft: Draft) -> pa.Array | None:
    """The rows that stay, by (date_start, date_end, row); None if that is how they stand."""
    start = draft.columns["date_start"].cast(pa.int32()).to_numpy().astype(np.int64)
    end = draft.columns["date_end"].cast(pa.int32()).to_numpy().astype(np.int64)
    key = (start << 32) + (end + (1 << 31))
    if draft.keep.all():
        if np.all(key[:-1] <= key[1:]):
            return None
        return pa.array(np.argsort(key, kind="stable"))
    places = np.flatnonzero(draft.keep)
    return pa.array(places[np.argsort(key[places], kind="stable")])


def _column(array: pa.Array | None, kind: pa.DataType, count: int) -> pa.Array:
    if array is None:
        return cells.empty_labels(count) if pa.types.is_dictionary(kind) else pa.nulls(count, kind)
    return array if array.type.equals(kind) else array.cast(kind)
