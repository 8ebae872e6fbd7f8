"""The endings of the names of files that may hold a table: what the page lets a person choose, and what an archive holds."""

from __future__ import annotations

#: One JSON record a line.
JSON_LINES = (".ndjson", ".jsonl", ".jsonlines", ".geojsonl", ".geojsons", ".geojsonseq")
DELIMITED = (".csv", ".tsv", ".txt", ".tab")
#: Files of text whose lines may be counted.
TEXT = (*DELIMITED, *JSON_LINES)
JSON = (".json", ".geojson", *JSON_LINES)
#: Files that may hold a table, in an archive too.
TABLES = (
    *DELIMITED,
    ".xlsx",
    ".xls",
    ".ods",
    ".parquet",
    ".geojson",
    ".json",
    ".kml",
    ".kmz",
    ".gpkg",
    ".gz",
    *JSON_LINES,
)
#: Files that may be opened.
FILES = (*TABLES, ".zip")
