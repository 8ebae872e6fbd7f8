"""Each filter draws exactly what it says, and the number on it is the number of events that it leaves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from dashboard import selection
from dashboard.selection import Facet, Index, Selection

FACETS = ("attacker", "time_of_day", "kind", "claimants", "where_prec")


def only(facet: Facet, *choices: Any) -> dict[str, frozenset]:
    return {facet.name: frozenset(choices)}


def pairs(index: Index) -> list[tuple[Facet, Any, Facet, Any]]:
    """Every choice with every choice of another facet."""
    return [
        (one, a, other, b)
        for one, other in itertools.combinations(index.facets, 2)
        for a in one.labels
        for b in other.labels
    ]


def test_these_are_the_facets(index: Index) -> None:
    assert tuple(facet.name for facet in index.facets) == FACETS


@pytest.mark.parametrize("name", FACETS)
def test_each_choice_draws_what_it_says(shared, index: Index, ids: Callable, name: str) -> None:
    facet = next(facet for facet in index.facets if facet.name == name)
    for choice in facet.labels:
        expected = ids(Selection(choices=only(facet, choice)))
        expect(shared.pill(facet, choice, len(expected))).to_have_attribute("aria-pressed", "false")
        shared.pill(facet, choice).click()
        shared.wait_drawn(expected)
        expect(shared.pill(facet, choice, len(expected))).to_have_attribute("aria-pressed", "true")
        shared.pill(facet, choice).click()
        shared.wait_drawn(index.event_ids)
    shared.no_error()


def test_two_choices_of_one_facet_widen(shared, index: Index, ids: Callable) -> None:
    facet = max(index.facets, key=lambda facet: len(facet.labels))
    first, second = list(facet.labels)[:2]
    shared.pill(facet, first).click()
    shared.wait_drawn(ids(Selection(choices=only(facet, first))))
    shared.pill(facet, second).click()
    shared.wait_drawn(ids(Selection(choices=only(facet, first, second))))


def test_two_facets_narrow_and_every_number_follows(shared, index: Index, ids: Callable) -> None:
    def narrows(one: Facet, a: Any, other: Facet, b: Any) -> bool:
        both = len(ids(Selection(choices={**only(one, a), **only(other, b)})))
        return 0 < both < min(len(ids(Selection(choices=only(one, a)))), len(ids(Selection(choices=only(other, b)))))

    one, a, other, b = next(pair for pair in pairs(index) if narrows(*pair))
    chosen = Selection(choices={**only(one, a), **only(other, b)})
    shared.pill(one, a).click()
    shared.wait_drawn(ids(Selection(choices=only(one, a))))
    shared.pill(other, b).click()
    shared.wait_drawn(ids(chosen))
    left = selection.counts(index, chosen)
    for facet in index.facets:
        for choice in facet.labels:
            expect(shared.pill(facet, choice, left[facet.name][choice])).to_be_visible()
    shared.reset()
    shared.wait_drawn(index.event_ids)
    for facet, choice in ((one, a), (other, b)):
        expect(shared.pill(facet, choice)).to_have_attribute("aria-pressed", "false")
    # What was taken away stays away with the next choice.
    shared.pill(one, a).click()
    shared.wait_drawn(ids(Selection(choices=only(one, a))))
    shared.no_error()


@pytest.mark.parametrize("name", FACETS)
def test_one_click_takes_a_filter_away(shared, index: Index, ids: Callable, name: str) -> None:
    facet = next(facet for facet in index.facets if facet.name == name)
    choice = next(iter(facet.labels))
    expected = ids(Selection(choices=only(facet, choice)))
    for _ in range(2):  # the second time it must still be the page that leads, not what the browser remembers
        shared.pill(facet, choice).click()
        shared.wait_drawn(expected)
        shared.reset()
        shared.wait_drawn(index.event_ids)
        expect(shared.pill(facet, choice, len(expected))).to_have_attribute("aria-pressed", "false")
    shared.no_error()


def test_an_impossible_choice_says_which_filter_empties_the_map(shared, index: Index, ids: Callable) -> None:
    def empties(one: Facet, a: Any, other: Facet, b: Any) -> bool:
        return not ids(Selection(choices={**only(one, a), **only(other, b)}))

    one, a, other, b = next(pair for pair in pairs(index) if empties(*pair))
    chosen = Selection(choices={**only(one, a), **only(other, b)})
    shared.pill(one, a).click()
    shared.wait_drawn(ids(Selection(choices=only(one, a))))
    shared.pill(other, b).click()
    shared.wait_drawn([])
    back = selection.emptied_by(index, chosen)
    for facet in (one, other):
        way_out = shared.page.get_by_role(
            "button", name=re.compile(rf"{re.escape(facet.title)}.*\b{back[facet.name]} event")
        )
        expect(way_out).to_be_visible()
    way_out.click()
    shared.wait_drawn(ids(Selection(choices=only(one, a))))
    expect(shared.pill(other, b)).to_have_attribute("aria-pressed", "false")
    shared.no_error()


def test_days_and_a_filter_work_together(shared, index: Index, ids: Callable) -> None:
    facet = index.facets[0]
    choice = next(iter(facet.labels))
    last = max(index.ends)
    shared.pill(facet, choice).click()
    shared.wait_drawn(ids(Selection(choices=only(facet, choice))))
    shared.sliders.focus()
    shared.page.keyboard.press("End")
    chosen = Selection((last, last), only(facet, choice))
    shared.wait_drawn(ids(chosen))
    for other, number in selection.counts(index, chosen)[facet.name].items():
        expect(shared.pill(facet, other, number)).to_be_visible()
    shared.no_error()
