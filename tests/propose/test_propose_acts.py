"""Acts: which sentences report one, of which kind, and what takes from it."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.propose.proposal import Act, Report
from dashboard.propose.report_reading import propose

REPORT = Report(date(2026, 3, 4))


def acts(text: str) -> list[Act]:
    return [sentence.act for sentence in propose(text, REPORT)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Warplanes bombed a depot near the river.", "air_strike"),
        ("Two barrel bombs fell on the market.", "air_strike"),
        ("The army carried out airstrikes near the bridge.", "air_strike"),
        ("A drone loaded with explosives hit a fuel truck.", "drone_attack"),
        ("An FPV quadcopter struck a minibus.", "drone_attack"),
        ("Mortar rounds landed in a school yard.", "shelling"),
        ("Artillery pounded the district all night.", "shelling"),
        ("A ballistic missile hit a residential block.", "shelling"),
        ("Rebels and troops exchanged heavy fire at the bridge.", "ground_clash"),
        ("The army retook the town after fierce fighting.", "ground_clash"),
        ("Militants ambushed a patrol.", "ground_clash"),
        ("A cross-border attack on the post was reported.", "cross_border_attack"),
        ("A roadside bomb tore through a police van.", "bombing"),
        ("A suicide attacker detonated his vest at the gate.", "bombing"),
        ("Police detained 14 men in a raid on a warehouse.", "security_operation"),
        ("A network of smugglers was dismantled and weapons were seized.", "security_operation"),
        ("Gunmen opened fire on worshippers.", "other"),
        ("Armed men abducted six teachers.", "other"),
        ("Villagers were beheaded and huts torched.", "other"),
        # blasts that are heard are those of the weapon that is named
        ("Residents heard explosions when the strikes hit.", "air_strike"),
        ("Loud blasts followed the sound of jets.", "air_strike"),
        ("An explosion shook the market.", "bombing"),
        ("A bomb exploded in the market hours after the strikes.", "bombing"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    [act] = acts(text)
    assert act.score >= 0.5
    assert act.kinds[0] == kind
    assert act.why


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cambodian forces attacked Thai military posts.", "cross_border_attack"),
        ("It launched what it called retaliatory attacks on Thai army installations.", "cross_border_attack"),
        ("Militants attacked Thai soldiers.", "other"),
        ("Shells fell in attacks on Thai army posts.", "shelling"),
    ],
)
def test_an_attack_on_the_forces_of_a_neighbour(text: str, kind: str) -> None:
    about = "Thailand and Cambodia have clashed for a year. Thailand closed its border, Cambodia its schools. "
    assert acts(about + text)[-1].kinds[0] == kind
    alone = acts("Thailand has clashed with rebels for a year. " + text)[-1].kinds[0]
    assert alone == ("other" if kind == "cross_border_attack" else kind)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The minister warned that the army would strike anywhere.", "plan"),
        ("The group threatened to bomb the port.", "threat"),
        ("They vowed to attack if the talks fail.", "threat"),
        ("The army plans to shell the hills.", "plan"),
        ("Moscow denies bombing the clinic.", "denial"),
        ("The army did not attack the village.", "denial"),
        ("He urged both sides to stop the shelling.", "threat"),
    ],
)
def test_threats_plans_and_denials_are_no_acts(text: str, word: str) -> None:
    [act] = acts(text)
    assert act.score < 0.5
    assert word in act.why


@pytest.mark.parametrize(
    "text",
    [
        "He warned that 20 people had been killed in the raid.",
        "The army denied the report and shells fell on the market.",
        "Loud blasts could be heard in the capital.",
    ],
)
def test_a_report_behind_such_words_stays_one(text: str) -> None:
    assert acts(text)[0].score >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "He died of a heart attack.",
        "Teachers went on strike over pay.",
        "The two sides struck a deal.",
        "The earthquake destroyed a mine shaft.",
        "The talks took place in a hotel.",
        "The coach was fired after the match.",
        "The summit begins next week.",
    ],
)
def test_words_that_only_look_like_acts(text: str) -> None:
    assert acts(text)[0].score < 0.5


def test_history_is_said() -> None:
    [act] = acts("In 2014, rebels attacked the garrison.")
    assert act.score < 0.5
    assert "history: 2014" in act.why


def test_a_year_does_not_make_history_of_news() -> None:
    [act] = acts("On Monday a bomb went off in the worst attack since 2014.")
    assert act.score >= 0.5
    assert "history" not in act.why


def test_a_figure_of_losses_is_always_to_be_read() -> None:
    [act] = acts("In 2014 some 400 people were killed.")
    assert act.score >= 0.5
    assert "a figure" in act.why


def test_the_kind_goes_on_from_the_sentence_before() -> None:
    first, second = acts("A drone hit a truck near the port. Three people were killed.")
    assert first.kinds[0] == second.kinds[0] == "drone_attack"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("در حملات هوایی ۱۲ تن کشته شدند.", "air_strike"),
        ("په هوايي برید کې لس کسان ووژل شول.", "air_strike"),
        ("بم دھماکے میں تین افراد ہلاک ہو گئے۔", "bombing"),
        ("مقتل خمسة أشخاص في غارة جوية.", "air_strike"),
    ],
)
def test_the_lists_of_other_languages_are_begun(text: str, kind: str) -> None:
    [act] = acts(text)
    assert act.score >= 0.5
    assert act.kinds[0] == kind
