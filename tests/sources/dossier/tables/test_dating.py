"""The stored days against the words that give them: another day, precision, basis or time of day is noticed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from data_copy import Project, rows_of

EVENTS = {row["event_id"]: row for row in rows_of("events")}
DATED = [key for key, row in EVENTS.items() if row["date_text"]]
CLASHES = "ev-border-clashes-2026-02"

# What each copy's words mean, worked out by hand: copy A was updated on Friday 27, copy B on Saturday 28 February.
READ = {
    ("src-a", "Thursday night"): ("2026-02-26", "2026-02-26"),
    ("src-b", "Thursday night"): ("2026-02-26", "2026-02-26"),
    ("src-a", "on Thursday"): ("2026-02-26", "2026-02-26"),
    ("src-b", "on Thursday"): ("2026-02-26", "2026-02-26"),
    ("src-b", "late on Thursday"): ("2026-02-26", "2026-02-26"),
    ("src-a", "Friday"): ("2026-02-27", "2026-02-27"),
    ("src-b", "Friday"): ("2026-02-27", "2026-02-27"),
    ("src-a", "on Friday"): ("2026-02-27", "2026-02-27"),
    ("src-b", "on Friday"): ("2026-02-27", "2026-02-27"),
    ("src-b", "on Saturday"): ("2026-02-28", "2026-02-28"),
    ("src-a", "earlier this week"): ("2026-02-23", "2026-02-26"),
    ("src-b", "last weekend"): ("2026-02-21", "2026-02-22"),
    ("src-a", "in October"): ("2025-10-01", "2025-10-31"),
    ("src-b", "in October"): ("2025-10-01", "2025-10-31"),
    ("src-b", "on Friday (Feb 27)"): ("2026-02-27", "2026-02-27"),
    ("src-b", "Friday (Feb 27)"): ("2026-02-27", "2026-02-27"),
    ("src-a", "2026-02-27"): ("2026-02-27", "2026-02-27"),
}


def shifted(cell: str, days: int) -> str:
    return (date.fromisoformat(cell) + timedelta(days=days)).isoformat()


def readings(subject: str) -> dict[str, tuple[str, str]]:
    source = {row["quote_id"]: row["source_id"] for row in rows_of("quotes")}
    return {
        row["words"]: READ[source[row["quote_id"]], row["words"]]
        for row in rows_of("evidence")
        if row["subject_id"] == subject and row["role"] == "date"
    }


# --- the real data, without the resolver -----------------------------------------------------------------------


def test_the_days_of_update_are_a_friday_and_the_saturday_after() -> None:
    days = [date.fromisoformat(row["updated_on"]) for row in rows_of("sources")]
    assert [day.strftime("%A") for day in days] == ["Friday", "Saturday"]
    assert days[1] - days[0] == timedelta(days=1)


@pytest.mark.parametrize("event", DATED)
def test_the_words_give_the_stored_days(event: str) -> None:
    row, said = EVENTS[event], readings(event)
    assert said[row["date_text"]] == (row["date_start"], row["date_end"])
    assert (len(set(said.values())) > 1) == (row["date_basis"] == "conflicting")
    assert (row["time_of_day"] == "night") == ("night" in row["date_text"] or "late" in row["date_text"])


@pytest.mark.parametrize("event", EVENTS)
def test_the_precision_fits_the_span(event: str) -> None:
    row = EVENTS[event]
    days = (date.fromisoformat(row["date_end"]) - date.fromisoformat(row["date_start"])).days + 1
    bounds = {"1": (1, 1), "2": (2, 6), "3": (7, 7), "4": (8, 31), "5": (32, 10**6)}[row["date_prec"]]
    assert bounds[0] <= days <= bounds[1]


def test_dated_statements_have_the_day_that_all_their_words_give() -> None:
    for row in rows_of("statements"):
        assert set(readings(row["statement_id"]).values()) == ({(row["date"], row["date"])} if row["date"] else set())


# --- mutations: events -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [-7, -1, 1, 7, 365])
def test_days_shifted_are_noticed(project: Project, days: int) -> None:
    """Every event whose day rests on words."""
    rows = project.rows("events")
    for row in rows:
        row["date_start"], row["date_end"] = shifted(row["date_start"], days), shifted(row["date_end"], days)
    project.write("events", rows)
    lines = {project.line("events", key) for key in DATED}
    late = {project.line("events", CLASHES)} if days > 0 else set()
    assert project.lines("events", "date_start") == lines
    assert project.lines("events", "date_end") == late


@pytest.mark.parametrize(("column", "days"), [("date_start", -1), ("date_end", 1)])
def test_one_end_shifted_is_noticed(project: Project, column: str, days: int) -> None:
    rows = project.rows("events")
    for row in rows:
        row[column] = shifted(row[column], days)
    project.write("events", rows)
    assert project.lines("events", column) >= {project.line("events", key) for key in DATED}


def test_an_end_before_the_start_is_noticed(project: Project) -> None:
    line = project.change("events", CLASHES, date_start="2026-02-27", date_end="2026-02-26")
    assert ("events.csv", line, "date_end") in project.places()


@pytest.mark.parametrize("precision", ["1", "2", "3", "4", "5"])
def test_another_precision_is_noticed(project: Project, precision: str) -> None:
    lines = project.change_all("events", "date_prec", precision)
    assert project.lines("events", "date_prec") == lines


@pytest.mark.parametrize("value", ["night", "day", "unknown"])
def test_another_time_of_day_is_noticed(project: Project, value: str) -> None:
    lines = project.change_all("events", "time_of_day", value)
    assert lines
    assert project.lines("events", "time_of_day") == lines


@pytest.mark.parametrize("basis", ["context", "conflicting"])
def test_another_basis_is_noticed(project: Project, basis: str) -> None:
    lines = project.change_all("events", "date_basis", basis)
    column = "date_text" if basis == "context" else "date_basis"
    caught = project.lines("events", column)
    # An event from context has no words that could conflict: "is empty" is what is wrong with it.
    assert caught | project.lines("events", "date_text") == lines


def test_a_conflict_called_stated_is_noticed(project: Project) -> None:
    conflicting = {project.line("events", key) for key, row in EVENTS.items() if row["date_basis"] == "conflicting"}
    project.change_all("events", "date_basis", "stated")
    assert project.lines("events", "date_basis") == conflicting
    assert conflicting == {project.line("events", "ev-eastern-afghanistan-2026-02-21")}


def test_words_of_another_day_are_noticed(project: Project) -> None:
    line = project.change("events", "ev-khost-2026-02-27", date_text="Thursday night")
    assert ("events.csv", line, "date_text") in project.places()


@pytest.mark.parametrize(
    ("event", "cells"),
    [
        ("ev-kabul-2026-02-26", ("on Friday", "2026-02-27", "2026-02-27", "unknown")),
        ("ev-eastern-afghanistan-2026-02-21", ("earlier this week", "2026-02-23", "2026-02-26", "unknown")),
    ],
)
def test_the_wider_of_two_conflicting_phrases_is_noticed(project: Project, event: str, cells: tuple[str, ...]) -> None:
    columns = dict(zip(("date_text", "date_start", "date_end", "time_of_day"), cells, strict=True))
    line = project.change("events", event, **{k: v for k, v in columns.items() if v != EVENTS[event][k]})
    assert project.places() == {("events.csv", line, "date_text")}


@pytest.mark.parametrize("word", ["said", "officials", "afghanistan"])
def test_words_that_give_no_day_are_noticed_in_events_and_statements(project: Project, word: str) -> None:
    quotes = {row["quote_id"]: row for row in rows_of("quotes")}
    for table, subject, quote_id in (
        ("events", "ev-border-clashes-2026-02", "q-a13"),
        ("statements", "st-mujahid-dialogue", "q-a13"),
    ):
        start = quotes[quote_id]["quote"].casefold().find(word)
        words = quotes[quote_id]["quote"][start : start + len(word)]
        rows = rows_of("evidence")
        project.write(
            "evidence",
            [*rows, {"subject_id": subject, "quote_id": quote_id, "role": "date", "words": words,
                     "words_start": str(int(quotes[quote_id]["start"]) + start)}],
        )  # fmt: skip
        column = {"events": "date_text", "statements": "date"}[table]
        assert (f"{table}.csv", project.line(table, subject), column) in project.places()


# --- mutations: statements and sources -----------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2026-02-26", "2026-03-01", ""])
def test_another_day_of_a_statement_is_noticed(project: Project, day: str) -> None:
    dated = {line for line, row in enumerate(rows_of("statements"), 2) if row["date"]}
    lines = project.change_all("statements", "date", day)
    assert project.lines("statements", "date") == (lines if day else dated)


@pytest.mark.parametrize(("source", "day"), [("src-a", "2026-02-26"), ("src-a", "2026-02-28"), ("src-b", "2026-03-01")])
def test_another_day_of_update_is_noticed(project: Project, source: str, day: str) -> None:
    line = project.change("sources", source, updated_on=day)
    assert ("sources.csv", line, "updated_on") in project.places()


def test_a_day_of_update_before_the_words_is_noticed(project: Project) -> None:
    """Read back from Friday, "on Saturday" is a week earlier: the statement gives it away."""
    project.change("sources", "src-b", updated_on="2026-02-27")
    assert ("statements.csv", project.line("statements", "st-eu-de-escalate"), "date") in project.places()


def test_a_day_of_publication_that_no_words_give_is_noticed(project: Project) -> None:
    line = project.change("sources", "src-a", published_on="2026-02-26")
    other = project.change("sources", "src-b", published_on="2026-03-02")
    assert project.lines("sources", "published_on") == {line, other}


def test_a_source_whose_day_rests_on_nothing_is_noticed(project: Project) -> None:
    project.drop("evidence", lambda row: row["subject_id"] != "src-b")
    assert project.places() == {("sources.csv", 3, "updated_on")}


# --- what no test can catch ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "basis"), [("ev-punjab-operations-2026-02-27", "stated"), ("ev-khost-2026-02-27", "as_reported")]
)
def test_no_test_can_catch_stated_for_as_reported(project: Project, event: str, basis: str) -> None:
    """Whether "on Friday" belongs to the act or to the announcement is grammar."""
    project.change("events", event, date_basis=basis)
    assert project.faults() == ()


def test_no_test_can_catch_another_start_of_an_interval_from_context(project: Project) -> None:
    """The tightest interval that the context supports rests on the whole text, not on words of a quote."""
    project.change("events", CLASHES, date_start="2026-02-25")
    assert project.faults() == ()
