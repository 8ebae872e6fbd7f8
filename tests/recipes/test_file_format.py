"""A file format is added as dashboard/README.md says it: one module, one line. Nothing else of the package changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from package_copy import PackageCopy

MODULE = '''
"""The incident log of an invented news desk → the canonical columns."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from dashboard.sources.files.convert import day_columns
from dashboard.sources.files.convert.canonical_columns import WORDS
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_deaths, fill_ids
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.format_labels import Attribution, DeathFigure, DeathFigures, NoteLabel
from dashboard.sources.files.formats.published_format import CodebookLine, PublishedFormat
from dashboard.words.sentences import deferred

COLUMNS = ("desk_id", "desk_day", "desk_north", "desk_east", "desk_town", "desk_exact", "desk_act", "desk_dead", "desk_remark")
EXACT = {"in town": 1, "in district": 3}
ACTS = {"raid": "ground_clash", "air raid": "air_strike"}


def draft_events(sheet: FileSheet, columns: Mapping[str, str], order: str = "") -> EventDraft:
    """The sheet's rows in our columns."""
    draft, cell = drafting.start(sheet, columns)
    drafting.fill_words(draft, cell, {"event_type": "desk_act", "location": "desk_town", "notes": "desk_remark"})
    day = drafting.read_days(cell("desk_day"), order, len(draft))
    drafting.fill_days(draft, day, day_columns.none(len(draft)), ("desk_day", "desk_day"), cell, exact=True)
    drafting.fill_point(draft, cell, "desk_north", "desk_east")
    where = drafting.codes_by_word(draft, "desk_exact", cell("desk_exact"), EXACT)
    draft.columns["where_prec"] = where.array(pa.int8())
    fill_deaths(draft, "fatalities", "desk_dead", cell("desk_dead"))
    fill_ids(draft, "desk_id", cell("desk_id"))
    draft.columns["kind"] = drafting.kinds_by_word(draft, cell("desk_act"), ACTS)
    return draft


FORMAT = PublishedFormat(
    key="desk",
    title=deferred("Example Desk log"),
    attribution=Attribution("Example Desk.", deferred("may be passed on with its name"), True),
    deaths=DeathFigures(
        (DeathFigure("fatalities", "", "deaths_counted_by_desk", deferred("deaths, counted by the desk")),),
        lead=deferred("Deaths, counted by the desk"),
        said_by=deferred("the desk"),
    ),
    note=NoteLabel(deferred("Remark of the desk"), "desk_remark", deferred("the desk's remark, not a quotation")),
    columns=COLUMNS,
    header_groups=(frozenset({"desk_day"}),),
    telltales=frozenset(COLUMNS),
    telltales_needed=4,
    column_types={
        **dict.fromkeys(COLUMNS, WORDS),
        "desk_id": pa.string(),
        "desk_remark": pa.string(),
        "desk_north": pa.float64(),
        "desk_east": pa.float64(),
        "desk_dead": pa.int32(),
    },
    date_columns=("desk_day",),
    draft=draft_events,
    missing_columns={"desk_dead": "deaths unknown"},
    cautions=("The desk counts what it heard by telephone.",),
    codebook=tuple(CodebookLine("desk_act", word, f"kind {kind}", "") for word, kind in ACTS.items()),
)
'''
FILE = """desk_id,desk_day,desk_north,desk_east,desk_town,desk_exact,desk_act,desk_dead,desk_remark
D1,2031-05-04,12.5,-3.25,Exampleville,in town,Raid,3,Heard at noon
D2,2031-05-06,north,-3.5,Sampleton,in district,Air raid,,Heard at night
"""
PROGRAM = """
import json
from dashboard.export.opened_file_export import opened_geojson
from dashboard.sources.files import is_published, open_apart, open_file
from dashboard.sources.files.file_record import file_record
from dashboard.sources.files.formats import codebook

opened = open_file(open("log.csv", "rb").read(), "log.csv")
lacking = open_file(b"\\n".join(line.rpartition(b",")[0].rpartition(b",")[0] for line in open("log.csv", "rb")), "cut.csv")
record = file_record(opened, 0, {})
print(json.dumps({
    "shape": opened.shape,
    "title": opened.shape_words,
    "published": is_published(opened.shape),
    "apart": open_apart(__import__("pathlib").Path("log.csv"), "log.csv").shape,
    "mapping": opened.mapping,
    "notices": opened.report.notices,
    "counts": opened.report.counts,
    "notices_without_deaths": lacking.report.notices,
    "events": opened.events.select(["event_id", "latitude", "where_prec", "kind", "fatalities"]).to_pylist(),
    "figures": [[figure.text, figure.line, figure.said_by] for figure in record.figures],
    "notes": [[note.title, list(note.texts)] for note in record.notes],
    "terms": record.terms,
    "export": json.loads(b"".join(opened_geojson(opened))),
    "codebook": codebook.as_markdown(),
}))
"""


def test_a_format_is_one_module_and_one_line(package: PackageCopy) -> None:
    formats = package.folder / "dashboard" / "sources" / "files" / "formats"
    (formats / "desk_log.py").write_text(MODULE.lstrip(), encoding="utf-8")
    package.add("sources/files/formats/published_formats.py", "MODULES", '"desk_log"')
    (package.folder / "log.csv").write_text(FILE, encoding="utf-8")
    answers: dict[str, Any] = json.loads(package.run(PROGRAM))

    # It is recognised and nobody is asked.
    assert (answers["shape"], answers["title"], answers["published"], answers["mapping"]) == (
        "desk",
        "Example Desk log",
        True,
        None,
    )
    assert answers["apart"] == "desk"

    # Its rows become events.
    assert answers["events"] == [
        {"event_id": "D1", "latitude": 12.5, "where_prec": 1, "kind": "ground_clash", "fatalities": 3},
        {"event_id": "D2", "latitude": None, "where_prec": 3, "kind": "air_strike", "fatalities": None},
    ]
    assert answers["counts"] == {"unreadable_place": 1}

    # Its labels stand in the record.
    assert answers["figures"] == [["3", "Deaths, counted by the desk: 3", "the desk"]]
    assert answers["notes"] == [["Remark of the desk", ["Heard at noon"]]]
    assert answers["terms"] == "Example Desk. may be passed on with its name"

    # Its report carries its cautions.
    assert "The desk counts what it heard by telephone." in answers["notices"]
    assert "There is no column desk_dead: deaths unknown." in answers["notices_without_deaths"]

    # Its terms and labels stand in the export.
    export = answers["export"]
    assert export["provenance"]["attribution"] == "Example Desk."
    assert export["provenance"]["terms"] == "may be passed on with its name"
    assert export["columns"]["deaths_counted_by_desk"] == "deaths, counted by the desk"
    assert export["columns"]["desk_remark"] == "the desk's remark, not a quotation"
    assert export["features"][0]["properties"]["deaths_counted_by_desk"] == 3

    # It has an entry in the codebook.
    assert "| Example Desk log | code | ours | means |" in answers["codebook"]
    assert "| desk_act | raid | kind ground_clash |" in answers["codebook"]
