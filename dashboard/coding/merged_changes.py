"""What a merge makes of a dossier → the changes that bring it there, as one step of its log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dashboard.sources.dossier.store import Change, FileChange
from dashboard.sources.dossier.store.importing import rows_of
from dashboard.sources.dossier.store.merging import Merged, as_contents
from dashboard.sources.dossier.store.stored_rows import row_key
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.descriptor import Descriptor
from dashboard.sources.dossier.tables.folders import NAME


def merged_changes(before: Contents, merged: Merged) -> list[Change | FileChange]:
    """The rows and files that are new or other after the merge. A merge takes nothing out."""
    after = as_contents(merged, before)
    descriptor = Descriptor.of(before)
    changes: list[Change | FileChange] = []
    tables = {resource.path for resource in descriptor.resources.values()} | {NAME}
    there = set(before.paths())
    for path, content in merged.files.items():
        if path not in tables and (path not in there or before.article(path) != content):
            changes.append(FileChange(path, content))
    for table, resource in descriptor.resources.items():
        stood = {row_key(resource, cells): cells for cells in rows_of(resource, before)}
        for cells in rows_of(resource, after):
            if stood.get(row_key(resource, cells)) != cells:
                changes.append(Change(table, "", cells))
    return changes


def changed_properties(before: Contents, merged: Merged) -> Mapping[str, Any]:
    """What the dossier says of itself otherwise after the merge; None for what it says no more."""
    raw = json.loads(before.read(NAME).decode("utf-8"))
    after = json.loads(merged.files[NAME].decode("utf-8"))
    return {name: after.get(name) for name in {**raw, **after} if raw.get(name) != after.get(name)}
