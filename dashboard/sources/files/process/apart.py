"""Opens a file in a process of its own: a hostile file cannot end or stall the program that shows it.

A process waits for the next file, so that a small one opens as fast as here; it reads one at a time, and another file
only where all went well. It may use so much memory and time (:mod:`~dashboard.sources.files.process.allowance`); where it takes more, or ends without a word, that is one sentence.
The result comes as files that are mapped into memory, in a private folder that goes with the :class:`Opened`.

Raises what :func:`~dashboard.sources.files.opening.open_file` raises.
"""

from __future__ import annotations

import os
import shutil
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.errors import FileRefused
from dashboard.sources.files.opened import Opened
from dashboard.sources.files.process import scratch, stored_tables
from dashboard.sources.files.process.allowance import Allowance, allowance
from dashboard.sources.files.process.process_messages import Job
from dashboard.sources.files.process.reader_process import NotTaken, ReaderProcess
from dashboard.sources.files.read import file_bytes
from dashboard.sources.files.read.progress import Progress, Watch
from dashboard.words.sentences import say

#: How many files are read at once; others wait.
_AT_ONCE = max(2, (os.cpu_count() or 2) // 2)
_INTERVAL = 0.05

_places = threading.Semaphore(_AT_ONCE)
_spares: list[ReaderProcess] = []
_spare = threading.Lock()


def warm() -> None:
    """Start a process ahead of the next file, if none is ready."""
    _keep(None)


def _keep(process: ReaderProcess | None) -> None:
    """Keep one process for the next file: this one if it is good, else a new one. Others end."""
    with _spare:
        ready = [spare for spare in _spares if spare.is_good]
        if process is not None and process.is_good and not ready:
            ready = [process]
        elif process is not None:
            process.end()
        _spares[:] = ready or [ReaderProcess()]


def open_apart(source: Path | bytes, name: str, *, progress: Progress | None = None, **options: Any) -> Opened:
    """Open a file of events as ``open_file`` does, with its keywords, in a process of its own.

    ``progress(fraction, words)`` is called in this thread, also while nothing is heard, and may raise to stop.
    """
    work = _Folder(scratch.folder())
    path = work.take(source, name)
    job = Job(path, name, work.path, allowance(_size(path)).memory, options)
    again = _Original(work, job)
    with _done(job, Watch(name, progress)):
        opened = stored_tables.read(work.path, again)
    again.job = replace(job, digest=opened.digest)
    return opened


def original_columns(source: Path, name: str, digest: str, **options: Any) -> pa.Table:
    """Every column of a file as text, read in a process of its own. Raises FileRefused where the file has changed since."""
    work = _Folder(scratch.folder())
    job = Job(source, name, work.path, allowance(_size(source)).memory, options, digest)
    return _Original(work, job)()


@contextmanager
def done_apart(work: Callable[[Path, str, Path], None], source: bytes, name: str, seconds: float) -> Iterator[Path]:
    """Have ``work(file, name, folder)`` done in a process of its own. Gives the folder with what it wrote there.

    ``work`` is a function at the top of a module, which that process imports. It may take so many ``seconds`` of work,
    or fewer where the setting says so. The folder goes with the end of this.

    Raises:
        DashboardError: what ``work`` raised.
        FileRefused: the process took too much memory or time, or ended without a word.
        RuntimeError: ``work`` raised anything else; the message has the traceback.
    """
    kept = _Folder(scratch.folder())
    path = kept.take(source, name)
    allowed = allowance(_size(path))
    shorter = replace(allowed, seconds=min(seconds, allowed.seconds), altogether=min(seconds, allowed.altogether))
    with _done(Job(path, name, kept.path, allowed.memory, work=work), Watch(name), shorter):
        yield kept.path


@contextmanager
def _done(job: Job, watch: Watch, allowed: Allowance | None = None) -> Iterator[None]:
    """Have one job done in a process of its own, which holds what it made until the end of this."""
    with _place(watch):
        allowed = allowed or allowance(_size(job.source))
        process = _waiting()
        try:
            try:
                process.do(job, allowed, watch)
            except NotTaken:  # it ended while it waited
                process.end()
                process = ReaderProcess()
                process.do(job, allowed, watch)
            yield
        finally:
            _keep(process)


@contextmanager
def _place(watch: Watch) -> Iterator[None]:
    while not _places.acquire(timeout=_INTERVAL):
        watch.at(0, say("Waiting for other files that are being read"))
    try:
        yield
    finally:
        _places.release()


def _waiting() -> ReaderProcess:
    """The process that was started ahead, or a new one."""
    with _spare:
        return _spares.pop() if _spares else ReaderProcess()


class _Folder:
    """A private folder, removed when nothing refers to this any more."""

    def __init__(self, path: Path) -> None:
        self.path = path
        weakref.finalize(self, shutil.rmtree, path, ignore_errors=True)

    def take(self, source: Path | bytes, name: str) -> Path:
        """The path of a file; bytes are written into the folder."""
        if not isinstance(source, bytes):
            return Path(source).absolute()
        path = self.path / "source"
        try:
            path.write_bytes(source)
        except OSError as error:
            raise file_bytes.unreadable(name, error) from error
        return path


class _Original:
    """Reads the original columns at the first call. Holds the folder for as long as it may be called."""

    def __init__(self, work: _Folder, job: Job) -> None:
        self.work, self.job = work, job
        self._one_at_a_time = threading.Lock()

    def __call__(self) -> pa.Table:
        path = self.work.path / stored_tables.ORIGINAL
        with self._one_at_a_time:
            if not path.exists():
                with _done(self.job, Watch(self.job.name)):
                    pass
            try:
                return stored_tables.read_table(path)
            except (OSError, pa.ArrowException) as error:
                wrong = say("its original columns are gone from the disk")
                raise FileRefused(self.job.name, wrong, say("open the file again"), str(error)) from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
