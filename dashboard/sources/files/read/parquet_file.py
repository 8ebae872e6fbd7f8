"""Parquet files → columns, with the types they are stored in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.errors import FileRefused
from dashboard.sources.files.read import broken_text
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.size_limits import GIB, Limits, size_words
from dashboard.words.sentences import say


@dataclass(frozen=True)
class Columns:
    """The columns of a file, and by a column's place the rows in which a text is no UTF-8: there it is shown with �."""

    table: pa.Table
    broken: Mapping[int, npt.NDArray[np.bool_]]


def read(content: Content, limits: Limits) -> Columns:
    """The whole table; columns of lists or records become text. Raises FileRefused for a torn or huge one."""
    try:
        with content.arrow() as source:
            file = pq.ParquetFile(source)
            _check_size(content, file, limits)
            # A word that stands once in the file and in each row is kept once.
            table = pq.ParquetFile(source, read_dictionary=_words(file)).read()
        broken: dict[int, npt.NDArray[np.bool_]] = {}
        columns: list[pa.ChunkedArray] = []
        zones = _pandas_zones(file.schema_arrow.metadata or {})
        most = _most_bytes(content, limits)
        for name, column in zip(table.column_names, table.columns, strict=True):
            most -= _written_out(column)
            if most < 0:
                raise _too_large(content)
            column, wrong = broken_text.mended(_geometry(column))
            if wrong.any():
                broken[len(columns)] = wrong
            columns.append(_plain(_local(column, zones.get(name, ""))))
    except (pa.ArrowException, OSError, ValueError, MemoryError, NotImplementedError) as error:
        if isinstance(error, FileRefused):
            raise
        wrong_file = say("the Parquet file is damaged or was cut off")
        raise FileRefused(content.name, wrong_file, say("export or download it again"), str(error)) from error
    if not columns:
        raise FileRefused(content.name, say("it has no columns"), say("export it again"))
    return Columns(pa.Table.from_arrays(columns, names=list(table.column_names)), broken)


def _check_size(content: Content, file: pq.ParquetFile, limits: Limits) -> None:
    """Refuse a file that says itself that it is too large."""
    meta = file.metadata
    groups = [meta.row_group(number) for number in range(meta.num_row_groups)]
    unpacked = sum(group.total_byte_size for group in groups)
    if meta.num_rows > limits.rows or unpacked > limits.unpacked_bytes or meta.num_columns > limits.columns:
        wrong = say(
            "it holds {num_rows} rows and {num_columns} columns ({size_words}), which is more than is read",
            num_rows=meta.num_rows,
            num_columns=meta.num_columns,
            size_words=size_words(unpacked),
        )
        raise FileRefused(content.name, wrong, say("split it, by year for instance"))
    widths = [_width(file.schema.column(number)) for number in range(meta.num_columns)]
    parts = ((group.column(number), width) for group in groups for number, width in enumerate(widths))
    if sum(column.num_values * width for column, width in parts) > _most_bytes(content, limits):
        raise _too_large(content)


def _width(column: Any) -> float:
    """Bytes that one value of a column takes in memory; of a word the number by which it is known."""
    if column.physical_type == "FIXED_LEN_BYTE_ARRAY":
        return float(column.length)
    return {"BOOLEAN": 0.125, "INT64": 8.0, "DOUBLE": 8.0, "INT96": 8.0}.get(column.physical_type, 4.0)


def _words(file: pq.ParquetFile) -> list[str]:
    """The paths of the columns that hold words, also inside lists and records."""
    columns = (file.schema.column(number) for number in range(file.metadata.num_columns))
    words = (column for column in columns if column.physical_type == "BYTE_ARRAY")
    return [column.path for column in words if column.logical_type.type in ("NONE", "STRING", "JSON", "ENUM", "BSON")]


def _most_bytes(content: Content, limits: Limits) -> int:
    """Bytes that the cells may take when they are written out: some for any file, beyond that so many times its size."""
    return min(limits.table_bytes, max(GIB, content.size * limits.ratio))


def _written_out(column: pa.ChunkedArray | pa.Array) -> int:
    """Bytes that a column takes when each word is written in each row."""
    if isinstance(column, pa.ChunkedArray):
        return sum(map(_written_out, column.chunks))
    if pa.types.is_dictionary(column.type):
        lengths = pc.binary_length(column.dictionary).cast(pa.int64())
        return pc.sum(lengths.take(column.indices)).as_py() or 0
    if pa.types.is_struct(column.type):
        return sum(map(_written_out, column.flatten()))
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type) or pa.types.is_map(column.type):
        return _written_out(column.values) if not pa.types.is_map(column.type) else column.nbytes
    return int(column.nbytes)


def _too_large(content: Content) -> FileRefused:
    wrong = say(
        "it has {size_words}, and its cells take more memory than a file of this size may",
        size_words=size_words(content.size),
    )
    return FileRefused(content.name, wrong, say("save it as CSV if you trust it, or split it"))


def _pandas_zones(metadata: Mapping[bytes, bytes]) -> dict[str, str]:
    """The time zone of each column, as pandas notes it beside columns that are stored in UTC."""
    try:
        columns = json.loads(metadata.get(b"pandas", b"{}")).get("columns", [])
        named = {str(column["field_name"]): column.get("metadata") for column in columns}
        return {name: str(about["timezone"]) for name, about in named.items() if about and about.get("timezone")}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def _local(column: pa.ChunkedArray, zone: str) -> pa.ChunkedArray:
    """Instants with a zone as the clock shows them there: the day is the one of the column's own zone."""
    if not pa.types.is_timestamp(column.type) or column.type.tz is None:
        return column
    if zone and column.type.tz == "UTC":
        column = column.cast(pa.timestamp(column.type.unit, zone))
    return pc.local_timestamp(column)


def _geometry(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Geometries in bytes (WKB, as GeoParquet has them) as hexadecimal digits; any other column as it is."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (pa.types.is_binary(kind) or pa.types.is_large_binary(kind)):
        return column
    values = column.cast(kind)
    first = next((value.as_py() for value in values if value.is_valid), b"")
    if first[:1] not in (b"\x00", b"\x01") or len(first) < 9:
        return column
    return pa.chunked_array([pa.array([None if value is None else value.hex() for value in values.to_pylist()])])


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of a type that the rest can read: numbers, days, text."""
    kind = column.type
    numbers = (
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_date(kind) or pa.types.is_timestamp(kind)
    )
    if numbers or pa.types.is_string(kind):
        return column
    if pa.types.is_dictionary(kind):
        return (
            column
            if pa.types.is_string(kind.value_type) and kind.index_type == pa.int32()
            else _plain(column.cast(kind.value_type))
        )
    try:
        return pc.cast(column, pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, UnicodeDecodeError):
        values = [None if value is None else str(value) for value in column.to_pylist()]
        return pa.chunked_array([pa.array(values, pa.string())])
