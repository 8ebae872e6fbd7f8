"""Somebody's own table → the canonical columns, by the mapping a person has settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import canonical, cells, day_columns, toponyms
from dashboard.sources.files.convert.canonical import WORDS, Draft
from dashboard.sources.files.convert.canonical_columns import COLUMNS
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.column_forms import FIGURES, Forms
from dashboard.sources.files.convert.day_columns import Days
from dashboard.sources.files.convert.mapping import Mapping
from dashboard.sources.files.convert.sheet import Sheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.code_terms import ACLED_TYPES, KINDS

#: Long text; every other column is read as repeated words.
PROSE = frozenset(column.name for column in COLUMNS if column.type == pa.string())
#: Columns that are taken as they stand.
TEXTS = tuple(column.name for column in COLUMNS if column.taken_as_it_stands)
_KINDS = {
    **{name.lower(): "other" for name in ACLED_TYPES},
    **{sub.lower(): kind for subs in ACLED_TYPES.values() for sub, kind in subs.items()},
    **{kind: kind for kind in KINDS},
    **{kind.replace("_", " "): kind for kind in KINDS},
    "airstrike": "air_strike",
    "drone strike": "drone_attack",
    "battles": "ground_clash",
    "clash": "ground_clash",
}


def types(mapping: Mapping) -> dict[str, pa.DataType]:
    """The columns to read at once."""
    return {column: pa.string() if name in PROSE else WORDS for name, column in mapping.columns.items()}


def draft(sheet: Sheet, mapping: Mapping, forms: Forms) -> Draft:
    """The sheet's rows in our columns, its cells read by ``forms``."""
    made = Draft(sheet.listing)
    made.listing.called = dict(mapping.columns)

    def cell(name: str) -> Any:
        return sheet.table[mapping.columns[name]] if name in mapping.columns else None

    # Words are kept as they are: NA is a country's code too.
    canonical.texts(made, {name: cell(name) for name in TEXTS}, frozenset({""}))
    if "location" in made.columns:
        # A word for nothing is the name of no place.
        made.columns["location"] = cells.labels(made.columns["location"], missing=cells.NOTHING)
    _days(made, cell, forms.order or "")
    both = drafting.both(cell("coordinates"), forms.longitude_first)
    empty = canonical.place(
        made, ("latitude", cell("latitude")), ("longitude", cell("longitude")), "location" not in mapping.columns, both
    )
    where = canonical.precision(made, "where_prec", cell("where_prec"), 7)
    made.columns["where_prec"] = where.array(pa.int8())
    if both is not None:
        drafting.approximate(made, both[2], empty)
    for name in FIGURES:
        canonical.deaths(made, name, name, cell(name), forms.numbers.get(name))
    canonical.ids(made, "event_id", cell("event_id"))
    made.columns["kind"] = _kinds(made)
    if "location" in mapping.columns:
        _look_up(made, empty, where)
    elif not ({"latitude", "longitude"} <= mapping.columns.keys() or "coordinates" in mapping.columns):
        made.notices.append("No column was named for the place: no event can be put on the map.")
    return made


def _days(made: Draft, cell: Any, order: str) -> None:
    count = len(made)
    begin = day_columns.none(count) if cell("date") is None else day_columns.read(cell("date"), order)
    finish = day_columns.none(count) if cell("date_end") is None else day_columns.read(cell("date_end"), order)
    raw = cell
    if cell("year") is not None:
        begin, raw = _with_parts(made, begin, cell)
    prec = canonical.precision(made, "date_prec", cell("date_prec"), 5)
    canonical.interval(made, begin, finish, lambda: day_columns.none(count), prec, ("date", "date_end", "date"), raw)
    length = (
        made.columns["date_end"].cast(pa.int32()).to_numpy() - made.columns["date_start"].cast(pa.int32()).to_numpy()
    ) + 1
    by_length = np.select([length <= 1, length <= 6, length <= 7, length <= 31], [0, 2, 3, 4], 5).astype(np.int8)
    named = made.columns["date_prec"].fill_null(0).to_numpy()
    codes = np.where(prec.known, named, np.maximum(named, by_length)).astype(np.int8)
    made.columns["date_prec"] = pa.array(codes, mask=codes == 0)


def _with_parts(made: Draft, stated: Days, cell: Any) -> tuple[Days, Callable[[str], Any]]:
    """The days of year, month and day in columns of their own, where no column of dates states one; and the cells."""
    most = {"year": 9999, "month": 12, "day": 31}
    year, month, day = (cells.part_of_date(cell(name), len(made), largest) for name, largest in most.items())
    parts = drafting.parts_of_days(year, month, day)
    use = ~stated.known & ~stated.wrong
    texts = [
        pc.cast(cells.as_text(cell(name)), pa.string()) for name in ("year", "month", "day") if cell(name) is not None
    ]
    joined = pc.binary_join_element_wise(*map(cells.one, texts), "-", null_handling="replace", null_replacement="?")
    if cell("date") is None:
        names = [made.listing.called[name] for name in ("year", "month", "day") if name in made.listing.called]
        made.listing.called = {**made.listing.called, "date": ", ".join(names)}
    else:
        joined = pc.coalesce(cells.one(pc.cast(cells.as_text(cell("date")), pa.string())), joined)
    nothing = use & ~parts.known & ~parts.wrong
    joined = pc.if_else(pa.array(nothing), pa.scalar(None, pa.string()), joined)
    begin = Days(
        np.where(use, parts.first, stated.first),
        np.where(use, parts.last, stated.last),
        np.where(use, parts.names, stated.names),
        stated.known | (use & parts.known),
        stated.wrong | (use & parts.wrong),
        stated.forms,
        stated.short,
    )
    return begin, lambda name: joined if name == "date" else cell(name)


def _kinds(made: Draft) -> pa.DictionaryArray:
    """Our kind where the table's own word for the type is one we know, else other."""
    codes = np.full(len(made), KINDS.index("other"), dtype=np.int32)
    for name in ("event_type", "sub_event_type"):
        words = made.columns.get(name)
        if words is not None:
            values, places = cells.distinct(words)
            known = [KINDS.index(_KINDS[value.lower()]) if value.lower() in _KINDS else -1 for value in values]
            said = cells.spread(known, places, -1, np.int32)
            codes = np.where(said >= 0, said, codes)
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(KINDS))


def _look_up(made: Draft, asked: np.ndarray[Any, Any], where: Numbers) -> None:
    """Coordinates for the rows ``asked``, which have none, by name; the names that lead nowhere are listed."""
    count = len(made)
    names, name_codes = cells.distinct(made.columns["location"])
    named = asked & (name_codes >= 0)
    made.listing.note("no_place", "", asked & (name_codes < 0))
    if not named.any():
        return
    key = [name_codes]
    context = []
    for column in ("country", "admin1"):
        words = made.columns.get(column)
        values, codes = cells.distinct(words) if words is not None else ([], np.full(count, -1, dtype=np.int32))
        context.append([*values, ""])
        key.append(codes)
    triples, back = np.unique(np.stack(key)[:, named], axis=1, return_inverse=True)
    found = [
        toponyms.find(names[name], context[0][country], context[1][province]) for name, country, province in triples.T
    ]
    back = back.reshape(-1)
    rows = np.flatnonzero(named)
    for reason in sorted({place.reason for place in found if place.reason}):
        lists = np.zeros(count, dtype=bool)
        lists[rows[np.array([place.reason == reason for place in found])[back]]] = True
        made.listing.note(reason, "location", lists, made.columns["location"])
    placed = np.array([place.latitude is not None for place in found])[back]
    _fill(made, rows[placed], [found[number] for number in back[placed]], where)
    others = sum(1 for place in found if place.latitude is not None)
    if others:
        found_in = f"{others:,} place{'' if others == 1 else 's'}"
        rows_placed = f"{placed.sum():,} row{' was' if placed.sum() == 1 else 's were'} placed by name"
        made.notices.append(f"{rows_placed}, having no coordinates, from the gazetteer ({found_in}).")


def _fill(made: Draft, rows: np.ndarray[Any, Any], places: list[toponyms.Place], where: Numbers) -> None:
    count = len(made)
    for name in ("latitude", "longitude"):
        values = np.zeros(count)
        values[rows] = [getattr(place, name) for place in places]
        mask = np.ones(count, dtype=bool)
        mask[rows] = False
        made.columns[name] = pc.coalesce(made.columns[name], pa.array(values, mask=mask))
    codes = np.where(where.known, where.values, 0).astype(np.int8)
    # The table's own precision stands unless the place found is a larger unit.
    codes[rows] = np.maximum(codes[rows], [place.where_prec or 0 for place in places])
    made.columns["where_prec"] = pa.array(codes, mask=codes == 0)
