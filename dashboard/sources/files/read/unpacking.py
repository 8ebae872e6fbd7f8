"""What is packed in a file, counted while it unpacks: in memory where it is small, else in a temporary file.

Raises FileRefused as soon as there is too much of it, for the machine or for what it was packed in.
"""

from __future__ import annotations

import os
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from dashboard.errors import FileRefused
from dashboard.sources.files.read.size_limits import MIB, Limits, size_words
from dashboard.words.sentences import say

PIECE = MIB
#: The most bytes that stay in memory.
_IN_MEMORY = 32 * MIB


class TemporaryFile:
    """A file that is removed when nothing refers to this any more."""

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix="reported-events-unpacked-")
        os.close(handle)
        self.path = Path(name)
        weakref.finalize(self, _remove, self.path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Unpacked:
    """What was packed: bytes, or the path of a file that exists as long as ``keeps``."""

    source: bytes | Path = field(repr=False)
    size: int
    head: bytes = field(repr=False)
    keeps: object = None


def gathered(pieces: Iterator[bytes]) -> Unpacked:
    """The pieces as one. Raises OSError where the disk is full."""
    parts: list[bytes] = []
    size = 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > _IN_MEMORY:
            return _on_disk(parts, pieces)
    data = b"".join(parts)
    return Unpacked(data, size, data[:PIECE])


def _on_disk(parts: list[bytes], pieces: Iterator[bytes]) -> Unpacked:
    file = TemporaryFile()
    with file.path.open("wb", buffering=0) as stream:
        for part in parts:
            stream.write(part)
        head = b"".join(parts)[:PIECE]
        parts.clear()
        for piece in pieces:
            stream.write(piece)
        size = stream.tell()
    return Unpacked(file.path, size, head, file)


def counted(name: str, pieces: Iterator[bytes], packed: int, limits: Limits) -> Iterator[bytes]:
    """The pieces, refused as soon as they are too many for the ``packed`` bytes that they come from."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limits.unpacked_bytes:
            most = size_words(limits.unpacked_bytes)
            raise FileRefused(
                name, say("it unpacks to more than {most}", most=most), say("unpack it and split the table")
            )
        if total > limits.ratio_from and total > packed * limits.ratio:
            times = limits.ratio
            wrong = say("it unpacks to more than {times} times its size, as no table of events does", times=times)
            raise FileRefused(name, wrong, say("unpack it yourself if you trust it"))
        yield piece


def inflated(name: str, stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a gzip file, which may have several parts."""
    torn = FileRefused(name, say("the gzip file is damaged or was cut off"), say("download it again"))
    inflate, rest, fed = zlib.decompressobj(31), b"", False
    while True:
        piece = rest or stream.read(PIECE // 4)
        if not piece:
            break
        try:
            yield inflate.decompress(piece, 16 * MIB)
            rest = inflate.unconsumed_tail
            fed = True
            if inflate.eof:
                rest = inflate.unused_data.lstrip(b"\x00")
                inflate, fed = zlib.decompressobj(31), False
                if rest and not rest.startswith(b"\x1f\x8b"[: len(rest)]):
                    return
        except zlib.error as error:
            raise torn from error
    if fed:
        raise torn


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of one file in a zip file."""
    with archive.open(info) as stream:
        while piece := stream.read(PIECE):
            yield piece
