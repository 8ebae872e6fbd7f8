"""A table in no published format → the canonical columns, by the mapping that a person has confirmed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import cells, toponyms
from dashboard.sources.files.convert.canonical_columns import COLUMNS, WORDS
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.column_forms import FIGURES, Forms
from dashboard.sources.files.convert.day_columns import ColumnDays
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_deaths, fill_ids, fill_texts, precision_codes
from dashboard.sources.files.convert.draft_days import fill_interval
from dashboard.sources.files.convert.mapping import Mapping
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.acled import EVENT_TYPES
from dashboard.sources.files.formats.code_terms import KINDS
from dashboard.words.sentences import say, say_count

#: Long text; every other column is read as repeated words.
PROSE = frozenset(column.name for column in COLUMNS if column.type == pa.string())
#: Columns that are taken as they stand.
TEXTS = tuple(column.name for column in COLUMNS if column.taken_as_it_stands)
_KINDS = {
    **{name.lower(): "other" for name in EVENT_TYPES},
    **{sub.lower(): kind for subs in EVENT_TYPES.values() for sub, kind in subs.items()},
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


def draft_events(sheet: FileSheet, mapping: Mapping, forms: Forms) -> EventDraft:
    """The sheet's rows in our columns, its cells read by ``forms``."""
    draft, cell = drafting.start(sheet, mapping.columns)
    # Words are kept as they are: NA is a country's code too.
    fill_texts(draft, {name: cell(name) for name in TEXTS}, frozenset({""}))
    if "location" in draft.columns:
        # A word for nothing is the name of no place.
        draft.columns["location"] = cells.labels(draft.columns["location"], missing=cells.NOTHING)
    _fill_days(draft, cell, forms.order or "")
    pair, empty = drafting.fill_point_or_pair(
        draft, cell, forms.longitude_first, list_empty="location" not in mapping.columns
    )
    where = precision_codes(draft, "where_prec", cell("where_prec"), 7)
    draft.columns["where_prec"] = where.array(pa.int8())
    if pair is not None:
        drafting.mark_areas(draft, pair, empty)
    for name in FIGURES:
        fill_deaths(draft, name, name, cell(name), forms.numbers.get(name))
    fill_ids(draft, "event_id", cell("event_id"))
    draft.columns["kind"] = _kind_column(draft)
    if "location" in mapping.columns:
        _look_up_places(draft, empty, where)
    elif not ({"latitude", "longitude"} <= mapping.columns.keys() or "coordinates" in mapping.columns):
        draft.notices.append(say("No column was named for the place: no event can be put on the map."))
    return draft


def _fill_days(draft: EventDraft, cell: drafting.Cell, order: str) -> None:
    """Fill the interval; a code of precision that the table does not state follows from the interval's length."""
    count = len(draft)
    first, last = (drafting.read_days(cell(name), order, count) for name in ("date", "date_end"))
    cell_of_day = cell
    if cell("year") is not None:
        first, cell_of_day = _with_parts(draft, first, cell)
    precision = precision_codes(draft, "date_prec", cell("date_prec"), 5)
    fill_interval(draft, first, last, precision, ("date", "date_end"), cell_of_day)
    start, end = (draft.columns[name].cast(pa.int32()).to_numpy() for name in ("date_start", "date_end"))
    length = end - start + 1
    by_length = np.select([length <= 1, length <= 6, length <= 7, length <= 31], [0, 2, 3, 4], 5).astype(np.int8)
    named = draft.columns["date_prec"].fill_null(0).to_numpy()
    codes = np.where(precision.known, named, np.maximum(named, by_length)).astype(np.int8)
    draft.columns["date_prec"] = pa.array(codes, mask=codes == 0)


def _with_parts(draft: EventDraft, stated: ColumnDays, cell: drafting.Cell) -> tuple[ColumnDays, drafting.Cell]:
    """The days of year, month and day in columns of their own, where no column of dates states one; and the cells."""
    most = {"year": 9999, "month": 12, "day": 31}
    year, month, day = (cells.part_of_date(cell(name), len(draft), largest) for name, largest in most.items())
    parts = drafting.parts_of_days(year, month, day)
    use = ~stated.known & ~stated.wrong
    texts = [
        pc.cast(cells.as_text(cell(name)), pa.string()) for name in ("year", "month", "day") if cell(name) is not None
    ]
    joined = pc.binary_join_element_wise(*map(cells.one, texts), "-", null_handling="replace", null_replacement="?")
    if cell("date") is None:
        names = [
            draft.listing.names_in_file[name]
            for name in ("year", "month", "day")
            if name in draft.listing.names_in_file
        ]
        draft.listing.names_in_file = {**draft.listing.names_in_file, "date": ", ".join(names)}
    else:
        joined = pc.coalesce(cells.one(pc.cast(cells.as_text(cell("date")), pa.string())), joined)
    nothing = use & ~parts.known & ~parts.wrong
    joined = pc.if_else(pa.array(nothing), pa.scalar(None, pa.string()), joined)
    begin = ColumnDays(
        np.where(use, parts.first, stated.first),
        np.where(use, parts.last, stated.last),
        np.where(use, parts.names, stated.names),
        stated.known | (use & parts.known),
        stated.wrong | (use & parts.wrong),
        stated.forms,
        stated.short,
    )
    return begin, lambda name: joined if name == "date" else cell(name)


def _kind_column(draft: EventDraft) -> pa.DictionaryArray:
    """Our kind where the table's own word for the type is one we know, else other."""
    codes = np.full(len(draft), KINDS.index("other"), dtype=np.int32)
    for name in ("event_type", "sub_event_type"):
        words = draft.columns.get(name)
        if words is not None:
            values, places = cells.distinct(words)
            numbers = [KINDS.index(_KINDS[value.lower()]) if value.lower() in _KINDS else -1 for value in values]
            by_word = cells.spread(numbers, places, -1, np.int32)
            codes = np.where(by_word >= 0, by_word, codes)
    return drafting.kind_column(codes)


def _look_up_places(draft: EventDraft, without: np.ndarray[Any, Any], where: Numbers) -> None:
    """Place the rows ``without`` coordinates by the name of their place; the names that lead nowhere are listed."""
    names, name_codes = cells.distinct(draft.columns["location"])
    named = without & (name_codes >= 0)
    draft.listing.note("no_place", "", without & (name_codes < 0))
    if not named.any():
        return
    places, place_of_row = _places(draft, names, name_codes, named)
    rows = np.flatnonzero(named)
    for reason in sorted({place.reason for place in places if place.reason}):
        listed = np.zeros(len(draft), dtype=bool)
        listed[rows[np.array([place.reason == reason for place in places])[place_of_row]]] = True
        draft.listing.note(reason, "location", listed, draft.columns["location"])
    placed = np.array([place.latitude is not None for place in places])[place_of_row]
    _fill_places(draft, rows[placed], [places[number] for number in place_of_row[placed]], where)
    count = sum(1 for place in places if place.latitude is not None)
    if count:
        places_in_words = say_count(count, one="{number} place", other="{number} places")
        draft.notices.append(
            say_count(
                int(placed.sum()),
                one="{number} row was placed by name, having no coordinates, from the gazetteer ({places}).",
                other="{number} rows were placed by name, having no coordinates, from the gazetteer ({places}).",
                places=places_in_words,
            )
        )


def _places(
    draft: EventDraft, names: list[str], name_codes: np.ndarray[Any, Any], rows: np.ndarray[Any, Any]
) -> tuple[list[toponyms.Place], np.ndarray[Any, Any]]:
    """What each different name of the ``rows``, with its country and province, leads to, and which one each row has."""
    columns, values = [name_codes], []
    for column in ("country", "admin1"):
        words = draft.columns.get(column)
        distinct, codes = cells.distinct(words) if words is not None else ([], np.full(len(draft), -1, dtype=np.int32))
        values.append([*distinct, ""])
        columns.append(codes)
    triples, triple_of_row = np.unique(np.stack(columns)[:, rows], axis=1, return_inverse=True)
    countries, provinces = values
    places = [
        toponyms.find(names[name], countries[country], provinces[province]) for name, country, province in triples.T
    ]
    return places, triple_of_row.reshape(-1)


def _fill_places(draft: EventDraft, rows: np.ndarray[Any, Any], places: list[toponyms.Place], where: Numbers) -> None:
    count = len(draft)
    for name in ("latitude", "longitude"):
        values = np.zeros(count)
        values[rows] = [getattr(place, name) for place in places]
        mask = np.ones(count, dtype=bool)
        mask[rows] = False
        draft.columns[name] = pc.coalesce(draft.columns[name], pa.array(values, mask=mask))
    codes = np.where(where.known, where.values, 0).astype(np.int8)
    # The table's own precision stands unless the place of that name is a larger unit.
    codes[rows] = np.maximum(codes[rows], [place.where_prec or 0 for place in places])
    draft.columns["where_prec"] = pa.array(codes, mask=codes == 0)
