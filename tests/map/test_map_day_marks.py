"""What the marks over the day slider mean, and the statements under them; the events are those of the packed file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from dashboard.map.day_marks import day_marks
from dashboard.map.symbols import COLOURS, colour_of
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import attacker_choice, from_tables
from dashboard.sources.dossier.tables import Tables, load

TABLES = load(strict=True)
MAPPED = TABLES.events[TABLES.events["place_id"].notna()]


def marks(tables: Tables = TABLES, events: pd.DataFrame = MAPPED) -> dict[str, Any]:
    """The marks of these events of these tables."""
    return day_marks(tables, InMemoryEngine(from_tables(tables, events)))


def changed(table: str, key: str, **cells: Any) -> Tables:
    """The tables with other cells in one row."""
    records = {**TABLES.records[table], key: {**TABLES.row(table, key), **cells}}
    return replace(TABLES, records={**TABLES.records, table: records})


def day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)


KABUL = "ev-kabul-2026-02-26"
MARKS = marks()


def test_every_colour_that_occurs_has_a_name_and_a_shade_on_either_ground() -> None:
    used = {colour_of(TABLES, attacker_choice(TABLES.row("events", str(key)))) for key in MAPPED.index}
    assert set(MARKS["names"]) == used
    assert all(used <= MARKS["colours"][ground].keys() for ground in ("light", "dark"))
    assert MARKS["colours"] == COLOURS
    assert MARKS["names"]["party-1"] == "Pakistan"
    assert MARKS["names"]["both"] == "Both sides fight"
    assert MARKS["names"]["none"] == "No attack"


def test_a_colour_that_no_event_has_is_not_named() -> None:
    only = MAPPED[MAPPED["attacker"] == "act-pakistan"]
    assert set(marks(events=only)["names"]) == {"party-1"}


def test_statements_stand_on_their_day_and_those_without_one_nowhere() -> None:
    dated = [row for row in TABLES.rows("statements") if row["date"]]
    assert dated
    assert [(one["id"], day(one["day"]), one["title"]) for one in MARKS["statements"]] == [
        (row["statement_id"], row["date"], row["summary"]) for row in dated
    ]
    key = dated[0]["statement_id"]
    without = marks(changed("statements", key, date=None))
    assert [one["id"] for one in without["statements"]] == [row["statement_id"] for row in dated[1:]]
    assert {one["id"] for one in without["undated"]} == {*(one["id"] for one in MARKS["undated"]), key}


def test_every_statement_has_a_mark_or_is_counted_as_one_without_a_day() -> None:
    undated = [row for row in TABLES.rows("statements") if not row["date"]]
    assert MARKS["undated"] == [{"id": row["statement_id"], "title": row["summary"]} for row in undated] != []
    told = [one["id"] for one in (*MARKS["statements"], *MARKS["undated"])]
    assert sorted(told) == sorted(TABLES.records["statements"])


def test_a_colour_of_two_meanings_names_both() -> None:
    unknown = marks(changed("events", KABUL, attacker=None))
    assert unknown["names"]["none"] == "No attack, or: No attacker stated"


def test_it_goes_through_json_unchanged() -> None:
    assert json.loads(json.dumps(MARKS, allow_nan=False)) == MARKS


CHANGES: dict[str, Callable[[], dict[str, Any]]] = {
    "an attacker": lambda: marks(changed("events", KABUL, attacker=None)),
    "a statement": lambda: marks(changed("statements", MARKS["statements"][0]["id"], summary="Other words")),
    "fewer events": lambda: marks(events=MAPPED[MAPPED["attacker"] == "act-pakistan"]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_another_content_has_another_version(what: str) -> None:
    assert re.fullmatch("[0-9a-f]{16}", MARKS["version"])
    assert marks()["version"] == MARKS["version"]
    assert CHANGES[what]()["version"] != MARKS["version"]


def test_no_events_are_no_fault() -> None:
    none = marks(events=MAPPED.iloc[:0])
    assert none["names"] == {}
    assert (none["statements"], none["undated"]) == (MARKS["statements"], MARKS["undated"])
