"""A dossier's file: made, read, changed by steps that the gate accepts, undone; two people lose nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[3] / "dossiers"))
from theatre import RIVER, foreign

from dashboard.errors import (
    ChangedMeanwhile,
    DashboardError,
    DataError,
    DossierError,
    DossierNotOpened,
    HasDependents,
    Refused,
)
from dashboard.sources.dossier.store import Change, DossierFile, FileChange, NewParty, database
from dashboard.sources.dossier.tables import SHIPPED, FolderContents, load, load_contents

SALTO, BRIDGE = "ev-salto-2031-03-14", "ev-bridge-2031-03-08"


@pytest.fixture
def file(tmp_path: Path) -> DossierFile:
    return DossierFile.from_contents(tmp_path / "river.sqlite", FolderContents(RIVER), "Ana")


def edited(file: DossierFile, table: str, key: str, **cells: str) -> Change:
    row = file.row(table, key)
    assert row is not None
    return Change(table, key, {**row.cells, **cells})


def files_of(file: DossierFile) -> dict[str, bytes]:
    contents = file.contents()
    return {path: contents.read(path) for path in contents.paths()}


# --- a new one -----------------------------------------------------------------------------------------------------


def test_a_new_dossier_has_its_parties_and_is_sound(tmp_path: Path) -> None:
    parties = [NewParty("República de Salto", "Salto", "uy", "state"), NewParty("Фронт"), NewParty("Фронт")]
    file = DossierFile.create(tmp_path / "new.sqlite", " A river ", parties, ["es", "ru"], "Ana")
    tables = DossierFile.open(tmp_path / "new.sqlite").tables()
    assert tables.faults == ()
    assert [(row["party_id"], row["short_name"], row["colour_slot"], row["country"]) for row in tables.rows("parties")] == [
        ("republica_de_salto", "Salto", 1, "UY"), ("party_2", "Фронт", 2, None), ("party_3", "Фронт", 3, None)
    ]  # fmt: skip
    assert (tables.descriptor.title, tables.descriptor.headline, tables.descriptor.name) == ("A river",) * 3
    assert tables.descriptor.raw["x-languages"] == ["es", "ru"]
    assert foreign(json.dumps(tables.descriptor.raw)) == []
    assert list(tables.descriptor.resources) == list(load(RIVER).descriptor.resources)
    assert [(step.id, step.who, step.what) for step in file.log()] == [(1, "Ana", "New dossier: A river")]


@pytest.mark.parametrize(
    ("title", "parties", "says"),
    [
        ("  ", [], "needs a title"),
        ("A", [NewParty(" ")], "has no name"),
        ("A", [NewParty(str(number)) for number in range(7)], "colour_slot: expected 1–6, got 7"),
        ("A", [NewParty("B", kind="kingdom")], "kind: expected one of state"),
        ("A", [NewParty("B", country="Uruguay")], "country: expected the form"),
        ("A", [NewParty("civilian")], "is a word for those who are no party"),
    ],
)
def test_what_a_dossier_cannot_be_made_of_is_said(
    tmp_path: Path, title: str, parties: list[NewParty], says: str
) -> None:
    with pytest.raises(DossierError, match=says):
        DossierFile.create(tmp_path / "new.sqlite", title, parties)
    assert list(tmp_path.iterdir()) == []


# --- opening -------------------------------------------------------------------------------------------------------


def other_program(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE rows (a)")


def newer(path: Path) -> None:
    DossierFile.create(path, "A")
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 2")


def torn(path: Path) -> None:
    DossierFile.create(path, "A")
    path.write_bytes(path.read_bytes()[:3000])


def emptied(path: Path) -> None:
    DossierFile.create(path, "A")
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM descriptor")


def with_a_trigger(path: Path) -> None:
    DossierFile.create(path, "A")
    with sqlite3.connect(path) as database:
        database.execute("CREATE TRIGGER more AFTER INSERT ON drafts BEGIN DELETE FROM rows; END")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (with_a_trigger, "it holds parts that no dossier has"),
        (other_program, "not a dossier of this program"),
        (lambda path: path.write_bytes(b""), "not a dossier of this program"),
        (lambda path: path.write_text("events"), "not a dossier of this program"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000), "is damaged"),
        (newer, "a newer version of this program wrote it"),
        (torn, "is damaged|cannot be read|parts of it are missing"),
        (emptied, "parts of it are missing"),
        (lambda path: path.mkdir(), "it is a folder"),
        (lambda path: None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_dossier_is_a_clear_sentence(tmp_path: Path, make: object, says: str) -> None:
    make(tmp_path / "a.sqlite")  # type: ignore[operator]
    with pytest.raises(DossierNotOpened, match=f"a.sqlite: .*({says})"):
        DossierFile.open(tmp_path / "a.sqlite")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rows SET cells = 'no JSON'",
        "UPDATE rows SET cells = '[]'",
        "UPDATE rows SET cells = '{\"note\": 7}'",
        "UPDATE rows SET cells = x'ff'",
        "UPDATE blobs SET content = 1000000000000",
        "UPDATE descriptor SET content = 1000000000000",
        "UPDATE descriptor SET content = x'ff'",
    ],
)
def test_rows_that_this_program_never_stored_are_a_clear_sentence(file: DossierFile, statement: str) -> None:
    with sqlite3.connect(file.path) as database:
        database.execute(statement)
    for action in (file.tables, file.contents):
        with pytest.raises((DossierNotOpened, DataError)):
            action()


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_file_raises_nothing_else(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("damaged") / "river.sqlite"
    file = DossierFile.from_contents(path, FolderContents(RIVER))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))] if data.draw(st.booleans()) else content)
    row = Change("actors", "", {"actor_id": "act-x", "name": "X"})
    for action in (
        lambda: DossierFile.open(path),
        file.tables,
        lambda: file.accept([row], "Ana", "An actor"),
        file.log,
    ):
        with suppress(DashboardError):
            action()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("database is locked", "somebody else has been saving for long; try again"),
        ("attempt to write a readonly database", "it cannot be written; open a copy of it"),
        ("unable to open database file", "it or its folder cannot be written; copy it to a folder of your own"),
        ("database or disk is full", "the disk is full; make room and save again"),
        ("database disk image is malformed", "it cannot be read; take the last copy of it that could be opened"),
    ],
)
def test_what_sqlite_says_is_said_in_our_words(file: DossierFile, said: str, says: str) -> None:
    for opened in (database.reading, database.writing):
        with pytest.raises(DossierNotOpened, match=f"river.sqlite: {says}") as caught, opened(file.path):
            raise sqlite3.OperationalError(said)
        assert caught.value.cause == said


def test_a_writer_that_waits_too_long_is_told(file: DossierFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE_MS", 50)
    with database.writing(file.path), pytest.raises(DossierNotOpened, match="has been saving for long; try again"):
        file.save_draft({}, "Ben")


def test_nothing_is_written_over(file: DossierFile) -> None:
    before = file.path.read_bytes()
    with pytest.raises(DossierNotOpened, match="something of that name is there already"):
        DossierFile.create(file.path, "Another")
    assert file.path.read_bytes() == before


def test_a_folder_whose_rows_cannot_be_told_apart_is_not_stored(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RIVER, tmp_path / "river"))
    with (folder / "events.csv").open("a") as stream:
        stream.write((folder / "events.csv").read_text("utf-8").splitlines()[1] + "\n")
    (folder / "parties.csv").write_bytes((folder / "parties.csv").read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(DataError) as caught:
        DossierFile.from_contents(tmp_path / "a.sqlite", FolderContents(folder))
    said = [str(fault) for fault in caught.value.faults]
    assert any(
        "river/events.csv:9 event_id: ev-bella-union-2031-03-13 stands already in line 2" in line for line in said
    )
    assert any("river/parties.csv:1: has a carriage return" in line for line in said)
    assert [path.name for path in tmp_path.iterdir()] == ["river"]


def test_a_dossier_with_faults_is_stored_and_may_be_mended(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RIVER, tmp_path / "river"))
    text = (folder / "events.csv").read_text("utf-8").replace(",uy-city-salto,Salto,1,", ",uy-city-salto,Salto,5,")
    (folder / "events.csv").write_text(text, "utf-8")
    file = DossierFile.from_contents(tmp_path / "a.sqlite", FolderContents(folder))
    assert [fault.column for fault in file.tables().faults] == ["where_prec"]
    assert file.accept([edited(file, "events", SALTO, note="Still wrong elsewhere")], "Ana", "A note")
    assert file.accept([edited(file, "events", SALTO, where_prec="1")], "Ana", "Mend")
    assert file.tables().faults == ()


# --- accepting -----------------------------------------------------------------------------------------------------


def test_an_accepted_change_is_a_step_and_stands_in_the_tables(file: DossierFile) -> None:
    step = file.accept([edited(file, "events", SALTO, note="Seen again")], "Ana", "A note", "The second copy has it")
    assert step is not None
    assert (step.id, step.who, step.what, step.why, step.tables) == (2, "Ana", "A note", "The second copy has it", ("events",))  # fmt: skip
    assert step.at.endswith("+00:00")
    assert file.tables().row("events", SALTO)["note"] == "Seen again"
    assert file.row("events", SALTO).version == 2  # type: ignore[union-attr]
    (change,) = file.changes(2)
    assert (change.table, change.key, json.loads(change.before)["note"], json.loads(change.after)["note"]) == (
        *("events", SALTO), "", "Seen again"
    )  # fmt: skip


def test_a_preview_shows_what_would_be_and_saves_nothing(file: DossierFile) -> None:
    before = file.tables()
    change = edited(file, "events", SALTO, note="Seen again")
    assert file.preview([change]).row("events", SALTO)["note"] == "Seen again"
    assert file.check([change]) == ()
    assert file.check([edited(file, "events", SALTO, where_prec="6")])[0].column == "where_prec"
    with pytest.raises(Refused):
        file.preview([edited(file, "events", SALTO, where_prec="6")])
    assert file.tables() is before
    assert file.last_step() == 1
    previewed = file.preview([change])
    file.accept([change], "Ana", "A note")
    assert previewed.records == file.tables().records
    assert previewed.contents.read("events.csv") == file.tables().contents.read("events.csv")


def test_another_dossier_in_its_place_is_read_anew(file: DossierFile, tmp_path: Path) -> None:
    assert file.tables().descriptor.title.startswith("An invented dispute")
    database.remove(file.path)
    DossierFile.create(file.path, "Another")
    assert file.tables().descriptor.title == "Another"


def test_a_change_that_changes_nothing_is_no_step(file: DossierFile) -> None:
    assert file.accept([edited(file, "events", SALTO)], "Ana", "Nothing") is None
    assert file.last_step() == 1


def test_a_fault_refuses_the_change_and_points_at_the_field(file: DossierFile) -> None:
    before = files_of(file)
    with pytest.raises(Refused) as caught:
        file.accept([edited(file, "events", SALTO, where_prec="6", note="New")], "Ana", "Wrong")
    (fault,) = caught.value.faults
    assert (fault.table, fault.key, fault.column) == ("events", SALTO, "where_prec")
    assert str(fault) == f"events {SALTO} where_prec: expected 1 or 2 for a city, got 6"
    assert files_of(file) == before
    assert file.last_step() == 1


def test_what_hangs_on_a_row_refuses_its_removal(file: DossierFile) -> None:
    with pytest.raises(Refused) as caught:
        file.accept([Change("events", SALTO, None)], "Ana", "Out")
    assert {fault.table for fault in caught.value.faults} >= {"claims", "evidence"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Change("events", "", {"event_id": SALTO, "title": "a\rb"}), "has a carriage return"),
        (Change("events", "", {"event_id": SALTO, "title": "\ud800"}), "lone surrogate"),
        (Change("events", "", {"event_id": SALTO, "weather": "rain"}), "weather: is no column of this table"),
        (Change("events", BRIDGE, {"event_id": SALTO}), "does not go with the row"),
        (FileChange("../a.txt", b"a"), "no path of an article or of shapes inside a dossier"),
        (FileChange("events.csv", b"a"), "no path of an article or of shapes inside a dossier"),
    ],
)
def test_what_no_table_can_hold_is_refused(file: DossierFile, change: Change | FileChange, says: str) -> None:
    with pytest.raises(Refused, match=says):
        file.accept([change], "Ana", "Wrong")
    assert file.last_step() == 1


def test_an_unknown_table_and_a_row_given_twice_are_said(file: DossierFile) -> None:
    with pytest.raises(DossierError, match="there is no table weather; there are sources, quotes"):
        file.accept([Change("weather", "a", None)], "Ana", "Wrong")
    with pytest.raises(DossierError, match="is changed twice in one step"):
        file.accept([edited(file, "events", SALTO, note="1"), edited(file, "events", SALTO, note="2")], "Ana", "Wrong")


def test_an_article_comes_with_its_source_and_its_quotes_in_one_step(file: DossierFile) -> None:
    content = b"Published 15 March 2031\n\nNothing moved on the river.\n"
    source = {
        **file.rows("sources")[0].cells, "source_id": "src-c", "file": "articles/c.txt", "wire": "",
        "sha256": hashlib.sha256(content).hexdigest(), "published_on": "", "published_basis": "",
        "updated_on": "2031-03-15",
    }  # fmt: skip
    quote = {"quote_id": "q-c01", "source_id": "src-c", "start": "10", "end": "23", "quote": "15 March 2031"}
    evidence = [
        {"subject_id": "src-c", "quote_id": "q-c01", "role": "supports"},
        {"subject_id": "src-c", "quote_id": "q-c01", "role": "date", "words": "15 March 2031", "words_start": "10"},
    ]
    changes = [
        Change("sources", "", source),
        Change("quotes", "", quote),
        *(Change("evidence", "", row) for row in evidence),
    ]
    with pytest.raises(Refused, match=r"sources src-c file: articles/c.txt cannot be read"):
        file.accept(changes, "Ana", "An article")
    step = file.accept([*changes, FileChange("articles/c.txt", content)], "Ana", "An article")
    assert step is not None
    assert file.tables().faults == ()
    assert file.tables().texts["src-c"].encode() == file.file("articles/c.txt") == content
    before = file.undo(step.id, "Ana")
    assert "src-c" not in file.tables().texts
    assert (before.undoes, file.log()[1].undone_by) == (step.id, before.id)
    file.redo(step.id, "Ana")
    assert file.file("articles/c.txt") == content
    with pytest.raises(Refused, match="has changed: its SHA-256 is"):
        file.accept([FileChange("articles/c.txt", content + b"!")], "Ana", "Another text")
    with pytest.raises(Refused, match="cannot be read"):
        file.accept([FileChange("articles/c.txt", None)], "Ana", "No text")


# --- two people ----------------------------------------------------------------------------------------------------


def test_the_second_to_change_a_row_sees_both_versions(file: DossierFile) -> None:
    other = DossierFile.open(file.path)
    seen = {("events", SALTO): file.row("events", SALTO).version}  # type: ignore[union-attr]
    mine, yours = edited(file, "events", SALTO, note="mine"), edited(file, "events", SALTO, note="yours")
    assert file.accept([mine], "Ana", "A note", seen=seen)
    with pytest.raises(ChangedMeanwhile) as caught:
        other.accept([yours], "Ben", "A note", seen=seen)
    (row,) = caught.value.rows
    assert (row.table, row.key, row.who, row.version) == ("events", SALTO, "Ana", 2)
    assert row.theirs is not None
    assert row.yours is not None
    assert (row.theirs["note"], row.yours["note"]) == ("mine", "yours")
    assert other.accept([yours], "Ben", "A note", seen={("events", SALTO): row.version})


def test_a_row_that_both_add_or_that_one_removes_is_seen_too(file: DossierFile) -> None:
    note = {"source_id": "src-a", "start": "0", "words": "Published", "reason": "heading"}
    first = file.tables().texts["src-a"].split()[0]
    added = Change("unmapped", "", {**note, "words": first})
    assert file.accept([added], "Ana", "Left out", seen={})
    with pytest.raises(ChangedMeanwhile) as caught:
        file.accept([Change("unmapped", "", {**note, "words": first, "reason": "origin"})], "Ben", "Left out", seen={})
    key = caught.value.rows[0].key
    assert file.accept([Change("unmapped", key, None)], "Ana", "Not so", seen={("unmapped", key): 2})
    with pytest.raises(ChangedMeanwhile) as caught:
        file.accept([Change("unmapped", "", {**note, "words": first, "reason": "origin"})], "Ben", "x", seen={("unmapped", key): 2})  # fmt: skip
    assert caught.value.rows[0].theirs is None


def test_threads_that_save_and_read_through_one_object_see_whole_states(file: DossierFile) -> None:
    """Each session of a page is a thread, and all share the object. Every step writes the same number into three rows."""
    keys = [row.key for row in file.rows("events")[:3]]
    torn: list[set[str]] = []

    def work(who: str) -> None:
        for number in range(6):
            file.accept([edited(file, "events", key, note=f"{who}{number}") for key in keys], who, "Notes")
            tables = file.tables()
            notes = {str(tables.row("events", key)["note"]) for key in keys}
            if len(notes) != 1:
                torn.append(notes)

    threads = [threading.Thread(target=work, args=(who,)) for who in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert torn == []
    assert file.last_step() == 1 + 4 * 6
    assert file.tables().records == load_contents(file.contents()).records


def test_a_file_that_was_removed_is_not_made_anew(file: DossierFile) -> None:
    file.path.unlink()
    for action in (file.tables, lambda: file.accept([], "Ana", "x"), lambda: file.save_draft({}, "Ana")):
        with pytest.raises(DossierNotOpened, match="removed or moved"):
            action()
    assert not file.path.exists()


# --- undo and redo -------------------------------------------------------------------------------------------------


def test_undo_and_redo_are_steps_and_bring_back_every_byte(file: DossierFile) -> None:
    first = files_of(file)
    for number in range(3):
        file.accept([edited(file, "events", SALTO, note=f"note {number}")], "Ana", f"Note {number}")
    last = files_of(file)
    assert [file.undo(step, "Ben").undoes for step in (4, 3, 2)] == [4, 3, 2]
    assert files_of(file) == first
    assert [file.redo(step, "Ben").undoes for step in (2, 3, 4)] == [7, 6, 5]
    assert files_of(file) == last
    assert [step.what for step in file.log()][:2] == ["Redo: Note 2", "Redo: Note 1"]


def test_a_step_on_which_a_later_one_rests_names_it(file: DossierFile) -> None:
    file.accept([edited(file, "events", SALTO, note="1")], "Ana", "Note 1")
    file.accept([edited(file, "events", SALTO, note="2")], "Ana", "Note 2")
    with pytest.raises(HasDependents, match="step 2 cannot be taken back: step 3 stands in the way") as caught:
        file.undo(2, "Ana")
    assert caught.value.steps == (3,)
    file.undo(3, "Ana")
    file.undo(2, "Ana")
    with pytest.raises(HasDependents, match="step 3 cannot be done again") as caught:
        file.redo(3, "Ana")
    assert caught.value.steps == (2,)
    file.redo(2, "Ana")
    file.redo(3, "Ana")
    assert file.row("events", SALTO).cells["note"] == "2"  # type: ignore[union-attr]


def test_a_step_that_was_done_again_on_top_of_later_ones_stands_in_their_way(file: DossierFile) -> None:
    """Step 2 has the lower number, but it was done last: it is the one to take back first."""

    def note(text: str) -> None:
        file.accept([edited(file, "events", SALTO, note=text)], "Ana", f"Note {text}")

    note("a")
    file.undo(2, "Ana")
    note("b")
    note("")
    file.redo(2, "Ana")
    with pytest.raises(HasDependents) as caught:
        file.undo(5, "Ana")
    assert caught.value.steps == (2,)
    assert file.row("events", SALTO).cells["note"] == "a"  # type: ignore[union-attr]
    file.undo(2, "Ana")
    file.undo(5, "Ana")
    assert file.row("events", SALTO).cells["note"] == "b"  # type: ignore[union-attr]


def test_a_row_that_refers_to_an_added_one_rests_on_its_step(file: DossierFile) -> None:
    actor = {"actor_id": "act-ferry", "name": "boatmen", "side": "civilian"}
    file.accept([Change("actors", "", actor)], "Ana", "An actor")
    salto = file.row("events", SALTO)
    assert salto is not None
    named = salto.cells["actors"] + ";act-ferry"
    file.accept([edited(file, "events", SALTO, actors=named)], "Ana", "Who took part")
    with pytest.raises(HasDependents) as caught:
        file.undo(2, "Ana")
    assert caught.value.steps == (3,)


def test_a_row_that_needs_an_added_name_rests_on_its_step(file: DossierFile) -> None:
    """Nothing refers to what the step added: the gate finds that the words of a later step name nobody without it."""
    target = [row for row in file.rows("evidence") if row.cells["role"] == "target"]
    whole = [edited(file, "events", SALTO), *(Change("evidence", row.key, row.cells) for row in target)]
    without = edited(file, "events", SALTO, target="", target_text="", target_claimant="", actors="act-police")
    file.accept([without, *(Change("evidence", row.key, None) for row in target)], "Ana", "No target")
    file.accept([edited(file, "actors", "act-boatmen", aliases="")], "Ana", "No names")
    file.accept([edited(file, "actors", "act-boatmen", aliases="boatmen")], "Ana", "A name")
    file.accept(whole, "Ana", "A target")
    with pytest.raises(HasDependents) as caught:
        file.undo(4, "Ana")
    assert caught.value.steps == (5,)
    file.undo(5, "Ana")
    file.undo(4, "Ana")


@pytest.mark.parametrize(
    ("step", "says"), [(1, "remove the dossier instead"), (9, "there is no step 9"), (3, "takes back step 2")]
)
def test_what_cannot_be_taken_back_is_said(file: DossierFile, step: int, says: str) -> None:
    file.accept([edited(file, "events", SALTO, note="1")], "Ana", "Note 1")
    file.undo(2, "Ana")
    with pytest.raises(DossierError, match=says):
        file.undo(step, "Ana")
    with pytest.raises(DossierError, match="is taken back already, by step 3"):
        file.undo(2, "Ana")
    with pytest.raises(DossierError, match="nothing to redo"):
        file.redo(1, "Ana")


def test_undo_and_redo_by_key_go_back_and_forth(file: DossierFile) -> None:
    assert file.next_undo() is file.next_redo() is None
    for number in range(3):
        file.accept([edited(file, "events", SALTO, note=f"note {number}")], "Ana", f"Note {number}")

    def keys(*actions: str) -> str:
        for action in actions:
            step = file.next_undo() if action == "undo" else file.next_redo()
            assert step is not None
            (file.undo if action == "undo" else file.redo)(step.id, "Ana")
        return file.row("events", SALTO).cells["note"]  # type: ignore[union-attr]

    assert keys("undo", "undo") == "note 0"
    assert keys("redo") == "note 1"
    assert keys("undo", "undo") == ""
    assert file.next_undo() is None
    assert keys("redo", "redo", "redo") == "note 2"
    assert file.next_redo() is None
    assert keys("undo") == "note 1"
    file.accept([edited(file, "events", SALTO, note="other")], "Ana", "Another way")
    assert file.next_redo() is None
    assert keys("undo", "undo") == "note 0"


def test_a_row_goes_with_its_evidence_and_its_own_quotes(file: DossierFile) -> None:
    changes = file.removal("events", BRIDGE)
    assert {change.table for change in changes} == {"events", "evidence", "quotes"}
    used = {row.cells["quote_id"] for row in file.rows("evidence") if row.cells["subject_id"] != BRIDGE}
    assert not used & {change.key for change in changes if change.table == "quotes"}
    assert file.accept(changes, "Ana", "Out")
    assert BRIDGE not in file.tables().records["events"]
    assert file.tables().faults == ()


# --- the log, the drafts, the descriptor ---------------------------------------------------------------------------


def test_the_log_is_filtered_by_who_what_and_where(file: DossierFile) -> None:
    file.accept([edited(file, "events", SALTO, note="1")], "Ana", "Note", "because")
    file.accept([edited(file, "actors", "act-boatmen", aliases="boatmen;x")], "Ben", "Names")
    assert [step.id for step in file.log()] == [3, 2, 1]
    assert [step.id for step in file.log(who="Ben")] == [3]
    assert [step.id for step in file.log(table="events")] == [2]
    assert [step.id for step in file.log(text="BECAUSE")] == [step.id for step in file.log(text="ev-salto")] == [2]
    assert file.log(since="2999-01-01") == []
    lines = [json.loads(line) for line in file.log_lines()]
    assert [line["id"] for line in lines] == [1, 2, 3]
    assert lines[1]["changes"][0]["key"] == SALTO


def test_a_draft_is_kept_as_typed_until_it_is_accepted(file: DossierFile) -> None:
    form = {"title": "half a ti\r\n\x00", "words": [1, None]}
    number = file.save_draft(form, "Ana")
    assert file.save_draft({**form, "title": "more"}, "Ana", number) == number
    second = file.save_draft({}, "Ben")
    assert [(draft.id, draft.who, draft.form) for draft in DossierFile.open(file.path).drafts()] == [
        (number, "Ana", {**form, "title": "more"}), (second, "Ben", {})
    ]  # fmt: skip
    with pytest.raises(Refused):
        file.accept([edited(file, "events", SALTO, where_prec="6")], "Ana", "Wrong", draft=number)
    assert len(file.drafts()) == 2
    file.accept([edited(file, "events", SALTO, note="1")], "Ana", "Right", draft=number)
    file.discard_draft(second)
    assert file.drafts() == []


def test_what_the_dossier_says_of_itself_is_a_step_too(file: DossierFile) -> None:
    before = files_of(file)
    step = file.describe({"title": "Renamed", "x-metonyms": None}, "Ana", "Renamed")
    assert step is not None
    assert file.descriptor().title == file.tables().descriptor.title == "Renamed"
    assert file.descriptor().metonyms == ()
    assert file.describe({"title": "Renamed"}, "Ana", "Renamed") is None
    with pytest.raises(DataError, match="title is no text"):
        file.describe({"title": 7}, "Ana", "Wrong")
    file.undo(step.id, "Ana")
    assert files_of(file) == before


def test_the_shipped_dossier_is_stored_byte_for_byte(tmp_path: Path) -> None:
    shipped = FolderContents(SHIPPED)
    file = DossierFile.from_contents(tmp_path / "shipped.sqlite", shipped)
    assert files_of(file) == {path: shipped.article(path) for path in shipped.paths()}
    assert file.tables().faults == ()
