"""Fills the place of a draft: latitude and longitude of each row; what cannot be a place is listed with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import cells
from dashboard.sources.files.convert.angles import EAST_WEST, NORTH_SOUTH, angles
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.coordinates import Positions
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.words.sentences import say, say_count

Mask = np.ndarray[Any, Any]


@dataclass(frozen=True)
class CoordinateColumn:
    """A column of the file that holds one coordinate: its name and its cells (None where the file has none)."""

    name: str
    cells: Any


@dataclass(frozen=True)
class PairColumn:
    """A column of the file that holds both coordinates in one cell, and the positions that were read from it."""

    name: str
    cells: Any
    positions: Positions


def fill_place(
    draft: EventDraft,
    latitude: CoordinateColumn,
    longitude: CoordinateColumn,
    pair: PairColumn | None = None,
    *,
    list_empty: bool = True,
) -> Mask:
    """Fill the coordinates from two columns, or from ``pair`` where these are empty; returns the rows that have none.

    With ``list_empty=False`` rows without a coordinate are not listed: their names will be looked up.
    """
    count, note = len(draft), draft.listing.note
    north = cells.nothing(count) if latitude.cells is None else angles(latitude.cells, NORTH_SOUTH)
    east = cells.nothing(count) if longitude.cells is None else angles(longitude.cells, EAST_WEST)
    unreadable = north.wrong | east.wrong
    if pair is not None:
        if latitude.cells is None:
            latitude = CoordinateColumn(pair.name, pair.cells)
        free = ~(north.known | east.known | unreadable)
        note("unreadable_place", pair.name, free & pair.positions.wrong, pair.cells)
        unreadable = unreadable | (free & pair.positions.wrong)
        north, east = _with_pair(north, east, pair.positions, free)
    if longitude.cells is None:
        longitude = latitude
    note("unreadable_place", latitude.name, north.wrong, latitude.cells)
    note("unreadable_place", longitude.name, east.wrong & ~north.wrong, longitude.cells)
    east = _from_360(draft, east)
    half = (north.known ^ east.known) & ~unreadable
    note("half_place", latitude.name, half & north.known, latitude.cells)
    note("half_place", longitude.name, half & east.known, longitude.cells)
    usable = _list_impossible(draft, north, east, latitude, longitude)
    empty: Mask = ~north.known & ~east.known & ~unreadable
    if list_empty:
        note("no_place", "", empty)
    draft.columns["latitude"] = north.array(pa.float64(), usable)
    draft.columns["longitude"] = east.array(pa.float64(), usable)
    return empty


def _with_pair(north: Numbers, east: Numbers, positions: Positions, free: Mask) -> tuple[Numbers, Numbers]:
    """The coordinates with those of the pairs in the rows that are ``free``."""
    placed = free & positions.known
    return (
        Numbers(np.where(placed, positions.latitude, north.values), north.known | placed, north.wrong),
        Numbers(np.where(placed, positions.longitude, east.values), east.known | placed, east.wrong),
    )


def _list_impossible(
    draft: EventDraft, north: Numbers, east: Numbers, latitude: CoordinateColumn, longitude: CoordinateColumn
) -> Mask:
    """List the pairs that are no place on the earth, and 0, 0; returns the rows whose pair is a place."""
    note, both_known = draft.listing.note, north.known & east.known
    far_north, far_east = both_known & (np.abs(north.values) > 90), both_known & (np.abs(east.values) > 180)
    note("impossible_place", latitude.name, far_north, latitude.cells)
    note("impossible_place", longitude.name, far_east & ~far_north, longitude.cells)
    zero = both_known & (north.values == 0) & (east.values == 0)
    note("zero_place", latitude.name, zero, latitude.cells)
    usable: Mask = both_known & ~far_north & ~far_east & ~zero
    return usable


def _from_360(draft: EventDraft, east: Numbers) -> Numbers:
    """Longitudes of a column that counts eastward to 360, from -180 to 180; any other column as it is."""
    far = east.known & (east.values > 180) & (east.values <= 360)
    if not far.any() or (east.values[east.known] < 0).any():
        return east
    rows = say_count(int(far.sum()), one="{number} row", other="{number} rows")
    draft.notices.append(
        say("The longitudes count from 0 to 360: in {rows} 181 to 360 were read as west (190 is 170 west).", rows=rows)
    )
    return Numbers(np.where(far, east.values - 360, east.values), east.known, east.wrong)
