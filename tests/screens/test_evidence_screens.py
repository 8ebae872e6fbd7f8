"""What the screens of the evidence send to the browser: sound HTML, links that lead somewhere, nothing unescaped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from dashboard.model.record import ROLE_MEANINGS
from dashboard.screens import article_reader, claims_table, copies_compared
from dashboard.screens import source_origins as provenance_screen
from dashboard.screens.open_links import known
from dashboard.sources.dossier.evidence.claims_matrix import matrix
from dashboard.sources.dossier.evidence.marked_article import article
from dashboard.sources.dossier.evidence.source_origin import provenance
from dashboard.sources.dossier.evidence.wire_copies import stories
from dashboard.sources.dossier.store.hand_over import without_articles
from dashboard.sources.dossier.tables import Tables, load, load_contents

TABLES: Tables = load(strict=True)
VOID = {"br", "hr", "img", "input", "link", "meta"}
EVIL = '<script>alert(1)</script>" onclick="x'


class Tags(HTMLParser):
    """Every start tag with its attributes; the text; whether every tag is closed in its turn."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.stack = "", []
        self.feed(markup)
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [str(attributes[attribute]) for _, attributes in self.tags if attribute in attributes]


def parts(tables: Tables) -> Iterator[str]:
    """The HTML of every screen."""
    found = matrix(tables)
    yield str(claims_table._table(tables, found) + claims_table._contradictions(tables, found))
    yield from (str(copies_compared._story(story)) for story in stories(tables))
    for source in tables.records["sources"]:
        yield str(provenance_screen._sheet(provenance(tables, source), True))


def changed(table: str, key: str, **cells: Any) -> Tables:
    rows: Mapping[str, Any] = TABLES.records[table]
    return replace(TABLES, records={**TABLES.records, table: {**rows, key: {**rows[key], **cells}}})


def test_html_is_closed_and_ids_are_unique() -> None:
    ids = [identifier for part in parts(TABLES) for identifier in Tags(part).values("id")]
    assert ids
    assert max(Counter(ids).values()) == 1


def test_every_link_leads_to_an_id_or_opens_something_known() -> None:
    for part in parts(TABLES):
        page = Tags(part)
        targets = [href.removeprefix("#") for href in page.values("href") if href.startswith("#")]
        assert set(targets) <= set(page.values("id"))
        assert all(known(TABLES, identifier) for identifier in page.values("data-open"))


def test_every_cell_names_its_row_and_columns() -> None:
    page = Tags(next(parts(TABLES)))
    heads = {str(attributes["id"]) for tag, attributes in page.tags if tag == "th" and "id" in attributes}
    cells = [attributes for tag, attributes in page.tags if tag == "td"]
    assert cells
    assert all(set(str(cell["headers"]).split()) <= heads for cell in cells)
    assert all(len(str(cell["headers"]).split()) == 1 + int(cell.get("colspan") or 1) for cell in cells)
    assert all(attributes.get("scope") for tag, attributes in page.tags if tag == "th")


def test_contradictions_are_linked_from_the_cell_and_back() -> None:
    page = Tags(next(parts(TABLES)))
    for item in matrix(TABLES).contradictions:
        assert f"#against-{item.key}" in page.values("href")
        assert f"#said-{item.subject_id}" in page.values("href")


def test_every_quote_of_a_claim_stands_in_the_table_with_the_way_to_its_article() -> None:
    opens = Tags(next(parts(TABLES))).values("data-open")
    for claim in TABLES.rows("claims"):
        assert {row["quote_id"] for row in TABLES.evidence_of(claim["claim_id"])} <= set(opens)
        assert set(claim["event_ids"]) <= set(opens)


@pytest.mark.parametrize(
    ("table", "key", "column"),
    [
        ("claims", "cl-dozens-troops-killed", "n_text"),
        ("claims", "cl-dozens-troops-killed", "category"),
        ("claims", "cl-dozens-troops-killed", "note"),
        ("events", "ev-kabul-2026-02-26", "title"),
        ("actors", "act-pakistan", "name"),
        ("discrepancies", "di-weekend-or-this-week", "summary"),
        ("statements", "st-asif-open-war", "summary"),
        ("sources", "src-a", "publisher"),
        ("sources", "src-a", "url"),
    ],
)
def test_text_from_the_data_never_becomes_html(table: str, key: str, column: str) -> None:
    pages = [Tags(part) for part in parts(changed(table, key, **{column: EVIL}))]
    assert not any(tag == "script" or "onclick" in attributes for page in pages for tag, attributes in page.tags)
    assert any("alert(1)" in page.text for page in pages)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x"])
def test_an_address_that_is_no_web_address_is_no_link(url: str) -> None:
    page = Tags(str(provenance_screen._sheet(provenance(changed("sources", "src-a", url=url), "src-a"), True)))
    assert page.values("href") == []


def test_a_web_address_is_a_link() -> None:
    tables = changed("sources", "src-a", url="https://example.org/a")
    page = Tags(str(provenance_screen._sheet(provenance(tables, "src-a"), True)))
    assert page.values("href") == ["https://example.org/a"]


def test_without_the_full_text_what_is_in_no_quote_is_counted_and_not_shown() -> None:
    found = provenance(TABLES, "src-a")
    with_text, without = (Tags(str(provenance_screen._sheet(found, full))).text for full in (True, False))
    assert found.silent
    assert all(part in with_text and part not in without for part in found.silent)
    assert f"{len(found.silent)} stretches" in without


# --- the reader --------------------------------------------------------------------------------------------


def test_the_whole_article_is_sent_character_for_character() -> None:
    for source, text in TABLES.texts.items():
        data = json.loads(json.dumps(article_reader.whole(article(TABLES, source))))
        sent = "".join("".join(piece[0] for piece in p["pieces"]) + p["ends"] for p in data["paragraphs"])
        assert sent == text
        assert [passage["n"] for passage in data["passages"]] == list(range(1, data["of"] + 1))


@pytest.mark.parametrize("source", list(TABLES.records["sources"]))
def test_in_part_only_the_paragraph_of_the_quote_is_sent(source: str) -> None:
    found = article(TABLES, source)
    for passage in found.passages:
        data = article_reader.in_part(found, passage)
        (paragraph,) = data["paragraphs"]
        assert "".join(piece[0] for piece in paragraph["pieces"]) == found.around(passage).text
        assert passage.quote_id in {item["id"] for item in data["passages"]}
        sent = json.dumps(data, ensure_ascii=False)
        others = [p.text for p in found.paragraphs if p.text and p is not found.around(passage)]
        assert not any(other in sent for other in others if len(other) > 60)


@pytest.mark.parametrize("source", list(TABLES.records["sources"]))
def test_in_part_next_and_previous_reach_every_passage(source: str) -> None:
    found = article(TABLES, source)
    data, seen = article_reader.in_part(found, None), []
    assert data["before"] is None
    while True:
        seen += [item["id"] for item in data["passages"]]
        if data["after"] is None:
            break
        last, data = data, article_reader.in_part(found, found.passage(data["after"]))
        assert data["before"] == last["passages"][-1]["id"]
    assert seen == [passage.quote_id for passage in found.passages]


def test_every_role_and_kind_has_its_words() -> None:
    roles = set(TABLES.descriptor.field("evidence.role").categories)
    assert set(article_reader.LABELS) == set(ROLE_MEANINGS) == roles - {"supports"}
    assert set(article_reader.MANY) == set(article_reader.KINDS)


@pytest.mark.parametrize("sent", [None, 3, [], {}, "", "ev-nowhere", "act-pakistan", "q-a24 ", EVIL])
def test_what_the_browser_sends_opens_nothing_unless_it_is_known(sent: object) -> None:
    assert not known(TABLES, sent)


@pytest.mark.parametrize("sent", ["ev-kabul-2026-02-26", "cl-13-civilians-killed", "st-asif-open-war", "q-a24"])
def test_what_can_be_opened_is_known(sent: str) -> None:
    assert known(TABLES, sent)


def test_an_article_that_is_not_in_this_copy_is_said_to_be_proved_by_whoever_made_it() -> None:
    tables = load_contents(without_articles(TABLES.contents), strict=True)
    digest = tables.row("sources", "src-a")["sha256"]
    sheet = Tags(str(provenance_screen._sheet(provenance(tables, "src-a"), True))).text
    assert "The article is not in this copy" in sheet
    assert "The quotes were proved by whoever made this copy" in sheet
    assert not any(
        words in sheet for words in ("0 characters", "Checked each time", "All of its text stands in a quote")
    )
    read = article(tables, "src-a")
    whole, part = article_reader.whole(read), article_reader.in_part(read, None)
    for message in (whole, part):
        assert message["lead"] == (
            f"The article is not in this copy; its quotes were proved by whoever made it, SHA-256 {digest}. "
            "Each paragraph is a quote."
        )
    known = article_reader.whole(article(TABLES, "src-a"))
    assert whole["passages"] == known["passages"]
    assert all(paragraph["ends"] == "\n\n" for paragraph in whole["paragraphs"])
    assert "" not in [piece[0] for paragraph in whole["paragraphs"] for piece in paragraph["pieces"]]
