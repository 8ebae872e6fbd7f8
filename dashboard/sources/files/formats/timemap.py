"""Events of timemap (Forensic Architecture), an array of JSON objects → the canonical columns.

Days are written as the instance of timemap is set up, month/day/year unless changed: where the file leaves it open, a
person says it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from dashboard.sources.files.convert import day_columns
from dashboard.sources.files.convert.canonical_columns import WORDS
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_ids
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.published_format import CodebookLine, PublishedFormat
from dashboard.words.sentences import deferred

COLUMNS = (
    "id description date time time_precision location latitude longitude type category category_full associations "
    "sources comments time_display narrative___stepStyles shape colour"
)


def draft_events(sheet: FileSheet, columns: Mapping[str, str], order: str = "") -> EventDraft:
    """The sheet's rows in our columns. ``order`` says what 3/4/2022 means, where the file leaves it open."""
    draft, cell = drafting.start(sheet, columns)
    kind = "category" if "category" in columns else "type"
    ours = {"event_type": kind, "sub_event_type": "associations", "location": "location", "source": "sources"}
    drafting.fill_words(draft, cell, {**ours, "notes": "description"})
    start = drafting.read_days(cell("date"), order, len(draft))
    drafting.fill_days(draft, start, day_columns.none(len(draft)), ("date", "date"), cell, exact=False)
    drafting.fill_point(draft, cell)
    fill_ids(draft, "id", cell("id"))
    draft.columns["kind"] = drafting.kinds_by_word(draft, None, {})
    return draft


FORMAT = PublishedFormat(
    key="timemap",
    title=deferred("timemap events"),
    columns=tuple(COLUMNS.split()),
    header_groups=(
        frozenset({"date"}),
        frozenset({"description"}),
        frozenset({"associations", "narrative___stepStyles"}),
    ),
    telltales=frozenset(COLUMNS.split()),
    telltales_needed=6,
    column_types={
        **dict.fromkeys(COLUMNS.split(), WORDS),
        "id": pa.string(),
        "description": pa.string(),
        "latitude": pa.float64(),
        "longitude": pa.float64(),
    },
    date_columns=("date",),
    draft=draft_events,
    other_names={"id": ("civId",), "description": ("desc",)},
    missing_cells=("",),
    cautions=(deferred("timemap states no exactness of days and places, and no deaths."),),
    codebook=(
        CodebookLine("category, or type", "", "event_type", "kind other"),
        CodebookLine("associations", "", "sub_event_type", "joined by '; '"),
        CodebookLine("description", "", "notes", ""),
        CodebookLine("sources", "", "source", "the ids of timemap's sources, joined by '; '"),
    ),
)
