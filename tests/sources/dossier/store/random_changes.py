"""Random changes of a dossier, sound and broken ones, and the faults that the whole gate finds, row by row."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[3] / "dossiers"))
from many_copies import many_copies
from theatre import RIVER

from dashboard.errors import FieldFault
from dashboard.sources.dossier.store import Change, DossierFile, FileChange
from dashboard.sources.dossier.store.importing import rows_of
from dashboard.sources.dossier.store.stored_rows import row_key
from dashboard.sources.dossier.tables import Contents, FolderContents, load_contents
from dashboard.sources.dossier.tables.csv_table import read_sheet

__all__ = ["FREE", "RIVER", "a_change", "dossier", "faults_by_row", "many_copies", "neighbours", "pool_of"]

# Columns that no check looks at: a change there is a change of nothing.
FREE = {
    *("note", "title", "summary", "url", "licence_note", "published_basis", "updated_basis", "publisher", "provenance"),
    *("status_scope", "drawn_scale", "pcode", "pcode_vintage", "category", "radius_km", "geonames_id", "short_name"),
}
JUNK = ["", "x", "0", "-1", "2031-03-14", "9990-12-31", "night", "é;ü", "a;b", "killed", "act-nobody", "ev-x\x00", "7"]


def dossier(path: Path, copies: int) -> DossierFile:
    """The dossier of the invented dispute, its events this many times."""
    return DossierFile.from_contents(path, many_copies(FolderContents(RIVER), copies))


def pool_of(file: DossierFile) -> dict[str, list[Change]]:
    """The rows of each table as changes that leave them as they are."""
    return {
        table: [Change(table, row.key, row.cells) for row in file.rows(table)] for table in file.descriptor().resources
    }


def picked(rows: list[Change]) -> st.SearchStrategy[Change]:
    """One of these rows. Hypothesis would write out all of them in its report of a plain choice."""
    return st.integers(0, len(rows) - 1).map(lambda number: rows[number])


def a_change(pool: dict[str, list[Change]], files: list[str]) -> st.SearchStrategy[Change | FileChange]:
    """One change: a cell with another row's value or with none that fits, a row taken out or put twice, a file changed."""
    every = [change for rows in pool.values() for change in rows]
    values = {
        (table, column): sorted({row.cells[column] for row in rows})
        for table, rows in pool.items()
        for column in (rows[0].cells if rows else ())
    }
    ids = sorted({row.key for table, rows in pool.items() for row in rows if not row.key.startswith("[")})

    @st.composite
    def edited(draw: st.DrawFn) -> Change:
        table = draw(st.sampled_from([table for table, rows in pool.items() if rows]))
        row = draw(picked(pool[table]))
        cells = dict(row.cells)
        for _ in range(draw(st.integers(1, 2))):
            column = draw(st.sampled_from([name for name in cells if name not in FREE]))
            near = st.sampled_from(neighbours(cells[column]))
            cells[column] = draw(
                st.one_of(st.sampled_from(values[table, column]), near, st.sampled_from([*JUNK, *ids]))
            )
        return Change(table, "", cells)

    @st.composite
    def renamed(draw: st.DrawFn) -> Change:
        row = draw(picked([row for row in every if not row.key.startswith("[")]))
        first = next(iter(row.cells))
        return Change(row.table, "", {**row.cells, first: row.key + draw(st.sampled_from(["-2", " x", "-y"]))})

    removed = picked(every).map(lambda row: Change(row.table, row.key, None))
    changed_file = st.builds(FileChange, st.sampled_from(files), st.sampled_from([None, b"", b"Friday in Salto.\n", b"\xff"]))  # fmt: skip
    return st.one_of(edited(), edited(), removed, renamed(), changed_file)


def neighbours(text: str) -> list[str]:
    """Values near this one: the days beside a day, the number behind a number, a list with an item less."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return [(date.fromisoformat(text) + timedelta(days=days)).isoformat() for days in (-7, -1, 1, 3)]
    if re.fullmatch(r"-?[\d.]+", text):
        return [str(float(text) + 1) if "." in text else str(int(text) + 1), f"0{text}"]
    return [text.partition(";")[2], f"{text};x", f"the {text}", text[1:]]


def faults_by_row(contents: Contents) -> set[FieldFault]:
    """What the whole gate finds, each fault by the key of its row instead of its line."""
    tables = load_contents(contents)
    keys: dict[tuple[str, int], tuple[str, str]] = {}
    for name, resource in tables.descriptor.resources.items():
        sheet = read_sheet(resource, contents)
        for row, cells in zip(sheet.rows, rows_of(resource, contents), strict=True):
            keys[sheet.file, row.line] = name, row_key(resource, cells)

    def by_row(file: str, row: int, column: str, message: str) -> FieldFault:
        table, key = keys.get((file, row), ("files", file.partition("/")[2]))
        message = re.sub(r"in line (\d+)", lambda line: f"in {keys[file, int(line[1])][1]}", message)
        return FieldFault(table, key, column, message)

    return {by_row(fault.file, fault.row, fault.column, fault.message) for fault in tables.faults}
