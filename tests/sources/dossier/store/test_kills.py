"""Killed at any moment, the last accepted state stands whole; two processes that save at once lose nothing."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "dossiers"))
from saving_process import SavingProcess
from theatre import RIVER

from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import FolderContents


@pytest.fixture
def file(tmp_path: Path) -> DossierFile:
    return DossierFile.from_contents(tmp_path / "river.sqlite", FolderContents(RIVER))


def check_whole(file: DossierFile, who: str) -> int:
    """Both rows, the file and the log are of one step. Returns how many steps of ``who`` there are."""
    assert DossierFile.open(file.path).tables().faults == ()
    notes = {row.cells["note"] for row in file.rows("events")[:2]}
    saved = [step for step in file.log() if step.who == who]
    if saved:
        assert notes == {f"{who} {saved[0].what}"}
        assert file.file(f"articles/{who}.bin") == f"{who} {saved[0].what}".encode() * 500
        assert [int(step.what) for step in saved] == list(reversed(range(len(saved))))
        assert all(len(file.changes(step.id)) == 3 for step in saved)
    return len(saved)


def test_fifty_kills_during_saves_lose_nothing_that_was_accepted(file: DossierFile) -> None:
    chance = random.Random(2031)
    for kill in range(50):
        who = f"w{kill}"
        saving = SavingProcess(file.path, who, 1000)
        accepted = [saving.next_step() for _ in range(chance.randint(1, 3))]
        time.sleep(chance.random() * 0.03)
        saving.kill()
        accepted += saving.rest()
        assert saving.process.exitcode == -signal.SIGKILL
        assert check_whole(file, who) >= len(accepted), kill
    assert len(file.log()) == len({step.id for step in file.log()})


def test_two_processes_save_in_turn(file: DossierFile) -> None:
    both = [SavingProcess(file.path, who, 15) for who in ("ana", "ben")]
    numbers = [step for saving in both for step in saving.rest()]
    assert [saving.process.exitcode for saving in both] == [0, 0]
    assert sorted(numbers) == list(range(2, 32))
    assert file.tables().faults == ()
    assert {step.id for step in file.log()} == set(range(1, 32))


def test_a_killed_import_leaves_no_dossier(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from dashboard.sources.dossier.store import DossierFile;"
        "from dashboard.sources.dossier.tables import SHIPPED, FolderContents; print('ready', flush=True);"
        "DossierFile.from_contents(Path(sys.argv[1]), FolderContents(SHIPPED))"
    )
    for wait in (0.02, 0.1, 0.25):
        target = tmp_path / f"{wait}.sqlite"
        process = subprocess.Popen([sys.executable, "-c", program, str(target)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.kill()
        process.wait()
        process.stdout.close()
        assert not target.exists() or DossierFile.open(target).tables().faults == ()
