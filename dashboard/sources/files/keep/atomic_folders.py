"""Folders and files that are written beside and moved into place, so that no reader sees half of one.

What killed writers left is removed. A folder that is being written is called
``.new-<machine>-<process>-…``, one that makes room ``.old-…``.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
import time
import zlib
from pathlib import Path

from dashboard.sources.files.process.scratch import is_running

#: Seconds after which a folder that was never moved into place counts as left behind.
_OLD = 3600
_LEFT = re.compile(r"\.(?:new|old)-(?:([0-9a-f]{8})-(\d+)-)?\w+|\.\w+\.json\.\w+")


def new(folder: Path, kind: str = "new") -> Path:
    """An empty folder below ``folder`` (made if it is not there) that only this user can read. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Path(tempfile.mkdtemp(prefix=f".{kind}-{_machine()}-{os.getpid()}-", dir=folder))


def replace(target: Path, written: Path) -> None:
    """Move a folder into place; what stood there is removed. Raises OSError."""
    if target.exists():
        aside = new(target.parent, "old")
        os.replace(target, aside / "copy")
        shutil.rmtree(aside, ignore_errors=True)
    os.rename(written, target)


def replace_file(target: Path, content: bytes) -> None:
    """Write a file beside and move it into place. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def tidy(folder: Path) -> None:
    """Remove what killed writers left: of a process that no longer runs, or older than an hour."""
    try:
        entries = [entry for entry in folder.iterdir() if entry.name.startswith(".")]
    except OSError:
        return
    for entry in entries:
        name = _LEFT.fullmatch(entry.name)
        if name and (_is_dead(name[1], name[2]) or _is_old(entry)):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def _machine() -> str:
    """The home folder may be shared: a process number says something on its own machine only."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_dead(machine: str | None, process: str | None) -> bool:
    return machine == _machine() and process is not None and not is_running(int(process))


def _is_old(entry: Path) -> bool:
    try:
        return time.time() - entry.lstat().st_mtime > _OLD
    except OSError:
        return False
