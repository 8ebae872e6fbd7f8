"""Events of timemap (Forensic Architecture), an array of JSON objects → the canonical columns.

Days are written as the instance of timemap is set up, month/day/year unless changed: where the file leaves it open, a
person says it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from dashboard.sources.files.convert import canonical, day_columns
from dashboard.sources.files.convert.canonical import WORDS, Draft
from dashboard.sources.files.convert.sheet import Sheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.published_format import Code, Published

COLUMNS = (
    "id description date time time_precision location latitude longitude type category category_full associations "
    "sources comments time_display narrative___stepStyles shape colour"
)


def draft(sheet: Sheet, columns: Mapping[str, str], order: str = "") -> Draft:
    """The sheet's rows in our columns. ``order`` says what 3/4/2022 means, where the file leaves it open."""
    made, cell = drafting.begin(sheet, columns)
    kind = "category" if "category" in columns else "type"
    ours = {"event_type": kind, "sub_event_type": "associations", "location": "location", "source": "sources"}
    drafting.filled(made, cell, {**ours, "notes": "description"})
    start = drafting.read_days(cell("date"), order, len(made))
    drafting.set_days(made, start, day_columns.none(len(made)), ("date", "date"), cell, exact=False)
    canonical.place(made, ("latitude", cell("latitude")), ("longitude", cell("longitude")))
    canonical.ids(made, "id", cell("id"))
    made.columns["kind"] = drafting.kinds_by_word(made, None, {})
    return made


FORMAT = Published(
    key="timemap",
    words="timemap events",
    columns=tuple(COLUMNS.split()),
    days=(frozenset({"date"}), frozenset({"description"}), frozenset({"associations", "narrative___stepStyles"})),
    telling=frozenset(COLUMNS.split()),
    needed=6,
    types={
        **dict.fromkeys(COLUMNS.split(), WORDS),
        "id": pa.string(),
        "description": pa.string(),
        "latitude": pa.float64(),
        "longitude": pa.float64(),
    },
    dates=("date",),
    draft=draft,
    other_names={"id": ("civId",), "description": ("desc",)},
    missing=("",),
    cautions=("timemap states no exactness of days and places, and no deaths.",),
    codes=(
        Code("category, or type", "", "event_type", "kind other"),
        Code("associations", "", "sub_event_type", "joined by '; '"),
        Code("description", "", "notes", ""),
        Code("sources", "", "source", "the ids of timemap's sources, joined by '; '"),
    ),
)
