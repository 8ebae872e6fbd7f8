"""The dossiers of one user: made, listed, renamed, duplicated, put into the bin and back."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "dossiers"))
from theatre import RIVER

from dashboard.errors import DossierNotOpened
from dashboard.sources.dossier.store import Change, DossierFile, NewParty, database
from dashboard.sources.dossier.store.dossier_shelf import DossierShelf, rename
from dashboard.sources.dossier.tables import SHIPPED, FolderContents


@pytest.fixture
def shelf(tmp_path: Path) -> DossierShelf:
    return DossierShelf(tmp_path / "shelf")


def test_it_lies_in_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DASHBOARD_USER_DIR", str(tmp_path))
    shelf = DossierShelf()
    assert (shelf.folder, shelf.dossiers(), shelf.binned()) == (tmp_path / "dossiers", [], [])
    assert not shelf.folder.exists()
    assert shelf.new("A").path == tmp_path / "dossiers" / "a.sqlite"


def test_names_of_files_come_from_titles_and_are_free(shelf: DossierShelf) -> None:
    titles = ["Río Salto: 2031/32", "Rio Salto 2031-32", "ایران", "../../x", "." * 300 + "b" * 300]
    files = [shelf.new(title, [NewParty("North")], ["es"], "Ana") for title in titles]
    assert [file.path.name for file in files] == [
        "rio-salto-2031-32.sqlite", "rio-salto-2031-32-2.sqlite", "dossier.sqlite", "x.sqlite", "b" * 60 + ".sqlite"
    ]  # fmt: skip
    assert {file.path.parent for file in files} == {shelf.folder}
    assert sorted(dossier.title for dossier in shelf.dossiers()) == sorted(titles)


def test_the_shipped_one_is_copied_and_stays_as_it_is(shelf: DossierShelf) -> None:
    before = {path: path.read_bytes() for path in SHIPPED.glob("*.*")}
    file = shelf.copy_of(FolderContents(SHIPPED), "My copy", "Ana")
    event = file.rows("events")[0]
    assert file.accept([Change("events", event.key, {**event.cells, "note": "n"})], "Ana", "A note")
    assert {path: path.read_bytes() for path in SHIPPED.glob("*.*")} == before
    assert file.tables().descriptor.headline == "My copy"
    assert file.tables().faults == ()


def test_rename_duplicate_remove_restore(shelf: DossierShelf) -> None:
    file = shelf.copy_of(FolderContents(RIVER), "River", "Ana")
    rename(file, "The river", "Ana")
    second = shelf.duplicate(file.path, "Second", "Ben")
    assert [dossier.title for dossier in shelf.dossiers()] == ["Second", "The river"]
    assert [step.what for step in second.log()] == ["Renamed: Second", "Renamed: The river", "Renamed: River", "Copy of river_dispute"]  # fmt: skip
    assert {path: second.file(path) for path in second.contents().paths() if path.startswith("articles")} == {
        path: file.file(path) for path in file.contents().paths() if path.startswith("articles")
    }
    binned = shelf.remove(file.path)
    assert [dossier.title for dossier in shelf.dossiers()] == ["Second"]
    assert [(dossier.path, dossier.title) for dossier in shelf.binned()] == [(binned, "The river")]
    again = shelf.new("River", who="Cy")
    assert again.path.name == "river-2.sqlite"
    restored = shelf.restore(binned)
    assert restored.path == file.path
    assert restored.tables().faults == ()
    assert len(restored.log()) == 3
    assert shelf.binned() == []
    assert [path.name for path in shelf.folder.iterdir() if path.name.startswith(".")] == []


def test_what_cannot_be_opened_is_listed_with_the_reason(shelf: DossierShelf) -> None:
    shelf.new("A")
    (shelf.folder / "letter.sqlite").write_text("x")
    (shelf.folder / "notes.txt").write_text("x")
    problem, fine = sorted(shelf.dossiers(), key=lambda dossier: not dossier.problem)
    assert (problem.title, fine.title, fine.problem) == ("letter", "A", "")
    assert "not a dossier of this program" in problem.problem
    for action in (shelf.remove, shelf.restore, lambda path: shelf.duplicate(path, "B")):
        with pytest.raises(DossierNotOpened):
            action(problem.path)
    assert problem.path.exists()


def test_who_waits_to_save_while_it_is_removed_is_told(shelf: DossierShelf) -> None:
    """Nothing is written into a file that nobody will find again."""
    file = shelf.copy_of(FolderContents(RIVER), "River", "Ana")
    said: list[str] = []

    def save() -> None:
        try:
            file.save_draft({"title": "late"}, "Ben")
        except DossierNotOpened as error:
            said.append(str(error))

    waiting = threading.Thread(target=save)
    with database.writing(file.path):
        waiting.start()
        time.sleep(0.3)
        database.copy(file.path, shelf.folder / "copy.sqlite")
        database.remove(file.path)
    waiting.join()
    assert len(said) == 1
    assert "removed or moved" in said[0]
    assert DossierFile.open(shelf.folder / "copy.sqlite").drafts() == []
