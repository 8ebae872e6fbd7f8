"""The messages between the server and the process that reads a file: pickled tuples, each after its length.

What comes from the process that reads is not trusted: it may name exceptions and plain values of this package, and
nothing that runs. Raises EOFError when the other side has gone, BrokenMessage for what is no message.
"""

from __future__ import annotations

import io
import pickle
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

#: Bytes of the longest message that is accepted: a question about a table carries its first rows.
MOST_BYTES = 128 << 20
#: The exit code of a process that took more memory than its job allows.
TOO_MUCH = 77
_LENGTH = struct.Struct("<Q")
_PLAIN = {
    ("builtins", "complex"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("collections", "OrderedDict"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("pathlib", "Path"),
    ("pathlib", "PosixPath"),
    ("pathlib", "PurePosixPath"),
    ("pathlib", "WindowsPath"),
    ("types", "MappingProxyType"),
}


class BrokenMessage(ValueError):
    """The message is not one that this program sends."""


@dataclass(frozen=True)
class Job:
    """One file to open: its name for people, the folder for the result, bytes of memory, the keywords of ``open_file``.

    With a ``digest`` only the original columns are wanted, of a file that has it still. With ``work`` the file is no
    event file: this function, at the top of a module, is called with the file, its name and the folder.
    """

    source: Path
    name: str
    folder: Path
    memory: int
    options: dict[str, Any] = field(default_factory=dict)
    digest: str = ""
    work: Callable[[Path, str, Path], None] | None = None


def pack(message: tuple[Any, ...]) -> bytes:
    """A message as bytes."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(content)) + content


def send(stream: IO[bytes], message: tuple[Any, ...]) -> None:
    """Send one message."""
    stream.write(pack(message))
    stream.flush()


def receive(stream: IO[bytes], read: Callable[[bytes], Any] = pickle.loads) -> tuple[Any, ...]:
    """The next message, read by ``read``."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > MOST_BYTES:
        raise BrokenMessage(f"a message of {length:,} bytes")
    message = read(_exactly(stream, length))
    if not isinstance(message, tuple) or not message or not isinstance(message[0], str):
        raise BrokenMessage("a message begins with a word")
    return message


def careful(content: bytes) -> Any:
    """Unpickle what an untrusted process sent. Raises BrokenMessage for what it must not send."""
    try:
        return _Careful(io.BytesIO(content)).load()
    except BrokenMessage:
        raise
    except Exception as error:  # a broken pickle raises many kinds
        raise BrokenMessage(str(error)) from error


class _Careful(pickle.Unpickler):
    """Accepts exceptions and plain data classes of this package, and no function."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("dashboard.") and "." not in name:
            kind = super().find_class(module, name)
            ours = isinstance(kind, type) and kind.__module__ == module
            if ours and (issubclass(kind, Exception) or hasattr(kind, "__dataclass_fields__")):
                return kind
        raise BrokenMessage(f"a message may not name {module}.{name}")


def _exactly(stream: IO[bytes], length: int) -> bytes:
    pieces: list[bytes] = []
    while length:
        piece = stream.read(min(length, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)
