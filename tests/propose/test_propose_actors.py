"""Who speaks and who acts, in the words of a sentence: offered to whoever codes it, whether a list knows them or not."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.propose.proposal import Report
from dashboard.propose.report_reading import propose


def offered(text: str, role: str) -> list[str]:
    [sentence] = propose(text, Report(date(2026, 3, 4)))
    return [actor.words for actor in sentence.actors if actor.role == role]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The front said it was ready to talk.", "The front"),
        ("The alliance of the east bank said that it had shelled the town.", "The alliance"),
        ("Nine people were killed, the emergency service said.", "the emergency service"),
        ("Rights lawyers say hundreds were detained.", "Rights lawyers"),
        ("An internal report spoke of nine dead.", "An internal report"),
        ("Residents and a diplomat said shells fell on the town.", "Residents and a diplomat"),
        ("The resistance committees deny shelling the town.", "The resistance committees"),
        ("They said the army had retaken a bridge.", "They"),
        ("Nine people were killed, according to the harbour union.", "the harbour union"),
    ],
)
def test_who_speaks_is_offered_whoever_it_is(text: str, speaker: str) -> None:
    assert speaker in offered(text, "claimant")


@pytest.mark.parametrize(
    "text",
    [
        "Drones struck the town on Friday.",
        "On Friday it rained in the town.",
        "Shells that were fired from the hill killed nine.",
    ],
)
def test_where_nobody_speaks_nobody_is_offered_as_a_speaker(text: str) -> None:
    assert offered(text, "claimant") == []


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("Military jets bombed a monastery on Friday.", "Military jets"),
        ("Militants loyal to the front seized the town.", "Militants"),
        ("A guided bomb dropped by a government jet struck the depot.", "a government jet"),
        ("Police in the capital have rounded up dozens of men.", "Police"),
        ("The army said its planes struck the camp.", "its planes"),
    ],
)
def test_who_acts_is_offered(text: str, attacker: str) -> None:
    found = offered(text, "attacker")
    assert any(attacker in words for words in found), found
