"""Processes in which the dashboard runs: started by the command, as a user does, or forked from one that has the imports."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from multiprocessing.process import BaseProcess
from pathlib import Path

from warm_forks import WarmFork

ROOT = Path(__file__).resolve().parents[2]
READ_AT_START = {"LANG", "LC_ALL", "PYTHONHASHSEED", "PYTHONHOME", "PYTHONPATH", "PYTHONUTF8", "PYTHONWARNINGS", "TZ"}


class CommandProcess:
    """``python -m streamlit`` with these arguments."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        command = [sys.executable, "-m", "streamlit", *arguments]
        with log.open("w", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def ended(self, seconds: float) -> bool:
        """Whether it ends within so many seconds."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self) -> None:
        self.process.terminate()
        if not self.ended(10):
            self.process.kill()
            self.process.wait()


class ForkedProcess:
    """The same, with most modules imported before."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        changed = {name for name, value in environment.items() if os.environ.get(name) != value}
        assert not changed & READ_AT_START, "Python reads these when it starts: start it by the command"
        log.touch()
        self.process: BaseProcess = WarmFork(target=run, args=(list(arguments), dict(environment), log))
        self.process.start()

    def ended(self, seconds: float) -> bool:
        """Whether it ends within so many seconds."""
        self.process.join(seconds)
        return self.process.exitcode is not None

    def end(self) -> None:
        self.process.terminate()
        if not self.ended(10):
            self.process.kill()
            self.process.join()


def run(arguments: list[str], environment: dict[str, str], log: Path) -> None:
    """What the command does, in this process."""
    output = os.open(log, os.O_WRONLY | os.O_TRUNC)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(output, stream.fileno())
        assert isinstance(stream, TextIOWrapper)
        stream.reconfigure(line_buffering=True)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = ["streamlit", *arguments]
    from streamlit.web.cli import main

    main(arguments, prog_name="streamlit")
