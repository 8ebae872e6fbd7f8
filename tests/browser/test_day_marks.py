"""The timeline over the day slider: marks, statements, what filters and days do to them, and hands on the slider."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from dashboard.model.columns import EventColumns
from dashboard.model.filter import Filter
from dashboard.sources.dossier.tables import Tables

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

EPOCH = date(1970, 1, 1)
MIDDLES = """marks => Object.fromEntries(marks.map(mark => { const box = mark.getBoundingClientRect();
  return [mark.dataset.event, [box.left, box.right, box.top + box.height / 2]]; }))"""
NEVER_SMALL = "() => document.documentElement.scrollWidth <= window.innerWidth"
SEGMENTS = "paths => paths.map(path => path.getAttribute('d').split('M').length - 1)"


def slider(page: Any) -> Locator:
    return page.page.locator(".st-key-day-slider")


def marks(page: Any) -> Locator:
    return slider(page).locator(".units .mark")


def said(page: Any) -> Locator:
    return slider(page).locator(".said:not(.undated)")


def named(page: Any, event_id: str) -> Locator:
    return slider(page).locator(f'.units .mark[data-event="{event_id}"]')


def centre(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Any, start: tuple[float, float], to: float) -> None:
    page.page.mouse.move(*start)
    page.page.mouse.down()
    page.page.mouse.move(to, start[1], steps=5)
    page.page.mouse.up()


def days_of(statement: dict[str, Any]) -> int:
    return (statement["date"] - EPOCH).days


# --- the coded events ------------------------------------------------------------------------------------------------


@pytest.mark.goes_on
def test_every_event_is_a_mark_on_its_days(shared, mapped, tables: Tables, axis: list[int]) -> None:
    expect(marks(shared)).to_have_count(len(mapped))
    found = marks(shared).evaluate_all(MIDDLES)
    one_day = {key: row for key, row in mapped.iterrows() if row["date_start"] == row["date_end"]}
    middle = {
        day: np.mean([sum(found[key][:2]) / 2 for key, row in one_day.items() if row["date_start"] == day])
        for day in {row["date_start"] for row in one_day.values()}
    }
    # Later days stand further right, and a bar covers the middles of its days.
    assert sorted(middle) == sorted(middle, key=middle.__getitem__)
    for key, row in mapped.iterrows():
        assert (found[key][1] - found[key][0] > 30) == (row["date_start"] != row["date_end"]), key
        for day, at in middle.items():
            if row["date_start"] <= day <= row["date_end"] and row["date_start"] != row["date_end"]:
                assert found[key][0] < at < found[key][1], (key, day)
        expect(named(shared, key)).to_have_attribute("aria-label", re.compile(re.escape(row["title"])))
    night = [key for key, row in mapped.iterrows() if row["time_of_day"] == "night"]
    assert sorted(
        slider(shared).locator(".units .night").evaluate_all("all => all.map(one => one.dataset.event)")
    ) == sorted(night)


def test_marks_have_names_under_the_pointer_and_the_keyboard(shared, mapped) -> None:
    tip = slider(shared).locator(".tip")
    first = mapped.index[0]
    named(shared, first).hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(mapped.loc[first, "title"])
    shared.page.mouse.move(2, 2)
    expect(tip).to_be_hidden()
    # One stop for Tab; the arrow keys go through all of them.
    assert marks(shared).evaluate_all("all => all.filter(one => one.tabIndex === 0).length") == 1
    marks(shared).first.focus()
    for number in range(1, len(mapped)):
        shared.page.keyboard.press("ArrowRight")
        expect(marks(shared).nth(number)).to_be_focused()
    shared.page.keyboard.press("Home")
    expect(marks(shared).first).to_be_focused()
    expect(tip).to_be_visible()
    shared.no_error()


def test_enter_on_a_mark_chooses_its_days(shared, mapped, axis, ids: Callable) -> None:
    key = next(key for key, row in mapped.iterrows() if row["date_start"] != row["date_end"])
    span = tuple((mapped.loc[key, name] - EPOCH).days for name in ("date_start", "date_end"))
    shared.mode("Range")
    named(shared, key).focus()
    shared.page.keyboard.press("Enter")
    shared.wait_drawn(ids(Filter(span)))
    expect(named(shared, key)).to_be_focused()
    shared.no_error()


def test_filters_make_faint_and_days_make_pale(shared, columns: EventColumns, axis, mapped, ids: Callable) -> None:
    facet = columns.by_name["time_of_day"]
    kept = ids(Filter(None, {facet.name: frozenset(["night"])}))
    shared.pill(facet, "night").click()
    shared.wait_drawn(kept)
    faint = "all => all.filter(one => one.classList.contains('faint')).map(one => one.dataset.event)"
    pale = faint.replace("faint", "pale")
    assert sorted(marks(shared).evaluate_all(faint)) == sorted(set(mapped.index) - set(kept))
    shared.sliders.focus()
    shared.page.keyboard.press("End")
    shown = ids(Filter((axis[-1], axis[-1]), {facet.name: frozenset(["night"])}))
    shared.wait_drawn(shown)
    assert sorted(marks(shared).evaluate_all(pale)) == sorted(set(kept) - set(shown))
    # The steps skip what the filter hides.
    shared.step("Previous").click()
    last = max(mapped.loc[key, "date_end"] for key in kept)
    shared.wait_drawn(ids(Filter(((last - EPOCH).days,) * 2, {facet.name: frozenset(["night"])})))
    shared.no_error()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_statement_is_read_where_its_quote_stands(visit, server, tables: Tables, width: int) -> None:
    dated = [row for row in tables.rows("statements") if row["date"]]
    with visit(server, width=width, height=900) as page:
        expect(said(page).first).to_be_visible()
        assert page.page.evaluate(NEVER_SMALL)
        wanted = min(dated, key=days_of)
        several = sum(row["date"] == wanted["date"] for row in dated)
        if width < 640 and several > 1:
            expect(said(page).first).to_have_text(str(several))
            said(page).first.click()
            choices = slider(page).locator(".list button")
            expect(choices).to_have_count(several)
            expect(choices.first).to_be_focused()
            page.page.keyboard.press("Escape")
            expect(choices.first).to_be_hidden()
            said(page).first.click()
            choices.filter(has_text=wanted["summary"]).click()
        else:
            expect(said(page)).to_have_count(len(dated))
            found = slider(page).get_by_role("button", name=wanted["summary"])
            found.focus()
            page.page.keyboard.press("Enter")
        expect(page.page.locator(f"#{wanted['statement_id']}")).to_be_in_viewport()
        page.no_error()


def test_a_statement_without_a_day_has_no_mark(visit, server, tables: Tables) -> None:
    with visit(server, width=1600) as page:
        names = " ".join(said(page).evaluate_all("all => all.map(one => one.getAttribute('aria-label'))"))
        for row in tables.rows("statements"):
            assert (row["summary"] in names) == bool(row["date"]), row["statement_id"]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_timeline_says_how_many_statements_have_no_day_and_lists_them(
    visit, server, tables: Tables, width: int
) -> None:
    undated = [row for row in tables.rows("statements") if not row["date"]]
    with visit(server, width=width, height=900) as page:
        count = slider(page).get_by_role("button", name=f"{len(undated)} statements without a day", exact=True)
        expect(count).to_be_in_viewport()
        expect(count).to_contain_text(str(len(undated)))
        told = count if width > 640 else slider(page).locator(".key")
        expect(told).to_contain_text("without a day")
        count.click()
        choices = slider(page).locator(".list button")
        expect(choices).to_have_count(len(undated))
        expect(choices.first).to_contain_text("No day stated")
        choices.filter(has_text=undated[-1]["summary"]).click()
        expect(page.page.locator(f"#{undated[-1]['statement_id']}")).to_be_in_viewport()
        page.no_error()


# --- hands on the slider ---------------------------------------------------------------------------------------------


def thumb_at(page: Any, number: int) -> tuple[float, float]:
    """Where a thumb stands."""
    track = slider(page).locator(".rail").bounding_box()
    one = page.sliders.nth(number)
    assert track
    share = int(one.input_value()) / int(one.get_attribute("max") or 1)
    return track["x"] + share * track["width"], track["y"] + track["height"] / 2


@pytest.mark.parametrize("way", [-1, 1])
def test_either_thumb_can_be_pulled_from_where_both_stand(shared, axis, ids: Callable, way: int) -> None:
    shared.mode("Range")
    shared.sliders.nth(0).focus()
    for _ in range(3):
        shared.page.keyboard.press("ArrowRight")
    shared.sliders.nth(1).focus()
    for _ in range(len(axis) - 4):
        shared.page.keyboard.press("ArrowLeft")
    shared.wait_drawn(ids(Filter((axis[3], axis[3]))))
    x, y = thumb_at(shared, 0)
    step = (slider(shared).locator(".rail").bounding_box() or {})["width"] / (len(axis) - 1)
    drag(shared, (x, y), x + way * 2 * step)
    days = (axis[1], axis[3]) if way < 0 else (axis[3], axis[5])
    shared.wait_drawn(ids(Filter(days)))
    expect(shared.sliders.nth(0)).to_have_value(str(axis.index(days[0])))
    expect(shared.sliders.nth(1)).to_have_value(str(axis.index(days[1])))
    expect(shared.sliders.nth(0 if way < 0 else 1)).to_be_focused()
    shared.no_error()


def test_a_hand_between_the_thumbs_moves_the_range(shared, axis, ids: Callable) -> None:
    shared.mode("Range")
    shared.sliders.nth(1).focus()
    for _ in range(len(axis) - 3):
        shared.page.keyboard.press("ArrowLeft")
    shared.wait_drawn(ids(Filter((axis[0], axis[2]))))
    step = (slider(shared).locator(".rail").bounding_box() or {})["width"] / (len(axis) - 1)
    x, y = thumb_at(shared, 0)
    drag(shared, (x + step, y), x + 3 * step)
    shared.wait_drawn(ids(Filter((axis[2], axis[4]))))
    # With the keyboard: Shift and an arrow; at the end of the axis it stops and keeps its length.
    shared.sliders.nth(0).focus()
    for _ in range(len(axis)):
        shared.page.keyboard.press("Shift+ArrowRight")
    shared.wait_drawn(ids(Filter((axis[-3], axis[-1]))))
    shared.no_error()


def test_the_marks_stay_where_they_are_in_every_mode(shared, mapped) -> None:
    before = marks(shared).evaluate_all(MIDDLES)
    for mode in ("Range", "Up to a day", "One day"):
        shared.mode(mode)
        assert marks(shared).evaluate_all(MIDDLES) == before, mode


# --- an opened file --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import synthetic_events

    path = tmp_path_factory.mktemp("files") / "synthetic.csv"
    synthetic_events.write(synthetic_events.ged(3_000), path)
    return path


def test_a_long_file_is_drawn_as_a_few_bars_by_class(visit, server, ged: Path) -> None:
    answers: list[tuple[int, dict[str, Any], dict[str, Any]]] = []

    def heard(response: Any) -> None:
        if "/answers/" in response.url:
            answers.append((len(response.body()), json.loads(response.request.post_data), response.json()))

    with visit(server, width=1440) as page:
        page.hear("response", heard)
        page.page.get_by_role("button", name="Open event files").click()
        page.page.locator('input[type="file"]').set_input_files(str(ged))
        bars = slider(page).locator("svg[role=img]")
        expect(bars.locator(".lit path").first).to_be_attached()
        page.settle()
        assert bars.locator("path").count() <= 18
        assert sum(bars.locator("path").evaluate_all(SEGMENTS)) < 400
        histograms = [(size, found["days"]) for size, _, found in answers if "days" in found]
        assert histograms
        assert all(size < 20_000 for size, _ in histograms)
        days = histograms[-1][1]
        assert len(days["counts"]) <= 240
        assert np.sum(days["stack"]["counts"], axis=0).tolist() == days["counts"]
        expect(slider(page).locator(".key")).to_contain_text(days["stack"]["classes"][0][1])
        # The steps are exact though a bar has many days: the server says which day is next.
        page.page.keyboard.press("Escape")
        words = []
        for _ in range(3):
            page.step("Next").click()
            expect(slider(page).locator(".words")).not_to_have_text(words[-1] if words else "All days")
            words.append(slider(page).locator(".words").inner_text())
            page.settle()
        asked = [found["neighbours"] for _, _, found in answers if "neighbours" in found]
        assert asked
        assert len(set(words)) == 3
        page.step("Previous").click()
        expect(slider(page).locator(".words")).to_have_text(words[-2])
        page.no_error()
