"""Claims side by side: each claim in one row and one column, nothing added up, contradictions linked both ways."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dashboard.sources.dossier.evidence import claim_view
from dashboard.sources.dossier.evidence.claims_matrix import ClaimCell, ClaimEntry, ClaimRow, Matrix, matrix, numbers
from dashboard.sources.dossier.evidence.contradictions import contradictions
from dashboard.sources.dossier.tables import Tables, load

TABLES: Tables = load(strict=True)
FOUND = matrix(TABLES)


def entries(found: Matrix) -> list[tuple[ClaimRow, ClaimCell, ClaimEntry]]:
    return [(row, cell, entry) for row, cell in found.cells() for entry in cell.entries]


def where(found: Matrix, claim_id: str) -> tuple[ClaimRow, list[str], ClaimEntry]:
    """The row of a claim, the keys of its columns, and its entry."""
    row, cell, entry = next(item for item in entries(found) if item[2].view.claim_id == claim_id)
    return row, [column.key for column in found.columns[cell.first : cell.first + cell.span]], entry


def changed(table: str, rows: Mapping[str, Mapping[str, Any]]) -> Tables:
    """The tables with some rows changed or added."""
    old = TABLES.records[table]
    new = {**old, **{key: {**old.get(key, {}), **cells} for key, cells in rows.items()}}
    return replace(TABLES, records={**TABLES.records, table: new})


def with_claim(claim_id: str, like: str, **cells: Any) -> Tables:
    return changed("claims", {claim_id: {**TABLES.row("claims", like), "claim_id": claim_id, **cells}})


# --- where each claim stands -------------------------------------------------------------------------------


def test_every_claim_stands_in_exactly_one_row_and_cell() -> None:
    seen = Counter(entry.view.claim_id for _, _, entry in entries(FOUND))
    assert seen == Counter(TABLES.records["claims"].keys())


def test_a_claim_stands_in_the_column_of_its_claimants_side() -> None:
    for row in TABLES.rows("claims"):
        sides = {TABLES.row("actors", actor)["side"] for actor in row["claimant"]}
        expected = {"third_party" if side == "civilian" else side for side in sides}
        assert set(where(FOUND, row["claim_id"])[1]) == expected


def test_a_claim_stands_in_the_row_of_what_it_counts_and_of_whom() -> None:
    for row, _, entry in entries(FOUND):
        claim = TABLES.row("claims", entry.view.claim_id)
        assert row.key[0] == claim["metric"]
        assert row.side == claim["side"]
        assert row.metric == TABLES.label("claims.metric", claim["metric"])


def test_rival_claims_share_a_row_and_differ_in_column() -> None:
    for first, second in (
        ("cl-55-pakistani-soldiers-killed", "cl-12-pakistani-soldiers-killed"),
        ("cl-274-taliban-killed", "cl-13-taliban-fighters-killed"),
    ):
        assert where(FOUND, first)[0] == where(FOUND, second)[0]
        assert where(FOUND, first)[1] != where(FOUND, second)[1]


def test_the_two_thirteens_cannot_be_confused() -> None:
    fighters, civilians = where(FOUND, "cl-13-taliban-fighters-killed"), where(FOUND, "cl-13-civilians-killed")
    assert fighters[0] != civilians[0]
    assert fighters[0].whom != civilians[0].whom
    assert (fighters[2].of, civilians[2].of) == ("Taliban fighters", "civilians")
    assert civilians[0].whom == "Civilians"


def test_civilians_never_share_a_row_with_fighters_whatever_their_side() -> None:
    tables = with_claim("cl-x", "cl-13-taliban-fighters-killed", category="Afghan civilians")
    assert where(matrix(tables), "cl-x")[0] != where(matrix(tables), "cl-13-taliban-fighters-killed")[0]


def test_people_of_no_stated_side_are_told_apart_by_what_they_are() -> None:
    rows = {where(FOUND, claim)[0].whom for claim in ("cl-dozens-troops-killed", "cl-dozens-soldiers-killed-october")}
    assert rows == {"Troops, whose side is not stated", "Soldiers, whose side is not stated"}


def test_things_are_told_apart_by_what_they_are() -> None:
    rows = {
        row["claim_id"]: where(FOUND, row["claim_id"])[0] for row in TABLES.rows("claims") if row["metric"] == "damage"
    }
    assert rows.pop("cl-drones-hit") == rows["cl-drones-no-damage"]
    assert len(set(rows.values())) == len(rows) == 4


def test_rows_and_columns_stand_in_the_declared_order() -> None:
    metrics = list(TABLES.descriptor.field("claims.metric").categories)
    assert [metrics.index(row.key[0]) for row in FOUND.rows] == sorted(metrics.index(row.key[0]) for row in FOUND.rows)
    assert [column.key for column in FOUND.columns] == ["pakistan", "afghanistan", "third_party", "outlet"]


def test_a_row_or_column_with_nothing_does_not_exist() -> None:
    assert all(any(cell.entries for line in lines for cell in line) for lines in FOUND.lines)
    for number, _ in enumerate(FOUND.columns):
        assert any(cell.first <= number < cell.first + cell.span for _, cell, _ in entries(FOUND))
    kept = {key: row for key, row in TABLES.records["claims"].items() if "act-reuters" not in row["claimant"]}
    less = matrix(replace(TABLES, records={**TABLES.records, "claims": kept}))
    assert "outlet" not in {column.key for column in less.columns}
    assert matrix(replace(TABLES, records={**TABLES.records, "claims": {}})).rows == ()


def test_each_line_covers_every_column_once() -> None:
    for lines in FOUND.lines:
        for line in lines:
            assert line[0].first == 0
            assert all(a.first + a.span == b.first for a, b in itertools.pairwise(line))
            assert line[-1].first + line[-1].span == len(FOUND.columns)


# --- joint claims ------------------------------------------------------------------------------------------


def test_a_joint_claim_stands_once_across_its_columns() -> None:
    _, columns, entry = where(FOUND, "cl-13-civilians-killed")
    assert columns == ["afghanistan", "third_party"]
    assert entry.jointly
    assert not where(FOUND, "cl-274-taliban-killed")[2].jointly


def test_a_joint_claim_makes_room_for_what_one_of_its_columns_says_alone() -> None:
    tables = with_claim(
        "cl-x", "cl-13-civilians-killed", claimant=("act-united-nations",), claimant_role=("third_party",)
    )
    found = matrix(tables)
    number = found.rows.index(where(found, "cl-x")[0])
    assert len(found.lines[number]) == 2
    assert where(found, "cl-x")[1] == ["third_party"]
    assert where(found, "cl-13-civilians-killed")[1] == ["afghanistan", "third_party"]


def test_a_joint_claim_of_columns_that_do_not_touch_goes_across_all() -> None:
    who = {"claimant": ("act-pakistan", "act-united-nations"), "claimant_role": ("opposing_party", "third_party")}
    tables = changed("claims", {"cl-13-civilians-killed": who})
    assert where(matrix(tables), "cl-13-civilians-killed")[1] == [column.key for column in FOUND.columns]


def test_two_claimants_of_one_side_stand_in_one_column() -> None:
    who = {"claimant": ("act-afghanistan", "act-taliban-spokesman"), "claimant_role": ("own_losses", "own_losses")}
    _, columns, entry = where(matrix(changed("claims", {"cl-13-civilians-killed": who})), "cl-13-civilians-killed")
    assert columns == ["afghanistan"]
    assert entry.jointly


def test_a_claim_of_several_events_names_them() -> None:
    assert len(where(FOUND, "cl-civilian-casualties-friday")[2].view.events) == 4
    assert where(FOUND, "cl-274-taliban-killed")[2].view.events == ()


# --- nothing is added up -----------------------------------------------------------------------------------


def texts(value: object) -> list[str]:
    """All text of the table that is no quote and no note."""
    if isinstance(value, ClaimEntry):
        return [value.view.figure, value.of, value.view.side, value.view.said_by, value.view.status]
    if isinstance(value, tuple | list):
        return [text for part in value for text in texts(part)]
    if isinstance(value, ClaimCell):
        return texts(value.entries)
    return []


def test_no_number_stands_in_the_table_that_is_not_a_claims_own() -> None:
    said = [text for lines in FOUND.lines for text in texts(lines)]
    said += [column.label for column in FOUND.columns]
    said += [part for row in FOUND.rows for part in (row.metric, row.whom)]
    found = {number for text in said for number in re.findall(r"\d+", text)}
    assert found == {row["n_text"] for row in TABLES.rows("claims") if row["n_text"].isdigit()} == numbers(TABLES)


def test_a_figure_is_in_the_texts_own_form() -> None:
    shown = {entry.view.claim_id: entry.view.figure for _, _, entry in entries(FOUND)}
    for row in TABLES.rows("claims"):
        assert shown[row["claim_id"]] in (row["n_text"], f"“{row['n_text']}”")


def test_status_and_relation_are_each_claims_own() -> None:
    _, _, own = where(FOUND, "cl-12-pakistani-soldiers-killed")
    _, _, other = where(FOUND, "cl-55-pakistani-soldiers-killed")
    assert "losses on its own side" in own.view.said_by
    assert "other side" in other.view.said_by
    assert (own.doubted, other.doubted) == (False, True)


# --- contradictions ----------------------------------------------------------------------------------------


def test_every_contradiction_marked_in_the_data_is_found_once() -> None:
    marked = {(row["subject_id"], row["quote_id"]) for row in TABLES.rows("evidence") if row["role"] == "contradicts"}
    found = [(item.subject_id, item.quote.quote_id) for item in contradictions(TABLES) if not item.reading]
    assert sorted(found) == sorted(marked)
    pairs = {frozenset(item.between) for item in contradictions(TABLES) if item.reading}
    assert pairs == {frozenset({row["claim_a"], row["claim_b"]}) for row in TABLES.rows("contradictions")}
    found = [item.key for item in contradictions(TABLES)]
    assert len({item.key for item in contradictions(TABLES)}) == len(found)


def test_a_contradiction_leads_to_what_its_quote_supports() -> None:
    for item in contradictions(TABLES):
        assert item.subject_id not in item.others
        for other in item.others:
            assert any(
                (row["quote_id"], row["role"]) == (item.quote.quote_id, "supports") for row in TABLES.evidence_of(other)
            )


@pytest.mark.parametrize("claim", ["cl-drones-no-damage", "cl-drones-brought-down"])
def test_contradictions_are_linked_both_ways(claim: str) -> None:
    listed = where(FOUND, claim)[2].contradictions
    assert any({*item.between} == {claim, "cl-drones-hit"} for item in listed)
    for item in FOUND.contradictions:
        linked = {entry.view.claim_id for _, _, entry in entries(FOUND) if item in entry.contradictions}
        assert linked == {key for key in item.between if key in TABLES.records["claims"]}
        assert linked


def test_a_claim_that_contradicts_another_is_linked_from_both() -> None:
    evidence = {**TABLES.records["evidence"], 9999: {"subject_id": "cl-dozens-troops-killed", "quote_id": "q-a13",
                "role": "contradicts", "words": None, "words_start": None}}  # fmt: skip
    found = matrix(replace(TABLES, records={**TABLES.records, "evidence": evidence}))
    for claim in ("cl-dozens-troops-killed", "cl-55-pakistani-soldiers-killed", "cl-274-taliban-killed"):
        keys = [item.key for item in where(found, claim)[2].contradictions]
        assert keys.count("cl-dozens-troops-killed--q-a13") == 1


def test_claims_that_cannot_both_be_true_name_each_other_on_the_same_reading() -> None:
    readings = {
        (row["claim_id"], rival.claim_id): rival.reading
        for row in TABLES.rows("claims")
        for rival in claim_view(TABLES, row["claim_id"]).rivals
    }
    assert all(readings[other, claim] == reading for (claim, other), reading in readings.items())
    night = ("cl-274-taliban-killed", "cl-no-casualties-night-strikes")
    assert readings[night] == "if the night strikes are meant"
    assert readings["cl-55-pakistani-soldiers-killed", "cl-12-pakistani-soldiers-killed"].startswith("if both count")
    assert len(readings) == 2 * len(TABLES.rows("contradictions"))
    for claim, other in readings:
        linked = [item.between for item in where(FOUND, claim)[2].contradictions if other in item.between]
        assert linked


def test_what_contradicts_a_claim_is_told_with_who_says_so_and_the_reading() -> None:
    (rival,) = claim_view(TABLES, "cl-no-casualties-night-strikes").rivals
    assert rival.sentence == (
        "Contradicted (if the night strikes are meant) by 274 killed: Taliban officials and militants, "
        "said by Pakistan, about the other side"
    )


def test_words_of_another_matter_in_the_same_sentence_contradict_nobody() -> None:
    """ "Earlier this week" gives the strikes another day; the 13 dead that the words point to are not denied by it."""
    (item,) = (item for item in contradictions(TABLES) if item.words == "earlier this week")
    assert item.others == ()
    assert where(FOUND, "cl-13-civilians-killed")[2].contradictions == ()


def test_a_contradiction_marked_at_an_event_alone_is_told_at_the_claim_too() -> None:
    kept = {
        line: row
        for line, row in TABLES.records["evidence"].items()
        if not (row["role"] == "contradicts" and row["subject_id"].startswith("cl-"))
    }
    found = matrix(replace(TABLES, records={**TABLES.records, "evidence": kept, "contradictions": {}}))
    item, *_ = where(found, "cl-drones-no-damage")[2].contradictions
    assert item.subject_id == "ev-northwest-pakistan-drones-2026-02-26"
    assert "cl-drones-no-damage" in item.others
