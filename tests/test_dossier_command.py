"""python -m dashboard.dossier: each command does what it says, and says what it did; what is wrong is one sentence."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "dossiers"))
from theatre import RIVER

from dashboard.dossier import main
from dashboard.sources.dossier.store import Change, DossierFile
from dashboard.sources.dossier.tables import FolderContents, load
from dashboard.sources.dossier.tables.__main__ import main as check_folders

ROOT = Path(__file__).parents[1]
SALTO = "ev-salto-2031-03-14"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    assert main(["from-folder", str(RIVER), str(tmp_path / "a.sqlite"), "--who", "Ana"]) == 0
    return tmp_path / "a.sqlite"


def run(*arguments: object) -> int:
    return main(list(map(str, arguments)))


def note(path: Path, text: str) -> None:
    file = DossierFile.open(path)
    row = file.row("events", SALTO)
    assert row is not None
    file.accept([Change("events", SALTO, {**row.cells, "note": text})], "Ana", "A note")


def test_from_a_folder_and_back(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("to-folder", file, tmp_path / "b", "--log") == 0
    assert "written from" in capsys.readouterr().out
    first, second = FolderContents(RIVER), FolderContents(tmp_path / "b")
    assert {path: second.article(path) for path in second.paths()} == {
        path: first.article(path) for path in first.paths()
    }
    (line,) = (tmp_path / "b" / "log.jsonl").read_text("utf-8").splitlines()
    assert (json.loads(line)["who"], json.loads(line)["what"]) == ("Ana", "Opened from river_dispute")


def test_check_says_of_every_form_what_the_gate_says(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("hand-over", file, tmp_path / "c.zip") == 0
    capsys.readouterr()
    assert check_folders([str(RIVER)]) == 0
    said = capsys.readouterr().out.replace(str(RIVER), "")
    for path in (RIVER, file, tmp_path / "c.zip"):
        assert run("check", path) == 0
        assert capsys.readouterr().out.replace(str(path), "") == said


def test_check_lists_faults_and_goes_on_behind_what_is_no_dossier(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(RIVER, tmp_path / "river"))
    text = (folder / "events.csv").read_text("utf-8").replace(",uy-city-salto,Salto,1,", ",uy-city-salto,Salto,5,")
    (folder / "events.csv").write_text(text, "utf-8")
    assert run("from-folder", folder, tmp_path / "a.sqlite") == 0
    capsys.readouterr()
    assert check_folders([str(folder)]) == 1
    listed = capsys.readouterr().err
    assert run("check", tmp_path / "letter.txt", tmp_path / "a.sqlite") == 2
    said = capsys.readouterr()
    assert said.err.splitlines()[0] == "letter.txt: there is no such file or folder; check its name"
    assert said.err.splitlines()[1:] == listed.replace("river/", "a.sqlite/").splitlines()
    assert "1 fault." in said.out


def test_a_merge_adds_what_is_new_and_settles_nothing_by_itself(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second, target = tmp_path / "b.sqlite", tmp_path / "c.sqlite"
    shutil.copyfile(file, second)
    assert run("merge", file, file, "--to", target) == 0
    assert "nothing is new" in capsys.readouterr().out
    note(file, "seen by Ana")
    note(second, "seen by Ben")
    DossierFile.open(second).accept([Change("actors", "", {"actor_id": "act-x", "name": "X"})], "Ben", "An actor")
    assert run("merge", file, second, "--to", target) == 1
    said = capsys.readouterr()
    assert said.out.strip() == f"events {SALTO}: first note “seen by Ana”; second note “seen by Ben”"
    assert "1 conflict;" in said.err
    assert not target.exists()
    assert run("merge", file, second, "--to", target, "--prefer", "second", "--who", "Cy") == 0
    merged = DossierFile.open(target)
    assert merged.row("events", SALTO).cells["note"] == "seen by Ben"  # type: ignore[union-attr]
    (step,) = merged.log()
    assert (step.who, step.what) == ("Cy", "Merged a.sqlite and b.sqlite")
    assert "the second preferred: events ev-salto" in step.why
    assert run("merge", file, second, "--to", tmp_path / "d", "--prefer", "first") == 0
    assert load(tmp_path / "d").row("events", SALTO)["note"] == "seen by Ana"


def test_what_is_handed_over_without_articles_is_read_again(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("b.zip", "b.sqlite"):
        assert run("hand-over", file, tmp_path / name, "--without-articles") == 0
        assert run("check", tmp_path / name) == 0
        assert (
            "2 articles are not in this copy; their quotes were proved by whoever made it." in capsys.readouterr().out
        )
        assert run("hand-over", file, tmp_path / name) == 2
        assert "something of that name is there already" in capsys.readouterr().err
    article = (RIVER / "articles" / "river_a.txt").read_bytes()[40:120]
    assert article not in (tmp_path / "b.sqlite").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["to-folder", "nothing", "x"], "there is no such file or folder"),
        (["to-folder", "README.md", "x"], "not a dossier of this program"),
        (["from-folder", "dashboard", "x.sqlite"], "datapackage.json: cannot be read"),
        (["merge", "data", "README.md", "--to", "x"], "not a dossier of this program"),
        (["to-folder", "data", "tests"], "something else lies in this folder"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert "Traceback" not in said.err
    assert not (ROOT / "x").exists()


def test_help_names_every_command_and_the_readme_names_them_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.dossier", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    commands = re.findall(r"^    ([a-z-]+)(?:  |$)", done.stdout, re.MULTILINE)
    assert commands == ["to-folder", "from-folder", "check", "merge", "hand-over"]
    readme = (ROOT / "README.md").read_text("utf-8") + (ROOT / "dashboard" / "README.md").read_text("utf-8")
    assert all(command in readme for command in ("python -m dashboard.dossier", *commands))
