"""Copies of one wire story: what each has, and where they differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.sources.dossier.evidence.wire_copies import PRESENCE, Story, stories
from dashboard.sources.dossier.tables import Tables, load

TABLES: Tables = load(strict=True)
(STORY,) = stories(TABLES)
SUBJECTS = {key for table in ("events", "claims", "statements") for key in TABLES.records[table]}


def supporting(subject: str) -> set[str]:
    """The sources whose quotes support a subject, from the table of evidence itself."""
    return {
        TABLES.row("quotes", row["quote_id"])["source_id"]
        for row in TABLES.rows("evidence")
        if row["subject_id"] == subject and row["role"] != "contradicts"
    }


def test_copies_of_one_wire_are_one_story() -> None:
    assert [source for source, _ in STORY.copies] == ["src-a", "src-b"]
    apart = {key: {**row, "wire": key} for key, row in TABLES.records["sources"].items()}
    assert stories(replace(TABLES, records={**TABLES.records, "sources": apart})) == ()
    unknown = {key: {**row, "wire": None} for key, row in TABLES.records["sources"].items()}
    assert stories(replace(TABLES, records={**TABLES.records, "sources": unknown})) == ()


def test_everything_coded_stands_in_one_list() -> None:
    both, a, b = (
        {item.subject_id for item in items} for items in (STORY.shared, STORY.only("src-a"), STORY.only("src-b"))
    )
    assert both | a | b == SUBJECTS
    assert len(both) + len(a) + len(b) == len(SUBJECTS)
    assert STORY.some == ()


def test_each_list_is_what_the_evidence_says() -> None:
    assert {item.subject_id for item in STORY.shared} == {s for s in SUBJECTS if supporting(s) == {"src-a", "src-b"}}
    for source in ("src-a", "src-b"):
        assert {item.subject_id for item in STORY.only(source)} == {s for s in SUBJECTS if supporting(s) == {source}}


def test_quotes_stand_with_their_copy() -> None:
    for item in STORY.items:
        for source, views in item.quotes.items():
            assert views
            assert {TABLES.row("quotes", view.quote_id)["source_id"] for view in views} == {source}


def test_what_only_one_copy_has_carries_the_note_that_says_so() -> None:
    for item in STORY.items:
        noted = [
            row["summary"]
            for row in TABLES.rows("discrepancies")
            if row["field"] == "presence" and item.subject_id in row["subject_ids"]
        ]
        assert list(item.notes) == noted
        assert bool(noted) == (len(item.copies) == 1)


def test_every_difference_is_told_once_with_both_quotes() -> None:
    found = [item for _, items in STORY.differences for item in items]
    rows = {row["discrepancy_id"]: row for row in TABLES.rows("discrepancies") if row["field"] != PRESENCE}
    assert sorted(item.discrepancy_id for item in found) == sorted(rows)
    for item in found:
        row = rows[item.discrepancy_id]
        assert (item.first.quote_id, item.second.quote_id) == (row["quote_a"], row["quote_b"])
        assert "".join(p.text for p in item.first.segments) == TABLES.row("quotes", row["quote_a"])["quote"]
        assert {key for key, _ in item.subjects} == set(row["subject_ids"])
        assert item.summary == row["summary"]


def test_differences_are_grouped_by_what_they_are_about() -> None:
    fields = {row["discrepancy_id"]: row["field"] for row in TABLES.rows("discrepancies")}
    for _, items in STORY.differences:
        assert len({fields[item.discrepancy_id] for item in items}) == 1
    headings = [about for about, _ in STORY.differences]
    assert headings[0] == "The day"
    assert len(set(headings)) == len(headings)
    assert not any("_" in heading for heading in headings)


def test_the_words_in_question_are_marked() -> None:
    days = {item.discrepancy_id: item for item in dict(STORY.differences)["The day"]}
    weekend = days["di-weekend-or-this-week"]
    marked = [["".join(p.text) for p in view.segments if p.roles] for view in (weekend.first, weekend.second)]
    assert marked == [["earlier this week"], ["last weekend"]]


def test_an_unknown_field_of_difference_is_told_in_its_own_words() -> None:
    rows = {key: {**row, "field": "time_of_day"} if row["field"] == "date" else row for key, row in TABLES.records["discrepancies"].items()}  # fmt: skip
    (story,) = stories(replace(TABLES, records={**TABLES.records, "discrepancies": rows}))
    assert story.differences[-1][0] == "Time of day"


@pytest.mark.parametrize("gone", ["src-a", "src-b"])
def test_without_the_other_copy_there_is_nothing_to_compare(gone: str) -> None:
    left = {key: row for key, row in TABLES.records["sources"].items() if key != gone}
    assert stories(replace(TABLES, records={**TABLES.records, "sources": left})) == ()


def test_of_three_copies_some_have_what_others_lack() -> None:
    third = {**TABLES.row("sources", "src-b"), "source_id": "src-c"}
    sources = {**TABLES.records["sources"], "src-c": third}
    three = replace(TABLES, records={**TABLES.records, "sources": sources}, copies=(*TABLES.copies, "src-c"))
    story: Story = stories(three)[0]
    assert story.shared == ()
    assert {item.subject_id for item in story.some} == {item.subject_id for item in STORY.shared}
    assert story.only("src-c") == ()
