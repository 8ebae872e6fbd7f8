"""A process that saves one step after another and says each once it is accepted, to be killed at any moment."""

from __future__ import annotations

from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from warm_forks import FORKS, WarmFork

from dashboard.sources.dossier.store import Change, DossierFile, FileChange


def save_steps(path: Path, who: str, count: int, accepted: Connection) -> None:
    """Notes on two events and a file of a made-up article, ``count`` times."""
    file = DossierFile.open(path)
    events = file.rows("events")[:2]
    for number in range(count):
        changes = [Change("events", row.key, {**row.cells, "note": f"{who} {number}"}) for row in events]
        content = FileChange(f"articles/{who}.bin", f"{who} {number}".encode() * 500)
        step = file.accept([*changes, content], who, f"{number}")
        assert step is not None
        accepted.send(step.id)


class SavingProcess:
    """Saves to the file of a path from now on."""

    def __init__(self, path: Path, who: str, count: int) -> None:
        self.accepted, sender = FORKS.Pipe(duplex=False)
        self.process: BaseProcess = WarmFork(target=save_steps, args=(path, who, count, sender))
        self.process.start()
        sender.close()

    def next_step(self) -> int:
        """The number of the next step that was accepted. Waits for it."""
        step: int = self.accepted.recv()
        return step

    def kill(self) -> None:
        self.process.kill()

    def rest(self) -> list[int]:
        """The steps that it still said, until it ended. What a kill cut off in the middle is none."""
        steps = []
        with suppress(EOFError, OSError):
            while True:
                steps.append(self.next_step())
        self.process.join(120)
        return steps
