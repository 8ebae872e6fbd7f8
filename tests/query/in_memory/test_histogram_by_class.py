"""Histograms stacked by classes, and the days next to a day: the same as counted event by event."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.map.packed_columns import PackedEvents, pack
from dashboard.model.codes import CodeColumns
from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.model.filter import Filter
from dashboard.query.in_memory.histogram_by_class import Classes
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.web import questions

VALUES = ("a", "b", "c")


@st.composite
def columns(draw: st.DrawFn) -> EventColumns:
    rows = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.integers(-1, 2), st.integers(-1, 2))))
    start, length, one, two = (np.array(part, dtype=np.int32) for part in zip(*rows, strict=True)) if rows else (
        np.zeros(0, dtype=np.int32) for _ in range(4)
    )  # fmt: skip
    facet = FacetColumn("actor", "Actor", VALUES, VALUES, CodeColumns.of([one, two], len(VALUES)))
    return EventColumns(start, (start + length).astype(np.int32), (facet,))


def class_of(found: EventColumns, row: int, codes: tuple[int, ...]) -> int:
    values = found.facets[0].codes.of_row(row)
    chosen = [codes.index(value) for value in values if value in codes]
    return min(chosen) if chosen else len(codes) if values else len(codes) + 1


@settings(deadline=None, max_examples=150)
@given(columns(), st.permutations([0, 1, 2]), st.integers(0, 3), st.integers(1, 12), st.integers(0, 1))
def test_each_bar_is_stacked_by_class(
    found: EventColumns, order: list[int], many: int, bins: int, narrowed: int
) -> None:
    codes = tuple(order[:many])
    wanted = Filter(days=(5, 20), choices={"actor": frozenset(["a"])} if narrowed else {})
    engine = InMemoryEngine(found)
    engine._classes["actor"] = Classes(found.by_name["actor"], codes)  # any classes, not the most frequent alone
    days = engine.answer(wanted, bins, "actor").days
    plain = engine.answer(wanted, bins).days
    assert list(days.counts) == list(plain.counts)
    assert days.classes == tuple((VALUES[code], VALUES[code]) for code in codes)
    assert days.by_class is not None
    assert plain.by_class is None
    assert plain.classes == ()
    expected = np.zeros((many + 2, len(days.counts)), dtype=int)
    for row in range(len(found)):
        if narrowed and 0 not in found.facets[0].codes.of_row(row):
            continue
        first, last = (int(end[row] - days.first) // days.width for end in (found.start, found.end))
        expected[class_of(found, row, codes), first : last + 1] += 1
    assert [list(counts) for counts in days.by_class] == expected.tolist()


@settings(deadline=None, max_examples=150)
@given(columns(), st.integers(-3, 55), st.integers(0, 1))
def test_the_nearest_days_with_an_event(found: EventColumns, day: int, narrowed: int) -> None:
    wanted = Filter(days=(3, 4), choices={"actor": frozenset(["a"])} if narrowed else {})
    rows = [row for row in range(len(found)) if not narrowed or 0 in found.facets[0].codes.of_row(row)]
    busy = {one for row in rows for one in range(int(found.start[row]), int(found.end[row]) + 1)}
    expected = (
        max((one for one in busy if one < day), default=None),
        min((one for one in busy if one > day), default=None),
    )
    assert InMemoryEngine(found).neighbours(wanted, day) == expected


# --- asked by the page -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def offer() -> questions.Offer:
    n = 400
    start = np.sort(np.arange(n, dtype=np.int32) * 7 % 900)
    facet = FacetColumn("actor", "Actor", VALUES, ("A", "B", "C"), CodeColumns.of([np.arange(n) % 4 - 1], len(VALUES)))
    return questions.offer("stacked", InMemoryEngine(EventColumns(start, start, (facet,))))


class NoWords:
    """An opened file of which nobody asks for the words."""

    def card(self, event_id: str) -> Any:
        raise KeyError(event_id)

    def lines(self, event_ids: Sequence[str]) -> list[Any]:
        return []


def ask(offer: questions.Offer, question: object) -> dict:
    return json.loads(questions.answered(offer, json.dumps(question).encode()))


def test_the_page_asks_for_bars_in_classes(offer: questions.Offer) -> None:
    days = ask(offer, {"days": None, "choices": {}, "bins": 60, "stack": "actor"})["days"]
    assert len(days["counts"]) <= 60
    assert days["width"] == -(-900 // 60)
    assert days["stack"]["facet"] == "actor"
    assert sorted(label for _, label in days["stack"]["classes"]) == ["A", "B", "C"]
    assert np.sum(days["stack"]["counts"], axis=0).tolist() == days["counts"]


@pytest.mark.parametrize("bad", [0, -1, True, "60", None, 1.5, [], {}])
def test_what_is_no_number_of_bars_and_no_facet_is_left_out(offer: questions.Offer, bad: object) -> None:
    days = ask(offer, {"bins": bad, "stack": bad})["days"]
    assert days["width"] == 1
    assert "stack" not in days


def test_too_many_bars_are_fewer_and_an_unknown_facet_is_none(offer: questions.Offer) -> None:
    days = ask(offer, {"bins": 10**9, "stack": "nobody"})["days"]
    assert len(days["counts"]) <= questions.MOST_BARS
    assert "stack" not in days


def test_the_classes_are_the_most_frequent_of_the_events_on_the_map() -> None:
    """Of many events without a place, none is drawn: their values make no class, whatever they are."""
    codes = [0] * 6 + [1] * 3 + [2] * 2 + [-1] * 4
    placed = [np.nan] * 6 + [30.0] * 5 + [np.nan] * 4
    start = np.arange(len(codes), dtype=np.int32)
    facet = FacetColumn("actor", "Actor", VALUES, ("A", "B", "C"), CodeColumns.of([codes], len(VALUES)))
    places = np.array(placed)
    columns = EventColumns(start, start, (facet,), latitude=places, longitude=places)
    engine = InMemoryEngine(columns)
    offer = questions.offer_packed("some without a place", engine, PackedEvents(engine, pack(columns)), NoWords())
    days = ask(offer, {"stack": "actor"})["days"]
    assert days["stack"]["classes"] == [["b", "B"], ["c", "C"]]
    # What has no class of its own is still counted, as other.
    assert np.sum(days["stack"]["counts"], axis=1).tolist() == [3, 2, 6, 4]


def test_the_page_asks_for_the_days_beside_a_day(offer: questions.Offer) -> None:
    assert isinstance(offer.engine, InMemoryEngine)
    start = offer.engine.columns.start
    assert ask(offer, {"neighbours": int(start[0])})["neighbours"] == [None, int(start[start > start[0]].min())]
    for bad in (True, "5", 10**12, None, {}):
        assert "shown" in ask(offer, {"neighbours": bad})
