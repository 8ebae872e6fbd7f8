"""An event as it is cited: the words, whose they are, and where they can be checked."""

from __future__ import annotations

from dataclasses import replace

from dashboard.model.record import LINK
from dashboard.sources.dossier.evidence import event_record
from dashboard.sources.dossier.evidence.citation import citation, text_fragment
from dashboard.sources.dossier.tables import Tables, load

TABLES = load(strict=True)


def with_url(url: str) -> Tables:
    sources = {key: {**row, "url": url} for key, row in TABLES.records["sources"].items()}
    return replace(TABLES, records={**TABLES.records, "sources": sources})


def test_every_event_can_be_cited_by_a_verbatim_quote() -> None:
    for event_id in TABLES.records["events"]:
        facts = event_record(TABLES, event_id)
        text = citation(TABLES, facts, "f" * 64)
        quotes = [TABLES.row("quotes", view.quote_id)["quote"] for view in facts.passages]
        assert any(f"“{quote}”" in text for quote in quotes)
        assert all(part in text for part in (facts.title, facts.fact("status").text, event_id, LINK, "f" * 64))


def test_a_source_without_an_address_gets_no_fragment() -> None:
    view = event_record(TABLES, "ev-kabul-2026-02-26").passages[0]
    assert text_fragment(TABLES, view) == ""
    assert text_fragment(with_url("javascript:alert(1)"), view) == ""


def test_a_source_with_an_address_is_linked_to_the_words() -> None:
    view = event_record(TABLES, "ev-kabul-2026-02-26").passages[0]
    link = text_fragment(with_url("https://news.example/a#top"), view)
    assert link.startswith("https://news.example/a#:~:text=")
    assert "%20".join(view.words.split()[:3]) in link.replace("-", "%2D")
    assert " " not in link
