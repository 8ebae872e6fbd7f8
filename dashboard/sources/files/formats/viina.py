"""VIINA (Violent Incident Information from News Articles) → the canonical columns.

Codebook in VIINA's own README: ``date`` is the day of the report, YYYYMMDD; ``GEO_PRECISION`` says how exactly a
program found the place; columns ``t_…_b`` are 1 where a program gave the report that label. Read are the reports
(event_info), alone or joined with their labels, and the table of one report a day (event_1pd).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import cells, day_columns
from dashboard.sources.files.convert.canonical_columns import WORDS
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_ids
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.code_terms import KINDS
from dashboard.sources.files.formats.format_labels import Attribution
from dashboard.sources.files.formats.published_format import CodebookLine, PublishedFormat
from dashboard.words.sentences import deferred, say

LABELS: Mapping[str, tuple[str, str]] = {
    "t_airstrike_b": ("air strike", "air_strike"),
    "t_uav_b": ("drone", "drone_attack"),
    "t_artillery_b": ("artillery", "shelling"),
    "t_ied_b": ("explosive device", "bombing"),
    "t_firefight_b": ("firefight", "ground_clash"),
    "t_armor_b": ("tanks", "ground_clash"),
    "t_raid_b": ("raid", "ground_clash"),
    "t_arrest_b": ("arrest", "security_operation"),
    "t_aad_b": ("air defence", "other"),
    "t_airalert_b": ("air alert", "other"),
    "t_control_b": ("control of a place", "other"),
    "t_occupy_b": ("occupation", "other"),
    "t_property_b": ("destruction of property", "other"),
    "t_cyber_b": ("cyber operation", "other"),
    "t_hospital_b": ("attack on a hospital", "other"),
    "t_retreat_b": ("retreat", "other"),
}
COLUMNS = (
    *[
        "viina_version",
        "event_id",
        "event_id_1pd",
        "date",
        "time",
        "n_reports",
        "event_ids",
        "sources",
        "geonameid",
        "feature_code",
    ],
    *[
        "asciiname",
        "ADM1_NAME",
        "ADM1_CODE",
        "ADM2_NAME",
        "ADM2_CODE",
        "longitude",
        "latitude",
        "GEO_PRECISION",
        "GEO_API",
        "location",
    ],
    *["address", "report_id", "tempid", "source", "url", "text", "lang", "t_mil_b"],
    *LABELS,
)
TELLTALES = (
    *[
        "viina_version",
        "event_id_1pd",
        "geonameid",
        "asciiname",
        "ADM1_NAME",
        "ADM2_NAME",
        "GEO_PRECISION",
        "GEO_API",
        "report_id",
        "lang",
    ],
    *("t_mil_b", "feature_code", *LABELS),
)
#: ``GEO_PRECISION`` → ``where_prec``.
PLACES: Mapping[str, tuple[int, str]] = {
    "street": (1, deferred("a street in the town")),
    "adm3": (1, deferred("the town or village")),
    "adm2": (3, deferred("somewhere in the district")),
    "adm1": (4, deferred("somewhere in the province")),
    "adm0": (6, deferred("somewhere in the country")),
}


def draft_events(sheet: FileSheet, columns: Mapping[str, str], order: str = "") -> EventDraft:
    """The sheet's rows in our columns."""
    draft, cell = drafting.start(sheet, columns)
    ours = {"admin1": "ADM1_NAME", "admin2": "ADM2_NAME", "source": "source" if "source" in columns else "sources"}
    place = "asciiname" if "asciiname" in columns else "address"
    drafting.fill_words(draft, cell, {**ours, "location": place, "headline": "text"})
    start = drafting.read_days(cell("date"), order, len(draft))
    drafting.fill_days(draft, start, day_columns.none(len(draft)), ("date", "date"), cell, exact=False)
    drafting.fill_point(draft, cell)
    where = drafting.codes_by_word(
        draft, "GEO_PRECISION", cell("GEO_PRECISION"), {word: code for word, (code, _) in PLACES.items()}
    )
    draft.columns["where_prec"] = where.array(pa.int8())
    fill_ids(draft, "event_id", cell("event_id" if "event_id" in columns else "event_id_1pd"))
    _labels(draft, cell)
    return draft


def _labels(draft: EventDraft, cell: drafting.Cell) -> None:
    """The labels in words, and our kind where they agree on one; labels of several kinds are "other"."""
    count = len(draft)
    other = KINDS.index("other")
    number = np.full(count, -1)
    several = np.zeros(count, dtype=bool)
    pattern = np.zeros(count, dtype=np.int64)
    given = [(label, *LABELS[label]) for label in LABELS if cell(label) is not None]
    for place, (label, _, kind) in enumerate(given):
        value = cells.whole_numbers(cell(label), 0, 1)
        draft.listing.note("unreadable_number", label, value.wrong, cell(label))
        stated = value.known & (value.values == 1)
        pattern |= np.where(stated, 1 << place, 0)
        if kind != "other":
            several |= stated & (number >= 0) & (number != KINDS.index(kind))
            number = np.where(stated, KINDS.index(kind), number)
    draft.columns["kind"] = drafting.kind_column(np.where((number < 0) | several, other, number))
    patterns, places = np.unique(pattern, return_inverse=True)
    words = ["; ".join(word for bit, (_, word, _) in enumerate(given) if mark >> bit & 1) or None for mark in patterns]
    draft.columns["event_type"] = pa.array(words, pa.string()).take(pa.array(places.reshape(-1))).dictionary_encode()
    if (war := cell("t_mil_b")) is not None:
        value = cells.whole_numbers(war, 0, 1)
        if others := int((value.known & (value.values == 0)).sum()):
            draft.notices.append(
                say("t_mil_b is 0 in {others} rows: reports that are not about military operations.", others=others)
            )


FORMAT = PublishedFormat(
    key="viina",
    title=deferred("VIINA reports"),
    attribution=Attribution(
        deferred(
            'Zhukov, Yuri: "VIINA: Violent Incident Information from News Articles", github.com/zhukovyuri/VIINA. State '
            "the version that you used."
        ),
        deferred("Open Database License (ODbL)"),
        True,
    ),
    columns=COLUMNS,
    header_groups=(frozenset({"date"}), frozenset({"latitude"}), frozenset({"GEO_PRECISION", "viina_version"})),
    telltales=frozenset(TELLTALES),
    telltales_needed=3,
    column_types={
        **dict.fromkeys(COLUMNS, WORDS),
        "event_id": pa.string(),
        "event_id_1pd": pa.string(),
        "text": pa.string(),
        "latitude": pa.float64(),
        "longitude": pa.float64(),
    },
    date_columns=("date",),
    draft=draft_events,
    missing_columns={"GEO_PRECISION": deferred("exactness of places unknown")},
    cautions=(
        deferred(
            "VIINA is made by a program from news reports: the day is that of the report, one act may stand in many rows, "
            "and labels and places were given by a program. It has no deaths."
        ),
    ),
    codebook=(
        *(
            CodebookLine("GEO_PRECISION", word.upper(), f"where_prec {code}", means)
            for word, (code, means) in PLACES.items()
        ),
        *(CodebookLine(label, "1", f"kind {kind}", words) for label, (words, kind) in LABELS.items()),
        CodebookLine("t_…_b", "labels of several kinds", "kind other", "all of them stand as the type"),
        CodebookLine("date", "", "date_start", "the day of the report; exactness unknown"),
        CodebookLine("a_…", "", "", "attacker not stated; the labels stand in the original columns"),
    ),
)
