"""From a folder to one file, to a zip and back: nothing changes; a zip from elsewhere is opened without trust."""

from __future__ import annotations

import io
import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_changes import a_change, dossier, pool_of

sys.path.insert(0, str(Path(__file__).parents[3] / "dossiers"))
from theatre import RIVER

from dashboard.errors import DataError, DossierError, DossierNotOpened, Refused
from dashboard.export import FORMATS, export
from dashboard.map import base_map
from dashboard.sources.dossier.dossier_set import dossier_set
from dashboard.sources.dossier.evidence.marked_article import article
from dashboard.sources.dossier.evidence.source_origin import provenance
from dashboard.sources.dossier.store import Change, DossierFile, FileChange, hand_over
from dashboard.sources.dossier.store.dossier_storage import contents_at
from dashboard.sources.dossier.store.folder_form import to_folder
from dashboard.sources.dossier.store.hand_over import packed, unpacked, without_articles
from dashboard.sources.dossier.tables import SHIPPED, Contents, FolderContents, load, load_contents


def files_of(contents: Contents) -> dict[str, bytes]:
    return {path: contents.article(path) for path in contents.paths()}


@pytest.mark.parametrize("folder", [SHIPPED, RIVER], ids=["shipped", "river"])
def test_folder_to_file_to_folder_and_back_changes_nothing(tmp_path: Path, folder: Path) -> None:
    first = FolderContents(folder)
    file = DossierFile.from_contents(tmp_path / "a.sqlite", first)
    to_folder(file.contents(), tmp_path / "b")
    assert files_of(FolderContents(tmp_path / "b")) == files_of(first)
    again = DossierFile.from_contents(tmp_path / "c.sqlite", FolderContents(tmp_path / "b"))
    assert files_of(again.contents()) == files_of(first)
    (tmp_path / "d.zip").write_bytes(packed(again.contents()))
    assert files_of(unpacked(tmp_path / "d.zip")) == files_of(first)
    assert load(tmp_path / "b").faults == ()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> DossierFile:
    return dossier(tmp_path_factory.mktemp("base") / "base.sqlite", 1)


TEXT = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=12)


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_random_dossier_goes_either_way_round_unchanged(
    base: DossierFile, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Also with rows that are broken, and with any text in a cell: quotation marks, line feeds, NUL, any script."""
    folder = tmp_path_factory.mktemp("random")
    shutil.copyfile(base.path, folder / "a.sqlite")
    file = DossierFile.open(folder / "a.sqlite")
    pool = pool_of(base)
    changes = data.draw(st.lists(a_change(pool, ["articles/river_a.txt", "articles/new.txt"]), max_size=4))
    notes = st.builds(lambda row, note: Change("events", row.key, {**row.cells, "note": note}), st.sampled_from(pool["events"]), TEXT)  # fmt: skip
    for change in [*changes, data.draw(notes)]:
        try:
            file.accept([change], "Ana", "Random")
        except DossierError:
            continue
    before = files_of(file.contents())
    to_folder(file.contents(), folder / "b")
    there = FolderContents(folder / "b")
    assert files_of(there) == before
    again = DossierFile.from_contents(folder / "c.sqlite", there)
    assert files_of(again.contents()) == files_of(there)
    assert [str(fault) for fault in load_contents(there).faults] == [
        str(fault).replace("c.sqlite/", "b/") for fault in again.tables().faults
    ]


# --- a folder ------------------------------------------------------------------------------------------------------


def test_a_folder_is_written_again_and_keeps_what_is_not_the_dossiers(tmp_path: Path) -> None:
    file = DossierFile.from_contents(tmp_path / "a.sqlite", FolderContents(RIVER))
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    to_folder(file.contents(), folder, file.work())
    (folder / ".git" / "HEAD").write_text("ref")
    written = (folder / "events.csv").stat().st_mtime_ns
    file.accept([FileChange("articles/extra.txt", b"x")], "Ana", "A file")
    file.describe({"x-name": "Other"}, "Ana", "Renamed")
    to_folder(file.contents(), folder, file.work())
    assert (folder / "events.csv").stat().st_mtime_ns == written
    assert json.loads((folder / "datapackage.json").read_text("utf-8"))["x-name"] == "Other"
    assert len((folder / "log.jsonl").read_text("utf-8").splitlines()) == 3
    assert (folder / ".git" / "HEAD").exists()
    assert not [path for path in folder.rglob("*") if path.name.startswith(".") and path.name != ".git"]


@pytest.mark.parametrize(
    ("there", "says"),
    [
        (lambda folder: folder.write_text("x"), "it is a file"),
        (
            lambda folder: (folder.mkdir(), (folder / "letter.txt").write_text("x")),
            "something else lies in this folder",
        ),
        (lambda folder: shutil.copytree(SHIPPED, folder), "another dossier lies there, reported-events"),
    ],
)
def test_nothing_of_somebody_elses_is_written_over(tmp_path: Path, there: Callable, says: str) -> None:
    there(tmp_path / "b")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(DossierNotOpened, match=says):
        to_folder(FolderContents(RIVER), tmp_path / "b")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_article_outside_is_not_written_there(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RIVER, tmp_path / "a"))
    text = (folder / "sources.csv").read_text("utf-8").replace("articles/river_a.txt", "../../x.txt")
    (folder / "sources.csv").write_text(text, "utf-8")
    to_folder(FolderContents(folder), tmp_path / "b" / "c")
    assert not (tmp_path / "x.txt").exists()


def test_what_an_article_was_taken_from_goes_along_and_is_withheld_with_it(tmp_path: Path) -> None:
    file = DossierFile.from_contents(tmp_path / "a.sqlite", FolderContents(RIVER))
    file.accept([FileChange("articles/river_a.html", b"<p>x</p>")], "Ana", "The page as it came")
    to_folder(file.contents(), tmp_path / "b")
    assert FolderContents(tmp_path / "b").article("articles/river_a.html") == b"<p>x</p>"
    assert files_of(FolderContents(tmp_path / "b")) == files_of(file.contents())
    assert not [path for path in without_articles(file.contents()).paths() if path.startswith("articles/")]


# --- a zip ---------------------------------------------------------------------------------------------------------


def zipped(path: Path, *entries: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries:
            target.writestr(name, content)
    return path


DESCRIPTOR = ("datapackage.json", (RIVER / "datapackage.json").read_bytes())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([], "holds no dossier"),
        ([("letter.txt", b"x")], "holds no dossier"),
        ([DESCRIPTOR, ("../../x.txt", b"x")], 'the path "../../x.txt" in it leads out of it'),
        ([DESCRIPTOR, ("/etc/x.txt", b"x")], "leads out of it"),
        ([DESCRIPTOR, ("a\\..\\..\\x.txt", b"x")], "leads out of it"),
        ([DESCRIPTOR, ("C:x.txt", b"x")], "leads out of it"),
        ([DESCRIPTOR, DESCRIPTOR], "twice"),
        ([("a/datapackage.json", b"{}"), ("b/datapackage.json", b"{}")], "several dossiers"),
        ([DESCRIPTOR, ("bomb.txt", b"0" * 3_000_000)], "larger than a dossier may be"),
        ([DESCRIPTOR, *((f"{number}.txt", b"0" * 900_000) for number in range(4))], "larger than a dossier may be"),
        ([DESCRIPTOR, *((f"{number}.txt", b"") for number in range(40))], "more than 30 files"),
    ],
)
def test_a_hostile_zip_is_a_clear_sentence_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entries: list[tuple[str, bytes]], says: str
) -> None:
    monkeypatch.setattr(hand_over, "MOST_FILES", 30)
    monkeypatch.setattr(hand_over, "MOST_BYTES_OF_ONE", 1_000_000)
    monkeypatch.setattr(hand_over, "MOST_BYTES", 2_000_000)
    path = zipped(tmp_path / "a.zip", *entries)
    with pytest.raises(DossierNotOpened, match=f"a.zip: .*{says}"):
        unpacked(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_bomb_that_lies_about_its_size_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_over, "MOST_BYTES_OF_ONE", 100_000)
    path = zipped(tmp_path / "a.zip", DESCRIPTOR, ("bomb.txt", b"0" * 3_000_000))
    size = (3_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(DossierNotOpened, match=r"no zip that can be read|larger than a dossier may be"):
        unpacked(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + b"\x00" * 17, b"x" * 500])
def test_what_is_no_zip_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(DossierNotOpened, match="no zip that can be read"):
        unpacked(tmp_path / "a.zip")
    with pytest.raises(DossierNotOpened):
        contents_at(tmp_path / "a.zip")


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_zip_raises_nothing_else(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    content = bytearray(packed(FolderContents(RIVER)))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content)
    with suppress(DossierNotOpened, DataError):
        load_contents(unpacked(path))


def test_the_zip_of_the_exported_tables_opens_with_its_articles_beside(tmp_path: Path) -> None:
    """The export has the dossier in data/; articles that lie in the folder around it are found."""
    packed_tables = zipfile.ZipFile(io.BytesIO(export("tables", load(SHIPPED))))
    entries = [(name, packed_tables.read(name)) for name in packed_tables.namelist()]
    articles = [(f"seeds/{path.name}", path.read_bytes()) for path in (SHIPPED.parent / "seeds").glob("*.txt")]
    path = zipped(tmp_path / "a.zip", *entries, *articles)
    assert load_contents(contents_at(path)).faults == ()


# --- without the articles ------------------------------------------------------------------------------------------


def test_a_dossier_without_its_articles_is_read_and_says_so(tmp_path: Path) -> None:
    whole = load(RIVER)
    (tmp_path / "a.zip").write_bytes(packed(FolderContents(RIVER), with_articles=False))
    assert b"articles/" not in b"".join(name.encode() for name in zipfile.ZipFile(tmp_path / "a.zip").namelist())
    tables = load_contents(contents_at(tmp_path / "a.zip"), strict=True)
    assert tables.records == whole.records
    assert tables.texts == {}
    assert all(map(tables.is_withheld, tables.records["sources"]))
    assert not any(map(whole.is_withheld, whole.records["sources"]))
    for source in tables.records["sources"]:
        read, known = article(tables, source), article(whole, source)
        assert read.withheld == tables.row("sources", source)["sha256"]
        assert known.withheld == ""
        assert read.passages == known.passages
        assert {number for paragraph in read.paragraphs for number in paragraph.passages} == {
            passage.number for passage in read.passages
        }
        assert all(piece.passages for paragraph in read.paragraphs for piece in paragraph.pieces)
        assert (provenance(tables, source).withheld, provenance(tables, source).silent) == (True, ())


def test_it_is_drawn_and_exported_as_the_whole_one_is() -> None:
    tables = load_contents(without_articles(FolderContents(RIVER)))
    assert dossier_set(tables).lines([]) == []
    assert base_map(tables.contents).content == base_map(FolderContents(RIVER)).content
    assert all(export(name, tables) for name in FORMATS)


def test_new_quotes_need_the_article(tmp_path: Path) -> None:
    file = DossierFile.from_contents(tmp_path / "a.sqlite", without_articles(FolderContents(RIVER)))
    quote = file.rows("quotes")[0]
    with pytest.raises(Refused, match="the article is not in this copy; open the dossier with its articles"):
        file.accept([Change("quotes", "", {**quote.cells, "quote_id": "q-new", "start": "0", "end": "1", "quote": "x"})], "Ana", "x")  # fmt: skip
    event = file.rows("events")[0]
    assert file.accept([Change("events", event.key, {**event.cells, "note": "n"})], "Ana", "A note")
    content = (RIVER / "articles" / "river_a.txt").read_bytes()
    file.accept([FileChange("articles/river_a.txt", content)], "Ana", "The article")
    assert set(file.tables().texts) == {"src-a"}
    content = (RIVER / "articles" / "river_b.txt").read_bytes()
    text, other = content.decode(), next(row for row in file.rows("quotes") if row.cells["source_id"] == "src-b")
    words = {"quote_id": "q-new", "start": "0", "end": "4", "quote": text[:4]}
    proof = {"subject_id": "src-b", "quote_id": "q-new", "role": "supports"}
    changes = [Change("quotes", "", {**other.cells, **words}), Change("evidence", "", proof)]
    file.accept([*changes, FileChange("articles/river_b.txt", content)], "Ana", "A quote with its article")
    assert file.tables().faults == ()
