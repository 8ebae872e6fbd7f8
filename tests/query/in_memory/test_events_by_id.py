"""Events by their ids: in order, in parts, one by one, and in the squares of the map."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.model.codes import CodeColumns, CodeLists
from dashboard.model.columns import UNKNOWN, EventColumns, FacetColumn
from dashboard.model.event_ids import NamedIds, NumberedIds
from dashboard.model.filter import Filter
from dashboard.query.engine import DEEPEST, LISTED, Bounds, Cell, Engine, EventFacts, ValueCount
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine

VALUES = ("a", "b", "c")
NOTHING = Filter(choices={"kind": frozenset({"no such"})})


def columns(places: list[tuple[float, float] | None], kinds: list[int] | None = None) -> EventColumns:
    """One event a day, at these places (latitude, longitude); line numbers from 2 as ids."""
    n = len(places)
    start = np.arange(n, dtype=np.int32) + 100
    kind = FacetColumn(
        "kind", "Kind", VALUES, ("A", "B", "C"), CodeColumns.of([kinds or [k % 4 - 1 for k in range(n)]], 3)
    )
    listed = FacetColumn(
        "source", "Source", VALUES, VALUES, CodeLists.of([k % 3 - 1 for k in range(n)], [[0, 1], [2]], 3)
    )
    deaths = np.array([UNKNOWN if k % 2 else k for k in range(n)], dtype=np.int32)
    north, east = (np.array([math.nan if p is None else p[at] for p in places], dtype=np.float64) for at in (0, 1))
    share = np.array([math.nan if k % 3 else k / 2 for k in range(n)])
    return EventColumns(start, start + np.int32(2), (kind, listed), {"deaths": deaths, "share": share},
                        given_ids=NumberedIds(np.arange(n, dtype=np.int32) + 2), latitude=north, longitude=east)  # fmt: skip


def engine_of(n: int) -> Engine:
    return InMemoryEngine(columns([(33.0, 68.0)] * n))


# --- in order --------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(n=st.integers(0, 30), limit=st.integers(1, 7), narrowed=st.booleans())
def test_parts_after_the_last_id_are_the_whole(n: int, limit: int, narrowed: bool) -> None:
    engine = engine_of(n)
    wanted = Filter(choices={"kind": frozenset({"b"})}) if narrowed else Filter()
    whole = engine.events(wanted)
    assert whole == [str(k + 2) for k in range(n) if not narrowed or k % 4 == 2]
    parts: list[str] = []
    while part := engine.events(wanted, parts[-1] if parts else None, limit):
        assert len(part) <= limit
        parts += part
    assert parts == whole
    assert [event_id for at in range(0, n + 1, limit) for event_id in engine.page(wanted, at, limit)] == whole


def test_a_part_begins_after_an_event_that_is_not_shown_too() -> None:
    engine = engine_of(9)
    assert engine.events(Filter(choices={"kind": frozenset({"b"})}), after="5") == ["8"]
    with pytest.raises(KeyError):
        engine.events(Filter(), after="1")


def test_beyond_the_end_there_is_nothing() -> None:
    engine = engine_of(3)
    assert engine.page(Filter(), 3, 10) == engine.page(Filter(), 10**9, 10) == []
    assert engine.events(Filter(), after="4") == []
    assert engine.events(Filter(), limit=0) == []
    assert engine.events(NOTHING) == []


# --- one by one ------------------------------------------------------------------------------------------------------


def test_whether_an_event_is_shown() -> None:
    engine = engine_of(4)
    assert [engine.shows(Filter(choices={"kind": frozenset({"a", None})}), event_id) for event_id in "2345"] == [True, True, False, False]  # fmt: skip
    assert not engine.shows(Filter(), "6")
    assert not engine.shows(Filter(), "no id of these")


def test_the_facts_of_events() -> None:
    engine = InMemoryEngine(columns([(33.0, 68.0), None, (34.5, -70.0)]))
    first, second = engine.facts(["4", "3"])
    assert first == EventFacts("4", 102, 104, {"kind": ["b"], "source": ["c"]}, {"deaths": 2, "share": None}, (34.5, -70.0))  # fmt: skip
    assert second == EventFacts("3", 101, 103, {"kind": ["a"], "source": ["a", "b"]}, {"deaths": None, "share": None}, None)  # fmt: skip
    (third,) = engine.facts(["2"])
    assert third.numbers == {"deaths": 0, "share": 0.0}
    assert type(third.numbers["deaths"]) is int
    assert engine.facts([]) == []
    with pytest.raises(KeyError):
        engine.facts(["2", "5"])


def test_without_places_no_event_has_one() -> None:
    engine = InMemoryEngine(replace(columns([(33.0, 68.0)]), latitude=None, longitude=None))
    assert engine.facts(["2"])[0].place is None
    assert engine.cells(Filter(), 4) == []
    assert engine.describe().placed == 0


def test_the_set_as_a_whole() -> None:
    described = InMemoryEngine(columns([(33.0, 68.0), None, (34.5, -70.0)])).describe()
    assert (described.events, described.placed, described.span, described.text) == (3, 2, (100, 104), None)
    assert [(number.name, number.lowest, number.highest) for number in described.numbers] == [
        ("deaths", 0, 2),
        ("share", 0.0, 0.0),
    ]
    unknown = InMemoryEngine(replace(columns([None, None]), numbers={"deaths": np.array([UNKNOWN] * 2, dtype=np.int32)})).describe()  # fmt: skip
    assert [(number.lowest, number.highest) for number in unknown.numbers] == [(None, None)]


# --- ids -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event_id", ["", "1", "5", "02", "+2", " 2", "2 ", "2.0", "-2", "٢", "2\n", "1" * 5000, "x"])
def test_what_is_no_number_of_an_event_is_no_id(event_id: str) -> None:
    ids = NumberedIds(np.array([4, 2, 3], dtype=np.int32))
    with pytest.raises(KeyError):
        ids.row_of(event_id)
    assert [ids.row_of(text) for text in ("4", "2", "3")] == [0, 1, 2]
    assert ids.of_rows([2, 0]) == ["3", "4"]


class NeverCompared(np.ndarray):
    """Numbers of which nobody may look at each."""

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        raise AssertionError("every number was compared")


def test_a_row_is_found_without_a_look_at_every_event() -> None:
    """A list of 40 lines asks for 40 rows with each answer to a filter."""
    numbers = np.random.default_rng(1).permutation(500).astype(np.int32)
    ids = NumberedIds(numbers.view(NeverCompared))
    assert [ids.row_of(str(number)) for number in numbers.tolist()] == list(range(500))
    for event_id in ("500", "2147483647", "2147483648", "9999999999", ""):
        with pytest.raises(KeyError):
            ids.row_of(event_id)
    with pytest.raises(KeyError):
        NumberedIds(np.array([], dtype=np.int32)).row_of("1")


def test_ids_may_be_texts() -> None:
    ids = NamedIds(["ev-b", "ev-a"])
    assert ids.of_rows([1, 0]) == ["ev-a", "ev-b"]
    assert ids.row_of("ev-a") == 1
    assert len(ids) == 2
    with pytest.raises(KeyError):
        ids.row_of("ev-c")


# --- the most frequent values ----------------------------------------------------------------------------------------


def crowded(counts: list[int]) -> InMemoryEngine:
    """A facet with as many events of each value as these counts."""
    codes = [code for code, count in enumerate(counts) for _ in range(count)]
    names = tuple(f"v{code}" for code in range(len(counts)))
    start = np.zeros(len(codes), dtype=np.int32)
    return InMemoryEngine(EventColumns(start, start, (FacetColumn("many", "", names, names, CodeColumns.of([codes], len(counts))),)))  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(counts=st.lists(st.integers(0, 4), max_size=60), limit=st.integers(0, 12), also=st.sets(st.integers(0, 70), max_size=3))  # fmt: skip
def test_the_most_frequent_come_first_and_those_asked_for_in_any_case(counts: list[int], limit: int, also: set[int]) -> None:  # fmt: skip
    engine = crowded(counts)
    order = sorted(range(len(counts)), key=lambda code: (-counts[code], code))
    asked = {code for code in also if code < len(counts)}
    expected = [code for code in order if code in order[:limit] or code in asked]
    found = engine.search("many", "", limit=limit, also={f"v{code}" for code in also})
    assert found == [ValueCount(f"v{code}", f"v{code}", counts[code]) for code in expected]
    assert engine.search("many", "v", limit=limit) == engine.search("many", "", limit=limit)


def test_a_facet_of_many_values_is_not_counted_whole() -> None:
    listed, searched = crowded([1] * LISTED), crowded([1] * (LISTED + 1))
    assert listed.answer(Filter()).counts == {"many": (1,) * LISTED}
    assert searched.answer(Filter()).counts == {}
    assert searched.answer(Filter()).blank == {"many": 0}
    assert searched.search("no such facet", "") == []


# --- squares of the map ----------------------------------------------------------------------------------------------

PLACES = st.one_of(st.none(), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))


def square(latitude: float, longitude: float, depth: int) -> tuple[int, int]:
    """The square of a place, as the map's own formula has it."""
    radians = math.radians(max(-85.0511287798066, min(85.0511287798066, latitude)))
    y = 0.5 - math.asinh(math.tan(radians)) / (2 * math.pi)
    shares = np.float32(longitude / 360 + 0.5), np.float32(min(1, max(0, y)))
    x, y = (min(2**DEEPEST - 1, int(float(share) * 2**DEEPEST)) >> (DEEPEST - depth) for share in shares)
    return x, y


@settings(deadline=None, max_examples=80)
@given(places=st.lists(PLACES, max_size=20), depth=st.integers(0, 8))
def test_cells_count_the_events_with_a_place(places: list[tuple[float, float] | None], depth: int) -> None:
    found = InMemoryEngine(columns(places)).cells(Filter(), depth)
    expected = Counter(square(*place, depth) for place in places if place is not None)
    assert {(cell.x, cell.y): cell.events for cell in found} == expected
    assert found == sorted(found, key=lambda cell: (cell.y, cell.x))


def test_cells_are_those_of_the_filter_and_inside_the_bounds() -> None:
    engine = InMemoryEngine(columns([(10, 20), (10, 20), (-10, 20), (10, 179), (10, -179)], kinds=[0, 1, 1, 1, 1]))
    assert engine.cells(Filter(), 1) == [Cell(0, 0, 1), Cell(1, 0, 3), Cell(1, 1, 1)]
    assert engine.cells(Filter(choices={"kind": frozenset({"a"})}), 1) == [Cell(1, 0, 1)]
    assert engine.cells(Filter(), 1, Bounds(0, 0, 90, 90)) == [Cell(1, 0, 2)]
    assert engine.cells(Filter(), 1, Bounds(170, 0, -170, 90)) == [Cell(0, 0, 1), Cell(1, 0, 1)]
    assert engine.cells(Filter(), 0) == [Cell(0, 0, 5)]
