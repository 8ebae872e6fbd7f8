"""The measuring set: floors a little below what is reached. The held-out half was never looked at report by report.

Held-out places were at 84 % before localities.csv was written; its author knew the names of both halves.
"""

from __future__ import annotations

import pytest
from report_scoring import NEVER, Score, coded, score

FLOORS = {
    "sentence recall": 0.95,
    "sentence precision": 0.8,
    "kind first": 0.85,
    "day": 0.93,
    "precision of the day": 0.97,
    "time of day": 0.97,
    "place first": 0.9,
    "place among three": 0.93,
    "figure": 0.93,
}


@pytest.fixture(scope="module", params=["tuning", "held out"])
def half(request: pytest.FixtureRequest) -> Score:
    return score(request.param)


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_floor(half: Score, measure: str) -> None:
    assert half.share(measure) >= FLOORS[measure], half.wrong[measure] if half.asked[measure] else ""


def test_nothing_is_filled_in_that_the_sentence_does_not_say(half: Score) -> None:
    assert half.wrong["in the quote"] == []


@pytest.mark.parametrize("reason", [reason for reason in NEVER if reason not in ("metonym",)])
def test_datelines_and_names_of_others_stay_off_the_map(half: Score, reason: str) -> None:
    assert half.right[f"{reason} off the map"] == half.asked[f"{reason} off the map"]


def test_metonyms_stay_off_the_map(half: Score) -> None:
    assert half.share("metonym off the map") >= 0.96


def test_without_the_country_it_reads_as_well() -> None:
    assert score("tuning", country=False).share("place first") >= 0.9


def test_the_codings_are_true_to_their_texts() -> None:
    reports = [report for part in ("tuning", "held out") for report in coded(part)]
    assert len(reports) >= 24
    assert len({coding["country"] for _, _, coding in reports}) >= 10
    for name, text, coding in reports:
        for words in (*coding["acts"], *coding["days"], *coding["places"], *coding["figures"]):
            assert text[words["start"] : words["end"]] == words["words"], name
