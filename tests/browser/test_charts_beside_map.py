"""The charts beside the map: what they show is counted by the engine; a bar is a filter, every filter redraws them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Locator, expect

from dashboard.model.columns import EventColumns
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine

Visit = Callable[..., AbstractContextManager[Any]]
RUN = "() => axe.run('.st-key-charts', { resultTypes: ['violations'] }).then(found => found.violations)"
HEADER = "id,year,type_of_violence,conflict_name,dyad_name,side_a,side_b,date_start,date_end,date_prec,where_prec,where_coordinates,adm_1,country,latitude,longitude,best,low,high,source_article,source_headline"
ROWS = [
    ("1", "2020-01-05", "2020-01-05", "Helmand", "4,2,9"),
    ("1", "2021-03-07", "2021-03-07", "Helmand", "3,3,3"),
    ("3", "2021-03-07", "2021-03-08", "Kabul", "20,10,30"),
]


def bars(page: Any, name: str) -> list[str]:
    """What the bars of a chart say, from the first to the last."""
    marks = page.page.locator(f'.st-key-chart-{name} [role="graphics-symbol"]')
    return [str(mark.get_attribute("aria-label")) for mark in marks.all()]


def says(page: Any, name: str, told: list[str]) -> None:
    """Wait until the bars of a chart say this."""
    marks = page.page.locator(f'.st-key-chart-{name} [role="graphics-symbol"]')
    expect(marks).to_have_count(len(told))
    for place, sentence in enumerate(told):
        expect(marks.nth(place)).to_have_attribute("aria-label", sentence)


def click_bar(page: Any, name: str, told: str) -> None:
    page.page.locator(f'.st-key-chart-{name} [role="graphics-symbol"][aria-label="{told}"]').click()
    page.settle()


def counted(engine: InMemoryEngine, wanted: Filter, name: str) -> list[str]:
    """What the bars of a facet have to say."""
    groups = engine.by_value(wanted, name, 8)
    told = [(label, group.events) for _, label, group in groups.values]
    told += [("Not stated", groups.blank.events)] if groups.blank.events else []
    return [f"{label}: {events} event{'' if events == 1 else 's'}" for label, events in told]


@pytest.fixture(scope="module")
def ged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three invented events in the shape of a UCDP GED file."""
    path = tmp_path_factory.mktemp("charts") / "three.csv"
    lines = [
        f"{n},{first[:4]},{kind},c,d,North,South,{first},{last},1,1,Town,{where},Afghanistan,3{n}.0,6{n}.0,{deaths},paper,headline"
        for n, (kind, first, last, where, deaths) in enumerate(ROWS, 1)
    ]
    path.write_text("\n".join([HEADER, *lines]) + "\n")
    return path


@pytest.fixture
def charts(visit: Visit, server: Any) -> Iterator[Any]:
    with visit(server) as page:
        page.load("beside=charts")
        expect(page.page.locator(".st-key-chart-kind svg.marks")).to_be_visible()
        yield page


def test_a_bar_is_a_filter_and_every_filter_redraws(
    charts: Any, columns: EventColumns, crossfilter: InMemoryEngine, ids: Callable[[Filter], list[str]]
) -> None:
    for name in ("attacker", "province", "kind"):
        says(charts, name, counted(crossfilter, Filter(), name))
    kind = columns.by_name["kind"]
    strike = Filter(choices={"kind": frozenset(["air_strike"])})
    click_bar(charts, "kind", counted(crossfilter, Filter(), "kind")[0])
    charts.wait_drawn(ids(strike))
    expect(charts.page).to_have_url(re.compile("kind=air_strike"))
    says(charts, "attacker", counted(crossfilter, strike, "attacker"))
    # The own filter of a chart leaves its other bars where they are: one click away.
    says(charts, "kind", counted(crossfilter, strike, "kind"))
    expect(charts.pill(kind, "air_strike")).to_have_attribute("aria-pressed", "true")
    # From a bar one click to the events.
    charts.page.get_by_role("button", name=f"Read the {len(ids(strike))} events shown").click()
    expect(charts.page.get_by_role("heading", name="Events shown")).to_be_visible()
    charts.settle()
    expect(charts.page).not_to_have_url(re.compile("beside"))
    charts.page.get_by_role("radio", name="Charts").click()
    expect(charts.page.locator(".st-key-chart-kind svg.marks")).to_be_visible()
    # A second click takes the filter away, a choice in the side bar is a chosen bar.
    click_bar(charts, "kind", counted(crossfilter, strike, "kind")[0])
    charts.wait_drawn(ids(Filter()))
    says(charts, "attacker", counted(crossfilter, Filter(), "attacker"))
    charts.pill(kind, "air_strike").click()
    charts.settle()
    says(charts, "attacker", counted(crossfilter, strike, "attacker"))


def test_a_bar_of_time_chooses_its_days(charts: Any, axis: list[int], ids: Callable[[Filter], list[str]]) -> None:
    told = bars(charts, "time")
    click_bar(charts, "time", told[-1])
    charts.wait_drawn(ids(Filter(days=(axis[-1], axis[-1]))))
    click_bar(charts, "time", told[-1])
    charts.wait_drawn(ids(Filter()))


def test_the_deaths_of_a_file_are_a_range(visit: Visit, serve: Any, ged: Path) -> None:
    with serve(files=[str(ged)]) as started, visit(started) as page:
        page.load("beside=charts")
        page.page.get_by_role("radio", name="Deaths").click()
        page.settle()
        panel: Locator = page.page.locator(".st-key-charts")
        expect(panel).to_contain_text("All that is shown: 27 at best, 15 to 42 deaths.")
        says(page, "admin1", ["Kabul: 20 at best, 10 to 30 deaths", "Helmand: 7 at best, 5 to 12 deaths"])
        click_bar(page, "admin1", "Helmand: 7 at best, 5 to 12 deaths")
        expect(panel).to_contain_text("All that is shown: 7 at best, 5 to 12 deaths.")
        expect(page.page).to_have_url(re.compile("admin1=Helmand"))
        page.page.get_by_role("button", name="Read the 2 events shown").click()
        expect(page.page.locator(".st-key-file-list li")).to_have_count(2)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    visit: Visit, server: Any, theme: str, width: int
) -> None:
    with visit(server, width=width, theme=theme) as page:
        page.load("beside=charts")
        expect(page.page.locator(".st-key-chart-kind svg.marks")).to_be_visible()
        page.settle()
        page.page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
        grave = [fault for fault in page.page.evaluate(RUN) if fault["impact"] in ("serious", "critical")]
        assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in grave] == []
        assert page.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_keys_take_a_bar_back_and_forth(
    charts: Any, crossfilter: InMemoryEngine, ids: Callable[[Filter], list[str]]
) -> None:
    strike = Filter(choices={"kind": frozenset(["air_strike"])})
    click_bar(charts, "kind", counted(crossfilter, Filter(), "kind")[0])
    charts.wait_drawn(ids(strike))
    charts.page.keyboard.press("Control+z")
    charts.wait_drawn(ids(Filter()))
    says(charts, "attacker", counted(crossfilter, Filter(), "attacker"))
    charts.settle()
    expect(charts.page).not_to_have_url(re.compile("kind"))
    charts.page.keyboard.press("Control+Shift+z")
    charts.wait_drawn(ids(strike))
    charts.settle()
    expect(charts.page).to_have_url(re.compile("kind=air_strike"))
