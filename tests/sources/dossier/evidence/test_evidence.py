"""What a reader sees of an event or a claim: in words, and with the quotes as they stand in the articles."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.sources.dossier.evidence import (  # fmt: skip
    NO_PLACE,
    actor_names,
    claim_view,
    event_record,
    other_readings,
    quotes_of,
    source_label,
)
from dashboard.sources.dossier.tables import Tables, load

TABLES: Tables = load(strict=True)
EVENTS = list(TABLES.records["events"])
CLAIMS = list(TABLES.records["claims"])
SUBJECTS = [*EVENTS, *CLAIMS, *TABLES.records["statements"]]
ROOT = Path(__file__).resolve().parents[4]
TEXTS = [path.read_bytes().decode("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


# --- quotes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", SUBJECTS)
def test_quotes_joined_from_their_pieces_are_verbatim(subject: str) -> None:
    views = quotes_of(TABLES, subject)
    evidence = [row for row in TABLES.rows("evidence") if row["subject_id"] == subject]
    assert {view.quote_id for view in views} == {row["quote_id"] for row in evidence}
    assert len({view.quote_id for view in views}) == len(views)
    for view in views:
        text = "".join(piece.text for piece in view.segments)
        row = TABLES.row("quotes", view.quote_id)
        assert text == row["quote"]
        assert text in TEXTS[0 if row["source_id"] == "src-a" else 1]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_marked_word_is_the_word_of_its_role(subject: str) -> None:
    for view in quotes_of(TABLES, subject):
        said = {
            (row["role"], row["words"])
            for row in TABLES.rows("evidence")
            if (row["subject_id"], row["quote_id"]) == (subject, view.quote_id) and row["words"]
        }
        assert {role for piece in view.segments for role in piece.roles} == {role for role, _ in said}
        for role, words in said:
            marked = "".join(piece.text for piece in view.segments if role in piece.roles)
            assert words in marked


def test_quotes_of_both_copies_say_which_copy_and_when() -> None:
    assert source_label(TABLES, "src-a") == "Copy A, 27 Feb 2026"
    assert source_label(TABLES, "src-b") == "Copy B, 28 Feb 2026 or later"
    assert {view.source for view in quotes_of(TABLES, "ev-kabul-2026-02-26")} == {
        "Copy A, 27 Feb 2026",
        "Copy B, 28 Feb 2026 or later",
    }


def test_a_copy_keeps_its_letter_when_the_other_is_withheld() -> None:
    records = {**TABLES.records, "sources": {"src-b": TABLES.row("sources", "src-b")}}
    assert source_label(replace(TABLES, records=records), "src-b") == "Copy B, 28 Feb 2026 or later"


def test_a_quote_that_only_contradicts_says_so() -> None:
    row = {"subject_id": "cl-drones-no-damage", "quote_id": "q-a10", "role": "contradicts", "words": None}
    evidence = {**TABLES.records["evidence"], 9999: {**row, "words_start": None}}
    changed = replace(TABLES, records={**TABLES.records, "evidence": evidence})
    views = {view.quote_id: view for view in quotes_of(changed, "cl-drones-no-damage")}
    assert {key: view.contradicts for key, view in views.items()} == {"q-a10": True, "q-a11": False}


# --- events ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", EVENTS)
def test_every_dossier_is_complete_and_plain_text(event: str) -> None:
    facts = event_record(TABLES, event)
    named = ("when", "where", "kind", "attacker", "target", "status")
    texts = [facts.fact(name).text for name in named]
    for value in (facts.title, facts.said_by, facts.origin, facts.fact("when").detail, *texts):
        assert isinstance(value, str)
        assert value.strip() == value != ""
        assert "None" not in value.replace("None: ", "")
        assert "nan" not in value.split()
        assert not {"<", ">", "&"} & set(value)
    assert facts.passages
    assert any(not view.contradicts for view in facts.passages)


def test_facts_of_a_night_event_in_a_city() -> None:
    facts = event_record(TABLES, "ev-kabul-2026-02-26")
    assert facts.fact("when").text == "Thu 26 Feb 2026, night"
    assert facts.fact("when").detail == "stated in the text: “Thursday night”"
    assert facts.fact("where").text == "Kabul"
    assert "the site within it is not reported" in facts.fact("where").detail
    assert facts.fact("attacker").text == "Pakistan"
    assert facts.fact("target").text == "“Afghanistan's government”, according to Reuters"
    assert facts.said_by.split(", ")[0].startswith("Taliban spokesman")
    assert any("Friday" in summary for summary in facts.texts("difference"))


def test_a_province_says_that_the_site_is_not_reported() -> None:
    facts = event_record(TABLES, "ev-paktika-2026-02-27")
    assert facts.fact("when").text == "Fri 27 Feb 2026, time of day not stated"
    assert facts.fact("where").detail.endswith("the exact site is not reported")
    assert facts.fact("target").text == "Not stated"


@pytest.mark.parametrize(
    ("event", "said", "shape"),
    [
        (
            "ev-northwest-pakistan-drones-2026-02-26",
            "“northwest Pakistan” and “along their shared border”",
            "the whole of Khyber Pakhtunkhwa",
        ),
        ("ev-border-attack-2026-02-26", "“along the border”", "the whole line"),
        (
            "ev-eastern-afghanistan-2026-02-21",
            "“eastern Afghanistan” and “Afghan territory”",
            "the whole of Khost, Kunar, Laghman, Nangarhar, Nuristan, Paktia and Paktika",
        ),
    ],
)
def test_where_more_is_drawn_than_the_text_says_the_card_says_both(event: str, said: str, shape: str) -> None:
    facts = event_record(TABLES, event)
    assert facts.map_note == f"the text says {said}, drawn is {shape}"
    assert facts.fact("where").detail.endswith(f"; {facts.map_note}")


@pytest.mark.parametrize("event", EVENTS)
def test_what_is_drawn_is_said_of_every_area_and_of_no_town(event: str) -> None:
    row = TABLES.row("events", event)
    level = TABLES.row("places", row["place_id"])["level"] if row["place_id"] else "none"
    drawn = event_record(TABLES, event).map_note
    assert ("drawn is the whole" in drawn) == (level in ("province", "region", "border"))
    words = [item["words"] for item in TABLES.evidence_of(event) if item["role"] == "place"]
    assert level not in ("region", "border") or all(f"“{text}”" in drawn for text in words)


def test_both_sides_and_an_operation_have_no_attacker_for_different_reasons() -> None:
    clash = event_record(TABLES, "ev-border-clashes-2026-02")
    operation = event_record(TABLES, "ev-punjab-operations-2026-02-27")
    assert clash.fact("attacker").text.startswith("None: both sides fight")
    assert operation.fact("attacker").text.startswith("None: not an attack")
    assert clash.fact("when").text == "Thu 26 – Fri 27 Feb 2026, time of day not stated"


def test_the_border_gives_both_lengths_and_neither_confirms_the_other() -> None:
    facts = event_record(TABLES, "ev-border-attack-2026-02-26")
    assert "2,600 km" in facts.fact("border").text
    assert "2,244.5 km" in facts.fact("border").text
    assert event_record(TABLES, "ev-kabul-2026-02-26").fact("border").text == ""


def test_an_event_without_a_place_says_why_it_is_not_on_the_map() -> None:
    facts = event_record(TABLES, "ev-clashes-2025-10")
    assert facts.fact("where").text == NO_PLACE
    assert "no place" in facts.fact("where").text
    assert facts.fact("where").detail == ""
    assert facts.fact("when").text.startswith("October 2025")


def test_overlaps_lead_to_events_that_lead_back() -> None:
    for event in EVENTS:
        for other in event_record(TABLES, event).related:
            back = event_record(TABLES, other.event_id)
            assert back.title == other.title
            assert event in [related.event_id for related in back.related]


def test_an_unknown_event_or_claim_raises() -> None:
    with pytest.raises(KeyError):
        event_record(TABLES, "ev-nowhere")
    with pytest.raises(KeyError):
        claim_view(TABLES, "cl-nowhere")


# --- claims ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_says_who_says_so_and_how_it_stands(claim: str) -> None:
    view, row = claim_view(TABLES, claim), TABLES.row("claims", claim)
    assert view.figure.strip("“”") == row["n_text"]
    assert view.figure in view.line
    assert view.counts in view.line
    assert view.status
    assert view.joint == (len(row["event_ids"]) > 1)
    assert [actor_names(TABLES, [actor]) in view.said_by for actor in row["claimant"]] == [True] * len(row["claimant"])
    marked = ["".join(p.text for p in quote.segments if "figure" in p.roles) for quote in view.quotes]
    assert any(row["n_text"] in words for words in marked)


def test_joint_claims_are_said_to_be_joint_in_each_dossier_they_stand_in() -> None:
    joint = claim_view(TABLES, "cl-civilian-casualties-friday")
    assert joint.joint
    assert len(joint.events) == 4
    for event in joint.events:
        shown = {claim.claim_id: claim for claim in event_record(TABLES, event).figures}
        assert shown["cl-civilian-casualties-friday"].events == 4
    assert not claim_view(TABLES, "cl-13-civilians-killed").joint


def test_joint_claimants_are_both_named_each_with_its_relation_to_the_dead() -> None:
    view = claim_view(TABLES, "cl-13-civilians-killed")
    said = "Afghanistan (Taliban authorities), about losses on its own side, and United Nations, as a third party"
    assert view.said_by == said


def test_a_figure_without_a_side_says_so() -> None:
    assert claim_view(TABLES, "cl-dozens-troops-killed").side == "not stated"


def test_what_falls_on_another_day_by_the_words_of_one_copy_is_told_with_those_words() -> None:
    friday = date(2026, 2, 27)
    # Witnesses heard the night's blasts "on Friday": no other day of the strikes.
    assert other_readings(TABLES, EVENTS, friday, friday) == ()
    monday = date(2026, 2, 23)
    week = {reading.event_id: reading for reading in other_readings(TABLES, EVENTS, monday, monday)}
    assert {key: reading.words for key, reading in week.items()} == {
        "ev-eastern-afghanistan-2026-02-21": "earlier this week"
    }
    assert week["ev-eastern-afghanistan-2026-02-21"].narrower


def test_no_figure_stands_at_an_event_that_the_text_does_not_tie_it_to() -> None:
    tied = {claim.claim_id for event in EVENTS for claim in event_record(TABLES, event).figures}
    assert not tied & {"cl-274-taliban-killed", "cl-55-pakistani-soldiers-killed", "cl-12-pakistani-soldiers-killed",
                       "cl-13-taliban-fighters-killed", "cl-dozens-troops-killed"}  # fmt: skip


def test_names_are_joined_as_a_reader_says_them() -> None:
    assert actor_names(TABLES, []) == ""
    assert actor_names(TABLES, ["act-qatar"]) == "Qatar"
    assert actor_names(TABLES, ["act-qatar", "act-turkey"]) == "Qatar and Turkey"
    assert actor_names(TABLES, ["act-qatar", "act-turkey", "act-reuters"]) == "Qatar, Turkey and Reuters"


# --- private people, words that stand inside quotes only -------------------------------------------------------------


def outside_quotes(value: object) -> list[str]:
    """All text of a view that is not a quote."""
    if isinstance(value, dict):
        return [text for name, part in value.items() if name != "segments" for text in outside_quotes(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in outside_quotes(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("word", ["Tamim"])
def test_a_private_persons_name_stands_in_quotes_and_nowhere_else(word: str) -> None:
    views = [asdict(event_record(TABLES, event)) for event in EVENTS] + [
        asdict(claim_view(TABLES, claim)) for claim in CLAIMS
    ]
    assert any(
        word in "".join(p["text"] for p in q["segments"])
        for view in views
        for q in view.get("passages", view.get("quotes"))
    )
    assert not [text for view in views for text in outside_quotes(view) if word.casefold() in text.casefold()]


@pytest.mark.parametrize("word", ["retaliatory", "terrorist", "martyr"])
def test_the_articles_loaded_words_stand_in_quotes_and_nowhere_else(word: str) -> None:
    views = [asdict(event_record(TABLES, event)) for event in EVENTS] + [
        asdict(claim_view(TABLES, claim)) for claim in CLAIMS
    ]
    rows = [
        row[c] for t, c in (("statements", "summary"), ("actors", "name"), ("places", "name")) for row in TABLES.rows(t)
    ]
    plain = [re.sub(r"“[^”]*”", "", text) for text in (*outside_quotes(views), *rows)]
    assert not [text for text in plain if word in text.casefold()]


def test_only_of_a_town_is_it_said_that_the_site_within_it_is_not_reported() -> None:
    for event in TABLES.rows("events"):
        if event["place_id"]:
            town = TABLES.row("places", event["place_id"])["level"] == "city"
            assert (
                "the site within it is not reported" in event_record(TABLES, event["event_id"]).fact("where").detail
            ) == town


def test_a_day_that_is_only_the_reports_is_called_so() -> None:
    for event in TABLES.rows("events"):
        reported = event["date_basis"] == "as_reported"
        assert event_record(TABLES, event["event_id"]).fact("when").text.startswith("reported ") == reported
