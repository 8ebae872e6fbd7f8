"""Which kind of event file the first records are of: ACLED export, UCDP GED, or a table that has to be explained.

Columns are matched by name, whatever their order, case and spaces. A GED candidate file that was published without
a header is told by its values. The second line may hold HXL tags (``#date+year``); it is no row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.files import days
from dashboard.files.sheet import unique_names
from dashboard.files.terms import MISSING_MEANS

ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
GED_COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
)
COLUMNS: Mapping[str, tuple[str, ...]] = {"acled": tuple(ACLED_COLUMNS.split()), "ged": tuple(GED_COLUMNS.split())}
#: What older and regional copies call a column.
OTHER_NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "acled": {"event_id_cnty": ("data_id", "event_id_no_cnty")},
    "ged": {
        "best": ("best_est",),
        "high": ("high_est",),
        "low": ("low_est",),
        "type_of_violence": ("type_of_vi",),
        "where_coordinates": ("where_coor",),
        "where_description": ("where_desc",),
        "source_headline": ("source_hea",),
        "source_office": ("source_off",),
    },
}
#: A header is ACLED's or GED's when it has a date and this many of the names that only such files use together.
_TELLING: Mapping[str, tuple[frozenset[str], frozenset[str], int]] = {
    "acled": (
        frozenset({"event_date", "year"}),
        frozenset(["event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "inter1", "geo_precision", "fatalities", "interaction", "assoc_actor_1", "source_scale"]),
        4,
    ),
    "ged": (
        frozenset({"date_start", "date_end", "year"}),
        frozenset(["type_of_violence", "side_a", "side_b", "dyad_name", "conflict_name", "where_prec", "date_prec", "date_start", "best", "deaths_a", "relid"]),
        4,
    ),
}  # fmt: skip
WORDS = {"acled": "ACLED export", "ged": "UCDP GED", "table": "table", "geojson": "GeoJSON"}
_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*[+,]\s*[A-Za-z0-9_]+)*\s*")


@dataclass(frozen=True)
class Recognised:
    """A file's shape (acled, ged or table), its name for people, its columns, the records before the first row, and
    ``columns``: the name of each known column → the file's own.
    """

    shape: str
    words: str
    names: tuple[str, ...]
    header: int
    columns: Mapping[str, str]
    notices: tuple[str, ...]


def recognise(records: Sequence[Sequence[str]]) -> Recognised:
    """What the first records of a file are. ``records`` begin with the header, if there is one."""
    if candidate(records):
        names = COLUMNS["ged"]
        notice = "The file has no header; its columns were told by their values, in the order that UCDP publishes."
        words = "UCDP GED candidate file without a header"
        return Recognised("ged", words, names, 0, {name: name for name in names}, (notice,))
    names = unique_names(records[0])
    tagged = len(records) > 1 and is_tags(records[1])
    notices = ["Line 2 holds HXL tags and is no row."] if tagged else []
    header = 2 if tagged else 1
    doubled = sorted({name.lower() for name in map(str.strip, records[0]) if name} & _doubled(records[0]))
    if doubled:
        notices.append(f"Columns that stand twice were numbered: {', '.join(doubled)}.")
    for shape in ("acled", "ged"):
        columns = known_columns(shape, names)
        dates, telling, needed = _TELLING[shape]
        if dates & columns.keys() and len(telling & columns.keys()) >= needed:
            return Recognised(shape, WORDS[shape], names, header, columns, (*notices, *missing_notices(shape, columns)))
    return Recognised("table", WORDS["table"], names, header, {}, tuple(notices))


def as_table(known: Recognised) -> Recognised:
    """The same records as a table like any other, whose columns have to be explained."""
    return replace(known, shape="table", words=WORDS["table"], columns={}, notices=())


def known_columns(shape: str, names: Sequence[str]) -> dict[str, str]:
    """Column of the shape → the file's column. The first of two equal names counts."""
    have: dict[str, str] = {}
    for name in names:
        have.setdefault(re.sub(r"[\s\-]+", "_", name.strip().lower()), name)
    found = {column: have[column] for column in COLUMNS[shape] if column in have}
    for column, others in OTHER_NAMES[shape].items():
        for other in others:
            if column not in found and other in have:
                found[column] = have[other]
    return found


def missing_notices(shape: str, columns: Mapping[str, str]) -> list[str]:
    """One sentence for each column that lacks and is missed."""
    lacking = [column for column in COLUMNS[shape] if column not in columns and column in MISSING_MEANS]
    return [f"There is no column {column}: {MISSING_MEANS[column]}." for column in lacking]


def is_tags(record: Sequence[str]) -> bool:
    """Whether a record holds HXL tags: every cell that is not empty is one."""
    filled = [cell.strip() for cell in record if cell.strip()]
    return bool(filled) and all(_TAG.fullmatch(cell) for cell in filled)


def candidate(records: Sequence[Sequence[str]]) -> bool:
    """Whether the records are GED rows without a header: 49 cells whose values fit UCDP's order of columns."""
    rows = [record for record in records[:50] if any(cell.strip() for cell in record)]
    return (
        bool(rows) and all(_is_ged_row(row) for row in rows[:1]) and sum(map(_is_ged_row, rows)) * 10 >= len(rows) * 9
    )


def _is_ged_row(cells: Sequence[str]) -> bool:
    if len(cells) != len(COLUMNS["ged"]):
        return False
    row = {name: cell.strip() for name, cell in zip(COLUMNS["ged"], cells, strict=True)}
    whole = re.compile(r"-?\d+(\.0+)?")
    return (
        all(whole.fullmatch(row[name]) for name in ("id", "year", "best", "high", "low"))
        and 1900 <= float(row["year"]) <= 2100
        and row["type_of_violence"] in ("1", "2", "3")
        and row["where_prec"] in tuple("1234567")
        and days.span(row["date_start"]) is not None
    )


def _doubled(header: Sequence[str]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for name in (cell.strip().lower() for cell in header):
        (twice if name in seen else seen).add(name)
    return twice
