"""Whose people a figure counts is proposed where its words say it, and left open where they do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.coding.counted_sides import side_of, with_sides
from dashboard.coding.sentence_offers import sentence_offers
from dashboard.sources.dossier.tables import Tables, load

DATA = Path(__file__).resolve().parents[2] / "data"
NAMES = {"mali": "mali", "army of mali": "mali", "dune front": "dune_front", "front of mali": "armed_group"}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load(DATA)


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Dune Front fighters", "dune_front"),
        ("Malian soldiers", "mali"),
        ("Malian villagers", "civilian"),
        ("women and children", "civilian"),
        ("soldiers", ""),
        ("Malian nationals", ""),
        ("Malian and Dune Front fighters", ""),
        # The longer name counts: it is another one.
        ("Front of Mali fighters", "armed_group"),
    ],
)
def test_a_side_is_read_where_the_words_leave_no_choice(words: str, side: str) -> None:
    assert side_of(words, NAMES, {"ML": "mali"}) == side


def test_the_figures_of_the_shipped_articles_are_proposed_as_they_were_coded(tables: Tables) -> None:
    """Every side that is proposed is the coded one; most of those that words say are proposed."""
    coded = {
        (str(row["source_id"]), evidence["words_start"]): tables.row("claims", evidence["subject_id"])
        for evidence in tables.rows("evidence")
        if evidence["role"] == "figure"
        and evidence["subject_id"] in tables.records["claims"]
        and (row := tables.row("quotes", evidence["quote_id"]))
    }
    proposed = 0
    for source, text in tables.texts.items():
        updated_on: date = tables.row("sources", source)["updated_on"]
        for sentence in with_sides(sentence_offers(text, updated_on), tables):
            for figure in sentence["figures"]:
                claim = coded.get((source, figure["words"][0]))
                if figure["side"] and claim:
                    proposed += 1
                    assert figure["side"] == claim["side"], text[slice(*figure["words"])]
                if figure["own"] and claim:
                    assert claim["side"] == tables.row("actors", claim["claimant"][0])["side"]
    assert proposed >= 6


def test_a_blind_coder_is_proposed_no_side_by_whom_another_named(tables: Tables) -> None:
    [source] = [source for source, text in tables.texts.items() if "13 Taliban fighters" in text][:1]
    text = tables.texts[source]
    offers = list(sentence_offers(text, tables.row("sources", source)["updated_on"]))

    def sides(*, blind: bool) -> dict[str, str]:
        return {
            text[slice(*figure["counted"])]: figure["side"]
            for sentence in with_sides(offers, tables, blind=blind)
            for figure in sentence["figures"]
            if figure["counted"]
        }

    assert sides(blind=False)["Taliban fighters"] == "afghanistan"
    assert sides(blind=True)["Taliban fighters"] == ""
    assert sides(blind=True)["Pakistani soldiers"] == "pakistan"
