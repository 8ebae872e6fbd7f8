"""What goes against another, through the same drafts, review and gate: discrepancies of two articles, contradictions."""

from __future__ import annotations

from typing import Any

from desk_dossier import SOURCE, accepted, at, bring, event, faults, front, official, sentence

from dashboard.sources.dossier.evidence.contradictions import contradictions
from dashboard.sources.dossier.store import DossierFile

TEXT = "Drones struck Menaka on Thursday night, killing two people, a local official said.\n"


def told_twice(file: DossierFile) -> tuple[str, dict[str, str]]:
    """An event of two articles, and a quote of each by its article."""
    subject = accepted(file, "event", event())
    source = bring(file, TEXT, "Sahel Gazette", "Menaka struck")
    again = event(
        source=source, quotes=[[0, len(TEXT) - 1]], same_as=subject, place=None,
        days={"words": at("Thursday night", TEXT), "first": "2026-11-26", "last": "2026-11-26", "time_of_day": "night"},
        claimants=[{"words": at("a local official", TEXT), "name": "Local official", "side": "third_party"}],
    )  # fmt: skip
    accepted(file, "event", again)
    return subject, {row["source_id"]: row["quote_id"] for row in file.tables().rows("quotes")}


ARMY = {"words": at("The army"), "name": "Army of Mali", "side": "mali"}


def claim(words: str, **fields: Any) -> dict[str, Any]:
    return {
        "source": SOURCE, "quotes": sentence(words), "metric": "killed", "claimants": [ARMY], "events": [], "ties": [], **fields,
    }  # fmt: skip


def test_a_discrepancy_names_a_quote_of_each_article_and_says_what_each_says(file: DossierFile) -> None:
    subject, quotes = told_twice(file)
    form = {
        "source": SOURCE, "quotes": sentence("Drones struck"), "subject": subject, "column": "quote",
        "quote_a": quotes[SOURCE], "quote_b": quotes["src-sahel-gazette-2026-11-27"],
        "summary": "“at least nine people” or “two people”.",
    }  # fmt: skip
    key = accepted(file, "discrepancy", form)
    row = file.tables().row("discrepancies", key)
    assert (row["subject_ids"], row["summary"]) == ((subject,), "“at least nine people” or “two people”.")
    assert file.log()[0].what == f"Discrepancy noted: {key}"


def test_what_a_discrepancy_lacks_is_said_at_its_field(file: DossierFile) -> None:
    subject, quotes = told_twice(file)
    empty = {"source": SOURCE, "quotes": sentence("Drones struck")}
    assert set(faults(file, "discrepancy", empty)) == {"subject", "column", "quote_a", "quote_b", "summary"}
    form = {**empty, "subject": subject, "column": "quote", "summary": "Both say it."}
    one = quotes[SOURCE]
    assert (
        "copies differ, one copy does not"
        in faults(file, "discrepancy", {**form, "quote_a": one, "quote_b": one})["quote_b"]
    )
    assert set(faults(file, "discrepancy", {**form, "subject": "ev-none", "quote_a": one, "quote_b": one})) == {
        "subject"
    }


def test_two_claims_contradict_each_other_on_a_reading(file: DossierFile) -> None:
    first = accepted(file, "claim", claim("lost three", figure=at("three"), side="mali", claimants=[ARMY]))
    second = accepted(
        file, "claim", claim("Drones struck", figure=at("at least nine"), claimants=[official()], side="mali", metric="killed")
    )  # fmt: skip
    form = {"source": SOURCE, "quotes": sentence("lost three"), "subject": first, "other": second}
    assert set(faults(file, "contradiction", form)) == {"reading"}
    assert set(faults(file, "contradiction", {**form, "reading": "if"})) == {"reading"}
    key = accepted(
        file, "contradiction", {**form, "reading": "if both count the same night", "note": "Neither has a day."}
    )
    [found] = contradictions(file.tables())
    assert (found.key, found.reading, set(found.between)) == (key, "if both count the same night", {first, second})
    other_way = {**form, "subject": second, "other": first, "reading": "as worded"}
    assert "stand in another row already" in faults(file, "contradiction", other_way)["other"]
    assert set(faults(file, "contradiction", {**form, "other": first, "reading": "as worded"})) == {"other"}


def test_words_say_otherwise_than_an_event_and_support_it_in_nothing(file: DossierFile) -> None:
    subject = accepted(file, "event", event())
    words = at("they had lost nobody")
    form = {"source": SOURCE, "quotes": sentence("lost nobody"), "subject": subject}
    assert set(faults(file, "contradiction", form)) == {"words"}
    accepted(file, "contradiction", {**form, "words": words})
    tables = file.tables()
    [found] = contradictions(tables)
    assert (found.subject_id, found.words) == (subject, "they had lost nobody")
    quote = next(row["quote_id"] for row in tables.evidence_of(subject) if row["role"] == "contradicts")
    assert [row["role"] for row in tables.evidence_of(subject) if row["quote_id"] == quote] == ["contradicts"]
    claims_alone = {**form, "other": "cl-none", "reading": "as worded"}
    assert set(faults(file, "contradiction", claims_alone)) == {"other"}


def test_one_copy_alone_may_contradict(file: DossierFile) -> None:
    """A contradiction is no event: that another copy lacks the words is no difference of its own."""
    subject = accepted(file, "event", event(attacker=front()))
    accepted(
        file, "contradiction", {"source": SOURCE, "quotes": sentence("lost nobody"), "subject": subject, "words": at("nobody")}
    )  # fmt: skip
    assert file.tables().rows("discrepancies") == []
