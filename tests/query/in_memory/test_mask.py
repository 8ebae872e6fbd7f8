"""Which events pass one part of a filter, case by case: days, ranges of a number, words, choices in a facet."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from dashboard.model.codes import CodeColumns
from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine

# What stands where no number is known: the lowest of all.
UNKNOWN = -(2**31)
MOST = 2**31 - 1


def columns(
    days: list[tuple[int, int]],
    numbers: dict[str, Any] | None = None,
    texts: dict[str, pa.ChunkedArray] | None = None,
    codes: list[int] | None = None,
    facet: str = "kind",
) -> EventColumns:
    """Events on some days, with a facet of the values "a" and "b" (−1: none)."""
    places = CodeColumns.of([np.array(codes or [-1] * len(days))], 2)
    start, end = (np.array([day[place] for day in days], dtype=np.int32) for place in (0, 1))
    return EventColumns(
        start, end, (FacetColumn(facet, "FacetColumn", ("a", "b"), ("A", "B"), places),), numbers or {}, texts or {}
    )


def shown(events: EventColumns, chosen: Filter) -> list[bool]:
    passed: list[bool] = InMemoryEngine(events).mask(chosen).tolist()
    return passed


@pytest.mark.parametrize(
    ("first", "last", "passed"),
    [
        ((3), 3, [False, True, False, True]),
        (1, 2, [True, False, False, False]),
        (2, 3, [True, True, False, True]),
        (4, 4, [False, False, True, True]),
        (5, 9, [False, False, True, True]),
        (7, 9, [False, False, False, False]),
        (-9, 0, [False, False, False, False]),
        (-9, 1, [True, False, False, False]),
    ],
)
def test_an_event_passes_on_each_of_its_possible_days(first: int, last: int, passed: list[bool]) -> None:
    events = columns([(1, 2), (3, 3), (4, 6), (3, 5)])
    assert shown(events, Filter(days=(first, last))) == passed


@pytest.mark.parametrize(
    ("low", "high", "passed"),
    [
        (None, None, [True] * 5),
        (0, None, [False, True, True, True, True]),
        (1, None, [False, False, True, True, True]),
        (None, 0, [False, True, False, False, False]),
        (None, 2, [False, True, True, True, False]),
        (2, 2, [False, False, False, True, False]),
        (0.5, 1.5, [False, False, True, False, False]),
        (1.0, 2.0, [False, False, True, True, False]),
        (3, 2, [False] * 5),
        (MOST, None, [False, False, False, False, True]),
        (None, MOST, [False, True, True, True, True]),
        (MOST + 1, None, [False] * 5),
        (None, UNKNOWN, [False] * 5),
        (None, -(10**12), [False] * 5),
        (None, UNKNOWN + 1, [False] * 5),
        (UNKNOWN, None, [False, True, True, True, True]),
        (-(10**12), 10**12, [False, True, True, True, True]),
    ],
)
def test_a_whole_number_lies_in_a_range_with_both_ends(low: Any, high: Any, passed: list[bool]) -> None:
    deaths = np.array([UNKNOWN, 0, 1, 2, MOST], dtype=np.int32)
    events = columns([(1, 1)] * 5, {"deaths": deaths})
    assert shown(events, Filter(ranges={"deaths": (low, high)})) == passed


def test_the_lowest_whole_number_but_one_is_known() -> None:
    events = columns([(1, 1)] * 2, {"deaths": np.array([UNKNOWN, UNKNOWN + 1], dtype=np.int32)})
    assert shown(events, Filter(ranges={"deaths": (None, 0)})) == [False, True]
    assert shown(events, Filter(ranges={"deaths": (UNKNOWN, UNKNOWN + 1)})) == [False, True]


@pytest.mark.parametrize(
    ("low", "high", "passed"),
    [
        (None, None, [True] * 4),
        (0.5, None, [False, False, True, True]),
        (None, 0.5, [False, True, True, False]),
        (0.5, 0.5, [False, False, True, False]),
        (0.6, 0.4, [False, False, False, False]),
    ],
)
def test_a_decimal_lies_in_a_range_with_both_ends(low: Any, high: Any, passed: list[bool]) -> None:
    events = columns([(1, 1)] * 4, {"share": np.array([math.nan, -2.0, 0.5, 1e9])})
    assert shown(events, Filter(ranges={"share": (low, high)})) == passed


def test_words_are_found_in_any_text_of_a_row_in_any_case() -> None:
    plain = pa.chunked_array([["A Blast at night", None], ["quiet", ""]])
    coded = pa.chunked_array(
        [pa.array(["north", "Blast"]).dictionary_encode(), pa.array([None, "x"]).dictionary_encode()]
    )
    events = columns([(1, 1)] * 4, texts={"notes": plain, "place": coded})
    assert shown(events, Filter(text="bLaSt")) == [True, True, False, False]
    assert shown(events, Filter(text="quiet")) == [False, False, True, False]
    assert shown(events, Filter(text="elsewhere")) == [False] * 4


def test_a_text_without_rows_hides_nothing_of_the_others() -> None:
    events = columns([], texts={"notes": pa.chunked_array([], pa.string())})
    assert shown(events, Filter(text="x")) == []


@pytest.mark.parametrize(
    ("chosen", "passed"),
    [
        ({"a"}, [True, False, False]),
        ({"b"}, [False, True, False]),
        ({"a", "b"}, [True, True, False]),
        ({None}, [False, False, True]),
        ({"b", None}, [False, True, True]),
        ({"c"}, [False, False, False]),
        ({"c", "a"}, [True, False, False]),
    ],
)
def test_a_choice_shows_its_values_and_the_blank_only_if_it_is_chosen(chosen: set[Any], passed: list[bool]) -> None:
    events = columns([(1, 1)] * 3, codes=[0, 1, -1])
    assert shown(events, Filter(choices={"kind": frozenset(chosen)})) == passed


@pytest.mark.parametrize("facet", ["actor", "kind", "time_of_day"])
def test_a_facet_may_have_any_name(facet: str) -> None:
    events = columns([(1, 1)] * 3, codes=[0, 1, -1], facet=facet)
    assert shown(events, Filter(choices={facet: frozenset({"b"})})) == [False, True, False]
