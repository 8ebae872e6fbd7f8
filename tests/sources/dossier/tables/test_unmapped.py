"""Mentions of places that are not on the map: proved like every other row, and none is forgotten."""

from __future__ import annotations

import re

import pytest
from data_copy import Project, rows_of

from dashboard.sources.dossier.tables import Tables, load

TABLES: Tables = load(strict=True)
# Names of places in the two articles, whatever they stand for. Adjectives (Afghan, Pakistani) name no place.
NAMES = (
    "Afghanistan|Pakistan|Kabul|Islamabad|Kandahar|Paktia|Paktika|Khost|Laghman|Punjab|Qatar|Turkey|Saudi Arabia"
    "|New York|United States|U\\.S\\.|US|European Union|EU"
)


def test_every_mention_is_the_text_at_its_offset() -> None:
    for row in TABLES.rows("unmapped"):
        assert TABLES.texts[row["source_id"]][row["start"] :].startswith(row["words"])


def test_every_name_of_a_place_is_mapped_or_left_out_with_a_reason() -> None:
    spans = {(row["source_id"], row["start"], row["start"] + len(row["words"])) for row in TABLES.rows("unmapped")}
    for row in TABLES.rows("evidence"):
        if row["role"] == "place" and any(row["subject_id"] in TABLES.records[name] for name in ("events", "places")):
            source = TABLES.row("quotes", row["quote_id"])["source_id"]
            spans.add((source, row["words_start"], row["words_start"] + len(row["words"])))
    forgotten = [
        (source, found.start(), found[0])
        for source, text in TABLES.texts.items()
        for found in re.finditer(rf"(?<!\w)(?:{NAMES})(?!\w)", text, re.IGNORECASE)
        if found[0] != "us"
        if not any(source == where and a <= found.start() and found.end() <= b for where, a, b in spans)
    ]
    assert forgotten == []


def test_metonyms_and_datelines_of_the_articles_are_there() -> None:
    said = {(row["words"], row["reason"]) for row in TABLES.rows("unmapped")}
    assert {("KABUL", "dateline"), ("ISLAMABAD", "dateline"), ("Islamabad", "metonym"), ("Kabul", "metonym"),
            ("New York", "origin")} <= said  # fmt: skip


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_shifted_mention_is_a_fault(project: Project, shift: int) -> None:
    start = int(rows_of("unmapped")[3]["start"])
    line = project.change("unmapped", 3, start=str(start + shift))
    assert project.lines("unmapped", "words") == {line}


def test_what_gives_the_place_of_an_event_cannot_be_left_out(project: Project) -> None:
    place = next(row for row in rows_of("evidence") if row["role"] == "place" and row["quote_id"] == "q-a24")
    line = project.append("unmapped", source_id="src-a", start=place["words_start"], words=place["words"], note="")
    assert project.lines("unmapped", "words") == {line}


def test_an_unknown_reason_and_an_unknown_source_are_faults(project: Project) -> None:
    first = project.change("unmapped", 0, reason="because")
    second = project.change("unmapped", 1, source_id="src-z")
    assert {("data/unmapped.csv", first, "reason"), ("data/unmapped.csv", second, "source_id")} <= {
        (fault.file, fault.row, fault.column) for fault in project.faults()
    }
