"""The process that reads files for :mod:`dashboard.sources.files.process.apart`, one after the other.

``python -m dashboard.sources.files.process.reader_child``: a job comes on standard input, what became of it goes to standard output, both as
:mod:`~dashboard.sources.files.process.process_messages`. When the other side goes, this ends too.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
import tempfile
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

import pyarrow as pa

from dashboard.errors import DashboardError
from dashboard.sources.files.convert.mapping import Mapping
from dashboard.sources.files.opening import open_file
from dashboard.sources.files.process import process_messages, stored_tables
from dashboard.sources.files.process.process_messages import TOO_MUCH, Job
from dashboard.sources.files.read import file_bytes
from dashboard.words.sentences import say

#: Modules that a file may need: imported before the first file.
_AHEAD = ("pyarrow.csv", "pyarrow.parquet", "shapely", "shapely.geometry", "python_calamine", "dashboard.gazetteer")
_COLUMNS = {"date": "day", "latitude": "north", "longitude": "east", "country": "country", "notes": "notes"}
_REHEARSAL = b"day,north,east,country,notes\n" + b"2020-01-01,17.5,-3.2,Mali,in the night\n" * 2
#: The niceness of this process: the page's server comes first.
_NICE = 5
#: Bytes of address space beyond the memory allowed: Arrow and the threads' stacks reserve it and do not use it.
_RESERVED = 1 << 30


def main() -> None:
    """Get ready, do one job after the other, say what became of each, and whether another may follow.

    The other side ends this process; until then it holds the file that it handed over.
    """
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library may print: that is no message
    jobs: SimpleQueue[Job] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, jobs), daemon=True).start()
    _give_way()
    _rehearse()
    limit = _Limit()
    process_messages.send(out, ("ready",))
    threads = threading.active_count()
    handed_over: int | None = None
    while True:
        job = jobs.get()
        process_messages.send(out, ("taken",))
        if handed_over is not None:
            os.close(handed_over)
        handed_over = None if job.digest or job.work else stored_tables.in_memory(job.folder / stored_tables.EVENTS)
        limit.set(job.memory)
        tempfile.tempdir = str(job.folder)
        kind, *rest = _outcome(job, out)
        gc.collect()
        # Threads that still read are not waited for.
        goes_on = kind in ("opened", "raised") and threading.active_count() <= threads
        process_messages.send(out, (kind, goes_on, *rest))


def _listen(stream: IO[bytes], jobs: SimpleQueue[Job]) -> None:
    """Take the jobs, and end all when the other side goes."""
    try:
        with suppress(EOFError, OSError, ValueError):
            while True:
                jobs.put(process_messages.receive(stream)[1])
    except Exception:  # a job names work that cannot be imported here
        traceback.print_exc()
    os._exit(1)


def _rehearse() -> None:
    """Get ready before the first file: import modules, read the countries' outlines and a small file."""
    for name in _AHEAD:
        with suppress(ImportError):
            importlib.import_module(name)
    with suppress(Exception):  # a real file will say what is wrong
        _ = open_file(_REHEARSAL, "rehearsal", mapping=Mapping(_COLUMNS)).report.listed


def _outcome(job: Job, out: IO[bytes]) -> tuple[Any, ...]:
    def tell(fraction: float, words: str) -> None:
        process_messages.send(out, ("at", fraction, words))

    try:
        if job.work is not None:
            job.work(job.source, job.name, job.folder)
            return ("opened",)
        opened = open_file(job.source, job.name, progress=tell, **job.options)
        if job.digest:
            if opened.digest != job.digest:
                raise file_bytes.changed(job.name)
            stored_tables.write_original(job.folder, opened)
            return ("opened",)
        tell(0.97, say("Handing the events over"))
        stored_tables.write(job.folder, opened)
        if opened.original_at_hand:
            stored_tables.write_original(job.folder, opened)
        return ("opened",)
    except DashboardError as error:
        return _fitting(error, job.name)
    except (MemoryError, pa.ArrowMemoryError):
        return ("memory",)
    except Exception:
        return ("failed", traceback.format_exc())


def _fitting(error: DashboardError, name: str) -> tuple[Any, ...]:
    message = ("raised", error)
    if len(process_messages.pack(message)) <= process_messages.MOST_BYTES:
        return message
    return ("long", name)


def _give_way() -> None:
    if hasattr(os, "nice"):
        os.nice(_NICE)
    with suppress(OSError):  # where the machine runs out of memory, the system ends this process first
        Path("/proc/self/oom_score_adj").write_text("800")
    pa.set_cpu_count(_threads(os.cpu_count() or 2))


def _threads(cores: int) -> int:
    """All but one of many cores; of two both, which this gives way on."""
    return cores - 1 if cores > 2 else cores


class _Limit:
    """Lets the system refuse memory beyond what a job may have, where it can."""

    def __init__(self) -> None:
        self.memory = 0
        if os.name == "nt":
            return
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if not sys.platform.startswith("linux"):  # there the other side sees what is used
            threading.Thread(target=self._watch, daemon=True).start()

    def set(self, memory: int) -> None:
        """The memory of the next job, in bytes."""
        self.memory = memory
        if os.name == "nt":
            return
        import resource

        kind = resource.RLIMIT_DATA if sys.platform.startswith("linux") else resource.RLIMIT_AS
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (_data() + memory + _RESERVED, resource.RLIM_INFINITY))

    def _watch(self) -> None:
        """End when the peak passes what is allowed."""
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        while True:
            if self.memory and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > self.memory:
                os._exit(TOO_MUCH)
            time.sleep(0.1)


def _data() -> int:
    """Bytes of private memory that this has reserved already."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 1 << 31


if __name__ == "__main__":
    main()
