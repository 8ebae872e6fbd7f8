"""Where a source comes from, what was coded from it and what was left out."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.sources.dossier.evidence.source_origin import NOT_NAMED, UNMAPPED, provenance
from dashboard.sources.dossier.tables import Tables, load

TABLES: Tables = load(strict=True)
ROOT = Path(__file__).resolve().parents[4]
SOURCES = list(TABLES.records["sources"])


@pytest.mark.parametrize("source", SOURCES)
def test_the_hash_is_that_of_the_file(source: str) -> None:
    found = provenance(TABLES, source)
    content = (ROOT / found.file).read_bytes()
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.characters == len(content.decode())


@pytest.mark.parametrize("source", SOURCES)
def test_what_was_coded_from_it_is_what_its_quotes_support(source: str) -> None:
    found = provenance(TABLES, source)
    mine = {row["quote_id"] for row in TABLES.rows("quotes") if row["source_id"] == source}
    supported = {
        row["subject_id"] for row in TABLES.rows("evidence") if row["quote_id"] in mine and row["role"] == "supports"
    }
    coded = [key for _, items in found.coded for key, _ in items]
    assert sorted(coded) == sorted(
        supported & {k for t in ("events", "claims", "statements") for k in TABLES.records[t]}
    )
    assert found.quotes == len(mine)
    rows = TABLES.rows("discrepancies")
    assert found.differences == sum(bool({row["quote_a"], row["quote_b"]} & mine) for row in rows)


@pytest.mark.parametrize("source", SOURCES)
def test_quoted_and_silent_text_together_are_the_whole(source: str) -> None:
    found, text = provenance(TABLES, source), TABLES.texts[source]
    quotes = [row for row in TABLES.rows("quotes") if row["source_id"] == source]
    assert found.quoted_characters == sum(row["end"] - row["start"] for row in quotes)
    rest = "".join(character for n, character in enumerate(text) if not any(q["start"] <= n < q["end"] for q in quotes))
    assert all(part in text for part in found.silent)
    letters = "".join(filter(str.isalnum, rest))
    assert "".join(filter(str.isalnum, "".join(found.silent))) == letters


def test_what_the_file_does_not_say_is_told_as_such() -> None:
    found = provenance(TABLES, "src-b")
    assert found.publisher == NOT_NAMED
    assert found.url == ""
    published, updated = found.dates
    assert (published.day, published.quotes) == ("Not stated", ())
    assert updated.day == "Sat 28 Feb 2026 or later"
    assert updated.basis
    assert {view.quote_id for view in updated.quotes} == {"q-b01", "q-b26"}
    assert provenance(TABLES, "src-a").dates[0].day == "Fri 27 Feb 2026"


def test_an_unknown_source_raises() -> None:
    with pytest.raises(KeyError):
        provenance(TABLES, "src-z")


# --- what was left out -------------------------------------------------------------------------------------


def left_out(*rows: tuple[str, int, str, str, str | None]) -> Tables:
    """Tables with these rows of names that are not mapped: source, start, words, reason, note."""
    names = ("source_id", "start", "words", "reason", "note")
    records = {**TABLES.records, UNMAPPED: {n: dict(zip(names, row, strict=True)) for n, row in enumerate(rows)}}
    reasons = {"metonym": {"label": "A government"}, "dateline": {"label": "Dateline"}}

    def field(column: str) -> Any:
        return (
            SimpleNamespace(categories=reasons) if column == f"{UNMAPPED}.reason" else TABLES.descriptor.field(column)
        )

    def label(column: str, value: Any) -> str:
        return reasons[value]["label"] if column == f"{UNMAPPED}.reason" else TABLES.descriptor.label(column, value)

    descriptor: Any = SimpleNamespace(field=field, label=label, resources=TABLES.descriptor.resources)
    return replace(TABLES, records=records, descriptor=descriptor)


def test_names_left_out_stand_by_reason_with_their_count_and_the_quotes_that_have_them() -> None:
    text = TABLES.texts["src-b"]
    first, second = text.index("Islamabad"), text.index("Islamabad", text.index("Islamabad") + 1)
    tables = left_out(
        ("src-b", second, "Islamabad", "metonym", None),
        ("src-b", 0, "KABUL", "dateline", "Where it was filed."),
        ("src-b", first, "Islamabad", "metonym", None),
        ("src-a", 4167, "Islamabad", "metonym", None),
    )
    metonyms, datelines = provenance(tables, "src-b").left_out
    assert (metonyms.reason, metonyms.mentions, metonyms.notes) == ("A government", 2, ())
    assert metonyms.names == (("Islamabad", 2, ("q-b03", "q-b18")),)
    assert (datelines.names, datelines.notes) == ((("KABUL", 1, ()),), ("Where it was filed.",))


def test_a_reason_that_nothing_has_is_not_told() -> None:
    tables = left_out(("src-b", 0, "KABUL", "dateline", None))
    assert [group.reason for group in provenance(tables, "src-b").left_out] == ["Dateline"]
    assert provenance(tables, "src-a").left_out == ()
