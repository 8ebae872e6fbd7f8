"""Rows that a change affects without touching them: a step that would leave them wrong is refused, and names them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "dossiers"))
from theatre import RIVER

from dashboard.errors import Refused
from dashboard.sources.dossier.store import Change, DossierFile
from dashboard.sources.dossier.tables import FolderContents


@pytest.fixture
def file(tmp_path: Path) -> DossierFile:
    return DossierFile.from_contents(tmp_path / "river.sqlite", FolderContents(RIVER))


def edited(file: DossierFile, table: str, key: str, **cells: str) -> Change:
    row = file.row(table, key)
    assert row is not None
    return Change(table, key, {**row.cells, **cells})


def refused(file: DossierFile, *changes: Change) -> set[tuple[str, str, str]]:
    """Where the faults stand that refuse these changes."""
    with pytest.raises(Refused) as caught:
        file.accept(changes, "Ana", "Wrong")
    return {(fault.table, fault.key, fault.column) for fault in caught.value.faults}


def test_a_discrepancy_of_presence_is_held_against_the_quotes_of_its_event(file: DossierFile) -> None:
    event = "ev-bella-union-2031-03-13"
    quote = next(row.cells["quote_id"] for row in file.rows("evidence") if row.cells["subject_id"] == event)
    denial = {
        "discrepancy_id": "di-denied", "subject_ids": event, "field": "presence", "quote_a": quote, "summary": "s",
    }  # fmt: skip
    assert ("events", event, "event_id") in refused(file, Change("discrepancies", "", denial))


def test_a_disputed_claim_needs_the_contradiction_that_is_taken_out(file: DossierFile) -> None:
    (contradiction,) = file.rows("contradictions")
    claim = contradiction.cells["claim_a"]
    assert file.accept([edited(file, "claims", claim, verification="disputed")], "Ana", "It is disputed")
    assert refused(file, Change("contradictions", contradiction.key, None)) == {("claims", claim, "verification")}


def test_an_actor_whose_party_comes_is_judged_with_all_who_name_it(tmp_path: Path) -> None:
    """As long as the actor has a fault of its own, what is wrong with the events that name it is not told."""
    folder = Path(shutil.copytree(RIVER, tmp_path / "river"))
    actors = (folder / "actors.csv").read_text("utf-8").splitlines(keepends=True)
    navy = next(line for line in actors if line.startswith("act-argentina-navy,"))
    ghost = navy.replace(",argentina\n", ",ghost\n")
    (folder / "actors.csv").write_text("".join(actors).replace(navy, ghost), "utf-8")
    events = (folder / "events.csv").read_text("utf-8")
    wrong = events.replace("act-argentina-navy,Argentina's navy,one_side,,,\nev-artigas", "act-argentina-navy,Argentina's navy,both_sides,,,\nev-artigas")  # fmt: skip
    assert wrong != events
    (folder / "events.csv").write_text(wrong, "utf-8")
    file = DossierFile.from_contents(tmp_path / "a.sqlite", FolderContents(folder))
    row = file.row("actors", "act-argentina-navy")
    assert row is not None
    party = {"party_id": "ghost", "name": "Ghost", "short_name": "Ghost", "colour_slot": "4", "kind": "other"}
    named = edited(file, "actors", row.key, aliases=f"{row.cells['aliases']};the fleet".strip(";"))
    assert ("events", "ev-monte-caseros-2031-03-14", "verification") in refused(
        file, Change("parties", "", party), named
    )


def test_a_claim_tied_by_the_only_act_of_its_kind_is_judged_when_a_second_comes(file: DossierFile) -> None:
    """ "The drone attack" names the only one; beside a second it names none."""
    event, claim = "ev-bella-union-2031-03-13", "cl-two-civilians-killed"
    evidence = file.rows("evidence")
    ties = [row for row in evidence if (row.cells["subject_id"], row.cells["role"]) == (claim, "ties")]
    start = file.tables().texts["src-a"].index("drone attack")
    act = {"subject_id": claim, "quote_id": "q-a03", "role": "ties", "words": "drone attack", "words_start": str(start)}
    file.accept(
        [*(Change("evidence", row.key, None) for row in ties), Change("evidence", "", act)], "Ana", "By its act"
    )
    proofs = [row.cells for row in evidence if row.cells["subject_id"] == event]
    second = [
        edited(file, "events", event, event_id="ev-second"),
        *(Change("evidence", "", {**cells, "subject_id": "ev-second"}) for cells in proofs),
    ]
    second[0] = Change("events", "", second[0].cells)
    assert refused(file, *second) == {("claims", claim, "event_ids")}
