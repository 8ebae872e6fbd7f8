"""GDELT 1.0 and 2.0 event files → the canonical columns.

A program makes them from news reports: a row is a kind of act that reports name, between two actors, at a place that
they name. There are no deaths in it. The daily files have no header; their number (57, 58 or
61) and their values say which columns they have. Codes of acts are CAMEO's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import cells, day_columns
from dashboard.sources.files.convert.canonical_columns import WORDS
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_ids
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.code_terms import KINDS
from dashboard.sources.files.formats.format_labels import Attribution
from dashboard.sources.files.formats.published_format import CodebookLine, PublishedFormat, Records
from dashboard.words.sentences import deferred

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_PLACES = ("Actor1Geo", "Actor2Geo", "ActionGeo")
_BEFORE = (
    *["GlobalEventID", "SQLDATE", "MonthYear", "Year", "FractionDate"],
    *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR.split()),
    *["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"],
    *["NumMentions", "NumSources", "NumArticles", "AvgTone"],
)
#: The columns of GDELT 2.0 (61), of 1.0's daily files (58) and of its history (57).
NAMES_61 = (*_BEFORE, *(f"{place}_{part}" for place in _PLACES for part in _GEO), "DATEADDED", "SOURCEURL")
NAMES_58 = tuple(name for name in NAMES_61 if not name.endswith("_ADM2Code"))
NAMES_57 = NAMES_58[:-1]
_BY_WIDTH = {len(names): names for names in (NAMES_57, NAMES_58, NAMES_61)}
TELLTALES = (
    "GlobalEventID EventCode EventRootCode EventBaseCode QuadClass GoldsteinScale ActionGeo_Type ActionGeo_FullName "
    "AvgTone NumMentions Actor1Code Actor2Code FractionDate"
)
#: ``ActionGeo_Type`` → ``where_prec``: the program knows the place as a country, a state, a town.
PLACES: Mapping[int, tuple[int, str]] = {
    1: (6, deferred("a country: its centre stands for all of it")),
    2: (4, deferred("a state of the United States: its centre stands for all of it")),
    3: (1, deferred("a town or landmark in the United States, as a program read it")),
    4: (1, deferred("a town or landmark elsewhere, as a program read it")),
    5: (4, deferred("a province elsewhere: its centre stands for all of it")),
}
#: CAMEO's codes that are one of our kinds; every other code is "other".
ACTS: Mapping[str, tuple[str, str]] = {
    "173": ("security_operation", "Arrest, detain, or charge with legal action"),
    "183": ("bombing", "Conduct suicide, car, or other non-military bombing"),
    "1831": ("bombing", "Carry out suicide bombing"),
    "1832": ("bombing", "Carry out vehicular bombing"),
    "1833": ("bombing", "Carry out roadside bombing"),
    "1834": ("bombing", "Carry out location bombing"),
    "193": ("ground_clash", "Fight with small arms and light weapons"),
    "194": ("shelling", "Fight with artillery and tanks"),
    "195": ("air_strike", "Employ aerial weapons"),
    "1951": ("air_strike", "Employ precision-guided aerial munitions"),
    "1952": ("drone_attack", "Employ remotely piloted aerial munitions"),
}
#: CAMEO's twenty classes.
ROOTS = (
    *("Make public statement", "Appeal", "Express intent to cooperate", "Consult", "Engage in diplomatic cooperation"),
    *("Engage in material cooperation", "Provide aid", "Yield", "Investigate", "Demand", "Disapprove", "Reject"),
    *("Threaten", "Protest", "Exhibit force posture", "Reduce relations", "Coerce", "Assault", "Fight"),
    "Use unconventional mass violence",
)


def draft_events(sheet: FileSheet, columns: Mapping[str, str], order: str = "") -> EventDraft:
    """The sheet's rows in our columns; ``order`` says what 3/4/2022 means where a file was written anew."""
    draft, cell = drafting.start(sheet, columns)
    ours = {"actor1": "Actor1Name", "actor2": "Actor2Name", "location": "ActionGeo_FullName", "source": "SOURCEURL"}
    drafting.fill_words(draft, cell, ours)
    start = drafting.read_days(cell("SQLDATE"), order, len(draft))
    drafting.fill_days(draft, start, day_columns.none(len(draft)), ("SQLDATE", "SQLDATE"), cell, exact=True)
    drafting.fill_point(draft, cell, "ActionGeo_Lat", "ActionGeo_Long")
    draft.columns["where_prec"] = _exactness(draft, cell("ActionGeo_Type"))
    if (full := cell("ActionGeo_FullName")) is not None:
        draft.columns["country"] = cells.labels(full, lambda name: name.rpartition(", ")[2])
    fill_ids(draft, "GlobalEventID", cell("GlobalEventID"))
    _acts(draft, cell)
    return draft


def _exactness(draft: EventDraft, cell: Any) -> pa.Array:
    if cell is None:
        return pa.nulls(len(draft), pa.int8())
    stated = cells.whole_numbers(cell, 0, 5)
    draft.listing.note("unknown_precision", "ActionGeo_Type", stated.wrong, cell)
    codes = np.array([0, *(PLACES[code][0] for code in sorted(PLACES))])[np.where(stated.known, stated.values, 0)]
    return Numbers(codes, codes > 0, stated.wrong).array(pa.int8())


def _acts(draft: EventDraft, cell: drafting.Cell) -> None:
    """The class of the act, CAMEO's words for it, and our kind."""
    count = len(draft)
    codes = cell("EventCode")
    words, places = cells.distinct(codes) if codes is not None else ([], np.full(count, -1, dtype=np.int32))
    plain = [(word or "").strip().removesuffix(".0") for word in words]
    other = KINDS.index("other")
    kinds = [KINDS.index(ACTS[word][0]) if word in ACTS else other for word in plain]
    draft.columns["kind"] = drafting.kind_column(cells.spread(kinds, places, other, np.int32))
    if codes is not None:
        acts = {word: f"{ACTS[word][1]} ({word})" if word in ACTS else f"CAMEO {word}" for word in plain if word}
        draft.columns["sub_event_type"] = cells.labels(codes, lambda word: acts.get(word.removesuffix(".0")))
    root = cell("EventRootCode")
    if root is not None:
        draft.columns["event_type"] = cells.labels(root, _root)


def _root(code: str) -> str:
    number = int(code.removesuffix(".0")) if re.fullmatch(r"\d{1,2}(\.0)?", code) else 0
    return ROOTS[number - 1] if 1 <= number <= len(ROOTS) else f"CAMEO {code}"


def headerless_columns(records: Records) -> tuple[str, ...]:
    """The columns of a GDELT file without a header; none where the values do not fit."""
    rows = [record for record in records[:50] if any(cell.strip() for cell in record)]
    if not rows or not _is_row(rows[0]) or sum(map(_is_row, rows)) * 10 < len(rows) * 9:
        return ()
    return _BY_WIDTH[len(rows[0])]


def _is_row(record: Sequence[str]) -> bool:
    if len(record) not in _BY_WIDTH:
        return False
    row = dict(zip(_BY_WIDTH[len(record)], map(str.strip, record), strict=True))
    return (
        row["GlobalEventID"].isdecimal()
        and day_columns.span(row["SQLDATE"]) is not None
        and row["SQLDATE"][:4] == row["Year"]
        and row["QuadClass"] in ("1", "2", "3", "4")
        and row["ActionGeo_Type"] in ("", "0", "1", "2", "3", "4", "5")
    )


FORMAT = PublishedFormat(
    key="gdelt",
    title=deferred("GDELT events"),
    attribution=Attribution(
        deferred("The GDELT Project, gdeltproject.org. State the day on which you downloaded the file."),
        deferred("free for any use, with a citation of the GDELT Project and a link to it"),
        True,
    ),
    columns=NAMES_61,
    header_groups=(frozenset({"SQLDATE"}),),
    telltales=frozenset(TELLTALES.split()),
    telltales_needed=4,
    column_types={
        **dict.fromkeys(("SQLDATE", "Actor1Name", "Actor2Name", "EventCode", "EventRootCode"), WORDS),
        **dict.fromkeys(("ActionGeo_Type", "ActionGeo_FullName", "SOURCEURL"), WORDS),
        "GlobalEventID": pa.string(),
        "ActionGeo_Lat": pa.float64(),
        "ActionGeo_Long": pa.float64(),
    },
    date_columns=("SQLDATE",),
    draft=draft_events,
    other_names={"SQLDATE": ("Day",)},
    missing_cells=("",),
    missing_columns={
        "ActionGeo_Type": deferred("exactness of places unknown"),
        "SOURCEURL": deferred("sources unknown"),
    },
    headerless_columns=headerless_columns,
    headerless_title=deferred("GDELT events without a header"),
    cautions=(
        deferred(
            "GDELT is made by a program from news reports: a row is a kind of act that reports name, not an event that "
            "somebody confirmed, and one act may stand in many rows. It has no deaths."
        ),
    ),
    codebook=(
        *(
            CodebookLine("ActionGeo_Type", str(code), f"where_prec {ours}", means)
            for code, (ours, means) in PLACES.items()
        ),
        *(CodebookLine("EventCode", code, f"kind {kind}", words) for code, (kind, words) in ACTS.items()),
        CodebookLine("EventCode", "every other", "kind other", "shown under CAMEO's code"),
        CodebookLine("Actor1, Actor2", "", "actor1, actor2", "as a program read them; no attacker is stated"),
        CodebookLine("SQLDATE", "", "date_start", "the day of the act, as a program read it from the report"),
    ),
)
