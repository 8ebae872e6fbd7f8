"""Somebody else's name in the cell of an attacker, a claimant, a speaker or a target is noticed."""

from __future__ import annotations

import pytest
from data_copy import Project, ids_of, rows_of, split

ACTORS = ids_of("actors")
EVENTS = {row["event_id"]: row for row in rows_of("events")}
CLAIMS = {row["claim_id"]: row for row in rows_of("claims")}
STATEMENTS = {row["statement_id"]: row for row in rows_of("statements")}


@pytest.mark.parametrize("actor", ACTORS)
def test_an_attacker_swapped_for_any_other_actor_is_noticed(project: Project, actor: str) -> None:
    """Every event at once, those without an attacker as well."""
    lines = project.change_all("events", "attacker", actor)
    assert len(lines) >= 5
    assert project.lines("events", "attacker") == lines


@pytest.mark.parametrize("event", [key for key, row in EVENTS.items() if row["attacker"]])
def test_attacker_and_target_swapped_as_a_whole_are_noticed(project: Project, event: str) -> None:
    """Pakistan for Afghanistan in every column of the row that holds an actor."""
    row, swap = EVENTS[event], {"act-pakistan": "act-afghanistan", "act-afghanistan": "act-pakistan"}
    cells = {
        column: ";".join(swap.get(item, item) for item in row[column].split(";"))
        for column in ("attacker", "target", "actors", "target_claimant", "claimants")
    }
    line = project.change("events", event, **{column: cell for column, cell in cells.items() if cell != row[column]})
    assert ("events.csv", line, "attacker") in project.places()


def test_an_attacker_taken_away_is_noticed(project: Project) -> None:
    assert project.change_all("events", "attacker", "") == project.lines("events", "attacker")


def test_an_attacker_taken_away_with_the_words_is_noticed_by_the_evidence(project: Project) -> None:
    project.change_all("events", "attacker_text", "")
    assert project.lines("events", "attacker_text") == project.change_all("events", "attacker", "")


@pytest.mark.parametrize("actor", ACTORS)
def test_a_claimant_of_events_swapped_is_noticed(project: Project, actor: str) -> None:
    """All claimants of every event replaced by one actor: noticed in each, but for the outlet's own voice."""
    lines = project.change_all("events", "claimants", actor)
    # The outlet names no words for what it says in its own voice: it may be left out.
    silent = {project.line("events", "ev-kandahar-2026-02-26")} if actor == "act-taliban-spokesman" else set()
    assert project.lines("events", "claimants") == lines - silent


@pytest.mark.parametrize(
    ("event", "claimant"),
    [(key, item) for key, row in EVENTS.items() for item in split(row["claimants"]) if ";" in row["claimants"]],
)
def test_one_of_several_claimants_left_out_is_noticed(project: Project, event: str, claimant: str) -> None:
    rest = [item for item in split(EVENTS[event]["claimants"]) if item != claimant]
    line = project.change("events", event, claimants=";".join(rest))
    # The outlet's own voice has no words of its own; where it is named ("Reuters witnesses") it is missed.
    silent = claimant == "act-reuters" and event != "ev-kabul-2026-02-26"
    assert (("events.csv", line, "claimants") in project.places()) != silent


@pytest.mark.parametrize("actor", ACTORS)
def test_a_claimant_of_claims_swapped_is_noticed(project: Project, actor: str) -> None:
    lines = project.change_all("claims", "claimant", actor)
    missed = lines - project.lines("claims", "claimant") - project.lines("claims", "claimant_role")
    # No alias is shared: nobody passes for somebody else.
    assert missed == set()


@pytest.mark.parametrize("claim", [key for key, row in CLAIMS.items() if ";" in row["claimant"]])
def test_one_of_joint_claimants_left_out_is_noticed(project: Project, claim: str) -> None:
    first, second = split(CLAIMS[claim]["claimant"])
    line = project.change("claims", claim, claimant=first, claimant_role="own_losses")
    assert {("claims.csv", line, "claimant"), ("claims.csv", line, "verification")} <= project.places()
    assert second not in project.rows("claims")[line - 2]["claimant"]


def test_he_is_whoever_speaks_for_the_events_of_the_claim(project: Project) -> None:
    line = project.change("claims", "cl-no-casualties-night-strikes", claimant="act-khawaja-muhammad-asif")
    assert ("claims.csv", line, "claimant") in project.places()


@pytest.mark.parametrize("actor", ACTORS)
def test_a_speaker_swapped_is_noticed(project: Project, actor: str) -> None:
    lines = project.change_all("statements", "speaker", actor)
    assert project.lines("statements", "speaker") | project.lines("statements", "speaker_text") == lines


@pytest.mark.parametrize("actor", ACTORS)
def test_a_target_swapped_is_noticed(project: Project, actor: str) -> None:
    lines = project.change_all("events", "target", actor)
    # "Pakistani Taliban" holds "Taliban": Afghanistan as their target shows in the list of actors.
    missed = lines.difference(*(project.lines("events", column) for column in ("target", "target_text", "actors")))
    # The words name two targets; that one of them is left out shows in no other cell.
    two = {project.line("events", "ev-eastern-afghanistan-2026-02-21")}
    assert missed == (two if actor in ("act-pakistani-taliban", "act-islamic-state") else set())


def test_a_target_without_somebody_whose_word_it_is_is_noticed(project: Project) -> None:
    given = {project.line("events", key) for key, row in EVENTS.items() if row["target_text"]}
    project.change_all("events", "target_claimant", "")
    assert project.lines("events", "target_claimant") == given
    project.change_all("events", "target_claimant", "act-qatar")
    assert project.lines("events", "target_claimant") == set(range(2, len(EVENTS) + 2))


def test_actors_who_are_not_in_the_quotes_are_noticed(project: Project) -> None:
    rows = project.rows("events")
    for row in rows:
        row["actors"] += ";act-saudi-arabia"
    project.write("events", rows)
    clashes = {project.line("events", key) for key, row in EVENTS.items() if row["kind"] == "ground_clash"}
    assert project.lines("events", "actors") == set(range(2, len(rows) + 2)) - clashes


def test_a_clash_of_one_side_with_itself_is_noticed(project: Project) -> None:
    line = project.change("events", "ev-border-clashes-2026-02", actors="act-afghanistan;act-taliban-spokesman")
    assert ("events.csv", line, "actors") in project.places()


def test_words_that_name_nobody_leave_only_the_outlet(project: Project) -> None:
    line = project.change("events", "ev-border-clashes-2026-02", claimants="act-afghanistan;act-pakistan")
    assert ("events.csv", line, "claimants") in project.places()


def test_an_actor_renamed_or_without_its_aliases_is_noticed_where_it_is_named(project: Project) -> None:
    project.change("actors", "act-taliban-spokesman", name="Somebody", aliases="")
    named = {line for line, row in enumerate(EVENTS.values(), 2) if "act-taliban-spokesman" in row["claimants"]}
    assert project.lines("events", "claimants") == named


# --- what no test can catch ----------------------------------------------------------------------------------------


def test_no_test_can_catch_one_claimant_for_another_who_is_named_too(project: Project) -> None:
    """Whose word the target is: any claimant of the event may say it, the sentence alone tells."""
    project.change("events", "ev-kabul-2026-02-26", target_claimant="act-taliban-spokesman")
    assert project.faults() == ()


def test_no_test_can_catch_a_claimant_swapped_together_with_the_words_for_another_of_the_quote(
    project: Project,
) -> None:
    """ "Pakistan confirmed that 12 … and Afghanistan said it had lost 13": the words of the other speaker stand in the
    same quote. With claimant, words and offsets swapped, the rest of the row has to give it away: here the side does,
    since nobody's own losses are those of the other side. Where no side is stored, nothing does."""
    rows = project.rows("evidence")
    for row in rows:
        if (row["subject_id"], row["role"]) == ("cl-13-taliban-fighters-killed", "claimant"):
            row["words"], row["words_start"] = "Pakistan", {"q-a14": "1565", "q-b17": "2411"}[row["quote_id"]]
    project.write("evidence", rows)
    line = project.change("claims", "cl-13-taliban-fighters-killed", claimant="act-pakistan", claimant_text="Pakistan")
    assert project.places() == {("claims.csv", line, "claimant_role")}
    project.change("claims", "cl-13-taliban-fighters-killed", side="")
    assert project.faults() == ()


def test_no_test_can_catch_a_clash_told_of_other_sides_than_those_who_fought(project: Project) -> None:
    """ "Multiple ground clashes were reported along the border" names no side; any two of different sides pass."""
    project.change("events", "ev-border-clashes-2026-02", actors="act-pakistan;act-islamic-state")
    assert project.faults() == ()
