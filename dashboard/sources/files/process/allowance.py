"""What the reading of one file may use of the machine: memory and time, by the file's size and two settings.

``DASHBOARD_OPEN_MEMORY`` is the most memory in MB, ``DASHBOARD_OPEN_SECONDS`` the longest time without progress.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dashboard.sources.files.read.size_limits import GIB, MIB

MEMORY, SECONDS = "DASHBOARD_OPEN_MEMORY", "DASHBOARD_OPEN_SECONDS"
#: The memory for a file: a fixed amount, then so many bytes for each byte of its first part, and fewer for each byte of
#: the rest. A table of text needs about its own size, JSON needs several times that, and a workbook is packed.
_BASE, _FIRST, _FOR_EACH_FIRST, _FOR_EACH = GIB, 128 * MIB, 24, 8
#: The largest share of the free memory that one file may take.
_SHARE = 0.6
#: Reading may pass this many seconds without progress, and may take this many times as long altogether.
_SECONDS, _ALTOGETHER = 60.0, 10


@dataclass(frozen=True)
class Allowance:
    """``memory`` in bytes; ``seconds`` of work without progress, ``altogether`` with it."""

    memory: int
    seconds: float
    altogether: float


def allowance(size: int) -> Allowance:
    """What a file of so many bytes may use."""
    first = min(size, _FIRST)
    wanted = _BASE + _FOR_EACH_FIRST * first + _FOR_EACH * (size - first)
    memory = int(_number(MEMORY, 0) * 1_000_000) or min(wanted, int(_free() * _SHARE))
    seconds = _number(SECONDS, _SECONDS)
    return Allowance(memory, seconds, seconds * _ALTOGETHER)


def _number(name: str, otherwise: float) -> float:
    """A setting that is a number above 0; anything else counts as not set."""
    try:
        number = float(os.environ.get(name, ""))
    except ValueError:
        return otherwise
    return number if 0 < number < float("inf") else otherwise


def _free() -> int:
    """Bytes of free memory on this machine, or in its container."""
    sizes = [8 * GIB]
    with suppress(AttributeError, ValueError, OSError):
        sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    with suppress(OSError, ValueError, IndexError, StopIteration):
        lines = Path("/proc/meminfo").read_text().splitlines()
        sizes.append(next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")))
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        with suppress(OSError, ValueError):
            sizes.append(int(Path(limit).read_text()))
    return min(sizes)
