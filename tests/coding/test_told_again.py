"""What a report adds to what is coded already, and what it says otherwise: nothing that was typed goes without a word."""

from __future__ import annotations

from typing import Any

import pytest
from desk_dossier import SOURCE, accepted, at, bring, event, front, official, sentence

from dashboard.coding import desk_work
from dashboard.sources.dossier.store import DossierFile

TEXT = "Planes of the Dune Front struck Menaka late on Wednesday, a local official said. At least nine people were killed.\n"
WHOLE = [[0, len(TEXT) - 1]]


@pytest.fixture
def other(file: DossierFile) -> str:
    """Another report of the same drones, by another outlet."""
    return bring(file, TEXT, "Sahel Gazette", "Menaka struck")


def again(source: str, subject: str, **fields: Any) -> dict[str, Any]:
    """The form of the other report, tied to the event; the days are left to it."""
    form = {
        "source": source,
        "quotes": WHOLE,
        "kind": "",
        "days": {"words": None, "first": "", "last": "", "time_of_day": "unknown"},
        "place": {"words": at("Menaka", TEXT), "id": "ml-city-2453514"},
        "claimants": [{"words": at("a local official", TEXT), "name": "Local official", "side": "third_party"}],
        "same_as": subject,
    }
    return {**form, **fields}


def said(file: DossierFile, form: dict[str, Any], sort: str = "event") -> dict[str, bool]:
    """The columns in which a form differs, and whether the point is kept."""
    points = desk_work.differences_of(file, sort, form)
    return {point.partition(":")[0]: "discrepancy" in point for point in points}


def test_what_is_left_open_says_nothing_against_the_event(file: DossierFile, other: str) -> None:
    subject = accepted(file, "event", event())
    before = file.tables().row("events", subject)
    form = again(other, subject)
    assert said(file, form) == {}
    accepted(file, "event", form)
    after = file.tables().row("events", subject)
    assert {name: after[name] for name in after if name != "may_overlap"} == {
        name: before[name] for name in before if name != "may_overlap"
    }


def test_the_day_of_another_report_says_nothing_against_the_day_of_the_act(file: DossierFile, other: str) -> None:
    subject = accepted(file, "event", event())
    days = {"words": at("Wednesday", TEXT), "first": "2026-11-25", "last": "2026-11-25", "as_reported": True}
    form = again(other, subject, days=days)
    assert said(file, form) == {"day": False}
    accepted(file, "event", form)
    row = file.tables().row("events", subject)
    assert (row["date_text"], row["date_basis"]) == ("Thursday night", "stated")
    assert not [one for one in file.tables().evidence_of(subject) if one["words"] == "Wednesday"]


def test_who_says_what_the_target_was_stays_and_another_is_named(file: DossierFile, other: str) -> None:
    hit = {"words": at("Menaka"), "name": "Menaka", "side": "civilian"}
    subject = accepted(file, "event", event(target=[hit]))
    here = {"words": at("Menaka", TEXT), "id": "act-menaka"}
    same = again(other, subject, target=[here], target_claimant={"words": None, "id": "act-local-official"})
    assert said(file, same) == {}
    form = {**same, "target_claimant": {"words": None, "id": "outlet"}}
    assert said(file, form) == {"who says what the target was": True}
    accepted(file, "event", form)
    row = file.tables().row("events", subject)
    assert row["target_claimant"] == "act-local-official"
    assert "act-sahel-gazette" in row["claimants"]


def test_who_acted_is_taken_where_the_event_does_not_say(file: DossierFile, other: str) -> None:
    subject = accepted(file, "event", event())
    acted = {"words": at("Dune Front", TEXT), "name": "Dune Front", "side": "dune_front"}
    form = again(other, subject, attacker=acted)
    assert said(file, form) == {}
    accepted(file, "event", form)
    row = file.tables().row("events", subject)
    assert (row["attacker"], row["attacker_text"]) == ("act-dune-front", "Dune Front")
    assert "act-dune-front" in row["actors"]


def test_another_day_of_another_article_is_a_conflict_and_a_discrepancy(file: DossierFile, other: str) -> None:
    subject = accepted(file, "event", event())
    days = {"words": at("late on Wednesday", TEXT), "first": "2026-11-25", "last": "2026-11-25", "time_of_day": "night"}
    form = again(other, subject, days=days)
    assert said(file, form) == {"day": True}
    accepted(file, "event", form)
    tables = file.tables()
    row = tables.row("events", subject)
    assert (str(row["date_start"]), row["date_text"], row["date_basis"]) == (
        "2026-11-26",
        "Thursday night",
        "conflicting",
    )
    [point] = tables.rows("discrepancies")
    assert point["field"] == "date_start"
    assert [tables.row("quotes", point[name])["source_id"] for name in ("quote_a", "quote_b")] == [SOURCE, other]
    assert point["summary"] == (
        "Day: “Thursday night” (Desert Wire, Drones strike Menaka) or “late on Wednesday” (Sahel Gazette, Menaka struck)."
    )


def test_a_narrower_phrase_for_the_same_day_is_taken(file: DossierFile, other: str) -> None:
    context = {"words": None, "first": "2026-11-25", "last": "2026-11-25"}
    subject = accepted(file, "event", event(days=context))
    days = {"words": at("late on Wednesday", TEXT), "first": "2026-11-25", "last": "2026-11-25", "time_of_day": "night"}
    form = again(other, subject, days=days)
    assert said(file, form) == {}
    accepted(file, "event", form)
    row = file.tables().row("events", subject)
    assert (row["date_basis"], row["date_text"], row["time_of_day"]) == ("stated", "late on Wednesday", "night")


def test_another_kind_and_another_attacker_are_discrepancies_of_two_articles(file: DossierFile, other: str) -> None:
    army = {"words": at("Drones"), "name": "Army of Mali", "side": "mali"}
    subject = accepted(file, "event", event(attacker=army))
    acted = {"words": at("Dune Front", TEXT), "name": "Dune Front", "side": "dune_front"}
    form = again(other, subject, attacker=acted, kind="air_strike")
    assert said(file, form) == {"kind": True, "attacker": True}
    accepted(file, "event", form)
    tables = file.tables()
    assert tables.row("events", subject)["attacker"] == "act-army-of-mali"
    assert {row["field"] for row in tables.rows("discrepancies")} == {"kind", "attacker"}
    accepted(file, "event", form, changes_something=False)
    assert len(file.tables().rows("discrepancies")) == 2


def test_within_one_article_what_differs_is_named_as_not_kept(file: DossierFile) -> None:
    subject = accepted(file, "event", event())
    form = event(same_as=subject, kind="air_strike", attacker=front(), title="My own title", note="A note")
    form["days"] = {"words": at("Friday morning"), "first": "2026-11-27", "last": "2026-11-27", "time_of_day": "day"}
    assert said(file, form) == {"day": False, "kind": False, "title": False, "note": False}
    accepted(file, "event", form)
    tables = file.tables()
    assert tables.rows("discrepancies") == []
    assert tables.row("events", subject)["title"] != "My own title"


def test_a_claim_and_a_statement_that_are_told_again(file: DossierFile, other: str) -> None:
    subject = accepted(file, "event", event())
    claim = {
        "source": SOURCE, "quotes": sentence("Drones struck"), "metric": "killed", "figure": at("at least nine"),
        "claimants": [official()], "events": [], "ties": [],
    }  # fmt: skip
    claim_id = accepted(file, "claim", claim)
    told = {
        "source": other, "quotes": WHOLE, "metric": "wounded", "figure": at("At least nine", TEXT), "side": "civilian",
        "claimants": [{"words": None, "id": "outlet"}], "roles": ["outlet"], "events": [subject],
        "ties": [at("Menaka", TEXT)], "same_as": claim_id,
    }  # fmt: skip
    assert said(file, told, "claim") == {"what is counted": True, "whose people": True, "who says so": True}
    accepted(file, "claim", told)
    assert file.tables().row("claims", claim_id)["event_ids"] == (subject,)
    offer = {
        "source": SOURCE, "quotes": sentence("ready to talk"), "kind": "offer", "summary": "The front is ready to talk.",
        "speaker": front("The front"),
    }  # fmt: skip
    kinds = list(file.tables().choices("statements.kind"))
    statement = accepted(file, "statement", {**offer, "kind": kinds[0]})
    differs = {**offer, "kind": kinds[1], "summary": "Otherwise put.", "same_as": statement, "speaker": official()}
    assert said(file, differs, "statement") == {"who speaks": False, "kind": False, "summary": False}
    accepted(file, "statement", differs, changes_something=False)


VERIFIED = "Smoke over Menaka was seen in video verified by the Gazette, a local official said.\n"


def test_the_better_support_holds_and_the_other_is_named_as_not_kept(file: DossierFile) -> None:
    subject = accepted(file, "event", event(status_scope="That drones came."))
    source = bring(file, VERIFIED, "Sahel Gazette", "Smoke over Menaka")
    form = again(
        source, subject, quotes=[[0, len(VERIFIED) - 1]], place={"words": at("Menaka", VERIFIED), "id": "ml-city-2453514"},
        claimants=[{"words": None, "id": "outlet"}], verification="verified_by_outlet", status_scope="The smoke.",
    )  # fmt: skip
    assert said(file, form) == {}
    accepted(file, "event", form)
    row = file.tables().row("events", subject)
    assert (row["verification"], row["status_scope"]) == ("verified_by_outlet", "That drones came. The smoke.")
    # Somebody else who says so takes nothing away; worse support that is chosen is refused with a sentence.
    [point] = desk_work.differences_of(file, "event", event(same_as=subject, verification="third_party"))
    assert "is the better support and stays" in point
    accepted(file, "event", event(same_as=subject, verification="third_party"), changes_something=False)
    assert file.tables().row("events", subject)["verification"] == "verified_by_outlet"
