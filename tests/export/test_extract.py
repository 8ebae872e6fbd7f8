"""Which rows go along with the chosen events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import DashboardError, NothingSelected
from dashboard.export import extract
from dashboard.sources.dossier.tables import Tables, load

TABLES: Tables = load(strict=True)
EVENTS = list(TABLES.records["events"])
NIGHT = ["ev-kabul-2026-02-26", "ev-kandahar-2026-02-26", "ev-paktia-2026-02-26"]


def ids(table: str, events: list[str]) -> set[str]:
    return set(extract(TABLES, events).keys[table])


def test_everything_takes_every_row() -> None:
    taken = extract(TABLES)
    assert taken.everything
    assert taken.event_ids == tuple(EVENTS)
    assert all(len(taken.rows(table)) == len(TABLES.rows(table)) for table in TABLES.records)


def test_the_order_is_that_of_the_file_and_nothing_stands_twice() -> None:
    assert extract(TABLES, [*reversed(EVENTS), EVENTS[0]]).event_ids == tuple(EVENTS)
    assert not extract(TABLES, EVENTS).everything


def test_nothing_selected_is_an_error_with_a_sentence() -> None:
    with pytest.raises(NothingSelected, match="no event is selected"):
        extract(TABLES, [])
    assert issubclass(NothingSelected, DashboardError)


def test_data_without_an_event_are_no_file_either(folder: Path, rows_of: Callable) -> None:
    header = (folder / "events.csv").read_text("utf-8").split("\n", 1)[0]
    (folder / "events.csv").write_text(f"{header}\n", "utf-8")
    with pytest.raises(NothingSelected, match="hold no event"):
        extract(load(folder))


def test_an_unknown_event_is_named() -> None:
    with pytest.raises(KeyError, match="ev-elsewhere"):
        extract(TABLES, [EVENTS[0], "ev-elsewhere"])


def test_a_joint_figure_goes_along_with_all_of_its_events_or_not_at_all() -> None:
    assert "cl-no-casualties-night-strikes" in ids("claims", NIGHT)
    for left in NIGHT:
        rest = extract(TABLES, [event for event in NIGHT if event != left])
        assert "cl-no-casualties-night-strikes" not in rest.keys["claims"]
        assert "cl-no-casualties-night-strikes" in rest.left_out
    assert extract(TABLES, NIGHT).left_out == ()


def test_claims_that_are_tied_to_nothing_and_all_statements_go_along() -> None:
    for events in (EVENTS, EVENTS[:1]):
        taken = extract(TABLES, events)
        assert taken.statements == TABLES.rows("statements")
        untied = {row["claim_id"] for row in TABLES.rows("claims") if not row["event_ids"]}
        assert untied
        assert untied <= taken.keys["claims"]
    assert {*TABLES.records["claims"]} == extract(TABLES, EVENTS).keys["claims"]
    # The tables of a selection leave statements behind: with them they were nearly the articles.
    assert not extract(TABLES, EVENTS[:1]).rows("statements")


def test_both_copies_of_the_story_go_along() -> None:
    assert ids("sources", ["ev-punjab-operations-2026-02-27"]) == {"src-a", "src-b"}


@settings(deadline=None, max_examples=60)
@given(st.sets(st.sampled_from(EVENTS), min_size=1))
def test_every_reference_leads_to_a_row_that_goes_along(events: set[str]) -> None:
    taken = extract(TABLES, events)
    for name, resource in TABLES.descriptor.resources.items():
        for field in resource.fields:
            if not field.references or field.type == "list":
                continue
            known = set(field.categories).union(
                *(taken.keys[reference.split(".")[0]] for reference in field.references)
            )
            assert {row[field.name] for row in taken.rows(name)} - {None} <= known
    assert taken.keys["events"] == events
    for event in events:
        row = TABLES.row("events", event)
        assert {*row["actors"], *row["claimants"], *row["target"]} <= taken.keys["actors"]
        assert {item["quote_id"] for item in TABLES.evidence_of(event)} <= taken.keys["quotes"]
    assert {row["quote_id"] for row in taken.rows("evidence")} == taken.keys["quotes"]
