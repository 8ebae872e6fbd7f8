"""Two copies coded apart → one: what is new is added, what differs is listed with both versions."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "dossiers"))
from many_copies import many_copies
from theatre import RIVER

from dashboard.errors import DossierError
from dashboard.sources.dossier.store import Change, DossierFile, FileChange, NewParty
from dashboard.sources.dossier.store.hand_over import without_articles
from dashboard.sources.dossier.store.merging import Choices, as_contents, merge
from dashboard.sources.dossier.tables import SHIPPED, Contents, FolderContents, load_contents

SALTO = "ev-salto-2031-03-14"


@pytest.fixture
def two(tmp_path: Path) -> tuple[DossierFile, DossierFile]:
    first = DossierFile.from_contents(tmp_path / "a.sqlite", FolderContents(RIVER))
    shutil.copyfile(first.path, tmp_path / "b.sqlite")
    return first, DossierFile.open(tmp_path / "b.sqlite")


def note(file: DossierFile, key: str, text: str) -> None:
    row = file.row("events", key)
    assert row is not None
    assert file.accept([Change("events", key, {**row.cells, "note": text})], "Ana", "A note")


@pytest.mark.parametrize(
    "contents",
    [FolderContents(RIVER), FolderContents(SHIPPED), many_copies(FolderContents(RIVER), 5)],
    ids=["river", "shipped", "many"],
)
def test_a_merge_with_itself_says_that_nothing_is_new(contents: Contents) -> None:
    merged = merge(contents, contents)
    assert (merged.added, merged.conflicts, merged.notes, merged.only_first) == ([], [], [], 0)
    assert (merged.pairs, merged.ids) == ([], {})
    assert merged.same == sum(len(rows) for rows in load_contents(contents).records.values())
    assert merged.files == {path: contents.article(path) for path in contents.paths()}


def test_what_only_one_has_is_added_and_the_outcome_is_sound(two: tuple[DossierFile, DossierFile]) -> None:
    first, second = two
    first.accept([Change("actors", "", {"actor_id": "act-ferry", "name": "the ferry"})], "Ana", "An actor")
    second.accept([Change("actors", "", {"actor_id": "act-harbour", "name": "the harbour"})], "Ben", "An actor")
    second.accept([FileChange("articles/page.html", b"<p>")], "Ben", "A page")
    merged = merge(first.contents(), second.contents())
    assert merged.added == ["actors act-harbour", "files articles/page.html"]
    assert merged.conflicts == []
    assert merged.only_first == 1
    tables = load_contents(as_contents(merged, first.contents()), strict=True)
    assert {"act-ferry", "act-harbour"} <= tables.records["actors"].keys()
    other_way = merge(second.contents(), first.contents())
    again = load_contents(as_contents(other_way, first.contents()), strict=True)
    assert again.records["actors"].keys() == tables.records["actors"].keys()


@pytest.mark.parametrize("prefer", ["first", "second"])
def test_rows_that_differ_are_conflicts_with_both_versions(two: tuple[DossierFile, DossierFile], prefer: str) -> None:
    first, second = two
    note(first, SALTO, "seen by Ana")
    note(second, SALTO, "seen by Ben")
    second.describe({"x-name": "Other", "x-languages": ["es"]}, "Ben", "Renamed")
    second.accept([FileChange("articles/page.html", b"2")], "Ben", "A page")
    first.accept([FileChange("articles/page.html", b"1")], "Ana", "A page")
    merged = merge(first.contents(), second.contents(), Choices(prefer))  # type: ignore[arg-type]
    assert [(conflict.table, conflict.key) for conflict in merged.conflicts] == [
        ("events", SALTO), ("files", "articles/page.html"), ("datapackage.json", "x-name")
    ]  # fmt: skip
    assert str(merged.conflicts[0]) == f"events {SALTO}: first note “seen by Ana”; second note “seen by Ben”"
    tables = load_contents(as_contents(merged, first.contents()), strict=True)
    wins = prefer == "first"
    assert tables.row("events", SALTO)["note"] == ("seen by Ana" if wins else "seen by Ben")
    assert tables.contents.read("articles/page.html") == (b"1" if wins else b"2")
    assert tables.descriptor.name == ("River dispute (invented)" if wins else "Other")
    assert tables.descriptor.raw["x-languages"] == ["es"]


def test_one_sentence_that_two_people_quoted_is_one_quote(two: tuple[DossierFile, DossierFile]) -> None:
    first, second = two
    text = first.tables().texts["src-a"]
    start = text.index("\n") + 1
    while text[start] == "\n":
        start += 1
    end = start + 5
    statement = first.rows("statements")[0].cells
    for file, name in ((first, "q-ana"), (second, "q-ben")):
        quote = {"quote_id": name, "source_id": "src-a", "start": str(start), "end": str(end), "quote": text[start:end]}
        evidence = {"subject_id": statement["statement_id"], "quote_id": name, "role": "supports"}
        assert file.accept([Change("quotes", "", quote), Change("evidence", "", evidence)], "x", "A quote")
    merged = merge(first.contents(), second.contents())
    assert (merged.added, merged.conflicts) == ([], [])
    load_contents(as_contents(merged, first.contents()), strict=True)


def test_a_party_whose_colour_is_taken_gets_a_free_one_and_that_is_said(tmp_path: Path) -> None:
    first = DossierFile.create(tmp_path / "a.sqlite", "A", [NewParty("North"), NewParty("South")])
    second = DossierFile.create(tmp_path / "b.sqlite", "A", [NewParty("North"), NewParty("East")])
    merged = merge(first.contents(), second.contents())
    assert merged.notes == ["east has colour slot 3: slot 2 is another party's"]
    tables = load_contents(as_contents(merged, first.contents()), strict=True)
    assert {row["party_id"]: row["colour_slot"] for row in tables.rows("parties")} == {
        "north": 1,
        "south": 2,
        "east": 3,
    }


def test_articles_that_one_copy_lacks_come_from_the_other(two: tuple[DossierFile, DossierFile]) -> None:
    first, second = two
    merged = merge(without_articles(first.contents()), second.contents())
    tables = load_contents(as_contents(merged, first.contents()), strict=True)
    assert set(tables.texts) == set(tables.records["sources"])
    assert "x-withheld-articles" not in tables.descriptor.raw
    both = merge(without_articles(first.contents()), without_articles(second.contents()))
    assert both.added == []
    assert load_contents(as_contents(both, first.contents()), strict=True).texts == {}


def test_tables_of_other_columns_are_not_merged(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RIVER, tmp_path / "river"))
    raw = json.loads((folder / "datapackage.json").read_text("utf-8"))
    raw["resources"][0]["schema"]["fields"].append({"name": "mood", "type": "string", "description": "x"})
    (folder / "datapackage.json").write_text(json.dumps(raw), "utf-8")
    text = (folder / "sources.csv").read_text("utf-8").splitlines()
    (folder / "sources.csv").write_text(
        "\n".join([f"{text[0]},mood", *(f"{line}," for line in text[1:])]) + "\n", "utf-8"
    )
    with pytest.raises(DossierError, match="have tables of other columns"):
        merge(FolderContents(RIVER), FolderContents(folder))
