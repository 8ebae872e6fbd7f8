"""Parquet files → columns, with the types they are stored in."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.errors import FileRefused
from dashboard.files.contents import Content
from dashboard.files.limits import Limits, size_words


def read(content: Content, limits: Limits) -> pa.Table:
    """The whole table; columns of lists or records become text. Raises FileRefused for a torn or huge one."""
    try:
        with content.open() as stream:
            source = pa.BufferReader(stream.read())
        file = pq.ParquetFile(source)
        meta = file.metadata
        unpacked = sum(meta.row_group(number).total_byte_size for number in range(meta.num_row_groups))
        if meta.num_rows > limits.rows or unpacked > limits.unpacked_bytes or meta.num_columns > limits.columns:
            wrong = f"it holds {meta.num_rows:,} rows and {meta.num_columns:,} columns ({size_words(unpacked)})"
            raise FileRefused(content.name, wrong + ", which is more than is read", "split it, by year for instance")
        strings = [field.name for field in file.schema_arrow if pa.types.is_string(field.type)]
        table = pq.read_table(source, read_dictionary=strings)
    except (pa.ArrowException, OSError, ValueError, MemoryError, NotImplementedError) as error:
        if isinstance(error, FileRefused):
            raise
        wrong = "the Parquet file is damaged or was cut off"
        raise FileRefused(content.name, wrong, "export or download it again", str(error)) from error
    if not table.num_columns:
        raise FileRefused(content.name, "it has no columns", "export it again")
    zones = _pandas_zones(file.schema_arrow.metadata or {})
    columns = [
        _plain(_local(column, zones.get(name, "")))
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    return pa.Table.from_arrays(columns, names=list(table.column_names))


def _pandas_zones(metadata: Mapping[bytes, bytes]) -> dict[str, str]:
    """The time zone of each column, as pandas notes it beside columns that are stored in UTC."""
    try:
        columns = json.loads(metadata.get(b"pandas", b"{}")).get("columns", [])
        named = {str(column["field_name"]): column.get("metadata") for column in columns}
        return {name: str(said["timezone"]) for name, said in named.items() if said and said.get("timezone")}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def _local(column: pa.ChunkedArray, zone: str) -> pa.ChunkedArray:
    """Instants with a zone as the clock shows them there: the day is the one of the column's own zone."""
    if not pa.types.is_timestamp(column.type) or column.type.tz is None:
        return column
    if zone and column.type.tz == "UTC":
        column = column.cast(pa.timestamp(column.type.unit, zone))
    return pc.local_timestamp(column)


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
