"""The files of one kept copy: what is written about it, its tables, and the opened file that they give.

Raises FileRefused where a table is gone or damaged, TORN where the copy is torn or somebody else's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.errors import FileRefused
from dashboard.sources.files.convert.canonical_columns import SCHEMA
from dashboard.sources.files.convert.mapping import Mapping
from dashboard.sources.files.convert.reasons import REASONS
from dashboard.sources.files.convert.row_report import LISTED, RowReport
from dashboard.sources.files.formats.published_formats import labels_of
from dashboard.sources.files.keep import checksums
from dashboard.sources.files.opened import Opened
from dashboard.words.sentences import deferred, say, say_deferred

ABOUT, EVENTS, ORIGINAL, LISTED_ROWS = "about.json", "events.parquet", "original.parquet", "listed.parquet"
_NO_LIST = deferred("The list of odd rows in the kept copy is damaged; open the file itself to see which they are.")
#: What a torn or foreign copy may raise while it is read.
TORN = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, AttributeError)


def read_about(folder: Path) -> dict[str, Any]:
    """What is written about a copy. One that older code wrote has no checksum: it is made anew, as it was kept."""
    content = (folder / ABOUT).read_bytes()
    about = json.loads(content)
    if isinstance(about, dict) and checksums.SUM not in about:
        return {**about, "version": "older"}
    return checksums.unsealed(content)


def opened_copy(folder: Path, about: dict[str, Any], mapping: Mapping | None) -> Opened:
    """The file that was kept; columns are read when they are asked for."""
    name, rows = str(about["name"]), int(about["rows"])
    events = pq.ParquetFile(folder / EVENTS)
    if events.metadata.num_rows != rows or not events.schema_arrow.equals(SCHEMA):
        raise ValueError("another table than was kept")
    counts = {str(reason): int(count) for reason, count in about["counts"].items() if reason in REASONS}
    notices = tuple(map(str, about["notices"]))

    def original() -> pa.Table:
        return checked_table(folder, about, ORIGINAL)

    def read(names: Sequence[str]) -> pa.Table:
        return _read_table(folder / EVENTS, names, name)

    def kept_list() -> pa.Table:
        return checked_table(folder, about, LISTED_ROWS)

    listed: Callable[[], pa.Table] = kept_list
    if not checksums.is_whole(folder / LISTED_ROWS, about["sums"][LISTED_ROWS]):
        counts, listed, notices = {}, LISTED.empty_table, (*notices, say_deferred(_NO_LIST))
    report = RowReport(int(about["rows_read"]), rows, int(about["unplaced"]), notices, (), original, (counts, listed))
    return Opened(
        name=name,
        shape=str(about["shape"]),
        shape_words=str(about["shape_words"]),
        digest=folder.name,
        rows=rows,
        report=report,
        attribution=labels_of(str(about["shape"])).attribution,
        mapping=mapping,
        read=read,
        _original=original,
    )


def checked_table(folder: Path, about: dict[str, Any], file: str) -> pa.Table:
    """A whole table of a copy. Raises FileRefused where it is not what was kept."""
    sums = about.get("sums", {}).get(file)  # copies of older code have none
    if sums is not None and not checksums.is_whole(folder / file, sums):
        raise _damaged(str(about["name"]), say("its checksum has changed"))
    return _read_table(folder / file, None, str(about["name"]))


def _read_table(path: Path, names: Sequence[str] | None, name: str) -> pa.Table:
    try:
        columns = None if names is None else list(names)
        return pq.read_table(path, columns=columns, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(name, str(error)) from error


def _damaged(name: str, cause: str) -> FileRefused:
    return FileRefused(name, say("its kept copy is gone or damaged"), say("open the file again"), cause)
