"""The gate over what a change affects says of it what the gate over the whole dossier says, for any change."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_changes import FREE, a_change, dossier, faults_by_row, neighbours, pool_of

from dashboard.errors import DossierError, FieldFault
from dashboard.sources.dossier.store import Change, DossierFile, FileChange, database
from dashboard.sources.dossier.store.changes import RowName, StoredRow
from dashboard.sources.dossier.store.partial_gate import faults_of
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.replacements import Replacement, replacements_of
from dashboard.sources.dossier.store.saving import apply, judged_rows
from dashboard.sources.dossier.store.stored_rows import StoredRows
from dashboard.sources.dossier.tables.descriptor import TABLES


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> DossierFile:
    return dossier(tmp_path_factory.mktemp("one") / "one.sqlite", 1)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> DossierFile:
    return dossier(tmp_path_factory.mktemp("base") / "base.sqlite", 2)


def replacements(
    connection: sqlite3.Connection, path: Path, changes: Sequence[Change | FileChange]
) -> list[Replacement]:
    """What the changes replace, whatever they break. Those that a dossier cannot hold at all are left out."""
    made: dict[tuple[str, str], Replacement] = {}
    for change in changes:
        with suppress(DossierError):
            for replacement in replacements_of(connection, path, [change]):
                made[replacement.table, replacement.key] = replacement
    return list(made.values())


def key_of(rows: Sequence[StoredRow], change: Change) -> str:
    """The row that a change was made from: the one that differs from it in one cell."""
    assert change.cells is not None
    cells = change.cells
    return next(row.key for row in rows if sum(row.cells[name] != cells[name] for name in cells) == 1)


def partial(connection: sqlite3.Connection, path: Path, judged: set[RowName]) -> set[FieldFault]:
    contents = StoredContents(connection, path)
    return faults_of(judged, StoredRows(connection, contents.descriptor, contents.name), contents)


def compare(connection: sqlite3.Connection, path: Path, made: Sequence[Replacement], before: set[FieldFault]) -> None:
    """Make changes, and hold what both gates say of the states before and after them against each other."""
    judged = judged_rows(connection, path, made)
    connection.execute("SAVEPOINT before")
    apply(connection, path, made, 3)
    judged |= judged_rows(connection, path, made)
    said_after = partial(connection, path, judged)
    after = faults_by_row(StoredContents(connection, path).in_memory())
    connection.execute("ROLLBACK TO before")
    said_before = partial(connection, path, judged)
    names = judged | {("files", fault.key) for fault in before | after if fault.table == "files"}
    assert said_before == {fault for fault in before if (fault.table, fault.key) in names}
    assert said_after == {fault for fault in after if (fault.table, fault.key) in names}
    assert {fault for fault in before ^ after if (fault.table, fault.key) not in names} == set()


@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_partial_gate_and_the_whole_gate_say_the_same(
    base: DossierFile, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("copy") / "base.sqlite"
    shutil.copyfile(base.path, path)
    changes = a_change(pool_of(base), [row.cells["file"] for row in base.rows("sources")] + ["admin1.geojson"])
    with database.writing(path) as connection:
        broken = data.draw(st.lists(changes, max_size=3), label="before")
        apply(connection, path, replacements(connection, path, broken), 2)
        before = faults_by_row(StoredContents(connection, path).in_memory())
        made = replacements(connection, path, data.draw(st.lists(changes, min_size=1, max_size=4), label="changes"))
        compare(connection, path, made, before)


@pytest.mark.parametrize("table", TABLES)
def test_they_say_the_same_of_every_row_taken_out_and_every_column_changed(
    one: DossierFile, tmp_path: Path, table: str
) -> None:
    """Not by chance: each row of the dossier goes once, and two rows get other values in each column that is checked."""
    shutil.copyfile(one.path, tmp_path / "one.sqlite")
    rows = one.rows(table)
    changes = [Change(table, row.key, None) for row in rows]
    for row, other in zip(rows[:6:3] or rows, rows[1:7:3] or rows, strict=False):
        for column in row.cells.keys() - FREE:
            values = {other.cells[column], "", "x", *neighbours(row.cells[column])[:2]} - {row.cells[column]}
            changes += [Change(table, "", {**row.cells, column: value}) for value in sorted(values)]
    before = faults_by_row(one.contents())
    with database.writing(tmp_path / "one.sqlite") as connection:
        for change in changes:
            made = replacements(connection, tmp_path / "one.sqlite", [change])
            if change.cells is not None and made and made[0].before is None:
                # Another key is another row: the one that had it goes.
                made += replacements(connection, tmp_path / "one.sqlite", [Change(table, key_of(rows, change), None)])
            compare(connection, tmp_path / "one.sqlite", made, before)
