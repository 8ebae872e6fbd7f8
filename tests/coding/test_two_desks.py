"""Two desks code apart and merge: nothing collides, nothing is doubled, and what was done for it is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from desk_dossier import SOURCE, accepted, ansongo, at, event, front, sentence
from two_desks import DRONES, RAID, act, report, two

from dashboard.coding.merged_changes import merged_changes
from dashboard.sources.dossier.store import Change, DossierFile
from dashboard.sources.dossier.store.merging import Choices, Merged, as_contents, merge
from dashboard.sources.dossier.tables import Tables, load_contents

MENAKA = "ev-menaka-2026-11-26"


@pytest.fixture
def desks(tmp_path: Path) -> tuple[DossierFile, DossierFile]:
    return two(tmp_path)


def sound(merged: Merged, file: DossierFile) -> Tables:
    """The merged tables, which the gate finds sound; merged once more, or saved, they are the same."""
    contents = as_contents(merged, file.contents())
    tables = load_contents(contents, strict=True)
    file.accept(merged_changes(file.contents(), merged), "Ana", "Merged")
    assert {path: file.contents().article(path) for path in merged.files} == merged.files
    return tables


def unchanged(first: DossierFile, second: DossierFile) -> None:
    again = merge(first.contents(), second.contents())
    assert (again.added, again.conflicts) == ([], [])


def test_two_acts_in_one_town_on_one_day_stand_under_two_ids(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    ours, theirs = report(first, DRONES), report(second, RAID)
    assert ours == theirs
    assert accepted(first, "event", act(DRONES, ours, "drone_attack")) == MENAKA
    assert accepted(second, "event", act(RAID, theirs, "other")) == MENAKA
    merged = merge(first.contents(), second.contents())
    assert merged.conflicts == []
    assert merged.ids["events", MENAKA] == f"{MENAKA}-2"
    assert f"events {MENAKA} comes in as {MENAKA}-2: {MENAKA} is another one here." in merged.notes
    tables = sound(merged, first)
    kinds = {row["event_id"]: row["kind"] for row in tables.rows("events")}
    assert kinds == {MENAKA: "drone_attack", f"{MENAKA}-2": "other"}
    quotes = {tables.row("quotes", row["quote_id"])["quote"] for row in tables.evidence_of(f"{MENAKA}-2")}
    assert quotes == {RAID.splitlines()[-1]}
    assert sorted(tables.texts.values()) == sorted([DRONES, RAID, first.tables().texts[SOURCE]])
    unchanged(first, second)


def test_what_refers_to_a_renamed_act_goes_with_it(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    accepted(first, "event", act(DRONES, report(first, DRONES), "drone_attack"))
    text = "A report\n\nGunmen raided Menaka on Thursday, killing 12 people, a local official said.\n"
    source = report(second, text)
    accepted(second, "event", act(text, source, "other"))
    accepted(
        second,
        "claim",
        {
            "source": source,
            "quotes": sentence("Menaka", text),
            "metric": "killed",
            "figure": at("12", text),
            "claimants": [{"words": at("a local official", text), "name": "Local official", "side": "third_party"}],
            "events": [MENAKA],
            "ties": [at("Menaka", text)],
        },
    )
    tables = sound(merge(first.contents(), second.contents()), first)
    [claim] = tables.rows("claims")
    assert claim["event_ids"] == (f"{MENAKA}-2",)
    unchanged(first, second)


def test_one_act_coded_twice_from_the_same_words_stands_once_and_differences_are_shown(
    desks: tuple[DossierFile, DossierFile],
) -> None:
    first, second = desks
    accepted(first, "event", event(note="Ana's"))
    # The other desk has an act of that id already, so its own gets another one.
    accepted(second, "event", act(RAID, report(second, RAID), "other"))
    assert accepted(second, "event", event(note="Ben's")) == f"{MENAKA}-2"
    merged = merge(first.contents(), second.contents())
    [pair] = [pair for pair in merged.pairs if pair.second == f"{MENAKA}-2"]
    assert (pair.first, pair.shares_words, pair.together) == (MENAKA, True, True)
    assert [(one.table, one.key, dict(one.first), dict(one.second)) for one in merged.conflicts] == [
        ("events", MENAKA, {"note": "Ana's"}, {"note": "Ben's"})
    ]
    tables = sound(merged, first)
    assert len(tables.rows("events")) == 2
    apart = merge(first.contents(), second.contents(), Choices(together={("events", f"{MENAKA}-2"): False}))
    assert apart.conflicts == []


def test_a_person_may_say_that_two_tellings_are_one_act(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    text = "A report\n\nA drone struck a fuel store in Menaka on Thursday night, a local official said.\n"
    accepted(first, "event", act(DRONES, report(first, DRONES), "drone_attack"))
    accepted(second, "event", act(text, report(second, text), "drone_attack"))
    merged = merge(first.contents(), second.contents())
    [pair] = merged.pairs
    assert (pair.table, pair.first, pair.second, pair.shares_words, pair.together) == (
        "events", MENAKA, MENAKA, False, False
    )  # fmt: skip
    assert len(load_contents(as_contents(merged, first.contents()), strict=True).rows("events")) == 2
    one = merge(first.contents(), second.contents(), Choices(together={("events", MENAKA): True}))
    tables = sound(one, first)
    assert [row["event_id"] for row in tables.rows("events")] == [MENAKA]
    assert len({row["quote_id"] for row in tables.evidence_of(MENAKA)}) == 2


def test_two_acts_of_one_sentence_are_told_apart_by_what_they_say(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    for file, kinds in ((first, ["drone_attack", "other"]), (second, ["other", "drone_attack"])):
        for kind in kinds:
            accepted(file, "event", event(kind=kind))
    merged = merge(first.contents(), second.contents())
    assert (merged.added, merged.conflicts) == ([], [])
    assert merged.ids["events", MENAKA] == f"{MENAKA}-2"
    assert merged.ids["events", f"{MENAKA}-2"] == MENAKA
    assert {row["kind"] for row in sound(merged, first).rows("events")} == {"drone_attack", "other"}


def test_the_same_report_brought_twice_under_two_names_is_one(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    report(second, RAID)
    ours, theirs = report(first, DRONES), report(second, DRONES)
    assert ours != theirs
    accepted(first, "event", act(DRONES, ours, "drone_attack"))
    accepted(second, "event", act(DRONES, theirs, "drone_attack"))
    merged = merge(first.contents(), second.contents())
    assert merged.conflicts == []
    tables = sound(merged, first)
    assert len(tables.rows("events")) == 1
    assert len(tables.texts) == 3
    unchanged(first, second)


def test_names_that_both_added_to_an_actor_may_stand_together(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    for file in desks:
        accepted(file, "event", ansongo())
    row = second.row("actors", "act-dune-front")
    assert row is not None
    mine = first.row("actors", "act-dune-front")
    assert mine is not None
    first.accept([Change("actors", row.key, {**mine.cells, "aliases": "the front"})], "Ana", "A name")
    second.accept([Change("actors", row.key, {**row.cells, "aliases": "Front of the Dunes"})], "Ben", "A name")
    [conflict] = merge(first.contents(), second.contents()).conflicts
    assert (conflict.key, conflict.lists) == ("act-dune-front", ("aliases",))
    both = merge(first.contents(), second.contents(), Choices(fields={("actors", row.key, "aliases"): "both"}))
    assert set(sound(both, first).row("actors", row.key)["aliases"]) == {"the front", "Front of the Dunes"}


def drawn(name: str, corner: float) -> dict[str, Any]:
    shape = {
        "type": "Polygon",
        "coordinates": [[[corner, 15.0], [corner + 0.1, 15.0], [corner + 0.1, 15.1], [corner, 15.0]]],
    }
    return {"words": at("Ansongo"), "name": name, "drawn": shape}


def test_shapes_that_both_drew_stand_beside_each_other(desks: tuple[DossierFile, DossierFile]) -> None:
    first, second = desks
    accepted(first, "event", ansongo(place=drawn("Camp", 0.5)))
    accepted(second, "event", ansongo(place=drawn("Camp", 2.5), kind="other", attacker=front()))
    merged = merge(first.contents(), second.contents())
    assert merged.conflicts == []
    tables = sound(merged, first)
    places = {row["place_id"]: row["geometry"] for row in tables.rows("places")}
    assert places == {"drawn-camp": "drawn.geojson#drawn-camp", "drawn-camp-2": "drawn.geojson#drawn-camp-2"}
    shapes = json.loads(first.file("drawn.geojson"))["features"]
    assert {shape["id"]: shape["geometry"]["coordinates"][0][0][0] for shape in shapes} == {
        "drawn-camp": 0.5,
        "drawn-camp-2": 2.5,
    }
    unchanged(first, second)
