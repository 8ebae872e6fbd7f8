"""What the desk knows of the passages that are coded: where the words stand, not what they say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard.screens.desk.coded_passages import accepted
from dashboard.screens.desk.told_twice import told_twice
from dashboard.sources.dossier.tables import Tables, load

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load(DATA)


def test_the_same_name_twice_in_a_sentence_belongs_to_each_event_by_its_own_place(tables: Tables) -> None:
    for source in tables.texts:
        named: Mapping[str, list[tuple[int, int]]] = {
            day: [
                words
                for passage in accepted(tables, source)
                if passage["id"] == f"ev-paktia-2026-02-{day}"
                for words in passage["anchors"]
            ]
            for day in ("26", "27")
        }
        [thursday], [friday] = named["26"], named["27"]
        text = tables.texts[source]
        assert text[slice(*thursday)] == text[slice(*friday)] == "Paktia"
        assert text[friday[0] :].startswith("Paktia, Paktika")
        assert thursday[1] < friday[0]


def test_a_quote_of_what_two_articles_tell_of_is_known_by_where_it_stands(tables: Tables) -> None:
    for source in tables.texts:
        quotes = [quote for told in told_twice(tables, source) for quote in told["quotes"]]
        assert quotes
        assert all(tables.texts[source][slice(*quote["at"])] == quote["text"] for quote in quotes if quote["here"])
