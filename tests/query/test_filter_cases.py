"""The one filter rule by the table of cases that the page's scripts run too (tests/browser_units/filter_cases.json)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dashboard.model.codes import CodeColumns, CodeLists
from dashboard.model.columns import UNKNOWN, EventColumns, FacetColumn
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine

TABLE = json.loads((Path(__file__).parents[1] / "browser_units" / "filter_cases.json").read_text("utf-8"))
EVENTS = TABLE["events"]


def facet(name: str, values: list[Any], places: int | str) -> FacetColumn:
    code_of = {value: code for code, value in enumerate(values)}
    rows = [[code_of[value] for value in event["facets"][name]] for event in EVENTS]
    if places == "list":
        codes: CodeLists | CodeColumns = CodeLists.of(np.arange(len(rows)), rows, len(values))
    else:
        width = int(places)
        codes = CodeColumns.of(
            [np.array([(row + [-1] * width)[at] for row in rows]) for at in range(width)], len(values)
        )
    return FacetColumn(name, name, tuple(values), tuple(map(str, values)), codes)


def columns(floats: bool) -> EventColumns:
    unknown, kind = (np.nan, np.float64) if floats else (UNKNOWN, np.int32)
    numbers: dict[str, Any] = {
        name: np.array([unknown if number is None else number for number in stated], dtype=kind)
        for name in EVENTS[0]["numbers"]
        for stated in [[event["numbers"][name] for event in EVENTS]]
    }
    start, end = (np.array([event["days"][at] for event in EVENTS], dtype=np.int32) for at in (0, 1))
    facets = tuple(facet(name, **described) for name, described in TABLE["facets"].items())
    return EventColumns(start, end, facets, numbers)


def passing(engine: InMemoryEngine, chosen: Filter) -> list[str]:
    return [event["id"] for event, passed in zip(EVENTS, engine.mask(chosen), strict=True) if passed]


@pytest.mark.parametrize("floats", [False, True], ids=["whole numbers", "floats"])
@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_events_pass_as_the_table_says(case: dict[str, Any], floats: bool) -> None:
    wanted = case["filter"]
    chosen = Filter(
        tuple(wanted["days"]) if wanted.get("days") else None,
        {name: frozenset(values) for name, values in wanted.get("choices", {}).items()},
        {name: tuple(ends) for name, ends in wanted.get("ranges", {}).items()},
    )
    assert passing(InMemoryEngine(columns(floats)), chosen) == case["passes"]


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_a_filter_from_outside_leaves_out_only_what_these_events_have_not(case: dict[str, Any]) -> None:
    engine = InMemoryEngine(columns(floats=False))
    chosen, notices = Filter.from_json(json.dumps(case["filter"]), engine.describe())
    if notices:
        assert set(case["passes"]) <= set(passing(engine, chosen))
    else:
        assert passing(engine, chosen) == case["passes"]
