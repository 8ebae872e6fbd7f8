"""Which events a choice leaves: facets, days, and the counts beside each choice."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.selection import BOTH_SIDES, NOT_STATED, Index, Selection, counts, emptied_by, index, mask
from dashboard.tables import Tables, load

TABLES: Tables = load(strict=True)
MAPPED = TABLES.events[TABLES.events["place_id"].notna()]
INDEX: Index = index(TABLES, MAPPED)
FACETS = {facet.name: facet for facet in INDEX.facets}
THU, FRI, SAT = date(2026, 2, 26), date(2026, 2, 27), date(2026, 2, 21)


def shown(**given_choices: object) -> set[str]:
    days = given_choices.pop("days", None)
    choices = {name: frozenset(chosen) for name, chosen in given_choices.items()}
    found = mask(INDEX, Selection(days, choices))
    return set(found[found].index)


def having(**cells: object) -> set[str]:
    return {row["event_id"] for row in TABLES.rows("events") if row["place_id"] and cells.items() <= row.items()}


# --- facets ------------------------------------------------------------------------------------------------------


def test_without_a_choice_every_mapped_event_is_shown() -> None:
    assert shown() == set(MAPPED.index)
    assert shown(attacker=(), kind=(), claimants=()) == set(MAPPED.index)
    assert len(MAPPED) == 12


def test_the_facets_offer_what_occurs_and_nothing_else() -> None:
    assert list(FACETS) == ["attacker", "time_of_day", "kind", "claimants", "where_prec"]
    assert set(FACETS["attacker"].labels) == {"act-pakistan", "act-afghanistan", BOTH_SIDES, NOT_STATED}
    assert set(FACETS["time_of_day"].labels) == {"night", "unknown"}  # nothing is said to have happened by day
    assert set(FACETS["where_prec"].labels) == {1, 4, 5}
    assert "shelling" not in FACETS["kind"].labels
    assert FACETS["claimants"].labels["afghanistan"] == "Afghanistan (Taliban authorities)"


@pytest.mark.parametrize("attacker", ["act-pakistan", "act-afghanistan"])
def test_an_attacker_is_the_one_in_the_table(attacker: str) -> None:
    assert shown(attacker={attacker}) == having(attacker=attacker) != set()


def test_both_sides_and_not_stated_are_told_apart() -> None:
    assert shown(attacker={BOTH_SIDES}) == {"ev-border-clashes-2026-02"}
    assert shown(attacker={NOT_STATED}) == {"ev-punjab-operations-2026-02-27"}


@pytest.mark.parametrize("column", ["time_of_day", "kind", "where_prec"])
def test_a_facet_of_one_column_shows_the_rows_with_that_value(column: str) -> None:
    for choice in FACETS[column].labels:
        assert shown(**{column: {choice}}) == having(**{column: choice}) != set()


def test_who_says_so_goes_by_the_side_of_any_claimant() -> None:
    assert shown(claimants={"civilian"}) == {"ev-kabul-2026-02-26"}
    assert shown(claimants={"third_party"}) == {"ev-eastern-afghanistan-2026-02-21"}
    assert "ev-paktia-2026-02-27" not in shown(claimants={"pakistan", "outlet"})
    assert "ev-paktia-2026-02-27" in shown(claimants={"afghanistan"})


def test_choices_widen_within_a_facet_and_narrow_across_facets() -> None:
    assert shown(attacker={"act-pakistan", "act-afghanistan"}) == having(attacker="act-pakistan") | having(
        attacker="act-afghanistan"
    )
    assert shown(attacker={"act-pakistan"}, time_of_day={"night"}) == {
        "ev-kabul-2026-02-26", "ev-kandahar-2026-02-26", "ev-paktia-2026-02-26",
    }  # fmt: skip


def test_a_choice_that_no_event_has_shows_nothing() -> None:
    assert shown(kind={"shelling"}) == set()


# --- days --------------------------------------------------------------------------------------------------------


def test_an_interval_shows_on_each_of_its_possible_days_and_on_no_other() -> None:
    for day in pd.date_range("2026-02-19", "2026-03-01").date:
        found = shown(days=(day, day))
        for row in TABLES.rows("events"):
            if row["place_id"]:
                assert (row["event_id"] in found) == (row["date_start"] <= day <= row["date_end"])


def test_a_range_of_days_touches_what_may_fall_into_it() -> None:
    assert shown(days=(date(2026, 2, 22), date(2026, 2, 25))) == {"ev-eastern-afghanistan-2026-02-21"}
    assert shown(days=(date(2026, 2, 23), date(2026, 2, 25))) == set()
    assert shown(days=(SAT, FRI)) == set(MAPPED.index)
    assert shown(days=(date.min, THU)) == shown() - having(date_start=FRI)
    assert shown(days=(THU, THU)) & shown(days=(FRI, FRI)) == {"ev-border-clashes-2026-02"}


# --- counts ------------------------------------------------------------------------------------------------------


def test_counts_without_a_filter_are_those_of_the_table() -> None:
    found = counts(INDEX, Selection())
    assert found["kind"] == {"air_strike": 8, "drone_attack": 1, "ground_clash": 1, "cross_border_attack": 1,
                             "security_operation": 1}  # fmt: skip
    assert sum(found["attacker"].values()) == 12
    assert sum(found["claimants"].values()) > 12  # an event has several who say so


def test_counts_obey_the_other_filters_and_not_their_own() -> None:
    night = Selection(choices={"time_of_day": frozenset({"night"})})
    found = counts(INDEX, night)
    assert found["attacker"] == {"act-pakistan": 3, "act-afghanistan": 1, BOTH_SIDES: 0, NOT_STATED: 0}
    assert found["time_of_day"] == {"night": 4, "unknown": 8}
    friday = counts(INDEX, Selection(days=(FRI, FRI)))
    assert friday["time_of_day"] == {"night": 0, "unknown": 6}


def test_what_empties_the_view_is_named_with_what_it_would_bring_back() -> None:
    chosen = Selection((FRI, FRI), {"time_of_day": frozenset({"night"}), "kind": frozenset()})
    assert not mask(INDEX, chosen).any()
    assert chosen.active == ("time_of_day", "days")
    assert emptied_by(INDEX, chosen) == {"time_of_day": 6, "days": 4}
    assert chosen.without("days") == Selection(None, chosen.choices)
    assert chosen.without("time_of_day").choices == {"kind": frozenset()}
    assert emptied_by(INDEX, Selection()) == {}


def test_an_empty_table_gives_empty_facets() -> None:
    empty = index(TABLES, MAPPED.iloc[:0])
    assert mask(empty, Selection((THU, FRI), {})).empty
    assert all(not facet.labels for facet in empty.facets)
    assert counts(empty, Selection()) == {name: {} for name in FACETS}


DAYS = st.one_of(
    st.none(), st.tuples(st.dates(SAT, date(2026, 3, 1)), st.dates(SAT, date(2026, 3, 1))).map(sorted).map(tuple)
)
CHOICES = st.fixed_dictionaries(
    {}, optional={name: st.frozensets(st.sampled_from(list(facet.labels))) for name, facet in FACETS.items()}
)  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(days=DAYS, choices=CHOICES)
def test_each_count_is_what_that_choice_alone_would_leave(days: tuple[date, date] | None, choices: dict) -> None:
    selection = Selection(days, choices)
    for name, numbers in counts(INDEX, selection).items():
        for choice, number in numbers.items():
            alone = Selection(days, {**choices, name: frozenset({choice})})
            assert number == int(mask(INDEX, alone).sum()), (name, choice)


@settings(deadline=None, max_examples=50)
@given(days=DAYS, choices=CHOICES, name=st.sampled_from(list(FACETS)))
def test_taking_a_filter_away_never_hides_an_event(days: tuple[date, date] | None, choices: dict, name: str) -> None:
    selection = Selection(days, choices)
    narrow, wide = mask(INDEX, selection), mask(INDEX, selection.without(name))
    assert not (narrow & ~wide).any()
    if not narrow.any():
        assert set(emptied_by(INDEX, selection)) == set(selection.active)
