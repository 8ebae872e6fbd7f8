"""What the reading of one file may use of the machine: memory and time, by the file's size and two settings.

``DASHBOARD_OPEN_MEMORY`` is the most memory in MB, ``DASHBOARD_OPEN_SECONDS`` the longest time without progress.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dashboard.files.limits import GIB

MEMORY, SECONDS = "DASHBOARD_OPEN_MEMORY", "DASHBOARD_OPEN_SECONDS"
#: Bytes for any file, and for each byte of it: a table needs about its own size, JSON and workbooks several times that.
_BASE, _FOR_EACH_BYTE = GIB, 8
#: The share of the machine's memory that one file may take at most.
_SHARE = 0.6
#: Seconds without progress, and how many times as long the whole may take.
_SECONDS, _ALTOGETHER = 60.0, 10


@dataclass(frozen=True)
class Allowance:
    """``memory`` in bytes; ``seconds`` of work without progress, ``altogether`` with it."""

    memory: int
    seconds: float
    altogether: float


def allowance(size: int) -> Allowance:
    """What a file of so many bytes may use."""
    memory = int(_number(MEMORY, 0) * 1_000_000) or min(_BASE + _FOR_EACH_BYTE * size, int(_machine() * _SHARE))
    seconds = _number(SECONDS, _SECONDS)
    return Allowance(memory, seconds, seconds * _ALTOGETHER)


def _number(name: str, otherwise: float) -> float:
    """A setting that is a number above 0; anything else counts as not set."""
    try:
        number = float(os.environ.get(name, ""))
    except ValueError:
        return otherwise
    return number if 0 < number < float("inf") else otherwise


def _machine() -> int:
    """Bytes of memory of this machine, or of the container that it is."""
    sizes = [8 * GIB]
    with suppress(AttributeError, ValueError, OSError):
        sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            sizes.append(int(Path(limit).read_text()))
        except (OSError, ValueError):
            continue
    return min(sizes)
