"""Private folders for the tables of an open file. They are removed with the file, or with the program.

What a program left behind that was killed is removed when the next one makes its first folder.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
import threading
from pathlib import Path

_PREFIX = "reported-events-"
_NAME = re.compile(rf"{_PREFIX}(\d+)-\w+")
_making = threading.Lock()
_own: list[Path] = []


def folder() -> Path:
    """A new empty folder that only this user can read."""
    with _making:
        if not _own or not _own[0].is_dir():
            remove_stale()
            _own[:] = [Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))]
            atexit.register(shutil.rmtree, _own[0], ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix="file-", dir=_own[0]))


def remove_stale() -> None:
    """Remove the folders of programs that no longer run."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        name = _NAME.fullmatch(path.name)
        if name and _is_ours(path) and not is_running(int(name[1])):
            shutil.rmtree(path, ignore_errors=True)


def is_running(process: int) -> bool:
    """Whether a process of this number runs on this machine. In doubt it does."""
    if process == os.getpid():
        return True
    if os.name == "nt":
        return _is_running_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _is_running_on_windows(process: int) -> bool:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(0x1000, False, process)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return bool(kernel.GetLastError() == 5)  # access denied: it is somebody else's
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259  # STILL_ACTIVE


def _is_ours(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    return path.is_dir() and not path.is_symlink() and (os.name == "nt" or status.st_uid == os.getuid())
