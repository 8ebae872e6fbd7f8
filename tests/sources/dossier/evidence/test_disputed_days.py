"""The days that another copy's words give an event, and the words and figures in the panel and on the cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.model.stated_days import UnreadableDate, resolve
from dashboard.sources.dossier.evidence import claim_view, event_record, other_readings, source_name, what_counts
from dashboard.sources.dossier.tables import Tables, load

EVENT = "ev-eastern-afghanistan-2026-02-21"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load()


def of(tables: Tables, event_id: str, first: date, last: date | None = None) -> list[tuple[str, str]]:
    return [(found.source, found.words) for found in other_readings(tables, [event_id], first, last or first)]


@pytest.mark.parametrize("day", range(17, 29))
def test_a_wider_phrase_of_the_other_copy_reaches_other_days(tables: Tables, day: int) -> None:
    expected = [("Copy A", "earlier this week")] if 23 <= day <= 26 else []
    assert of(tables, EVENT, date(2026, 2, day)) == expected


def test_what_is_said_of_it(tables: Tables) -> None:
    (found,) = other_readings(tables, [EVENT], date(2026, 2, 24), date(2026, 2, 24))
    assert (found.title, found.kept, found.narrower) == (tables.row("events", EVENT)["title"], "last weekend", True)
    assert (found.days.start, found.days.end) == (date(2026, 2, 23), date(2026, 2, 26))


def test_days_that_touch_the_event_as_stored_need_no_other_reading(tables: Tables) -> None:
    assert of(tables, EVENT, date(2026, 2, 22), date(2026, 2, 24)) == []
    assert of(tables, EVENT, date(2026, 2, 24), date(2026, 2, 28)) == [("Copy A", "earlier this week")]


def test_as_exact_a_phrase_is_not_called_wider(tables: Tables) -> None:
    khost = "ev-khost-2026-02-27"
    witness = {"subject_id": khost, "quote_id": "q-b10", "role": "date", "words": "on Thursday", "words_start": 1513}
    changed = replace(tables, records={**tables.records, "evidence": {**tables.records["evidence"], 9999: witness}})
    (found,) = other_readings(changed, [khost], date(2026, 2, 26), date(2026, 2, 26))
    assert (found.source, found.words, found.narrower) == ("Copy B", "on Thursday", False)


def test_a_day_on_which_witnesses_heard_the_night_is_no_other_day_of_the_strikes(tables: Tables) -> None:
    assert of(tables, "ev-kabul-2026-02-26", date(2026, 2, 27)) == []
    assert any("Friday" in text for text in event_record(tables, "ev-kabul-2026-02-26").texts("difference"))


def test_every_reading_is_told_on_its_days_and_on_no_other(tables: Tables) -> None:
    for event_id, event in tables.records["events"].items():
        expected: dict[date, set[tuple[str, str]]] = {}
        for row in tables.rows("evidence"):
            if row["subject_id"] != event_id or row["role"] != "date":
                continue
            source = tables.row("quotes", row["quote_id"])["source_id"]
            days = resolve(row["words"], tables.row("sources", source)["updated_on"])
            for n in range((days.end - days.start).days + 1):
                day = days.start + timedelta(days=n)
                if not event["date_start"] <= day <= event["date_end"]:
                    expected.setdefault(day, set()).add((source_name(tables, source), row["words"]))
        for n in range(-2, 40):
            day = event["date_start"] + timedelta(days=n)
            assert set(of(tables, event_id, day)) == expected.get(day, set()), (event_id, day)


def test_words_that_give_no_day_are_passed_over(tables: Tables) -> None:
    def unreadable(row: dict) -> dict:
        return row | {"words": "one fine day"} if row["subject_id"] == EVENT and row["role"] == "date" else row

    with pytest.raises(UnreadableDate):
        resolve("one fine day", date(2026, 2, 27))
    evidence = {key: unreadable(dict(row)) for key, row in tables.records["evidence"].items()}
    changed = replace(tables, records={**tables.records, "evidence": evidence})
    assert of(changed, EVENT, date(2026, 2, 24)) == []


@pytest.mark.parametrize(
    ("figure", "metric", "category", "expected"),
    [
        ("274", "Killed", "Taliban officials and militants", "killed: Taliban officials and militants"),
        ("274", "Killed", "", "killed"),
        ("no casualties", "Casualties", "", "casualties"),
        ("all the drones", "Damage", "drones brought down", "damage: drones brought down"),
        ("an ammunition depot", "Damage", "ammunition depot", "damage"),
        ("civilian casualties", "Casualties", "civilians", "casualties"),
        ("dozens", "Killed", "troops", "killed: troops"),
    ],
)
def test_what_a_figure_counts(figure: str, metric: str, category: str, expected: str) -> None:
    assert what_counts(figure, metric, category) == expected


@pytest.mark.parametrize(
    ("claim_id", "line", "said_by"),
    [
        (
            "cl-274-taliban-killed",
            "274 killed: Taliban officials and militants",
            "Pakistan, about the other side",
        ),
        (
            "cl-ammunition-depot-hit",
            "“an ammunition depot” (damage)",
            "Taxi driver in Kabul, as a third party",
        ),
        (
            "cl-13-civilians-killed",
            "13 killed: civilians",
            "Afghanistan (Taliban authorities), about losses on its own side, and United Nations, as a third party",
        ),
    ],
)
def test_a_claim_in_one_line(tables: Tables, claim_id: str, line: str, said_by: str) -> None:
    view = claim_view(tables, claim_id)
    assert (view.line, view.said_by) == (line, said_by)


def test_a_status_that_is_not_stated_says_what_is_not(tables: Tables) -> None:
    assert claim_view(tables, "cl-dozens-troops-killed").status == "status not stated"


def test_the_attackers_words_and_whose_they_are(tables: Tables) -> None:
    words = {key: event_record(tables, key).fact("attacker").detail for key in tables.records["events"]}
    spokesman = "“Pakistani forces”, in the words of Taliban spokesperson Zabihullah Mujahid"
    assert words["ev-kabul-2026-02-26"] == spokesman
    assert words["ev-northwest-pakistan-drones-2026-02-26"] == "“Afghan”, in the outlet's own words"
    assert words["ev-border-clashes-2026-02"] == ""


def test_one_day_needs_no_precision(tables: Tables) -> None:
    assert event_record(tables, "ev-khost-2026-02-27").fact("when").detail == "stated in the text: “Friday”"
    assert "; " in event_record(tables, EVENT).fact("when").detail


def test_the_scope_of_the_status_is_shown_where_the_table_has_it(tables: Tables) -> None:
    event = dict(tables.row("events", EVENT))
    event.pop("status_scope", None)
    for scope, shown in (({}, ""), ({"status_scope": None}, ""), ({"status_scope": "One part."}, "One part.")):
        events = {**tables.records["events"], EVENT: event | scope}
        changed = replace(tables, records={**tables.records, "events": events})
        assert event_record(changed, EVENT).fact("status").detail == shown
