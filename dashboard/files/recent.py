"""Files that were opened from a path lately, ready to be opened again in a moment. Not what the user chose to keep.

The file itself stays where it is; here is what was made of it: the canonical events as an Arrow file that is mapped
into memory, the report, and whatever parts the caller adds (the columns for the map). A path with the same size and
time of change is the same file and is not read again. What lies here can be lost at any time: at most ``most_bytes``
are kept, what was not used for the longest time goes first.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from platformdirs import user_cache_path

from dashboard.errors import FileRefused
from dashboard.files.cache import APPLICATION, TORN, USER_DIR, Cache, stamp_of, version
from dashboard.files.canonical import SCHEMA
from dashboard.files.mapping import Mapping as Columns
from dashboard.files.opening import Opened, open_file
from dashboard.files.reasons import REASONS
from dashboard.files.report import LISTED, Report
from dashboard.files.terms import ATTRIBUTIONS, NOT_STATED

ABOUT, EVENTS, ROWS = "about.json", "events.arrow", "listed.arrow"
#: The most that lies in the folder, in bytes.
MOST_BYTES = 2_000_000_000
Parts = Mapping[str, bytes]


@dataclass(frozen=True)
class Found:
    """A file as it was opened before, and the parts that were kept with it."""

    opened: Opened
    parts: Parts


def cache_folder() -> Path:
    """``DASHBOARD_USER_DIR``/lately if set, else the platform's folder for this application's cache. Not created."""
    own = os.environ.get(USER_DIR)
    return Path(own) / "lately" if own else Path(user_cache_path(APPLICATION, appauthor=False))


class Recent:
    """What lies below ``folder`` (the user's own, if none is given)."""

    def __init__(self, folder: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self.folder, self.most_bytes = folder or cache_folder(), most_bytes
        self._paths = Cache(self.folder)

    def find(self, path: Path, mapping: Columns | None = None, made_by: str = "") -> Found | None:
        """The file at ``path`` as it was opened before; None if it was not, or is another now.

        ``made_by`` names the code that made the parts: those of other code count as none. Raises nothing.
        """
        digest = self._paths.digest_of(path)
        folder = self.folder / _key(digest, mapping, made_by) if digest else None
        if not digest or folder is None:
            return None
        try:
            about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
            if any((folder / name).stat().st_size != size for name, size in about["sizes"].items()):
                return None
            os.utime(folder / ABOUT)
            parts = {name: (folder / name).read_bytes() for name in about["parts"]}
            return Found(_opened(folder, about, path, digest, mapping), parts)
        except TORN:
            return None

    def keep(
        self,
        path: Path,
        seen: Sequence[int] | None,
        opened: Opened,
        parts: Parts,
        mapping: Columns | None = None,
        made_by: str = "",
    ) -> bool:
        """Write down what was made of the file at ``path``; ``seen`` is its stamp from before it was read.

        ``mapping`` is the one that was asked with. Returns whether it lies here now. Raises nothing: without it the
        file is read again.
        """
        key = _key(opened.digest, mapping, made_by)
        if seen is None or stamp_of(path) != list(seen):
            return False  # it has changed since
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not (self.folder / key / ABOUT).exists():
                beside = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
                try:
                    self._write(beside, opened, parts)
                    self._clear(sum(file.stat().st_size for file in beside.iterdir()))
                    shutil.rmtree(self.folder / key, ignore_errors=True)
                    os.rename(beside, self.folder / key)
                finally:
                    shutil.rmtree(beside, ignore_errors=True)
            self._paths.remember(path, opened.digest)
        except (OSError, pa.ArrowException):
            return False
        return (self.folder / key).exists()

    def _write(self, folder: Path, opened: Opened, parts: Parts) -> None:
        report = opened.report
        for name, table in ((EVENTS, opened.events), (ROWS, report.listed)):
            with pa.OSFile(str(folder / name), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table.combine_chunks())
        for name, content in parts.items():
            (folder / name).write_bytes(content)
        about = {
            "shape": opened.shape,
            "shape_words": opened.shape_words,
            "rows": opened.rows,
            "rows_read": report.rows_read,
            "unplaced": report.unplaced,
            "notices": list(report.notices),
            "counts": dict(report.counts),
            "parts": list(parts),
            "opened_on": datetime.now(UTC).isoformat(timespec="seconds"),
            "sizes": {file.name: file.stat().st_size for file in folder.iterdir()},
        }
        (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")

    def _clear(self, coming: int) -> None:
        """Make room: what was not used for the longest time goes."""
        kept = []
        for folder in self.folder.iterdir():
            try:
                if folder.is_dir() and not folder.name.startswith("."):
                    size = sum(file.stat().st_size for file in folder.iterdir())
                    kept.append(((folder / ABOUT).stat().st_mtime, size, folder))
            except OSError:
                continue
        room = self.most_bytes - coming - sum(size for _, size, _ in kept)
        for _, size, folder in sorted(kept, key=lambda one: one[0]):
            if room >= 0:
                break
            shutil.rmtree(folder, ignore_errors=True)
            room += size
        if room < 0:
            raise OSError("larger than the whole cache")


def _key(digest: str, mapping: Columns | None, made_by: str) -> str:
    words = "\n".join((digest, mapping.to_json() if mapping else "", version(), made_by))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _opened(folder: Path, about: Mapping[str, Any], path: Path, digest: str, mapping: Columns | None) -> Opened:
    events = _mapped(folder / EVENTS)
    rows = int(about["rows"])
    if events.num_rows != rows or not events.schema.equals(SCHEMA):
        raise ValueError("another table than was written")
    name = path.name

    def original() -> pa.Table:
        again = open_file(path, name, mapping=mapping)
        if again.digest != digest:
            raise FileRefused(name, "it has changed since it was opened", "open it again")
        return again.original

    def listed() -> pa.Table:
        return _mapped(folder / ROWS)

    read: Callable[[Sequence[str]], pa.Table] = events.select
    counts = {str(reason): int(count) for reason, count in about["counts"].items() if reason in REASONS}
    notices = tuple(map(str, about["notices"]))
    kept = (counts, listed) if _mapped(folder / ROWS).schema.equals(LISTED) else None
    report = Report(int(about["rows_read"]), rows, int(about["unplaced"]), notices, (), original, kept)
    terms = ATTRIBUTIONS.get(about["shape"], NOT_STATED)
    words = (name, str(about["shape"]), str(about["shape_words"]), digest)
    return Opened(*words, rows, report, terms, mapping if about["shape"] not in ATTRIBUTIONS else None, read, original)


def _mapped(file: Path) -> pa.Table:
    """A table whose columns lie in the file: nothing is copied before it is looked at."""
    with pa.memory_map(str(file)) as source:
        return pa.ipc.open_file(source).read_all()
