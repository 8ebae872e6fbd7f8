"""One process that reads files, as the server sees it: its messages, the memory and time it uses, how it ends.

Raises what the reading raised, and FileRefused where the process took too much memory or time or ended without a word.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import dashboard
from dashboard.errors import DashboardError, FileRefused
from dashboard.sources.files.process import process_messages
from dashboard.sources.files.process.allowance import MEMORY, SECONDS, Allowance
from dashboard.sources.files.process.process_messages import TOO_MUCH, Job
from dashboard.sources.files.read.progress import Watch
from dashboard.sources.files.read.size_limits import size_words
from dashboard.words.sentences import deferred, say, say_deferred

_INTERVAL = 0.05
#: Seconds that a process may take to start. Other work of the machine may hold it up: so it may live for this many
#: times the time that its work may take.
_START, _WAITING = 120.0, 4
#: A process takes no further job once its memory has grown by this many bytes.
_GROWN = 128 << 20
_SPLIT = deferred("split it, by year for instance")


class NotTaken(FileRefused):
    """The process ended before it took the job: the file is not the reason."""


class ReaderProcess:
    """A process that waits for its job."""

    def __init__(self) -> None:
        self._heard: SimpleQueue[tuple[Any, ...] | None] = SimpleQueue()
        self._is_ready, self._is_good, self._memory = False, True, 0
        folder = str(Path(dashboard.__file__).resolve().parents[1])
        paths = os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH"))))
        # In a session of its own: stopping the server at its terminal does not stop this in the middle of a message.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "dashboard.sources.files.process.reader_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,
        )
        threading.Thread(target=self._listen, name="reader-process", daemon=True).start()

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    @property
    def is_good(self) -> bool:
        """Whether it can take another job: it runs, all went well, and it has not grown."""
        return self._is_good and self.is_alive

    @property
    def number(self) -> int:
        """The number by which the system knows it."""
        return self._process.pid

    def do(self, job: Job, allowed: Allowance, watch: Watch) -> None:
        """Give it the job and wait until that is done. Raises what went wrong, and NotTaken if it had ended before."""
        self._job, self._allowed, self._is_good = job, allowed, False
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended: the next message says so
            process_messages.send(self._process.stdin, ("job", job))
        is_taken = False
        clock = _Clock(self._process.pid, self._allowed)
        if self._is_ready:
            clock.begin()
        fraction, words = 0.0, say("Looking at the file")
        while True:
            message = self._next()
            if message is None:
                ended = self._ended()
                raise ended if is_taken else NotTaken(ended.file, ended.wrong, ended.advice, ended.cause)
            kind, *parts = message
            if kind == "ready":
                self._is_ready, self._memory = True, clock.memory()
                clock.begin()
            elif kind == "taken":
                is_taken = True
            elif kind == "at":
                before = words
                fraction, words = _progress(parts, fraction, words)
                clock.moved(fraction, words != before)
            elif kind != "nothing":
                goes_on, *parts = parts or [False]
                self._is_good = goes_on is True and clock.memory() < self._memory + _GROWN
                if kind == "opened":
                    return
                raise self._wrong(kind, parts)
            watch.at(fraction, words)
            self._check(clock)

    def end(self) -> None:
        """End it, whatever it is doing."""
        with suppress(OSError):
            self._process.kill()
        self._is_good = False
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()

    def _listen(self) -> None:
        """Put what it says into the queue, and None when it has ended."""
        assert self._process.stdout is not None
        try:
            while True:
                self._heard.put(process_messages.receive(self._process.stdout, process_messages.careful))
        except process_messages.BrokenMessage as error:
            self._heard.put(("failed", False, str(error)))
        except (EOFError, OSError, ValueError):
            self._heard.put(None)

    def _next(self) -> tuple[Any, ...] | None:
        try:
            return self._heard.get(timeout=_INTERVAL)
        except Empty:
            return ("nothing",)

    def _check(self, clock: _Clock) -> None:
        if clock.memory() > self._allowed.memory:
            raise self._too_large()
        if clock.is_over():
            wrong = say(
                "reading it took longer than {seconds} seconds without getting further",
                seconds=f"{self._allowed.seconds:,.0f}",
            )
            advice = say(
                "{SPLIT}, or save it as plain CSV ({SECONDS} allows more)", SPLIT=say_deferred(_SPLIT), SECONDS=SECONDS
            )
            raise FileRefused(self._job.name, wrong, advice)

    def _too_large(self) -> FileRefused:
        most = size_words(self._allowed.memory)
        wrong = say("reading it takes more than the {most} of memory that a file of its size may take", most=most)
        return FileRefused(
            self._job.name, wrong, say("{SPLIT} ({MEMORY} allows more)", SPLIT=say_deferred(_SPLIT), MEMORY=MEMORY)
        )

    def _wrong(self, kind: str, parts: list[Any]) -> Exception:
        """The exception that its last message stands for."""
        if kind == "raised" and parts and isinstance(parts[0], DashboardError):
            return parts[0]
        if kind == "memory":
            return self._too_large()
        if kind == "long":
            wrong = say("its first rows are too long to be shown")
            return FileRefused(self._job.name, wrong, say("open a table with one row an event"))
        return RuntimeError(f"reading {self._job.name} failed in its process: {''.join(map(str, parts))}")

    def _ended(self) -> FileRefused:
        """The exception for an end without a last message."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        code = self._process.returncode
        if code == TOO_MUCH:
            return self._too_large()
        if os.name != "nt" and code == -signal.SIGABRT:
            # Rust and C++ abort both where memory is refused and where a damaged file breaks an assumption of theirs.
            most = size_words(self._allowed.memory)
            wrong = say(
                "its reader broke over it: the file is damaged, or reading it takes more than {most} of memory",
                most=most,
            )
            advice = say(
                "save it again, or as plain CSV in UTF-8; if it is large, {SPLIT} ({MEMORY} allows more)",
                SPLIT=say_deferred(_SPLIT),
                MEMORY=MEMORY,
            )
            return FileRefused(self._job.name, wrong, advice)
        wrong = say("the process that read it was ended by the system or broke over it")
        return FileRefused(
            self._job.name,
            wrong,
            say("try again, or save it as plain CSV in UTF-8"),
            f"exit code {code}",
        )


def _progress(parts: list[Any], fraction: float, words: str) -> tuple[float, str]:
    if len(parts) == 2 and isinstance(parts[0], (int, float)) and isinstance(parts[1], str):
        return float(parts[0]), parts[1]
    return fraction, words


@dataclass
class _Clock:
    """How much memory and time a process has used. Time is that of its own work where the system tells."""

    process: int
    allowed: Allowance

    def __post_init__(self) -> None:
        self.farthest, self.began, self.worked = -1.0, 0.0, False
        self.at, self.at_work = time.monotonic(), 0.0
        self.started = self.at

    def begin(self) -> None:
        """Note that it starts its job now."""
        self.worked = True
        self.began = self.work()
        self.started = time.monotonic()
        self._mark()

    def moved(self, fraction: float, is_next: bool) -> None:
        """Note how far it has come, perhaps in its next step."""
        if is_next or fraction > self.farthest:
            self.farthest = fraction
            self._mark()

    def is_over(self) -> bool:
        """Whether it has used up its time."""
        now = time.monotonic()
        if not self.worked:
            return now - self.started > _START
        work = self.work()
        standing, whole = self.allowed.seconds, self.allowed.altogether
        return (
            work - self.at_work > standing
            or work - self.began > whole
            or now - self.at > standing * _WAITING
            or now - self.started > whole * _WAITING
        )

    def work(self) -> float:
        """Seconds of work so far, of all its threads."""
        try:
            after = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
            return (int(after[11]) + int(after[12])) / float(os.sysconf("SC_CLK_TCK"))
        except (OSError, ValueError, IndexError, AttributeError):
            return time.monotonic()

    def memory(self) -> int:
        """Bytes of memory that it holds, without files that are mapped; 0 where the system does not tell."""
        try:
            lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        except OSError:
            return 0
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("RssAnon:", "RssShmem:")))

    def _mark(self) -> None:
        self.at, self.at_work = time.monotonic(), self.work()
