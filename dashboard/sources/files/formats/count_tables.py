"""Tables of counts (monthly ones of the Humanitarian Data Exchange, ACLED's weekly ones) → the canonical columns.

A row is no event: it says how many there were in a month or week in a district, province or country. It is shown only
when a person has agreed, for all of its month or week, as an area, with the number of events it counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import cells, day_columns, open_questions
from dashboard.sources.files.convert.canonical_columns import WORDS
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.day_columns import ColumnDays
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_deaths, fill_ids, fill_texts
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.format_labels import DeathFigure, DeathFigures
from dashboard.sources.files.formats.published_format import CodebookLine, PublishedFormat, Records
from dashboard.words.sentences import deferred

COLUMNS = (
    "events fatalities year month week period_start period_end country admin1 admin2 region event_type sub_event_type "
    "latitude longitude id"
)
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "events": ("event_count", "number_of_events", "events_count", "num_events", "no._of_events", "total_events"),
    "fatalities": ("fatality_count", "number_of_fatalities", "total_fatalities", "deaths"),
    "period_start": ("reference_period_start",),
    "period_end": ("reference_period_end",),
    "country": ("location_name", "location_code", "country_name"),
    "admin1": ("admin1_name", "admin_1", "adm1_name"),
    "admin2": ("admin2_name", "admin_2", "adm2_name"),
    "latitude": ("centroid_latitude", "centroid_lat"),
    "longitude": ("centroid_longitude", "centroid_lon", "centroid_long"),
}
_NUMBER = re.compile(r"\d{1,9}(\.0*)?")
_MONTH = re.compile(r"\d{1,2}(\.0*)?")
_SAME = ("event_type", "country", "admin1", "admin2")


def events_are_numbers(records: Records, known: Mapping[str, str]) -> bool:
    """Whether the column of events holds numbers, as far as the first records say."""
    header = [" ".join(cell.split()) for cell in records[0]]
    if known["events"] not in header:
        return False
    place = header.index(known["events"])
    stated = [row[place].strip() for row in records[1:] if place < len(row) and row[place].strip()]
    rows = [cell for cell in stated if not cell.startswith("#")]
    return all(_NUMBER.fullmatch(cell) for cell in rows)


def draft_events(sheet: FileSheet, columns: Mapping[str, str], order: str = "") -> EventDraft:
    """The sheet's rows in our columns: each for all of its month or week, with what it counts as its note."""
    draft, cell = drafting.start(sheet, columns)
    fill_texts(draft, {name: cell(name) for name in _SAME})
    drafting.fill_days(
        draft, _first(cell, order, len(draft)), _last(cell, order, len(draft)), _names(columns), cell, exact=True
    )
    drafting.fill_point(draft, cell)
    draft.columns["where_prec"] = _exactness(draft)
    fill_deaths(draft, "fatalities", "fatalities", cell("fatalities"))
    fill_ids(draft, "id", None)
    draft.columns["kind"] = drafting.kinds_by_word(draft, None, {})
    draft.listing.note("counted", "events", np.ones(len(draft), dtype=bool), cell("events"))
    many = pc.cast(cells.as_text(cell("events")), pa.string())
    sub = draft.columns.get("event_type") is not None and cell("sub_event_type") is not None
    kinds = pc.cast(cells.as_text(cell("sub_event_type")), pa.string()) if sub else pa.scalar("")
    words = pc.binary_join_element_wise(
        "a count of", pc.fill_null(many, "an unknown number of"), "events, not an event:", kinds, " "
    )
    draft.columns["sub_event_type"] = cells.labels(pa.chunked_array([cells.one(words)]), lambda text: text.rstrip(": "))
    return draft


def _names(columns: Mapping[str, str]) -> tuple[str, str]:
    first = next(name for name in ("period_start", "week", "month", "year") if name in columns)
    return first, "period_end" if "period_end" in columns else first


def _first(cell: drafting.Cell, order: str, count: int) -> ColumnDays:
    """The first day of a period, a week, a month or a year."""
    if cell("period_start") is not None:
        return drafting.read_days(cell("period_start"), order, count)
    if cell("week") is not None:
        start = drafting.read_days(cell("week"), order, count)
        return ColumnDays(
            start.first,
            start.first + np.where(start.names == day_columns.DAY, 6, 0),
            start.names,
            start.known,
            start.wrong,
        )
    if cell("month") is None:
        return drafting.read_days(cell("year"), order, count)
    return _months(cell("month"), cell("year"), order, count)


def _last(cell: drafting.Cell, order: str, count: int) -> ColumnDays:
    if cell("period_end") is not None:
        return drafting.read_days(cell("period_end"), order, count)
    if cell("week") is None:
        return day_columns.none(count)
    start = drafting.read_days(cell("week"), order, count)
    last = start.first + np.where(start.known, 6, 0).astype(np.int32)
    return ColumnDays(
        last, last, start.names, start.known & (start.names == day_columns.DAY), np.zeros(count, dtype=bool)
    )


def _months(month: Any, year: Any, order: str, count: int) -> ColumnDays:
    """Months from a column of months and one of years; a month that names a day stands for all of it."""
    names, places = cells.distinct(month)
    years, of_year = cells.distinct(year) if year is not None else ([], np.full(count, -1, dtype=np.int32))
    pairs, back = np.unique(np.stack([places, of_year]), axis=1, return_inverse=True)
    spans = [_month(names[m] if m >= 0 else "", years[y] if y >= 0 else "", order) for m, y in pairs.T]
    rows = back.reshape(-1)
    known = np.array([span is not None for span in spans], dtype=bool)[rows]
    wrong = ~known & (places >= 0)
    first, last, coarse = (
        np.array([getattr(span, name) if span else 0 for span in spans], dtype=np.int32)[rows]
        for name in ("first", "last", "names")
    )
    return ColumnDays(first, last, coarse.astype(np.int8), known, wrong)


def _month(month: str | None, year: str | None, order: str) -> day_columns.StatedDays | None:
    name, of_year = (" ".join((word or "").split()).removesuffix(".0") for word in (month, year))
    if _MONTH.fullmatch(name):
        return day_columns.span(f"{of_year}-{name}")
    span = day_columns.span(f"{name} {of_year}") or day_columns.span(name, order)
    if span is None or span.names != day_columns.DAY:
        return span
    day = np.datetime64(span.first, "D").astype("datetime64[M]")
    first, following = (moment.astype("datetime64[D]").astype(int) for moment in (day, day + 1))
    return day_columns.StatedDays(int(first), int(following) - 1, day_columns.MONTH)


def _exactness(draft: EventDraft) -> pa.Array:
    """The smallest unit that a row names: a district, a province, a country."""
    codes = np.zeros(len(draft), dtype=np.int8)
    for column, code in (("country", 6), ("admin1", 4), ("admin2", 3)):
        words = draft.columns.get(column)
        if words is not None:
            codes = np.where(words.is_valid().to_numpy(zero_copy_only=False), code, codes).astype(np.int8)
    return Numbers(codes, codes > 0, np.zeros(len(draft), dtype=bool)).array(pa.int8())


FORMAT = PublishedFormat(
    key="counts",
    title=deferred("table of counts"),
    deaths=DeathFigures(
        (
            DeathFigure("fatalities_low", "lowest", "deaths_of_all_counted_low", deferred("deaths of all the events that the row counts together, a low figure")),
            DeathFigure("fatalities", deferred("one figure"), "deaths_of_all_counted", deferred("deaths of all the events that the row counts together")),
            DeathFigure("fatalities_high", "highest", "deaths_of_all_counted_high", deferred("deaths of all the events that the row counts together, a high figure")),
        ),
        lead=deferred("Deaths of all the events that the row counts together"),
    ),
    columns=tuple(COLUMNS.split()),
    header_groups=(
        frozenset({"events"}),
        frozenset({"month", "week", "year", "period_start"}),
        frozenset({"country", "admin1", "admin2", "region"}),
    ),
    telltales=frozenset(),
    telltales_needed=0,
    column_types={
        **dict.fromkeys(COLUMNS.split(), WORDS),
        "fatalities": pa.int32(),
        "latitude": pa.float64(),
        "longitude": pa.float64(),
    },
    date_columns=("period_start", "period_end", "week"),
    draft=draft_events,
    other_names=OTHER_NAMES,
    cautions=(
        deferred("The rows are counts, not events: each says how many events there were in a month or week in an area, and its "
        "deaths are those of all of them together."),
    ),
    questions=(open_questions.COUNTS,),
    first_records_fit=events_are_numbers,
    codebook=(
        CodebookLine("events", "", "sub_event_type", "the number of events that the row counts; each row is listed"),
        CodebookLine("month and year", "", "date_prec 4", "all of the month"),
        CodebookLine("week", "", "date_prec 3", "the day in the file and the six after it"),
        CodebookLine("admin2, admin1, country", "", "where_prec 3, 4, 6", "the smallest unit that the row names"),
        CodebookLine("fatalities", "", "fatalities", "the deaths of all events that the row counts"),
    ),
)  # fmt: skip
