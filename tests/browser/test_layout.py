"""The page around the map: what stays where it is, what the buttons are called, and one part that fails alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect

from dashboard.model.columns import EventColumns
from dashboard.model.filter import Filter
from dashboard.sources.dossier.evidence import reported_figures
from dashboard.sources.dossier.tables import Tables

TOP = "element => element.getBoundingClientRect().top + document.querySelector('[data-testid=stMain]').scrollTop"


def test_a_range_survives_a_filter_a_mark_and_the_buttons(
    shared, axis, day_words, columns: EventColumns, ids: Callable
) -> None:
    shared.mode("Range")
    shared.sliders.nth(0).focus()
    shared.page.keyboard.press("ArrowRight")
    days = (axis[1], axis[-1])
    shared.wait_drawn(ids(Filter(days)))
    facet, choice, kept = next(
        (facet, choice, kept)
        for facet in columns.facets
        for choice in facet.values
        if (kept := ids(Filter(days, {facet.name: frozenset([choice])}))) and kept != ids(Filter(days))
    )
    shared.pill(facet, choice).click()
    shared.wait_drawn(kept)
    shared.mark(kept[-1]).click()
    shared.panel.wait_for()
    expect(shared.sliders).to_have_count(2)
    shared.pill(facet, choice).click()
    shared.wait_drawn(ids(Filter(days)))
    shared.step("Previous").click()
    expect(shared.sliders.nth(1)).not_to_have_attribute("aria-valuetext", day_words(axis[-1]))
    for mode in ("One day", "Range", "Up to a day", "Range"):
        shared.mode(mode)
        shared.wait_drawn(ids(Filter()))
        shared.days_untouched(len(axis) - 1)
    shared.no_error()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_map_stays_where_it_is(visit, server, axis, mapped, ids: Callable, width: int) -> None:
    with visit(server, width=width, height=900) as page:
        page.wait_drawn(mapped.index)
        top = page.iframe().evaluate(TOP)
        page.sliders.focus()
        for day in axis:
            page.page.keyboard.press("ArrowRight")
            page.wait_drawn(ids(Filter((day, day))))
            page.settle()
            assert page.iframe().evaluate(TOP) == top, day
        page.reset()
        page.wait_drawn(mapped.index)
        page.settle()
        assert page.iframe().evaluate(TOP) == top
        page.no_error()


def test_a_day_of_another_reading_says_so(shared) -> None:
    shared.sliders.focus()
    for _ in range(3):
        shared.page.keyboard.press("ArrowRight")
    expect(shared.page.locator(".reading")).to_have_text(
        "Copy A dates “Pakistani air strikes in eastern Afghanistan” to “earlier this week”, which includes this day. "
        "The narrower “last weekend” is kept."
    )
    shared.no_error()


def test_icons_have_names_and_the_focus_stays_in_the_list(shared, mapped: pd.DataFrame) -> None:
    for name in ("Previous day with an event", "Next day with an event"):
        expect(shared.page.get_by_role("button", name=name, exact=True)).to_have_count(1)
    shared.entry(mapped.index[2]).focus()
    shared.page.keyboard.press("Enter")
    shared.panel.wait_for()
    shared.settle()
    expect(shared.entry(mapped.index[2])).to_be_focused()
    shared.page.get_by_role("button", name="Close the panel", exact=True).click()
    expect(shared.panel).to_have_count(0)
    shared.no_error()


def test_each_number_leads_to_its_place_among_the_claims(shared, tables: Tables) -> None:
    found = reported_figures(tables, list(tables.records["events"]))
    views = [view for group in (*found.of_shown, *found.undated) for view in group.claims]
    lines = shared.page.locator(".st-key-headline-figures button[data-open]")
    expect(lines).to_have_count(len(views))
    for number, view in enumerate(views):
        expect(lines.nth(number)).to_contain_text(view.said_by)
    lines.nth(1).click()
    claim = shared.page.locator(f"#said-{views[1].claim_id}")
    expect(claim).to_be_in_viewport()
    expect(claim).to_be_focused()
    shared.page.get_by_role("radio", name="Map", exact=True).click()
    expect(lines).to_have_count(len(views))
    shared.no_error()


def test_what_is_withheld_is_counted(serve, visit) -> None:
    def torn(data: Path) -> None:
        path = data / "events.csv"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join([*lines[:-1], "only,three,cells\n"]), "utf-8")

    with serve(torn) as server, visit(server) as page:
        lost = server.tables().withheld
        assert lost["events"] >= 1
        page.wait_drawn(key for key, row in server.tables().records["events"].items() if row["place_id"])
        for name, n in lost.items():
            expect(page.page.get_by_test_id("stAlertContentError")).to_contain_text(f"{name} {n}")
        expect(page.page.locator(".shown")).to_contain_text(f". {lost['events']} more ha")
        expect(page.page.locator(".faults")).to_be_visible()
