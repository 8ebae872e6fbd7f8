"""A UCDP GED file → the canonical columns. UCDP's ``where_prec`` and ``date_prec`` are ours as they are.

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

from dashboard.sources.files.convert import cells, day_columns
from dashboard.sources.files.convert.canonical_columns import WORDS
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_deaths, fill_ids, fill_texts, precision_codes
from dashboard.sources.files.convert.draft_days import fill_interval
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.code_terms import DATE_PREC, WHERE_PREC
from dashboard.sources.files.formats.format_labels import Attribution, DeathFigure, DeathFigures, NoteLabel
from dashboard.sources.files.formats.published_format import CodebookLine, PublishedFormat, Records
from dashboard.words.sentences import deferred

COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
)
TELLTALES = "type_of_violence side_a side_b dyad_name conflict_name where_prec date_prec date_start best deaths_a relid"
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "best": ("best_est",),
    "high": ("high_est",),
    "low": ("low_est",),
}
#: The columns that are read at once, with the type they mostly have.
COLUMN_TYPES: Mapping[str, pa.DataType] = {
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
#: UCDP ``type_of_violence`` → its own words. Only one-sided violence states who attacked: side_a.
TYPES_OF_VIOLENCE: Mapping[int, str] = {1: "State-based", 2: "Non-state", 3: "One-sided violence"}
ATTACKER_STATED = 3
#: Column → what is not known where it is missing.
MISSING_COLUMNS: Mapping[str, str] = {
    "id": deferred("events are named by their row"),
    "date_prec": deferred("exactness of days unknown"),
    "date_start": deferred("only the last day or the year is known"),
    "date_end": deferred("each event ends as late as the exactness of its first day allows"),
    "where_prec": deferred("exactness of places unknown"),
    "latitude": deferred("no event can be put on the map"),
    "longitude": deferred("no event can be put on the map"),
    "type_of_violence": deferred("types of event and attackers unknown"),
    "side_a": deferred("actors known on one side at most"),
    "side_b": deferred("actors known on one side at most"),
    "country": deferred("countries unknown, and no point can be checked against one"),
    "adm_1": deferred("provinces unknown"),
    "where_coordinates": deferred("names of places unknown"),
    "source_office": deferred("sources unknown"),
    "source_headline": deferred("no headlines"),
    "best": deferred("best estimate of deaths unknown"),
    "low": deferred("low estimate of deaths unknown"),
    "high": deferred("high estimate of deaths unknown"),
}
_THEIRS = {
    "actor1": "side_a",
    "actor2": "side_b",
    "country": "country",
    "admin1": "adm_1",
    "admin2": "adm_2",
    "location": "where_coordinates",
    "headline": "source_headline",
    "notes": "where_description",
}


def draft_events(sheet: FileSheet, columns: Mapping[str, str], order: str = "") -> EventDraft:
    """The sheet's rows in our columns. ``order`` says what 3/4/2022 means, where the file leaves it open."""
    draft, cell = drafting.start(sheet, columns)
    count = len(draft)
    fill_texts(draft, {ours: cell(theirs) for ours, theirs in _THEIRS.items()})
    precision = precision_codes(draft, "date_prec", cell("date_prec"), 5)
    start, end = (drafting.read_days(cell(name), order, count) for name in ("date_start", "date_end"))
    if "date_end" in columns:
        # Each row has both: an empty one is as odd as one that cannot be read.
        start, end = replace(start, wrong=~start.known), replace(end, wrong=~end.known)
    years = ("year", lambda: _read_years(cell("year"), count))
    fill_interval(draft, start, end, precision, ("date_start", "date_end"), cell, years)
    drafting.fill_point(draft, cell)
    draft.columns["where_prec"] = precision_codes(draft, "where_prec", cell("where_prec"), 7).array(pa.int8())
    _fill_figures(draft, cell)
    if (offices := cell("source_office")) is not None:
        draft.columns["source"] = cells.labels(offices, _with_blank_between)
    fill_ids(draft, "id", cell("id"))
    _fill_types(draft, cell("type_of_violence"))
    return draft


def _read_years(cell: Any, count: int) -> day_columns.ColumnDays:
    if cell is not None and pa.types.is_integer(cell.type):
        cell = pc.dictionary_encode(pc.cast(cell, pa.string()))
    return drafting.read_days(cell, "", count)


def _with_blank_between(offices: str) -> str:
    """UCDP joins offices by ";", with or without a blank."""
    return "; ".join(dict.fromkeys(part.strip() for part in offices.split(";") if part.strip()))


def _fill_figures(draft: EventDraft, cell: drafting.Cell) -> None:
    best = fill_deaths(draft, "fatalities", "best", cell("best"))
    low = fill_deaths(draft, "fatalities_low", "low", cell("low"))
    high = fill_deaths(draft, "fatalities_high", "high", cell("high"))
    under = best.known & low.known & (best.values < low.values)
    over = best.known & high.known & (best.values > high.values)
    draft.listing.note("best_outside", "best", under | over, cell("best"))


def _fill_types(draft: EventDraft, cell: Any) -> None:
    """GED's three types, and the attacker where it states one."""
    draft.columns["kind"] = drafting.kinds_by_word(draft, None, {})
    if cell is None:
        return
    types = cells.whole_numbers(cell, 1, 3)
    draft.listing.note("unknown_type", "type_of_violence", types.wrong, cell)
    codes = np.where(types.known, types.values - 1, 0).astype(np.int32)
    draft.columns["event_type"] = pa.DictionaryArray.from_arrays(
        pa.array(codes, mask=~types.known), pa.array([TYPES_OF_VIOLENCE[code] for code in sorted(TYPES_OF_VIOLENCE)])
    )
    actor = draft.columns.get("actor1")
    if actor is not None:
        stated = types.known & (types.values == ATTACKER_STATED)
        indices = pc.if_else(pa.array(stated), actor.indices, pa.scalar(None, pa.int32()))
        draft.columns["attacker"] = pa.DictionaryArray.from_arrays(indices, actor.dictionary)


def headerless_columns(records: Records) -> tuple[str, ...]:
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
        and row["type_of_violence"] in tuple("123")
        and row["where_prec"] in tuple("1234567")
        and day_columns.span(row["date_start"]) is not None
    )


def _violence_line(code: int, words: str) -> CodebookLine:
    attacker = "attacker is side_a" if code == ATTACKER_STATED else "attacker not stated"
    return CodebookLine("type_of_violence", str(code), f"event_type {words}", f"kind other; {attacker}")


FORMAT = PublishedFormat(
    key="ged",
    title=deferred("UCDP GED"),
    attribution=Attribution(
        deferred(
            "UCDP Georeferenced Event Dataset, Uppsala Conflict Data Program, Uppsala University. Sundberg, Ralph and "
            'Erik Melander (2013): "Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50(4). '
            "State the release that you used."
        ),
        deferred("CC BY 4.0"),
        True,
    ),
    deaths=DeathFigures(
        (
            DeathFigure("fatalities", "best", "deaths_best_estimate", deferred("deaths, the coders' best estimate")),
            DeathFigure("fatalities_low", "low", "deaths_low_estimate", deferred("deaths, the coders' low estimate")),
            DeathFigure(
                "fatalities_high", "high", "deaths_high_estimate", deferred("deaths, the coders' high estimate")
            ),
        ),
        lead=deferred("Deaths, the coders’ estimates"),
        said_by=deferred("the coders"),
        always_named=True,
    ),
    note=NoteLabel(
        deferred("Coder’s words on the place"),
        "coders_words_on_the_place",
        deferred("the coder's words on the place, not a quotation"),
    ),
    columns=tuple(COLUMNS.split()),
    header_groups=(frozenset({"date_start", "date_end", "year"}),),
    telltales=frozenset(TELLTALES.split()),
    telltales_needed=4,
    other_names=OTHER_NAMES,
    headerless_columns=headerless_columns,
    headerless_title=deferred("UCDP GED candidate file without a header"),
    column_types=COLUMN_TYPES,
    date_columns=("date_start", "date_end"),
    draft=draft_events,
    missing_columns=MISSING_COLUMNS,
    codebook=(
        *(CodebookLine("where_prec", str(code), f"where_prec {code}", means) for code, means in WHERE_PREC.items()),
        *(CodebookLine("date_prec", str(code), f"date_prec {code}", means) for code, means in DATE_PREC.items()),
        *(_violence_line(code, words) for code, words in TYPES_OF_VIOLENCE.items()),
    ),
)
