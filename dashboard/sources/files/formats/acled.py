"""An ACLED export → the canonical columns.

The meanings of ``geo_precision`` and ``time_precision`` are those of ACLED's codebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import cells, day_columns
from dashboard.sources.files.convert.canonical_columns import WORDS
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.day_columns import ColumnDays
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_deaths, fill_ids, fill_texts, precision_codes
from dashboard.sources.files.convert.draft_days import fill_interval
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.code_terms import KINDS
from dashboard.sources.files.formats.format_labels import Attribution, DeathFigure, DeathFigures
from dashboard.sources.files.formats.published_format import CodebookLine, PublishedFormat
from dashboard.words.sentences import deferred

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
TELLTALES = (
    "event_id_cnty event_date time_precision event_type sub_event_type actor1 inter1 geo_precision fatalities "
    "interaction assoc_actor_1 source_scale"
)
#: The columns that are read at once, with the type they mostly have.
COLUMN_TYPES: Mapping[str, pa.DataType] = {
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


@dataclass(frozen=True)
class Precision:
    """What a code of ACLED becomes: our code (1-7 for places, 1-5 for days), the days to either side, and why."""

    code: int
    days: int
    meaning: str


#: ACLED ``geo_precision`` → ``where_prec``.
PLACES: Mapping[int, Precision] = {
    1: Precision(1, 0, deferred("the town itself")),
    2: Precision(3, 0, deferred("part of a region, coded to a town in it: drawn as an area, not as that town")),
    3: Precision(
        4, 0, deferred("a larger region or province, coded to its capital: drawn as an area, never as that capital")
    ),
}
#: ACLED ``time_precision`` → ``date_prec`` and the days around the day in the file. ACLED writes the middle of a week
#: or of a similar stretch, so a week reaches three days to either side. It writes the middle of a month, or its first
#: or last day where the report says so: 15 days to either side is a month in length and holds the day in the file,
#: but may reach into the next month.
DAYS: Mapping[int, Precision] = {
    1: Precision(1, 0, deferred("that day")),
    2: Precision(3, 3, deferred("a week or weekend: the day in the file and three days to either side")),
    3: Precision(4, 15, deferred("a month: the day in the file and 15 days to either side")),
}

#: ACLED ``event_type`` → ``sub_event_type`` → our kind. An "Air/drone strike" may be either: the sign is that of an air
#: strike, and ACLED's own words stand beside it.
EVENT_TYPES: Mapping[str, Mapping[str, str]] = {
    "Battles": {
        "Armed clash": "ground_clash",
        "Government regains territory": "ground_clash",
        "Non-state actor overtakes territory": "ground_clash",
    },
    "Explosions/Remote violence": {
        "Chemical weapon": "other",
        "Air/drone strike": "air_strike",
        "Suicide bomb": "bombing",
        "Shelling/artillery/missile attack": "shelling",
        "Remote explosive/landmine/IED": "bombing",
        "Grenade": "bombing",
    },
    "Violence against civilians": {
        "Sexual violence": "other",
        "Attack": "other",
        "Abduction/forced disappearance": "other",
    },
    "Protests": {
        "Peaceful protest": "other",
        "Protest with intervention": "other",
        "Excessive force against protesters": "other",
    },
    "Riots": {"Violent demonstration": "other", "Mob violence": "other"},
    "Strategic developments": {
        "Agreement": "other",
        "Arrests": "security_operation",
        "Change to group/activity": "other",
        "Disrupted weapons use": "security_operation",
        "Headquarters or base established": "other",
        "Looting/property destruction": "other",
        "Non-violent transfer of territory": "other",
        "Other": "other",
    },
}

#: ACLED's types before 2019, which had no sub-types → our kind. Remote violence was anything from mines to air strikes.
OLD_EVENT_TYPES: Mapping[str, str] = {
    "Battle-No change of territory": "ground_clash",
    "Battle-Non-state actor overtakes territory": "ground_clash",
    "Battle-Government regains territory": "ground_clash",
    "Headquarters or base established": "other",
    "Non-violent activity by a conflict actor": "other",
    "Non-violent transfer of territory": "other",
    "Remote violence": "other",
    "Riots/Protests": "other",
    "Strategic development": "other",
    "Violence against civilians": "other",
}
#: Column → what is not known where it is missing.
MISSING_COLUMNS: Mapping[str, str] = {
    "event_id_cnty": deferred("events are named by their row"),
    "time_precision": deferred("exactness of days unknown"),
    "event_date": deferred("only the year is known"),
    "geo_precision": deferred("exactness of places unknown"),
    "latitude": deferred("no event can be put on the map"),
    "longitude": deferred("no event can be put on the map"),
    "event_type": deferred("types of event unknown"),
    "sub_event_type": deferred("kinds of act unknown"),
    "actor1": deferred("actors unknown"),
    "actor2": deferred("actors known on one side at most"),
    "country": deferred("countries unknown, and no point can be checked against one"),
    "admin1": deferred("provinces unknown"),
    "location": deferred("names of places unknown"),
    "source": deferred("sources unknown"),
    "notes": deferred("no notes, so no time of day either"),
    "fatalities": deferred("deaths unknown"),
}
#: Columns of words and prose that ACLED names as we do.
_SAME_NAME = (
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
_OLD_KINDS = {name.lower(): kind for name, kind in OLD_EVENT_TYPES.items()}
#: The kind of a type without a sub-type, where all its sub-types are of one kind.
_KINDS_OF_TYPES = _OLD_KINDS | {
    name.lower(): next(iter(set(subs.values()))) for name, subs in EVENT_TYPES.items() if len(set(subs.values())) == 1
}
_TYPES = {name.lower() for name in (*EVENT_TYPES, *OLD_EVENT_TYPES)}
_KINDS_OF_SUB_TYPES = {sub.lower(): kind for subs in EVENT_TYPES.values() for sub, kind in subs.items()}
_TYPE_OF_SUB_TYPE = {sub.lower(): name.lower() for name, subs in EVENT_TYPES.items() for sub in subs}


def draft_events(sheet: FileSheet, columns: Mapping[str, str], order: str = "") -> EventDraft:
    """The sheet's rows in our columns. ``order`` says what 3/4/2022 means, where the file leaves it open."""
    draft, cell = drafting.start(sheet, columns)
    fill_texts(draft, {name: cell(name) for name in _SAME_NAME})
    _fill_days(draft, cell, order)
    drafting.fill_point(draft, cell)
    where = precision_codes(draft, "geo_precision", cell("geo_precision"), 3)
    draft.columns["where_prec"] = Numbers(_meanings(where, PLACES)[0], where.known, where.wrong).array(pa.int8())
    fill_deaths(draft, "fatalities", "fatalities", cell("fatalities"))
    fill_ids(draft, "event_id_cnty", cell("event_id_cnty"))
    _fill_kinds(draft)
    return draft


def _fill_days(draft: EventDraft, cell: drafting.Cell, order: str) -> None:
    """The interval around the day in the file, as wide as its precision says; one column gives both of its ends."""
    count = len(draft)
    precision = precision_codes(draft, "time_precision", cell("time_precision"), 3)
    codes, days_around = _meanings(precision, DAYS)
    day = drafting.read_days(cell("event_date"), order, count)
    around = np.where(day.names == day_columns.DAY, days_around, 0)
    first, last = day.first - around, day.last + around
    start = replace(day, first=first, last=first)
    end = ColumnDays(last, last, day.names, day.known, np.zeros(count, dtype=bool))
    stated = Numbers(codes, precision.known, precision.wrong)
    years = ("year", lambda: drafting.read_days(cell("year"), order, count))
    fill_interval(draft, start, end, stated, ("event_date", "event_date"), cell, years)


def _meanings(stated: Numbers, published: Mapping[int, Precision]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Our codes and the days to either side, 0 where the code is unknown."""
    theirs = np.where(stated.known, stated.values, 0).astype(int)
    table = [Precision(0, 0, ""), *(published[code] for code in sorted(published))]
    return np.array([entry.code for entry in table])[theirs], np.array([entry.days for entry in table])[theirs]


def _fill_kinds(draft: EventDraft) -> None:
    """The kind for the sign; types that are not in the published lists are listed."""
    count = len(draft)
    types, sub_types = draft.columns.get("event_type"), draft.columns.get("sub_event_type")
    type_names, type_codes = cells.distinct(types) if types is not None else ([], np.full(count, -1))
    sub_names, sub_codes = cells.distinct(sub_types) if sub_types is not None else ([], np.full(count, -1))
    type_names, sub_names = [name.lower() for name in type_names], [name.lower() for name in sub_names]
    known_type = np.array([name in _TYPES for name in type_names] + [True])
    draft.listing.note("unknown_type", "event_type", ~known_type[type_codes], types)
    unknown_sub_type = ~np.array([name in _KINDS_OF_SUB_TYPES for name in sub_names] + [True])[sub_codes]
    belongs = np.array(
        [
            [_TYPE_OF_SUB_TYPE.get(sub, name) == name or name in _OLD_KINDS for name in [*type_names, ""]]
            for sub in sub_names
        ]
        + [[True] * (len(type_names) + 1)]
    )
    belongs[:, -1] = True
    draft.listing.note("unknown_type", "sub_event_type", unknown_sub_type | ~belongs[sub_codes, type_codes], sub_types)
    other = KINDS.index("other")
    by_type = np.array([KINDS.index(_KINDS_OF_TYPES.get(name, "other")) for name in type_names] + [other])
    by_sub_type = np.array(
        [KINDS.index(_KINDS_OF_SUB_TYPES[name]) if name in _KINDS_OF_SUB_TYPES else -1 for name in sub_names] + [-1]
    )[sub_codes]
    draft.columns["kind"] = drafting.kind_column(np.where(by_sub_type >= 0, by_sub_type, by_type[type_codes]))


FORMAT = PublishedFormat(
    key="acled",
    title=deferred("ACLED export"),
    attribution=Attribution(
        deferred("Armed Conflict Location & Event Data (ACLED). State the day on which you downloaded the file."),
        deferred("ACLED's terms of use restrict passing its rows on"),
        False,
    ),
    deaths=DeathFigures(
        (
            DeathFigure(
                "fatalities",
                "",
                "deaths_coders_figure",
                deferred("reported deaths, one figure of the coders, of no one side"),
            ),
        ),
        lead=deferred("Reported deaths, one figure of the coders, of no one side"),
        said_by=deferred("the coders"),
    ),
    columns=tuple(COLUMNS.split()),
    header_groups=(frozenset({"event_date", "year"}),),
    telltales=frozenset(TELLTALES.split()),
    telltales_needed=4,
    other_names={"event_id_cnty": ("data_id", "event_id_no_cnty")},
    column_types=COLUMN_TYPES,
    date_columns=("event_date",),
    draft=draft_events,
    missing_columns=MISSING_COLUMNS,
    codebook=(
        *(CodebookLine("geo_precision", str(code), f"where_prec {p.code}", p.meaning) for code, p in PLACES.items()),
        *(CodebookLine("time_precision", str(code), f"date_prec {p.code}", p.meaning) for code, p in DAYS.items()),
        *(
            CodebookLine(f"sub_event_type of {name}", sub, f"kind {kind}", "")
            for name, subs in EVENT_TYPES.items()
            for sub, kind in subs.items()
        ),
        *(CodebookLine("event_type before 2019", name, f"kind {kind}", "") for name, kind in OLD_EVENT_TYPES.items()),
    ),
)
