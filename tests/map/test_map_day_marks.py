"""The marks over the day slider: each event on its own days, in its attacker's colour, with the facets that filter it."""

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
from dashboard.map.symbols import COLOURS
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import Tables, load

TABLES = load(strict=True)
MAPPED = TABLES.events[TABLES.events["place_id"].notna()]


def marks(tables: Tables = TABLES, events: pd.DataFrame = MAPPED) -> dict[str, Any]:
    """The marks of these events of these tables."""
    rows = [tables.row("events", str(key)) for key in events.index]
    return day_marks(tables, rows, InMemoryEngine(from_tables(tables, events)))


def changed(table: str, key: str, **cells: Any) -> Tables:
    """The tables with other cells in one row."""
    records = {**TABLES.records[table], key: {**TABLES.row(table, key), **cells}}
    return replace(TABLES, records={**TABLES.records, table: records})


def day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)


KABUL = "ev-kabul-2026-02-26"
MARKS = marks()
BY_ID = {event["id"]: event for event in MARKS["events"]}


def test_every_event_is_a_mark_in_the_order_given() -> None:
    assert [event["id"] for event in MARKS["events"]] == list(MAPPED.index)
    turned = MAPPED.iloc[::-1]
    assert marks(events=turned)["events"] == MARKS["events"][::-1]


def test_a_mark_stands_on_the_first_and_the_last_possible_day() -> None:
    for key, row in MAPPED.iterrows():
        assert [day(number) for number in BY_ID[str(key)]["days"]] == [row["date_start"], row["date_end"]]
    assert [day(number) for number in BY_ID["ev-eastern-afghanistan-2026-02-21"]["days"]] == [
        date(2026, 2, 21),
        date(2026, 2, 22),
    ]


def test_what_a_mark_says_is_what_the_tables_say() -> None:
    for key, mark in BY_ID.items():
        row = TABLES.row("events", key)
        assert (mark["title"], mark["time"]) == (row["title"], row["time_of_day"])
    assert BY_ID["ev-kabul-2026-02-26"]["when"] == "Thu 26 Feb 2026, night"
    assert BY_ID["ev-paktia-2026-02-27"]["when"].startswith("Fri 27 Feb 2026")


@pytest.mark.parametrize(
    ("key", "colour"),
    [
        ("ev-kabul-2026-02-26", "party-1"),
        ("ev-border-attack-2026-02-26", "party-2"),
        ("ev-border-clashes-2026-02", "both"),  # a clash, of which nobody is the attacker
        ("ev-punjab-operations-2026-02-27", "none"),
    ],
)
def test_the_colour_is_that_of_the_attackers_side(key: str, colour: str) -> None:
    assert BY_ID[key]["colour"] == colour


def test_every_colour_that_occurs_has_a_name_and_a_shade_on_either_ground() -> None:
    used = {event["colour"] for event in MARKS["events"]}
    assert set(MARKS["names"]) == used
    assert all(used <= MARKS["colours"][ground].keys() for ground in ("light", "dark"))
    assert MARKS["colours"] == COLOURS
    assert MARKS["names"]["party-1"] == "Pakistan"
    assert MARKS["names"]["both"] == "Both sides fight"
    assert MARKS["names"]["none"] == "No attack"


def test_a_colour_that_no_event_has_is_not_named() -> None:
    only = MAPPED[MAPPED["attacker"] == "act-pakistan"]
    assert set(marks(events=only)["names"]) == {"party-1"}


def test_the_facets_of_a_mark_are_those_of_its_row() -> None:
    columns = from_tables(TABLES, MAPPED)
    assert MARKS["events"][0]["facets"].keys() == columns.by_name.keys()
    for row, mark in enumerate(MARKS["events"]):
        for facet in columns.facets:
            assert mark["facets"][facet.name] == facet.of_row(row)
    place = {key: mark["facets"]["where_prec"] for key, mark in BY_ID.items()}
    assert place["ev-kabul-2026-02-26"] == [1]
    assert place["ev-eastern-afghanistan-2026-02-21"] == [5]


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


def test_a_mark_names_its_own_attacker() -> None:
    assert BY_ID["ev-kabul-2026-02-26"]["attacker"] == "Pakistan"
    assert BY_ID["ev-border-clashes-2026-02"]["attacker"] == "Both sides fight"
    assert BY_ID["ev-punjab-operations-2026-02-27"]["attacker"] == "No attack"
    unknown = marks(changed("events", KABUL, attacker=None))
    told = {event["id"]: event["attacker"] for event in unknown["events"]}
    assert told[KABUL] == "No attacker stated"
    assert told["ev-punjab-operations-2026-02-27"] == "No attack"
    assert unknown["names"]["none"] == "No attack, or: No attacker stated"


def test_it_goes_through_json_unchanged() -> None:
    listed = {**MARKS, "events": [{**event, "days": list(event["days"])} for event in MARKS["events"]]}
    assert json.loads(json.dumps(MARKS, allow_nan=False)) == listed


CHANGES: dict[str, Callable[[], dict[str, Any]]] = {
    "a title": lambda: marks(changed("events", KABUL, title="Another title")),
    "a time of day": lambda: marks(changed("events", KABUL, time_of_day="day")),
    "a statement": lambda: marks(changed("statements", MARKS["statements"][0]["id"], summary="Other words")),
    "a day": lambda: marks(changed("events", KABUL, date_end=date(2026, 2, 27))),
    "an event less": lambda: marks(events=MAPPED.iloc[1:]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_another_content_has_another_version(what: str) -> None:
    assert re.fullmatch("[0-9a-f]{16}", MARKS["version"])
    assert marks()["version"] == MARKS["version"]
    assert CHANGES[what]()["version"] != MARKS["version"]


def test_no_events_are_no_fault() -> None:
    none = marks(events=MAPPED.iloc[:0])
    assert (none["events"], none["names"]) == ([], {})
    assert (none["statements"], none["undated"]) == (MARKS["statements"], MARKS["undated"])
