"""The gate over some rows of a dossier: the same checks as over the whole, on these rows and what they look at."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.errors import Fault, FieldFault
from dashboard.sources.dossier.store.changes import FILES, RowName
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.stored_rows import SHAPE_FILES, StoredRows, any_of
from dashboard.sources.dossier.store.surroundings import surroundings
from dashboard.sources.dossier.tables.checks import check_all
from dashboard.sources.dossier.tables.csv_table import Sheet
from dashboard.sources.dossier.tables.proof import read_texts
from dashboard.sources.dossier.tables.shape_files import Shapes, read_shapes

#: Files of shapes that were read, by the dossier's name, their path and their SHA-256; the oldest go first.
_READ_SHAPES: dict[tuple[str, str, str | None], Shapes] = {}
_MOST_READ = 64


def faults_of(judged: Iterable[RowName], rows: StoredRows, contents: StoredContents) -> set[FieldFault]:
    """What the gate finds wrong in these rows, and in the files of shapes that the dossier reads."""
    judged = set(judged)
    sheets = _sheets(surroundings(judged, rows), rows)
    quoted = {table: Sheet(sheet.resource, sheet.file) for table, sheet in sheets.items()}
    quoted["sources"].rows = [row for row in sheets["sources"].rows if row.key in _read_sources(judged, rows)]
    texts = read_texts(quoted, contents, rows.descriptor.withheld_articles)
    shapes = dossier_shapes(rows, contents)
    check_all(sheets, rows.descriptor, texts, shapes)
    found = {
        FieldFault(table, row.key, fault.column, fault.message)
        for table, sheet in sheets.items()
        for row in sheet.rows
        if (table, row.key) in judged
        for fault in row.faults
    }
    return found | {_of_file(fault) for fault in shapes.faults}


def _of_file(fault: Fault) -> FieldFault:
    return FieldFault(FILES, fault.file.partition("/")[2], fault.column, fault.message)


def _sheets(names: Iterable[RowName], rows: StoredRows) -> dict[str, Sheet]:
    """Sheets of these rows in the order of the dossier. Each row is fresh: a check adds its faults to it."""
    placed: dict[str, list[tuple[int, str]]] = {table: [] for table in rows.sheets}
    for table, key in names:
        positioned = rows.positioned(table, key) if table in placed else None
        if positioned:
            placed[table].append((positioned[0], key))
    sheets = {}
    for table, keys in placed.items():
        resource = rows.descriptor.resources[table]
        sheet = sheets[table] = Sheet(resource, rows.sheets[table].file, whole=True)
        sheet.rows = [row.fresh() for _, key in sorted(keys) if (row := rows.typed(table, key))]
    return sheets


def _read_sources(judged: Iterable[RowName], rows: StoredRows) -> set[str]:
    """The sources whose text is compared with a row."""
    read = {key for table, key in judged if table == "sources"}
    for table, key in judged:
        if table in ("quotes", "unmapped"):
            read |= {str(source) for source in any_of(rows.typed(table, key), "source_id")}
    return read


def dossier_shapes(rows: StoredRows, contents: StoredContents) -> Shapes:
    """The shapes that the gate of the whole dossier reads. A file of the same bytes is read once in this process."""
    shapes = Shapes()
    for path in sorted({*rows.descriptor.shape_files, *rows.values_of(SHAPE_FILES)}):
        named = contents.name, path, contents.digest(path)
        if named not in _READ_SHAPES:
            while len(_READ_SHAPES) >= _MOST_READ:
                _READ_SHAPES.pop(next(iter(_READ_SHAPES)), None)
            _READ_SHAPES[named] = read_shapes(contents, [path])
        read = _READ_SHAPES[named]
        shapes.features |= read.features
        shapes.faults += read.faults
    return shapes
