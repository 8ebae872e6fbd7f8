"""What the gate refuses is said in the words of the form: names for ids, once a cause, with what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from desk_dossier import SOURCE, accepted, ansongo, army, at, event, front, sentence

from dashboard.coding import desk_work
from dashboard.sources.dossier.store import DossierFile

#: What no reader of a form knows: ids, files, columns.
FOREIGN = re.compile(r"\b(act|ev|cl|st|src|q)-[a-z0-9]|\.csv|_id\b|_text\b|role ties")


def said(file: DossierFile, sort: str, form: dict[str, Any]) -> dict[str, str]:
    faults = desk_work.faults_in(file, sort, form)
    assert len({fault.message for fault in faults}) == len(faults), "each sentence once"
    for fault in faults:
        assert not FOREIGN.search(fault.message), fault.message
    return {fault.field: fault.message for fault in faults}


def test_words_that_tie_a_claim_to_nothing_name_the_events_once_and_say_what_to_do(file: DossierFile) -> None:
    events = [accepted(file, "event", event()), accepted(file, "event", ansongo())]
    claim = {
        "source": SOURCE, "quotes": sentence("lost three"), "metric": "killed", "figure": at("three"), "side": "mali",
        "claimants": [{**army(), "words": at("The army")}], "events": events, "ties": [at("soldiers")],
    }  # fmt: skip
    assert said(file, "claim", claim)["events"] == (
        "The words that tie it do not name the place, the day or the act of “Dune Front's shelling in Ansongo” and "
        "“Drone attack in Ménaka”. Choose words that do: they may stand in the sentence before, as “Thursday night” does where "
        "this one says “the night strikes”. Or tie it to none."
    )


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"kind": "shelling"}, "kind", "No word of the quote says so; one such as “shell”"),
        (
            {
                "days": {
                    "words": at("Thursday night"),
                    "first": "2026-11-25",
                    "last": "2026-11-25",
                    "time_of_day": "night",
                }
            },
            "days",
            "“Thursday night” means Thu 26 Nov 2026, and the form has Wed 25 Nov 2026.",
        ),
        ({"verification": "both_sides"}, "verification", "“both sides say so” does not go with who says so (Local"),
        (
            {"claimants": [{"words": None, "name": "Dune Front", "side": "dune_front"}]},
            "claimants",
            "Choose the words that name Dune Front, or somebody else.",
        ),
    ],
)
def test_each_cause_has_its_sentence(file: DossierFile, changed: dict[str, Any], field: str, words: str) -> None:
    assert said(file, "event", event(**changed))[field].startswith(words)


def test_who_is_new_in_the_form_is_called_by_name(file: DossierFile) -> None:
    unknown = {"words": at("Tuesday"), "name": "Somebody", "side": "mali"}
    messages = said(file, "event", event(kind="ground_clash", actors=[unknown, front()])).values()
    assert any(message.startswith("No word of the quote says so") for message in messages)
