"""A filter in; which events, the counts beside each choice and the histogram out: each as plain Python would count it."""

from __future__ import annotations

import json
import random
import threading
import tracemalloc
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.model.codes import CodeColumns, CodeLists, none
from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import MASK_BYTES, InMemoryEngine
from dashboard.query.in_memory.joint_counts import grouped_facets
from dashboard.query.in_memory.memo import Memo
from dashboard.sources.dossier.dossier_columns import BOTH_SIDES, NO_ATTACK, from_tables
from dashboard.sources.dossier.tables import Tables, load
from dashboard.sources.files.file_columns import DEATHS, from_events

EPOCH = date(1970, 1, 1).toordinal()
WORDS = ("event_type", "sub_event_type", "actor1", "actor2", "attacker", "time_of_day", "country", "admin1", "source")
PLACES = {"actor": ("actor1", "actor2")}
FACETS = ("event_type", "sub_event_type", "actor", "attacker", "time_of_day", "country", "admin1", "where_prec",
          "date_prec", "source")  # fmt: skip


def table_of(events: list[dict[str, Any]]) -> pa.Table:
    """A table as dashboard.sources.files hands it on."""

    def column(name: str, kind: Any) -> pa.Array:
        return pa.array([event.get(name) for event in events], kind)

    types = dict.fromkeys(WORDS, pa.string()) | dict.fromkeys(("where_prec", "date_prec"), pa.int8())
    types |= {"date_start": pa.int32(), "date_end": pa.int32()}
    types |= dict.fromkeys(DEATHS, pa.int32())
    types |= {"notes": pa.string(), "headline": pa.string(), "location": pa.string()}
    types |= {"latitude": pa.float64(), "longitude": pa.float64()}
    table = pa.table({name: column(name, kind) for name, kind in types.items()})
    table = table.append_column("row", pa.array(range(2, len(events) + 2), pa.int32()))
    for name in (*WORDS, "location"):
        table = table.set_column(table.schema.get_field_index(name), name, table[name].dictionary_encode())
    for name in ("date_start", "date_end"):
        table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(pa.date32()))
    return table


# --- the naive way -------------------------------------------------------------------------------------------------


def values_of(event: Mapping[str, Any], facet: str) -> set[Any]:
    if facet == "source":
        found = {part.strip(" ;") for part in (event.get("source") or "").split("; ")} - {""}
    else:
        found = {event.get(column) for column in PLACES.get(facet, (facet,))} - {None, ""}
    return found or {None}


def passes(event: Mapping[str, Any], name: str, wanted: Filter) -> bool:
    if name == "days":
        assert wanted.days
        return event["date_start"] <= wanted.days[1] and event["date_end"] >= wanted.days[0]
    if name == "text":
        words = " ".join(wanted.text.split()).lower()
        return any(words in (event.get(column) or "").lower() for column in ("notes", "headline", "location"))
    if name == "fatalities":
        low, high = wanted.ranges[name]
        number = event.get(name)
        return number is not None and (low is None or number >= low) and (high is None or number <= high)
    return bool(values_of(event, name) & wanted.choices[name])


def shown(events: list[dict[str, Any]], wanted: Filter) -> list[bool]:
    return [all(passes(event, name, wanted) for name in wanted.active) for event in events]


def naive_histogram(events: list[dict[str, Any]], wanted: Filter, first: int, width: int) -> list[int]:
    last = max(event["date_end"] for event in events)
    left = pd.DataFrame([e for e, on in zip(events, shown(events, wanted.without("days")), strict=True) if on])
    counted = []
    for begin in range(first, last + 1, width):
        on = (left["date_start"] < begin + width) & (left["date_end"] >= begin) if len(left) else ()
        counted.append(int(np.sum(on)))
    return counted


def lines(events: list[dict[str, Any]], wanted: Filter) -> list[str]:
    """The ids of the events shown: the place of each in the table."""
    return [str(row) for row, on in enumerate(shown(events, wanted)) if on]


def compare(events: list[dict[str, Any]], wanted: Filter, engine: InMemoryEngine, bars: int | None = None) -> None:
    answer, columns = engine.answer(wanted, bars), engine.columns
    expected = shown(events, wanted)
    assert engine.mask(wanted).tolist() == expected
    assert engine.events(wanted) == lines(events, wanted)
    assert answer.shown == sum(expected)
    assert answer.counts.keys() == answer.blank.keys() == columns.by_name.keys()
    for facet in columns.facets:
        others = [e for e, on in zip(events, shown(events, wanted.without(facet.name)), strict=True) if on]
        counts = pd.Series([value for event in others for value in values_of(event, facet.name)], dtype=object)
        for value, number in zip(facet.values, answer.counts[facet.name], strict=True):
            assert number == int((counts == value).sum()), (facet.name, value)
        assert answer.blank[facet.name] == int(counts.isna().sum())
    assert set(answer.without) == set(wanted.active)
    for name, number in answer.without.items():
        assert number == sum(shown(events, wanted.without(name))) - answer.shown
    if events:
        found = answer.days
        assert found.first == min(event["date_start"] for event in events)
        assert list(found.counts) == naive_histogram(events, wanted, found.first, found.width)
    else:
        assert list(answer.days.counts) == []


# --- any events, any filter ----------------------------------------------------------------------------------------

NAMES = st.sampled_from(["Ada", "Bo", "Cid Ð", "d'Eau", "été", ""])
TEXT = st.text("aAéŁx %_.\\(", max_size=6)


@st.composite
def event_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    def optional(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.one_of(st.none(), strategy))

    events = []
    for _ in range(draw(st.integers(0, 14))):
        start = draw(st.integers(-3, 12))
        event = {name: optional(NAMES) for name in WORDS if name != "source"}
        event |= {
            "date_start": start,
            "date_end": start + draw(st.sampled_from([0, 0, 0, 1, 5])),
            "where_prec": optional(st.integers(1, 7)),
            "date_prec": optional(st.integers(1, 5)),
            "fatalities": optional(st.integers(0, 4)),
            "source": optional(st.lists(NAMES, max_size=4).map("; ".join)),
            "notes": optional(TEXT),
            "headline": optional(TEXT),
            "location": optional(TEXT),
        }
        events.append(event)
    return sorted(events, key=lambda event: (event["date_start"], event["date_end"]))


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    value = st.one_of(st.none(), NAMES.filter(bool))
    degree = st.one_of(st.none(), st.integers(1, 7))
    choices = st.fixed_dictionaries(
        {},
        optional={name: st.frozensets(degree if "prec" in name else value, max_size=3) for name in FACETS},
    )  # fmt: skip
    end = st.one_of(st.none(), st.integers(-1, 5), st.floats(-1, 5))
    days = st.one_of(st.none(), st.tuples(st.integers(-5, 20), st.integers(-5, 20)).map(sorted).map(tuple))
    chosen = draw(choices) if draw(st.booleans()) else {}
    return Filter(draw(days), chosen, draw(st.just({}) | st.fixed_dictionaries({"fatalities": st.tuples(end, end)})),
                  draw(st.just("") | TEXT))  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(events=event_rows(), wanted=filters(), bins=st.one_of(st.none(), st.integers(1, 30)))
def test_every_answer_is_that_of_the_naive_way(events: list[dict[str, Any]], wanted: Filter, bins: int | None) -> None:
    columns = from_events(table_of(events))
    engine = InMemoryEngine(columns)
    compare(events, wanted, engine, bins)
    if bins and columns.span:
        assert len(engine.answer(wanted, bins).days.counts) <= bins
    # Asked after other things, with masks that are remembered, it answers the same.
    for name in wanted.active:
        compare(events, wanted.without(name), engine)
    compare(events, wanted, engine)


@settings(deadline=None, max_examples=100)
@given(events=event_rows(), wanted=filters())
def test_a_count_is_what_that_choice_alone_would_leave(events: list[dict[str, Any]], wanted: Filter) -> None:
    columns = from_events(table_of(events))
    engine = InMemoryEngine(columns)
    answer = engine.answer(wanted)
    for facet in columns.facets:
        for value, number in zip((*facet.values, None), (*answer.counts[facet.name], answer.blank[facet.name]), strict=True):  # fmt: skip
            alone = Filter(wanted.days, {**wanted.choices, facet.name: frozenset([value])}, wanted.ranges, wanted.text)
            assert engine.answer(alone).shown == number


@settings(deadline=None, max_examples=100)
@given(events=event_rows())
def test_a_row_reads_back(events: list[dict[str, Any]]) -> None:
    columns = from_events(table_of(events))
    assert [facet.name for facet in columns.facets] == list(FACETS)
    for row, event in enumerate(events):
        for facet in columns.facets:
            found = facet.of_row(row)
            assert len(set(found)) == len(found)
            assert set(found) == values_of(event, facet.name) - {None}


# --- the columns of an opened file ---------------------------------------------------------------------------------


def day(year: int, month: int, number: int) -> int:
    return date(year, month, number).toordinal() - EPOCH


EVENTS = [
    {"date_start": 10, "date_end": 10, "event_type": "Battles", "actor1": "Zeta", "actor2": "Zeta", "where_prec": 1, "source": "A; B; C", "fatalities": 0},
    {"date_start": 10, "date_end": 14, "event_type": "Riots", "actor1": None, "actor2": "Alpha", "where_prec": 4, "source": "B", "notes": "Near the ÉCOLE (north)"},
    {"date_start": 12, "date_end": 12, "event_type": "Battles", "actor1": "Alpha", "actor2": "Zeta", "where_prec": 4, "source": None, "location": "Ecole"},
]  # fmt: skip


def test_values_stand_by_frequency_then_by_name_and_degrees_ascend() -> None:
    columns = from_events(table_of(EVENTS), {"where_prec": {1: "exact town"}})
    assert columns.by_name["event_type"].values == ("Battles", "Riots")
    assert columns.by_name["actor"].values == ("Alpha", "Zeta")
    assert columns.by_name["source"].values == ("B", "A", "C")
    assert columns.by_name["where_prec"].values == (1, 4)
    assert columns.by_name["where_prec"].labels == ("exact town", "4")
    assert columns.by_name["date_prec"].values == ()
    assert columns.span == (10, 14)


def test_an_actor_on_both_sides_counts_once() -> None:
    columns = from_events(table_of(EVENTS))
    assert InMemoryEngine(columns).answer(Filter()).counts["actor"] == (2, 2)


def test_an_interval_counts_on_each_of_its_days_and_once_in_each_bin() -> None:
    engine = InMemoryEngine(from_events(table_of(EVENTS)))
    assert engine.answer(Filter()).days.counts.tolist() == [2, 1, 2, 1, 1]
    two = engine.answer(Filter(), 2).days
    assert (two.first, two.width, two.counts.tolist()) == (10, 3, [3, 1])
    assert engine.answer(Filter(), 1).days.counts.tolist() == [3]


def test_a_number_that_is_not_known_is_in_no_range() -> None:
    engine = InMemoryEngine(from_events(table_of(EVENTS)))
    assert engine.answer(Filter(ranges={"fatalities": (0, None)})).shown == 1
    assert engine.answer(Filter(ranges={"fatalities": (None, 10**30)})).shown == 1
    assert engine.answer(Filter(ranges={"fatalities": (-(10**30), 0.5)})).shown == 1
    assert engine.answer(Filter(ranges={"fatalities": (0.5, None)})).shown == 0
    assert engine.answer(Filter(ranges={"fatalities": (10**12, None)})).shown == 0
    assert engine.answer(Filter(ranges={"fatalities": (None, None)})).without == {}


def test_floats_are_numbers_too() -> None:
    start = np.arange(3, dtype=np.int32)
    engine = InMemoryEngine(EventColumns(start, start, (), {"km": np.array([1.5, np.nan, 3.0])}))
    assert engine.mask(Filter(ranges={"km": (1.5, None)})).tolist() == [True, False, True]
    assert engine.mask(Filter(ranges={"km": (None, 2)})).tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("text", "number"), [("école", 1), ("ecole", 1), ("  near   the ", 1), ("(north)", 1), (".*", 0), ("E", 2)]
)
def test_a_search_is_for_words_as_they_stand_in_any_case(text: str, number: int) -> None:
    assert InMemoryEngine(from_events(table_of(EVENTS))).answer(Filter(text=text)).shown == number


def test_an_unknown_value_shows_nothing_and_what_these_events_do_not_have_narrows_nothing() -> None:
    engine = InMemoryEngine(from_events(table_of(EVENTS)))
    assert engine.answer(Filter(choices={"event_type": frozenset({"Parades"})})).shown == 0
    foreign = Filter(choices={"weather": frozenset({"rain"})}, ranges={"wind": (3, None)})
    answer = engine.answer(foreign)
    assert (answer.shown, answer.without) == (3, {})
    assert engine.events(foreign) == ["0", "1", "2"]
    wordless = InMemoryEngine(EventColumns(engine.columns.start, engine.columns.end, ()))
    assert wordless.answer(Filter(text="war")).shown == 3


@pytest.mark.parametrize(("size", "kind"), [(0, "u1"), (255, "u1"), (256, "u2"), (65_535, "u2"), (65_536, "i4")])
def test_codes_are_as_narrow_as_the_values_allow(size: int, kind: str) -> None:
    given_codes = np.array([-1, size - 1, -1, 0 if size else -1])
    places = CodeColumns.of([given_codes], size)
    assert places.columns[0].dtype == np.dtype(kind)
    assert places.columns[0][0] == none(places.columns[0])
    assert places.totals.sum() == 4
    assert places.totals[-1] == (given_codes < 0).sum()
    for chosen in ([], [size - 1] if size else [], list(range(min(size, 20)))):
        assert places.having(chosen).tolist() == np.isin(given_codes, chosen).tolist()
        assert places.having(chosen, blank=True).tolist() == np.isin(given_codes, [*chosen, -1]).tolist()


def test_lists_keep_each_different_list_once() -> None:
    lists = CodeLists.of([0, -1, 2, 0, 1], [[3, 1, 3], [], [0]], 4)
    assert lists.totals.tolist() == [1, 2, 0, 2, 2]
    assert [lists.of_row(row) for row in range(5)] == [[3, 1], [], [0], [3, 1], []]
    assert lists.having([1]).tolist() == [True, False, False, True, False]
    assert lists.having([], blank=True).tolist() == [False, True, False, False, True]
    assert len(lists.codes) == 3


@settings(deadline=None, max_examples=50)
@given(
    sizes=st.lists(st.sampled_from([0, 1, 2, 30, 254, 255, 256, 3_000, 65_535, 65_536]), max_size=6),
    seed=st.integers(0, 9),
)
@example(sizes=[3_000, 1, 1, 1, 1, 1], seed=0)
def test_facets_counted_together_count_as_alone(sizes: list[int], seed: int) -> None:
    drawn = np.random.default_rng(seed)
    facets = [
        FacetColumn(f"f{n}", "", tuple(range(size)), ("",) * size, CodeColumns.of([drawn.integers(-1, size, 40)], size))
        for n, size in enumerate(sizes)
    ]
    groups, alone = grouped_facets(facets)
    assert sorted([f.name for group in groups for f in group.facets] + [f.name for f in alone]) == [f.name for f in facets]  # fmt: skip
    rows = np.flatnonzero(drawn.random(40) < 0.5)
    for group in groups:
        for together_counts, single in ((group.count(rows), lambda codes: codes.count(rows)), (group.totals, lambda codes: codes.totals)):  # fmt: skip
            for one, counts in zip(group.facets, group.split(together_counts), strict=True):
                assert counts.tolist() == single(one.codes).tolist()


def test_sources_of_at_most_two_a_row_are_columns() -> None:
    few = from_events(table_of(EVENTS[1:])).by_name["source"]
    assert isinstance(few.codes, CodeColumns)
    assert isinstance(from_events(table_of(EVENTS)).by_name["source"].codes, CodeLists)


def test_chunks_with_dictionaries_of_their_own_are_one_column() -> None:
    whole = table_of(EVENTS)
    chunked = pa.concat_tables([table_of(EVENTS[:1]), table_of(EVENTS[1:])])
    for one, other in zip(from_events(whole).facets, from_events(chunked).facets, strict=True):
        assert (one.values, [one.of_row(row) for row in range(3)]) == (
            other.values,
            [other.of_row(row) for row in range(3)],
        )


# --- typing a name -------------------------------------------------------------------------------------------------


def test_names_are_found_by_any_part_without_case_and_accents_the_most_frequent_first() -> None:
    names = ["Łódź Front", "Lodz Militia", "Front de Libération", "Other", "Straße"]
    events = [{"date_start": 0, "date_end": 0, "actor1": name} for n, name in enumerate(names) for _ in range(n + 1)]
    engine = InMemoryEngine(from_events(table_of(events)))
    assert [found.value for found in engine.search("actor", "lodz")] == ["Lodz Militia", "Łódź Front"]
    assert [found.value for found in engine.search("actor", "LIBERATION")] == ["Front de Libération"]
    assert [found.value for found in engine.search("actor", "strasse")] == ["Straße"]
    assert [(found.label, found.events) for found in engine.search("actor", "front")] == [("Front de Libération", 3), ("Łódź Front", 1)]  # fmt: skip
    assert [found.value for found in engine.search("actor", "  ", limit=2)] == ["Straße", "Other"]
    assert engine.search("actor", "no such") == engine.search("actor", "\ud800") == []
    assert engine.search("event_type", "x") == []


def test_a_search_ranks_by_what_the_other_filters_leave() -> None:
    engine = InMemoryEngine(from_events(table_of(EVENTS)))
    found = engine.search("actor", "a", Filter(days=(10, 10), choices={"actor": frozenset({"Alpha"})}))
    assert [(one.value, one.events) for one in found] == [("Alpha", 1), ("Zeta", 1)]
    found = engine.search("actor", "a", Filter(days=(12, 12), choices={"event_type": frozenset({"Riots"})}))
    assert [(one.value, one.events) for one in found] == [("Alpha", 1), ("Zeta", 0)]


# --- filters from outside ------------------------------------------------------------------------------------------

COLUMNS = from_events(table_of(EVENTS))
DESCRIBED = COLUMNS.description

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["Alpha", 10, 1]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["days", "choices", "ranges", "text", "actor", "fatalities", "where_prec"]), inner, max_size=4),
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(content=JSON)
def test_no_json_raises_and_what_is_read_can_be_answered(content: Any) -> None:
    engine = InMemoryEngine(COLUMNS)
    read, _ = Filter.from_json(json.dumps(content), DESCRIBED)
    compare(EVENTS, read, engine)
    assert Filter.from_json(read.to_json(), DESCRIBED) == (read, [])
    read.to_json().encode()


# --- many viewers, little memory -----------------------------------------------------------------------------------


def large(rows: int) -> EventColumns:
    random_codes = np.random.default_rng(3)
    start = np.sort(random_codes.integers(0, 12_000, rows)).astype(np.int32)
    events = {
        "event_type": CodeColumns.of([random_codes.integers(-1, 6, rows)], 6),
        "actor": CodeColumns.of([random_codes.integers(-1, 3_000, rows) for _ in range(2)], 3_000),
        "admin1": CodeColumns.of([random_codes.integers(-1, 1_000, rows)], 1_000),
    }
    facets = tuple(
        FacetColumn(name, name, tuple(range(codes.size)), tuple(map(str, range(codes.size))), codes)
        for name, codes in events.items()
    )
    return EventColumns(start, start + np.int32(2), facets)


def test_twenty_threads_on_one_crossfilter_get_the_answers_of_one() -> None:
    columns = large(20_000)
    wanted = [
        Filter((n * 300, n * 300 + 2_000), {"event_type": frozenset({n % 6}), "actor": frozenset(range(n * 50, n * 50 + 900))})
        for n in range(24)
    ]  # fmt: skip
    alone = [InMemoryEngine(columns) for _ in wanted]
    expected = [
        (engine.answer(one), engine.events(one), engine.search("actor", "", one))
        for engine, one in zip(alone, wanted, strict=True)
    ]
    shared, wrong = InMemoryEngine(columns), []

    def viewer(seed: int) -> None:
        order = list(range(len(wanted)))
        for _ in range(3):
            random.Random(seed).shuffle(order)
            for n in order:
                found = shared.answer(wanted[n])
                ids, names = shared.events(wanted[n]), shared.search("actor", "", wanted[n])
                if (found, ids, names) != expected[n]:
                    wrong.append(n)

    viewers = [threading.Thread(target=viewer, args=(seed,)) for seed in range(20)]
    for one in viewers:
        one.start()
    for one in viewers:
        one.join()
    assert wrong == []


def test_an_answer_cannot_be_written_to_and_is_the_same_for_all() -> None:
    engine = InMemoryEngine(large(100))
    found = engine.answer(Filter(days=(0, 9_000)))
    assert engine.answer(Filter(days=(0, 9_000))) is found
    with pytest.raises(ValueError, match="read-only"):
        engine.mask(Filter(days=(0, 9_000)))[0] = False
    for counts in (found.days.counts, *found.counts.values()):
        with pytest.raises(TypeError):
            counts[0] = 0  # type: ignore[index]


def test_no_answer_needs_a_matrix() -> None:
    rows = 200_000
    columns = large(rows)
    engine = InMemoryEngine(columns)
    engine.answer(Filter())
    wanted = Filter((3_000, 9_000), {"event_type": frozenset({0, 1, 2}), "actor": frozenset(range(1_500))})
    tracemalloc.start()
    engine.answer(wanted)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * rows  # some arrays of 8 bytes a row; a matrix of 4,000 values would be 100 times that


def test_what_is_remembered_is_bounded() -> None:
    engine = InMemoryEngine(large(300_000))
    for n in range(120):
        engine.answer(Filter(days=(n, n + 50)))
    assert engine._masks.bytes <= MASK_BYTES
    for width in range(10, 30):
        engine.answer(Filter(), bars=12_000 // width, stack="event_type")
    four_widths = 4 * 8 * 300_000
    assert 0 < engine._bars.bytes <= four_widths
    assert engine._stacked.bytes <= four_widths
    kept: Memo[str] = Memo(10, len)
    assert [kept.get(n, lambda n=n: "x" * n) for n in (4, 4, 5, 11)] == ["xxxx", "xxxx", "xxxxx", "x" * 11]
    assert kept.bytes == 9
    kept.get(4, lambda: "new")
    kept.get(3, lambda: "yyy")
    assert (kept.bytes, kept.get(5, lambda: "again")) == (7, "again")


# --- the coded events of data/ -------------------------------------------------------------------------------------

TABLES: Tables = load(strict=True)
MAPPED = TABLES.events[TABLES.events["place_id"].notna()]
CODED = from_tables(TABLES, MAPPED)
ENGINE = InMemoryEngine(CODED)
BY_NAME = CODED.by_name
THU, FRI, SAT = day(2026, 2, 26), day(2026, 2, 27), day(2026, 2, 21)


def leaves(**given_choices: Any) -> set[str]:
    days = given_choices.pop("days", None)
    choices = {name: frozenset(chosen) for name, chosen in given_choices.items()}
    return set(ENGINE.events(Filter(days, choices)))


def having(**cells: object) -> set[str]:
    return {row["event_id"] for row in TABLES.rows("events") if row["place_id"] and cells.items() <= row.items()}


def counted(wanted: Filter, facet: str) -> dict[Any, int]:
    return dict(zip(BY_NAME[facet].values, ENGINE.answer(wanted).counts[facet], strict=True))


def test_without_a_choice_every_mapped_event_is_shown() -> None:
    assert leaves() == leaves(attacker=(), kind=(), claimants=()) == set(MAPPED.index)
    assert len(MAPPED) == len(CODED) == 12


def test_the_facets_offer_what_occurs_and_nothing_else() -> None:
    assert list(BY_NAME) == ["attacker", "time_of_day", "kind", "claimants", "province", "where_prec"]
    assert set(BY_NAME["attacker"].values) == {"act-pakistan", "act-afghanistan", BOTH_SIDES, NO_ATTACK}
    assert set(BY_NAME["time_of_day"].values) == {"night", "unknown"}  # nothing is said to have happened by day
    assert BY_NAME["where_prec"].values == (1, 4, 5)
    assert "shelling" not in BY_NAME["kind"].values
    sides = dict(zip(BY_NAME["claimants"].values, BY_NAME["claimants"].labels, strict=True))
    assert sides["afghanistan"] == "Afghanistan (Taliban authorities)"
    assert BY_NAME["kind"].title == "Kind of act"


@pytest.mark.parametrize("column", ["attacker", "time_of_day", "kind", "where_prec"])
def test_a_facet_of_one_column_shows_the_rows_with_that_value(column: str) -> None:
    for choice in BY_NAME[column].values:
        if choice not in (BOTH_SIDES, NO_ATTACK):
            assert leaves(**{column: {choice}}) == having(**{column: choice}) != set()


def test_both_sides_and_no_attack_are_told_apart() -> None:
    assert leaves(attacker={BOTH_SIDES}) == {"ev-border-clashes-2026-02"}
    assert leaves(attacker={NO_ATTACK}) == {"ev-punjab-operations-2026-02-27"}


@pytest.mark.parametrize(
    ("kind", "attacker", "choice", "words"),
    [
        ("ground_clash", None, "both_sides", "Both sides"),
        ("security_operation", None, "no_attack", "No attack"),
        ("air_strike", None, "not_stated", "Not stated"),
        ("other", None, "not_stated", "Not stated"),
        ("air_strike", "act-pakistan", "act-pakistan", "Pakistan"),
    ],
)
def test_an_act_without_an_attacker_says_why(kind: str, attacker: str | None, choice: str, words: str) -> None:
    key = "ev-kabul-2026-02-26"
    changed = {**TABLES.records["events"], key: {**TABLES.row("events", key), "kind": kind, "attacker": attacker}}
    tables = replace(TABLES, records={**TABLES.records, "events": changed})
    facet = from_tables(tables, tables.events.loc[[key]]).by_name["attacker"]
    assert facet.of_row(0) == [choice]
    assert facet.labels == (words,)


def test_who_says_so_goes_by_the_side_of_any_claimant() -> None:
    assert leaves(claimants={"civilian"}) == {"ev-kabul-2026-02-26"}
    assert leaves(claimants={"third_party"}) == {"ev-eastern-afghanistan-2026-02-21"}
    assert "ev-paktia-2026-02-27" not in leaves(claimants={"pakistan", "outlet"})
    assert "ev-paktia-2026-02-27" in leaves(claimants={"afghanistan"})


def test_choices_widen_within_a_facet_and_narrow_across_facets() -> None:
    both = having(attacker="act-pakistan") | having(attacker="act-afghanistan")
    assert leaves(attacker={"act-pakistan", "act-afghanistan"}) == both
    assert leaves(attacker={"act-pakistan"}, time_of_day={"night"}) == {
        "ev-kabul-2026-02-26", "ev-kandahar-2026-02-26", "ev-paktia-2026-02-26",
    }  # fmt: skip
    assert leaves(kind={"shelling"}) == set()


def test_an_interval_shows_on_each_of_its_possible_days_and_on_no_other() -> None:
    for number in range(day(2026, 2, 19), day(2026, 3, 2)):
        found = leaves(days=(number, number))
        for row in TABLES.rows("events"):
            if row["place_id"]:
                start, end = row["date_start"].toordinal() - EPOCH, row["date_end"].toordinal() - EPOCH
                assert (row["event_id"] in found) == (start <= number <= end)
    assert ENGINE.answer(Filter()).days.counts.tolist() == [1, 1, 0, 0, 0, 6, 6]
    assert leaves(days=(day(2026, 2, 22), day(2026, 2, 25))) == {"ev-eastern-afghanistan-2026-02-21"}
    assert leaves(days=(day(2026, 2, 23), day(2026, 2, 25))) == set()
    assert leaves(days=(SAT, FRI)) == set(MAPPED.index)
    assert leaves(days=(THU, THU)) & leaves(days=(FRI, FRI)) == {"ev-border-clashes-2026-02"}


def test_counts_are_those_of_the_table_and_obey_the_other_filters_only() -> None:
    kinds = {"air_strike": 8, "drone_attack": 1, "ground_clash": 1, "cross_border_attack": 1, "security_operation": 1}
    assert counted(Filter(), "kind") == kinds
    assert sum(counted(Filter(), "attacker").values()) == 12
    assert sum(counted(Filter(), "claimants").values()) > 12  # an event has several who say so
    night = Filter(choices={"time_of_day": frozenset({"night"})})
    assert counted(night, "attacker") == {"act-pakistan": 3, "act-afghanistan": 1, BOTH_SIDES: 0, NO_ATTACK: 0}
    assert counted(night, "time_of_day") == {"night": 4, "unknown": 8}
    assert counted(Filter((FRI, FRI)), "time_of_day") == {"night": 0, "unknown": 6}


def test_what_empties_the_view_is_named_with_what_it_would_bring_back() -> None:
    chosen = Filter((FRI, FRI), {"time_of_day": frozenset({"night"}), "kind": frozenset()})
    assert ENGINE.answer(chosen).shown == 0
    assert set(chosen.active) == {"time_of_day", "days"}
    assert ENGINE.answer(chosen).without == {"time_of_day": 6, "days": 4}
    assert chosen.without("days") == Filter(None, chosen.choices)
    assert chosen.without("time_of_day").choices == {"kind": frozenset()}
    assert ENGINE.answer(Filter()).without == {}


def test_no_events_have_no_choices() -> None:
    empty = from_tables(TABLES, MAPPED.iloc[:0])
    assert all(not facet.values for facet in empty.facets)
    answer = InMemoryEngine(empty).answer(Filter((THU, FRI)))
    assert (answer.shown, len(answer.days.counts), empty.span) == (0, 0, None)
    assert InMemoryEngine(empty).events(Filter()) == []


def test_a_filter_of_an_opened_file_is_read_for_the_coded_events_as_far_as_they_know_it() -> None:
    read, notices = Filter.from_json(
        '{"choices": {"kind": ["air_strike"], "actor": ["x"]}, "text": "war"}', CODED.description
    )
    assert (read.active, len(notices)) == (("kind",), 2)
