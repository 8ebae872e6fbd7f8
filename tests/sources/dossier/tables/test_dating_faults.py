"""Days and the faults beside them: one thing wrong neither hides another nor brings one up, and nothing raises."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from data_copy import Project, rows_of

from dashboard.model.stated_days import resolve
from dashboard.sources.dossier.tables.dating import DateReading

CLASHES = "ev-border-clashes-2026-02"
DIALOGUE = "st-mujahid-dialogue"
DATED = "st-eu-de-escalate"
QUOTES = {row["quote_id"]: row for row in rows_of("quotes")}


def says(project: Project, subject: str, quote: str, words: str, role: str = "date") -> None:
    """Add evidence: these words of a quote."""
    at = QUOTES[quote]["quote"].index(words)
    start = str(int(QUOTES[quote]["start"]) + at)
    row = {"subject_id": subject, "quote_id": quote, "role": role, "words": words, "words_start": start}
    project.write("evidence", [*project.rows("evidence"), row])


def quote_with(words: str, source: str) -> str:
    """A quote of that copy in which the words stand once."""
    return next(key for key, row in QUOTES.items() if row["source_id"] == source and row["quote"].count(words) == 1)


def messages(project: Project, table: str, column: str) -> list[str]:
    return [fault.message for fault in project.faults() if (fault.file, fault.column) == (f"data/{table}.csv", column)]


def test_a_day_from_context_may_be_as_late_as_the_last_update_of_its_sources(project: Project) -> None:
    supports = {"subject_id": CLASHES, "quote_id": quote_with("on Saturday", "src-b"), "role": "supports"}
    project.write("evidence", [*project.rows("evidence"), {**supports, "words": "", "words_start": ""}])
    project.change("events", CLASHES, date_end="2026-02-28")
    assert project.lines("events", "date_end") == set()
    line = project.change("events", CLASHES, date_end="2026-03-01")
    assert project.lines("events", "date_end") == {line}
    assert messages(project, "events", "date_end") == ["2026-03-01 is after the last update of its sources, 2026-02-28"]


def test_a_day_that_is_no_day_is_said_once(project: Project) -> None:
    line = project.change("statements", DATED, date="2026-02-30")
    assert project.lines("statements", "date") == {line}
    assert len(messages(project, "statements", "date")) == 1


@pytest.mark.parametrize(("column", "value"), [("kind", "rumour"), ("speaker", "act-nobody")])
def test_a_fault_in_another_column_does_not_hide_a_wrong_day(project: Project, column: str, value: str) -> None:
    line = project.change("statements", DATED, date="2026-02-27", **{column: value})
    assert {("statements.csv", line, "date"), ("statements.csv", line, column)} <= project.places()


def test_words_of_a_statement_that_give_no_day_leave_the_rest_to_be_read(project: Project) -> None:
    says(project, DIALOGUE, quote_with("Mujahid", "src-a"), "Mujahid")
    places = project.places()
    assert ("statements.csv", project.line("statements", DIALOGUE), "date") in places
    other = project.change("statements", DATED, date="2026-02-27")
    assert ("statements.csv", other, "date") in project.places()


def test_a_statement_without_its_day_is_told_the_first_that_its_words_give(project: Project) -> None:
    says(project, DATED, quote_with("(Feb 27)", "src-b"), "Friday (Feb 27)")
    project.change("statements", DATED, date="")
    words = [row["words"] for row in project.rows("evidence") if (row["subject_id"], row["role"]) == (DATED, "date")]
    assert len(words) == 2
    day = resolve(words[0], date(2026, 2, 28)).start
    assert messages(project, "statements", "date")[0] == f'is empty, but "{words[0]}" gives {day}'


@pytest.mark.parametrize("column", ["date_start", "date_end"])
def test_an_event_with_one_day_that_cannot_be_read(project: Project, column: str) -> None:
    line = project.change("events", "ev-khost-2026-02-27", **{column: "27 Feb"})
    assert project.lines("events", column) == {line}


def test_a_source_without_its_day_of_update(project: Project) -> None:
    line = project.change("sources", "src-b", updated_on="")
    assert project.lines("sources", "updated_on") == {line}


def test_a_quote_of_a_source_that_is_not_there(project: Project) -> None:
    quote = next(row["quote_id"] for row in project.rows("evidence") if row["subject_id"] == CLASHES)
    line = project.change("quotes", quote, source_id="src-x")
    assert ("quotes.csv", line, "source_id") in project.places()


def test_a_copy_may_be_published_before_its_update_if_its_words_give_both_days(project: Project) -> None:
    project.change("sources", "src-b", published_on="2026-02-27")
    assert project.faults() == ()


def test_a_copy_is_not_published_after_its_update(project: Project) -> None:
    line = project.change("sources", "src-a", updated_on="2026-02-26")
    assert project.lines("sources", "published_on") == {line}
    project.change("sources", "src-a", published_on="")
    assert project.lines("sources", "published_on") == set()


def test_a_reading_is_a_value() -> None:
    reading = DateReading("on Friday", resolve("on Friday", date(2026, 2, 27)), date(2026, 2, 27))
    with pytest.raises(dataclasses.FrozenInstanceError):
        reading.words = "on Saturday"  # type: ignore[misc]
