"""Who speaks and who acts, in the words of a sentence: offered to whoever codes it, whether a list knows them or not."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.propose.proposal import Report
from dashboard.propose.report_reading import propose


def offered(text: str, role: str) -> list[str]:
    return [
        actor.words
        for sentence in propose(text, Report(date(2026, 3, 4)))
        for actor in sentence.actors
        if actor.role == role
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The front said it was ready to talk.", "The front"),
        ("The alliance of the east bank said that it had shelled the town.", "The alliance of the east bank"),
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


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # somebody is named as far as his name goes
        ("Harbour sources in Chad said the planes came at night.", ["Harbour sources in Chad"]),
        ("The government of the river province said nine had died.", ["The government of the river province"]),
        ("Chad and the African Union said nine had died.", ["Chad", "the African Union"]),
        ("The Ministry of Trade and Industry said nine had died.", ["The Ministry of Trade and Industry"]),
        ("Bosnia and Herzegovina said nine had died.", ["Bosnia and Herzegovina"]),
        ("Nine had died, a nurse at the Noor Hospital said.", ["a nurse at the Noor Hospital"]),
        ("Chad’s river council on Saturday called for talks.", ["Chad’s river council"]),
        ("Nine died, according to its military administration.", ["its military administration"]),
        ("Fighters loyal to Omar Diallo said they had left.", ["Fighters loyal to Omar Diallo"]),
        # what is inserted is not who speaks, and "it" is not the only one
        ("The front, which denies arming anybody, said it had stated its terms.", ["The front", "it"]),
        ("The suspect, named as Omar Diallo, 34, denies the charges.", ["The suspect", "Omar Diallo"]),
        # behind the verb only where the clause stands before it
        ("The ministry says army leaders live across the border.", ["The ministry"]),
        ("Nine died, two eyewitnesses told this agency.", ["two eyewitnesses"]),
        # private people by their role
        ("“We ran,” said taxi driver Adam Noor. The army came at once, Noor said.", ["taxi driver"]),
        # what speaks of nothing, and what is hit
        ("The strikes threatened to widen the war.", []),
        ("Chad bombed their forces in the towns and warned them of more.", []),
        ("Chad accused Rwanda of aggression and said nine had died.", ["Chad"]),
    ],
)
def test_who_speaks_is_named_as_far_as_the_name_goes(text: str, speakers: list[str]) -> None:
    assert offered(text, "claimant") == speakers


@pytest.mark.parametrize(
    ("text", "attackers"),
    [
        ("Chadian attacks on the border killed nine on Thursday.", ["Chadian"]),
        ("Chad’s air strikes on the towns killed nine on Thursday.", ["Chad"]),
        ("The air strikes by Chad killed nine people on Thursday.", ["Chad"]),
        (
            "Soldiers of the 6th River Division killed five members of the Dune Front.",
            ["Soldiers of the 6th River Division"],
        ),
        ("Militants who crossed from Chad attacked a post on Friday, killing nine.", ["Militants"]),
        ("The River Support Forces (RSF) fired rockets at the market on Friday.", ["The River Support Forces"]),
        ("ADF militants hacked to death 14 villagers on Friday.", ["ADF militants"]),
        ("Fifteen suspects have been arrested in the raid of Friday.", []),
        ("An air strike on the camp of Ein el-Noor killed 13 people on Friday.", []),
        ("A girl was killed when shells hit the town on Friday.", []),
        ("A drone destroyed six trucks on Friday.", []),
        ("No group in Chad claimed the bombing that killed nine on Friday.", []),
        ("Nine members of one family died when their house was bombed on Friday.", []),
        ("Drones hit army positions on an island in Lake Chad on Friday and killed nine.", []),
    ],
)
def test_an_attacker_acts_and_is_not_cut_out_of_something_else(text: str, attackers: list[str]) -> None:
    assert offered(text, "attacker") == attackers


@pytest.mark.parametrize(
    ("text", "fighting"),
    [
        ("Clashes between Chad and Niger in October killed nine soldiers.", ["Chad", "Niger"]),
        ("Troops clashed with the Dune Front near the wells on Friday.", ["Troops", "the Dune Front"]),
    ],
)
def test_in_a_fight_of_two_sides_both_take_part_and_nobody_attacks(text: str, fighting: list[str]) -> None:
    assert offered(text, "actor") == fighting
    assert offered(text, "attacker") == []


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Drones attacked Malian military offices and posts on Friday.", ["Malian military offices and posts"]),
        ("The army said it had killed 274 rebel officials and fighters.", ["274 rebel officials and fighters"]),
        ("The strikes killed 13 civilians on Friday.", ["13 civilians"]),
        (
            "Planes targeted camps of Dune Front and River Guard militants.",
            ["camps of Dune Front and River Guard militants"],
        ),
        ("Police raided a market, taking 90 Malian nationals to holding centres.", ["90 Malian nationals"]),
        ("Planes bombed a depot on Friday.", []),
    ],
)
def test_who_was_hit_is_named_whole(text: str, targets: list[str]) -> None:
    assert offered(text, "target") == targets
