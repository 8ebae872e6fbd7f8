"""A UCDP GED file → the canonical columns, by the published mapping in :mod:`dashboard.sources.files.formats.code_terms`.

``notes`` is ``where_description``, the coder's words on the place; ``source`` the offices that reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import canonical, cells, day_columns
from dashboard.sources.files.convert.canonical import WORDS, Draft
from dashboard.sources.files.convert.sheet import Sheet
from dashboard.sources.files.formats.code_terms import GED_ATTACKER_STATED, GED_TYPES, MISSING_MEANS
from dashboard.sources.files.formats.published_format import Published, Records

COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
)
TELLING = "type_of_violence side_a side_b dyad_name conflict_name where_prec date_prec date_start best deaths_a relid"
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "best": ("best_est",),
    "high": ("high_est",),
    "low": ("low_est",),
}
#: The columns that are read at once, with the type they mostly have.
TYPES: Mapping[str, pa.DataType] = {
    "id": pa.string(),
    "year": pa.int16(),
    "type_of_violence": pa.int8(),
    "side_a": WORDS,
    "side_b": WORDS,
    "source_office": WORDS,
    "source_headline": pa.string(),
    "where_prec": pa.int8(),
    "where_coordinates": WORDS,
    "where_description": pa.string(),
    "adm_1": WORDS,
    "adm_2": WORDS,
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "country": WORDS,
    "date_prec": pa.int8(),
    "date_start": pa.timestamp("ms"),
    "date_end": pa.timestamp("ms"),
    "best": pa.int32(),
    "high": pa.int32(),
    "low": pa.int32(),
}
_OURS = {
    "side_a": "actor1",
    "side_b": "actor2",
    "country": "country",
    "adm_1": "admin1",
    "adm_2": "admin2",
    "where_coordinates": "location",
    "source_headline": "headline",
    "where_description": "notes",
}


def draft(sheet: Sheet, columns: Mapping[str, str], order: str = "") -> Draft:
    """The sheet's rows in our columns. ``order`` says what 3/4/2022 means, where the file leaves it open."""
    made = Draft(sheet.listing)
    made.listing.called = columns
    count = len(made)

    def cell(name: str) -> Any:
        return sheet.table[columns[name]] if name in columns else None

    canonical.texts(made, {ours: cell(theirs) for theirs, ours in _OURS.items()})
    prec = canonical.precision(made, "date_prec", cell("date_prec"), 5)
    start, end = _days(cell("date_start"), order, count), _days(cell("date_end"), order, count)
    if "date_end" in columns:
        # Each row has both: an empty one is as odd as one that cannot be read.
        start, end = replace(start, wrong=~start.known), replace(end, wrong=~end.known)
    canonical.interval(
        made, start, end, lambda: _years(cell("year"), count), prec, ("date_start", "date_end", "year"), cell
    )
    canonical.place(made, ("latitude", cell("latitude")), ("longitude", cell("longitude")))
    made.columns["where_prec"] = canonical.precision(made, "where_prec", cell("where_prec"), 7).array(pa.int8())
    _figures(made, cell)
    if (offices := cell("source_office")) is not None:
        made.columns["source"] = cells.labels(offices, _offices)
    canonical.ids(made, "id", cell("id"))
    _violence(made, cell("type_of_violence"))
    return made


def _days(cell: Any, order: str, count: int) -> day_columns.Days:
    return day_columns.none(count) if cell is None else day_columns.read(cell, order)


def _years(cell: Any, count: int) -> day_columns.Days:
    if cell is None:
        return day_columns.none(count)
    if pa.types.is_integer(cell.type):
        cell = pc.dictionary_encode(pc.cast(cell, pa.string()))
    return day_columns.read(cell)


def _offices(names: str) -> str:
    """UCDP joins offices by ";", with or without a space."""
    return "; ".join(dict.fromkeys(part.strip() for part in names.split(";") if part.strip()))


def _figures(made: Draft, cell: Any) -> None:
    best = canonical.deaths(made, "fatalities", "best", cell("best"))
    low = canonical.deaths(made, "fatalities_low", "low", cell("low"))
    high = canonical.deaths(made, "fatalities_high", "high", cell("high"))
    under = best.known & low.known & (best.values < low.values)
    over = best.known & high.known & (best.values > high.values)
    made.listing.note("best_outside", "best", under | over, cell("best"))


def _violence(made: Draft, cell: Any) -> None:
    """GED's three types, and the attacker where it states one."""
    count = len(made)
    made.columns["kind"] = pa.DictionaryArray.from_arrays(
        pa.array(np.zeros(count, dtype=np.int32)), pa.array(["other"])
    )
    if cell is None:
        return
    found = cells.whole_numbers(cell, 1, 3)
    made.listing.note("unknown_type", "type_of_violence", found.wrong, cell)
    codes = np.where(found.known, found.values - 1, 0).astype(np.int32)
    made.columns["event_type"] = pa.DictionaryArray.from_arrays(
        pa.array(codes, mask=~found.known), pa.array([GED_TYPES[code] for code in sorted(GED_TYPES)])
    )
    actor = made.columns.get("actor1")
    if actor is not None:
        stated = found.known & (found.values == GED_ATTACKER_STATED)
        indices = pc.if_else(pa.array(stated), actor.indices, pa.scalar(None, pa.int32()))
        made.columns["attacker"] = pa.DictionaryArray.from_arrays(indices, actor.dictionary)


def headerless(records: Records) -> tuple[str, ...]:
    """The columns of a candidate file without a header: 49 cells whose values fit UCDP's order of columns."""
    rows = [record for record in records[:50] if any(cell.strip() for cell in record)]
    if not rows or not _is_row(rows[0]) or sum(map(_is_row, rows)) * 10 < len(rows) * 9:
        return ()
    return FORMAT.columns


def _is_row(cells: Sequence[str]) -> bool:
    if len(cells) != len(FORMAT.columns):
        return False
    row = {name: cell.strip() for name, cell in zip(FORMAT.columns, cells, strict=True)}
    whole = re.compile(r"-?\d+(\.0+)?")
    return (
        all(whole.fullmatch(row[name]) for name in ("id", "year", "best", "high", "low"))
        and 1900 <= float(row["year"]) <= 2100
        and row["type_of_violence"] in ("1", "2", "3")
        and row["where_prec"] in tuple("1234567")
        and day_columns.span(row["date_start"]) is not None
    )


FORMAT = Published(
    key="ged",
    words="UCDP GED",
    columns=tuple(COLUMNS.split()),
    days=(frozenset({"date_start", "date_end", "year"}),),
    telling=frozenset(TELLING.split()),
    needed=4,
    types=TYPES,
    dates=("date_start", "date_end"),
    draft=draft,
    other_names=OTHER_NAMES,
    lacking=MISSING_MEANS,
    headerless=headerless,
    headerless_words="UCDP GED candidate file without a header",
)
