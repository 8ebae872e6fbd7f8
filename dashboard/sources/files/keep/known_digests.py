"""The digests of files that were seen before, by path, size and time of change: an unchanged file is not hashed again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dashboard.sources.files.keep import checksums
from dashboard.sources.files.keep.atomic_folders import replace_file

_INDEX = "paths.json"


class KnownDigests:
    """The index in ``folder``. A broken one counts as empty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def digest_of(self, path: Path) -> str | None:
        """The digest of a file that was seen before with this size and time of change; None if it has to be hashed."""
        entry = self._index().get(str(path.absolute()))
        return str(entry[2]) if entry and stamp_of(path) == entry[:2] else None

    def remember(self, path: Path, digest: str) -> None:
        """Note the digest of a file as it is now."""
        stamp = stamp_of(path)
        if stamp is None:
            return
        index = {name: entry for name, entry in self._index().items() if stamp_of(Path(name)) == entry[:2]}
        index[str(path.absolute())] = [*stamp, digest]
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_file(self.folder / _INDEX, checksums.sealed(index))
        except OSError:
            return  # the file will be hashed again

    def _index(self) -> dict[str, list[Any]]:
        try:
            index = checksums.unsealed((self.folder / _INDEX).read_bytes())
        except (OSError, ValueError):
            return {}
        return {path: entry for path, entry in index.items() if isinstance(entry, list) and len(entry) == 3}


def stamp_of(path: Path) -> list[int] | None:
    """Size and time of change of a file (bytes, nanoseconds); None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]
