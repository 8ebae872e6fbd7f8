"""What was accepted is edited in its form: only what was changed changes, as one step through the gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desk_dossier import SOURCE, accepted, ansongo, army, at, bring, event, front, official, sentence

from dashboard.coding import desk_work
from dashboard.coding.edited_rows import edited_rows
from dashboard.coding.form_on_file import articles_of, form_on_file
from dashboard.sources.dossier.store import Change, DossierFile
from dashboard.sources.dossier.tables.contents import FolderContents

ROOT = Path(__file__).parents[2]


def opened(file: DossierFile, sort: str, subject: str, source: str = SOURCE) -> dict[str, Any]:
    """The form of an accepted row as the desk opens it."""
    form = dict(form_on_file(file.tables(), f"{sort}s", subject, source))
    return {**form, "before": form}


def test_a_form_that_changes_nothing_saves_nothing(file: DossierFile) -> None:
    subject = accepted(file, "event", ansongo(target=[front("Dune Front", 0)], attacker=None))
    form = opened(file, "event", subject)
    assert desk_work.faults_in(file, "event", form) == ()
    before = file.last_step()
    desk_work.keep(file, "event", form, "coder")
    desk_work.accept(file, desk_work.waiting(file)[-1], "reviewer")
    assert file.last_step() == before


def test_each_field_of_an_act_can_be_changed_and_its_words_change_with_it(file: DossierFile) -> None:
    subject = accepted(file, "event", ansongo())
    evidence = {(row["role"], row["words"]) for row in file.tables().evidence_of(subject)}
    assert ("place", "Ansongo") in evidence
    days = {"words": at("overnight"), "first": "2026-11-26", "last": "2026-11-26", "time_of_day": "night"}
    form = {
        **opened(file, "event", subject),
        "days": days,
        "place": {"words": at("Timbuktu"), "id": "ml-city-2449067"},
        "note": "Timbuktu was meant.",
    }
    assert accepted(file, "event", form) == subject
    tables = file.tables()
    row = tables.row("events", subject)
    assert (row["date_text"], row["place_text"], row["time_of_day"]) == ("overnight", "Timbuktu", "night")
    assert row["title"] == "Dune Front's shelling in Timbuktu"
    evidence = {(row["role"], row["words"]) for row in tables.evidence_of(subject)}
    assert ("place", "Ansongo") not in evidence
    assert {("place", "Timbuktu"), ("date", "overnight"), ("attacker", "Dune Front")} <= evidence
    [step] = [step for step in file.log() if step.what == f"Act corrected: {subject}"]
    file.undo(step.id, "reviewer")
    assert file.tables().row("events", subject)["place_text"] == "Ansongo"
    assert file.tables().faults == ()


def test_who_says_what_the_target_was_and_what_the_day_rests_on_are_opened_and_changed(file: DossierFile) -> None:
    # The sentence says "said" of the official alone; the outlet is named as whose word the target is.
    target = {"words": at("the town of Menaka"), "name": "Menaka", "side": "civilian"}
    subject = accepted(file, "event", event(target=[target], claimants=[official()]))
    form = opened(file, "event", subject)
    assert form["target_claimant"] is None
    outlet = {"words": None, "id": "outlet"}
    reported = {"words": at("Friday"), "first": "2026-11-27", "last": "2026-11-27", "as_reported": True}
    accepted(file, "event", {**form, "target_claimant": outlet, "days": reported})
    row = file.tables().row("events", subject)
    assert (row["target_claimant"], row["date_basis"]) == ("act-desert-wire", "as_reported")
    form = opened(file, "event", subject)
    assert form["target_claimant"]["id"] == "act-desert-wire"
    assert form["days"]["as_reported"]
    before = file.last_step()
    accepted(file, "event", form, changes_something=False)
    assert file.last_step() == before
    accepted(file, "event", {**form, "target": [], "target_claimant": None})
    assert file.tables().row("events", subject)["target_claimant"] is None


def test_support_follows_those_who_say_so_in_all_articles(file: DossierFile) -> None:
    subject = accepted(file, "event", ansongo())
    text = "The Dune Front said it had shelled Ansongo.\n"
    other = bring(file, text, "Sahel Gazette", "Ansongo shelled")
    again = {
        "source": other, "quotes": [[0, len(text) - 1]], "kind": "", "days": {},
        "place": {"words": at("Ansongo", text), "id": "ml-city-2461003"},
        "claimants": [{"words": at("The Dune Front", text), "name": "Dune Front", "side": "dune_front"}],
        "same_as": subject,
    }  # fmt: skip
    accepted(file, "event", again)
    assert file.tables().row("events", subject)["verification"] == "both_sides"
    assert articles_of(file.tables(), subject) == [SOURCE, other]
    form = {**opened(file, "event", subject), "verification": "", "claimants": [official(0)]}
    form["quotes"] = [*form["quotes"], *sentence("a local official")]
    accepted(file, "event", form)
    row = file.tables().row("events", subject)
    assert set(row["claimants"]) == {"act-dune-front", "act-local-official"}
    assert row["verification"] == "third_party"


def test_what_another_changed_meanwhile_is_refused_at_its_field_and_the_rest_is_kept(file: DossierFile) -> None:
    subject = accepted(file, "event", event())
    form = {**opened(file, "event", subject), "note": "Mine."}
    row = file.row("events", subject)
    assert row is not None
    file.accept([Change("events", subject, {**row.cells, "status_scope": "The act alone."})], "another", "a scope")
    assert desk_work.faults_in(file, "event", form) == ()
    row = file.row("events", subject)
    assert row is not None
    file.accept([Change("events", subject, {**row.cells, "note": "Theirs."})], "another", "a note")
    [fault] = desk_work.faults_in(file, "event", form)
    assert (fault.field, "Somebody else changed this field" in fault.message) == ("note", True)
    accepted(file, "event", {**opened(file, "event", subject), "title": "Drones over Ménaka"})
    changed = file.tables().row("events", subject)
    assert (changed["status_scope"], changed["note"]) == ("The act alone.", "Theirs.")


def test_a_claim_and_a_statement_are_edited_alike(file: DossierFile) -> None:
    own = {
        "source": SOURCE, "quotes": sentence("lost three"), "metric": "killed", "figure": at("three"), "side": "mali",
        "claimants": [{**army(), "words": at("The army")}], "events": [], "ties": [],
    }  # fmt: skip
    claim_id = accepted(file, "claim", own)
    accepted(file, "claim", {**opened(file, "claim", claim_id), "category": "soldiers", "verification": ""})
    row = file.tables().row("claims", claim_id)
    assert (row["category"], row["claimant_role"], row["verification"]) == (
        "soldiers",
        ("own_losses",),
        "self_reported",
    )
    said = {
        "source": SOURCE, "quotes": sentence("ready to talk"), "kind": "diplomacy", "speaker": front("The front"),
        "summary": "The front is ready to talk.",
    }  # fmt: skip
    statement = accepted(file, "statement", said)
    accepted(file, "statement", {**opened(file, "statement", statement), "summary": "The front offers talks."})
    row = file.tables().row("statements", statement)
    assert (row["summary"], row["speaker_text"]) == ("The front offers talks.", "The front")


def test_what_the_gate_refuses_is_said_at_its_field_and_nothing_is_saved(file: DossierFile) -> None:
    subject = accepted(file, "event", event())
    before = file.last_step()
    form = {**opened(file, "event", subject), "kind": "shelling"}
    assert [fault.field for fault in desk_work.faults_in(file, "event", form)] == ["kind"]
    assert file.last_step() == before
    form = {**opened(file, "event", subject), "edits": "ev-gone"}
    assert "no longer in the dossier" in desk_work.faults_in(file, "event", form)[0].message


@pytest.mark.parametrize("folder", ["data", "tests/dossiers/river_dispute"])
def test_every_row_of_a_dossier_opens_in_a_form_that_changes_nothing(tmp_path: Path, folder: str) -> None:
    file = DossierFile.from_contents(tmp_path / "copy.sqlite", FolderContents(ROOT / folder))
    tables = file.tables()
    opens = 0
    for sort in ("event", "claim", "statement"):
        for subject in map(str, tables.records[f"{sort}s"]):
            for source in articles_of(tables, subject)[:1]:
                form = opened(file, sort, subject, source)
                assert desk_work.faults_in(file, sort, form) == (), subject
                assert edited_rows(sort, form, tables).rows == (), subject
                opens += 1
    assert opens == sum(len(tables.records[table]) for table in ("events", "claims", "statements"))
