"""Files that were opened from a path recently, ready to be opened again in a moment. Not what the user chose to keep.

The file itself stays where it is; here is what was made of it (:mod:`~dashboard.sources.files.process.stored_tables`), and whatever parts the
caller adds (the columns for the map), each with its checksum. A path with the same size and time of change is the same
file and is not read again. What lies here can be lost at any time: a damaged copy is removed and the file is read again;
at most ``most_bytes`` are kept, what was unused for the longest time goes first.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.sources.files.keep import atomic_folders, checksums
from dashboard.sources.files.keep.copy_files import TORN
from dashboard.sources.files.keep.kept_copies import version
from dashboard.sources.files.keep.known_digests import KnownDigests, stamp_of
from dashboard.sources.files.keep.user_folders import cache_folder
from dashboard.sources.files.opened import Opened
from dashboard.sources.files.process import stored_tables
from dashboard.sources.files.process.apart import original_columns

ABOUT = "about.json"
#: The most that lies in the folder, in bytes.
MOST_BYTES = 2_000_000_000
Parts = Mapping[str, bytes]


@dataclass(frozen=True)
class RecentFile:
    """A file as it was opened before, and the parts that were kept with it."""

    opened: Opened
    parts: Parts


class RecentFiles:
    """What lies below ``folder`` (the user's own, if none is given)."""

    def __init__(self, folder: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self.folder, self.most_bytes = folder or cache_folder(), most_bytes
        self._digests = KnownDigests(self.folder)

    def find(self, path: Path, made_by: str = "", **options: Any) -> RecentFile | None:
        """The file at ``path`` as it was opened before with these keywords; None if it was not, or has changed since.

        ``made_by`` names the code that made the parts: those of other code count as none. Raises nothing.
        """
        digest = self._digests.digest_of(path)
        folder = self.folder / _key(digest, made_by, options) if digest else None
        if not digest or folder is None or not folder.exists():
            return None
        try:
            about = checksums.unsealed((folder / ABOUT).read_bytes())
            if about["digest"] != digest or any(checksums.damaged(folder, about["sums"])):
                raise ValueError("it is damaged")
            os.utime(folder / ABOUT)
            parts = {name: (folder / name).read_bytes() for name in about["parts"]}
            original = partial(original_columns, path, path.name, digest, **options)
            return RecentFile(stored_tables.read(folder, original, name=path.name), parts)
        except TORN:
            shutil.rmtree(folder, ignore_errors=True)
            return None

    def keep(
        self,
        path: Path,
        stamp: list[int] | None,
        opened: Opened,
        parts: Parts,
        made_by: str = "",
        **options: Any,
    ) -> bool:
        """Write down what was made of the file at ``path``; ``stamp`` is its stamp from before it was read.

        ``options`` are the keywords that it was opened with. Returns whether it is kept now. Raises nothing: without
        it the file is read again.
        """
        target = self.folder / _key(opened.digest, made_by, options)
        if stamp is None or stamp_of(path) != stamp:
            return False  # it has changed since
        atomic_folders.tidy(self.folder)
        try:
            if not (target / ABOUT).exists():
                written = atomic_folders.new(self.folder)
                try:
                    _write(written, opened, parts)
                    self._make_room(sum(file.stat().st_size for file in written.iterdir()))
                    atomic_folders.replace(target, written)
                finally:
                    shutil.rmtree(written, ignore_errors=True)
            self._digests.remember(path, opened.digest)
        except (OSError, pa.ArrowException):
            return False
        return target.exists()

    def forget(self, path: Path) -> None:
        """Remove every copy of the file at ``path``, whatever it was opened with: one of them was wrong."""
        digest = self._digests.digest_of(path)
        for folder in self._copies() if digest else ():
            try:
                about = checksums.unsealed((folder / ABOUT).read_bytes())
            except (OSError, ValueError):
                continue
            if about.get("digest") == digest:
                shutil.rmtree(folder, ignore_errors=True)

    def _copies(self) -> list[Path]:
        try:
            return [path for path in self.folder.iterdir() if path.is_dir() and (path / ABOUT).exists()]
        except OSError:
            return []

    def _make_room(self, size: int) -> None:
        """Remove what was unused for the longest time, for a copy of this size. Raises OSError where that is too little."""
        if size > self.most_bytes:
            raise OSError("larger than the whole cache")
        copies = []
        for folder in self._copies():
            if folder.name.startswith("."):
                continue
            try:
                taken = sum(file.stat().st_size for file in folder.iterdir())
                copies.append(((folder / ABOUT).stat().st_mtime_ns, taken, folder))
            except OSError:
                continue
        room = self.most_bytes - size - sum(taken for _, taken, _ in copies)
        for _, taken, folder in sorted(copies):
            if room >= 0:
                break
            shutil.rmtree(folder, ignore_errors=True)
            room += taken


def _write(folder: Path, opened: Opened, parts: Parts) -> None:
    stored_tables.write(folder, opened)
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    about = {
        "digest": opened.digest,
        "parts": list(parts),
        "opened_on": datetime.now(UTC).isoformat(timespec="seconds"),
        "sums": checksums.of_folder(folder),
    }
    (folder / ABOUT).write_bytes(checksums.sealed(about))


def _key(digest: str, made_by: str, options: Mapping[str, Any]) -> str:
    """The same for the same bytes, opened with the same keywords by the same code."""
    keywords = [f"{name}={_text(value)}" for name, value in sorted(options.items()) if value]
    words = "\n".join((digest, version(), made_by, *keywords))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _text(value: Any) -> str:
    """A value as a text that is the same for equal values: the order of a mapping's columns says nothing."""
    return str(value.to_json()) if hasattr(value, "to_json") else repr(value)
