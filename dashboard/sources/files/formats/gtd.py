"""The Global Terrorism Database (START, University of Maryland) → the canonical columns.

Codebook of August 2021: imonth and iday are 0 where they are not known; ``specificity`` says how exactly the place is
known; ``nkill`` counts everybody, perpetrators too, and is a fraction where the deaths of several linked incidents
were divided among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import cells
from dashboard.sources.files.convert.canonical_columns import WORDS
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import MOST_DEATHS, fill_ids, precision_codes
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.format_labels import Attribution, DeathFigure, DeathFigures
from dashboard.sources.files.formats.published_format import CodebookLine, PublishedFormat
from dashboard.words.sentences import deferred

COLUMNS = (
    "eventid iyear imonth iday approxdate extended resolution country country_txt region region_txt provstate city "
    "latitude longitude specificity vicinity location summary crit1 crit2 crit3 doubtterr alternative alternative_txt "
    "multiple success suicide attacktype1 attacktype1_txt targtype1 targtype1_txt target1 gname guncertain1 "
    "weaptype1 weaptype1_txt nkill nkillus nkillter nwound scite1 dbsource related"
)
TELLTALES = (
    "eventid iyear imonth iday approxdate attacktype1 attacktype1_txt targtype1_txt gname nkill nwound specificity "
    "provstate country_txt weaptype1_txt crit1 doubtterr dbsource"
)
#: ``specificity`` → ``where_prec``; 1 with ``vicinity`` 1 is "near the place", 2.
PLACES: Mapping[int, tuple[int, str]] = {
    1: (1, deferred("the town itself; where vicinity is 1, within about 25 km of it: where_prec 2")),
    2: (3, deferred("in a town without coordinates: the centre of the smallest region around it")),
    3: (3, deferred("in no town: the centre of the smallest region around it")),
    4: (4, deferred("the centre of a province")),
    5: (6, deferred("somewhere in the country")),
}
KINDS: Mapping[str, str] = {
    "bombing/explosion": "bombing",
    "assassination": "other",
    "armed assault": "other",
    "hijacking": "other",
    "hostage taking (barricade incident)": "other",
    "hostage taking (kidnapping)": "other",
    "facility/infrastructure attack": "other",
    "unarmed assault": "other",
    "unknown": "other",
}
_OURS = {
    "event_type": "attacktype1_txt",
    "sub_event_type": "weaptype1_txt",
    "actor1": "gname",
    "actor2": "targtype1_txt",
    "country": "country_txt",
    "admin1": "provstate",
    "location": "city",
    "source": "scite1",
    "notes": "summary",
}
_MISSING = ("unknown", ".", "-9", "-99")


def draft_events(sheet: FileSheet, columns: Mapping[str, str], order: str = "") -> EventDraft:
    """The sheet's rows in our columns. ``order`` says what 3/4/2022 means, where ``resolution`` leaves it open."""
    draft, cell = drafting.start(sheet, columns)
    drafting.fill_words(draft, cell, _OURS, _MISSING)
    parts = [
        _whole(draft, cell("iyear"), 0, 9999),
        _whole(draft, cell("imonth"), 0, 12),
        _whole(draft, cell("iday"), 0, 31),
    ]
    start = drafting.parts_of_days(*parts)
    end = drafting.read_days(cell("resolution"), order, len(draft))
    drafting.fill_days(draft, start, end, ("iyear", "resolution"), cell, exact=True)
    drafting.fill_point(draft, cell)
    draft.columns["where_prec"] = _exactness(draft, cell)
    _deaths(draft, cell("nkill"))
    fill_ids(draft, "eventid", cell("eventid"))
    draft.columns["kind"] = drafting.kinds_by_word(draft, cell("attacktype1_txt"), KINDS)
    _attacker(draft, cell("guncertain1"))
    return draft


def _whole(draft: EventDraft, cell: Any, low: int, high: int) -> Numbers:
    return cells.nothing(len(draft)) if cell is None else cells.whole_numbers(cell, low, high)


def _exactness(draft: EventDraft, cell: drafting.Cell) -> pa.Array:
    stated = precision_codes(draft, "specificity", cell("specificity"), 5)
    codes = np.array([0, *(PLACES[code][0] for code in sorted(PLACES))])[np.where(stated.known, stated.values, 0)]
    near = _whole(draft, cell("vicinity"), 0, 1)
    codes = np.where((codes == 1) & near.known & (near.values == 1), 2, codes)
    return Numbers(codes, stated.known, stated.wrong).array(pa.int8())


def _deaths(draft: EventDraft, cell: Any) -> None:
    """Whole deaths; a share of the deaths of several incidents is listed and unknown."""
    if cell is None:
        return
    stated = cells.decimals(cell)
    whole = stated.known & (stated.values == np.floor(stated.values)) & (stated.values >= 0)
    whole &= stated.values <= MOST_DEATHS
    share = stated.known & (stated.values > 0) & (stated.values != np.floor(stated.values))
    draft.listing.note("share_of_deaths", "nkill", share, cell)
    missing = stated.known & np.isin(stated.values, (-9, -99))
    draft.listing.note("unreadable_number", "nkill", (stated.known & ~whole & ~share & ~missing) | stated.wrong, cell)
    draft.columns["fatalities"] = Numbers(stated.values, whole, stated.wrong).array(pa.int32())


def _attacker(draft: EventDraft, cell: Any) -> None:
    """The group that the database names as the perpetrator, unless it marks it as uncertain."""
    group = draft.columns.get("actor1")
    if group is None:
        return
    uncertain = _whole(draft, cell, -9, 1)
    named = ~(uncertain.known & (uncertain.values == 1))
    indices = pc.if_else(pa.array(named), group.indices, pa.scalar(None, pa.int32()))
    draft.columns["attacker"] = pa.DictionaryArray.from_arrays(indices, group.dictionary)


FORMAT = PublishedFormat(
    key="gtd",
    title=deferred("Global Terrorism Database"),
    attribution=Attribution(
        deferred("National Consortium for the Study of Terrorism and Responses to Terrorism (START), University of Maryland: "
        "Global Terrorism Database. State the release that you used."),
        deferred("START's End User License Agreement restricts passing its rows on"),
        False,
    ),
    deaths=DeathFigures(
        (
            DeathFigure(
                "fatalities", "", "deaths_with_perpetrators", deferred("deaths, perpetrators too, as the database gives them")
            ),
        ),
        lead=deferred("Deaths, perpetrators too"),
    ),
    columns=tuple(COLUMNS.split()),
    header_groups=(frozenset({"iyear"}),),
    telltales=frozenset(TELLTALES.split()),
    telltales_needed=4,
    column_types={
        **dict.fromkeys(("iyear", "imonth", "iday", "resolution", "specificity", "vicinity", "guncertain1", "nkill"), WORDS),
        **{name: pa.string() if name == "summary" else WORDS for name in _OURS.values()},
        "eventid": pa.string(),
        "latitude": pa.float64(),
        "longitude": pa.float64(),
    },
    date_columns=("resolution",),
    draft=draft_events,
    missing_columns={
        "imonth": deferred("only the year is known"),
        "specificity": deferred("exactness of places unknown"),
        "nkill": deferred("deaths unknown"),
        "gname": deferred("attackers unknown"),
        "latitude": deferred("no event can be put on the map"),
        "longitude": deferred("no event can be put on the map"),
    },
    cautions=(deferred("Deaths (nkill) count everybody who died, perpetrators too."),),
    codebook=(
        *(CodebookLine("specificity", str(code), f"where_prec {ours}", means) for code, (ours, means) in PLACES.items()),
        CodebookLine("imonth, iday", "0", "date_prec 5, 4", "only the year, only the month is known: all of it"),
        CodebookLine("resolution", "", "date_end", "the last day of an extended incident"),
        *(CodebookLine("attacktype1_txt", word, f"kind {kind}", "") for word, kind in KINDS.items()),
        CodebookLine("gname", "", "attacker, actor1", "the group that the database names; where guncertain1 is 1 no attacker is stated; Unknown is nobody"),
        CodebookLine("nkill", "", "fatalities", "everybody who died, perpetrators too; a fraction is the share of several incidents' deaths: listed, unknown"),
    ),
)  # fmt: skip
