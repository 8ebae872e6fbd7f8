"""The day slider draws exactly the events that may have happened on the days chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine

DayWords = Callable[[int], str]


@pytest.fixture(scope="module")
def busy(crossfilter: InMemoryEngine, axis: list[int]) -> list[int]:
    """The days on which an event may have happened."""
    return [day for day in axis if crossfilter.answer(Filter((day, day))).shown]


@pytest.fixture(scope="module")
def stands_at(day_words: DayWords) -> Callable:
    return lambda slider, day: expect(slider).to_have_attribute("aria-valuetext", day_words(day))


def test_the_keyboard_goes_through_every_day(shared, stands_at, axis: list[int], ids: Callable) -> None:
    slider = shared.sliders
    slider.focus()
    for day in axis:
        shared.page.keyboard.press("ArrowRight")
        stands_at(slider, day)
        shared.wait_drawn(ids(Filter(days=(day, day))))
    shared.page.keyboard.press("Home")
    shared.wait_drawn(ids(Filter()))
    shared.page.keyboard.press("End")
    shared.wait_drawn(ids(Filter(days=(axis[-1], axis[-1]))))
    shared.no_error()


def test_some_day_is_empty_and_the_page_says_so(
    shared, stands_at, axis: list[int], busy: list[int], ids: Callable, day_words: DayWords
) -> None:
    empty = next(day for day in axis if day not in busy)
    shared.sliders.focus()
    for _ in range(axis.index(empty) + 1):
        shared.page.keyboard.press("ArrowRight")
    stands_at(shared.sliders, empty)
    shared.wait_drawn([])
    expect(shared.map.get_by_text(f"No mapped event on {day_words(empty)}").first).to_be_visible()
    shared.no_error()


def test_the_buttons_skip_empty_days(shared, stands_at, busy: list[int], axis: list[int], ids: Callable) -> None:
    assert len(busy) < len(axis), "the data have no empty day; this test says nothing"
    for day in busy:
        shared.step("Next").click()
        stands_at(shared.sliders, day)
        shared.wait_drawn(ids(Filter(days=(day, day))))
    expect(shared.step("Next")).to_be_disabled()
    for day in reversed(busy[:-1]):
        shared.step("Previous").click()
        stands_at(shared.sliders, day)
        shared.wait_drawn(ids(Filter(days=(day, day))))
    expect(shared.step("Previous")).to_be_disabled()
    shared.no_error()


def test_a_range_of_days(shared, stands_at, axis: list[int], ids: Callable) -> None:
    shared.mode("Range")
    first, last = shared.sliders.nth(0), shared.sliders.nth(1)
    shared.wait_drawn(ids(Filter()))
    first.focus()
    for day in axis[1:4]:
        shared.page.keyboard.press("ArrowRight")
        stands_at(first, day)
        shared.wait_drawn(ids(Filter(days=(day, axis[-1]))))
    last.focus()
    for day in reversed(axis[-3:-1]):
        shared.page.keyboard.press("ArrowLeft")
        stands_at(last, day)
        shared.wait_drawn(ids(Filter(days=(axis[3], day))))
    shared.no_error()


def test_everything_up_to_a_day(shared, stands_at, axis: list[int], ids: Callable) -> None:
    shared.mode("Up to a day")
    shared.wait_drawn(ids(Filter()))
    shared.sliders.focus()
    for day in reversed(axis[:-1]):
        shared.page.keyboard.press("ArrowLeft")
        stands_at(shared.sliders, day)
        shared.wait_drawn(ids(Filter(days=(axis[0], day))))
    shared.no_error()


@pytest.mark.goes_on
@pytest.mark.parametrize("mode", ["One day", "Range", "Up to a day"])
def test_one_click_shows_everything_again(shared, stands_at, axis: list[int], ids: Callable, mode: str) -> None:
    shared.mode(mode)
    shared.sliders.first.focus()
    shared.page.keyboard.press("ArrowRight" if mode != "Up to a day" else "ArrowLeft")
    days = {"One day": axis[:1] * 2, "Range": (axis[1], axis[-1]), "Up to a day": (axis[0], axis[-2])}[mode]
    shared.wait_drawn(ids(Filter(days=tuple(days))))
    shared.reset()
    shared.wait_drawn(ids(Filter()))
    shared.days_untouched(len(axis) - 1)
    expect(shared.everything).to_be_disabled()
    shared.no_error()
