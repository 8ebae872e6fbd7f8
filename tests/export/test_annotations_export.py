"""Web Annotations, read back by json, their offsets against the articles themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.export import CAUTION, data_hash, export, extract
from dashboard.sources.dossier.tables import Tables, load

ROOT = Path(__file__).resolve().parents[2]
KABUL = "ev-kabul-2026-02-26"
# Terms of http://www.w3.org/ns/anno.jsonld, and the prefix that it declares, as far as they are used here.
TERMS = {
    *(
        "@context",
        "id",
        "type",
        "label",
        "total",
        "first",
        "startIndex",
        "partOf",
        "items",
        "motivation",
        "body",
        "target",
    ),
    *("value", "format", "purpose", "source", "selector", "exact", "prefix", "suffix", "start", "end", "via"),
    *("dcterms:provenance", "dcterms:rights", "dcterms:description", "dcterms:bibliographicCitation"),
}


@pytest.fixture(scope="module")
def collection(tables: Tables) -> dict[str, Any]:
    return json.loads(export("annotations", tables))


@pytest.fixture(scope="module")
def articles() -> dict[str, str]:
    """The articles by the name that the annotations give them: the hash of their bytes."""
    files = [path.read_bytes() for path in (ROOT / "seeds").glob("*.txt")]
    return {f"urn:sha256:{hashlib.sha256(content).hexdigest()}": content.decode("utf-8") for content in files}


def selectors(item: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    quote, position = item["target"]["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    return quote, position


def body(item: dict[str, Any], purpose: str) -> str:
    (found,) = [part["value"] for part in item["body"] if part["purpose"] == purpose]
    return str(found)


def terms(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(terms, value.values()))
    return set().union(*map(terms, value)) if isinstance(value, list) else set()


def test_the_form_is_that_of_the_model(collection: dict[str, Any]) -> None:
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["first"]["type"] == "AnnotationPage"
    assert collection["first"]["partOf"] == collection["id"]
    items = collection["first"]["items"]
    assert collection["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)
    assert all(item["id"].startswith("urn:uuid:") and item["type"] == "Annotation" for item in items)
    assert terms(collection) <= TERMS


def test_every_row_of_evidence_is_there_in_its_order(collection: dict[str, Any], rows_of: Callable) -> None:
    given = [(row["subject_id"], row["role"]) for row in rows_of("evidence")]
    found = [(body(item, "identifying"), body(item, "tagging")) for item in collection["first"]["items"]]
    assert found == given


def test_the_offsets_are_those_of_the_article(
    collection: dict[str, Any], articles: dict[str, str], rows_of: Callable
) -> None:
    quotes = {row["quote_id"]: row["quote"] for row in rows_of("quotes")}
    for item, row in zip(collection["first"]["items"], rows_of("evidence"), strict=True):
        article = articles[item["target"]["source"]["id"]]
        quote, position = selectors(item)
        assert article[position["start"] : position["end"]] == quote["exact"]
        assert quote["exact"] == (row["words"] or quotes[row["quote_id"]])
        around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert around in article
        assert article.startswith(around, position["start"] - len(quote.get("prefix", "")))


def test_prefix_and_suffix_are_short(collection: dict[str, Any]) -> None:
    for item in collection["first"]["items"]:
        quote, _ = selectors(item)
        assert len(quote.get("prefix", "")) <= 32
        assert len(quote.get("suffix", "")) <= 32
        assert "" not in (quote.get("prefix"), quote.get("suffix"))


def test_a_selection_has_the_evidence_that_hangs_on_it(tables: Tables) -> None:
    taken = extract(tables, [KABUL])
    items = json.loads(export("annotations", tables, [KABUL]))["first"]["items"]
    named = {body(item, "identifying") for item in items}
    assert {KABUL, "cl-ammunition-depot-hit"} <= named
    assert named == {row["subject_id"] for row in taken.rows("evidence")}
    assert "cl-civilian-casualties-friday" not in named


def test_an_annotation_keeps_its_name_in_every_export(tables: Tables, collection: dict[str, Any]) -> None:
    part = json.loads(export("annotations", tables, [KABUL]))
    assert {item["id"] for item in part["first"]["items"]} <= {item["id"] for item in collection["first"]["items"]}
    assert part["id"] != collection["id"]


def test_an_address_goes_along_where_there_is_one(tables: Tables, folder: Path) -> None:
    sources = (folder / "sources.csv").read_text("utf-8")
    line = next(line for line in sources.splitlines() if line.startswith("src-a"))
    (folder / "sources.csv").write_text(
        sources.replace(line, line.replace(',,"Text', ',https://example.org/a,"Text')), "utf-8"
    )
    items = json.loads(export("annotations", load(folder, strict=True)))["first"]["items"]
    assert {item["target"]["source"].get("via") for item in items} == {"https://example.org/a", None}


def test_the_file_says_where_it_comes_from(tables: Tables, collection: dict[str, Any]) -> None:
    assert data_hash(tables) in collection["dcterms:provenance"]
    assert collection["dcterms:description"] == CAUTION
    assert "GeoNames" in collection["dcterms:bibliographicCitation"]
    assert "not covered by this project's licence" in collection["dcterms:rights"]


def test_hostile_text_is_text(hostile: Path, hostile_text: str) -> None:
    items = json.loads(export("annotations", load(hostile), [KABUL]))["first"]["items"]
    assert hostile_text in [selectors(item)[0]["exact"] for item in items]
