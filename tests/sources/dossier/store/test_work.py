"""What goes along with a dossier: drafts and the log, as files and back. Either way round nothing changes."""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_changes import a_change, dossier, pool_of

sys.path.insert(0, str(Path(__file__).parents[3] / "dossiers"))
from theatre import RIVER

from dashboard.errors import DossierError, DossierNotOpened
from dashboard.sources.dossier.store import Change, DossierFile, FileChange
from dashboard.sources.dossier.store.dossier_storage import contents_at, work_at
from dashboard.sources.dossier.store.folder_form import to_folder
from dashboard.sources.dossier.store.hand_over import packed, unpacked
from dashboard.sources.dossier.store.work import DRAFTS, LOG, work_of
from dashboard.sources.dossier.tables import FolderContents

SALTO = "ev-salto-2031-03-14"


@pytest.fixture
def file(tmp_path: Path) -> DossierFile:
    """A dossier with a log of all kinds of steps, and drafts."""
    file = DossierFile.from_contents(tmp_path / "a.sqlite", FolderContents(RIVER), "Ana")
    note(file, "first")
    step = note(file, "second")
    file.undo(step, "Ben")
    file.redo(step, "Ben")
    file.accept(file.removal("claims", "cl-five-detained"), "Ana", "Taken out", "counted twice")
    file.accept([FileChange("articles/page.html", b"<p>")], "Ana", "A page")
    file.describe({"x-name": "The river"}, "Ana", "Renamed")
    file.save_draft({"sort": "event", "form": {"source": "src-a", "title": "«Ménaka»\n"}}, "Ana")
    file.save_draft({"sort": "left_out", "form": {"source": "src-a", "quotes": [[0, 4]], "reason": "opinion"}}, "Ben")
    return file


def note(file: DossierFile, text: str) -> int:
    row = file.row("events", SALTO)
    assert row is not None
    step = file.accept([Change("events", SALTO, {**row.cells, "note": text})], "Ana", "A note")
    assert step is not None
    return step.id


def opened(file: DossierFile, folder: Path) -> DossierFile:
    to_folder(file.contents(), folder, file.work())
    contents = FolderContents(folder)
    return DossierFile.from_contents(folder.with_suffix(".sqlite"), contents, "Eve", work=work_of(contents))


def test_drafts_and_log_are_read_back_from_a_folder_and_written_again_unchanged(
    file: DossierFile, tmp_path: Path
) -> None:
    again = opened(file, tmp_path / "b")
    assert again.log_lines() == file.log_lines()
    assert [(draft.who, draft.at, draft.form) for draft in again.drafts()] == [
        (draft.who, draft.at, draft.form) for draft in file.drafts()
    ]
    to_folder(again.contents(), tmp_path / "c", again.work())
    for path in (tmp_path / "b").rglob("*"):
        if path.is_file():
            assert (tmp_path / "c" / path.relative_to(tmp_path / "b")).read_bytes() == path.read_bytes()
    assert again.tables().records == file.tables().records


def test_they_go_along_in_a_zip_or_stay_behind(file: DossierFile, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed(file.contents(), file.work(), with_articles=False))
    work = work_at(tmp_path / "a.zip")
    assert work.log == tuple(file.log_lines())
    assert [draft.form for draft in work.drafts] == [draft.form for draft in file.drafts()]
    again = DossierFile.from_contents(tmp_path / "b.sqlite", unpacked(tmp_path / "a.zip"), work=work)
    assert again.log_lines() == file.log_lines()
    (tmp_path / "c.zip").write_bytes(packed(file.contents(), file.work().chosen(drafts=False, log=False)))
    assert work_at(tmp_path / "c.zip").files() == {}
    assert work_at(file.path) == file.work()


def test_a_step_that_was_read_back_can_be_undone(file: DossierFile, tmp_path: Path) -> None:
    again = opened(file, tmp_path / "b")
    taken_out = next(step for step in again.log() if step.what == "Taken out")
    again.undo(taken_out.id, "Eve")
    assert again.row("claims", "cl-five-detained") is not None
    assert again.tables().faults == ()
    noted = next(step for step in again.log() if step.what == "A note")
    order = [row.key for row in again.rows("events")]
    again.undo(noted.id, "Eve")
    row = again.row("events", SALTO)
    assert row is not None
    assert row.cells["note"] == "first"
    assert [row.key for row in again.rows("events")] == order


def test_what_was_changed_outside_since_is_a_step_of_its_own(file: DossierFile, tmp_path: Path) -> None:
    to_folder(file.contents(), tmp_path / "b", file.work())
    table = tmp_path / "b" / "events.csv"
    table.write_bytes(table.read_bytes().replace(b"second", b"by hand"))
    contents = FolderContents(tmp_path / "b")
    again = DossierFile.from_contents(tmp_path / "c.sqlite", contents, "Eve", work=work_of(contents))
    last = again.log()[0]
    assert (last.who, last.what, last.tables) == ("Eve", "Changed outside this log, as it was opened", ("events",))
    [change] = again.changes(last.id)
    assert (json.loads(change.before)["note"], json.loads(change.after)["note"]) == ("second", "by hand")
    again.undo(last.id, "Eve")
    row = again.row("events", SALTO)
    assert row is not None
    assert row.cells["note"] == "second"


def test_a_file_whose_content_did_not_come_along_is_not_put_back(file: DossierFile, tmp_path: Path) -> None:
    file.accept([FileChange("articles/page.html", None)], "Ana", "No page")
    again = opened(file, tmp_path / "b")
    with pytest.raises(DossierError, match="what it held is not in this copy"):
        again.undo(again.log()[0].id, "Eve")


def line(**values: Any) -> str:
    step = {"id": 1, "at": "2031", "who": "", "what": "", "why": "", "undoes": None, "undone_by": None, "tables": []}
    return json.dumps({**step, "changes": [], **values}) + "\n"


def change(**values: Any) -> str:
    made = {"table": "events", "key": SALTO, "before": None, "after": None, **values}
    return line() + line(id=2, changes=[made])


@pytest.mark.parametrize(
    ("path", "text", "number"),
    [
        (LOG, "x", 1),
        (LOG, "[" * 100_000, 1),
        (LOG, line() + line(), 2),
        (LOG, line(undoes=1), 1),
        (LOG, line() + line(id=2, undoes=2), 2),
        (LOG, line(undone_by=1), 1),
        (LOG, line(undone_by=9), 1),
        (LOG, line(who=None), 1),
        (LOG, line(what="\ud800"), 1),
        (LOG, change(table="nothing"), 2),
        (LOG, change(table="files", key="../x.txt"), 2),
        (LOG, change(table="files", key="events.csv"), 2),
        (LOG, change(after="{}"), 2),
        (LOG, change(after="x"), 2),
        (LOG, change(before=7), 2),
        (DRAFTS, "x", 1),
        (DRAFTS, '{"who": "", "at": "", "form": []}', 1),
        (DRAFTS, '{"who": "", "at": "", "form": {}}\n{"who": "", "at": 7, "form": {}}', 2),
    ],
)
def test_lines_from_elsewhere_are_a_clear_sentence(tmp_path: Path, path: str, text: str, number: int) -> None:
    folder = Path(shutil.copytree(RIVER, tmp_path / "river"))
    (folder / path).write_text(text, "utf-8")
    with pytest.raises(DossierNotOpened, match=f"line {number} of {path} is none that was written here; take {path}"):
        DossierFile.from_contents(tmp_path / "a.sqlite", contents_at(folder), work=work_at(folder))
    assert not (tmp_path / "a.sqlite").exists()


def test_a_folder_that_is_written_again_without_them_has_none_of_another_time(
    file: DossierFile, tmp_path: Path
) -> None:
    to_folder(file.contents(), tmp_path / "b", file.work())
    to_folder(file.contents(), tmp_path / "b")
    assert not [path for path in (DRAFTS, LOG) if (tmp_path / "b" / path).exists()]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> DossierFile:
    return dossier(tmp_path_factory.mktemp("base") / "base.sqlite", 1)


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_log_goes_either_way_round_unchanged(
    base: DossierFile, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("random")
    shutil.copyfile(base.path, folder / "a.sqlite")
    file = DossierFile.open(folder / "a.sqlite")
    changes = st.lists(a_change(pool_of(base), ["articles/river_a.txt", "articles/new.txt"]), max_size=6)
    for change in data.draw(changes):
        last = file.next_undo() if data.draw(st.booleans()) else None
        with suppress(DossierError):
            if last:
                file.undo(last.id, "Ben")
            else:
                file.accept([change], "Ana", "Random")
    again = opened(file, folder / "b")
    assert again.log_lines() == file.log_lines()
    assert again.tables().records == file.tables().records
