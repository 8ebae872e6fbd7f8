"""An ACLED export → the canonical columns, by the published mapping in :mod:`dashboard.sources.files.formats.code_terms`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import canonical, cells, day_columns
from dashboard.sources.files.convert.canonical import WORDS, Draft
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.sheet import Sheet
from dashboard.sources.files.formats.code_terms import (
    ACLED_DAYS,
    ACLED_OLD_TYPES,
    ACLED_PLACES,
    ACLED_TYPES,
    MISSING_MEANS,
    Precision,
)
from dashboard.sources.files.formats.published_format import Published

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
TELLING = (
    "event_id_cnty event_date time_precision event_type sub_event_type actor1 inter1 geo_precision fatalities "
    "interaction assoc_actor_1 source_scale"
)
#: The columns that are read at once, with the type they mostly have.
TYPES: Mapping[str, pa.DataType] = {
    "event_id_cnty": pa.string(),
    "event_date": WORDS,
    "year": WORDS,
    "time_precision": pa.int8(),
    "event_type": WORDS,
    "sub_event_type": WORDS,
    "actor1": WORDS,
    "actor2": WORDS,
    "country": WORDS,
    "admin1": WORDS,
    "admin2": WORDS,
    "location": WORDS,
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "geo_precision": pa.int8(),
    "source": WORDS,
    "notes": pa.string(),
    "fatalities": pa.int32(),
}
_OLD = {name.lower(): kind for name, kind in ACLED_OLD_TYPES.items()}
#: The kind of a type without a sub-type, where all its sub-types are of one kind.
_BY_TYPE = _OLD | {
    name.lower(): next(iter(set(subs.values()))) for name, subs in ACLED_TYPES.items() if len(set(subs.values())) == 1
}
_TYPES = {name.lower() for name in (*ACLED_TYPES, *ACLED_OLD_TYPES)}
_KINDS = {sub.lower(): kind for subs in ACLED_TYPES.values() for sub, kind in subs.items()}
_PARENT = {sub.lower(): name.lower() for name, subs in ACLED_TYPES.items() for sub in subs}


def draft(sheet: Sheet, columns: Mapping[str, str], order: str = "") -> Draft:
    """The sheet's rows in our columns. ``order`` says what 3/4/2022 means, where the file leaves it open."""
    made = Draft(sheet.listing)
    made.listing.called = columns

    def cell(name: str) -> Any:
        return sheet.table[columns[name]] if name in columns else None

    def raw(name: str) -> Any:
        return cell(name)

    same = (
        "event_type",
        "sub_event_type",
        "actor1",
        "actor2",
        "country",
        "admin1",
        "admin2",
        "location",
        "source",
        "notes",
    )
    canonical.texts(made, {name: cell(name) for name in same})
    prec = canonical.precision(made, "time_precision", cell("time_precision"), 3)
    codes, reach = _codes(prec, ACLED_DAYS)
    day = _days(cell("event_date"), order, len(made))
    around = day_columns.Days(
        day.first - np.where(day.names == day_columns.DAY, reach, 0),
        day.last + np.where(day.names == day_columns.DAY, reach, 0),
        day.names,
        day.known,
        day.wrong,
    )
    stated = Numbers(codes, prec.known, prec.wrong)
    # The interval is given by one column: its first and its last day.
    start = day_columns.Days(around.first, around.first, around.names, around.known, around.wrong, day.forms, day.short)
    end = day_columns.Days(around.last, around.last, around.names, around.known, np.zeros(len(made), dtype=bool))
    canonical.interval(
        made,
        start,
        end,
        lambda: _days(cell("year"), order, len(made)),
        stated,
        ("event_date", "event_date", "year"),
        raw,
    )
    canonical.place(made, ("latitude", cell("latitude")), ("longitude", cell("longitude")))
    where = canonical.precision(made, "geo_precision", cell("geo_precision"), 3)
    made.columns["where_prec"] = Numbers(_codes(where, ACLED_PLACES)[0], where.known, where.wrong).array(pa.int8())
    canonical.deaths(made, "fatalities", "fatalities", cell("fatalities"))
    canonical.ids(made, "event_id_cnty", cell("event_id_cnty"))
    _types(made)
    return made


def _days(cell: Any, order: str, count: int) -> day_columns.Days:
    return day_columns.none(count) if cell is None else day_columns.read(cell, order)


def _codes(found: Numbers, published: Mapping[int, Precision]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Our codes and the days to either side, 0 where the code is unknown."""
    theirs = np.where(found.known, found.values, 0).astype(int)
    table = [Precision(0, 0, ""), *(published[code] for code in sorted(published))]
    return np.array([entry.code for entry in table])[theirs], np.array([entry.days for entry in table])[theirs]


def _types(made: Draft) -> None:
    """The kind for the sign, and types that are not in the published lists."""
    count = len(made)
    kinds, subs = made.columns.get("event_type"), made.columns.get("sub_event_type")
    type_names, type_codes = cells.distinct(kinds) if kinds is not None else ([], np.full(count, -1))
    sub_names, sub_codes = cells.distinct(subs) if subs is not None else ([], np.full(count, -1))
    types, parts = [name.lower() for name in type_names], [name.lower() for name in sub_names]
    known_type = np.array([name in _TYPES for name in types] + [True])
    made.listing.note("unknown_type", "event_type", ~known_type[type_codes], kinds)
    wrong = ~np.array([part in _KINDS for part in parts] + [True])[sub_codes]
    pairs = np.array(
        [[_PARENT.get(part, name) == name or name in _OLD for name in [*types, ""]] for part in parts]
        + [[True] * (len(types) + 1)]
    )
    pairs[:, -1] = True
    made.listing.note("unknown_type", "sub_event_type", wrong | ~pairs[sub_codes, type_codes], subs)
    words = sorted({*_KINDS.values(), *_BY_TYPE.values(), "other"})
    by_type = np.array([words.index(_BY_TYPE.get(name, "other")) for name in types] + [words.index("other")])
    by_sub = np.array([words.index(_KINDS[part]) if part in _KINDS else -1 for part in parts] + [-1])[sub_codes]
    table = np.where(by_sub >= 0, by_sub, by_type[type_codes])
    made.columns["kind"] = pa.DictionaryArray.from_arrays(pa.array(table.astype(np.int32)), pa.array(words))


FORMAT = Published(
    key="acled",
    words="ACLED export",
    columns=tuple(COLUMNS.split()),
    days=(frozenset({"event_date", "year"}),),
    telling=frozenset(TELLING.split()),
    needed=4,
    types=TYPES,
    dates=("event_date",),
    draft=draft,
    other_names={"event_id_cnty": ("data_id", "event_id_no_cnty")},
    lacking=MISSING_MEANS,
)
