"""A database stands behind the protocol: it answers every question as the engine in memory does, the page's included."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_engine import SqliteEngine

from dashboard.model.codes import CodeColumns, CodeLists
from dashboard.model.columns import UNKNOWN, DeathColumns, EventColumns, FacetColumn
from dashboard.model.description import Facet
from dashboard.model.event_ids import NamedIds
from dashboard.model.filter import Filter
from dashboard.query.engine import Bounds, Engine, is_listed
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.web import questions

KINDS = ("battle", "strike", "Überfall")
ACTORS = tuple(f"Actor {n}" for n in range(30))
OUTLETS = ("a", "b", "c")


@st.composite
def sets(draw: st.DrawFn) -> tuple[InMemoryEngine, SqliteEngine]:
    """The same events in memory and in a database."""
    n = draw(st.integers(0, 12))

    def drawn(strategy: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(strategy, min_size=n, max_size=n))

    start = np.array(sorted(drawn(st.integers(-2, 20))), dtype=np.int32)
    end = start + np.array(drawn(st.sampled_from([0, 0, 1, 6])), dtype=np.int32)
    kind = FacetColumn(
        "kind", "Kind", KINDS, ("Battle", "Strike", "Raid"), CodeColumns.of([drawn(st.integers(-1, 2))], 3)
    )
    both = [drawn(st.integers(-1, 29)) for _ in range(2)]
    actor = FacetColumn("actor", "Actor", ACTORS, ACTORS, CodeColumns.of(both, 30))
    outlet = FacetColumn("outlet", "Outlet", OUTLETS, OUTLETS, CodeLists.of(drawn(st.integers(-1, 2)), [[0], [1, 2], [2]], 3))  # fmt: skip
    places = drawn(st.one_of(st.none(), st.tuples(st.integers(-80, 80), st.integers(-180, 180))))
    north, east = (np.array([math.nan if p is None else p[at] for p in places], dtype=np.float64) for at in (0, 1))
    deaths = np.array(drawn(st.one_of(st.just(UNKNOWN), st.integers(0, 4))), dtype=np.int32)
    figures = drawn(st.tuples(*[st.one_of(st.none(), st.integers(0, 9))] * 3)) if draw(st.booleans()) else None
    whole = [[UNKNOWN if figure is None else figure for figure in row] for row in figures or ()]
    bounds = np.array(whole, dtype=np.int32).reshape(-1, 3).T
    notes = drawn(st.sampled_from(["night raid", "NIGHT", "quiet", ""]))
    columns = EventColumns(
        start, end, (kind, actor, outlet), {"deaths": deaths}, {"notes": pa.chunked_array([notes], pa.string())},
        NamedIds([f"ev-{row}" for row in range(n)]), north, east, {"deaths": "Deaths"}, "Notes",
        None if figures is None else DeathColumns(*bounds),
    )  # fmt: skip
    memory = InMemoryEngine(columns)
    ids = [f"ev-{row}" for row in range(n)]
    texts, deaths = (
        dict(zip(ids, notes, strict=True)),
        None if figures is None else dict(zip(ids, figures, strict=True)),
    )
    return memory, SqliteEngine(memory.describe(), memory.facts(ids), texts, deaths)


def chosen(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from([*values[:4], None, "unheard of"]), max_size=3)


filters = st.builds(
    Filter,
    st.none() | st.tuples(st.integers(-4, 26), st.integers(-4, 26)).map(sorted).map(tuple),
    st.fixed_dictionaries({}, optional={"kind": chosen(KINDS), "actor": chosen(ACTORS), "outlet": chosen(OUTLETS), "weather": chosen(KINDS)}),
    st.fixed_dictionaries({}, optional={"deaths": st.tuples(st.none() | st.integers(0, 4), st.none() | st.integers(0, 4)), "wind": st.just((1, 2))}),
    st.sampled_from(["", "", "night", "Raid"]),
)  # fmt: skip


def as_lists(engine: Engine, wanted: Filter, bars: int | None, stack: str | None) -> Any:
    answer = engine.answer(wanted, bars, stack)
    days = answer.days
    return (
        answer.shown, {name: list(counts) for name, counts in answer.counts.items()}, dict(answer.blank),
        (days.first, days.width, list(days.counts), days.classes, days.by_class and [list(row) for row in days.by_class]),
        dict(answer.without),
    )  # fmt: skip


@settings(deadline=None, max_examples=120)
@given(sets(), filters, st.none() | st.integers(1, 12), st.sampled_from([None, "kind", "actor", "weather"]))
def test_the_same_answer(both: Any, wanted: Filter, bars: int | None, stack: str | None) -> None:
    memory, database = both
    assert as_lists(database, wanted, bars, stack) == as_lists(memory, wanted, bars, stack)


@settings(deadline=None, max_examples=80)
@given(sets(), filters, st.integers(-4, 28), st.integers(0, 6), st.data())
def test_the_same_events_names_days_and_squares(both: Any, wanted: Filter, day: int, limit: int, data: Any) -> None:
    memory, database = both
    ids = memory.events(Filter())
    after = data.draw(st.sampled_from([None, *ids]))
    facet = data.draw(st.sampled_from(["kind", "actor", "outlet", "weather"]))
    text = data.draw(st.sampled_from(["", "a", "TOR 1", "uber", "raid"]))
    also = data.draw(st.sets(st.sampled_from([*KINDS, *ACTORS[:3], "unheard of"]), max_size=2))
    depth = data.draw(st.integers(0, 6))
    bounds = data.draw(st.sampled_from([None, Bounds(-90, -45, 90, 45), Bounds(90, -80, -90, 80)]))
    starts = sorted(data.draw(st.sets(st.integers(-4, 28), max_size=5)))
    for asked in (
        lambda engine: engine.events(wanted),
        lambda engine: engine.events(wanted, after, limit),
        lambda engine: engine.page(wanted, limit, 3),
        lambda engine: [engine.shows(wanted, event_id) for event_id in [*ids, "no id"]],
        lambda engine: engine.facts(ids[::-1]),
        lambda engine: engine.neighbours(wanted, day),
        lambda engine: engine.search(facet, text, wanted, limit, also),
        lambda engine: engine.cells(wanted, depth, bounds),
        lambda engine: engine.together(wanted),
        lambda engine: engine.by_value(wanted, facet, limit),
        lambda engine: engine.by_value(wanted, facet, limit, True),
        lambda engine: engine.by_span(wanted, starts),
        lambda engine: engine.describe(),
    ):
        assert asked(database) == asked(memory)


@settings(deadline=None, max_examples=60)
@given(sets(), filters, st.sampled_from([{}, {"neighbours": 5}, {"find": {"facet": "actor", "text": "1"}}, {"bins": 5, "stack": "kind"}]))  # fmt: skip
def test_the_page_gets_the_same(both: Any, wanted: Filter, more: dict[str, Any]) -> None:
    """Words and lists are the server's to filter; only a set in memory is packed for the page."""
    asked = json.dumps({**json.loads(wanted.to_json()), **more}).encode()
    from_memory, from_database = (questions.answered(questions.Offer("key", engine), asked) for engine in both)
    assert json.loads(from_database) == json.loads(from_memory)


def test_a_facet_too_large_to_be_listed_is_searched_and_chosen_from() -> None:
    """A database with a million towns lists none: the page asks for names, and a link may name any."""
    start = np.zeros(3, dtype=np.int32)
    town = FacetColumn("town", "Town", ("Aba", "Oba"), ("Aba", "Oba"), CodeColumns.of([[0, 1, 1]], 2))
    memory = InMemoryEngine(EventColumns(start, start, (town,)))
    listed = memory.describe()
    described = replace(listed, facets=(Facet("town", "Town", ("Aba", "Oba"), ("Aba", "Oba"), complete=False),))
    database = SqliteEngine(described, memory.facts(["0", "1", "2"]), {})
    assert not is_listed(described.facet["town"])
    assert database.answer(Filter()).counts == {}
    asked = json.loads(questions.answered(questions.Offer("key", database), b'{"choices": {"town": ["Oba", "Uba"]}}'))
    assert (asked["shown"], asked["counts"], asked["top"]["town"]) == (2, {}, [["Oba", "Oba", 2], ["Aba", "Aba", 1]])
    assert (described.facet["town"].value_of("Uba"), listed.facet["town"].value_of("Uba")) == ("Uba", None)


def test_an_id_of_none_of_these_events_raises() -> None:
    start = np.zeros(1, dtype=np.int32)
    memory = InMemoryEngine(EventColumns(start, start, ()))
    for engine in (memory, SqliteEngine(memory.describe(), memory.facts(["0"]), {})):
        assert engine.events(Filter()) == ["0"]
        with pytest.raises(KeyError):
            engine.facts(["1"])
        with pytest.raises(KeyError):
            engine.events(Filter(), after="1")
