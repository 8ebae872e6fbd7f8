"""Copies of opened files that the user keeps: Parquet files in the user's own folder, one folder a file.

A copy is named by the SHA-256 of the file, so the same file is found under any name. It is written beside and moved
into place: no reader sees half of one. Every part has its checksum. A copy whose events are damaged, or were made by
other code than today's, is made anew from its original columns; where those are damaged, the events open and say so when
the columns are asked for. Raises FileRefused when a copy cannot be written.
"""

from __future__ import annotations

import hashlib
import os
import shutil
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

from dashboard.errors import FileError, FileRefused
from dashboard.sources.files.convert.mapping import Mapping
from dashboard.sources.files.convert.reasons import LINE_REASONS
from dashboard.sources.files.convert.row_report import Listing
from dashboard.sources.files.keep import atomic_folders, checksums
from dashboard.sources.files.keep.copy_files import (
    ABOUT,
    EVENTS,
    LISTED_ROWS,
    ORIGINAL,
    TORN,
    checked_table,
    opened_copy,
    read_about,
)
from dashboard.sources.files.keep.user_folders import user_folder
from dashboard.sources.files.opened import Opened
from dashboard.sources.files.opening import rebuild
from dashboard.words.sentences import say


@dataclass(frozen=True)
class KeptCopy:
    """One copy: what it is of, when (UTC, ISO 8601) it was kept, the bytes it takes, and its mapping as JSON, or ""."""

    digest: str
    name: str
    shape_words: str
    rows: int
    kept_on: str
    size: int
    mapping: str


@cache
def version() -> str:
    """Changes whenever the code of this package does, and with it perhaps what a file becomes."""
    sources = sorted(Path(__file__).parents[1].rglob("*.py"))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]


class KeptCopies:
    """The copies below ``folder`` (the user's own, if none is given)."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or user_folder()) / "opened"

    def save(self, opened: Opened) -> None:
        """Keep a copy; an older one of the same file is replaced. Reads the original columns."""
        try:
            atomic_folders.tidy(self.folder)
            written = atomic_folders.new(self.folder)
        except OSError as error:
            raise _not_kept(opened.name, error) from error
        try:
            self._write(written, opened)
            atomic_folders.replace(self.folder / opened.digest, written)
        except OSError as error:
            raise _not_kept(opened.name, error) from error
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
            if about["version"] != version() or not checksums.is_whole(folder / EVENTS, about["sums"][EVENTS]):
                return self._renewed(folder, about, kept)
            return opened_copy(folder, about, kept)
        except (FileError, *TORN):
            return None

    def kept(self) -> tuple[KeptCopy, ...]:
        """Every whole copy, the newest first."""
        atomic_folders.tidy(self.folder)
        copies = []
        for folder in self._folders():
            about = self._about(folder)
            if about is not None:
                size = sum(about["sizes"].values())
                words = (str(about["name"]), str(about["shape_words"]), int(about["rows"]), str(about["kept_on"]))
                copies.append(KeptCopy(folder.name, *words, size, str(about["mapping"] or "")))
        return tuple(sorted(copies, key=lambda copy: (copy.kept_on, copy.name), reverse=True))

    def remove(self, digest: str) -> None:
        """Remove a copy, whole or torn; no error if there is none."""
        if _is_digest(digest):
            shutil.rmtree(self.folder / digest, ignore_errors=True)

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
            about = read_about(folder)
            whole = all((folder / name).stat().st_size == size for name, size in about["sizes"].items())
            return about if whole and {EVENTS, ORIGINAL, LISTED_ROWS} <= about["sizes"].keys() else None
        except TORN:
            return None

    def _write(self, folder: Path, opened: Opened) -> None:
        report = opened.report
        for name, table in ((EVENTS, opened.events), (ORIGINAL, opened.original), (LISTED_ROWS, report.listed)):
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
            "sizes": {name: (folder / name).stat().st_size for name in (EVENTS, ORIGINAL, LISTED_ROWS)},
            "sums": checksums.of_folder(folder),
        }
        atomic_folders.replace_file(folder / ABOUT, checksums.sealed(about))

    def _renewed(self, folder: Path, about: dict[str, Any], mapping: Mapping | None) -> Opened:
        """A copy that older code made: its original columns, read by today's."""
        original, listed = checked_table(folder, about, ORIGINAL), checked_table(folder, about, LISTED_ROWS)
        listing = Listing(np.zeros(0, dtype=np.int32))
        for reason in LINE_REASONS:
            part = listed.filter(pc.equal(pc.cast(listed["reason"], pa.string()), reason))
            listing.lines(reason, part["row"].to_pylist(), [text or "" for text in part["value"].to_pylist()])
        as_table = about["shape"] == "table"
        renewed = rebuild(str(about["name"]), original, listing, folder.name, mapping, as_table=as_table)
        with suppress(FileRefused):  # it opens without being kept anew
            self.save(renewed)
        return renewed


def _is_digest(name: str) -> bool:
    return len(name) == 64 and set(name) <= set("0123456789abcdef")


def _not_kept(name: str, error: OSError) -> FileRefused:
    wrong = say("a copy cannot be kept in the user's folder ({strerror})", strerror=str(error.strerror or error))
    return FileRefused(name, wrong, say("make room there, or go on without keeping it"))
