"""Two copies of a dossier, coded apart → one: what only one has is added, what differs is a conflict for a person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dashboard.errors import DossierError
from dashboard.sources.dossier.store.changes import DESCRIPTOR, FILES, Cells
from dashboard.sources.dossier.store.importing import check_storable, rows_of
from dashboard.sources.dossier.store.rendering import csv_of
from dashboard.sources.dossier.store.stored_rows import row_key
from dashboard.sources.dossier.tables.contents import Contents, MemoryContents
from dashboard.sources.dossier.tables.descriptor import Descriptor, Resource

Preferred = Literal["first", "second"]
WITHHELD = "x-withheld-articles"
_SLOTS = range(1, 7)


@dataclass(frozen=True)
class Conflict:
    """One row, file or property that the two dossiers have in two versions: what differs, as text by column."""

    table: str
    key: str
    first: Mapping[str, str]
    second: Mapping[str, str]

    def __str__(self) -> str:
        sides = (", ".join(f"{name} “{text}”" for name, text in side.items()) for side in (self.first, self.second))
        return f"{self.table} {self.key}: first {next(sides)}; second {next(sides)}"


@dataclass
class Merged:
    """The files of both dossiers together, as far as they agree; where they do not, those of the preferred one.

    ``added`` is what only the second has, ``same`` how many rows both have, ``notes`` what was changed to make them fit.
    """

    files: dict[str, bytes]
    conflicts: list[Conflict] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    same: int = 0
    only_first: int = 0


def merge(first: Contents, second: Contents, prefer: Preferred = "first") -> Merged:
    """Bring two copies together. Whether conflicts may be settled by ``prefer`` is for the caller to ask a person.

    Raises:
        DataError: the rows of one of them cannot be told apart.
        DossierError: their tables have other columns.
    """
    ours, theirs = check_storable(first), check_storable(second)
    if _columns(ours) != _columns(theirs):
        raise DossierError(f"{first.name} and {second.name} have tables of other columns; bring them to the same first")
    merged = Merged({})
    renamed = dict(_renamed(ours, first, second))
    for table, resource in ours.resources.items():
        rows = _merged_rows(resource, first, second, renamed, merged, prefer)
        if table == "parties":
            rows = _with_free_slots(rows, merged)
        merged.files[resource.path] = csv_of(resource, rows)
    _merge_files(ours, first, second, merged, prefer)
    raw = _merged_descriptor(ours.raw, theirs.raw, merged, prefer)
    written = (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    merged.files[DESCRIPTOR] = first.read(DESCRIPTOR) if raw == ours.raw else written
    return merged


def as_contents(merged: Merged, like: Contents) -> MemoryContents:
    """The merged files as a dossier that the gate reads."""
    return MemoryContents(like.place, merged.files)


def _columns(descriptor: Descriptor) -> object:
    return {name: (r.path, r.primary_key, r.unique_keys, tuple(r.by_name)) for name, r in descriptor.resources.items()}


def _renamed(descriptor: Descriptor, first: Contents, second: Contents) -> Iterator[tuple[str, str]]:
    """The ids in the second of rows that the first has under another id: the same sentence, quoted by two people."""
    for resource in descriptor.resources.values():
        if not resource.key or not resource.unique_keys:
            continue
        known = {_without_id(resource, cells): cells[resource.key] for cells in rows_of(resource, first)}
        ids = set(known.values())
        for cells in rows_of(resource, second):
            alike = known.get(_without_id(resource, cells))
            if alike is not None and cells[resource.key] not in ids:
                yield cells[resource.key], alike


def _without_id(resource: Resource, cells: Cells) -> tuple[str, ...]:
    return tuple(text for column, text in cells.items() if column != resource.key)


def _merged_rows(
    resource: Resource,
    first: Contents,
    second: Contents,
    renamed: Mapping[str, str],
    merged: Merged,
    prefer: Preferred,
) -> list[Cells]:
    rows: dict[str, Cells] = {row_key(resource, cells): cells for cells in rows_of(resource, first)}
    ours = set(rows)
    for their_cells in rows_of(resource, second):
        cells = _with_ids(resource, their_cells, renamed)
        key = row_key(resource, cells)
        if key not in rows:
            rows[key] = cells
            merged.added.append(f"{resource.name} {key}")
            continue
        ours.discard(key)
        if rows[key] == cells:
            merged.same += 1
            continue
        differ = [column for column in cells if cells[column] != rows[key][column]]
        merged.conflicts.append(
            Conflict(resource.name, key, {c: rows[key][c] for c in differ}, {c: cells[c] for c in differ})
        )
        if prefer == "second":
            rows[key] = cells
    merged.only_first += len(ours)
    return list(rows.values())


def _with_ids(resource: Resource, cells: Cells, renamed: Mapping[str, str]) -> Cells:
    """A row of the second with the ids that the first has for the same rows."""
    changed = dict(cells)
    for column in resource.fields:
        if column.name == resource.key or column.references:
            items = changed[column.name].split(column.delimiter) if column.type == "list" else [changed[column.name]]
            changed[column.name] = column.delimiter.join(renamed.get(item, item) for item in items)
    return changed


def _with_free_slots(rows: list[Cells], merged: Merged) -> list[Cells]:
    """Parties that only one dossier has keep their colour where it is free, and get the next free one otherwise."""
    taken: set[str] = set()
    placed: list[Cells] = []
    for cells in rows:
        slot = cells["colour_slot"]
        if slot in taken:
            known = {row["colour_slot"] for row in rows}
            free = next((str(number) for number in _SLOTS if str(number) not in taken | known), slot)
            if free != slot:
                merged.notes.append(f"{cells['party_id']} has colour slot {free}: slot {slot} is another party's")
            slot = free
        taken.add(slot)
        placed.append({**cells, "colour_slot": slot})
    return placed


def _merge_files(descriptor: Descriptor, first: Contents, second: Contents, merged: Merged, prefer: Preferred) -> None:
    tables = {resource.path for resource in descriptor.resources.values()} | {DESCRIPTOR}
    ours = {path: first.article(path) for path in first.paths() if path not in tables}
    theirs = {path: second.article(path) for path in second.paths() if path not in tables}
    for path, content in theirs.items():
        if path not in ours:
            ours[path] = content
            merged.added.append(f"{FILES} {path}")
        elif ours[path] != content:
            digests = ({"SHA-256": hashlib.sha256(side[path]).hexdigest()} for side in (ours, theirs))
            merged.conflicts.append(Conflict(FILES, path, *digests))
            if prefer == "second":
                ours[path] = content
    merged.files |= ours


def _merged_descriptor(
    first: Mapping[str, Any], second: Mapping[str, Any], merged: Merged, prefer: Preferred
) -> dict[str, Any]:
    raw = dict(first)
    for name, value in second.items():
        if name == WITHHELD:
            continue
        if name not in raw:
            raw[name] = value
            merged.added.append(f"{DESCRIPTOR} {name}")
        elif raw[name] != value:
            sides = ({name: json.dumps(side, ensure_ascii=False)} for side in (raw[name], value))
            merged.conflicts.append(Conflict(DESCRIPTOR, name, *sides))
            if prefer == "second":
                raw[name] = value
    withheld = {*first.get(WITHHELD, ()), *second.get(WITHHELD, ())} - merged.files.keys()
    if withheld:
        raw[WITHHELD] = sorted(withheld)
    else:
        raw.pop(WITHHELD, None)
    return raw
