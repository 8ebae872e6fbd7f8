"""What lies on another desk comes along with a merge: once, under the ids of this one, and not what is coded by now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk_dossier import SOURCE, accepted, ansongo, event, sentence
from two_desks import DRONES, RAID, act, report, two

from dashboard.coding import desk_work, second_pass
from dashboard.coding.form_on_file import form_on_file
from dashboard.coding.merged_changes import changed_properties, merged_changes
from dashboard.coding.merged_drafts import MergedDrafts, merged_drafts
from dashboard.coding.rejected_drafts import reject
from dashboard.sources.dossier.store import Change, DossierFile
from dashboard.sources.dossier.store.merging import Choices, merge
from dashboard.sources.dossier.tables import load_contents

MENAKA = "ev-menaka-2026-11-26"


@pytest.fixture
def desks(tmp_path: Path) -> tuple[DossierFile, DossierFile]:
    return two(tmp_path)


def brought(first: DossierFile, second: DossierFile, choices: Choices | None = None) -> MergedDrafts:
    """Merge the second into the first, as the page does; what came along."""
    ours = first.contents()
    merged = merge(ours, second.contents(), choices or Choices())
    come = merged_drafts(first.drafts(), second.work().drafts, merged, ours)
    first.accept(
        merged_changes(ours, merged),
        "Ana",
        "Merged",
        brought=come.drafts,
        properties=changed_properties(ours, merged),
    )
    assert first.tables().faults == ()
    return come


def test_all_that_lies_on_a_desk_comes_along_once(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    desk_work.keep(second, "event", ansongo(), "Ben")
    desk_work.leave_out(second, SOURCE, (500, 540), "background", "Ben")
    second_pass.keep_blind(second, "event", event(kind="other"), "Ben")
    for file in desks:
        accepted(file, "event", event())
    second_pass.settle(second, MENAKA, "kind", second_pass.blind_forms(second, SOURCE)[0], "first", "Ben")
    assert len(brought(first, second).drafts) == 4
    assert [one.form for one in desk_work.waiting(first)] == [ansongo()]
    assert [(one.form["reason"], one.who) for one in desk_work.left_out(first)] == [("background", "Ben")]
    assert len(second_pass.blind_forms(first, SOURCE)) == 1
    assert second_pass.settlements(first) == second_pass.settlements(second)
    assert brought(first, second) == MergedDrafts((), 0)
    assert brought(first, first) == MergedDrafts((), 0)


def test_forms_come_under_the_ids_that_their_rows_have_here(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    accepted(first, "event", act(DRONES, report(first, DRONES), "drone_attack"))
    theirs = report(second, RAID)
    accepted(second, "event", act(RAID, theirs, "other"))
    tie = act(RAID, theirs, "other", same_as=MENAKA)
    desk_work.keep(second, "event", {**tie, "quotes": [[0, 8]]}, "Ben")
    [draft] = brought(first, second).drafts
    assert (draft.form["form"]["source"], draft.form["form"]["same_as"]) == (f"{theirs}-2", f"{MENAKA}-2")
    assert desk_work.waiting(first)[0].form["same_as"] in first.tables().records["events"]


def test_a_form_that_is_coded_here_by_now_stays_behind(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    for form in (event(), ansongo(place=None)):
        desk_work.keep(second, "event", form, "Ben")
    accepted(first, "event", event())
    come = brought(first, second)
    assert (len(come.drafts), come.coded) == (1, 1)


def test_what_was_rejected_here_comes_back_with_no_merge(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    desk_work.keep(second, "event", event(), "Ben")
    desk_work.keep(second, "event", ansongo(), "Ben", begun=True)
    desk_work.leave_out(second, SOURCE, (500, 540), "background", "Ben")
    assert len(brought(first, second).drafts) == 3
    [waits], [begun], [left_out] = desk_work.waiting(first), desk_work.begun(first), desk_work.left_out(first)
    reject(first, waits.draft, "Ana")
    desk_work.throw_away(first, begun.draft, "Ana")
    reject(first, left_out.draft, "Ana")
    reject(first, waits.draft, "Ana")
    assert brought(first, second) == MergedDrafts((), 0)
    assert (desk_work.waiting(first), desk_work.begun(first), desk_work.left_out(first)) == ([], [], [])
    assert desk_work.draft_form(first, first.drafts()[0].id) is None
    # The other desk decides for itself; what is edited there is something else.
    assert brought(second, first) == MergedDrafts((), 0)
    [theirs] = desk_work.waiting(second)
    desk_work.keep(second, "event", event(note="Seen twice."), "Ben", theirs.draft)
    [draft] = brought(first, second).drafts
    assert draft.form["form"]["note"] == "Seen twice."


def test_a_correction_that_waits_comes_along_under_the_ids_of_here(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    accepted(first, "event", act(DRONES, report(first, DRONES), "drone_attack"))
    theirs = report(second, RAID)
    subject = accepted(second, "event", act(RAID, theirs, "other"))
    opened = dict(form_on_file(second.tables(), "events", str(subject), theirs))
    desk_work.keep(second, "event", {**opened, "before": opened, "note": "Seen twice."}, "Ben")
    [draft] = brought(first, second).drafts
    form = draft.form["form"]
    assert form["edits"] == form["before"]["edits"] == f"{subject}-2"
    assert form["before"]["source"] == form["source"] == f"{theirs}-2"
    assert desk_work.faults_in(first, "event", form) == ()
    assert desk_work.preview(first, "event", form).own["note"] == "Seen twice."


def test_forms_of_any_shape_do_no_harm(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    accepted(first, "event", event())
    odd = [{"sort": "event"}, {"sort": "event", "form": {"quotes": 7, "source": SOURCE, "place": [1], "target": "x"}}]
    odd += [{"sort": ["event"], "form": {"source": ["x", {}]}}, {"sort": "claim", "form": {"source": SOURCE, "quotes": [[0, 400]], "figure": {}}}]  # fmt: skip
    odd += [{"sort": "statement", "form": {"source": SOURCE, "quotes": sentence("Drones struck"), "same_as": [1]}}]
    for form in odd:
        second.save_draft(form, "Ben")
    brought(first, second)
    assert [json.dumps(draft.form) for draft in first.drafts()] == [json.dumps(form) for form in odd]
    assert [one.span for one in desk_work.waiting(first)][:1] == [(0, 0)]
    desk_work.left_out(first), second_pass.settlements(first), second_pass.blind_forms(first, SOURCE)


# --- what both say of themselves ------------------------------------------------------------------------------------


def test_what_both_say_of_themselves_is_chosen_field_by_field_and_is_one_step(
    desks: tuple[DossierFile, DossierFile],
) -> None:
    first, second = desks
    first.describe(
        {"title": "Niger bend", "x-languages": ["en", "fr"], "x-time-zones": {"ML": "Africa/Bamako"}}, "Ana", "Title"
    )
    second.describe(
        {"title": "Mali", "x-languages": ["en", "ar"], "x-time-zones": {"ML": "UTC", "NE": "Africa/Niamey"}},
        "Ben",
        "Title",
    )
    for file, slots in ((first, {"mali": "3"}), (second, {"mali": "4"})):
        for party, slot in slots.items():
            row = file.row("parties", party)
            assert row is not None
            file.accept([Change("parties", party, {**row.cells, "colour_slot": slot})], "x", "Colour")
    merged = merge(first.contents(), second.contents())
    found = {
        (one.key, column): (one.first[column], one.second[column]) for one in merged.conflicts for column in one.first
    }
    assert found == {
        ("mali", "colour_slot"): ("3", "4"),
        ("title", "title"): ("Niger bend", "Mali"),
        ("x-languages", "x-languages"): ("en, fr", "en, ar"),
        ("x-time-zones/ML", "ML"): ("Africa/Bamako", "UTC"),
    }
    where = "datapackage.json"
    choices = Choices(
        "first",
        {
            (where, "title", "title"): "second",
            (where, "x-languages", "x-languages"): "both",
            ("parties", "mali", "colour_slot"): "second",
        },
    )
    steps = len(first.log())
    brought(first, second, choices)
    assert len(first.log()) == steps + 1
    tables = first.tables()
    assert tables.descriptor.title == "Mali"
    assert tables.descriptor.raw["x-languages"] == ["en", "fr", "ar"]
    assert tables.descriptor.time_zones == {"ML": "Africa/Bamako", "NE": "Africa/Niamey"}
    assert tables.row("parties", "mali")["colour_slot"] == 4
    first.undo(first.log()[0].id, "Ana")
    assert first.descriptor().title == "Niger bend"


def test_a_colour_that_was_chosen_is_kept_and_the_other_party_moves(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    row = second.row("parties", "dune_front")
    other = second.row("parties", "mali")
    assert row is not None
    assert other is not None
    second.accept(
        [
            Change("parties", "mali", {**other.cells, "colour_slot": row.cells["colour_slot"]}),
            Change("parties", "dune_front", {**row.cells, "colour_slot": other.cells["colour_slot"]}),
        ],
        "Ben",
        "Colours",
    )
    choices = Choices(fields={("parties", "dune_front", "colour_slot"): "second"})
    brought(first, second, choices)
    slots = {row["party_id"]: row["colour_slot"] for row in first.tables().rows("parties")}
    assert slots == {"mali": 2, "dune_front": 1}
    assert load_contents(first.contents()).faults == ()
