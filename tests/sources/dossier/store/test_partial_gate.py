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
from random_changes import a_change, dossier, faults_by_row, pool_of

from dashboard.errors import DossierError, FieldFault
from dashboard.sources.dossier.store import Change, DossierFile, FileChange, database
from dashboard.sources.dossier.store.changes import RowName
from dashboard.sources.dossier.store.partial_gate import faults_of
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.replacements import Replacement, replacements_of
from dashboard.sources.dossier.store.saving import apply, judged_rows
from dashboard.sources.dossier.store.stored_rows import StoredRows


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


def partial(connection: sqlite3.Connection, path: Path, judged: set[RowName]) -> set[FieldFault]:
    contents = StoredContents(connection, path)
    return faults_of(judged, StoredRows(connection, contents.descriptor, contents.name), contents)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_partial_gate_and_the_whole_gate_say_the_same(
    base: DossierFile, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("copy") / "base.sqlite"
    shutil.copyfile(base.path, path)
    file = DossierFile.open(path)
    changes = a_change(pool_of(base), [row.cells["file"] for row in base.rows("sources")] + ["admin1.geojson"])
    with database.writing(path) as connection:
        broken = data.draw(st.lists(changes, max_size=3), label="before")
        apply(connection, path, replacements(connection, path, broken), 2)
    before = faults_by_row(file.contents())
    with database.writing(path) as connection:
        made = replacements(connection, path, data.draw(st.lists(changes, min_size=1, max_size=4), label="changes"))
        judged = judged_rows(connection, path, made)
        connection.execute("SAVEPOINT before")
        apply(connection, path, made, 3)
        judged |= judged_rows(connection, path, made)
        said_after = partial(connection, path, judged)
        connection.execute("ROLLBACK TO before")
        said_before = partial(connection, path, judged)
        apply(connection, path, made, 3)
    after = faults_by_row(file.contents())
    names = judged | {("files", fault.key) for fault in before | after if fault.table == "files"}
    assert said_before == {fault for fault in before if (fault.table, fault.key) in names}
    assert said_after == {fault for fault in after if (fault.table, fault.key) in names}
    assert {fault for fault in before if (fault.table, fault.key) not in names} == {
        fault for fault in after if (fault.table, fault.key) not in names
    }
