"""Reading on: an article through its passages, a claim through what contradicts it, a joint claim to its events."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import expect

from dashboard.sources.dossier.evidence.marked_article import Article, article
from dashboard.sources.dossier.tables import Tables

Visit = Callable[..., AbstractContextManager[Any]]


def reader(page: Any) -> Any:
    """The reader of an article, drawn."""
    found = page.page.locator(".st-key-reader")
    found.locator(".bar").wait_for()
    return found


@pytest.mark.parametrize("source", ["src-a", "src-b"])
def test_the_article_on_the_page_is_the_file_byte_for_byte(tab: Any, tables: Tables, source: str) -> None:
    tab.load(f"page=sources&sheet={source}")
    shown = "".join(reader(tab).locator(".text").all_text_contents())
    assert shown == tables.texts[source]
    path = tab.server.data.parent / tables.row("sources", source)["file"]
    assert shown.encode() == path.read_bytes()


def test_keys_go_from_passage_to_passage_and_the_map_follows(page: Any, tables: Tables) -> None:
    page.turn_to("Sources")
    text = reader(page)
    expect(page.map.locator(".mark-box").first).to_be_visible()
    passages = article(tables, "src-a").passages
    text.locator(".scroll").focus()
    for key, number in [("n", 1), ("n", 2), ("n", 3), ("n", 4), ("n", 5), ("p", 4), ("p", 3), ("p", 2)]:
        page.page.keyboard.press(key)
        expect(text.locator(".where")).to_have_text(f"Passage {number} of {len(passages)}")
        lit = {event for event in passages[number - 1].events if tables.row("events", event)["place_id"]}
        expect(page.map.locator(".mark-box.lit")).to_have_count(len(lit))
        shown = page.map.locator(".mark-box.lit .mark").evaluate_all("all => all.map(one => one.dataset.event)")
        assert set(shown) == lit
        expect(text.locator(".run.current").first).to_be_in_viewport()


def test_a_mark_in_the_article_opens_what_it_supports(page: Any, tables: Tables) -> None:
    page.turn_to("Sources")
    passage = next(one for one in article(tables, "src-a").passages if len(one.supports) == 1 and one.events)
    reader(page).locator(f'.run[data-passages="{passage.number}"]').first.click()
    expect(page.page.locator(".panel-title")).to_have_text(tables.row("events", passage.events[0])["title"])
    expect(page.page.get_by_role("radio", name="Sources", exact=True)).to_have_attribute("aria-checked", "true")


def test_a_contradiction_leads_to_both_of_its_sides(page: Any, tables: Tables) -> None:
    page.turn_to("Claims")
    pair = tables.rows("contradictions")[0]
    listed = page.page.locator(f'[id="against-{pair["contradiction_id"]}"]')
    for claim in (pair["claim_a"], pair["claim_b"]):
        cell = page.page.locator(f"#said-{claim}")
        link = cell.locator(f'.against a[href="#against-{pair["contradiction_id"]}"]')
        expect(link).to_contain_text(pair["reading"])
        link.click()
        expect(listed).to_be_in_viewport()
        expect(listed).to_contain_text(pair["reading"])
        listed.locator(f'a[href="#said-{claim}"]').first.click()
        expect(cell).to_be_in_viewport()


def test_a_joint_claim_lists_its_events_and_each_opens(page: Any, tables: Tables) -> None:
    page.turn_to("Claims")
    claim = tables.row("claims", "cl-civilian-casualties-friday")
    covers = page.page.locator("#said-cl-civilian-casualties-friday details.covers")
    assert len(claim["event_ids"]) > 1
    covers.locator("summary").click()
    listed = covers.locator("[data-open]").evaluate_all("all => all.map(one => one.dataset.open)")
    assert listed == list(claim["event_ids"])
    covers.locator("[data-open]").first.click()
    expect(page.page.locator(".panel-title")).to_have_text(tables.row("events", listed[0])["title"])
    expect(page.mark(listed[0])).to_have_attribute("aria-pressed", "true")


def unquoted(text: Article) -> set[str]:
    """Passages of an article that are in no quote, long enough to be known by their words."""
    pieces = {piece.text.strip() for paragraph in text.paragraphs for piece in paragraph.pieces if not piece.passages}
    return {piece for piece in pieces if len(piece) > 12 and piece.isascii()}


def test_without_the_full_text_only_a_quote_with_its_paragraph_leaves_the_server(
    serve: Callable[..., AbstractContextManager[Any]], visit: Visit, tables: Tables
) -> None:
    text = article(tables, "src-a")
    with serve(settings={"DASHBOARD_FULL_TEXT": "no"}) as server, visit(server) as page:
        sent: list[bytes] = []
        page.hear("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(as_bytes(frame))))
        page.load("page=sources")
        shown = reader(page).locator(".text").all_text_contents()
        assert [one.rstrip() for one in shown] == [text.around(text.passages[0]).text]
        reader(page).get_by_role("button", name="Next").click()
        expect(reader(page).locator(".where")).not_to_have_text(f"{len(text.passages)} passages")
        shown += reader(page).locator(".text").all_text_contents()
        page.page.get_by_role("radio", name="Where they come from", exact=True).click()
        page.page.get_by_text("SHA-256").first.wait_for()
        arrived = b"".join(sent).decode(errors="replace")
    assert text.passages[0].supports[0].title in arrived, "the frames can be read"
    kept = {piece for piece in unquoted(text) if not any(piece in paragraph for paragraph in shown)}
    assert kept
    assert [piece for piece in kept if piece in arrived] == []


def as_bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame
