"""Claims on events without words that tie them, and contradictions that are none, are noticed."""

from __future__ import annotations

import pytest
from data_copy import Project, rows_of, split

TIED = [(row["claim_id"], event) for row in rows_of("claims") for event in split(row["event_ids"])]
STRIKES = [row["event_id"] for row in rows_of("events") if row["kind"] == "air_strike"]
UNTIED = [row["claim_id"] for row in rows_of("claims") if not row["event_ids"]]


def line_of(project: Project, claim: str) -> tuple[str, int, str]:
    return "claims.csv", project.line("claims", claim), "event_ids"


def test_every_claim_on_an_event_has_words_of_its_own_quotes_for_it() -> None:
    """Read by this test alone: the words of the tie name the event's place or its day, or the one drone attack."""
    events = {row["event_id"]: row for row in rows_of("events")}
    evidence = rows_of("evidence")
    for claim, event in TIED:
        mine = [row for row in evidence if row["subject_id"] == claim]
        supporting = {row["quote_id"] for row in mine if row["role"] == "supports"}
        ties = [row["words"].casefold() for row in mine if row["role"] == "ties" and row["quote_id"] in supporting]
        days = [row["words"].casefold() for row in evidence if (row["subject_id"], row["role"]) == (event, "date")]
        names = [events[event]["place_text"].casefold() or "nowhere", *days]
        names += ["drones"] if events[event]["kind"] == "drone_attack" else []
        assert any(name in words for name in names for words in ties), (claim, event)


@pytest.mark.parametrize(("claim", "event"), TIED)
def test_a_tie_without_its_words_is_noticed(project: Project, claim: str, event: str) -> None:
    project.drop("evidence", lambda row: (row["subject_id"], row["role"]) != (claim, "ties"))
    assert line_of(project, claim) in project.places()


@pytest.mark.parametrize("claim", UNTIED)
@pytest.mark.parametrize("event", STRIKES)
def test_a_figure_of_the_strikes_in_general_is_refused_on_each_of_them(
    project: Project, claim: str, event: str
) -> None:
    """Neither the figure itself nor the words "the country's strikes" name a place, a day or the only strike."""
    if claim == "cl-274-taliban-killed":
        words = "the country's strikes"
        quote = next(row for row in rows_of("quotes") if words in row["quote"])
        start = int(quote["start"]) + quote["quote"].index(words)
        cells = {"quote_id": quote["quote_id"], "words": words, "words_start": str(start)}
        project.append("evidence", subject_id=claim, role="ties", **cells)
    project.change("claims", claim, event_ids=event)
    assert line_of(project, claim) in project.places()


def test_one_of_seven_strikes_that_the_words_do_not_name_is_noticed(project: Project) -> None:
    """Joint claims: the words of the night name no strike of Friday."""
    night = "cl-no-casualties-night-strikes"
    cell = next(row["event_ids"] for row in rows_of("claims") if row["claim_id"] == night)
    project.change("claims", night, event_ids=f"{cell};ev-khost-2026-02-27")
    assert line_of(project, night) in project.places()


def test_words_that_tie_a_claim_to_nothing_are_noticed(project: Project) -> None:
    project.change("claims", "cl-90-afghans-detained", event_ids="")
    assert line_of(project, "cl-90-afghans-detained") in project.places()


def test_an_act_names_its_event_only_while_it_is_the_only_one(project: Project) -> None:
    """ "All the drones" are those of the one drone attack; beside a second one they name neither."""
    project.change("events", "ev-border-attack-2026-02-26", kind="drone_attack", sub_event_type="Air/drone strike",
                   event_type="Explosions/Remote violence")  # fmt: skip
    assert line_of(project, "cl-drones-no-damage") in project.places()


def test_the_words_of_a_tie_stand_in_a_quote(project: Project) -> None:
    index = next(n for n, row in enumerate(rows_of("evidence")) if row["role"] == "ties")
    line = project.change("evidence", index, words="anywhere")
    assert ("evidence.csv", line, "words") in project.places()


def test_the_same_pair_of_claims_twice_is_noticed(project: Project) -> None:
    first = rows_of("contradictions")[0]
    line = project.append(
        "contradictions", contradiction_id="ct-twin", claim_a=first["claim_b"], claim_b=first["claim_a"]
    )
    assert ("contradictions.csv", line, "claim_b") in project.places()


def test_a_claim_that_contradicts_itself_is_noticed(project: Project) -> None:
    first = rows_of("contradictions")[0]
    line = project.change("contradictions", 0, claim_b=first["claim_a"])
    assert ("contradictions.csv", line, "claim_b") in project.places()


@pytest.mark.parametrize("reading", ["", "perhaps", "if "])
def test_a_contradiction_says_on_which_reading(project: Project, reading: str) -> None:
    line = project.change("contradictions", 0, reading=reading)
    assert ("contradictions.csv", line, "reading") in project.places()


def test_a_contradiction_of_a_withheld_claim_goes_and_the_other_claim_stays(project: Project) -> None:
    project.change("claims", "cl-12-pakistani-soldiers-killed", n_min="21")
    tables = project.load()
    assert "cl-55-pakistani-soldiers-killed" in tables.records["claims"]
    pairs = {(row["claim_a"], row["claim_b"]) for row in tables.rows("contradictions")}
    assert not any("cl-12-pakistani-soldiers-killed" in pair for pair in pairs)
