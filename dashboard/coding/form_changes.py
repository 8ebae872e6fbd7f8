"""The rows of a form → the changes of the dossier that save them, and the versions that they were made from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.coding.coded_row import Coded, CodedRow
from dashboard.sources.dossier.store import Change, DossierFile, FileChange
from dashboard.sources.dossier.store.stored_rows import row_key


def changes_of(file: DossierFile, coded: Coded) -> list[Change | FileChange]:
    """The rows of a form as changes of the dossier: cells that the form does not name stay as they are."""
    merged: dict[tuple[str, tuple[str, ...]], CodedRow] = {}
    for row in coded.rows:
        before = merged.get((row.table, row.key))
        cells = {**before.cells, **row.cells} if before else row.cells
        merged[row.table, row.key] = CodedRow(row.table, row.key, cells)
    changes: list[Change | FileChange] = []
    for row in merged.values():
        stood = file.row(row.table, row.key[0]) if len(row.key) == 1 else None
        changes.append(Change(row.table, "", {**(stood.cells if stood else {}), **row.cells}))
    resources = file.descriptor().resources
    changes += [Change(row.table, row_key(resources[row.table], row.cells), None) for row in coded.removed]
    return [*_with_shapes(file, coded.shapes), *changes]


def _with_shapes(file: DossierFile, shapes: Iterable[tuple[str, Mapping[str, Any]]]) -> list[FileChange]:
    """Shapes added to the files that hold them; one that is there already is not added twice."""
    added: dict[str, dict[str, Any]] = {}
    for path, feature in shapes:
        collection = added.get(path) or _collection(file, path)
        if all(other.get("id") != feature["id"] for other in collection["features"]):
            collection["features"].append(feature)
            added[path] = collection
    return [FileChange(path, (json.dumps(one, ensure_ascii=False) + "\n").encode()) for path, one in added.items()]


def _collection(file: DossierFile, path: str) -> dict[str, Any]:
    try:
        collection: dict[str, Any] = json.loads(file.file(path))
    except FileNotFoundError:
        collection = {"type": "FeatureCollection", "features": []}
    return collection


def seen_by(file: DossierFile, changes: Sequence[Change | FileChange]) -> dict[tuple[str, str], int]:
    """The versions of the rows that the changes were made from."""
    seen = {}
    for change in changes:
        if isinstance(change, Change):
            resource = file.descriptor().resources[change.table]
            key = change.key if change.cells is None else change.cells.get(resource.key or "", "")
            stood = file.row(change.table, key) if key else None
            if stood:
                seen[change.table, key] = stood.version
    return seen
