"""Rows that a change affects without touching them: a step that would leave them wrong is refused, and names them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "dossiers"))
from theatre import RIVER

from dashboard.errors import Refused
from dashboard.sources.dossier.store import Change, DossierFile, StoredRow
from dashboard.sources.dossier.tables import SHIPPED, FolderContents


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


def test_copies_of_one_story_are_held_against_every_row_that_rests_on_one_of_them(file: DossierFile) -> None:
    """A source that becomes a copy, or no longer is one: nothing else of the rows changed."""
    evidence, quotes = file.rows("evidence"), file.rows("quotes")
    source_of = {row.key: row.cells["source_id"] for row in quotes}
    rests: dict[str, set[str]] = {}
    for row in evidence:
        rests.setdefault(row.cells["subject_id"], set()).add(source_of[row.cells["quote_id"]])
    tables = {row.key: table for table in ("events", "claims", "statements") for row in file.rows(table)}
    on_one = {
        (tables[subject], subject) for subject, sources in rests.items() if subject in tables and len(sources) == 1
    }
    both = [edited(file, "sources", source, wire="one-story") for source in ("src-a", "src-b")]
    assert {fault[:2] for fault in refused(file, *both)} == on_one
    assert file.accept([both[0]], "Ana", "A story of its own")
    assert {fault[:2] for fault in refused(file, both[1])} == on_one


def test_a_copy_that_is_none_leaves_discrepancies_of_presence_without_sense(tmp_path: Path) -> None:
    file = DossierFile.from_contents(tmp_path / "shipped.sqlite", FolderContents(SHIPPED))
    denied = {
        subject
        for row in file.rows("discrepancies")
        if row.cells["field"] == "presence"
        for subject in row.cells["subject_ids"].split(";")
    }
    wrong = refused(file, edited(file, "sources", "src-b", wire="another-story"))
    assert {key for table, key, _ in wrong if table in ("events", "claims", "statements")} == denied


def test_a_mention_left_off_the_map_is_held_against_an_event_that_comes(file: DossierFile) -> None:
    """Its words of a place may be the very mention."""
    event = next(row for row in file.rows("events") if row.cells["place_text"] == "Monte Caseros")
    words = next(
        row.cells
        for row in file.rows("evidence")
        if (row.cells["subject_id"], row.cells["role"]) == (event.key, "place")
        and row.cells["quote_id"].startswith("q-a")
    )
    mention = {"source_id": "src-a", "start": words["words_start"], "words": "Monte", "reason": "name_part"}
    place = ("unmapped", f'["src-a","{words["words_start"]}"]', "words")
    assert place in refused(file, Change("unmapped", "", mention))
    gone = file.removal("events", event.key)
    back = [Change(change.table, "", row.cells) for change in gone if (row := file.row(change.table, change.key))]
    assert file.accept([*gone, Change("unmapped", "", mention)], "Ana", "Not an event")
    assert refused(file, *back) == {place}


def test_evidence_that_goes_is_missed_by_the_discrepancy_that_names_it(file: DossierFile) -> None:
    (discrepancy,) = file.rows("discrepancies")
    quote = discrepancy.cells["quote_b"]
    about = discrepancy.cells["subject_ids"].split(";")
    gone = [
        Change("evidence", row.key, None)
        for row in file.rows("evidence")
        if row.cells["quote_id"] == quote and row.cells["subject_id"] in about
    ]
    assert ("discrepancies", discrepancy.key, "quote_b") in refused(file, *gone)


def test_a_day_by_which_a_claim_is_tied_is_missed_when_its_words_go(tmp_path: Path) -> None:
    """ "Friday's strikes" are tied by the words for the day of the event: without them they name no event."""
    file = DossierFile.from_contents(tmp_path / "shipped.sqlite", FolderContents(SHIPPED))
    said: dict[tuple[str, str], list[StoredRow]] = {}
    for row in file.rows("evidence"):
        said.setdefault((row.cells["subject_id"], row.cells["role"]), []).append(row)
    tied_by_day = [
        (claim.key, event)
        for claim in file.rows("claims")
        for event in filter(None, claim.cells["event_ids"].split(";"))
        if any(
            day.cells["words"] in tie.cells["words"]
            for tie in said.get((claim.key, "ties"), ())
            for day in said.get((event, "date"), ())
        )
    ]
    refusals = [
        (claim, refused(file, *(Change("evidence", row.key, None) for row in said[event, "date"])))
        for claim, event in tied_by_day
    ]
    assert any(("claims", claim, "event_ids") in refusal for claim, refusal in refusals)


def test_events_that_may_overlap_name_each_other_or_neither_does(file: DossierFile) -> None:
    first, second = (row.key for row in file.rows("events")[:2])
    assert refused(file, edited(file, "events", first, may_overlap=second)) == {("events", first, "may_overlap")}
    both = [edited(file, "events", one, may_overlap=other) for one, other in ((first, second), (second, first))]
    assert file.accept(both, "Ana", "They may be one")
    assert refused(file, edited(file, "events", second, may_overlap="")) == {("events", first, "may_overlap")}


def test_a_province_that_gets_another_outline_is_held_against_its_towns(file: DossierFile) -> None:
    towns = {row.key: row.cells["admin1"] for row in file.rows("places") if row.cells["level"] == "city"}
    provinces = {row.key: row.cells for row in file.rows("places") if row.cells["level"] == "province"}
    province = next(name for name in towns.values() if name in provinces)
    moved = edited(file, "places", province, geometry="admin1.geojson#AR-W", iso_3166_2="AR-W", country="AR")
    wrong = refused(file, moved)
    assert {("places", town, "latitude") for town, name in towns.items() if name == province} <= wrong
