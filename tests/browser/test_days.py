"""The day slider draws exactly the events that may have happened on the days chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from playwright.sync_api import expect

from dashboard import timeline
from dashboard.selection import Selection


@pytest.fixture(scope="module")
def axis(mapped: pd.DataFrame) -> list[date]:
    return timeline.days(mapped)


@pytest.fixture(scope="module")
def busy(mapped: pd.DataFrame, axis: list[date]) -> list[date]:
    """The days on which an event may have happened."""
    return [day for day, count in timeline.per_day(mapped, axis).items() if count]


def stands_at(slider, day: date) -> None:
    expect(slider).to_have_attribute("aria-valuetext", timeline.in_words(day))


def test_the_keyboard_goes_through_every_day(shared, axis: list[date], ids: Callable) -> None:
    slider = shared.sliders
    slider.focus()
    for day in axis:
        shared.page.keyboard.press("ArrowRight")
        stands_at(slider, day)
        shared.wait_drawn(ids(Selection(days=(day, day))))
    shared.page.keyboard.press("Home")
    shared.wait_drawn(ids(Selection()))
    shared.page.keyboard.press("End")
    shared.wait_drawn(ids(Selection(days=(axis[-1], axis[-1]))))
    shared.no_error()


def test_some_day_is_empty_and_the_page_says_so(shared, axis: list[date], busy: list[date], ids: Callable) -> None:
    empty = next(day for day in axis if day not in busy)
    shared.sliders.focus()
    for _ in range(axis.index(empty) + 1):
        shared.page.keyboard.press("ArrowRight")
    stands_at(shared.sliders, empty)
    shared.wait_drawn([])
    expect(shared.map.get_by_text(f"No mapped event on {timeline.in_words(empty)}").first).to_be_visible()
    shared.no_error()


def test_the_buttons_skip_empty_days(shared, busy: list[date], axis: list[date], ids: Callable) -> None:
    assert len(busy) < len(axis), "the data have no empty day; this test says nothing"
    for day in busy:
        shared.button("day-next").click()
        stands_at(shared.sliders, day)
        shared.wait_drawn(ids(Selection(days=(day, day))))
    expect(shared.button("day-next")).to_be_disabled()
    for day in reversed(busy[:-1]):
        shared.button("day-previous").click()
        stands_at(shared.sliders, day)
        shared.wait_drawn(ids(Selection(days=(day, day))))
    expect(shared.button("day-previous")).to_be_disabled()
    shared.no_error()


def test_a_range_of_days(shared, axis: list[date], ids: Callable) -> None:
    shared.mode("Range")
    first, last = shared.sliders.nth(0), shared.sliders.nth(1)
    shared.wait_drawn(ids(Selection()))
    first.focus()
    for day in axis[1:4]:
        shared.page.keyboard.press("ArrowRight")
        stands_at(first, day)
        shared.wait_drawn(ids(Selection(days=(day, axis[-1]))))
    last.focus()
    for day in reversed(axis[-3:-1]):
        shared.page.keyboard.press("ArrowLeft")
        stands_at(last, day)
        shared.wait_drawn(ids(Selection(days=(axis[3], day))))
    shared.no_error()


def test_everything_up_to_a_day(shared, axis: list[date], ids: Callable) -> None:
    shared.mode("Up to a day")
    shared.wait_drawn(ids(Selection()))
    shared.sliders.focus()
    for day in reversed(axis[:-1]):
        shared.page.keyboard.press("ArrowLeft")
        stands_at(shared.sliders, day)
        shared.wait_drawn(ids(Selection(days=(axis[0], day))))
    shared.no_error()


@pytest.mark.parametrize("mode", ["One day", "Range", "Up to a day"])
def test_one_click_shows_everything_again(shared, axis: list[date], ids: Callable, mode: str) -> None:
    shared.mode(mode)
    shared.sliders.first.focus()
    shared.page.keyboard.press("ArrowRight" if mode != "Up to a day" else "ArrowLeft")
    days = {"One day": axis[:1] * 2, "Range": (axis[1], axis[-1]), "Up to a day": (axis[0], axis[-2])}[mode]
    shared.wait_drawn(ids(Selection(days=tuple(days))))
    shared.reset()
    shared.wait_drawn(ids(Selection()))
    shared.days_untouched(len(axis) - 1)
    expect(shared.page.get_by_role("button", name="Show everything").locator("visible=true").first).to_be_disabled()
    shared.no_error()
