"""An opened file written down in a folder: Arrow files that are mapped into memory, and what is known of the file.

A process that reads a file hands it over in this form, and recently opened files are kept in it. ``events.arrow`` is
the canonical table, ``listed.arrow`` the report's rows, ``original.arrow`` (where it is there) every column as text,
``values.pickle`` all else. Raises OSError, pa.ArrowException, ValueError for a folder that is torn.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.sources.files.convert.canonical_columns import SCHEMA
from dashboard.sources.files.convert.row_report import LISTED, RowReport
from dashboard.sources.files.opened import Opened
from dashboard.sources.files.process import process_messages

EVENTS, ROWS, ORIGINAL, VALUES = "events.arrow", "listed.arrow", "original.arrow", "values.pickle"
# Fields that are no plain values: they are tables, or read some.
_OPENED, _REPORT = ("report", "read", "_original"), ("parts", "_original", "_kept")


def write(folder: Path, opened: Opened) -> None:
    """Write an opened file into an empty folder, all but its original columns."""
    report = opened.report
    write_table(folder / EVENTS, opened.events)
    write_table(folder / ROWS, report.listed)
    values = {
        "opened": _plain(opened, _OPENED),
        "report": _plain(report, _REPORT),
        "counts": dict(report.counts),
    }
    (folder / VALUES).write_bytes(pickle.dumps(values))


def in_memory(path: Path) -> int | None:
    """Make a file at ``path`` that lies in memory as long as the number returned is open, or it is mapped.

    None where the system has no such files: then it is written to the disk, which takes several times as long.
    """
    make = getattr(os, "memfd_create", None)
    if make is None or not os.path.isdir("/proc/self/fd"):
        return None
    number: int = make(path.name)
    path.symlink_to(f"/proc/{os.getpid()}/fd/{number}")
    return number


def write_table(path: Path, table: pa.Table) -> None:
    """One table as an Arrow file that can be mapped into memory."""
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())


def write_original(folder: Path, opened: Opened) -> None:
    """Write the original columns beside it, whole or not at all."""
    beside = folder / f"{ORIGINAL}.new"
    write_table(beside, opened.original)
    beside.replace(folder / ORIGINAL)


def read_table(path: Path) -> pa.Table:
    """A table whose columns lie in the file: nothing is copied before it is read."""
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def read(folder: Path, original: Callable[[], pa.Table], **changes: Any) -> Opened:
    """What lies in the folder as an opened file; ``original`` gives its original columns, ``changes`` are other fields."""
    values = process_messages.careful((folder / VALUES).read_bytes())
    events, listed = read_table(folder / EVENTS), read_table(folder / ROWS)
    if (
        not events.schema.equals(SCHEMA)
        or events.num_rows != values["opened"]["rows"]
        or not listed.schema.equals(LISTED)
    ):
        raise ValueError("another table than was written")
    report = RowReport(parts=(), _original=original, _kept=(values["counts"], lambda: listed), **values["report"])
    return Opened(report=report, read=events.select, _original=original, **{**values["opened"], **changes})


def _plain(value: Any, but: tuple[str, ...]) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name not in but}
