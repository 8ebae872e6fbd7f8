"""Whether what was written down is still what was written: disks and copies flip bits silently.

Files are summed by CRC-32 in blocks, side by side: it finds damage, and it does not guard against a forger.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

_BLOCK, _PIECE = 32 << 20, 1 << 20
#: The key under which an object carries its own sum.
SUM = "sum"


def of_file(path: Path) -> list[int]:
    """The sum of each block of a file."""
    blocks = range(0, max(path.stat().st_size, 1), _BLOCK)
    if len(blocks) == 1:
        return [_of_block(path, 0)]
    with ThreadPoolExecutor(2) as both:
        return list(both.map(lambda start: _of_block(path, start), blocks))


def _of_block(path: Path, start: int) -> int:
    total, left = 0, _BLOCK
    with path.open("rb", buffering=0) as stream:
        stream.seek(start)
        while left and (piece := stream.read(min(_PIECE, left))):
            total = zlib.crc32(piece, total)
            left -= len(piece)
    return total


def of_folder(folder: Path) -> dict[str, list[int]]:
    """The sums of all files in a folder, by name."""
    return {path.name: of_file(path) for path in sorted(folder.iterdir())}


def is_whole(path: Path, sums: object) -> bool:
    """Whether a file is what it was when it had these sums. A file that cannot be read is not."""
    try:
        return of_file(path) == sums
    except OSError:
        return False


def sealed(about: Mapping[str, Any]) -> bytes:
    """A JSON object that carries its own sum."""
    return json.dumps({**about, SUM: _of_object(about)}, ensure_ascii=False, indent=1).encode()


def unsealed(content: bytes) -> dict[str, Any]:
    """What :func:`sealed` wrote. Raises ValueError where it is damaged or has no sum."""
    about = json.loads(content)
    if not isinstance(about, dict) or about.pop(SUM, None) != _of_object(about):
        raise ValueError("it is damaged")
    return about


def _of_object(about: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(about, ensure_ascii=True, sort_keys=True).encode())


def damaged(folder: Path, sums: Mapping[str, object]) -> Iterator[str]:
    """The names of the files that are not what they were."""
    for name, sums_of_file in sums.items():
        if not is_whole(folder / name, sums_of_file):
            yield name
