"""From a claim to its words, to their place in the article, to the event on the map; and a link that holds the view."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import expect

from dashboard.model.columns import EventColumns
from dashboard.model.filter import Filter
from dashboard.sources.dossier.tables import Tables

Visit = Callable[..., AbstractContextManager[Any]]
EPOCH = date(1970, 1, 1)
AXE = "() => axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations)"


def test_from_a_claim_to_its_passage_and_back_to_the_map(page: Any, tables: Tables) -> None:
    page.turn_to("Claims")
    claim = page.page.locator("#said-cl-killed-afghan-by-pakistan, .claimed").first
    claim.locator("summary", has_text="The words").click()
    words = claim.locator("blockquote").first.text_content()
    quote = claim.locator("button.opens", has_text="Read in context").first
    quote_id = quote.get_attribute("data-open")
    assert tables.row("quotes", quote_id)["quote"] == words
    quote.click()
    expect(page.page.get_by_role("radio", name="Sources", exact=True)).to_have_attribute("aria-checked", "true")
    article = page.page.locator(".st-key-reader")
    expect(article.locator(".bar")).to_be_visible()
    expect(article.get_by_text(words[:40]).first).to_be_in_viewport()
    page.turn_to("Map")
    expect(page.map.locator(".mark-box").first).to_be_visible()
    page.no_error()


def test_the_figures_on_the_claims_page_are_the_tables_and_none_is_a_sum(page: Any, tables: Tables) -> None:
    page.turn_to("Claims")
    page.page.locator("table.claims").wait_for()
    shown = page.page.locator("table.claims .figure").all_text_contents()
    assert len(shown) == len(tables.records["claims"])
    assert "total" not in page.page.locator("table.claims").text_content().lower()
    thirteen = page.page.locator("table.claims .claimed", has=page.page.locator(".figure", has_text="13"))
    assert {text.strip() for text in thirteen.locator(".of").all_text_contents()} == {"Taliban fighters", "civilians"}
    page.no_error()


def states(columns: EventColumns, tables: Tables) -> list[dict[str, Any]]:
    """A dozen views, drawn with a seed."""
    chance, (first, last) = random.Random(5), columns.span
    found = []
    for _ in range(12):
        days = sorted(chance.sample(range(first, last + 1), 2))
        mode = chance.choice(["one", "range", "until"])
        state: dict[str, Any] = {"mode": mode, "days": days}
        facet = chance.choice(columns.facets)
        state["choices"] = {facet.name: [chance.choice(facet.values)]} if chance.random() < 0.7 else {}
        state["event"] = chance.choice([None, *tables.records["events"]])
        found.append(state)
    return found


def address(state: dict[str, Any]) -> str:
    first, last = ((EPOCH + timedelta(days=day)).isoformat() for day in state["days"])
    query: list[tuple[str, str]] = [("mode", state["mode"])] if state["mode"] != "one" else []
    query += [("from", first)] if state["mode"] != "until" else []
    query += [("to", last)] if state["mode"] != "one" else []
    query += [("event", state["event"])] if state["event"] else []
    query += [(name, str(value)) for name, values in state["choices"].items() for value in values]
    return urlencode([*query, ("at", "33.5,67.25,6.5")])


def test_a_link_restores_the_view(
    tab: Any, columns: EventColumns, tables: Tables, ids: Callable[[Filter], list[str]]
) -> None:
    for state in states(columns, tables):
        tab.load(address(state))
        first, last = state["days"]
        days = {"one": (first, first), "range": (first, last), "until": (columns.span[0], last)}[state["mode"]]
        days = None if days == columns.span else days
        choices = {name: frozenset(values) for name, values in state["choices"].items()}
        tab.wait_drawn(ids(Filter(days, choices)))
        chosen = tab.page.locator(".st-key-day-slider").get_by_role("radio", checked=True)
        assert chosen.input_value() == state["mode"]
        if state["event"]:
            expect(tab.page.locator(".panel-title")).to_have_text(tables.row("events", state["event"])["title"])
        else:
            expect(tab.panel).to_have_count(0)
            zoom = tab.frame().evaluate("window.eventLayer.map.getZoom()")
            assert zoom == pytest.approx(6.5)
    tab.no_error()


def test_the_card_of_an_event_in_a_link_can_be_read_whole(tab: Any) -> None:
    tab.load("event=ev-kabul-2026-02-26")
    tab.popup.wait_for()
    # The map moves until it stands in view, and stays so.
    box = "() => document.querySelector('.leaflet-popup').getBoundingClientRect().top"
    tab.frame().wait_for_function(f"() => ({box})() >= 0")
    tab.page.wait_for_timeout(600)
    assert tab.frame().evaluate(box) >= 0


def test_back_and_forward(page: Any, axis: list[int], ids: Callable[[Filter], list[str]]) -> None:
    page.wait_drawn(ids(Filter()))
    page.sliders.first.focus()
    page.page.keyboard.press("End")
    chosen = ids(Filter((axis[-1], axis[-1])))
    page.wait_drawn(chosen)
    page.page.wait_for_url("**/?from=*")
    before = page.page.evaluate("history.length")
    page.map.get_by_role("button", name="Zoom in").click()
    page.page.wait_for_url("**at=*")
    assert page.page.evaluate("history.length") == before, "moving the map is no step of the history"
    page.page.go_back()
    page.wait_drawn(ids(Filter()))
    page.page.go_forward()
    page.wait_drawn(chosen)
    page.no_error()


HOSTILE = "<script>window.hurt=1</script>`${window.hurt=2}`"


@pytest.mark.parametrize(
    "query",
    [
        urlencode({"event": "ev-of-another-data-set", "set": "file-0123", "row": "7"}),
        urlencode(dict.fromkeys(("page", "mode", "from", "to", "event", "attacker", "words", "at", HOSTILE), HOSTILE)),
        urlencode(dict.fromkeys(("page", "mode", "from", "to", "event", "attacker", "words", "at"), "x" * 1_500)),
        urlencode({"mode": "range", "from": "2026-02-27", "to": "2026-02-21"}),
        "event=ev-kabul-2026-02-26&event=ev-kandahar-2026-02-26&attacker=nobody",
    ],
)
def test_what_a_link_says_wrong_is_left_out_with_a_notice(tab: Any, mapped: Any, query: str) -> None:
    tab.load(query)
    tab.wait_drawn(mapped.index)
    expect(tab.page.get_by_text("were left out")).to_be_visible()
    assert tab.page.evaluate("window.hurt") is None
    tab.no_error()


def test_a_citation_holds_the_words_and_where_they_can_be_checked(page: Any, tables: Tables) -> None:
    event_id = "ev-kabul-2026-02-26"
    page.mark(event_id).click()
    page.panel.wait_for()
    page.page.get_by_role("button", name="Cite").click()
    text = page.page.locator(".st-key-cite-texts pre").text_content()
    quotes = [tables.row("quotes", row["quote_id"])["quote"] for row in tables.evidence_of(event_id)]
    assert any(quote in text for quote in quotes)
    assert "publisher not stated" in text
    assert "27 Feb 2026" in text
    assert event_id in text
    assert f"{page.server.origin}/?event={event_id}" in text
    assert "SHA-256 " in text
    page.no_error()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_grave_on_the_other_pages(server: Any, visit: Visit, theme: str, width: int) -> None:
    with visit(server, width=width, theme=theme) as page:
        for name in ("Claims", "Sources"):
            page.turn_to(name)
            page.page.locator("table.claims" if name == "Claims" else ".st-key-reader .bar").wait_for()
            page.settle()
            page.page.main_frame.evaluate(AXE_FILE_PATH.read_text("utf-8"))
            found = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in page.page.main_frame.evaluate(AXE)
                     if one["impact"] in ("serious", "critical")]  # fmt: skip
            assert found == [], name
