"""One article with its quotes marked: the text stays what it is, whatever is marked in it."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.sources.dossier.evidence.marked_article import Article, article
from dashboard.sources.dossier.evidence.quote_subjects import KINDS, table_of, title
from dashboard.sources.dossier.tables import Tables, load

TABLES: Tables = load(strict=True)
ROOT = Path(__file__).resolve().parents[4]
SOURCES = list(TABLES.records["sources"])
ARTICLES = {source: article(TABLES, source) for source in SOURCES}


def synthetic(text: str, quotes: dict[str, tuple[int, int]], evidence: list[tuple[str, str, str, str | None, int | None]]) -> Tables:  # fmt: skip
    """Tables whose first source is this text with these quotes; evidence as (subject, quote, role, words, start)."""
    rows = {
        key: {"quote_id": key, "source_id": "src-a", "start": a, "end": b, "quote": text[a:b]}
        for key, (a, b) in quotes.items()
    }
    names = ("subject_id", "quote_id", "role", "words", "words_start")
    records = {
        **TABLES.records,
        "quotes": rows,
        "evidence": {number: dict(zip(names, row, strict=True)) for number, row in enumerate(evidence)},
    }
    return replace(TABLES, records=records, texts={**TABLES.texts, "src-a": text})


# --- the text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES)
def test_the_joined_text_is_the_seed_byte_for_byte(source: str) -> None:
    assert ARTICLES[source].text.encode() == (ROOT / TABLES.row("sources", source)["file"]).read_bytes()


@pytest.mark.parametrize(
    "text",
    ["", "\n", "\n\nA", "A", "A\r\nB\r\n\r\nC", "A\n\n\n", " A  b‑c “d” \u00a0e\u2028f\x0bg\n", "é\u0301😀\nB"],
)
def test_any_text_stays_what_it_is(text: str) -> None:
    assert article(synthetic(text, {}, []), "src-a").text == text


def test_paragraphs_hold_no_line_end_and_only_line_ends_follow() -> None:
    for found in ARTICLES.values():
        for paragraph in found.paragraphs:
            assert not set(paragraph.text) & set("\r\n")
            assert not paragraph.line_ends.strip("\r\n")


# --- passages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES)
def test_every_quote_is_marked_exactly(source: str) -> None:
    found = ARTICLES[source]
    quotes = {row["quote_id"]: row["quote"] for row in TABLES.rows("quotes") if row["source_id"] == source}
    assert {passage.quote_id for passage in found.passages} == set(quotes)
    for passage in found.passages:
        marked = [
            piece.text
            for paragraph in found.paragraphs
            for piece in paragraph.pieces
            if passage.number in piece.passages
        ]
        assert "".join(marked) == quotes[passage.quote_id]


@pytest.mark.parametrize("source", SOURCES)
def test_passages_are_numbered_in_the_order_of_reading(source: str) -> None:
    passages = ARTICLES[source].passages
    assert [passage.number for passage in passages] == list(range(1, len(passages) + 1))
    assert [passage.start for passage in passages] == sorted(passage.start for passage in passages)


@pytest.mark.parametrize("source", SOURCES)
def test_a_passage_supports_exactly_what_the_evidence_says(source: str) -> None:
    for passage in ARTICLES[source].passages:
        rows = [row for row in TABLES.rows("evidence") if row["quote_id"] == passage.quote_id]
        assert {support.subject_id for support in passage.supports} == {row["subject_id"] for row in rows}
        assert len({support.subject_id for support in passage.supports}) == len(passage.supports)
        assert passage.events == tuple(
            dict.fromkeys(r["subject_id"] for r in rows if r["subject_id"].startswith("ev-"))
        )
        for support in passage.supports:
            mine = [row for row in rows if row["subject_id"] == support.subject_id]
            assert set(support.roles) == {(row["role"], row["words"]) for row in mine if row["words"]}
            assert support.contradicts == all(row["role"] == "contradicts" for row in mine)
            assert support.title == title(TABLES, support.subject_id)


@pytest.mark.parametrize("source", SOURCES)
def test_the_words_of_each_role_are_marked_where_they_stand(source: str) -> None:
    found, at = ARTICLES[source], 0
    roles: dict[tuple[int, str], bool] = {}
    begins: set[tuple[int, str]] = set()
    for paragraph in found.paragraphs:
        for piece in paragraph.pieces:
            roles |= {(at + n, role): True for role in piece.roles for n in range(len(piece.text))}
            begins |= {(at, role) for role in piece.begins}
            at += len(piece.text)
        at += len(paragraph.line_ends)
    expected, first = set(), set()
    for row in TABLES.rows("evidence"):
        if row["words"] and TABLES.row("quotes", row["quote_id"])["source_id"] == source:
            expected |= {(row["words_start"] + n, row["role"]) for n in range(len(row["words"]))}
            first.add((row["words_start"], row["role"]))
    assert set(roles) == expected
    assert begins == first


def test_overlapping_quotes_share_the_piece_they_share() -> None:
    text = "One two three four."
    found = article(synthetic(text, {"q-1": (0, 13), "q-2": (4, 19), "q-3": (4, 7)}, []), "src-a")
    pieces = [(piece.text, piece.passages) for piece in found.paragraphs[0].pieces]
    assert [passage.quote_id for passage in found.passages] == ["q-1", "q-3", "q-2"]
    assert pieces == [("One ", (1,)), ("two", (1, 2, 3)), (" three", (1, 3)), (" four.", (3,))]
    assert found.text == text


def test_random_overlaps_keep_the_text_and_every_quote() -> None:
    draw = random.Random(5)
    for _ in range(60):
        text = "".join(draw.choice("ab “”‑\n") for _ in range(draw.randint(1, 60)))
        spans = {}
        for number in range(draw.randint(0, 5)):
            a = draw.randrange(len(text))
            spans[f"q-{number}"] = (a, draw.randint(a + 1, len(text)))
        found = article(synthetic(text, spans, []), "src-a")
        assert found.text == text
        for passage in found.passages:
            a, b = spans[passage.quote_id]
            parts = [p.text for para in found.paragraphs for p in para.pieces if passage.number in p.passages]
            # The line ends between paragraphs belong to none; those that only fold one are part of its text.
            begun, between = 0, set()
            for paragraph in found.paragraphs:
                begun += len(paragraph.text) + len(paragraph.line_ends)
                between |= set(range(begun - len(paragraph.line_ends), begun))
            assert "".join(parts) == "".join(text[at] for at in range(a, b) if at not in between)


def test_a_quote_of_another_article_is_not_in_it() -> None:
    found: Article = ARTICLES["src-a"]
    assert found.passage("q-b01") is None
    assert found.passage(None) is None
    passage = found.passage("q-a24")
    assert passage is not None
    assert "Thursday night" in found.around(passage).text
    assert len(passage.events) == 7


def test_an_unknown_source_raises() -> None:
    with pytest.raises(KeyError):
        article(TABLES, "src-z")


# --- titles ------------------------------------------------------------------------------------------------


def test_every_subject_of_evidence_has_a_table_and_a_title_of_its_own() -> None:
    subjects = {row["subject_id"] for row in TABLES.rows("evidence")}
    assert {table_of(TABLES, subject) for subject in subjects} <= set(KINDS)
    titles = [title(TABLES, subject) for subject in subjects]
    assert len(set(titles)) == len(titles)
    with pytest.raises(KeyError):
        table_of(TABLES, "ev-nowhere")
