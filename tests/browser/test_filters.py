"""Each filter draws exactly what it says, and the number on it is the number of events that it leaves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.model.filter import Filter

FACETS = ("attacker", "time_of_day", "kind", "claimants", "province", "where_prec")


def only(facet: FacetColumn, *choices: Any) -> dict[str, frozenset]:
    return {facet.name: frozenset(choices)}


def pairs(columns: EventColumns) -> list[tuple[FacetColumn, Any, FacetColumn, Any]]:
    """Every choice with every choice of another facet."""
    return [
        (one, a, other, b)
        for one, other in itertools.combinations(columns.facets, 2)
        for a in one.values
        for b in other.values
    ]


def test_these_are_the_facets(columns: EventColumns) -> None:
    assert tuple(facet.name for facet in columns.facets) == FACETS


@pytest.mark.goes_on
@pytest.mark.parametrize("name", FACETS)
def test_each_choice_draws_what_it_says(shared, mapped, columns: EventColumns, ids: Callable, name: str) -> None:
    facet = next(facet for facet in columns.facets if facet.name == name)
    for choice in facet.values:
        expected = ids(Filter(choices=only(facet, choice)))
        expect(shared.pill(facet, choice, len(expected))).to_have_attribute("aria-pressed", "false")
        shared.pill(facet, choice).click()
        shared.wait_drawn(expected)
        expect(shared.pill(facet, choice, len(expected))).to_have_attribute("aria-pressed", "true")
        shared.pill(facet, choice).click()
        shared.wait_drawn(mapped.index)
    shared.no_error()


def test_two_choices_of_one_facet_widen(shared, columns: EventColumns, ids: Callable) -> None:
    facet = max(columns.facets, key=lambda facet: len(facet.values))
    first, second = list(facet.values)[:2]
    shared.pill(facet, first).click()
    shared.wait_drawn(ids(Filter(choices=only(facet, first))))
    shared.pill(facet, second).click()
    shared.wait_drawn(ids(Filter(choices=only(facet, first, second))))


def test_two_facets_narrow_and_every_number_follows(
    shared, mapped, crossfilter, columns: EventColumns, ids: Callable
) -> None:
    def narrows(one: FacetColumn, a: Any, other: FacetColumn, b: Any) -> bool:
        both = len(ids(Filter(choices={**only(one, a), **only(other, b)})))
        return 0 < both < min(len(ids(Filter(choices=only(one, a)))), len(ids(Filter(choices=only(other, b)))))

    one, a, other, b = next(pair for pair in pairs(columns) if narrows(*pair))
    chosen = Filter(choices={**only(one, a), **only(other, b)})
    shared.pill(one, a).click()
    shared.wait_drawn(ids(Filter(choices=only(one, a))))
    shared.pill(other, b).click()
    shared.wait_drawn(ids(chosen))
    left = crossfilter.answer(chosen).counts
    for facet in columns.facets:
        for choice in facet.values:
            expect(shared.pill(facet, choice, int(left[facet.name][facet.code_of[choice]]))).to_be_visible()
    shared.reset()
    shared.wait_drawn(mapped.index)
    for facet, choice in ((one, a), (other, b)):
        expect(shared.pill(facet, choice)).to_have_attribute("aria-pressed", "false")
    # What was taken away stays away with the next choice.
    shared.pill(one, a).click()
    shared.wait_drawn(ids(Filter(choices=only(one, a))))
    shared.no_error()


@pytest.mark.goes_on
@pytest.mark.parametrize("name", FACETS)
def test_one_click_takes_a_filter_away(shared, mapped, columns: EventColumns, ids: Callable, name: str) -> None:
    facet = next(facet for facet in columns.facets if facet.name == name)
    choice = next(iter(facet.values))
    expected = ids(Filter(choices=only(facet, choice)))
    for _ in range(2):  # the second time it must still be the page that leads, not what the browser remembers
        shared.pill(facet, choice).click()
        shared.wait_drawn(expected)
        shared.reset()
        shared.wait_drawn(mapped.index)
        expect(shared.pill(facet, choice, len(expected))).to_have_attribute("aria-pressed", "false")
    shared.no_error()


def test_an_impossible_choice_says_which_filter_empties_the_map(
    shared, crossfilter, columns: EventColumns, ids: Callable
) -> None:
    def empties(one: FacetColumn, a: Any, other: FacetColumn, b: Any) -> bool:
        return not ids(Filter(choices={**only(one, a), **only(other, b)}))

    one, a, other, b = next(pair for pair in pairs(columns) if empties(*pair))
    chosen = Filter(choices={**only(one, a), **only(other, b)})
    shared.pill(one, a).click()
    shared.wait_drawn(ids(Filter(choices=only(one, a))))
    shared.pill(other, b).click()
    shared.wait_drawn([])
    back = crossfilter.answer(chosen).without
    for facet in (one, other):
        way_out = shared.page.get_by_role(
            "button", name=re.compile(rf"{re.escape(facet.title)}.*\b{back[facet.name]} event")
        )
        expect(way_out).to_be_visible()
    way_out.click()
    shared.wait_drawn(ids(Filter(choices=only(one, a))))
    expect(shared.pill(other, b)).to_have_attribute("aria-pressed", "false")
    shared.no_error()


def test_days_and_a_filter_work_together(shared, crossfilter, columns: EventColumns, ids: Callable) -> None:
    facet = columns.facets[0]
    choice = next(iter(facet.values))
    last = int(columns.end.max())
    shared.pill(facet, choice).click()
    shared.wait_drawn(ids(Filter(choices=only(facet, choice))))
    shared.sliders.focus()
    shared.page.keyboard.press("End")
    chosen = Filter((last, last), only(facet, choice))
    shared.wait_drawn(ids(chosen))
    for other, number in zip(facet.values, crossfilter.answer(chosen).counts[facet.name], strict=True):
        expect(shared.pill(facet, other, int(number))).to_be_visible()
    shared.no_error()
