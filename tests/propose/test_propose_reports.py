"""The measuring set: floors a little below what is reached. The held-out half was never looked at report by report.

Held-out places were at 84 % before localities.csv was written; its author knew the names of both halves. The two shipped
articles were coded by others, long before: what they say of days, places and figures is compared here as well.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from report_scoring import NEVER, Score, coded, score

from dashboard.propose.proposal import Report, SentenceProposal
from dashboard.propose.report_reading import propose

DATA = Path(__file__).resolve().parents[2] / "data"

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
    "speaker offered": 0.9,
    "speakers who speak": 0.8,
    "attacker offered": 0.6,
    "attackers who act": 0.5,
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
        for words in (*coding["acts"], *coding["days"], *coding["places"], *coding["figures"], *coding["actors"]):
            assert text[words["start"] : words["end"]] == words["words"], name


# --- the shipped articles -------------------------------------------------------------------------------------------


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def articles() -> dict[str, list[SentenceProposal]]:
    read = {}
    for source in rows("sources.csv"):
        with (DATA.parent / source["file"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        updated = date.fromisoformat(source["updated_on"])
        published = date.fromisoformat(source["published_on"]) if source["published_on"] else updated
        read[source["source_id"]] = list(propose(text, Report(published, updated)))
    return read


def at(words: Any, start: int, end: int) -> bool:
    return bool(words.start < end and start < words.end)


def test_sentences_of_coded_events_and_claims_are_proposed(articles: dict[str, list[SentenceProposal]]) -> None:
    quotes = {row["quote_id"]: row for row in rows("quotes.csv")}
    coded_rows = {row["event_id"] for row in rows("events.csv")} | {row["claim_id"] for row in rows("claims.csv")}
    proofs = {
        row["quote_id"] for row in rows("evidence.csv") if row["subject_id"] in coded_rows and row["role"] != "ties"
    }
    for quote in map(quotes.__getitem__, proofs):
        start, end = int(quote["start"]), int(quote["end"])
        sentences = [one for one in articles[quote["source_id"]] if at(one, start, end)]
        assert max(one.act.score for one in sentences) >= 0.5, quote["quote"]


def test_what_was_left_off_the_map_stays_off_it(articles: dict[str, list[SentenceProposal]]) -> None:
    for row in rows("unmapped.csv"):
        if row["reason"] in ("metonym", "dateline", "heading", "origin", "name_part"):
            start = int(row["start"])
            found = [p for s in articles[row["source_id"]] for p in s.places if at(p, start, start + len(row["words"]))]
            assert not any(place.candidates for place in found), row


def test_days_and_figures_of_the_coding_are_read(articles: dict[str, list[SentenceProposal]]) -> None:
    quotes = {row["quote_id"]: row["source_id"] for row in rows("quotes.csv")}
    events = {row["event_id"]: row for row in rows("events.csv")}
    claims = {row["claim_id"]: row for row in rows("claims.csv") if row["n_min"]}
    right, asked = 0, 0
    for proof in rows("evidence.csv"):
        sentences = articles[quotes[proof["quote_id"]]]
        start = int(proof["words_start"] or 0)
        end = start + len(proof["words"])
        if proof["role"] == "date" and proof["subject_id"] in events:
            event = events[proof["subject_id"]]
            days = [d for s in sentences for d in s.days if at(d, start, end)]
            asked += 1
            right += any((str(d.first), str(d.last)) == (event["date_start"], event["date_end"]) for d in days)
        if proof["role"] == "figure" and proof["subject_id"] in claims:
            claim = claims[proof["subject_id"]]
            figures = [f for s in sentences for f in s.figures if at(f, start, end)]
            asked += 1
            right += any((f.metric, str(f.n_min)) == (claim["metric"], claim["n_min"]) for f in figures)
    assert asked > 30
    assert right / asked >= 0.95
