"""Statements: what is said, by whom, and of which kind; nothing that the sentence does not say."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from report_scoring import coded, read

from dashboard.propose.proposal import Report, Said
from dashboard.propose.report_reading import propose
from dashboard.propose.reported_statements import said_in

DESCRIPTOR = json.loads((Path(__file__).resolve().parents[2] / "data" / "datapackage.json").read_text("utf-8"))
KINDS = {
    category["value"]
    for resource in DESCRIPTOR["resources"]
    for field in resource.get("schema", {}).get("fields", ())
    if (resource["name"], field["name"]) == ("statements", "kind")
    for category in field["categories"]
}


def said(text: str) -> list[Said]:
    return [one for sentence in propose(text, Report(date(2026, 3, 4))) for one in sentence.said]


@pytest.mark.parametrize(
    ("text", "who", "summary", "kind"),
    [
        # behind the verb
        (
            "The ministry warned that any attack will be met with a strong response.",
            "The ministry",
            "The ministry warned that any attack will be met with a strong response.",
            "threat",
        ),
        ("Egypt urged both sides to show restraint.", "Egypt", "Egypt urged both sides to show restraint.", "appeal"),
        ("Moscow denies targeting civilians.", "Moscow", "Moscow denies targeting civilians.", "denial"),
        ("Chad accused Sudan of arming rebels.", "Chad", "Chad accused Sudan of arming rebels.", "accusation"),
        ("The union condemned the raid.", "The union", "The union condemned the raid.", "condemnation"),
        (
            "The envoy on Saturday called for talks.",
            "The envoy",
            "The envoy called for talks.",
            "appeal",
        ),
        (
            "The government said it was on high alert.",
            "The government",
            "The government said it was on high alert.",
            "alert",
        ),
        (
            "The front said on Friday it was willing to negotiate - a claim that nobody could check.",
            "The front",
            "The front said on Friday it was willing to negotiate.",
            "diplomacy",
        ),
        # an inserted clause is neither who speaks nor what is said
        (
            "The front, which denies arming anybody, said it had left the port.",
            "The front",
            "The front said it had left the port.",
            "",
        ),
        # before the verb
        (
            "“We want to resolve this through dialogue,” the spokesman said.",
            "the spokesman",
            "The spokesman said: “We want to resolve this through dialogue”.",
            "diplomacy",
        ),
        (
            "Now it is open war,” Defence Minister Jan Okello said on Friday.",
            "Defence Minister Jan Okello",
            "Defence Minister Jan Okello said: “Now it is open war”.",
            "threat",
        ),
        (
            "“We never did,” the ministry quoted the minister as telling reporters.",
            "the ministry",
            "The ministry quoted the minister as telling reporters: “We never did”.",
            "",
        ),
        # private people by role only
        ("“We ran,” said taxi driver Adam Noor.", "taxi driver Adam Noor", "Taxi driver said: “We ran”.", ""),
    ],
)
def test_what_is_said(text: str, who: str, summary: str, kind: str) -> None:
    [one] = said(text)
    assert (one.who.words, one.summary) == (who, summary)
    assert one.kinds[:1] == ((kind,) if kind else ())
    assert bool(one.why) == bool(kind)


def test_each_speaker_of_a_sentence_has_what_he_says() -> None:
    first, second = said(
        "Kabul and the United Nations said 13 were killed and the front warned there would be a reply."
    )
    assert (first.who.words, first.summary) == (
        "Kabul and the United Nations",
        "Kabul and the United Nations said 13 were killed.",
    )
    assert (second.who.words, second.kinds) == ("the front", ("threat",))
    assert second.summary == "The front warned there would be a reply."


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        # what is spoken of stands before "that"
        (
            "Chad launched air strikes earlier this week that the front said hit camps of herders in the east.",
            "The front said air strikes hit camps of herders in the east.",
        ),
        (
            "Drones destroyed six lorries that the government said belonged to smugglers.",
            "The government said six lorries belonged to smugglers.",
        ),
        # to whom it is said; only the half that is said
        (
            "Nine men died on Friday, the mayor told this newspaper.",
            "The mayor told this newspaper: Nine men died on Friday.",
        ),
        ("Nine men died, the governor wrote on Telegram.", "The governor wrote: Nine men died."),
        ("Drones struck at dawn; two men died, the army confirmed.", "The army confirmed: two men died."),
        # others than "said"
        ("Police say a man threw a bomb.", "Police say a man threw a bomb."),
        ("The Guards deny shelling the port.", "The Guards deny shelling the port."),
        ("Fighters loyal to Omar Diallo said they had left.", "Fighters loyal to Omar Diallo said they had left."),
    ],
)
def test_what_is_said_is_whole(text: str, summary: str) -> None:
    assert [one.summary for one in said(text)] == [summary]


def test_a_straight_quotation_that_began_a_sentence_before_is_closed_where_it_closes() -> None:
    text = '"Our patience has run out. Now it is open war," the minister said.\n"We ran," said driver Adam Noor. "All of us fled," Noor said.'
    assert [one.summary for one in said(text)] == [
        "The minister said: “Now it is open war”.",
        'Driver said: "We ran".',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on the port at dawn.",
        "The men that the army said had fled were of the river and of the hills and of the towns.",
        "The strikes threatened to widen the war.",
        "“We said no and they said yes.”",
        "Witnesses told this newspaper.",
    ],
)
def test_nobody_is_said_to_say_it(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("half", ["tuning", "held out"])
def test_a_summary_holds_words_of_its_sentence_alone(half: str) -> None:
    count = 0
    for name, text, coding in coded(half):
        for sentence in read(text, coding, country=True):
            for one in sentence.said:
                count += 1
                assert sentence.start <= one.start < one.end <= sentence.end, name
                assert sentence.start <= one.who.start < one.who.end <= sentence.end, name
                assert text[one.start : one.end] == one.words
                assert text[one.who.start : one.who.end] == one.who.words
                words = set(re.findall(r"\w+", sentence.text.casefold()))
                assert set(re.findall(r"\w+", one.summary.casefold())) <= words, name
                assert set(one.kinds) <= KINDS
    assert count > 40


def test_no_text_breaks_it() -> None:
    for text in ("", "said", "“ said", "said ,", ", he said", "The said said said.", '"He said', "…,” said"):
        said_in(text, 0, len(text), ())
