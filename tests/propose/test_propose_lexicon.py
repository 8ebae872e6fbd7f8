"""The word lists: every row can be used, kinds and countries exist, points lie in their country."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
import shapely

from dashboard.gazetteer import outlines
from dashboard.propose.acts import LISTS
from dashboard.propose.modality import FACTORS
from dashboard.propose.phrases import LEXICON, expression, first_letters, phrase_list, read_rows

DESCRIPTOR = json.loads((Path(__file__).resolve().parents[2] / "data" / "datapackage.json").read_text("utf-8"))


def categories(table: str, column: str) -> set[str]:
    return {
        category["value"]
        for resource in DESCRIPTOR["resources"]
        for field in resource.get("schema", {}).get("fields", ())
        if (resource["name"], field["name"]) == (table, column)
        for category in field["categories"]
    }


@pytest.mark.parametrize("name", LISTS)
def test_kinds_are_those_of_the_events(name: str) -> None:
    for row in read_rows(name):
        assert row["kind"] == "" or row["kind"] in categories("events", "kind"), row
        assert 0 < float(row["weight"]) < 1, row


def test_modalities_have_their_factor() -> None:
    assert {row["modality"] for row in read_rows("modality_en.csv")} == set(FACTORS)


def test_kinds_of_statements_are_those_of_the_statements() -> None:
    for row in read_rows("statements_en.csv"):
        assert row["kind"] in categories("statements", "kind"), row
        assert 0 < float(row["weight"]) < 1, row


@pytest.mark.parametrize("name", [*LISTS, "not_acts_en.csv", "modality_en.csv", "statements_en.csv"])
def test_every_phrase_is_an_expression_with_its_letters(name: str) -> None:
    for row in read_rows(name):
        re.compile(expression(row["words"]))
        assert all(len(letters) in (1, 2) and letters.isalpha() for letters in first_letters(row["words"])), row


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("an exchange of small-arms fire", "exchange of small-arms fire"),
        ("launched two more heavy attacks", "launched two more heavy attacks"),
        ("the car\nbombs", "car\nbombs"),
    ],
)
def test_signs_of_the_lists(text: str, words: str) -> None:
    assert words in {text[hit.start : hit.end] for hit in phrase_list("acts_en.csv").hits(text)}


def test_every_list_is_described() -> None:
    readme = (LEXICON / "README.md").read_text("utf-8")
    assert [path.name for path in sorted(LEXICON.glob("*.csv")) if path.name not in readme] == []


@pytest.mark.parametrize("name", ["regions.csv", "localities.csv"])
def test_points_by_hand_lie_in_their_country(name: str) -> None:
    with (LEXICON / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        point = shapely.Point(float(row["longitude"]), float(row["latitude"]))
        countries = [code for code in row["country"].split(";") if code in outlines.countries()]
        if countries and row["level"] in ("city", "district", "province", "country"):
            # Some km for coasts and islands, which the outlines simplify.
            assert min(outlines.country_outline(code).distance(point) for code in countries) < 0.15, row
