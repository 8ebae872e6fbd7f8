"""The day slider under the hand: marks follow a drag, the server hears of it once; a brush; playing."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from dashboard.model.filter import Filter

SENT = """() => { window.messages = 0; const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...all) { window.messages += 1; return send.apply(this, all); }; }"""
RAIL = """(track, share) => { const rail = track.querySelector('.rail').getBoundingClientRect(), bars = track.querySelector('svg').getBoundingClientRect();
  return [rail.left + share * rail.width, rail.top + rail.height / 2, bars.top + bars.height / 2]; }"""


def spot(page, share: float) -> tuple[float, float, float]:
    """Where the rail is at this share of its length: x, the rail's y, the bars' y."""
    return tuple(page.page.locator(".st-key-day-slider .track").evaluate(RAIL, share))


def test_marks_follow_the_hand_and_the_server_hears_once(page, axis: list[int], ids: Callable) -> None:
    page.wait_drawn(ids(Filter()))
    page.settle()
    page.page.evaluate(SENT)
    stops = len(axis)  # the first stop is all days
    x, y, _ = spot(page, 0)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    for n, day in enumerate(axis, 1):
        page.page.mouse.move(spot(page, n / stops)[0], y)
        page.wait_drawn(ids(Filter((day, day))))
    assert page.page.evaluate("window.messages") == 0
    page.page.mouse.up()
    # Now Python knows: the list beside the map has the events of the day and no other.
    shown = ids(Filter((axis[-1], axis[-1])))
    hidden = next(event for event in ids(Filter()) if event not in shown)
    expect(page.entry(hidden)).to_have_count(0)
    expect(page.entry(shown[0])).to_be_visible()
    assert page.page.evaluate("window.messages") >= 1
    page.no_error()


def test_a_brush_over_the_bars_chooses_a_range(page, axis: list[int], ids: Callable, day_words: Callable) -> None:
    page.mode("Range")
    stops = len(axis) - 1
    x, _, y = spot(page, 1 / stops)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(spot(page, 3 / stops)[0], y, steps=4)
    page.wait_drawn(ids(Filter((axis[1], axis[3]))))
    page.page.mouse.up()
    expect(page.sliders.nth(0)).to_have_attribute("aria-valuetext", day_words(axis[1]))
    expect(page.sliders.nth(1)).to_have_attribute("aria-valuetext", day_words(axis[3]))
    page.no_error()


def test_it_plays_to_the_end_and_stops(page, axis: list[int], ids: Callable, day_words: Callable) -> None:
    page.wait_drawn(ids(Filter()))
    speed = page.page.locator(".st-key-day-slider .speed")
    speed.click()
    speed.click()
    expect(speed).to_have_text("4×")
    page.page.get_by_role("button", name="Play", exact=True).click()
    expect(page.page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    page.wait_drawn(ids(Filter((axis[-1], axis[-1]))))
    expect(page.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(page.sliders.first).to_have_attribute("aria-valuetext", day_words(axis[-1]))
    page.no_error()


def test_a_hand_on_the_slider_stops_it_playing(page, axis: list[int]) -> None:
    page.page.get_by_role("button", name="Play", exact=True).click()
    page.sliders.first.focus()
    page.page.keyboard.press("Home")
    expect(page.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(page.sliders.first).to_have_attribute("aria-valuetext", "All days")
    page.no_error()


def test_a_reload_begins_anew_and_a_rerun_keeps_what_was_chosen(page, axis: list[int], ids: Callable) -> None:
    page.sliders.first.focus()
    page.page.keyboard.press("End")
    chosen = ids(Filter((axis[-1], axis[-1])))
    page.wait_drawn(chosen)
    page.entry(chosen[0]).click()
    page.panel.wait_for()
    page.settle()
    assert page.drawn() == sorted(chosen)
    page.load()
    page.wait_drawn(ids(Filter()))
