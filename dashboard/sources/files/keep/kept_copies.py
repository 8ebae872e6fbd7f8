"""Copies of opened files that the user keeps: Parquet files in the user's own folder, one folder a file.

A copy is named by the SHA-256 of the file, so the same file is found under any name. It is written beside and moved
into place: no reader sees half of one. Every part has its checksum. A copy whose events are damaged, or were made by
other code than today's, is made anew from its original columns; where those are damaged, the events open and say so when
the columns are asked for. An index of paths (size and time of change → digest) saves hashing a file that has not
changed. Raises FileRefused when a copy cannot be written.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from platformdirs import user_data_path

from dashboard.errors import FileError, FileRefused
from dashboard.sources.files.convert.canonical import SCHEMA
from dashboard.sources.files.convert.mapping import Mapping
from dashboard.sources.files.convert.reasons import REASONS
from dashboard.sources.files.convert.row_report import LISTED, Listing, Report
from dashboard.sources.files.formats.code_terms import ATTRIBUTIONS, NOT_STATED
from dashboard.sources.files.keep import atomic_folders, checksums
from dashboard.sources.files.opening import Opened, rebuild

USER_DIR = "DASHBOARD_USER_DIR"
APPLICATION = "reported-events-dashboard"
_ABOUT, _EVENTS, _ORIGINAL, _LISTED = "about.json", "events.parquet", "original.parquet", "listed.parquet"
_INDEX = "paths.json"
_NO_LIST = "The list of odd rows in the kept copy is damaged; open the file itself to see which they are."
#: What a torn or foreign copy may raise while it is read.
TORN = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Kept:
    """One copy: what it is of, when (UTC, ISO 8601) it was kept, and the bytes it takes."""

    digest: str
    name: str
    shape_words: str
    rows: int
    kept_on: str
    size: int


@cache
def version() -> str:
    """Changes whenever the code of this package does, and with it perhaps what a file becomes."""
    sources = sorted(Path(__file__).parents[1].rglob("*.py"))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def user_folder() -> Path:
    """``DASHBOARD_USER_DIR`` if set, else the platform's folder for this application's data. Not created here."""
    return Path(os.environ.get(USER_DIR) or user_data_path(APPLICATION, appauthor=False))


class Cache:
    """The copies below ``folder`` (the user's own, if none is given)."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or user_folder()) / "opened"

    # --- copies -------------------------------------------------------------------------------------------------

    def save(self, opened: Opened) -> None:
        """Keep a copy; an older one of the same file is replaced. Reads the original columns."""
        try:
            atomic_folders.tidy(self.folder)
            written = atomic_folders.new(self.folder)
        except OSError as error:
            raise _cannot(opened.name, error) from error
        try:
            self._write(written, opened)
            atomic_folders.replace(self.folder / opened.digest, written)
        except OSError as error:
            raise _cannot(opened.name, error) from error
        finally:
            shutil.rmtree(written, ignore_errors=True)

    def load(self, digest: str, mapping: Mapping | None = None) -> Opened | None:
        """The kept copy of a file, None if there is none that is whole (or it was made with another mapping).

        Columns are read when they are asked for.
        """
        folder = self.folder / digest
        about = self._about(folder)
        if about is None:
            return None
        try:
            kept = Mapping.from_json(about["mapping"]) if about["mapping"] else None
            if mapping is not None and kept is not None and mapping != kept:
                return None
            if about["version"] != version() or not checksums.is_whole(folder / _EVENTS, about["sums"][_EVENTS]):
                return self._renewed(folder, about, kept)
            return _opened(folder, about, kept)
        except FileError:
            return None
        except TORN:
            return None

    def kept(self) -> tuple[Kept, ...]:
        """Every whole copy, the newest first."""
        atomic_folders.tidy(self.folder)
        found = []
        for folder in self._folders():
            about = self._about(folder)
            if about is not None:
                size = sum(about["sizes"].values())
                words = (str(about["name"]), str(about["shape_words"]), int(about["rows"]), str(about["kept_on"]))
                found.append(Kept(folder.name, *words, size))
        return tuple(sorted(found, key=lambda entry: (entry.kept_on, entry.name), reverse=True))

    def remove(self, digest: str) -> None:
        """Forget a copy, whole or torn; no error if there is none."""
        if _is_digest(digest):
            shutil.rmtree(self.folder / digest, ignore_errors=True)

    # --- files that have not changed ----------------------------------------------------------------------------

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
            read = checksums.unsealed((self.folder / _INDEX).read_bytes())
        except (OSError, ValueError):
            return {}
        return {k: v for k, v in read.items() if isinstance(v, list) and len(v) == 3}

    # --- one copy -----------------------------------------------------------------------------------------------

    def _folders(self) -> list[Path]:
        try:
            return [folder for folder in self.folder.iterdir() if _is_digest(folder.name)]
        except OSError:
            return []

    def _about(self, folder: Path) -> dict[str, Any] | None:
        """What is written about a copy, if all its files are as long as they were."""
        if not _is_digest(folder.name):
            return None
        try:
            about = _unsealed((folder / _ABOUT).read_bytes())
            whole = all((folder / name).stat().st_size == size for name, size in about["sizes"].items())
            return about if whole and {_EVENTS, _ORIGINAL, _LISTED} <= about["sizes"].keys() else None
        except TORN:
            return None

    def _write(self, folder: Path, opened: Opened) -> None:
        report = opened.report
        for name, table in ((_EVENTS, opened.events), (_ORIGINAL, opened.original), (_LISTED, report.listed)):
            rows = max(table.num_rows, 1)
            pq.write_table(table, folder / name, compression="lz4", row_group_size=rows, write_page_checksum=True)
            os.chmod(folder / name, 0o600)
        about = {
            "version": version(),
            "name": opened.name,
            "shape": opened.shape,
            "shape_words": opened.shape_words,
            "digest": opened.digest,
            "mapping": opened.mapping.to_json() if opened.mapping else "",
            "rows": opened.rows,
            "rows_read": report.rows_read,
            "unplaced": report.unplaced,
            "notices": list(report.notices),
            "counts": dict(report.counts),
            "kept_on": datetime.now(UTC).isoformat(timespec="seconds"),
            "sizes": {name: (folder / name).stat().st_size for name in (_EVENTS, _ORIGINAL, _LISTED)},
            "sums": checksums.of_folder(folder),
        }
        replace_file(folder / _ABOUT, checksums.sealed(about))

    def _renewed(self, folder: Path, about: dict[str, Any], mapping: Mapping | None) -> Opened:
        """A copy that older code made: its original columns, read by today's."""
        original, listed = _checked(folder, about, _ORIGINAL), _checked(folder, about, _LISTED)
        listing = Listing(np.zeros(0, dtype=np.int32))
        for reason in ("ragged_line", "before_header", "open_quote", "long_line", "unreadable_record"):
            part = listed.filter(pc.equal(pc.cast(listed["reason"], pa.string()), reason))
            listing.lines(reason, part["row"].to_pylist(), [text or "" for text in part["value"].to_pylist()])
        as_table = about["shape"] == "table"
        renewed = rebuild(str(about["name"]), original, listing, folder.name, mapping, as_table=as_table)
        with suppress(FileRefused):  # it opens without being kept anew
            self.save(renewed)
        return renewed


def _unsealed(content: bytes) -> dict[str, Any]:
    """What is written about a copy. One that older code wrote has no checksum: it is made anew, as it was kept."""
    about = json.loads(content)
    if isinstance(about, dict) and checksums.SUM not in about:
        return {**about, "version": "older"}
    return checksums.unsealed(content)


def _opened(folder: Path, about: dict[str, Any], mapping: Mapping | None) -> Opened:
    def original() -> pa.Table:
        return _checked(folder, about, _ORIGINAL)

    rows = int(about["rows"])
    events = pq.ParquetFile(folder / _EVENTS)
    if events.metadata.num_rows != rows or not events.schema_arrow.equals(SCHEMA):
        raise ValueError("another table than was kept")
    counts = {str(reason): int(count) for reason, count in about["counts"].items() if reason in REASONS}
    notices = tuple(map(str, about["notices"]))
    listed: Callable[[], pa.Table] = lambda: _checked(folder, about, _LISTED)  # noqa: E731
    if not checksums.is_whole(folder / _LISTED, about["sums"][_LISTED]):
        counts, listed, notices = {}, LISTED.empty_table, (*notices, _NO_LIST)
    report = Report(int(about["rows_read"]), rows, int(about["unplaced"]), notices, (), original, (counts, listed))
    terms = ATTRIBUTIONS.get(about["shape"], NOT_STATED)
    read: Callable[[Sequence[str]], pa.Table] = lambda names: _columns(folder / _EVENTS, names, str(about["name"]))  # noqa: E731
    words = (str(about["name"]), str(about["shape"]), str(about["shape_words"]), folder.name)
    return Opened(*words, rows, report, terms, mapping, read, original)


def _checked(folder: Path, about: dict[str, Any], file: str) -> pa.Table:
    """A whole part of a copy. Raises FileRefused where it is not what was kept."""
    sums = about.get("sums", {}).get(file)  # copies of older code have none
    if sums is not None and not checksums.is_whole(folder / file, sums):
        raise _damaged(str(about["name"]), "its checksum is another")
    return _columns(folder / file, None, str(about["name"]))


def _columns(path: Path, names: Sequence[str] | None, name: str) -> pa.Table:
    try:
        wanted = None if names is None else list(names)
        return pq.read_table(path, columns=wanted, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(name, str(error)) from error


def _damaged(name: str, cause: str) -> FileRefused:
    return FileRefused(name, "its kept copy is gone or damaged", "open the file again", cause)


def _is_digest(name: str) -> bool:
    return len(name) == 64 and set(name) <= set("0123456789abcdef")


def stamp_of(path: Path) -> list[int] | None:
    """Size and time of change of a file (bytes, nanoseconds); None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns]


def replace_file(target: Path, content: bytes) -> None:
    """Write beside and move into place."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _cannot(name: str, error: OSError) -> FileRefused:
    wrong = f"a copy cannot be kept in the user's folder ({error.strerror or error})"
    return FileRefused(name, wrong, "make room there, or go on without keeping it")
