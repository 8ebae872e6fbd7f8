"""The map as one HTML file, opened from disk: no request leaves it, and it does what the page does."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from browser_tabs import Tabs
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.export import export
from dashboard.model.columns import EventColumns
from dashboard.model.filter import Filter
from dashboard.sources.dossier.evidence import event_record
from dashboard.sources.dossier.tables import Tables

DRAWN = "ids => JSON.stringify([...(window.drawnEvents || [])].sort()) === JSON.stringify(ids)"
AXE = "() => axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations)"
Visit = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("standalone")


@pytest.fixture(scope="module")
def written(tables: Tables, folder: Path) -> Callable[..., Path]:
    """The file of these events. The file of the shipped tables is written once."""
    files: dict[tuple[str, ...] | None, Path] = {}

    def write(events: Sequence[str] | None = None, of: Tables | None = None) -> Path:
        chosen = None if events is None else tuple(events)
        if of is None and chosen in files:
            return files[chosen]
        file = folder / f"map{len(list(folder.iterdir()))}.html"
        file.write_bytes(export("html", of or tables, events))
        if of is None:
            files[chosen] = file
        return file

    return write


@pytest.fixture
def visit(tabs: Tabs, written: Callable[..., Path]) -> Visit:
    """``with visit(events, width=…, theme=…) as page``: the file, opened from disk with every address blocked."""

    @contextmanager
    def start(
        events: Sequence[str] | None = None,
        *,
        width: int = 1440,
        height: int = 900,
        theme: str = "light",
        of: Tables | None = None,
    ) -> Iterator[Page]:
        file = written(events, of)
        asked: list[str] = []
        errors: list[str] = []
        with tabs.lend("file://", width=width, height=height, theme=theme) as tab:
            page = tab.page
            tab.hear("request", lambda request: asked.append(request.url), page.context)
            tab.hear("console", lambda message: errors.append(message.text) if message.type == "error" else None)
            tab.hear("pageerror", lambda error: errors.append(str(error)))
            page.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
            page.goto(file.as_uri())
            page.wait_for_function("() => window.eventLayer && window.eventLayer.signs.shown")
            yield page
            assert asked == [file.as_uri()], "it asked for something"
            assert errors == []

    return start


def wait_drawn(page: Page, expected: Sequence[str]) -> None:
    """Wait until exactly these events are drawn."""
    page.wait_for_function(DRAWN, arg=sorted(expected))


def mark(page: Page, event_id: str) -> Locator:
    return page.get_by_role("button").filter(has=page.locator(f'.mark[data-event="{event_id}"]'))


def entry(page: Page, event_id: str) -> Locator:
    return page.locator(f'details.event[id="{event_id}"]')


def test_marks_list_and_legend(visit: Visit, mapped: pd.DataFrame, tables: Tables) -> None:
    with visit() as page:
        wait_drawn(page, list(mapped.index))
        for event_id in mapped.index:
            expect(mark(page, event_id)).to_be_visible()
        expect(page.locator("details.event")).to_have_count(len(tables.records["events"]))
        expect(page.get_by_text("All 13 events.").first).to_be_visible()
        expect(page.locator("#map .legend")).to_contain_text("Air strike")
        expect(page.locator("#map")).to_contain_text("Boundaries imply no position")


def test_keys_move_the_slider(
    visit: Visit, axis: list[int], ids: Callable[[Filter], list[str]], mapped: pd.DataFrame
) -> None:
    with visit() as page:
        slider = page.get_by_role("slider")
        slider.focus()
        for day in axis:
            page.keyboard.press("ArrowRight")
            expected = ids(Filter(days=(day, day)))
            wait_drawn(page, expected)
            for event_id in mapped.index:
                expect(entry(page, event_id)).to_be_visible(visible=event_id in expected)
        page.keyboard.press("Home")
        wait_drawn(page, list(mapped.index))


def test_a_range_of_days(visit: Visit, axis: list[int], ids: Callable[[Filter], list[str]]) -> None:
    with visit() as page:
        page.get_by_role("radio", name="Range", exact=True).click()
        page.get_by_role("slider", name="First day").focus()
        page.keyboard.press("ArrowRight")
        wait_drawn(page, ids(Filter(days=(axis[1], axis[-1]))))


def test_filters_count_and_narrow(visit: Visit, columns: EventColumns, ids: Callable[[Filter], list[str]]) -> None:
    with visit() as page:
        page.locator("#filters > summary").click()
        for facet in columns.facets[:3]:
            for value, label in zip(facet.values, facet.labels, strict=True):
                expected = ids(Filter(choices={facet.name: frozenset({value})}))
                group = page.locator(f'[data-facet="{facet.name}"]')
                chip = group.get_by_role("button", name=f"{label} · {len(expected)}", exact=True)
                chip.click()
                wait_drawn(page, expected)
                chip.click()
        wait_drawn(page, ids(Filter()))


def test_it_asks_for_nothing_at_rest_either(visit: Visit) -> None:
    with visit() as page:
        page.wait_for_timeout(2500)  # the app fetches scripts ahead by then


def test_a_popup_is_read_and_leads_to_the_list(visit: Visit, tables: Tables) -> None:
    event_id = "ev-kabul-2026-02-26"
    record = event_record(tables, event_id)
    with visit() as page:
        before = page.evaluate("window.scrollY")
        mark(page, event_id).click()
        popup = page.locator(".leaflet-popup-content")
        expect(popup.get_by_role("heading")).to_have_text(record.title)
        expect(popup.locator("blockquote")).to_have_text(record.passages[0].words)
        expect(entry(page, event_id)).to_have_attribute("open", "")
        quotes = entry(page, event_id).locator("blockquote")
        assert quotes.all_text_contents() == [passage.words for passage in record.passages]
        assert page.evaluate("window.scrollY") == before
        popup.get_by_role("button", name="Read on").click()
        expect(entry(page, event_id).locator("summary")).to_be_focused()


def test_an_entry_opens_its_mark(visit: Visit) -> None:
    with visit() as page:
        entry(page, "ev-khost-2026-02-27").locator("summary").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".leaflet-popup-content").get_by_role("heading")).to_have_text(
            "Pakistani air strikes in Khost"
        )
        page.keyboard.press("Escape")
        expect(page.locator(".leaflet-popup-content")).to_have_count(0)


def test_a_link_opens_the_event(visit: Visit) -> None:
    with visit() as page:
        link = page.locator('#figures a[href="#ev-punjab-operations-2026-02-27"]').first
        link.click()
        expect(entry(page, "ev-punjab-operations-2026-02-27")).to_have_attribute("open", "")


def test_on_a_phone_an_event_is_a_sheet(visit: Visit, tables: Tables) -> None:
    event_id = "ev-kabul-2026-02-26"
    with visit(width=390, height=844, theme="dark") as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        mark(page, event_id).click()
        sheet = page.locator("#sheet")
        expect(sheet.get_by_role("heading", level=2)).to_have_text(tables.row("events", event_id)["title"])
        expect(mark(page, event_id)).to_be_in_viewport()
        assert mark(page, event_id).bounding_box()["y"] < sheet.bounding_box()["y"]  # type: ignore[index]
        sheet.get_by_role("button", name="Close").click()
        expect(sheet).to_be_hidden()
        expect(mark(page, event_id)).to_be_focused()


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")])
def test_axe_finds_nothing_grave(visit: Visit, width: int, theme: str) -> None:
    with visit(width=width, theme=theme) as page:
        page.locator("#filters > summary").click()
        mark(page, "ev-kabul-2026-02-26").click()
        if width == 1440:  # the popup fades in
            page.wait_for_function("() => getComputedStyle(document.querySelector('.leaflet-popup')).opacity === '1'")
        page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
        grave = [fault for fault in page.evaluate(AXE) if fault["impact"] in ("serious", "critical")]
        assert [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in grave] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_follows_the_theme(visit: Visit, theme: str) -> None:
    with visit(theme=theme) as page:
        expect(page.locator("#map")).to_have_attribute("data-theme", theme)
        other = "dark" if theme == "light" else "light"
        colour = "() => getComputedStyle(document.body).backgroundColor"
        before = page.evaluate(colour)
        page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
        expect(page.locator("#map")).to_have_attribute("data-theme", other)
        assert page.evaluate(colour) != before


def test_paper_has_map_legend_events_and_quotes(visit: Visit, tables: Tables, mapped: pd.DataFrame) -> None:
    with visit(theme="dark") as page:
        view = page.evaluate("[eventLayer.map.getZoom(), eventLayer.map.getCenter().lat]")
        page.emulate_media(media="print")
        expect(page.locator("#map")).to_have_attribute("data-theme", "light")
        expect(page.locator("#days")).to_be_hidden()
        expect(page.locator("#filters")).to_be_hidden()
        expect(page.locator(".printed-legend")).to_be_visible()
        expect(page.locator("#view")).to_have_text("Shown: all days – 12 of 12 mapped events. 1 has no place.")
        for quote in page.locator("details.event blockquote").all():
            expect(quote).to_be_visible()
        frame = page.locator("#map").bounding_box()
        assert frame is not None
        for event_id in mapped.index:
            box = mark(page, event_id).bounding_box()
            assert box is not None
            assert frame["x"] <= box["x"] <= frame["x"] + frame["width"]
            assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.emulate_media(media="screen")
        expect(page.locator("#map")).to_have_attribute("data-theme", "dark")
        expect(page.locator("details.event[open]")).to_have_count(0)
        assert page.evaluate("[eventLayer.map.getZoom(), eventLayer.map.getCenter().lat]") == pytest.approx(
            view, abs=0.02
        )


def test_without_scripts_the_list_can_be_read(browser: Browser, tables: Tables, folder: Path) -> None:
    file = folder / "plain.html"
    file.write_bytes(export("html", tables))
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        entry(page, "ev-kabul-2026-02-26").locator("summary").click()
        expect(entry(page, "ev-kabul-2026-02-26").locator("blockquote").first).to_be_visible()
    finally:
        context.close()


def test_an_event_without_a_place_is_in_the_list(visit: Visit) -> None:
    with visit(["ev-clashes-2025-10"]) as page:
        wait_drawn(page, [])
        expect(entry(page, "ev-clashes-2025-10")).to_be_visible()
        expect(page.locator("#filters")).to_be_hidden()
        expect(page.get_by_role("slider")).to_have_count(0)


def test_hostile_text_is_text(visit: Visit, tables: Tables) -> None:
    evil = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    event = "ev-kabul-2026-02-26"
    changed: Any = {**tables.records["events"], event: {**tables.row("events", event), "title": evil, "note": evil}}
    copied = dataclasses.replace(tables, records={**tables.records, "events": changed})
    with visit(of=copied) as page:
        mark(page, event).click()
        expect(page.locator(".leaflet-popup-content").get_by_role("heading")).to_have_text(evil)
        expect(entry(page, event).locator("summary strong")).to_have_text(evil)
        assert page.evaluate("window.hacked") is None
        assert page.locator("img").count() == 0


def test_a_statement_on_the_slider_opens_its_words(visit: Visit, tables: Tables) -> None:
    with visit() as page:
        said = page.locator("#days button.said").last
        said.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".statement details[open] blockquote").first).to_be_in_viewport()
