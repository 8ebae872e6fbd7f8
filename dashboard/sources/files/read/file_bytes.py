"""The bytes of a file, as given or after unpacking, which can be read any number of times.

Raises FileRefused for what cannot be read, and for a file that has changed since it was opened.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

import pyarrow as pa

from dashboard.errors import FileRefused
from dashboard.sources.files.read.size_limits import MIB
from dashboard.words.sentences import deferred, say

PIECE = MIB
#: What a path may name that is no file: opening it may wait for ever.
_NOT_FILES = (
    (stat.S_ISFIFO, deferred("a named pipe (FIFO)")),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True)
class Content:
    """A file's bytes after unpacking: ``kind`` is text, excel, json, kml, gis or parquet, empty until it is known.

    ``name`` is the file as given, ``member`` the file inside it, empty if it was not packed. ``digest`` is the SHA-256
    of the file as given, empty where it is counted while the file is read. ``notices`` say what was done to get here.
    ``wanted_member`` is the one that a person chose, ``members`` those of an archive that holds several tables, with
    the lines of each (0 where they were not counted).
    """

    name: str
    kind: str
    size: int
    source: Path | bytes = field(repr=False)
    stamp: tuple[int, int] | None = None
    member: str = ""
    digest: str = ""
    notices: tuple[str, ...] = ()
    head: bytes = field(default=b"", repr=False)
    #: The temporary file that it was unpacked into, if any: it is removed when nothing refers to this any more.
    keeps: object = field(default=None, repr=False)
    wanted_member: str | None = None
    members: tuple[tuple[str, int], ...] = ()

    def open(self) -> IO[bytes]:
        """A stream at the first byte. Raises FileRefused when the file has gone or changed."""
        if isinstance(self.source, bytes):
            return io.BytesIO(self.source)
        try:
            stream: IO[bytes] = open(self.source, "rb", buffering=0, opener=_without_waiting)  # noqa: SIM115
        except OSError as error:
            raise unreadable(self.name, error) from error
        if _stamp(stream) != self.stamp:
            stream.close()
            raise changed(self.name)
        return stream

    def arrow(self) -> pa.NativeFile:
        """The same for Arrow's own readers, which then read without Python."""
        if isinstance(self.source, bytes):
            return pa.BufferReader(pa.py_buffer(self.source))
        self.check()
        return pa.OSFile(str(self.source))

    def check(self) -> None:
        """Raise FileRefused when the file has gone or changed."""
        self.open().close()

    def whole(self) -> bytes:
        """All bytes."""
        if isinstance(self.source, bytes):
            return self.source
        with self.open() as stream:
            return stream.read()

    def replaced(self, data: bytes, notice: str) -> Content:
        """The same file with other bytes, after transcoding."""
        notices = (*self.notices, notice) if notice else self.notices
        digest = self.digest or hexdigest(self)
        head = data[:PIECE]
        return replace(self, size=len(data), source=data, stamp=None, digest=digest, notices=notices, head=head)

    @property
    def name_with_ending(self) -> str:
        """The name whose ending says something of the kind, in small letters: inside an archive, the member's."""
        return (self.member or self.name).lower().removesuffix(".gz")

    def of_kind(self, kind: str) -> Content:
        """The same bytes, whose kind is known now."""
        return replace(self, kind=kind)


def of_bytes(data: bytes, name: str) -> Content:
    """The content of an upload; its kind is not known yet."""
    return Content(name, "", len(data), data, head=data[:PIECE])


def of_path(path: Path, name: str) -> Content:
    """The content of a file on this machine; its kind is not known yet."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FileRefused(name, say("it is a folder"), say("open a file in it"))
        if not stat.S_ISREG(mode):
            words = next((words for matches, words in _NOT_FILES if matches(mode)), say("no file"))
            raise FileRefused(name, say("it is {words}, not a file", words=words), say("open a file of events"))
        with open(path, "rb", opener=_without_waiting) as stream:
            head, stamp = stream.read(PIECE), _stamp(stream)
    except OSError as error:
        raise unreadable(name, error) from error
    return Content(name, "", stamp[0], path, stamp, head=head)


def unreadable(name: str, error: OSError) -> FileRefused:
    """What to say when the system does not give the file."""
    return FileRefused(
        name,
        say("it cannot be read ({strerror})", strerror=str(error.strerror or error)),
        say("check that it is there and may be read"),
    )


def changed(name: str) -> FileRefused:
    """What to say of a file that has changed since it was opened."""
    return FileRefused(name, say("it has changed since it was opened"), say("open it again"))


def hexdigest(content: Content) -> str:
    """SHA-256 of all bytes."""
    with content.open() as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def content_stamp(path: Path) -> tuple[int, int]:
    """Size and time of change of a file: the same as long as nobody writes to it."""
    with path.open("rb") as stream:
        return _stamp(stream)


def _stamp(stream: IO[bytes]) -> tuple[int, int]:
    status = os.fstat(stream.fileno())
    return status.st_size, status.st_mtime_ns


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for another program: what was a file a moment ago may be a pipe now."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
